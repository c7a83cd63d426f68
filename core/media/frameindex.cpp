// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/fieldcodec.h"
#include "core/jobs/derivedquestion.h"
#include "core/media/container.h"
#include "core/media/frameindexbuilder.h"
#include "core/media/tr.h"
#include "core/media/videodecoder.h"
#include "core/media/videoreader.h"

#include <algorithm>
#include <limits>

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

QByteArray frameIndexQuestion(int stream)
{
    return derivedQuestion(kFramesKind, LittleEndianWriter().number(stream).result());
}

// Count, and for each frame how many ticks it is behind the one before, doubled, with the key flag
// in the last bit, in sevens of bits, the lowest first. The first time stands in full.
QByteArray toBytes(const FrameIndex &index)
{
    LittleEndianWriter head;
    head.u64(index.frames.size())
        .number(index.frames.empty() ? Ticks(0) : index.frames.front().pts);
    QByteArray bytes = head.result();
    bytes.reserve(bytes.size() + qsizetype(index.frames.size()) * 3);
    Ticks last = index.frames.empty() ? 0 : index.frames.front().pts;
    for (const FrameIndex::Entry &entry : index.frames) {
        const quint64 step = quint64(entry.pts) - quint64(last);
        if (step >> 62 != 0)
            return {};
        quint64 value = step << 1 | (entry.key ? 1 : 0);
        last = entry.pts;
        for (; value >= 0x80; value >>= 7)
            bytes.append(char(uchar(value | 0x80)));
        bytes.append(char(uchar(value)));
    }
    return bytes;
}

std::optional<FrameIndex> frameIndexFrom(QByteArrayView bytes)
{
    LittleEndianReader reader(bytes);
    const quint64 count = reader.u64();
    Ticks last = reader.number<Ticks>();
    if (!reader.ok() || count > kMaxFrames || count > quint64(reader.left()))
        return std::nullopt;
    FrameIndex index;
    index.frames.reserve(size_t(count));
    for (quint64 n = 0; n < count; ++n) {
        quint64 value = 0;
        for (int shift = 0;; shift += 7) {
            const quint8 byte = reader.u8();
            if (!reader.ok() || shift > 56)
                return std::nullopt;
            value |= quint64(byte & 0x7f) << shift;
            if ((byte & 0x80) == 0)
                break;
        }
        const auto step = Ticks(value >> 1);
        if ((n == 0) != (step == 0) ||
            step > std::numeric_limits<Ticks>::max() - std::max<Ticks>(0, last))
            return std::nullopt;
        last += step;
        index.frames.push_back({last, (value & 1) != 0});
    }
    return reader.finished() ? std::optional(std::move(index)) : std::nullopt;
}

FrameIndexBuilder::FrameIndexBuilder(const StreamInfo &info, FrameClock clock)
    : m_info(info)
    , m_byDecodeTime(clock == FrameClock::DecodeOrder)
{}

Result<void> FrameIndexBuilder::add(const AVPacket &packet)
{
    if (packet.size == 0 || (packet.flags & AV_PKT_FLAG_DISCARD))
        return {};
    if (m_packets.size() >= kMaxFrames)
        return Error(ErrorKind::Limit, "media/frameindex",
                     Tr::tr("The video has more frames than can be handled."));
    const int64_t first = m_byDecodeTime ? packet.dts : packet.pts;
    const int64_t second = m_byDecodeTime ? packet.pts : packet.dts;
    const int64_t time = first != AV_NOPTS_VALUE ? first : second;
    m_packets.push_back({time != AV_NOPTS_VALUE ? std::optional<Ticks>(time) : std::nullopt,
                         (packet.flags & AV_PKT_FLAG_KEY) != 0});
    return {};
}

FrameIndex FrameIndexBuilder::finish()
{
    // Frames without any time stay where they are; the others are put in order of presentation.
    if (!m_byDecodeTime &&
        std::all_of(m_packets.begin(), m_packets.end(), [](const Stored &s) { return s.pts; }))
        std::stable_sort(m_packets.begin(), m_packets.end(),
                         [](const Stored &a, const Stored &b) { return *a.pts < *b.pts; });
    FrameTimes times(m_info.timeBase, m_info.frameRate);
    FrameIndex index;
    index.frames.reserve(m_packets.size());
    for (const Stored &stored : m_packets)
        index.frames.push_back({times.next(stored.pts), stored.key});
    return index;
}

Result<FrameIndex> indexFrames(const ByteSource &source, int stream, const JobContext &context)
{
    auto opened = Container::open(source, context);
    if (!opened)
        return opened.error();
    Container &container = **opened;
    const StreamInfo *info = container.streamInfo(stream);
    if (!info || info->kind != StreamKind::Video)
        return Error(ErrorKind::Invalid, "media/frameindex",
                     Tr::tr("The file has no video stream number %1.").arg(stream));
    container.readOnly({stream});
    FrameIndexBuilder builder(*info, container.frameClock());
    const PacketPtr packet = makePacket();
    for (;;) {
        const auto more = container.read(*packet);
        if (!more)
            return more.error();
        if (!*more)
            return builder.finish();
        if (auto added = builder.add(*packet); !added)
            return added.error();
        if (builder.size() % 256 == 0)
            context.progress(packet->pos, source.size());
    }
}

} // namespace redoubt::media
