// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/bytesource.h"

#include "core/base/paths.h"
#include "core/base/tr.h"

#include <openssl/evp.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace redoubt {

namespace {

/// A part must never pass for the whole: its hash would vouch for bytes that nobody has seen.
Error endedEarly()
{
    return Error(ErrorKind::Io, "base/bytesource",
                 Tr::tr("The file became shorter while it was read."));
}

/// What changes when a file is written to or replaced. The time of the last access is left out: our
/// own reading moves it.
bool isSameState(const struct stat &a, const struct stat &b)
{
    const auto same = [](const timespec &x, const timespec &y) {
        return x.tv_sec == y.tv_sec && x.tv_nsec == y.tv_nsec;
    };
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino && a.st_size == b.st_size &&
           same(a.st_mtim, b.st_mtim) && same(a.st_ctim, b.st_ctim);
}

class FileSource final : public ByteSource
{
public:
    FileSource(int fd, const struct stat &state, std::filesystem::path path)
        : m_fd(fd)
        , m_size(state.st_size)
        , m_state(state)
        , m_name(displayName(path))
        , m_path(std::move(path))
    {}
    ~FileSource() override { ::close(m_fd); }
    FileSource(const FileSource &) = delete;
    FileSource &operator=(const FileSource &) = delete;

    qint64 size() const override { return m_size; }

    Result<qint64> readAt(qint64 offset, std::span<char> out) const override
    {
        Q_ASSERT(offset >= 0);
        qint64 done = 0;
        const qint64 wanted =
            std::min<qint64>(qint64(out.size()), std::max<qint64>(0, m_size - offset));
        while (done < wanted) {
            const ssize_t n =
                ::pread(m_fd, out.data() + done, size_t(wanted - done), offset + done);
            if (n < 0 && errno == EINTR)
                continue;
            if (n < 0)
                return errnoError(errno, "base/filesource", m_name);
            if (n == 0)
                return Error(ErrorKind::Io, "base/filesource",
                             Tr::tr("“%1” became shorter while it was read.").arg(m_name));
            done += n;
        }
        return done;
    }

    Result<void> checkUnchanged() const override
    {
        struct stat open = {};
        struct stat atPath = {};
        if (::fstat(m_fd, &open) == 0 && ::stat(m_path.c_str(), &atPath) == 0 &&
            isSameState(open, m_state) && isSameState(atPath, m_state))
            return {};
        return Error(ErrorKind::Io, "base/filesource",
                     Tr::tr("“%1” was changed while it was read. Add it again when nothing writes "
                            "to it any more.")
                         .arg(m_name));
    }

private:
    int m_fd;
    qint64 m_size;
    struct stat m_state; ///< when it was opened
    QString m_name;
    std::filesystem::path m_path;
};

class MemorySource final : public ByteSource
{
public:
    explicit MemorySource(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {}
    qint64 size() const override { return m_bytes.size(); }
    Result<qint64> readAt(qint64 offset, std::span<char> out) const override
    {
        Q_ASSERT(offset >= 0);
        const qint64 n = std::min<qint64>(qint64(out.size()), std::max<qint64>(0, size() - offset));
        if (n > 0)
            std::memcpy(out.data(), m_bytes.constData() + offset, size_t(n));
        return n;
    }

private:
    QByteArray m_bytes;
};

} // namespace

Result<QByteArray> ByteSource::read(qint64 offset, qint64 wanted) const
{
    const qint64 n = std::clamp<qint64>(size() - offset, 0, std::max<qint64>(0, wanted));
    QByteArray bytes(n, Qt::Uninitialized);
    const auto got = readAt(offset, std::span<char>(bytes.data(), size_t(n)));
    if (!got)
        return got.error();
    bytes.truncate(*got);
    return bytes;
}

Result<QByteArray> ByteSource::readAll(qint64 limit) const
{
    if (size() > limit)
        return Error(ErrorKind::Limit, "base/readall",
                     Tr::tr("The file is larger than %1 MiB, the most that this kind may have.")
                         .arg(limit / (1024 * 1024)));
    auto bytes = read(0, size());
    if (bytes && bytes->size() != size())
        return endedEarly();
    return bytes;
}

Result<std::unique_ptr<ByteSource>> openFileSource(const std::filesystem::path &path)
{
    const QString name = displayName(path);
    // O_NONBLOCK keeps a pipe or device from blocking the open; such files are refused right below.
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return errnoError(errno, "base/openfile", name);
    struct stat info = {};
    if (::fstat(fd, &info) != 0) {
        const int number = errno;
        ::close(fd);
        return errnoError(number, "base/openfile", name);
    }
    if (!S_ISREG(info.st_mode)) {
        ::close(fd);
        return Error(ErrorKind::Unsupported, "base/openfile",
                     Tr::tr("“%1” is not a regular file.").arg(name));
    }
    return std::unique_ptr<ByteSource>(std::make_unique<FileSource>(fd, info, path));
}

std::unique_ptr<ByteSource> memorySource(QByteArray bytes)
{
    return std::make_unique<MemorySource>(std::move(bytes));
}

Result<QByteArray> sha256(const ByteSource &source, const std::function<bool()> &stop)
{
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                          &EVP_MD_CTX_free);
    if (!context || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1)
        return Error(ErrorKind::Internal, "base/sha256");
    QByteArray block(1 << 20, Qt::Uninitialized);
    for (qint64 offset = 0; offset < source.size();) {
        if (stop && stop())
            return Error(ErrorKind::Cancelled, "base/sha256");
        const auto got = source.readAt(offset, std::span<char>(block.data(), size_t(block.size())));
        if (!got)
            return got.error();
        if (*got == 0)
            return endedEarly();
        EVP_DigestUpdate(context.get(), block.constData(), size_t(*got));
        offset += *got;
    }
    QByteArray digest(32, Qt::Uninitialized);
    EVP_DigestFinal_ex(context.get(), reinterpret_cast<unsigned char *>(digest.data()), nullptr);
    return digest;
}

} // namespace redoubt
