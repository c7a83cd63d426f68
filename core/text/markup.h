// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/text/reading.h"

#include <optional>

namespace redoubt::text {

/// A text without its markup: tags and comments of HTML and XML, overrides and time lines of
/// subtitles, emphasis and links of Markdown. Inline marks vanish, so that a word they cut is whole
/// again; other tags become a space. Nothing when there is none.
std::optional<Reading> readWithoutMarkup(QStringView text);

} // namespace redoubt::text
