// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/case.h"

#include <QSet>

#include <filesystem>

/// The case that `redact` works in, DIR/case.redoubt. It goes when the release is complete, and
/// only when nothing is lost with it: `redact` made it, nobody asked to keep it, and every original
/// that it holds is in the archive of the release.
namespace redoubt::cli {

/// Says in the folder of a case that it may be removed. Requires: this run made the case.
Result<void> markTemporary(const std::filesystem::path &folder);
/// Takes that back: somebody asked to keep it.
void keepForGood(const std::filesystem::path &folder);

/// Why the case must stay; empty when it may go. @a released: the objects that the archive of the
/// release holds.
QString reasonToKeep(const casefile::Case &workingCase, const QSet<ObjectId> &released);

/// Requires: reasonToKeep() was empty, and the case is closed.
void removeWorkingCase(const std::filesystem::path &folder);
/// Ends a removal that was cut short.
void finishRemoval(const std::filesystem::path &folder);

} // namespace redoubt::cli
