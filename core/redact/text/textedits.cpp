// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/text/textedits.h"

#include "core/redact/text/csvshape.h"
#include "core/redact/text/scalarshape.h"
#include "core/redact/tr.h"

#include <QRegularExpression>

#include <algorithm>

namespace redoubt::redact {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kWidestMarkup = 400;

/// Half of a character outside the basic plane cannot stay behind.
TextRange wholeCharacters(const QString &text, TextRange range)
{
    if (range.begin > 0 && range.begin < text.size() && text[range.begin].isLowSurrogate() &&
        text[range.begin - 1].isHighSurrogate())
        --range.begin;
    if (range.end > 0 && range.end < text.size() && text[range.end].isLowSurrogate() &&
        text[range.end - 1].isHighSurrogate())
        ++range.end;
    return range;
}

/// Between the pieces of one word or name: tags, overrides, emphasis, blanks.
bool isMarkup(const QString &text, qsizetype begin, qsizetype end)
{
    static const QRegularExpression markup(u"\\A(?:<[^<>]*>|\\{\\\\[^{}]*\\}|[*_~`]|\\s)+\\z"_s);
    return begin < end && end - begin <= kWidestMarkup &&
           markup.match(text.mid(begin, end - begin)).hasMatch();
}

/// The label of a name that markup cuts stands at its first piece.
void labelOnce(const QString &text, std::vector<TextEdit> &edits)
{
    for (size_t i = 1; i < edits.size(); ++i) {
        size_t before = i - 1;
        while (before > 0 && edits[before].replacement.isEmpty() &&
               isMarkup(text, edits[before - 1].range.end, edits[before].range.begin))
            --before;
        if (edits[i].replacement == edits[before].replacement && edits[i].replacement.size() > 1 &&
            isMarkup(text, edits[i - 1].range.end, edits[i].range.begin) &&
            std::any_of(text.begin() + edits[i - 1].range.end, text.begin() + edits[i].range.begin,
                        [](QChar c) { return !c.isSpace(); }))
            edits[i].replacement.clear();
    }
}

std::vector<TextEdit> overCells(const QString &text, const std::vector<TextEdit> &edits)
{
    const CsvShape shape(text);
    std::vector<TextEdit> result;
    qsizetype last = 0;
    for (const TextEdit &edit : edits) {
        CsvEdit cells = shape.replace(text, edit.range, edit.replacement);
        // An edit takes both signs of a doubled quote; the one behind it finds them taken.
        cells.range.begin = std::max(cells.range.begin, last);
        cells.range.end = std::max(cells.range.end, cells.range.begin);
        last = cells.range.end;
        result.push_back({cells.range, cells.replacement});
    }
    return result;
}

std::vector<TextEdit> shaped(const QString &text, ItemKind kind, std::vector<TextEdit> edits)
{
    std::vector<TextRange> ranges;
    for (const TextEdit &edit : edits)
        ranges.push_back(edit.range);
    if (const auto json = touchedJson(text, ranges))
        return shapedScalars(text, *json, edits, Syntax::Json);
    if (kind == ItemKind::Csv)
        return overCells(text, edits);
    if (const auto yaml = touchedYaml(text, ranges))
        return shapedScalars(text, *yaml, edits, Syntax::Yaml);
    labelOnce(text, edits);
    return edits;
}

} // namespace

Result<std::vector<TextEdit>> writtenEdits(const QString &text, const RedactionPlan &plan)
{
    std::vector<TextEdit> made;
    std::vector<size_t> numbers;
    qsizetype at = 0;
    for (size_t i = 0; i < plan.edits.size(); ++i) {
        const TextEdit &edit = plan.edits[i];
        if (edit.range.begin < at || edit.range.end < edit.range.begin ||
            edit.range.end > text.size())
            return Error(ErrorKind::Invalid, "redact/text",
                         Tr::tr("A mark does not fit the text. Analyse the file again."));
        at = edit.range.end;
        if (edit.range.isEmpty())
            continue;
        TextRange range = wholeCharacters(text, edit.range);
        if (!made.empty())
            range.begin = std::max(range.begin, made.back().range.end);
        if (range.begin >= range.end)
            continue;
        made.push_back({range, edit.replacement});
        numbers.push_back(i);
    }
    if (!made.empty())
        made = shaped(text, plan.kind, std::move(made));
    std::vector<TextEdit> all;
    qsizetype last = 0;
    size_t next = 0;
    for (size_t i = 0; i < plan.edits.size(); ++i) {
        if (next < numbers.size() && numbers[next] == i) {
            all.push_back(made[next++]);
        } else {
            const qsizetype place = std::max(last, plan.edits[i].range.begin);
            all.push_back({{place, place}, {}});
        }
        last = all.back().range.end;
    }
    return all;
}

} // namespace redoubt::redact
