// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/release/leakpicture.h"

#include "ui/common/theme.h"
#include "ui/common/tr.h"

#include <QPainter>

namespace redoubt::ui {

namespace {

/// What is around the place, so that a person knows where it is: half of the width on each side.
constexpr double kSurroundings = 0.5;
constexpr int kLeastPixels = 160;

} // namespace

Result<QImage> leakPicture(const workflow::ItemViewer &viewer,
                           const std::shared_ptr<const ByteSource> &source,
                           const casefile::Item &item, int page, Ticks pts, const PixelRect &rect,
                           QSize size, const JobContext &context)
{
    const auto whole = viewer.whole(source, item, page, pts, context);
    if (!whole)
        return whole.error();
    const double scale = whole->scale;
    QRectF marked(rect.x * scale, rect.y * scale, rect.w * scale, rect.h * scale);
    const QRectF bounds(whole->image.rect());
    QRectF part = bounds;
    if (!rect.isEmpty()) {
        const double side =
            std::max({marked.width(), marked.height(), double(kLeastPixels)}) * kSurroundings;
        part = marked.adjusted(-side, -side, side, side).intersected(bounds);
        if (part.isEmpty())
            part = bounds;
    }
    const QSizeF fitted = part.size().scaled(size, Qt::KeepAspectRatio);
    const QRectF all(QPointF(), fitted);
    QImage out(fitted.toSize(), QImage::Format_RGB32);
    if (out.isNull())
        return out;
    QPainter painter(&out);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(all, whole->image, part);
    if (!rect.isEmpty()) {
        const double zoom = fitted.width() / part.width();
        painter.setPen(QPen(theme().danger, 2));
        painter.drawRect(QRectF((marked.topLeft() - part.topLeft()) * zoom, marked.size() * zoom));
    }
    return out;
}

} // namespace redoubt::ui
