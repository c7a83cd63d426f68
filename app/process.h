// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

/// What the programs do before anything else.
namespace redoubt::app {

/// libgomp reads OMP_THREAD_LIMIT when it is loaded; Tesseract's threads would otherwise spin
/// against each other and run eight times slower. So the program starts itself once more with the
/// variable set.
void restartWithOneOmpThread(char **argv);

/// Memory of this process holds keys and case contents: it must not end up in a core file. Broken
/// pipes and file size limits are errors to report, not reasons to die.
void hardenProcess();

/// QGuiApplication looks for a display server's socket in XDG_RUNTIME_DIR, and without that
/// variable it makes a folder in the temporary folder, warns about it and leaves it there. This
/// lends it an empty one for the time of the look.
class BorrowedRuntimeFolder
{
public:
    BorrowedRuntimeFolder();
    ~BorrowedRuntimeFolder();
    BorrowedRuntimeFolder(const BorrowedRuntimeFolder &) = delete;
    BorrowedRuntimeFolder &operator=(const BorrowedRuntimeFolder &) = delete;

private:
    std::string m_folder;
};

} // namespace redoubt::app
