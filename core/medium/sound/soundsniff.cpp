// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/sound/soundsniff.h"

#include "core/medium/sniff/containers.h"
#include "core/medium/sniff/filehead.h"

#include <algorithm>
#include <array>

namespace redoubt::medium {

namespace {

using namespace std::string_view_literals;

constexpr std::array kSoundMagics{
    Magic{0, "fLaC"sv},
    Magic{0, "#!AMR"sv},
    Magic{0, ".snd\x00\x00"sv},
    Magic{0, "\x02"
             "dss"sv}, // dictation machines
    Magic{0, "\x03"
             "dss"sv},
    Magic{0, "Creative Voice File\x1A"sv},
    Magic{0, "caff\x00\x01"sv},
    Magic{0, "wvpk"sv},
    Magic{0, "TTA1"sv},
    Magic{0, "MAC \x96\x0F"sv},
    Magic{0, "MPCK"sv},
    Magic{0, "DSD \x1C\x00"sv},
    Magic{0, "riff\x2E\x91\xCF\x11"sv}, // Wave64
};

/// Length of the MPEG audio frame whose header is at @a at, or 0.
qsizetype mpegAudioFrame(const QByteArray &b, qsizetype at)
{
    if (byteAt(b, at) != 0xFF || (byteAt(b, at + 1) & 0xE0) != 0xE0)
        return 0;
    const int version = (byteAt(b, at + 1) >> 3) & 3; // 3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5
    const int layer = 4 - ((byteAt(b, at + 1) >> 1) & 3);
    const int rateIndex = byteAt(b, at + 2) >> 4;
    const int sampleIndex = (byteAt(b, at + 2) >> 2) & 3;
    if (version == 1 || layer == 4 || rateIndex == 0 || rateIndex == 15 || sampleIndex == 3)
        return 0;
    static constexpr int kRates[5][15] = {
        {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
        {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
        {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
        {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
        {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}};
    static constexpr int kSampleRates[3] = {44100, 48000, 32000};
    const int table = version == 3 ? layer - 1 : (layer == 1 ? 3 : 4);
    const int rate = kRates[table][rateIndex] * 1000;
    const int samples = kSampleRates[sampleIndex] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
    const int padding = (byteAt(b, at + 2) >> 1) & 1;
    if (layer == 1)
        return (12 * rate / samples + padding) * 4;
    return (layer == 3 && version != 3 ? 72 : 144) * rate / samples + padding;
}

/// Length of the ADTS frame at @a at, or 0.
qsizetype adtsFrame(const QByteArray &b, qsizetype at)
{
    if (byteAt(b, at) != 0xFF || (byteAt(b, at + 1) & 0xF6) != 0xF0 ||
        ((byteAt(b, at + 2) >> 2) & 15) > 12)
        return 0;
    const qsizetype length =
        ((byteAt(b, at + 3) & 3) << 11) | (byteAt(b, at + 4) << 3) | (byteAt(b, at + 5) >> 5);
    return length >= 7 ? length : 0;
}

template <typename FrameLength>
bool hasFrames(const QByteArray &head, bool whole, FrameLength frameLength)
{
    qsizetype at = 0;
    while (at < head.size() && head[at] == 0)
        ++at; // encoders' leading padding
    for (int count = 0; count < 4; ++count) {
        const qsizetype length = frameLength(head, at);
        if (length <= 0)
            return whole && count >= 2 && at >= head.size() - 160; // a trailing tag may follow
        at += length;
    }
    return true;
}

bool isAudioStream(const QByteArray &head, bool whole)
{
    // The bytes of the tag's size have no high bit, its version is small: no text passes here.
    if (has(head, 0, "ID3"sv) && byteAt(head, 3) < 0x10 && byteAt(head, 6) < 0x80 &&
        byteAt(head, 7) < 0x80 && byteAt(head, 8) < 0x80 && byteAt(head, 9) < 0x80 &&
        head.size() > 10)
        return true;
    if (hasFrames(head, whole, mpegAudioFrame) || hasFrames(head, whole, adtsFrame))
        return true;
    const quint32 sync = big32(head, 0);
    const bool dts = sync == 0x7FFE8001 || sync == 0xFE7F0180 || sync == 0x1FFFE800;
    const bool ac3 = (sync >> 16) == 0x0B77 && (byteAt(head, 4) & 0x3F) <= 37;
    const int version = byteAt(head, 5) >> 3;
    const bool eac3 = (sync >> 16) == 0x0B77 && version > 10 && version <= 16;
    return dts || ac3 || eac3;
}

} // namespace

int sniffSound(const FileHead &head)
{
    if (head.hasAny(kSoundMagics))
        return sure::kSignature;
    if (sniffBoxes(head.bytes(), head.size()) == ItemKind::Audio)
        return sure::kContainer + 5;
    if (sniffChunks(head.bytes()) == ItemKind::Audio)
        return sure::kContainer;
    return isAudioStream(head.bytes(), head.isWhole()) ? sure::kStream : sure::kNot;
}

} // namespace redoubt::medium
