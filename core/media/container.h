// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/media/avhandles.h"
#include "core/media/mediainfo.h"

#include <memory>

struct AVStream;

namespace redoubt::media {

/// How the frames of a stream get their presentation times.
enum class FrameClock {
    Stored,      ///< the container stores one for every frame
    DecodeOrder, ///< it does not (AVI, raw streams): the n-th frame shown has the n-th decode time
};

/// A container opened for reading through a ByteSource, with every way out of it shut: no
/// protocols, no files that it refers to, no playlists. Threads: one at a time. Ownership: borrows
/// the source.
class Container
{
public:
    /// Errors: Unsupported, Damaged, Limit, Cancelled, or what the source says.
    static Result<std::unique_ptr<Container>> open(const ByteSource &source,
                                                   const JobContext &context);
    ~Container();
    Container(const Container &) = delete;
    Container &operator=(const Container &) = delete;

    const MediaInfo &info() const;
    /// The description of one stream, when there is one of that number.
    const StreamInfo *streamInfo(int stream) const;
    AVStream *stream(int index) const;
    FrameClock frameClock() const;
    /// Ticks of the stream's base to take from every stored time, so that the first sample heard is
    /// sample 0 (encoder delay that the container counts as time).
    Ticks clockOffset(int stream) const;

    /// Packets of other streams are not returned any more.
    void readOnly(const QList<int> &streams);
    /// The next packet, whatever it held is released. False at the end.
    Result<bool> read(AVPacket &packet);
    /// True when a packet could not be read.
    bool hadErrors() const;
    /// True when the container ended with damage or before the end that it announces. Requires:
    /// read to the end.
    Result<bool> endedEarly() const;
    /// Goes to a key frame at or before @a pts. False when the container cannot: then it must be
    /// opened again and read from its start.
    Result<bool> seek(int stream, Ticks pts);

private:
    struct Private;
    explicit Container(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace redoubt::media
