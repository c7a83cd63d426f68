// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/primitives.h"
#include "core/vault/vault_p.h"

/// What a vault says of its owner and of its originals to those outside.
namespace redoubt::vault {

QByteArray Vault::ownerKey() const
{
    return d->header.owner;
}

QByteArray Vault::sourceFingerprint(QByteArrayView sha256) const
{
    const SecretBytes *dedupe = d->keys.find(KeyName::dedupe(Modality::Meta));
    if (dedupe == nullptr || sha256.size() != kHashSize)
        return {};
    const QByteArray vault = id().toBytes();
    return keyedHash(deriveKey(*dedupe, "rvs1-source-key", vault), "rvs1-source", vault, sha256);
}

bool verifyOwnerSignature(QByteArrayView ownerKey, QByteArrayView message, QByteArrayView signature)
{
    return ownerKey.size() == kKeySize && signature.size() == kSignatureSize &&
           verifyWith(ownerKey, message, signature);
}

QString fingerprintOfOwner(QByteArrayView ownerKey)
{
    return ownerFingerprint(ownerKey);
}

} // namespace redoubt::vault
