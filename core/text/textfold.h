// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <utility>
#include <vector>

namespace redoubt::text {

/// Half-open [begin, end) in UTF-16 units.
using TextSpan = std::pair<qsizetype, qsizetype>;

enum class Fold {
    /// One look per meaning, for patterns: digits of any script, full-width forms, ligatures,
    /// quotes
    /// and dashes become ASCII where there is one; spaces become a space, every line end a "\n";
    /// invisible characters go. Letters keep their case and accents.
    Normalise,
    /// As Normalise, and: case and diacritics folded, look-alike letters of other scripts made
    /// Latin, each run of white space a single space (none between two CJK characters when the run
    /// is short or holds a line end). Two texts that a reader takes for the same compare equal.
    Compare,
    /// As Compare, and a hyphen before a line end is dropped with the line end.
    CompareUnhyphenated
};

/// A folded text and the way back to the text it was made from. A value; reading is thread-safe.
class FoldedText
{
public:
    const QString &text() const { return m_text; }
    qsizetype originalSize() const { return m_originalSize; }

    /// The original units that the folded units [begin, end) came from. Never cuts a character off
    /// its combining marks; at either end of the text it reaches to that end. An empty span gives
    /// an empty one. Requires: 0 <= begin <= end <= text().size().
    TextSpan toOriginal(qsizetype begin, qsizetype end) const;
    /// The smallest folded span whose toOriginal() covers the original units [begin, end).
    TextSpan fromOriginal(qsizetype begin, qsizetype end) const;

private:
    friend class FoldBuilder;
    /// From here on units correspond one to one (block == 0), or as one group of @a block original
    /// units.
    struct Piece
    {
        qsizetype folded;
        qsizetype original;
        qsizetype block;
    };
    const Piece &pieceOf(qsizetype folded) const;
    /// Original end of folded unit @a index.
    qsizetype unitBegin(qsizetype index) const;
    qsizetype unitEnd(qsizetype index) const;

    QString m_text;
    std::vector<Piece> m_pieces;
    qsizetype m_originalSize = 0;
};

FoldedText foldText(QStringView text, Fold how);

/// Folded text alone, for keys of maps and comparisons.
QString foldKey(QStringView text);

/// True for scripts that write words without spaces between them (Han, kana).
bool isUnspacedScript(char32_t character);

} // namespace redoubt::text
