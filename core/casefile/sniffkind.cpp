// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/case.h"
#include "core/casefile/snifftext.h"

#include <QtEndian>

#include <array>
#include <string_view>

namespace redoubt::casefile {

namespace {

using namespace std::string_view_literals;

constexpr qint64 kSniffed = 64 * 1024;

struct Magic
{
    qsizetype offset;
    std::string_view bytes;
    ItemKind kind;
};

// Signatures that nothing else starts with. What needs a second look has a function below.
constexpr std::array kMagics{
    Magic{0, "FLV\x01"sv, ItemKind::Video},
    Magic{0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11"sv, ItemKind::Video}, // ASF; the readers tell WMA
    Magic{0, ".RMF"sv, ItemKind::Video},
    Magic{0, "\x00\x00\x01\xBA"sv, ItemKind::Video},                 // MPEG program stream
    Magic{0, "\x00\x00\x01\xB3"sv, ItemKind::Video},                 // MPEG video
    Magic{0, "\x00\x00\x01\xB0"sv, ItemKind::Video},                 // MPEG-4 visual
    Magic{0, "\x06\x0E\x2B\x34\x02\x05\x01\x01"sv, ItemKind::Video}, // MXF
    Magic{0, "DKIF\x00\x00"sv, ItemKind::Video},                     // IVF
    Magic{0, "YUV4MPEG2 "sv, ItemKind::Video},
    Magic{0, "DHAV"sv, ItemKind::Video}, // surveillance recorders
    Magic{0, "IMKH"sv, ItemKind::Video},
    Magic{0, "fLaC"sv, ItemKind::Audio},
    Magic{0, "#!AMR"sv, ItemKind::Audio},
    Magic{0, ".snd\x00\x00"sv, ItemKind::Audio},
    Magic{0,
          "\x02"
          "dss"sv,
          ItemKind::Audio}, // dictation machines
    Magic{0,
          "\x03"
          "dss"sv,
          ItemKind::Audio},
    Magic{0, "Creative Voice File\x1A"sv, ItemKind::Audio},
    Magic{0, "caff\x00\x01"sv, ItemKind::Audio},
    Magic{0, "wvpk"sv, ItemKind::Audio},
    Magic{0, "TTA1"sv, ItemKind::Audio},
    Magic{0, "MAC \x96\x0F"sv, ItemKind::Audio},
    Magic{0, "MPCK"sv, ItemKind::Audio},
    Magic{0, "DSD \x1C\x00"sv, ItemKind::Audio},
    Magic{0, "riff\x2E\x91\xCF\x11"sv, ItemKind::Audio}, // Wave64
    Magic{0, "\xFF\xD8\xFF"sv, ItemKind::Image},
    Magic{0, "\x89PNG\r\n\x1A\n"sv, ItemKind::Image},
    Magic{0, "GIF87a"sv, ItemKind::Image},
    Magic{0, "GIF89a"sv, ItemKind::Image},
    Magic{0, "II*\x00"sv, ItemKind::Image},
    Magic{0, "MM\x00*"sv, ItemKind::Image},
    Magic{0, "II+\x00"sv, ItemKind::Image},
    Magic{0, "MM\x00+"sv, ItemKind::Image},
    Magic{0, "\x00\x00\x00\x0CjP  \r\n\x87\n"sv, ItemKind::Image},
    Magic{0, "\xFF\x4F\xFF\x51"sv, ItemKind::Image},
    Magic{0, "\x00\x00\x00\x0CJXL \r\n\x87\n"sv, ItemKind::Image},
    Magic{0, "\xFF\x0A"sv, ItemKind::Image},
    Magic{0, "8BPS\x00"sv, ItemKind::Image},
    Magic{0, "\x76\x2F\x31\x01"sv, ItemKind::Image},
    Magic{0, "#?RADIANCE\n"sv, ItemKind::Image},
    Magic{0, "qoif"sv, ItemKind::Image},
    Magic{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, ItemKind::Office}, // OLE: doc, xls, ppt, msg
    Magic{0, "{\\rtf"sv, ItemKind::Office},
    Magic{0, "!BDN"sv, ItemKind::Mail},             // Outlook store
    Magic{0, "\x78\x9F\x3E\x22"sv, ItemKind::Mail}, // TNEF
    Magic{0, "\x1F\x8B\x08"sv, ItemKind::Archive},
    Magic{0,
          "\xFD"
          "7zXZ\x00"sv,
          ItemKind::Archive},
    Magic{0, "7z\xBC\xAF\x27\x1C"sv, ItemKind::Archive},
    Magic{0, "Rar!\x1A\x07"sv, ItemKind::Archive},
    Magic{0, "\x28\xB5\x2F\xFD"sv, ItemKind::Archive},
    Magic{0, "\x04\x22\x4D\x18"sv, ItemKind::Archive},
    Magic{0, "MSCF\x00\x00"sv, ItemKind::Archive},
    Magic{0, "!<arch>\n"sv, ItemKind::Archive},
    Magic{0, "\x1F\x9D"sv, ItemKind::Archive},
    Magic{257, "ustar"sv, ItemKind::Archive},
    Magic{32769, "CD001"sv, ItemKind::Archive},
    // Printable beginnings of what is more than its text.
    Magic{0, "%!PS"sv, ItemKind::Unknown},
    Magic{0, "AT&TFORM"sv, ItemKind::Unknown},
    Magic{0, "SQLite format 3\x00"sv, ItemKind::Unknown},
};

uchar byteAt(const QByteArray &bytes, qsizetype at)
{
    return at >= 0 && at < bytes.size() ? uchar(bytes[at]) : uchar(0);
}

bool has(const QByteArray &bytes, qsizetype offset, std::string_view what)
{
    return offset + qsizetype(what.size()) <= bytes.size() &&
           std::string_view(bytes.constData() + offset, what.size()) == what;
}

quint32 big32(const QByteArray &bytes, qsizetype at)
{
    return at + 4 <= bytes.size() ? qFromBigEndian<quint32>(bytes.constData() + at) : 0;
}

quint32 little32(const QByteArray &bytes, qsizetype at)
{
    return at + 4 <= bytes.size() ? qFromLittleEndian<quint32>(bytes.constData() + at) : 0;
}

/// Boxes: MP4, MOV, 3GP, HEIF, AVIF, or a QuickTime file without a brand.
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

bool isDicom(const QByteArray &head)
{
    if (has(head, 128, "DICM"sv))
        return true;
    // Without the preamble: the first element of group 0002 or 0008, with its two-letter type.
    const bool group = has(head, 0, "\x02\x00"sv) || has(head, 0, "\x08\x00"sv);
    if (!group || head.size() < 132 || byteAt(head, 3) != 0)
        return false;
    for (const auto type : {"UL"sv, "CS"sv, "UI"sv, "DA"sv, "OB"sv, "LO"sv}) {
        if (has(head, 4, type))
            return true;
    }
    return false;
}

ItemKind sniffZip(const QByteArray &head, const ByteSource &source)
{
    if (head.first(std::min<qsizetype>(head.size(), 256))
            .contains("mimetypeapplication/vnd.oasis.opendocument"))
        return ItemKind::Office;
    if (head.contains("[Content_Types].xml"))
        return ItemKind::Office;
    // Writers may put the part list last; the directory at the end names every part.
    const auto tail = source.read(std::max<qint64>(0, source.size() - kSniffed), kSniffed);
    return tail && tail->contains("[Content_Types].xml") ? ItemKind::Office : ItemKind::Archive;
}

/// "%PDF-1" within the first kilobyte, which is as far as readers look behind junk.
bool isPdf(const QByteArray &head)
{
    const qsizetype at = head.first(std::min<qsizetype>(head.size(), 1029)).indexOf("%PDF-");
    if (at < 0)
        return false;
    return at == 0 || (byteAt(head, at + 5) >= '0' && byteAt(head, at + 5) <= '9' &&
                       head.indexOf(" obj", at) > 0);
}

} // namespace

ItemKind sniffKind(const ByteSource &source)
{
    if (source.size() == 0)
        return ItemKind::Empty;
    const auto read = source.read(0, kSniffed);
    if (!read || read->isEmpty())
        return ItemKind::Unknown;
    const QByteArray &head = *read;
    const bool whole = head.size() == source.size();

    // Before everything that starts at 0: the preamble of a DICOM file may imitate a TIFF.
    if (isDicom(head))
        return ItemKind::Dicom;
    if (has(head, 0, "PK\x03\x04"sv) || has(head, 0, "PK\x05\x06"sv) ||
        has(head, 0, "PK\x07\x08"sv))
        return sniffZip(head, source);
    if (has(head, 0, "BZh"sv) && (has(head, 4, "1AY&SY"sv) || has(head, 4, "\x17rE8P\x90"sv)))
        return ItemKind::Archive;
    for (const Magic &magic : kMagics) {
        if (has(head, magic.offset, magic.bytes))
            return magic.kind;
    }
    if (const auto kind = sniffBoxes(head, source.size()))
        return *kind;
    if (const auto kind = sniffChunks(head))
        return *kind;
    if (isPdf(head))
        return ItemKind::Pdf;
    if (isOtherPicture(head, source.size()))
        return ItemKind::Image;
    if (isTransportStream(head, source.size()) || isVideoStream(head))
        return ItemKind::Video;
    if (isAudioStream(head, whole))
        return ItemKind::Audio;
    return sniffText(head, whole).value_or(ItemKind::Unknown);
}

} // namespace redoubt::casefile
