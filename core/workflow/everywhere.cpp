// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/overloaded.h"
#include "core/jobs/runwatched.h"
#include "core/workflow/workflow.h"

#include <algorithm>

namespace redoubt::workflow {

namespace {

bool covers(const TextRange &outer, const TextRange &inner)
{
    return outer.begin <= inner.begin && outer.end >= inner.end;
}

bool covers(const PageRect &outer, const PageRect &inner)
{
    constexpr double kSlack = 0.01; // points; rectangles go through sums and differences
    return outer.x <= inner.x + kSlack && outer.y <= inner.y + kSlack &&
           outer.right() >= inner.right() - kSlack && outer.bottom() >= inner.bottom() - kSlack;
}

bool covers(const Area &outer, const Area &inner)
{
    return outer.page == inner.page &&
           std::all_of(inner.rects.begin(), inner.rects.end(), [&](const PageRect &rect) {
               return std::any_of(outer.rects.begin(), outer.rects.end(),
                                  [&](const PageRect &around) { return covers(around, rect); });
           });
}

bool covers(const Field &outer, const Field &inner)
{
    return outer.path == inner.path;
}

bool covers(const Place &outer, const Place &inner)
{
    return std::visit(
        Overloaded{[](const TextRange &a, const TextRange &b) { return covers(a, b); },
                   [](const Area &a, const Area &b) { return covers(a, b); },
                   [](const Field &a, const Field &b) { return covers(a, b); },
                   // Of different kinds, or no places of text.
                   [](const auto &, const auto &) { return false; }},
        outer, inner);
}

} // namespace

Result<TextPlaces> findEverywhere(const std::vector<SearchedItem> &items, const SensitiveText &text,
                                  FindingType type, const std::shared_ptr<const ItemWorker> &worker,
                                  const JobContext &context, const QStringList &ocrLanguages)
{
    MarkSpec mark;
    mark.term = text.reveal();
    mark.type = type;
    TextPlaces places;
    for (size_t i = 0; i < items.size(); ++i) {
        const SearchedItem &item = items[i];
        const JobContext part =
            context.part(int(i * 1000 / items.size()), int((i + 1) * 1000 / items.size()));
        auto found = runWatched<FindingList>(
            part, "workflow/everywhere", patienceFor(item.source->size()),
            [mark, item, worker, ocrLanguages](const JobContext &own) -> Result<FindingList> {
                detect::MarkRequest request{mark};
                request.ocrLanguages = ocrLanguages;
                request.answers = item.derived.get();
                auto answers = worker->resolveMarks(request, *item.source, item.kind, item.id, own);
                if (!answers)
                    return answers.error();
                return std::move(answers->front());
            });
        if (context.cancelled())
            return JobContext::cancelledError("workflow/everywhere");
        if (!found) {
            if (found.error().kind() != ErrorKind::NoMatch)
                places.unread.append(item.id);
            continue;
        }
        for (Finding &finding : *found) {
            // The same place may have been marked and withdrawn before; this is a new mark.
            finding.id = FindingId::random();
            places.found.push_back(std::move(finding));
        }
    }
    context.progress(1, 1);
    return places;
}

FindingList notRedactedYet(const casefile::ReviewSheet &sheet, const casefile::Profile &profile,
                           const FindingList &found)
{
    FindingList left;
    for (const Finding &mark : found) {
        const auto &shown = sheet.findings(mark.item);
        const bool redacted = std::any_of(shown.begin(), shown.end(), [&](const Finding *finding) {
            return covers(finding->place, mark.place) &&
                   sheet.outcome(*finding, profile).verdict == Verdict::Redact;
        });
        if (!redacted)
            left.push_back(mark);
    }
    return left;
}

} // namespace redoubt::workflow
