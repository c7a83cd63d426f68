// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/media/mediainfo.h"

#include <QImage>

#include <memory>
#include <optional>
#include <vector>

/// What a player needs of one stream, wherever it is decoded.
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
    /// From VideoReader::nextLuma() only, for picture(). Copies of a frame share it, since it is
    /// large.
    std::shared_ptr<const CodedPicture> coded;
};

struct VideoReadOptions
{
    QSize maxSize; ///< empty: full size. Aspect is kept, never enlarged
    QImage::Format format = QImage::Format_BGR888;
    int decoderThreads = 1;
};

/// Frames in order of presentation time. Threads: one at a time.
class PictureStream
{
public:
    virtual ~PictureStream() = default;
    /// The next frame, or nothing at the end. Damaged frames come with corrupt set, or are an error
    /// when the stream cannot be followed any further.
    virtual Result<std::optional<VideoFrame>> next() = 0;
    /// As next(), but only the presentation time is filled in and no picture is converted: for
    /// frames that are skipped.
    virtual Result<std::optional<VideoFrame>> skip() = 0;
    enum class SeekTo {
        Shown, ///< the frame shown at pts: the last one that starts at or before it
        Start  ///< a frame that is known to start exactly at pts (FrameIndex): less is decoded
    };
    /// After this, next() returns the frame asked for, and those after it follow. Where no frame
    /// starts at pts, SeekTo::Start does the same as SeekTo::Shown, slowly.
    virtual Result<void> seek(Ticks pts, SeekTo to = SeekTo::Shown) = 0;
    /// Of the pictures from now on; empty: full size.
    virtual void setMaxSize(QSize maxSize) = 0;
};

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

/// Decoded sound in order. Threads: one at a time.
class SoundStream
{
public:
    virtual ~SoundStream() = default;
    virtual const StreamInfo &info() const = 0;
    virtual int sampleRate() const = 0; ///< of the blocks
    virtual Result<std::optional<AudioBlock>> next() = 0;
    /// After this, next() gives sound that begins at or before @a pts (ticks of the stream), where
    /// the stream has any there. What lies before may be incomplete: it is for the caller to drop.
    virtual Result<void> seek(Ticks pts) = 0;
};

} // namespace redoubt::media
