// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/bytesource.h"
#include "core/base/timespan.h"
#include "core/jobs/jobcontext.h"
#include "core/media/audioreader.h"

#include <optional>
#include <vector>

namespace redoubt::media {

/// The lowest and highest sample of a stretch of sound over all channels, -127..127 for -1..1,
/// rounded outward: 0, 0 is true silence.
struct Peak
{
    qint8 low = 0;
    qint8 high = 0;
    bool operator==(const Peak &) const = default;
};

/// Peaks of one stream at several zoom levels. Its size is bounded whatever the length: the finest
/// level grows coarser instead. A value; sound that is missing or could not be decoded is silent.
class Waveform
{
public:
    /// Of one level. Bucket n covers samples [n * samplesPerBucket, (n + 1) * samplesPerBucket),
    /// counted as AudioBlock does.
    struct Level
    {
        qint64 samplesPerBucket = 0;
        std::vector<Peak> peaks;
        bool operator==(const Level &) const = default;
    };

    int sampleRate() const { return m_sampleRate; }
    /// Behind the last sample.
    qint64 sampleCount() const { return m_sampleCount; }
    const std::vector<Level> &levels() const { return m_levels; } ///< finest first
    bool isEmpty() const { return m_sampleCount == 0; }
    /// All peaks that samples [begin, end) touch as one, from the level that fits: a handful of
    /// steps whatever the length. Silent outside of the sound.
    Peak peak(qint64 begin, qint64 end) const;

    bool operator==(const Waveform &) const = default;
    /// One that was read elsewhere: nothing when @a levels cannot be those of a sound of that
    /// length.
    static std::optional<Waveform> fromLevels(int sampleRate, qint64 sampleCount,
                                              std::vector<Level> levels);

private:
    friend class WaveformBuilder;
    int m_sampleRate = 0;
    qint64 m_sampleCount = 0;
    std::vector<Level> m_levels;
};

/// Takes blocks in order and makes the levels of them.
class WaveformBuilder
{
public:
    /// @a maxBuckets of the finest level bounds the memory (two bytes each).
    explicit WaveformBuilder(int sampleRate, size_t maxBuckets = kMaxBuckets);
    void add(const AudioBlock &block);
    Waveform finish();

    static constexpr size_t kMaxBuckets = size_t(1) << 22;
    static constexpr qint64 kFinestBucket = 256;
    static constexpr int kLevelStep = 4;

private:
    void makeRoomFor(qint64 lastSample);

    size_t m_maxBuckets;
    Waveform m_waveform;
    Waveform::Level m_finest;
};

/// Kind of derived data (derivedQuestion()). Another number when the same file may get another
/// waveform.
inline constexpr char kWaveformKind[] = "waveform-1";
QByteArray waveformQuestion(int stream);
QByteArray toBytes(const Waveform &waveform);
/// Nothing for what is no waveform, as Waveform::fromLevels(), and for bytes that are missing or
/// left.
std::optional<Waveform> waveformFrom(QByteArrayView bytes);

/// Reads all of @a reader, which nobody has read from. Errors: those of AudioReader.
Result<Waveform> drawWaveform(AudioReader &reader, const JobContext &context);

/// Decodes one audio stream. The same bytes give the same waveform. Errors: those of AudioReader.
Result<Waveform> readWaveform(const ByteSource &source, int stream, const JobContext &context);

} // namespace redoubt::media
