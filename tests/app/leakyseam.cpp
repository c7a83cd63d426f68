// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/cli/releaseoutput.h"

namespace redoubt::cli {

/// Leaves the first mark unapplied, as a broken writer would, so that a test sees the attack find
/// it.
void applyTestSeam(workflow::ReleaseSettings &settings)
{
    settings.redaction.leaveOutMark = 0;
}

} // namespace redoubt::cli
