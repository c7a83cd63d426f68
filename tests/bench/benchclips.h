// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "tests/support/tempfolder.h"

#include <QByteArray>
#include <QRectF>

#include <vector>

namespace redoubt::bench {

constexpr int kClipFrames = 300;

/// Ten seconds of 1080p30: FFmpeg's test picture with noise. The worst that decoders, encoders and
/// detectors meet: every block changes in every frame, and it is full of things that are no faces.
std::filesystem::path makeNoisyClip(const test::TempFolder &folder);

/// A clip whose faces are known.
struct DrawnClip
{
    std::filesystem::path path;
    std::vector<std::vector<QRectF>> faces; ///< wholly visible ones, for each frame
};

/// Ten seconds of 1080p30 as a camera on a shoulder sees it: a landscape of cloudy structure that
/// slides and sways, five drawn people of different sizes who walk through it, and film grain.
DrawnClip makeStreetClip(const test::TempFolder &folder);

/// A PDF of thirty pages with a name and a number on each.
QByteArray manyPages();
/// A photographed letter of twelve megapixels, as JPEG.
QByteArray largePicture();

} // namespace redoubt::bench
