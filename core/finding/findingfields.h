// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/taggedfields.h"
#include "core/finding/finding.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

// How findings and their places are saved: the one place that gives their fields tags and their
// alternatives names (core/base/taggedfields.h; the journal's JOURNAL.md is normative).
namespace redoubt {

constexpr std::array kPlaceNames{"track", "span", "area", "range", "field"};
static_assert(kPlaceNames.size() == std::variant_size_v<Place>);

QString toString(BoxOrigin origin);
std::optional<BoxOrigin> boxOriginFromString(QStringView text);

/// Coordinates that int arithmetic on rectangles cannot overflow with.
inline bool isSane(const PixelRect &r)
{
    constexpr int kFar = 1 << 28;
    return std::abs(qint64(r.x)) <= kFar && std::abs(qint64(r.y)) <= kFar &&
           std::abs(qint64(r.w)) <= 2 * kFar && std::abs(qint64(r.h)) <= 2 * kFar;
}

/// The boxes of a track in columns, which a track of an hour is smaller in: all but names and
/// confidences as differences from the box before.
struct TrackColumns
{
    explicit TrackColumns(const std::vector<TrackBox> &boxes);
    TrackColumns() = default;
    /// Nothing when the columns cannot come from boxes.
    std::optional<std::vector<TrackBox>> boxes() const;

    std::vector<qint64> pts;
    std::array<std::vector<qint64>, 4> rect; ///< x, y, w, h
    struct Run
    {
        QString origin;
        quint32 count = 0;
    };
    std::vector<Run> origins;
    std::vector<quint16> confidence;
};

template <typename Io>
void taggedFields(Io &io, TrackColumns::Run &run)
{
    io(1, run.origin);
    io(2, run.count);
}

template <typename Io>
void taggedFields(Io &io, Track &track)
{
    io(1, track.stream);
    TrackColumns columns;
    if constexpr (!ReadsTagged<Io>)
        columns = TrackColumns(track.boxes);
    io(2, columns.pts);
    for (int i = 0; i < 4; ++i)
        io(3 + i, columns.rect[size_t(i)]);
    io(7, columns.origins);
    io(8, columns.confidence);
    if constexpr (ReadsTagged<Io>) {
        if (auto boxes = io.ok() ? columns.boxes() : std::nullopt)
            track.boxes = *std::move(boxes);
        else
            io.refuse();
    }
}

template <typename Io>
void taggedFields(Io &io, Span &span)
{
    io(1, span.stream);
    io.pair(2, span.time.begin, span.time.end);
    io.optional(3, span.channels);
}

template <typename Io>
void taggedFields(Io &io, TextRange &range)
{
    io(1, range.begin);
    io(2, range.end);
}

template <typename Io>
void taggedFields(Io &io, Area &area)
{
    io(1, area.page);
    std::vector<double> sides; // x, y, w, h of each
    if constexpr (!ReadsTagged<Io>) {
        for (const PageRect &r : area.rects)
            sides.insert(sides.end(), {r.x, r.y, r.w, r.h});
    }
    io.optional(2, sides);
    if constexpr (ReadsTagged<Io>) {
        if (sides.size() % 4 != 0)
            return io.refuse();
        for (size_t i = 0; i < sides.size(); i += 4)
            area.rects.append({sides[i], sides[i + 1], sides[i + 2], sides[i + 3]});
    }
    io.optional(3, area.range);
}

template <typename Io>
void taggedFields(Io &io, Field &field)
{
    io(1, field.path);
}

/// All but the ids: what stands in a packed row, whose ids lie outside.
template <typename Io>
void taggedBody(Io &io, Finding &f)
{
    // A type of a newer version is still a finding; it must not vanish.
    io.named(3, f.type, [](QStringView name) {
        return std::optional(findingTypeFromString(name).value_or(FindingType::Custom));
    });
    io(4, f.score);
    io.choice(5, f.place, kPlaceNames);
    io(6, f.provenance.detector);
    io(7, f.provenance.version);
    io.optional(8, f.provenance.modelSha256);
    io.optional(9, f.group);
    io.named(10, f.source, textSourceFromString);
    io.optional(11, f.text);
    io.optional(12, f.supersedes);
    if constexpr (ReadsTagged<Io>) {
        if (!(f.score >= 0 && f.score <= 1))
            io.refuse();
    }
}

template <typename Io>
void taggedFields(Io &io, Finding &f)
{
    io(1, f.id);
    io(2, f.item);
    taggedBody(io, f);
}

/// The ids are known from elsewhere. Ownership: borrows the finding.
struct FindingBody
{
    Finding &finding;
};
template <typename Io>
void taggedFields(Io &io, FindingBody &body)
{
    taggedBody(io, body.finding);
}

} // namespace redoubt
