// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/timeline/lanemodel.h"

#include "ui/common/tr.h"

#include <QHash>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

bool willBeRedacted(MarkState state)
{
    return state == MarkState::Redact || isUndecided(state);
}

Ticks medianStep(std::vector<Ticks> steps)
{
    if (steps.empty())
        return 0;
    const auto middle = steps.begin() + qsizetype(steps.size() / 2);
    std::nth_element(steps.begin(), middle, steps.end());
    return *middle;
}

/// Collects lanes while findings pass by.
class LaneBuilder
{
public:
    LaneBuilder(const LaneInput &input, double frame)
        : m_input(input)
        , m_frame(std::max<Ticks>(1, std::llround(frame)))
    {}

    void add(const Finding &finding)
    {
        auto span = spanOn(m_input.axis, m_input.item, finding);
        if (!span || span->isEmpty())
            return;
        if (std::holds_alternative<Track>(finding.place))
            span->end = frameEnd(span->end - 1);
        const auto outcome = m_input.outcome(finding);
        LaneBar bar{*span, markState(finding, outcome), &finding, {}};
        if (bar.state == MarkState::Redact)
            bar.label = outcome.reasons.join(u", "_s);
        else if (isUndecided(bar.state) && finding.score < 1)
            bar.label = QString::number(finding.score, 'f', 2);
        else if (bar.state == MarkState::Keep)
            bar.label = Tr::tr("keep");
        laneOf(finding).bars.push_back(std::move(bar));
    }

    std::vector<Lane> take()
    {
        for (Entry &entry : m_entries) {
            auto &bars = entry.lane.bars;
            std::sort(bars.begin(), bars.end(), [](const LaneBar &a, const LaneBar &b) {
                return std::tie(a.time.begin, a.time.end, a.finding->id) <
                       std::tie(b.time.begin, b.time.end, b.finding->id);
            });
            Ticks reach = bars.front().time.end;
            for (const LaneBar &bar : bars) {
                reach = std::max(reach, bar.time.end);
                entry.lane.reach.push_back(reach);
            }
        }
        // People first, then things, then sound; each in the order in which they come up.
        std::stable_sort(m_entries.begin(), m_entries.end(), [](const Entry &a, const Entry &b) {
            return std::pair(a.rank, a.lane.bars.front().time.begin) <
                   std::pair(b.rank, b.lane.bars.front().time.begin);
        });
        std::vector<Lane> lanes;
        for (Entry &entry : m_entries)
            lanes.push_back(std::move(entry.lane));
        return lanes;
    }

private:
    struct Entry
    {
        int rank = 0;
        Lane lane;
    };

    /// Until when the frame of @a pts is shown.
    Ticks frameEnd(Ticks pts) const
    {
        if (m_input.frames != nullptr) {
            const auto next = std::upper_bound(m_input.frames->begin(), m_input.frames->end(), pts);
            if (next != m_input.frames->end())
                return *next;
        }
        return pts + m_frame;
    }

    Lane &laneOf(const Finding &finding)
    {
        const bool sound = std::holds_alternative<Span>(finding.place);
        // One look-up of the subject a group, not a finding.
        const QString groupKey =
            finding.group.isEmpty() ? QString() : (sound ? u"s:"_s : u"p:"_s) + finding.group;
        if (!groupKey.isEmpty()) {
            if (const auto known = m_byGroup.constFind(groupKey); known != m_byGroup.constEnd())
                return m_entries[*known].lane;
        }
        QString key = groupKey;
        const QString subject = m_input.subject(finding);
        if (!subject.isEmpty())
            key = (sound ? u"S:"_s : u"P:"_s) + subject;
        const bool grouped = !key.isEmpty();
        if (!grouped)
            key = ungroupedKey(finding, sound);
        auto at = m_byKey.constFind(key);
        if (at == m_byKey.constEnd()) {
            Entry entry;
            entry.rank = rank(finding, sound, grouped);
            entry.lane.kind = sound ? LaneKind::Sound : LaneKind::Marks;
            entry.lane.grouped = grouped;
            entry.lane.title = grouped ? m_input.title(finding) : ungroupedTitle(finding, sound);
            at = m_byKey.insert(key, m_entries.size());
            m_entries.push_back(std::move(entry));
        }
        if (!groupKey.isEmpty())
            m_byGroup.insert(groupKey, *at);
        return m_entries[*at].lane;
    }

    static int rank(const Finding &finding, bool sound, bool grouped)
    {
        const bool person = showsPerson(finding.type);
        if (sound)
            return finding.type == FindingType::Voice ? (grouped ? 4 : 5) : 6;
        return person && grouped ? 0 : person ? 1 : grouped ? 2 : 3;
    }

    QString ungroupedKey(const Finding &finding, bool sound) const
    {
        if (!sound)
            return u"t:"_s + toString(finding.type);
        if (finding.type != FindingType::Voice)
            return finding.provenance.byPerson() ? u"drawn"_s : u"spoken"_s;
        return u"v:"_s + channelsText(std::get<Span>(finding.place).channels);
    }

    QString ungroupedTitle(const Finding &finding, bool sound) const
    {
        if (!sound) {
            return finding.type == FindingType::Custom ? Tr::tr("Drawn by hand")
                                                       : displayName(finding.type);
        }
        if (finding.type != FindingType::Voice)
            return finding.provenance.byPerson() ? Tr::tr("Marked sound") : Tr::tr("Spoken");
        const QString channels = channelsText(std::get<Span>(finding.place).channels);
        return channels.isEmpty() ? displayName(finding.type)
                                  : Tr::tr("Voice, channel %1").arg(channels);
    }

    /// "1, 2"; empty for all channels.
    static QString channelsText(const QList<int> &channels)
    {
        QStringList parts;
        for (const int channel : channels)
            parts.append(QString::number(channel + 1));
        return parts.join(u", "_s);
    }

    const LaneInput &m_input;
    Ticks m_frame;
    std::vector<Entry> m_entries;
    QHash<QString, size_t> m_byKey;
    QHash<QString, size_t> m_byGroup;
};

/// Counts the frames that start in [from, to).
int framesBetween(Ticks from, Ticks to, const LaneInput &input, double frame)
{
    if (to <= from)
        return 0;
    if (input.frames != nullptr) {
        const auto &frames = *input.frames;
        return int(std::lower_bound(frames.begin(), frames.end(), to) -
                   std::lower_bound(frames.begin(), frames.end(), from));
    }
    return frame > 0 ? int(std::lround(double(to - from) / frame)) : 0;
}

void findGaps(const Lane &lane, const LaneInput &input, const std::vector<TimeSpan> &shots,
              double frame, std::vector<LaneGap> &gaps)
{
    if (!lane.grouped || lane.kind != LaneKind::Marks)
        return;
    std::optional<Ticks> covered;
    for (const LaneBar &bar : lane.bars) {
        if (!willBeRedacted(bar.state))
            continue;
        if (covered && bar.time.begin > *covered) {
            const TimeSpan hole{*covered, bar.time.begin};
            const int frames = framesBetween(hole.begin, hole.end, input, frame);
            const bool cut = std::any_of(shots.begin(), shots.end(), [&](const TimeSpan &shot) {
                return shot.begin >= hole.begin && shot.begin <= hole.end;
            });
            if (frames >= 1 && frames <= LaneModel::kMaxGapFrames && !cut)
                gaps.push_back({hole, frames, lane.title});
        }
        covered = std::max(covered.value_or(bar.time.end), bar.time.end);
    }
}

/// Where something that was not examined lies on the axis, rounded outward; nothing for what lies
/// at no time, or at none that the axis has.
std::optional<TimeSpan> timeOf(const NotExamined &what, const TimeAxis &axis)
{
    const Portion::Stream *in = what.portion.inStream();
    const TimeSpan all{axis.begin, axis.end};
    if (in == nullptr)
        return std::nullopt;
    if (!in->time)
        return all;
    TimeSpan span = *in->time;
    if (span.end == Portion::kToEnd) // as long as the axis is, in the ticks of the span
        span.end = std::max(span.begin, rescaleOutward(all, axis.base, in->base).end);
    span = rescaleOutward(span, in->base, axis.base);
    // A moment is a tick, so that it is seen.
    span.end = std::max(span.end, span.begin + 1);
    span = span.intersected(all);
    return span.isEmpty() ? std::nullopt : std::optional(span);
}

} // namespace

std::pair<size_t, size_t> Lane::barsIn(TimeSpan span) const
{
    const auto first = std::upper_bound(reach.begin(), reach.end(), span.begin) - reach.begin();
    const auto last =
        std::lower_bound(bars.begin(), bars.end(), span.end,
                         [](const LaneBar &bar, Ticks t) { return bar.time.begin < t; }) -
        bars.begin();
    return {size_t(first), size_t(std::max(first, last))};
}

const LaneBar *Lane::barAt(Ticks t, Ticks tolerance) const
{
    const auto [first, last] = barsIn({t - tolerance, t + tolerance + 1});
    const LaneBar *best = nullptr;
    Ticks bestDistance = tolerance + 1;
    for (size_t i = last; i > first; --i) {
        const LaneBar &bar = bars[i - 1];
        const Ticks distance = bar.time.begin > t ? bar.time.begin - t
                               : bar.time.end > t ? 0
                                                  : t - bar.time.end + 1;
        if (distance < bestDistance) {
            best = &bar;
            bestDistance = distance;
        }
    }
    return best;
}

double frameTicks(const LaneInput &input)
{
    if (!input.axis.video)
        return 0;
    std::vector<Ticks> steps;
    constexpr size_t kEnough = 2000;
    if (input.frames != nullptr) {
        for (size_t i = 1; i < input.frames->size() && steps.size() < kEnough; ++i)
            steps.push_back((*input.frames)[i] - (*input.frames)[i - 1]);
    } else {
        for (const Finding *finding : input.findings) {
            const auto *track = std::get_if<Track>(&finding->place);
            if (track == nullptr || track->stream != input.axis.stream)
                continue;
            for (size_t i = 1; i < track->boxes.size() && steps.size() < kEnough; ++i)
                steps.push_back(track->boxes[i].pts - track->boxes[i - 1].pts);
            if (steps.size() >= kEnough)
                break;
        }
    }
    return double(medianStep(std::move(steps)));
}

LaneModel LaneModel::build(const LaneInput &input)
{
    LaneModel model;
    const QList<TimeSpan> shots = shotsOn(input.axis, input.item);
    model.shots.assign(shots.begin(), shots.end());
    model.seen = input.seen;
    for (const NotExamined &what : input.item.notExamined) {
        if (const auto time = timeOf(what, input.axis))
            model.holes.push_back({*time, what});
        else
            model.notExamined.append(what);
    }
    std::stable_sort(
        model.holes.begin(), model.holes.end(),
        [](const LaneHole &a, const LaneHole &b) { return a.time.begin < b.time.begin; });
    model.sound =
        std::any_of(input.item.streams.begin(), input.item.streams.end(),
                    [](const casefile::ItemStream &s) { return s.modality == Modality::Audio; });

    const double frame = frameTicks(input);
    LaneBuilder builder(input, frame);
    for (const Finding *finding : input.findings)
        builder.add(*finding);
    std::vector<Lane> marks = builder.take();
    for (const Lane &lane : marks)
        findGaps(lane, input, model.shots, frame, model.gaps);
    std::stable_sort(model.gaps.begin(), model.gaps.end(), [](const LaneGap &a, const LaneGap &b) {
        return a.time.begin < b.time.begin;
    });

    const auto extra = [&](LaneKind kind, const QString &title) {
        Lane lane;
        lane.kind = kind;
        lane.title = title;
        model.lanes.push_back(std::move(lane));
    };
    if (!model.shots.empty())
        extra(LaneKind::Shots, Tr::tr("Shots"));
    for (Lane &lane : marks)
        model.lanes.push_back(std::move(lane));
    if (model.sound)
        extra(LaneKind::Waveform, Tr::tr("Waveform"));
    if (input.axis.video || !model.allExamined())
        extra(LaneKind::Gaps, Tr::tr("Gaps"));
    extra(LaneKind::Seen, Tr::tr("Seen"));
    return model;
}

std::vector<const LaneHole *> LaneModel::holesIn(TimeSpan span) const
{
    std::vector<const LaneHole *> found;
    for (const LaneHole &hole : holes) {
        if (hole.time.intersects(span))
            found.push_back(&hole);
    }
    return found;
}

std::optional<Ticks> LaneModel::nextGap(Ticks t) const
{
    const auto it = std::upper_bound(gaps.begin(), gaps.end(), t, [](Ticks at, const LaneGap &gap) {
        return at < gap.time.begin;
    });
    return it == gaps.end() ? std::nullopt : std::optional(it->time.begin);
}

std::optional<Ticks> LaneModel::previousGap(Ticks t) const
{
    const auto it = std::lower_bound(gaps.begin(), gaps.end(), t, [](const LaneGap &gap, Ticks at) {
        return gap.time.begin < at;
    });
    return it == gaps.begin() ? std::nullopt : std::optional(std::prev(it)->time.begin);
}

std::pair<const Lane *, const LaneBar *> LaneModel::find(FindingId id) const
{
    for (const Lane &lane : lanes) {
        for (const LaneBar &bar : lane.bars) {
            if (bar.finding->id == id)
                return {&lane, &bar};
        }
    }
    return {};
}

const LaneBar *LaneModel::step(FindingId from, LaneStep way, Ticks t) const
{
    const auto [lane, bar] = find(from);
    if (lane != nullptr && way == LaneStep::Back)
        return bar != &lane->bars.front() ? bar - 1 : nullptr;
    if (lane != nullptr && way == LaneStep::On)
        return bar != &lane->bars.back() ? bar + 1 : nullptr;
    const int by = way == LaneStep::Up ? -1 : 1;
    const int count = int(lanes.size());
    const int first = lane != nullptr ? int(lane - lanes.data()) + by : by > 0 ? 0 : count - 1;
    for (int at = first; at >= 0 && at < count; at += by) {
        constexpr Ticks kAnywhere = std::numeric_limits<Ticks>::max() / 4;
        if (const LaneBar *nearest = lanes[size_t(at)].barAt(t, kAnywhere))
            return nearest;
    }
    return nullptr;
}

} // namespace redoubt::ui
