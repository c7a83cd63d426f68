// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/film/planepainter.h"

#include "core/finding/effects.h"

#include <array>
#include <cstdint>
#include <cstring>

extern "C" {
#include <libavutil/frame.h>
#include <libavutil/pixdesc.h>
}

namespace redoubt::redact {

namespace {

constexpr int kOutline = 2;    // luma pixels
constexpr int kPixelParts = 6; // of a box's longer side, at most
constexpr int kMinPixelSize = 16;
constexpr int kLevelStep = 16; // of 256, that pixelated values are rounded to

struct Plane
{
    uint8_t *data;
    qsizetype stride;
    int width;
    int height;
    int shiftX;
    int shiftY;
};

template <typename Sample>
Sample *rowOf(const Plane &plane, int y)
{
    return reinterpret_cast<Sample *>(plane.data + plane.stride * y);
}

PixelRect onPlane(const Plane &plane, const PixelRect &r)
{
    // Rectangles are aligned to the chroma grid, but for the last column and row of odd pictures.
    const int left = r.x >> plane.shiftX;
    const int top = r.y >> plane.shiftY;
    const int right = -((-r.right()) >> plane.shiftX);
    const int bottom = -((-r.bottom()) >> plane.shiftY);
    return PixelRect{left, top, right - left, bottom - top}.intersected(
        {0, 0, plane.width, plane.height});
}

template <typename Sample>
void fillPlane(const Plane &plane, const PixelRect &r, int value)
{
    for (int y = r.y; y < r.bottom(); ++y) {
        Sample *row = rowOf<Sample>(plane, y);
        std::fill(row + r.x, row + r.right(), Sample(value));
    }
}

template <typename Sample>
void pixelatePlane(const Plane &plane, const PixelRect &r, int blockW, int blockH, int step)
{
    for (int top = r.y; top < r.bottom(); top += blockH) {
        for (int left = r.x; left < r.right(); left += blockW) {
            const int right = std::min(left + blockW, r.right());
            const int bottom = std::min(top + blockH, r.bottom());
            qint64 sum = 0;
            for (int y = top; y < bottom; ++y) {
                const Sample *row = rowOf<Sample>(plane, y);
                for (int x = left; x < right; ++x)
                    sum += row[x];
            }
            const int mean = int(sum / (qint64(right - left) * (bottom - top)));
            fillPlane<Sample>(plane, {left, top, right - left, bottom - top},
                              mean / step * step + step / 2);
        }
    }
}

// Every pixel becomes the mean of the four border pixels beside, above and below it just outside of
// the box, weighted by nearness. Sides without picture do not count.
template <typename Sample>
void spreadPlane(const Plane &plane, const PixelRect &r, int middle)
{
    const bool hasLeft = r.x > 0;
    const bool hasRight = r.right() < plane.width;
    const bool hasTop = r.y > 0;
    const bool hasBottom = r.bottom() < plane.height;
    for (int y = r.y; y < r.bottom(); ++y) {
        Sample *row = rowOf<Sample>(plane, y);
        const qint64 left = hasLeft ? row[r.x - 1] : 0;
        const qint64 right = hasRight ? row[r.right()] : 0;
        const Sample *above = hasTop ? rowOf<Sample>(plane, r.y - 1) : nullptr;
        const Sample *below = hasBottom ? rowOf<Sample>(plane, r.bottom()) : nullptr;
        for (int x = r.x; x < r.right(); ++x) {
            qint64 sum = 0;
            qint64 weights = 0;
            const auto add = [&](bool has, qint64 value, int distance) {
                const qint64 weight = has ? (qint64(1) << 20) / distance : 0;
                sum += value * weight;
                weights += weight;
            };
            add(hasLeft, left, x - r.x + 1);
            add(hasRight, right, r.right() - x);
            add(hasTop, above ? above[x] : 0, y - r.y + 1);
            add(hasBottom, below ? below[x] : 0, r.bottom() - y);
            row[x] = Sample(weights > 0 ? sum / weights : middle);
        }
    }
}

class Painter
{
public:
    explicit Painter(AVFrame &frame)
    {
        const AVPixFmtDescriptor *format = av_pix_fmt_desc_get(AVPixelFormat(frame.format));
        Q_ASSERT(format);
        m_depth = format->comp[0].depth;
        m_count = format->nb_components;
        for (int i = 0; i < m_count; ++i) {
            const int shiftX = i > 0 ? format->log2_chroma_w : 0;
            const int shiftY = i > 0 ? format->log2_chroma_h : 0;
            m_planes[size_t(i)] = {frame.data[i],
                                   frame.linesize[i],
                                   AV_CEIL_RSHIFT(frame.width, shiftX),
                                   AV_CEIL_RSHIFT(frame.height, shiftY),
                                   shiftX,
                                   shiftY};
        }
        const bool full = frame.color_range == AVCOL_RANGE_JPEG;
        m_black = full ? 0 : 16 << (m_depth - 8);
        m_white = full ? (1 << m_depth) - 1 : 235 << (m_depth - 8);
        m_grey = 1 << (m_depth - 1);
    }

    void fill(const PixelRect &r, bool white = false) const
    {
        each([&](const auto sample, const Plane &plane, bool luma) {
            fillPlane<std::remove_const_t<decltype(sample)>>(plane, onPlane(plane, r),
                                                             !luma   ? m_grey
                                                             : white ? m_white
                                                                     : m_black);
        });
    }

    void outline(const PixelRect &r) const
    {
        fill(r);
        const int t = kOutline;
        if (r.w <= 4 * t || r.h <= 4 * t)
            return;
        const Plane &luma = m_planes[0];
        for (const PixelRect &side :
             {PixelRect{r.x, r.y, r.w, t}, PixelRect{r.x, r.bottom() - t, r.w, t},
              PixelRect{r.x, r.y, t, r.h}, PixelRect{r.right() - t, r.y, t, r.h}}) {
            if (m_depth > 8)
                fillPlane<uint16_t>(luma, side, m_white);
            else
                fillPlane<uint8_t>(luma, side, m_white);
        }
    }

    void pixelate(const PixelRect &r) const
    {
        const int longer = std::max(r.w, r.h);
        const int size =
            std::max(kMinPixelSize, ((longer + kPixelParts - 1) / kPixelParts + 1) & ~1);
        each([&](const auto sample, const Plane &plane, bool) {
            pixelatePlane<std::remove_const_t<decltype(sample)>>(
                plane, onPlane(plane, r), std::max(1, size >> plane.shiftX),
                std::max(1, size >> plane.shiftY), kLevelStep << (m_depth - 8));
        });
    }

    void spread(const PixelRect &r) const
    {
        each([&](const auto sample, const Plane &plane, bool) {
            spreadPlane<std::remove_const_t<decltype(sample)>>(plane, onPlane(plane, r), m_grey);
        });
    }

private:
    // Calls with a sample of the right type, each plane, and whether it is luma.
    template <typename Work>
    void each(const Work &work) const
    {
        for (int i = 0; i < m_count; ++i) {
            if (m_depth > 8)
                work(uint16_t(0), m_planes[size_t(i)], i == 0);
            else
                work(uint8_t(0), m_planes[size_t(i)], i == 0);
        }
    }

    std::array<Plane, 4> m_planes{};
    int m_count = 0;
    int m_depth = 8;
    int m_black = 0;
    int m_white = 255;
    int m_grey = 128;
};

} // namespace

bool canPaint(int pixelFormat)
{
    switch (AVPixelFormat(pixelFormat)) {
    case AV_PIX_FMT_YUV420P:
    case AV_PIX_FMT_YUV422P:
    case AV_PIX_FMT_YUV444P:
    case AV_PIX_FMT_YUV420P10LE:
    case AV_PIX_FMT_YUV422P10LE:
    case AV_PIX_FMT_YUV444P10LE:
        return true;
    default:
        return false;
    }
}

PixelRect coveredOnFrame(QSize coded, bool interlaced, const PixelRect &displayed, Turn turn,
                         int grow)
{
    if (displayed.isEmpty())
        return {};
    PixelRect rect = DisplayMapping(coded, turn).toCoded(displayed);
    rect = {rect.x - grow, rect.y - grow, rect.w + 2 * grow, rect.h + 2 * grow};
    return alignedOutward(rect, 2, interlaced ? 4 : 2, coded);
}

PixelRect coveredOnFrame(const AVFrame &frame, const PixelRect &displayed, Turn turn, int grow)
{
    return coveredOnFrame(QSize(frame.width, frame.height), frame.interlaced_frame != 0, displayed,
                          turn, grow);
}

void paintMasks(AVFrame &frame, const std::vector<FrameMask> &masks, Turn turn, int grow)
{
    Q_ASSERT(canPaint(frame.format));
    const Painter painter(frame);
    // Blur reads around its box, where another mask may be: everything is made solid first, and
    // blurs come last, so that none can carry out what another one hides.
    std::vector<PixelRect> blurs;
    for (const FrameMask &mask : masks) {
        const PixelRect r = coveredOnFrame(frame, mask.rect, turn, grow);
        if (r.isEmpty())
            continue;
        if (drawingOf(mask.effect) == Filling::Surroundings) {
            blurs.push_back(r);
            painter.fill(r);
        } else if (drawingOf(mask.effect) == Filling::Blocks) {
            painter.pixelate(r);
        }
    }
    for (const FrameMask &mask : masks) {
        const Filling drawing = drawingOf(mask.effect);
        const PixelRect r = coveredOnFrame(frame, mask.rect, turn, grow);
        if (r.isEmpty() || drawing == Filling::Surroundings || drawing == Filling::Blocks)
            continue;
        if (drawing == Filling::BlackOutlined)
            painter.outline(r);
        else
            painter.fill(r);
    }
    for (const PixelRect &r : blurs)
        painter.spread(r);
    // A solid mask stays solid where a blur overlaps it.
    for (const FrameMask &mask : masks) {
        if (drawingOf(mask.effect) != Filling::Black)
            continue;
        const PixelRect r = coveredOnFrame(frame, mask.rect, turn, grow);
        if (!blurs.empty() && !r.isEmpty())
            painter.fill(r);
    }
}

Effect paintedOnFrame(Effect effect)
{
    return isFor(effect, EffectMedium::Picture) ? effect : Effect::Fill;
}

void paintWhole(AVFrame &frame)
{
    Painter(frame).fill({0, 0, frame.width, frame.height});
}

} // namespace redoubt::redact
