// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/picture/imagepaint.h"

#include "core/finding/effects.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>

namespace redoubt::redact {

namespace {

using Colour = std::array<int, 3>;

Colour pixelAt(const QImage &image, int x, int y)
{
    if (image.format() == QImage::Format_RGB888) {
        const uchar *p = image.constScanLine(y) + 3 * x;
        return {p[0], p[1], p[2]};
    }
    const QRgb p = reinterpret_cast<const QRgb *>(image.constScanLine(y))[x];
    return {qRed(p), qGreen(p), qBlue(p)};
}

void setPixel(QImage &image, int x, int y, const Colour &c)
{
    if (image.format() == QImage::Format_RGB888) {
        uchar *p = image.scanLine(y) + 3 * x;
        p[0] = uchar(c[0]);
        p[1] = uchar(c[1]);
        p[2] = uchar(c[2]);
    } else {
        reinterpret_cast<QRgb *>(image.scanLine(y))[x] = qRgb(c[0], c[1], c[2]);
    }
}

void fill(QImage &image, const PixelRect &rect, const Colour &colour)
{
    for (int y = rect.y; y < rect.bottom(); ++y) {
        for (int x = rect.x; x < rect.right(); ++x)
            setPixel(image, x, y, colour);
    }
}

void pixelate(QImage &image, const PixelRect &rect)
{
    const int block = std::max(16, std::min(rect.w, rect.h) / 6);
    for (int y = rect.y; y < rect.bottom(); y += block) {
        for (int x = rect.x; x < rect.right(); x += block) {
            const PixelRect cell = PixelRect{x, y, block, block}.intersected(rect);
            std::array<qint64, 3> sum{};
            for (int v = cell.y; v < cell.bottom(); ++v) {
                for (int u = cell.x; u < cell.right(); ++u) {
                    const Colour c = pixelAt(image, u, v);
                    for (size_t k = 0; k < 3; ++k)
                        sum[k] += c[k];
                }
            }
            const qint64 area = cell.area();
            fill(image, cell, {int(sum[0] / area), int(sum[1] / area), int(sum[2] / area)});
        }
    }
}

// Blends the four edges around the box; nothing from inside has any part in it.
void blurFromOutside(QImage &image, const PixelRect &rect)
{
    const bool left = rect.x > 0;
    const bool top = rect.y > 0;
    const bool right = rect.right() < image.width();
    const bool bottom = rect.bottom() < image.height();
    if (!left && !top && !right && !bottom) {
        fill(image, rect, {128, 128, 128});
        return;
    }
    for (int y = rect.y; y < rect.bottom(); ++y) {
        for (int x = rect.x; x < rect.right(); ++x) {
            std::array<double, 3> sum{};
            double weights = 0;
            const auto add = [&](bool there, int px, int py, int distance) {
                if (!there)
                    return;
                const double weight = 1.0 / distance;
                const Colour c = pixelAt(image, px, py);
                for (size_t k = 0; k < 3; ++k)
                    sum[k] += weight * c[k];
                weights += weight;
            };
            add(left, rect.x - 1, y, x - rect.x + 1);
            add(right, rect.right(), y, rect.right() - x);
            add(top, x, rect.y - 1, y - rect.y + 1);
            add(bottom, x, rect.bottom(), rect.bottom() - y);
            setPixel(image, x, y,
                     {int(sum[0] / weights), int(sum[1] / weights), int(sum[2] / weights)});
        }
    }
}

// Qt needs a window system connection to paint text; the vector font of OpenCV does not.
void drawLabel(QImage &image, const PixelRect &rect, const QString &label)
{
    for (const QChar c : label) {
        if (c.unicode() < 0x20 || c.unicode() > 0x7E)
            return;
    }
    const std::string text = label.toStdString();
    int below = 0;
    const cv::Size unit = cv::getTextSize(text, cv::FONT_HERSHEY_SIMPLEX, 1.0, 1, &below);
    const double scale = std::min(
        {0.9 * rect.w / std::max(unit.width, 1), 0.6 * rect.h / std::max(unit.height, 1), 2.0});
    if (text.empty() || scale < 0.3)
        return;
    const bool rgb = image.format() == QImage::Format_RGB888;
    cv::Mat pixels(image.height(), image.width(), rgb ? CV_8UC3 : CV_8UC4, image.bits(),
                   size_t(image.bytesPerLine()));
    cv::Mat box = pixels(cv::Rect(rect.x, rect.y, rect.w, rect.h));
    const cv::Point at(int((rect.w - unit.width * scale) / 2),
                       int((rect.h + unit.height * scale) / 2));
    cv::putText(box, text, at, cv::FONT_HERSHEY_SIMPLEX, scale, cv::Scalar(255, 255, 255, 255), 1);
}

} // namespace

Effect paintedOnPicture(Effect effect)
{
    switch (drawingOf(effect)) {
    case Filling::Blocks:
    case Filling::Surroundings:
        return effect;
    case Filling::Black:
        return isFor(effect, EffectMedium::Picture) ? effect : Effect::Fill;
    case Filling::BlackOutlined:
    case Filling::Silence:
    case Filling::Tone:
    case Filling::Noise:
    case Filling::Words:
        break;
    }
    return Effect::Fill;
}

bool paintMasks(QImage &image, const std::vector<PictureMask> &masks)
{
    const PixelRect picture{0, 0, image.width(), image.height()};
    const auto each = [&](auto wanted, auto paint) {
        for (const PictureMask &mask : masks) {
            if (wanted(mask.effect))
                paint(mask, mask.rect.intersected(picture));
        }
    };
    for (const PictureMask &mask : masks) {
        if (mask.rect.intersected(picture).isEmpty())
            return false;
    }
    const auto pixelated = [](Effect effect) { return drawingOf(effect) == Filling::Blocks; };
    const auto blurred = [](Effect effect) { return drawingOf(effect) == Filling::Surroundings; };
    const auto solid = [&](Effect effect) { return !pixelated(effect) && !blurred(effect); };
    const auto blacken = [&](const PictureMask &, const PixelRect &rect) {
        fill(image, rect, {0, 0, 0});
    };
    const auto soften = [&](const PictureMask &mask, const PixelRect &rect) {
        paintMask(image, rect, mask.effect, {});
    };
    each(solid, blacken);
    each(pixelated, soften);
    each(blurred, blacken); // one blur must not carry out what another one hides
    each(blurred, soften);
    each(solid, blacken);
    each(solid, [&](const PictureMask &mask, const PixelRect &rect) {
        drawLabel(image, rect, mask.label);
    });
    return true;
}

void paintMask(QImage &image, const PixelRect &rect, Effect effect, const QString &label)
{
    switch (drawingOf(effect)) {
    case Filling::Blocks:
        pixelate(image, rect);
        return;
    case Filling::Surroundings:
        blurFromOutside(image, rect);
        return;
    case Filling::Black:
    case Filling::BlackOutlined:
    case Filling::Silence:
    case Filling::Tone:
    case Filling::Noise:
    case Filling::Words:
        break;
    }
    fill(image, rect, {0, 0, 0});
    drawLabel(image, rect, label);
}

} // namespace redoubt::redact
