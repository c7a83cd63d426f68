// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/repeatedtext.h"

#include "core/text/textfold.h"

#include <QHash>
#include <QString>

#include <algorithm>

namespace redoubt::detect {

namespace {

using namespace Qt::StringLiterals;

/// Between the words of one thing: "555-01 42", "Lee,  Ann", a line break and an indent.
constexpr qsizetype kWidestGap = 8;
constexpr qsizetype kFewestLetters = 4;
/// A single word says less than two: its other places are candidates, for a person to look at.
constexpr double kSingleWordScore = 0.5;

struct Token
{
    QString folded;
    TextRange range;
};

std::vector<Token> tokensOf(QStringView text, qsizetype offset)
{
    std::vector<Token> tokens;
    for (qsizetype i = 0; i < text.size();) {
        if (!text[i].isLetterOrNumber()) {
            ++i;
            continue;
        }
        qsizetype end = i;
        while (end < text.size() && (text[end].isLetterOrNumber() || text[end].isMark()))
            ++end;
        tokens.push_back({text::foldKey(text.mid(i, end - i)), {offset + i, offset + end}});
        i = end;
    }
    return tokens;
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

struct Known
{
    std::vector<QString> words;
    const TextMatch *match = nullptr;
};

/// Things to look for by their first word; each once.
QHash<QString, std::vector<Known>> knownThings(QStringView text,
                                               const std::vector<TextMatch> &matches)
{
    QHash<QString, std::vector<Known>> known;
    for (const TextMatch &match : matches) {
        if (match.score < kCertainScore || !namesSomething(match.type))
            continue;
        Known thing;
        thing.match = &match;
        qsizetype letters = 0;
        for (Token &token : tokensOf(text.mid(match.range.begin, match.range.length()), 0)) {
            letters += token.folded.size();
            thing.words.push_back(std::move(token.folded));
        }
        if (thing.words.empty() || letters < kFewestLetters)
            continue;
        auto &same = known[thing.words.front()];
        if (std::none_of(same.begin(), same.end(),
                         [&](const Known &k) { return k.words == thing.words; }))
            same.push_back(std::move(thing));
    }
    // The longest first: "Ann Lee Smith" before "Ann Lee".
    for (auto &same : known) {
        std::stable_sort(same.begin(), same.end(), [](const Known &a, const Known &b) {
            return a.words.size() > b.words.size();
        });
    }
    return known;
}

bool standsAt(const std::vector<Token> &tokens, size_t at, const std::vector<QString> &words)
{
    if (at + words.size() > tokens.size())
        return false;
    for (size_t i = 0; i < words.size(); ++i) {
        if (tokens[at + i].folded != words[i])
            return false;
        if (i > 0 && tokens[at + i].range.begin - tokens[at + i - 1].range.end > kWidestGap)
            return false;
    }
    return true;
}

/// The given ranges, sorted and joined, so that one binary search tells whether a place is covered.
std::vector<TextRange> joined(const std::vector<TextMatch> &matches)
{
    std::vector<TextRange> ranges;
    for (const TextMatch &match : matches)
        ranges.push_back(match.range);
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
    const auto known = knownThings(text, matches);
    if (known.isEmpty())
        return {};
    const std::vector<TextRange> covered = joined(matches);
    const std::vector<Token> tokens = tokensOf(text, 0);
    std::vector<TextMatch> repeated;
    for (size_t i = 0; i < tokens.size(); ++i) {
        const auto same = known.constFind(tokens[i].folded);
        if (same == known.constEnd())
            continue;
        const auto thing = std::find_if(same->begin(), same->end(), [&](const Known &k) {
            return standsAt(tokens, i, k.words);
        });
        if (thing == same->end())
            continue;
        const size_t last = i + thing->words.size() - 1;
        const TextRange range{tokens[i].range.begin, tokens[last].range.end};
        if (!isCovered(covered, range)) {
            const double score = thing->words.size() > 1
                                     ? thing->match->score
                                     : std::min(thing->match->score, kSingleWordScore);
            repeated.push_back({range, thing->match->type, score, u"repeated"_s});
        }
        i = last;
    }
    return repeated;
}

} // namespace redoubt::detect
