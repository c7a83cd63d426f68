// SPDX-License-Identifier: AGPL-3.0-or-later
// The end of apartViewer() that has the bytes. Internal to core/workflow.
#pragma once

#include "core/workflow/viewfields.h"

namespace redoubt::worker {
class Desk;
}

namespace redoubt::workflow {

/// Carries out orders on what it opens until nobody has any.
[[noreturn]] void takeViewOrders(worker::ViewKind kind, worker::Desk &desk);

} // namespace redoubt::workflow
