// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/workflow/itemworker.h"

namespace redoubt::app {

/// What reads, redacts and verifies items, in processes that are closed in. @a command: another way
/// to start them, as a line for a shell; empty: on this machine. @a language: of their sentences;
/// empty: the system's. Where they cannot be started every job says so, and nothing is read in this
/// process instead. REDOUBT_WORKER_MEMORY bounds the bytes that one job may take.
std::shared_ptr<const workflow::ItemWorker>
makeItemWorker(const QString &command, const QString &language, const detect::Registry &registry);

} // namespace redoubt::app
