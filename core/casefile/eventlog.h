// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>

#include <functional>

class QThread;

namespace redoubt::casefile {

/// Rows that belong together.
struct RowBatch
{
    quint64 first = 0; ///< number of the first row
    QList<QByteArray> rows;
    /// The newest signed checkpoint, which the log keeps in the clear beside the rows, for auditors
    /// without keys; empty: the one that is there stays.
    QByteArray checkpoint;
};

/// Where the rows of a journal lie, numbered from 1. It knows nothing of what is in them, and what
/// it gives is believed by nobody: sealing, chain and signatures are the journal's, which finds
/// rows that are missing, moved, changed or put back in time. What a log has to hold is that what
/// was appended is there after a crash, whole or not at all, and that nobody else appends
/// meanwhile. Threads: that of the journal.
class EventLog
{
public:
    using Visitor = std::function<Result<void>(quint64 number, const QByteArray &row)>;

    virtual ~EventLog() = default;
    /// All rows of the batch or none, durable when it returns. Errors: Conflict when the log is no
    /// longer the one that was opened, or somebody else writes to it; NoSpace; Io, also when a row
    /// of such a number is there already. After an error nothing of the batch is there, or the log
    /// takes no more rows until it is opened again.
    /// Requires: the log was opened for writing, and the batch has rows.
    virtual Result<void> append(const RowBatch &batch) = 0;
    /// Hands out what is stored from row @a first on, in rising order of the numbers, until the
    /// visitor returns an error, which is then the answer. From 0 on: all that is stored, also what
    /// has a number that no row can have.
    virtual Result<void> scan(quint64 first, const Visitor &visit) const = 0;
    /// Number of the newest row that is stored; 0 when there is none.
    virtual Result<quint64> tail() const = 0;
    /// As Journal::moveToThread(), for a log that belongs to a thread.
    virtual void moveToThread(QThread &) {}
};

/// What people are told of a journal that is not as this program left it.
Error damagedJournal(const QString &what);

} // namespace redoubt::casefile
