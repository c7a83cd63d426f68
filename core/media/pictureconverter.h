// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"
#include "core/media/avhandles.h"

#include <QImage>

namespace redoubt::media {

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
};

} // namespace redoubt::media
