// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/sound/audiocuts.h"

#include "core/finding/effects.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace redoubt::redact {

namespace {

constexpr double kMemorySeconds = 2.0;
constexpr double kToneHertz = 1000.0;
constexpr double kNoiseLevel = 0.02; // amplitude of pink noise, about -40 dBFS

// 1 kHz, 3 dB below what was heard before, between -30 and -12 dBFS.
double toneAmplitude(double energy, double heard)
{
    const double rms = heard > 0 ? std::sqrt(energy) : 0.1;
    return std::numbers::sqrt2 * std::clamp(rms * 0.708, 0.0316, 0.251);
}

} // namespace

AudioCuts::AudioCuts(const std::vector<SampleCut> &cuts, int sampleRate, int channels)
    : m_cuts(cuts)
    , m_channels(size_t(channels))
    , m_rate(sampleRate)
    , m_ramp(std::max(1, sampleRate / 200))
{
    const qint64 guard = (sampleRate + 99) / 100;
    const qint64 together = qint64(sampleRate) * 80 / 1000;
    for (int c = 0; c < channels; ++c) {
        Channel &channel = m_channels[size_t(c)];
        channel.random = 0x9e3779b9u + quint32(c);
        std::vector<Stretch> all;
        for (const SampleCut &cut : cuts) {
            if (!cut.samples.isEmpty() && (cut.channels.isEmpty() || cut.channels.contains(c)))
                all.push_back({{cut.samples.begin - guard, cut.samples.end + guard}, cut.effect});
        }
        std::sort(all.begin(), all.end(), [](const Stretch &a, const Stretch &b) {
            return std::pair(a.samples.begin, a.samples.end) <
                   std::pair(b.samples.begin, b.samples.end);
        });
        for (const Stretch &stretch : all) {
            // The guards are part of both stretches already.
            if (!channel.stretches.empty() &&
                stretch.samples.begin + guard <
                    channel.stretches.back().samples.end - guard + together) {
                TimeSpan &last = channel.stretches.back().samples;
                last.end = std::max(last.end, stretch.samples.end);
            } else {
                channel.stretches.push_back(stretch);
            }
        }
    }
}

std::vector<TimeSpan> AudioCuts::replaced(int channel) const
{
    std::vector<TimeSpan> spans;
    for (const Stretch &stretch : m_channels[size_t(channel)].stretches)
        spans.push_back(stretch.samples);
    return spans;
}

Effect AudioCuts::applied(size_t number) const
{
    const SampleCut &cut = m_cuts[number];
    for (size_t c = 0; c < m_channels.size(); ++c) {
        if (!cut.channels.isEmpty() && !cut.channels.contains(int(c)))
            continue;
        for (const Stretch &stretch : m_channels[c].stretches) {
            if (stretch.samples.intersects(cut.samples) && stretch.effect != cut.effect)
                return stretch.effect;
        }
    }
    return isFor(cut.effect, EffectMedium::Sound) ? cut.effect : Effect::Silence;
}

double AudioCuts::fillValue(Channel &channel, Stretch &stretch, qint64 sample)
{
    const Filling sound = soundOf(stretch.effect);
    if (sound == Filling::Tone) {
        if (stretch.level < 0)
            stretch.level = toneAmplitude(channel.energy, channel.heard);
        // The phase repeats every second, which keeps it exact however long the recording is.
        const qint64 phase = (sample - stretch.samples.begin) % m_rate;
        return stretch.level * std::sin(2 * std::numbers::pi * kToneHertz * double(phase) / m_rate);
    }
    if (sound == Filling::Noise) {
        channel.random ^= channel.random << 13;
        channel.random ^= channel.random >> 17;
        channel.random ^= channel.random << 5;
        const double white = double(channel.random) / 2147483648.0 - 1.0;
        auto &p = channel.pink;
        p[0] = 0.99765 * p[0] + white * 0.0990460;
        p[1] = 0.96300 * p[1] + white * 0.2965164;
        p[2] = 0.57000 * p[2] + white * 1.0526913;
        return kNoiseLevel * (p[0] + p[1] + p[2] + white * 0.1848) / 2;
    }
    return 0;
}

void AudioCuts::apply(media::AudioBlock &block)
{
    const qint64 count = block.sampleCount();
    const double memory = kMemorySeconds * m_rate;
    for (size_t c = 0; c < block.channels.size() && c < m_channels.size(); ++c) {
        Channel &channel = m_channels[c];
        if (channel.stretches.empty())
            continue;
        std::vector<float> &samples = block.channels[c];
        for (qint64 i = 0; i < count; ++i) {
            const qint64 at = block.firstSample + i;
            while (channel.next < channel.stretches.size() &&
                   at >= channel.stretches[channel.next].samples.end + m_ramp)
                ++channel.next;
            float &sample = samples[size_t(i)];
            Stretch *stretch = channel.next < channel.stretches.size()
                                   ? &channel.stretches[channel.next]
                                   : nullptr;
            if (!stretch || at < stretch->samples.begin - m_ramp) {
                channel.heard = std::min(channel.heard + 1, memory);
                channel.energy += (double(sample) * sample - channel.energy) / channel.heard;
                continue;
            }
            const qint64 outside = at < stretch->samples.begin  ? stretch->samples.begin - at
                                   : at >= stretch->samples.end ? at - stretch->samples.end + 1
                                                                : 0;
            // 1 inside; on the ramp from nearly 1 beside the stretch to nearly 0.
            const double weight =
                outside == 0
                    ? 1.0
                    : 0.5 + 0.5 * std::cos(std::numbers::pi * double(outside) / double(m_ramp + 1));
            const double fill = fillValue(channel, *stretch, at);
            sample =
                outside == 0 ? float(fill) : float((1 - weight) * double(sample) + weight * fill);
        }
    }
}

} // namespace redoubt::redact
