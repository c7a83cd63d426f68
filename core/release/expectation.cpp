// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/release/release.h"
#include "core/verify/search/telling.h"

#include <QSet>

#include <algorithm>

namespace redoubt::release {

namespace {

bool isSolid(Effect effect)
{
    return effect == Effect::Fill || effect == Effect::OutlineLabel || effect == Effect::Default;
}

/// Fills are black.
verify::BoxExpectation box(Ticks at, const PixelRect &rect, const PageRect &pageRect, bool solid)
{
    verify::BoxExpectation expectation{at, rect, pageRect, solid};
    if (solid)
        expectation.colour = qRgb(0, 0, 0);
    return expectation;
}

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

void addVideoBoxes(verify::Expectation &expectation, const redact::RedactionPlan &plan,
                   const redact::RedactReport &report)
{
    const PixelRect frame{0, 0, report.frameSize.width(), report.frameSize.height()};
    for (const Ticks pts : report.framePts) {
        for (const redact::MaskTrack &mask : plan.masks) {
            const auto rect = mask.rectAt(pts);
            if (!rect)
                continue;
            const PixelRect inside = rect->intersected(frame);
            if (inside.isEmpty())
                continue;
            expectation.boxes.push_back(box(pts, inside, {}, isSolid(mask.effect)));
            expectation.boxes.back().outlined = mask.effect == Effect::OutlineLabel;
        }
    }
}

void addPictureBoxes(verify::Expectation &expectation, const redact::RedactionPlan &plan,
                     const redact::RedactReport &report)
{
    const auto add = [&](int page, const PixelRect &rect, bool solid, const QString &label) {
        const QSize size =
            page < report.pageSizes.size() ? report.pageSizes[page] : report.frameSize;
        const PixelRect picture{0, 0, size.width(), size.height()};
        const PixelRect inside = picture.isEmpty() ? rect : rect.intersected(picture);
        if (inside.isEmpty())
            return;
        expectation.boxes.push_back(box(page, inside, {}, solid));
        expectation.boxes.back().label = label;
    };
    for (const redact::MaskTrack &mask : plan.masks) {
        const bool solid = isTextual(mask.type) || isSolid(mask.effect);
        for (const TrackBox &each : mask.boxes)
            add(0, each.rect, solid, mask.label);
    }
    for (const redact::PageMask &page : plan.pages) {
        QString label = page.label; // on the first of them
        for (const PageRect &r : page.rects) {
            add(page.page, outward(QRectF(r.x, r.y, r.w, r.h)), true, label);
            label.clear();
        }
    }
}

void addPageBoxes(verify::Expectation &expectation, const redact::RedactionPlan &plan)
{
    for (const redact::PageMask &page : plan.pages) {
        for (const PageRect &rect : page.rects)
            expectation.boxes.push_back(box(page.page, {}, rect, true));
        if (!page.label.isEmpty() && !expectation.labels.contains(page.label))
            expectation.labels.append(page.label);
    }
}

/// Characters around a short mark that tell its place from others.
constexpr qsizetype kAround = 24;

void addAnchored(verify::Expectation &expectation, const redact::RedactionPlan &plan,
                 const QString &text)
{
    QSet<QString> seen;
    QString redacted;
    qsizetype at = 0;
    for (std::size_t i = 0; i < plan.edits.size(); ++i) {
        const redact::TextEdit &edit = plan.edits[i];
        if (edit.range.begin < at || edit.range.end < edit.range.begin ||
            edit.range.end > text.size())
            return; // no writer accepts such a plan
        if (!seen.contains(edit.replacement)) {
            seen.insert(edit.replacement);
            expectation.replacements.append(edit.replacement);
        }
        const QStringView mark =
            QStringView(text).sliced(edit.range.begin, edit.range.end - edit.range.begin);
        const qsizetype next =
            i + 1 < plan.edits.size() ? plan.edits[i + 1].range.begin : text.size();
        if (!mark.isEmpty() && mark != edit.replacement && !verify::isTelling(mark)) {
            const qsizetype before = std::min(kAround, edit.range.begin - at);
            const qsizetype after = std::clamp<qsizetype>(next - edit.range.end, 0, kAround);
            expectation.anchored.push_back(
                {SensitiveText(text.sliced(edit.range.begin - before, before)),
                 SensitiveText(mark.toString()),
                 SensitiveText(text.sliced(edit.range.end, after))});
        }
        redacted += QStringView(text).sliced(at, edit.range.begin - at);
        redacted += edit.replacement;
        at = edit.range.end;
    }
    if (expectation.anchored.empty())
        return;
    redacted += QStringView(text).sliced(at);
    expectation.redactedText = SensitiveText(redacted);
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

    switch (report.kind) {
    case ItemKind::Video:
        addVideoBoxes(expectation, plan, report);
        break;
    case ItemKind::Image:
        addPictureBoxes(expectation, plan, report);
        break;
    case ItemKind::Pdf:
        addPageBoxes(expectation, plan);
        break;
    case ItemKind::Text:
    case ItemKind::Csv:
    case ItemKind::Json:
        addAnchored(expectation, plan, report.text.reveal());
        break;
    default:
        break;
    }
    for (const redact::AudioCut &cut : plan.cuts) {
        const casefile::ItemStream *stream = planned.item.stream(cut.stream);
        const Rational base = stream ? stream->timeBase : Rational{1, 1};
        const qsizetype number = report.audioStreams.indexOf(cut.stream);
        // A cut whose stream was not written at all is satisfied: there is nothing to hear.
        if (number >= 0)
            expectation.cuts.push_back(
                {int(number), toSeconds(cut.time.begin, base), toSeconds(cut.time.end, base),
                 cut.channels, cut.effect == Effect::Silence || cut.effect == Effect::Default});
    }
    std::stable_sort(expectation.boxes.begin(), expectation.boxes.end(),
                     [](const verify::BoxExpectation &a, const verify::BoxExpectation &b) {
                         return a.pts < b.pts;
                     });
    return expectation;
}

} // namespace redoubt::release
