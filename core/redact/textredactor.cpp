// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/docmodel.h"
#include "core/redact/csvshape.h"
#include "core/redact/redactor.h"
#include "core/redact/textplaces.h"

#include <QCoreApplication>

namespace redoubt::redact {

using namespace Qt::StringLiterals;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(redoubt::redact::TextRedactor)
};

} // namespace

Result<RedactReport> redactText(const ByteSource &source, const RedactionPlan &plan,
                                const RedactOptions &options, AtomicOutput &output,
                                const JobContext &context)
{
    auto file = document::decodeTextFile(source);
    if (!file)
        return file.error();
    const bool table = plan.kind == ItemKind::Csv;
    const CsvShape shape = table ? CsvShape(file->text) : CsvShape();

    QString text;
    text.reserve(file->text.size());
    qsizetype at = 0;
    bool touchesEnd = false;
    std::vector<qsizetype> begins; // offsets of the replacements in the new text
    for (size_t i = 0; i < plan.edits.size(); ++i) {
        if (context.cancelled())
            return JobContext::cancelledError("redact/text");
        const TextEdit &edit = plan.edits[i];
        if (edit.range.begin < at || edit.range.end < edit.range.begin ||
            edit.range.end > file->text.size())
            return Error(ErrorKind::Invalid, "redact/text",
                         Tr::tr("A mark does not fit the text. Analyse the file again."));
        if (int(i) == options.leaveOutMark || edit.range.isEmpty()) {
            begins.push_back(text.size() + edit.range.begin - at);
            continue;
        }
        // Half of a character outside the basic plane cannot stay behind.
        qsizetype begin = edit.range.begin;
        qsizetype end = edit.range.end;
        if (begin > at && file->text[begin].isLowSurrogate() &&
            file->text[begin - 1].isHighSurrogate())
            --begin;
        if (end < file->text.size() && file->text[end].isLowSurrogate() &&
            file->text[end - 1].isHighSurrogate())
            ++end;
        text += QStringView(file->text).sliced(at, begin - at);
        if (table) {
            const CsvEdit cells = shape.replace(file->text, {begin, end}, edit.replacement);
            text.chop(begin - cells.range.begin);
            begins.push_back(text.size());
            text += cells.replacement;
            at = cells.range.end;
        } else {
            begins.push_back(text.size());
            text += edit.replacement;
            at = end;
        }
        touchesEnd = touchesEnd || at == file->text.size();
    }
    text += QStringView(file->text).sliced(std::min(at, file->text.size()));
    file->text = std::move(text);
    // The last half unit of a cut UTF-16 file went with the text before it.
    if (touchesEnd && file->encoding.endsWith(u"/odd"_s))
        file->encoding.chop(4);

    const auto bytes = document::encodeTextFile(*file);
    if (!bytes)
        return bytes.error();
    if (auto written = output.write(*bytes); !written)
        return written.error();
    context.progress(1, 1);
    RedactReport report;
    report.kind = plan.kind == ItemKind::Csv ? ItemKind::Csv : ItemKind::Text;
    report.textPlaces =
        textPlacesAt(file->text, begins, table ? std::optional(shape.delimiter()) : std::nullopt);
    return report;
}

} // namespace redoubt::redact
