// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/workprogress.h"

#include "core/jobs/timeleft.h"

#include <algorithm>
#include <mutex>

namespace redoubt {

namespace {

constexpr qint64 kWhole = 1'000'000;
/// Between two reports. Adding up many items for each frame of a film would take longer than it.
constexpr std::chrono::milliseconds kBetweenReports(100);

} // namespace

/// The forecast alone, which may be asked when the job is over. It knows nothing of the context,
/// whose meter holds it.
struct WorkProgress::Forecast : TimeLeft
{
    explicit Forecast(int p)
        : places(p)
    {}

    WorkForecast::Duration now() const
    {
        return std::chrono::duration_cast<WorkForecast::Duration>(std::chrono::steady_clock::now() -
                                                                  start);
    }

    std::optional<std::chrono::milliseconds> remaining() const override
    {
        const std::lock_guard lock(mutex);
        return items.remaining(places, now());
    }

    const int places;
    const std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
    mutable std::mutex mutex; ///< what follows
    mutable WorkForecast items;
    WorkForecast::Duration told{-1000};
};

struct WorkProgress::Private
{
    /// Never with the lock of the forecast: whoever is told may ask for the time left.
    void tell(bool always)
    {
        std::unique_lock one(telling, std::defer_lock);
        if (always)
            one.lock();
        else if (!one.try_lock())
            return;
        double share = 0;
        {
            const std::lock_guard lock(forecast->mutex);
            const auto time = forecast->now();
            if (!always && time - forecast->told < kBetweenReports)
                return;
            forecast->told = time;
            share = forecast->items.share(time);
        }
        context.progress(qint64(share * double(kWhole)), kWhole);
    }

    const JobContext context;
    const std::shared_ptr<Forecast> forecast; // shared with whoever shows the time left
    std::mutex telling;                       ///< one report at a time, in their order
};

WorkProgress::WorkProgress(const JobContext &context, int places)
    : d(new Private{context, std::make_shared<Forecast>(places), {}})
{
    context.timeLeft(d->forecast);
}

int WorkProgress::add(const QByteArray &kind, double weight, std::vector<double> stages)
{
    const std::lock_guard lock(d->forecast->mutex);
    return d->forecast->items.add(kind, weight, std::move(stages));
}

int WorkProgress::addLast(const QByteArray &kind, double weight)
{
    const std::lock_guard lock(d->forecast->mutex);
    return d->forecast->items.addLast(kind, weight);
}

void WorkProgress::begin(int item)
{
    const std::lock_guard lock(d->forecast->mutex);
    d->forecast->items.begin(item, d->forecast->now());
}

void WorkProgress::report(int item, double share)
{
    {
        const std::lock_guard lock(d->forecast->mutex);
        d->forecast->items.update(item, share, d->forecast->now());
    }
    d->tell(false);
}

void WorkProgress::end(int item, WorkForecast::Ended how)
{
    {
        const std::lock_guard lock(d->forecast->mutex);
        d->forecast->items.end(item, how, d->forecast->now());
    }
    d->tell(true);
}

JobContext WorkProgress::contextOf(int item) const
{
    return contextOf(item, d->context.token());
}

JobContext WorkProgress::contextOf(int item, std::stop_token token) const
{
    return JobContext(std::move(token), [self = *this, item](qint64 done, qint64 total) mutable {
        self.report(item, total > 0 ? std::clamp(double(done) / double(total), 0.0, 1.0) : 0.0);
    });
}

} // namespace redoubt
