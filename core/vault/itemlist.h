// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/vault/vault.h"

/// The list of originals inside a package (FORMAT.md section 9). Internal to core/vault.
namespace redoubt::vault {

/// Requires: names that isSafeItemName() accepts.
QByteArray serializeItems(const std::vector<PackedItem> &items);
/// Errors: Damaged.
Result<std::vector<PackedItem>> parseItems(QByteArrayView bytes);
/// A relative path that stays below its folder.
bool isSafeItemName(std::string_view name);

} // namespace redoubt::vault
