// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/text/reading.h"

#include <optional>

namespace redoubt::text {

/// Whether a text is JSON or lines of it, by its first character.
bool looksLikeJson(QStringView text);

/// JSON as a reader understands it: each escape sequence of RFC 8259 section 7 is the character
/// that it stands for. "\nJane" is a line end and a name, not the word "nJane", and "Jos\u00e9" is
/// José. Everything else stays, what is no valid escape too.
Reading readJson(QStringView json);

/// One level of the escapes of URLs ("%40"), of HTML and XML ("&#64;", "&commat;") and of program
/// text ("\u0040", "\x40", "\100", "\n", "\_"), wherever they stand; nothing when there are none.
std::optional<Reading> readEscapes(QStringView text);

/// Quoted-printable (RFC 2045), line breaks included; nothing when the text is not written so.
std::optional<Reading> readQuotedPrintable(QStringView text);

/// The value of a hexadecimal digit, or -1.
int hexValue(QChar digit);

} // namespace redoubt::text
