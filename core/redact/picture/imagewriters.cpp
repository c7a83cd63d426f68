// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/picture/imagewriters.h"

#include "core/redact/tr.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <tiffio.h>
#include <webp/encode.h>

#include <cstdarg>
#include <cstring>

namespace redoubt::redact {

namespace {

Error notWritten(const char *site)
{
    return Error(ErrorKind::Internal, site, Tr::tr("The picture could not be written."));
}

bool isGrey(const QImage &rgb)
{
    for (int y = 0; y < rgb.height(); ++y) {
        const uchar *pixel = rgb.constScanLine(y);
        for (int x = 0; x < rgb.width(); ++x, pixel += 3) {
            if (pixel[0] != pixel[1] || pixel[1] != pixel[2])
                return false;
        }
    }
    return true;
}

} // namespace

Result<QByteArray> encodePng(const QImage &image)
{
    const bool transparent = image.hasAlphaChannel();
    const QImage source =
        image.convertToFormat(transparent ? QImage::Format_RGBA8888 : QImage::Format_RGB888);
    if (source.isNull())
        return notWritten("redact/png");
    try {
        const cv::Mat pixels(source.height(), source.width(), transparent ? CV_8UC4 : CV_8UC3,
                             const_cast<uchar *>(source.constBits()),
                             size_t(source.bytesPerLine()));
        cv::Mat ordered;
        cv::cvtColor(pixels, ordered, transparent ? cv::COLOR_RGBA2BGRA : cv::COLOR_RGB2BGR);
        std::vector<uchar> bytes;
        if (!cv::imencode(".png", ordered, bytes))
            return notWritten("redact/png");
        return QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
    } catch (const std::exception &) {
        return notWritten("redact/png");
    }
}

Result<QByteArray> encodeWebP(const QImage &image, WebPQuality quality)
{
    const QImage source = image.convertToFormat(QImage::Format_RGBA8888);
    if (source.isNull() || source.width() > WEBP_MAX_DIMENSION ||
        source.height() > WEBP_MAX_DIMENSION)
        return notWritten("redact/webp");
    WebPConfig config;
    WebPPicture picture;
    if (!WebPConfigInit(&config) || !WebPPictureInit(&picture))
        return notWritten("redact/webp");
    config.lossless = quality == WebPQuality::Lossless ? 1 : 0;
    config.quality = quality == WebPQuality::Lossless ? 70 : 95;
    // Or empty pixels take the colours of their neighbours, where nobody expects any.
    config.exact = config.lossless;
    picture.use_argb = 1;
    picture.width = source.width();
    picture.height = source.height();
    WebPMemoryWriter writer;
    WebPMemoryWriterInit(&writer);
    picture.writer = WebPMemoryWrite;
    picture.custom_ptr = &writer;
    const bool done =
        WebPPictureImportRGBA(&picture, source.constBits(), int(source.bytesPerLine())) &&
        WebPEncode(&config, &picture);
    WebPPictureFree(&picture);
    QByteArray bytes;
    if (done)
        bytes = QByteArray(reinterpret_cast<const char *>(writer.mem), qsizetype(writer.size));
    WebPMemoryWriterClear(&writer);
    if (!done)
        return notWritten("redact/webp");
    return bytes;
}

struct TiffWriter::Private
{
    QByteArray bytes;
    qint64 position = 0;
    TIFF *tiff = nullptr;
    int pages = 0;
};

namespace {

constexpr qint64 kMaxTiff = 2000LL * 1024 * 1024; // offsets of a classic TIFF end at 4 GiB

} // namespace

// libtiff hands the Private back as it was given.
TiffWriter::TiffWriter()
    : d(std::make_unique<Private>())
{
    const auto read = [](thandle_t handle, void *out, tmsize_t size) -> tmsize_t {
        auto *p = static_cast<Private *>(handle);
        const qint64 count = std::clamp<qint64>(p->bytes.size() - p->position, 0, size);
        std::memcpy(out, p->bytes.constData() + p->position, size_t(count));
        p->position += count;
        return tmsize_t(count);
    };
    const auto write = [](thandle_t handle, void *in, tmsize_t size) -> tmsize_t {
        auto *p = static_cast<Private *>(handle);
        if (size < 0 || p->position + size > kMaxTiff)
            return 0;
        if (p->position + size > p->bytes.size())
            p->bytes.resize(p->position + size, '\0');
        std::memcpy(p->bytes.data() + p->position, in, size_t(size));
        p->position += size;
        return size;
    };
    const auto seek = [](thandle_t handle, toff_t offset, int whence) -> toff_t {
        auto *p = static_cast<Private *>(handle);
        qint64 target = qint64(offset);
        if (whence == SEEK_CUR)
            target += p->position;
        else if (whence == SEEK_END)
            target += p->bytes.size();
        p->position = std::clamp<qint64>(target, 0, kMaxTiff);
        return toff_t(p->position);
    };
    const auto close = [](thandle_t) { return 0; };
    const auto size = [](thandle_t handle) {
        return toff_t(static_cast<Private *>(handle)->bytes.size());
    };
    const auto silent = [](TIFF *, void *, const char *, const char *, va_list) { return 1; };
    if (TIFFOpenOptions *options = TIFFOpenOptionsAlloc()) {
        TIFFOpenOptionsSetErrorHandlerExtR(options, silent, nullptr);
        TIFFOpenOptionsSetWarningHandlerExtR(options, silent, nullptr);
        d->tiff = TIFFClientOpenExt("", "wm", d.get(), read, write, seek, close, size, nullptr,
                                    nullptr, options);
        TIFFOpenOptionsFree(options);
    }
}

TiffWriter::~TiffWriter()
{
    if (d->tiff)
        TIFFClose(d->tiff);
}

Result<void> TiffWriter::addPage(const QImage &image)
{
    if (!d->tiff)
        return notWritten("redact/tiff");
    const bool transparent = image.hasAlphaChannel();
    QImage source =
        image.convertToFormat(transparent ? QImage::Format_RGBA8888 : QImage::Format_RGB888);
    int samples = transparent ? 4 : 3;
    if (!transparent && isGrey(source)) {
        source = source.convertToFormat(QImage::Format_Grayscale8);
        samples = 1;
    }
    if (source.isNull())
        return notWritten("redact/tiff");
    TIFF *tiff = d->tiff;
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, uint32_t(source.width()));
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, uint32_t(source.height()));
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 8);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, samples);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC,
                 samples == 1 ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_RGB);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE);
    TIFFSetField(tiff, TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL);
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, TIFFDefaultStripSize(tiff, 0));
    if (transparent) {
        const uint16_t kind = EXTRASAMPLE_UNASSALPHA;
        TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, &kind);
    }
    for (int y = 0; y < source.height(); ++y) {
        if (TIFFWriteScanline(tiff, source.scanLine(y), uint32_t(y), 0) < 0)
            return notWritten("redact/tiff");
    }
    if (!TIFFWriteDirectory(tiff))
        return notWritten("redact/tiff");
    ++d->pages;
    return {};
}

Result<QByteArray> TiffWriter::finish()
{
    if (!d->tiff || d->pages == 0)
        return notWritten("redact/tiff");
    TIFFClose(d->tiff);
    d->tiff = nullptr;
    return std::move(d->bytes);
}

} // namespace redoubt::redact
