// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/canvas/canvasgeometry.h"

#include <QImage>

#include <optional>

class QPainter;

namespace redoubt::ui {

/// Everything a canvas shows at one moment.
struct CanvasScene
{
    /// May be smaller than the source: it is stretched over it.
    QImage image;
    CanvasGeometry geometry;
    std::vector<CanvasMark> marks;
    std::vector<QRectF> selectedText; ///< source coordinates
    std::optional<QRectF> drawing;    ///< a box being drawn, source coordinates
    bool focus = false;               ///< the keyboard works here
};

/// Paints what of the scene lies in @a exposed (view coordinates): ground, picture, marks with
/// their labels, the selected ones on top with handles.
void paintCanvas(QPainter &painter, const CanvasScene &scene, const QRectF &exposed);

} // namespace redoubt::ui
