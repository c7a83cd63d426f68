// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/bytesource.h"
#include "core/jobs/jobcontext.h"
#include "core/vault/compressed.h"
#include "core/vault/keygate.h"
#include "core/vault/objectformat.h"
#include "core/vault/vault.h"

namespace redoubt::vault {

struct SealSpec
{
    VaultId vault;
    KeyName name;
    const SecretBytes &key; ///< borrowed until the header is made
    Compression compression = Compression::None;
    /// Sealing ends with Cancelled when it is revoked. The call holds no Use.
    std::shared_ptr<KeyGate> gate = std::make_shared<KeyGate>();
};

/// Reads @a source once and writes the whole object file to @a sink, in order, from one thread.
/// Large sources are hashed on the calling thread while another one seals and writes.
/// Returns the SHA-256 of the plaintext. Errors: of source and sink, Cancelled, Io (the source
/// changed its length).
Result<QByteArray> sealObject(const ByteSource &source, const SealSpec &spec,
                              ObjectRandomness randomness, const Sink &sink,
                              const JobContext &context);

} // namespace redoubt::vault
