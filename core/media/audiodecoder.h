// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/media/audioreader.h"
#include "core/media/avhandles.h"
#include "core/media/container.h"

#include <deque>

namespace redoubt::media {

/// Decodes one audio stream of a container into blocks on the stream's own clock. What the encoder
/// put in front of the sound (priming) and what an edit list cuts off never comes out. Sound that
/// could not be decoded is a gap. Threads: one at a time.
class AudioDecoder
{
public:
    /// @a sampleRate 0: as in the source.
    static Result<std::unique_ptr<AudioDecoder>> open(const Container &container, int stream,
                                                      int sampleRate);
    ~AudioDecoder();

    /// Gives a packet of the stream, null at the end.
    Result<void> send(const AVPacket *packet);
    /// The next block, or nothing until more is sent. Blocks never overlap.
    Result<std::optional<AudioBlock>> receive();
    /// Forgets everything, for a seek: the next block says where it lies.
    void flush();
    int sampleRate() const { return m_rate; }
    const StreamInfo &info() const { return m_info; }
    const AVCodecContext &codec() const { return *m_codec; }

private:
    AudioDecoder() = default;
    Result<void> take(FramePtr frame);
    Result<void> place(const AVFrame &frame, bool followsOn);
    std::optional<qint64> storedPosition(const AVFrame &frame) const;
    qint64 tolerance() const;
    Result<void> configure(const AVFrame &frame);
    Result<void> convert(const AVFrame *frame, int skip);

    CodecContextPtr m_codec;
    SwrPtr m_converter;
    StreamInfo m_info;
    Ticks m_clockOffset = 0;
    int m_rate = 0;
    bool m_followRate = true;
    int m_inputRate = 0;
    int m_inputFormat = -1;
    int m_inputChannels = 0;
    std::optional<qint64> m_nextInput; ///< source sample that follows what was taken
    qint64 m_nextOutput = 0;
    std::deque<AudioBlock> m_ready;
    FramePtr m_doubtful; ///< does not follow on; the next frame tells whether that is true
};

} // namespace redoubt::media
