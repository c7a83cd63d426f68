// SPDX-License-Identifier: AGPL-3.0-or-later
// How the processes of Workers are started and ended. Internal to core/worker.
#pragma once

#include "core/worker/forkserver.h"
#include "core/worker/workers.h"

#include <memory>
#include <mutex>

namespace redoubt::worker {

/// One process with a job, or with job after job. Each that is made ends it in its destructor.
class WorkerProcess
{
public:
    virtual ~WorkerProcess();
    WorkerProcess(const WorkerProcess &) = delete;
    WorkerProcess &operator=(const WorkerProcess &) = delete;
    /// For reading and writing; it does not block.
    int fd() const { return m_fd; }
    /// Ends it at once and gives its wait status, where that can be known.
    virtual std::optional<int> end() = 0;

protected:
    /// Takes @a fd over.
    explicit WorkerProcess(int fd);

private:
    const int m_fd;
};

/// The fork server, started when it is first needed and again when it was lost. Threads: any.
class LocalStarter
{
public:
    /// @a options: of the program.
    LocalStarter(const WorkersSetup &setup, std::vector<std::string> options)
        : m_setup(setup)
        , m_options(std::move(options))
    {}
    ~LocalStarter();
    /// @a areaFd: of a SharedArea that it has too; -1: none. Errors: Missing.
    Result<std::unique_ptr<WorkerProcess>> start(Workers::Turn turn, int areaFd = -1);
    std::optional<int> reap(int process);

private:
    Result<void> launch();

    const WorkersSetup &m_setup;
    const std::vector<std::string> m_options;
    std::mutex m_mutex; ///< what follows
    std::unique_ptr<ForkClient> m_server;
    int m_process = -1;
};

/// A process of its own for each job. Errors: Missing.
Result<std::unique_ptr<WorkerProcess>> startCommand(const WorkersSetup &setup);

} // namespace redoubt::worker
