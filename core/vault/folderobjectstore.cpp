// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/folderobjectstore.h"

#include "core/base/atomicoutput.h"
#include "core/base/logging.h"
#include "core/base/paths.h"
#include "core/vault/tr.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace redoubt::vault {

namespace fs = std::filesystem;

namespace {

constexpr char kObjectSuffix[] = ".rvo";
constexpr char kUnfinishedSuffix[] = ".part"; ///< of AtomicOutput
constexpr mode_t kObjectsMode = 0700;
/// How much may wait in the page cache before the disk is set to work.
constexpr qint64 kWriteBehind = 8 << 20;

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

/// Writes sealed bytes and keeps the disk busy while the rest is still being sealed.
class FolderObjectFile final : public NewObjectFile
{
public:
    explicit FolderObjectFile(std::unique_ptr<AtomicOutput> output)
        : m_output(std::move(output))
    {}
    Result<void> write(std::span<const char> bytes) override
    {
        if (auto done = m_output->write(QByteArrayView(bytes.data(), qsizetype(bytes.size())));
            !done)
            return done;
        m_size += qint64(bytes.size());
#ifdef __linux__
        if (m_size - m_started >= kWriteBehind) {
            // Only a hint: commit() syncs and reports errors.
            std::ignore = ::sync_file_range(m_output->fd(), m_started, m_size - m_started,
                                            SYNC_FILE_RANGE_WRITE);
            m_started = m_size;
        }
#endif
        return {};
    }
    Result<void> commit() override
    {
        return m_output->commit();
    }

private:
    const std::unique_ptr<AtomicOutput> m_output;
    qint64 m_size = 0;
    qint64 m_started = 0;
};

} // namespace

std::string objectPath(const ObjectId &id)
{
    const std::string name = id.toString().toStdString();
    return std::string(kObjectsName) + '/' + name.substr(0, 2) + '/' + name + kObjectSuffix;
}

Result<void> makeFolder(const fs::path &folder, unsigned mode)
{
    if (::mkdir(folder.c_str(), mode) != 0) {
        if (errno == EEXIST)
            return {};
        return errnoError(errno, "vault/folder", displayName(folder));
    }
    return syncFolder(folder.has_parent_path() ? folder.parent_path() : fs::path("."));
}

FolderObjectStore::FolderObjectStore(fs::path folder)
    : m_folder(std::move(folder))
{}

Result<void> FolderObjectStore::create() const
{
    return makeFolder(m_folder / kObjectsName, kObjectsMode);
}

Result<std::unique_ptr<NewObjectFile>> FolderObjectStore::put(const ObjectId &id)
{
    const fs::path path = m_folder / objectPath(id);
    if (auto made = makeFolder(path.parent_path(), kObjectsMode); !made)
        return made.error();
    auto output = AtomicOutput::create(path);
    if (!output)
        return output.error();
    return std::unique_ptr<NewObjectFile>(new FolderObjectFile(*std::move(output)));
}

Result<std::unique_ptr<ByteSource>> FolderObjectStore::open(const ObjectId &id) const
{
    auto file = openFileSource(m_folder / objectPath(id));
    if (!file && file.error().kind() == ErrorKind::NotFound)
        return Error(ErrorKind::NotFound, "vault/object",
                     Tr::tr("A sealed file is missing from the vault. Restore the folder "
                            "“objects” from a backup."));
    return file;
}

Result<QList<ObjectId>> FolderObjectStore::list() const
{
    QList<ObjectId> result;
    std::error_code code;
    fs::recursive_directory_iterator it(m_folder / kObjectsName, code);
    for (; !code && it != fs::recursive_directory_iterator(); it.increment(code)) {
        if (const auto id = idOfName(it->path()))
            result.append(*id);
    }
    if (code)
        return errnoError(code.value(), "vault/objects", displayName(m_folder));
    std::sort(result.begin(), result.end());
    return result;
}

void FolderObjectStore::removeUnfinished()
{
    std::error_code code;
    for (fs::recursive_directory_iterator it(m_folder / kObjectsName, code), end;
         !code && it != end; it.increment(code)) {
        if (it->path().extension() == kUnfinishedSuffix &&
            it->path().stem().extension() == kObjectSuffix && ::unlink(it->path().c_str()) != 0)
            qCWarning(lcVault) << "an unfinished object could not be removed";
    }
}

} // namespace redoubt::vault
