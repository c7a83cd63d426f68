// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/finding/effects.h"

namespace redoubt {

/// The rows that the program comes with. effectRows() stands alone in its file, so that a test that
/// defines it itself has these and one more.
std::span<const EffectRow> builtInEffects();

} // namespace redoubt
