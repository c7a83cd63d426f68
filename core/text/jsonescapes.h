// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <utility>
#include <vector>

namespace redoubt::text {

/// Whether a text is JSON or lines of it, by its first character.
bool looksLikeJson(QStringView text);

/// JSON as a reader understands it: each escape sequence of RFC 8259 section 7 is the character
/// that it stands for. "\nJane" is a line end and a name, not the word "nJane", and "Jos\u00e9" is
/// José. Everything else stays, what is no valid escape too. A value; reading is thread-safe.
class UnescapedJson
{
public:
    explicit UnescapedJson(QStringView json);

    const QString &text() const { return m_text; }
    /// The units of the JSON that the units [begin, end) of text() stand for; never cuts an escape.
    /// Requires: 0 <= begin <= end <= text().size().
    std::pair<qsizetype, qsizetype> toOriginal(qsizetype begin, qsizetype end) const;

private:
    qsizetype originalOf(qsizetype unit) const;

    QString m_text;
    /// From the first unit on, units of text() correspond one to one to those from the second on.
    std::vector<std::pair<qsizetype, qsizetype>> m_pieces;
};

} // namespace redoubt::text
