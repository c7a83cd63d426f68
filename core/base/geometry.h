// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSize>
#include <QSizeF>
#include <QTransform>

#include <algorithm>

namespace redoubt {

/// A rectangle in whole pixels of a video frame or picture, in displayed orientation, origin top
/// left. Covers columns [x, x + w) and rows [y, y + h).
struct PixelRect
{
    int x = 0;
    int y = 0;
    int w = 0;
    int h = 0;

    bool isEmpty() const { return w <= 0 || h <= 0; }
    int right() const { return x + w; }
    int bottom() const { return y + h; }
    qint64 area() const { return isEmpty() ? 0 : qint64(w) * h; }
    PixelRect intersected(const PixelRect &o) const
    {
        const int left = std::max(x, o.x);
        const int top = std::max(y, o.y);
        return {left, top, std::min(right(), o.right()) - left,
                std::min(bottom(), o.bottom()) - top};
    }
    PixelRect united(const PixelRect &o) const
    {
        if (isEmpty())
            return o;
        if (o.isEmpty())
            return *this;
        const int left = std::min(x, o.x);
        const int top = std::min(y, o.y);
        return {left, top, std::max(right(), o.right()) - left,
                std::max(bottom(), o.bottom()) - top};
    }
    bool operator==(const PixelRect &) const = default;
};

/// A rectangle in PDF points (1/72 inch) of a page in displayed orientation, origin top left.
struct PageRect
{
    double x = 0;
    double y = 0;
    double w = 0;
    double h = 0;

    bool isEmpty() const { return !(w > 0) || !(h > 0); }
    double right() const { return x + w; }
    double bottom() const { return y + h; }
    bool intersects(const PageRect &o) const
    {
        return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom();
    }
    PageRect united(const PageRect &o) const
    {
        if (isEmpty())
            return o;
        if (o.isEmpty())
            return *this;
        const double left = std::min(x, o.x);
        const double top = std::min(y, o.y);
        return {left, top, std::max(right(), o.right()) - left,
                std::max(bottom(), o.bottom()) - top};
    }
    PageRect grown(double by) const { return {x - by, y - by, w + 2 * by, h + 2 * by}; }
    bool operator==(const PageRect &) const = default;
};

/// Intersection over union, 0 for empty rectangles.
double overlap(const PixelRect &a, const PixelRect &b);

/// The smallest rectangle of whole pixels that covers @a rect.
PixelRect outward(const QRectF &rect);

/// Grows @a rect to the grid of @a stepX by @a stepY (chroma subsampling, macroblocks) and cuts it
/// to @a bounds. What is cut off lies outside the picture, so nothing visible is uncovered.
PixelRect alignedOutward(const PixelRect &rect, int stepX, int stepY, QSize bounds);

/// Grows @a rect around its centre by the factor, rounding outward.
PixelRect scaledAround(const PixelRect &rect, double factor);

/// Clockwise quarter turns that a player applies to the coded picture to display it.
enum class Turn { None = 0, Quarter = 90, Half = 180, ThreeQuarters = 270 };

/// Coded pixels of a stream <-> displayed pixels, for a picture that is turned on display.
/// Rectangles of findings live in displayed pixels; masks are painted on coded ones.
class DisplayMapping
{
public:
    DisplayMapping(QSize coded, Turn turn)
        : m_coded(coded)
        , m_turn(turn)
    {}
    QSize codedSize() const { return m_coded; }
    QSize displayedSize() const;
    PixelRect toDisplayed(const PixelRect &coded) const;
    PixelRect toCoded(const PixelRect &displayed) const;

private:
    QSize m_coded;
    Turn m_turn;
};

/// Page points <-> pixels of a rendering of that page at some resolution.
class PageMapping
{
public:
    /// Requires: dpi > 0.
    PageMapping(QSizeF page, double dpi)
        : m_page(page)
        , m_scale(dpi / 72.0)
    {}
    QSize pixelSize() const;
    /// The smallest pixel rectangle that covers the page rectangle, cut to the page.
    PixelRect toPixels(const PageRect &rect) const;
    PageRect toPage(const PixelRect &rect) const;

private:
    QSizeF m_page;
    double m_scale;
};

/// Source coordinates (pixels or points) <-> widget coordinates of a canvas.
/// One value, so that painting and hit tests cannot disagree.
class ViewMapping
{
public:
    ViewMapping() = default;
    ViewMapping(double zoom, QPointF offset)
        : m_zoom(zoom)
        , m_offset(offset)
    {}
    /// The mapping that shows all of @a source in @a view, centred, with @a margin around it.
    static ViewMapping fit(QSizeF source, QSizeF view, double margin);

    double zoom() const { return m_zoom; }
    QPointF offset() const { return m_offset; }
    QPointF toView(QPointF source) const { return source * m_zoom + m_offset; }
    QPointF toSource(QPointF view) const { return (view - m_offset) / m_zoom; }
    QRectF toView(const QRectF &source) const
    {
        return {toView(source.topLeft()), source.size() * m_zoom};
    }
    QRectF toSource(const QRectF &view) const
    {
        return {toSource(view.topLeft()), view.size() / m_zoom};
    }
    /// The same source point stays under @a anchor (widget coordinates).
    ViewMapping zoomedAt(QPointF anchor, double zoom) const;

private:
    double m_zoom = 1;
    QPointF m_offset;
};

} // namespace redoubt
