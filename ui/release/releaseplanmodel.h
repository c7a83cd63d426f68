// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/release/release.h"
#include "ui/common/session.h"

#include <QAbstractTableModel>
#include <QSet>

#include <vector>

namespace redoubt::ui {

/// What a release would do to one item, for the summary.
struct PlannedRow
{
    ItemId item;
    QString name;
    ItemKind kind = ItemKind::Unknown;
    int marks = 0;
    int undecided = 0;    ///< will be redacted though nobody looked
    int machineOnly = 0;  ///< marks that no person decided
    double seen = 0;      ///< share that a person saw
    QString problem;      ///< why the item yields no file, or what was not examined
    bool blocked = false; ///< no file can come of it
    bool included = true;
};

/// The items of a case with what the plan says of them; the first column can be unchecked to leave
/// an item out. Threads: the window's.
class ReleasePlanModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        NameColumn,
        MarksColumn,
        UndecidedColumn,
        MachineColumn,
        SeenColumn,
        ProblemColumn,
        ColumnCount
    };

    explicit ReleasePlanModel(const Session &session, QObject *parent = nullptr);
    /// Plans all items again, under the session's profile.
    void refresh();
    const std::vector<PlannedRow> &rows() const { return m_rows; }
    QList<ItemId> included() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const PlannedRow &row, int column) const;

    const Session &m_session;
    std::vector<PlannedRow> m_rows;
    QSet<ItemId> m_leftOut;
};

} // namespace redoubt::ui
