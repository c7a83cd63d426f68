// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>

namespace redoubt {

/// Tells that something begins which may take long with a large case: unsealing, unpacking,
/// searching. Nothing that a thread which must not wait may call. Costs a look at a flag. Threads:
/// any.
void longCall(const char *site);

/// Has @a watcher called with the site of each long call, on its thread: for tests that say which
/// thread must not make any. Empty: nobody watches. Requires: no long call is under way.
void watchLongCalls(std::function<void(const char *site)> watcher);

} // namespace redoubt
