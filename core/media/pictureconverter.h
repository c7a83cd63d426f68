// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"
#include "core/media/avhandles.h"

#include <QImage>

namespace redoubt::media {

/// The brightness of a picture in displayed orientation, Format_Grayscale8, black 0 and white 255.
/// It is reduced by the largest whole number that leaves it at least as large as the frame scaled
/// to fit
/// @a fit (in displayed pixels; empty: not reduced), each pixel the mean of those it stands for.
/// Null for kinds of pictures whose brightness does not lie in bytes of its own; those go through
/// PictureConverter.
QImage reducedLuma(const AVFrame &frame, Turn turn, QSize fit);

/// Makes a QImage in displayed orientation of a decoded picture. Scales down by area, which is both
/// the cheapest and the kindest to small faces. Threads: one at a time.
class PictureConverter
{
public:
    /// @a maxSize in displayed pixels; empty: full size.
    PictureConverter(QImage::Format format, QSize maxSize);
    /// Errors: Damaged when the picture has no pixels that can be converted.
    Result<QImage> convert(const AVFrame &frame, Turn turn);

private:
    QImage::Format m_format;
    QSize m_maxSize;
    SwsPtr m_scaler;
    /// What the scaler was set up for.
    struct Setup
    {
        QSize coded;
        QSize size;
        int pixels = -1;
        int matrix = 0;
        bool fullRange = false;
        bool operator==(const Setup &) const = default;
    };
    Setup m_setup;
};

} // namespace redoubt::media
