// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/loaders.h"
#include "core/document/picture.h"
#include "core/document/picturemetadata.h"

#include <QCoreApplication>

#include <cmath>

namespace redoubt::document {

using namespace Qt::StringLiterals;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(redoubt::document::PictureLoader)
};

constexpr qint64 kSmallPixels = 1'500'000; // below, letters are often too small to recognise
constexpr qint64 kMaxOcrPixels = 40'000'000;

OcrInput scaledForOcr(const QImage &image)
{
    QImage grey = overWhite(image).convertToFormat(QImage::Format_Grayscale8);
    if (grey.isNull())
        throw std::bad_alloc();
    const qint64 pixels = qint64(grey.width()) * grey.height();
    OcrInput input;
    input.dpi = 0;
    if (pixels < kSmallPixels)
        input.scale = 2;
    else if (pixels > kMaxOcrPixels)
        input.scale = std::sqrt(double(kMaxOcrPixels) / double(pixels));
    if (input.scale != 1.0)
        grey = grey.scaled(std::max(1, int(grey.width() * input.scale)),
                           std::max(1, int(grey.height() * input.scale)), Qt::IgnoreAspectRatio,
                           Qt::SmoothTransformation);
    if (!isBlank(grey))
        input.image = grey;
    return input;
}

} // namespace

Result<DocModel> loadPicture(const ByteSource &source, const LoadOptions &options,
                             const JobContext &context)
{
    const auto info = probePicture(source);
    if (!info)
        return info.error();
    DocModel model;
    model.kind = ItemKind::Image;
    if (info->skippedFrames > 0)
        model.notExamined.append({Tr::tr("frames behind the first"),
                                  Tr::tr("%n further frame(s) of the animation are not examined.",
                                         nullptr, info->skippedFrames)});
    if (const auto bytes = source.readAll(detail::kMaxPictureBytes))
        model.metadata = pictureMetadata(*bytes, model.notExamined);
    else
        model.notExamined.append({Tr::tr("metadata"), bytes.error().text()});

    const int count = std::min(info->frames, options.maxPages);
    if (count < info->frames)
        model.notExamined.append({Tr::tr("pages %1 to %2").arg(count + 1).arg(info->frames),
                                  Tr::tr("The document has more pages than are read.")});
    std::vector<LoosePage> pages;
    int readable = 0;
    std::optional<Error> lastError;
    // Pages are decoded once here to learn that they can be, and again by the worker that reads
    // their text: a long fax would not fit in memory at once.
    for (int i = 0; i < count; ++i) {
        if (context.cancelled())
            return JobContext::cancelledError("document/picture");
        LoosePage page;
        if (options.onlyPage.value_or(i) != i) {
            pages.push_back(page);
            continue;
        }
        const auto memory = reserveFor(*info, context);
        if (!memory)
            return memory.error();
        if (const auto image = decodeFrame(source, i)) {
            ++readable;
            page.size = image->size();
            page.wantsOcr = options.ocr != Ocr::Never;
        } else {
            lastError = image.error();
            page.size = info->size;
            model.notExamined.append({pageLabel(i), image.error().text()});
        }
        pages.push_back(std::move(page));
    }
    if (readable == 0)
        return lastError.value_or(detail::damagedPicture());
    const OcrSourceFactory factory = [&]() -> Result<OcrSource> {
        return OcrSource([&](int page, const JobContext &worker) -> Result<OcrInput> {
            const auto memory = reserveFor(*info, worker);
            if (!memory)
                return memory.error();
            const auto image = decodeFrame(source, page);
            if (!image)
                return image.error();
            return scaledForOcr(*image);
        });
    };
    if (auto done = recognisePages(factory, options, pages, model, context); !done)
        return done.error();
    assemble(std::move(pages), model);
    return model;
}

} // namespace redoubt::document
