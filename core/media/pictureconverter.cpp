// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/pictureconverter.h"

#include "core/base/paddedplanes.h"

#include <QTransform>

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

extern "C" {
#include <libavutil/frame.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

namespace redoubt::media {

namespace {

struct Target
{
    QImage::Format image;
    AVPixelFormat pixel;
    int bytes;
};

// What can be written by the scaler directly; all else goes through the first and Qt.
Target targetFor(QImage::Format wanted)
{
    switch (wanted) {
    case QImage::Format_RGB888:
        return {wanted, AV_PIX_FMT_RGB24, 3};
    case QImage::Format_Grayscale8:
        return {wanted, AV_PIX_FMT_GRAY8, 1};
    case QImage::Format_RGB32:
        return {wanted, AV_PIX_FMT_RGB32, 4};
    default:
        return {QImage::Format_BGR888, AV_PIX_FMT_BGR24, 3};
    }
}

QSize codedTarget(QSize coded, Turn turn, QSize maxDisplayed)
{
    if (maxDisplayed.isEmpty())
        return coded;
    const bool sideways = turn == Turn::Quarter || turn == Turn::ThreeQuarters;
    const QSize room = sideways ? maxDisplayed.transposed() : maxDisplayed;
    if (coded.width() <= room.width() && coded.height() <= room.height())
        return coded;
    return coded.scaled(room, Qt::KeepAspectRatio).expandedTo(QSize(1, 1));
}

int matrixOf(const AVFrame &frame)
{
    switch (frame.colorspace) {
    case AVCOL_SPC_BT709:
        return SWS_CS_ITU709;
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL:
        return SWS_CS_BT2020;
    case AVCOL_SPC_FCC:
        return SWS_CS_FCC;
    case AVCOL_SPC_SMPTE240M:
        return SWS_CS_SMPTE240M;
    case AVCOL_SPC_BT470BG:
    case AVCOL_SPC_SMPTE170M:
        return SWS_CS_ITU601;
    default: // not said: as televisions guess
        return frame.height >= 720 ? SWS_CS_ITU709 : SWS_CS_ITU601;
    }
}

/// Whether the first plane holds the brightness, one byte a pixel.
bool hasByteLuma(AVPixelFormat pixels)
{
    const AVPixFmtDescriptor *about = av_pix_fmt_desc_get(pixels);
    constexpr uint64_t kOther = AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL |
                                AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_HWACCEL |
                                AV_PIX_FMT_FLAG_BAYER | AV_PIX_FMT_FLAG_FLOAT;
    return about && (about->flags & kOther) == 0 && about->comp[0].plane == 0 &&
           about->comp[0].step == 1 && about->comp[0].depth == 8 && about->comp[0].shift == 0;
}

bool isFullRange(const AVFrame &frame)
{
    switch (frame.format) { // the older way to say so
    case AV_PIX_FMT_YUVJ420P:
    case AV_PIX_FMT_YUVJ422P:
    case AV_PIX_FMT_YUVJ444P:
    case AV_PIX_FMT_YUVJ440P:
    case AV_PIX_FMT_YUVJ411P:
        return true;
    default:
        return frame.color_range == AVCOL_RANGE_JPEG;
    }
}

// The sum of a square of bytes this wide is below 65 536.
constexpr int kMostReduced = 16;

/// For each sum of @a area bytes of brightness: their mean, from black 0 to white 255.
std::vector<uchar> byteOfSum(int area, bool fullRange)
{
    const int black = (fullRange ? 0 : 16) * area;
    const int span = (fullRange ? 255 : 219) * area;
    std::vector<uchar> bytes(size_t(255 * area + 1));
    for (size_t sum = 0; sum < bytes.size(); ++sum)
        bytes[sum] = uchar(std::clamp(((int(sum) - black) * 255 + span / 2) / span, 0, 255));
    return bytes;
}

/// Adds a line of bytes to sums. In steps of a known size, which compilers turn into vectors.
void addLine(uint16_t *__restrict sums, const uint8_t *__restrict line, int count)
{
    constexpr int kStep = 32;
    int x = 0;
    for (; x + kStep <= count; x += kStep) {
        for (int i = 0; i < kStep; ++i)
            sums[x + i] = uint16_t(sums[x + i] + line[x + i]);
    }
    for (; x < count; ++x)
        sums[x] = uint16_t(sums[x] + line[x]);
}

template <int kFactor>
void reduceLine(uchar *out, int width, const uint16_t *columns, const uchar *byteOf)
{
    for (int x = 0; x < width; ++x, columns += kFactor) {
        int sum = 0;
        for (int i = 0; i < kFactor; ++i)
            sum += columns[i];
        out[x] = byteOf[sum];
    }
}

} // namespace

QImage reducedLuma(const AVFrame &frame, Turn turn, QSize fit)
{
    const QSize coded(frame.width, frame.height);
    if (coded.isEmpty() || !frame.data[0] || frame.linesize[0] < coded.width() ||
        !hasByteLuma(AVPixelFormat(frame.format)))
        return {};
    const QSize wanted = codedTarget(coded, turn, fit);
    const int factor =
        std::clamp(std::min(coded.width() / wanted.width(), coded.height() / wanted.height()), 1,
                   kMostReduced);
    QImage luma = paddedImage(QSize(coded.width() / factor, coded.height() / factor),
                              QImage::Format_Grayscale8);
    if (luma.isNull())
        return {};
    const std::vector<uchar> byteOf = byteOfSum(factor * factor, isFullRange(frame));
    std::vector<uint16_t> columns(size_t(coded.width()));
    for (int y = 0; y < luma.height(); ++y) {
        std::fill(columns.begin(), columns.end(), uint16_t(0));
        const uint8_t *line = frame.data[0] + qptrdiff(y) * factor * frame.linesize[0];
        for (int i = 0; i < factor; ++i, line += frame.linesize[0])
            addLine(columns.data(), line, coded.width());
        uchar *out = luma.scanLine(y);
        switch (factor) { // a number that the compiler knows makes this thrice as fast
        case 1:
            reduceLine<1>(out, luma.width(), columns.data(), byteOf.data());
            break;
        case 2:
            reduceLine<2>(out, luma.width(), columns.data(), byteOf.data());
            break;
        case 3:
            reduceLine<3>(out, luma.width(), columns.data(), byteOf.data());
            break;
        default:
            for (int x = 0; x < luma.width(); ++x) {
                const auto first = columns.begin() + qptrdiff(x) * factor;
                out[x] = byteOf[std::accumulate(first, first + factor, size_t(0))];
            }
        }
    }
    return turn == Turn::None ? luma
                              : paddedCopy(luma.transformed(QTransform().rotate(double(turn))),
                                           QImage::Format_Grayscale8);
}

PictureConverter::PictureConverter(QImage::Format format, QSize maxSize)
    : m_format(format)
    , m_maxSize(maxSize)
{}

Result<QImage> PictureConverter::convert(const AVFrame &frame, Turn turn)
{
    const char *site = "media/picture";
    const QSize coded(frame.width, frame.height);
    const auto pixels = AVPixelFormat(frame.format);
    if (coded.isEmpty() || !frame.data[0] || !sws_isSupportedInput(pixels))
        return Error(ErrorKind::Damaged, site);
    const Target target = targetFor(m_format);
    const QSize size = codedTarget(coded, turn, m_maxSize);
    // Without the second flag the colours of two pixels are read at once, at odd widths one of them
    // from behind the line.
    const int flags = (size == coded ? SWS_BILINEAR : SWS_AREA) | SWS_FULL_CHR_H_INP;
    const Setup setup{coded, size, pixels, matrixOf(frame), frame.color_range == AVCOL_RANGE_JPEG};
    // Setting up costs as much as a small picture, so only when something changed.
    if (!m_scaler || setup != m_setup) {
        m_scaler.reset(sws_getContext(coded.width(), coded.height(), pixels, size.width(),
                                      size.height(), target.pixel, flags, nullptr, nullptr,
                                      nullptr));
        if (!m_scaler)
            return avError(AVERROR(ENOMEM), site);
        const int *matrix = sws_getCoefficients(setup.matrix);
        sws_setColorspaceDetails(m_scaler.get(), matrix, setup.fullRange ? 1 : 0, matrix, 1, 0,
                                 1 << 16, 1 << 16);
        m_setup = setup;
    }

    const PaddedPlanes::Shape shape{qint64(size.width()) * target.bytes, size.height()};
    const PaddedPlanes memory = PaddedPlanes::allocate({&shape, 1});
    if (memory.isNull())
        return avError(AVERROR(ENOMEM), site);
    const int lines = sws_scale(m_scaler.get(), frame.data, frame.linesize, 0, frame.height,
                                memory.planes().data(), memory.strides().data());
    if (lines != size.height())
        return Error(ErrorKind::Damaged, site);
    QImage image = memory.image(size, target.image);
    if (turn != Turn::None) // detectors read it in whole vectors, too
        image = paddedCopy(image.transformed(QTransform().rotate(double(turn))), target.image);
    if (image.format() != m_format)
        image = image.convertToFormat(m_format);
    if (image.isNull())
        return avError(AVERROR(ENOMEM), site);
    return image;
}

} // namespace redoubt::media
