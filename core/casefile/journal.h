// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casefile/event.h"
#include "core/casefile/highwater.h"
#include "core/vault/vault.h"

#include <filesystem>
#include <functional>
#include <memory>

namespace redoubt::casefile {

/// The append-only, sealed and chained list of events of one case: `journal.db` (JOURNAL.md, and
/// FORMAT.md section 8 of the vault). Threads: the thread that opened it. Ownership: borrows the
/// vault.
class Journal
{
public:
    using Visitor = std::function<Result<void>(quint64 sequence, Event &&event)>;

    /// Requires: Vault::lockJournal() before the first append().
    static Result<std::unique_ptr<Journal>> create(const std::filesystem::path &file,
                                                   const vault::Vault &vault);
    /// Reads, verifies and hands out every row. Damaged when a row was changed, dropped, moved or
    /// added, or when the journal is older than the mark.
    static Result<std::unique_ptr<Journal>> open(const std::filesystem::path &file,
                                                 const vault::Vault &vault, vault::Access access,
                                                 Rollback rollback, const Visitor &visit);
    ~Journal();
    /// Gives the files of a journal other names, so that a new one can be made. Nothing is removed.
    /// Requires: the vault is locked for writing.
    static Result<void> setAside(const std::filesystem::path &file);

    /// All of the events or none, durable when it returns. Writes a checkpoint of its own after
    /// every thousand rows. Errors: Conflict when the file is no longer the one that was opened.
    Result<void> append(const QList<Event> &events);
    /// Signs the state, unless nothing was written since the last time.
    Result<void> checkpoint(const QString &actor);
    quint64 rows() const;
    QByteArray head() const; ///< h(rows), 32 bytes
    /// Reads the stored rows again, from the file: chain, seals, checkpoints, mark.
    Result<void> verify(const Visitor &visit) const;

private:
    struct Private;
    explicit Journal(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace redoubt::casefile
