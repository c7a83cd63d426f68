// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/orientation.h"
#include "core/document/picture.h"
#include "core/document/pngchunks.h"

#include <zlib.h>

#include <QPainter>
#include <QtEndian>

namespace redoubt::document::detail {

namespace {

QByteArray chunkOf(QByteArrayView type, QByteArrayView body)
{
    QByteArray chunk(8, '\0');
    qToBigEndian<quint32>(quint32(body.size()), chunk.data());
    std::copy_n(type.data(), 4, chunk.data() + 4);
    chunk += body;
    const uLong sum =
        crc32(0, reinterpret_cast<const Bytef *>(chunk.constData() + 4), uInt(body.size() + 4));
    QByteArray tail(4, '\0');
    qToBigEndian<quint32>(quint32(sum), tail.data());
    return chunk + tail;
}

/// A frame of an animation: a rectangle of the canvas, and what happens to it.
struct Frame
{
    QRect rect;
    int delayMs = 0;
    int dispose = 0; ///< 0 leave, 1 clear, 2 put back what was there
    bool over = false;
    QList<QByteArrayView> data; ///< zlib stream in pieces
};

constexpr int kClear = 1;
constexpr int kPutBack = 2;

class PngReader final : public PictureReader
{
public:
    static OpenedReader open(QByteArray bytes)
    {
        auto reader = std::unique_ptr<PngReader>(new PngReader);
        reader->m_bytes = std::move(bytes);
        if (auto done = reader->readStructure(); !done)
            return done.error();
        return std::unique_ptr<PictureReader>(std::move(reader));
    }

private:
    PngReader() = default;

    Result<void> readStructure()
    {
        const auto size = sizeWithQt(m_bytes, "png");
        if (!size)
            return size.error();
        m_canvas = *size;
        m_orientation = exifOrientation(exifOfPng(m_bytes));
        m_info.format = PictureFormat::Png;
        m_info.size = swapsAxes(m_orientation) ? m_canvas.transposed() : m_canvas;
        m_info.deep = m_bytes.size() > 24 && uchar(m_bytes[24]) > 8;

        qint64 announced = 0;
        bool sawData = false;
        bool ended = false;
        qsizetype end = 8;
        for (const PngChunk &chunk : pngChunks(m_bytes)) {
            end = chunk.end;
            ended = chunk.type == QByteArrayView("IEND");
            if (chunk.type == QByteArrayView("acTL") && chunk.body.size() >= 8 && !sawData) {
                announced = qFromBigEndian<quint32>(chunk.body.data());
                m_info.plays = int(
                    std::min<quint32>(qFromBigEndian<quint32>(chunk.body.data() + 4), 1'000'000));
            } else if (chunk.type == QByteArrayView("fcTL")) {
                if (auto added = addFrame(chunk.body); !added)
                    return added.error();
            } else if (chunk.type == QByteArrayView("IDAT")) {
                // Without a control chunk before it this is the picture for viewers that do not
                // know animations.
                if (!sawData && m_frames.empty())
                    m_stillAside = true;
                sawData = true;
                if (!m_stillAside && m_frames.size() == 1)
                    m_frames.back().data.append(chunk.body);
            } else if (chunk.type == QByteArrayView("fdAT")) {
                if (!m_frames.empty() && chunk.body.size() > 4)
                    m_frames.back().data.append(chunk.body.sliced(4));
            } else if (!sawData && m_frames.empty() && isColour(chunk.type)) {
                m_shared += chunkOf(chunk.type, chunk.body);
            }
        }
        if (ended)
            m_info.strayBytes = m_bytes.size() - end;
        if (announced <= 0) // frames without a control chunk of the animation are shown by nobody
            m_frames.clear();
        if (m_frames.empty())
            return {};
        if (auto fits = checkFrames(std::max<qint64>(announced, qint64(m_frames.size())), m_canvas);
            !fits)
            return fits;
        m_info.animated = true;
        m_info.frames = int(m_frames.size());
        m_info.sidePictures = m_stillAside ? 1 : 0;
        for (const Frame &frame : m_frames)
            m_info.delaysMs.push_back(frame.delayMs);
        return {};
    }

    static bool isColour(QByteArrayView type)
    {
        for (const char *known : {"PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT"}) {
            if (type == QByteArrayView(known))
                return true;
        }
        return false;
    }

    Result<void> addFrame(QByteArrayView body)
    {
        if (body.size() < 26)
            return damagedPicture();
        const auto number = [&](qsizetype at) {
            return int(std::min<quint32>(qFromBigEndian<quint32>(body.data() + at), 1 << 29));
        };
        Frame frame;
        frame.rect = QRect(number(12), number(16), number(4), number(8));
        if (frame.rect.isEmpty() || !QRect(QPoint(), m_canvas).contains(frame.rect))
            return damagedPicture();
        const int part = qFromBigEndian<quint16>(body.data() + 20);
        const int of = qFromBigEndian<quint16>(body.data() + 22);
        frame.delayMs = part * 1000 / (of == 0 ? 100 : of);
        frame.dispose = uchar(body[24]);
        frame.over = body[25] != 0;
        // Nothing was there before the first frame.
        if (m_frames.empty() && frame.dispose == kPutBack)
            frame.dispose = kClear;
        m_frames.push_back(std::move(frame));
        return {};
    }

    Result<QImage> decode(int number) override
    {
        auto image = m_info.animated ? composed(number) : decodeWithQt(m_bytes, "png");
        if (!image)
            return image.error();
        return oriented(*image, m_orientation);
    }

    /// The canvas as it is seen during a frame.
    Result<QImage> composed(int number)
    {
        if (m_shown >= number || m_shown < 0) {
            m_canvasImage = QImage(m_canvas, QImage::Format_ARGB32);
            if (m_canvasImage.isNull())
                return Error(ErrorKind::Limit, "document/png");
            m_canvasImage.fill(Qt::transparent);
            m_shown = -1;
        }
        QImage seen;
        for (int i = m_shown + 1; i <= number; ++i) {
            const Frame &frame = m_frames[size_t(i)];
            auto part = picture(frame);
            if (!part) {
                m_shown = -1;
                return part.error();
            }
            const QImage before = frame.dispose == kPutBack ? m_canvasImage.copy() : QImage();
            paint(*part, frame.rect.topLeft(),
                  frame.over ? QPainter::CompositionMode_SourceOver
                             : QPainter::CompositionMode_Source);
            if (i == number)
                seen = m_canvasImage.copy();
            if (frame.dispose == kClear) {
                QImage nothing(frame.rect.size(), QImage::Format_ARGB32);
                nothing.fill(Qt::transparent);
                paint(nothing, frame.rect.topLeft(), QPainter::CompositionMode_Source);
            } else if (frame.dispose == kPutBack) {
                m_canvasImage = before;
            }
        }
        m_shown = number;
        return seen;
    }

    void paint(const QImage &part, QPoint at, QPainter::CompositionMode mode)
    {
        QPainter painter(&m_canvasImage);
        painter.setCompositionMode(mode);
        painter.drawImage(at, part);
    }

    /// A frame's own data as a picture of its own.
    Result<QImage> picture(const Frame &frame) const
    {
        QByteArray header = m_bytes.mid(16, 13);
        qToBigEndian<quint32>(quint32(frame.rect.width()), header.data());
        qToBigEndian<quint32>(quint32(frame.rect.height()), header.data() + 4);
        QByteArray png = m_bytes.left(8) + chunkOf("IHDR", header) + m_shared;
        for (const QByteArrayView &data : frame.data)
            png += chunkOf("IDAT", data);
        png += chunkOf("IEND", {});
        auto image = decodeWithQt(png, "png");
        if (image && image->size() != frame.rect.size())
            return damagedPicture();
        return image;
    }

    QByteArray m_bytes;
    QByteArray m_shared; ///< chunks that every frame's picture needs
    QSize m_canvas;
    int m_orientation = 1;
    std::vector<Frame> m_frames;
    bool m_stillAside = false;
    QImage m_canvasImage; ///< after frame m_shown
    int m_shown = -1;
};

} // namespace

OpenedReader openPng(const ByteSource &source)
{
    auto bytes = source.readAll(kMaxPictureBytes);
    if (!bytes)
        return bytes.error();
    return PngReader::open(*std::move(bytes));
}

} // namespace redoubt::document::detail
