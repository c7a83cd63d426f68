// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/cli/cli.h"
#include "core/workflow/workflow.h"

namespace redoubt::cli {

// What `redact`, `case export` and `case analyze` share.

Result<QList<MarkSpec>> readMarks(const std::filesystem::path &file);
Result<QList<QByteArray>> parseRecipients(const std::vector<std::string> &keys);
detect::Quality qualityFromString(const std::string &word);

/// How many items at once, and how many threads for each.
struct Shares
{
    int workers = 1;
    int threads = 1;
};
Shares shareThreads(int threads, qsizetype items);

void printSkipped(const std::vector<SkippedInput> &skipped);
/// The summary of a release, or release.json itself with --json.
Result<void> printRelease(const CliSession &session, const release::ReleaseResult &result,
                          const std::filesystem::path &out);
int releaseExitCode(const release::ReleaseResult &result, bool otherProblems);

/// Does nothing in the program that users run. The program that the tests run links another one,
/// which leaves out a mark, so that a test can see a leak being found.
void applyTestSeam(workflow::ReleaseSettings &settings);

} // namespace redoubt::cli
