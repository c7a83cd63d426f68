// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/voicedetector.h"

#include "core/detect/tr.h"

#include <webrtc/modules/audio_processing/include/audio_processing.h>
#include <webrtc/modules/interface/module_common_types.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <tuple>

namespace redoubt::detect {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRate = 16000;
constexpr int kStep = kRate / 100; // 10 ms
constexpr int kMostChannels = 64;
constexpr qint64 kDrop = 10; // steps
constexpr qint64 kFill = 50;
constexpr qint64 kPad = 10;
constexpr qint64 kFringe = 30;
constexpr float kStrictScore = 0.8f;
constexpr float kWideScore = 0.45f;
constexpr float kSameSound = 1e-3f;

// The detector's thresholds fit speech at usual recording levels, so quiet recordings are raised.
// Only up to -45 dB: raising public meeting recordings to broadcast level (-23) turned breath and
// room noise into speech (false alarm 24 % -> 64 % of the speech, misses 16 % -> 6 %). The level is
// measured over what is not silence.
constexpr double kWantedLevel = -45;
constexpr int kLoudnessLevels = 65; // dB below full scale, one bin each; what is softer is silence
constexpr double kMostGain = 30;
constexpr double kLeastGain = 0;
constexpr qint64 kFirstSteps = 300; // buffered to know the level before the first verdict

struct ApmDeleter
{
    void operator()(webrtc::AudioProcessing *apm) const { delete apm; }
};
using Apm = std::unique_ptr<webrtc::AudioProcessing, ApmDeleter>;

Apm makeApm(webrtc::VoiceDetection::Likelihood likelihood)
{
    Apm apm(webrtc::AudioProcessing::Create());
    if (!apm || apm->voice_detection()->set_frame_size_ms(10) != 0 ||
        apm->voice_detection()->set_likelihood(likelihood) != 0 ||
        apm->voice_detection()->Enable(true) != 0)
        return nullptr;
    return apm;
}

/// One channel: its level, and the verdicts of both operating points.
struct Channel
{
    // The library names likelihoods the other way round: "very low" is the strictest mode.
    Apm strict = makeApm(webrtc::VoiceDetection::kVeryLowLikelihood);
    Apm wide = makeApm(webrtc::VoiceDetection::kLowLikelihood);
    std::vector<float> waiting;                   // samples without verdict
    std::array<double, kLoudnessLevels> energy{}; // of the steps so far, by their level in dB
    std::array<qint64, kLoudnessLevels> steps{};
    qint64 measured = 0; // steps of waiting whose level is known
    std::vector<bool> strictSteps;
    std::vector<bool> wideSteps;

    void measure(const float *samples)
    {
        double sum = 0;
        for (int i = 0; i < kStep; ++i)
            sum += double(samples[i]) * double(samples[i]);
        const double mean = sum / kStep;
        const int level = int(10 * std::log10(mean + 1e-12)) + kLoudnessLevels;
        if (level >= 0) {
            energy[size_t(std::min(level, kLoudnessLevels - 1))] += mean;
            ++steps[size_t(std::min(level, kLoudnessLevels - 1))];
        }
    }
    /// Mean energy of the steps of at least @a lowest, in dB; nothing when there are none.
    std::optional<double> meanLevel(int lowest) const
    {
        double sum = 0;
        qint64 count = 0;
        for (int i = std::max(0, lowest); i < kLoudnessLevels; ++i) {
            sum += energy[size_t(i)];
            count += steps[size_t(i)];
        }
        if (count == 0)
            return std::nullopt;
        return 10 * std::log10(sum / double(count));
    }
    double gain() const
    {
        // As loudness is measured (EBU R 128): what is 10 dB below the mean is a pause.
        const auto all = meanLevel(0);
        if (!all)
            return 1;
        const auto loud = meanLevel(int(*all) - 10 + kLoudnessLevels);
        const double wanted = kWantedLevel - loud.value_or(*all);
        return std::pow(10.0, std::clamp(wanted, kLeastGain, kMostGain) / 20);
    }
    bool judge(const float *samples)
    {
        std::array<int16_t, kStep> pcm{};
        const double factor = gain() * 32767;
        for (size_t i = 0; i < pcm.size(); ++i)
            pcm[i] =
                int16_t(std::lround(std::clamp(double(samples[i]) * factor, -32768.0, 32767.0)));
        for (const auto &[apm, verdicts] :
             {std::pair(strict.get(), &strictSteps), std::pair(wide.get(), &wideSteps)}) {
            webrtc::AudioFrame frame;
            frame.UpdateFrame(0, 0, pcm.data(), pcm.size(), kRate,
                              webrtc::AudioFrame::kNormalSpeech, webrtc::AudioFrame::kVadUnknown);
            if (apm->ProcessStream(&frame) != webrtc::AudioProcessing::kNoError)
                return false;
            verdicts->push_back(apm->voice_detection()->stream_has_voice());
        }
        return true;
    }
    /// Measures whole steps and judges those 3 s behind: the level known to a verdict is the same
    /// whatever the size of the blocks that were fed. At the end the rest is judged too, filled up
    /// with silence.
    bool advance(bool atEnd)
    {
        if (atEnd && waiting.size() % kStep != 0)
            waiting.resize((waiting.size() / kStep + 1) * kStep);
        qint64 judged = 0;
        for (; measured < qint64(waiting.size()) / kStep; ++measured) {
            measure(&waiting[size_t(measured * kStep)]);
            if (measured - judged >= kFirstSteps && !judge(&waiting[size_t(judged++ * kStep)]))
                return false;
        }
        for (; atEnd && judged < measured; ++judged) {
            if (!judge(&waiting[size_t(judged * kStep)]))
                return false;
        }
        waiting.erase(waiting.begin(), waiting.begin() + qptrdiff(judged * kStep));
        measured -= judged;
        return true;
    }
};

std::vector<StepSpan> runsOf(const std::vector<bool> &steps)
{
    std::vector<StepSpan> runs;
    for (size_t i = 0; i < steps.size(); ++i) {
        if (!steps[i])
            continue;
        if (!runs.empty() && runs.back().end == qint64(i))
            ++runs.back().end;
        else
            runs.push_back({qint64(i), qint64(i) + 1});
    }
    return runs;
}

} // namespace

struct VoiceDetector::Private
{
    std::vector<Channel> channels;
    bool same = true; // all channels so far
    qint64 samples = 0;
};

VoiceDetector::VoiceDetector(std::unique_ptr<Private> state)
    : d(std::move(state))
{}

VoiceDetector::~VoiceDetector() = default;

Result<std::unique_ptr<AudioDetector>> VoiceDetector::create(int channels)
{
    if (channels < 1 || channels > kMostChannels)
        return Error(ErrorKind::Invalid, "detect/voice");
    auto state = std::make_unique<Private>();
    state->channels.resize(size_t(channels));
    for (const Channel &channel : state->channels) {
        if (!channel.strict || !channel.wide)
            return Error(ErrorKind::Internal, "detect/voice",
                         Tr::tr("The voice detector could not be started."));
    }
    return std::unique_ptr<AudioDetector>(new VoiceDetector(std::move(state)));
}

DetectorInfo VoiceDetector::infoOfAll()
{
    DetectorInfo info;
    info.provenance = {u"webrtc-vad"_s, u"0.4"_s, {}};
    info.types = {FindingType::Voice};
    info.description = Tr::tr("Finds where people speak, with the detector of WebRTC.");
    return info;
}

DetectorInfo VoiceDetector::info() const
{
    return infoOfAll();
}

Result<void> VoiceDetector::feed(const std::vector<std::vector<float>> &channels,
                                 const JobContext &context)
{
    if (channels.size() != d->channels.size())
        return Error(ErrorKind::Invalid, "detect/voice");
    const size_t count = channels.front().size();
    for (const std::vector<float> &samples : channels) {
        if (samples.size() != count)
            return Error(ErrorKind::Invalid, "detect/voice");
    }
    // Large blocks are cut, so that a cancel is heard soon.
    constexpr size_t kBlock = kRate * 20;
    for (size_t begin = 0; begin < count; begin += kBlock) {
        if (context.cancelled())
            return JobContext::cancelledError("detect/voice");
        const size_t end = std::min(count, begin + kBlock);
        for (size_t c = 0; c < channels.size(); ++c) {
            Channel &channel = d->channels[c];
            for (size_t i = begin; i < end; ++i) {
                const float value =
                    std::isfinite(channels[c][i]) ? std::clamp(channels[c][i], -1.f, 1.f) : 0.f;
                channel.waiting.push_back(value);
                d->same = d->same && std::abs(channels[c][i] - channels[0][i]) <= kSameSound;
            }
            if (!channel.advance(false))
                return Error(ErrorKind::Internal, "detect/voice",
                             Tr::tr("The voice detector failed."));
        }
    }
    d->samples += qint64(count);
    return {};
}

Result<std::vector<HeardSpan>> VoiceDetector::finish()
{
    std::vector<HeardSpan> heard;
    const size_t count = d->same ? 1 : d->channels.size();
    for (size_t c = 0; c < count; ++c) {
        Channel &channel = d->channels[c];
        if (!channel.advance(true))
            return Error(ErrorKind::Internal, "detect/voice", Tr::tr("The voice detector failed."));
        auto strict = smoothSpeech(channel.strictSteps);
        auto wide = without(smoothSpeech(channel.wideSteps), strict);
        takeFringes(strict, wide);
        for (const auto &[spans, score] :
             {std::pair(&strict, kStrictScore), std::pair(&wide, kWideScore)}) {
            for (const StepSpan &span : *spans) {
                const qint64 end = std::min(span.end * kStep, d->samples);
                if (end > span.begin * kStep)
                    heard.push_back({span.begin * kStep, end, d->same ? -1 : int(c), score,
                                     u"voice-%1"_s.arg(c + 1)});
            }
        }
    }
    std::sort(heard.begin(), heard.end(), [](const HeardSpan &a, const HeardSpan &b) {
        return std::tie(a.beginSample, a.channel, b.score) <
               std::tie(b.beginSample, b.channel, a.score);
    });
    return heard;
}

std::vector<StepSpan> smoothSpeech(const std::vector<bool> &steps)
{
    std::vector<StepSpan> spans;
    for (const StepSpan &run : runsOf(steps)) {
        if (run.end - run.begin < kDrop)
            continue;
        if (!spans.empty() && run.begin - spans.back().end < kFill)
            spans.back().end = run.end;
        else
            spans.push_back(run);
    }
    for (StepSpan &span : spans) {
        span.begin = std::max<qint64>(0, span.begin - kPad);
        span.end = std::min(qint64(steps.size()), span.end + kPad);
    }
    return spans;
}

std::vector<StepSpan> without(const std::vector<StepSpan> &spans,
                              const std::vector<StepSpan> &taken)
{
    std::vector<StepSpan> left;
    auto first = taken.begin();
    for (StepSpan span : spans) {
        while (first != taken.end() && first->end <= span.begin)
            ++first;
        for (auto t = first; t != taken.end() && t->begin < span.end; ++t) {
            if (t->begin > span.begin)
                left.push_back({span.begin, t->begin});
            span.begin = std::min(span.end, std::max(span.begin, t->end));
        }
        if (span.begin < span.end)
            left.push_back(span);
    }
    return left;
}

void takeFringes(std::vector<StepSpan> &strict, std::vector<StepSpan> &wide)
{
    std::vector<StepSpan> all = strict;
    std::vector<StepSpan> candidates;
    for (const StepSpan &span : wide) {
        auto near = std::lower_bound(strict.begin(), strict.end(), span.begin,
                                     [](const StepSpan &s, qint64 at) { return s.end < at; });
        bool touches = near != strict.end() && near->end == span.begin;
        if (touches)
            ++near;
        touches = touches || (near != strict.end() && near->begin == span.end);
        (touches && span.end - span.begin < kFringe ? all : candidates).push_back(span);
    }
    std::sort(all.begin(), all.end(),
              [](const StepSpan &a, const StepSpan &b) { return a.begin < b.begin; });
    strict.clear();
    for (const StepSpan &span : all) {
        if (!strict.empty() && strict.back().end == span.begin)
            strict.back().end = span.end;
        else
            strict.push_back(span);
    }
    wide = std::move(candidates);
}

} // namespace redoubt::detect
