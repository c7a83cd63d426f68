// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/bytesource.h"
#include "core/vault/keygate.h"
#include "core/vault/objectformat.h"

#include <memory>

namespace redoubt::vault {

/// The plaintext of the sealed object in @a file, after every check of FORMAT.md section 5 that
/// comes before reading. @a keys are used during the call only, which holds no Use; once @a gate is
/// revoked the source answers Cancelled. Errors: Damaged, WrongKey (the ring lacks this object's
/// key), Unsupported, Io.
Result<std::unique_ptr<ByteSource>>
openObject(std::unique_ptr<ByteSource> file, const KeyRing &keys, const VaultId &vault,
           const ObjectId &id, std::shared_ptr<KeyGate> gate = std::make_shared<KeyGate>());

} // namespace redoubt::vault
