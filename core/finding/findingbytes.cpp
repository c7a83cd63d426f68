// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/finding.h"

#include "core/base/fieldcodec.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace redoubt {

namespace {

constexpr quint8 kBinaryVersion = 1;
// A track of ten hours at 240 frames a second; more can only be damage.
constexpr quint32 kMaxBoxes = 10u * 3600 * 240;
constexpr quint32 kMaxRects = 100'000;
constexpr quint32 kMaxChannels = 1024;
constexpr quint32 kMaxText = 1u << 24;
constexpr quint8 kLastSource = quint8(TextSource::Hidden);

using Writer = BigEndianWriter;
using Reader = BigEndianReader;

void write(Writer &out, const Track &track)
{
    out.number(qint32(track.stream));
    out.number(quint32(track.boxes.size()));
    for (const TrackBox &box : track.boxes) {
        out.number(qint64(box.pts));
        for (const int value : {box.rect.x, box.rect.y, box.rect.w, box.rect.h})
            out.number(qint32(value));
        out.number(quint8(box.origin));
        out.number(quint16(std::lround(std::clamp(box.confidence, 0.f, 1.f) * 65535.f)));
    }
}

void write(Writer &out, const Span &span)
{
    out.number(qint32(span.stream));
    out.number(qint64(span.time.begin));
    out.number(qint64(span.time.end));
    out.number(quint32(span.channels.size()));
    for (const int channel : span.channels)
        out.number(qint32(channel));
}

void write(Writer &out, const TextRange &range)
{
    out.number(qint64(range.begin));
    out.number(qint64(range.end));
}

void write(Writer &out, const Area &area)
{
    out.number(qint32(area.page));
    out.number(quint32(area.rects.size()));
    for (const PageRect &rect : area.rects) {
        for (const double value : {rect.x, rect.y, rect.w, rect.h})
            out.real(value);
    }
    out.flag(area.range.has_value());
    if (area.range)
        write(out, *area.range);
}

void write(Writer &out, const Field &field)
{
    out.text(field.path);
}

/// Coordinates that int arithmetic on rectangles cannot overflow with.
bool isSane(const PixelRect &r)
{
    constexpr int kFar = 1 << 28;
    return std::abs(qint64(r.x)) <= kFar && std::abs(qint64(r.y)) <= kFar &&
           std::abs(qint64(r.w)) <= 2 * kFar && std::abs(qint64(r.h)) <= 2 * kFar;
}

Track readTrack(Reader &in)
{
    constexpr qint64 kBoxBytes = 8 + 16 + 1 + 2;
    Track track;
    track.stream = in.number<qint32>();
    track.boxes.resize(in.count(kBoxBytes, kMaxBoxes));
    Ticks last = std::numeric_limits<Ticks>::min();
    for (TrackBox &box : track.boxes) {
        box.pts = in.number<qint64>();
        for (int *value : {&box.rect.x, &box.rect.y, &box.rect.w, &box.rect.h})
            *value = in.number<qint32>();
        const auto origin = in.number<quint8>();
        box.confidence = float(in.number<quint16>()) / 65535.f;
        if (origin > quint8(BoxOrigin::Drawn) || box.pts < last || !isSane(box.rect)) {
            in.refuse();
            break;
        }
        box.origin = BoxOrigin(origin);
        last = box.pts;
    }
    return track;
}

Span readSpan(Reader &in)
{
    Span span;
    span.stream = in.number<qint32>();
    span.time.begin = in.number<qint64>();
    span.time.end = in.number<qint64>();
    for (quint32 n = in.count(4, kMaxChannels); n > 0; --n)
        span.channels.append(in.number<qint32>());
    return span;
}

TextRange readRange(Reader &in)
{
    TextRange range;
    range.begin = in.number<qint64>();
    range.end = in.number<qint64>();
    return range;
}

Area readArea(Reader &in)
{
    Area area;
    area.page = in.number<qint32>();
    for (quint32 n = in.count(32, kMaxRects); n > 0; --n) {
        PageRect rect;
        for (double *value : {&rect.x, &rect.y, &rect.w, &rect.h})
            *value = in.real();
        area.rects.append(rect);
    }
    if (in.flag())
        area.range = readRange(in);
    return area;
}

Place readPlace(Reader &in)
{
    switch (in.number<quint8>()) {
    case 0:
        return readTrack(in);
    case 1:
        return readSpan(in);
    case 2:
        return readArea(in);
    case 3:
        return readRange(in);
    case 4:
        return Field{in.text(kMaxText)};
    default:
        in.refuse();
        return {};
    }
}

} // namespace

QByteArray toBytes(const Finding &f)
{
    Writer out;
    out.reserve(256);
    out.number(kBinaryVersion);
    out.raw(f.id.toBytes());
    out.raw(f.item.toBytes());
    out.text(toString(f.type));
    out.real(f.score);
    out.number(quint8(f.place.index()));
    std::visit([&](const auto &place) { write(out, place); }, f.place);
    out.text(f.provenance.detector);
    out.text(f.provenance.version);
    out.block(f.provenance.modelSha256);
    out.text(f.group);
    out.number(quint8(f.source));
    out.text(f.text.reveal());
    out.flag(f.supersedes.has_value());
    if (f.supersedes)
        out.raw(f.supersedes->toBytes());
    return out.result();
}

std::optional<Finding> findingFromBytes(QByteArrayView bytes)
{
    Reader in(bytes);
    Finding f;
    if (in.number<quint8>() != kBinaryVersion)
        return std::nullopt;
    f.id = in.id<FindingId>();
    f.item = in.id<ItemId>();
    // A type of a newer version is still a finding; it must not vanish.
    f.type = findingTypeFromString(in.text(kMaxText)).value_or(FindingType::Custom);
    f.score = in.real();
    f.place = readPlace(in);
    f.provenance.detector = in.text(kMaxText);
    f.provenance.version = in.text(kMaxText);
    f.provenance.modelSha256 = in.block(64).toByteArray();
    f.group = in.text(kMaxText);
    const auto source = in.number<quint8>();
    f.text = SensitiveText(in.text(kMaxText));
    if (in.flag())
        f.supersedes = in.id<FindingId>();
    if (!in.finished() || source > kLastSource || !(f.score >= 0 && f.score <= 1))
        return std::nullopt;
    f.source = TextSource(source);
    return f;
}

FindingId stableFindingId(const Finding &finding)
{
    Finding copy = finding;
    copy.id = {};
    copy.group.clear();
    return FindingId::fromContent(toBytes(copy));
}

} // namespace redoubt
