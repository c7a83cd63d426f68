// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/review/findingsfilter.h"

#include <QHash>

#include <algorithm>
#include <tuple>

namespace redoubt::ui {

using namespace std::chrono_literals;

namespace {

/// While playing, what is on this frame is looked up so often and no more.
constexpr auto kHereDelay = 100ms;
/// More separate changes than this are cheaper as one reset.
constexpr int kMaxRanges = 200;

/// Whether titles of findings hold a text. All of a group have one title, which is made once.
class TitleSearch
{
public:
    TitleSearch(const Session &session, const QString &text)
        : m_session(session)
        , m_text(text)
    {}

    bool fits(const Finding &finding)
    {
        if (finding.group.isEmpty())
            return look(finding);
        if (finding.item != m_item) // rows of one item stand together
            m_known.clear();
        m_item = finding.item;
        const std::pair key(finding.group, int(finding.type) * 16 + int(finding.source));
        const auto known = m_known.constFind(key);
        return known != m_known.constEnd() ? *known : *m_known.insert(key, look(finding));
    }

private:
    bool look(const Finding &finding) const
    {
        return findingTitle(m_session, finding).contains(m_text, Qt::CaseInsensitive);
    }

    const Session &m_session;
    const QString &m_text;
    ItemId m_item;
    QHash<std::pair<QString, int>, bool> m_known;
};

/// Positions of a longest rising run within @a values: what can stay where it is.
std::vector<char> longestRising(const std::vector<int> &values)
{
    std::vector<int> ends; // index of the smallest end of a run of each length
    std::vector<int> previous(values.size(), -1);
    for (int i = 0; i < int(values.size()); ++i) {
        if (values[size_t(i)] < 0)
            continue;
        const auto at = std::lower_bound(ends.begin(), ends.end(), values[size_t(i)],
                                         [&](int e, int v) { return values[size_t(e)] < v; });
        if (at != ends.begin())
            previous[size_t(i)] = *std::prev(at);
        if (at == ends.end())
            ends.push_back(i);
        else
            *at = i;
    }
    std::vector<char> stays(values.size(), 0);
    for (int i = ends.empty() ? -1 : ends.back(); i >= 0; i = previous[size_t(i)])
        stays[size_t(i)] = 1;
    return stays;
}

/// Begin and length of every run of @a value.
std::vector<std::pair<int, int>> runsOf(const std::vector<char> &flags, char value)
{
    std::vector<std::pair<int, int>> runs;
    for (int i = 0; i < int(flags.size()); ++i) {
        if (flags[size_t(i)] != value)
            continue;
        if (!runs.empty() && runs.back().first + runs.back().second == i)
            ++runs.back().second;
        else
            runs.emplace_back(i, 1);
    }
    return runs;
}

} // namespace

FindingsFilter::FindingsFilter(FindingsModel &source, QObject *parent)
    : QAbstractListModel(parent)
    , m_source(source)
{
    connect(&source, &FindingsModel::updated, this, &FindingsFilter::follow);
    m_hereTimer.setSingleShot(true);
    m_hereTimer.setInterval(kHereDelay);
    connect(&m_hereTimer, &QTimer::timeout, this, &FindingsFilter::follow);
    const auto soon = [this] {
        if (!m_hereTimer.isActive())
            m_hereTimer.start();
    };
    connect(&source.session(), &Session::timeChanged, this, soon);
    connect(&source.session(), &Session::pageChanged, this, soon);
    m_rows = wanted();
}

void FindingsFilter::setSpec(const FindingsSpec &spec)
{
    if (spec == m_spec)
        return;
    m_spec = spec;
    beginResetModel();
    m_rows = wanted();
    endResetModel();
    Q_EMIT updated();
}

bool FindingsFilter::isHere(const FindingRow &row, Ticks now) const
{
    const Session &session = m_source.session();
    if (row.finding->item != session.currentItem())
        return false;
    return row.page >= 0 ? row.page == session.page() : row.time.contains(now);
}

std::vector<FindingRow> FindingsFilter::wanted()
{
    m_counts = {};
    std::vector<FindingRow> rows;
    const QString text = m_spec.text.trimmed();
    const Session &session = m_source.session();
    TitleSearch titles(session, text);
    // Rows count in the item's first stream, the session in the one that is shown.
    const auto axis = session.item() != nullptr ? timeAxis(*session.item()) : std::nullopt;
    const Ticks now = axis && session.axis() ? rescale(session.time(), session.axis()->base,
                                                       axis->base, Rounding::Down)
                                             : session.time();
    for (const FindingRow &row : m_source.rows()) {
        const Finding &finding = *row.finding;
        if (m_spec.type && finding.type != *m_spec.type)
            continue;
        if (m_spec.source && finding.source != *m_spec.source)
            continue;
        if (!text.isEmpty() && !finding.text.reveal().contains(text, Qt::CaseInsensitive) &&
            !titles.fits(finding))
            continue;
        const std::array<bool, kFindingsBins> in{isUndecided(row.state),
                                                 row.state == MarkState::Candidate,
                                                 row.brief,
                                                 row.tiny,
                                                 isHere(row, now),
                                                 true};
        for (size_t bin = 0; bin < in.size(); ++bin)
            m_counts[bin] += in[bin] ? 1 : 0;
        if (in[size_t(m_spec.bin)])
            rows.push_back(row);
    }
    if (m_spec.order == FindingsOrder::Risk) {
        std::stable_sort(rows.begin(), rows.end(), [](const FindingRow &a, const FindingRow &b) {
            return std::tuple(!isUndecided(a.state), a.finding->score) <
                   std::tuple(!isUndecided(b.state), b.finding->score);
        });
    }
    return rows;
}

void FindingsFilter::follow()
{
    std::vector<FindingRow> now = wanted();
    QHash<const Finding *, int> before;
    before.reserve(qsizetype(m_rows.size()));
    for (int i = 0; i < int(m_rows.size()); ++i)
        before.insert(m_rows[size_t(i)].finding, i);
    std::vector<int> oldRow(now.size());
    for (size_t i = 0; i < now.size(); ++i)
        oldRow[i] = before.value(now[i].finding, -1);
    const std::vector<char> stays = longestRising(oldRow);
    std::vector<char> oldStays(m_rows.size(), 0);
    for (size_t i = 0; i < now.size(); ++i) {
        if (stays[i])
            oldStays[size_t(oldRow[i])] = 1;
    }
    const auto removed = runsOf(oldStays, 0);
    const auto inserted = runsOf(stays, 0);
    if (int(removed.size() + inserted.size()) > kMaxRanges) {
        beginResetModel();
        m_rows = std::move(now);
        endResetModel();
        Q_EMIT updated();
        return;
    }
    for (auto it = removed.rbegin(); it != removed.rend(); ++it) {
        beginRemoveRows({}, it->first, it->first + it->second - 1);
        m_rows.erase(m_rows.begin() + it->first, m_rows.begin() + it->first + it->second);
        endRemoveRows();
    }
    for (const auto &[first, count] : inserted) {
        beginInsertRows({}, first, first + count - 1);
        m_rows.insert(m_rows.begin() + first, now.begin() + first, now.begin() + first + count);
        endInsertRows();
    }
    std::vector<char> changed(now.size(), 0);
    for (size_t i = 0; i < now.size(); ++i)
        changed[i] = m_rows[i] != now[i] ? 1 : 0;
    m_rows = std::move(now);
    for (const auto &[first, count] : runsOf(changed, 1))
        Q_EMIT dataChanged(index(first), index(first + count - 1));
    Q_EMIT updated();
}

int FindingsFilter::rowOf(FindingId id) const
{
    const auto it = std::find_if(m_rows.begin(), m_rows.end(),
                                 [id](const FindingRow &row) { return row.finding->id == id; });
    return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

QList<FindingId> FindingsFilter::shown() const
{
    QList<FindingId> ids;
    ids.reserve(qsizetype(m_rows.size()));
    for (const FindingRow &row : m_rows)
        ids.append(row.finding->id);
    return ids;
}

int FindingsFilter::nextUndecided(int row, int step) const
{
    const int count = int(m_rows.size());
    for (int n = 1; n <= count; ++n) {
        const int at = ((row + step * n) % count + count) % count;
        if (at != row && isUndecided(m_rows[size_t(at)].state))
            return at;
    }
    return -1;
}

int FindingsFilter::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant FindingsFilter::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    return findingData(m_source.session(), m_rows[size_t(index.row())], role);
}

} // namespace redoubt::ui
