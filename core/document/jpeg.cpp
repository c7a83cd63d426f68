// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/orientation.h"
#include "core/document/picture.h"

#include <QtEndian>

namespace redoubt::document::detail {

namespace {

/// A picture inside the file.
struct Part
{
    qint64 begin = 0;
    qint64 size = 0;
};

/// What the markers of one JPEG say. Positions count from its first byte.
struct JpegMarkers
{
    qint64 end = 0;  ///< behind the end marker; 0 when there is none
    qint64 mpf = -1; ///< the index of the multi-picture format: its TIFF header
    QByteArray exif;
};

JpegMarkers walkMarkers(QByteArrayView jpeg)
{
    JpegMarkers found;
    const auto byteAt = [&](qint64 i) { return uchar(jpeg[qsizetype(i)]); };
    const auto isStuffing = [](int marker) {
        return marker == 0 || (marker >= 0xD0 && marker <= 0xD7);
    };
    qint64 at = 2;
    while (at + 4 <= jpeg.size()) {
        if (byteAt(at) != 0xFF)
            return found;
        const int marker = byteAt(at + 1);
        if (marker == 0xFF) { // fill byte
            ++at;
            continue;
        }
        if (marker == 0xD9)
            break;
        const qint64 length = qFromBigEndian<quint16>(jpeg.data() + at + 2);
        if (length < 2 || at + 2 + length > jpeg.size())
            return found;
        const QByteArrayView body = jpeg.sliced(qsizetype(at + 4), qsizetype(length - 2));
        if (marker == 0xE2 && body.startsWith(QByteArrayView("MPF\0", 4)) && found.mpf < 0)
            found.mpf = at + 8;
        else if (marker == 0xE1 && body.startsWith(QByteArrayView("Exif\0\0", 6)) &&
                 found.exif.isEmpty())
            found.exif = body.toByteArray();
        at += 2 + length;
        if (marker == 0xDA) {
            while (at + 1 < jpeg.size() &&
                   (byteAt(at) != 0xFF || isStuffing(byteAt(at + 1)) || byteAt(at + 1) == 0xFF))
                ++at;
        }
    }
    if (at + 2 <= jpeg.size() && byteAt(at) == 0xFF && byteAt(at + 1) == 0xD9)
        found.end = at + 2;
    return found;
}

/// The pictures that the index names as views of their own: of a stereo camera, a panorama, several
/// angles. Previews, gain and depth maps are counted only.
std::vector<Part> furtherViews(QByteArrayView file, qint64 mpf, int &others)
{
    std::vector<Part> views;
    const QByteArrayView index = file.sliced(qsizetype(mpf));
    const bool little = index.startsWith(QByteArrayView("II*\0", 4));
    if (!little && !index.startsWith(QByteArrayView("MM\0*", 4)))
        return views;
    const auto u16 = [&](qint64 at) -> quint32 {
        if (at < 0 || at + 2 > index.size())
            return 0;
        return little ? qFromLittleEndian<quint16>(index.data() + at)
                      : qFromBigEndian<quint16>(index.data() + at);
    };
    const auto u32 = [&](qint64 at) -> quint32 {
        if (at < 0 || at + 4 > index.size())
            return 0;
        return little ? qFromLittleEndian<quint32>(index.data() + at)
                      : qFromBigEndian<quint32>(index.data() + at);
    };
    constexpr quint32 kEntriesTag = 0xB002;
    constexpr qint64 kEntrySize = 16;
    constexpr qint64 kMostEntries = 1000;
    const qint64 directory = u32(4);
    const quint32 count = u16(directory);
    for (quint32 i = 0; i < count && directory + 2 + 12 * qint64(i) + 12 <= index.size(); ++i) {
        const qint64 tag = directory + 2 + 12 * qint64(i);
        if (u16(tag) != kEntriesTag)
            continue;
        const qint64 entries = std::min<qint64>(u32(tag + 4) / kEntrySize, kMostEntries);
        for (qint64 k = 0; k < entries; ++k) {
            const qint64 entry = qint64(u32(tag + 8)) + kEntrySize * k;
            const qint64 offset = u32(entry + 8);
            const qint64 size = u32(entry + 4);
            if (offset == 0) // the first picture of the file
                continue;
            const qint64 begin = mpf + offset;
            const bool view = (u32(entry) & 0xFF0000) == 0x020000;
            if (view && size > 4 && begin + size <= file.size() &&
                file.sliced(qsizetype(begin)).startsWith("\xFF\xD8\xFF"))
                views.push_back({begin, size});
            else
                ++others;
        }
    }
    return views;
}

class JpegReader final : public PictureReader
{
public:
    static OpenedReader open(QByteArray bytes)
    {
        auto reader = std::unique_ptr<JpegReader>(new JpegReader);
        const auto size = sizeWithQt(bytes, "jpeg");
        if (!size)
            return size.error();
        const JpegMarkers markers = walkMarkers(bytes);
        PictureInfo &info = reader->m_info;
        info.format = PictureFormat::Jpeg;
        info.lossless = false;
        info.size = swapsAxes(exifOrientation(markers.exif)) ? size->transposed() : *size;
        reader->m_parts = {{0, bytes.size()}};
        if (markers.mpf >= 0) {
            const auto views = furtherViews(bytes, markers.mpf, info.sidePictures);
            reader->m_parts.insert(reader->m_parts.end(), views.begin(), views.end());
        }
        info.frames = int(reader->m_parts.size());
        if (auto fits = checkFrames(info.frames, *size); !fits)
            return fits.error();
        if (markers.end > 0 && info.frames == 1)
            info.strayBytes = bytes.size() - markers.end;
        reader->m_bytes = std::move(bytes);
        return std::unique_ptr<PictureReader>(std::move(reader));
    }

private:
    JpegReader() = default;

    Result<QImage> decode(int number) override
    {
        const Part part = m_parts[size_t(number)];
        const QByteArray bytes =
            number == 0 ? m_bytes : m_bytes.mid(qsizetype(part.begin), qsizetype(part.size));
        const auto image = decodeWithQt(bytes, "jpeg");
        if (!image)
            return image.error();
        return oriented(*image, exifOrientation(walkMarkers(bytes).exif));
    }

    QByteArray m_bytes;
    std::vector<Part> m_parts;
};

class BmpReader final : public PictureReader
{
public:
    static OpenedReader open(QByteArray bytes)
    {
        const auto size = sizeWithQt(bytes, "bmp");
        if (!size)
            return size.error();
        auto reader = std::unique_ptr<BmpReader>(new BmpReader);
        reader->m_info.format = PictureFormat::Bmp;
        reader->m_info.size = *size;
        reader->m_bytes = std::move(bytes);
        return std::unique_ptr<PictureReader>(std::move(reader));
    }

private:
    BmpReader() = default;
    Result<QImage> decode(int) override { return decodeWithQt(m_bytes, "bmp"); }

    QByteArray m_bytes;
};

} // namespace

OpenedReader openJpeg(const ByteSource &source)
{
    auto bytes = source.readAll(kMaxPictureBytes);
    if (!bytes)
        return bytes.error();
    return JpegReader::open(*std::move(bytes));
}

OpenedReader openBmp(const ByteSource &source)
{
    auto bytes = source.readAll(kMaxPictureBytes);
    if (!bytes)
        return bytes.error();
    return BmpReader::open(*std::move(bytes));
}

} // namespace redoubt::document::detail
