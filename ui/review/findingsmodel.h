// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/common/session.h"

#include <QAbstractListModel>

#include <vector>

namespace redoubt::ui {

/// What the list shows.
enum class FindingsScope { CurrentItem, WholeCase };

/// What a filter asks about a finding, worked out once when the row is made.
struct FindingRow
{
    const Finding *finding = nullptr; ///< of the sheet, which never moves them
    MarkState state = MarkState::Proposed;
    bool brief = false; ///< lasts less than half a second
    bool tiny = false;  ///< never larger than 40 px
    TimeSpan time;      ///< ticks of timeAxis(item), until the last frame ends; empty without time
    int page = -1;      ///< of areas
    bool operator==(const FindingRow &) const = default;
};

/// The findings of the current item or of the whole case, in the order of items and places, with
/// their states. Follows the session with insertions, removals and changes of the rows concerned;
/// resets only when another item or scope is shown. Threads: the window's.
class FindingsModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        TitleRole = Qt::DisplayRole, ///< "Face 7"
        PlaceRole = Qt::UserRole,    ///< "04:12 – 04:31", "page 3"
        ScoreRole,                   ///< double, 0..1
        StateRole,                   ///< int of MarkState
        IdRole,                      ///< string of the FindingId
        AccessibleRole = Qt::AccessibleTextRole
    };

    explicit FindingsModel(Session &session, QObject *parent = nullptr);

    FindingsScope scope() const { return m_scope; }
    void setScope(FindingsScope scope);
    const FindingRow &row(int row) const { return m_rows[size_t(row)]; }
    const std::vector<FindingRow> &rows() const { return m_rows; }
    Session &session() const { return m_session; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    /// After all signals of one change.
    void updated();

private:
    std::vector<FindingRow> rowsOf(ItemId item) const;
    void reload();
    void refresh(ItemId item);

    Session &m_session;
    FindingsScope m_scope = FindingsScope::CurrentItem;
    ItemId m_shown; ///< in CurrentItem
    std::vector<FindingRow> m_rows;
};

/// What the models answer for a row in the roles of FindingsModel.
QVariant findingData(const Session &session, const FindingRow &row, int role);
/// What to call a finding in lists: as Session::title(), and how it was read.
QString findingTitle(const Session &session, const Finding &finding);
/// Where it is, in a few words; empty when there is nothing to say.
QString findingPlace(const Session &session, const Finding &finding);
/// The second line of a row. What was read says more than where: words first, then the page; else
/// the place.
QString findingSummary(const Session &session, const Finding &finding);
/// A whole sentence for screen readers: "Face 7, 4 minutes 12 seconds to 4 minutes 31 seconds,
/// score 0.81, proposed".
QString accessibleFinding(const Session &session, const Finding &finding, MarkState state);

} // namespace redoubt::ui
