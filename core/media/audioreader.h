// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/media/streams.h"

#include <memory>
#include <optional>
#include <vector>

namespace redoubt::media {

/// Reads decoded sound in order. Encoder priming and edit lists are honoured as players do.
/// Threads: one thread at a time. Ownership: borrows the source.
class AudioReader final : public SoundStream
{
public:
    static Result<std::unique_ptr<AudioReader>> open(const ByteSource &source, int stream,
                                                     const AudioReadOptions &options,
                                                     const JobContext &context);
    ~AudioReader() override;
    const StreamInfo &info() const override;
    int sampleRate() const override;
    Result<std::optional<AudioBlock>> next() override;
    Result<void> seek(Ticks pts) override;
    /// Decodes the first block, after which sampleRate() is the true one. Done by open(); for
    /// whoever has a reader of a FilmPass.
    Result<void> prepare();

private:
    friend class FilmPass;
    static std::unique_ptr<AudioReader> over(std::unique_ptr<class AudioDecoder> decoder,
                                             std::unique_ptr<class PacketFeed> feed,
                                             const JobContext &context);
    struct Private;
    explicit AudioReader(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace redoubt::media
