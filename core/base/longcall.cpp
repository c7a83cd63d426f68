// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/longcall.h"

#include <atomic>
#include <memory>
#include <mutex>

namespace redoubt {

namespace {

struct LongCallWatch
{
    std::atomic<bool> watched = false;
    std::mutex mutex; ///< what follows
    std::shared_ptr<const std::function<void(const char *)>> watcher;
};

LongCallWatch &longCallWatch()
{
    static LongCallWatch watch;
    return watch;
}

} // namespace

void longCall(const char *site)
{
    LongCallWatch &watch = longCallWatch();
    if (!watch.watched.load(std::memory_order_acquire))
        return;
    std::shared_ptr<const std::function<void(const char *)>> watcher;
    {
        const std::lock_guard lock(watch.mutex);
        watcher = watch.watcher;
    }
    if (watcher)
        (*watcher)(site);
}

void watchLongCalls(std::function<void(const char *site)> watcher)
{
    LongCallWatch &watch = longCallWatch();
    const std::lock_guard lock(watch.mutex);
    watch.watched = bool(watcher);
    watch.watcher =
        watcher ? std::make_shared<const std::function<void(const char *)>>(std::move(watcher))
                : nullptr;
}

} // namespace redoubt
