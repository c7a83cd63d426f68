// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>
#include <optional>

namespace redoubt {

/// Estimates the time left of one stretch of work from its progress alone. It would rather say
/// nothing than something wrong: while nothing moves the estimate grows, and what claims to be all
/// but done and does not end is unknown. Time is passed in, so that tests need no clock.
class ProgressClock
{
public:
    using Duration = std::chrono::milliseconds;

    /// @a now: time since the job started.
    void update(qint64 done, qint64 total, Duration now);
    /// Nothing in the first second or below one percent: a guess from so little would be wrong.
    std::optional<Duration> remaining(Duration now) const;
    /// The same at the last update.
    std::optional<Duration> remaining() const { return remaining(m_last); }
    /// 0..1
    double share() const { return m_share; }

private:
    double m_share = 0;
    Duration m_last{0};
    double m_lastShare = 0;   ///< at m_last
    Duration m_advanced{0};   ///< when it moved last
    double m_recentShare = 0; ///< of the latest stretch, older parts counting less and less
    double m_recentTime = 0;  ///< milliseconds, likewise
    double m_pause = 0;       ///< between two moves, as a rule; milliseconds
};

} // namespace redoubt
