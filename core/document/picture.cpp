// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/picture.h"

#include <QBuffer>
#include <QColorSpace>
#include <QCoreApplication>
#include <QImageReader>
#include <QtEndian>

#include <mutex>

namespace redoubt::document {

using namespace Qt::StringLiterals;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(redoubt::document::Picture)
};

// Qt's own limit is made for icons; ours is checked from the header first.
void raiseAllocationLimit()
{
    static std::once_flag once;
    std::call_once(once, [] { QImageReader::setAllocationLimit(2048); });
}

const char *qtFormat(PictureFormat format)
{
    switch (format) {
    case PictureFormat::Jpeg:
        return "jpeg";
    case PictureFormat::Png:
        return "png";
    case PictureFormat::Gif:
        return "gif";
    case PictureFormat::Bmp:
        return "bmp";
    default:
        return "";
    }
}

// The frames that an animated PNG announces, 1 for a still one.
int pngFrames(const QByteArray &bytes)
{
    qsizetype at = 8;
    while (at + 12 <= bytes.size()) {
        const quint32 length = qFromBigEndian<quint32>(bytes.constData() + at);
        const QByteArrayView type(bytes.constData() + at + 4, 4);
        if (type == "IDAT" || length > quint32(bytes.size()))
            break;
        if (type == "acTL" && length >= 8)
            return int(
                std::min<quint32>(qFromBigEndian<quint32>(bytes.constData() + at + 8), 1'000'000));
        at += 12 + qsizetype(length);
    }
    return 1;
}

// Blocks of a GIF, counted without decoding: Qt would read every frame.
int gifFrames(const QByteArray &bytes)
{
    const auto byteAt = [&](qsizetype i) { return i < bytes.size() ? uchar(bytes[i]) : 0; };
    qsizetype at = 13;
    if (byteAt(10) & 0x80)
        at += 3 * (2 << (byteAt(10) & 7));
    const auto skipBlocks = [&] {
        while (at < bytes.size() && byteAt(at) != 0)
            at += 1 + byteAt(at);
        ++at;
    };
    int frames = 0;
    while (at < bytes.size()) {
        const int kind = byteAt(at);
        if (kind == 0x21) {
            at += 2;
            skipBlocks();
        } else if (kind == 0x2C) {
            ++frames;
            const int flags = byteAt(at + 9);
            at += 10;
            if (flags & 0x80)
                at += 3 * (2 << (flags & 7));
            ++at;
            skipBlocks();
        } else {
            break;
        }
    }
    return std::max(frames, 1);
}

Result<PictureInfo> probeWithQt(const QByteArray &bytes, PictureFormat format)
{
    raiseAllocationLimit();
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, qtFormat(format));
    PictureInfo info;
    info.format = format;
    info.size = reader.size();
    if (!info.size.isValid())
        return detail::damagedPicture();
    if (auto fits = detail::checkSize(info.size.width(), info.size.height()); !fits)
        return fits.error();
    if (reader.transformation() & QImageIOHandler::TransformationRotate90)
        info.size.transpose();
    info.lossless = format != PictureFormat::Jpeg;
    if (format == PictureFormat::Png) {
        info.skippedFrames = pngFrames(bytes) - 1;
        info.deep = bytes.size() > 24 && uchar(bytes[24]) > 8;
    } else if (format == PictureFormat::Gif) {
        info.skippedFrames = gifFrames(bytes) - 1;
    }
    return info;
}

QImage normalised(QImage image)
{
    if (image.colorSpace().isValid() && image.colorSpace() != QColorSpace(QColorSpace::SRgb)) {
        if (image.depth() < 24)
            image = image.convertToFormat(image.hasAlphaChannel() ? QImage::Format_ARGB32
                                                                  : QImage::Format_RGB32);
        image.convertToColorSpace(QColorSpace::SRgb);
    }
    bool transparent = image.hasAlphaChannel();
    if (transparent) {
        image = image.convertToFormat(QImage::Format_ARGB32);
        transparent = false;
        for (int y = 0; y < image.height() && !transparent; ++y) {
            const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
            transparent = std::any_of(line, line + image.width(),
                                      [](QRgb pixel) { return qAlpha(pixel) != 255; });
        }
    }
    if (!transparent)
        image = image.convertToFormat(QImage::Format_RGB888);
    image.setColorSpace(QColorSpace());
    for (const QString &key : image.textKeys())
        image.setText(key, QString());
    return image;
}

Result<QImage> decodeWithQt(const QByteArray &bytes, PictureFormat format)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, qtFormat(format));
    reader.setAutoTransform(true);
    QImage image;
    if (!reader.read(&image) || image.isNull()) {
        // Qt says "invalid" of damage and of what it could not or would not allocate alike.
        const QSize size = reader.size();
        if (size.isValid() && QImage(size, QImage::Format_RGB32).isNull())
            throw std::bad_alloc();
        return detail::damagedPicture();
    }
    return image;
}

} // namespace

namespace detail {

Result<void> checkSize(qint64 width, qint64 height)
{
    if (width <= 0 || height <= 0)
        return damagedPicture();
    if (width > 100'000 || height > 100'000 || width * height > kMaxPixels)
        return Error(ErrorKind::Limit, "document/picture",
                     Tr::tr("The picture has more than 400 million pixels. Split or scale it "
                            "first."));
    return MemoryBudget::pictures().check(pictureWorkBytes(QSize(int(width), int(height)), false),
                                          "document/picture");
}

Error damagedPicture()
{
    return Error(ErrorKind::Damaged, "document/picture",
                 Tr::tr("The picture is damaged and cannot be read. Open it in the program that "
                        "made it and save it again."));
}

QImage toSrgb(QImage image, const QByteArray &profile)
{
    if (!profile.isEmpty()) {
        const QColorSpace space = QColorSpace::fromIccProfile(profile);
        if (space.isValid())
            image.setColorSpace(space);
    }
    return image;
}

} // namespace detail

PictureFormat sniffPicture(QByteArrayView head)
{
    const auto starts = [&](QByteArrayView magic) { return head.startsWith(magic); };
    if (starts("\xFF\xD8\xFF"))
        return PictureFormat::Jpeg;
    if (starts("\x89PNG\r\n\x1A\n"))
        return PictureFormat::Png;
    if (starts("GIF87a") || starts("GIF89a"))
        return PictureFormat::Gif;
    if (starts("BM") && head.size() >= 18)
        return PictureFormat::Bmp;
    const auto four = [&](qsizetype at) {
        return head.size() >= at + 4 ? head.sliced(at, 4) : QByteArrayView();
    };
    if (starts(QByteArrayView("II*\0", 4)) || starts(QByteArrayView("MM\0*", 4)) ||
        starts(QByteArrayView("II+\0", 4)) || starts(QByteArrayView("MM\0+", 4)))
        return PictureFormat::Tiff;
    if (starts("RIFF") && four(8) == QByteArrayView("WEBP"))
        return PictureFormat::WebP;
    if (four(4) == QByteArrayView("ftyp")) {
        for (const char *brand :
             {"heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif", "avis"}) {
            if (four(8) == QByteArrayView(brand))
                return PictureFormat::Heif;
        }
    }
    return PictureFormat::Unknown;
}

Result<PictureInfo> probePicture(const ByteSource &source)
{
    const auto head = source.read(0, 32);
    if (!head)
        return head.error();
    const PictureFormat format = sniffPicture(*head);
    switch (format) {
    case PictureFormat::Unknown:
        return Error(ErrorKind::Unsupported, "document/picture",
                     Tr::tr("This is no picture format that can be read. Supported are JPEG, PNG, "
                            "GIF, BMP, TIFF, WebP and HEIC."));
    case PictureFormat::Tiff:
        return detail::probeTiff(source);
    case PictureFormat::WebP:
        return detail::probeWebP(source);
    case PictureFormat::Heif:
        return detail::probeHeif(source);
    default:
        break;
    }
    const auto bytes = source.readAll(detail::kMaxPictureBytes);
    if (!bytes)
        return bytes.error();
    return probeWithQt(*bytes, format);
}

Result<QImage> decodeFrame(const ByteSource &source, int frame)
{
    const auto info = probePicture(source);
    if (!info)
        return info.error();
    if (auto fits = MemoryBudget::pictures().check(pictureWorkBytes(info->size, info->deep),
                                                   "document/picture");
        !fits)
        return fits.error();
    if (frame < 0 || frame >= info->frames)
        return Error(ErrorKind::NotFound, "document/picture",
                     Tr::tr("The picture has no such page."));
    Result<QImage> image = detail::damagedPicture();
    try {
        if (info->format == PictureFormat::Tiff) {
            image = detail::decodeTiff(source, frame);
        } else if (info->format == PictureFormat::WebP) {
            image = detail::decodeWebP(source);
        } else if (info->format == PictureFormat::Heif) {
            image = detail::decodeHeif(source);
        } else {
            const auto bytes = source.readAll(detail::kMaxPictureBytes);
            if (!bytes)
                return bytes.error();
            image = decodeWithQt(*bytes, info->format);
        }
        if (!image)
            return image.error();
        QImage result = normalised(*std::move(image));
        if (result.isNull()) // what was decoded had pixels
            throw std::bad_alloc();
        return result;
    } catch (const std::bad_alloc &) {
        return Error(ErrorKind::Limit, "document/picture",
                     Tr::tr("There is not enough memory to open the picture."));
    }
}

Result<MemoryBudget::Lease> reserveFor(const PictureInfo &info, const JobContext &context)
{
    return MemoryBudget::pictures().acquire(pictureWorkBytes(info.size, info.deep),
                                            "document/picture", context.token());
}

QImage overWhite(const QImage &image)
{
    if (!image.hasAlphaChannel())
        return image.convertToFormat(QImage::Format_RGB888);
    const QImage source = image.convertToFormat(QImage::Format_ARGB32);
    QImage flat(image.size(), QImage::Format_RGB888);
    if (source.isNull() || flat.isNull())
        throw std::bad_alloc();
    for (int y = 0; y < source.height(); ++y) {
        const auto *from = reinterpret_cast<const QRgb *>(source.constScanLine(y));
        uchar *to = flat.scanLine(y);
        for (int x = 0; x < source.width(); ++x) {
            const int alpha = qAlpha(from[x]);
            const auto blend = [&](int value) {
                return uchar((value * alpha + 255 * (255 - alpha)) / 255);
            };
            *to++ = blend(qRed(from[x]));
            *to++ = blend(qGreen(from[x]));
            *to++ = blend(qBlue(from[x]));
        }
    }
    return flat;
}

Result<QImage> decodePicture(const ByteSource &source)
{
    return decodeFrame(source, 0);
}

} // namespace redoubt::document
