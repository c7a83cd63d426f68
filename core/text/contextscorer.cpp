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

} // namespace

WordSet::Pairs WordSet::pairsOf(QStringView text)
{
    Pairs pairs{};
    for (qsizetype i = 1; i < text.size(); ++i) {
        const unsigned bit = (text[i - 1].unicode() * 37u + text[i].unicode()) & 255u;
        pairs[bit / 64] |= quint64(1) << (bit % 64);
    }
    return pairs;
}

WordSet::WordSet(const QStringList &words)
{
    for (const QString &word : words)
        m_words.push_back({word, pairsOf(word)});
}

qsizetype WordSet::lastIn(QStringView text, const Pairs &pairs) const
{
    qsizetype best = -1;
    for (const Word &word : m_words) {
        quint64 missing = 0;
        for (std::size_t i = 0; i < pairs.size(); ++i)
            missing |= word.pairs[i] & ~pairs[i];
        if (missing != 0)
            continue;
        qsizetype at = text.lastIndexOf(word.text);
        while (at > best && !standsAlone(text, at, word.text.size()))
            at = at > 0 ? text.lastIndexOf(word.text, at - 1) : -1;
        best = std::max(best, at);
    }
    return best;
}

Context contextOf(QStringView text, qsizetype begin, qsizetype end, const WordSet &words,
                  const WordSet &negative)
{
    const qsizetype from = windowBegin(text, begin);
    const QString before = text.sliced(from, begin - from).toString().toLower();
    const WordSet::Pairs pairs = WordSet::pairsOf(before);
    const qsizetype positive = words.lastIn(before, pairs);
    const qsizetype line = before.lastIndexOf(u'\n') + 1;
    const qsizetype against = negative.lastIn(QStringView(before).sliced(line), pairs);
    if (against >= 0 && line + against > positive)
        return Context::Against;
    if (positive >= 0)
        return Context::For;
    if (words.isEmpty())
        return Context::None;
    const qsizetype to = windowEnd(text, end);
    const QString after = text.sliced(end, to - end).toString().toLower();
    return words.lastIn(after, WordSet::pairsOf(after)) >= 0 ? Context::For : Context::None;
}

} // namespace redoubt::text
