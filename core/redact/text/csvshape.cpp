// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/text/csvshape.h"

#include "core/text/tablecells.h"

namespace redoubt::redact {

CsvShape::CsvShape(const QString &text)
    : m_delimiter(text::tableDelimiter(text).value_or(u','))
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
