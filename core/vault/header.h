// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/vault/keyring.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <optional>
#include <vector>

/// `vault.hdr` (FORMAT.md section 4). Internal to core/vault.
namespace redoubt::vault {

inline constexpr qint64 kMaximumHeaderSize = 1 << 20;
inline constexpr int kMaximumSlots = 256;
inline constexpr quint8 kMaximumPasses = 10;
inline constexpr quint32 kMinimumMemoryKiB = 1024;
inline constexpr quint32 kMaximumMemoryKiB = 1024 * 1024;

enum class HeaderKind : quint8 { Vault = 0, Package = 1 };
enum class SlotType : quint8 { Passphrase = 1, Recipient = 2, Recovery = 3 };
enum class SlotAccess : quint8 { Grant = 0, Full = 1 };

struct Wrap
{
    KeyName name;
    QByteArray blob;
};

struct Slot
{
    quint8 type = 0; ///< SlotType, or a type of a later version that is kept as it is
    SlotAccess access = SlotAccess::Grant;
    QByteArray id;
    QByteArray label; ///< sealed
    // Passphrase slots:
    quint8 passes = 0;
    quint32 memoryKiB = 0;
    QByteArray salt;
    QByteArray commitment;
    // X25519 slots:
    QByteArray publicKey;
    std::vector<Wrap> wraps;
    QByteArray unknownBody; ///< of slots of an unknown type

    bool isPassphrase() const { return type == quint8(SlotType::Passphrase); }
    bool isBox() const
    {
        return type == quint8(SlotType::Recipient) || type == quint8(SlotType::Recovery);
    }
};

struct Header
{
    HeaderKind kind = HeaderKind::Vault;
    quint64 generation = 1;
    QByteArray previous = QByteArray(32, '\0');
    VaultId vault;
    QByteArray owner;
    QByteArray package = QByteArray(16, '\0');
    QByteArray listHash = QByteArray(32, '\0');
    std::array<quint32, kModalities> epochs{};
    std::vector<Slot> slotList;

    quint32 epochOf(Modality modality) const { return epochs[roleOf(modality)]; }
    /// The file's bytes, signed. Requires: @a seed gives the key `owner`.
    QByteArray serialize(const SecretBytes &seed) const;
};

/// Reads and verifies the signature. Errors: Damaged, Unsupported (a later version), Limit
/// (a passphrase slot that asks for too much work; nothing was run).
Result<Header> parseHeader(QByteArrayView bytes);

/// How a slot came to be made; tests fix the numbers.
struct SlotRandomness
{
    static SlotRandomness fresh();
    QByteArray slotId;
    QByteArray salt;
    /// 24 bytes each time it is asked.
    QByteArray nextNonce();

private:
    friend struct TestVectors; // defined by tests only
    SlotRandomness() = default;
    std::optional<quint64> m_counter;
};

/// A full slot with every key of @a keys. Errors: Invalid (empty passphrase, cost out of range),
/// Limit (not enough memory for the cost).
Result<Slot> makePassphraseSlot(const VaultId &vault, const KeyRing &keys,
                                const SecretBytes &passphrase, quint8 passes, quint32 memoryKiB,
                                SlotRandomness randomness);
/// A grant of the keys @a names. Errors: Invalid (not a usable public key).
Result<Slot> makeRecipientSlot(const VaultId &vault, const KeyRing &keys,
                               const std::vector<KeyName> &names, QByteArrayView publicKey);

struct Unlocked
{
    KeyRing keys;
    SlotAccess access = SlotAccess::Grant;
};

/// Opens the slot that @a secret fits: a passphrase, or the text of a recipient's secret key.
/// Errors: WrongKey, Invalid (a secret key with a typing error), Limit, Damaged.
Result<Unlocked> unlock(const Header &header, const SecretBytes &secret);

/// Fingerprint of an owner's public key, for people.
QString ownerFingerprint(QByteArrayView owner);

} // namespace redoubt::vault
