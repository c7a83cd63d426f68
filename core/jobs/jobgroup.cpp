// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/jobgroup.h"

namespace redoubt {

void WorkEnd::tell()
{
    {
        const std::lock_guard lock(m_mutex);
        m_over = true;
    }
    m_told.notify_all();
}

bool WorkEnd::waitFor(std::chrono::milliseconds limit) const
{
    std::unique_lock lock(m_mutex);
    return m_told.wait_for(lock, limit, [this] { return m_over; });
}

void JobGroup::add(std::stop_source stop, std::shared_ptr<WorkEnd> end)
{
    m_members.remove_if([](const Member &member) { return member.end->waitFor({}); });
    if (m_stopping)
        stop.request_stop();
    m_members.push_back({std::move(stop), std::move(end)});
}

void JobGroup::requestStop()
{
    m_stopping = true;
    for (Member &member : m_members)
        member.stop.request_stop();
}

bool JobGroup::waitFor(std::chrono::milliseconds limit)
{
    using Clock = std::chrono::steady_clock;
    const auto until = Clock::now() + limit;
    m_members.remove_if([until](const Member &member) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            std::max(Clock::duration::zero(), until - Clock::now()));
        return member.end->waitFor(left);
    });
    return m_members.empty();
}

} // namespace redoubt
