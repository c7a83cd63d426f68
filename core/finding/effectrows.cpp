// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/effecttable.h"

namespace redoubt {

std::span<const EffectRow> effectRows()
{
    return builtInEffects();
}

} // namespace redoubt
