// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QStringView>

#include <vector>

namespace redoubt::text {

enum class Context {
    None,
    For,    ///< a word that names the type stands near
    Against ///< a nearer word names another kind of number
};

/// Lower-case words to look for. Immutable.
class WordSet
{
public:
    WordSet() = default;
    explicit WordSet(const QStringList &words);
    bool isEmpty() const { return m_buckets.empty(); }
    /// Begin of the last occurrence of any of them in @a text (lower case) as a word of its own, or
    /// -1.
    qsizetype lastIn(QStringView text) const;

private:
    static constexpr std::size_t kBuckets = 512;
    static std::size_t bucketOf(QChar first, QChar second);

    std::vector<QStringList> m_buckets; ///< by the first two units; none when there is no word
    QString m_letters;                  ///< words of one unit
};

/// Looks at the words around places of one text: eight before (so a label on the line above counts)
/// and four after on the same line. Of words for and against, the nearer one decides; words
/// against count only before, on the same line. Asked about one begin several times in a row, it
/// reads what stands before only once.
/// Ownership: borrows text and words.
class ContextReader
{
public:
    ContextReader(QStringView text, const WordSet &negative)
        : m_text(text)
        , m_negative(negative)
    {}
    /// What stands around [begin, end).
    Context of(qsizetype begin, qsizetype end, const WordSet &words);
    /// What of() looked at in front of @a begin, in lower case.
    QStringView before(qsizetype begin);

private:
    QStringView m_text;
    const WordSet &m_negative;
    qsizetype m_begin = -1;
    QString m_before;         ///< of m_begin, in lower case
    qsizetype m_against = -1; ///< last word against, in m_before
};

} // namespace redoubt::text
