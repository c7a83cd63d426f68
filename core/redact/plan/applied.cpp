// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/redactor.h"

#include "core/redact/tr.h"

#include <algorithm>

namespace redoubt::redact {

Result<std::vector<Effect>> appliedEffects(const RedactionPlan &plan,
                                           const std::vector<Effect> &done)
{
    const std::vector<Effect> planned = effectsOf(plan);
    const auto notDone = [] {
        return Error(ErrorKind::Internal, "redact/applied",
                     Tr::tr("A mark was not applied. Analyse the file again."));
    };
    if (done.size() != planned.size())
        return notDone();
    if (std::find(done.begin(), done.end(), Effect::Default) != done.end())
        return notDone();
    std::vector<Effect> applied;
    applied.reserve(plan.marks.size());
    for (const PlannedMark &mark : plan.marks) {
        if (mark.part >= int(done.size()))
            return notDone();
        // What became of several marks together tells of each what was planned for it.
        const bool asPlanned =
            mark.part < 0 || done[size_t(mark.part)] == planned[size_t(mark.part)];
        applied.push_back(asPlanned ? mark.effect : done[size_t(mark.part)]);
    }
    return applied;
}

} // namespace redoubt::redact
