// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/sound/audiocheck.h"

#include "core/verify/film/avhandles.h"
#include "core/verify/film/streamcheck.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <vector>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

constexpr double kGuard = 0.010;
constexpr double kSilence = 0.001; // -60 dBFS
constexpr double kNearEdge = 0.025;
constexpr double kNearLevel = 0.02; // -34 dBFS
constexpr double kFar = 0.045;
constexpr double kFarLevel = 0.0032; // -50 dBFS
constexpr double kHighPass = 100;    // Hz
constexpr double kWindow = 0.020;
constexpr int kMaxChannels = 64;

double sampleAt(const AVFrame *frame, int channel, int index)
{
    const auto format = static_cast<AVSampleFormat>(frame->format);
    const bool planar = av_sample_fmt_is_planar(format) != 0;
    const std::uint8_t *data = frame->extended_data[planar ? channel : 0];
    const std::ptrdiff_t at =
        planar ? index : std::ptrdiff_t(index) * frame->ch_layout.nb_channels + channel;
    switch (av_get_packed_sample_fmt(format)) {
    case AV_SAMPLE_FMT_U8:
        return (double(data[at]) - 128) / 128;
    case AV_SAMPLE_FMT_S16:
        return double(reinterpret_cast<const std::int16_t *>(data)[at]) / 32768;
    case AV_SAMPLE_FMT_S32:
        return double(reinterpret_cast<const std::int32_t *>(data)[at]) / 2147483648.0;
    case AV_SAMPLE_FMT_S64:
        return double(reinterpret_cast<const std::int64_t *>(data)[at]) / 9223372036854775808.0;
    case AV_SAMPLE_FMT_FLT:
        return double(reinterpret_cast<const float *>(data)[at]);
    case AV_SAMPLE_FMT_DBL:
        return reinterpret_cast<const double *>(data)[at];
    default:
        return 1; // unknown: never silent
    }
}

struct Window
{
    double energy = 0;
    int samples = 0;
    int crossings = 0;
};

/// Takes constant offsets away; begins at rest on the first sample it is given.
struct HighPass
{
    double last = 0;
    double out = 0;
    bool started = false;

    double step(double value, double keep)
    {
        if (!started)
            last = value;
        started = true;
        out = keep * (out + value - last);
        last = value;
        return out;
    }
};

struct Cut
{
    CutExpectation expected;
    qint64 samples = 0;
    double loudAt = -1;
    std::map<std::pair<int, qint64>, Window> windows; // channel, number
    std::map<int, bool> positive;
    std::map<int, HighPass> filters; // by channel
};

/// Standard deviation over mean.
double variation(const std::vector<double> &values)
{
    double sum = 0;
    for (const double v : values)
        sum += v;
    const double mean = sum / double(values.size());
    if (mean <= 0)
        return 0;
    double squares = 0;
    for (const double v : values)
        squares += (v - mean) * (v - mean);
    return std::sqrt(squares / double(values.size())) / mean;
}

} // namespace

struct AudioCheck::Private
{
    const Task *task = nullptr;
    CheckLog *log = nullptr;
    int number = 0;
    double base = 0;
    double priming = 0; // seconds that the times of an MP3 file run ahead
    bool lossy = true;
    CodecPtr codec;
    FramePtr frame;
    std::vector<Cut> cuts;
    double next = 0; // where a frame without a time stamp goes on
    double end = 0;
    int errors = 0;
    int badChannels = 0;

    void measure()
    {
        checkFrame(frame.get(), *log);
        const int rate = frame->sample_rate;
        const int channels = std::min(frame->ch_layout.nb_channels, kMaxChannels);
        if (rate <= 0 || frame->nb_samples <= 0 || channels <= 0)
            return;
        const double begin = frame->best_effort_timestamp == AV_NOPTS_VALUE
                                 ? next
                                 : double(frame->best_effort_timestamp) * base - priming;
        next = begin + double(frame->nb_samples) / rate;
        end = std::max(end, next);
        for (Cut &cut : cuts) {
            const double from = cut.expected.beginSeconds + kGuard;
            const double to = cut.expected.endSeconds - kGuard;
            if (next <= from || begin >= to || to <= from)
                continue;
            const int first = std::max(0, int(std::ceil((from - begin) * rate - 1e-6)));
            const int last =
                std::min(frame->nb_samples, int(std::floor((to - begin) * rate + 1e-6)));
            for (int channel = 0; channel < channels; ++channel) {
                if (!cut.expected.channels.isEmpty() && !cut.expected.channels.contains(channel))
                    continue;
                measureChannel(cut, channel, first, last, begin, rate);
            }
        }
    }

    void measureChannel(Cut &cut, int channel, int first, int last, double begin, int rate)
    {
        HighPass &filter = cut.filters[channel];
        const double keep = std::exp(-2 * M_PI * kHighPass / rate);
        for (int i = first; i < last; ++i) {
            double value = sampleAt(frame.get(), channel, i);
            if (!std::isfinite(value))
                value = 1;
            const double time = begin + double(i) / rate;
            ++cut.samples;
            if (cut.expected.silent) {
                const double level = std::abs(filter.step(value, keep));
                if (cut.loudAt < 0 && level > allowed(cut.expected, time))
                    cut.loudAt = time;
                continue;
            }
            Window &window =
                cut.windows[{channel, qint64((time - cut.expected.beginSeconds) / kWindow)}];
            window.energy += value * value;
            ++window.samples;
            bool &positive = cut.positive[channel];
            if ((value >= 0) != positive) {
                positive = value >= 0;
                ++window.crossings;
            }
        }
    }

    double allowed(const CutExpectation &cut, double time) const
    {
        const double inside = std::min(time - cut.beginSeconds, cut.endSeconds - time);
        if (!lossy || inside >= kFar)
            return kSilence;
        return inside >= kNearEdge ? kFarLevel : kNearLevel;
    }

    void receive()
    {
        while (avcodec_receive_frame(codec.get(), frame.get()) >= 0) {
            measure();
            av_frame_unref(frame.get());
        }
    }

    Message where(const Cut &cut) const
    {
        return Words::tr("audio stream %1, %2 s to %3 s")
            .arg(number)
            .arg(cut.expected.beginSeconds, 0, 'f', 3)
            .arg(cut.expected.endSeconds, 0, 'f', 3);
    }

    void judge(const Cut &cut)
    {
        const QString name = u"audio_energy"_s;
        if (cut.expected.endSeconds - cut.expected.beginSeconds <= 2 * kGuard) {
            log->clean(
                name, Words::tr("%1: too short to be measured between its guards").arg(where(cut)));
            return;
        }
        if (cut.samples == 0) {
            // Behind the end of the stream nothing can be heard.
            if (cut.expected.beginSeconds + kGuard < end)
                log->incomplete(name, Words::tr("%1: no sound was decoded there").arg(where(cut)));
            return;
        }
        if (cut.expected.silent) {
            if (cut.loudAt >= 0)
                log->leak(name, Words::tr("%1: sound is left at %2 s")
                                    .arg(where(cut))
                                    .arg(cut.loudAt, 0, 'f', 3));
            return;
        }
        judgeSteadiness(cut);
    }

    void judgeSteadiness(const Cut &cut)
    {
        std::map<int, std::vector<double>> levels;
        std::map<int, std::vector<double>> crossings;
        for (const auto &[key, window] : cut.windows) {
            // The first and last window of a cut are not whole.
            if (window.samples < codec->sample_rate * kWindow * 0.9)
                continue;
            levels[key.first].push_back(std::sqrt(window.energy / window.samples));
            crossings[key.first].push_back(window.crossings);
        }
        bool judged = false;
        for (const auto &[channel, values] : levels) {
            if (values.size() < 4)
                continue;
            judged = true;
            if (variation(values) > 0.3 || variation(crossings[channel]) > 0.4) {
                log->leak(u"audio_energy"_s,
                          Words::tr("%1: what replaces the sound is not steady").arg(where(cut)));
                return;
            }
        }
        if (!judged)
            log->clean(u"audio_energy"_s,
                       Words::tr("%1: too short to tell a bleep from speech").arg(where(cut)));
    }
};

AudioCheck::AudioCheck(std::unique_ptr<Private> data)
    : d(std::move(data))
{}

AudioCheck::~AudioCheck() = default;

std::unique_ptr<AudioCheck> AudioCheck::open(const Task &task, const AVFormatContext *format,
                                             const AVStream *stream, int number, CheckLog &log)
{
    auto data = std::make_unique<Private>();
    data->task = &task;
    data->log = &log;
    data->number = number;
    data->base = av_q2d(stream->time_base);
    // MP3 has no times: FFmpeg counts the samples that the encoder put in front as time passed.
    if (std::strcmp(format->iformat->name, "mp3") == 0 && stream->start_time != AV_NOPTS_VALUE)
        data->priming = double(stream->start_time) * data->base;
    for (const CutExpectation &cut : task.expectation.cuts) {
        if (cut.audioStream == number)
            data->cuts.push_back({cut, 0, -1, {}, {}, {}});
    }
    const AVCodecDescriptor *about = avcodec_descriptor_get(stream->codecpar->codec_id);
    data->lossy =
        !about || !(about->props & AV_CODEC_PROP_LOSSLESS) || (about->props & AV_CODEC_PROP_LOSSY);
    data->codec = openDecoder(stream, 1);
    data->frame.reset(av_frame_alloc());
    if (!data->codec || !data->frame) {
        log.incomplete(u"audio_energy"_s,
                       Words::tr("audio stream %1 could not be decoded").arg(number));
        return nullptr;
    }
    return std::unique_ptr<AudioCheck>(new AudioCheck(std::move(data)));
}

void AudioCheck::feed(const AVPacket *packet)
{
    const int sent = avcodec_send_packet(d->codec.get(), packet);
    if (sent < 0 && sent != AVERROR_EOF && sent != AVERROR(EAGAIN))
        ++d->errors;
    d->receive();
}

void AudioCheck::finish()
{
    feed(nullptr);
    if (d->errors > 0)
        d->log->incomplete(u"audio_energy"_s,
                           Words::tr("audio stream %1: %2 packets could not be decoded")
                               .arg(d->number)
                               .arg(d->errors));
    d->log->clean(u"audio_energy"_s);
    for (const Cut &cut : d->cuts)
        d->judge(cut);
}

} // namespace redoubt::verify
