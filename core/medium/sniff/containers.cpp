// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/sniff/containers.h"

#include "core/medium/sniff/filehead.h"

#include <string_view>

namespace redoubt::medium {

using namespace std::string_view_literals;

std::optional<ItemKind> sniffBoxes(const QByteArray &head, qint64 size)
{
    const quint32 length = big32(head, 0);
    if (head.size() < 8 || (length != 0 && length != 1 && (length < 8 || length > quint64(size))))
        return std::nullopt;
    const std::string_view box(head.constData() + 4, 4);
    if (box == "ftyp"sv) {
        const auto isPicture = [&](qsizetype at) {
            for (const auto brand : {"heic"sv, "heix"sv, "heim"sv, "heis"sv, "hevc"sv, "hevx"sv,
                                     "mif1"sv, "msf1"sv, "avif"sv, "avis"sv, "crx "sv, "jxl "sv}) {
                if (has(head, at, brand))
                    return true;
            }
            return false;
        };
        if (isPicture(8))
            return ItemKind::Image;
        for (const auto brand : {"M4A "sv, "M4B "sv, "M4P "sv, "F4A "sv}) {
            if (has(head, 8, brand))
                return ItemKind::Audio;
        }
        return ItemKind::Video;
    }
    for (const auto name : {"moov"sv, "mdat"sv, "wide"sv, "free"sv, "skip"sv, "pnot"sv, "styp"sv}) {
        if (box == name)
            return ItemKind::Video;
    }
    return std::nullopt;
}

std::optional<ItemKind> sniffChunks(const QByteArray &head)
{
    if (has(head, 0, "RIFF"sv) || has(head, 0, "RIFX"sv) || has(head, 0, "RF64"sv) ||
        has(head, 0, "BW64"sv)) {
        if (has(head, 8, "AVI "sv) || has(head, 8, "AVIX"sv) || has(head, 8, "CDXA"sv))
            return ItemKind::Video;
        if (has(head, 8, "WAVE"sv))
            return ItemKind::Audio;
        if (has(head, 8, "WEBP"sv))
            return ItemKind::Image;
        return std::nullopt;
    }
    if (has(head, 0, "FORM"sv) && (has(head, 8, "AIFF"sv) || has(head, 8, "AIFC"sv)))
        return ItemKind::Audio;
    if (has(head, 0, "OggS\x00"sv)) {
        const qsizetype body = 27 + byteAt(head, 26);
        const bool picture = has(head, body, "\x80theora"sv) || has(head, body, "\x01video"sv) ||
                             has(head, body, "OVP80"sv) || has(head, body, "BBCD"sv) ||
                             has(head, body, "fishead"sv);
        return picture ? ItemKind::Video : ItemKind::Audio;
    }
    if (has(head, 0, "\x1A\x45\xDF\xA3"sv)) {
        const QByteArray start = head.first(std::min<qsizetype>(head.size(), 4096));
        if (start.contains("matroska") || start.contains("webm"))
            return ItemKind::Video;
    }
    return std::nullopt;
}

} // namespace redoubt::medium
