// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/media/videoreader.h"

#include <functional>
#include <memory>

namespace redoubt::media {

/// Where the person is going: what is decoded ahead of being asked for.
enum class Travel { Jump, Forward, Backward };

struct FrameStoreOptions
{
    qint64 budget = 512LL * 1024 * 1024; ///< bytes of pictures kept; one picture is always kept
    QSize maxSize;                       ///< of pictures in displayed pixels, see setMaxSize()
};

/// The exact pictures of one video stream for a player: the picture shown at a time, by
/// presentation time and never by number. Pictures are kept in memory, the last used longest,
/// within a budget; a step back decodes its group of pictures once.
///
/// Threads: the functions may be called from any one thread. One thread of the store decodes,
/// another reads the index once. The callbacks come from these two; none comes after the
/// destructor has returned, which waits for no picture. A callback must not wait for the thread
/// that destroys the store. A newer request replaces one that is not answered yet, and that one
/// gets no answer.
class FrameStore
{
public:
    using FramePtr = std::shared_ptr<const VideoFrame>; // shared by the cache and who shows it
    using IndexPtr = std::shared_ptr<const FrameIndex>;
    struct Callbacks
    {
        /// The answer to the request of that number. Errors: those of the reader; Damaged when no
        /// picture can be decoded there.
        std::function<void(quint64 request, Result<FramePtr> frame)> frameReady;
        /// Once. Before, requests are answered as exactly, and more slowly.
        std::function<void(Result<IndexPtr> index)> indexReady;
    };

    /// How the stream is read; called from the store's threads, each of which may be left alone
    /// when it hangs: they own what they use.
    struct Reading
    {
        std::function<Result<std::unique_ptr<PictureStream>>(const VideoReadOptions &options,
                                                             const JobContext &context)>
            open;
        std::function<Result<FrameIndex>(const JobContext &context)> index;
    };
    /// Nothing is read on the calling thread.
    FrameStore(Reading reading, const FrameStoreOptions &options, Callbacks callbacks);
    /// Read in this process. @a source is shared with the threads.
    FrameStore(std::shared_ptr<const ByteSource> source, int stream,
               const FrameStoreOptions &options, Callbacks callbacks);
    ~FrameStore();
    FrameStore(const FrameStore &) = delete;
    FrameStore &operator=(const FrameStore &) = delete;

    struct Answer
    {
        quint64 request = 0;
        FramePtr frame; ///< set when it was kept; then no callback follows
    };
    /// Asks for the frame shown at @a pts.
    Answer request(Ticks pts, Travel travel);
    /// The frame shown at @a pts when it is kept.
    FramePtr kept(Ticks pts) const;
    /// Null until the index is read.
    IndexPtr index() const;
    /// Pictures from now on fit into @a maxSize (empty: full size). Kept ones that are too small
    /// for it count as not kept. VideoFrame::sourceSize says full size in any case.
    void setMaxSize(QSize maxSize);
    qint64 keptBytes() const;

private:
    struct Private;
    std::shared_ptr<Private> d; // shared with the threads, which may be left alone
};

} // namespace redoubt::media
