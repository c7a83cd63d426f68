// SPDX-License-Identifier: AGPL-3.0-or-later
// Pictures of every format through readers and writers: what is written holds the same pages, and
// the mask on each of them is black.
#include "core/document/picture.h"
#include "core/redact/picture/imagewriters.h"
#include "core/redact/redactor.h"
#include "tests/fuzz/seeds.h"
#include "tests/support/tempfolder.h"

#include <QFile>

#include <cstdlib>

using namespace redoubt;

namespace {

constexpr qint64 kMostPixels = 1'000'000; // larger ones only slow the run down

QImage drawn(QSize size, int shade)
{
    QImage image(size, QImage::Format_ARGB32);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x)
            image.setPixel(x, y, qRgba(shade, x * 9, y * 9, x < 3 ? 255 : 100));
    }
    return image;
}

/// The first quarter of every page, and one pixel more.
PageRect maskOf(QSize size)
{
    return {0, 0, size.width() / 2 + 1.0, size.height() / 2 + 1.0};
}

bool isMasked(const QImage &image, const PageRect &rect, int tolerance)
{
    const int right = std::min(image.width(), int(rect.w));
    const int bottom = std::min(image.height(), int(rect.h));
    for (int y = 0; y < bottom; ++y) {
        for (int x = 0; x < right; ++x) {
            const QRgb p = image.pixel(x, y);
            if (std::max({qRed(p), qGreen(p), qBlue(p)}) > tolerance || qAlpha(p) != 255)
                return false;
        }
    }
    return true;
}

} // namespace

std::vector<std::string> redoubt::fuzz::seeds()
{
    const QSize size(9, 7);
    std::vector<std::string> files;
    const auto add = [&](const Result<QByteArray> &bytes) {
        files.push_back(bytes.value().toStdString());
    };
    add(redact::encodePng(drawn(size, 200)));
    add(redact::encodeJpeg(drawn(size, 90), 90, redact::ChromaSampling::Halved));
    add(redact::encodeWebP(drawn(size, 10), redact::WebPQuality::Lossless));
    add(redact::encodeWebP(drawn(size, 10), redact::WebPQuality::High));
    redact::TiffWriter tiff;
    redact::ApngWriter apng({3, 0, size});
    redact::AnimatedWebPWriter webp({2, 1, size}, redact::WebPQuality::Lossless);
    for (int i = 0; i < 3; ++i) {
        std::ignore = tiff.addPage(drawn(size, 60 * i)); // finish() tells
        std::ignore = apng.addFrame(drawn(size, 60 * i), 40);
        if (i < 2)
            std::ignore = webp.addFrame(drawn(size, 60 * i), 40);
    }
    add(tiff.finish());
    add(apng.finish());
    add(webp.finish());
    using namespace std::string_literals;
    files.push_back("GIF89a\2\0\1\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\2\0\1\0\0\2\2D\n\0,"
                    "\0\0\0\0\2\0\1\0\0\2\2D\n\0;"s);
    return files;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const test::TempFolder folder;
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto source = memorySource(bytes);
    const auto info = document::probePicture(*source);
    if (!info || qint64(info->size.width()) * info->size.height() * info->frames > kMostPixels)
        return 0;
    redact::RedactionPlan plan;
    plan.kind = ItemKind::Image;
    std::vector<QSize> sizes;
    for (int page = 0; page < info->frames; ++page) {
        const auto image = document::decodeFrame(*source, page);
        if (!image || qint64(image->width()) * image->height() > kMostPixels)
            return 0;
        sizes.push_back(image->size());
        plan.pages.push_back({page, {maskOf(image->size())}, {}, FindingType::Custom});
    }
    auto output = AtomicOutput::create(folder / "copy");
    if (!output)
        std::abort();
    if (!redact::redactImage(*source, plan, {}, **output, {}))
        return 0;
    if (!(*output)->commit())
        std::abort();
    const auto copy = memorySource(test::readFile(folder / "copy"));
    const auto written = document::probePicture(*copy);
    if (!written || written->frames != info->frames || written->strayBytes != 0)
        std::abort();
    // WebP halves the resolution of colours, and a strong one bleeds over the edge of a tiny
    // picture.
    const bool webp = written->format == document::PictureFormat::WebP;
    const int tolerance = written->lossless ? 0 : webp ? 96 : 40;
    for (int page = 0; page < info->frames; ++page) {
        const auto image = document::decodeFrame(*copy, page);
        if (!image || image->size() != sizes[size_t(page)] ||
            !isMasked(*image, maskOf(image->size()), tolerance))
            std::abort();
    }
    QFile::remove(QString::fromStdString((folder / "copy").string()));
    return 0;
}
