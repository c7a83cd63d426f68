// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QImage>

#include <optional>

namespace redoubt::redact {

enum class ChromaSampling { Full, Halved };

/// A baseline JPEG without any marker but those that decoding needs. @a image: Grayscale8 is
/// written as grey, everything else as RGB.
Result<QByteArray> encodeJpeg(const QImage &image, int quality, ChromaSampling sampling);

/// The picture data of a JPEG without comments, application segments (Exif, XMP, ICC, thumbnails)
/// and without anything behind its end; the segment that names the colour transform stays.
/// Nothing when the bytes are not a JPEG in good order.
std::optional<QByteArray> strippedJpeg(const QByteArray &jpeg);

} // namespace redoubt::redact
