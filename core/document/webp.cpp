// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/orientation.h"
#include "core/document/picture.h"

#include <webp/decode.h>
#include <webp/demux.h>

#include <QtEndian>

#include <memory>

namespace redoubt::document::detail {

namespace {

const uint8_t *data(const QByteArray &bytes)
{
    return reinterpret_cast<const uint8_t *>(bytes.constData());
}

struct DeleteDemuxer
{
    void operator()(WebPDemuxer *demuxer) const { WebPDemuxDelete(demuxer); }
};
struct DeleteAnimation
{
    void operator()(WebPAnimDecoder *decoder) const { WebPAnimDecoderDelete(decoder); }
};

/// A chunk's data; empty when the file has none. The demuxer knows where it is.
QByteArray chunkOf(const WebPDemuxer *demuxer, const char *type)
{
    WebPChunkIterator chunk;
    if (!demuxer || !WebPDemuxGetChunk(demuxer, type, 1, &chunk))
        return {};
    const QByteArray bytes(reinterpret_cast<const char *>(chunk.chunk.bytes),
                           qsizetype(chunk.chunk.size));
    WebPDemuxReleaseChunkIterator(&chunk);
    return bytes;
}

class WebPReader final : public PictureReader
{
public:
    static OpenedReader open(QByteArray bytes)
    {
        auto reader = std::unique_ptr<WebPReader>(new WebPReader);
        reader->m_bytes = std::move(bytes);
        if (auto done = reader->readStructure(); !done)
            return done.error();
        return std::unique_ptr<PictureReader>(std::move(reader));
    }

private:
    WebPReader() = default;

    WebPData packed() const { return {data(m_bytes), size_t(m_bytes.size())}; }

    Result<void> readStructure()
    {
        WebPBitstreamFeatures features;
        if (WebPGetFeatures(data(m_bytes), size_t(m_bytes.size()), &features) != VP8_STATUS_OK)
            return damagedPicture();
        if (auto fits = checkSize(features.width, features.height); !fits)
            return fits;
        m_canvas = QSize(features.width, features.height);
        const WebPData webp = packed();
        const std::unique_ptr<WebPDemuxer, DeleteDemuxer> demuxer(WebPDemux(&webp));
        m_orientation = exifOrientation(chunkOf(demuxer.get(), "EXIF"));
        m_profile = chunkOf(demuxer.get(), "ICCP");
        m_info.format = PictureFormat::WebP;
        m_info.size = swapsAxes(m_orientation) ? m_canvas.transposed() : m_canvas;
        m_info.lossless = features.format == 2;
        const qint64 end = 8 + qint64(qFromLittleEndian<quint32>(m_bytes.constData() + 4));
        m_info.strayBytes = std::max<qint64>(0, m_bytes.size() - end - (end & 1));
        if (!features.has_animation)
            return {};
        if (!demuxer)
            return damagedPicture();
        const qint64 frames = WebPDemuxGetI(demuxer.get(), WEBP_FF_FRAME_COUNT);
        if (frames < 1)
            return damagedPicture();
        if (auto fits = checkFrames(frames, m_canvas); !fits)
            return fits;
        m_info.animated = true;
        m_info.frames = int(frames);
        m_info.plays = int(WebPDemuxGetI(demuxer.get(), WEBP_FF_LOOP_COUNT));
        m_info.lossless = true;
        for (int i = 1; i <= m_info.frames; ++i) {
            WebPIterator frame;
            if (!WebPDemuxGetFrame(demuxer.get(), i, &frame))
                return damagedPicture();
            m_info.delaysMs.push_back(frame.duration);
            WebPBitstreamFeatures own;
            if (WebPGetFeatures(frame.fragment.bytes, frame.fragment.size, &own) != VP8_STATUS_OK ||
                own.format != 2)
                m_info.lossless = false;
            WebPDemuxReleaseIterator(&frame);
        }
        return {};
    }

    Result<QImage> decode(int number) override
    {
        QImage image(m_canvas, QImage::Format_RGBA8888);
        if (image.isNull())
            return Error(ErrorKind::Limit, "document/webp");
        if (m_info.animated) {
            if (auto done = decodeAnimated(number, image); !done)
                return done.error();
        } else if (!WebPDecodeRGBAInto(data(m_bytes), size_t(m_bytes.size()), image.bits(),
                                       size_t(image.sizeInBytes()), int(image.bytesPerLine()))) {
            return damagedPicture();
        }
        return oriented(toSrgb(std::move(image), m_profile), m_orientation);
    }

    Result<void> decodeAnimated(int number, QImage &image)
    {
        if (!m_decoder) {
            WebPAnimDecoderOptions options;
            if (!WebPAnimDecoderOptionsInit(&options))
                return Error(ErrorKind::Internal, "document/webp");
            options.color_mode = MODE_RGBA;
            const WebPData webp = packed();
            m_decoder.reset(WebPAnimDecoderNew(&webp, &options));
            m_shown = -1;
        } else if (m_shown >= number) {
            WebPAnimDecoderReset(m_decoder.get());
            m_shown = -1;
        }
        uint8_t *pixels = nullptr;
        while (m_shown < number) {
            int timestamp = 0;
            if (!m_decoder || !WebPAnimDecoderGetNext(m_decoder.get(), &pixels, &timestamp)) {
                m_decoder.reset();
                return damagedPicture();
            }
            ++m_shown;
        }
        for (int y = 0; y < image.height(); ++y)
            std::copy_n(pixels + qsizetype(y) * image.width() * 4, image.width() * 4,
                        image.scanLine(y));
        return {};
    }

    QByteArray m_bytes;
    QByteArray m_profile;
    QSize m_canvas;
    int m_orientation = 1;
    std::unique_ptr<WebPAnimDecoder, DeleteAnimation> m_decoder;
    int m_shown = -1;
};

} // namespace

OpenedReader openWebP(const ByteSource &source)
{
    auto bytes = source.readAll(kMaxPictureBytes);
    if (!bytes)
        return bytes.error();
    return WebPReader::open(*std::move(bytes));
}

} // namespace redoubt::document::detail
