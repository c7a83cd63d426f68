// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/jobs/scheduler.h"

#include <map>
#include <memory>

namespace redoubt::test {

/// One for each budget, for the whole test program. Threads: the test's.
inline Scheduler &scheduler(int threads)
{
    static std::map<int, std::unique_ptr<Scheduler>> all;
    auto &one = all[threads];
    if (!one)
        one = std::make_unique<Scheduler>(threads);
    return *one;
}

} // namespace redoubt::test
