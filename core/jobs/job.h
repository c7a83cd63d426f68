// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/jobs/guarded.h"
#include "core/jobs/jobcontext.h"

#include <QFuture>
#include <QPromise>
#include <QThreadPool>
#include <QtConcurrentRun>

#include <algorithm>
#include <stop_token>

namespace redoubt {

/// A running function: its future, and how to stop it.
/// Stop with stop.request_stop(), never with QFuture::cancel(), which drops a queued job without
/// any result.
template <typename T>
struct Job
{
    QFuture<Result<T>> future;
    std::stop_source stop;
};

/// Runs @a work(JobContext) on @a pool. Progress arrives as 0..1000. An exception becomes an
/// error, as by guarded().
template <typename T, typename Work>
Job<T> startJob(QThreadPool &pool, Work work)
{
    Job<T> job;
    job.future = QtConcurrent::run(&pool, [work = std::move(work), token = job.stop.get_token()](
                                              QPromise<Result<T>> &promise) mutable {
        promise.setProgressRange(0, 1000);
        const JobContext context(token, [&promise](qint64 done, qint64 total) {
            if (total > 0)
                promise.setProgressValue(
                    int(std::clamp(double(done) / double(total), 0.0, 1.0) * 1000));
        });
        promise.addResult(guarded("jobs/startJob", [&]() -> Result<T> { return work(context); }));
    });
    return job;
}

} // namespace redoubt
