// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/audiodecoder.h"

#include "core/media/allowedformats.h"
#include "core/media/tr.h"

#include <algorithm>
#include <cmath>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswresample/swresample.h>
}

namespace redoubt::media {

namespace {

constexpr int kMaxChannels = 64;
constexpr int kMaxRate = 768000;

} // namespace

AudioDecoder::~AudioDecoder() = default;

Result<std::unique_ptr<AudioDecoder>> AudioDecoder::open(const Container &container, int stream,
                                                         int sampleRate)
{
    const char *site = "media/audiodecoder";
    const StreamInfo *info = container.streamInfo(stream);
    if (!info || info->kind != StreamKind::Audio)
        return Error(ErrorKind::Invalid, site,
                     Tr::tr("The file has no audio stream number %1.").arg(stream));
    const AVStream *source = container.stream(stream);
    const AVCodec *codec = avcodec_find_decoder(source->codecpar->codec_id);
    if (!codec || !isAllowedCodec(codec->id))
        return Error(ErrorKind::Unsupported, site,
                     Tr::tr("Sound of the kind “%1” cannot be decoded here.").arg(info->codec));
    std::unique_ptr<AudioDecoder> self(new AudioDecoder);
    self->m_codec.reset(avcodec_alloc_context3(codec));
    if (!self->m_codec)
        return avError(AVERROR(ENOMEM), site);
    int result = avcodec_parameters_to_context(self->m_codec.get(), source->codecpar);
    if (result < 0)
        return avError(result, site);
    self->m_codec->pkt_timebase = source->time_base;
    self->m_codec->thread_count = 1;
    result = avcodec_open2(self->m_codec.get(), codec, nullptr);
    if (result < 0)
        return avError(result, site);
    self->m_info = *info;
    self->m_clockOffset = container.clockOffset(stream);
    self->m_inputRate = info->sampleRate;
    self->m_followRate = sampleRate <= 0;
    self->m_rate = sampleRate > 0 ? sampleRate : info->sampleRate;
    if (self->m_rate <= 0 || self->m_rate > kMaxRate || info->channels <= 0 ||
        info->channels > kMaxChannels)
        return Error(
            ErrorKind::Damaged, site,
            Tr::tr("The sound stream %1 has no sensible sample rate or number of channels.")
                .arg(stream));
    return self;
}

Result<void> AudioDecoder::send(const AVPacket *packet)
{
    if (packet && packet->size == 0)
        return {};
    int result = avcodec_send_packet(m_codec.get(), packet);
    if (result == AVERROR(ENOMEM))
        return avError(result, "media/audiodecoder");
    for (;;) {
        FramePtr frame = makeFrame();
        result = avcodec_receive_frame(m_codec.get(), frame.get());
        if (result == AVERROR(EAGAIN) || result == AVERROR_EOF)
            break;
        if (result == AVERROR(ENOMEM))
            return avError(result, "media/audiodecoder");
        // Sound that cannot be decoded leaves a gap.
        if (result < 0)
            continue;
        if (auto taken = take(std::move(frame)); !taken)
            return taken;
    }
    if (packet)
        return {};
    if (m_doubtful) {
        const FramePtr doubtful = std::move(m_doubtful);
        if (auto placed = place(*doubtful, false); !placed)
            return placed;
    }
    return m_converter ? convert(nullptr, 0) : Result<void>();
}

Result<void> AudioDecoder::configure(const AVFrame &frame)
{
    const char *site = "media/audiodecoder";
    if (frame.sample_rate <= 0 || frame.sample_rate > kMaxRate ||
        frame.ch_layout.nb_channels <= 0 || frame.ch_layout.nb_channels > kMaxChannels)
        return Error(ErrorKind::Damaged, site);
    if (m_converter && frame.sample_rate == m_inputRate && frame.format == m_inputFormat &&
        frame.ch_layout.nb_channels == m_inputChannels)
        return {};
    if (m_converter) {
        // The stream changes its form: what is inside the converter belongs to the old one.
        if (auto drained = convert(nullptr, 0); !drained)
            return drained;
    }
    if (!m_converter && m_info.sampleRate != frame.sample_rate) {
        // Spectral band replication doubles the rate that the container names.
        m_info.sampleRate = frame.sample_rate;
        if (m_followRate)
            m_rate = frame.sample_rate;
    }
    if (!m_converter)
        m_info.channels = frame.ch_layout.nb_channels;
    AVChannelLayout input = {};
    AVChannelLayout output = {};
    if (frame.ch_layout.order == AV_CHANNEL_ORDER_UNSPEC)
        av_channel_layout_default(&input, frame.ch_layout.nb_channels);
    else
        av_channel_layout_copy(&input, &frame.ch_layout);
    if (m_info.channels == frame.ch_layout.nb_channels)
        av_channel_layout_copy(&output, &input);
    else
        av_channel_layout_default(&output, m_info.channels);
    SwrContext *made = nullptr;
    int result = swr_alloc_set_opts2(&made, &output, AV_SAMPLE_FMT_FLTP, m_rate, &input,
                                     AVSampleFormat(frame.format), frame.sample_rate, 0, nullptr);
    m_converter.reset(made);
    if (result >= 0)
        result = swr_init(made);
    av_channel_layout_uninit(&input);
    av_channel_layout_uninit(&output);
    if (result < 0)
        return avError(result, site);
    if (m_nextInput && m_inputRate > 0 && m_inputRate != frame.sample_rate)
        m_nextInput =
            rescale(*m_nextInput, {1, m_inputRate}, {1, frame.sample_rate}, Rounding::Nearest);
    m_inputRate = frame.sample_rate;
    m_inputFormat = frame.format;
    m_inputChannels = frame.ch_layout.nb_channels;
    return {};
}

std::optional<qint64> AudioDecoder::storedPosition(const AVFrame &frame) const
{
    const int64_t stored = frame.pts != AV_NOPTS_VALUE ? frame.pts : frame.best_effort_timestamp;
    if (stored == AV_NOPTS_VALUE || frame.sample_rate <= 0)
        return std::nullopt;
    return rescale(stored - m_clockOffset, m_info.timeBase, {1, frame.sample_rate},
                   Rounding::Nearest);
}

// Coarse clocks jitter by a tick; that is no gap.
qint64 AudioDecoder::tolerance() const
{
    return std::max<qint64>(rescale(2, m_info.timeBase, {1, m_inputRate}, Rounding::Up),
                            m_inputRate / 1000);
}

// Some demuxers estimate the time of a single packet wrongly and are right again with the next one
// (Vorbis where block sizes change). Only a step that lasts is a gap.
Result<void> AudioDecoder::take(FramePtr frame)
{
    if (frame->nb_samples <= 0)
        return {};
    const auto steps = [this](const AVFrame &f, qint64 expected) {
        const auto said = storedPosition(f);
        return said && std::abs(*said - expected) > tolerance();
    };
    if (m_doubtful) {
        const FramePtr doubtful = std::move(m_doubtful);
        const bool lasts = steps(*frame, *m_nextInput + doubtful->nb_samples);
        if (auto placed = place(*doubtful, !lasts); !placed)
            return placed;
    }
    if (m_nextInput && m_inputRate == frame->sample_rate && steps(*frame, *m_nextInput)) {
        m_doubtful = std::move(frame);
        return {};
    }
    return place(*frame, false);
}

Result<void> AudioDecoder::place(const AVFrame &frame, bool followsOn)
{
    if (auto configured = configure(frame); !configured)
        return configured;
    qint64 at = m_nextInput.value_or(0);
    int skip = 0;
    const std::optional<qint64> said = storedPosition(frame);
    if (!m_nextInput) {
        at = said.value_or(0);
        m_nextOutput = rescale(at, {1, m_inputRate}, {1, m_rate}, Rounding::Nearest);
    } else if (said && !followsOn && *said - at > tolerance()) {
        if (auto drained = convert(nullptr, 0); !drained)
            return drained;
        at = *said;
        m_nextOutput =
            std::max(m_nextOutput, rescale(at, {1, m_inputRate}, {1, m_rate}, Rounding::Nearest));
    } else if (said && !followsOn && at - *said > tolerance() && at - *said <= m_inputRate) {
        // Sound that was there already. A jump further back is damage: time goes on where it was.
        skip = int(std::min<qint64>(at - *said, frame.nb_samples));
        at = *said + skip;
    }
    if (skip >= frame.nb_samples)
        return {};
    if (auto converted = convert(&frame, skip); !converted)
        return converted;
    m_nextInput = at + frame.nb_samples - skip;
    return {};
}

// Null drains the converter and makes it ready for sound that does not follow on.
Result<void> AudioDecoder::convert(const AVFrame *frame, int skip)
{
    const char *site = "media/audiodecoder";
    SwrContext *converter = m_converter.get();
    const int capacity = swr_get_out_samples(converter, frame ? frame->nb_samples : 0) + 32;
    if (capacity < 0)
        return avError(capacity, site);
    AudioBlock block;
    block.channels.assign(size_t(m_info.channels), std::vector<float>(size_t(capacity)));
    std::vector<uint8_t *> out;
    for (auto &channel : block.channels)
        out.push_back(reinterpret_cast<uint8_t *>(channel.data()));
    std::vector<const uint8_t *> in;
    if (frame) {
        const auto format = AVSampleFormat(frame->format);
        const int step = av_get_bytes_per_sample(format);
        if (av_sample_fmt_is_planar(format)) {
            for (int c = 0; c < frame->ch_layout.nb_channels; ++c)
                in.push_back(frame->extended_data[c] + qsizetype(skip) * step);
        } else {
            in.push_back(frame->extended_data[0] +
                         qsizetype(skip) * step * frame->ch_layout.nb_channels);
        }
    }
    const int made = swr_convert(converter, out.data(), capacity, frame ? in.data() : nullptr,
                                 frame ? frame->nb_samples - skip : 0);
    if (made < 0)
        return avError(made, site);
    if (!frame) {
        const int result = swr_init(converter);
        if (result < 0)
            return avError(result, site);
    }
    if (made == 0)
        return {};
    for (auto &channel : block.channels) {
        channel.resize(size_t(made));
        // Damaged float streams hold values that no loudspeaker and no detector can use.
        for (float &sample : channel) {
            if (!std::isfinite(sample))
                sample = 0;
        }
    }
    block.firstSample = m_nextOutput;
    m_nextOutput += made;
    m_ready.push_back(std::move(block));
    return {};
}

void AudioDecoder::flush()
{
    avcodec_flush_buffers(m_codec.get());
    m_converter.reset();
    m_ready.clear();
    m_doubtful.reset();
    m_nextInput.reset();
    m_nextOutput = 0;
}

Result<std::optional<AudioBlock>> AudioDecoder::receive()
{
    if (m_ready.empty())
        return std::optional<AudioBlock>();
    AudioBlock block = std::move(m_ready.front());
    m_ready.pop_front();
    return std::optional<AudioBlock>(std::move(block));
}

} // namespace redoubt::media
