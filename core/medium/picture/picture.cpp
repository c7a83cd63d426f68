// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/picture/picture.h"

#include "core/document/picture.h"
#include "core/finding/effects.h"
#include "core/medium/cropped.h"
#include "core/medium/documents.h"
#include "core/medium/picture/picturesniff.h"
#include "core/medium/solid.h"
#include "core/redact/plan/preview.h"

#include <algorithm>

namespace redoubt::medium {

using namespace Qt::StringLiterals;

namespace {

constexpr double kRoomInPicture = 0.35;

const detect::DocumentReader kPictureReader{document::loadPicture, detect::PageNature::Pictures,
                                            document::PageRenderer::openPicture};

void expectPicture(const Written &written, verify::Expectation &expectation)
{
    const redact::RedactReport &report = written.report;
    const auto add = [&](int page, const PixelRect &rect, bool solid, const QString &label) {
        const QSize size =
            page < report.pageSizes.size() ? report.pageSizes[page] : report.frameSize;
        const PixelRect picture{0, 0, size.width(), size.height()};
        const PixelRect inside = picture.isEmpty() ? rect : rect.intersected(picture);
        if (inside.isEmpty())
            return;
        expectation.boxes.push_back(expectedBox(page, inside, {}, solid));
        expectation.boxes.back().label = label;
    };
    for (const redact::MaskTrack &mask : written.plan.masks) {
        const bool solid = isSolid(appliedEffect(mask.effect, Canvas::Picture, mask.type));
        for (const TrackBox &each : mask.boxes)
            add(0, each.rect, solid, mask.label);
    }
    for (const redact::PageMask &page : written.plan.pages) {
        QString label = page.label; // on the first of them
        for (const PageRect &r : page.rects) {
            add(page.page, outward(QRectF(r.x, r.y, r.w, r.h)), true, label);
            label.clear();
        }
    }
}

Result<void> expectMarkedPicture(const ByteSource &, const QList<MarkSpec> &marks,
                                 verify::Expectation &expectation, const JobContext &)
{
    for (const MarkSpec &mark : marks) {
        if (!mark.rect)
            continue;
        expectation.boxes.push_back(
            {mark.page.value_or(0),
             outward(QRectF(mark.rect->x, mark.rect->y, mark.rect->w, mark.rect->h)),
             {},
             true});
        expectation.boxes.back().label = mark.reasons.join(u", "_s);
    }
    return {};
}

Result<DetailPictures> pictureDetails(const ByteSource &source, std::vector<Detail> details,
                                      QSize size, const JobContext &context)
{
    std::sort(details.begin(), details.end(),
              [](const Detail &a, const Detail &b) { return a.page < b.page; });
    const auto reader = document::PictureReader::open(source);
    if (!reader)
        return reader.error();
    DetailPictures pictures;
    int decoded = -1;
    QImage picture;
    for (const Detail &detail : details) {
        if (context.cancelled())
            return JobContext::cancelledError("medium/details");
        if (detail.page != decoded) {
            auto frame = (*reader)->frame(detail.page);
            picture = frame ? *std::move(frame) : QImage();
            decoded = detail.page;
        }
        pictures.emplace_back(detail.id,
                              cropped(picture, picture.size(), detail.rect, kRoomInPicture, size));
    }
    return pictures;
}

Result<WholePicture> wholePicture(const ByteSource &source, const casefile::Item &, int page, Ticks,
                                  const JobContext &context)
{
    const auto renderer = document::PageRenderer::openPicture(source);
    if (!renderer)
        return renderer.error();
    auto image = (*renderer)->render(std::max(0, page), 72, context);
    if (!image)
        return image.error();
    return WholePicture{*std::move(image), 1};
}

} // namespace

const Medium &picture()
{
    static const Medium medium{
        .kind = ItemKind::Image,
        .icon = QLatin1StringView("picture"),
        .view = kPagesView,
        .still = true,
        .modality = Modality::Image,
        .sniff = sniffPicture,
        .document = &kPictureReader,
        .analyze = analyzeRead<kPictureReader>,
        .resolver = resolveRead<kPictureReader>,
        .suffix = redact::imageSuffix,
        .redact = redact::redactImage,
        .preview =
            [](QImage &image, const redact::RedactionPlan &plan, const Shown &shown) {
                redact::previewPicture(image, plan, shown.page, shown.size.toSize());
            },
        .expect = expectPicture,
        .expectMarks = expectMarkedPicture,
        .analysisWeight = [](const casefile::Item &) { return qint64(15); },
        .releaseWeight = [](const casefile::Item &item) { return 30 + item.size / 100'000; },
        .details = pictureDetails,
        .whole = wholePicture,
    };
    return medium;
}

} // namespace redoubt::medium
