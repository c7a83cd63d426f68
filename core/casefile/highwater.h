// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/vault/vault.h"

#include <QByteArray>

#include <filesystem>
#include <optional>
#include <utility>

namespace redoubt::casefile {

/// What to do with a journal that is older than the mark this machine keeps of it.
enum class Rollback {
    Refuse,
    Accept, ///< a person knows that the case was restored from a copy; the mark is set anew
    /// A person knows that the journal is lost: it is set aside, and a new one begun. All that it
    /// held is gone; the sealed originals can be taken back without their names. Writers only.
    StartAnew
};

/// How far the journal of a vault was when this machine last saw it. Kept outside the case
/// (REDOUBT_STATE_DIR, else the user's data folder), because nothing inside can tell that the whole
/// case was put back in time. Signed by the owner's key.
struct HighWater
{
    quint64 rows = 0;
    QByteArray chain; ///< h(rows), 32 bytes
    bool operator==(const HighWater &) const = default;
};

/// Keeps a second writer away from a copy of a case on this computer: two copies of one vault that
/// are both written to become two histories. The case itself is locked by its vault. Held until it
/// is destroyed; not at all where the folder of the marks cannot be written.
class CopyLock
{
public:
    /// Errors: Conflict.
    static Result<CopyLock> take(const VaultId &vault);
    CopyLock(CopyLock &&other) noexcept
        : m_file(std::exchange(other.m_file, -1))
    {}
    CopyLock &operator=(CopyLock &&other) noexcept
    {
        std::swap(m_file, other.m_file);
        return *this;
    }
    ~CopyLock();

private:
    explicit CopyLock(int file)
        : m_file(file)
    {}
    int m_file;
};

std::filesystem::path highWaterPath(const VaultId &vault);
/// Nothing when there is none, or it is not one that the owner of the vault signed.
std::optional<HighWater> readHighWater(const vault::Vault &vault);
/// Failures are logged only: a case must open on a machine where the folder cannot be written.
void writeHighWater(const vault::Vault &vault, const HighWater &mark);

} // namespace redoubt::casefile
