// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"
#include "core/base/timespan.h"

#include <QList>
#include <QString>

#include <optional>
#include <variant>
#include <vector>

namespace redoubt {

/// How a box of a track came about.
enum class BoxOrigin {
    Detected,     ///< a detector saw it on this frame
    Interpolated, ///< between two detections
    Padded,       ///< before the first or after the last detection
    Drawn         ///< a person placed it
};

/// One box on one frame. The frame is named by its presentation time, never by a number.
struct TrackBox
{
    Ticks pts = 0;
    PixelRect rect;
    BoxOrigin origin = BoxOrigin::Detected;
    float confidence = 0;
    bool operator==(const TrackBox &) const = default;
};

/// A rectangle over time in one video stream, or in a picture (stream 0, one box at pts 0).
/// Boxes are sorted by pts and hold every frame that the track covers.
struct Track
{
    int stream = 0;
    std::vector<TrackBox> boxes;

    /// The box at exactly @a pts, or nothing.
    const TrackBox *boxAt(Ticks pts) const;
    bool operator==(const Track &) const = default;
};

/// A time in one audio (or video) stream, in ticks of that stream. No channels means all of them.
struct Span
{
    int stream = 0;
    TimeSpan time;
    QList<int> channels;
    bool operator==(const Span &) const = default;
};

/// UTF-16 offsets into an item's extracted text, half-open.
struct TextRange
{
    qsizetype begin = 0;
    qsizetype end = 0;
    bool isEmpty() const { return end <= begin; }
    qsizetype length() const { return isEmpty() ? 0 : end - begin; }
    bool intersects(const TextRange &o) const { return begin < o.end && o.begin < end; }
    auto operator<=>(const TextRange &) const = default;
};

/// Rectangles on one page of a document or on a picture (page 0; then points are pixels).
/// @a range is set when the area was found through text.
struct Area
{
    int page = 0;
    QList<PageRect> rects;
    std::optional<TextRange> range;
    bool operator==(const Area &) const = default;
};

/// A metadata field by its path ("Exif.GPSInfo.GPSLatitude", "format.tags.location",
/// "Info.Author").
struct Field
{
    QString path;
    bool operator==(const Field &) const = default;
};

using Place = std::variant<Track, Span, Area, TextRange, Field>;

} // namespace redoubt
