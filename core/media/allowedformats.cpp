// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/allowedformats.h"

#include <algorithm>
#include <array>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavcodec/codec_desc.h>
}

namespace redoubt::media {

namespace {

// What cameras, telephones, recorders, editors and broadcasters write.
constexpr std::array<std::string_view, 68> kDemuxers{
    // Containers of films
    "mov", "mp4", "m4a", "3gp", "3g2", "mj2", "matroska", "webm", "avi", "mpegts", "mpeg",
    "mpegvideo", "asf", "asf_o", "flv", "live_flv", "mxf", "gxf", "rm", "nut", "ivf", "dv", "dhav",
    "wtv", "yuv4mpegpipe",
    // Bare streams of pictures
    "h264", "hevc", "m4v", "h263", "h261", "obu", "av1", "vc1", "vc1test", "mjpeg", "cavsvideo",
    "dnxhd", "dirac",
    // Sound
    "wav", "w64", "aiff", "au", "caf", "flac", "ogg", "mp3", "aac", "loas", "ac3", "eac3", "dts",
    "dtshd", "truehd", "mlp", "amr", "amrnb", "amrwb", "voc", "wv", "tta", "ape", "mpc", "mpc8",
    "dsf", "tak", "gsm", "dss", "spdif"};

constexpr std::array<std::string_view, 86> kCodecs{
    // Pictures
    "h264", "hevc", "av1", "vp6", "vp6f", "vp7", "vp8", "vp9", "mpeg1video", "mpeg2video", "mpeg4",
    "msmpeg4v1", "msmpeg4v2", "msmpeg4v3", "h261", "h263", "h263p", "h263i", "flv1", "wmv1", "wmv2",
    "wmv3", "vc1", "mjpeg", "mjpegb", "jpeg2000", "dvvideo", "prores", "dnxhd", "dirac", "theora",
    "huffyuv", "ffvhuff", "ffv1", "utvideo", "lagarith", "magicyuv", "rawvideo", "v210", "cfhd",
    "cinepak", "svq1", "svq3", "indeo3", "indeo5", "qtrle", "msrle", "msvideo1", "rv10", "rv20",
    "rv30", "rv40", "cavs", "png",
    // Sound; PCM and ADPCM have families of their own below
    "aac", "aac_latm", "mp1", "mp2", "mp3", "ac3", "eac3", "dts", "truehd", "mlp", "flac", "alac",
    "vorbis", "opus", "speex", "wmav1", "wmav2", "wmapro", "wmalossless", "wmavoice", "amr_nb",
    "amr_wb", "gsm", "gsm_ms", "g723_1", "g729", "wavpack", "tta", "ape", "tak", "musepack7",
    "musepack8"};

constexpr std::array<std::string_view, 6> kMoreSound{"dss_sp", "qcelp",      "ilbc",
                                                     "sipr",   "nellymoser", "truespeech"};

template <size_t N>
bool has(const std::array<std::string_view, N> &list, std::string_view name)
{
    return std::find(list.begin(), list.end(), name) != list.end();
}

/// By the name of a codec, not of one of its decoders.
bool isAllowedName(std::string_view codec)
{
    return codec.starts_with("pcm_") || codec.starts_with("adpcm_") || codec.starts_with("dsd_") ||
           has(kCodecs, codec) || has(kMoreSound, codec);
}

} // namespace

bool isAllowedDemuxer(std::string_view names)
{
    while (!names.empty()) {
        const size_t comma = names.find(',');
        if (has(kDemuxers, names.substr(0, comma)))
            return true;
        if (comma == std::string_view::npos)
            return false;
        names.remove_prefix(comma + 1);
    }
    return false;
}

bool isAllowedCodec(int codec)
{
    const AVCodecDescriptor *descriptor = avcodec_descriptor_get(AVCodecID(codec));
    return descriptor && isAllowedName(descriptor->name);
}

const QByteArray &allowedDecoders()
{
    static const QByteArray names = [] {
        QByteArray all;
        void *state = nullptr;
        while (const AVCodec *codec = av_codec_iterate(&state)) {
            if (!av_codec_is_decoder(codec) || !isAllowedCodec(codec->id))
                continue;
            if (!all.isEmpty())
                all += ',';
            all += codec->name;
        }
        return all;
    }();
    return names;
}

} // namespace redoubt::media
