// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/worker/sharedarea.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace redoubt::worker {

namespace {

// Memory of one that could be cut would be gone under whoever reads it.
constexpr int kSeals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL;

} // namespace

std::unique_ptr<SharedArea> SharedArea::create(qint64 size)
{
    const int fd = ::memfd_create("pictures", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd < 0)
        return nullptr;
    if (::ftruncate(fd, size) != 0 || ::fcntl(fd, F_ADD_SEALS, kSeals) != 0) {
        ::close(fd);
        return nullptr;
    }
    return of(fd);
}

std::unique_ptr<SharedArea> SharedArea::of(int fd)
{
    struct stat about = {};
    const bool whole = ::fstat(fd, &about) == 0 && about.st_size > 0 &&
                       (::fcntl(fd, F_GET_SEALS) & kSeals) == kSeals;
    void *const bytes = whole ? ::mmap(nullptr, size_t(about.st_size), PROT_READ | PROT_WRITE,
                                       MAP_SHARED | MAP_NORESERVE, fd, 0)
                              : MAP_FAILED;
    if (bytes == MAP_FAILED) {
        ::close(fd);
        return nullptr;
    }
    return std::unique_ptr<SharedArea>(
        new SharedArea(fd, {static_cast<char *>(bytes), size_t(about.st_size)}));
}

SharedArea::~SharedArea()
{
    ::munmap(m_bytes.data(), m_bytes.size());
    ::close(m_fd);
}

char *SharedArea::take(qint64 size)
{
    if (size < 0 || size > qint64(m_bytes.size()) - m_used)
        return nullptr;
    char *const place = m_bytes.data() + m_used;
    m_used += size;
    return place;
}

std::span<const char> SharedArea::at(qint64 offset, qint64 size) const
{
    const auto all = qint64(m_bytes.size());
    if (offset < 0 || size < 0 || offset > all || size > all - offset)
        return {};
    return std::span<const char>(m_bytes).subspan(size_t(offset), size_t(size));
}

} // namespace redoubt::worker
