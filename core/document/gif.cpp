// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/picture.h"

#include <QBuffer>
#include <QImageReader>

namespace redoubt::document::detail {

namespace {

/// What the blocks of a GIF say, without decoding.
struct GifBlocks
{
    std::vector<int> delaysMs; ///< one per picture
    int plays = 1;
    qsizetype end = 0; ///< behind the trailer, or where the blocks stop making sense
};

GifBlocks walkGif(const QByteArray &bytes)
{
    GifBlocks found;
    const auto byteAt = [&](qsizetype i) { return i < bytes.size() ? uchar(bytes[i]) : 0; };
    qsizetype at = 13;
    if (byteAt(10) & 0x80)
        at += 3 * (2 << (byteAt(10) & 7));
    const auto skipBlocks = [&] {
        while (at < bytes.size() && byteAt(at) != 0)
            at += 1 + byteAt(at);
        ++at;
    };
    int delay = 0;
    while (at < bytes.size()) {
        const int kind = byteAt(at);
        if (kind == 0x21) {
            if (byteAt(at + 1) == 0xF9)
                delay = (byteAt(at + 4) | (byteAt(at + 5) << 8)) * 10;
            else if (byteAt(at + 1) == 0xFF && bytes.mid(at + 3, 11) == "NETSCAPE2.0" &&
                     byteAt(at + 14) == 3)
                found.plays = byteAt(at + 16) | (byteAt(at + 17) << 8);
            at += 2;
            skipBlocks();
        } else if (kind == 0x2C) {
            found.delaysMs.push_back(delay);
            delay = 0;
            const int flags = byteAt(at + 9);
            at += 10;
            if (flags & 0x80)
                at += 3 * (2 << (flags & 7));
            ++at;
            skipBlocks();
        } else {
            at += kind == 0x3B ? 1 : 0;
            break;
        }
    }
    found.end = std::min(at, bytes.size());
    return found;
}

class GifReader final : public PictureReader
{
public:
    static OpenedReader open(QByteArray bytes)
    {
        const auto size = sizeWithQt(bytes, "gif");
        if (!size)
            return size.error();
        GifBlocks blocks = walkGif(bytes);
        if (blocks.delaysMs.empty())
            return damagedPicture();
        if (auto fits = checkFrames(qint64(blocks.delaysMs.size()), *size); !fits)
            return fits.error();
        auto reader = std::unique_ptr<GifReader>(new GifReader);
        PictureInfo &info = reader->m_info;
        info.format = PictureFormat::Gif;
        info.size = *size;
        info.frames = int(blocks.delaysMs.size());
        info.animated = info.frames > 1;
        info.delaysMs = std::move(blocks.delaysMs);
        info.plays = blocks.plays;
        info.strayBytes = bytes.size() - blocks.end;
        reader->m_bytes = std::move(bytes);
        return std::unique_ptr<PictureReader>(std::move(reader));
    }

private:
    GifReader() = default;

    // Qt composes the frames on the canvas, and gives them one after the other only.
    Result<QImage> decode(int number) override
    {
        if (!m_reader || m_shown >= number) {
            m_reader.reset();
            m_buffer.close();
            m_buffer.setData(m_bytes);
            m_buffer.open(QIODevice::ReadOnly);
            m_reader = std::make_unique<QImageReader>(&m_buffer, "gif");
            m_shown = -1;
        }
        QImage image;
        while (m_shown < number) {
            if (!m_reader->read(&image) || image.isNull()) {
                m_reader.reset();
                return damagedPicture();
            }
            ++m_shown;
        }
        // Frames that reach beyond the canvas must not make one picture larger than the others.
        if (image.size() != m_info.size)
            image = image.copy(QRect(QPoint(), m_info.size));
        return image;
    }

    QByteArray m_bytes;
    QBuffer m_buffer;
    std::unique_ptr<QImageReader> m_reader;
    int m_shown = -1;
};

} // namespace

OpenedReader openGif(const ByteSource &source)
{
    auto bytes = source.readAll(kMaxPictureBytes);
    if (!bytes)
        return bytes.error();
    return GifReader::open(*std::move(bytes));
}

} // namespace redoubt::document::detail
