// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/picture.h"

#include <webp/decode.h>
#include <webp/demux.h>

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

} // namespace

Result<PictureInfo> probeWebP(const ByteSource &source)
{
    const auto bytes = source.readAll(kMaxPictureBytes);
    if (!bytes)
        return bytes.error();
    WebPBitstreamFeatures features;
    if (WebPGetFeatures(data(*bytes), size_t(bytes->size()), &features) != VP8_STATUS_OK)
        return damagedPicture();
    if (auto fits = checkSize(features.width, features.height); !fits)
        return fits.error();
    PictureInfo info;
    info.format = PictureFormat::WebP;
    info.size = QSize(features.width, features.height);
    info.lossless = features.format == 2;
    if (features.has_animation) {
        const WebPData webp{data(*bytes), size_t(bytes->size())};
        const std::unique_ptr<WebPDemuxer, DeleteDemuxer> demuxer(WebPDemux(&webp));
        if (!demuxer)
            return damagedPicture();
        info.skippedFrames =
            std::max(0, int(WebPDemuxGetI(demuxer.get(), WEBP_FF_FRAME_COUNT)) - 1);
    }
    return info;
}

Result<QImage> decodeWebP(const ByteSource &source)
{
    const auto bytes = source.readAll(kMaxPictureBytes);
    if (!bytes)
        return bytes.error();
    const WebPData webp{data(*bytes), size_t(bytes->size())};
    WebPBitstreamFeatures features;
    if (WebPGetFeatures(webp.bytes, webp.size, &features) != VP8_STATUS_OK)
        return damagedPicture();
    QImage image(features.width, features.height, QImage::Format_RGBA8888);
    if (image.isNull())
        return Error(ErrorKind::Limit, "document/webp");
    if (features.has_animation) {
        WebPAnimDecoderOptions options;
        if (!WebPAnimDecoderOptionsInit(&options))
            return Error(ErrorKind::Internal, "document/webp");
        options.color_mode = MODE_RGBA;
        const std::unique_ptr<WebPAnimDecoder, DeleteAnimation> decoder(
            WebPAnimDecoderNew(&webp, &options));
        uint8_t *pixels = nullptr;
        int timestamp = 0;
        if (!decoder || !WebPAnimDecoderGetNext(decoder.get(), &pixels, &timestamp))
            return damagedPicture();
        for (int y = 0; y < image.height(); ++y)
            std::copy_n(pixels + qsizetype(y) * image.width() * 4, image.width() * 4,
                        image.scanLine(y));
    } else if (!WebPDecodeRGBAInto(webp.bytes, webp.size, image.bits(), size_t(image.sizeInBytes()),
                                   int(image.bytesPerLine()))) {
        return damagedPicture();
    }
    const std::unique_ptr<WebPDemuxer, DeleteDemuxer> demuxer(WebPDemux(&webp));
    WebPChunkIterator chunk;
    if (demuxer && WebPDemuxGetChunk(demuxer.get(), "ICCP", 1, &chunk)) {
        image =
            toSrgb(std::move(image), QByteArray(reinterpret_cast<const char *>(chunk.chunk.bytes),
                                                qsizetype(chunk.chunk.size)));
        WebPDemuxReleaseChunkIterator(&chunk);
    }
    return image;
}

} // namespace redoubt::document::detail
