// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/vault/header.h"
#include "core/vault/objectformat.h"
#include "core/vault/primitives.h"

namespace redoubt::vault {

/// The friend that fixes what production code draws at random. Defined by tests and nowhere else,
/// so no other code can name it. Numbers as in reference.py.
struct TestVectors
{
    static SecretBytes same(char byte, int size = kKeySize)
    {
        return SecretBytes::copyOf(QByteArray(size, byte));
    }
    static VaultId vault() { return *VaultId::fromBytes(QByteArray(16, '\1')); }
    static ObjectId object() { return *ObjectId::fromBytes(QByteArray(16, '\2')); }
    static KeyName name() { return {1, 7}; }
    static KeyRing ring()
    {
        KeyRing keys;
        keys.insert(name(), same('\3'));
        return keys;
    }
    static ObjectRandomness objectRandomness()
    {
        ObjectRandomness result;
        result.id = object();
        result.key = same('\4');
        result.prefix = QByteArray(16, '\5');
        result.wrapNonce = QByteArray(kNonceSize, '\6');
        return result;
    }
    static SecretBytes seed() { return same('\x09'); }
    static KeyRing headerKeys()
    {
        KeyRing keys;
        keys.insert({0, 1}, same('\x10'));
        keys.insert({4, 1}, same('\x14'));
        keys.insert({4, kNoEpoch}, same('\x24'));
        keys.insert(KeyName::signing(), seed());
        return keys;
    }
    static SecretBytes passphrase() { return SecretBytes::copyOf("correct horse"); }
    static SlotRandomness slotRandomness()
    {
        SlotRandomness result;
        result.slotId = QByteArray(16, '\7');
        result.salt = QByteArray(16, '\x08');
        result.m_counter = 0;
        return result;
    }
    /// A header with one passphrase slot.
    static Header header()
    {
        Header result;
        result.vault = vault();
        result.owner = signingPublicKey(seed());
        result.epochs.fill(1);
        auto slot =
            makePassphraseSlot(vault(), headerKeys(), passphrase(), 1, 1024, slotRandomness());
        if (!slot)
            qFatal("no slot");
        result.slotList.push_back(std::move(*slot));
        return result;
    }
};

} // namespace redoubt::vault
