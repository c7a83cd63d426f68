// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/primitives.h"

#include <sodium.h>

#include <cstring>

namespace redoubt::vault {

namespace {

static_assert(kKeySize == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(kNonceSize == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(kTagSize == crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(kSignatureSize == crypto_sign_BYTES);
static_assert(kIdSize == crypto_generichash_blake2b_SALTBYTES);
static_assert(kIdSize == crypto_pwhash_SALTBYTES);

const unsigned char *in(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

unsigned char *out(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

void derive(unsigned char *result, const SecretBytes &key, const char *purpose, QByteArrayView salt,
            QByteArrayView message)
{
    Q_ASSERT(key.size() == kKeySize && salt.size() == kIdSize && std::strlen(purpose) <= 16);
    unsigned char personal[crypto_generichash_blake2b_PERSONALBYTES] = {};
    std::memcpy(personal, purpose, std::strlen(purpose));
    crypto_generichash_blake2b_salt_personal(result, kHashSize, in(message), size_t(message.size()),
                                             key.data(), size_t(key.size()), in(salt), personal);
}

/// The long form of the Ed25519 secret key, from its seed.
SecretBytes expandedSeed(const SecretBytes &seed, unsigned char *publicKey)
{
    Q_ASSERT(seed.size() == crypto_sign_SEEDBYTES);
    SecretBytes secret(crypto_sign_SECRETKEYBYTES);
    crypto_sign_seed_keypair(publicKey, secret.data(), seed.data());
    return secret;
}

} // namespace

QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    randombytes_buf(bytes.data(), size_t(size));
    return bytes;
}

QByteArray hash(QByteArrayView message)
{
    QByteArray result(kHashSize, Qt::Uninitialized);
    crypto_generichash_blake2b(out(result), kHashSize, in(message), size_t(message.size()), nullptr,
                               0);
    return result;
}

QByteArray keyedHash(const SecretBytes &key, const char *purpose, QByteArrayView salt,
                     QByteArrayView message)
{
    QByteArray result(kHashSize, Qt::Uninitialized);
    derive(out(result), key, purpose, salt, message);
    return result;
}

SecretBytes deriveKey(const SecretBytes &key, const char *purpose, QByteArrayView salt,
                      QByteArrayView message)
{
    SecretBytes result(kKeySize);
    derive(result.data(), key, purpose, salt, message);
    return result;
}

bool equalInConstantTime(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), size_t(a.size())) == 0;
}

void sealInto(const SecretBytes &key, const unsigned char *nonce, QByteArrayView associated,
              std::span<const char> plain, char *result)
{
    Q_ASSERT(key.size() == kKeySize);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        reinterpret_cast<unsigned char *>(result), nullptr,
        reinterpret_cast<const unsigned char *>(plain.data()), plain.size(), in(associated),
        size_t(associated.size()), nullptr, nonce, key.data());
}

bool openInto(const SecretBytes &key, const unsigned char *nonce, QByteArrayView associated,
              std::span<const char> sealed, char *result)
{
    Q_ASSERT(key.size() == kKeySize);
    return crypto_aead_xchacha20poly1305_ietf_decrypt(
               reinterpret_cast<unsigned char *>(result), nullptr, nullptr,
               reinterpret_cast<const unsigned char *>(sealed.data()), sealed.size(),
               in(associated), size_t(associated.size()), nonce, key.data()) == 0;
}

QByteArray sealBytes(const SecretBytes &key, QByteArrayView nonce, QByteArrayView associated,
                     QByteArrayView plain)
{
    Q_ASSERT(nonce.size() == kNonceSize);
    QByteArray result(kNonceSize + plain.size() + kTagSize, Qt::Uninitialized);
    std::memcpy(result.data(), nonce.data(), kNonceSize);
    sealInto(key, in(nonce), associated, {plain.data(), size_t(plain.size())},
             result.data() + kNonceSize);
    return result;
}

std::optional<QByteArray> openBytes(const SecretBytes &key, QByteArrayView associated,
                                    QByteArrayView sealed)
{
    if (sealed.size() < kNonceSize + kTagSize)
        return std::nullopt;
    QByteArray plain(sealed.size() - kNonceSize - kTagSize, Qt::Uninitialized);
    const QByteArrayView body = sealed.sliced(kNonceSize);
    if (!openInto(key, in(sealed), associated, {body.data(), size_t(body.size())}, plain.data()))
        return std::nullopt;
    return plain;
}

std::optional<SecretBytes> openKey(const SecretBytes &key, QByteArrayView associated,
                                   QByteArrayView sealed)
{
    if (sealed.size() != kWrapSize)
        return std::nullopt;
    SecretBytes plain(kKeySize);
    const QByteArrayView body = sealed.sliced(kNonceSize);
    if (!openInto(key, in(sealed), associated, {body.data(), size_t(body.size())},
                  reinterpret_cast<char *>(plain.data())))
        return std::nullopt;
    return plain;
}

std::optional<SecretBytes> stretch(const SecretBytes &passphrase, QByteArrayView salt,
                                   quint8 passes, quint32 memoryKiB)
{
    Q_ASSERT(salt.size() == kIdSize);
    SecretBytes key(kKeySize);
    // An empty passphrase has no bytes to point at, and libsodium wants a pointer all the same.
    const char *characters =
        passphrase.size() > 0 ? reinterpret_cast<const char *>(passphrase.data()) : "";
    const int failed =
        crypto_pwhash(key.data(), kKeySize, characters, size_t(passphrase.size()), in(salt), passes,
                      size_t(memoryKiB) * 1024, crypto_pwhash_ALG_ARGON2ID13);
    if (failed != 0)
        return std::nullopt;
    return key;
}

std::optional<QByteArray> boxSeal(QByteArrayView publicKey, const SecretBytes &plain)
{
    if (publicKey.size() != crypto_box_PUBLICKEYBYTES)
        return std::nullopt;
    QByteArray sealed(plain.size() + qsizetype(crypto_box_SEALBYTES), Qt::Uninitialized);
    if (crypto_box_seal(out(sealed), plain.data(), size_t(plain.size()), in(publicKey)) != 0)
        return std::nullopt;
    return sealed;
}

std::optional<SecretBytes> boxOpen(const SecretBytes &secretKey, QByteArrayView sealed)
{
    if (sealed.size() < qsizetype(crypto_box_SEALBYTES) ||
        secretKey.size() != crypto_box_SECRETKEYBYTES)
        return std::nullopt;
    const QByteArray publicKey = boxPublicKey(secretKey);
    SecretBytes plain(sealed.size() - qsizetype(crypto_box_SEALBYTES));
    if (crypto_box_seal_open(plain.data(), in(sealed), size_t(sealed.size()), in(publicKey),
                             secretKey.data()) != 0)
        return std::nullopt;
    return plain;
}

QByteArray boxPublicKey(const SecretBytes &secretKey)
{
    QByteArray publicKey(crypto_box_PUBLICKEYBYTES, Qt::Uninitialized);
    crypto_scalarmult_base(out(publicKey), secretKey.data());
    return publicKey;
}

QByteArray signingPublicKey(const SecretBytes &seed)
{
    QByteArray publicKey(crypto_sign_PUBLICKEYBYTES, Qt::Uninitialized);
    const SecretBytes secret = expandedSeed(seed, out(publicKey));
    return publicKey;
}

QByteArray signWith(const SecretBytes &seed, QByteArrayView message)
{
    unsigned char publicKey[crypto_sign_PUBLICKEYBYTES];
    const SecretBytes secret = expandedSeed(seed, publicKey);
    QByteArray signature(kSignatureSize, Qt::Uninitialized);
    crypto_sign_detached(out(signature), nullptr, in(message), size_t(message.size()),
                         secret.data());
    return signature;
}

bool verifyWith(QByteArrayView publicKey, QByteArrayView message, QByteArrayView signature)
{
    return publicKey.size() == crypto_sign_PUBLICKEYBYTES && signature.size() == kSignatureSize &&
           crypto_sign_verify_detached(in(signature), in(message), size_t(message.size()),
                                       in(publicKey)) == 0;
}

} // namespace redoubt::vault
