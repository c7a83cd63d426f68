// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/sourceend.h"

#include <QStringList>
#include <QtEndian>

#include <algorithm>
#include <array>

namespace redoubt::media {

namespace {

using namespace Qt::StringLiterals;

constexpr int kMostParts = 1'000'000;
constexpr qint64 kOggTail = 256 * 1024; // more than three of the largest pages
constexpr qint64 kPacket = 188;
// Recorders that cannot seek back leave a number near the largest one.
constexpr quint32 kUnknownLength = 0x7fff'0000;

struct Reader
{
    const ByteSource &source;
    const JobContext &context;
    const char *site = "media/sourceend";

    Result<QByteArray> bytes(qint64 at, qint64 count) const
    {
        if (context.cancelled())
            return JobContext::cancelledError(site);
        return source.read(at, std::min(count, source.size() - at));
    }
};

Result<bool> isMp4CutOff(const Reader &in)
{
    const qint64 size = in.source.size();
    qint64 at = 0;
    for (int part = 0; at < size && part < kMostParts; ++part) {
        const auto head = in.bytes(at, 16);
        if (!head)
            return head.error();
        if (head->size() < 8)
            return true;
        quint64 length = qFromBigEndian<quint32>(head->constData());
        if (length == 0) // to the end of the file
            return false;
        if (length == 1) {
            if (head->size() < 16)
                return true;
            length = qFromBigEndian<quint64>(head->constData() + 8);
        }
        if (length < 8)
            return false; // not the structure that was meant
        if (length > quint64(size - at))
            return true;
        at += qint64(length);
    }
    return false;
}

/// A number of EBML at @a at: value and length; length 0 when there is none.
struct EbmlNumber
{
    quint64 value = 0;
    int length = 0;
    bool unknown = false;
};

EbmlNumber ebmlNumber(const QByteArray &bytes, qsizetype at, bool keepMarker)
{
    EbmlNumber number;
    if (at >= bytes.size() || bytes[at] == 0)
        return number;
    const auto first = uchar(bytes[at]);
    int length = 1;
    while ((first & (0x80 >> (length - 1))) == 0)
        ++length;
    if (at + length > bytes.size())
        return number;
    number.length = length;
    number.value = keepMarker ? first : quint64(first & (0xff >> length));
    number.unknown = (first | (0xff << (8 - length) & 0xff)) == 0xff;
    for (int i = 1; i < length; ++i) {
        number.value = number.value << 8 | uchar(bytes[at + i]);
        number.unknown = number.unknown && uchar(bytes[at + i]) == 0xff;
    }
    return number;
}

Result<bool> isMatroskaCutOff(const Reader &in)
{
    constexpr quint64 kSegment = 0x18538067;
    constexpr quint64 kCluster = 0x1f43b675;
    const qint64 size = in.source.size();
    qint64 at = 0;
    for (int part = 0; at < size && part < kMostParts; ++part) {
        const auto head = in.bytes(at, 12);
        if (!head)
            return head.error();
        const EbmlNumber id = ebmlNumber(*head, 0, true);
        const EbmlNumber length = ebmlNumber(*head, id.length, false);
        if (id.length == 0 || length.length == 0)
            return head->size() < 12;
        at += id.length + length.length;
        if (!length.unknown && length.value > quint64(size - at))
            return true;
        // Clusters are entered where nobody knows where they end.
        const bool enter = id.value == kSegment || (id.value == kCluster && length.unknown);
        if (length.unknown && !enter)
            return false;
        if (!enter)
            at += qint64(length.value);
    }
    return false;
}

template <typename Number>
Result<bool> areChunksCutOff(const Reader &in, Number numberAt)
{
    const qint64 size = in.source.size();
    qint64 at = 12;
    for (int part = 0; at + 8 <= size && part < kMostParts; ++part) {
        const auto head = in.bytes(at, 8);
        if (!head)
            return head.error();
        if (head->size() < 8)
            return true;
        const quint32 length = numberAt(head->constData() + 4);
        if (length >= kUnknownLength || length == 0)
            return false;
        if (length > quint64(size - at - 8))
            return true;
        at += 8 + qint64(length) + (length & 1);
    }
    return false;
}

Result<bool> isOggCutOff(const Reader &in)
{
    constexpr int kHead = 27;
    constexpr uchar kLastPage = 4;
    const qint64 size = in.source.size();
    const auto tail = in.bytes(std::max<qint64>(0, size - kOggTail), kOggTail);
    if (!tail)
        return tail.error();
    const qsizetype page = tail->lastIndexOf("OggS");
    if (page < 0)
        return true;
    if (page + kHead > tail->size())
        return true;
    const int segments = uchar((*tail)[page + 26]);
    if (page + kHead + segments > tail->size())
        return true;
    qint64 end = page + kHead + segments;
    for (int i = 0; i < segments; ++i)
        end += uchar((*tail)[page + kHead + i]);
    return end > tail->size() || (uchar((*tail)[page + 5]) & kLastPage) == 0;
}

Result<bool> isProgramCutOff(const Reader &in)
{
    constexpr qint64 kTail = 128 * 1024; // more than the largest packet
    constexpr uchar kEnd = 0xb9;
    constexpr uchar kPack = 0xba;
    constexpr uchar kFirst = 0xbb; // below are pictures' own codes
    const qint64 size = in.source.size();
    const auto tail = in.bytes(std::max<qint64>(0, size - kTail), kTail);
    if (!tail)
        return tail.error();
    for (qsizetype at = tail->size() - 4; at >= 0; --at) {
        const char *bytes = tail->constData() + at;
        const auto code = uchar(bytes[3]);
        if (bytes[0] != 0 || bytes[1] != 0 || bytes[2] != 1 || code < kEnd)
            continue;
        if (code < kFirst)
            return code == kPack && at + 12 > tail->size();
        return at + 6 > tail->size() || at + 6 + qFromBigEndian<quint16>(bytes + 4) > tail->size();
    }
    return false;
}

Result<bool> isTransportCutOff(const Reader &in)
{
    // With or without four bytes of time in front of each packet.
    const auto head = in.bytes(0, 4 * 204);
    if (!head)
        return head.error();
    for (const qint64 packet : {kPacket, kPacket + 4, kPacket + 16}) {
        const qint64 sync = packet == kPacket + 4 ? 4 : 0;
        if (head->size() < sync + 2 * packet + 1)
            continue;
        if ((*head)[sync] == 'G' && (*head)[sync + packet] == 'G' &&
            (*head)[sync + 2 * packet] == 'G')
            return in.source.size() % packet != 0;
    }
    return false;
}

} // namespace

Result<bool> isCutOff(const ByteSource &source, const QString &demuxer, const JobContext &context)
{
    const Reader in{source, context};
    const QStringList names = demuxer.split(u',');
    if (names.contains(u"mov"_s))
        return isMp4CutOff(in);
    if (names.contains(u"matroska"_s))
        return isMatroskaCutOff(in);
    if (names.contains(u"avi"_s) || names.contains(u"wav"_s))
        return areChunksCutOff(in, [](const char *at) { return qFromLittleEndian<quint32>(at); });
    if (names.contains(u"aiff"_s))
        return areChunksCutOff(in, [](const char *at) { return qFromBigEndian<quint32>(at); });
    if (names.contains(u"ogg"_s))
        return isOggCutOff(in);
    if (names.contains(u"mpeg"_s))
        return isProgramCutOff(in);
    if (names.contains(u"mpegts"_s))
        return isTransportCutOff(in);
    return false;
}

} // namespace redoubt::media
