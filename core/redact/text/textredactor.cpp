// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/textfile.h"
#include "core/redact/redactor.h"
#include "core/redact/text/textedits.h"
#include "core/redact/text/textplaces.h"
#include "core/text/tablecells.h"

#include <algorithm>

namespace redoubt::redact {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMaxTextBytes = 256LL * 1024 * 1024;

} // namespace

Result<QString> textSuffix(const ByteSource &, const QString &sourceSuffix, const JobContext &)
{
    return sourceSuffix; // rewritten in place, whatever people call it
}

Result<RedactReport> redactText(const ByteSource &source, const RedactionPlan &plan,
                                const RedactOptions &, AtomicOutput &output,
                                const JobContext &context)
{
    const auto bytes = source.readAll(kMaxTextBytes);
    if (!bytes)
        return bytes.error();
    auto file = document::decodeTextBytes(*bytes);
    if (!file)
        return file.error();
    if (context.cancelled())
        return JobContext::cancelledError("redact/text");
    const auto edits = writtenEdits(file->text, plan);
    if (!edits)
        return edits.error();
    QString anew; // as it is written, for the places of the replacements in it
    anew.reserve(file->text.size());
    std::vector<qsizetype> begins;
    std::vector<document::TextPatch> patches;
    qsizetype at = 0;
    for (const TextEdit &edit : *edits) {
        begins.push_back(anew.size() + std::max<qsizetype>(0, edit.range.begin - at));
        if (edit.range.isEmpty())
            continue;
        anew += QStringView(file->text).sliced(at, edit.range.begin - at);
        anew += edit.replacement;
        at = edit.range.end;
        patches.push_back({edit.range.begin, edit.range.end, edit.replacement});
    }
    anew += QStringView(file->text).sliced(at);
    if (context.cancelled())
        return JobContext::cancelledError("redact/text");
    const auto written = document::patchTextFile(*bytes, *file, patches);
    if (!written)
        return written.error();
    if (auto done = output.write(*written); !done)
        return done.error();
    context.progress(1, 1);
    RedactReport report;
    report.kind = plan.kind;
    report.text = SensitiveText(file->text);
    report.textEncoding = file->encoding;
    report.done.assign(effectsOf(plan).size(), Effect::Default);
    for (size_t i = 0; i < edits->size(); ++i)
        report.done[report.done.size() - edits->size() + i] = plan.edits[i].effect;
    report.textPlaces = textPlacesAt(
        anew, begins, plan.kind == ItemKind::Csv ? text::tableDelimiter(file->text) : std::nullopt);
    return report;
}

} // namespace redoubt::redact
