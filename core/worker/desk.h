// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/atomicoutput.h"
#include "core/base/bytesource.h"
#include "core/jobs/answers.h"
#include "core/jobs/jobcontext.h"
#include "core/worker/channel.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <mutex>

namespace redoubt::worker {

/// For a job or an order that cannot be read.
Error noJob();

/// The largest piece of a source that is asked for at once.
constexpr qint64 kLargestRead = 1 << 20;

/// What a job in a worker has instead of files: bytes that are read, answers that are found and
/// kept, and an output that is written, all through a channel. When nobody listens at its other end
/// the process ends at once: there is nothing left to do and nothing to tidy up.
/// Threads: what it gives may be used from any.
class Desk
{
public:
    /// Borrows the channel, and what it shares with the other end, if anything. @a size: of the
    /// source, negative for a job without one.
    Desk(Channel &channel, SharedArea *area, qint64 size);
    ~Desk();
    Desk(const Desk &) = delete;
    Desk &operator=(const Desk &) = delete;

    /// Empty for a job without one.
    const ByteSource &source() const;
    /// For what is large in the answer to an order. Null: there is none.
    SharedArea *area() const;
    Answers &answers();
    /// An output that goes to the other end, for messages under @a name. Its commit() is not for
    /// the worker.
    std::unique_ptr<AtomicOutput> output(const QString &name);
    /// For a job that takes orders: carries them out one by one, until nobody has any, and ends the
    /// process then.
    [[noreturn]] void
    takeOrders(const std::function<Result<QByteArray>(const QByteArray &order)> &carryOut);
    /// Tells progress, not more often than a person can follow.
    JobContext context() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

using Work = std::function<Result<QByteArray>(const QByteArray &job, Desk &desk)>;
/// Does one job: tells @a hello, reads the job, sends the result of @a work or its error, and ends
/// the process; threads that hang in a parser, and all memory, go with it. A thrown exception
/// becomes an error, as by guarded(). @a area: as in Desk.
[[noreturn]] void serveOneJob(Channel &channel, SharedArea *area, const QByteArray &hello,
                              const Work &work);

} // namespace redoubt::worker
