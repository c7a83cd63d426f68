// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/workflow/reverify.h"

#include "core/casefile/case.h"
#include "core/casefile/profile.h"
#include "core/jobs/runwatched.h"
#include "core/media/videoreader.h"
#include "core/workflow/tr.h"

#include <algorithm>

namespace redoubt::workflow {

using namespace Qt::StringLiterals;

namespace {

/// What the container of an output holds, so that the marks can be put on its own clock. Gives
/// where that clock stands when a player begins.
Result<double> describeMedia(const ByteSource &output, const QList<MarkSpec> &marks,
                             verify::Expectation &expectation, const JobContext &context)
{
    const auto info = media::probe(output, context);
    if (!info)
        return info.error();
    for (const media::StreamInfo &stream : info->streams)
        expectation.audioStreams += stream.kind == media::StreamKind::Audio ? 1 : 0;
    const media::StreamInfo *video = info->firstOf(media::StreamKind::Video);
    const bool wantsFrames = std::any_of(marks.begin(), marks.end(),
                                         [](const MarkSpec &m) { return m.rect.has_value(); });
    if (video) {
        expectation.frameTimeBase = video->timeBase;
        expectation.frameSize = video->displayedSize();
    }
    if (!video || !wantsFrames)
        return info->start;
    const auto index = media::indexFrames(output, video->index, context);
    if (!index)
        return index.error();
    for (const media::FrameIndex::Entry &frame : index->frames) {
        const double time = toSeconds(frame.pts, video->timeBase) - info->start;
        for (const MarkSpec &mark : marks) {
            if (!mark.rect || time < mark.begin.value_or(-1e18) || time >= mark.end.value_or(1e18))
                continue;
            const PixelRect rect =
                outward(QRectF(mark.rect->x, mark.rect->y, mark.rect->w, mark.rect->h));
            expectation.boxes.push_back(
                {frame.pts,
                 rect,
                 {},
                 mark.effect != Effect::Blur && mark.effect != Effect::Pixelate});
        }
    }
    return info->start;
}

/// @a start: where the output's clock stands when a player begins.
void addMark(const MarkSpec &mark, double start, verify::Expectation &expectation)
{
    if (mark.term)
        expectation.withheld.append(SensitiveText(*mark.term));
    const QString reason = mark.reasons.join(u", "_s);
    if (!reason.isEmpty() && !expectation.labels.contains(reason))
        expectation.labels.append(reason);
    if (expectation.kind == ItemKind::Pdf && mark.page && mark.rect)
        expectation.boxes.push_back({*mark.page, {}, *mark.rect, true});
    if (expectation.kind == ItemKind::Image && mark.rect) {
        expectation.boxes.push_back(
            {mark.page.value_or(0),
             outward(QRectF(mark.rect->x, mark.rect->y, mark.rect->w, mark.rect->h)),
             {},
             true});
        expectation.boxes.back().label = reason;
    }
    if (!mark.rect && mark.begin && mark.end)
        expectation.cuts.push_back(
            {0,
             start + *mark.begin,
             start + *mark.end,
             {},
             mark.effect == Effect::Default || mark.effect == Effect::Silence});
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
    expectation.kind = detect::refineMediaKind(output, casefile::sniffKind(output));
    double start = 0;
    if (expectation.kind == ItemKind::Video || expectation.kind == ItemKind::Audio) {
        const auto described = describeMedia(output, marks, expectation, context);
        if (!described)
            return described.error();
        start = *described;
    }
    for (const MarkSpec &mark : marks)
        addMark(mark, start, expectation);
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
