// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/text/expecttext.h"

#include "core/verify/search/telling.h"

#include <QSet>

#include <algorithm>

namespace redoubt::medium {

namespace {

/// Characters around a short mark that tell its place from others.
constexpr qsizetype kAround = 24;

} // namespace

void expectText(const Written &written, verify::Expectation &expectation)
{
    const redact::RedactionPlan &plan = written.plan;
    const QString text = written.report.text.reveal();
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

} // namespace redoubt::medium
