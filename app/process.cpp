// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/process.h"

#include "core/jobs/lastwords.h"

#include <csignal>
#include <cstdlib>
#include <filesystem>
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

BorrowedRuntimeFolder::BorrowedRuntimeFolder()
{
    if (std::getenv("XDG_RUNTIME_DIR"))
        return;
    std::error_code code;
    m_folder = (std::filesystem::temp_directory_path(code) / "redoubt-XXXXXX").string();
    if (code || !::mkdtemp(m_folder.data()))
        m_folder.clear();
    else
        ::setenv("XDG_RUNTIME_DIR", m_folder.c_str(), 1);
}

BorrowedRuntimeFolder::~BorrowedRuntimeFolder()
{
    if (m_folder.empty())
        return;
    ::unsetenv("XDG_RUNTIME_DIR");
    ::rmdir(m_folder.c_str());
}

} // namespace redoubt::app
