// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/workflow/itemworker.h"

namespace redoubt::worker {
class Desk;
}

namespace redoubt::workflow {

/// The other end of apartWorker(): does the job of one message with what @a desk gives. Called in a
/// process that is closed in. Errors: of the job, Damaged for what is no job.
Result<QByteArray> doItemJob(const QByteArray &job, worker::Desk &desk,
                             const detect::Registry &registry);

/// What jobs need besides the models that @a registry has, before the process is closed in: fonts
/// and plugins, and with @a patterns those of text.
void loadForJobs(const detect::Registry &registry, bool patterns);

} // namespace redoubt::workflow
