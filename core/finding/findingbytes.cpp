// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/fieldcodec.h"
#include "core/finding/findingfields.h"

#include <limits>

namespace redoubt {

namespace {

constexpr quint8 kPositional = 1; ///< the first byte of version 1; a record begins with 0xA0..0xBF
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

/// The form of version 1. Ids of findings are made of it, so it stays as it is for good.
QByteArray positionalBytes(const Finding &f)
{
    Writer out;
    out.reserve(256);
    out.number(kPositional);
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

std::optional<Finding> findingFromPositional(QByteArrayView bytes)
{
    Reader in(bytes);
    Finding f;
    if (in.number<quint8>() != kPositional)
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

constexpr std::array kOrigins{"detected", "interpolated", "padded", "drawn"};

} // namespace

QString toString(BoxOrigin origin)
{
    return QString::fromLatin1(kOrigins[size_t(origin)]);
}

std::optional<BoxOrigin> boxOriginFromString(QStringView text)
{
    for (size_t i = 0; i < kOrigins.size(); ++i) {
        if (text == QLatin1StringView(kOrigins[i]))
            return BoxOrigin(i);
    }
    return std::nullopt;
}

TrackColumns::TrackColumns(const std::vector<TrackBox> &boxes)
{
    const size_t count = boxes.size();
    pts.reserve(count);
    confidence.reserve(count);
    for (auto &side : rect)
        side.reserve(count);
    TrackBox last;
    for (const TrackBox &box : boxes) {
        // Wraps around where a time lies more than 2^63 ticks behind the one before; such boxes
        // are not in order, or come back as they were.
        pts.push_back(qint64(quint64(box.pts) - quint64(last.pts)));
        rect[0].push_back(qint64(box.rect.x) - last.rect.x);
        rect[1].push_back(qint64(box.rect.y) - last.rect.y);
        rect[2].push_back(qint64(box.rect.w) - last.rect.w);
        rect[3].push_back(qint64(box.rect.h) - last.rect.h);
        if (origins.empty() || box.origin != last.origin)
            origins.push_back({toString(box.origin), 0});
        ++origins.back().count;
        confidence.push_back(quint16(std::lround(std::clamp(box.confidence, 0.f, 1.f) * 65535.f)));
        last = box;
    }
}

std::optional<std::vector<TrackBox>> TrackColumns::boxes() const
{
    const size_t count = pts.size();
    if (count > kMaxBoxes || confidence.size() != count ||
        std::any_of(rect.begin(), rect.end(),
                    [count](const auto &side) { return side.size() != count; }))
        return std::nullopt;
    std::vector<TrackBox> boxes(count);
    size_t at = 0;
    for (const Run &run : origins) {
        const auto origin = boxOriginFromString(run.origin);
        if (!origin || run.count == 0 || run.count > count - at)
            return std::nullopt;
        for (quint32 i = 0; i < run.count; ++i)
            boxes[at++].origin = *origin;
    }
    if (at != count)
        return std::nullopt;
    // Sums wrap around, as the differences do; what is out of order or insane then is refused.
    TrackBox last;
    std::array<quint64, 4> sides{};
    for (size_t i = 0; i < count; ++i) {
        TrackBox &box = boxes[i];
        box.pts = Ticks(quint64(last.pts) + quint64(pts[i]));
        for (size_t side = 0; side < sides.size(); ++side) {
            sides[side] += quint64(rect[side][i]);
            if (qint64(sides[side]) != qint32(sides[side]))
                return std::nullopt;
        }
        box.rect = {qint32(sides[0]), qint32(sides[1]), qint32(sides[2]), qint32(sides[3])};
        box.confidence = float(confidence[i]) / 65535.f;
        if ((i > 0 && box.pts < last.pts) || !isSane(box.rect))
            return std::nullopt;
        last = box;
    }
    return boxes;
}

QByteArray toBytes(const Finding &finding)
{
    return toTagged(finding);
}

std::optional<Finding> findingFromBytes(QByteArrayView bytes)
{
    if (!bytes.isEmpty() && bytes[0] == char(kPositional))
        return findingFromPositional(bytes);
    return fromTagged<Finding>(bytes);
}

FindingId stableFindingId(const Finding &finding)
{
    Finding copy = finding;
    copy.id = {};
    copy.group.clear();
    return FindingId::fromContent(positionalBytes(copy));
}

} // namespace redoubt
