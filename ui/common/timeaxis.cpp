// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/common/timeaxis.h"

#include "core/medium/mediumtable.h"

#include <cmath>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

std::optional<TimeAxis> timeAxis(const casefile::Item &item, int chosen)
{
    const QList<int> streams = axisStreams(item);
    if (streams.isEmpty())
        return std::nullopt;
    TimeAxis axis;
    axis.video = medium::of(item.kind).axis == Modality::Video;
    axis.stream = streams.contains(chosen) ? chosen : streams.first();
    axis.base = item.stream(axis.stream)->timeBase;
    if (!axis.base.isValid())
        return std::nullopt;
    const QList<TimeSpan> shots = shotsOn(axis, item);
    if (!shots.isEmpty())
        axis.begin = shots.first().begin;
    if (item.start) // sound may begin before the first picture
        axis.begin = fromSeconds(*item.start, axis.base, Rounding::Nearest);
    double longest = 0;
    for (const casefile::ItemStream &stream : item.streams)
        longest = std::max(longest, stream.seconds);
    axis.end = axis.begin + std::max<Ticks>(1, fromSeconds(longest, axis.base, Rounding::Up));
    if (!shots.isEmpty())
        axis.end = std::max(axis.end, shots.last().end);
    return axis;
}

QList<int> streamsOf(const casefile::Item &item, Modality modality)
{
    QList<int> indexes;
    for (const casefile::ItemStream &stream : item.streams) {
        if (stream.modality == modality)
            indexes.append(stream.index);
    }
    return indexes;
}

QList<int> axisStreams(const casefile::Item &item)
{
    const auto axis = medium::of(item.kind).axis;
    return axis ? streamsOf(item, *axis) : QList<int>();
}

QList<TimeSpan> shotsOn(const TimeAxis &axis, const casefile::Item &item)
{
    const bool first = axis.video && axisStreams(item).value(0, -1) == axis.stream;
    return first ? item.shots : QList<TimeSpan>();
}

std::optional<TimeSpan> spanOn(const TimeAxis &axis, const casefile::Item &item,
                               const Finding &finding)
{
    const auto onAxis = [&](int stream, TimeSpan span) -> std::optional<TimeSpan> {
        if (stream == axis.stream)
            return span;
        const casefile::ItemStream *found = item.stream(stream);
        if (found == nullptr || !found->timeBase.isValid())
            return std::nullopt;
        return rescaleOutward(span, found->timeBase, axis.base);
    };
    if (const auto *track = std::get_if<Track>(&finding.place)) {
        if (track->boxes.empty())
            return std::nullopt;
        return onAxis(track->stream, {track->boxes.front().pts, track->boxes.back().pts + 1});
    }
    if (const auto *span = std::get_if<Span>(&finding.place))
        return onAxis(span->stream, span->time);
    return std::nullopt;
}

QString timeText(double seconds)
{
    const bool negative = seconds < 0;
    const qint64 ms = std::llround(std::abs(seconds) * 1000);
    const QLatin1Char zero('0');
    QString text = u"%1:%2.%3"_s.arg(ms / 60000 % 60, 2, 10, zero)
                       .arg(ms / 1000 % 60, 2, 10, zero)
                       .arg(ms % 1000, 3, 10, zero);
    if (ms >= 3600000)
        text = u"%1:%2"_s.arg(ms / 3600000).arg(text);
    return negative ? u"−"_s + text : text;
}

QString spanText(double begin, double end)
{
    const auto clock = [](double seconds) {
        const qint64 s = qint64(std::max(0.0, seconds));
        const QLatin1Char zero('0');
        const QString text = u"%1:%2"_s.arg(s / 60 % 60, 2, 10, zero).arg(s % 60, 2, 10, zero);
        return s >= 3600 ? u"%1:%2"_s.arg(s / 3600).arg(text) : text;
    };
    return u"%1 – %2"_s.arg(clock(begin), clock(end));
}

} // namespace redoubt::ui
