// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/timeline/spanedits.h"

#include <QSet>

#include <algorithm>
#include <cmath>

namespace redoubt::ui {

namespace {

using Frames = std::vector<Ticks>;

PixelRect between(const PixelRect &a, const PixelRect &b, double share)
{
    const auto mix = [share](int from, int to) { return from + (to - from) * share; };
    // Outward: what is filled in may grow by rounding, never shrink.
    return outward(QRectF(QPointF(mix(a.x, b.x), mix(a.y, b.y)),
                          QPointF(mix(a.right(), b.right()), mix(a.bottom(), b.bottom()))));
}

/// Frames in [begin, end).
std::pair<Frames::const_iterator, Frames::const_iterator> framesIn(const Frames &frames,
                                                                   Ticks begin, Ticks end)
{
    const auto first = std::lower_bound(frames.begin(), frames.end(), begin);
    return {first, std::lower_bound(first, frames.end(), std::max(begin, end))};
}

TrackBox repeated(TrackBox box, Ticks pts)
{
    box.pts = pts;
    box.origin = BoxOrigin::Padded;
    return box;
}

std::optional<Place> trackWithTime(const Track &track, TimeSpan time, const Frames &frames)
{
    if (track.boxes.empty())
        return std::nullopt;
    Track out{track.stream, {}};
    const TrackBox &first = track.boxes.front();
    const TrackBox &last = track.boxes.back();
    const auto [from, to] = framesIn(frames, time.begin, std::min(time.end, first.pts));
    for (auto it = from; it != to; ++it)
        out.boxes.push_back(repeated(first, *it));
    for (const TrackBox &box : track.boxes) {
        if (time.contains(box.pts))
            out.boxes.push_back(box);
    }
    const auto [after, end] = framesIn(frames, std::max(time.begin, last.pts + 1), time.end);
    for (auto it = after; it != end; ++it)
        out.boxes.push_back(repeated(last, *it));
    if (out.boxes.empty() || out == track)
        return std::nullopt;
    return out;
}

std::optional<Place> trackMovedBy(const Track &track, Ticks by, const Frames &frames)
{
    if (track.boxes.empty() || frames.empty())
        return std::nullopt;
    const Ticks wanted = track.boxes.front().pts + by;
    auto at = std::lower_bound(frames.begin(), frames.end(), wanted);
    if (at == frames.end() || (at != frames.begin() && wanted - *std::prev(at) < *at - wanted))
        --at;
    // The whole track stays inside of the video.
    const auto room =
        std::max<qsizetype>(0, qsizetype(frames.size()) - qsizetype(track.boxes.size()));
    auto index = size_t(std::min<qsizetype>(at - frames.begin(), room));
    Track out{track.stream, {}};
    for (TrackBox box : track.boxes) {
        if (index >= frames.size())
            break;
        box.pts = frames[index++];
        out.boxes.push_back(box);
    }
    return out == track ? std::nullopt : std::optional<Place>(out);
}

std::optional<Place> joinedTracks(const std::vector<const Place *> &places, const Frames &frames)
{
    Track out;
    std::vector<TrackBox> boxes;
    for (const Place *place : places) {
        const auto *track = std::get_if<Track>(place);
        if (track == nullptr || (place != places.front() && track->stream != out.stream))
            return std::nullopt;
        out.stream = track->stream;
        boxes.insert(boxes.end(), track->boxes.begin(), track->boxes.end());
    }
    std::stable_sort(boxes.begin(), boxes.end(),
                     [](const TrackBox &a, const TrackBox &b) { return a.pts < b.pts; });
    for (const TrackBox &box : boxes) {
        if (out.boxes.empty()) {
            out.boxes.push_back(box);
            continue;
        }
        const TrackBox before = out.boxes.back();
        if (before.pts == box.pts) {
            out.boxes.back().rect = before.rect.united(box.rect);
            continue;
        }
        const auto [from, to] = framesIn(frames, before.pts + 1, box.pts);
        for (auto it = from; it != to; ++it) {
            TrackBox filled;
            filled.pts = *it;
            filled.rect = between(before.rect, box.rect,
                                  double(*it - before.pts) / double(box.pts - before.pts));
            filled.origin = BoxOrigin::Interpolated;
            filled.confidence = std::min(before.confidence, box.confidence);
            out.boxes.push_back(filled);
        }
        out.boxes.push_back(box);
    }
    return out;
}

std::optional<Place> joinedSpans(const std::vector<const Place *> &places)
{
    const auto *first = std::get_if<Span>(places.front());
    Span out = *first;
    bool all = false;
    QSet<int> channels;
    for (const Place *place : places) {
        const auto *span = std::get_if<Span>(place);
        if (span == nullptr || span->stream != out.stream)
            return std::nullopt;
        out.time = out.time.united(span->time);
        all = all || span->channels.isEmpty();
        channels.unite(QSet<int>(span->channels.begin(), span->channels.end()));
    }
    out.channels = all ? QList<int>() : QList<int>(channels.begin(), channels.end());
    std::sort(out.channels.begin(), out.channels.end());
    return out;
}

/// What a person made of @a finding by giving it another place.
Finding edited(const Finding &finding, const Place &place, FindingId id)
{
    Finding made = finding;
    made.id = id;
    made.place = place;
    made.supersedes = finding.id;
    return made;
}

} // namespace

std::optional<Place> withTime(const Place &place, TimeSpan time, const Frames &frames)
{
    if (time.isEmpty())
        return std::nullopt;
    if (const auto *track = std::get_if<Track>(&place))
        return trackWithTime(*track, time, frames);
    if (const auto *span = std::get_if<Span>(&place)) {
        Span out = *span;
        out.time = time;
        return out == *span ? std::nullopt : std::optional<Place>(out);
    }
    return std::nullopt;
}

std::optional<Place> movedBy(const Place &place, Ticks by, const Frames &frames)
{
    if (by == 0)
        return std::nullopt;
    if (const auto *track = std::get_if<Track>(&place))
        return trackMovedBy(*track, by, frames);
    if (const auto *span = std::get_if<Span>(&place)) {
        Span out = *span;
        out.time = {span->time.begin + by, span->time.end + by};
        return out;
    }
    return std::nullopt;
}

std::optional<std::pair<Place, Place>> splitAt(const Place &place, Ticks t)
{
    if (const auto *track = std::get_if<Track>(&place)) {
        const auto cut = std::lower_bound(track->boxes.begin(), track->boxes.end(), t,
                                          [](const TrackBox &b, Ticks at) { return b.pts < at; });
        if (cut == track->boxes.begin() || cut == track->boxes.end())
            return std::nullopt;
        return std::pair<Place, Place>(Track{track->stream, {track->boxes.begin(), cut}},
                                       Track{track->stream, {cut, track->boxes.end()}});
    }
    if (const auto *span = std::get_if<Span>(&place)) {
        if (t <= span->time.begin || t >= span->time.end)
            return std::nullopt;
        Span before = *span;
        Span after = *span;
        before.time.end = t;
        after.time.begin = t;
        return std::pair<Place, Place>(before, after);
    }
    return std::nullopt;
}

std::optional<Place> joined(const std::vector<const Place *> &places, const Frames &frames)
{
    if (places.size() < 2)
        return std::nullopt;
    if (std::holds_alternative<Track>(*places.front()))
        return frames.empty() ? std::nullopt : joinedTracks(places, frames);
    if (std::holds_alternative<Span>(*places.front()))
        return joinedSpans(places);
    return std::nullopt;
}

QList<casefile::Change> splitChanges(const casefile::ReviewSheet &sheet, const Finding &finding,
                                     const std::vector<Place> &parts)
{
    QList<casefile::Change> changes;
    for (const Place &part : parts) {
        const Finding made = edited(finding, part, FindingId::random());
        changes.append(casefile::AddMark{made});
        if (auto decision = sheet.decision(finding.id)) {
            decision->finding = made.id;
            changes.append(casefile::Decide{*decision});
        }
    }
    return changes;
}

QList<casefile::Change> joinChanges(const casefile::ReviewSheet &sheet,
                                    const std::vector<const Finding *> &findings,
                                    const Place &place, FindingId joinedId)
{
    QList<casefile::Change> changes;
    const Finding &first = *findings.front();
    Finding made = edited(first, place, joinedId);
    for (const Finding *each : findings)
        made.score = std::max(made.score, each->score);
    changes.append(casefile::AddMark{made});

    std::optional<Decision> decision;
    for (const Finding *each : findings) {
        const auto own = sheet.decision(each->id);
        if (own &&
            (!decision || (decision->verdict == Verdict::Keep && own->verdict == Verdict::Redact)))
            decision = own;
    }
    if (decision) {
        decision->finding = joinedId;
        changes.append(casefile::Decide{*decision});
    }

    // The others are taken back, and what they stand for with them, or that would show again.
    QSet<FindingId> settled{first.id};
    for (const Finding *at = &first; at != nullptr && at->supersedes;) {
        settled.insert(*at->supersedes);
        at = sheet.finding(*at->supersedes);
    }
    for (const Finding *each : findings) {
        const Finding *at = each;
        while (at != nullptr && !settled.contains(at->id)) {
            settled.insert(at->id);
            changes.append(casefile::Withdraw{at->id});
            at = at->supersedes ? sheet.finding(*at->supersedes) : nullptr;
        }
    }
    return changes;
}

} // namespace redoubt::ui
