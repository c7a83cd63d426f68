// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/bytesource.h"
#include "core/vault/keygate.h"

#include <QByteArray>

#include <functional>
#include <memory>

/// The seekable zstd payload of FORMAT.md section 6. Internal to core/vault.
namespace redoubt::vault {

using Sink = std::function<Result<void>(std::span<const char>)>;

/// Compresses what is appended and passes it on. Threads: use from one thread at a time.
class Compressor
{
public:
    explicit Compressor(Sink sink);
    ~Compressor();
    Result<void> append(std::span<const char> plain);
    /// Writes the table. Requires: called once, last.
    Result<void> finish();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// A source of the plaintext of @a payload, until @a gate is revoked. Errors: Damaged.
Result<std::unique_ptr<ByteSource>>
openCompressed(std::unique_ptr<ByteSource> payload,
               std::shared_ptr<KeyGate> gate = std::make_shared<KeyGate>());

} // namespace redoubt::vault
