// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/jobs/jobcontext.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

namespace redoubt::test {

/// A job that is cancelled when its time is over: hostile files may ask for more work than a test
/// has time for.
class Budget
{
public:
    explicit Budget(std::chrono::milliseconds time)
        : m_watch([this, time](const std::stop_token &finished) {
            std::unique_lock lock(m_mutex);
            std::ignore = m_wake.wait_for(lock, finished, time, [] { return false; });
            if (!finished.stop_requested())
                m_stop.request_stop();
        })
    {}
    JobContext context() const { return JobContext(m_stop.get_token()); }

private:
    std::stop_source m_stop;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::jthread m_watch; // last: it is joined before the others go
};

} // namespace redoubt::test
