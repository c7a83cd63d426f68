// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

/// One small process that has loaded what every job needs, and no key, forks one process for each
/// job: that takes milliseconds where a fresh start takes a second. Linux only. What the two ends
/// say to each other is internal to this module and needs no version: both are of one build.
namespace redoubt::worker {

/// The descriptor that a fork server is started with.
constexpr int kControlFd = 3;

/// Runs until the other end of kControlFd is closed, and then ends the process; its children end
/// with it. @a child is called in each new process with the descriptor of its channel and that of
/// its SharedArea (-1: it has none), and must not return. Requires: no other thread runs.
[[noreturn]] void serveForks(const std::function<void(int channelFd, int areaFd)> &child);

/// The same for a process that was started far away: each child has one job on the standard input
/// and output of the server, one after the other. Ends with the first child that does not end well,
/// which is how the other end learns of it. Requires: no other thread runs.
[[noreturn]] void serveInTurn(const std::function<void()> &child);

/// Waits for the end of a child of this process and gives its wait status; nothing for what is
/// none.
std::optional<int> waitFor(int process);

/// The other end, in the program that has jobs. Threads: one at a time. Every function gives -1 or
/// nothing when the server is gone.
class ForkClient
{
public:
    /// Takes the descriptor.
    explicit ForkClient(int fd)
        : m_fd(fd)
    {}
    ~ForkClient();
    ForkClient(const ForkClient &) = delete;
    ForkClient &operator=(const ForkClient &) = delete;

    /// A new process that has @a channelFd, and @a areaFd if it is one; it stays a child of the
    /// server until it is reaped, so that its number is not given to another one.
    int fork(int channelFd, int areaFd);
    /// Waits for the end of a process that was told to end; gives its wait status.
    std::optional<int> reap(int process);

private:
    int m_fd;
};

} // namespace redoubt::worker
