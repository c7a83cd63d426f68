// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/workflow/analysisqueue.h"

#include "core/jobs/guarded.h"
#include "core/jobs/workprogress.h"
#include "core/medium/mediumtable.h"

#include <QSet>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

namespace redoubt::workflow {

namespace {

struct Basis
{
    AnalysisSettings settings;
    QStringList names;
};

} // namespace

struct AnalysisQueue::Queued
{
    casefile::Item item; ///< a copy: workers never touch the sheet
    int number = 0;      ///< of the progress
    casefile::Case::TextSealer sealText;
};

struct AnalysisQueue::State : std::enable_shared_from_this<State>
{
    struct Running
    {
        std::stop_source stop;
        double share = 0;
    };
    using Stopper = std::stop_callback<std::function<void()>>;

    State(std::shared_ptr<vault::Vault> v, detect::Registry r, Scheduler &s, Post p)
        : vault(std::move(v))
        , registry(std::move(r))
        , scheduler(s)
        , line(s.newLine(JobClass::Long))
        , post(std::move(p))
    {}

    /// A call on the case's thread, for as long as the queue is there.
    void tell(std::function<void(AnalysisQueue &)> call)
    {
        post([self = shared_from_this(), call = std::move(call)] {
            if (self->owner != nullptr)
                call(*self->owner);
        });
    }

    void stopAll()
    {
        std::deque<Queued> taken;
        std::vector<std::stop_source> stops;
        std::shared_ptr<WorkEnd> over;
        std::optional<WorkProgress> told;
        {
            const std::lock_guard lock(mutex);
            taken.swap(waiting);
            stopped = true;
            dropped += int(taken.size());
            open -= int(taken.size());
            for (const auto &[id, running] : atWork)
                stops.push_back(running.stop);
            over = endIfDrained();
            told = progress;
        }
        for (std::stop_source &stop : stops)
            stop.request_stop();
        if (over)
            over->tell();
        if (taken.empty())
            return;
        for (const Queued &each : taken)
            told->end(each.number, WorkForecast::Ended::Shortened);
        tell([taken = std::move(taken)](AnalysisQueue &queue) {
            for (const Queued &each : taken) {
                if (queue.m_events.changed)
                    queue.m_events.changed(each.item.id);
            }
            queue.endWhenIdle();
        });
    }

    /// With the lock. The end to tell when no worker reads and none will.
    std::shared_ptr<WorkEnd> endIfDrained()
    {
        return atWork.empty() && waiting.empty() ? std::exchange(end, nullptr) : nullptr;
    }

    void work()
    {
        Queued next;
        std::stop_source stop;
        std::shared_ptr<const Basis> how;
        std::optional<WorkProgress> told;
        int threads = 1;
        {
            const std::lock_guard lock(mutex);
            if (waiting.empty())
                return; // it was taken out
            next = std::move(waiting.front());
            waiting.pop_front();
            threads = scheduler.threadsEach(qsizetype(atWork.size() + 1 + waiting.size()));
            atWork[next.item.id] = {stop, 0};
            how = basis;
            told = progress;
        }
        const ItemId id = next.item.id;
        told->begin(next.number);
        tell([id](AnalysisQueue &queue) {
            if (queue.m_events.changed)
                queue.m_events.changed(id);
        });
        const JobContext context(stop.get_token(), [&](qint64 done, qint64 of) {
            const double share = of > 0 ? std::clamp(double(done) / double(of), 0.0, 1.0) : 0.0;
            {
                const std::lock_guard lock(mutex);
                atWork[id].share = share;
            }
            told->report(next.number, share);
        });
        AnalysisSettings settings = how->settings;
        if (settings.threads <= 0)
            settings.threads = threads;
        auto analysis = guarded("workflow/queue", [&] {
            return analyzeApart(vault, next.item, registry, settings, how->names, context);
        });
        if (analysis) {
            auto sealed = next.sealText(analysis->text);
            if (sealed)
                analysis->sealedText = *sealed;
            else
                analysis = sealed.error();
        }
        const bool whole = analysis && !analysis->leftAside &&
                           analysis->described.state == casefile::ItemState::Analysed;
        told->end(next.number, whole ? WorkForecast::Ended::Done : WorkForecast::Ended::Shortened);
        std::shared_ptr<WorkEnd> over;
        {
            const std::lock_guard lock(mutex);
            atWork.erase(id);
            over = endIfDrained();
        }
        tell([item = std::move(next.item), analysis = std::move(analysis)](AnalysisQueue &queue) {
            queue.finish(item, analysis);
        });
        if (over)
            over->tell();
    }

    const std::shared_ptr<vault::Vault> vault; // shared with the case
    const detect::Registry registry;
    Scheduler &scheduler;
    const Scheduler::Line line;
    const Post post;
    AnalysisQueue *owner = nullptr; ///< of the case's thread alone; null when it is gone

    mutable std::mutex mutex; ///< what follows
    std::shared_ptr<const Basis> basis;
    std::deque<Queued> waiting;
    std::map<ItemId, Running> atWork;
    int open = 0; ///< waiting, at work, or on the way to the journal
    int total = 0;
    int dropped = 0;
    bool stopped = false; ///< the work that is going on; what it still finds is left
    std::optional<WorkProgress> progress; ///< of the work that is going on
    std::shared_ptr<WorkEnd> end;         ///< to be told; null: nothing is read
    std::stop_source stopping;
    std::unique_ptr<Stopper> stopper; ///< of the case's thread alone
};

AnalysisQueue::AnalysisQueue(casefile::Case &openCase, const detect::Registry &registry,
                             Scheduler &scheduler, Post post, Events events)
    : m_case(openCase)
    , m_events(std::move(events))
    , d(std::make_shared<State>(openCase.sharedVault(), registry, scheduler, std::move(post)))
{
    d->owner = this;
}

AnalysisQueue::~AnalysisQueue()
{
    d->owner = nullptr;
    d->stopAll();
    d->stopper.reset();
}

void AnalysisQueue::setBasis(AnalysisSettings settings, QStringList names)
{
    Q_ASSERT(settings.worker);
    const std::lock_guard lock(d->mutex);
    d->basis = std::make_shared<const Basis>(Basis{std::move(settings), std::move(names)});
}

void AnalysisQueue::add(const QList<ItemId> &items)
{
    QSet<ItemId> known;
    bool begins = false;
    {
        const std::lock_guard lock(d->mutex);
        Q_ASSERT(d->basis);
        for (const Queued &each : d->waiting)
            known.insert(each.item.id);
        for (const auto &[id, running] : d->atWork)
            known.insert(id);
        begins = d->open == 0 || d->stopped;
    }
    std::vector<casefile::Item> fresh;
    for (const ItemId id : items) {
        const casefile::Item *item = m_case.sheet().item(id);
        if (item == nullptr || known.contains(id))
            continue;
        known.insert(id);
        fresh.push_back(*item);
    }
    if (fresh.empty())
        return;
    if (begins) {
        d->stopper.reset();
        const std::stop_source stop;
        const JobContext context =
            m_events.began ? m_events.began(stop) : JobContext(stop.get_token());
        {
            const std::lock_guard lock(d->mutex);
            d->stopping = stop;
            d->progress.emplace(context, d->scheduler.threads());
            d->total = d->open;
            d->dropped = 0;
            d->stopped = false;
        }
        // Weakly: the callback belongs to what it calls.
        d->stopper = std::make_unique<State::Stopper>(stop.get_token(), [weak = std::weak_ptr(d)] {
            if (const auto state = weak.lock())
                state->stopAll();
        });
    }
    std::shared_ptr<WorkEnd> reading;
    bool told = false;
    std::stop_source stop;
    {
        const std::lock_guard lock(d->mutex);
        for (const casefile::Item &item : fresh) {
            const int number = d->progress->add(toString(item.kind).toLatin1(),
                                                double(medium::of(item.kind).analysisWeight(item)));
            d->waiting.push_back({item, number, m_case.textSealer(item.id)});
        }
        d->open += int(fresh.size());
        d->total += int(fresh.size());
        if (!d->end)
            d->end = std::make_shared<WorkEnd>();
        else if (!begins)
            told = true;
        reading = d->end;
        stop = d->stopping;
    }
    if (!told && m_events.reads)
        m_events.reads(stop, reading);
    for (const casefile::Item &item : fresh) {
        if (m_events.changed)
            m_events.changed(item.id);
        d->line.start([state = d] { state->work(); });
    }
    if (stop.stop_requested())
        d->stopAll(); // it was while they were added
}

void AnalysisQueue::raise(ItemId item)
{
    const std::lock_guard lock(d->mutex);
    const auto at = std::find_if(d->waiting.begin(), d->waiting.end(),
                                 [item](const Queued &each) { return each.item.id == item; });
    if (at != d->waiting.end())
        std::rotate(d->waiting.begin(), at, at + 1);
}

void AnalysisQueue::skip(ItemId item)
{
    std::optional<std::stop_source> running;
    std::shared_ptr<WorkEnd> over;
    std::optional<WorkProgress> progress;
    int taken = -1;
    {
        const std::lock_guard lock(d->mutex);
        if (const auto at = d->atWork.find(item); at != d->atWork.end())
            running = at->second.stop;
        const auto at = std::find_if(d->waiting.begin(), d->waiting.end(),
                                     [item](const Queued &each) { return each.item.id == item; });
        if (at != d->waiting.end()) {
            taken = at->number;
            d->waiting.erase(at);
            ++d->dropped;
            --d->open;
            over = d->endIfDrained();
            progress = d->progress;
        }
    }
    if (running)
        running->request_stop();
    if (over)
        over->tell();
    if (taken < 0)
        return;
    progress->end(taken, WorkForecast::Ended::Shortened);
    if (m_events.changed)
        m_events.changed(item);
    endWhenIdle();
}

void AnalysisQueue::stop()
{
    d->stopAll();
}

void AnalysisQueue::finish(const casefile::Item &item, const Result<ItemAnalysis> &analysis)
{
    const Result<void> saved =
        analysis ? applyAnalysis(m_case, *analysis) : Result<void>(analysis.error());
    const QList<ItemId> parts = saved ? freshParts(m_case.sheet(), item.id) : QList<ItemId>();
    bool goesOn = true;
    {
        const std::lock_guard lock(d->mutex);
        goesOn = !d->stopped;
        d->dropped += goesOn ? 0 : int(parts.size());
    }
    // Before the item is let go, so that it is one work with its parts.
    if (goesOn && !parts.isEmpty())
        add(parts);
    {
        const std::lock_guard lock(d->mutex);
        --d->open;
    }
    if (m_events.done)
        m_events.done(analysis ? analysis->described : item, saved);
    if (m_events.changed)
        m_events.changed(item.id);
    endWhenIdle();
}

void AnalysisQueue::endWhenIdle()
{
    {
        const std::lock_guard lock(d->mutex);
        if (d->open > 0 || !d->progress)
            return;
        d->progress.reset();
    }
    if (m_events.idle)
        m_events.idle();
}

bool AnalysisQueue::isIdle() const
{
    const std::lock_guard lock(d->mutex);
    return d->open == 0;
}

bool AnalysisQueue::isWaiting(ItemId item) const
{
    const std::lock_guard lock(d->mutex);
    return std::any_of(d->waiting.begin(), d->waiting.end(),
                       [item](const Queued &each) { return each.item.id == item; });
}

bool AnalysisQueue::isAnalyzing(ItemId item) const
{
    const std::lock_guard lock(d->mutex);
    return d->atWork.contains(item);
}

QList<ItemId> AnalysisQueue::analyzing() const
{
    const std::lock_guard lock(d->mutex);
    QList<ItemId> items;
    for (const auto &[id, running] : d->atWork)
        items.append(id);
    return items;
}

double AnalysisQueue::share(ItemId item) const
{
    const std::lock_guard lock(d->mutex);
    const auto at = d->atWork.find(item);
    return at != d->atWork.end() ? at->second.share : 0;
}

int AnalysisQueue::open() const
{
    const std::lock_guard lock(d->mutex);
    return d->open;
}

int AnalysisQueue::total() const
{
    const std::lock_guard lock(d->mutex);
    return d->total;
}

int AnalysisQueue::dropped() const
{
    const std::lock_guard lock(d->mutex);
    return d->dropped;
}

Result<void> analyzeCase(casefile::Case &openCase, const detect::Registry &registry,
                         const AnalysisSettings &settings, const QList<ItemId> &items,
                         Scheduler &scheduler,
                         const std::function<void(const casefile::Item &)> &itemDone,
                         const JobContext &context)
{
    if (context.cancelled() && !items.isEmpty())
        return JobContext::cancelledError("workflow/analyze");
    /// Calls for this thread. Shared with workers that may come back late.
    struct Calls
    {
        std::mutex mutex;
        std::condition_variable changed;
        std::deque<std::function<void()>> queue;
    };
    const auto calls = std::make_shared<Calls>();
    Result<void> outcome;
    bool over = true;
    AnalysisQueue *all = nullptr;
    AnalysisQueue::Events events;
    events.began = [&](const std::stop_source &) {
        over = false;
        return context;
    };
    events.done = [&](const casefile::Item &item, const Result<void> &saved) {
        if (saved && itemDone)
            itemDone(item);
        if (saved || !outcome)
            return;
        outcome = saved.error();
        all->stop(); // nothing more can be kept
    };
    events.idle = [&] { over = true; };
    AnalysisQueue queue(
        openCase, registry, scheduler,
        [calls](std::function<void()> call) {
            {
                const std::lock_guard lock(calls->mutex);
                calls->queue.push_back(std::move(call));
            }
            calls->changed.notify_one();
        },
        events);
    all = &queue;
    const std::stop_callback stops(context.token(), [&queue] { queue.stop(); });
    queue.setBasis(settings, openCase.sheet().subjectNames());
    queue.add(items);
    if (context.cancelled())
        queue.stop(); // it may have been too early
    while (!over) {
        std::function<void()> call;
        {
            std::unique_lock lock(calls->mutex);
            calls->changed.wait(lock, [&calls] { return !calls->queue.empty(); });
            call = std::move(calls->queue.front());
            calls->queue.pop_front();
        }
        call();
    }
    if (outcome && queue.dropped() > 0)
        return JobContext::cancelledError("workflow/analyze");
    return outcome;
}

} // namespace redoubt::workflow
