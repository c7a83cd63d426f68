// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/eventlog.h"
#include "core/vault/vault.h"

#include <filesystem>
#include <memory>

namespace redoubt::casefile {

/// An event log in an SQLite database, `journal.db` (JOURNAL.md). Keeps its own temporary files in
/// order; the lock on the database is the vault's.
class SqliteEventLog final : public EventLog
{
public:
    /// Asked before each transaction whether the database is still the file that was locked
    /// (Vault::checkJournal()).
    using Guard = std::function<Result<void>()>;

    /// Requires: no such file yet, and Vault::lockJournal() before the first append().
    static Result<std::unique_ptr<EventLog>> create(const std::filesystem::path &file, Guard guard);
    /// Errors: Damaged (no such file, no database), NotFound, Conflict, Io.
    static Result<std::unique_ptr<EventLog>> open(const std::filesystem::path &file,
                                                  vault::Access access, Guard guard);
    /// Gives the files of a log other names, so that a new one can be made. Nothing is removed.
    /// Requires: the vault is locked for writing.
    static Result<void> setAside(const std::filesystem::path &file);
    ~SqliteEventLog() override;

    Result<void> append(const RowBatch &batch) override;
    Result<void> scan(quint64 first, const Visitor &visit) const override;
    Result<quint64> tail() const override;
    void moveToThread(QThread &thread) override;

private:
    struct Private;
    explicit SqliteEventLog(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace redoubt::casefile
