// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/repeatedtext.h"

#include "core/text/squeezedtext.h"
#include "core/text/textfold.h"

#include <QHash>
#include <QString>

#include <algorithm>
#include <bitset>
#include <functional>

namespace redoubt::detect {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kShortest = 2;
/// A single word says less than two: its other places are candidates, for a person to look at.
constexpr double kSingleWordScore = 0.5;

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
    void add(QStringView text, const std::vector<TextMatch> &matches)
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
            const QString head = thing.letters.left(text::kLongText);
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
        for (qsizetype size = std::min(text::kLongText, squeezed.size() - at); size >= kShortest;
             --size) {
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
        const text::SqueezedTerm term(text::foldKey(words).trimmed());
        return {term.letters, match.type,
                term.oneWord ? std::min(match.score, kSingleWordScore) : match.score,
                term.wholeWord};
    }

    std::bitset<kHeads> m_heads;
    QHash<QString, Known> m_things;                 ///< by their letters
    QHash<QString, std::vector<qsizetype>> m_sizes; ///< by the first letters; the longest first
};

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

std::vector<TextMatch> repeatedMatches(QStringView text, const std::vector<TextMatch> &matches)
{
    return repeatedMatches({{text, matches}}, 0);
}

std::vector<TextMatch> repeatedMatches(const std::vector<RecognisedText> &texts, size_t number)
{
    KnownThings known;
    for (const RecognisedText &each : texts)
        known.add(each.text, each.matches);
    if (known.isEmpty())
        return {};
    const auto &[text, matches] = texts[number];
    const std::vector<TextRange> covered = joined(matches);
    const text::FoldedText folded = text::foldText(text, text::Fold::Compare);
    const text::SqueezedText squeezed(folded.text());
    std::vector<TextMatch> repeated;
    for (qsizetype at = 0; at < squeezed.text.size(); ++at) {
        known.standAt(squeezed.text, at, [&](const Known &thing) {
            const qsizetype size = thing.letters.size();
            const auto spans = squeezed.spansOf(at, size);
            if (!text::standsAlone(folded.text(), spans.front().first, spans.back().second,
                                   thing.wholeWord) ||
                (spans.size() > 1 && size < text::kLongText))
                return false;
            for (const auto &[from, to] : spans) {
                const auto [begin, end] = folded.toOriginal(from, to);
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
