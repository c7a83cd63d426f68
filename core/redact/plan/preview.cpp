// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/plan/preview.h"

#include "core/finding/effects.h"
#include "core/redact/film/mediatracks.h"
#include "core/redact/film/planepainter.h"
#include "core/redact/pdf/pdfraster.h"
#include "core/redact/picture/imagepaint.h"
#include "core/redact/text/textedits.h"

#include <algorithm>

namespace redoubt::redact {

namespace {

struct Cover
{
    PixelRect rect; ///< pixels of the image painted on
    Effect effect = Effect::Fill;
    QString label;
};

/// A rectangle of the source on an image of another size.
PixelRect scaled(const PixelRect &rect, QSizeF source, QSize image)
{
    const double x = image.width() / source.width();
    const double y = image.height() / source.height();
    return outward(QRectF(rect.x * x, rect.y * y, rect.w * x, rect.h * y))
        .intersected({0, 0, image.width(), image.height()});
}

/// As paintMask() needs it.
void prepare(QImage &image)
{
    if (image.format() != QImage::Format_RGB888 && image.format() != QImage::Format_ARGB32 &&
        image.format() != QImage::Format_RGB32)
        image = image.convertToFormat(QImage::Format_RGB32);
}

void outline(QImage &image, const PixelRect &rect)
{
    constexpr int kWidth = 2;
    if (rect.w <= 4 * kWidth || rect.h <= 4 * kWidth)
        return;
    const QRgb white = qRgb(255, 255, 255);
    for (int y = rect.y; y < rect.bottom(); ++y) {
        for (int x = rect.x; x < rect.right(); ++x) {
            if (y < rect.y + kWidth || y >= rect.bottom() - kWidth || x < rect.x + kWidth ||
                x >= rect.right() - kWidth)
                image.setPixel(x, y, white);
        }
    }
}

/// In the order of paintMasks(): what is solid stays solid where a soft effect overlaps it.
void cover(QImage &image, const std::vector<Cover> &covers)
{
    const auto isSoft = [](const Cover &each) {
        const Filling drawing = drawingOf(each.effect);
        return drawing == Filling::Blocks || drawing == Filling::Surroundings;
    };
    for (const Cover &each : covers) {
        if (drawingOf(each.effect) == Filling::Surroundings)
            paintMask(image, each.rect, Effect::Fill, {});
        else if (isSoft(each))
            paintMask(image, each.rect, each.effect, {});
    }
    for (const Cover &each : covers) {
        if (!isSoft(each))
            paintMask(image, each.rect, Effect::Fill, each.label);
        if (isOutlined(each.effect))
            outline(image, each.rect);
    }
    bool blurred = false;
    for (const Cover &each : covers) {
        if (drawingOf(each.effect) == Filling::Surroundings) {
            paintMask(image, each.rect, each.effect, {});
            blurred = true;
        }
    }
    for (const Cover &each : covers) {
        if (blurred && !isSoft(each) && !isOutlined(each.effect))
            paintMask(image, each.rect, Effect::Fill, each.label);
    }
}

} // namespace

void previewFrame(QImage &image, const RedactionPlan &plan, int stream,
                  const media::VideoFrame &frame)
{
    if (image.isNull())
        return;
    prepare(image);
    if (frame.corrupt) {
        image.fill(Qt::black);
        return;
    }
    const bool sideways = frame.turn == Turn::Quarter || frame.turn == Turn::ThreeQuarters;
    const QSize coded = sideways ? frame.sourceSize.transposed() : frame.sourceSize;
    const int grow = roomForConversion(frame.pixelFormat, coded, codingOf(plan));
    const DisplayMapping display(coded, frame.turn);
    std::vector<Cover> covers;
    for (const MaskTrack &mask : plan.masks) {
        if (mask.stream != stream)
            continue;
        const auto rect = mask.rectAt(frame.pts);
        if (!rect)
            continue;
        const PixelRect covered = coveredOnFrame(coded, frame.interlaced, *rect, frame.turn, grow);
        if (covered.isEmpty())
            continue;
        const PixelRect onImage =
            scaled(display.toDisplayed(covered), frame.sourceSize, image.size());
        if (!onImage.isEmpty())
            covers.push_back({onImage, mask.effect, {}});
    }
    cover(image, covers);
}

void previewPicture(QImage &image, const RedactionPlan &plan, int number, QSize source)
{
    if (image.isNull() || source.isEmpty())
        return;
    prepare(image);
    const PixelRect bounds{0, 0, source.width(), source.height()};
    std::vector<PictureMask> masks;
    const auto paint = [&](const PixelRect &rect, Effect effect, const QString &label) {
        const PixelRect onImage = scaled(rect.intersected(bounds), source, image.size());
        if (!rect.intersected(bounds).isEmpty() && !onImage.isEmpty())
            masks.push_back({onImage, effect, label});
    };
    for (const MaskTrack &mask : plan.masks) {
        if (number != 0)
            break; // tracks lie on the first page
        PixelRect all;
        for (const TrackBox &box : mask.boxes)
            all = all.united(box.rect);
        paint(all, appliedEffect(mask.effect, Canvas::Picture, mask.type), mask.label);
    }
    for (const PageMask &mask : plan.pages) {
        QString label = mask.label;
        for (const PageRect &rect : mask.rects) {
            if (mask.page == number)
                paint(outward(QRectF(rect.x, rect.y, rect.w, rect.h)),
                      appliedEffect(mask.effect, Canvas::Page, mask.type), label);
            label.clear();
        }
    }
    paintMasks(image, masks); // none lies outside
}

void previewPage(QImage &image, const RedactionPlan &plan, int number, QSizeF page)
{
    if (image.isNull() || page.isEmpty())
        return;
    if (image.format() != QImage::Format_RGB888)
        image = image.convertToFormat(QImage::Format_RGB888);
    QList<BurntBox> boxes;
    for (const PageMask &mask : plan.pages) {
        if (mask.page != number)
            continue;
        for (const PageRect &rect : mask.rects)
            boxes.append({rect, {}});
    }
    const PageMapping mapping(page, 72.0 * image.width() / page.width());
    burn(image, boxes, mapping);
    for (const PageMask &mask : plan.pages) {
        if (mask.page != number || mask.label.isEmpty() || mask.rects.isEmpty())
            continue;
        // The writer prints the label as vectors; here it is painted on the covered place.
        const PixelRect rect =
            mapping.toPixels(mask.rects.first()).intersected({0, 0, image.width(), image.height()});
        if (!rect.isEmpty())
            paintMask(image, rect, Effect::Fill, mask.label);
    }
}

QString previewText(const QString &text, const RedactionPlan &plan)
{
    const auto edits = writtenEdits(text, plan);
    QString result;
    result.reserve(text.size());
    qsizetype at = 0;
    // Of edits that do not fit, which a release refuses, what is left of them is shown.
    for (const TextEdit &edit : edits ? *edits : plan.edits) {
        if (edit.range.isEmpty())
            continue;
        const qsizetype begin = std::clamp<qsizetype>(edit.range.begin, at, text.size());
        result += QStringView(text).mid(at, begin - at);
        result += edit.replacement;
        at = std::clamp<qsizetype>(edit.range.end, begin, text.size());
    }
    result += QStringView(text).mid(at);
    return result;
}

} // namespace redoubt::redact
