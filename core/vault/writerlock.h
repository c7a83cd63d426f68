// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <compare>
#include <filesystem>
#include <optional>

namespace redoubt::vault {

inline constexpr char kLockName[] = "vault.lock";

/// What keeps a second writer out of a vault (FORMAT.md section 1). Held until it is destroyed, and
/// by the kernel no longer than the process lives. Internal to core/vault.
class WriterLock
{
public:
    WriterLock() = default;
    ~WriterLock();
    WriterLock(const WriterLock &) = delete;
    WriterLock &operator=(const WriterLock &) = delete;

    /// Locks `vault.lock`, and the journal where there is one. Errors: Conflict, and those of
    /// files.
    Result<void> take(const std::filesystem::path &folder);
    /// What the destructor does; safe to call again.
    void release();
    /// Locks a journal that was made after take(), instead of one that was set aside; nothing
    /// happens when it is locked already.
    /// Requires: take() succeeded. Must be destroyed after every other descriptor of the journal
    /// that this process has locks on: closing one of a file drops the process's locks on it.
    Result<void> takeJournal();
    /// Conflict when the journal of the folder is not, or no longer, the file that was locked.
    Result<void> checkJournal() const;

    /// Whether somebody writes to the vault in @a folder now. Requires: this process has no
    /// connection to the journal, unless it is the writer's.
    static bool isHeld(const std::filesystem::path &folder);

private:
    struct File
    {
        quint64 device = 0;
        quint64 number = 0;
        auto operator<=>(const File &) const = default;
    };
    void releaseJournal();
    struct Held; ///< journals that this process has locked
    static std::optional<File> fileAt(const std::filesystem::path &path);

    std::filesystem::path m_folder;
    int m_lockFile = -1;
    int m_journal = -1;
    File m_journalFile;
};

} // namespace redoubt::vault
