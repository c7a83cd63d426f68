// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

namespace redoubt::verify {

/// Whether a string, when it is found again, tells of what was withheld. The one place for the
/// rule:
///
/// - *Short*: its letters and digits tell less than 15 bits, so that chance or another use explains
///   it as well. A digit counts 3.3 bits, a letter of an alphabet 3 (language repeats
///   itself), a sign of a syllabary 5, a Hangul syllable 8, a Han character 9: "Page", "Mr Li",
///   "12", "NY", "1985" are short; "Smith", "10115", 张伟 are not.
/// - *Common*: one single word of the lists of ordinary words, however long: "Young", "Contents".
///
/// What is neither is searched everywhere in an output, in every spelling. What is either is
/// searched at its places only: in its box, cell, span or field, or between the words that it stood
/// between.
bool isTelling(QStringView text);

} // namespace redoubt::verify
