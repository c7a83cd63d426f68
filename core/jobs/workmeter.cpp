// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/workmeter.h"

namespace redoubt {

WorkMeter::WorkMeter()
    : m_start(std::chrono::steady_clock::now())
{}

ProgressClock::Duration WorkMeter::now() const
{
    return std::chrono::duration_cast<ProgressClock::Duration>(std::chrono::steady_clock::now() -
                                                               m_start);
}

void WorkMeter::report(qint64 done, qint64 total)
{
    const std::lock_guard lock(m_mutex);
    m_clock.update(done, total, now());
}

void WorkMeter::useTimeLeft(std::shared_ptr<const TimeLeft> timeLeft)
{
    const std::lock_guard lock(m_mutex);
    m_timeLeft = std::move(timeLeft);
}

double WorkMeter::share() const
{
    const std::lock_guard lock(m_mutex);
    return m_clock.share();
}

std::optional<std::chrono::milliseconds> WorkMeter::remaining() const
{
    std::shared_ptr<const TimeLeft> asked;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_timeLeft)
            return m_clock.remaining(now());
        asked = m_timeLeft;
    }
    return asked->remaining(); // without the lock: it has one of its own
}

JobContext meteredContext(std::stop_token token, std::shared_ptr<WorkMeter> meter,
                          std::function<void()> reported)
{
    return JobContext(
        std::move(token),
        [meter, reported = std::move(reported)](qint64 done, qint64 total) {
            meter->report(done, total);
            if (reported)
                reported();
        },
        [meter](std::shared_ptr<const TimeLeft> timeLeft) {
            meter->useTimeLeft(std::move(timeLeft));
        });
}

} // namespace redoubt
