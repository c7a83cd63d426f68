// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QStringView>

#include <array>
#include <vector>

namespace redoubt::text {

enum class Context {
    None,
    For,    ///< a word that names the type stands near
    Against ///< a nearer word names another kind of number
};

/// Lower-case words to look for, each with the pairs of neighbouring letters it holds: most words
/// are ruled out by the pairs that a piece of text has. Immutable.
class WordSet
{
public:
    using Pairs = std::array<quint64, 4>;

    WordSet() = default;
    explicit WordSet(const QStringList &words);
    bool isEmpty() const { return m_words.empty(); }
    /// Begin of the last occurrence of any of them in @a text (lower case) as a word of its own, or
    /// -1. @a pairs are those of @a text, or of more.
    qsizetype lastIn(QStringView text, const Pairs &pairs) const;
    static Pairs pairsOf(QStringView text);

private:
    struct Word
    {
        QString text;
        Pairs pairs;
    };
    std::vector<Word> m_words;
};

/// Looks at the words around text[begin, end): eight before (so a label on the line above counts)
/// and four after on the same line. Of words for and against, the nearer one decides; words
/// against count only before, on the same line.
Context contextOf(QStringView text, qsizetype begin, qsizetype end, const WordSet &words,
                  const WordSet &negative);

} // namespace redoubt::text
