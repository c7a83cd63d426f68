// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <compare>
#include <optional>

namespace redoubt {

/// A ratio such as a time base (1/90000 second per tick) or a frame rate. The denominator is
/// positive.
struct Rational
{
    qint32 num = 1;
    qint32 den = 1;

    bool isValid() const { return num > 0 && den > 0; }
    double toDouble() const { return double(num) / double(den); }
    bool operator==(const Rational &) const = default;
};

/// An instant or length in units of a stream's time base. Never a number of frames.
using Ticks = qint64;

enum class Rounding { Down, Up, Nearest };

/// Converts @a ticks from one base to another with 128-bit arithmetic; saturates instead of
/// overflowing. Requires: both bases are valid.
Ticks rescale(Ticks ticks, Rational from, Rational to, Rounding rounding);

/// For labels only; decisions are kept in ticks.
double toSeconds(Ticks ticks, Rational base);
Ticks fromSeconds(double seconds, Rational base, Rounding rounding);

/// A half-open range [begin, end) of ticks. Empty when end <= begin.
struct TimeSpan
{
    Ticks begin = 0;
    Ticks end = 0;

    bool isEmpty() const { return end <= begin; }
    Ticks length() const { return isEmpty() ? 0 : end - begin; }
    bool contains(Ticks t) const { return t >= begin && t < end; }
    bool intersects(const TimeSpan &other) const
    {
        return !isEmpty() && !other.isEmpty() && begin < other.end && other.begin < end;
    }
    TimeSpan united(const TimeSpan &other) const
    {
        if (isEmpty())
            return other;
        if (other.isEmpty())
            return *this;
        return {std::min(begin, other.begin), std::max(end, other.end)};
    }
    TimeSpan intersected(const TimeSpan &other) const
    {
        return {std::max(begin, other.begin), std::min(end, other.end)};
    }
    bool operator==(const TimeSpan &) const = default;
};

/// The span in another base that covers at least all of @a span: a redaction may grow by rounding,
/// never shrink.
TimeSpan rescaleOutward(TimeSpan span, Rational from, Rational to);

} // namespace redoubt
