// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/vault.h"

#include "core/base/atomicoutput.h"
#include "core/base/fieldcodec.h"
#include "core/base/logging.h"
#include "core/base/paths.h"
#include "core/vault/blockcache.h"
#include "core/vault/folderobjectstore.h"
#include "core/vault/objectreader.h"
#include "core/vault/objectsealer.h"
#include "core/vault/primitives.h"
#include "core/vault/tr.h"
#include "core/vault/vault_p.h"

using namespace Qt::StringLiterals;

namespace redoubt::vault {

namespace fs = std::filesystem;

namespace {

constexpr char kHeaderCopyName[] = "vault.hdr.bak";
constexpr char kPartSuffix[] = ".part";

/// Whether @a folder holds nothing but what a killed create() may have left.
Result<bool> isFresh(const fs::path &folder)
{
    std::error_code code;
    if (!fs::exists(fs::symlink_status(folder, code)))
        return true;
    fs::directory_iterator it(folder, code);
    if (code)
        return errnoError(code.value(), "vault/create", displayName(folder));
    for (; it != fs::directory_iterator(); it.increment(code)) {
        const fs::path name = it->path().filename();
        const bool ours = name == kLockName || name == std::string(kHeaderName) + kPartSuffix ||
                          (name == kObjectsName && fs::is_empty(it->path(), code));
        if (!ours || code)
            return false;
    }
    return !code;
}

bool stillThere(const Vault &vault, const ObjectId &id, qint64 size)
{
    const auto source = vault.open(id);
    return source && (*source)->size() == size;
}

} // namespace

Error readOnlyVault()
{
    return Error(ErrorKind::PermissionDenied, "vault/readonly",
                 Tr::tr("The case is open for reading only."));
}

Vault::Private::Private()
{
    gate->onRevoke([this] {
        keys.clear();
        rowKeys.clear();
        lock.release();
    });
}

Vault::Private::~Private()
{
    gate->revoke();
}

Result<void> Vault::Private::writeHeader(const Header &next)
{
    const SecretBytes *seed = keys.find(KeyName::signing());
    if (!seed)
        return Error(ErrorKind::WrongKey, "vault/header");
    const QByteArray bytes = next.serialize(*seed);
    if (auto done = writeFileAtomically(folder / kHeaderName, bytes); !done)
        return done;
    // Only what may change: other threads read the rest without the lock.
    header.generation = next.generation;
    header.previous = next.previous;
    header.slotList = next.slotList;
    headerBytes = bytes;
    return writeFileAtomically(folder / kHeaderCopyName, bytes);
}

Result<void> Vault::Private::readHeader()
{
    std::optional<Error> first;
    for (const char *name : {kHeaderName, kHeaderCopyName}) {
        const auto parse = [&]() -> Result<Header> {
            const auto file = openFileSource(folder / name);
            if (!file)
                return file.error();
            const auto bytes = (*file)->readAll(kMaximumHeaderSize);
            if (!bytes)
                return bytes.error();
            headerBytes = *bytes;
            return parseHeader(headerBytes);
        };
        auto parsed = parse();
        if (parsed && parsed->kind == HeaderKind::Vault) {
            header = std::move(*parsed);
            if (name == kHeaderCopyName)
                qCWarning(lcVault) << "vault.hdr does not verify; its copy was used";
            return {};
        }
        if (!first)
            first = parsed ? Error(ErrorKind::Invalid, "vault/header",
                                   Tr::tr("This is the header of a package, not of a case."))
                           : parsed.error();
        // A header that another version or too much work is asked for is intact: no second try.
        if (first->kind() != ErrorKind::Damaged && first->kind() != ErrorKind::NotFound &&
            first->kind() != ErrorKind::Io)
            break;
    }
    if (first->kind() == ErrorKind::NotFound)
        return Error(ErrorKind::NotFound, "vault/header",
                     Tr::tr("“%1” is not a case: it has no vault.").arg(displayName(folder)));
    return *first;
}

void Vault::Private::deriveRowKeys()
{
    for (const KeyName &name : keys.names()) {
        if (name.role == roleOf(Modality::Meta) && name.epoch != kNoEpoch)
            rowKeys.insert_or_assign(
                name.epoch, deriveKey(*keys.find(name), "rvj1-row", header.vault.toBytes()));
    }
}

Vault::Vault(std::unique_ptr<Private> p)
    : d(std::move(p))
{
    d->derived = std::make_shared<DerivedFolder>(d->folder / kDerivedFolder);
}

Vault::~Vault() = default;

void Vault::close()
{
    d->gate->revoke();
}

Result<std::unique_ptr<Vault>> Vault::create(const fs::path &folder, const SecretBytes &passphrase,
                                             KdfCost cost)
{
    const auto fresh = isFresh(folder);
    if (!fresh)
        return fresh.error();
    if (!*fresh)
        return Error(ErrorKind::Conflict, "vault/create",
                     Tr::tr("“%1” exists already and is not empty. Choose another folder.")
                         .arg(displayName(folder)));
    auto p = std::make_unique<Private>();
    p->folder = folder;
    p->access = Access::ReadWrite;
    p->maySign = true;

    Header header;
    header.vault = VaultId::random();
    header.epochs.fill(1);
    for (int role = 0; role < kModalities; ++role) {
        p->keys.insert({KeyRole(role), 1}, SecretBytes::random(kKeySize));
        p->keys.insert({KeyRole(role), kNoEpoch}, SecretBytes::random(kKeySize));
    }
    SecretBytes seed = SecretBytes::random(kKeySize);
    header.owner = signingPublicKey(seed);
    p->keys.insert(KeyName::signing(), std::move(seed));
    auto slot = makePassphraseSlot(header.vault, p->keys, passphrase, cost.passes, cost.memoryKiB,
                                   SlotRandomness::fresh());
    if (!slot)
        return slot.error();
    header.slotList.push_back(std::move(*slot));

    std::error_code code;
    if (folder.has_parent_path())
        fs::create_directories(folder.parent_path(), code);
    if (code)
        return errnoError(code.value(), "vault/create", displayName(folder.parent_path()));
    if (auto made = makeFolder(folder, 0700); !made)
        return made.error();
    if (auto locked = p->lock.take(folder); !locked)
        return locked.error();
    auto store = std::make_unique<FolderObjectStore>(folder);
    if (auto made = store->create(); !made)
        return made.error();
    p->store = std::move(store);
    p->header = header;
    if (auto written = p->writeHeader(header); !written)
        return written.error();
    p->deriveRowKeys();
    return std::unique_ptr<Vault>(new Vault(std::move(p)));
}

Result<std::unique_ptr<Vault>> Vault::open(const fs::path &folder, const SecretBytes &secret,
                                           Access access)
{
    auto p = std::make_unique<Private>();
    p->folder = folder;
    p->access = access;
    p->store = std::make_unique<FolderObjectStore>(folder);
    if (auto read = p->readHeader(); !read)
        return read.error();
    // Locked before the long key derivation, so that a second writer learns it at once; then read
    // again, because the header may have changed before the lock was taken.
    if (access == Access::ReadWrite) {
        if (auto locked = p->lock.take(folder); !locked)
            return locked.error();
        if (auto read = p->readHeader(); !read)
            return read.error();
    }
    auto unlocked = unlock(p->header, secret);
    if (!unlocked)
        return unlocked.error();
    p->keys = std::move(unlocked->keys);
    p->maySign = unlocked->access == SlotAccess::Full;
    if (access == Access::ReadWrite) {
        if (!p->maySign)
            return Error(ErrorKind::WrongKey, "vault/open",
                         Tr::tr("This key may read the case but not change it. Open it for "
                                "reading only."));
        p->store->removeUnfinished();
        for (const char *name : {kHeaderName, kHeaderCopyName}) {
            const auto file = openFileSource(folder / name);
            const auto bytes =
                file ? (*file)->readAll(kMaximumHeaderSize) : Result<QByteArray>(file.error());
            if (bytes && *bytes == p->headerBytes)
                continue;
            if (auto written = writeFileAtomically(folder / name, p->headerBytes); !written)
                return written.error();
        }
    }
    p->deriveRowKeys();
    return std::unique_ptr<Vault>(new Vault(std::move(p)));
}

VaultId Vault::id() const
{
    return d->header.vault;
}

Access Vault::access() const
{
    return d->access;
}

const fs::path &Vault::folder() const
{
    return d->folder;
}

QString Vault::fingerprint() const
{
    return ownerFingerprint(d->header.owner);
}

QList<SlotInfo> Vault::slotInfos() const
{
    const std::lock_guard lock(d->headerMutex);
    QList<SlotInfo> result;
    for (const Slot &slot : d->header.slotList) {
        SlotInfo info;
        info.full = slot.access == SlotAccess::Full;
        info.cost = {slot.passes, slot.memoryKiB};
        if (slot.isPassphrase())
            info.kind = SlotInfo::Kind::Passphrase;
        else if (slot.type == quint8(SlotType::Recipient))
            info.kind = SlotInfo::Kind::Recipient;
        else if (slot.type == quint8(SlotType::Recovery))
            info.kind = SlotInfo::Kind::Recovery;
        result.append(info);
    }
    return result;
}

Result<SealedObject>
Vault::seal(const ByteSource &source, Modality modality,
            const std::function<std::optional<ObjectId>(const QByteArray &)> &knownContent,
            const JobContext &context, Compression compression)
{
    if (d->access != Access::ReadWrite)
        return readOnlyVault();
    const KeyName name{roleOf(modality), d->header.epochOf(modality)};
    const SecretBytes *key = nullptr;
    bool mayCompare = false;
    {
        const auto use = d->gate->use();
        if (!use)
            return KeyGate::closed();
        key = d->keys.find(name);
        mayCompare = d->keys.find(KeyName::dedupe(modality)) != nullptr;
    }
    if (!key || !mayCompare)
        return Error(ErrorKind::WrongKey, "vault/seal");

    ObjectRandomness randomness = ObjectRandomness::fresh();
    SealedObject result;
    result.id = randomness.id;
    result.size = source.size();
    const auto file = d->store->put(result.id);
    if (!file)
        return file.error();
    auto digest = sealObject(
        source, {d->header.vault, name, *key, compression, d->gate}, std::move(randomness),
        [&file](std::span<const char> bytes) { return (*file)->write(bytes); }, context);
    if (!digest)
        return digest.error();
    // Before anything of it is to be seen.
    if (auto same = source.checkUnchanged(); !same)
        return same.error();
    result.sha256 = *digest;
    result.contentId = contentId(modality, result.sha256, result.size);
    if (result.contentId.isEmpty())
        return KeyGate::closed();

    {
        std::unique_lock lock(d->sealMutex);
        // Another thread may be writing the same bytes: wait for what becomes of it.
        d->sealDone.wait(lock, [&] {
            const auto it = d->sealed.find(result.contentId);
            return it == d->sealed.end() || !it->second.isNull();
        });
        std::optional<ObjectId> known;
        if (const auto it = d->sealed.find(result.contentId); it != d->sealed.end())
            known = it->second;
        else if (knownContent)
            known = knownContent(result.contentId);
        // What is known but does not open any more is stored again: nothing is lost by a duplicate.
        if (known && stillThere(*this, *known, result.size)) {
            result.id = *known;
            result.duplicate = true;
            return result; // the file's destructor removes what was written
        }
        d->sealed.insert_or_assign(result.contentId, ObjectId());
    }
    const auto committed = (*file)->commit();
    const std::lock_guard lock(d->sealMutex);
    if (committed)
        d->sealed[result.contentId] = result.id;
    else
        d->sealed.erase(result.contentId);
    d->sealDone.notify_all();
    if (!committed)
        return committed.error();
    return result;
}

Result<std::unique_ptr<ByteSource>> Vault::open(ObjectId id) const
{
    auto file = d->store->open(id);
    if (!file)
        return file.error();
    return openObject(std::move(*file), d->keys, d->header.vault, id, d->gate);
}

Result<void> Vault::verify(ObjectId id, const JobContext &context) const
{
    const auto source = open(id);
    if (!source)
        return source.error();
    PlainBuffer block;
    const qint64 size = (*source)->size();
    for (qint64 offset = 0; offset < size;) {
        if (context.cancelled())
            return JobContext::cancelledError("vault/verify");
        const auto got = (*source)->readAt(offset, block.span());
        if (!got)
            return got.error();
        offset += *got;
        context.progress(offset, size);
    }
    return {};
}

Result<QList<ObjectId>> Vault::objects() const
{
    return d->store->list();
}

Result<ObjectInfo> Vault::inspect(ObjectId id) const
{
    auto file = d->store->open(id);
    if (!file)
        return file.error();
    const auto head = (*file)->read(0, kObjectHeaderSize);
    if (!head)
        return head.error();
    const auto header = parseObjectHeader(*head);
    if (!header)
        return header.error();
    const auto modality = modalityOf(header->key.role);
    const auto source = openObject(std::move(*file), d->keys, d->header.vault, id, d->gate);
    if (!source)
        return source.error();
    if (!modality)
        return damagedObject("vault/inspect");
    return ObjectInfo{*modality,
                      header->flags & kCompressedFlag ? Compression::Zstd : Compression::None,
                      (*source)->size()};
}

QByteArray Vault::contentId(Modality modality, QByteArrayView sha256, qint64 size) const
{
    const auto use = d->gate->use();
    const SecretBytes *key = use ? d->keys.find(KeyName::dedupe(modality)) : nullptr;
    if (key == nullptr)
        return {};
    return keyedHash(*key, "rvd1-content", QByteArray(kIdSize, '\0'),
                     LittleEndianWriter().raw(sha256).u64(quint64(size)).result());
}

Result<void> checkOutput(const fs::path &path)
{
    std::error_code code;
    fs::path at = fs::weakly_canonical(path, code);
    if (code)
        at = fs::absolute(path, code).lexically_normal();
    for (; at.has_relative_path(); at = at.parent_path()) {
        if (fs::exists(at / kHeaderName, code) && fs::is_directory(at / kObjectsName, code))
            return Error(ErrorKind::Invalid, "vault/output",
                         Tr::tr("“%1” is inside of a case. Choose a folder outside of it.")
                             .arg(displayName(path)));
    }
    return {};
}

Result<void> Vault::changePassphrase(const SecretBytes &passphrase, KdfCost cost)
{
    if (d->access != Access::ReadWrite)
        return readOnlyVault();
    const auto use = d->gate->use();
    if (!use)
        return KeyGate::closed();
    auto slot = makePassphraseSlot(d->header.vault, d->keys, passphrase, cost.passes,
                                   cost.memoryKiB, SlotRandomness::fresh());
    if (!slot)
        return slot.error();
    const std::lock_guard lock(d->headerMutex);
    Header next = d->header;
    ++next.generation;
    next.previous = hash(d->headerBytes);
    std::erase_if(next.slotList, [](const Slot &old) {
        return old.isPassphrase() && old.access == SlotAccess::Full;
    });
    next.slotList.insert(next.slotList.begin(), std::move(*slot));
    return d->writeHeader(next);
}

Result<void> Vault::addRecovery(QByteArrayView publicKey)
{
    if (d->access != Access::ReadWrite)
        return readOnlyVault();
    const auto use = d->gate->use();
    if (!use)
        return KeyGate::closed();
    auto slot = makeRecipientSlot(d->header.vault, d->keys, d->keys.names(), publicKey);
    if (!slot)
        return slot.error();
    slot->type = quint8(SlotType::Recovery);
    slot->access = SlotAccess::Full;
    const std::lock_guard lock(d->headerMutex);
    if (d->header.slotList.size() >= size_t(kMaximumSlots))
        return Error(ErrorKind::Limit, "vault/recovery",
                     Tr::tr("The vault has as many keys as it can hold."));
    Header next = d->header;
    ++next.generation;
    next.previous = hash(d->headerBytes);
    next.slotList.push_back(std::move(*slot));
    return d->writeHeader(next);
}

} // namespace redoubt::vault
