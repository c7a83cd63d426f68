// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/review/findingsmodel.h"

#include <array>

namespace redoubt::ui {

/// The bins of the chips above the list.
enum class FindingsBin { Undecided, Candidates, Brief, Tiny, Here, All };
constexpr int kFindingsBins = 6;

enum class FindingsOrder {
    Place, ///< as they come in the item
    Risk   ///< undecided first, and of these the least certain first
};

/// What is shown, and in which order.
struct FindingsSpec
{
    FindingsBin bin = FindingsBin::All;
    std::optional<FindingType> type;
    std::optional<TextSource> source;
    QString text; ///< part of the title or of what was read; case does not matter
    FindingsOrder order = FindingsOrder::Place;
    bool operator==(const FindingsSpec &) const = default;
};

/// The rows of a FindingsModel that a spec lets through, in its order. Quick without an index: a
/// test a row. When findings change, rows come and go one by one and views keep their place; when
/// the spec changes, the model is reset. Threads: the window's.
class FindingsFilter : public QAbstractListModel
{
    Q_OBJECT
public:
    /// Borrows the source, which must outlive it.
    explicit FindingsFilter(FindingsModel &source, QObject *parent = nullptr);

    const FindingsSpec &spec() const { return m_spec; }
    void setSpec(const FindingsSpec &spec);
    const FindingRow &row(int row) const { return m_rows[size_t(row)]; }
    /// -1 when it is not shown.
    int rowOf(FindingId id) const;
    /// Of all that type, source and text let through, by bin.
    int count(FindingsBin bin) const { return m_counts[size_t(bin)]; }
    QList<FindingId> shown() const;
    /// The first undecided row behind @a row (before it when @a step is -1), around the ends; -1
    /// when there is no other.
    int nextUndecided(int row, int step) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    /// Rows or counts may be others; after all other signals.
    void updated();

private:
    std::vector<FindingRow> wanted();
    void follow();
    bool isHere(const FindingRow &row, Ticks now) const;

    FindingsModel &m_source;
    FindingsSpec m_spec;
    std::vector<FindingRow> m_rows;
    std::array<int, kFindingsBins> m_counts{};
    QTimer m_hereTimer;
};

} // namespace redoubt::ui
