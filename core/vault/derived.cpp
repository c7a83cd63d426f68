// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/derived.h"

#include "core/base/bytesource.h"
#include "core/base/fieldcodec.h"
#include "core/base/logging.h"
#include "core/jobs/derivedquestion.h"
#include "core/vault/primitives.h"
#include "core/vault/vault_p.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace redoubt::vault {

namespace fs = std::filesystem;

namespace {

constexpr QByteArrayView kMagic("RVD1");
constexpr char kSuffix[] = ".rvd";
constexpr char kPartSuffix[] = ".part";
constexpr int kNameSize = 16;
constexpr qint64 kOverhead = 4 + kNonceSize + kTagSize;

bool writeWhole(const fs::path &path, QByteArrayView bytes)
{
    const int file =
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        return false;
    while (!bytes.isEmpty()) {
        const ssize_t put = ::write(file, bytes.data(), size_t(bytes.size()));
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            break;
        bytes = bytes.sliced(put);
    }
    return ::close(file) == 0 && bytes.isEmpty();
}

/// Files that somebody else put here are neither counted nor removed.
bool isName(const std::string &stem)
{
    return stem.size() == size_t(kNameSize) * 2 &&
           stem.find_first_not_of("0123456789abcdef") == std::string::npos;
}

} // namespace

struct DerivedFolder::File
{
    fs::file_time_type changed;
    qint64 size = 0;
    fs::path path;
};

DerivedFolder::DerivedFolder(fs::path folder, qint64 budget)
    : m_folder(std::move(folder))
    , m_budget(budget)
{}

fs::path DerivedFolder::folderOf(ItemId item) const
{
    return m_folder / item.toString().toStdString();
}

std::optional<QByteArray> DerivedFolder::read(ItemId item, const std::string &name) const
{
    const auto source = openFileSource(folderOf(item) / (name + kSuffix));
    auto bytes = source ? (*source)->readAll(kLargestDerived + kOverhead)
                        : Result<QByteArray>(source.error());
    return bytes ? std::optional(*std::move(bytes)) : std::nullopt;
}

std::vector<DerivedFolder::File> DerivedFolder::files() const
{
    std::vector<File> found;
    std::error_code code;
    fs::recursive_directory_iterator it(m_folder, code);
    for (; !code && it != fs::recursive_directory_iterator(); it.increment(code)) {
        const fs::path &path = it->path();
        if (path.extension() == kPartSuffix && isName(path.stem().stem().string())) {
            ::unlink(path.c_str()); // of a writer that was killed: this one has the lock
            continue;
        }
        if (path.extension() != kSuffix || !isName(path.stem().string()))
            continue;
        std::error_code gone;
        File file{it->last_write_time(gone), qint64(it->file_size(gone)), path};
        if (!gone)
            found.push_back(std::move(file));
    }
    return found;
}

/// Requires: the lock is held.
void DerivedFolder::makeRoom()
{
    if (m_size && *m_size <= m_budget)
        return;
    std::vector<File> all = files();
    qint64 size = 0;
    for (const File &file : all)
        size += file.size;
    if (size > m_budget) {
        std::sort(all.begin(), all.end(),
                  [](const File &a, const File &b) { return a.changed < b.changed; });
        // The newest stays, however large.
        for (size_t i = 0; i + 1 < all.size() && size > m_budget / 4 * 3; ++i) {
            if (::unlink(all[i].path.c_str()) == 0)
                size -= all[i].size;
        }
    }
    m_size = size;
}

void DerivedFolder::write(ItemId item, const std::string &name, QByteArrayView bytes)
{
    const std::lock_guard lock(m_mutex);
    const fs::path folder = folderOf(item);
    for (const fs::path &each : {m_folder, folder}) {
        if (::mkdir(each.c_str(), 0700) != 0 && errno != EEXIST) {
            qCWarning(lcVault) << "derived data cannot be kept";
            return;
        }
    }
    const fs::path path = folder / (name + kSuffix);
    const fs::path part = folder / (name + kSuffix + kPartSuffix);
    struct stat before = {};
    const qint64 replaced = ::lstat(path.c_str(), &before) == 0 ? qint64(before.st_size) : 0;
    if (!writeWhole(part, bytes) || ::rename(part.c_str(), path.c_str()) != 0) {
        qCWarning(lcVault) << "derived data cannot be kept";
        ::unlink(part.c_str());
        return;
    }
    if (m_size)
        *m_size += bytes.size() - replaced;
    makeRoom();
}

void DerivedFolder::forget(ItemId item)
{
    const std::lock_guard lock(m_mutex);
    std::error_code code;
    fs::remove_all(folderOf(item), code);
    if (code)
        qCWarning(lcVault) << "derived data could not be removed";
    m_size.reset();
}

DerivedData::DerivedData(Setup setup, std::shared_ptr<DerivedFolder> folder,
                         std::shared_ptr<KeyGate> gate)
    : m_folder(std::move(folder))
    , m_gate(std::move(gate))
    , m_setup(std::move(setup))
{
    m_end = m_gate->onRevoke([this] {
        m_setup.key = {};
        m_setup.nameKey = {};
    });
}

DerivedData::~DerivedData()
{
    m_gate->forget(m_end);
}

/// Requires: a Use of the gate.
std::string DerivedData::nameOf(const QByteArray &question) const
{
    const QByteArray tag =
        keyedHash(m_setup.nameKey, "rvd1-name-of", m_setup.salt,
                  LittleEndianWriter().id(m_setup.item).raw(hash(question)).result());
    return tag.first(kNameSize).toHex().toStdString();
}

QByteArray DerivedData::associatedOf(const QByteArray &question) const
{
    return m_setup.associated + hash(question);
}

std::optional<QByteArray> DerivedData::find(const QByteArray &question) const
{
    if (derivedKind(question).isEmpty())
        return std::nullopt;
    std::string name;
    if (const auto use = m_gate->use())
        name = nameOf(question);
    else
        return std::nullopt;
    // No file is read under a Use.
    const auto bytes = m_folder->read(m_setup.item, name);
    if (!bytes || !bytes->startsWith(kMagic))
        return std::nullopt;
    const auto use = m_gate->use();
    return use ? openBytes(m_setup.key, associatedOf(question),
                           QByteArrayView(*bytes).sliced(kMagic.size()))
               : std::nullopt;
}

void DerivedData::keep(const QByteArray &question, const QByteArray &answer)
{
    if (!m_setup.writable || derivedKind(question).isEmpty() || answer.size() > kLargestDerived)
        return;
    // Under a Use to its end: nothing is written once the vault is closed.
    const auto use = m_gate->use();
    if (!use)
        return;
    m_folder->write(m_setup.item, nameOf(question),
                    kMagic.toByteArray() + sealBytes(m_setup.key, randomBytes(kNonceSize),
                                                     associatedOf(question), answer));
}

std::shared_ptr<Answers> Vault::openDerived(const DerivedFrom &original,
                                            QByteArrayView version) const
{
    const QByteArray vault = id().toBytes();
    const KeyName name{roleOf(original.modality), d->header.epochOf(original.modality)};
    DerivedData::Setup setup;
    {
        const auto use = d->gate->use();
        const SecretBytes *key = use ? d->keys.find(name) : nullptr;
        if (key == nullptr)
            return nullptr;
        setup.key = deriveKey(*key, "rvd1-derived", vault);
        setup.nameKey = deriveKey(*key, "rvd1-name", vault);
    }
    setup.item = original.item;
    setup.salt = vault;
    setup.associated = LittleEndianWriter()
                           .raw("rvd1")
                           .raw(vault)
                           .id(original.item)
                           .id(original.object)
                           .u8(quint8(name.role))
                           .u32(name.epoch)
                           .raw(hash(version))
                           .result();
    setup.writable = d->access == Access::ReadWrite;
    return std::make_shared<DerivedData>(std::move(setup), d->derived, d->gate);
}

void Vault::forgetDerived(ItemId item) const
{
    if (d->access == Access::ReadWrite)
        d->derived->forget(item);
}

} // namespace redoubt::vault
