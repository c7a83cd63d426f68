// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/text/reading.h"

namespace redoubt::text {

/// What stands in a text in a packed form: base64 (line breaks included, also of attachments, of
/// "data:" addresses and of armour), uuencode, hexadecimal.
struct PackedText
{
    /// The packed places that hold text, decoded, each between blank lines. A place is replaced as
    /// a whole: half of it would be no base64.
    Reading reading;
    int unread = 0; ///< packed places that hold something else: pictures, archives, keys
};

PackedText readPacked(QStringView text);

} // namespace redoubt::text
