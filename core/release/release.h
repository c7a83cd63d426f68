// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/reviewsheet.h"
#include "core/jobs/answers.h"
#include "core/redact/plan/planner.h"
#include "core/redact/redactor.h"
#include "core/release/publicnames.h"
#include "core/vault/vault.h"
#include "core/verify/verify.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace redoubt {
class Scheduler;
class WorkProgress;
} // namespace redoubt

namespace redoubt::release {

enum class Status {
    Released,   ///< written, attacked, and under its name
    Withheld,   ///< the attack found something: no output file
    Failed,     ///< could not be redacted or verified: no output file
    Unsupported ///< sealed in the vault, but of a kind that cannot be redacted
};
QString toString(Status status);

/// Something seen that stays on purpose.
struct KeptBox
{
    Ticks at = 0; ///< pts (video) or page
    PixelRect rect;
    /// What it is; not set: whatever is in it stays.
    std::optional<FindingType> only;
};

/// What is going to happen to one item: made on the thread of the case, then pure data.
struct PlannedItem
{
    casefile::Item item;
    redact::RedactionPlan plan;
    std::vector<redact::MarkRecord> marks;
    std::optional<Error> problem; ///< planning failed: the item is not processed, this says why
    std::vector<KeptBox> kept;    ///< what stays on purpose, for the verifier
    int undecided = 0;            ///< findings that the profile asks about and nobody answered
    PublicName name;              ///< under which the item leaves, and is listed
    QString parent; ///< of a part: the name under which the item that it was in is listed
    /// Vault::sourceFingerprint() of the original; empty: the release names no original.
    QByteArray sourceFingerprint;
};

/// A whole release before anything is written.
struct ReleasePlan
{
    casefile::Profile profile;
    std::vector<PlannedItem> items; ///< in order of ingest
    QDateTime created;              ///< UTC
    WithheldWords withheld;         ///< of the whole case: no name and no sentence holds them
};

/// Plans every item of @a items (all of them when empty). @a alsoWithheld: texts that are no
/// findings and must not be named either.
ReleasePlan planRelease(const casefile::ReviewSheet &sheet, const casefile::Profile &profile,
                        const QList<ItemId> &items, const QList<SensitiveText> &alsoWithheld = {});

/// A sentence with the name under which the item leaves in place of its own.
QString withPublicName(const PlannedItem &planned, QString sentence);
/// A sentence about an item as it may leave: with its public name, and with nothing of what the
/// case withholds, "[…]" in its place.
QString publicSentence(const ReleasePlan &plan, const PlannedItem &planned, QString sentence);
/// The same of what is not in words yet: each text in it by itself, and where only the whole tells
/// something, the whole, which then is words.
Message publicMessage(const ReleasePlan &plan, const PlannedItem &planned, const Message &message);

/// How one item ended.
struct ItemResult
{
    ItemId item;
    QString input;  ///< name as ingested, for people, or the one that stands for it
    QString parent; ///< the same of the item that it is a part of; empty otherwise
    QString part;   ///< how it is called there, or what stands for it
    ItemKind kind = ItemKind::Unknown;
    QByteArray sourceFingerprint;
    Status status = Status::Failed;
    ErrorKind errorKind = ErrorKind::Internal; ///< of a failed item, for the exit code
    Message why;                               ///< empty when released
    QString output; ///< relative to the release folder, empty when there is none
    QByteArray outputSha256;
    QMap<QString, int> marks; ///< by type
    int machineOnly = 0;
    int undecided = 0;
    QList<Message> notes;
    QList<NotExamined> notExamined;
    verify::Verification verification;
    std::vector<redact::TextPlace> textPlaces; ///< as RedactReport::textPlaces
    std::vector<Effect> applied;               ///< as RedactReport::applied, one for each mark
    /// The texts that the suspects of the verification name by number. In memory only: no report
    /// holds them.
    QMap<int, SensitiveText> leaked;
};

struct ReleaseResult
{
    int number = 1;
    QList<ItemResult> items;
    bool anyLeak() const;
    /// Unsupported, damaged or otherwise not released for a reason other than a leak.
    bool anyProblem() const;
};

/// What the verifier is told besides what it expects.
struct AttackRequest
{
    bool ocr = true;
    QStringList ocrLanguages{QStringLiteral("eng")};
    bool search = false;       ///< by the detectors that can be trusted with it
    std::vector<KeptBox> kept; ///< what they may find
};

/// How copies are made and attacked: in this process, or elsewhere by whoever sets these. Called
/// from several threads at once; as redact::outputSuffix(), redact::redact(),
/// verify::verifyOutput().
struct CopyTools
{
    std::function<Result<QString>(const ByteSource &source, ItemKind kind,
                                  const QString &sourceSuffix, const JobContext &context)>
        suffix;
    std::function<Result<redact::RedactReport>(
        const ByteSource &source, const redact::RedactionPlan &plan,
        const redact::RedactOptions &options, AtomicOutput &output, const JobContext &context)>
        redact;
    std::function<Result<verify::Verification>(
        const ByteSource &output, const verify::Expectation &expectation,
        const AttackRequest &request, const JobContext &context)>
        verify;
};
/// In this process, without searches by detectors.
CopyTools toolsHere();
/// Searches outputs for things of some types.
struct OutputSearch
{
    QString name;                                                 ///< of the verifier's check
    QList<FindingType> types;                                     ///< what it finds
    std::function<Result<QList<PixelRect>>(const QImage &)> find; ///< as verify::PictureSearch
};
using OutputSearches = std::vector<OutputSearch>;

/// The searches as the verifier takes them, with what of an item stays.
std::vector<verify::PictureSearch> searchesIn(const std::vector<KeptBox> &kept,
                                              const OutputSearches &searches);

struct RunOptions
{
    std::filesystem::path out;
    /// Where items are worked on besides the thread that calls. Borrowed; null: nowhere.
    Scheduler *scheduler = nullptr;
    /// What the items report to, beside other steps of the caller. Borrowed; null: the context.
    WorkProgress *progress = nullptr;
    redact::RedactOptions redaction;
    QStringList ocrLanguages{QStringLiteral("eng")};
    bool ocr = true;
    CopyTools tools = toolsHere();
    bool search = false; ///< outputs are searched by detectors
    /// Opens what an earlier, unfinished release has found out about an item for a purpose, sealed
    /// (Vault::openWork()): a killed release goes on where it was. Called from workers; may give
    /// null. Not set: nothing is kept.
    std::function<std::unique_ptr<Answers>(ItemId, const QByteArray &purpose)> openUnfinished;
    std::function<void(const ItemResult &)> itemDone; ///< called from workers, one at a time
    /// Completes the plan of one item with what is too large to keep for all of them, such as its
    /// text; called from workers on a copy right before the item is processed. An error fails the
    /// item. Not set: plans are used as they are.
    std::function<Result<void>(PlannedItem &)> complete;
    /// Where tries at items are counted, so that one that ends or holds up the program is left
    /// aside the third time. Null: nowhere.
    std::shared_ptr<vault::Vault> vault;
    std::optional<std::chrono::milliseconds> patience; ///< other than patienceFor(), for tests
};

/// Opens the sealed original of an item; called from workers, and from threads that may have to be
/// left alone: it owns what it uses.
using Opener = std::function<Result<std::unique_ptr<ByteSource>>(ItemId)>;

/// Redacts and verifies every item below options.out/redacted. One item's failure does not stop the
/// others. Errors: Cancelled, or the output folder cannot be written. Outputs that are finished by
/// then stay, whole.
Result<ReleaseResult> runRelease(const ReleasePlan &plan, const Opener &open,
                                 const RunOptions &options, const JobContext &context);

/// What reports say besides the items.
struct ReportInfo
{
    QString program; ///< "redoubt 0.1.0"
    QString vaultFingerprint;
    QStringList detectors; ///< "yunet 2023-01 (25a606a1)"
    QStringList warnings;  ///< such as poor recall without a model; shown first
    QStringList isolation; ///< barriers around the processes that read the files
    QString journalHead;   ///< hex hash of the custody log at this release
    QByteArray ownerKey;   ///< of the case, 32 bytes
    /// Signs with it; what it cannot sign is empty. Not set: the release carries no signature.
    std::function<QByteArray(QByteArrayView)> sign;
};

/// The three files that are handed over with the outputs.
struct Reports
{
    QByteArray manifest; ///< release.json, signed
    QByteArray html;     ///< release.html
    QByteArray log;      ///< log.csv
};
/// Errors: PermissionDenied when the manifest cannot be signed with the key that is given.
Result<Reports> makeReports(const ReleasePlan &plan, const ReleaseResult &result,
                            const ReportInfo &info);
/// Writes each whole or not at all, the manifest last.
Result<void> writeReports(const Reports &reports, const std::filesystem::path &out);

// The parts of the above that are tested by themselves.
/// Unsigned. The manifest names the other two files by their hashes.
QByteArray manifestJson(const ReleasePlan &plan, const ReleaseResult &result,
                        const ReportInfo &info, const Reports &others = {});
QByteArray reportHtml(const ReleasePlan &plan, const ReleaseResult &result, const ReportInfo &info);
QByteArray exemptionLogCsv(const ReleasePlan &plan, const ReleaseResult &result);
/// What the verifier is told: what must be gone, from the plan, and what was written, from the
/// report.
verify::Expectation expectationFor(const PlannedItem &planned, const redact::RedactReport &report);

} // namespace redoubt::release
