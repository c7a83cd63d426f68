// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/media/audioreader.h"
#include "core/media/avhandles.h"
#include "core/redact/film/mediawriter.h"

struct AVCodec;
struct AVStream;

namespace redoubt::redact {

/// Which encoder a stream of sound gets.
struct AudioChoice
{
    const AVCodec *codec = nullptr; ///< null: none can write it into the container
    int sampleRate = 0;
    bool sameCodec = false;
    bool forPlayers = false; ///< not the source's own, since few players play that
};

enum class SoundCodec {
    Playable, ///< one that every player plays
    Same      ///< the source's own where it can be written
};

/// The encoder for the source's own codec, else the format's, else any that the container takes.
AudioChoice chooseAudioEncoder(const MediaWriter &writer, const AVStream &source,
                               const MediaFormat &format, SoundCodec wanted);

/// Encodes one stream of sound. Sample n of the blocks is heard at n / rate seconds of the output:
/// gaps are filled with silence, what lies before 0 is dropped, and the encoder's priming is either
/// named by the container or left out. Threads: one at a time.
class AudioEncoder
{
public:
    static Result<std::unique_ptr<AudioEncoder>>
    open(MediaWriter &writer, const AudioChoice &choice, const AVStream &source,
         const MediaFormat &format, const QString &language);
    Result<void> encode(const media::AudioBlock &block, const JobContext &context);
    Result<void> finish(const JobContext &context);

private:
    explicit AudioEncoder(MediaWriter &writer)
        : m_writer(writer)
    {}
    Result<void> append(const std::vector<std::vector<float>> *channels, qint64 from, qint64 count,
                        const JobContext &context);
    Result<void> sendFrame(qint64 samples, const JobContext &context);
    Result<void> drain(const JobContext &context);

    MediaWriter &m_writer;
    media::CodecContextPtr m_codec;
    media::SwrPtr m_converter;
    media::PacketPtr m_packet = media::makePacket();
    std::vector<std::vector<float>> m_waiting;
    qint64 m_waitingCount = 0;
    qint64 m_nextPts = 0;    ///< of the first waiting sample
    qint64 m_nextSample = 0; ///< expected from the next block
    qint64 m_dropBefore = 0; ///< packets of priming end here
    qint64 m_frameSize = 1024;
    int m_stream = 0;
    bool m_dropsPriming = false;
    bool m_fromZero = false;
    bool m_started = false;
};

} // namespace redoubt::redact
