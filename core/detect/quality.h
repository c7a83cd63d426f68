// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>

#include <optional>

namespace redoubt::detect {

/// How closely the frames of a video are looked at. What each word means stands in samplingOf() and
/// nowhere else; pictures and pages are always looked at as closely as they can be.
///
/// - fast: small pictures, every fifth frame. Faces below a ninth of the height of the picture are
///   often missed: for a first look, not for a release.
/// - standard: every third frame; faces from about a thirteenth of the height on.
/// - thorough: every frame; faces from about an eighteenth of the height on.
enum class Quality { Fast, Standard, Thorough };

struct Sampling
{
    QSize size;   ///< of the pictures that are looked at, at most; turned for upright videos
    int step = 3; ///< frames from one that is looked at to the next; cuts and ends always are
    bool operator==(const Sampling &) const = default;
};

Sampling samplingOf(Quality quality);

/// The largest size to look at a frame of @a displayed in, with its aspect: fits into the
/// sampling's. Small videos are enlarged up to twice, since the detector sees little of faces below
/// 20 pixels. Requires: @a displayed is not empty.
QSize lookedAtSize(QSize displayed, const Sampling &sampling);

/// The words of the command line and of saved settings.
QString toString(Quality quality);
std::optional<Quality> qualityFromString(QStringView word);

} // namespace redoubt::detect
