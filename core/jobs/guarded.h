// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <functional>
#include <type_traits>
#include <utility>

namespace redoubt {

/// The error for the exception that is being handled: Limit when memory was short, Cancelled never,
/// else Internal. Requires: called in a catch block.
Error errorOfException(const char *site);

/// What @a work returns, a Result, or the error for what it throws. Stands at the root of every
/// thread and pooled job, since an exception that leaves one ends the program.
template <typename Work>
std::invoke_result_t<Work &> guarded(const char *site, Work &&work)
{
    try {
        return std::invoke(work);
    } catch (...) {
        return errorOfException(site);
    }
}

} // namespace redoubt
