// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/progressclock.h"

#include <algorithm>

namespace redoubt {

void ProgressClock::update(qint64 done, qint64 total, Duration now)
{
    if (total <= 0)
        return;
    const double share = std::clamp(double(done) / double(total), 0.0, 1.0);
    m_share = share;
    const auto elapsed = (now - m_last).count();
    // Reports of one burst count with the next instant: what they add is not lost.
    if (elapsed <= 0)
        return;
    const double rate = std::max(0.0, share - m_lastShare) / double(elapsed);
    const double whole = now.count() > 0 ? share / double(now.count()) : 0.0;
    // Half the overall mean, half a moving mean: calm on uneven work, yet it notices a slower
    // second half.
    m_rate = m_rate > 0 ? 0.9 * m_rate + 0.1 * rate : rate;
    const double mixed = 0.5 * whole + 0.5 * m_rate;
    m_lastShare = share;
    m_last = now;
    if (now.count() < 1000 || share < 0.01 || mixed <= 0)
        return;
    m_remaining = Duration(qint64((1.0 - share) / mixed));
}

} // namespace redoubt
