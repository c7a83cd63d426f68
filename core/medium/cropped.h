// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QImage>
#include <QRectF>

namespace redoubt::medium {

/// The part of @a picture around @a rect, with @a room of its size on each side, in the shape of
/// @a size and no larger. @a space: the size of the picture in the units of the rectangle. Null
/// when nothing of the rectangle is on the picture. Format_RGB32.
QImage cropped(const QImage &picture, QSizeF space, const QRectF &rect, double room, QSize size);

} // namespace redoubt::medium
