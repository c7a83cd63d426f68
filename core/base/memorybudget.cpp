// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/memorybudget.h"

#include "core/base/tr.h"

#include <algorithm>
#include <unistd.h>
#include <utility>

namespace redoubt {

namespace {

constexpr qint64 kMiB = 1024 * 1024;

// As Qt or another library decodes it, as it is processed, and in the form of the detector or
// writer that looks at it: 4, 3 and 3 bytes a pixel, and twice as much before it is reduced to
// eight bits.
constexpr qint64 kBytesPerPixel = 10;
constexpr qint64 kBytesPerDeepPixel = 15;

qint64 defaultPictureBytes()
{
    bool given = false;
    const qint64 wanted = qEnvironmentVariable("REDOUBT_PICTURE_MEMORY").toLongLong(&given);
    if (given && wanted > 0 && wanted < (qint64(1) << 40) / kMiB)
        return wanted * kMiB;
    const qint64 pages = sysconf(_SC_PHYS_PAGES);
    const qint64 page = sysconf(_SC_PAGESIZE);
    const qint64 all = pages > 0 && page > 0 ? pages * page : 0;
    return std::clamp<qint64>(all / 4, 512 * kMiB, 3072 * kMiB);
}

} // namespace

MemoryBudget::Lease::Lease(Lease &&other) noexcept
    : m_budget(std::exchange(other.m_budget, nullptr))
    , m_bytes(std::exchange(other.m_bytes, 0))
{}

MemoryBudget::Lease &MemoryBudget::Lease::operator=(Lease &&other) noexcept
{
    if (this != &other) {
        release();
        m_budget = std::exchange(other.m_budget, nullptr);
        m_bytes = std::exchange(other.m_bytes, 0);
    }
    return *this;
}

MemoryBudget::Lease::~Lease()
{
    release();
}

void MemoryBudget::Lease::release()
{
    if (m_budget)
        m_budget->giveBack(m_bytes);
    m_budget = nullptr;
    m_bytes = 0;
}

MemoryBudget &MemoryBudget::pictures()
{
    static MemoryBudget budget(defaultPictureBytes());
    return budget;
}

qint64 MemoryBudget::free() const
{
    const std::lock_guard lock(m_mutex);
    return m_free;
}

Result<void> MemoryBudget::check(qint64 bytes, const char *site) const
{
    if (bytes <= m_size)
        return {};
    return Error(ErrorKind::Limit, site,
                 Tr::tr("It is too large: it needs %1 MB of memory, and %2 MB may be "
                        "used. Split or scale it first, or set "
                        "REDOUBT_PICTURE_MEMORY to a larger number of MB.")
                     .arg((bytes + kMiB - 1) / kMiB)
                     .arg(m_size / kMiB));
}

Result<MemoryBudget::Lease> MemoryBudget::acquire(qint64 bytes, const char *site,
                                                  const std::stop_token &token)
{
    const qint64 wanted = std::max<qint64>(bytes, 0);
    if (auto fits = check(wanted, site); !fits)
        return fits.error();
    std::unique_lock lock(m_mutex);
    if (!m_freed.wait(lock, token, [&] { return m_free >= wanted; }))
        return Error(ErrorKind::Cancelled, site);
    m_free -= wanted;
    return Lease(*this, wanted);
}

void MemoryBudget::giveBack(qint64 bytes)
{
    {
        const std::lock_guard lock(m_mutex);
        m_free += bytes;
    }
    m_freed.notify_all();
}

qint64 pictureWorkBytes(QSize size, bool deep)
{
    if (size.isEmpty())
        return 0;
    return qint64(size.width()) * size.height() * (deep ? kBytesPerDeepPixel : kBytesPerPixel);
}

} // namespace redoubt
