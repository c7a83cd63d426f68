// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <shared_mutex>

namespace redoubt::vault {

/// What stands between the keys of an open vault and the threads that use them. Readers, sealers
/// and unfinished work share one, and may outlive the vault: a reader that hangs in somebody's
/// parser cannot be waited for, and must not find a key when it comes back after all. Every touch
/// of a key or of cached plaintext holds a Use; revoke() lets no further one begin, waits for those
/// that are under way (each lasts for one block, and no file is read meanwhile), and then wipes.
/// Threads: any. Internal to core/vault.
class KeyGate
{
public:
    /// True while keys may be touched. Not nested within one thread.
    class Use
    {
    public:
        explicit operator bool() const { return m_lock.owns_lock(); }

    private:
        friend class KeyGate;
        std::shared_lock<std::shared_mutex> m_lock;
    };

    KeyGate() = default;
    KeyGate(const KeyGate &) = delete;
    KeyGate &operator=(const KeyGate &) = delete;

    Use use() const;
    /// Calls @a wipe at revoke(), when no Use is held, or at once after it. Returns a number for
    /// forget().
    quint64 onRevoke(std::function<void()> wipe);
    /// After it has returned, the function is not running and will not be called.
    void forget(quint64 number);
    /// Safe to call again.
    void revoke();

    /// What everything answers afterwards: nobody is told of it.
    static Error closed();

private:
    std::atomic<bool> m_revoked = false; ///< asked first, so that readers cannot keep revoke() out
    mutable std::shared_mutex m_mutex;
    std::mutex m_listMutex; ///< what follows; taken before m_mutex
    std::map<quint64, std::function<void()>> m_wipes;
    quint64 m_last = 0;
};

} // namespace redoubt::vault
