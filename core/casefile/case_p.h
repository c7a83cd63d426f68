// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/case.h"
#include "core/casefile/fold.h"
#include "core/casefile/journal.h"
#include "core/casefile/undohistory.h"

#include <QSet>

namespace redoubt::casefile {

struct Case::Private
{
    /// Journals the events, then shows them.
    Result<void> record(QList<Payload> payloads);
    Result<void> gesture(const QList<Change> &changes, const Step &step);
    Result<void> visit(Event &&event);
    /// Against a second writer of a copy of this case.
    Result<void> holdAgainstCopies();
    /// Remembers the objects that a row names.
    void note(const Payload &payload);
    void restoreUndo();
    /// Who and when, where a decision does not say.
    Decision completed(Decision decision) const;
    Error unknownItem() const;

    // Destroyed in the reverse order: the journal borrows the vault, whose lock on it must go after
    // the connection; the commands borrow the sheet.
    std::optional<CopyLock> copyLock;
    std::shared_ptr<vault::Vault> vault; // shared with the jobs that read on other threads
    std::unique_ptr<Journal> journal;
    bool closed = false;
    ReviewSheet sheet;
    QSet<ObjectId> named;    ///< by any row of the journal, also one that a later row replaced
    QList<ObjectId> unnamed; ///< orphans when the case was opened
    UndoHistory history;
    QUndoStack undo;
    Case *self = nullptr;
    QString actor;
    std::function<void(const Error &)> onError;
    quint64 lastStep = 0;
    quint64 salt = 0;          ///< makes the gestures of this session differ from all others
    bool undoRestored = false; ///< the stack is built when somebody first asks for it
    bool restoring = false;    ///< commands are being put back and must not act
};

} // namespace redoubt::casefile
