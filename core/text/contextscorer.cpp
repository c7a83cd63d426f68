// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/contextscorer.h"

#include "core/text/textfold.h"

#include <algorithm>
#include <tuple>

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

bool isHangul(QChar c)
{
    return c.unicode() >= 0xac00 && c.unicode() <= 0xd7a3;
}

/// Whether two units are letters of one word, seen from the unit @a inside.
bool joins(QStringView text, qsizetype inside, qsizetype outside)
{
    return outside >= 0 && outside < text.size() && text[inside].isLetter() &&
           text[outside].isLetter() && !isUnspacedScript(text[inside].unicode());
}

/// Whether a word ends before @a end. Korean hangs what other languages say with words of their own
/// on the word before.
bool endsWord(QStringView text, qsizetype end)
{
    return isHangul(text[end - 1]) || !joins(text, end - 1, end);
}

QString lowerCase(QStringView text)
{
    QString lower(text.size(), Qt::Uninitialized);
    char16_t all = 0;
    std::transform(text.begin(), text.end(), lower.begin(), [&all](QChar c) {
        const char16_t unit = c.unicode();
        all = char16_t(all | unit);
        return QChar(char16_t(unit >= u'A' && unit <= u'Z' ? unit + 0x20 : unit));
    });
    return all < 0x80 ? lower : text.toString().toLower();
}

} // namespace

std::size_t WordSet::bucketOf(QChar first, QChar second)
{
    return (first.unicode() * 37U + second.unicode()) % kBuckets;
}

WordSet::WordSet(const QStringList &words)
{
    for (const QString &word : words) {
        if (word.isEmpty())
            continue;
        if (m_buckets.empty())
            m_buckets.resize(kBuckets);
        if (word.size() == 1)
            m_letters.append(word.front());
        else
            m_buckets[bucketOf(word[0], word[1])].append(word);
    }
}

qsizetype WordSet::lastIn(QStringView text) const
{
    if (isEmpty())
        return -1;
    for (qsizetype at = text.size() - 1; at >= 0; --at) {
        if (joins(text, at, at - 1))
            continue;
        if (m_letters.contains(text[at]) && !joins(text, at, at + 1))
            return at;
        if (at + 1 == text.size())
            continue;
        const QStringList &bucket = m_buckets[bucketOf(text[at], text[at + 1])];
        const QStringView rest = text.sliced(at);
        if (std::any_of(bucket.begin(), bucket.end(), [&](const QString &word) {
                return rest.startsWith(word) && endsWord(text, at + word.size());
            }))
            return at;
    }
    return -1;
}

QStringView ContextReader::before(qsizetype begin)
{
    if (begin != m_begin) {
        m_begin = begin;
        const qsizetype from = windowBegin(m_text, begin);
        m_before = lowerCase(m_text.sliced(from, begin - from));
        const qsizetype line = m_before.lastIndexOf(u'\n') + 1;
        const qsizetype against = m_negative.lastIn(QStringView(m_before).sliced(line));
        m_against = against < 0 ? -1 : line + against;
    }
    return m_before;
}

Context ContextReader::of(qsizetype begin, qsizetype end, const WordSet &words)
{
    std::ignore = before(begin);
    const qsizetype positive = words.lastIn(m_before);
    if (m_against > positive)
        return Context::Against;
    if (positive >= 0)
        return Context::For;
    if (words.isEmpty())
        return Context::None;
    const qsizetype to = windowEnd(m_text, end);
    return words.lastIn(lowerCase(m_text.sliced(end, to - end))) >= 0 ? Context::For
                                                                      : Context::None;
}

} // namespace redoubt::text
