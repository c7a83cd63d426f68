// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/vault/writerlock.h"

#include "core/base/logging.h"
#include "core/base/paths.h"
#include "core/vault/tr.h"

#include <cerrno>
#include <ctime>
#include <fcntl.h>
#include <mutex>
#include <set>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace redoubt::vault {

namespace fs = std::filesystem;

namespace {

constexpr char kJournalName[] = "journal.db";
/// No database grows to here, and SQLite locks nothing behind its first two gigabytes.
constexpr off_t kLockedByte = off_t(1) << 62;

Error conflict()
{
    return Error(ErrorKind::Conflict, "vault/lock",
                 Tr::tr("The case is open in another window or program. Close it there, or "
                        "open it for reading only."));
}

/// Of the open file description and not of the process, so that it holds between the parts of one
/// process too.
struct flock journalLock(short type)
{
    struct flock lock = {};
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    lock.l_start = kLockedByte;
    lock.l_len = 1;
    return lock;
}

} // namespace

/// A journal that this process has locked must not be opened and closed once more beside the lock:
/// that would drop the locks of SQLite on it (fcntl(2)). Hence it is remembered and not asked.
struct WriterLock::Held
{
    std::mutex mutex;
    std::set<File> files;

    static Held &instance()
    {
        static Held held;
        return held;
    }
    bool contains(const File &file)
    {
        const std::lock_guard lock(mutex);
        return files.contains(file);
    }
};

std::optional<WriterLock::File> WriterLock::fileAt(const fs::path &path)
{
    struct stat info = {};
    if (::stat(path.c_str(), &info) != 0)
        return std::nullopt;
    return File{info.st_dev, info.st_ino};
}

WriterLock::~WriterLock()
{
    release();
}

void WriterLock::release()
{
    releaseJournal();
    if (m_lockFile >= 0)
        ::close(m_lockFile);
    m_lockFile = -1;
}

void WriterLock::releaseJournal()
{
    if (m_journal < 0)
        return;
    Held &held = Held::instance();
    const std::lock_guard lock(held.mutex);
    ::close(std::exchange(m_journal, -1));
    held.files.erase(m_journalFile);
}

Result<void> WriterLock::take(const fs::path &folder)
{
    m_folder = folder;
    const fs::path path = folder / kLockName;
    m_lockFile = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (m_lockFile < 0)
        return errnoError(errno, "vault/lock", displayName(path));
    if (::flock(m_lockFile, LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK ? conflict()
                                    : errnoError(errno, "vault/lock", displayName(path));
    if (auto locked = takeJournal(); !locked)
        return locked;
    // For people who wonder who holds it; the lock itself is the kernel's.
    char host[256] = {};
    ::gethostname(host, sizeof host - 1);
    const std::string text =
        std::to_string(::getpid()) + ' ' + host + ' ' + std::to_string(std::time(nullptr)) + '\n';
    if (::ftruncate(m_lockFile, 0) != 0 ||
        ::pwrite(m_lockFile, text.data(), text.size(), 0) != ssize_t(text.size()))
        qCDebug(lcVault) << "the lock file could not be labelled";
    return {};
}

Result<void> WriterLock::takeJournal()
{
    const fs::path path = m_folder / kJournalName;
    const auto before = fileAt(path);
    if (m_journal >= 0 && before == m_journalFile)
        return {};
    releaseJournal();
    if (!before)
        return {}; // nothing that two could write to
    Held &held = Held::instance();
    const std::lock_guard lock(held.mutex);
    if (held.files.contains(*before))
        return conflict();
    const int fd = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return errnoError(errno, "vault/lock", displayName(path));
    struct flock wanted = journalLock(F_WRLCK);
    if (::fcntl(fd, F_OFD_SETLK, &wanted) != 0) {
        const int number = errno;
        ::close(fd);
        return number == EAGAIN || number == EACCES
                   ? conflict()
                   : errnoError(number, "vault/lock", displayName(path));
    }
    // What was locked must be what will be written to.
    struct stat info = {};
    if (::fstat(fd, &info) != 0 || File{info.st_dev, info.st_ino} != *before ||
        fileAt(path) != before) {
        ::close(fd);
        return conflict();
    }
    m_journal = fd;
    m_journalFile = *before;
    held.files.insert(*before);
    return {};
}

Result<void> WriterLock::checkJournal() const
{
    if (m_journal >= 0 && fileAt(m_folder / kJournalName) == m_journalFile)
        return {};
    return Error(ErrorKind::Conflict, "vault/journal",
                 Tr::tr("The folder of the case was moved, or its journal was replaced, while the "
                        "case was open; the last step was not saved. Close the case and open it "
                        "again."));
}

bool WriterLock::isHeld(const fs::path &folder)
{
    const fs::path path = folder / kJournalName;
    const auto file = fileAt(path);
    if (!file)
        return false;
    if (Held::instance().contains(*file))
        return true;
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    struct flock wanted = journalLock(F_WRLCK);
    const bool asked = ::fcntl(fd, F_OFD_GETLK, &wanted) == 0;
    ::close(fd);
    return asked && wanted.l_type != F_UNLCK;
}

} // namespace redoubt::vault
