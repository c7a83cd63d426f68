// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/cli/releaseoutput.h"
#include "tests/support/forgetfulworker.h"

namespace redoubt::cli {

/// Leaves out the first mark, as a broken writer would, so that a test sees the attack find it.
std::shared_ptr<const workflow::ItemWorker>
releaseWorker(std::shared_ptr<const workflow::ItemWorker> worker)
{
    return test::forgetfulWorker(std::move(worker), 0);
}

} // namespace redoubt::cli
