// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/itemkind.h"
#include "core/base/result.h"

#include <QStringList>

namespace redoubt::verify {

class CheckLog;
struct Task;

/// How outputs of one kind are attacked. The verifier's own table: it shares nothing with the one
/// that readers and writers come from, but the names of the kinds.
struct Verifier
{
    ItemKind kind;
    /// What could not be checked goes to the log as Incomplete; an error is returned for Cancelled
    /// and for outputs that cannot be read at all. Null: only the plain bytes are searched.
    Result<void> (*attack)(const Task &task, CheckLog &log) = nullptr;
    bool textual = false; ///< short and common strings are searched at their places only
    /// What every file of the kind says, whoever is named in it. Null: nothing.
    QStringList (*phrases)() = nullptr;
};

/// Adds a verifier to those that are built in, before one of the same kind. Threads: before
/// anything is verified.
void addVerifier(const Verifier &verifier);
/// One without an attack for a kind that nobody attacks.
Verifier verifierOf(ItemKind kind);

} // namespace redoubt::verify
