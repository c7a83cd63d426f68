// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/detect/quality.h"
#include "core/finding/finding.h"
#include "core/jobs/jobcontext.h"

#include <QImage>

#include <memory>
#include <vector>

namespace redoubt::detect {

/// Who a detector is, for provenance, manifests and `redoubt-cli detectors`.
struct DetectorInfo
{
    Provenance provenance;
    QList<FindingType> types;
    Message description; ///< one sentence
    bool available = true;
    Message problem; ///< why not available or weak, and what to do; shown in window and manifest
};

/// How what a frame detector sees becomes proposals, and what else it is good for.
struct FrameProfile
{
    /// What groups are called by ("face" in "face-1"): of each detector its own. Empty: its id.
    QString group;
    Message what; ///< what nobody looked for when it fails ("faces")
    Sampling (*sampling)(Quality) = samplingOf;
    double growth = 1.3; ///< of a box of a track: what belongs to the thing and lies outside
    int fewestPads = 8;  ///< frames before the first and after the last sight that are covered
    int longestGap = 15; ///< frames without a sight within one track
    double largestEnlarged = 40; ///< side in pixels up to which things need enlarged pictures
    /// The check of the verifier that searches outputs with it ("faces"). Empty: it is wrong too
    /// often to hold a release up.
    QString outputCheck;
};

/// One thing seen on one picture, in pixels of the picture given.
struct Detection
{
    FindingType type = FindingType::Custom;
    PixelRect rect;
    float score = 0;
};

/// Sees things on single pictures. Threads: one at a time per object; clone() makes one for another
/// thread.
struct FrameDetector
{
    virtual ~FrameDetector() = default;
    virtual DetectorInfo info() const = 0;
    /// @a picture: Format_BGR888, upright. Sorted by descending score.
    virtual Result<std::vector<Detection>> detect(const QImage &picture,
                                                  const JobContext &context) = 0;
    virtual Result<std::unique_ptr<FrameDetector>> clone() const = 0;
};

/// One stretch of sound with something in it, in samples of the rate the detector asked for.
struct HeardSpan
{
    qint64 beginSample = 0;
    qint64 endSample = 0;
    int channel = 0; ///< -1: all channels, which carry the same sound
    float score = 0;
    QString group;
    FindingType type = FindingType::Voice;
};

/// Hears things. Fed the channels of one stream in order, at sampleRate().
struct AudioDetector
{
    virtual ~AudioDetector() = default;
    virtual DetectorInfo info() const = 0;
    virtual int sampleRate() const = 0;
    /// Samples of all channels that follow those given before; gaps are given as zeros.
    virtual Result<void> feed(const std::vector<std::vector<float>> &channels,
                              const JobContext &context) = 0;
    /// Everything heard since the detector was made.
    virtual Result<std::vector<HeardSpan>> finish() = 0;
};

struct TextMatch
{
    TextRange range;
    FindingType type = FindingType::Custom;
    double score = 0;
    QString recognizer;
};

/// Whether a text was read to its end with everything a detector knows.
enum class Reading {
    Complete,
    Partial ///< some of it ran into a limit: what was not found there is not known to be absent
};

struct TextMatches
{
    std::vector<TextMatch> matches;
    Reading reading = Reading::Complete;
};

/// Reads personal data in text. Threads: several at once.
struct TextDetector
{
    virtual ~TextDetector() = default;
    virtual DetectorInfo info() const = 0;
    virtual Result<TextMatches> detect(QStringView text, const JobContext &context) const = 0;
};

} // namespace redoubt::detect
