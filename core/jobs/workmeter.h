// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/jobs/jobcontext.h"
#include "core/jobs/progressclock.h"
#include "core/jobs/timeleft.h"

#include <memory>
#include <mutex>

namespace redoubt {

/// What a job has told of itself, for whoever shows it. Threads: any.
class WorkMeter
{
public:
    WorkMeter();
    void report(qint64 done, qint64 total);
    /// Instead of what the progress says by itself.
    void useTimeLeft(std::shared_ptr<const TimeLeft> timeLeft);
    /// 0..1
    double share() const;
    std::optional<std::chrono::milliseconds> remaining() const;

private:
    ProgressClock::Duration now() const;

    const std::chrono::steady_clock::time_point m_start;
    mutable std::mutex m_mutex; ///< what follows
    ProgressClock m_clock;
    std::shared_ptr<const TimeLeft> m_timeLeft; // shared with the work, which may go on alone
};

/// A context for a job that @a meter, which may outlive the job, shows. @a reported: called after
/// each report; may be empty.
JobContext meteredContext(std::stop_token token, std::shared_ptr<WorkMeter> meter,
                          std::function<void()> reported = {});

} // namespace redoubt
