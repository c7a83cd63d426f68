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

Result<QImage> videoFrame(const workflow::ItemViewer &viewer,
                          const workflow::ItemViewer::Source &source, const casefile::Item &item,
                          Ticks pts, const JobContext &context)
{
    for (const casefile::ItemStream &stream : item.streams) {
        if (stream.modality != Modality::Video)
            continue;
        media::VideoReadOptions options;
        options.format = QImage::Format_RGB888;
        const auto reader = viewer.openPictures(source, stream.index, options, context);
        if (!reader)
            return reader.error();
        if (auto there = (*reader)->seek(pts); !there)
            return there.error();
        auto frame = (*reader)->next();
        if (!frame)
            return frame.error();
        if (*frame)
            return (*frame)->image;
    }
    return Error(ErrorKind::NotFound, "ui/leakPicture", Tr::tr("There is no picture here."));
}

} // namespace

Result<QImage> leakPicture(const workflow::ItemViewer &viewer,
                           const std::shared_ptr<const ByteSource> &source,
                           const casefile::Item &item, int page, Ticks pts, const PixelRect &rect,
                           QSize size, const JobContext &context)
{
    Result<QImage> whole = Error(ErrorKind::Unsupported, "ui/leakPicture",
                                 Tr::tr("There is no picture of this kind of file."));
    double scale = 1;
    if (item.kind == ItemKind::Video) {
        whole = videoFrame(viewer, source, item, pts, context);
    } else if (item.kind == ItemKind::Pdf || item.kind == ItemKind::Image) {
        const auto renderer = viewer.openPages(source, item.kind, context);
        if (!renderer)
            return renderer.error();
        scale = item.kind == ItemKind::Pdf ? 2 : 1; // pages are sharp enough at twice their size
        whole = (*renderer)->render(std::max(0, page), 72 * scale, context);
    }
    if (!whole)
        return whole;
    QRectF marked(rect.x * scale, rect.y * scale, rect.w * scale, rect.h * scale);
    const QRectF bounds(whole->rect());
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
    painter.drawImage(all, *whole, part);
    if (!rect.isEmpty()) {
        const double zoom = fitted.width() / part.width();
        painter.setPen(QPen(theme().danger, 2));
        painter.drawRect(QRectF((marked.topLeft() - part.topLeft()) * zoom, marked.size() * zoom));
    }
    return out;
}

} // namespace redoubt::ui
