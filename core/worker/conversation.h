// SPDX-License-Identifier: AGPL-3.0-or-later
// The end of a channel that has the file. Internal to core/worker.
#pragma once

#include "core/jobs/jobcontext.h"
#include "core/worker/channel.h"
#include "core/worker/workers.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace redoubt::worker {

/// Why a process ended that had not finished its job, by its wait status.
Error stopped(const std::optional<int> &status);

/// A descriptor that can be read once a job is cancelled, so that a poll for its worker ends.
class WakeEvent
{
public:
    WakeEvent();
    ~WakeEvent();
    WakeEvent(const WakeEvent &) = delete;
    WakeEvent &operator=(const WakeEvent &) = delete;
    int fd() const { return m_fd; }
    /// As long as what it gives lives.
    using Watch = std::stop_callback<std::function<void()>>;
    std::unique_ptr<Watch> watch(const std::stop_token &token) const;

private:
    const int m_fd;
};

/// Answers what a worker asks until it gives a result. Borrows all of it.
class Conversation
{
public:
    Conversation(Channel &channel, const Served &served, const JobContext &context)
        : m_channel(channel)
        , m_served(served)
        , m_context(context)
    {}
    /// The body of the result. Errors: what the job gave, as far as a stranger is believed; what
    /// serving it gave; those of the channel.
    Result<QByteArray> run();
    /// The worker came to an end of its own.
    bool finished() const { return m_finished; }
    /// The fault is neither the file's nor the worker's.
    bool ours() const { return m_ours; }

private:
    Result<void> serve(const Packet &message);
    Result<void> keep(const Packet &message);
    Result<void> write(const Packet &message);
    Result<void> resize(const Packet &message);
    Result<void> progress(const Packet &message);
    Result<void> read(const Packet &message);
    Result<void> own(Result<void> done);

    Channel &m_channel;
    const Served &m_served;
    const JobContext &m_context;
    bool m_finished = false;
    bool m_ours = false;
};

} // namespace redoubt::worker
