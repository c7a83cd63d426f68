// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/progressclock.h"

#include <algorithm>
#include <cmath>

namespace redoubt {

namespace {

/// What is nearly all: from here on the share tells nothing about the time left.
constexpr double kNearlyAll = 0.99;
constexpr double kLongPause = 3000; // milliseconds, of work that reports more often as a rule

} // namespace

void ProgressClock::update(qint64 done, qint64 total, Duration now)
{
    if (total <= 0)
        return;
    const double share = std::clamp(double(done) / double(total), 0.0, 1.0);
    m_share = share;
    const auto elapsed = double((now - m_last).count());
    // Reports of one burst count with the next instant: what they add is not lost.
    if (elapsed <= 0)
        return;
    const double moved = std::max(0.0, share - m_lastShare);
    // A stretch that is long beside what has passed: calm on uneven work, yet it notices a slower
    // second half.
    const double stretch = std::max(5000.0, 0.2 * double(now.count()));
    const double keeps = std::exp(-elapsed / stretch);
    m_recentShare = m_recentShare * keeps + moved;
    m_recentTime = m_recentTime * keeps + elapsed;
    if (moved > 0) {
        const auto pause = double((now - m_advanced).count());
        m_pause = m_pause > 0 ? 0.7 * m_pause + 0.3 * pause : pause;
        m_advanced = now;
    }
    m_lastShare = share;
    m_last = now;
}

std::optional<ProgressClock::Duration> ProgressClock::remaining(Duration now) const
{
    now = std::max(now, m_last);
    if (now.count() < 1000 || m_share < 0.01)
        return std::nullopt;
    const auto silent = double((now - m_advanced).count());
    if (m_share >= kNearlyAll && silent > std::max(kLongPause, 3 * m_pause))
        return std::nullopt;
    // The pause that is usual between two moves passes like any time; what is beyond it counts as
    // time in which nothing moved.
    const double beyond = std::max(0.0, silent - m_pause);
    const double usual = silent - beyond;
    const double open = 1 - m_share;
    const double byAll = open * (double(m_advanced.count()) + beyond) / m_share;
    const double recent =
        std::max(0.0, m_recentTime + double((now - m_last).count()) - silent) + beyond;
    const double byRecent = m_recentShare > 0 ? open * recent / m_recentShare : byAll;
    const double left = 0.4 * byAll + 0.6 * byRecent;
    // After a pause that is out of the ordinary, as long again is the least to be expected.
    return Duration(qint64(std::max({left - usual, left / 4, beyond - m_pause})));
}

} // namespace redoubt
