// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/picture.h"

#include <tiffio.h>

#include <cstdarg>
#include <memory>

namespace redoubt::document::detail {

namespace {

struct Reader
{
    const ByteSource &source;
    qint64 position = 0;
};

tmsize_t readBytes(thandle_t handle, void *out, tmsize_t size)
{
    auto *reader = static_cast<Reader *>(handle);
    if (size <= 0)
        return 0;
    const auto got =
        reader->source.readAt(reader->position, std::span(static_cast<char *>(out), size_t(size)));
    if (!got)
        return -1;
    reader->position += *got;
    return tmsize_t(*got);
}

tmsize_t refuseWrite(thandle_t, void *, tmsize_t)
{
    return 0;
}

toff_t seekTo(thandle_t handle, toff_t offset, int whence)
{
    auto *reader = static_cast<Reader *>(handle);
    qint64 target = qint64(offset);
    if (whence == SEEK_CUR)
        target += reader->position;
    else if (whence == SEEK_END)
        target += reader->source.size();
    if (target < 0)
        return toff_t(-1);
    reader->position = target;
    return toff_t(target);
}

int closeNothing(thandle_t)
{
    return 0;
}

toff_t sizeOf(thandle_t handle)
{
    return toff_t(static_cast<Reader *>(handle)->source.size());
}

int silence(TIFF *, void *, const char *, const char *, va_list)
{
    return 1; // handled: messages may quote tags
}

struct CloseTiff
{
    void operator()(TIFF *tiff) const { TIFFClose(tiff); }
};
using TiffPtr = std::unique_ptr<TIFF, CloseTiff>;

TiffPtr openTiff(Reader &reader)
{
    TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
    if (!options)
        return {};
    TIFFOpenOptionsSetErrorHandlerExtR(options, silence, nullptr);
    TIFFOpenOptionsSetWarningHandlerExtR(options, silence, nullptr);
    TIFFOpenOptionsSetMaxSingleMemAlloc(options, tmsize_t(1) << 30);
    // "m": no memory mapping.
    TiffPtr tiff(TIFFClientOpenExt("", "rm", &reader, readBytes, refuseWrite, seekTo, closeNothing,
                                   sizeOf, nullptr, nullptr, options));
    TIFFOpenOptionsFree(options);
    return tiff;
}

struct FrameHeader
{
    QSize size;
    quint16 orientation = ORIENTATION_TOPLEFT;
    quint16 bits = 8;
    quint16 compression = 1;
};

Result<FrameHeader> readHeader(TIFF *tiff)
{
    quint32 width = 0;
    quint32 height = 0;
    FrameHeader header;
    TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width);
    TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &header.orientation);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &header.bits);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_COMPRESSION, &header.compression);
    if (auto fits = checkSize(width, height); !fits)
        return fits.error();
    header.size = QSize(int(width), int(height));
    return header;
}

bool swapsAxes(quint16 orientation)
{
    return orientation >= ORIENTATION_LEFTTOP && orientation <= ORIENTATION_LEFTBOT;
}

// libtiff gives rows and columns as stored; this brings them to the displayed orientation.
QImage oriented(const QImage &image, quint16 orientation)
{
    const QTransform quarter = QTransform().rotate(90);
    switch (orientation) {
    case ORIENTATION_TOPRIGHT:
        return image.mirrored(true, false);
    case ORIENTATION_BOTRIGHT:
        return image.mirrored(true, true);
    case ORIENTATION_BOTLEFT:
        return image.mirrored(false, true);
    case ORIENTATION_LEFTTOP:
        return image.mirrored(true, false).transformed(QTransform().rotate(270));
    case ORIENTATION_RIGHTTOP:
        return image.transformed(quarter);
    case ORIENTATION_RIGHTBOT:
        return image.mirrored(true, false).transformed(quarter);
    case ORIENTATION_LEFTBOT:
        return image.transformed(QTransform().rotate(270));
    default:
        return image;
    }
}

} // namespace

Result<PictureInfo> probeTiff(const ByteSource &source)
{
    Reader reader{source};
    const TiffPtr tiff = openTiff(reader);
    if (!tiff)
        return damagedPicture();
    const auto header = readHeader(tiff.get());
    if (!header)
        return header.error();
    PictureInfo info;
    info.format = PictureFormat::Tiff;
    info.size = swapsAxes(header->orientation) ? header->size.transposed() : header->size;
    info.lossless = header->compression != COMPRESSION_JPEG;
    info.deep = header->bits > 8;
    // A damaged chain of directories ends the count; what lies behind is not there for anybody.
    info.frames = 1;
    while (TIFFReadDirectory(tiff.get())) {
        if (info.frames >= kMaxTiffPages) {
            ++info.skippedFrames;
            break;
        }
        ++info.frames;
    }
    return info;
}

Result<QImage> decodeTiff(const ByteSource &source, int frame)
{
    Reader reader{source};
    const TiffPtr tiff = openTiff(reader);
    if (!tiff)
        return damagedPicture();
    for (int i = 0; i < frame; ++i) {
        if (!TIFFReadDirectory(tiff.get()))
            return damagedPicture();
    }
    const auto header = readHeader(tiff.get());
    if (!header)
        return header.error();
    const int width = header->size.width();
    const int height = header->size.height();
    char message[1024] = {};
    if (!TIFFRGBAImageOK(tiff.get(), message))
        return damagedPicture();
    QImage image(width, height, QImage::Format_RGBA8888_Premultiplied);
    if (image.isNull())
        return Error(ErrorKind::Limit, "document/tiff");
    image.fill(Qt::white);
    TIFFRGBAImage rgba;
    if (!TIFFRGBAImageBegin(&rgba, tiff.get(), 1, message))
        return damagedPicture();
    const quint16 wanted = header->orientation;
    rgba.req_orientation = wanted; // as stored: no flip by libtiff, we turn ourselves
    static_assert(sizeof(uint32_t) == 4);
    const bool read = TIFFRGBAImageGet(&rgba, reinterpret_cast<uint32_t *>(image.bits()),
                                       uint32_t(width), uint32_t(height)) != 0;
    TIFFRGBAImageEnd(&rgba);
    if (!read)
        return damagedPicture();
    void *profile = nullptr;
    uint32_t profileSize = 0;
    if (TIFFGetField(tiff.get(), TIFFTAG_ICCPROFILE, &profileSize, &profile) && profile)
        image = toSrgb(std::move(image),
                       QByteArray(static_cast<const char *>(profile), qsizetype(profileSize)));
    return oriented(image, wanted);
}

} // namespace redoubt::document::detail
