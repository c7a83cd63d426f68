// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/jobs/guarded.h"
#include "core/jobs/jobcontext.h"

#include <QFuture>
#include <QPromise>
#include <QThreadPool>
#include <QtConcurrentRun>

#include <algorithm>
#include <atomic>
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
    /// Shared with the work, which may be waited for after everybody else has gone.
    std::shared_ptr<WorkEnd> end = std::make_shared<WorkEnd>();
};

/// What startJob() hands to another thread. The flag orders what was written before, which Qt's
/// pool does as well, but out of the sight of ThreadSanitizer.
template <typename Work>
struct HeldWork
{
    explicit HeldWork(Work held)
        : work(std::move(held))
    {}
    std::optional<Work> work;
    std::atomic<bool> handedOver = false;
};

/// Runs @a work(JobContext) on @a pool. Progress arrives as 0..1000. An exception becomes an
/// error, as by guarded(). The work owns what it touches: it may run on when whoever started it has
/// given up waiting.
template <typename T, typename Work>
Job<T> startJob(QThreadPool &pool, Work work)
{
    Job<T> job;
    // One work, let go when it is done, however often the function around it is copied.
    auto held = std::make_shared<HeldWork<Work>>(std::move(work));
    held->handedOver.store(true, std::memory_order_release);
    job.future = QtConcurrent::run(
        &pool, [held, token = job.stop.get_token(), end = job.end](QPromise<Result<T>> &promise) {
            std::ignore = held->handedOver.load(std::memory_order_acquire);
            promise.setProgressRange(0, 1000);
            const JobContext context(token, [&promise](qint64 done, qint64 total) {
                if (total > 0)
                    promise.setProgressValue(
                        int(std::clamp(double(done) / double(total), 0.0, 1.0) * 1000));
            });
            auto result =
                guarded("jobs/startJob", [&]() -> Result<T> { return (*held->work)(context); });
            held->work.reset();
            promise.addResult(std::move(result));
            end->tell();
        });
    return job;
}

} // namespace redoubt
