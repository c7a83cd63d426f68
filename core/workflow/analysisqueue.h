// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/jobs/jobgroup.h"
#include "core/jobs/scheduler.h"
#include "core/workflow/workflow.h"

#include <functional>
#include <memory>

namespace redoubt::workflow {

/// Analyses items of an open case, several at once within the scheduler's budget, each journalled
/// as soon as it is done; what an item holds is analysed after it. What is found does not depend on
/// how many are at work. Threads: the case's, but for stop(). Owns all that its workers touch: they
/// may be left alone.
class AnalysisQueue
{
public:
    /// Has a call made on the case's thread, in the order of the posts, or drops it when nobody is
    /// there any more. Called from any thread.
    using Post = std::function<void(std::function<void()>)>;

    /// Called on the case's thread. Any may be empty.
    struct Events
    {
        /// Work begins where there was none: whom it tells of its progress. Stopping @a stop does
        /// as stop().
        std::function<JobContext(std::stop_source stop)> began;
        /// Workers read from the case until @a end is told.
        std::function<void(std::stop_source stop, std::shared_ptr<WorkEnd> end)> reads;
        /// An item waits, is being analysed, or does neither any more.
        std::function<void(ItemId)> changed;
        /// An item is journalled, or is not: Cancelled when it was skipped while it was read.
        std::function<void(const casefile::Item &item, const Result<void> &saved)> done;
        /// Nothing is left.
        std::function<void()> idle;
    };

    /// Borrows the case, which must outlive it, and the scheduler, which must outlive its workers.
    AnalysisQueue(casefile::Case &openCase, const detect::Registry &registry, Scheduler &scheduler,
                  Post post, Events events);
    /// As stop(); nothing is told any more.
    ~AnalysisQueue();
    AnalysisQueue(const AnalysisQueue &) = delete;
    AnalysisQueue &operator=(const AnalysisQueue &) = delete;

    /// How items are analysed that begin from now on. Required before add().
    void setBasis(AnalysisSettings settings, QStringList names);
    /// Those that wait or are at work already, and those that are not in the case, are left out.
    void add(const QList<ItemId> &items);
    /// It is the next to begin.
    void raise(ItemId item);
    /// Takes it out, or stops reading it.
    void skip(ItemId item);
    /// Skips all. Threads: any.
    void stop();

    bool isIdle() const;
    bool isWaiting(ItemId item) const;
    bool isAnalyzing(ItemId item) const;
    QList<ItemId> analyzing() const;
    /// 0..1 of an item that is being analysed.
    double share(ItemId item) const;
    /// Items of the work that is going on: those that are not journalled yet, and all.
    int open() const;
    int total() const;
    /// How many were taken out before they began, since the work began.
    int dropped() const;

private:
    struct State;
    struct Queued;
    void finish(const casefile::Item &item, const Result<ItemAnalysis> &analysis);
    void endWhenIdle();

    casefile::Case &m_case;
    const Events m_events;
    std::shared_ptr<State> d; // shared with the workers
};

} // namespace redoubt::workflow
