// SPDX-License-Identifier: AGPL-3.0-or-later
// redoubt-worker: does the work on one item's bytes, closed in, and knows nothing else of the case.
#include "app/worker/workermain.h"
#include "core/workflow/itemjobs.h"

int main(int argc, char **argv)
{
    return redoubt::app::workerMain(argc, argv, redoubt::workflow::doItemJob);
}
