// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/avhandles.h"

#include "core/base/paddedplanes.h"
#include "core/media/tr.h"

#include <array>
#include <mutex>
#include <new>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/buffer.h>
#include <libavutil/error.h>
#include <libavutil/frame.h>
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
#include <libavutil/pixdesc.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>
}

namespace redoubt::media {

void AvDeleter::operator()(AVCodecContext *context) const
{
    avcodec_free_context(&context);
}

void AvDeleter::operator()(AVFrame *frame) const
{
    av_frame_free(&frame);
}

void AvDeleter::operator()(AVPacket *packet) const
{
    av_packet_free(&packet);
}

void AvDeleter::operator()(SwrContext *context) const
{
    swr_free(&context);
}

void AvDeleter::operator()(SwsContext *context) const
{
    sws_freeContext(context);
}

FramePtr makeFrame()
{
    FramePtr frame(av_frame_alloc());
    if (!frame)
        throw std::bad_alloc();
    return frame;
}

PacketPtr makePacket()
{
    PacketPtr packet(av_packet_alloc());
    if (!packet)
        throw std::bad_alloc();
    return packet;
}

FramePtr makePictureFrame(int pixelFormat, QSize size)
{
    const auto format = AVPixelFormat(pixelFormat);
    const AVPixFmtDescriptor *about = av_pix_fmt_desc_get(format);
    std::array<int, PaddedPlanes::kMostPlanes> lines{};
    if (!about || size.isEmpty() || (about->flags & AV_PIX_FMT_FLAG_PAL) ||
        av_image_fill_linesizes(lines.data(), format, size.width()) < 0)
        return {};
    std::array<PaddedPlanes::Shape, PaddedPlanes::kMostPlanes> shapes{};
    const auto planes = size_t(av_pix_fmt_count_planes(format));
    for (size_t i = 0; i < planes; ++i) {
        const bool chroma = i == 1 || i == 2;
        shapes[i] = {lines[i],
                     chroma ? AV_CEIL_RSHIFT(size.height(), about->log2_chroma_h) : size.height()};
    }
    auto pixels =
        std::make_unique<PaddedPlanes>(PaddedPlanes::allocate(std::span(shapes).first(planes)));
    if (pixels->isNull())
        return {};
    FramePtr frame = makeFrame();
    frame->format = pixelFormat;
    frame->width = size.width();
    frame->height = size.height();
    std::copy(pixels->planes().begin(), pixels->planes().end(), frame->data);
    std::copy(pixels->strides().begin(), pixels->strides().end(), frame->linesize);
    frame->buf[0] = av_buffer_create(
        pixels->plane(0), size_t(pixels->bytes()),
        [](void *kept, uint8_t *) { delete static_cast<PaddedPlanes *>(kept); }, pixels.get(), 0);
    if (!frame->buf[0])
        return {};
    std::ignore = pixels.release(); // the frame's buffer deletes it
    return frame;
}

Rational fromAv(AVRational value)
{
    return value.num > 0 && value.den > 0 ? Rational{value.num, value.den} : Rational{1, 1};
}

AVRational toAv(Rational value)
{
    return {value.num, value.den};
}

void silenceFfmpeg()
{
    static std::once_flag once;
    std::call_once(once, [] { av_log_set_callback([](void *, int, const char *, va_list) {}); });
}

Error avError(int number, const char *site)
{
    switch (number) {
    case AVERROR_EXIT:
        return Error(ErrorKind::Cancelled, site);
    case AVERROR(ENOMEM):
        return Error(ErrorKind::Limit, site,
                     Tr::tr("There is not enough memory to go on. Close other programs or process "
                            "the file alone."));
    case AVERROR(ENOSPC):
        return Error(ErrorKind::NoSpace, site);
    case AVERROR_DECODER_NOT_FOUND:
    case AVERROR_DEMUXER_NOT_FOUND:
    case AVERROR_ENCODER_NOT_FOUND:
    case AVERROR_MUXER_NOT_FOUND:
    case AVERROR_PATCHWELCOME:
    case AVERROR(ENOSYS):
        return Error(ErrorKind::Unsupported, site,
                     Tr::tr("The file uses a format that is not supported here."));
    case AVERROR_INVALIDDATA:
    case AVERROR_EOF:
        return Error(ErrorKind::Damaged, site,
                     Tr::tr("The file is damaged or cut off and cannot be played. Obtain another "
                            "copy of it."));
    default:
        return Error(ErrorKind::Io, site);
    }
}

} // namespace redoubt::media
