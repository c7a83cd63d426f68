// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"
#include "core/finding/decision.h"

#include <QImage>
#include <QString>

namespace redoubt::redact {

/// Removes what lies in @a rect of a picture (Format_RGB888 or Format_ARGB32) and makes the place
/// opaque. Pixelate averages blocks of at least 16 pixels, Blur is made of the pixels around the
/// box only; everything else fills with black, with the label where it fits (ASCII only).
/// Requires: @a rect lies inside the picture and is not empty.
void paintMask(QImage &image, const PixelRect &rect, Effect effect, const QString &label);

} // namespace redoubt::redact
