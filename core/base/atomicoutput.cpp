// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/atomicoutput.h"

#include "core/base/ids.h"
#include "core/base/paths.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace redoubt {

namespace {

/// The mask can only be read by setting it, which other threads would notice; hence once.
mode_t userMask()
{
    static const mode_t mask = [] {
        const mode_t value = ::umask(077);
        ::umask(value);
        return value;
    }();
    return mask;
}

std::filesystem::path partPathOf(const std::filesystem::path &path)
{
    static constexpr char kSuffix[] = ".part";
    constexpr size_t kLongest = 255 - (sizeof kSuffix - 1);
    const std::string name = path.filename().string();
    if (name.size() <= kLongest || name.size() > 255)
        return path.parent_path() / (name + kSuffix);
    const std::string hash =
        ObjectId::fromContent(QByteArrayView(name.data(), qsizetype(name.size())))
            .toString()
            .toStdString();
    return path.parent_path() / (name.substr(0, kLongest - hash.size()) + hash + kSuffix);
}

} // namespace

Result<std::unique_ptr<AtomicOutput>> AtomicOutput::create(const std::filesystem::path &path)
{
    std::error_code code;
    if (path.has_parent_path()) {
        std::filesystem::create_directories(path.parent_path(), code);
        if (code)
            return errnoError(code.value(), "base/atomicoutput", displayName(path.parent_path()));
    }
    const std::filesystem::path part = partPathOf(path);
    // Unlink first: an existing .part may be a link to somewhere else.
    ::unlink(part.c_str());
    const int fd = ::open(part.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return errnoError(errno, "base/atomicoutput", displayName(path));
    return std::unique_ptr<AtomicOutput>(new AtomicOutput(path, part, fd, nullptr));
}

std::unique_ptr<AtomicOutput> AtomicOutput::over(OutputSink &sink,
                                                 const std::filesystem::path &name)
{
    return std::unique_ptr<AtomicOutput>(new AtomicOutput(name, {}, -1, &sink));
}

AtomicOutput::AtomicOutput(std::filesystem::path path, std::filesystem::path part, int fd,
                           OutputSink *sink)
    : m_path(std::move(path))
    , m_part(std::move(part))
    , m_fd(fd)
    , m_sink(sink)
{}

AtomicOutput::~AtomicOutput()
{
    discard();
}

void AtomicOutput::discard()
{
    if (m_fd < 0)
        return;
    ::close(m_fd);
    m_fd = -1;
    ::unlink(m_part.c_str());
}

Result<void> AtomicOutput::write(QByteArrayView bytes)
{
    if (m_sink) {
        const qint64 at = m_position;
        m_position += bytes.size();
        return m_sink->writeAt(at, bytes);
    }
    Q_ASSERT(m_fd >= 0);
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::write(m_fd, bytes.data() + done, size_t(bytes.size() - done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errnoError(errno, "base/atomicoutput", displayName(m_path));
        done += n;
    }
    return {};
}

Result<void> AtomicOutput::writeAt(qint64 offset, QByteArrayView bytes)
{
    if (m_sink)
        return m_sink->writeAt(offset, bytes);
    Q_ASSERT(m_fd >= 0);
    while (!bytes.isEmpty()) {
        const ssize_t n = ::pwrite(m_fd, bytes.data(), size_t(bytes.size()), offset);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errnoError(errno, "base/atomicoutput", displayName(m_path));
        offset += n;
        bytes = bytes.sliced(n);
    }
    return {};
}

Result<void> AtomicOutput::resize(qint64 size)
{
    if (m_sink)
        return m_sink->resize(size);
    Q_ASSERT(m_fd >= 0);
    if (::ftruncate(m_fd, size) != 0)
        return errnoError(errno, "base/atomicoutput", displayName(m_path));
    return {};
}

Result<qint64> AtomicOutput::seek(qint64 offset)
{
    if (m_sink)
        return m_position = offset;
    const off_t at = ::lseek(m_fd, offset, SEEK_SET);
    if (at < 0)
        return errnoError(errno, "base/atomicoutput", displayName(m_path));
    return qint64(at);
}

Result<qint64> AtomicOutput::position() const
{
    if (m_sink)
        return m_position;
    const off_t at = ::lseek(m_fd, 0, SEEK_CUR);
    if (at < 0)
        return errnoError(errno, "base/atomicoutput", displayName(m_path));
    return qint64(at);
}

Result<void> AtomicOutput::commit()
{
    if (m_sink)
        return Error(ErrorKind::Invalid, "base/atomicoutput");
    Q_ASSERT(m_fd >= 0);
    // 0600 while unfinished; the finished file follows the user's umask like any other.
    if (::fchmod(m_fd, 0666 & ~userMask()) != 0 || ::fsync(m_fd) != 0) {
        const int number = errno;
        discard();
        return errnoError(number, "base/atomicoutput", displayName(m_path));
    }
    const int fd = m_fd;
    m_fd = -1;
    if (::close(fd) != 0 || ::rename(m_part.c_str(), m_path.c_str()) != 0) {
        const int number = errno;
        ::unlink(m_part.c_str());
        return errnoError(number, "base/atomicoutput", displayName(m_path));
    }
    return syncFolder(m_path.has_parent_path() ? m_path.parent_path() : std::filesystem::path("."));
}

Result<void> writeFileAtomically(const std::filesystem::path &path, QByteArrayView bytes)
{
    auto output = AtomicOutput::create(path);
    if (!output)
        return output.error();
    if (auto written = (*output)->write(bytes); !written)
        return written;
    return (*output)->commit();
}

Result<void> syncFolder(const std::filesystem::path &folder)
{
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        // An inbox that may be written but not listed cannot be opened to be synced.
        if (errno == EACCES)
            return {};
        return errnoError(errno, "base/syncfolder", displayName(folder));
    }
    const int result = ::fsync(fd);
    const int number = errno;
    ::close(fd);
    // Some file systems (network shares) cannot sync a folder; the rename itself has happened.
    if (result != 0 && number != EINVAL && number != EROFS)
        return errnoError(number, "base/syncfolder", displayName(folder));
    return {};
}

} // namespace redoubt
