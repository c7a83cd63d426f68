// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <memory>

class QThreadPool;

namespace redoubt {

/// The program's own thread pools; the global pool of Qt is left to Qt.
class Pools
{
public:
    /// @a threads of the cpu pool; 0 means the number of cores.
    explicit Pools(int threads = 0);
    ~Pools();
    QThreadPool &cpu();  ///< decoding, detection, encoding
    QThreadPool &disk(); ///< one thread, for work that waits on a disk
    int cpuThreads() const;
    /// False when jobs are still running after @a limit.
    bool waitForDone(std::chrono::milliseconds limit);

private:
    std::unique_ptr<QThreadPool> m_cpu;
    std::unique_ptr<QThreadPool> m_disk;
};

} // namespace redoubt
