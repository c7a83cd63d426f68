// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/text/reading.h"

#include <vector>

namespace redoubt::text {

enum class TextForm {
    Page, ///< words that were read off a page
    File, ///< what a text file holds
    Table ///< the same, in cells
};

/// All that a text says to somebody who reads it with the programs that it was made for.
struct Readings
{
    /// First the text as it stands (JSON: with its escapes read), then the others that it has; each
    /// is a reading of the text given. What one of them hides, another shows: all are searched.
    std::vector<Reading> all;
    int unread = 0; ///< packed places (base64, uuencode) that hold no text
};

/// Escapes are read to a depth of three, packed text and what is packed in it.
Readings readingsOf(const QString &text, TextForm form);

} // namespace redoubt::text
