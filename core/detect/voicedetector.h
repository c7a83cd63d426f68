// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/detect/detector.h"

#include <memory>
#include <vector>

namespace redoubt::detect {

/// Where people speak, by the voice activity detection of WebRTC, each channel on its own.
/// Two operating points run in one pass: what the strict one hears is certain (0.8), what only the
/// wide one hears is a candidate (0.45); its fringes around what is certain belong to that.
/// Channels that carry the same sound are reported once, as channel -1.
class VoiceDetector : public AudioDetector
{
public:
    /// Errors: Invalid (no channels, or more than 64), Internal.
    static Result<std::unique_ptr<AudioDetector>> create(int channels);
    ~VoiceDetector() override;
    DetectorInfo info() const override;
    int sampleRate() const override { return 16000; }
    Result<void> feed(const std::vector<std::vector<float>> &channels,
                      const JobContext &context) override;
    Result<std::vector<HeardSpan>> finish() override;

    static DetectorInfo infoOfAll();

private:
    struct Private;
    explicit VoiceDetector(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

/// A stretch of 10 ms steps, half-open.
struct StepSpan
{
    qint64 begin = 0;
    qint64 end = 0;
    bool operator==(const StepSpan &) const = default;
};

/// Turns the verdicts of 10 ms steps into spans: clicks shorter than 0.1 s are dropped, pauses
/// shorter than 0.5 s filled, both ends padded by 0.1 s and cut to the length.
std::vector<StepSpan> smoothSpeech(const std::vector<bool> &steps);

/// What is left of @a spans without @a taken. Both sorted and without overlaps.
std::vector<StepSpan> without(const std::vector<StepSpan> &spans,
                              const std::vector<StepSpan> &taken);

/// Takes spans of @a wide that are shorter than 0.3 s and touch one of @a strict into that one:
/// the breath before a word is no voice of its own to decide about. Both sorted, without overlaps
/// with themselves and each other; they stay so.
void takeFringes(std::vector<StepSpan> &strict, std::vector<StepSpan> &wide);

} // namespace redoubt::detect
