// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/boxjudge.h"

#include <array>
#include <cmath>
#include <cstdlib>

namespace redoubt::verify {

namespace {

using Histogram = std::array<qint64, 256>;

constexpr int kRim = 2;
constexpr double kMaxSquareError = 65; // 30 dB
constexpr int kDark = 64;
constexpr int kLight = 140;

Histogram histogramOf(const Plane &plane, const PixelRect &box)
{
    Histogram histogram{};
    for (int y = box.y; y < box.bottom(); ++y) {
        const std::uint8_t *row = plane.data + std::ptrdiff_t(y) * plane.stride;
        for (int x = box.x; x < box.right(); ++x)
            ++histogram[row[std::ptrdiff_t(x) * plane.step]];
    }
    return histogram;
}

qint64 countOf(const Histogram &histogram, int from, int to)
{
    qint64 count = 0;
    for (int i = std::max(0, from); i <= std::min(255, to); ++i)
        count += histogram[std::size_t(i)];
    return count;
}

struct Cluster
{
    int centre = 0;
    qint64 count = 0;
    double squareError = 0; // of all pixels to the cluster's mean
    double worst = 0;       // distance of the farthest pixel
};

Cluster mainCluster(const Histogram &histogram, int reach)
{
    Cluster best;
    for (int centre = 0; centre < 256; ++centre) {
        const qint64 count = countOf(histogram, centre - reach, centre + reach);
        // Among equals the one whose centre is most common, so that the result does not hang on
        // the order of the search.
        if (count > best.count ||
            (count == best.count && count > 0 &&
             histogram[std::size_t(centre)] > histogram[std::size_t(best.centre)]))
            best = {centre, count, 0, 0};
    }
    qint64 total = 0;
    double sum = 0;
    for (int i = std::max(0, best.centre - reach); i <= std::min(255, best.centre + reach); ++i)
        sum += double(i) * double(histogram[std::size_t(i)]);
    const double mean = best.count > 0 ? sum / double(best.count) : best.centre;
    for (int i = 0; i < 256; ++i) {
        const qint64 n = histogram[std::size_t(i)];
        total += n;
        if (n > 0)
            best.worst = std::max(best.worst, std::abs(i - mean));
        best.squareError += double(n) * (i - mean) * (i - mean);
    }
    best.squareError /= double(std::max<qint64>(total, 1));
    return best;
}

PixelRect shrunk(const PixelRect &box, int by)
{
    const PixelRect inner{box.x + by, box.y + by, box.w - 2 * by, box.h - 2 * by};
    return inner.isEmpty() ? box : inner;
}

/// The samples of a plane that lie wholly inside @a box.
PixelRect inPlane(const PixelRect &box, const Plane &plane)
{
    const int stepX = 1 << plane.shiftX;
    const int stepY = 1 << plane.shiftY;
    const int left = (box.x + stepX - 1) >> plane.shiftX;
    const int top = (box.y + stepY - 1) >> plane.shiftY;
    return {left, top, (box.right() >> plane.shiftX) - left, (box.bottom() >> plane.shiftY) - top};
}

bool isOneTint(const Plane &plane, const PixelRect &box, Coding coding)
{
    if (!plane.data)
        return true;
    const PixelRect inner = inPlane(box, plane);
    if (inner.isEmpty())
        return true;
    const Histogram histogram = histogramOf(plane, inner);
    const int reach = coding == Coding::Lossless ? 1 : 10;
    const Cluster cluster = mainCluster(histogram, reach);
    if (coding == Coding::Lossless)
        return cluster.count == inner.area();
    return double(cluster.count) >= 0.97 * double(inner.area()) &&
           cluster.squareError <= kMaxSquareError;
}

/// The outermost pixels are of the box: a label stands inside, while paper beside a mask that is
/// too short, or something painted over it, reaches the edge.
bool hasDarkEdge(const Plane &luma, const PixelRect &box)
{
    const PixelRect sides[] = {{box.x, box.y, box.w, 1},
                               {box.x, box.bottom() - 1, box.w, 1},
                               {box.x, box.y, 1, box.h},
                               {box.right() - 1, box.y, 1, box.h}};
    for (const PixelRect &side : sides) {
        const Histogram histogram = histogramOf(luma, side);
        if (double(countOf(histogram, 0, kDark)) < 0.95 * double(side.area()))
            return false;
    }
    return true;
}

bool isColourless(const Plane &plane, const PixelRect &box)
{
    if (!plane.data)
        return true;
    const PixelRect inner = inPlane(box, plane);
    if (inner.isEmpty())
        return true;
    const Histogram histogram = histogramOf(plane, inner);
    return double(countOf(histogram, 128 - 14, 128 + 14)) >= 0.97 * double(inner.area());
}

} // namespace

BoxState judgeBox(const Planes &planes, const PixelRect &box, Coding coding)
{
    const PixelRect visible = box.intersected({0, 0, planes.size.width(), planes.size.height()});
    if (visible.isEmpty())
        return BoxState::Outside;
    const PixelRect inner = coding == Coding::Lossy ? shrunk(visible, kRim) : visible;
    const Histogram histogram = histogramOf(planes.luma, inner);
    const double area = double(inner.area());

    const int reach = coding == Coding::Lossless ? 1 : 10;
    const Cluster cluster = mainCluster(histogram, reach);
    const bool flat = coding == Coding::Lossless
                          ? cluster.count == inner.area()
                          : double(cluster.count) >= 0.97 * area &&
                                cluster.squareError <= kMaxSquareError && cluster.worst <= 80;
    if (flat) {
        const bool tinted =
            isOneTint(planes.blue, inner, coding) && isOneTint(planes.red, inner, coding);
        return tinted ? BoxState::Solid : BoxState::Mixed;
    }
    // A reason printed on the box: the box colour leads, marks are light, little lies between (the
    // soft edges of letters), and there is no colour.
    const Cluster dark = mainCluster(histogram, 10);
    const qint64 between = countOf(histogram, kDark + 1, kLight - 1);
    const qint64 light = countOf(histogram, kLight, 255);
    if (dark.centre <= kDark && double(dark.count) >= 0.6 * area && light > 0 &&
        double(between) <= 0.25 * area && hasDarkEdge(planes.luma, inner) &&
        isColourless(planes.blue, inner) && isColourless(planes.red, inner))
        return BoxState::Labelled;
    return BoxState::Mixed;
}

PictureJudge::PictureJudge(const QImage &picture)
    : m_luma(picture.size(), QImage::Format_Grayscale8)
    , m_blue(picture.size(), QImage::Format_Grayscale8)
    , m_red(picture.size(), QImage::Format_Grayscale8)
{
    const QImage rgb = picture.convertToFormat(QImage::Format_RGB32);
    for (int y = 0; y < rgb.height(); ++y) {
        const auto *in = reinterpret_cast<const QRgb *>(rgb.constScanLine(y));
        uchar *luma = m_luma.scanLine(y);
        uchar *blue = m_blue.scanLine(y);
        uchar *red = m_red.scanLine(y);
        for (int x = 0; x < rgb.width(); ++x) {
            const int r = qRed(in[x]);
            const int g = qGreen(in[x]);
            const int b = qBlue(in[x]);
            const int l = (77 * r + 150 * g + 29 * b + 128) >> 8;
            luma[x] = uchar(l);
            blue[x] = uchar(std::clamp(128 + (b - l) * 144 / 256, 0, 255));
            red[x] = uchar(std::clamp(128 + (r - l) * 183 / 256, 0, 255));
        }
    }
}

BoxState PictureJudge::judge(const PixelRect &box, Coding coding) const
{
    const auto plane = [](const QImage &image) {
        return Plane{image.constBits(), std::ptrdiff_t(image.bytesPerLine()), 1, 0, 0};
    };
    return judgeBox({plane(m_luma), plane(m_blue), plane(m_red), m_luma.size()}, box, coding);
}

} // namespace redoubt::verify
