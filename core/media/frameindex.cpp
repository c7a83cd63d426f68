// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/container.h"
#include "core/media/tr.h"
#include "core/media/videodecoder.h"
#include "core/media/videoreader.h"

#include <algorithm>

extern "C" {
#include <libavcodec/packet.h>
#include <libavutil/avutil.h>
}

namespace redoubt::media {

namespace {

// 100 hours at 60 frames a second; beyond that the container lies about its frames.
constexpr size_t kMaxFrames = 100ULL * 3600 * 60;

} // namespace

size_t FrameIndex::indexAt(Ticks pts) const
{
    Q_ASSERT(!frames.empty());
    const auto after = std::upper_bound(frames.begin(), frames.end(), pts,
                                        [](Ticks t, const Entry &e) { return t < e.pts; });
    return after == frames.begin() ? 0 : size_t(after - frames.begin()) - 1;
}

Result<FrameIndex> indexFrames(const ByteSource &source, int stream, const JobContext &context)
{
    const char *site = "media/frameindex";
    auto opened = Container::open(source, context);
    if (!opened)
        return opened.error();
    Container &container = **opened;
    const StreamInfo *info = container.streamInfo(stream);
    if (!info || info->kind != StreamKind::Video)
        return Error(ErrorKind::Invalid, site,
                     Tr::tr("The file has no video stream number %1.").arg(stream));
    container.readOnly({stream});
    const bool byDecodeTime = container.frameClock() == FrameClock::DecodeOrder;

    struct Stored
    {
        std::optional<Ticks> pts;
        bool key = false;
    };
    std::vector<Stored> packets;
    const PacketPtr packet = makePacket();
    for (;;) {
        const auto more = container.read(*packet);
        if (!more)
            return more.error();
        if (!*more)
            break;
        if (packet->size == 0 || (packet->flags & AV_PKT_FLAG_DISCARD))
            continue;
        if (packets.size() >= kMaxFrames)
            return Error(ErrorKind::Limit, site,
                         Tr::tr("The video has more frames than can be handled."));
        const int64_t first = byDecodeTime ? packet->dts : packet->pts;
        const int64_t second = byDecodeTime ? packet->pts : packet->dts;
        const int64_t time = first != AV_NOPTS_VALUE ? first : second;
        packets.push_back({time != AV_NOPTS_VALUE ? std::optional<Ticks>(time) : std::nullopt,
                           (packet->flags & AV_PKT_FLAG_KEY) != 0});
        if (packets.size() % 256 == 0)
            context.progress(packet->pos, source.size());
    }
    // Frames without any time stay where they are; the others are put in order of presentation.
    if (!byDecodeTime &&
        std::all_of(packets.begin(), packets.end(), [](const Stored &s) { return s.pts; }))
        std::stable_sort(packets.begin(), packets.end(),
                         [](const Stored &a, const Stored &b) { return *a.pts < *b.pts; });
    FrameTimes times(info->timeBase, info->frameRate);
    FrameIndex index;
    index.frames.reserve(packets.size());
    for (const Stored &stored : packets)
        index.frames.push_back({times.next(stored.pts), stored.key});
    return index;
}

} // namespace redoubt::media
