// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/quality.h"

#include <algorithm>

namespace redoubt::detect {

using namespace Qt::StringLiterals;

namespace {

constexpr double kMostEnlarged = 2;
constexpr double kFewestEnlarged = 1.2; // less shows nothing new

} // namespace

Sampling samplingOf(Quality quality)
{
    switch (quality) {
    case Quality::Fast:
        return {QSize(640, 360), 5};
    case Quality::Thorough:
        return {QSize(1280, 720), 1};
    case Quality::Standard:
        break;
    }
    return {QSize(960, 540), 3};
}

QSize lookedAtSize(QSize displayed, const Sampling &sampling)
{
    const QSize room =
        displayed.height() > displayed.width() ? sampling.size.transposed() : sampling.size;
    const double scale = std::min({double(room.width()) / displayed.width(),
                                   double(room.height()) / displayed.height(), kMostEnlarged});
    if (scale >= 1 && scale < kFewestEnlarged)
        return displayed;
    return QSize(int(displayed.width() * scale), int(displayed.height() * scale))
        .expandedTo(QSize(1, 1));
}

QString toString(Quality quality)
{
    switch (quality) {
    case Quality::Fast:
        return u"fast"_s;
    case Quality::Thorough:
        return u"thorough"_s;
    case Quality::Standard:
        break;
    }
    return u"standard"_s;
}

std::optional<Quality> qualityFromString(QStringView word)
{
    for (const Quality quality : {Quality::Fast, Quality::Standard, Quality::Thorough}) {
        if (word == toString(quality))
            return quality;
    }
    return std::nullopt;
}

} // namespace redoubt::detect
