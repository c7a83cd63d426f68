// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/jobs/lastwords.h"

#include <QLatin1StringView>

#include <filesystem>
#include <mutex>
#include <optional>

namespace redoubt::vault {

/// One try at work on an item, remembered outside of the process (FORMAT.md section 12) until it
/// comes back: a file that ends or holds up its reader shall not do so for ever. Made by
/// Vault::beginAttempt(). Threads: any.
class Attempt
{
public:
    explicit Attempt(std::filesystem::path file);
    /// The work came back, whatever it brought: forgets this try and those before it, unless it was
    /// to be left aside.
    ~Attempt();
    Attempt(const Attempt &) = delete;
    Attempt &operator=(const Attempt &) = delete;

    /// True when the work was begun twice before and ended with the process by its own fault or
    /// after a long silence, or many times with the process for whatever cause. Then it is not to
    /// be begun now.
    bool leaveAside() const { return m_leaveAside; }
    /// The work says nothing: should the process end now, the work is to blame.
    void silent();
    /// It has said something again.
    void resumed();

private:
    void note(char what);

    const std::filesystem::path m_file;
    bool m_leaveAside = false;
    std::mutex m_mutex; ///< what follows
    int m_fd = -1;
    std::optional<LastWords> m_lastWords;
};

} // namespace redoubt::vault
