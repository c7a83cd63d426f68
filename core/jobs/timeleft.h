// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>

namespace redoubt {

/// Knows how much time a job has left, better than its progress tells. Asked again and again, also
/// while nothing moves. Threads: any.
class TimeLeft
{
public:
    virtual ~TimeLeft() = default;
    /// Nothing while it cannot be told.
    virtual std::optional<std::chrono::milliseconds> remaining() const = 0;
};

} // namespace redoubt
