// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/loaders.h"
#include "core/document/picture.h"
#include "core/document/picturemetadata.h"
#include "core/document/pictureviews.h"
#include "core/document/tr.h"

#include <cmath>

namespace redoubt::document {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSmallPixels = 1'500'000; // below, letters are often too small to recognise

OcrInput scaledForOcr(const QImage &image, PictureView view)
{
    QImage grey = seenAs(image, view).convertToFormat(QImage::Format_Grayscale8);
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

/// Each page in each of its views; words that were read before are not added again.
Result<void> recogniseViews(const ByteSource &source, const QList<QList<PictureView>> &views,
                            const LoadOptions &options, std::vector<LoosePage> &pages,
                            DocModel &model, const JobContext &context)
{
    const JobContext quiet(context.token());
    for (const PictureView view : {PictureView::OverWhite, PictureView::OverBlack,
                                   PictureView::OpaqueOverWhite, PictureView::OpaqueOverBlack}) {
        for (size_t i = 0; i < pages.size(); ++i)
            pages[i].wantsOcr = views[qsizetype(i)].contains(view);
        const OcrSourceFactory factory = [&source, view]() -> Result<OcrSource> {
            auto opened = PictureReader::open(source);
            if (!opened)
                return opened.error();
            // Shared because a std::function is copied; one worker has it.
            const std::shared_ptr<PictureReader> reader = *std::move(opened);
            return OcrSource([reader, view](int page, const std::optional<PageRect> &,
                                            const JobContext &worker) -> Result<OcrInput> {
                const auto memory = reserveFor(reader->info(), worker);
                if (!memory)
                    return memory.error();
                const auto image = reader->frame(page);
                if (!image)
                    return image.error();
                return scaledForOcr(*image, view);
            });
        };
        const bool first = view == PictureView::OverWhite;
        if (auto done =
                recognisePages(factory, options, pages, model, first ? context : quiet, int(view));
            !done)
            return done;
    }
    return {};
}

} // namespace

Result<DocModel> loadPicture(const ByteSource &source, const LoadOptions &options,
                             const JobContext &context)
{
    const auto reader = PictureReader::open(source);
    if (!reader)
        return reader.error();
    const PictureInfo &info = (*reader)->info();
    DocModel model;
    model.kind = ItemKind::Image;
    if (const auto bytes = source.readAll(detail::kMaxPictureBytes))
        model.metadata = pictureMetadata(*bytes, model.notExamined);
    else
        model.notExamined.append({Portion::of(Tr::tr("metadata")), bytes.error().message()});

    const int count = std::min(info.frames, options.maxPages);
    if (count < info.frames)
        model.notExamined.append({Portion::pages(count, info.frames - 1),
                                  Tr::tr("The document has more pages than are read.")});
    if (info.damagedTail)
        model.notExamined.append(
            {Portion::pages(info.frames, {}), Tr::tr("The list of pages is damaged.")});
    std::vector<LoosePage> pages;
    QList<QList<PictureView>> views;
    int readable = 0;
    std::optional<Error> lastError;
    // Pages are decoded once here to learn that they can be, and again by the worker that reads
    // their text: a long fax would not fit in memory at once.
    for (int i = 0; i < count; ++i) {
        if (context.cancelled())
            return JobContext::cancelledError("document/picture");
        LoosePage page;
        views.append(QList<PictureView>());
        if (options.onlyPage.value_or(i) == i) {
            const auto memory = reserveFor(info, context);
            if (!memory)
                return memory.error();
            if (const auto image = (*reader)->frame(i)) {
                ++readable;
                page.size = image->size();
                views.last() = viewsOf(*image);
            } else {
                lastError = image.error();
                page.size = info.size;
                model.notExamined.append({Portion::page(i), image.error().message()});
            }
        }
        pages.push_back(std::move(page));
    }
    if (readable == 0)
        return lastError.value_or(detail::damagedPicture());
    if (options.ocr != Ocr::Never) {
        if (auto done = recogniseViews(source, views, options, pages, model, context); !done)
            return done.error();
    }
    assemble(std::move(pages), model);
    return model;
}

} // namespace redoubt::document
