// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/jobs/guarded.h"
#include "core/jobs/jobcontext.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace redoubt {

/// Starts @a work on a thread of its own. A program waits for it before it takes itself apart: when
/// its QCoreApplication is destroyed, or else with the last of its static objects.
void startDetached(std::function<void()> work);

/// Waits for all work that was started apart, also by others.
void waitForDetached();
/// The same for no longer than @a limit; false when some is still running. What hangs would keep a
/// program from ending: it ends with std::_Exit() then.
bool waitForDetached(std::chrono::milliseconds limit);

/// The error of work that was given up after @a limit, and a sentence for people.
Error gaveUp(const char *site, std::chrono::milliseconds limit);

/// Runs @a work, which has no way to be stopped, on a thread of its own, and waits for what it
/// returns. When the job is cancelled the caller is let go at once with a Cancelled error, and the
/// work goes on alone to its end: it must own all that it touches. So it is when @a limit passes,
/// with gaveUp(). An exception becomes an error, as by guarded().
template <typename T>
Result<T> runDetached(const JobContext &context, const char *site, std::function<Result<T>()> work,
                      std::optional<std::chrono::milliseconds> limit = std::nullopt)
{
    struct Shared
    {
        std::mutex mutex;
        std::condition_variable_any done;
        std::optional<Result<T>> result;
    };
    if (context.cancelled())
        return JobContext::cancelledError(site);
    const auto shared = std::make_shared<Shared>();
    startDetached([shared, site, work = std::move(work)]() mutable {
        std::optional<Result<T>> result = guarded(site, work);
        work = {}; // what it owned is gone before the caller goes on
        {
            const std::lock_guard lock(shared->mutex);
            shared->result = std::move(result);
        }
        shared->done.notify_all();
    });
    std::unique_lock lock(shared->mutex);
    const auto over = [&] { return shared->result.has_value(); };
    const bool ended = limit ? shared->done.wait_for(lock, context.token(), *limit, over)
                             : shared->done.wait(lock, context.token(), over);
    if (!ended)
        return context.cancelled() ? JobContext::cancelledError(site) : gaveUp(site, *limit);
    return *std::move(shared->result);
}

} // namespace redoubt
