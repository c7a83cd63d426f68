// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/cropped.h"

namespace redoubt::medium {

namespace {

QRectF around(const QRectF &rect, QSizeF bounds, double room, double shape)
{
    QRectF out = rect.adjusted(-rect.width() * room, -rect.height() * room, rect.width() * room,
                               rect.height() * room);
    const double grow = out.height() * shape - out.width();
    if (grow > 0)
        out.adjust(-grow / 2, 0, grow / 2, 0);
    else
        out.adjust(0, grow / shape / 2, 0, -grow / shape / 2);
    return out.intersected(QRectF(QPointF(), bounds));
}

} // namespace

QImage cropped(const QImage &picture, QSizeF space, const QRectF &rect, double room, QSize size)
{
    if (picture.isNull() || space.isEmpty() || size.isEmpty())
        return {};
    const QRectF part = around(rect, space, room, double(size.width()) / size.height());
    if (part.isEmpty())
        return {};
    const double sx = picture.width() / space.width();
    const double sy = picture.height() / space.height();
    const QRect pixels = QRectF(part.x() * sx, part.y() * sy, part.width() * sx, part.height() * sy)
                             .toAlignedRect()
                             .intersected(picture.rect());
    return picture.copy(pixels)
        .scaled(size, Qt::KeepAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_RGB32);
}

} // namespace redoubt::medium
