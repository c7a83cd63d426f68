// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/canvasgeometry.h"

#include <algorithm>
#include <cmath>

namespace redoubt::ui {

namespace {

constexpr double kHandleReach = 6; // view pixels around a handle's middle
constexpr double kThinReach = 4;   // around a box that is hard to meet
constexpr double kFitMargin = 16;

bool movesLeft(Handle h)
{
    return h == Handle::TopLeft || h == Handle::Left || h == Handle::BottomLeft;
}
bool movesRight(Handle h)
{
    return h == Handle::TopRight || h == Handle::Right || h == Handle::BottomRight;
}
bool movesTop(Handle h)
{
    return h == Handle::TopLeft || h == Handle::Top || h == Handle::TopRight;
}
bool movesBottom(Handle h)
{
    return h == Handle::BottomLeft || h == Handle::Bottom || h == Handle::BottomRight;
}

double bounded(double value, double limit)
{
    return std::clamp(value, 0.0, std::max(0.0, limit));
}

/// One axis of a picture that may be moved freely.
double settledOffset(double offset, double picture, double view)
{
    if (picture <= view)
        return (view - picture) / 2;
    return std::clamp(offset, view - picture, 0.0);
}

} // namespace

QPointF CanvasGeometry::handlePoint(const QRectF &rect, Handle handle) const
{
    const QRectF r = m_mapping.toView(rect);
    const double x = movesLeft(handle) ? r.left() : movesRight(handle) ? r.right() : r.center().x();
    const double y = movesTop(handle) ? r.top() : movesBottom(handle) ? r.bottom() : r.center().y();
    return {x, y};
}

Handle CanvasGeometry::handleAt(const QRectF &rect, QPointF view) const
{
    Handle nearest = Handle::None;
    double least = kHandleReach;
    for (const Handle handle : kHandles) {
        const QPointF d = handlePoint(rect, handle) - view;
        const double distance = std::max(std::abs(d.x()), std::abs(d.y()));
        if (distance < least) {
            least = distance;
            nearest = handle;
        }
    }
    const QRectF box = m_mapping.toView(rect);
    // On a small box the handles would leave nothing to move it by.
    if (nearest != Handle::None && box.contains(view) &&
        (box.width() < 3 * kHandleReach || box.height() < 3 * kHandleReach))
        return Handle::Body;
    if (nearest != Handle::None)
        return nearest;
    return box.contains(view) ? Handle::Body : Handle::None;
}

int CanvasGeometry::markAt(const std::vector<CanvasMark> &marks, QPointF view) const
{
    int found = -1;
    double least = 0;
    for (size_t i = 0; i < marks.size(); ++i) {
        QRectF box = m_mapping.toView(marks[i].rect);
        const double area = box.width() * box.height();
        const double growX = box.width() < 2 * kThinReach ? kThinReach : 0;
        const double growY = box.height() < 2 * kThinReach ? kThinReach : 0;
        box.adjust(-growX, -growY, growX, growY);
        if (box.contains(view) && (found < 0 || area < least)) {
            found = int(i);
            least = area;
        }
    }
    return found;
}

/// Inside of the picture, on the grid, and not empty.
QRectF CanvasGeometry::settled(const QRectF &rect) const
{
    const QRectF r = rect.normalized();
    double left = bounded(r.left(), m_source.width());
    double top = bounded(r.top(), m_source.height());
    double right = bounded(r.right(), m_source.width());
    double bottom = bounded(r.bottom(), m_source.height());
    if (m_grid == Grid::Pixels) {
        left = std::round(left);
        top = std::round(top);
        right = std::round(right);
        bottom = std::round(bottom);
    }
    if (right - left < 1) {
        left = bounded(left, m_source.width() - 1);
        right = left + 1;
    }
    if (bottom - top < 1) {
        top = bounded(top, m_source.height() - 1);
        bottom = top + 1;
    }
    return {QPointF(left, top), QPointF(right, bottom)};
}

QRectF CanvasGeometry::moved(const QRectF &rect, QPointF by) const
{
    if (m_grid == Grid::Pixels)
        by = {std::round(by.x()), std::round(by.y())};
    QRectF r = rect.translated(by);
    r.moveLeft(bounded(r.left(), m_source.width() - r.width()));
    r.moveTop(bounded(r.top(), m_source.height() - r.height()));
    return settled(r);
}

QRectF CanvasGeometry::resized(const QRectF &rect, Handle handle, QPointF to) const
{
    if (handle == Handle::Body || handle == Handle::None)
        return rect;
    QRectF r = rect;
    if (movesLeft(handle))
        r.setLeft(to.x());
    if (movesRight(handle))
        r.setRight(to.x());
    if (movesTop(handle))
        r.setTop(to.y());
    if (movesBottom(handle))
        r.setBottom(to.y());
    return settled(r);
}

QRectF CanvasGeometry::drawn(QPointF from, QPointF to) const
{
    return settled(QRectF(from, to));
}

ViewMapping viewFor(ZoomMode mode, QSizeF source, QSizeF view, const ViewMapping &now)
{
    if (source.isEmpty() || view.isEmpty())
        return now;
    if (mode == ZoomMode::Fit)
        return ViewMapping::fit(source, view,
                                std::min(kFitMargin, std::min(view.width(), view.height()) / 8));
    if (mode == ZoomMode::Width) {
        const double zoom =
            std::clamp((view.width() - 2 * kFitMargin) / source.width(), kMinZoom, kMaxZoom);
        // The top stays where it is while a person reads on.
        const double y = now.zoom() == zoom ? now.offset().y() : 0;
        return viewFor(ZoomMode::Free, source, view, ViewMapping(zoom, {0, y}));
    }
    return {now.zoom(),
            {settledOffset(now.offset().x(), source.width() * now.zoom(), view.width()),
             settledOffset(now.offset().y(), source.height() * now.zoom(), view.height())}};
}

} // namespace redoubt::ui
