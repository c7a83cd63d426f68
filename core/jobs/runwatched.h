// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/jobs/rundetached.h"

namespace redoubt {

/// How long a reader may be silent. Work that goes on reports progress; what has not done so for
/// this long hangs in a parser, for a file that is damaged or made for it. Ten minutes are five
/// times what the slowest single step takes on a slow machine (a page of text recognition), and
/// large files get a minute more for every 16 MiB, so that no honest work is cut.
constexpr std::chrono::milliseconds patienceFor(qint64 bytes)
{
    return std::chrono::minutes(10) + std::chrono::minutes(bytes / (qint64(16) << 20));
}

/// Told of the work while it is watched, from the calling thread.
struct WatchNotes
{
    /// It has reported nothing for this long, and something after that.
    std::chrono::milliseconds silentAfter{10'000};
    std::function<void()> silent;
    std::function<void()> resumed;
    /// It did not come back and was left alone.
    std::function<void()> left;
};

/// Runs @a work apart, as runDetached(), and watches it: when it has not reported any progress for
/// @a patience it is asked to stop and left alone, with gaveUp(). Progress is handed on from the
/// calling thread, so that only the work itself must own what it touches. After a cancel it is
/// waited for a moment, as nearly all work ends then.
template <typename T>
Result<T>
runWatched(const JobContext &context, const char *site, std::chrono::milliseconds patience,
           std::function<Result<T>(const JobContext &)> work, const WatchNotes &notes = {})
{
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::milliseconds kGrace(150);
    struct Shared
    {
        std::mutex mutex;
        std::condition_variable_any changed;
        std::optional<Result<T>> result;
        quint64 reports = 0;
        qint64 done = 0;
        qint64 total = 0;
    };
    if (context.cancelled())
        return JobContext::cancelledError(site);
    const auto shared = std::make_shared<Shared>();
    std::stop_source stop;
    startDetached([shared, site, token = stop.get_token(), work = std::move(work)]() mutable {
        const JobContext own(token, [&shared](qint64 done, qint64 total) {
            {
                const std::lock_guard lock(shared->mutex);
                ++shared->reports;
                shared->done = done;
                shared->total = total;
            }
            shared->changed.notify_all();
        });
        std::optional<Result<T>> result = guarded(site, [&] { return work(own); });
        work = {}; // what it owned is gone before the caller goes on
        {
            const std::lock_guard lock(shared->mutex);
            shared->result = std::move(result);
        }
        shared->changed.notify_all();
    });
    std::unique_lock lock(shared->mutex);
    quint64 told = 0;
    const auto over = [&] { return shared->result.has_value(); };
    const auto news = [&] { return over() || shared->reports != told; };
    const auto wait = [&] {
        const auto until = Clock::now() + patience;
        const bool tells = notes.silent && notes.silentAfter < patience;
        if (tells) {
            if (shared->changed.wait_for(lock, context.token(), notes.silentAfter, news))
                return true;
            if (context.cancelled())
                return false;
            notes.silent();
        }
        const bool spoke = shared->changed.wait_until(lock, context.token(), until, news);
        if (spoke && tells && notes.resumed && !over())
            notes.resumed();
        return spoke;
    };
    while (wait() && !over()) {
        told = shared->reports;
        const qint64 done = shared->done;
        const qint64 total = shared->total;
        lock.unlock();
        context.progress(done, total);
        lock.lock();
    }
    if (over())
        return *std::move(shared->result);
    const bool cancelled = context.cancelled();
    lock.unlock();
    stop.request_stop();
    lock.lock();
    if (!shared->changed.wait_until(lock, Clock::now() + kGrace, over) && notes.left)
        notes.left();
    return cancelled ? JobContext::cancelledError(site) : gaveUp(site, patience);
}

} // namespace redoubt
