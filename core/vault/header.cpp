// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/header.h"

#include "core/base/fieldcodec.h"
#include "core/vault/primitives.h"
#include "core/vault/recipient.h"
#include "core/vault/tr.h"

#include <set>

using namespace Qt::StringLiterals;

namespace redoubt::vault {

namespace {

constexpr char kHeaderMagic[] = "RVH1";
constexpr char kSignatureDomain[] = "redoubt vault header v1";
constexpr quint16 kHeaderVersion = 1;
constexpr int kMaximumPassphraseSlots = 4;
constexpr int kMaximumWraps = 4096;
constexpr int kMaximumLabel = 1024;
constexpr quint8 kArgon2id = 1;
constexpr int kFixedSize = 170;
constexpr int kBoxSize = kIdSize + kIdSize + 1 + 4 + kKeySize + 48;

Error damaged(const char *site)
{
    return Error(ErrorKind::Damaged, site,
                 Tr::tr("The vault's header is damaged. Restore “vault.hdr” from a backup."));
}

bool acceptableCost(quint8 passes, quint32 memoryKiB)
{
    return passes >= 1 && passes <= kMaximumPasses && memoryKiB >= kMinimumMemoryKiB &&
           memoryKiB <= kMaximumMemoryKiB;
}

void writeSlot(LittleEndianWriter &writer, const Slot &slot)
{
    LittleEndianWriter body;
    if (slot.isPassphrase() || slot.isBox()) {
        body.raw(slot.id).u16(quint16(slot.label.size())).raw(slot.label);
        if (slot.isPassphrase())
            body.u8(kArgon2id)
                .u8(slot.passes)
                .u16(0)
                .u32(slot.memoryKiB)
                .raw(slot.salt)
                .raw(slot.commitment);
        else
            body.raw(slot.publicKey);
        body.u16(quint16(slot.wraps.size()));
        for (const Wrap &wrap : slot.wraps)
            body.u8(wrap.name.role).u32(wrap.name.epoch).raw(wrap.blob);
    } else {
        body.raw(slot.unknownBody);
    }
    writer.u8(slot.type)
        .u8(quint8(slot.access))
        .u16(0)
        .u32(quint32(body.result().size()))
        .raw(body.result());
}

/// False when the bytes do not keep to the layout.
bool readKnownBody(QByteArrayView bytes, Slot &slot)
{
    LittleEndianReader reader(bytes);
    slot.id = reader.take(kIdSize).toByteArray();
    const quint16 labelSize = reader.u16();
    if (labelSize > kMaximumLabel)
        return false;
    slot.label = reader.take(labelSize).toByteArray();
    if (slot.isPassphrase()) {
        if (reader.u8() != kArgon2id)
            return false;
        slot.passes = reader.u8();
        if (reader.u16() != 0)
            return false;
        slot.memoryKiB = reader.u32();
        slot.salt = reader.take(kIdSize).toByteArray();
        slot.commitment = reader.take(kHashSize).toByteArray();
    } else {
        slot.publicKey = reader.take(kKeySize).toByteArray();
    }
    const quint16 count = reader.u16();
    if (!reader.ok() || count > kMaximumWraps)
        return false;
    std::set<KeyName> seen;
    for (int i = 0; i < count && reader.ok(); ++i) {
        Wrap wrap;
        wrap.name.role = reader.u8();
        wrap.name.epoch = reader.u32();
        wrap.blob = reader.take(slot.isPassphrase() ? kWrapSize : kBoxSize).toByteArray();
        if (!seen.insert(wrap.name).second)
            return false;
        slot.wraps.push_back(std::move(wrap));
    }
    return reader.finished();
}

bool readSlot(LittleEndianReader &reader, Slot &slot)
{
    slot.type = reader.u8();
    const quint8 access = reader.u8();
    const quint16 reserved = reader.u16();
    const quint32 size = reader.u32();
    const QByteArrayView body = reader.take(size);
    if (!reader.ok() || access > quint8(SlotAccess::Full) || reserved != 0)
        return false;
    slot.access = SlotAccess(access);
    if (slot.isPassphrase() || slot.isBox())
        return readKnownBody(body, slot);
    slot.unknownBody = body.toByteArray();
    return true;
}

QByteArray signedBytes(QByteArrayView unsignedHeader)
{
    return LittleEndianWriter().raw(kSignatureDomain).raw(unsignedHeader).result();
}

QByteArray wrapContext(const VaultId &vault, QByteArrayView slotId, KeyName name)
{
    return LittleEndianWriter()
        .raw(kHeaderMagic)
        .raw(vault.toBytes())
        .raw(slotId)
        .u8(name.role)
        .u32(name.epoch)
        .result();
}

/// The names inside a sealed box, which has no associated data.
QByteArray boxContext(const VaultId &vault, QByteArrayView slotId, KeyName name)
{
    return LittleEndianWriter()
        .raw(vault.toBytes())
        .raw(slotId)
        .u8(name.role)
        .u32(name.epoch)
        .result();
}

/// Whether this secret fits the slot, and the keys in it. Nothing: another secret's slot.
Result<std::optional<KeyRing>> openPassphraseSlot(const VaultId &vault, const Slot &slot,
                                                  const SecretBytes &passphrase)
{
    const auto kek = stretch(passphrase, slot.salt, slot.passes, slot.memoryKiB);
    if (!kek)
        return Error(ErrorKind::Limit, "vault/kdf",
                     Tr::tr("There is not enough free memory to check the passphrase (%1 MiB are "
                            "needed). Close other programs and try again.")
                         .arg(slot.memoryKiB / 1024));
    if (!equalInConstantTime(keyedHash(*kek, "rvh1-commit", slot.id, vault.toBytes()),
                             slot.commitment))
        return std::optional<KeyRing>();
    const SecretBytes wrapKey = deriveKey(*kek, "rvh1-wrap", slot.id, vault.toBytes());
    KeyRing keys;
    for (const Wrap &wrap : slot.wraps) {
        auto key = openKey(wrapKey, wrapContext(vault, slot.id, wrap.name), wrap.blob);
        if (!key)
            return damaged("vault/wrap");
        keys.insert(wrap.name, std::move(*key));
    }
    return std::optional<KeyRing>(std::move(keys));
}

Result<KeyRing> openBoxSlot(const VaultId &vault, const Slot &slot, const SecretBytes &secret)
{
    KeyRing keys;
    for (const Wrap &wrap : slot.wraps) {
        const auto plain = boxOpen(secret, wrap.blob);
        const QByteArray context = boxContext(vault, slot.id, wrap.name);
        if (!plain || plain->size() != context.size() + kKeySize ||
            !equalInConstantTime(plain->view().first(context.size()), context))
            return damaged("vault/wrap");
        keys.insert(wrap.name, SecretBytes::copyOf(plain->view().last(kKeySize)));
    }
    return keys;
}

Error wrongKey()
{
    return Error(ErrorKind::WrongKey, "vault/unlock",
                 Tr::tr("The passphrase or secret key does not open this vault."));
}

Result<Unlocked> finish(const Header &header, const Slot &slot, KeyRing keys)
{
    if (slot.access == SlotAccess::Full) {
        // Whoever wrote the header knew the passphrase: its seed gives the key it is signed with.
        const SecretBytes *seed = keys.find(KeyName::signing());
        if (!seed || !equalInConstantTime(signingPublicKey(*seed), header.owner))
            return damaged("vault/owner");
    }
    Unlocked result;
    result.keys = std::move(keys);
    result.access = slot.access;
    return result;
}

Result<Unlocked> unlockWithSecretKey(const Header &header, const SecretBytes &secret)
{
    const QByteArray publicKey = boxPublicKey(secret);
    for (const Slot &slot : header.slotList) {
        if (!slot.isBox() || slot.publicKey != publicKey)
            continue;
        auto keys = openBoxSlot(header.vault, slot, secret);
        if (!keys)
            return keys.error();
        return finish(header, slot, std::move(*keys));
    }
    return wrongKey();
}

} // namespace

QByteArray Header::serialize(const SecretBytes &seed) const
{
    LittleEndianWriter writer;
    writer.raw(kHeaderMagic)
        .u16(kHeaderVersion)
        .u8(quint8(kind))
        .u8(0)
        .u64(generation)
        .raw(previous);
    writer.raw(vault.toBytes()).raw(owner).raw(package).raw(listHash);
    for (const quint32 epoch : epochs)
        writer.u32(epoch);
    writer.u16(quint16(slotList.size()));
    for (const Slot &slot : slotList)
        writeSlot(writer, slot);
    writer.raw(signWith(seed, signedBytes(writer.result())));
    return writer.result();
}

Result<Header> parseHeader(QByteArrayView bytes)
{
    if (bytes.size() < kFixedSize + kSignatureSize || bytes.size() > kMaximumHeaderSize ||
        !bytes.startsWith(kHeaderMagic))
        return damaged("vault/header");
    const QByteArrayView content = bytes.chopped(kSignatureSize);
    LittleEndianReader reader(content);
    std::ignore = reader.take(4); // the magic, compared above
    const quint16 version = reader.u16();
    if (version > kHeaderVersion)
        return Error(ErrorKind::Unsupported, "vault/header",
                     Tr::tr("This vault was made by a newer version of the program. Install that "
                            "version to open it."));
    Header header;
    const quint8 kind = reader.u8();
    const bool reserved = reader.u8() == 0;
    header.kind = HeaderKind(kind);
    header.generation = reader.u64();
    header.previous = reader.take(kHashSize).toByteArray();
    header.vault = *VaultId::fromBytes(reader.take(kIdSize));
    header.owner = reader.take(kKeySize).toByteArray();
    header.package = reader.take(kIdSize).toByteArray();
    header.listHash = reader.take(kHashSize).toByteArray();
    // Before anything of variable length is looked at.
    if (!verifyWith(header.owner, signedBytes(content), bytes.last(kSignatureSize)))
        return damaged("vault/signature");
    bool epochsValid = true;
    for (quint32 &epoch : header.epochs) {
        epoch = reader.u32();
        epochsValid = epochsValid && epoch >= 1 && epoch < kNoEpoch;
    }
    const quint16 count = reader.u16();
    if (version != kHeaderVersion || kind > quint8(HeaderKind::Package) || !reserved ||
        header.generation == 0 || !epochsValid || count == 0 || count > kMaximumSlots)
        return damaged("vault/header");
    int passphraseSlots = 0;
    for (int i = 0; i < count; ++i) {
        Slot slot;
        if (!readSlot(reader, slot))
            return damaged("vault/slot");
        if (slot.isPassphrase()) {
            ++passphraseSlots;
            if (!acceptableCost(slot.passes, slot.memoryKiB))
                return Error(ErrorKind::Limit, "vault/kdf",
                             Tr::tr("The vault asks for more work to check a passphrase than is "
                                    "safe to do. It was not made by this program."));
        }
        header.slotList.push_back(std::move(slot));
    }
    if (!reader.atEnd() || passphraseSlots > kMaximumPassphraseSlots)
        return damaged("vault/header");
    return header;
}

SlotRandomness SlotRandomness::fresh()
{
    SlotRandomness result;
    result.slotId = randomBytes(kIdSize);
    result.salt = randomBytes(kIdSize);
    return result;
}

QByteArray SlotRandomness::nextNonce()
{
    if (!m_counter)
        return randomBytes(kNonceSize);
    return LittleEndianWriter().u64(++*m_counter).zeros(kNonceSize - 8).result();
}

Result<Slot> makePassphraseSlot(const VaultId &vault, const KeyRing &keys,
                                const SecretBytes &passphrase, quint8 passes, quint32 memoryKiB,
                                SlotRandomness randomness)
{
    if (passphrase.isEmpty())
        return Error(ErrorKind::Invalid, "vault/passphrase",
                     Tr::tr("The passphrase is empty. Choose one that nobody can guess."));
    if (!acceptableCost(passes, memoryKiB))
        return Error(ErrorKind::Invalid, "vault/passphrase",
                     Tr::tr("The cost of the passphrase check is out of range (1 to 10 passes, 1 "
                            "MiB to 1 GiB)."));
    Slot slot;
    slot.type = quint8(SlotType::Passphrase);
    slot.access = SlotAccess::Full;
    slot.id = randomness.slotId;
    slot.passes = passes;
    slot.memoryKiB = memoryKiB;
    slot.salt = randomness.salt;
    const auto kek = stretch(passphrase, slot.salt, passes, memoryKiB);
    if (!kek)
        return Error(ErrorKind::Limit, "vault/kdf",
                     Tr::tr("There is not enough free memory to protect the passphrase (%1 MiB "
                            "are needed). Close other programs and try again.")
                         .arg(memoryKiB / 1024));
    slot.commitment = keyedHash(*kek, "rvh1-commit", slot.id, vault.toBytes());
    const SecretBytes wrapKey = deriveKey(*kek, "rvh1-wrap", slot.id, vault.toBytes());
    for (const KeyName &name : keys.names())
        slot.wraps.push_back(
            {name, sealBytes(wrapKey, randomness.nextNonce(), wrapContext(vault, slot.id, name),
                             keys.find(name)->view())});
    return slot;
}

Result<Slot> makeRecipientSlot(const VaultId &vault, const KeyRing &keys,
                               const std::vector<KeyName> &names, QByteArrayView publicKey)
{
    Slot slot;
    slot.type = quint8(SlotType::Recipient);
    slot.access = SlotAccess::Grant;
    slot.id = randomBytes(kIdSize);
    slot.publicKey = publicKey.toByteArray();
    for (const KeyName &name : names) {
        const SecretBytes *key = keys.find(name);
        if (!key)
            return Error(ErrorKind::WrongKey, "vault/grant",
                         Tr::tr("Your own access does not include what is to be granted."));
        const QByteArray context = boxContext(vault, slot.id, name);
        SecretBytes plain(context.size() + kKeySize);
        std::copy(context.begin(), context.end(), plain.data());
        std::copy(key->data(), key->data() + kKeySize, plain.data() + context.size());
        const auto blob = boxSeal(publicKey, plain);
        if (!blob)
            return Error(ErrorKind::Invalid, "vault/grant",
                         Tr::tr("The recipient's public key is not usable. Ask for a new one."));
        slot.wraps.push_back({name, *blob});
    }
    return slot;
}

Result<Unlocked> unlock(const Header &header, const SecretBytes &secret)
{
    if (looksLikeRecipientSecret(secret.view())) {
        const auto key = parseRecipientSecret(secret.view());
        if (!key)
            return key.error();
        return unlockWithSecretKey(header, *key);
    }
    for (const Slot &slot : header.slotList) {
        if (!slot.isPassphrase())
            continue;
        auto keys = openPassphraseSlot(header.vault, slot, secret);
        if (!keys)
            return keys.error();
        if (*keys)
            return finish(header, slot, std::move(**keys));
    }
    return wrongKey();
}

QString ownerFingerprint(QByteArrayView owner)
{
    const QByteArray hex =
        hash(LittleEndianWriter().raw("RVFP").raw(owner).result()).first(16).toHex();
    QStringList groups;
    for (qsizetype i = 0; i < hex.size(); i += 4)
        groups.append(QString::fromLatin1(hex.mid(i, 4)));
    return groups.join(u' ');
}

} // namespace redoubt::vault
