// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/item.h"
#include "core/finding/finding.h"

#include <QString>

#include <optional>

namespace redoubt::ui {

/// The time axis of a video or audio item: the ticks of one of its video or audio streams, the
/// first unless another one was chosen.
struct TimeAxis
{
    int stream = 0;
    Rational base{1, 1};
    Ticks begin = 0; ///< where a player begins: with the first frame or sample of the item
    Ticks end = 0;   ///< of the longest stream
    bool video = false;

    bool isValid() const { return end > begin; }
    double seconds(Ticks t) const { return toSeconds(t - begin, base); }
    bool operator==(const TimeAxis &) const = default;
};

/// Nothing for items without time, and before the analysis has described the streams.
/// @a chosen: index of the stream to count in; ignored when it is none that the item could count
/// in.
std::optional<TimeAxis> timeAxis(const casefile::Item &item, int chosen = -1);

/// Indexes of the item's streams of one kind, in the order of the file.
QList<int> streamsOf(const casefile::Item &item, Modality modality);

/// The streams that the item can count in: a video's pictures, a recording's sound; none for items
/// without time.
QList<int> axisStreams(const casefile::Item &item);

/// The item's shots in ticks of the axis; none are known of a second video stream.
QList<TimeSpan> shotsOn(const TimeAxis &axis, const casefile::Item &item);

/// Where a finding lies on the axis, rounded outward; nothing for places without time. A track
/// ends one tick after its last box.
std::optional<TimeSpan> spanOn(const TimeAxis &axis, const casefile::Item &item,
                               const Finding &finding);

/// "04:12.367", "1:04:12.367": hours only when there are some.
QString timeText(double seconds);
/// "04:12 – 04:31"
QString spanText(double begin, double end);

} // namespace redoubt::ui
