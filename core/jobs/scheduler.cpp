// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/scheduler.h"

#include <QThread>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <optional>
#include <thread>

namespace redoubt {

namespace {

/// A person looks at one window: more at once is a mistake of the program, and waits its turn.
constexpr int kMostInteractive = 32;

using Stopped = std::stop_callback<std::function<void()>>;

struct Piece
{
    Scheduler::Task task;
    std::stop_token token;
    /// Goes with the piece, and never under the lock: it may have to wait for a call of itself.
    std::unique_ptr<Stopped> stopped;
};

} // namespace

struct Scheduler::Line::Queue
{
    JobClass jobClass = JobClass::Long;
    Places places = Places::Budget;
    int most = 0; ///< 0: any number
    int atWork = 0;
    std::deque<Piece> waiting;

    bool mayBegin() const { return !waiting.empty() && (most == 0 || atWork < most); }
};

struct Scheduler::State : std::enable_shared_from_this<State>
{
    using Queue = Line::Queue;
    struct Begun
    {
        Piece piece;
        std::shared_ptr<Queue> queue; ///< null: it was stopped, and took no place
    };

    explicit State(int budget)
        : threads(budget)
    {}

    void add(const std::shared_ptr<Queue> &queue, Piece piece)
    {
        const std::lock_guard lock(mutex);
        if (piece.token.stop_requested()) {
            begin({std::move(piece), nullptr});
            return;
        }
        queue->waiting.push_back(std::move(piece));
        if (std::find(turns.begin(), turns.end(), queue) == turns.end())
            turns.push_back(queue);
        dispatch();
    }

    /// What was stopped while it waited begins at once.
    void takeStopped()
    {
        const std::lock_guard lock(mutex);
        for (const auto &queue : turns) {
            std::deque<Piece> left;
            for (Piece &piece : queue->waiting) {
                if (piece.token.stop_requested())
                    begin({std::move(piece), nullptr});
                else
                    left.push_back(std::move(piece));
            }
            queue->waiting.swap(left);
        }
        dispatch();
    }

    // ---- With the lock

    int allAtWork() const { return interactiveAtWork + longAtWork; }

    bool mayBegin(const Queue &queue) const
    {
        if (!queue.mayBegin())
            return false;
        if (queue.jobClass == JobClass::Interactive)
            return interactiveAtWork < kMostInteractive;
        return queue.places == Places::Own || allAtWork() < threads || longAtWork == 0;
    }

    /// Begins whatever may. Interactive pieces first; the line that got a place goes to the end.
    void dispatch()
    {
        for (;;) {
            auto next = turns.end();
            for (auto it = turns.begin(); it != turns.end(); ++it) {
                if (!mayBegin(**it))
                    continue;
                if ((*it)->jobClass == JobClass::Interactive) {
                    next = it;
                    break;
                }
                if (next == turns.end())
                    next = it;
            }
            if (next == turns.end())
                break;
            const std::shared_ptr<Queue> queue = *next;
            turns.splice(turns.end(), turns, next);
            Piece piece = std::move(queue->waiting.front());
            queue->waiting.pop_front();
            ++queue->atWork;
            ++(queue->jobClass == JobClass::Interactive ? interactiveAtWork : longAtWork);
            begin({std::move(piece), queue});
        }
        turns.remove_if([](const auto &queue) { return queue->waiting.empty(); });
    }

    void begin(Begun begun)
    {
        ready.push_back(std::move(begun));
        ++unfinished;
        if (ready.size() > idle)
            pool.emplace_back([self = shared_from_this()] { self->work(); });
        else
            wake.notify_one();
    }

    bool over() const { return unfinished == 0 && turns.empty(); }

    // ---- Each thread

    void work()
    {
        std::unique_lock lock(mutex);
        for (;;) {
            ++idle;
            wake.wait(lock, [this] { return !ready.empty() || ending; });
            --idle;
            if (ready.empty())
                return;
            Begun begun = std::move(ready.front());
            ready.pop_front();
            lock.unlock();
            begun.piece.task();
            begun.piece = {}; // what it owned is gone before anyone is told
            lock.lock();
            if (begun.queue) {
                --begun.queue->atWork;
                --(begun.queue->jobClass == JobClass::Interactive ? interactiveAtWork : longAtWork);
            }
            --unfinished;
            dispatch();
            if (over())
                done.notify_all();
        }
    }

    const int threads;
    mutable std::mutex mutex; ///< what follows, and the queues
    std::condition_variable wake;
    std::condition_variable done;
    std::list<std::shared_ptr<Queue>> turns; ///< with pieces that wait; the first is next
    std::deque<Begun> ready;                 ///< have a place, and wait for a thread
    size_t idle = 0;
    size_t unfinished = 0; ///< begun and not finished
    int interactiveAtWork = 0;
    int longAtWork = 0;
    bool ending = false;
    std::list<std::thread> pool; ///< joined by the scheduler
};

Scheduler::Line::Line(std::shared_ptr<State> state, std::shared_ptr<Queue> queue)
    : m_state(std::move(state))
    , m_queue(std::move(queue))
{}

void Scheduler::Line::start(Task task, std::stop_token token) const
{
    Piece piece{std::move(task), token, nullptr};
    // Without the lock: a token that is stopped already calls back from here.
    if (token.stop_possible())
        piece.stopped =
            std::make_unique<Stopped>(std::move(token), [weak = std::weak_ptr(m_state)] {
                if (const auto state = weak.lock())
                    state->takeStopped();
            });
    m_state->add(m_queue, std::move(piece));
}

Scheduler::Scheduler(int threads)
    : d(std::make_shared<State>(threads > 0 ? threads : std::max(1, QThread::idealThreadCount())))
    , m_interactive(newLine(JobClass::Interactive, Places::Budget))
    , m_long(newLine(JobClass::Long, Places::Budget))
{}

Scheduler::~Scheduler()
{
    std::list<std::thread> pool;
    {
        std::unique_lock lock(d->mutex);
        d->done.wait(lock, [this] { return d->over(); });
        d->ending = true;
        pool.swap(d->pool);
    }
    d->wake.notify_all();
    for (std::thread &each : pool)
        each.join();
}

int Scheduler::threads() const
{
    return d->threads;
}

int Scheduler::threadsEach(qsizetype pieces) const
{
    return int(std::max<qsizetype>(1, d->threads / std::max<qsizetype>(1, pieces)));
}

Scheduler::Line Scheduler::newLine(JobClass jobClass, Places places, int most)
{
    auto queue = std::make_shared<Line::Queue>();
    queue->jobClass = jobClass;
    queue->places = places;
    queue->most = most;
    return Line(d, std::move(queue));
}

const Scheduler::Line &Scheduler::line(JobClass jobClass) const
{
    return jobClass == JobClass::Interactive ? m_interactive : m_long;
}

int Scheduler::atWork() const
{
    const std::lock_guard lock(d->mutex);
    return d->allAtWork();
}

bool Scheduler::waitForDone(std::chrono::milliseconds limit)
{
    std::unique_lock lock(d->mutex);
    return d->done.wait_for(lock, limit, [this] { return d->over(); });
}

void forEachOn(const Scheduler::Line &line, size_t count, int most,
               const std::function<void(size_t)> &piece)
{
    struct Shared
    {
        std::mutex mutex;
        std::condition_variable changed;
        size_t next = 0;
        size_t back = 0; ///< pieces that came back
        size_t count = 0;
        const std::function<void(size_t)> *piece = nullptr; ///< while the caller is here
    };
    // Shared with helpers that get their place when nothing is left to do.
    const auto shared = std::make_shared<Shared>();
    shared->count = count;
    shared->piece = &piece;
    const auto take = [](Shared &all) {
        std::unique_lock lock(all.mutex);
        while (all.next < all.count) {
            const size_t index = all.next++;
            lock.unlock();
            (*all.piece)(index);
            lock.lock();
            ++all.back;
        }
        if (all.back == all.count)
            all.changed.notify_all();
    };
    std::stop_source enough;
    for (size_t i = 1; i < std::min<size_t>(count, size_t(std::max(1, most))); ++i)
        line.start([shared, take] { take(*shared); }, enough.get_token());
    take(*shared);
    enough.request_stop(); // helpers without a place go
    std::unique_lock lock(shared->mutex);
    shared->changed.wait(lock, [&] { return shared->back == shared->count; });
}

} // namespace redoubt
