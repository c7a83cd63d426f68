// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/atomicoutput.h"
#include "core/base/bytesource.h"
#include "core/jobs/answers.h"
#include "core/jobs/jobcontext.h"
#include "core/worker/sandbox.h"
#include "core/worker/sharedarea.h"

#include <QByteArray>
#include <QString>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace redoubt::worker {

/// What a job in a worker may ask for. Borrowed; null: it has none.
struct Served
{
    const ByteSource *source = nullptr;
    Answers *answers = nullptr;
    AtomicOutput *output = nullptr;
};

struct WorkersSetup
{
    /// redoubt-worker on this machine.
    std::filesystem::path program;
    /// Another way to start it, such as {"srun", "redoubt-worker"}, on this machine or another: it
    /// takes job after job on its standard input and output and forks a process for each. As many
    /// are started as there are jobs at once. Empty: fork servers here.
    std::vector<std::string> command;
    QString language;    ///< of the sentences that come back; empty: the system's
    QString programName; ///< name and version, which a worker must have too
    qint64 memory = 0;   ///< bytes for one job; 0: memoryLimit()
    /// How often a job of a command is begun again when its process is lost, which on another
    /// machine says nothing about the file.
    int tries = 3;
};

/// redoubt-worker beside the running program, or where it is installed; REDOUBT_WORKER before both,
/// and its mere name, which the system looks for, after them.
std::filesystem::path findWorkerProgram();

/// A worker that stays with one source and carries out order after order. Threads: one at a time.
class WorkerSession
{
public:
    ~WorkerSession(); ///< ends the process
    WorkerSession(const WorkerSession &) = delete;
    WorkerSession &operator=(const WorkerSession &) = delete;
    /// Blocks until the answer is there. After Cancelled, and after the worker was lost, every
    /// further order gets the same error. Errors: as of Workers::run().
    Result<QByteArray> ask(const QByteArray &order, const JobContext &context);
    /// Where the latest answer put what is large; null: it is all in the answer.
    const SharedArea *area() const;

private:
    friend class Workers;
    struct Private;
    explicit WorkerSession(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

/// Runs jobs in processes that have no key, no path, no passphrase and no network (see closeIn()),
/// and takes what they send back for what it is: bytes of a stranger. Threads: all functions from
/// any; as many jobs at once as the callers have threads.
class Workers
{
public:
    explicit Workers(WorkersSetup setup);
    ~Workers();
    Workers(const Workers &) = delete;
    Workers &operator=(const Workers &) = delete;

    /// What a job needs to be there before it begins.
    enum class Need {
        Nothing,
        Loaded ///< the patterns of text, which take a second: loaded once, for all jobs
    };

    /// Which processes on this machine get the processor first. What is open is First.
    enum class Turn {
        First, ///< a person waits
        Later  ///< when no work that is First wants it
    };

    /// Does one job and blocks until its result is there. A cancel ends the process and comes back
    /// at once; whoever has no patience with a job that says nothing cancels it. Errors: Cancelled;
    /// what the job gave (of the kinds that a file can be to blame for, else Damaged); Damaged for
    /// a process that died of the file or answered with nonsense; Limit for one that ran into a
    /// bound; Missing when no worker can be started; those of writing the output.
    Result<QByteArray> run(const QByteArray &job, const Served &served, Need need,
                           const JobContext &context, Turn turn = Turn::First);

    /// Begins a job that takes orders. Errors: Missing, Cancelled, as of run().
    Result<std::unique_ptr<WorkerSession>> open(const QByteArray &job,
                                                std::shared_ptr<const ByteSource> source,
                                                const JobContext &context);

    /// What holds in all of the workers so far, as they told; nothing before the first.
    std::optional<std::vector<Barrier>> barriers() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace redoubt::worker
