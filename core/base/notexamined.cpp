// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/notexamined.h"

#include "core/base/fieldcodec.h"
#include "core/base/overloaded.h"
#include "core/base/tr.h"

#include <QJsonArray>
#include <QJsonObject>

#include <cmath>

namespace redoubt {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostPages = std::numeric_limits<int>::max() - 1;

Message say(const Portion::Pages &pages)
{
    if (!pages.last)
        return Tr::tr("page %1 and those behind it").arg(pages.first + 1);
    if (*pages.last == pages.first)
        return Tr::tr("page %1").arg(pages.first + 1);
    return Tr::tr("pages %1 to %2").arg(pages.first + 1).arg(*pages.last + 1);
}

double secondsOf(const Portion::Stream &stream, Ticks ticks)
{
    return toSeconds(ticks, stream.base) - stream.start;
}

Message say(const Portion::Stream &stream)
{
    if (!stream.time)
        return Tr::tr("stream %1").arg(stream.index);
    const double begin = secondsOf(stream, stream.time->begin);
    if (stream.time->end == Portion::kToEnd)
        return Tr::tr("stream %1, from %2 s to its end").arg(stream.index).arg(begin, 0, 'f', 3);
    return Tr::tr("stream %1, %2 s to %3 s")
        .arg(stream.index)
        .arg(begin, 0, 'f', 3)
        .arg(secondsOf(stream, stream.time->end), 0, 'f', 3);
}

enum class PlaceKind : quint8 { Nowhere, Pages, Stream };

void write(LittleEndianWriter &out, const Portion::Place &place)
{
    out.number(quint8(place.index()));
    std::visit(Overloaded{[](std::monostate) {},
                          [&](const Portion::Pages &pages) {
                              out.number(qint32(pages.first));
                              out.flag(pages.last.has_value());
                              if (pages.last)
                                  out.number(qint32(*pages.last));
                          },
                          [&](const Portion::Stream &stream) {
                              out.number(qint32(stream.index));
                              out.flag(stream.time.has_value());
                              if (!stream.time)
                                  return;
                              out.number(qint64(stream.time->begin));
                              out.number(qint64(stream.time->end));
                              out.number(stream.base.num);
                              out.number(stream.base.den);
                              out.real(stream.start);
                          }},
               place);
}

Portion::Pages readPages(LittleEndianReader &in)
{
    Portion::Pages pages;
    pages.first = in.number<qint32>();
    if (in.flag())
        pages.last = in.number<qint32>();
    // One page more can still be counted.
    if (pages.first < 0 || pages.first > kMostPages ||
        pages.last.value_or(pages.first) < pages.first || pages.last.value_or(0) > kMostPages)
        in.refuse();
    return pages;
}

Portion::Stream readStream(LittleEndianReader &in)
{
    Portion::Stream stream;
    stream.index = in.number<qint32>();
    if (stream.index < 0)
        in.refuse();
    if (!in.flag())
        return stream;
    const auto begin = in.number<qint64>();
    stream.time = TimeSpan{begin, in.number<qint64>()};
    stream.base.num = in.number<qint32>();
    stream.base.den = in.number<qint32>();
    stream.start = in.real();
    if (stream.time->end < begin || !stream.base.isValid() || !std::isfinite(stream.start))
        in.refuse();
    return stream;
}

/// A number of a page or stream.
std::optional<int> numberIn(const QJsonValue &value)
{
    const double number = value.toDouble(-1);
    if (!(number >= 0 && number <= kMostPages) || number != std::floor(number))
        return std::nullopt;
    return int(number);
}

std::optional<double> secondsIn(const QJsonValue &value)
{
    constexpr double kMost = 1e9; // decades; microseconds of it are ticks
    const double seconds = value.toDouble(std::numeric_limits<double>::infinity());
    return std::abs(seconds) <= kMost ? std::optional(seconds) : std::nullopt;
}

Portion::Place placeIn(const QJsonObject &object)
{
    if (const auto page = numberIn(object[u"page"]))
        return Portion::Pages{*page, *page};
    const QJsonArray pages = object[u"pages"].toArray();
    if (const auto first = numberIn(pages.at(0))) {
        const auto last = numberIn(pages.at(1));
        if (pages.size() == 2 && last.value_or(*first) >= *first)
            return Portion::Pages{*first, last};
    }
    const auto stream = numberIn(object[u"stream"]);
    if (!stream)
        return std::monostate();
    Portion::Stream in{*stream, {}, {1, 1}, 0};
    if (const auto begin = secondsIn(object[u"begin"])) {
        in.base = {1, 1'000'000};
        const auto end = secondsIn(object[u"end"]);
        in.time = TimeSpan{fromSeconds(*begin, in.base, Rounding::Nearest),
                           end ? fromSeconds(*end, in.base, Rounding::Nearest) : Portion::kToEnd};
        if (in.time->end < in.time->begin)
            return Portion::Stream{*stream, {}, {1, 1}, 0};
    }
    return in;
}

Portion::Place readPlace(LittleEndianReader &in)
{
    switch (in.enumerator(PlaceKind::Stream)) {
    case PlaceKind::Nowhere:
        return std::monostate();
    case PlaceKind::Pages:
        return readPages(in);
    case PlaceKind::Stream:
        return readStream(in);
    }
    return std::monostate();
}

} // namespace

Message Portion::sentence() const
{
    if (!words.isEmpty())
        return words;
    return std::visit(Overloaded{[](std::monostate) { return Tr::tr("the whole file"); },
                                 [](const Pages &pages) { return say(pages); },
                                 [](const Stream &stream) { return say(stream); }},
                      place);
}

QByteArray NotExamined::toBytes() const
{
    LittleEndianWriter out;
    out.block(portion.words.toBytes());
    write(out, portion.place);
    out.block(why.toBytes());
    return out.result();
}

std::optional<NotExamined> NotExamined::fromBytes(QByteArrayView bytes)
{
    LittleEndianReader in(bytes);
    auto words = Message::fromBytes(in.block());
    NotExamined read;
    read.portion.place = readPlace(in);
    auto why = Message::fromBytes(in.block());
    if (!in.finished() || !words || !why)
        return std::nullopt;
    read.portion.words = *std::move(words);
    read.why = *std::move(why);
    return read;
}

NotExamined NotExamined::fromJson(const QJsonObject &object)
{
    return {{Message::plain(object[u"what"].toString()), placeIn(object)},
            Message::plain(object[u"why"].toString())};
}

QJsonObject NotExamined::toJson() const
{
    QJsonObject object{{u"what"_s, portion.what()}, {u"why"_s, why.text()}};
    if (const QString code = why.code(); !code.isEmpty())
        object.insert(u"code"_s, code);
    if (const Portion::Pages *pages = portion.inPages()) {
        if (pages->last == pages->first)
            object.insert(u"page"_s, pages->first);
        else
            object.insert(
                u"pages"_s,
                QJsonArray{pages->first, pages->last ? QJsonValue(*pages->last) : QJsonValue()});
    }
    if (const Portion::Stream *stream = portion.inStream()) {
        object.insert(u"stream"_s, stream->index);
        if (stream->time) {
            object.insert(u"begin"_s, secondsOf(*stream, stream->time->begin));
            object.insert(u"end"_s, stream->time->end == Portion::kToEnd
                                        ? QJsonValue()
                                        : QJsonValue(secondsOf(*stream, stream->time->end)));
        }
    }
    return object;
}

} // namespace redoubt
