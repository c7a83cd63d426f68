// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/pictureviews.h"

#include <new>

namespace redoubt::document {

namespace {

/// Rounded corners of a window hold no letters; the ground of a short word has more pixels.
constexpr qint64 kFewPixels = 400;
constexpr int kWeakAlpha = 128;

} // namespace

QList<PictureView> viewsOf(const QImage &picture)
{
    QList<PictureView> views{PictureView::OverWhite};
    if (!picture.hasAlphaChannel())
        return views;
    const QImage argb = picture.convertToFormat(QImage::Format_ARGB32);
    if (argb.isNull())
        throw std::bad_alloc();
    qint64 open = 0;
    qint64 weak = 0;
    for (int y = 0; y < argb.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(argb.constScanLine(y));
        for (int x = 0; x < argb.width(); ++x) {
            const int alpha = qAlpha(line[x]);
            open += alpha < kWeakAlpha ? 1 : 0;
            weak += alpha > 0 && alpha < kWeakAlpha ? 1 : 0;
        }
    }
    if (open >= kFewPixels)
        views.append(PictureView::OverBlack);
    if (weak >= kFewPixels)
        views.append({PictureView::OpaqueOverWhite, PictureView::OpaqueOverBlack});
    return views;
}

QImage seenAs(const QImage &picture, PictureView view)
{
    if (!picture.hasAlphaChannel())
        return picture.convertToFormat(QImage::Format_RGB888);
    const bool opaque =
        view == PictureView::OpaqueOverWhite || view == PictureView::OpaqueOverBlack;
    const int ground =
        view == PictureView::OverBlack || view == PictureView::OpaqueOverBlack ? 0 : 255;
    const QImage source = picture.convertToFormat(QImage::Format_ARGB32);
    QImage flat(picture.size(), QImage::Format_RGB888);
    if (source.isNull() || flat.isNull())
        throw std::bad_alloc();
    for (int y = 0; y < source.height(); ++y) {
        const auto *from = reinterpret_cast<const QRgb *>(source.constScanLine(y));
        uchar *to = flat.scanLine(y);
        for (int x = 0; x < source.width(); ++x) {
            const int own = qAlpha(from[x]);
            const int alpha = opaque && own > 0 ? 255 : own;
            const auto blend = [&](int value) {
                return uchar((value * alpha + ground * (255 - alpha)) / 255);
            };
            *to++ = blend(qRed(from[x]));
            *to++ = blend(qGreen(from[x]));
            *to++ = blend(qBlue(from[x]));
        }
    }
    return flat;
}

} // namespace redoubt::document
