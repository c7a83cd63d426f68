// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/timeline/timelinescale.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

/// Frames closer than this are not told apart.
constexpr double kMinFrameWidth = 6;
constexpr double kLeastZoomSeconds = 0.05; ///< shown at full zoom of sound, over the whole width

/// Seconds between labels that people count in.
constexpr std::array kSteps{0.001, 0.002, 0.005, 0.01,  0.02,  0.05,   0.1,    0.25,  0.5,
                            1.0,   2.0,   5.0,   10.0,  15.0,  30.0,   60.0,   120.,  300.,
                            600.,  900.,  1800., 3600., 7200., 14400., 43200., 86400.};

QString rulerText(double seconds, double step)
{
    const qint64 ms = std::llround(seconds * 1000);
    const QLatin1Char zero('0');
    QString text = u"%1:%2"_s.arg(ms / 60000 % 60, 2, 10, zero).arg(ms / 1000 % 60, 2, 10, zero);
    if (ms >= 3600000)
        text = u"%1:%2"_s.arg(ms / 3600000).arg(text);
    if (step < 1)
        text += u".%1"_s.arg(ms % 1000, 3, 10, zero);
    return text;
}

} // namespace

TimelineScale::TimelineScale(TimeSpan range, Rational base, double width)
    : m_range(range)
    , m_base(base)
    , m_width(width)
{
    fit();
}

Ticks TimelineScale::ticksAt(double x) const
{
    return m_range.begin + Ticks(std::llround(m_left + x * m_ticksPerPixel));
}

TimeSpan TimelineScale::visible() const
{
    return {m_range.begin + Ticks(std::floor(m_left)),
            m_range.begin + Ticks(std::ceil(m_left + m_width * m_ticksPerPixel))};
}

double TimelineScale::maxTicksPerPixel() const
{
    return double(m_range.length()) / std::max(1.0, m_width - 2 * kMargin);
}

double TimelineScale::minTicksPerPixel() const
{
    const double least = m_frameTicks > 0
                             ? m_frameTicks / kMaxFrameWidth
                             : kLeastZoomSeconds / m_base.toDouble() / std::max(1.0, m_width);
    return std::min(least, maxTicksPerPixel());
}

void TimelineScale::clamp()
{
    m_ticksPerPixel = std::clamp(m_ticksPerPixel, minTicksPerPixel(), maxTicksPerPixel());
    const double margin = kMargin * m_ticksPerPixel;
    const double last = double(m_range.length()) + margin - m_width * m_ticksPerPixel;
    m_left = std::clamp(m_left, -margin, std::max(-margin, last));
}

void TimelineScale::setFrameTicks(double ticks)
{
    m_frameTicks = ticks;
    if (isValid())
        clamp();
}

void TimelineScale::setWidth(double width)
{
    const bool all = showsAll();
    m_width = width;
    if (!isValid())
        return;
    if (all)
        fit();
    else
        clamp();
}

void TimelineScale::setRange(TimeSpan range)
{
    const bool all = showsAll();
    m_left += double(m_range.begin - range.begin);
    m_range = range;
    if (!isValid())
        return;
    if (all)
        fit();
    else
        clamp();
}

void TimelineScale::zoom(double factor, double anchor)
{
    if (!isValid() || !(factor > 0))
        return;
    const double fixed = m_left + anchor * m_ticksPerPixel;
    m_ticksPerPixel = std::clamp(m_ticksPerPixel / factor, minTicksPerPixel(), maxTicksPerPixel());
    m_left = fixed - anchor * m_ticksPerPixel;
    clamp();
}

void TimelineScale::fit()
{
    if (!isValid())
        return;
    m_ticksPerPixel = maxTicksPerPixel();
    m_left = -kMargin * m_ticksPerPixel;
}

void TimelineScale::fit(TimeSpan span)
{
    if (!isValid())
        return;
    const double length = std::max<double>(1, double(span.length()));
    m_ticksPerPixel = length * 1.5 / m_width;
    m_ticksPerPixel = std::clamp(m_ticksPerPixel, minTicksPerPixel(), maxTicksPerPixel());
    m_left = double(span.begin - m_range.begin) + length / 2 - m_width * m_ticksPerPixel / 2;
    clamp();
}

bool TimelineScale::showsAll() const
{
    return !isValid() || m_ticksPerPixel >= maxTicksPerPixel() * (1 - 1e-9);
}

void TimelineScale::scrollBy(double pixels)
{
    if (!isValid())
        return;
    m_left += pixels * m_ticksPerPixel;
    clamp();
}

void TimelineScale::reveal(Ticks t)
{
    if (!isValid())
        return;
    const double at = x(t);
    if (at < 0 || at > m_width)
        scrollBy(at - m_width / 4);
}

double TimelineScale::scrollMaximum() const
{
    if (!isValid())
        return 0;
    return std::max(0.0, double(m_range.length()) / m_ticksPerPixel + 2 * kMargin - m_width);
}

void TimelineScale::setScrollPosition(double pixels)
{
    if (!isValid())
        return;
    m_left = pixels * m_ticksPerPixel;
    clamp();
}

std::vector<RulerMark> rulerMarks(const TimelineScale &scale, double spacing)
{
    std::vector<RulerMark> marks;
    if (!scale.isValid())
        return marks;
    const double second = 1 / scale.base().toDouble() / scale.ticksPerPixel(); // pixels
    double step = kSteps.back();
    for (const double each : kSteps) {
        if (each * second >= spacing) {
            step = each;
            break;
        }
    }
    while (step * second < spacing)
        step *= 2;
    const double minor = step / 5;
    const double zero = scale.x(scale.range().begin);
    const double length = double(scale.range().length()) * scale.base().toDouble();
    // A label to the left of the edge may still reach into view.
    const auto first = qint64(std::max(0.0, std::floor((-spacing - zero) / second / minor)));
    for (qint64 n = first;; ++n) {
        const double seconds = double(n) * minor;
        const double x = zero + seconds * second;
        if (x > scale.width() || seconds > length + step)
            return marks;
        marks.push_back({x, n % 5 == 0 ? rulerText(seconds, step) : QString()});
    }
}

std::vector<RulerMark> frameMarks(const TimelineScale &scale, const std::vector<Ticks> &frames,
                                  double spacing)
{
    std::vector<RulerMark> marks;
    if (!scale.isValid() || frames.size() < 2)
        return marks;
    const TimeSpan seen = scale.visible();
    auto from = std::lower_bound(frames.begin(), frames.end(), seen.begin);
    const auto to = std::upper_bound(frames.begin(), frames.end(), seen.end);
    const double room = scale.width() / std::max<double>(1, double(to - from));
    if (room < kMinFrameWidth)
        return marks;
    const auto every = qint64(std::ceil(spacing / room));
    for (; from != to; ++from) {
        const qint64 number = from - frames.begin();
        marks.push_back(
            {scale.x(*from), number % every == 0 ? QString::number(number) : QString()});
    }
    return marks;
}

} // namespace redoubt::ui
