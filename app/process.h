// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

/// What both programs do before anything else.
namespace redoubt::app {

/// libgomp reads OMP_THREAD_LIMIT when it is loaded; Tesseract's threads would otherwise spin
/// against each other and run eight times slower. So the program starts itself once more with the
/// variable set.
void restartWithOneOmpThread(char **argv);

/// Memory of this process holds keys and case contents: it must not end up in a core file. Broken
/// pipes and file size limits are errors to report, not reasons to die.
void hardenProcess();

} // namespace redoubt::app
