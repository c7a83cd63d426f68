// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/overloaded.h"
#include "core/finding/findingfields.h"
#include "core/finding/textoffsets.h"

#include <QJsonArray>

#include <array>
#include <cmath>
#include <compare>
#include <limits>

namespace redoubt {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kSources{"none", "text", "ocr", "speech", "metadata", "hidden"};

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

QJsonObject rangeToJson(const TextRange &range, const TextOffsets &offsets)
{
    return {{u"begin"_s, qint64(offsets.toCodePoints(range.begin))},
            {u"end"_s, qint64(offsets.toCodePoints(range.end))}};
}

QJsonObject placeToJson(const Place &place, const TimeBases &bases, const TextOffsets &offsets,
                        double start)
{
    return std::visit(
        Overloaded{
            [&](const Track &t) {
                QJsonArray boxes;
                const Rational base = baseOf(bases, t.stream);
                for (const TrackBox &b : t.boxes)
                    boxes.append(QJsonObject{{u"pts"_s, qint64(b.pts)},
                                             {u"time"_s, toSeconds(b.pts, base) - start},
                                             {u"rect"_s, rectToJson(b.rect)},
                                             {u"origin"_s, toString(b.origin)}});
                return QJsonObject{
                    {u"track"_s, QJsonObject{{u"stream"_s, t.stream}, {u"boxes"_s, boxes}}}};
            },
            [&](const Span &s) {
                const Rational base = baseOf(bases, s.stream);
                QJsonObject span{{u"stream"_s, s.stream},
                                 {u"begin"_s, toSeconds(s.time.begin, base) - start},
                                 {u"end"_s, toSeconds(s.time.end, base) - start}};
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
                QJsonObject object{
                    {u"area"_s, QJsonObject{{u"page"_s, a.page}, {u"rects"_s, rects}}}};
                if (a.range)
                    object.insert(u"range"_s, rangeToJson(*a.range, offsets));
                return object;
            },
            [&](const TextRange &r) {
                return QJsonObject{{u"range"_s, rangeToJson(r, offsets)}};
            },
            [&](const Field &f) {
                return QJsonObject{{u"field"_s, f.path}};
            },
        },
        place);
}

/// Where a place stands among others of its item.
struct PlaceKey
{
    int part;     ///< stream or page
    qint64 begin; ///< time, offset or height
    qint64 then;
    auto operator<=>(const PlaceKey &) const = default;
};

PlaceKey keyOf(const Place &place)
{
    if (const auto *range = std::get_if<TextRange>(&place))
        return {0, range->begin, range->end};
    if (const auto *track = std::get_if<Track>(&place))
        return {track->stream, track->boxes.empty() ? 0 : track->boxes.front().pts, 0};
    if (const auto *span = std::get_if<Span>(&place))
        return {span->stream, span->time.begin, 1};
    if (const auto *area = std::get_if<Area>(&place)) {
        const qint64 y = area->rects.isEmpty() ? 0 : qint64(area->rects.first().y * 16);
        return {area->page, area->range ? area->range->begin : y, 2};
    }
    return {std::numeric_limits<int>::max(), 0, 0};
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

QJsonObject findingToJson(const Finding &f, const TimeBases &bases, const TextOffsets &itemText,
                          double start)
{
    QJsonObject detector{{u"id"_s, f.provenance.detector}, {u"version"_s, f.provenance.version}};
    if (!f.provenance.modelSha256.isEmpty())
        detector.insert(u"model_sha256"_s, QString::fromLatin1(f.provenance.modelSha256.toHex()));
    QJsonObject place = placeToJson(f.place, bases, itemText, start);
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
    if (const auto order = keyOf(a.place) <=> keyOf(b.place); order != 0)
        return order < 0;
    return a.type != b.type ? a.type < b.type : a.id < b.id;
}

} // namespace redoubt
