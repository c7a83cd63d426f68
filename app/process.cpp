// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/process.h"

#include "core/jobs/lastwords.h"

#include <csignal>
#include <cstdlib>
#include <sys/resource.h>
#include <unistd.h>

namespace redoubt::app {

void restartWithOneOmpThread(char **argv)
{
    if (std::getenv("OMP_THREAD_LIMIT"))
        return;
    ::setenv("OMP_THREAD_LIMIT", "1", 1);
    ::execv("/proc/self/exe", argv);
    // Without /proc the program still works, only slower.
}

void hardenProcess()
{
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
#ifndef __SANITIZE_ADDRESS__ // which reports what it catches
    LastWords::install();
#endif
}

} // namespace redoubt::app
