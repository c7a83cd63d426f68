// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/media/mediainfo.h"

#include <memory>
#include <optional>
#include <vector>

namespace redoubt::media {

/// A run of samples without gap. Sample n of a stream is the one presented at n / sampleRate
/// seconds on the stream's own clock (pts 0 is sample 0), so positions survive start offsets and
/// gaps.
struct AudioBlock
{
    qint64 firstSample = 0;
    std::vector<std::vector<float>> channels; ///< [channel][sample], -1..1
    qint64 sampleCount() const { return channels.empty() ? 0 : qint64(channels.front().size()); }
};

struct AudioReadOptions
{
    int sampleRate =
        0; ///< 0: as in the source; else resampled, and firstSample counts in this rate
};

/// Reads decoded sound in order. Encoder priming and edit lists are honoured as players do.
/// Threads: one thread at a time. Ownership: borrows the source.
class AudioReader
{
public:
    static Result<std::unique_ptr<AudioReader>> open(const ByteSource &source, int stream,
                                                     const AudioReadOptions &options,
                                                     const JobContext &context);
    ~AudioReader();
    const StreamInfo &info() const;
    int sampleRate() const; ///< of the blocks
    Result<std::optional<AudioBlock>> next();
    /// After this, next() gives sound that begins at or before @a pts (ticks of the stream), where
    /// the stream has any there. What lies before may be incomplete: it is for the caller to drop.
    Result<void> seek(Ticks pts);

private:
    struct Private;
    explicit AudioReader(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace redoubt::media
