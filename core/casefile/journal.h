// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casefile/event.h"
#include "core/casefile/eventlog.h"
#include "core/casefile/highwater.h"
#include "core/vault/vault.h"

#include <functional>
#include <memory>

class QThread;

namespace redoubt::casefile {

/// The append-only, sealed and chained list of events of one case (JOURNAL.md, and FORMAT.md
/// section 8 of the vault), in any log of rows. Threads: the thread that opened it. Ownership: has
/// the log, borrows the vault.
class Journal
{
public:
    using Visitor = std::function<Result<void>(quint64 sequence, Event &&event)>;

    /// Requires: @a log is empty, and Vault::lockJournal() before the first append().
    static std::unique_ptr<Journal> create(std::unique_ptr<EventLog> log,
                                           const vault::Vault &vault);
    /// Reads, verifies and hands out every row. Damaged when a row was changed, dropped, moved or
    /// added, or when the journal is older than the mark.
    static Result<std::unique_ptr<Journal>> open(std::unique_ptr<EventLog> log,
                                                 const vault::Vault &vault, vault::Access access,
                                                 Rollback rollback, const Visitor &visit);
    ~Journal();

    /// All of the events or none, durable when it returns. Writes a checkpoint of its own after
    /// every thousand rows. Errors: those of the log; nothing was written then.
    /// Requires: there are events.
    Result<void> append(const QList<Event> &events);
    /// Signs the state, unless nothing was written since the last time.
    Result<void> checkpoint(const QString &actor);
    quint64 rows() const;
    QByteArray head() const; ///< h(rows), 32 bytes
    /// Reads the stored rows again, from the log: chain, seals, checkpoints, mark.
    Result<void> verify(const Visitor &visit) const;
    /// As Case::moveToThread().
    void moveToThread(QThread &thread);

private:
    struct Private;
    explicit Journal(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace redoubt::casefile
