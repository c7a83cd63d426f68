// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/vault/derived.h"
#include "core/vault/header.h"
#include "core/vault/keygate.h"
#include "core/vault/objectstore.h"
#include "core/vault/vault.h"
#include "core/vault/writerlock.h"

#include <condition_variable>
#include <map>
#include <mutex>

/// What vault.cpp and package.cpp share. Internal to core/vault.
namespace redoubt::vault {

inline constexpr char kHeaderName[] = "vault.hdr"; ///< in a vault's folder and in a package
inline constexpr char kWorkFolder[] = "work";      ///< of unfinished work, in a vault's folder

/// What a reader is told that tries to write.
Error readOnlyVault();

struct Vault::Private
{
    Private();
    ~Private();

    std::filesystem::path folder;
    std::unique_ptr<ObjectStore> store;
    Access access = Access::ReadOnly;
    WriterLock lock;
    /// Shared with readers and sealers. Keys are touched under a Use of it.
    const std::shared_ptr<KeyGate> gate = std::make_shared<KeyGate>();
    std::shared_ptr<DerivedFolder> derived; // shared with what openDerived() gave out
    KeyRing keys;
    std::map<quint32, SecretBytes> rowKeys; ///< by epoch
    bool maySign = false;

    mutable std::mutex headerMutex; ///< header, headerBytes
    Header header;
    QByteArray headerBytes;

    /// Content ids that this session seals or has sealed; null while the sealing goes on.
    std::mutex sealMutex;
    std::condition_variable sealDone;
    std::map<QByteArray, ObjectId> sealed;

    Result<void> writeHeader(const Header &next);
    Result<void> readHeader();
    void deriveRowKeys();
};

} // namespace redoubt::vault
