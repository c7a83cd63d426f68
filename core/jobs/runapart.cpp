// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/runapart.h"

#include <QCoreApplication>

#include <atomic>
#include <list>
#include <thread>

namespace redoubt {

namespace {

/// Threads that were started, joined when they have ended: at the next start, or with the program.
class Apart
{
public:
    Apart() { qAddPostRoutine(waitForApart); }

    void start(std::function<void()> work)
    {
        const std::lock_guard lock(m_mutex);
        m_threads.remove_if([](const Thread &thread) { return thread.ended->load(); });
        const auto ended = std::make_shared<std::atomic<bool>>(false);
        m_threads.push_back({ended, std::jthread([ended, work = std::move(work)]() mutable {
                                 work();
                                 work = {};
                                 ended->store(true);
                             })});
    }

    void wait()
    {
        std::list<Thread> threads; // joined when it goes, without the lock
        {
            const std::lock_guard lock(m_mutex);
            threads.swap(m_threads);
        }
    }

private:
    struct Thread
    {
        std::shared_ptr<std::atomic<bool>> ended;
        std::jthread thread;
    };
    std::mutex m_mutex;
    std::list<Thread> m_threads;
};

Apart &apart()
{
    static Apart all;
    return all;
}

} // namespace

void startApart(std::function<void()> work)
{
    apart().start(std::move(work));
}

void waitForApart()
{
    apart().wait();
}

} // namespace redoubt
