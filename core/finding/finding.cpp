// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/finding.h"

#include "core/finding/textoffsets.h"

#include <QDataStream>
#include <QIODevice>
#include <QJsonArray>
#include <QStringDecoder>

#include <array>
#include <cmath>
#include <cstdlib>
#include <tuple>

namespace redoubt {

using namespace Qt::StringLiterals;

namespace {

constexpr quint8 kBinaryVersion = 1;
// A track of ten hours at 240 frames a second; more can only be damage.
constexpr quint32 kMaxBoxes = 10u * 3600 * 240;
constexpr quint32 kMaxRects = 100'000;
constexpr quint32 kMaxText = 1u << 24;

constexpr std::array kSources{"none", "text", "ocr", "speech", "metadata", "hidden"};

template <class... Ts>
struct Overloaded : Ts...
{
    using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

void writeText(QDataStream &out, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    out << quint32(utf8.size());
    out.writeRawData(utf8.constData(), int(utf8.size()));
}

bool readBlock(QDataStream &in, QByteArray &bytes, quint32 limit)
{
    quint32 size = 0;
    in >> size;
    if (in.status() != QDataStream::Ok || size > limit ||
        qint64(size) > in.device()->bytesAvailable())
        return false;
    bytes.resize(qsizetype(size));
    return in.readRawData(bytes.data(), int(size)) == int(size);
}

bool readText(QDataStream &in, QString &text)
{
    QByteArray utf8;
    if (!readBlock(in, utf8, kMaxText))
        return false;
    // QString::fromUtf8() would swallow a leading byte order mark and shift every offset.
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    text = decoder(utf8);
    return !decoder.hasError();
}

void writePlace(QDataStream &out, const Place &place)
{
    out << quint8(place.index());
    std::visit(Overloaded{
                   [&](const Track &t) {
                       out << qint32(t.stream) << quint32(t.boxes.size());
                       for (const TrackBox &b : t.boxes)
                           out << qint64(b.pts) << qint32(b.rect.x) << qint32(b.rect.y)
                               << qint32(b.rect.w) << qint32(b.rect.h) << quint8(b.origin)
                               << quint16(
                                      std::lround(std::clamp(b.confidence, 0.f, 1.f) * 65535.f));
                   },
                   [&](const Span &s) {
                       out << qint32(s.stream) << qint64(s.time.begin) << qint64(s.time.end)
                           << quint32(s.channels.size());
                       for (int c : s.channels)
                           out << qint32(c);
                   },
                   [&](const Area &a) {
                       out << qint32(a.page) << quint32(a.rects.size());
                       for (const PageRect &r : a.rects)
                           out << r.x << r.y << r.w << r.h;
                       out << bool(a.range);
                       if (a.range)
                           out << qint64(a.range->begin) << qint64(a.range->end);
                   },
                   [&](const TextRange &r) { out << qint64(r.begin) << qint64(r.end); },
                   [&](const Field &f) { writeText(out, f.path); },
               },
               place);
}

/// Only the two values that are written.
bool readFlag(QDataStream &in, bool &flag)
{
    quint8 value = 0;
    in >> value;
    flag = value == 1;
    return in.status() == QDataStream::Ok && value <= 1;
}

/// Coordinates that int arithmetic on rectangles cannot overflow with.
bool isSane(const PixelRect &r)
{
    constexpr int kFar = 1 << 28;
    return std::abs(qint64(r.x)) <= kFar && std::abs(qint64(r.y)) <= kFar &&
           std::abs(qint64(r.w)) <= 2 * kFar && std::abs(qint64(r.h)) <= 2 * kFar;
}

bool readTrack(QDataStream &in, Track &track)
{
    qint32 stream = 0;
    quint32 count = 0;
    in >> stream >> count;
    constexpr qint64 kBoxBytes = 8 + 16 + 1 + 2;
    if (in.status() != QDataStream::Ok || count > kMaxBoxes ||
        qint64(count) * kBoxBytes > in.device()->bytesAvailable())
        return false;
    track.stream = stream;
    track.boxes.resize(count);
    Ticks last = std::numeric_limits<Ticks>::min();
    for (TrackBox &b : track.boxes) {
        qint64 pts = 0;
        quint8 origin = 0;
        quint16 confidence = 0;
        in >> pts >> b.rect.x >> b.rect.y >> b.rect.w >> b.rect.h >> origin >> confidence;
        if (origin > quint8(BoxOrigin::Drawn) || pts < last || !isSane(b.rect))
            return false;
        last = b.pts = pts;
        b.origin = BoxOrigin(origin);
        b.confidence = float(confidence) / 65535.f;
    }
    return true;
}

bool readSpan(QDataStream &in, Span &span)
{
    qint64 begin = 0;
    qint64 end = 0;
    quint32 count = 0;
    in >> span.stream >> begin >> end >> count;
    if (in.status() != QDataStream::Ok || count > 1024)
        return false;
    span.time = {begin, end};
    for (quint32 i = 0; i < count; ++i) {
        qint32 channel = 0;
        in >> channel;
        span.channels.append(channel);
    }
    return true;
}

bool readArea(QDataStream &in, Area &area)
{
    quint32 count = 0;
    in >> area.page >> count;
    if (in.status() != QDataStream::Ok || count > kMaxRects ||
        qint64(count) * 32 > in.device()->bytesAvailable())
        return false;
    for (quint32 i = 0; i < count; ++i) {
        PageRect r;
        in >> r.x >> r.y >> r.w >> r.h;
        area.rects.append(r);
    }
    bool hasRange = false;
    if (!readFlag(in, hasRange))
        return false;
    if (hasRange) {
        qint64 begin = 0;
        qint64 end = 0;
        in >> begin >> end;
        area.range = TextRange{begin, end};
    }
    return true;
}

bool readPlace(QDataStream &in, Place &place)
{
    quint8 kind = 0;
    in >> kind;
    bool ok = false;
    switch (kind) {
    case 0: {
        Track track;
        ok = readTrack(in, track);
        place = std::move(track);
        break;
    }
    case 1: {
        Span span;
        ok = readSpan(in, span);
        place = std::move(span);
        break;
    }
    case 2: {
        Area area;
        ok = readArea(in, area);
        place = std::move(area);
        break;
    }
    case 3: {
        qint64 begin = 0;
        qint64 end = 0;
        in >> begin >> end;
        place = TextRange{begin, end};
        ok = true;
        break;
    }
    case 4: {
        Field field;
        ok = readText(in, field.path);
        place = std::move(field);
        break;
    }
    default:
        break;
    }
    return ok && in.status() == QDataStream::Ok;
}

QDataStream streamFor(QByteArray *bytes)
{
    return QDataStream(bytes, QIODevice::WriteOnly);
}

void setUp(QDataStream &stream)
{
    stream.setVersion(QDataStream::Qt_6_0);
    stream.setFloatingPointPrecision(QDataStream::DoublePrecision);
}

QJsonArray rectToJson(double x, double y, double w, double h)
{
    return {x, y, w, h};
}

QJsonArray rectToJson(const PixelRect &r)
{
    return {r.x, r.y, r.w, r.h};
}

Rational baseOf(const TimeBases &bases, int stream)
{
    return stream >= 0 && stream < bases.size() ? bases[stream] : Rational{1, 1};
}

QString originName(BoxOrigin origin)
{
    switch (origin) {
    case BoxOrigin::Detected:
        return u"detected"_s;
    case BoxOrigin::Interpolated:
        return u"interpolated"_s;
    case BoxOrigin::Padded:
        return u"padded"_s;
    case BoxOrigin::Drawn:
        return u"drawn"_s;
    }
    return {};
}

QJsonObject rangeToJson(const TextRange &range, const QString &text)
{
    const TextOffsets offsets(text);
    return {{u"begin"_s, qint64(offsets.toCodePoints(range.begin))},
            {u"end"_s, qint64(offsets.toCodePoints(range.end))}};
}

QJsonObject placeToJson(const Place &place, const TimeBases &bases, const QString &text)
{
    return std::visit(Overloaded{
                          [&](const Track &t) {
                              QJsonArray boxes;
                              const Rational base = baseOf(bases, t.stream);
                              for (const TrackBox &b : t.boxes)
                                  boxes.append(QJsonObject{{u"pts"_s, qint64(b.pts)},
                                                           {u"time"_s, toSeconds(b.pts, base)},
                                                           {u"rect"_s, rectToJson(b.rect)},
                                                           {u"origin"_s, originName(b.origin)}});
                              return QJsonObject{{u"track"_s, QJsonObject{{u"stream"_s, t.stream},
                                                                          {u"boxes"_s, boxes}}}};
                          },
                          [&](const Span &s) {
                              const Rational base = baseOf(bases, s.stream);
                              QJsonObject span{{u"stream"_s, s.stream},
                                               {u"begin"_s, toSeconds(s.time.begin, base)},
                                               {u"end"_s, toSeconds(s.time.end, base)}};
                              if (!s.channels.isEmpty()) {
                                  QJsonArray channels;
                                  for (int c : s.channels)
                                      channels.append(c);
                                  span.insert(u"channels"_s, channels);
                              }
                              return QJsonObject{{u"span"_s, span}};
                          },
                          [&](const Area &a) {
                              QJsonArray rects;
                              for (const PageRect &r : a.rects)
                                  rects.append(rectToJson(r.x, r.y, r.w, r.h));
                              QJsonObject object{{u"area"_s, QJsonObject{{u"page"_s, a.page},
                                                                         {u"rects"_s, rects}}}};
                              if (a.range)
                                  object.insert(u"range"_s, rangeToJson(*a.range, text));
                              return object;
                          },
                          [&](const TextRange &r) {
                              return QJsonObject{{u"range"_s, rangeToJson(r, text)}};
                          },
                          [&](const Field &f) {
                              return QJsonObject{{u"field"_s, f.path}};
                          },
                      },
                      place);
}

std::tuple<int, qint64, qint64> orderKey(const Place &place)
{
    return std::visit(
        Overloaded{
            [](const Track &t) {
                return std::tuple(t.stream, t.boxes.empty() ? 0 : qint64(t.boxes.front().pts),
                                  qint64(0));
            },
            [](const Span &s) { return std::tuple(s.stream, qint64(s.time.begin), qint64(1)); },
            [](const Area &a) {
                const qint64 y = a.rects.isEmpty() ? 0 : qint64(a.rects.first().y * 16);
                return std::tuple(a.page, a.range ? qint64(a.range->begin) : y, qint64(2));
            },
            [](const TextRange &r) { return std::tuple(0, qint64(r.begin), qint64(r.end)); },
            [](const Field &) {
                return std::tuple(std::numeric_limits<int>::max(), qint64(0), qint64(0));
            },
        },
        place);
}

} // namespace

QString toString(TextSource source)
{
    return QString::fromLatin1(kSources[size_t(source)]);
}

std::optional<TextSource> textSourceFromString(QStringView text)
{
    for (size_t i = 0; i < kSources.size(); ++i) {
        if (text == QLatin1StringView(kSources[i]))
            return TextSource(i);
    }
    return std::nullopt;
}

bool Provenance::byPerson() const
{
    return detector == u"person"_s;
}

Provenance Provenance::person()
{
    return {u"person"_s, u"1"_s, {}};
}

QByteArray toBytes(const Finding &f)
{
    QByteArray bytes;
    QDataStream out = streamFor(&bytes);
    setUp(out);
    out << kBinaryVersion;
    const QByteArray ids = f.id.toBytes() + f.item.toBytes();
    out.writeRawData(ids.constData(), int(ids.size()));
    writeText(out, toString(f.type));
    out << f.score;
    writePlace(out, f.place);
    writeText(out, f.provenance.detector);
    writeText(out, f.provenance.version);
    out << quint32(f.provenance.modelSha256.size());
    out.writeRawData(f.provenance.modelSha256.constData(), int(f.provenance.modelSha256.size()));
    writeText(out, f.group);
    out << quint8(f.source);
    writeText(out, f.text.reveal());
    out << bool(f.supersedes);
    if (f.supersedes) {
        const QByteArray id = f.supersedes->toBytes();
        out.writeRawData(id.constData(), int(id.size()));
    }
    return bytes;
}

std::optional<Finding> findingFromBytes(QByteArrayView view)
{
    const QByteArray bytes = QByteArray::fromRawData(view.data(), view.size());
    QDataStream in(bytes);
    setUp(in);
    Finding f;
    quint8 version = 0;
    in >> version;
    std::array<char, 32> ids{};
    if (version != kBinaryVersion || in.readRawData(ids.data(), 32) != 32)
        return std::nullopt;
    f.id = *FindingId::fromBytes(QByteArrayView(ids.data(), 16));
    f.item = *ItemId::fromBytes(QByteArrayView(ids.data() + 16, 16));
    QString type;
    if (!readText(in, type))
        return std::nullopt;
    // A type of a newer version is still a finding; it must not vanish.
    f.type = findingTypeFromString(type).value_or(FindingType::Custom);
    in >> f.score;
    QString text;
    quint8 source = 0;
    if (!readPlace(in, f.place) || !readText(in, f.provenance.detector) ||
        !readText(in, f.provenance.version) || !readBlock(in, f.provenance.modelSha256, 64) ||
        !readText(in, f.group))
        return std::nullopt;
    in >> source;
    if (source >= kSources.size() || !readText(in, text) || !(f.score >= 0 && f.score <= 1))
        return std::nullopt;
    f.source = TextSource(source);
    f.text = SensitiveText(text);
    bool supersedes = false;
    if (!readFlag(in, supersedes))
        return std::nullopt;
    if (supersedes) {
        std::array<char, 16> id{};
        if (in.readRawData(id.data(), 16) != 16)
            return std::nullopt;
        f.supersedes = FindingId::fromBytes(QByteArrayView(id.data(), 16));
    }
    if (in.status() != QDataStream::Ok || !in.atEnd())
        return std::nullopt;
    return f;
}

FindingId stableFindingId(const Finding &finding)
{
    Finding copy = finding;
    copy.id = {};
    copy.group.clear();
    return FindingId::fromContent(toBytes(copy));
}

QJsonObject findingToJson(const Finding &f, const TimeBases &bases, const QString &itemText)
{
    QJsonObject detector{{u"id"_s, f.provenance.detector}, {u"version"_s, f.provenance.version}};
    if (!f.provenance.modelSha256.isEmpty())
        detector.insert(u"model_sha256"_s, QString::fromLatin1(f.provenance.modelSha256.toHex()));
    QJsonObject place = placeToJson(f.place, bases, itemText);
    QJsonObject object{{u"id"_s, f.id.toString()},
                       {u"type"_s, toString(f.type)},
                       {u"score"_s, std::round(f.score * 1000) / 1000},
                       {u"detector"_s, detector},
                       {u"place"_s, place}};
    if (!f.group.isEmpty())
        object.insert(u"group"_s, f.group);
    if (f.source != TextSource::None)
        object.insert(u"source"_s, toString(f.source));
    if (!f.text.isEmpty())
        object.insert(u"text"_s, f.text.reveal());
    return object;
}

bool placeLess(const Finding &a, const Finding &b)
{
    const auto ka = orderKey(a.place);
    const auto kb = orderKey(b.place);
    return std::tie(ka, a.type, a.id) < std::tie(kb, b.type, b.id);
}

} // namespace redoubt
