// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/vault.h"

#include "core/base/atomicoutput.h"
#include "core/base/fieldcodec.h"
#include "core/base/logging.h"
#include "core/base/paths.h"
#include "core/vault/blockcache.h"
#include "core/vault/objectreader.h"
#include "core/vault/objectsealer.h"
#include "core/vault/primitives.h"
#include "core/vault/vault_p.h"

#include <QCoreApplication>

#include <cerrno>
#include <ctime>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace redoubt::vault {

namespace fs = std::filesystem;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(redoubt::Vault)
};

constexpr char kHeaderName[] = "vault.hdr";
constexpr char kHeaderCopyName[] = "vault.hdr.bak";
constexpr char kLockName[] = "vault.lock";
constexpr char kObjectsName[] = "objects";
constexpr char kObjectSuffix[] = ".rvo";
constexpr char kPartSuffix[] = ".part";
/// How much may wait in the page cache before the disk is set to work.
constexpr qint64 kWriteBehind = 8 << 20;

Error readOnly()
{
    return Error(ErrorKind::PermissionDenied, "vault/readonly",
                 Tr::tr("The case is open for reading only."));
}

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

Result<void> makeFolder(const fs::path &folder, mode_t mode)
{
    if (::mkdir(folder.c_str(), mode) != 0) {
        if (errno == EEXIST)
            return {};
        return errnoError(errno, "vault/folder", displayName(folder));
    }
    return syncFolder(folder.has_parent_path() ? folder.parent_path() : fs::path("."));
}

std::optional<ObjectId> idOfName(const fs::path &file)
{
    if (file.extension() != kObjectSuffix)
        return std::nullopt;
    const auto id = ObjectId::fromString(displayName(file.stem()));
    // One spelling only, in its own folder.
    if (!id || fs::path(objectPath(*id)).filename() != file.filename() ||
        file.parent_path().filename() != fs::path(objectPath(*id)).parent_path().filename())
        return std::nullopt;
    return id;
}

bool stillThere(const Vault &vault, const ObjectId &id, qint64 size)
{
    const auto source = vault.open(id);
    return source && (*source)->size() == size;
}

/// Writes sealed bytes and keeps the disk busy while the rest is still being sealed.
class DiskSink
{
public:
    explicit DiskSink(AtomicOutput &output)
        : m_output(output)
    {}
    Result<void> write(std::span<const char> bytes)
    {
        if (auto done = m_output.write(QByteArrayView(bytes.data(), qsizetype(bytes.size())));
            !done)
            return done;
        m_size += qint64(bytes.size());
#ifdef __linux__
        if (m_size - m_started >= kWriteBehind) {
            // Only a hint: commit() syncs and reports errors.
            std::ignore = ::sync_file_range(m_output.fd(), m_started, m_size - m_started,
                                            SYNC_FILE_RANGE_WRITE);
            m_started = m_size;
        }
#endif
        return {};
    }

private:
    AtomicOutput &m_output;
    qint64 m_size = 0;
    qint64 m_started = 0;
};

} // namespace

std::string objectPath(const ObjectId &id)
{
    const std::string name = id.toString().toStdString();
    return std::string(kObjectsName) + '/' + name.substr(0, 2) + '/' + name + kObjectSuffix;
}

Vault::Private::~Private()
{
    if (lock >= 0)
        ::close(lock); // releases the lock
}

fs::path Vault::Private::pathOf(const ObjectId &id) const
{
    return folder / objectPath(id);
}

Result<void> Vault::Private::takeLock()
{
    const fs::path path = folder / kLockName;
    lock = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock < 0)
        return errnoError(errno, "vault/lock", displayName(path));
    if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK)
            return errnoError(errno, "vault/lock", displayName(path));
        return Error(ErrorKind::Conflict, "vault/lock",
                     Tr::tr("The case is open in another window or program. Close it there, or "
                            "open it for reading only."));
    }
    // For people who wonder who holds it; the lock itself is flock's.
    char host[256] = {};
    ::gethostname(host, sizeof host - 1);
    const std::string text =
        std::to_string(::getpid()) + ' ' + host + ' ' + std::to_string(std::time(nullptr)) + '\n';
    if (::ftruncate(lock, 0) != 0 ||
        ::pwrite(lock, text.data(), text.size(), 0) != ssize_t(text.size()))
        qCDebug(lcVault) << "the lock file could not be labelled";
    return {};
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

/// What a killed writer left. Requires: the lock is held, so nobody is writing.
void Vault::Private::removeUnfinished() const
{
    std::error_code code;
    for (fs::recursive_directory_iterator it(folder / kObjectsName, code), end; !code && it != end;
         it.increment(code)) {
        if (it->path().extension() == kPartSuffix &&
            it->path().stem().extension() == kObjectSuffix && ::unlink(it->path().c_str()) != 0)
            qCWarning(lcVault) << "an unfinished object could not be removed";
    }
}

Result<std::unique_ptr<ByteSource>> Vault::Private::openFile(const ObjectId &id) const
{
    auto file = openFileSource(pathOf(id));
    if (!file && file.error().kind() == ErrorKind::NotFound)
        return Error(ErrorKind::NotFound, "vault/object",
                     Tr::tr("A sealed file is missing from the vault. Restore the folder "
                            "“objects” from a backup."));
    return file;
}

Vault::Vault(std::unique_ptr<Private> p)
    : d(std::move(p))
{}

Vault::~Vault() = default;

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
    if (auto locked = p->takeLock(); !locked)
        return locked.error();
    if (auto made = makeFolder(folder / kObjectsName, 0700); !made)
        return made.error();
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
    if (auto read = p->readHeader(); !read)
        return read.error();
    // Locked before the long key derivation, so that a second writer learns it at once; then read
    // again, because the header may have changed before the lock was taken.
    if (access == Access::ReadWrite) {
        if (auto locked = p->takeLock(); !locked)
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
        p->removeUnfinished();
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
        return readOnly();
    const KeyName name{roleOf(modality), d->header.epochOf(modality)};
    const SecretBytes *key = d->keys.find(name);
    const SecretBytes *dedupeKey = d->keys.find(KeyName::dedupe(modality));
    if (!key || !dedupeKey)
        return Error(ErrorKind::WrongKey, "vault/seal");

    ObjectRandomness randomness = ObjectRandomness::fresh();
    SealedObject result;
    result.id = randomness.id;
    result.size = source.size();
    const fs::path path = d->pathOf(result.id);
    if (auto made = makeFolder(path.parent_path(), 0700); !made)
        return made.error();
    auto output = AtomicOutput::create(path);
    if (!output)
        return output.error();
    DiskSink disk(**output);
    auto digest = sealObject(
        source, {d->header.vault, name, *key, compression}, std::move(randomness),
        [&disk](std::span<const char> bytes) { return disk.write(bytes); }, context);
    if (!digest)
        return digest.error();
    result.sha256 = *digest;
    result.contentId =
        keyedHash(*dedupeKey, "rvd1-content", QByteArray(kIdSize, '\0'),
                  LittleEndianWriter().raw(result.sha256).u64(quint64(result.size)).result());

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
            return result; // the output's destructor removes what was written
        }
        d->sealed.insert_or_assign(result.contentId, ObjectId());
    }
    const auto committed = (*output)->commit();
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
    auto file = d->openFile(id);
    if (!file)
        return file.error();
    return openObject(std::move(*file), d->keys, d->header.vault, id);
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
    QList<ObjectId> result;
    std::error_code code;
    fs::recursive_directory_iterator it(d->folder / kObjectsName, code);
    for (; !code && it != fs::recursive_directory_iterator(); it.increment(code)) {
        if (const auto id = idOfName(it->path()))
            result.append(*id);
    }
    if (code)
        return errnoError(code.value(), "vault/objects", displayName(d->folder));
    std::sort(result.begin(), result.end());
    return result;
}

Result<void> Vault::removeOrphan(ObjectId id)
{
    if (d->access != Access::ReadWrite)
        return readOnly();
    const fs::path path = d->pathOf(id);
    if (::unlink(path.c_str()) != 0)
        return errnoError(errno, "vault/orphan", displayName(path));
    const std::lock_guard lock(d->sealMutex);
    std::erase_if(d->sealed, [&id](const auto &entry) { return entry.second == id; });
    return syncFolder(path.parent_path());
}

Result<void> Vault::changePassphrase(const SecretBytes &passphrase, KdfCost cost)
{
    if (d->access != Access::ReadWrite)
        return readOnly();
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
        return readOnly();
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

Result<QByteArray> Vault::sealRow(QByteArrayView plain, QByteArrayView associated) const
{
    const quint32 epoch = d->header.epochOf(Modality::Meta);
    const auto key = d->rowKeys.find(epoch);
    if (d->access != Access::ReadWrite)
        return readOnly();
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
    const SecretBytes *seed = d->keys.find(KeyName::signing());
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
