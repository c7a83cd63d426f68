// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/sound/audioencoder.h"

#include "core/redact/tr.h"

#include <algorithm>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswresample/swresample.h>
}

namespace redoubt::redact {

using namespace Qt::StringLiterals;
using media::avError;

namespace {

constexpr qint64 kFreeFrameSize = 4096;
constexpr qint64 kMaxGapSeconds = 6 * 3600;

const AVCodec *encoderFor(AVCodecID id)
{
    const AVCodec *codec = nullptr;
    if (id == AV_CODEC_ID_MP3)
        codec = avcodec_find_encoder_by_name("libmp3lame");
    else if (id == AV_CODEC_ID_OPUS)
        codec = avcodec_find_encoder_by_name("libopus");
    else if (id == AV_CODEC_ID_VORBIS)
        codec = avcodec_find_encoder_by_name("libvorbis");
    if (!codec)
        codec = avcodec_find_encoder(id);
    return codec && !(codec->capabilities & AV_CODEC_CAP_EXPERIMENTAL) ? codec : nullptr;
}

// The layout to encode @a channels with: the source's, or one of the same number of channels.
// Both null when the encoder has none.
bool pickLayout(const AVCodec &codec, const AVChannelLayout &wanted, AVChannelLayout *out)
{
    AVChannelLayout natural = {};
    if (wanted.order == AV_CHANNEL_ORDER_UNSPEC)
        av_channel_layout_default(&natural, wanted.nb_channels);
    else
        av_channel_layout_copy(&natural, &wanted);
    const AVChannelLayout *chosen = codec.ch_layouts ? nullptr : &natural;
    for (const AVChannelLayout *l = codec.ch_layouts; l && l->nb_channels; ++l) {
        if (av_channel_layout_compare(l, &natural) == 0) {
            chosen = l;
            break;
        }
        if (!chosen && l->nb_channels == wanted.nb_channels)
            chosen = l;
    }
    if (chosen && out)
        av_channel_layout_copy(out, chosen);
    av_channel_layout_uninit(&natural);
    return chosen != nullptr;
}

int pickRate(const AVCodec &codec, int wanted)
{
    if (!codec.supported_samplerates)
        return wanted;
    int best = 0;
    for (const int *rate = codec.supported_samplerates; *rate; ++rate) {
        if (*rate == wanted)
            return wanted;
        const bool better = best < wanted ? *rate > best : *rate >= wanted && *rate < best;
        best = better ? *rate : best;
    }
    return best;
}

AVSampleFormat pickFormat(const AVCodec &codec, const AVCodecParameters &from)
{
    if (!codec.sample_fmts)
        return AV_SAMPLE_FMT_FLTP;
    const auto has = [&codec](AVSampleFormat wanted) {
        for (const AVSampleFormat *f = codec.sample_fmts; *f != AV_SAMPLE_FMT_NONE; ++f) {
            if (*f == wanted)
                return true;
        }
        return false;
    };
    const auto decoded = AVSampleFormat(from.format);
    for (const AVSampleFormat wanted :
         {decoded, av_get_planar_sample_fmt(decoded), av_get_packed_sample_fmt(decoded)}) {
        if (has(wanted))
            return wanted;
    }
    // More than 16 bits deep, or floating point: the deepest that there is.
    const bool lossy = av_get_exact_bits_per_sample(codec.id) == 0 && codec.id != AV_CODEC_ID_FLAC;
    for (const AVSampleFormat wanted : {AV_SAMPLE_FMT_FLTP, AV_SAMPLE_FMT_FLT}) {
        if (lossy && has(wanted))
            return wanted;
    }
    return codec.sample_fmts[0];
}

qint64 bitRateFor(AVCodecID id, const AVCodecParameters &from)
{
    const qint64 channels = std::max(1, from.ch_layout.nb_channels);
    const bool mpeg = id == AV_CODEC_ID_MP3 || id == AV_CODEC_ID_MP2;
    const qint64 usual = mpeg ? 96'000 * channels : 80'000 * channels;
    if (from.codec_id != id || from.bit_rate <= 0)
        return usual;
    return std::clamp<qint64>(from.bit_rate, 24'000 * channels, 192'000 * channels);
}

bool startsAtZero(const QString &muxer)
{
    return muxer != u"mp4"_s && muxer != u"mov"_s && muxer != u"ipod"_s && muxer != u"matroska"_s &&
           muxer != u"webm"_s && muxer != u"mpegts"_s;
}

/// Browsers and the players of the common systems have these; dictation machines and answering
/// machines use others.
bool isWidelyPlayed(AVCodecID id)
{
    switch (id) {
    case AV_CODEC_ID_AAC:
    case AV_CODEC_ID_MP3:
    case AV_CODEC_ID_MP2:
    case AV_CODEC_ID_AC3:
    case AV_CODEC_ID_EAC3:
    case AV_CODEC_ID_FLAC:
    case AV_CODEC_ID_ALAC:
    case AV_CODEC_ID_OPUS:
    case AV_CODEC_ID_VORBIS:
    case AV_CODEC_ID_PCM_U8:
    case AV_CODEC_ID_PCM_S16LE:
    case AV_CODEC_ID_PCM_S16BE:
    case AV_CODEC_ID_PCM_S24LE:
    case AV_CODEC_ID_PCM_S24BE:
    case AV_CODEC_ID_PCM_S32LE:
    case AV_CODEC_ID_PCM_S32BE:
    case AV_CODEC_ID_PCM_F32LE:
    case AV_CODEC_ID_PCM_MULAW:
    case AV_CODEC_ID_PCM_ALAW:
        return true;
    default:
        return false;
    }
}

/// An opened encoder; null when it refuses. @a result: FFmpeg's number, when wanted.
media::CodecContextPtr prepared(const AVCodec &codec, int rate, const AVCodecParameters &from,
                                bool globalHeaders, AVDictionary **options, int *result = nullptr)
{
    media::CodecContextPtr made(avcodec_alloc_context3(&codec));
    if (!made) {
        if (result)
            *result = AVERROR(ENOMEM);
        return {};
    }
    AVCodecContext *c = made.get();
    c->sample_rate = rate;
    c->time_base = {1, rate};
    c->sample_fmt = pickFormat(codec, from);
    pickLayout(codec, from.ch_layout, &c->ch_layout);
    c->bit_rate = bitRateFor(codec.id, from);
    if (from.bits_per_raw_sample > 0 &&
        from.bits_per_raw_sample <= 8 * av_get_bytes_per_sample(c->sample_fmt))
        c->bits_per_raw_sample = from.bits_per_raw_sample;
    c->flags |= AV_CODEC_FLAG_BITEXACT;
    if (globalHeaders)
        c->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    const int opened = avcodec_open2(c, &codec, options);
    if (result)
        *result = opened;
    return opened < 0 ? media::CodecContextPtr() : std::move(made);
}

} // namespace

AudioChoice chooseAudioEncoder(const MediaWriter &writer, const AVStream &source,
                               const MediaFormat &format, SoundCodec wanted)
{
    const AVCodecParameters &from = *source.codecpar;
    const bool forPlayers = wanted == SoundCodec::Playable && !isWidelyPlayed(from.codec_id);
    const AVCodecDescriptor *fallback =
        avcodec_descriptor_get_by_name(format.audioCodec.toLatin1().constData());
    for (const AVCodecID id :
         {from.codec_id, fallback ? fallback->id : AV_CODEC_ID_NONE, AV_CODEC_ID_AAC,
          AV_CODEC_ID_OPUS, AV_CODEC_ID_FLAC, AV_CODEC_ID_PCM_S16LE}) {
        const AVCodec *codec = encoderFor(id);
        if (id == from.codec_id && forPlayers)
            continue;
        if (!codec || codec->type != AVMEDIA_TYPE_AUDIO || !writer.takes(id) ||
            !pickLayout(*codec, from.ch_layout, nullptr))
            continue;
        const int rate = pickRate(*codec, from.sample_rate);
        // Encoders of speech take only what they were made for, and do not say so.
        if (!prepared(*codec, rate, from, writer.wantsGlobalHeaders(), nullptr))
            continue;
        return {codec, rate, id == from.codec_id, forPlayers};
    }
    return {};
}

Result<std::unique_ptr<AudioEncoder>>
AudioEncoder::open(MediaWriter &writer, const AudioChoice &choice, const AVStream &source,
                   const MediaFormat &format, const QString &language)
{
    const char *site = "redact/audioencoder";
    std::unique_ptr<AudioEncoder> self(new AudioEncoder(writer));
    const AVCodecParameters &from = *source.codecpar;
    self->m_dropsPriming = !format.namesPriming && choice.codec->id != AV_CODEC_ID_OPUS;
    AVDictionary *options = nullptr;
    // Where its first packet is left out, no later one may borrow bits from it.
    if (choice.codec->id == AV_CODEC_ID_MP3 && self->m_dropsPriming)
        av_dict_set(&options, "reservoir", "0", 0);
    int result = 0;
    self->m_codec = prepared(*choice.codec, choice.sampleRate, from, writer.wantsGlobalHeaders(),
                             &options, &result);
    av_dict_free(&options);
    if (!self->m_codec)
        return result == AVERROR(ENOMEM)
                   ? avError(result, site)
                   : Error(ErrorKind::Unsupported, site,
                           Tr::tr("Sound with %1 channels at %2 Hz cannot be encoded.")
                               .arg(from.ch_layout.nb_channels)
                               .arg(choice.sampleRate));
    AVCodecContext *c = self->m_codec.get();
    SwrContext *converter = nullptr;
    result = swr_alloc_set_opts2(&converter, &c->ch_layout, c->sample_fmt, c->sample_rate,
                                 &c->ch_layout, AV_SAMPLE_FMT_FLTP, c->sample_rate, 0, nullptr);
    self->m_converter.reset(converter);
    if (result >= 0)
        result = swr_init(converter);
    if (result < 0)
        return avError(result, site);
    const auto stream = writer.addStream(*c, {0, 1}, Turn::None, language);
    if (!stream)
        return stream.error();
    self->m_stream = *stream;
    if (c->frame_size > 0)
        self->m_frameSize = c->frame_size;
    else
        self->m_frameSize = kFreeFrameSize;
    self->m_dropsPriming = self->m_dropsPriming && c->initial_padding > 0 && c->frame_size > 0;
    if (self->m_dropsPriming)
        writer.forgetPriming(*stream);
    self->m_fromZero = startsAtZero(format.muxer);
    self->m_waiting.assign(size_t(c->ch_layout.nb_channels),
                           std::vector<float>(size_t(self->m_frameSize)));
    return self;
}

Result<void> AudioEncoder::encode(const media::AudioBlock &block, const JobContext &context)
{
    const char *site = "redact/audioencoder";
    if (block.channels.size() != m_waiting.size())
        return Error(ErrorKind::Damaged, site,
                     Tr::tr("The sound changes its number of channels on the way. Convert the file "
                            "first."));
    qint64 from = 0;
    const qint64 count = block.sampleCount();
    if (!m_started) {
        // What lies before time 0 is never heard.
        from = std::clamp<qint64>(-block.firstSample, 0, count);
        if (from == count)
            return {};
        m_started = true;
        m_nextSample = m_fromZero ? 0 : block.firstSample + from;
        m_nextPts = m_nextSample;
        m_dropBefore = m_nextSample;
        if (m_dropsPriming) {
            // With these samples in front, priming fills whole packets.
            const qint64 rest = m_codec->initial_padding % m_frameSize;
            const qint64 extra = rest == 0 ? 0 : m_frameSize - rest;
            m_nextPts -= extra;
            if (auto padded = append(nullptr, 0, extra, context); !padded)
                return padded;
        }
    }
    const qint64 gap = block.firstSample + from - m_nextSample;
    if (gap > kMaxGapSeconds * m_codec->sample_rate)
        return Error(ErrorKind::Damaged, site,
                     Tr::tr("The sound has a gap of more than %1 hours. Its times are damaged.")
                         .arg(kMaxGapSeconds / 3600));
    if (gap < 0)
        from = std::min(count, from - gap);
    if (gap > 0) {
        if (auto filled = append(nullptr, 0, gap, context); !filled)
            return filled;
    }
    m_nextSample += std::max<qint64>(0, gap) + count - from;
    return append(&block.channels, from, count - from, context);
}

Result<void> AudioEncoder::append(const std::vector<std::vector<float>> *channels, qint64 from,
                                  qint64 count, const JobContext &context)
{
    while (count > 0) {
        const qint64 n = std::min(count, m_frameSize - m_waitingCount);
        for (size_t c = 0; c < m_waiting.size(); ++c) {
            const auto to = m_waiting[c].begin() + m_waitingCount;
            if (channels)
                std::copy_n((*channels)[c].begin() + from, n, to);
            else
                std::fill_n(to, n, 0.0f);
        }
        m_waitingCount += n;
        from += n;
        count -= n;
        if (m_waitingCount == m_frameSize) {
            if (auto sent = sendFrame(m_frameSize, context); !sent)
                return sent;
        }
    }
    return {};
}

Result<void> AudioEncoder::sendFrame(qint64 samples, const JobContext &context)
{
    const char *site = "redact/audioencoder";
    const media::FramePtr frame = media::makeFrame();
    frame->format = m_codec->sample_fmt;
    frame->sample_rate = m_codec->sample_rate;
    frame->nb_samples = int(samples);
    int result = av_channel_layout_copy(&frame->ch_layout, &m_codec->ch_layout);
    if (result >= 0)
        result = av_frame_get_buffer(frame.get(), 0);
    if (result < 0)
        return avError(result, site);
    std::vector<const uint8_t *> in;
    for (const auto &channel : m_waiting)
        in.push_back(reinterpret_cast<const uint8_t *>(channel.data()));
    result =
        swr_convert(m_converter.get(), frame->extended_data, int(samples), in.data(), int(samples));
    if (result != int(samples))
        return avError(result < 0 ? result : AVERROR_BUG, site);
    frame->pts = m_nextPts;
    m_nextPts += samples;
    m_waitingCount = 0;
    result = avcodec_send_frame(m_codec.get(), frame.get());
    if (result < 0)
        return avError(result, site);
    return drain(context);
}

Result<void> AudioEncoder::drain(const JobContext &context)
{
    const char *site = "redact/audioencoder";
    for (;;) {
        if (context.cancelled())
            return JobContext::cancelledError(site);
        const int result = avcodec_receive_packet(m_codec.get(), m_packet.get());
        if (result == AVERROR(EAGAIN) || result == AVERROR_EOF)
            return {};
        if (result < 0)
            return avError(result, site);
        if (m_dropsPriming && m_packet->pts < m_dropBefore) {
            av_packet_unref(m_packet.get());
            continue;
        }
        if (auto written = m_writer.write(m_stream, *m_packet, {1, m_codec->sample_rate}); !written)
            return written;
    }
}

Result<void> AudioEncoder::finish(const JobContext &context)
{
    if (m_waitingCount > 0) {
        if (auto sent = sendFrame(m_waitingCount, context); !sent)
            return sent;
    }
    const int result = avcodec_send_frame(m_codec.get(), nullptr);
    if (result < 0)
        return avError(result, "redact/audioencoder");
    return drain(context);
}

} // namespace redoubt::redact
