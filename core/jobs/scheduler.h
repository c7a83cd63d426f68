// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>

namespace redoubt {

/// Who waits for a piece of work.
enum class JobClass {
    Interactive, ///< a person: a canvas, a thumbnail, the words of a page, unlocking a case
    Long         ///< nobody right now: sealing, analysis, release
};

/// The one place where the program's work begins. It has a budget: how many pieces of long work are
/// done at once, each on one thread and, when it reads an item, with one process. What a person
/// waits for begins at once, whatever else is at work, and counts: no further long piece begins
/// while the budget is used up, but one is always at work. Within a class the lines take turns.
/// Threads: all functions from any.
class Scheduler
{
    struct State;

public:
    using Task = std::function<void()>;

    /// Which places the pieces of a line may take.
    enum class Places {
        Budget, ///< those that are free within the budget
        Own     ///< one more than the budget, so that it begins at once; it counts like the others
    };

    /// The pieces of one owner (an analysis, a release), begun in the order in which they came.
    /// Copies share the line. What was queued is done, also after the last copy is gone.
    class Line
    {
    public:
        /// Queues a piece, which must not throw. When @a token is stopped before it has begun, it
        /// begins at once, whatever else is at work, to say that it was cancelled.
        void start(Task task, std::stop_token token = {}) const;

    private:
        friend class Scheduler;
        struct Queue;
        Line(std::shared_ptr<State> state, std::shared_ptr<Queue> queue);
        std::shared_ptr<State> m_state; // shared with the scheduler
        std::shared_ptr<Queue> m_queue; // shared with the copies and the scheduler
    };

    /// @a threads: the budget; 0 or less: the number of cores.
    explicit Scheduler(int threads = 0);
    /// Does what was queued and waits for all of it.
    ~Scheduler();
    Scheduler(const Scheduler &) = delete;
    Scheduler &operator=(const Scheduler &) = delete;

    int threads() const;
    /// How many threads each of @a pieces that are done at once may have inside of itself.
    int threadsEach(qsizetype pieces) const;

    /// Another line. @a most: pieces of it at once; 0: as many as the budget allows.
    Line newLine(JobClass jobClass, Places places = Places::Budget, int most = 0);
    /// The line of whoever has none.
    const Line &line(JobClass jobClass) const;

    /// How many pieces are at work, of both classes.
    int atWork() const;
    /// False when pieces are queued or at work after @a limit.
    bool waitForDone(std::chrono::milliseconds limit);

private:
    std::shared_ptr<State> d; // shared with lines and threads
    Line m_interactive;
    Line m_long;
};

/// Calls @a piece with 0 to @a count - 1, each once, on the calling thread and beside it on up to
/// @a most - 1 pieces of @a line, as they get a place; returns when all have come back. The calling
/// thread works as well, so that it comes to an end without any place. Requires: @a piece does not
/// throw.
void forEachOn(const Scheduler::Line &line, size_t count, int most,
               const std::function<void(size_t)> &piece);

} // namespace redoubt
