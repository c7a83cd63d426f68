// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/verify/checklog.h"

#include <memory>

struct AVFormatContext;
struct AVPacket;
struct AVStream;

namespace redoubt::verify {

/// Decodes one audio stream and measures the sound inside of every cut: "audio_energy".
///
/// 10 ms at each end of a cut are left out (fades and codec smear). Inside, "silent" means that no
/// sample of a cut channel is above -60 dBFS. Lossy codecs spread noise of what stands outside over
/// one or two of their blocks (measured: AAC, MP3, Vorbis and Opus from 32 kbit/s), so up to 25 ms
/// from each end -34 dBFS and up to 45 ms -50 dBFS are allowed to them. Below 100 Hz nothing is
/// measured: Opus lets a constant offset die away over tenths of a second. A bleep or noise must be
/// steady: level and zero crossings of 20 ms windows vary by less than speech does.
/// Threads: use from one thread.
class AudioCheck
{
public:
    /// @a number: of the stream among the audio streams of the output.
    static std::unique_ptr<AudioCheck> open(const Task &task, const AVFormatContext *format,
                                            const AVStream *stream, int number, CheckLog &log);
    ~AudioCheck();
    /// Null at the end of the stream.
    void feed(const AVPacket *packet);
    void finish();

private:
    struct Private;
    explicit AudioCheck(std::unique_ptr<Private> data);
    std::unique_ptr<Private> d;
};

} // namespace redoubt::verify
