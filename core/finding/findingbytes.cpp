// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/finding.h"

#include <QStringDecoder>
#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
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

/// Appends big-endian fields.
class Writer
{
public:
    explicit Writer(QByteArray &bytes)
        : m_bytes(bytes)
    {}
    template <typename T>
    void number(T value)
    {
        char raw[sizeof(T)];
        qToBigEndian(value, raw);
        m_bytes.append(raw, sizeof(T));
    }
    void real(double value)
    {
        quint64 bits = 0;
        std::memcpy(&bits, &value, sizeof bits);
        number(bits);
    }
    void flag(bool value) { number(quint8(value)); }
    void raw(QByteArrayView bytes) { m_bytes.append(bytes); }
    void block(QByteArrayView bytes)
    {
        number(quint32(bytes.size()));
        raw(bytes);
    }
    void text(const QString &text) { block(text.toUtf8()); }

private:
    QByteArray &m_bytes;
};

/// Reads what Writer wrote. A read that the bytes cannot satisfy gives zero or empty and makes ok()
/// false for good; nothing is allocated by a size that the bytes do not have.
class Reader
{
public:
    explicit Reader(QByteArrayView bytes)
        : m_rest(bytes)
    {}
    bool ok() const { return m_ok; }
    bool finished() const { return m_ok && m_rest.isEmpty(); }
    void refuse() { m_ok = false; }

    QByteArrayView take(qsizetype size)
    {
        if (!m_ok || size > m_rest.size()) {
            m_ok = false;
            return {};
        }
        const QByteArrayView taken = m_rest.first(size);
        m_rest = m_rest.sliced(size);
        return taken;
    }
    template <typename T>
    T number()
    {
        const QByteArrayView raw = take(sizeof(T));
        return m_ok ? qFromBigEndian<T>(raw.data()) : T{};
    }
    double real()
    {
        const auto bits = number<quint64>();
        double value = 0;
        std::memcpy(&value, &bits, sizeof value);
        return value;
    }
    /// Only the two values that are written.
    bool flag()
    {
        const auto value = number<quint8>();
        m_ok = m_ok && value <= 1;
        return m_ok && value == 1;
    }
    /// A number of things, at most @a most, that each need @a each bytes.
    quint32 count(quint32 most, qint64 each)
    {
        const auto value = number<quint32>();
        m_ok = m_ok && value <= most && qint64(value) * each <= m_rest.size();
        return m_ok ? value : 0;
    }
    QByteArrayView block(quint32 most) { return take(count(most, 1)); }
    QString text()
    {
        const QByteArrayView utf8 = block(kMaxText);
        if (std::all_of(utf8.begin(), utf8.end(), [](char c) { return quint8(c) < 0x80; }))
            return QString::fromLatin1(utf8);
        // QString::fromUtf8() would swallow a leading byte order mark and shift every offset.
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
        const QString decoded = decoder(utf8);
        m_ok = m_ok && !decoder.hasError();
        return decoded;
    }
    template <typename I>
    I id()
    {
        return I::fromBytes(take(I::kSize)).value_or(I());
    }

private:
    QByteArrayView m_rest;
    bool m_ok = true;
};

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
    track.boxes.resize(in.count(kMaxBoxes, kBoxBytes));
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
    for (quint32 n = in.count(kMaxChannels, 4); n > 0; --n)
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
    for (quint32 n = in.count(kMaxRects, 32); n > 0; --n) {
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
        return Field{in.text()};
    default:
        in.refuse();
        return {};
    }
}

} // namespace

QByteArray toBytes(const Finding &f)
{
    QByteArray bytes;
    bytes.reserve(256);
    Writer out(bytes);
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
    return bytes;
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
    f.type = findingTypeFromString(in.text()).value_or(FindingType::Custom);
    f.score = in.real();
    f.place = readPlace(in);
    f.provenance.detector = in.text();
    f.provenance.version = in.text();
    f.provenance.modelSha256 = in.block(64).toByteArray();
    f.group = in.text();
    const auto source = in.number<quint8>();
    f.text = SensitiveText(in.text());
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
