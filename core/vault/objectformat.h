// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/vault/keyring.h"

#include <QByteArray>

#include <array>

/// Header and chunks of an object file (FORMAT.md section 5). Internal to core/vault.
namespace redoubt::vault {

inline constexpr qint64 kObjectHeaderSize = 256;
inline constexpr quint8 kChunkLog2 = 16;
inline constexpr quint8 kMinimumChunkLog2 = 12;
inline constexpr quint8 kMaximumChunkLog2 = 20;
inline constexpr quint8 kCompressedFlag = 1;

/// The fields that a reader needs before it has a key. Not authenticated yet.
struct ObjectHeader
{
    KeyName key;
    quint8 chunkLog2 = kChunkLog2;
    quint8 flags = 0;
    VaultId vault;
    ObjectId id;
    QByteArray bytes; ///< all 256

    qint64 chunkSize() const { return qint64(1) << chunkLog2; }
};

/// What makes an object unlike any other. Production code has fresh() only.
struct ObjectRandomness
{
    static ObjectRandomness fresh();

    ObjectId id;
    SecretBytes key; ///< FEK
    QByteArray prefix;
    QByteArray wrapNonce;

private:
    friend struct TestVectors; // defined by tests only
    ObjectRandomness() = default;
};

/// Seals and opens single chunks of one object. Immutable; threads may share it.
class ChunkCipher
{
public:
    /// @a sealed has room for plain.size() + 16 bytes.
    void seal(quint64 index, bool last, std::span<const char> plain, char *sealed) const;
    /// @a plain has room for sealed.size() - 16 bytes, and holds no plaintext after a failure.
    bool open(quint64 index, bool last, std::span<const char> sealed, char *plain) const;

private:
    friend struct NewObject;
    friend Result<ChunkCipher> authenticate(const ObjectHeader &header, const SecretBytes &key);
    ChunkCipher(const SecretBytes &objectKey, const ObjectId &id, QByteArray prefix,
                QByteArray mac);
    std::array<unsigned char, 24> nonce(quint64 index, bool last) const;

    SecretBytes m_payloadKey;
    QByteArray m_prefix;
    QByteArray m_mac;
};

/// Header bytes and cipher of a new object, wrapped under @a modalityKey. Consumes the randomness:
/// one key and prefix serve one object.
struct NewObject
{
    NewObject(const VaultId &vault, KeyName name, const SecretBytes &modalityKey, quint8 flags,
              ObjectRandomness randomness);
    QByteArray header;
    ChunkCipher cipher;

private:
    struct Parts;
    explicit NewObject(Parts parts);
    static Parts build(const VaultId &vault, KeyName name, const SecretBytes &modalityKey,
                       quint8 flags, const ObjectRandomness &randomness);
};

/// Reads the 256 bytes. Errors: Damaged, Unsupported (later version or suite).
Result<ObjectHeader> parseObjectHeader(QByteArrayView bytes);
/// Unwraps the object's key and checks commitment and MAC, before any chunk. Errors: Damaged.
Result<ChunkCipher> authenticate(const ObjectHeader &header, const SecretBytes &modalityKey);

Error damagedObject(const char *site);

} // namespace redoubt::vault
