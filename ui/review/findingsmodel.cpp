// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/review/findingsmodel.h"

#include "ui/common/tr.h"

#include <cmath>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kBriefSeconds = 0.5;
constexpr int kTinyPixels = 40;

/// Begin and end in seconds of the item's time.
std::optional<std::pair<double, double>>
secondsOf(const casefile::Item &item, const std::optional<TimeAxis> &axis, const Finding &finding)
{
    if (!axis)
        return std::nullopt;
    const auto span = spanOn(*axis, item, finding);
    if (!span)
        return std::nullopt;
    return std::pair(axis->seconds(span->begin), axis->seconds(span->end));
}

bool isTiny(const Finding &finding)
{
    const auto *track = std::get_if<Track>(&finding.place);
    if (track == nullptr || track->boxes.empty())
        return false;
    return std::all_of(track->boxes.begin(), track->boxes.end(), [](const TrackBox &box) {
        return std::max(box.rect.w, box.rect.h) < kTinyPixels;
    });
}

/// Ticks for which the last box of a track is shown, less the one that spanOn() counts.
Ticks lastFrame(const Finding &finding)
{
    const auto *track = std::get_if<Track>(&finding.place);
    if (track == nullptr || track->boxes.size() < 2)
        return 0;
    const Ticks whole = track->boxes.back().pts - track->boxes.front().pts;
    return std::max<Ticks>(1, whole / Ticks(track->boxes.size() - 1)) - 1;
}

QString spoken(double seconds)
{
    const int whole = int(std::max(0.0, seconds));
    if (whole < 60) {
        //: A point in time read aloud: "4.2 seconds"
        return Tr::tr("%1 seconds").arg(std::max(0.0, seconds), 0, 'f', 1);
    }
    //: A point in time read aloud: "4 minutes 12"
    return Tr::tr("%1 minutes %2").arg(whole / 60).arg(whole % 60);
}

} // namespace

QString findingTitle(const Session &session, const Finding &finding)
{
    const QString title = session.title(finding);
    switch (finding.source) {
    case TextSource::Speech:
        //: Something said aloud, with what it is: "Spoken: Phone number"
        return Tr::tr("Spoken: %1").arg(title);
    case TextSource::Ocr:
        //: Something read in a picture, with what it is: "In the picture: E-mail address"
        return Tr::tr("In the picture: %1").arg(title);
    case TextSource::Hidden:
        //: Something that is in a file without being seen: "Hidden: Person's name"
        return Tr::tr("Hidden: %1").arg(title);
    case TextSource::None:
    case TextSource::Text:
    case TextSource::Metadata:
        break;
    }
    return title;
}

QString findingPlace(const Session &session, const Finding &finding)
{
    const casefile::Item *item = session.sheet().item(finding.item);
    if (item == nullptr)
        return {};
    if (const auto seconds = secondsOf(*item, timeAxis(*item), finding)) {
        if (seconds->second - seconds->first < 10)
            return u"%1 – %2"_s.arg(timeText(seconds->first).chopped(2),
                                    timeText(seconds->second).chopped(2));
        return spanText(seconds->first, seconds->second);
    }
    if (const auto *area = std::get_if<Area>(&finding.place))
        return isStill(item->kind) && item->extent < 2 ? QString()
                                                       : Tr::tr("page %1").arg(area->page + 1);
    if (const auto *range = std::get_if<TextRange>(&finding.place))
        return Tr::tr("characters %1 to %2").arg(range->begin).arg(range->end);
    if (const auto *field = std::get_if<Field>(&finding.place))
        return field->path;
    return {};
}

QString accessibleFinding(const Session &session, const Finding &finding, MarkState state)
{
    QStringList parts{findingTitle(session, finding)};
    const casefile::Item *item = session.sheet().item(finding.item);
    const auto seconds =
        item != nullptr ? secondsOf(*item, timeAxis(*item), finding) : std::nullopt;
    if (seconds)
        parts.append(Tr::tr("%1 to %2").arg(spoken(seconds->first), spoken(seconds->second)));
    else if (const QString place = findingPlace(session, finding); !place.isEmpty())
        parts.append(place);
    if (!finding.text.reveal().isEmpty())
        parts.append(finding.text.reveal());
    if (finding.provenance.byPerson())
        parts.append(Tr::tr("drawn by a person"));
    else
        parts.append(Tr::tr("score %1").arg(finding.score, 0, 'f', 2));
    parts.append(displayName(state));
    const QStringList reasons = session.outcome(finding).reasons;
    if (state == MarkState::Redact && !reasons.isEmpty())
        parts.append(Tr::tr("reason %1").arg(reasons.join(u", "_s)));
    return parts.join(u", "_s);
}

QString findingSummary(const Session &session, const Finding &finding)
{
    const QString place = findingPlace(session, finding);
    const QString words = finding.text.reveal().simplified();
    const bool written = std::holds_alternative<TextRange>(finding.place) ||
                         std::holds_alternative<Area>(finding.place);
    if (!written || words.isEmpty())
        return place;
    if (std::holds_alternative<TextRange>(finding.place) || place.isEmpty())
        return words;
    //: Words that were found, then their place: "Jane Roe · page 2"
    return Tr::tr("%1 · %2").arg(words, place);
}

QVariant findingData(const Session &session, const FindingRow &row, int role)
{
    switch (role) {
    case FindingsModel::TitleRole:
        return findingTitle(session, *row.finding);
    case FindingsModel::PlaceRole:
        return findingSummary(session, *row.finding);
    case FindingsModel::ScoreRole:
        return row.finding->score;
    case FindingsModel::StateRole:
        return int(row.state);
    case FindingsModel::IdRole:
        return row.finding->id.toString();
    case FindingsModel::AccessibleRole:
        return accessibleFinding(session, *row.finding, row.state);
    default:
        return {};
    }
}

FindingsModel::FindingsModel(Session &session, QObject *parent)
    : QAbstractListModel(parent)
    , m_session(session)
{
    connect(&session, &Session::currentItemChanged, this, [this] {
        if (m_scope == FindingsScope::CurrentItem)
            reload();
    });
    connect(&session, &Session::itemMarksChanged, this, &FindingsModel::refresh);
    connect(&session, &Session::itemAdded, this, &FindingsModel::refresh);
    reload();
}

void FindingsModel::setScope(FindingsScope scope)
{
    if (scope == m_scope)
        return;
    m_scope = scope;
    reload();
}

std::vector<FindingRow> FindingsModel::rowsOf(ItemId id) const
{
    std::vector<FindingRow> rows;
    const casefile::Item *item = m_session.sheet().item(id);
    if (item == nullptr)
        return rows;
    const auto axis = timeAxis(*item);
    const auto &findings = m_session.findings(id);
    rows.reserve(findings.size());
    for (const Finding *finding : findings) {
        FindingRow row;
        row.finding = finding;
        row.state = m_session.state(*finding);
        row.tiny = isTiny(*finding);
        if (const auto span = axis ? spanOn(*axis, *item, *finding) : std::nullopt) {
            row.time = {span->begin, span->end + lastFrame(*finding)};
            row.brief = toSeconds(row.time.length(), axis->base) < kBriefSeconds;
        }
        if (const auto *area = std::get_if<Area>(&finding->place))
            row.page = area->page;
        rows.push_back(row);
    }
    return rows;
}

void FindingsModel::reload()
{
    beginResetModel();
    m_rows.clear();
    m_shown = m_session.currentItem();
    if (m_scope == FindingsScope::CurrentItem) {
        m_rows = rowsOf(m_shown);
    } else {
        for (const casefile::Item &item : m_session.sheet().items()) {
            const auto rows = rowsOf(item.id);
            m_rows.insert(m_rows.end(), rows.begin(), rows.end());
        }
    }
    endResetModel();
    Q_EMIT updated();
}

void FindingsModel::refresh(ItemId id)
{
    if (m_scope == FindingsScope::CurrentItem && id != m_shown)
        return;
    // Rows of one item stand together, items in the order of the case.
    int at = 0;
    if (m_scope == FindingsScope::WholeCase) {
        for (const casefile::Item &item : m_session.sheet().items()) {
            if (item.id == id)
                break;
            while (at < int(m_rows.size()) && m_rows[size_t(at)].finding->item == item.id)
                ++at;
        }
    }
    int end = at;
    while (end < int(m_rows.size()) && m_rows[size_t(end)].finding->item == id)
        ++end;

    // Both lists are in the order of placeLess: one walk along them finds what came and went.
    const std::vector<FindingRow> now = rowsOf(id);
    size_t next = 0;
    while (at < end || next < now.size()) {
        const Finding *old = at < end ? m_rows[size_t(at)].finding : nullptr;
        if (old != nullptr && next < now.size() && old == now[next].finding) {
            int last = at;
            while (last < end && next < now.size() &&
                   m_rows[size_t(last)].finding == now[next].finding &&
                   m_rows[size_t(last)] != now[next]) {
                m_rows[size_t(last)] = now[next];
                ++last;
                ++next;
            }
            if (last > at) {
                Q_EMIT dataChanged(index(at), index(last - 1));
                at = last;
            } else {
                ++at;
                ++next;
            }
        } else if (old != nullptr && (next == now.size() || placeLess(*old, *now[next].finding))) {
            int last = at + 1;
            while (last < end && (next == now.size() ||
                                  placeLess(*m_rows[size_t(last)].finding, *now[next].finding)))
                ++last;
            beginRemoveRows({}, at, last - 1);
            m_rows.erase(m_rows.begin() + at, m_rows.begin() + last);
            endRemoveRows();
            end -= last - at;
        } else {
            size_t last = next + 1;
            while (last < now.size() && (old == nullptr || placeLess(*now[last].finding, *old)))
                ++last;
            const int count = int(last - next);
            beginInsertRows({}, at, at + count - 1);
            m_rows.insert(m_rows.begin() + at, now.begin() + qsizetype(next),
                          now.begin() + qsizetype(last));
            endInsertRows();
            at += count;
            end += count;
            next = last;
        }
    }
    Q_EMIT updated();
}

int FindingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant FindingsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    return findingData(m_session, m_rows[size_t(index.row())], role);
}

} // namespace redoubt::ui
