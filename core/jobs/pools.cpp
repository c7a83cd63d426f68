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

int Pools::cpuThreads() const
{
    return m_cpu->maxThreadCount();
}

} // namespace redoubt
