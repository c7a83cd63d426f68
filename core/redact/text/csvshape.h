// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/finding/place.h"

#include <QString>

#include <vector>

namespace redoubt::redact {

/// A replacement that keeps the columns of a table.
struct CsvEdit
{
    TextRange range; ///< at least the one asked for
    QString replacement;
};

/// Knows where the cells of a table begin and end, so that an edit cannot move columns: delimiters,
/// line ends and enclosing quotes inside a range stay, and a replacement is written as the cell's
/// quoting needs it.
class CsvShape
{
public:
    CsvShape() = default;
    explicit CsvShape(const QString &text);
    QChar delimiter() const { return m_delimiter; }
    /// Requires: @a text is the constructor's; range lies within it.
    CsvEdit replace(const QString &text, TextRange range, const QString &replacement) const;

private:
    enum class Role : char { Content, QuotedContent, EscapedQuote, Structure };
    QChar m_delimiter = u',';
    std::vector<Role> m_roles; ///< of every UTF-16 unit
};

} // namespace redoubt::redact
