// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/media/streams.h"

#include <QImage>

#include <memory>
#include <optional>
#include <vector>

namespace redoubt::media {

/// Reads frames in order of presentation time. Decoding does not depend on the number of threads.
/// Threads: one thread at a time. Ownership: borrows the source, which must outlive the reader.
class VideoReader final : public PictureStream
{
public:
    static Result<std::unique_ptr<VideoReader>> open(const ByteSource &source, int stream,
                                                     const VideoReadOptions &options,
                                                     const JobContext &context);
    ~VideoReader() override;
    const StreamInfo &info() const;
    Result<std::optional<VideoFrame>> next() override;
    /// As next(), but image is only the brightness (Format_Grayscale8, black 0 and white 255), and
    /// up to twice as wide and high as next() would make it: much cheaper. What turns out to be
    /// needed in colour is given to picture() afterwards.
    Result<std::optional<VideoFrame>> nextLuma();
    /// The image that next() would have given with a frame of nextLuma(). Each such frame that is
    /// kept keeps one full picture in memory.
    Result<QImage> picture(const VideoFrame &frame);
    Result<std::optional<VideoFrame>> skip() override;
    Result<void> seek(Ticks pts, SeekTo to = SeekTo::Shown) override;
    void setMaxSize(QSize maxSize) override;

private:
    friend class FilmPass;
    static std::unique_ptr<VideoReader> over(std::unique_ptr<class VideoDecoder> decoder,
                                             std::unique_ptr<class PacketFeed> feed,
                                             const VideoReadOptions &options,
                                             const JobContext &context);
    struct Private;
    explicit VideoReader(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

/// Presentation times of all frames of a stream that a player shows, sorted, with key flags. One
/// demux pass, nothing decoded.
struct FrameIndex
{
    struct Entry
    {
        Ticks pts = 0;
        bool key = false;
    };
    std::vector<Entry> frames;
    /// The frame shown at @a pts; the first one before the start. Requires: not empty.
    size_t indexAt(Ticks pts) const;
};

/// Kind of derived data (derivedQuestion()). Another number when the same file may get another
/// index.
inline constexpr char kFramesKind[] = "frames-1";
QByteArray frameIndexQuestion(int stream);
/// A few bytes for a frame. Empty for times so far apart that only damage tells them.
QByteArray toBytes(const FrameIndex &index);
/// Nothing for what is no index: times that do not rise, bytes that are missing or left.
std::optional<FrameIndex> frameIndexFrom(QByteArrayView bytes);

Result<FrameIndex> indexFrames(const ByteSource &source, int stream, const JobContext &context);

} // namespace redoubt::media
