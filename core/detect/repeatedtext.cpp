// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/repeatedtext.h"

#include "core/base/scripts.h"
#include "core/text/textfold.h"

#include <QHash>
#include <QString>

#include <algorithm>
#include <bitset>
#include <functional>

namespace redoubt::detect {

namespace {

using namespace Qt::StringLiterals;

/// Between the words of one thing: "555-01 42", "Lee,  Ann". Things further apart are marked word
/// by word.
constexpr qsizetype kWidestGap = 8;
/// From so many letters and digits on, a thing is found with anything between its words and inside
/// other words ("annlee42"); a single word of letters only from kLongWord on, since "anna" is in
/// "annals". These are the rules of the attack on the output (core/verify/secretsearch.h): what
/// that finds and nobody marked blocks the release.
constexpr qsizetype kLong = 6;
constexpr qsizetype kLongWord = 10;
constexpr qsizetype kShortest = 2;
/// A single word says less than two: its other places are candidates, for a person to look at.
constexpr double kSingleWordScore = 0.5;

bool isWordLetter(QChar c)
{
    return c.isLetter() && !writesNoSpaces(c.unicode());
}

bool namesSomething(FindingType type)
{
    switch (type) {
    case FindingType::Date:
    case FindingType::Age:
    case FindingType::Location:
    case FindingType::Organisation:
    case FindingType::Url:
    case FindingType::Metadata:
        return false;
    default:
        return isTextual(type);
    }
}

/// Letters and digits alone, with the place of each in the folded text.
struct Squeezed
{
    QString text;
    std::vector<qsizetype> origin;

    explicit Squeezed(const QString &folded)
    {
        text.reserve(folded.size());
        origin.reserve(size_t(folded.size()));
        for (qsizetype i = 0; i < folded.size(); ++i) {
            if (folded[i].isLetterOrNumber() || folded[i].isSurrogate()) {
                text += folded[i];
                origin.push_back(i);
            }
        }
    }
};

struct Known
{
    QString letters; ///< folded and squeezed
    FindingType type = FindingType::Custom;
    double score = 0;
    bool wholeWord = false;
};

/// What is looked for, each thing once with the best score that it got.
class KnownThings
{
public:
    KnownThings(QStringView text, const std::vector<TextMatch> &matches)
    {
        for (const TextMatch &match : matches) {
            if (match.score < kKeptScore || !namesSomething(match.type))
                continue;
            const Known thing = make(text.mid(match.range.begin, match.range.length()), match);
            if (thing.letters.size() < kShortest)
                continue;
            Known &known = m_things[thing.letters];
            if (known.letters.isEmpty() || known.score < thing.score)
                known = thing;
            const QString head = thing.letters.left(kLong);
            m_heads.set(hashOf(head) % kHeads);
            std::vector<qsizetype> &sizes = m_sizes[head];
            const auto at = std::lower_bound(sizes.begin(), sizes.end(), thing.letters.size(),
                                             std::greater<>());
            if (at == sizes.end() || *at != thing.letters.size())
                sizes.insert(at, thing.letters.size());
        }
    }
    bool isEmpty() const { return m_things.isEmpty(); }

    /// Calls @a accept with what stands at @a at, the longest first, until it says true.
    template <typename Accept>
    void standAt(QStringView squeezed, qsizetype at, const Accept &accept) const
    {
        for (qsizetype size = std::min(kLong, squeezed.size() - at); size >= kShortest; --size) {
            // Nearly every place begins nothing that is known; that is seen without a look-up.
            if (!m_heads[hashOf(squeezed.sliced(at, size)) % kHeads])
                continue;
            const auto sizes = m_sizes.constFind(squeezed.sliced(at, size).toString());
            if (sizes == m_sizes.constEnd())
                continue;
            for (const qsizetype whole : *sizes) {
                if (at + whole > squeezed.size())
                    continue;
                const auto thing = m_things.constFind(squeezed.sliced(at, whole).toString());
                if (thing != m_things.constEnd() && accept(*thing))
                    return;
            }
        }
    }

private:
    static constexpr size_t kHeads = 1 << 18;

    static size_t hashOf(QStringView head)
    {
        size_t hash = size_t(head.size());
        for (const QChar c : head)
            hash = hash * 31 + c.unicode();
        return (hash * 0x9e3779b97f4a7c15) >> 40;
    }

    static Known make(QStringView words, const TextMatch &match)
    {
        const QString folded = text::foldKey(words).trimmed();
        Known thing{Squeezed(folded).text, match.type, match.score, false};
        const auto letter = [](QChar c) { return c.isLetter() || c.isSurrogate(); };
        const bool oneWord = std::all_of(folded.begin(), folded.end(), letter);
        const auto unspaced = std::count_if(folded.begin(), folded.end(), [](QChar c) {
            return c.isSurrogate() || writesNoSpaces(c.unicode());
        });
        thing.wholeWord = unspaced < 2 && (thing.letters.size() < kLong ||
                                           (oneWord && thing.letters.size() < kLongWord));
        if (oneWord)
            thing.score = std::min(thing.score, kSingleWordScore);
        return thing;
    }

    std::bitset<kHeads> m_heads;
    QHash<QString, Known> m_things;                 ///< by their letters
    QHash<QString, std::vector<qsizetype>> m_sizes; ///< by the first letters; the longest first
};

/// Whether a thing that stands at [first, last] of the folded text stands there by itself: words
/// where only whole ones count, and never digits of a longer number.
bool standsAlone(const QString &folded, qsizetype first, qsizetype last, const Known &thing)
{
    const QChar before = first > 0 ? folded[first - 1] : QChar(u' ');
    const QChar after = last + 1 < folded.size() ? folded[last + 1] : QChar(u' ');
    if (thing.wholeWord && ((isWordLetter(folded[first]) && isWordLetter(before)) ||
                            (isWordLetter(folded[last]) && isWordLetter(after))))
        return false;
    return !(folded[first].isDigit() && before.isDigit()) &&
           !(folded[last].isDigit() && after.isDigit());
}

/// The folded ranges of @a size letters from @a at on: one, or more where they are far apart.
std::vector<TextRange> rangesOf(const Squeezed &squeezed, qsizetype at, qsizetype size)
{
    std::vector<TextRange> ranges;
    for (qsizetype i = at; i < at + size; ++i) {
        const qsizetype origin = squeezed.origin[size_t(i)];
        if (!ranges.empty() && origin - ranges.back().end <= kWidestGap)
            ranges.back().end = origin + 1;
        else
            ranges.push_back({origin, origin + 1});
    }
    return ranges;
}

/// The ranges of what names something, sorted and joined, so that one binary search tells whether a
/// place is covered. A name in a place or a date is not: those are kept by most profiles.
std::vector<TextRange> joined(const std::vector<TextMatch> &matches)
{
    std::vector<TextRange> ranges;
    for (const TextMatch &match : matches) {
        if (match.score >= kKeptScore && namesSomething(match.type))
            ranges.push_back(match.range);
    }
    std::sort(ranges.begin(), ranges.end());
    std::vector<TextRange> result;
    for (const TextRange &range : ranges) {
        if (!result.empty() && range.begin <= result.back().end)
            result.back().end = std::max(result.back().end, range.end);
        else
            result.push_back(range);
    }
    return result;
}

bool isCovered(const std::vector<TextRange> &ranges, const TextRange &range)
{
    const auto after =
        std::upper_bound(ranges.begin(), ranges.end(), range.begin,
                         [](qsizetype begin, const TextRange &r) { return begin < r.begin; });
    return after != ranges.begin() && (after - 1)->end >= range.end;
}

} // namespace

std::vector<TextMatch> repeatedMatches(QStringView text, const std::vector<TextMatch> &matches)
{
    const KnownThings known(text, matches);
    if (known.isEmpty())
        return {};
    const std::vector<TextRange> covered = joined(matches);
    const text::FoldedText folded = text::foldText(text, text::Fold::Compare);
    const Squeezed squeezed(folded.text());
    std::vector<TextMatch> repeated;
    for (qsizetype at = 0; at < squeezed.text.size(); ++at) {
        known.standAt(squeezed.text, at, [&](const Known &thing) {
            const qsizetype size = thing.letters.size();
            const std::vector<TextRange> ranges = rangesOf(squeezed, at, size);
            if (!standsAlone(folded.text(), ranges.front().begin, ranges.back().end - 1, thing) ||
                (ranges.size() > 1 && size < kLong))
                return false;
            for (const TextRange &range : ranges) {
                const auto [begin, end] = folded.toOriginal(range.begin, range.end);
                if (!isCovered(covered, {begin, end}))
                    repeated.push_back({{begin, end}, thing.type, thing.score, u"repeated"_s});
            }
            at += size - 1;
            return true;
        });
    }
    return repeated;
}

} // namespace redoubt::detect
