// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/film/filmsniff.h"

#include "core/medium/sniff/containers.h"
#include "core/medium/sniff/filehead.h"

#include <algorithm>
#include <array>

namespace redoubt::medium {

namespace {

using namespace std::string_view_literals;

// Signatures that nothing else starts with. What needs a second look has a function below.
constexpr std::array kFilmMagics{
    Magic{0, "FLV\x01"sv},
    Magic{0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11"sv}, // ASF; the readers tell WMA
    Magic{0, ".RMF"sv},
    Magic{0, "\x00\x00\x01\xBA"sv},                 // MPEG program stream
    Magic{0, "\x00\x00\x01\xB3"sv},                 // MPEG video
    Magic{0, "\x00\x00\x01\xB0"sv},                 // MPEG-4 visual
    Magic{0, "\x06\x0E\x2B\x34\x02\x05\x01\x01"sv}, // MXF
    Magic{0, "DKIF\x00\x00"sv},                     // IVF
    Magic{0, "YUV4MPEG2 "sv},
    Magic{0, "DHAV"sv}, // surveillance recorders
    Magic{0, "IMKH"sv},
};

/// Counts packets of @a stride bytes that begin with the sync byte at @a offset.
bool hasTransportPackets(const QByteArray &head, qint64 size, qsizetype stride, qsizetype offset)
{
    const qsizetype available = (head.size() - offset + stride - 188) / stride;
    const qsizetype wanted = std::min<qsizetype>(available, 8);
    // A tiny file may hold three packets; fewer prove nothing.
    if (wanted < 3 || (wanted < 8 && size > head.size()))
        return false;
    for (qsizetype i = 0; i < wanted; ++i) {
        if (byteAt(head, offset + i * stride) != 0x47)
            return false;
    }
    return true;
}

bool isTransportStream(const QByteArray &head, qint64 size)
{
    for (const qsizetype stride : {188, 192, 204}) {
        const qsizetype first = stride == 192 ? 4 : 0;
        if (hasTransportPackets(head, size, stride, first))
            return true;
        // A recording cut out of a stream starts anywhere inside a packet.
        for (qsizetype offset = 1; offset < stride && byteAt(head, 0) != 'G'; ++offset) {
            if (head.size() > 16 * stride && hasTransportPackets(head, size, stride, offset))
                return true;
        }
    }
    return false;
}

bool isVideoStream(const QByteArray &head)
{
    const qsizetype start = has(head, 0, "\x00\x00\x00\x01"sv) ? 4
                            : has(head, 0, "\x00\x00\x01"sv)   ? 3
                                                               : 0;
    if (start == 0)
        return has(head, 0, "\x1F\x07\x00"sv) && (byteAt(head, 3) & 0x7F) == 0x3F; // DV
    const uchar unit = byteAt(head, start);
    const bool h264 = unit == 0x67 || unit == 0x27 || unit == 0x47 || unit == 0x09;
    const bool h265 =
        (unit == 0x40 || unit == 0x42 || unit == 0x46) && byteAt(head, start + 1) == 1;
    return h264 || h265;
}

} // namespace

int sniffFilm(const FileHead &head)
{
    if (head.hasAny(kFilmMagics))
        return sure::kSignature;
    if (sniffBoxes(head.bytes(), head.size()) == ItemKind::Video)
        return sure::kContainer + 5;
    if (sniffChunks(head.bytes()) == ItemKind::Video)
        return sure::kContainer;
    const bool stream = isTransportStream(head.bytes(), head.size()) || isVideoStream(head.bytes());
    return stream ? sure::kStream + 5 : sure::kNot;
}

} // namespace redoubt::medium
