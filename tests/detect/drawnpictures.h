// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "resources/sample/facedrawing.h"

#include <QImage>
#include <QLinearGradient>
#include <QPainter>
#include <QRectF>

#include <vector>

namespace redoubt::test {

/// A picture of drawn people before a plain background, as detectors take it. Person n stands in
/// faces[n].
inline QImage drawnPeople(QSize size, const std::vector<QRectF> &faces, int firstPerson = 0)
{
    QImage image(size, QImage::Format_RGB32);
    QLinearGradient background(0, 0, 0, size.height());
    background.setColorAt(0, QColor(190, 205, 215));
    background.setColorAt(1, QColor(120, 130, 120));
    QPainter painter(&image);
    painter.fillRect(image.rect(), background);
    for (size_t i = 0; i < faces.size(); ++i)
        sample::paintFace(painter, faces[i], firstPerson + int(i));
    painter.end();
    return image.convertToFormat(QImage::Format_BGR888);
}

} // namespace redoubt::test
