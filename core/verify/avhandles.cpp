// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/avhandles.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswscale/swscale.h>
}

namespace redoubt::verify {

namespace {

constexpr std::int64_t kMaxFramePixels = 1 << 27;

} // namespace

void AvDelete::operator()(AVCodecContext *codec) const
{
    avcodec_free_context(&codec);
}

void AvDelete::operator()(AVFrame *frame) const
{
    av_frame_free(&frame);
}

void AvDelete::operator()(AVPacket *packet) const
{
    av_packet_free(&packet);
}

void AvDelete::operator()(SwsContext *scaler) const
{
    sws_freeContext(scaler);
}

CodecPtr openDecoder(const AVStream *stream, int threads)
{
    const AVCodec *decoder = avcodec_find_decoder(stream->codecpar->codec_id);
    if (!decoder)
        return {};
    CodecPtr codec(avcodec_alloc_context3(decoder));
    if (!codec || avcodec_parameters_to_context(codec.get(), stream->codecpar) < 0)
        return {};
    codec->pkt_timebase = stream->time_base;
    codec->thread_count = threads;
    codec->max_pixels = kMaxFramePixels;
    if (avcodec_open2(codec.get(), decoder, nullptr) < 0)
        return {};
    return codec;
}

} // namespace redoubt::verify
