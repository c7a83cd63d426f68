// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace redoubt {

class TimeLeft;

/// What a blocking function is given to report progress and to learn that it should stop.
/// Copyable; the copies share the stop token. Threads: cancelled() from any, progress() as the
/// reporter allows.
class JobContext
{
public:
    /// done of total, in units of the job; total may be 0 while it is unknown.
    using Reporter = std::function<void(qint64 done, qint64 total)>;
    /// Takes who knows the time left better than the progress tells.
    using Forecaster = std::function<void(std::shared_ptr<const TimeLeft>)>;

    /// A context that never stops and reports to nobody, for tests and short work.
    JobContext() = default;
    explicit JobContext(std::stop_token token, Reporter reporter = {}, Forecaster forecaster = {})
        : m_token(std::move(token))
        , m_reporter(std::move(reporter))
        , m_forecaster(std::move(forecaster))
    {}

    bool cancelled() const { return m_token.stop_requested(); }
    const std::stop_token &token() const { return m_token; }
    void progress(qint64 done, qint64 total) const
    {
        if (m_reporter)
            m_reporter(done, total);
    }
    /// For a job as a whole; steps of one have nobody to tell.
    void timeLeft(std::shared_ptr<const TimeLeft> timeLeft) const
    {
        if (m_forecaster)
            m_forecaster(std::move(timeLeft));
    }
    /// The same token, with progress going elsewhere: for one step of a longer job.
    JobContext withReporter(Reporter reporter) const
    {
        return JobContext(m_token, std::move(reporter));
    }
    /// A step that covers [from, to) of 1000 parts of this job.
    JobContext part(int from, int to) const;

    /// The error to return after cancelled() was true.
    static Error cancelledError(const char *site) { return Error(ErrorKind::Cancelled, site); }

private:
    std::stop_token m_token;
    Reporter m_reporter;
    Forecaster m_forecaster;
};

} // namespace redoubt
