// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/case.h"
#include "core/medium/medium.h"

#include <span>
#include <vector>

namespace redoubt::medium {

/// Whether a medium has what goes with what it has: a redactor comes with a suffix, an expectation,
/// an analysis, marks, a view and a preview; a sniffer and weights are always there.
bool isComplete(const Medium &medium);

/// The media that a program knows. The composition root fills one, with a line for each medium, and
/// installs it. A value; threads: reading from several.
class Table
{
public:
    /// Requires: the kind is not in the table yet, and isComplete(medium).
    void add(const Medium &medium);
    /// Null for a kind of a newer version, or one whose medium was left out.
    const Medium *find(ItemKind kind) const;
    /// The medium of a kind; for one that is not known, one that does nothing.
    const Medium &of(ItemKind kind) const;
    /// In the order in which they were added.
    std::span<const Medium> all() const { return m_media; }

    /// What the bytes are, by their first bytes and structure, never by the suffix.
    ItemKind guess(const ByteSource &source) const;
    /// The same after a reader looked, where only that tells.
    ItemKind kindOf(const ByteSource &source) const;

private:
    std::vector<Medium> m_media;
};

/// The table of this program. Empty before install().
const Table &table();
/// Threads: once, before anything else uses the table.
void install(Table table);

/// The medium of a kind in the installed table.
const Medium &of(ItemKind kind);

// What generic code asks for, of the installed table.

/// Whether items of @a kind can be examined and redacted; others are sealed, and their release says
/// that nothing was done.
bool canRedact(ItemKind kind);
/// How Case::ingest() tells kinds and whose keys seal them.
casefile::IngestOptions ingestOptions();

/// Examines one item. Findings get stable ids (stableFindingId): the same input and version give
/// the same findings, whatever the number of threads. Cancel ends within 200 ms with Cancelled.
/// Errors: Unsupported (no reader for the kind), Damaged, Encrypted, Limit, Missing, Cancelled.
Result<detect::Analysis> analyze(const ByteSource &source, ItemKind kind, ItemId item,
                                 const detect::Registry &registry,
                                 const detect::AnalysisOptions &options, const JobContext &context);

/// Turns a mark of a marks file into findings by a person at real places: terms in every text
/// source, boxes on every frame of a time, and so on. A mark that matches nothing is a NoMatch
/// error, whose half sentence ("it matches nothing.") tells nothing of the mark.
Result<FindingList> resolveMark(const MarkSpec &mark, const ByteSource &source, ItemKind kind,
                                ItemId item, const JobContext &context);
/// The same for all marks of one item, which is opened, read and recognised once: one answer per
/// mark, in their order. An error of the whole is Cancelled only.
Result<std::vector<Result<FindingList>>> resolveMarks(const detect::MarkRequest &request,
                                                      const ByteSource &source, ItemKind kind,
                                                      ItemId item, const JobContext &context);

/// The suffix that the output of @a kind will have for a source named with @a sourceSuffix, before
/// any bytes are read (final names must be known before writing). redact() may not deviate from it.
Result<QString> outputSuffix(const ByteSource &source, ItemKind kind, const QString &sourceSuffix,
                             const JobContext &context);
/// Writes the redacted copy of @a source to @a output (not committed here: the caller verifies
/// first). A mark that cannot be applied is an error; then the caller drops the output.
Result<redact::RedactReport> redact(const ByteSource &source, const redact::RedactionPlan &plan,
                                    const redact::RedactOptions &options, AtomicOutput &output,
                                    const JobContext &context);

} // namespace redoubt::medium
