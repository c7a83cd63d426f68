// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/picture/picturesniff.h"

#include "core/medium/sniff/containers.h"
#include "core/medium/sniff/filehead.h"

#include <algorithm>
#include <array>

namespace redoubt::medium {

namespace {

using namespace std::string_view_literals;

constexpr std::array kPictureMagics{
    Magic{0, "\xFF\xD8\xFF"sv},
    Magic{0, "\x89PNG\r\n\x1A\n"sv},
    Magic{0, "GIF87a"sv},
    Magic{0, "GIF89a"sv},
    Magic{0, "II*\x00"sv},
    Magic{0, "MM\x00*"sv},
    Magic{0, "II+\x00"sv},
    Magic{0, "MM\x00+"sv},
    Magic{0, "\x00\x00\x00\x0CjP  \r\n\x87\n"sv},
    Magic{0, "\xFF\x4F\xFF\x51"sv},
    Magic{0, "\x00\x00\x00\x0CJXL \r\n\x87\n"sv},
    Magic{0, "\xFF\x0A"sv},
    Magic{0, "8BPS\x00"sv},
    Magic{0, "\x76\x2F\x31\x01"sv},
    Magic{0, "#?RADIANCE\n"sv},
    Magic{0, "qoif"sv},
};

bool isOtherPicture(const QByteArray &head, qint64 size)
{
    if (has(head, 0, "BM"sv)) {
        const quint32 header = little32(head, 14);
        return little32(head, 6) == 0 && little32(head, 10) < size && header >= 12 && header <= 124;
    }
    if (has(head, 0, "\x00\x00\x01\x00"sv) || has(head, 0, "\x00\x00\x02\x00"sv)) // ICO, CUR
        return byteAt(head, 4) > 0 && byteAt(head, 5) == 0 && little32(head, 18) < size &&
               little32(head, 18) >= 22;
    const uchar kind = byteAt(head, 1);
    if (byteAt(head, 0) == 'P' && kind >= '1' && kind <= '7' && head.size() > 6) {
        // "P6\n640 480\n255\n": numbers and comments only, before the picture.
        if (kind == '7')
            return has(head, 2, "\nWIDTH "sv);
        const uchar next = byteAt(head, 2);
        const uchar digit = byteAt(head, 3);
        return (next == '\n' || next == ' ' || next == '\r') &&
               ((digit >= '1' && digit <= '9') || digit == '#') && size > 8;
    }
    return false;
}

} // namespace

int sniffPicture(const FileHead &head)
{
    if (head.hasAny(kPictureMagics))
        return sure::kSignature;
    if (sniffBoxes(head.bytes(), head.size()) == ItemKind::Image)
        return sure::kContainer + 5;
    if (sniffChunks(head.bytes()) == ItemKind::Image)
        return sure::kContainer;
    return isOtherPicture(head.bytes(), head.size()) ? sure::kShape : sure::kNot;
}

} // namespace redoubt::medium
