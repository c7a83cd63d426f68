// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/contextscorer.h"

#include "core/text/textfold.h"

#include <algorithm>

namespace redoubt::text {

namespace {

constexpr int kWordsBefore = 8;
constexpr int kWordsAfter = 4;
constexpr qsizetype kMostBefore = 120;
constexpr qsizetype kMostAfter = 60;

bool isWordUnit(QChar c)
{
    return c.isLetterOrNumber();
}

qsizetype windowBegin(QStringView text, qsizetype begin)
{
    const qsizetype furthest = std::max<qsizetype>(0, begin - kMostBefore);
    int words = 0;
    qsizetype at = begin;
    bool inside = false;
    while (at > furthest) {
        const bool word = isWordUnit(text[at - 1]);
        // Two characters of an unspaced script carry about as much as one word.
        if (word && (!inside || (isUnspacedScript(text[at - 1].unicode()) && at % 2 == 0)) &&
            ++words > kWordsBefore)
            break;
        inside = word;
        --at;
    }
    return at;
}

qsizetype windowEnd(QStringView text, qsizetype end)
{
    const qsizetype furthest = std::min(text.size(), end + kMostAfter);
    int words = 0;
    qsizetype at = end;
    bool inside = false;
    while (at < furthest && text[at] != u'\n') {
        const bool word = isWordUnit(text[at]);
        if (word && !inside && ++words > kWordsAfter)
            break;
        inside = word;
        ++at;
    }
    return at;
}

bool standsAlone(QStringView text, qsizetype at, qsizetype size)
{
    const auto joins = [&](qsizetype inside, qsizetype outside) {
        return outside >= 0 && outside < text.size() && text[inside].isLetter() &&
               text[outside].isLetter() && !isUnspacedScript(text[inside].unicode());
    };
    return !joins(at, at - 1) && !joins(at + size - 1, at + size);
}

/// Begin of the last occurrence of any of @a words as a word of its own, or -1.
qsizetype lastOf(const QString &text, const QStringList &words)
{
    qsizetype best = -1;
    for (const QString &word : words) {
        qsizetype at = text.lastIndexOf(word);
        while (at > best && !standsAlone(text, at, word.size()))
            at = at > 0 ? text.lastIndexOf(word, at - 1) : -1;
        best = std::max(best, at);
    }
    return best;
}

} // namespace

Context contextOf(QStringView text, qsizetype begin, qsizetype end, const QStringList &words,
                  const QStringList &negative)
{
    const qsizetype from = windowBegin(text, begin);
    const QString before = text.sliced(from, begin - from).toString().toLower();
    const qsizetype positive = lastOf(before, words);
    const qsizetype line = before.lastIndexOf(u'\n') + 1;
    const qsizetype against = lastOf(before.mid(line), negative);
    if (against >= 0 && line + against > positive)
        return Context::Against;
    if (positive >= 0)
        return Context::For;
    const qsizetype to = windowEnd(text, end);
    return lastOf(text.sliced(end, to - end).toString().toLower(), words) >= 0 ? Context::For
                                                                               : Context::None;
}

} // namespace redoubt::text
