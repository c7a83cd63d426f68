// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/detect/analysis.h"
#include "core/verify/verify.h"

#include <filesystem>

namespace redoubt::workflow {

/// Attacks one output again, later, without its case: everything that needs no knowledge of the
/// original (metadata, hidden streams, trailing bytes, text layers), and that the given marks are
/// gone: their terms in every spelling, their boxes filled, their times silent. @a marks are those
/// that name this file.
Result<verify::Verification> verifyAgain(const ByteSource &output, const QList<MarkSpec> &marks,
                                         const verify::VerifyOptions &options,
                                         const JobContext &context);

/// How one file of a release folder stands.
struct ReleasedFile
{
    QString input;
    QString output; ///< relative to the folder
    bool hashMatches = false;
    verify::Verification verification;
    std::optional<Error> error; ///< missing or unreadable
};

/// Compares every released file of @a folder with its hash in release.json and attacks it again.
/// Errors: NotFound or Damaged when the folder has no usable release.json.
Result<QList<ReleasedFile>> verifyRelease(const std::filesystem::path &folder,
                                          const QList<MarkSpec> &marks,
                                          const verify::VerifyOptions &options,
                                          const JobContext &context);

} // namespace redoubt::workflow
