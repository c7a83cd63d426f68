// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/timespan.h"

#include <cmath>
#include <limits>

namespace redoubt {

namespace {

__extension__ using Wide = __int128;

Ticks saturate(Wide value)
{
    constexpr Wide low = std::numeric_limits<Ticks>::min();
    constexpr Wide high = std::numeric_limits<Ticks>::max();
    return static_cast<Ticks>(std::clamp(value, low, high));
}

Wide floorDiv(Wide a, Wide b)
{
    const Wide q = a / b;
    return (a % b != 0 && (a < 0) != (b < 0)) ? q - 1 : q;
}

} // namespace

Ticks rescale(Ticks ticks, Rational from, Rational to, Rounding rounding)
{
    Q_ASSERT(from.isValid() && to.isValid());
    const Wide numerator = Wide(ticks) * from.num * to.den;
    const Wide denominator = Wide(from.den) * to.num;
    switch (rounding) {
    case Rounding::Down:
        return saturate(floorDiv(numerator, denominator));
    case Rounding::Up:
        return saturate(-floorDiv(-numerator, denominator));
    case Rounding::Nearest:
        return saturate(floorDiv(2 * numerator + denominator, 2 * denominator));
    }
    return 0;
}

double toSeconds(Ticks ticks, Rational base)
{
    return double(ticks) * double(base.num) / double(base.den);
}

Ticks fromSeconds(double seconds, Rational base, Rounding rounding)
{
    Q_ASSERT(base.isValid());
    const double exact = seconds * double(base.den) / double(base.num);
    // Seconds written by toSeconds() must come back as the same tick, hence a tolerance of what
    // three roundings of a double can cost, and never so much that a real fraction is lost.
    const double nearest = std::nearbyint(exact);
    double rounded = nearest;
    constexpr double epsilon = std::numeric_limits<double>::epsilon();
    if (std::abs(exact - nearest) > std::max(1e-6, 3 * epsilon * std::abs(exact))) {
        if (rounding == Rounding::Down)
            rounded = std::floor(exact);
        else if (rounding == Rounding::Up)
            rounded = std::ceil(exact);
    }
    constexpr double limit = 9.0e18;
    if (!(rounded > -limit))
        return std::numeric_limits<Ticks>::min();
    if (!(rounded < limit))
        return std::numeric_limits<Ticks>::max();
    return static_cast<Ticks>(rounded);
}

TimeSpan rescaleOutward(TimeSpan span, Rational from, Rational to)
{
    return {rescale(span.begin, from, to, Rounding::Down),
            rescale(span.end, from, to, Rounding::Up)};
}

} // namespace redoubt
