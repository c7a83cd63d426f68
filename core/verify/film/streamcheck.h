// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/verify/checklog.h"

#include <map>

struct AVFormatContext;
struct AVFrame;
struct AVPacket;

namespace redoubt::verify {

/// Streams, tags, chapters and side data of the container against the lists of what a release may
/// have: "streams", "metadata", "side_data". Names of tags are printed only when they are among the
/// well-known ones, since any text can be a name.
void checkStreams(const Task &task, const AVFormatContext *format, CheckLog &log);

/// Side information that travels with packets (captions, text, alpha) and packets that players are
/// told not to show. Audio codecs need a few of these at the start to get going ("priming").
class PacketCheck
{
public:
    void examine(const AVPacket *packet, const AVFormatContext *format, CheckLog &log);

private:
    struct Seen
    {
        int skipped = 0;
        bool playing = false;
    };
    std::map<int, Seen> m_seen; // by stream index
};

/// Side information that decoders found inside of the coded data.
void checkFrame(const AVFrame *frame, CheckLog &log);

} // namespace redoubt::verify
