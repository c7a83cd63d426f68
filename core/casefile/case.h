// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/bytesource.h"
#include "core/base/paths.h"
#include "core/base/secretbytes.h"
#include "core/casefile/event.h"
#include "core/casefile/highwater.h"
#include "core/casefile/reviewsheet.h"
#include "core/jobs/jobcontext.h"
#include "core/vault/vault.h"

#include <QHash>
#include <QList>
#include <QUndoStack>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

class QThread;

namespace redoubt::casefile {

/// A sealed object that no row of the journal names: rows were lost, or a run was stopped between
/// sealing and journalling. It is never removed (FORMAT.md of the vault, section 12).
struct Orphan
{
    enum class Role {
        Original,
        Derived, ///< made from an original by the program, which can make it again
        Unknown  ///< it does not open: damaged, or brought in from another vault
    };
    ObjectId object;
    Role role = Role::Unknown;
    Modality modality = Modality::Meta; ///< whose key sealed it
    qint64 size = 0;                    ///< of what was sealed
};

QString toString(Orphan::Role role); ///< stable, for JSON

struct IngestOptions
{
    /// What the bytes are, by their content, never by the suffix (medium::ingestOptions()). Not
    /// set: nothing is known of any.
    std::function<ItemKind(const ByteSource &, const JobContext &)> kindOf;
    /// Whose key seals items of a kind. Not set: that of text.
    std::function<Modality(ItemKind)> modalityOf;
};

/// An original that was sealed, but that no journal event names yet.
struct SealedInput
{
    Item item; ///< with id, names, size, hash and object
    QByteArray contentId;
    bool duplicate = false;
    bool adopted = false; ///< the object was an orphan
};

/// Seals what was taken out of @a parent under the name @a part, as an item of its own; it is part
/// of the case only after Case::addSealed(). Its raw name lies in a folder beside the parent
/// ("mail.eml.parts/letter.pdf") and holds nothing of the part's name that could lead elsewhere.
/// Threads: any. Errors: those of sealing.
Result<SealedInput> sealPart(vault::Vault &vault, const Item &parent, const QString &part,
                             const ByteSource &bytes, const IngestOptions &options,
                             const JobContext &context);

/// The part of an ingest that reads and seals, for a worker: it knows the case as it was when it
/// was made, and holds its vault, which may be closed meanwhile. Threads: run() and takeBack() on
/// any; one ingest of a case at a time.
class Ingest
{
public:
    /// Seals what is not in the case yet; a file whose bytes an orphan holds adopts it. Each sealed
    /// input is handed out (on the thread of run()) and is part of the case only after
    /// Case::addSealed(); one that never gets there is an orphan when the case is opened again.
    /// Returns what was left out: a file that changes while it is read, too. After an error, what
    /// was handed out stays good.
    Result<std::vector<SkippedInput>> run(const InputList &inputs, const IngestOptions &options,
                                          const std::function<Result<void>(SealedInput)> &sealed,
                                          const JobContext &context);
    /// Hands out every orphan that is an original, under a neutral name, as run() does with files.
    /// Returns the errors of those that do not open.
    Result<QList<Error>> takeBack(const IngestOptions &options,
                                  const std::function<Result<void>(SealedInput)> &sealed,
                                  const JobContext &context);

private:
    friend class Case;
    struct Known
    {
        std::string rawName;
        qint64 size = 0;
        QByteArray sha256;
    };
    struct Candidate
    {
        Orphan orphan;
        bool hashed = false;
    };
    Ingest(std::shared_ptr<vault::Vault> vault, std::vector<Known> known,
           QHash<QByteArray, ObjectId> contents, QList<ObjectId> unnamed)
        : m_vault(std::move(vault))
        , m_known(std::move(known))
        , m_contents(std::move(contents))
        , m_unnamed(std::move(unnamed))
    {}
    Result<void> offerOrphans(Modality modality, qint64 size, const JobContext &context);
    Result<std::optional<SealedInput>> sealOne(const InputFile &file, const IngestOptions &options,
                                               const JobContext &context,
                                               std::vector<SkippedInput> &skipped);

    std::shared_ptr<vault::Vault> m_vault;
    std::vector<Known> m_known;
    QHash<QByteArray, ObjectId> m_contents;
    QList<ObjectId> m_unnamed; ///< not looked at yet
    std::vector<Candidate> m_orphans;
};

struct IngestReport
{
    QList<ItemId> added;
    int duplicates =
        0;           ///< files whose bytes were in the vault already; they are items of their own
    int adopted = 0; ///< files whose bytes an orphan held
    std::vector<SkippedInput> skipped; ///< unreadable, links, not regular: nothing was sealed
};

struct TakeBackReport
{
    QList<ItemId> added;
    QList<Error> problems; ///< of orphans that do not open; they stay
};

/// One line of the custody log.
struct LogEntry
{
    qint64 sequence = 0;
    qint64 atUs = 0;
    QString actor;
    QString event;  ///< stable name: "item_added", "decision", ...
    QString detail; ///< for people who may see the case; holds ids and counts, and names of items
};

/// An open case: a vault, its journal, and the sheet that is their fold. Every change is journalled
/// (WAL, FULL) before the sheet shows it. Two writers are refused. Threads: the thread that opened
/// it, or that it was moved to.
class Case
{
public:
    static Result<std::unique_ptr<Case>> create(const std::filesystem::path &folder,
                                                const SecretBytes &passphrase,
                                                vault::KdfCost cost = {});
    /// Errors: those of the vault; Damaged when the journal was changed or is older than this
    /// machine has seen it (@a rollback accepts that).
    static Result<std::unique_ptr<Case>> open(const std::filesystem::path &folder,
                                              const SecretBytes &passphrase, vault::Access access,
                                              Rollback rollback = Rollback::Refuse);
    /// The same with a vault that was made or opened already: deriving its key takes a second, and
    /// may be done on another thread.
    static Result<std::unique_ptr<Case>> create(std::unique_ptr<vault::Vault> vault);
    static Result<std::unique_ptr<Case>> open(std::unique_ptr<vault::Vault> vault,
                                              Rollback rollback = Rollback::Refuse);
    ~Case(); ///< as close()
    /// Gives it to another thread, to which it belongs from then on: reading a long journal is no
    /// work for the thread of a window. Threads: the one that it belongs to. Requires: nothing is
    /// connected to it yet.
    void moveToThread(QThread &thread);
    /// Writes a checkpoint and closes the vault: keys are wiped, and whatever still reads on other
    /// threads gets Cancelled. The sheet can still be looked at; changes are refused. Safe to call
    /// again.
    void close();

    const std::filesystem::path &folder() const;
    vault::Vault &vault();
    /// The same for jobs on other threads, which may go on when the case is closed.
    std::shared_ptr<vault::Vault> sharedVault() const;
    const ReviewSheet &sheet() const;
    ReviewSheet &sheet();
    /// Unlimited, restored from the journal when a case is opened again.
    QUndoStack &undoStack();
    /// Who decides from now on ("J. Doe"); the operating system's user by default.
    void setActor(const QString &actor);
    QString actor() const;
    /// Told of what undo commands could not journal, because a command cannot return an error.
    void setErrorHandler(std::function<void(const Error &)> handler);

    /// Seals files and adds items. Runs again after a kill without doubling what is there (same
    /// name and bytes). Order of writes: object, folder, journal event.
    Result<IngestReport> ingest(const InputList &inputs, const IngestOptions &options,
                                const JobContext &context);
    /// The same in two parts, so that a window need not wait: Ingest::run() on a worker, and
    /// addSealed() here for what it hands out.
    Ingest startIngest();
    Result<void> addSealed(const SealedInput &sealed);
    /// What was sealed and that nothing in the journal named when the case was opened, less what
    /// became an item since. Looks into each. Nothing while another program writes to the case: it
    /// may be about to name them.
    QList<Orphan> orphans() const;
    /// Makes an item of every orphan that is an original: size, hash and kind are its own, the name
    /// is neutral ("recovered-…").
    Result<TakeBackReport> takeBack(const IngestOptions &options, const JobContext &context);
    /// The sealed original.
    Result<std::unique_ptr<ByteSource>> openItem(ItemId item) const;

    /// Journals a batch of findings (packed, up to 256 an event). Findings already known by id are
    /// left out.
    Result<void> addFindings(ItemId item, const FindingList &findings);
    /// The analysis of an item is complete (or failed, or the kind is unsupported): description of
    /// what was seen.
    Result<void> setAnalysed(const Item &described);
    /// The text that the analysis extracted from a document, as the offsets of its findings count
    /// it; empty for media and before the analysis. Kept sealed like the originals.
    /// Errors: those of reading a sealed object. What cannot be read is never an empty text.
    Result<QString> itemText(ItemId item) const;
    /// The same, to be read later: the reader may be called from any thread, and answers Cancelled
    /// when the case was closed.
    std::function<Result<QString>()> itemTextReader(ItemId item) const;
    Result<void> setItemText(ItemId item, const QString &text);
    /// The same in two parts, so that a window need not wait: the sealer on any thread, which gives
    /// nothing when the item has this text already, and setSealedText() here.
    using TextSealer = std::function<Result<std::optional<ObjectId>>(const QString &text)>;
    TextSealer textSealer(ItemId item) const;
    Result<void> setSealedText(ItemId item, ObjectId text);
    Result<void> setProfile(const QString &profile);

    // Single gestures. Each is one durable event; the undo commands of commands.h call these.
    Result<void> decide(const QList<Decision> &decisions);
    /// Takes decisions back (undo); the history keeps both.
    Result<void> undecide(const QList<FindingId> &findings);
    /// A finding drawn by a person, or an edited place (supersedes set).
    Result<void> addMarks(const FindingList &findings);
    /// Hides a finding that a person drew or edited (undo of addMarks); what it superseded shows
    /// again.
    Result<void> withdraw(const QList<FindingId> &findings);
    Result<void> setSubject(const Subject &subject); ///< adds or replaces by id
    Result<void> removeSubject(SubjectId id);
    /// Takes an item out of the case, with its parts: it is not analysed, listed or released any
    /// more. What was sealed and found out stays, and restoreItem() brings it back.
    Result<void> removeItem(ItemId item);
    Result<void> restoreItem(ItemId item);
    /// Several changes as one durable event.
    Result<void> apply(const QList<Change> &changes);
    /// Frames viewed, pages read, sound heard: ranges of an item's first stream, or pages.
    Result<void> recordSeen(ItemId item, int stream, TimeSpan seen);
    QList<TimeSpan> seen(ItemId item, int stream) const;
    /// A release was made: number, time, hash of its manifest, for the custody log.
    Result<int> recordRelease(const QByteArray &manifestSha256);
    int lastRelease() const;

    /// Hash of the newest journal row, hexadecimal: what a release quotes so that the log can be
    /// checked against it.
    QString journalHead() const;

    Result<QList<LogEntry>> log() const;
    /// Verifies the whole chain, its signatures and the high-water mark.
    Result<void> verifyJournal() const;

private:
    friend class CaseCommand; // commands.h: journals its place in the undo history, too
    struct Private;
    explicit Case(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace redoubt::casefile
