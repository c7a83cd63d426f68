// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/squeezedtext.h"

#include "core/base/scripts.h"

#include <algorithm>

namespace redoubt::text {

void SqueezedText::append(const QString &folded, qsizetype begin, qsizetype end)
{
    for (qsizetype i = begin; i < end; ++i) {
        if (folded[i].isLetterOrNumber() || folded[i].isSurrogate()) {
            text += folded[i];
            origin.push_back(i);
        }
    }
}

std::vector<TextSpan> SqueezedText::spansOf(qsizetype at, qsizetype size) const
{
    std::vector<TextSpan> spans;
    for (qsizetype i = at; i < at + size; ++i) {
        const qsizetype place = origin[std::size_t(i)];
        if (!spans.empty() && place - spans.back().second <= kWidestGap)
            spans.back().second = place + 1;
        else
            spans.emplace_back(place, place + 1);
    }
    return spans;
}

SqueezedTerm::SqueezedTerm(const QString &folded)
    : letters(SqueezedText(folded).text)
    , oneWord(std::all_of(folded.begin(), folded.end(),
                          [](QChar c) { return c.isLetter() || c.isSurrogate(); }))
{
    const auto unspaced = std::count_if(folded.begin(), folded.end(), [](QChar c) {
        return c.isSurrogate() || writesNoSpaces(c.unicode());
    });
    wholeWord =
        unspaced < 2 && (letters.size() < kLongText || (oneWord && letters.size() < kLongWord));
    anywhere = letters.size() >= kLongText || (unspaced >= 2 && letters.size() >= 2);
}

bool standsAlone(const QString &folded, qsizetype begin, qsizetype end, bool wholeWord)
{
    const auto isWordLetter = [](QChar c) { return c.isLetter() && !writesNoSpaces(c.unicode()); };
    const QChar before = begin > 0 ? folded[begin - 1] : QChar(u' ');
    const QChar after = end < folded.size() ? folded[end] : QChar(u' ');
    if (wholeWord && ((isWordLetter(folded[begin]) && isWordLetter(before)) ||
                      (isWordLetter(folded[end - 1]) && isWordLetter(after))))
        return false;
    return !(folded[begin].isDigit() && before.isDigit()) &&
           !(folded[end - 1].isDigit() && after.isDigit());
}

} // namespace redoubt::text
