// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/media/audioreader.h"
#include "core/media/videoreader.h"

#include <memory>
#include <optional>

namespace redoubt::media {

/// Reads a container once for several readers of its streams. A thread of its own takes the packets
/// in the order of the file and hands them on; a reader that falls behind is waited for, so that
/// little is in memory whatever the length. Each reader gives exactly what it would give if it read
/// the file alone, unless the file is damaged: see sawAll().
///
/// Requires: once started, every reader is read to its end or destroyed, each on a thread of its
/// own, as all wait for one that does neither. Readers cannot seek (Invalid).
/// Threads: one at a time, besides the readers. Ownership: borrows the source; readers end before
/// the pass does.
class FilmPass
{
public:
    /// Errors: as media::probe().
    static Result<std::unique_ptr<FilmPass>> open(const ByteSource &source,
                                                  const JobContext &context);
    /// Readers that are still there get Cancelled.
    ~FilmPass();
    FilmPass(const FilmPass &) = delete;
    FilmPass &operator=(const FilmPass &) = delete;

    const MediaInfo &info() const;
    // Before start(). Errors: as of the reader's open().
    Result<std::unique_ptr<VideoReader>> pictures(int stream, const VideoReadOptions &options);
    /// Not prepared: AudioReader::prepare() is for the thread that reads it.
    Result<std::unique_ptr<AudioReader>> sound(int stream, const AudioReadOptions &options);
    /// Makes the index of a video stream on the way.
    void index(int stream);

    void start();
    /// Ends it early: readers get Cancelled from now on. Threads: any.
    void stop();
    /// Waits for the end of the file, or for that of the last reader.
    void finish();
    // After finish().
    /// False when the container may have ended earlier for a stream than it would have for that one
    /// alone: after damage, and where one that is cut off keeps to no order.
    Result<bool> sawAll() const;
    /// As indexFrames() gives it; nothing when the pass did not come to the end of the file.
    std::optional<FrameIndex> takeIndex(int stream);

private:
    struct Private;
    class Lane;
    explicit FilmPass(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace redoubt::media
