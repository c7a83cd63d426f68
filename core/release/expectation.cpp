// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/mediumtable.h"
#include "core/release/release.h"

#include <algorithm>

namespace redoubt::release {

namespace {

/// Tags such as "2" or "und" stand in every file; finding them again proves nothing.
bool isTelling(const QString &tag)
{
    if (tag.size() < 6)
        return false;
    const auto letters =
        std::count_if(tag.begin(), tag.end(), [](QChar c) { return c.isLetter(); });
    const auto digits = std::count_if(tag.begin(), tag.end(), [](QChar c) { return c.isDigit(); });
    return letters >= 4 || digits >= 6;
}

} // namespace

verify::Expectation expectationFor(const PlannedItem &planned, const redact::RedactReport &report)
{
    const redact::RedactionPlan &plan = planned.plan;
    verify::Expectation expectation;
    expectation.kind = report.kind;
    expectation.withheld = plan.withheld;
    for (const SensitiveText &tag : plan.droppedTags) {
        if (isTelling(tag.reveal()))
            expectation.forbiddenTags.append(tag);
    }
    expectation.framePts = report.framePts;
    expectation.frameTimeBase = report.frameTimeBase;
    expectation.frameSize = report.frameSize;
    expectation.audioStreams = int(report.audioStreams.size());
    expectation.pageCount = report.pageCount;
    expectation.pageSizes = report.pageSizes;
    expectation.textEncoding = report.textEncoding;

    // By what was written: a film without a picture is sound.
    if (const auto expect = medium::of(report.kind).expect)
        expect({plan, report, planned.item}, expectation);
    std::stable_sort(expectation.boxes.begin(), expectation.boxes.end(),
                     [](const verify::BoxExpectation &a, const verify::BoxExpectation &b) {
                         return a.pts < b.pts;
                     });
    return expectation;
}

} // namespace redoubt::release
