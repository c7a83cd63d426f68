// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/secretbytes.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <span>

/// The few operations that FORMAT.md section 2 names, over libsodium. Internal to core/vault.
namespace redoubt::vault {

inline constexpr int kKeySize = 32;
inline constexpr int kHashSize = 32;
inline constexpr int kNonceSize = 24;
inline constexpr int kTagSize = 16;
inline constexpr int kIdSize = 16;
inline constexpr int kSignatureSize = 64;
inline constexpr int kWrapSize = kNonceSize + kKeySize + kTagSize;

QByteArray randomBytes(qsizetype size);

/// H(m): BLAKE2b-256.
QByteArray hash(QByteArrayView message);

/// D(k, purpose, salt, m). Requires: key has 32 bytes, salt 16, purpose at most 16 characters.
QByteArray keyedHash(const SecretBytes &key, const char *purpose, QByteArrayView salt,
                     QByteArrayView message);
/// The same where the result is a key.
SecretBytes deriveKey(const SecretBytes &key, const char *purpose, QByteArrayView salt,
                      QByteArrayView message = {});

/// Compares without telling by its time where the first difference is.
bool equalInConstantTime(QByteArrayView a, QByteArrayView b);

/// AEAD into @a out, which has room for plain.size() + 16 bytes and does not overlap it.
void sealInto(const SecretBytes &key, const unsigned char *nonce, QByteArrayView associated,
              std::span<const char> plain, char *out);
/// Opens into @a out, which has room for sealed.size() - 16 bytes. Returns false, with nothing of
/// the plaintext in @a out, when the tag does not verify.
bool openInto(const SecretBytes &key, const unsigned char *nonce, QByteArrayView associated,
              std::span<const char> sealed, char *out);

/// nonce 24 || ciphertext || tag.
QByteArray sealBytes(const SecretBytes &key, QByteArrayView nonce, QByteArrayView associated,
                     QByteArrayView plain);
std::optional<QByteArray> openBytes(const SecretBytes &key, QByteArrayView associated,
                                    QByteArrayView sealed);
/// The same for a key, which never touches unlocked memory.
std::optional<SecretBytes> openKey(const SecretBytes &key, QByteArrayView associated,
                                   QByteArrayView sealed);

/// Argon2id. Nothing when the memory cannot be had. Requires: limits as in FORMAT.md section 4.
std::optional<SecretBytes> stretch(const SecretBytes &passphrase, QByteArrayView salt,
                                   quint8 passes, quint32 memoryKiB);

/// Nothing when @a publicKey is not a usable point.
std::optional<QByteArray> boxSeal(QByteArrayView publicKey, const SecretBytes &plain);
std::optional<SecretBytes> boxOpen(const SecretBytes &secretKey, QByteArrayView sealed);
/// The X25519 public key of a secret one.
QByteArray boxPublicKey(const SecretBytes &secretKey);

/// The Ed25519 public key of a seed.
QByteArray signingPublicKey(const SecretBytes &seed);
QByteArray signWith(const SecretBytes &seed, QByteArrayView message);
bool verifyWith(QByteArrayView publicKey, QByteArrayView message, QByteArrayView signature);

} // namespace redoubt::vault
