// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/csvshape.h"

#include <algorithm>
#include <array>

namespace redoubt::redact {

namespace {

// The candidate that most first lines agree on; commas when nothing tells.
QChar guessDelimiter(const QString &text)
{
    constexpr std::array<char16_t, 4> candidates{u',', u';', u'\t', u'|'};
    std::array<int, 4> counts{};
    bool quoted = false;
    int lines = 0;
    for (qsizetype i = 0; i < text.size() && lines < 20; ++i) {
        const char16_t c = text[i].unicode();
        if (c == u'"')
            quoted = !quoted;
        if (quoted)
            continue;
        lines += c == u'\n';
        for (size_t k = 0; k < candidates.size(); ++k)
            counts[k] += c == candidates[k];
    }
    const auto best = std::max_element(counts.begin(), counts.end());
    return *best == 0 ? QChar(u',') : QChar(candidates[size_t(best - counts.begin())]);
}

} // namespace

CsvShape::CsvShape(const QString &text)
    : m_delimiter(guessDelimiter(text))
    , m_roles(size_t(text.size()), Role::Content)
{
    bool atStart = true;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        Role &role = m_roles[size_t(i)];
        if (quoted) {
            if (c != u'"') {
                role = Role::QuotedContent;
            } else if (i + 1 < text.size() && text[i + 1] == u'"') {
                role = Role::EscapedQuote;
                m_roles[size_t(++i)] = Role::EscapedQuote;
            } else {
                role = Role::Structure;
                quoted = false;
            }
            continue;
        }
        if (c == u'"' && atStart) {
            role = Role::Structure;
            quoted = true;
            atStart = false;
        } else if (c == m_delimiter || c == u'\n' || c == u'\r') {
            role = Role::Structure;
            atStart = true;
        } else {
            atStart = false;
        }
    }
}

CsvEdit CsvShape::replace(const QString &text, TextRange range, const QString &replacement) const
{
    // A doubled quote is one character of the cell: take both or none.
    const auto isEscaped = [&](qsizetype i) {
        return i >= 0 && i < text.size() && m_roles[size_t(i)] == Role::EscapedQuote;
    };
    const auto halved = [&](qsizetype border) {
        qsizetype run = 0;
        while (isEscaped(border - 1 - run))
            ++run;
        return run % 2 == 1 && isEscaped(border);
    };
    CsvEdit edit{range, {}};
    if (halved(edit.range.begin))
        --edit.range.begin;
    if (halved(edit.range.end))
        ++edit.range.end;

    QString quoted = replacement;
    quoted.replace(u'"', QStringLiteral("\"\""));
    QString bare = replacement;
    for (QChar &c : bare) {
        if (c == m_delimiter || c == u'"' || c == u'\n' || c == u'\r')
            c = u' ';
    }
    // One replacement in every cell that the range reaches into; what separates cells stays.
    bool written = false;
    for (qsizetype i = edit.range.begin; i < edit.range.end; ++i) {
        const Role role = m_roles[size_t(i)];
        if (role == Role::Structure) {
            edit.replacement += text[i];
            written = written && text[i] == u'"';
        } else if (!written) {
            edit.replacement += role == Role::Content ? bare : quoted;
            written = true;
        }
    }
    return edit;
}

} // namespace redoubt::redact
