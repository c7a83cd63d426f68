// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/plan/plan.h"

#include <QDebug>

#include <algorithm>

namespace redoubt::redact {

std::optional<PixelRect> MaskTrack::rectAt(Ticks pts) const
{
    if (boxes.empty() || pts < boxes.front().pts || pts > boxes.back().pts)
        return std::nullopt;
    auto at = std::lower_bound(boxes.begin(), boxes.end(), pts,
                               [](const TrackBox &box, Ticks wanted) { return box.pts < wanted; });
    PixelRect covered;
    if (at->pts != pts) {
        // Both neighbours, and all boxes that share their instants: too large, never absent.
        const Ticks before = std::prev(at)->pts;
        for (auto b = std::make_reverse_iterator(at); b != boxes.rend() && b->pts == before; ++b)
            covered = covered.united(b->rect);
    }
    const Ticks instant = at->pts;
    for (; at != boxes.end() && at->pts == instant; ++at)
        covered = covered.united(at->rect);
    return covered;
}

std::vector<Effect> effectsOf(const RedactionPlan &plan)
{
    std::vector<Effect> effects;
    effects.reserve(plan.masks.size() + plan.cuts.size() + plan.pages.size() + plan.edits.size());
    for (const MaskTrack &mask : plan.masks)
        effects.push_back(mask.effect);
    for (const AudioCut &cut : plan.cuts)
        effects.push_back(cut.effect);
    for (const PageMask &page : plan.pages)
        effects.push_back(page.effect);
    for (const TextEdit &edit : plan.edits)
        effects.push_back(edit.effect);
    return effects;
}

QDebug operator<<(QDebug debug, const RedactionPlan &plan)
{
    QDebugStateSaver saver(debug);
    debug.nospace() << "RedactionPlan(" << toString(plan.kind) << ", item " << plan.item.toString();
    for (const MaskTrack &mask : plan.masks) {
        debug << ", mask stream " << mask.stream << " boxes " << mask.boxes.size();
        if (!mask.boxes.empty())
            debug << " [" << mask.boxes.front().pts << ".." << mask.boxes.back().pts << ']';
    }
    for (const AudioCut &cut : plan.cuts)
        debug << ", cut stream " << cut.stream << " [" << cut.time.begin << ".." << cut.time.end
              << ") channels " << (cut.channels.isEmpty() ? -1 : int(cut.channels.size()));
    for (const PageMask &page : plan.pages)
        debug << ", page " << page.page << " rects " << page.rects.size();
    for (const TextEdit &edit : plan.edits)
        debug << ", edit [" << edit.range.begin << ".." << edit.range.end << ')';
    debug << ", withheld " << plan.withheld.size() << ", dropped tags " << plan.droppedTags.size()
          << ", machine only " << plan.machineOnly << ')';
    return debug;
}

} // namespace redoubt::redact
