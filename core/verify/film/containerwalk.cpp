// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/film/containerwalk.h"

#include "core/verify/bytes.h"

#include <QSet>

#include <algorithm>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

const QString kContainer = u"container"_s;
constexpr int kMaxParts = 2'000'000;
constexpr int kMaxBoxDepth = 12;
constexpr qint64 kSkippedBlock = 1 << 20;

class Walker
{
public:
    Walker(const Task &task, CheckLog &log)
        : m_task(task)
        , m_log(log)
        , m_size(task.output.size())
    {}

    Result<void> mp4(std::vector<PacketExtent> &packets)
    {
        const auto walked = boxes(0, m_size, 0);
        if (!walked)
            return walked;
        std::sort(m_media.begin(), m_media.end(), byBegin);
        std::sort(packets.begin(), packets.end(), byBegin);
        looseBytes(packets);
        return {};
    }

    Result<void> riff(std::vector<PacketExtent> &packets)
    {
        static const QSet<QByteArray> kAllowed{"fmt ", "data", "fact", "hdrl", "avih", "strl",
                                               "strh", "strf", "movi", "idx1", "indx", "vprp",
                                               "odml", "dmlh", "PEAK", "ds64", "JUNK"};
        const auto head = m_task.output.read(0, 12);
        if (!head)
            return head.error();
        const Bytes in(*head);
        const qint64 stated = 8 + qint64(in.le32(4));
        qint64 end = std::min(m_size, stated);
        if (in.le32(4) == 0xffffffffU) // RF64, or written to a pipe
            end = m_size;
        const bool isWave = in.part(8, 4) == QByteArrayView("WAVE");
        const auto walked = chunks(12, end, kAllowed, 0, isWave);
        if (!walked)
            return walked;
        if (end < m_size)
            m_log.leak(
                kContainer,
                Words::tr("%1 bytes after the end of the file's structure").arg(m_size - end));
        std::ignore = packets; // index and interleaving of AVI leave gaps of their own
        return {};
    }

    Result<void> matroska() { return elements(0, m_size, 0); }

private:
    static bool byBegin(const PacketExtent &a, const PacketExtent &b) { return a.begin < b.begin; }

    Result<void> tooMany()
    {
        m_log.incomplete(kContainer,
                         Words::tr("the structure of the file is too large or damaged"));
        m_stopped = true;
        return {};
    }

    /// Padding must be empty: old headers and whole frames stay behind in it.
    Result<void> padding(qint64 begin, qint64 end, int allowedPrefix)
    {
        for (qint64 at = begin + allowedPrefix; at < end; at += kSkippedBlock) {
            if (m_task.context.cancelled())
                return JobContext::cancelledError("verify/container");
            const auto block = m_task.output.read(at, std::min(kSkippedBlock, end - at));
            if (!block)
                return block.error();
            if (!Bytes(*block).isZero(0, block->size())) {
                m_log.leak(kContainer, Words::tr("padding that is not empty"));
                return {};
            }
        }
        return {};
    }

    Result<void> boxes(qint64 at, qint64 end, int depth)
    {
        static const QSet<QByteArray> kParents{"moov", "trak", "mdia", "minf", "dinf",
                                               "stbl", "edts", "moof", "traf", "mvex",
                                               "mfra", "udta", "tref", "gmhd", "tapt"};
        static const QSet<QByteArray> kLeaves{
            "ftyp", "styp", "mvhd", "tkhd", "mdhd", "hdlr", "vmhd", "smhd", "nmhd", "dref", "stsd",
            "stts", "ctts", "stsc", "stsz", "stz2", "stco", "co64", "stss", "sgpd", "sbgp", "sdtp",
            "elst", "mfhd", "tfhd", "tfdt", "trun", "trex", "mehd", "tfra", "mfro", "sidx", "cslg",
            // sizes of pictures whose pixels are not square, in QuickTime
            "clef", "prof", "enof"};
        while (at < end && !m_stopped) {
            if (m_task.context.cancelled())
                return JobContext::cancelledError("verify/container");
            const auto head = m_task.output.read(at, 16);
            if (!head)
                return head.error();
            const Bytes in(*head);
            qint64 header = 8;
            qint64 length = in.be32(0);
            const QByteArray type = in.part(4, 4).toByteArray();
            if (length == 1) {
                header = 16;
                length = qint64(std::min<std::uint64_t>(in.be64(8), std::uint64_t(1) << 62));
            } else if (length == 0) {
                length = end - at;
            }
            if (depth > 0 && type == "udta" && in.size() < header) // a lone terminator
                return {};
            if (length < header || length > end - at || ++m_parts > kMaxParts ||
                depth > kMaxBoxDepth) {
                if (depth == 0 && m_parts > 1) {
                    m_log.leak(
                        kContainer,
                        Words::tr("%1 bytes after the end of the file's structure").arg(end - at));
                    m_stopped = true;
                    return {};
                }
                return tooMany();
            }
            Result<void> inner;
            if (type == "mdat") {
                m_media.push_back({at + header, at + length});
            } else if (type == "free" || type == "skip" || type == "wide") {
                inner = padding(at + header, at + length, 0);
            } else if (kParents.contains(type)) {
                inner = boxes(at + header, at + length, depth + 1);
            } else if (type == "meta") {
                inner = meta(at + header, at + length);
            } else if (!kLeaves.contains(type)) {
                m_log.leak(kContainer,
                           Words::tr("a box of %1 bytes that no release needs").arg(length));
            }
            if (!inner)
                return inner;
            at += length;
        }
        return {};
    }

    /// FFmpeg writes the name of the encoder there. Tags themselves are read by FFmpeg; here only
    /// the size is judged.
    Result<void> meta(qint64 begin, qint64 end)
    {
        if (end - begin > 256)
            m_log.leak(kContainer, Words::tr("a description of %1 bytes").arg(end - begin));
        return {};
    }

    Result<void> chunks(qint64 at, qint64 end, const QSet<QByteArray> &allowed, int depth,
                        bool isWave)
    {
        while (at + 8 <= end && !m_stopped) {
            if (m_task.context.cancelled())
                return JobContext::cancelledError("verify/container");
            const auto head = m_task.output.read(at, 12);
            if (!head)
                return head.error();
            const Bytes in(*head);
            const QByteArray type = in.part(0, 4).toByteArray();
            qint64 length = in.le32(4);
            if (type == "data" && length == 0xffffffffLL)
                length = end - at - 8;
            if (length > end - at - 8 || ++m_parts > kMaxParts || depth > kMaxBoxDepth)
                return tooMany();
            Result<void> inner;
            if (type == "LIST") {
                const QByteArray list = in.part(8, 4).toByteArray();
                if (list == "hdrl" || list == "strl" || list == "odml")
                    inner = chunks(at + 12, at + 8 + length, allowed, depth + 1, isWave);
                else if (list == "INFO")
                    inner = info(at + 12, at + 8 + length);
                else if (list != "movi")
                    m_log.leak(kContainer,
                               Words::tr("a list of %1 bytes that no release needs").arg(length));
            } else if (type == "JUNK") {
                inner = junk(at + 8, at + 8 + length);
            } else if (!allowed.contains(type)) {
                m_log.leak(kContainer,
                           Words::tr("a chunk of %1 bytes that no release needs").arg(length));
            }
            if (!inner)
                return inner;
            at += 8 + length + (length & 1);
        }
        return {};
    }

    Result<void> junk(qint64 begin, qint64 end)
    {
        // The AVI writer reserves an index there with a small header, and signs with its name.
        const auto head = m_task.output.read(begin, std::min<qint64>(32, end - begin));
        if (!head)
            return head.error();
        return padding(begin, end, head->startsWith("Lavf") || end - begin > 32 ? 32 : 0);
    }

    /// Only the name of the writing software.
    Result<void> info(qint64 begin, qint64 end)
    {
        const auto body = m_task.output.read(begin, std::min<qint64>(64, end - begin));
        if (!body)
            return body.error();
        if (end - begin > 64 || !body->startsWith("ISFT") ||
            !body->sliced(std::min<qsizetype>(8, body->size())).startsWith("Lavf"))
            m_log.leak(kContainer, Words::tr("a list of descriptions"));
        return {};
    }

    struct Element
    {
        quint64 id = 0;
        qint64 body = 0;
        qint64 end = 0;
        bool valid = false;
    };

    static int lengthOf(std::uint8_t first)
    {
        for (int n = 1; n <= 8; ++n) {
            if (first & (0x80 >> (n - 1)))
                return n;
        }
        return 0;
    }

    Result<Element> element(qint64 at, qint64 end) const
    {
        const auto head = m_task.output.read(at, 12);
        if (!head)
            return head.error();
        const Bytes in(*head);
        Element e;
        const int idLength = lengthOf(in.u8(0));
        const int sizeLength = lengthOf(in.u8(idLength));
        if (idLength == 0 || idLength > 4 || sizeLength == 0 || !in.holds(0, idLength + sizeLength))
            return e;
        for (int i = 0; i < idLength; ++i)
            e.id = (e.id << 8) | in.u8(i);
        quint64 size = in.u8(idLength) & (0xff >> sizeLength);
        bool unknown = size == quint64(0xff >> sizeLength);
        for (int i = 1; i < sizeLength; ++i) {
            size = (size << 8) | in.u8(idLength + i);
            unknown = unknown && in.u8(idLength + i) == 0xff;
        }
        e.body = at + idLength + sizeLength;
        if (unknown)
            e.end = end;
        else if (size > quint64(end - std::min(end, e.body)))
            return e;
        else
            e.end = e.body + qint64(size);
        e.valid = true;
        return e;
    }

    Result<void> elements(qint64 at, qint64 end, int depth)
    {
        // Top: EBML, Segment. In a Segment: SeekHead, Info, Tracks, Cluster, Cues, Tags (judged as
        // tags). Chapters and Attachments are reported by the streams check as well.
        static const QSet<quint64> kSegment{0x114d9b74, 0x1549a966, 0x1654ae6b, 0x1f43b675,
                                            0x1c53bb6b, 0x1254c367, 0xbf};
        static const QSet<quint64> kCluster{0xe7, 0xa7, 0xab, 0xa3, 0xa0, 0xbf};
        while (at < end && !m_stopped) {
            if (m_task.context.cancelled())
                return JobContext::cancelledError("verify/container");
            const auto next = element(at, end);
            if (!next)
                return next.error();
            if (!next->valid || ++m_parts > kMaxParts) {
                if (depth == 0 && m_parts > 1) {
                    m_log.leak(
                        kContainer,
                        Words::tr("%1 bytes after the end of the file's structure").arg(end - at));
                    m_stopped = true;
                    return {};
                }
                return tooMany();
            }
            Result<void> inner;
            if (next->id == 0xec) {
                inner = padding(next->body, next->end, 0);
            } else if (depth == 0) {
                if (next->id == 0x18538067)
                    inner = elements(next->body, next->end, 1);
                else if (next->id != 0x1a45dfa3)
                    unknownElement(next->end - at);
            } else if (depth == 1) {
                if (!kSegment.contains(next->id))
                    unknownElement(next->end - at);
                else if (next->id == 0x1f43b675)
                    inner = elements(next->body, next->end, 2);
            } else if (!kCluster.contains(next->id)) {
                if (kSegment.contains(next->id)) // a Cluster of unknown length ended
                    return {};
                unknownElement(next->end - at);
            }
            if (!inner)
                return inner;
            at = next->end;
        }
        return {};
    }

    void unknownElement(qint64 size)
    {
        m_log.leak(kContainer, Words::tr("an element of %1 bytes that no release needs").arg(size));
    }

    void looseBytes(const std::vector<PacketExtent> &packets)
    {
        qint64 loose = 0;
        std::size_t next = 0;
        for (const PacketExtent &media : m_media) {
            qint64 at = media.begin;
            while (next < packets.size() && packets[next].begin < media.end) {
                if (packets[next].end > media.begin) {
                    loose += std::max<qint64>(0, packets[next].begin - at);
                    at = std::max(at, std::min(packets[next].end, media.end));
                }
                ++next;
            }
            loose += media.end - at;
        }
        if (loose > 0)
            m_log.leak(kContainer,
                       Words::tr("%1 bytes of media data that no player shows").arg(loose));
    }

    const Task &m_task;
    CheckLog &m_log;
    qint64 m_size;
    int m_parts = 0;
    bool m_stopped = false;
    std::vector<PacketExtent> m_media;
};

} // namespace

Result<void> walkContainer(const Task &task, const std::string &format,
                           std::vector<PacketExtent> &packets, CheckLog &log)
{
    Walker walker(task, log);
    if (format.rfind("mov,", 0) == 0) {
        log.clean(kContainer);
        return walker.mp4(packets);
    }
    if (format == "wav" || format == "avi") {
        log.clean(kContainer);
        return walker.riff(packets);
    }
    if (format.rfind("matroska", 0) == 0) {
        log.clean(kContainer);
        return walker.matroska();
    }
    log.clean(kContainer,
              Words::tr("this container is not walked part by part; its bytes were searched"));
    return {};
}

} // namespace redoubt::verify
