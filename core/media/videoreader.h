// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/media/mediainfo.h"

#include <QImage>

#include <memory>
#include <optional>
#include <vector>

namespace redoubt::media {

/// A picture as the decoder gave it. Opaque.
struct CodedPicture;

/// One decoded picture in displayed orientation.
struct VideoFrame
{
    Ticks pts = 0;
    Ticks duration = 0;     ///< 0 when unknown
    QImage image;           ///< in the format asked for; scaled to fit VideoReadOptions::maxSize
    QSize sourceSize;       ///< displayed size at full resolution: the space of every PixelRect
    bool corrupt = false;   ///< the decoder concealed damage: treat as not examined
    Turn turn = Turn::None; ///< that was applied
    bool interlaced = false;
    int pixelFormat = -1; ///< FFmpeg's number of what was decoded
    /// From nextLuma() only, for picture(). Copies of a frame share it, since it is large.
    std::shared_ptr<const CodedPicture> coded;
};

struct VideoReadOptions
{
    QSize maxSize; ///< empty: full size. Aspect is kept, never enlarged
    QImage::Format format = QImage::Format_BGR888;
    int decoderThreads = 1;
};

/// Reads frames in order of presentation time. Decoding does not depend on the number of threads.
/// Threads: one thread at a time. Ownership: borrows the source, which must outlive the reader.
class VideoReader
{
public:
    static Result<std::unique_ptr<VideoReader>> open(const ByteSource &source, int stream,
                                                     const VideoReadOptions &options,
                                                     const JobContext &context);
    ~VideoReader();
    const StreamInfo &info() const;
    /// The next frame, or nothing at the end. Damaged frames come with corrupt set, or are an error
    /// when the stream cannot be followed any further.
    Result<std::optional<VideoFrame>> next();
    /// As next(), but image is only the brightness (Format_Grayscale8, black 0 and white 255), and
    /// up to twice as wide and high as next() would make it: much cheaper. What turns out to be
    /// needed in colour is given to picture() afterwards.
    Result<std::optional<VideoFrame>> nextLuma();
    /// The image that next() would have given with a frame of nextLuma(). Each such frame that is
    /// kept keeps one full picture in memory.
    Result<QImage> picture(const VideoFrame &frame);
    /// As next(), but only the presentation time is filled in and no picture is converted: for
    /// frames that are skipped.
    Result<std::optional<VideoFrame>> skip();
    enum class SeekTo {
        Shown, ///< the frame shown at pts: the last one that starts at or before it
        Start  ///< a frame that is known to start exactly at pts (FrameIndex): less is decoded
    };
    /// After this, next() returns the frame asked for, and those after it follow. Where no frame
    /// starts at pts, SeekTo::Start does the same as SeekTo::Shown, slowly.
    Result<void> seek(Ticks pts, SeekTo to = SeekTo::Shown);
    /// Of the pictures from now on; empty: full size.
    void setMaxSize(QSize maxSize);

private:
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

Result<FrameIndex> indexFrames(const ByteSource &source, int stream, const JobContext &context);

} // namespace redoubt::media
