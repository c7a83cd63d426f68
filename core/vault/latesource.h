// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/bytesource.h"
#include "core/vault/vault.h"

#include <memory>

namespace redoubt::vault {

/// A sealed object that is opened when it is first read, on the thread that reads: for a thread
/// that must not wait. What cannot be opened gives the error at every reading. @a size: of its
/// plaintext, as the journal names it; an object of another size is Damaged. Shares the vault.
std::shared_ptr<const ByteSource> lateSource(std::shared_ptr<Vault> vault, ObjectId object,
                                             qint64 size);

} // namespace redoubt::vault
