// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/pdf/pdf.h"

#include "core/document/pdfengine.h"
#include "core/medium/cropped.h"
#include "core/medium/documents.h"
#include "core/medium/sniff/filehead.h"
#include "core/medium/solid.h"
#include "core/redact/plan/preview.h"

#include <algorithm>

namespace redoubt::medium {

namespace {

constexpr double kDetailDpi = 110;
constexpr double kWholeScale = 2; // pages are sharp enough at twice their size

const detect::DocumentReader kPdfReader{document::loadPdf, detect::PageNature::Paper,
                                        document::PageRenderer::openPdf};

/// "%PDF-1" within the first kilobyte, which is as far as readers look behind junk.
bool isPdf(const QByteArray &head)
{
    const qsizetype at = head.first(std::min<qsizetype>(head.size(), 1029)).indexOf("%PDF-");
    if (at < 0)
        return false;
    return at == 0 || (byteAt(head, at + 5) >= '0' && byteAt(head, at + 5) <= '9' &&
                       head.indexOf(" obj", at) > 0);
}

int sniffPdf(const FileHead &head)
{
    return isPdf(head.bytes()) ? sure::kContainer - 10 : sure::kNot;
}

void expectPages(const Written &written, verify::Expectation &expectation)
{
    for (const redact::PageMask &page : written.plan.pages) {
        for (const PageRect &rect : page.rects)
            expectation.boxes.push_back(expectedBox(page.page, {}, rect, true));
        if (!page.label.isEmpty() && !expectation.labels.contains(page.label))
            expectation.labels.append(page.label);
    }
}

Result<void> expectMarkedPages(const ByteSource &, const QList<MarkSpec> &marks,
                               verify::Expectation &expectation, const JobContext &)
{
    for (const MarkSpec &mark : marks) {
        if (mark.page && mark.rect)
            expectation.boxes.push_back({*mark.page, {}, *mark.rect, true});
    }
    return {};
}

Result<DetailPictures> pageDetails(const ByteSource &source, std::vector<Detail> details,
                                   QSize size, const JobContext &context)
{
    std::sort(details.begin(), details.end(),
              [](const Detail &a, const Detail &b) { return a.page < b.page; });
    auto engine = document::PdfEngine::open(source, document::OptionalContent::AsSaved);
    if (!engine)
        return engine.error();
    DetailPictures pictures;
    int rendered = -1;
    QImage page;
    QSizeF pageSize;
    for (const Detail &detail : details) {
        if (context.cancelled())
            return JobContext::cancelledError("medium/details");
        if (detail.page != rendered) {
            page = {};
            const auto points = (*engine)->pageSize(detail.page);
            auto image =
                (*engine)->render(detail.page, kDetailDpi, document::PageColour::Rgb, context);
            if (points && image) {
                pageSize = *points;
                page = *std::move(image);
            }
            rendered = detail.page;
        }
        // A word is read in its line.
        const QRectF line = detail.rect.adjusted(-30, -2, 30, 2);
        pictures.emplace_back(detail.id, cropped(page, pageSize, line, 0.1, size));
    }
    return pictures;
}

Result<WholePicture> wholePage(const ByteSource &source, const casefile::Item &, int page, Ticks,
                               const JobContext &context)
{
    const auto renderer = document::PageRenderer::openPdf(source);
    if (!renderer)
        return renderer.error();
    auto image = (*renderer)->render(std::max(0, page), 72 * kWholeScale, context);
    if (!image)
        return image.error();
    return WholePicture{*std::move(image), kWholeScale};
}

} // namespace

const Medium &pdf()
{
    static const Medium medium{
        .kind = ItemKind::Pdf,
        .view = kPagesView,
        .sniff = sniffPdf,
        .document = &kPdfReader,
        .analyze = analyzeRead<kPdfReader>,
        .resolver = resolveRead<kPdfReader>,
        .suffix = redact::pdfSuffix,
        .redact = redact::redactPdf,
        .preview =
            [](QImage &image, const redact::RedactionPlan &plan, const Shown &shown) {
                redact::previewPage(image, plan, shown.page, shown.size);
            },
        .expect = expectPages,
        .expectMarks = expectMarkedPages,
        .analysisWeight = [](const casefile::Item &item) { return 10 + item.size / 50'000; },
        .releaseWeight = [](const casefile::Item &item) { return 60 + item.size / 20'000; },
        .details = pageDetails,
        .whole = wholePage,
    };
    return medium;
}

} // namespace redoubt::medium
