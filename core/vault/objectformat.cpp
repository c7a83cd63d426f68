// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/objectformat.h"

#include "core/base/fieldcodec.h"
#include "core/vault/primitives.h"
#include "core/vault/tr.h"

#include <cstring>

namespace redoubt::vault {

namespace {

constexpr char kObjectMagic[] = "RVO1";
constexpr quint16 kObjectVersion = 1;
constexpr quint8 kSuite = 1;
constexpr int kIdOffset = 32;
constexpr int kPrefixOffset = 48;
constexpr int kWrapOffset = 64;
constexpr int kCommitmentOffset = 136;
constexpr int kMacOffset = 168;
constexpr int kReserved = 56;

QByteArray commitment(const SecretBytes &objectKey, QByteArrayView id, QByteArrayView first64)
{
    return keyedHash(objectKey, "rvo1-commit", id, first64);
}

QByteArray headerMac(const SecretBytes &objectKey, QByteArrayView id, QByteArrayView first168)
{
    return keyedHash(deriveKey(objectKey, "rvo1-header", id), "rvo1-mac", id, first168);
}

SecretBytes wrapKeyOf(const SecretBytes &modalityKey, const VaultId &vault)
{
    return deriveKey(modalityKey, "rvo1-wrap", vault.toBytes());
}

} // namespace

Error damagedObject(const char *site)
{
    return Error(ErrorKind::Damaged, site,
                 Tr::tr("A sealed file of the vault is damaged or was tampered with. Restore it "
                        "from a backup."));
}

ObjectRandomness ObjectRandomness::fresh()
{
    ObjectRandomness result;
    result.id = ObjectId::random();
    result.key = SecretBytes::random(kKeySize);
    result.prefix = randomBytes(16);
    result.wrapNonce = randomBytes(kNonceSize);
    return result;
}

ChunkCipher::ChunkCipher(const SecretBytes &objectKey, const ObjectId &id, QByteArray prefix,
                         QByteArray mac)
    : m_payloadKey(deriveKey(objectKey, "rvo1-payload", id.toBytes()))
    , m_prefix(std::move(prefix))
    , m_mac(std::move(mac))
{}

std::array<unsigned char, 24> ChunkCipher::nonce(quint64 index, bool last) const
{
    std::array<unsigned char, 24> result{};
    std::memcpy(result.data(), m_prefix.constData(), 16);
    for (int i = 0; i < 7; ++i)
        result[size_t(22 - i)] = static_cast<unsigned char>(index >> (8 * i));
    result[23] = last ? 1 : 0;
    return result;
}

void ChunkCipher::seal(quint64 index, bool last, std::span<const char> plain, char *sealed) const
{
    sealInto(m_payloadKey, nonce(index, last).data(), m_mac, plain, sealed);
}

bool ChunkCipher::open(quint64 index, bool last, std::span<const char> sealed, char *plain) const
{
    return openInto(m_payloadKey, nonce(index, last).data(), m_mac, sealed, plain);
}

struct NewObject::Parts
{
    QByteArray header;
    ChunkCipher cipher;
};

NewObject::Parts NewObject::build(const VaultId &vault, KeyName name,
                                  const SecretBytes &modalityKey, quint8 flags,
                                  const ObjectRandomness &randomness)
{
    const QByteArray id = randomness.id.toBytes();
    LittleEndianWriter writer;
    writer.raw(kObjectMagic).u16(kObjectVersion).u8(kSuite).u8(name.role).u8(kChunkLog2).u8(flags);
    writer.u16(quint16(kObjectHeaderSize)).u32(name.epoch);
    writer.raw(vault.toBytes()).raw(id).raw(randomness.prefix);
    Q_ASSERT(writer.result().size() == kWrapOffset);
    const QByteArray first64 = writer.result();
    writer.raw(sealBytes(wrapKeyOf(modalityKey, vault), randomness.wrapNonce, first64,
                         randomness.key.view()));
    writer.raw(commitment(randomness.key, id, first64));
    const QByteArray mac = headerMac(randomness.key, id, writer.result());
    writer.raw(mac).zeros(kReserved);
    return {writer.result(), ChunkCipher(randomness.key, randomness.id, randomness.prefix, mac)};
}

NewObject::NewObject(Parts parts)
    : header(std::move(parts.header))
    , cipher(std::move(parts.cipher))
{}

NewObject::NewObject(const VaultId &vault, KeyName name, const SecretBytes &modalityKey,
                     quint8 flags, ObjectRandomness randomness)
    : NewObject(build(vault, name, modalityKey, flags, randomness))
{}

Result<ObjectHeader> parseObjectHeader(QByteArrayView bytes)
{
    if (bytes.size() != kObjectHeaderSize || !bytes.startsWith(kObjectMagic))
        return damagedObject("vault/object");
    LittleEndianReader reader(bytes.sliced(4));
    const quint16 version = reader.u16();
    const quint8 suite = reader.u8();
    if (version > kObjectVersion || suite > kSuite)
        return Error(ErrorKind::Unsupported, "vault/object",
                     Tr::tr("A sealed file was made by a newer version of the program. Install "
                            "that version to open it."));
    ObjectHeader header;
    header.key.role = reader.u8();
    header.chunkLog2 = reader.u8();
    header.flags = reader.u8();
    const quint16 size = reader.u16();
    header.key.epoch = reader.u32();
    header.vault = *VaultId::fromBytes(reader.take(kIdSize));
    header.id = *ObjectId::fromBytes(reader.take(kIdSize));
    if (version != kObjectVersion || suite != kSuite || size != kObjectHeaderSize ||
        (header.key.role >= kModalities && header.key.role != kListRole) ||
        header.chunkLog2 < kMinimumChunkLog2 || header.chunkLog2 > kMaximumChunkLog2 ||
        (header.flags & ~kCompressedFlag) != 0)
        return damagedObject("vault/object");
    if (!LittleEndianReader(bytes.last(kReserved)).zeros(kReserved))
        return damagedObject("vault/object");
    header.bytes = bytes.toByteArray();
    return header;
}

Result<ChunkCipher> authenticate(const ObjectHeader &header, const SecretBytes &modalityKey)
{
    const QByteArrayView bytes(header.bytes);
    const QByteArrayView id = bytes.sliced(kIdOffset, kIdSize);
    const QByteArrayView first64 = bytes.first(kWrapOffset);
    const auto objectKey = openKey(wrapKeyOf(modalityKey, header.vault), first64,
                                   bytes.sliced(kWrapOffset, kWrapSize));
    if (!objectKey)
        return damagedObject("vault/object");
    if (!equalInConstantTime(commitment(*objectKey, id, first64),
                             bytes.sliced(kCommitmentOffset, kHashSize)))
        return damagedObject("vault/commitment");
    const QByteArray mac = headerMac(*objectKey, id, bytes.first(kMacOffset));
    if (!equalInConstantTime(mac, bytes.sliced(kMacOffset, kHashSize)))
        return damagedObject("vault/mac");
    return ChunkCipher(*objectKey, header.id, bytes.sliced(kPrefixOffset, 16).toByteArray(), mac);
}

} // namespace redoubt::vault
