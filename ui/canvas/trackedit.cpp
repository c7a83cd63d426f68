// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/trackedit.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace redoubt::ui {

namespace {

PixelRect between(const PixelRect &a, const PixelRect &b, double share)
{
    const auto mix = [share](int from, int to) { return from + (to - from) * share; };
    const double left = mix(a.x, b.x);
    const double top = mix(a.y, b.y);
    const double right = mix(a.right(), b.right());
    const double bottom = mix(a.bottom(), b.bottom());
    return outward(QRectF(QPointF(left, top), QPointF(right, bottom)));
}

/// Times of all frames in [first, last], from the index or from what the track has.
std::vector<Ticks> frameTimes(const Track &track, Ticks first, Ticks last, Ticks also,
                              const media::FrameIndex *index)
{
    std::vector<Ticks> times;
    if (index != nullptr) {
        const auto begin = std::lower_bound(
            index->frames.begin(), index->frames.end(), first,
            [](const media::FrameIndex::Entry &entry, Ticks t) { return entry.pts < t; });
        for (auto it = begin; it != index->frames.end() && it->pts <= last; ++it)
            times.push_back(it->pts);
    }
    for (const TrackBox &box : track.boxes) {
        if (box.pts >= first && box.pts <= last)
            times.push_back(box.pts);
    }
    times.push_back(also);
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    return times;
}

Track drawnTrack(const Track &track, Ticks pts, const PixelRect &rect,
                 const media::FrameIndex *index)
{
    std::map<Ticks, PixelRect> keys;
    for (const TrackBox &box : track.boxes) {
        if (box.origin == BoxOrigin::Drawn)
            keys[box.pts] = box.rect;
    }
    keys[pts] = rect;
    Ticks first = keys.begin()->first;
    Ticks last = keys.rbegin()->first;
    if (!track.boxes.empty()) {
        first = std::min(first, track.boxes.front().pts);
        last = std::max(last, track.boxes.back().pts);
    }
    Track result;
    result.stream = track.stream;
    for (const Ticks time : frameTimes(track, first, last, pts, index)) {
        TrackBox box;
        box.pts = time;
        box.confidence = 1;
        const auto after = keys.lower_bound(time);
        if (after != keys.end() && after->first == time) {
            box.rect = after->second;
            box.origin = BoxOrigin::Drawn;
        } else if (after == keys.begin()) {
            box.rect = after->second;
            box.origin = BoxOrigin::Padded;
        } else if (after == keys.end()) {
            box.rect = keys.rbegin()->second;
            box.origin = BoxOrigin::Padded;
        } else {
            const auto before = std::prev(after);
            const double share =
                double(time - before->first) / double(after->first - before->first);
            box.rect = between(before->second, after->second, share);
            box.origin = BoxOrigin::Interpolated;
        }
        result.boxes.push_back(box);
    }
    return result;
}

/// Fades the change from box @a at in one direction.
void blend(std::vector<TrackBox> &boxes, qsizetype at, int direction, const PixelRect &before)
{
    const PixelRect after = boxes[size_t(at)].rect;
    for (int step = 1; step <= kBlendFrames; ++step) {
        const qsizetype i = at + direction * step;
        if (i < 0 || i >= qsizetype(boxes.size()) || boxes[size_t(i)].origin == BoxOrigin::Drawn)
            return;
        TrackBox &box = boxes[size_t(i)];
        const double share = 1.0 - double(step) / (kBlendFrames + 1);
        const auto shifted = [share](int edge, int from, int to) {
            return edge + (to - from) * share;
        };
        const double left = shifted(box.rect.x, before.x, after.x);
        const double top = shifted(box.rect.y, before.y, after.y);
        const double right = shifted(box.rect.right(), before.right(), after.right());
        const double bottom = shifted(box.rect.bottom(), before.bottom(), after.bottom());
        // The person looked at one frame only: its neighbours may cover more than before, not less.
        if (right > left && bottom > top)
            box.rect = box.rect.united(outward(QRectF(QPointF(left, top), QPointF(right, bottom))));
        box.origin = BoxOrigin::Interpolated;
    }
}

Track detectedTrack(const Track &track, Ticks pts, const PixelRect &rect,
                    const media::FrameIndex *index)
{
    Track result = track;
    const TrackBox key{pts, rect, BoxOrigin::Drawn, 1};
    auto &boxes = result.boxes;
    const TrackBox first = boxes.front();
    const TrackBox last = boxes.back();
    if (pts < first.pts || pts > last.pts) {
        // A keyframe beyond the end: from the end to it as in a drawn track.
        Track extension;
        extension.stream = track.stream;
        TrackBox end = pts < first.pts ? first : last;
        end.origin = BoxOrigin::Drawn;
        extension.boxes = {end};
        extension = drawnTrack(extension, pts, rect, index);
        for (const TrackBox &box : extension.boxes) {
            if (box.pts != end.pts)
                boxes.push_back(box);
        }
        std::sort(boxes.begin(), boxes.end(),
                  [](const TrackBox &a, const TrackBox &b) { return a.pts < b.pts; });
        return result;
    }
    auto it = std::lower_bound(boxes.begin(), boxes.end(), pts,
                               [](const TrackBox &box, Ticks t) { return box.pts < t; });
    if (it->pts != pts) {
        // A frame that the detector did not cover, between two that it did.
        boxes.insert(it, key);
        return result;
    }
    const PixelRect before = it->rect;
    *it = key;
    const qsizetype at = it - boxes.begin();
    blend(boxes, at, -1, before);
    blend(boxes, at, 1, before);
    return result;
}

} // namespace

Track withBoxAt(const Track &track, Ticks pts, const PixelRect &rect,
                const media::FrameIndex *index)
{
    const bool detected =
        std::any_of(track.boxes.begin(), track.boxes.end(),
                    [](const TrackBox &box) { return box.origin == BoxOrigin::Detected; });
    return detected ? detectedTrack(track, pts, rect, index) : drawnTrack(track, pts, rect, index);
}

const TrackBox *nearestBox(const Track &track, Ticks pts)
{
    if (track.boxes.empty())
        return nullptr;
    const auto after = std::lower_bound(track.boxes.begin(), track.boxes.end(), pts,
                                        [](const TrackBox &box, Ticks t) { return box.pts < t; });
    if (after == track.boxes.end())
        return &track.boxes.back();
    if (after == track.boxes.begin() || after->pts == pts)
        return &*after;
    const auto before = std::prev(after);
    return pts - before->pts <= after->pts - pts ? &*before : &*after;
}

} // namespace redoubt::ui
