// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <filesystem>
#include <vector>

namespace redoubt::worker {

/// What keeps a process that reads hostile files from doing anything else. Names are stable: they
/// stand in releases.
enum class Barrier {
    NoNewPrivileges, ///< no program gives it rights that it does not have
    Limits,          ///< bounds of memory, time, open files, and no file may grow
    SystemCalls,     ///< seccomp: no network, no opening for writing, no programs, no other process
    FileSystem       ///< Landlock: nothing can be opened but libraries, fonts, models, languages
};
QString toString(Barrier barrier);
std::vector<Barrier> allBarriers();

struct SandboxOptions
{
    qint64 memory = 0; ///< bytes of address space; 0: as much as memoryLimit() gives
    /// What may be opened for reading, besides what programs are made of.
    std::vector<std::filesystem::path> readable;
};

/// Half of the memory of the machine, at least 4 GiB.
qint64 memoryLimit();

/// Closes this process in, for good, as far as the kernel can: gives the barriers that hold. What
/// cannot be had is left out and not an error, as who starts it decides; call it before the first
/// byte of a file is read, with no other thread running. Linux only.
std::vector<Barrier> closeIn(const SandboxOptions &options);

} // namespace redoubt::worker
