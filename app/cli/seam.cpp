// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/cli/releaseoutput.h"

namespace redoubt::cli {

std::shared_ptr<const workflow::ItemWorker>
releaseWorker(std::shared_ptr<const workflow::ItemWorker> worker)
{
    return worker;
}

} // namespace redoubt::cli
