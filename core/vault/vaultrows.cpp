// SPDX-License-Identifier: AGPL-3.0-or-later
// What the journal needs of the vault: the lock on it, sealed rows, signatures.
#include "core/base/fieldcodec.h"
#include "core/vault/primitives.h"
#include "core/vault/tr.h"
#include "core/vault/vault_p.h"

namespace redoubt::vault {

namespace fs = std::filesystem;

Result<void> Vault::lockJournal()
{
    return d->access == Access::ReadWrite ? d->lock.takeJournal() : readOnlyVault();
}

Result<void> Vault::checkJournal() const
{
    return d->lock.checkJournal();
}

bool Vault::isBeingWritten(const fs::path &folder)
{
    return WriterLock::isHeld(folder);
}

Result<QByteArray> Vault::sealRow(QByteArrayView plain, QByteArrayView associated) const
{
    const quint32 epoch = d->header.epochOf(Modality::Meta);
    if (d->access != Access::ReadWrite)
        return readOnlyVault();
    const auto use = d->gate->use();
    if (!use)
        return KeyGate::closed();
    const auto key = d->rowKeys.find(epoch);
    if (key == d->rowKeys.end())
        return Error(ErrorKind::WrongKey, "vault/row");
    const QByteArray head = LittleEndianWriter().u32(epoch).result();
    return head +
           sealBytes(key->second, randomBytes(kNonceSize), head + associated.toByteArray(), plain);
}

Result<QByteArray> Vault::openRow(QByteArrayView sealed, QByteArrayView associated) const
{
    const Error damaged(ErrorKind::Damaged, "vault/row",
                        Tr::tr("The case's journal is damaged or was tampered with."));
    LittleEndianReader reader(sealed);
    const quint32 epoch = reader.u32();
    if (!reader.ok())
        return damaged;
    const auto use = d->gate->use();
    if (!use)
        return KeyGate::closed();
    const auto key = d->rowKeys.find(epoch);
    if (key == d->rowKeys.end()) {
        if (d->rowKeys.empty())
            return Error(ErrorKind::WrongKey, "vault/row",
                         Tr::tr("Your access does not include the case's journal."));
        return damaged;
    }
    const auto plain = openBytes(
        key->second, sealed.first(4).toByteArray() + associated.toByteArray(), sealed.sliced(4));
    if (!plain)
        return damaged;
    return *plain;
}

QByteArray Vault::sign(QByteArrayView message) const
{
    const auto use = d->gate->use();
    const SecretBytes *seed = use ? d->keys.find(KeyName::signing()) : nullptr;
    // What looks like a header is signed by writeHeader() only.
    if (!d->maySign || !seed || message.startsWith("redoubt vault header"))
        return {};
    return signWith(*seed, message);
}

bool Vault::verifySignature(QByteArrayView message, QByteArrayView signature) const
{
    return verifyWith(d->header.owner, message, signature);
}

} // namespace redoubt::vault
