// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/itemkind.h"

namespace redoubt::redact {

/// Whether items of @a kind can be examined and redacted; others are sealed, and their release says
/// that nothing was done.
bool canRedact(ItemKind kind);

} // namespace redoubt::redact
