// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/case.h"
#include "core/detect/analysis.h"
#include "core/release/release.h"
#include "core/workflow/itemviewer.h"

#include <QStringList>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace redoubt::worker {
class Workers;
}

namespace redoubt::workflow {

/// What to look for in one item.
struct ExamineRequest
{
    ItemId item;
    ItemKind kind = ItemKind::Unknown;
    QString name;                    ///< of the file, which is looked through as well; empty: not
    bool readable = true;            ///< false: its kind has no reader, only its name is looked at
    bool parts = false;              ///< take out what the item holds that is an item itself
    detect::AnalysisOptions options; ///< options.answers go along
};

/// Names, versions and models of the detectors that are there.
QStringList detectorNames(const detect::Registry &registry);

/// What was found. An error in one half leaves the other.
struct Examination
{
    detect::Analysis analysis;
    std::optional<Error> problem; ///< why there is no analysis
    FindingList inName;
    std::optional<Error> nameProblem;
    medium::Parts parts;
    std::optional<Error> partsProblem;
};

using release::AttackRequest;

/// Barriers between the work and the rest of the machine, by their stable names
/// (worker::toString()).
struct Isolation
{
    QStringList holds;
    QStringList missing; ///< this machine cannot have them
};

/// Whatever reads, draws or writes the bytes of an item, each function one job. The same work is
/// done in this process (hereWorker(), for tests and for the worker itself) or in one that is
/// closed in (apartWorker()). All functions block and end soon after a cancel. Threads: any.
class ItemWorker
{
public:
    virtual ~ItemWorker() = default;
    /// Reads what a person looks at.
    virtual const std::shared_ptr<const ItemViewer> &viewer() const = 0;
    /// As medium::Table::kindOf(); Unknown where it cannot be told within a minute.
    virtual ItemKind kindOf(const ByteSource &source, const JobContext &context) const = 0;
    /// Errors: Cancelled, and those of a worker that stopped.
    virtual Result<Examination> examine(const ByteSource &source, const ExamineRequest &request,
                                        const JobContext &context) const = 0;
    /// As medium::resolveMarks(). Of what is derived it is told recognised words and
    /// frame indexes.
    virtual Result<std::vector<Result<FindingList>>>
    resolveMarks(const detect::MarkRequest &request, const ByteSource &source, ItemKind kind,
                 ItemId item, const JobContext &context) const = 0;
    /// As medium::outputSuffix().
    virtual Result<QString> outputSuffix(const ByteSource &source, ItemKind kind,
                                         const QString &sourceSuffix,
                                         const JobContext &context) const = 0;
    /// As medium::redact().
    virtual Result<redact::RedactReport> redact(const ByteSource &source,
                                                const redact::RedactionPlan &plan,
                                                const redact::RedactOptions &options,
                                                AtomicOutput &output,
                                                const JobContext &context) const = 0;
    /// As verify::verifyOutput().
    virtual Result<verify::Verification> verify(const ByteSource &output,
                                                const verify::Expectation &expectation,
                                                const AttackRequest &request,
                                                const JobContext &context) const = 0;
    /// As verifyAgain().
    virtual Result<verify::Verification> verifyAgain(const ByteSource &output,
                                                     const QList<MarkSpec> &marks,
                                                     const AttackRequest &request,
                                                     const JobContext &context) const = 0;
    /// What keeps the work from doing anything else. Not known before the first job, and of work in
    /// this process, which is as open as that is.
    virtual std::optional<Isolation> isolation() const = 0;
};

/// What to tell a person where something is missing.
QString unclosed(const Isolation &isolation);

/// How Case::ingest() tells kinds, by @a worker, and whose keys seal them.
casefile::IngestOptions ingestOptions(std::shared_ptr<const ItemWorker> worker);

/// Does it in this process.
std::shared_ptr<const ItemWorker> hereWorker(detect::Registry registry);

/// Has it done by @a workers. @a registry: which detectors they must have.
std::shared_ptr<const ItemWorker> apartWorker(std::shared_ptr<worker::Workers> workers,
                                              const detect::Registry &registry);

} // namespace redoubt::workflow
