// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace redoubt {

/// True for scripts in which a name may stand in the middle of a run of letters: those that write
/// no spaces between words, and Hangul, which glues particles to names.
bool writesNoSpaces(char32_t character);

} // namespace redoubt
