// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/cli/cli.h"
#include "core/workflow/workflow.h"

namespace redoubt::cli {

// What `redact`, `case export` and `case analyze` share.

Result<QList<MarkSpec>> readMarks(const std::filesystem::path &file);
Result<QList<QByteArray>> parseRecipients(const std::vector<std::string> &keys);
detect::Quality qualityFromString(const std::string &word);

void printSkipped(const std::vector<SkippedInput> &skipped);
/// The summary of a release, or release.json itself with --json.
Result<void> printRelease(const CliSession &session, const release::ReleaseResult &result,
                          const std::filesystem::path &out);
int releaseExitCode(const release::ReleaseResult &result, bool otherProblems);

/// Who writes and attacks the copies: @a worker. Tests link another one into a program of their
/// own, whose writer leaves out a mark, to see the leak being found.
std::shared_ptr<const workflow::ItemWorker>
releaseWorker(std::shared_ptr<const workflow::ItemWorker> worker);

} // namespace redoubt::cli
