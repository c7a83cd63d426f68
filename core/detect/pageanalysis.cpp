// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/picturefaces.h"
#include "core/detect/streamanalysis.h"
#include "core/detect/tr.h"
#include "core/document/picture.h"
#include "core/document/pictureviews.h"

#include <QImage>

#include <algorithm>
#include <tuple>

namespace redoubt::detect {

using namespace Qt::StringLiterals;

namespace {

constexpr double kGlanceDpi = 36;
constexpr double kLookDpi = 150;
constexpr int kBlock = 8; // pixels of the glance: 16 points, smaller than a face worth finding
constexpr int kFewestBlocks = 4;

/// Whether a page shows anything but text: blocks that are darker than lines of text, or coloured.
/// Spares the costly look at pages of plain text; wrong only towards looking too often.
bool hasPictures(const QImage &glance)
{
    int blocks = 0;
    for (int top = 0; top < glance.height(); top += kBlock) {
        for (int left = 0; left < glance.width(); left += kBlock) {
            int dark = 0;
            int coloured = 0;
            int count = 0;
            for (int y = top; y < std::min(top + kBlock, glance.height()); ++y) {
                for (int x = left; x < std::min(left + kBlock, glance.width()); ++x) {
                    const QRgb p = glance.pixel(x, y);
                    const auto [low, high] = std::minmax({qRed(p), qGreen(p), qBlue(p)});
                    dark += qGray(p);
                    coloured += high - low;
                    ++count;
                }
            }
            if (dark < 185 * count || coloured > 20 * count)
                ++blocks;
        }
    }
    return blocks >= kFewestBlocks;
}

void addSeen(std::vector<Detection> seen, const std::function<Place(const Detection &)> &placeOf,
             ItemId item, const FrameLooker &looker, int &number, Analysis &analysis)
{
    std::sort(seen.begin(), seen.end(), [](const Detection &a, const Detection &b) {
        return std::tie(a.rect.x, a.rect.y, a.rect.w, a.rect.h) <
               std::tie(b.rect.x, b.rect.y, b.rect.w, b.rect.h);
    });
    for (const Detection &d : seen) {
        Finding finding;
        finding.item = item;
        finding.type = d.type;
        finding.score = double(d.score);
        finding.place = placeOf(d);
        finding.provenance = looker.info.provenance;
        finding.group = looker.group(++number);
        finding.id = stableFindingId(finding);
        analysis.findings.push_back(std::move(finding));
    }
}

Portion picturesOn(int page)
{
    return Portion::onPage(page, Tr::tr("pictures on page %1").arg(page + 1));
}

/// What is seen on one picture in every way in which it may be looked at, each once.
Result<std::vector<Detection>> findInViews(FrameDetector &detector, const QImage &picture,
                                           int threads, const JobContext &context)
{
    std::vector<Detection> all;
    for (const document::PictureView view : document::viewsOf(picture)) {
        auto seen = findInPicture(detector, document::seenAs(picture, view), context, threads);
        if (!seen)
            return seen.error();
        for (const Detection &d : *seen) {
            const bool known = std::any_of(all.begin(), all.end(), [&](const Detection &other) {
                return other.type == d.type && overlap(other.rect, d.rect) >= 0.5;
            });
            if (!known)
                all.push_back(d);
        }
    }
    return all;
}

/// A picture has its marks as a track of one box; one of several pages or frames as areas.
Result<void> analyzePicture(const ByteSource &source, ItemId item,
                            const std::vector<FrameLooker> &lookers, int threads,
                            Analysis &analysis, const JobContext &context)
{
    const auto reader = document::PictureReader::open(source);
    if (!reader)
        return reader.error();
    const int pages = (*reader)->info().frames;
    std::vector<int> numbers(lookers.size());
    for (int page = 0; page < pages; ++page) {
        if (context.cancelled())
            return JobContext::cancelledError("detect/pages");
        const auto memory = document::reserveFor((*reader)->info(), context);
        if (!memory)
            return memory.error();
        const JobContext part = context.part(page * 1000 / pages, (page + 1) * 1000 / pages);
        const auto picture = (*reader)->frame(page);
        for (size_t i = 0; i < lookers.size(); ++i) {
            auto seen = picture ? findInViews(*lookers[i].detector, *picture, threads, part)
                                : Result<std::vector<Detection>>(picture.error());
            if (!seen) {
                if (pages == 1 || seen.error().kind() == ErrorKind::Cancelled)
                    return seen.error();
                analysis.notExamined.append({picturesOn(page), seen.error().message()});
                break; // no other sees more of it
            }
            addSeen(
                std::move(*seen),
                [&](const Detection &d) -> Place {
                    if (pages == 1)
                        return Track{0, {{0, d.rect, BoxOrigin::Detected, d.score}}};
                    return Area{page,
                                {PageRect{double(d.rect.x), double(d.rect.y), double(d.rect.w),
                                          double(d.rect.h)}},
                                std::nullopt};
                },
                item, lookers[i], numbers[i], analysis);
        }
    }
    return {};
}

} // namespace

Result<void> analyzePages(const ByteSource &source, const DocumentReader &reader, ItemId item,
                          const std::vector<FrameLooker> &lookers, int threads, Analysis &analysis,
                          const JobContext &context)
{
    if (reader.pages == PageNature::Pictures)
        return analyzePicture(source, item, lookers, threads, analysis, context);
    auto renderer = reader.openPages(source);
    if (!renderer)
        return renderer.error();
    std::vector<int> numbers(lookers.size());
    const int pages = (*renderer)->pageCount();
    for (int page = 0; page < pages; ++page) {
        if (context.cancelled())
            return JobContext::cancelledError("detect/pages");
        context.progress(page, pages);
        const auto cannot = [&](const Error &error) {
            analysis.notExamined.append({picturesOn(page), error.message()});
        };
        const auto size = (*renderer)->pageSize(page);
        auto glance = (*renderer)->render(page, kGlanceDpi, context);
        if (!size || !glance) {
            const Error error = size ? glance.error() : size.error();
            if (error.kind() == ErrorKind::Cancelled)
                return error;
            cannot(error);
            continue;
        }
        if (!hasPictures(*glance))
            continue;
        const auto picture = (*renderer)->render(page, kLookDpi, context);
        const PageMapping mapping(*size, kLookDpi);
        for (size_t i = 0; i < lookers.size(); ++i) {
            auto seen = picture ? findInPicture(*lookers[i].detector, *picture, context, threads)
                                : Result<std::vector<Detection>>(picture.error());
            if (!seen) {
                if (seen.error().kind() == ErrorKind::Cancelled)
                    return seen.error();
                cannot(seen.error());
                break; // no other sees more of it
            }
            addSeen(
                std::move(*seen),
                [&](const Detection &d) {
                    return Area{page, {mapping.toPage(d.rect)}, std::nullopt};
                },
                item, lookers[i], numbers[i], analysis);
        }
    }
    return {};
}

} // namespace redoubt::detect
