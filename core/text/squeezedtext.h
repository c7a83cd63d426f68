// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/text/textfold.h"

#include <QString>

#include <vector>

namespace redoubt::text {

// A name may be written with anything between its letters: "Ann-Lee", "ann.lee@", "张　伟". The
// rules here are those of the attack on outputs (core/verify/search/secretsearch.h): what that
// finds and nobody marked blocks a release.

/// From so many letters and digits on, a text is found with anything between its words and inside
/// other words; a single word of letters only from kLongWord on, since "anna" is in "annals".
constexpr qsizetype kLongText = 6;
constexpr qsizetype kLongWord = 10;
/// Between the words of one thing: "555-01 42", "Lee,  Ann". Things further apart are taken word by
/// word.
constexpr qsizetype kWidestGap = 8;

/// Letters and digits alone, with the place of each in the folded text.
struct SqueezedText
{
    QString text;
    std::vector<qsizetype> origin;

    SqueezedText() = default;
    explicit SqueezedText(const QString &folded) { append(folded, 0, folded.size()); }
    /// The letters and digits of folded[begin, end).
    void append(const QString &folded, qsizetype begin, qsizetype end);
    /// The folded ranges of @a size letters from @a at on: one, or more where they are far apart.
    std::vector<TextSpan> spansOf(qsizetype at, qsizetype size) const;
};

/// What a text that is looked for is made of.
struct SqueezedTerm
{
    QString letters;        ///< folded and squeezed
    bool wholeWord = false; ///< counts only where no letter stands beside it
    bool oneWord = false;   ///< of letters alone
    bool anywhere = false;  ///< counts with anything between its letters

    /// @a folded: by Fold::Compare.
    explicit SqueezedTerm(const QString &folded);
    SqueezedTerm() = default;
};

/// Whether a thing at folded[begin, end) stands there by itself: as a word where only whole ones
/// count, and never as digits of a longer number.
bool standsAlone(const QString &folded, qsizetype begin, qsizetype end, bool wholeWord);

} // namespace redoubt::text
