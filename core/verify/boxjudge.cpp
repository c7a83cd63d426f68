// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/boxjudge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <vector>

namespace redoubt::verify {

namespace {

constexpr int kRim = 2;
constexpr int kNear = 16;              // a block of the coarsest codec, from the edge
constexpr int kReach = 10;             // of the fill's value, lossy
constexpr double kMaxSquareError = 65; // 30 dB
constexpr int kWorst = 80;
constexpr double kNearShare = 0.90;
constexpr double kFarShare = 0.97;
constexpr int kColourSlack = 28; // black of narrow-range video is 16
constexpr int kTintSlack = 20;
constexpr int kDark = 64;
constexpr int kOutline = 4; // the line, and the rim that a codec draws from it

using Histogram = std::array<qint64, 256>;

struct Ink
{
    const QImage *light = nullptr;
    QPoint origin;

    int at(int x, int y) const
    {
        if (!light)
            return 0;
        const QPoint p = QPoint(x, y) - origin;
        return light->valid(p) ? light->constScanLine(p.y())[p.x()] : 0;
    }
};

/// Mean of the most common values.
double mainValue(const Histogram &histogram, int reach)
{
    qint64 most = -1;
    int centre = 0;
    for (int i = 0; i < 256; ++i) {
        qint64 count = 0;
        for (int k = std::max(0, i - reach); k <= std::min(255, i + reach); ++k)
            count += histogram[std::size_t(k)];
        // Among equals the one that is most common itself, so that the result does not hang on the
        // order of the search.
        if (count > most ||
            (count == most && histogram[std::size_t(i)] > histogram[std::size_t(centre)])) {
            most = count;
            centre = i;
        }
    }
    double sum = 0;
    qint64 count = 0;
    for (int k = std::max(0, centre - reach); k <= std::min(255, centre + reach); ++k) {
        sum += double(k) * double(histogram[std::size_t(k)]);
        count += histogram[std::size_t(k)];
    }
    return count > 0 ? sum / double(count) : centre;
}

/// How far the samples of one part of a box are from its fill.
struct Spread
{
    qint64 count = 0;
    qint64 off = 0;
    double squares = 0;
    double worst = 0;

    void add(double distance, double reach, qint64 times = 1)
    {
        if (times == 0)
            return;
        count += times;
        off += distance > reach ? times : 0;
        squares += distance * distance * double(times);
        worst = std::max(worst, distance);
    }
    void add(const Histogram &values, double fill, double reach)
    {
        for (int i = 0; i < 256; ++i)
            add(std::abs(i - fill), reach, values[std::size_t(i)]);
    }
    bool within(double share, double error, double limit) const
    {
        return count == 0 || (double(count - off) >= share * double(count) &&
                              squares <= error * double(count) && worst <= limit);
    }
};

/// One plane of a box.
struct Part
{
    const Plane &plane;
    PixelRect inner;  ///< what is looked at
    PixelRect middle; ///< outside of it blocks may hold something of the surroundings
    Coding coding;
    double scale = 1; ///< of what a quantiser may leave, against the usual
    Ink ink = {};
    std::optional<int> fill = {}; ///< expected value
    int slack = 0;
};

struct Look
{
    bool flat = false;
    bool marked = false; ///< light where a label was printed
    double fill = 0;
};

/// A sample where a label was printed.
struct Inked
{
    int value;
    int light;
    bool middle;
};

Look lookAt(const Part &part)
{
    Histogram edges{};
    Histogram middles{};
    std::vector<Inked> inked;
    for (int y = part.inner.y; y < part.inner.bottom(); ++y) {
        const std::uint8_t *row = part.plane.data + std::ptrdiff_t(y) * part.plane.stride;
        const bool inRows = y >= part.middle.y && y < part.middle.bottom();
        for (int x = part.inner.x; x < part.inner.right(); ++x) {
            const int value = row[std::ptrdiff_t(x) * part.plane.step];
            const bool middle = inRows && x >= part.middle.x && x < part.middle.right();
            if (const int light = part.ink.at(x, y); light > 0)
                inked.push_back({value, light, middle});
            else
                ++(middle ? middles : edges)[std::size_t(value)];
        }
    }
    Histogram all{};
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = edges[i] + middles[i];
    const bool lossless = part.coding == Coding::Lossless;
    Look look;
    look.fill = mainValue(all, lossless ? 1 : kReach);
    if (qint64(inked.size()) == part.inner.area()) {
        // A label as large as its box: what was painted is known, or the darkest that is left.
        const auto darkest = std::min_element(inked.begin(), inked.end(),
                                              [](auto &l, auto &r) { return l.value < r.value; });
        look.fill = part.fill ? *part.fill : darkest->value;
    }
    if (part.fill && std::abs(look.fill - *part.fill) > part.slack)
        return look;
    const double reach = lossless ? 1 : kReach * part.scale;
    Spread edge;
    Spread middle;
    edge.add(edges, look.fill, reach);
    middle.add(middles, look.fill, reach);
    for (const Inked &sample : inked) {
        double distance = std::abs(sample.value - look.fill);
        look.marked = look.marked || distance > reach;
        // Any mixture of fill and letter; of pictures without loss nothing but the two.
        if (lossless)
            distance = std::min(distance, double(std::abs(sample.value - sample.light)));
        else if (sample.value > look.fill)
            distance = std::max(0.0, sample.value - std::max(look.fill, double(sample.light)));
        (sample.middle ? middle : edge).add(distance, reach);
    }
    if (lossless) {
        look.flat = edge.off == 0 && middle.off == 0;
        return look;
    }
    look.flat =
        edge.within(kNearShare, kMaxSquareError * part.scale * part.scale, kWorst * part.scale) &&
        middle.within(kFarShare, kMaxSquareError, kWorst);
    return look;
}

/// @a box without @a by pixels on each side, but never without its middle.
PixelRect shrunk(const PixelRect &box, int by)
{
    const int x = std::min(by, (box.w - 1) / 2);
    const int y = std::min(by, (box.h - 1) / 2);
    return {box.x + x, box.y + y, box.w - 2 * x, box.h - 2 * y};
}

/// What is left of @a visible behind the blocks that its edges run through. Where the picture ends
/// with the box nothing lies beside it.
PixelRect behindEdges(const PixelRect &visible, QSize picture)
{
    const int left = visible.x > 0 ? kNear : 0;
    const int top = visible.y > 0 ? kNear : 0;
    const int right = visible.right() < picture.width() ? kNear : 0;
    const int bottom = visible.bottom() < picture.height() ? kNear : 0;
    return {visible.x + left, visible.y + top, std::max(0, visible.w - left - right),
            std::max(0, visible.h - top - bottom)};
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

struct Colour
{
    int luma;
    int blue;
    int red;
};

Colour colourOf(int r, int g, int b)
{
    const int luma = (77 * r + 150 * g + 29 * b + 128) >> 8;
    return {luma, std::clamp(128 + (b - luma) * 144 / 256, 0, 255),
            std::clamp(128 + (r - luma) * 183 / 256, 0, 255)};
}

} // namespace

BoxState judgeBox(const Planes &planes, const PixelRect &box, Coding coding, const BoxRule &rule)
{
    const PixelRect visible = box.intersected({0, 0, planes.size.width(), planes.size.height()});
    if (visible.isEmpty())
        return BoxState::Outside;
    const int rim = (coding == Coding::Lossy ? kRim : 0) + (rule.outlined ? kOutline : 0);
    const PixelRect inner = shrunk(visible, rim);
    const PixelRect behind = behindEdges(visible, planes.size);
    const double scale = std::max(1.0, std::sqrt(rule.quantiserError / kMaxSquareError));
    std::optional<Colour> fill;
    if (rule.colour)
        fill = colourOf(qRed(*rule.colour), qGreen(*rule.colour), qBlue(*rule.colour));

    Part luma{planes.luma, inner, behind, coding, scale, {rule.ink, rule.inkOrigin}};
    luma.slack = coding == Coding::Lossless ? 1 : kColourSlack;
    if (fill)
        luma.fill = fill->luma;
    const Look look = lookAt(luma);
    if (!look.flat || (look.marked && look.fill > kDark))
        return BoxState::Mixed;
    for (const bool blue : {true, false}) {
        const Plane &plane = blue ? planes.blue : planes.red;
        if (!plane.data)
            continue;
        Part tint{plane, inPlane(inner, plane), inPlane(behind, plane), coding, scale};
        if (tint.inner.isEmpty())
            continue;
        tint.slack = coding == Coding::Lossless ? 1 : kTintSlack;
        if (fill)
            tint.fill = blue ? fill->blue : fill->red;
        if (!lookAt(tint).flat)
            return BoxState::Mixed;
    }
    return look.marked ? BoxState::Labelled : BoxState::Solid;
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
            const Colour colour = colourOf(qRed(in[x]), qGreen(in[x]), qBlue(in[x]));
            luma[x] = uchar(colour.luma);
            blue[x] = uchar(colour.blue);
            red[x] = uchar(colour.red);
        }
    }
}

BoxState PictureJudge::judge(const PixelRect &box, Coding coding, const BoxRule &rule) const
{
    const auto plane = [](const QImage &image) {
        return Plane{image.constBits(), std::ptrdiff_t(image.bytesPerLine()), 1, 0, 0};
    };
    return judgeBox({plane(m_luma), plane(m_blue), plane(m_red), m_luma.size()}, box, coding, rule);
}

} // namespace redoubt::verify
