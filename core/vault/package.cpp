// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/atomicoutput.h"
#include "core/vault/blockcache.h"
#include "core/vault/folderobjectstore.h"
#include "core/vault/itemlist.h"
#include "core/vault/objectreader.h"
#include "core/vault/objectsealer.h"
#include "core/vault/primitives.h"
#include "core/vault/tr.h"
#include "core/vault/vault_p.h"
#include "core/vault/zip64.h"

#include <openssl/evp.h>

#include <set>

namespace redoubt::vault {

namespace fs = std::filesystem;

namespace {

constexpr char kListName[] = "items.rvo";
constexpr char kListPurpose[] = "rvp1-list";
constexpr qint64 kMaximumList = 64 << 20;
constexpr int kProgressSteps = 1000;

Error missingObject()
{
    return Error(ErrorKind::Damaged, "vault/package",
                 Tr::tr("The package lists a file that is not in it. Get a complete copy."));
}

/// The key of a package's list for those who hold the vault's metadata key.
std::optional<SecretBytes> listKeyFrom(const KeyRing &keys, const Header &header)
{
    const SecretBytes *meta = keys.find({roleOf(Modality::Meta), header.epochOf(Modality::Meta)});
    if (!meta)
        return std::nullopt;
    return deriveKey(*meta, kListPurpose, header.package);
}

/// The list is an object whose id is the package's, so that one package's list fits no other.
ObjectId listId(const Header &header)
{
    return *ObjectId::fromBytes(header.package);
}

Result<QByteArray> sealList(const Header &header, const SecretBytes &key,
                            const std::vector<PackedItem> &items)
{
    ObjectRandomness randomness = ObjectRandomness::fresh();
    randomness.id = listId(header);
    QByteArray sealed;
    const auto digest = sealObject(
        *memorySource(serializeItems(items)), {header.vault, KeyName::list(), key},
        std::move(randomness),
        [&sealed](std::span<const char> bytes) -> Result<void> {
            sealed.append(bytes.data(), qsizetype(bytes.size()));
            return {};
        },
        JobContext());
    if (!digest)
        return digest.error();
    return sealed;
}

/// Keys that the packed objects are sealed under, and that each opens.
Result<std::set<KeyName>> neededKeys(const Vault &vault, const ObjectStore &store,
                                     const std::set<ObjectId> &objects)
{
    std::set<KeyName> names;
    for (const ObjectId &id : objects) {
        if (const auto opened = vault.open(id); !opened)
            return opened.error();
        const auto file = store.open(id);
        if (!file)
            return file.error();
        const auto head = (*file)->read(0, kObjectHeaderSize);
        if (!head)
            return head.error();
        const auto header = parseObjectHeader(*head);
        if (!header)
            return header.error();
        names.insert(header->key);
    }
    return names;
}

/// Reads all of @a source, passing every block on, and compares the SHA-256 at the end.
Result<void> readAndCompare(const ByteSource &source, QByteArrayView sha256,
                            const std::function<Result<void>(QByteArrayView)> &use,
                            const JobContext &context)
{
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest(EVP_MD_CTX_new(),
                                                                         &EVP_MD_CTX_free);
    if (!digest || EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr) != 1)
        return Error(ErrorKind::Internal, "vault/sha256");
    PlainBuffer block;
    const qint64 size = source.size();
    for (qint64 at = 0; at < size;) {
        if (context.cancelled())
            return JobContext::cancelledError("vault/extract");
        const auto got = source.readAt(at, block.span());
        if (!got)
            return got.error();
        if (*got == 0)
            return Error(ErrorKind::Io, "vault/extract");
        const QByteArrayView bytes(block.span().data(), *got);
        EVP_DigestUpdate(digest.get(), bytes.data(), size_t(bytes.size()));
        if (auto used = use(bytes); !used)
            return used;
        at += *got;
        context.progress(at, size);
    }
    QByteArray result(kHashSize, Qt::Uninitialized);
    EVP_DigestFinal_ex(digest.get(), reinterpret_cast<unsigned char *>(result.data()), nullptr);
    if (result != sha256)
        return Error(ErrorKind::Damaged, "vault/extract",
                     Tr::tr("The file is not the one that was sealed: its SHA-256 differs."));
    return {};
}

} // namespace

Result<void> packVault(const Vault &vault, const PackRequest &request, const fs::path &archive,
                       const JobContext &context)
{
    if (auto fits = checkOutput(archive); !fits)
        return fits;
    const Vault::Private &d = *vault.d;
    std::set<ObjectId> objects;
    for (const PackedItem &item : request.items) {
        if (!isSafeItemName(item.name) || item.sha256.size() != kHashSize || item.size < 0)
            return Error(ErrorKind::Invalid, "vault/pack");
        objects.insert(item.object);
    }
    const auto names = neededKeys(vault, *d.store, objects);
    if (!names)
        return names.error();

    auto use = d.gate->use();
    if (!use)
        return KeyGate::closed();
    const SecretBytes *seed = d.keys.find(KeyName::signing());
    Header header;
    {
        const std::lock_guard lock(d.headerMutex);
        header = d.header;
    }
    header.kind = HeaderKind::Package;
    header.package = randomBytes(kIdSize);
    auto listKey = listKeyFrom(d.keys, header);
    if (!seed || !listKey)
        return Error(ErrorKind::WrongKey, "vault/pack",
                     Tr::tr("Only the owner's passphrase can pack the originals."));
    std::erase_if(header.slotList, [](const Slot &slot) { return !slot.isPassphrase(); });
    KeyRing granted;
    std::vector<KeyName> grantedNames(names->begin(), names->end());
    for (const KeyName &name : grantedNames)
        granted.insert(name, d.keys.find(name)->clone());
    granted.insert(KeyName::list(), listKey->clone());
    grantedNames.push_back(KeyName::list());
    for (const QByteArray &recipient : request.recipients) {
        auto slot = makeRecipientSlot(header.vault, granted, grantedNames, recipient);
        if (!slot)
            return slot.error();
        header.slotList.push_back(std::move(*slot));
    }
    const auto list = sealList(header, *listKey, request.items);
    if (!list)
        return list.error();
    header.listHash = hash(*list);
    const QByteArray headerBytes = header.serialize(*seed);
    use = {}; // what follows copies sealed bytes
    if (headerBytes.size() > kMaximumHeaderSize || header.slotList.size() > kMaximumSlots)
        return Error(ErrorKind::Limit, "vault/pack",
                     Tr::tr("There are too many recipients. Make one package for some of them and "
                            "another one for the rest."));

    auto output = AtomicOutput::create(archive);
    if (!output)
        return output.error();
    ZipWriter zip(**output);
    if (auto done = zip.add(kHeaderName, *memorySource(headerBytes), {}); !done)
        return done;
    if (auto done = zip.add(kListName, *memorySource(*list), {}); !done)
        return done;
    qint64 index = 0;
    const auto count = qint64(objects.size());
    for (const ObjectId &id : objects) {
        const auto file = d.store->open(id);
        if (!file)
            return file.error();
        const auto step = context.part(int(index * kProgressSteps / count),
                                       int((index + 1) * kProgressSteps / count));
        if (auto done = zip.add(objectPath(id), **file, step); !done)
            return done;
        ++index;
    }
    if (auto done = zip.finish(); !done)
        return done;
    if (context.cancelled())
        return JobContext::cancelledError("vault/pack");
    return (*output)->commit();
}

struct VaultArchive::Private
{
    std::unique_ptr<ByteSource> file;
    std::map<std::string, ZipEntry> entries;
    Header header;
    KeyRing keys;
    std::vector<PackedItem> items;

    Result<void> readItems();
};

Result<void> VaultArchive::Private::readItems()
{
    const auto entry = entries.find(kListName);
    if (entry == entries.end())
        return missingObject();
    const auto sealed = subSource(*file, entry->second)->readAll(kMaximumList);
    if (!sealed)
        return sealed.error();
    if (!equalInConstantTime(hash(*sealed), header.listHash))
        return damagedObject("vault/list");
    const SecretBytes *granted = keys.find(KeyName::list());
    auto key = granted ? std::optional(granted->clone()) : listKeyFrom(keys, header);
    if (!key)
        return Error(ErrorKind::WrongKey, "vault/list");
    KeyRing ring;
    ring.insert(KeyName::list(), std::move(*key));
    const auto source = openObject(memorySource(*sealed), ring, header.vault, listId(header));
    if (!source)
        return source.error();
    const auto plain = (*source)->readAll(kMaximumList);
    if (!plain)
        return plain.error();
    auto parsed = parseItems(*plain);
    if (!parsed)
        return parsed.error();
    items = std::move(*parsed);
    return {};
}

VaultArchive::VaultArchive(std::unique_ptr<Private> p)
    : d(std::move(p))
{}

VaultArchive::~VaultArchive() = default;

Result<std::unique_ptr<VaultArchive>> VaultArchive::open(const fs::path &archive,
                                                         const SecretBytes &secret)
{
    auto p = std::make_unique<Private>();
    auto file = openFileSource(archive);
    if (!file)
        return file.error();
    p->file = std::move(*file);
    auto entries = readZip(*p->file);
    if (!entries)
        return entries.error();
    p->entries = std::move(*entries);
    const auto entry = p->entries.find(kHeaderName);
    if (entry == p->entries.end())
        return missingObject();
    const auto bytes = subSource(*p->file, entry->second)->readAll(kMaximumHeaderSize);
    if (!bytes)
        return bytes.error();
    auto header = parseHeader(*bytes);
    if (!header)
        return header.error();
    if (header->kind != HeaderKind::Package)
        return missingObject();
    p->header = std::move(*header);
    auto unlocked = unlock(p->header, secret);
    if (!unlocked)
        return unlocked.error();
    p->keys = std::move(unlocked->keys);
    if (auto read = p->readItems(); !read)
        return read.error();
    return std::unique_ptr<VaultArchive>(new VaultArchive(std::move(p)));
}

const std::vector<PackedItem> &VaultArchive::items() const
{
    return d->items;
}

VaultId VaultArchive::id() const
{
    return d->header.vault;
}

QString VaultArchive::fingerprint() const
{
    return ownerFingerprint(d->header.owner);
}

Result<std::unique_ptr<ByteSource>> VaultArchive::open(const PackedItem &item) const
{
    const auto entry = d->entries.find(objectPath(item.object));
    if (entry == d->entries.end())
        return missingObject();
    auto source =
        openObject(subSource(*d->file, entry->second), d->keys, d->header.vault, item.object);
    if (source && (*source)->size() != item.size)
        return damagedObject("vault/size");
    return source;
}

Result<void> VaultArchive::verify(const PackedItem &item, const JobContext &context) const
{
    const auto source = open(item);
    if (!source)
        return source.error();
    return readAndCompare(
        **source, item.sha256, [](QByteArrayView) -> Result<void> { return {}; }, context);
}

Result<void> extractOriginal(const ByteSource &source, QByteArrayView sha256,
                             const fs::path &target, const JobContext &context)
{
    auto output = AtomicOutput::create(target);
    if (!output)
        return output.error();
    auto done = readAndCompare(
        source, sha256, [&output](QByteArrayView bytes) { return (*output)->write(bytes); },
        context);
    if (!done)
        return done;
    return (*output)->commit();
}

} // namespace redoubt::vault
