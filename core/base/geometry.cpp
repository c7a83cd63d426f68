// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/geometry.h"

#include <cmath>

namespace redoubt {

namespace {

// Coordinates beyond this can only come from damaged input; clamping keeps int arithmetic defined.
constexpr double kFar = 1 << 28;

/// An infinite edge stays far away: a mask without end covers everything, not nothing.
double within(double v)
{
    return std::isnan(v) ? 0.0 : std::clamp(v, -kFar, kFar);
}

int floorToInt(double v)
{
    return static_cast<int>(std::floor(within(v)));
}

int ceilToInt(double v)
{
    return static_cast<int>(std::ceil(within(v)));
}

int floorToStep(int v, int step)
{
    const int r = v % step;
    return r < 0 ? v - r - step : v - r;
}

} // namespace

double overlap(const PixelRect &a, const PixelRect &b)
{
    const qint64 common = a.intersected(b).area();
    const qint64 all = a.area() + b.area() - common;
    return all > 0 ? double(common) / double(all) : 0.0;
}

PixelRect outward(const QRectF &rect)
{
    const int left = floorToInt(rect.left());
    const int top = floorToInt(rect.top());
    // QRectF keeps a width, and a width from minus infinity has no right edge (NaN).
    const double right = std::isnan(rect.right()) ? rect.width() : rect.right();
    const double bottom = std::isnan(rect.bottom()) ? rect.height() : rect.bottom();
    return {left, top, ceilToInt(right) - left, ceilToInt(bottom) - top};
}

PixelRect alignedOutward(const PixelRect &rect, int stepX, int stepY, QSize bounds)
{
    Q_ASSERT(stepX > 0 && stepY > 0);
    const PixelRect inside = rect.intersected({0, 0, bounds.width(), bounds.height()});
    if (inside.isEmpty())
        return {};
    const int left = floorToStep(inside.x, stepX);
    const int top = floorToStep(inside.y, stepY);
    const int right = std::min(floorToStep(inside.right() + stepX - 1, stepX), bounds.width());
    const int bottom = std::min(floorToStep(inside.bottom() + stepY - 1, stepY), bounds.height());
    return {left, top, right - left, bottom - top};
}

PixelRect scaledAround(const PixelRect &rect, double factor)
{
    const double growX = rect.w * (factor - 1.0) / 2.0;
    const double growY = rect.h * (factor - 1.0) / 2.0;
    return outward(QRectF(rect.x - growX, rect.y - growY, rect.w + 2 * growX, rect.h + 2 * growY));
}

QSize DisplayMapping::displayedSize() const
{
    return m_turn == Turn::Quarter || m_turn == Turn::ThreeQuarters ? m_coded.transposed()
                                                                    : m_coded;
}

PixelRect DisplayMapping::toDisplayed(const PixelRect &r) const
{
    const int w = m_coded.width();
    const int h = m_coded.height();
    switch (m_turn) {
    case Turn::None:
        return r;
    case Turn::Quarter:
        return {h - r.bottom(), r.x, r.h, r.w};
    case Turn::Half:
        return {w - r.right(), h - r.bottom(), r.w, r.h};
    case Turn::ThreeQuarters:
        return {r.y, w - r.right(), r.h, r.w};
    }
    return r;
}

PixelRect DisplayMapping::toCoded(const PixelRect &r) const
{
    const int w = m_coded.width();
    const int h = m_coded.height();
    switch (m_turn) {
    case Turn::None:
        return r;
    case Turn::Quarter:
        return {r.y, h - r.right(), r.h, r.w};
    case Turn::Half:
        return {w - r.right(), h - r.bottom(), r.w, r.h};
    case Turn::ThreeQuarters:
        return {w - r.bottom(), r.x, r.h, r.w};
    }
    return r;
}

QSize PageMapping::pixelSize() const
{
    // 792 points at 150 dpi are 1650 pixels and a rounding error, not 1651.
    constexpr double kNoise = 1e-6;
    return {std::max(1, ceilToInt(m_page.width() * m_scale - kNoise)),
            std::max(1, ceilToInt(m_page.height() * m_scale - kNoise))};
}

PixelRect PageMapping::toPixels(const PageRect &r) const
{
    const QSize size = pixelSize();
    return outward(QRectF(r.x * m_scale, r.y * m_scale, r.w * m_scale, r.h * m_scale))
        .intersected({0, 0, size.width(), size.height()});
}

PageRect PageMapping::toPage(const PixelRect &r) const
{
    return {r.x / m_scale, r.y / m_scale, r.w / m_scale, r.h / m_scale};
}

ViewMapping ViewMapping::fit(QSizeF source, QSizeF view, double margin)
{
    const QSizeF room(std::max(1.0, view.width() - 2 * margin),
                      std::max(1.0, view.height() - 2 * margin));
    if (source.isEmpty())
        return {};
    const double zoom = std::min(room.width() / source.width(), room.height() / source.height());
    const QPointF offset((view.width() - source.width() * zoom) / 2,
                         (view.height() - source.height() * zoom) / 2);
    return {zoom, offset};
}

ViewMapping ViewMapping::zoomedAt(QPointF anchor, double zoom) const
{
    const QPointF source = toSource(anchor);
    return {zoom, anchor - source * zoom};
}

} // namespace redoubt
