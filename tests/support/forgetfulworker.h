// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/workflow/itemworker.h"

namespace redoubt::test {

/// Does all that @a inner does, but its writer leaves out one part of each plan, in plan order
/// (redact::PlannedMark::part), and says that it did it: a broken writer, for tests of the attack.
std::shared_ptr<const workflow::ItemWorker>
forgetfulWorker(std::shared_ptr<const workflow::ItemWorker> inner, int part);

} // namespace redoubt::test
