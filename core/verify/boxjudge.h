// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"

#include <QImage>

#include <cstdint>

namespace redoubt::verify {

/// One 8-bit plane of a picture. Borrows. Sub-sampled planes have shiftX, shiftY > 0.
struct Plane
{
    const std::uint8_t *data = nullptr;
    std::ptrdiff_t stride = 0; ///< bytes from row to row
    int step = 1;              ///< bytes from pixel to pixel (interleaved chroma: 2)
    int shiftX = 0;
    int shiftY = 0;
};

/// Luma and two colour planes (null for grey pictures). Size in luma pixels.
struct Planes
{
    Plane luma;
    Plane blue;
    Plane red;
    QSize size;
};

enum class Coding { Lossless, Lossy };

enum class BoxState {
    Solid,    ///< one colour within tolerance
    Labelled, ///< a dark box with light, colourless marks on at most two fifths of it that do not
              ///< touch its edge
    Mixed,    ///< something else: what was there may still be seen
    Outside   ///< no pixel of it lies in the picture
};

/// Looks at the pixels inside @a box (planes' coordinates). With Lossy, a rim of two pixels is left
/// out, since codecs smear the surroundings into it, and small deviations are forgiven: the mean
/// square error to the box colour stays below 65 (30 dB).
BoxState judgeBox(const Planes &planes, const PixelRect &box, Coding coding);

/// The same for a picture of any format. The conversion costs once per PictureJudge.
class PictureJudge
{
public:
    explicit PictureJudge(const QImage &picture);
    BoxState judge(const PixelRect &box, Coding coding) const;

private:
    QImage m_luma;
    QImage m_blue;
    QImage m_red;
};

} // namespace redoubt::verify
