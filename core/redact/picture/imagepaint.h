// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"
#include "core/finding/decision.h"

#include <QImage>
#include <QString>

#include <vector>

namespace redoubt::redact {

/// Something to cover on a picture. What painters do for an effect: drawingOf().
struct PictureMask
{
    PixelRect rect;
    Effect effect = Effect::Fill;
    QString label;
};

/// What these painters make of @a effect: an outline is drawn on films only.
Effect paintedOnPicture(Effect effect);

/// Covers all of @a masks, cut to the picture. Solid ones come first, so that a blur beside them
/// takes nothing of what they hide, and once more after the others, so that they stay solid; labels
/// come last. False when a mask lies wholly outside; then the picture may be covered in part.
bool paintMasks(QImage &image, const std::vector<PictureMask> &masks);

/// Removes what lies in @a rect of a picture (Format_RGB888 or Format_ARGB32) and makes the place
/// opaque. Blocks are means of at least 16 pixels, Surroundings are made of the pixels around the
/// box only; everything else is filled with black, with the label where it fits (ASCII only).
/// Requires: @a rect lies inside the picture and is not empty.
void paintMask(QImage &image, const PixelRect &rect, Effect effect, const QString &label);

} // namespace redoubt::redact
