// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/film/mediawriter.h"

#include "core/redact/tr.h"

#include <optional>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
}

namespace redoubt::redact {

namespace {

constexpr int kBufferSize = 256 * 1024;
constexpr int kMuxDelay = 700'000; // microseconds, of transport streams

} // namespace

struct MediaWriter::Private
{
    Private(AtomicOutput &o, const JobContext &c)
        : output(o)
        , context(c)
    {}
    ~Private()
    {
        if (io) {
            av_freep(&io->buffer);
            avio_context_free(&io);
        }
        avformat_free_context(format);
    }
    Private(const Private &) = delete;
    Private &operator=(const Private &) = delete;

    static int writeBytes(void *opaque, uint8_t *bytes, int size)
    {
        auto *self = static_cast<Private *>(opaque);
        const QByteArrayView view(bytes, qsizetype(size));
        if (auto written = self->output.writeAt(self->offset, view); !written) {
            self->failure = written.error();
            return AVERROR(EIO);
        }
        self->offset += size;
        self->size = std::max(self->size, self->offset);
        return size;
    }

    static int64_t seekBytes(void *opaque, int64_t to, int whence)
    {
        auto *self = static_cast<Private *>(opaque);
        switch (whence & ~AVSEEK_FORCE) {
        case AVSEEK_SIZE:
            return self->size;
        case SEEK_CUR:
            to += self->offset;
            break;
        case SEEK_END:
            to += self->size;
            break;
        default:
            break;
        }
        if (to < 0)
            return AVERROR(EINVAL);
        return self->offset = to;
    }

    Error errorFor(int number, const char *site) const
    {
        if (failure)
            return *failure;
        return media::avError(number, site);
    }

    AtomicOutput &output;
    const JobContext context;
    AVFormatContext *format = nullptr;
    AVIOContext *io = nullptr;
    qint64 offset = 0;
    qint64 size = 0;
    std::optional<Error> failure; ///< of the first write that failed
    Rational movieBase{1, 1000};
};

MediaWriter::MediaWriter(std::unique_ptr<Private> p)
    : d(std::move(p))
{}

MediaWriter::~MediaWriter() = default;

Result<std::unique_ptr<MediaWriter>>
MediaWriter::create(AtomicOutput &output, const MediaFormat &format, const JobContext &context)
{
    const char *site = "redact/mediawriter";
    media::silenceFfmpeg();
    auto d = std::make_unique<Private>(output, context);
    int result = avformat_alloc_output_context2(&d->format, nullptr,
                                                format.muxer.toLatin1().constData(), nullptr);
    if (result < 0)
        return media::avError(result, site);
    auto *buffer = static_cast<unsigned char *>(av_malloc(kBufferSize));
    if (buffer)
        d->io = avio_alloc_context(buffer, kBufferSize, 1, d.get(), nullptr, &Private::writeBytes,
                                   &Private::seekBytes);
    if (!d->io) {
        av_free(buffer);
        return media::avError(AVERROR(ENOMEM), site);
    }
    d->format->pb = d->io;
    d->format->flags |= AVFMT_FLAG_CUSTOM_IO | AVFMT_FLAG_BITEXACT;
    d->format->max_delay = kMuxDelay;
    return std::unique_ptr<MediaWriter>(new MediaWriter(std::move(d)));
}

bool MediaWriter::wantsGlobalHeaders() const
{
    return (d->format->oformat->flags & AVFMT_GLOBALHEADER) != 0;
}

bool MediaWriter::takes(int codecId) const
{
    const QByteArray muxer(d->format->oformat->name);
    const auto codec = AVCodecID(codecId);
    // These cannot be asked.
    if (muxer == "mp3")
        return codec == AV_CODEC_ID_MP3;
    // Others either cannot be played from there by most, or begin with silence that it cannot name.
    if (muxer == "wav")
        return avcodec_get_type(codec) == AVMEDIA_TYPE_AUDIO &&
               (av_get_exact_bits_per_sample(codec) >= 8 || codec == AV_CODEC_ID_ADPCM_MS ||
                codec == AV_CODEC_ID_ADPCM_IMA_WAV || codec == AV_CODEC_ID_GSM_MS) &&
               avformat_query_codec(d->format->oformat, codec, FF_COMPLIANCE_NORMAL) == 1;
    if (muxer == "mpegts")
        return codec == AV_CODEC_ID_AAC || codec == AV_CODEC_ID_MP2 || codec == AV_CODEC_ID_MP3 ||
               codec == AV_CODEC_ID_AC3 || codec == AV_CODEC_ID_EAC3;
    if (muxer == "ogg")
        return codec == AV_CODEC_ID_VORBIS || codec == AV_CODEC_ID_OPUS ||
               codec == AV_CODEC_ID_FLAC || codec == AV_CODEC_ID_SPEEX;
    return avformat_query_codec(d->format->oformat, codec, FF_COMPLIANCE_NORMAL) == 1;
}

Result<int> MediaWriter::addStream(const AVCodecContext &encoder, Rational frameRate, Turn turn,
                                   const QString &language)
{
    const char *site = "redact/mediawriter";
    AVStream *stream = avformat_new_stream(d->format, nullptr);
    if (!stream)
        return media::avError(AVERROR(ENOMEM), site);
    const int result = avcodec_parameters_from_context(stream->codecpar, &encoder);
    if (result < 0)
        return media::avError(result, site);
    stream->time_base = encoder.time_base;
    if (encoder.codec_type == AVMEDIA_TYPE_VIDEO) {
        stream->sample_aspect_ratio = encoder.sample_aspect_ratio;
        if (frameRate.num > 0)
            stream->avg_frame_rate = media::toAv(frameRate);
    }
    // Start offsets are kept in this unit by MP4.
    if (encoder.time_base.num == 1 && encoder.time_base.den > d->movieBase.den &&
        encoder.time_base.den <= 1'000'000 &&
        (stream->index == 0 || encoder.codec_type == AVMEDIA_TYPE_VIDEO))
        d->movieBase = {1, encoder.time_base.den};
    if (turn != Turn::None) {
        uint8_t *bytes =
            av_stream_new_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, 9 * sizeof(int32_t));
        if (!bytes)
            return media::avError(AVERROR(ENOMEM), site);
        av_display_rotation_set(reinterpret_cast<int32_t *>(bytes), double(turn));
    }
    if (!language.isEmpty())
        av_dict_set(&stream->metadata, "language", language.toLatin1().constData(), 0);
    return stream->index;
}

void MediaWriter::forgetPriming(int stream)
{
    d->format->streams[stream]->codecpar->initial_padding = 0;
}

Result<void> MediaWriter::begin()
{
    AVDictionary *options = nullptr;
    const QByteArray muxer(d->format->oformat->name);
    if (muxer == "mp4" || muxer == "mov" || muxer == "ipod") {
        av_dict_set_int(&options, "movie_timescale", d->movieBase.den, 0);
        av_dict_set(&options, "write_tmcd", "0", 0);
    } else if (muxer == "mpegts") {
        av_dict_set(&options, "mpegts_copyts", "1", 0);
        av_dict_set(&options, "avoid_negative_ts", "disabled", 0);
    } else if (muxer == "mp3") {
        av_dict_set(&options, "id3v2_version", "0", 0);
        av_dict_set(&options, "write_id3v1", "0", 0);
    } else if (muxer == "wav") {
        av_dict_set(&options, "rf64", "auto", 0);
    } else if (muxer == "avi" || muxer == "matroska" || muxer == "webm") {
        av_dict_set(&options, "avoid_negative_ts", "disabled", 0);
    }
    const int result = avformat_write_header(d->format, &options);
    av_dict_free(&options);
    if (result < 0)
        return d->errorFor(result, "redact/header");
    return {};
}

Result<void> MediaWriter::write(int stream, AVPacket &packet, Rational base)
{
    packet.stream_index = stream;
    packet.pos = -1;
    av_packet_rescale_ts(&packet, media::toAv(base), d->format->streams[stream]->time_base);
    const int result = av_interleaved_write_frame(d->format, &packet);
    if (result < 0 || d->failure)
        return d->errorFor(result, "redact/write");
    return {};
}

Result<void> MediaWriter::end()
{
    const int result = av_write_trailer(d->format);
    avio_flush(d->io);
    if (result < 0 || d->failure || d->io->error < 0)
        return d->errorFor(result < 0 ? result : d->io->error, "redact/trailer");
    // What a muxer reserved and gave back must not stay behind the end.
    if (auto cut = d->output.resize(d->size); !cut)
        return cut;
    return {};
}

} // namespace redoubt::redact
