// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/case.h"
#include "core/detect/analysis.h"
#include "core/medium/medium.h"
#include "core/release/release.h"
#include "core/workflow/itemworker.h"

#include <QList>
#include <QString>

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <vector>

/// The steps of a whole job that the command line and the window share: analyse a case, apply
/// marks, release. Each step comes in two parts: what reads the case or writes its journal runs on
/// the case's thread, what takes long is a pure function for a worker.
namespace redoubt {
class Scheduler;
}

namespace redoubt::workflow {

// ---- Analysis

struct AnalysisSettings
{
    casefile::Profile profile;
    detect::Quality quality = detect::Quality::Standard;
    QSet<FindingType> types;                           ///< empty: all
    int threads = 0;                                   ///< for one item; 0: its part of the budget
    std::optional<std::chrono::milliseconds> patience; ///< other than patienceFor(), for tests
    /// Who reads the items. Required. Shared: a thread that hangs keeps it.
    std::shared_ptr<const ItemWorker> worker;
};

/// Names what an analysis depends on; an item whose analysisVersion equals it need not be analysed
/// again.
QString analysisVersion(const detect::Registry &registry, const AnalysisSettings &settings,
                        const QStringList &names);

/// A finished analysis of one item, ready for the journal.
struct ItemAnalysis
{
    casefile::Item described;
    FindingList findings;
    QString text; ///< extracted from a document
    /// What Case::textSealer() made of it; not set: it is not sealed yet.
    std::optional<std::optional<ObjectId>> sealedText;
    /// What the item holds that is an item itself: by analyzeItem() as it is, by analyzeApart()
    /// sealed.
    std::vector<medium::Part> parts;
    std::vector<casefile::SealedInput> sealedParts;
    /// It was not read: earlier tries ended badly (vault::Attempt).
    bool leftAside = false;
};

/// Examines one item. Always gives a result: an error becomes the state and problem of the item,
/// but for Cancelled. @a answers: Vault::openWork() of the item for the analysisVersion(), so that
/// it goes on where it was stopped; null: it begins anew. Threads: any.
Result<ItemAnalysis> analyzeItem(const ByteSource &source, const casefile::Item &item,
                                 const detect::Registry &registry, const AnalysisSettings &settings,
                                 const QStringList &names, Answers *answers,
                                 const JobContext &context);

/// The same of an item in @a vault, going on where an earlier run was stopped, on a thread that is
/// left alone when it hangs in a parser: after a cancel, or when it reported no progress for
/// patienceFor() the item (settings.patience, when set). Then the item is Failed, with gaveUp().
/// An item whose reading ended badly twice is left aside. Shares what it reads with that thread.
/// Errors: Cancelled, and those of opening the sealed original. Threads: any.
Result<ItemAnalysis> analyzeApart(const std::shared_ptr<vault::Vault> &vault,
                                  const casefile::Item &item, const detect::Registry &registry,
                                  const AnalysisSettings &settings, const QStringList &names,
                                  const JobContext &context);

/// Lets an item that was left aside be analysed again, with nothing of what was derived from it.
void allowAnalysis(const casefile::Case &openCase, ItemId item);

/// Journals it. Parts that an earlier analysis took out already are left as they are. Threads: the
/// case's.
Result<void> applyAnalysis(casefile::Case &openCase, const ItemAnalysis &analysis);
/// The parts of an item that nobody analysed yet.
QList<ItemId> freshParts(const casefile::ReviewSheet &sheet, ItemId item);

/// Items that still need an analysis under these settings.
QList<ItemId> pendingItems(const casefile::ReviewSheet &sheet, const QString &version);
/// Items whose analysis failed or was left aside, to be tried again.
QList<ItemId> failedItems(const casefile::ReviewSheet &sheet);

/// Analyses all of @a items and what they hold by an AnalysisQueue; blocks the case's thread.
/// @a itemDone is called on the case's thread. After Cancelled, what was finished stays, and what
/// was begun goes on from there the next time.
Result<void> analyzeCase(casefile::Case &openCase, const detect::Registry &registry,
                         const AnalysisSettings &settings, const QList<ItemId> &items,
                         Scheduler &scheduler,
                         const std::function<void(const casefile::Item &)> &itemDone,
                         const JobContext &context);

// ---- Marks

/// A mark that could not be applied, by its number in the file (from 1).
struct MarkProblem
{
    int number = 0;
    QList<ItemId> items; ///< those it names; they must not be released without it
    Error error;         ///< holds nothing of the mark but its number and its file
    /// What the mark would have withheld: no name and no sentence of a release may hold it either.
    SensitiveText term;
};

struct MarksReport
{
    int applied = 0; ///< marks that matched
    int findings = 0;
    std::vector<MarkProblem> problems;
};

/// Finds the items that the marks name, resolves each mark to findings by a person, and decides
/// them.
/// @a worker looks for them in the items. Required.
Result<MarksReport> importMarks(casefile::Case &openCase, const QList<MarkSpec> &marks,
                                const std::shared_ptr<const ItemWorker> &worker,
                                const JobContext &context);

// ---- One text everywhere

/// An item as a worker looks through it.
struct SearchedItem
{
    ItemId id;
    ItemKind kind = ItemKind::Unknown;
    std::shared_ptr<const ByteSource> source;   ///< may be vault::lateSource()
    std::shared_ptr<Answers> derived = nullptr; ///< as ViewedItem::derived
};

struct TextPlaces
{
    FindingList found;    ///< marks by a person, with random ids
    QList<ItemId> unread; ///< where the text could not be looked for
};

/// Every place of the items where @a text stands, in metadata and hidden text too, as marks of
/// @a type, scans read in @a ocrLanguages. Matched as the terms of a marks file are. Threads: any.
/// Errors: Cancelled.
/// @a worker: as importMarks().
Result<TextPlaces>
findEverywhere(const std::vector<SearchedItem> &items, const SensitiveText &text, FindingType type,
               const std::shared_ptr<const ItemWorker> &worker, const JobContext &context,
               const QStringList &ocrLanguages = detect::MarkRequest().ocrLanguages);

/// Those of @a found that no finding which will be redacted covers already.
FindingList notRedactedYet(const casefile::ReviewSheet &sheet, const casefile::Profile &profile,
                           const FindingList &found);

// ---- Release

struct ReleaseSettings
{
    std::filesystem::path out;
    casefile::Profile profile;
    QList<ItemId> items; ///< empty: all
    /// Marks that did not match: the items they name yield no file.
    std::vector<MarkProblem> unapplied;
    /// X25519 keys that may open the originals, besides the passphrase.
    QList<QByteArray> recipients;
    /// Where items are worked on besides the thread that calls. Borrowed; null: nowhere.
    Scheduler *scheduler = nullptr;
    bool ocr = true;
    redact::RedactOptions redaction;
    /// Who writes and attacks the copies. Required.
    std::shared_ptr<const ItemWorker> worker;
};

/// A release on its way. Made on the case's thread; run() on any, also when the case was closed
/// meanwhile; finish() on the case's thread again, while it is open.
class ReleaseJob
{
public:
    ReleaseJob(casefile::Case &openCase, const detect::Registry &registry,
               ReleaseSettings settings);

    const release::ReleasePlan &plan() const { return m_plan; }
    /// What to say of a mark that was not applied: as the release may, by numbers and names that
    /// may leave.
    Message sentenceOf(const MarkProblem &problem) const;
    /// Redacts, verifies, and packs the originals. @a itemDone comes from workers, one call at a
    /// time.
    Result<release::ReleaseResult>
    run(const std::function<void(const release::ItemResult &)> &itemDone,
        const JobContext &context) const;
    /// Writes the reports and journals the release. Returns the result with its number.
    Result<release::ReleaseResult> finish(release::ReleaseResult result);

private:
    casefile::Case &m_case;                ///< for finish()
    std::shared_ptr<vault::Vault> m_vault; // shared with the case
    detect::Registry m_registry;
    ReleaseSettings m_settings;
    release::ReleasePlan m_plan;
    /// Read by run() when the item's turn comes, so that not all texts are in memory at once.
    std::map<ItemId, std::function<Result<QString>()>> m_texts;
};

/// Name and version of the program, for manifests.
QString programName();

} // namespace redoubt::workflow
