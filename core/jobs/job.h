// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/jobs/guarded.h"
#include "core/jobs/jobcontext.h"
#include "core/jobs/scheduler.h"
#include "core/jobs/workmeter.h"

#include <QFuture>
#include <QPromise>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <tuple>

namespace redoubt {

/// Whether a piece of work has come to its end and let go of all that it held. Threads: any.
class WorkEnd
{
public:
    void tell();
    /// False when @a limit passed first.
    bool waitFor(std::chrono::milliseconds limit) const;

private:
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_told;
    bool m_over = false;
};

/// A running function: its future, and how to stop it.
/// Stop with stop.request_stop(), never with QFuture::cancel(), which drops a queued job without
/// any result.
template <typename T>
struct Job
{
    QFuture<Result<T>> future;
    std::stop_source stop;
    /// Shared with the work, as what follows is.
    std::shared_ptr<WorkMeter> meter = std::make_shared<WorkMeter>();
    /// The work may be waited for after everybody else has gone.
    std::shared_ptr<WorkEnd> end = std::make_shared<WorkEnd>();
};

/// Runs @a work(JobContext) on @a line. Progress arrives as 0..1000. An exception becomes an
/// error, as by guarded(). A job that is stopped before it has begun is not begun: it is Cancelled
/// at once. The work owns what it touches: it may run on when whoever started it has given up
/// waiting.
template <typename T, typename Work>
Job<T> startJob(const Scheduler::Line &line, Work work)
{
    Job<T> job;
    struct Held
    {
        explicit Held(Work w)
            : work(std::move(w))
        {}
        std::optional<Work> work;
        QPromise<Result<T>> promise;
    };
    // One work, let go when it is done, however often the function around it is copied.
    auto held = std::make_shared<Held>(std::move(work));
    held->promise.setProgressRange(0, 1000);
    held->promise.start();
    job.future = held->promise.future();
    line.start(
        [held, token = job.stop.get_token(), meter = job.meter, end = job.end] {
            Result<T> result = JobContext::cancelledError("jobs/startJob");
            if (!token.stop_requested()) {
                const JobContext context = meteredContext(token, meter, [held, meter] {
                    held->promise.setProgressValue(int(meter->share() * 1000));
                });
                result =
                    guarded("jobs/startJob", [&]() -> Result<T> { return (*held->work)(context); });
            }
            held->work.reset();
            held->promise.addResult(std::move(result));
            held->promise.finish();
            end->tell();
        },
        job.stop.get_token());
    return job;
}

/// On the line of whoever has none.
template <typename T, typename Work>
Job<T> startJob(const Scheduler &scheduler, JobClass jobClass, Work work)
{
    return startJob<T>(scheduler.line(jobClass), std::move(work));
}

} // namespace redoubt
