// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/media/avhandles.h"
#include "core/media/container.h"

#include <deque>
#include <optional>

namespace redoubt::media {

/// One decoded picture as coded: not turned, planes as the codec gives them.
struct DecodedPicture
{
    FramePtr frame;
    Ticks pts = 0; ///< strictly rising from picture to picture
    Ticks duration = 0;
    bool corrupt = false; ///< damaged itself, or follows damage without a key frame between
};

/// Turns the times that a container stores into one strictly rising time for every frame. The only
/// place where this is decided, so that index, reader and writer name the same frame the same way.
class FrameTimes
{
public:
    FrameTimes() = default;
    FrameTimes(Rational timeBase, Rational frameRate);
    /// Stored time of the next frame in order of presentation, or nothing when there is none.
    Ticks next(std::optional<Ticks> stored);
    void reset() { m_last.reset(); }

private:
    Ticks m_second = 1;
    Ticks m_frame = 1;
    std::optional<Ticks> m_last;
};

/// Decodes one video stream of a container. Threads: one at a time.
class VideoDecoder
{
public:
    static Result<std::unique_ptr<VideoDecoder>> open(const Container &container, int stream,
                                                      int threads);
    ~VideoDecoder();

    /// Gives a packet of the stream, null at the end. Damage is not an error: it shows in the
    /// pictures. Requires: receive() returned nothing before.
    Result<void> send(const AVPacket *packet);
    /// The next picture, or nothing until more is sent.
    Result<std::optional<DecodedPicture>> receive();
    /// Forgets everything, for a seek. Pictures that are shown before the next key frame do not
    /// come out: they may lean on what was never read.
    void flush();
    /// True when frames are decoded in the order in which they are shown.
    bool inOrder() const;
    /// Leaves out pictures that no other needs.
    void skipUnreferenced(bool skip);
    const StreamInfo &info() const { return m_info; }
    const AVCodecContext &codec() const { return *m_codec; }

private:
    VideoDecoder() = default;

    CodecContextPtr m_codec;
    StreamInfo m_info;
    FrameClock m_clock = FrameClock::Stored;
    FrameTimes m_times;
    std::deque<std::optional<Ticks>>
        m_decodeTimes;      ///< of packets sent, with FrameClock::DecodeOrder
    bool m_damaged = false; ///< until the next key frame
    int m_awaitKey = 0;     ///< pictures to drop at most until a key frame comes
};

} // namespace redoubt::media
