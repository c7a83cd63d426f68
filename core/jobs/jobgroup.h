// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"

#include <list>

namespace redoubt {

/// Jobs that end together: all that read from one case. Stopping is asked of all before anyone is
/// waited for, and the waiting is bounded: what hangs is left alone. Threads: any one.
class JobGroup
{
public:
    template <typename T>
    void add(const Job<T> &job)
    {
        add(job.stop, job.end);
    }
    void add(std::stop_source stop, std::shared_ptr<WorkEnd> end);
    /// Also those that are added from now on.
    void requestStop();
    /// False when some are still running after @a limit.
    bool waitFor(std::chrono::milliseconds limit);

private:
    struct Member
    {
        std::stop_source stop;
        std::shared_ptr<WorkEnd> end;
    };
    std::list<Member> m_members;
    bool m_stopping = false;
};

} // namespace redoubt
