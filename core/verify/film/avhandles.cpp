// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/film/avhandles.h"

#include <algorithm>
#include <array>
#include <string_view>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavcodec/codec_desc.h>
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

bool isOfOutputs(int codec)
{
    // What copies are written in, and what those of other programs usually are.
    constexpr std::array<std::string_view, 24> kNames{
        "h264", "hevc", "av1",     "vp8",    "vp9",    "mpeg4",  "mpeg2video", "mjpeg",
        "ffv1", "aac",  "mp2",     "mp3",    "opus",   "vorbis", "flac",       "alac",
        "ac3",  "eac3", "wavpack", "amr_nb", "amr_wb", "wmav2",  "flv1",       "theora"};
    const AVCodecDescriptor *descriptor = avcodec_descriptor_get(AVCodecID(codec));
    if (!descriptor)
        return false;
    const std::string_view name = descriptor->name;
    return name.starts_with("pcm_") ||
           std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

QByteArray decodersOfOutputs()
{
    QByteArray names;
    void *state = nullptr;
    while (const AVCodec *codec = av_codec_iterate(&state)) {
        if (av_codec_is_decoder(codec) && isOfOutputs(codec->id))
            names += QByteArray(names.isEmpty() ? "" : ",") + codec->name;
    }
    return names;
}

CodecPtr openDecoder(const AVStream *stream, int threads)
{
    const AVCodec *decoder = avcodec_find_decoder(stream->codecpar->codec_id);
    if (!decoder || !isOfOutputs(decoder->id))
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
