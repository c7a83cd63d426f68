// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/repeatedtext.h"

#include "core/text/textfold.h"

#include <QHash>
#include <QString>

#include <algorithm>
#include <functional>

namespace redoubt::detect {

namespace {

using namespace Qt::StringLiterals;

/// Between the words of one thing: "555-01 42", "Lee,  Ann", a line break and an indent.
constexpr qsizetype kWidestGap = 8;
/// A thing of so many letters and digits is found with anything between its parts, as the attack
/// on the output does (core/verify/secretsearch.h): what that finds and nobody marked would block
/// the release.
constexpr qsizetype kLong = 6;
constexpr qsizetype kFewestLetters = 2;
/// A single word says less than two: its other places are candidates, for a person to look at.
constexpr double kSingleWordScore = 0.5;

struct Token
{
    QString folded;
    TextRange range;
};

bool writesNoSpaces(char32_t c)
{
    switch (QChar::script(c)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Hangul: // does, but glues particles to names
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
        return true;
    default:
        return false;
    }
}

enum class Kind { None, Letters, Digits, Single };

/// Letters and digits are tokens of their own ("lee" in "lee50"), and so is every character of a
/// script that writes no spaces.
Kind kindOf(QStringView text, qsizetype at)
{
    const QChar c = text[at];
    if (c.isDigit())
        return Kind::Digits;
    if (!c.isLetterOrNumber() && !c.isSurrogate())
        return Kind::None;
    const bool pair = c.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
    const char32_t whole = pair ? QChar::surrogateToUcs4(c, text[at + 1]) : c.unicode();
    if (writesNoSpaces(whole))
        return Kind::Single;
    return QChar::isLetterOrNumber(whole) ? Kind::Letters : Kind::None;
}

std::vector<Token> tokensOf(QStringView text)
{
    std::vector<Token> tokens;
    for (qsizetype i = 0; i < text.size();) {
        const Kind kind = kindOf(text, i);
        const qsizetype unit = text[i].isHighSurrogate() && i + 1 < text.size() ? 2 : 1;
        qsizetype end = i + unit;
        if (kind == Kind::None) {
            i = end;
            continue;
        }
        while (kind != Kind::Single && end < text.size() &&
               (text[end].isMark() || text[end].isLowSurrogate() || kindOf(text, end) == kind))
            ++end;
        tokens.push_back({text::foldKey(text.mid(i, end - i)), {i, end}});
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
    size_t words = 0;
    qsizetype letters = 0;
    FindingType type = FindingType::Custom;
    double score = 0;
};

/// The words from token @a first on, as a key; empty when there are not so many.
QString keyOf(const std::vector<Token> &tokens, size_t first, size_t count)
{
    QString key;
    if (first + count > tokens.size())
        return key;
    for (size_t i = first; i < first + count; ++i)
        key += tokens[i].folded + u' ';
    return key;
}

/// Things to look for, each once, with the best score that it got.
struct KnownThings
{
    QHash<QString, Known> things;                ///< by all their words
    QHash<QString, std::vector<size_t>> lengths; ///< in words, the longest first, by the first word

    KnownThings(QStringView text, const std::vector<TextMatch> &matches)
    {
        for (const TextMatch &match : matches) {
            if (match.score >= kKeptScore && namesSomething(match.type))
                add(tokensOf(text.mid(match.range.begin, match.range.length())), match);
        }
    }

private:
    void add(const std::vector<Token> &tokens, const TextMatch &match)
    {
        Known thing{tokens.size(), 0, match.type, match.score};
        for (const Token &token : tokens)
            thing.letters += token.folded.size();
        if (thing.letters < kFewestLetters)
            return;
        if (thing.words == 1)
            thing.score = std::min(thing.score, kSingleWordScore);
        Known &known = things[keyOf(tokens, 0, tokens.size())];
        if (known.words == 0 || known.score < thing.score)
            known = thing;
        std::vector<size_t> &counts = lengths[tokens.front().folded];
        const auto at =
            std::lower_bound(counts.begin(), counts.end(), thing.words, std::greater<>());
        if (at == counts.end() || *at != thing.words)
            counts.insert(at, thing.words);
    }
};

/// Where the words of a thing stand that begins with token @a first: one range, or one for each
/// word when they are far apart. Empty when they are too far apart for so short a thing.
std::vector<TextRange> rangesOf(const std::vector<Token> &tokens, size_t first, const Known &thing)
{
    std::vector<TextRange> ranges;
    for (size_t i = first; i < first + thing.words; ++i) {
        const TextRange &range = tokens[i].range;
        if (i > first && range.begin - ranges.back().end <= kWidestGap)
            ranges.back().end = range.end;
        else if (i == first || thing.letters >= kLong)
            ranges.push_back(range);
        else
            return {};
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
    if (known.things.isEmpty())
        return {};
    const std::vector<TextRange> covered = joined(matches);
    const std::vector<Token> tokens = tokensOf(text);
    std::vector<TextMatch> repeated;
    for (size_t i = 0; i < tokens.size(); ++i) {
        const auto counts = known.lengths.constFind(tokens[i].folded);
        if (counts == known.lengths.constEnd())
            continue;
        for (const size_t count : *counts) {
            const auto thing = known.things.constFind(keyOf(tokens, i, count));
            if (thing == known.things.constEnd())
                continue;
            const std::vector<TextRange> ranges = rangesOf(tokens, i, *thing);
            if (ranges.empty())
                continue;
            for (const TextRange &range : ranges) {
                if (!isCovered(covered, range))
                    repeated.push_back({range, thing->type, thing->score, u"repeated"_s});
            }
            i += count - 1;
            break;
        }
    }
    return repeated;
}

} // namespace redoubt::detect
