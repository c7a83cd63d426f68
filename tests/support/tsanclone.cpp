// SPDX-License-Identifier: AGPL-3.0-or-later
// QProcess starts programs by clone() with shared memory, which ThreadSanitizer takes for a fork
// and then stumbles over in both processes. Linked into instrumented tests, this one forks.
#include <cstdarg>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

extern "C" int clone(int (*function)(void *), void *, int flags, void *argument, ...)
{
    std::va_list rest;
    va_start(rest, argument);
    int *pidFd = (flags & CLONE_PIDFD) != 0 ? va_arg(rest, int *) : nullptr;
    va_end(rest);
    const pid_t child = fork();
    if (child == 0)
        _exit(function(argument));
    if (child > 0 && pidFd != nullptr)
        *pidFd = int(syscall(SYS_pidfd_open, child, 0));
    return child;
}
