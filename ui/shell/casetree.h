// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/common/session.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>
#include <QWidget>

#include <vector>

class QLabel;
class QListView;

namespace redoubt::ui {

class CaseJobs;
class Commands;

/// How far an item is, for the tree: what its second line says.
struct ItemStatus
{
    enum class Kind { Waiting, Analysing, Undecided, Reviewed, NotExamined, Unsupported, Failed };
    Kind kind = Kind::Waiting;
    int undecided = 0;
    double share = 0; ///< while analysing
    double seen = 0;  ///< share that a person saw
    QString detail;   ///< cause, for tooltips; empty when all is well
};

/// Works out the status from the item, its counts, and the queue of the analysis.
ItemStatus itemStatus(const casefile::Item &item, const ItemCounts &counts, bool waiting,
                      bool analysing, double share, double seen);
/// "14 undecided"
QString statusText(const ItemStatus &status);

/// The items of a case in order of ingest, what was taken out of an item below it. Threads: the
/// window's. Borrows session and works.
class CaseModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        NameRole = Qt::DisplayRole,
        KindRole = Qt::UserRole, ///< name of the ItemKind
        StatusKindRole,          ///< ItemStatus::Kind as int
        StatusTextRole,
        ItemRole, ///< ItemId as bytes
        DepthRole ///< how many of the items above it, it is in
    };
    CaseModel(Session &session, const CaseJobs &works, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    int rowOf(ItemId item) const;
    ItemId itemAt(int row) const;

private:
    ItemStatus status(const casefile::Item &item) const;
    void refresh(ItemId item);
    struct Row
    {
        ItemId item;
        int depth = 0;
        bool operator==(const Row &) const = default;
    };
    std::vector<Row> ordered() const;
    void follow();

    Session &m_session;
    const CaseJobs &m_works;
    std::vector<Row> m_rows;
};

class CaseDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// The panel at the left: the items with kind, state and counts. The current row is the session's
/// current item.
class CaseTree : public QWidget
{
    Q_OBJECT
public:
    CaseTree(Session &session, CaseJobs &works, Commands &commands, QWidget *parent = nullptr);

private:
    void followSession();
    void remove(ItemId item);
    void showMenu(const QPoint &at);

    Session &m_session;
    CaseJobs &m_works;
    Commands &m_commands;
    CaseModel *m_model;
    QListView *m_view;
    QLabel *m_empty;
};

} // namespace redoubt::ui
