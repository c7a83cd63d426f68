// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/picture.h"

#include "core/document/pictureviews.h"
#include "core/document/tr.h"

#include <QBuffer>
#include <QColorSpace>
#include <QImageReader>

#include <mutex>

namespace redoubt::document {

using namespace Qt::StringLiterals;

namespace {

// Qt's own limit is made for icons; ours is checked from the header first.
void raiseAllocationLimit()
{
    static std::once_flag once;
    std::call_once(once, [] { QImageReader::setAllocationLimit(2048); });
}

/// Of the largest of the frames.
qint64 workBytes(const PictureInfo &info)
{
    return pictureWorkBytes(info.largest.isEmpty() ? info.size : info.largest, info.deep);
}

Error noMemory()
{
    return Error(ErrorKind::Limit, "document/picture",
                 Tr::tr("There is not enough memory to open the picture."));
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
        for (int y = 0; y < image.height(); ++y) {
            auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
            for (int x = 0; x < image.width(); ++x) {
                transparent = transparent || qAlpha(line[x]) != 255;
                if (qAlpha(line[x]) < kLeastAlpha)
                    line[x] = 0;
            }
        }
    }
    if (!transparent)
        image = image.convertToFormat(QImage::Format_RGB888);
    image.setColorSpace(QColorSpace());
    for (const QString &key : image.textKeys())
        image.setText(key, QString());
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

Result<void> checkFrames(qint64 frames, QSize canvas)
{
    if (frames > 1 && frames * canvas.width() * canvas.height() > kMaxAnimationPixels)
        return Error(ErrorKind::Limit, "document/picture",
                     Tr::tr("The pictures of the animation or collection have more than 2000 "
                            "million pixels together. Split or scale it first."));
    if (frames > kMaxAnimationFrames)
        return Error(
            ErrorKind::Unsupported, "document/picture",
            Tr::tr("The picture is an animation or collection of %n pictures; up to %1 are "
                   "examined one by one. Convert it to a film, or split it.",
                   nullptr, int(std::min<qint64>(frames, 1'000'000)))
                .arg(kMaxAnimationFrames));
    return {};
}

Result<QSize> sizeWithQt(const QByteArray &bytes, const char *format)
{
    raiseAllocationLimit();
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    const QSize size = QImageReader(&buffer, format).size();
    if (!size.isValid())
        return damagedPicture();
    if (auto fits = checkSize(size.width(), size.height()); !fits)
        return fits.error();
    return size;
}

Result<QImage> decodeWithQt(const QByteArray &bytes, const char *format)
{
    // Parts of a file have headers of their own.
    if (auto size = sizeWithQt(bytes, format); !size)
        return size.error();
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, format);
    reader.setAutoTransform(false); // we turn ourselves, for every format in the same way
    QImage image;
    if (!reader.read(&image) || image.isNull()) {
        // Qt says "invalid" of damage and of what it could not or would not allocate alike.
        const QSize size = reader.size();
        if (size.isValid() && QImage(size, QImage::Format_RGB32).isNull())
            throw std::bad_alloc();
        return damagedPicture();
    }
    return image;
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
             {"heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1", "avif", "avis"}) {
            if (four(8) == QByteArrayView(brand))
                return PictureFormat::Heif;
        }
    }
    return PictureFormat::Unknown;
}

Result<std::unique_ptr<PictureReader>> PictureReader::open(const ByteSource &source)
{
    const auto head = source.read(0, 32);
    if (!head)
        return head.error();
    try {
        switch (sniffPicture(*head)) {
        case PictureFormat::Jpeg:
            return detail::openJpeg(source);
        case PictureFormat::Png:
            return detail::openPng(source);
        case PictureFormat::Gif:
            return detail::openGif(source);
        case PictureFormat::Bmp:
            return detail::openBmp(source);
        case PictureFormat::Tiff:
            return detail::openTiff(source);
        case PictureFormat::WebP:
            return detail::openWebP(source);
        case PictureFormat::Heif:
            return detail::openHeif(source);
        case PictureFormat::Unknown:
            break;
        }
    } catch (const std::bad_alloc &) {
        return noMemory();
    }
    return Error(ErrorKind::Unsupported, "document/picture",
                 Tr::tr("This is no picture format that can be read. Supported are JPEG, PNG, "
                        "GIF, BMP, TIFF, WebP and HEIC."));
}

Result<QImage> PictureReader::frame(int number)
{
    if (auto fits = MemoryBudget::pictures().check(pictureWorkBytes(m_info.size, m_info.deep),
                                                   "document/picture");
        !fits)
        return fits.error();
    if (number < 0 || number >= m_info.frames)
        return Error(ErrorKind::NotFound, "document/picture",
                     Tr::tr("The picture has no such page."));
    try {
        auto image = decode(number);
        if (!image)
            return image.error();
        QImage result = normalised(*std::move(image));
        if (result.isNull()) // what was decoded had pixels
            throw std::bad_alloc();
        return result;
    } catch (const std::bad_alloc &) {
        return noMemory();
    }
}

Result<MemoryBudget::Lease> reserveFor(const PictureInfo &info, const JobContext &context)
{
    return MemoryBudget::pictures().acquire(workBytes(info), "document/picture", context.token());
}

Result<PictureInfo> probePicture(const ByteSource &source)
{
    const auto reader = PictureReader::open(source);
    if (!reader)
        return reader.error();
    return (*reader)->info();
}

Result<QImage> decodeFrame(const ByteSource &source, int frame)
{
    const auto reader = PictureReader::open(source);
    if (!reader)
        return reader.error();
    return (*reader)->frame(frame);
}

QImage overWhite(const QImage &image)
{
    return seenAs(image, PictureView::OverWhite);
}

Result<QImage> decodePicture(const ByteSource &source)
{
    return decodeFrame(source, 0);
}

} // namespace redoubt::document
