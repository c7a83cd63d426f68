// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/workflow/reverify.h"

#include "core/casefile/case.h"
#include "core/casefile/profile.h"
#include "core/finding/effects.h"
#include "core/jobs/runwatched.h"
#include "core/medium/mediumtable.h"
#include "core/workflow/tr.h"

#include <algorithm>

namespace redoubt::workflow {

using namespace Qt::StringLiterals;

namespace {

void addMark(const MarkSpec &mark, verify::Expectation &expectation)
{
    if (mark.term)
        expectation.withheld.append(SensitiveText(*mark.term));
    const QString reason = mark.reasons.join(u", "_s);
    if (!reason.isEmpty() && !expectation.labels.contains(reason))
        expectation.labels.append(reason);
}

} // namespace

Result<verify::Verification> verifyApart(std::shared_ptr<const ByteSource> output,
                                         const QList<MarkSpec> &marks, const AttackRequest &request,
                                         const std::shared_ptr<const ItemWorker> &worker,
                                         const JobContext &context)
{
    return runWatched<verify::Verification>(
        context, "workflow/reverify", patienceFor(output->size()),
        [output, marks, request, worker](const JobContext &own) {
            return worker->verifyAgain(*output, marks, request, own);
        });
}

Result<verify::Verification> verifyAgain(const ByteSource &output, const QList<MarkSpec> &marks,
                                         const verify::VerifyOptions &options,
                                         const JobContext &context)
{
    verify::Expectation expectation;
    expectation.kind = medium::table().kindOf(output);
    if (const auto expect = medium::of(expectation.kind).expectMarks) {
        if (auto done = expect(output, marks, expectation, context); !done)
            return done.error();
    }
    for (const MarkSpec &mark : marks)
        addMark(mark, expectation);
    // A mark without a reason may have got the one of its type from the profile.
    for (const QString &name : casefile::builtInReasonSets()) {
        const auto set = casefile::loadReasonSet(name);
        if (!set)
            continue;
        for (const casefile::Reason &reason : set->reasons) {
            if (!expectation.labels.contains(reason.code))
                expectation.labels.append(reason.code);
        }
    }
    std::stable_sort(expectation.boxes.begin(), expectation.boxes.end(),
                     [](const auto &a, const auto &b) { return a.pts < b.pts; });
    return verify::verifyOutput(output, expectation, options, context);
}

void tellUnknown(verify::Verification &verification)
{
    verification.checks.append(
        {u"marks"_s, verify::Outcome::Incomplete,
         Tr::tr(
             "what was withheld here is not known, so it could not be looked for: give the marks "
             "or the case")});
    if (verification.verdict == verify::Outcome::Clean)
        verification.verdict = verify::Outcome::Incomplete;
}

} // namespace redoubt::workflow
