// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/detect/detector.h"

#include <QStringView>

#include <vector>

namespace redoubt::detect {

/// Further places where text that was recognised once stands again.
/// A recogniser sees "Ms Ann Lee" by its title and misses "Ann Lee" three pages on; what is
/// withheld in one place must not stand in another. Words are compared without case and diacritics
/// and with any separators between them. Only types that name somebody or something count, not
/// dates, ages or places; candidates count too, since what nobody decides is redacted. What lies
/// inside a given match that names something is left out. The result is sorted by begin; one pass
/// over the text, whatever the number of matches.
std::vector<TextMatch> repeatedMatches(QStringView text, const std::vector<TextMatch> &matches);

/// A text and what was recognised in it.
struct RecognisedText
{
    QStringView text;
    const std::vector<TextMatch> &matches;
};

/// The same for text @a number of @a texts, where everything counts that was recognised in any.
std::vector<TextMatch> repeatedMatches(const std::vector<RecognisedText> &texts, size_t number);

/// Whether text of this type names somebody or something, unlike a date, an age or a place.
bool namesSomething(FindingType type);

} // namespace redoubt::detect
