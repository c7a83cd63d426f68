// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>
#include <optional>

namespace redoubt {

/// Estimates the time left of a job from its progress, smoothed so that the label does not jump.
/// Time is passed in, so that tests need no clock.
class ProgressClock
{
public:
    using Duration = std::chrono::milliseconds;

    /// @a now: time since the job started.
    void update(qint64 done, qint64 total, Duration now);
    /// Nothing in the first second or below one percent: a guess from so little would be wrong.
    std::optional<Duration> remaining() const { return m_remaining; }
    /// 0..1
    double share() const { return m_share; }

private:
    double m_share = 0;
    double m_rate = 0; // share per millisecond
    Duration m_last{0};
    double m_lastShare = 0; // at m_last
    std::optional<Duration> m_remaining;
};

} // namespace redoubt
