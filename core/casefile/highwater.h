// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/vault/vault.h"

#include <QByteArray>

#include <filesystem>
#include <optional>

namespace redoubt::casefile {

/// What to do with a journal that is older than the mark this machine keeps of it.
enum class Rollback {
    Refuse,
    Accept ///< a person knows that the case was restored from a copy; the mark is set anew
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

std::filesystem::path highWaterPath(const VaultId &vault);
/// Nothing when there is none, or it is not one that the owner of the vault signed.
std::optional<HighWater> readHighWater(const vault::Vault &vault);
/// Failures are logged only: a case must open on a machine where the folder cannot be written.
void writeHighWater(const vault::Vault &vault, const HighWater &mark);

} // namespace redoubt::casefile
