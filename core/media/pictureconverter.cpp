// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/pictureconverter.h"

#include <QTransform>

#include <array>

extern "C" {
#include <libavutil/frame.h>
#include <libavutil/mem.h>
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

} // namespace

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
    const int flags = size == coded ? SWS_BILINEAR : SWS_AREA;
    m_scaler.reset(sws_getCachedContext(m_scaler.release(), coded.width(), coded.height(), pixels,
                                        size.width(), size.height(), target.pixel, flags, nullptr,
                                        nullptr, nullptr));
    if (!m_scaler)
        return avError(AVERROR(ENOMEM), site);
    const int *matrix = sws_getCoefficients(matrixOf(frame));
    sws_setColorspaceDetails(m_scaler.get(), matrix, frame.color_range == AVCOL_RANGE_JPEG ? 1 : 0,
                             matrix, 1, 0, 1 << 16, 1 << 16);

    // The scaler writes in steps of whole vectors, so lines are longer than QImage's own.
    const int stride = (size.width() * target.bytes + 63) / 64 * 64;
    auto *bytes = static_cast<uchar *>(av_malloc(size_t(stride) * size_t(size.height()) + 64));
    if (!bytes)
        return avError(AVERROR(ENOMEM), site);
    QImage image(bytes, size.width(), size.height(), stride, target.image, &av_free, bytes);
    const std::array<uint8_t *, 4> planes{bytes, nullptr, nullptr, nullptr};
    const std::array<int, 4> strides{stride, 0, 0, 0};
    const int lines = sws_scale(m_scaler.get(), frame.data, frame.linesize, 0, frame.height,
                                planes.data(), strides.data());
    if (lines != size.height())
        return Error(ErrorKind::Damaged, site);
    if (turn != Turn::None)
        image = image.transformed(QTransform().rotate(double(turn)));
    return image.format() == m_format ? image : image.convertToFormat(m_format);
}

} // namespace redoubt::media
