// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"

#include <QImage>

#include <cstdint>
#include <optional>

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
    Labelled, ///< one dark colour and the light marks that were announced
    Mixed,    ///< something else: what was there may still be seen
    Outside   ///< no pixel of it lies in the picture
};

/// What is known of a box before it is looked at. Borrows.
struct BoxRule
{
    std::optional<QRgb> colour; ///< of the fill; not set: any one colour
    /// Where printed labels may be light, in the planes' coordinates: how light a pixel may be, and
    /// 0 where nothing was printed. Format_Grayscale8; null: no label. The fill must be dark then.
    const QImage *ink = nullptr;
    QPoint inkOrigin;      ///< where the picture above begins
    bool outlined = false; ///< a white line of two pixels runs along the edge
    /// Mean square error that the codec's own quantiser may leave beside an edge.
    double quantiserError = 0;
};

/// Looks at the pixels inside @a box (planes' coordinates).
///
/// Lossless: every pixel is of the fill or of the label. Lossy codecs cut pictures into blocks of
/// at most 16 pixels, coded each for itself, so whatever they smear into the box stays in blocks
/// that its edge runs through: a rim of two pixels, where sub-sampled colours mix, is left out; the
/// next 14 may hold the noise of a quantiser (mean square error 65, which is 30 dB, or what the
/// file's own tables allow; nine pixels in ten within 10 of the fill); farther in, 97 of 100 pixels
/// are within 10 of it. Light where a label was printed does not count; light elsewhere does.
BoxState judgeBox(const Planes &planes, const PixelRect &box, Coding coding,
                  const BoxRule &rule = {});

/// The same for a picture of any format. The conversion costs once per PictureJudge.
class PictureJudge
{
public:
    explicit PictureJudge(const QImage &picture);
    BoxState judge(const PixelRect &box, Coding coding, const BoxRule &rule = {}) const;
    /// The lightness of every pixel, Format_Grayscale8.
    const QImage &luma() const { return m_luma; }

private:
    QImage m_luma;
    QImage m_blue;
    QImage m_red;
};

} // namespace redoubt::verify
