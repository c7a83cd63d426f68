// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/pools.h"

#include <QThread>
#include <QThreadPool>

#include <algorithm>

namespace redoubt {

Pools::Pools(int threads)
    : m_cpu(std::make_unique<QThreadPool>())
    , m_disk(std::make_unique<QThreadPool>())
{
    m_cpu->setMaxThreadCount(threads > 0 ? threads : std::max(1, QThread::idealThreadCount()));
    m_disk->setMaxThreadCount(1);
}

Pools::~Pools() = default;

QThreadPool &Pools::cpu()
{
    return *m_cpu;
}

QThreadPool &Pools::disk()
{
    return *m_disk;
}

bool Pools::waitForDone(std::chrono::milliseconds limit)
{
    const auto until = std::chrono::steady_clock::now() + limit;
    for (QThreadPool *pool : {m_cpu.get(), m_disk.get()}) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            until - std::chrono::steady_clock::now());
        if (!pool->waitForDone(int(std::max<qint64>(0, left.count()))))
            return false;
    }
    return true;
}

int Pools::cpuThreads() const
{
    return m_cpu->maxThreadCount();
}

} // namespace redoubt
