// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/geometry.h"
#include "core/base/ids.h"
#include "ui/common/markstate.h"

#include <QString>

#include <array>
#include <vector>

namespace redoubt::ui {

inline QRectF toRect(const PixelRect &r)
{
    return QRectF(r.x, r.y, r.w, r.h);
}

inline QRectF toRect(const PageRect &r)
{
    return {r.x, r.y, r.w, r.h};
}

/// What of a mark's box the pointer has hold of.
enum class Handle {
    None,
    Body,
    TopLeft,
    Top,
    TopRight,
    Right,
    BottomRight,
    Bottom,
    BottomLeft,
    Left
};

/// The eight that resize, clockwise from the top left.
inline constexpr std::array kHandles{Handle::TopLeft,    Handle::Top,         Handle::TopRight,
                                     Handle::Right,      Handle::BottomRight, Handle::Bottom,
                                     Handle::BottomLeft, Handle::Left};

/// One box on the canvas. A finding with several rectangles on a page has one for each.
struct CanvasMark
{
    FindingId id;
    int part = 0; ///< which of the finding's rectangles
    QRectF rect;  ///< source coordinates
    MarkState state = MarkState::Proposed;
    QString label; ///< chip above the box; inside of it when the mark is redacted
    bool selected = false;
    /// The selected finding has no box on this frame: this is the nearest one, to be dragged from.
    bool ghost = false;
    bool operator==(const CanvasMark &) const = default;
};

/// Where everything is on a canvas: the picture's size, its place in the widget, and what the
/// pointer meets or does. Results of drags stay inside the picture and are never empty.
/// Coordinates: "source" are pixels or points of the picture, "view" those of the widget.
class CanvasGeometry
{
public:
    enum class Grid {
        Pixels, ///< edges lie between whole pixels
        Free
    };

    CanvasGeometry() = default;
    CanvasGeometry(QSizeF source, ViewMapping mapping, Grid grid)
        : m_source(source)
        , m_mapping(mapping)
        , m_grid(grid)
    {}
    QSizeF source() const { return m_source; }
    const ViewMapping &mapping() const { return m_mapping; }
    QRectF pictureInView() const { return m_mapping.toView(QRectF({0, 0}, m_source)); }

    /// Middle of a handle of a box. Requires: one of kHandles.
    QPointF handlePoint(const QRectF &rect, Handle handle) const;
    /// Eight handles first (within a few view pixels), then the inside.
    Handle handleAt(const QRectF &rect, QPointF view) const;
    /// Index of the mark under the pointer, -1 for none: the smallest one, since a large one can
    /// be met beside it. Thin boxes are met a few view pixels around them.
    int markAt(const std::vector<CanvasMark> &marks, QPointF view) const;

    QRectF moved(const QRectF &rect, QPointF by) const;
    /// The dragged edges follow @a to; beyond the opposite edge the box turns over.
    QRectF resized(const QRectF &rect, Handle handle, QPointF to) const;
    QRectF drawn(QPointF from, QPointF to) const;

private:
    QRectF settled(const QRectF &rect) const;

    QSizeF m_source;
    ViewMapping m_mapping;
    Grid m_grid = Grid::Pixels;
};

/// How the picture fills the widget.
enum class ZoomMode { Fit, Width, Free };

/// Limits of the zoom: 1/32 to 32 widget pixels per source unit.
constexpr double kMinZoom = 1.0 / 32;
constexpr double kMaxZoom = 32;

/// The mapping for a mode. Width shows the top of the picture. Free keeps @a now, moved so that the
/// picture cannot be lost: it is centred where it is smaller than the view and covers the view
/// where it is larger.
ViewMapping viewFor(ZoomMode mode, QSizeF source, QSizeF view, const ViewMapping &now);

} // namespace redoubt::ui
