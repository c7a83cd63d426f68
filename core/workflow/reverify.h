// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/detect/analysis.h"
#include "core/verify/verify.h"
#include "core/workflow/itemworker.h"

#include <filesystem>

namespace redoubt::workflow {

/// Attacks one output again, later, without its case: everything that needs no knowledge of the
/// original (metadata, hidden streams, trailing bytes, text layers), and that the given marks are
/// gone: their terms in every spelling, their boxes filled, their times silent. @a marks are those
/// that name this file.
Result<verify::Verification> verifyAgain(const ByteSource &output, const QList<MarkSpec> &marks,
                                         const verify::VerifyOptions &options,
                                         const JobContext &context);

/// Without marks nobody knows what should be gone: what was found clean is not known to be.
void tellUnknown(verify::Verification &verification);

/// ItemWorker::verifyAgain() on a thread that is left alone when it hangs in a parser (see
/// runWatched()).
Result<verify::Verification> verifyApart(std::shared_ptr<const ByteSource> output,
                                         const QList<MarkSpec> &marks, const AttackRequest &request,
                                         const std::shared_ptr<const ItemWorker> &worker,
                                         const JobContext &context);

} // namespace redoubt::workflow
