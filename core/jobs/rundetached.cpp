// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/rundetached.h"

#include "core/base/tr.h"
#include "core/jobs/job.h"

#include <QCoreApplication>

#include <list>
#include <thread>

namespace redoubt {

namespace {

/// Threads that were started, joined when they have ended: at the next start, or with the program.
class Apart
{
public:
    Apart()
    {
        qAddPostRoutine([] { waitForDetached(); });
    }

    void start(std::function<void()> work)
    {
        const std::lock_guard lock(m_mutex);
        m_threads.remove_if([](const Thread &thread) { return thread.end->waitFor({}); });
        const auto end = std::make_shared<WorkEnd>();
        m_threads.push_back({end, std::jthread([end, work = std::move(work)]() mutable {
                                 work();
                                 work = {};
                                 end->tell();
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

    bool waitFor(std::chrono::milliseconds limit)
    {
        using Clock = std::chrono::steady_clock;
        const auto until = Clock::now() + limit;
        std::list<std::shared_ptr<WorkEnd>> ends; // waited for without the lock
        {
            const std::lock_guard lock(m_mutex);
            for (const Thread &thread : m_threads)
                ends.push_back(thread.end);
        }
        return std::all_of(ends.begin(), ends.end(), [until](const auto &end) {
            return end->waitFor(std::chrono::duration_cast<std::chrono::milliseconds>(
                std::max(Clock::duration::zero(), until - Clock::now())));
        });
    }

private:
    struct Thread
    {
        std::shared_ptr<WorkEnd> end; // shared with the thread
        std::jthread thread;
    };
    std::mutex m_mutex;
    std::list<Thread> m_threads;
};

Message humanTime(std::chrono::milliseconds time)
{
    const auto seconds = std::chrono::round<std::chrono::seconds>(time).count();
    if (seconds < 120)
        return Tr::tr("%n second(s)", nullptr, int(std::max<qint64>(1, seconds)));
    return Tr::tr("%n minute(s)", nullptr, int(seconds / 60));
}

Apart &apart()
{
    static Apart all;
    return all;
}

} // namespace

void startDetached(std::function<void()> work)
{
    apart().start(std::move(work));
}

void waitForDetached()
{
    apart().wait();
}

bool waitForDetached(std::chrono::milliseconds limit)
{
    return apart().waitFor(limit);
}

Error gaveUp(const char *site, std::chrono::milliseconds limit)
{
    //: %1: "10 minutes"
    return Error(ErrorKind::Limit, site,
                 Tr::tr("The reader did not finish within %1 and was left alone. The file "
                        "may be made to hold readers up; save a copy of it with another "
                        "program and add that.")
                     .arg(humanTime(limit)));
}

} // namespace redoubt
