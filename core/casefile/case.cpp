// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/case.h"

#include "core/casefile/case_p.h"
#include "core/casefile/commands.h"
#include "core/casefile/datafile.h"
#include "core/casefile/sqliteeventlog.h"
#include "core/casefile/tr.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QSet>

#include <algorithm>
#include <iterator>
#include <pwd.h>
#include <unistd.h>

namespace redoubt::casefile {

using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

constexpr char kJournalName[] = "journal.db";
constexpr qint64 kMaxItemText = 2ll << 30;

qint64 nowUs()
{
    return QDateTime::currentMSecsSinceEpoch() * 1000;
}

QString systemUser()
{
    const passwd *entry = ::getpwuid(::geteuid());
    return entry != nullptr && entry->pw_name != nullptr ? QString::fromLocal8Bit(entry->pw_name)
                                                         : QString::number(::geteuid());
}

/// The vault outlives the log: Case::Private holds both.
SqliteEventLog::Guard guardOf(const vault::Vault &vault)
{
    return [&vault] { return vault.checkJournal(); };
}

/// A case whose creation was cut off: nothing was sealed, and this computer never saw a journal.
bool neverStarted(const vault::Vault &vault, const fs::path &journal)
{
    std::error_code code;
    const auto objects = vault.objects();
    return !fs::exists(journal, code) && objects && objects->isEmpty() && !readHighWater(vault);
}

} // namespace

Error Case::Private::unknownItem() const
{
    return Error(ErrorKind::NotFound, "casefile/case", Tr::tr("The case holds no such item."));
}

Decision Case::Private::completed(Decision decision) const
{
    if (decision.by.isEmpty())
        decision.by = actor;
    if (decision.atUs == 0)
        decision.atUs = nowUs();
    return decision;
}

Result<void> Case::Private::record(QList<Payload> payloads)
{
    if (closed)
        return JobContext::cancelledError("casefile/closed");
    QList<Event> events;
    const qint64 now = nowUs();
    for (Payload &payload : payloads)
        events.append({now, actor, std::move(payload)});
    if (auto written = journal->append(events); !written)
        return written;
    Fold fold(sheet, Fold::Signals::Emitted);
    for (const Event &event : std::as_const(events)) {
        note(event.payload);
        fold.apply(event);
    }
    return {};
}

Result<void> Case::Private::gesture(const QList<Change> &changes, const Step &step)
{
    if (changes.isEmpty())
        return {};
    return record({Gesture{changes, step}});
}

Result<void> Case::Private::visit(Event &&event)
{
    if (const auto *gesture = std::get_if<Gesture>(&event.payload)) {
        if (gesture->step.role == StepRole::Do)
            history.add(*gesture, Fold::inverse(sheet, gesture->changes));
        else if (gesture->step.role != StepRole::None)
            history.add(*gesture, {});
    }
    note(event.payload);
    Fold(sheet, Fold::Signals::Quiet).apply(event);
    return {};
}

Result<void> Case::Private::holdAgainstCopies()
{
    auto held = CopyLock::take(vault->id());
    if (!held)
        return held.error();
    copyLock = *std::move(held);
    return {};
}

void Case::Private::note(const Payload &payload)
{
    if (const auto *added = std::get_if<ItemAdded>(&payload))
        named.insert(added->item.object);
    else if (const auto *text = std::get_if<ItemTextSet>(&payload))
        named.insert(text->object);
}

Case::Case(std::unique_ptr<Private> p)
    : d(std::move(p))
{
    d->self = this;
    d->actor = systemUser();
    d->salt = QRandomGenerator::system()->generate64();
}

Case::~Case()
{
    close();
    d->undo.clear();
}

void Case::moveToThread(QThread &thread)
{
    d->sheet.moveToThread(&thread);
    d->undo.moveToThread(&thread);
    if (d->journal)
        d->journal->moveToThread(thread);
}

void Case::close()
{
    if (d->closed)
        return;
    d->closed = true;
    std::ignore = d->journal->checkpoint(d->actor); // nobody is left to tell; rows are durable
    d->journal.reset();
    d->vault->close();
    d->copyLock.reset();
}

Result<std::unique_ptr<Case>> Case::create(const fs::path &folder, const SecretBytes &passphrase,
                                           vault::KdfCost cost)
{
    auto vault = vault::Vault::create(folder, passphrase, cost);
    if (!vault)
        return vault.error();
    return create(*std::move(vault));
}

Result<std::unique_ptr<Case>> Case::create(std::unique_ptr<vault::Vault> vault)
{
    auto p = std::make_unique<Private>();
    p->vault = std::move(vault);
    auto log = SqliteEventLog::create(p->vault->folder() / kJournalName, guardOf(*p->vault));
    if (!log)
        return log.error();
    p->journal = Journal::create(*std::move(log), *p->vault);
    if (auto locked = p->vault->lockJournal(); !locked)
        return locked.error();
    if (auto locked = p->holdAgainstCopies(); !locked)
        return locked.error();
    p->undoRestored = true;
    std::unique_ptr<Case> made(new Case(std::move(p)));
    if (auto started = made->d->record({CaseCreated{}}); !started)
        return started.error();
    return made;
}

Result<std::unique_ptr<Case>> Case::open(const fs::path &folder, const SecretBytes &passphrase,
                                         vault::Access access, Rollback rollback)
{
    auto vault = vault::Vault::open(folder, passphrase, access);
    if (!vault)
        return vault.error();
    return open(*std::move(vault), rollback);
}

Result<std::unique_ptr<Case>> Case::open(std::unique_ptr<vault::Vault> vault, Rollback rollback)
{
    auto p = std::make_unique<Private>();
    p->vault = std::move(vault);
    const vault::Access access = p->vault->access();
    const fs::path file = p->vault->folder() / kJournalName;
    if (access == vault::Access::ReadWrite) {
        if (auto locked = p->holdAgainstCopies(); !locked)
            return locked.error();
        if (rollback == Rollback::StartAnew) {
            if (auto aside = SqliteEventLog::setAside(file); !aside)
                return aside.error();
        }
        if (rollback == Rollback::StartAnew || neverStarted(*p->vault, file)) {
            auto log = SqliteEventLog::create(file, guardOf(*p->vault));
            if (!log)
                return log.error();
            const auto journal = Journal::create(*std::move(log), *p->vault);
            if (auto locked = p->vault->lockJournal(); !locked)
                return locked.error();
            if (auto begun = journal->append({{nowUs(), systemUser(), CaseCreated{}}}); !begun)
                return begun.error();
        }
        if (auto locked = p->vault->lockJournal(); !locked)
            return locked.error();
    }
    // Listed before the journal is read: what a writer in another program seals meanwhile is not
    // taken for lost. While there is one, what it has not named yet is its own affair.
    const auto stored = p->vault->objects();
    if (!stored && access == vault::Access::ReadWrite)
        return stored.error();
    const bool beingWritten =
        access == vault::Access::ReadOnly && vault::Vault::isBeingWritten(p->vault->folder());
    auto log = SqliteEventLog::open(file, access, guardOf(*p->vault));
    if (!log)
        return log.error();
    auto journal =
        Journal::open(*std::move(log), *p->vault, access, rollback,
                      [&p](quint64, Event &&event) { return p->visit(std::move(event)); });
    if (!journal)
        return journal.error();
    p->journal = *std::move(journal);
    p->history.finish();
    p->lastStep = p->history.highestNumber();
    if (stored && !beingWritten)
        std::copy_if(stored->begin(), stored->end(), std::back_inserter(p->unnamed),
                     [&p](ObjectId id) { return !p->named.contains(id); });
    return std::unique_ptr<Case>(new Case(std::move(p)));
}

const fs::path &Case::folder() const
{
    return d->vault->folder();
}

vault::Vault &Case::vault()
{
    return *d->vault;
}

std::shared_ptr<vault::Vault> Case::sharedVault() const
{
    return d->vault;
}

const ReviewSheet &Case::sheet() const
{
    return d->sheet;
}

ReviewSheet &Case::sheet()
{
    return d->sheet;
}

QUndoStack &Case::undoStack()
{
    if (!d->undoRestored) {
        d->undoRestored = true;
        d->restoreUndo();
    }
    return d->undo;
}

void Case::setActor(const QString &actor)
{
    d->actor = actor;
}

QString Case::actor() const
{
    return d->actor;
}

void Case::setErrorHandler(std::function<void(const Error &)> handler)
{
    d->onError = std::move(handler);
}

Result<std::unique_ptr<ByteSource>> Case::openItem(ItemId item) const
{
    const Item *found = d->sheet.item(item);
    if (found == nullptr)
        return d->unknownItem();
    return d->vault->open(found->object);
}

Result<void> Case::addFindings(ItemId item, const FindingList &findings)
{
    if (d->sheet.item(item) == nullptr)
        return d->unknownItem();
    FindingList fresh;
    QList<Payload> payloads;
    QList<Change> edits;
    QSet<FindingId> added;
    for (const Finding &finding : findings) {
        if (finding.item != item)
            return Error(ErrorKind::Invalid, "casefile/findings",
                         Tr::tr("A finding belongs to another item than it was given for."));
        if (added.contains(finding.id) || Fold::knows(d->sheet, item, finding.id))
            continue;
        added.insert(finding.id);
        if (finding.supersedes)
            edits.append(AddMark{finding});
        else
            fresh.push_back(finding);
    }
    for (size_t at = 0; at < fresh.size(); at += size_t(kFindingsPerEvent)) {
        const size_t end = std::min(fresh.size(), at + size_t(kFindingsPerEvent));
        payloads.append(packFindings(item, fresh.data() + at, fresh.data() + end));
    }
    if (!edits.isEmpty())
        payloads.append(Gesture{edits, {}});
    return payloads.isEmpty() ? Result<void>() : d->record(payloads);
}

Result<void> Case::setAnalysed(const Item &described)
{
    if (d->sheet.item(described.id) == nullptr)
        return d->unknownItem();
    return d->record({ItemAnalysed{described}});
}

Result<QString> Case::itemText(ItemId item) const
{
    return itemTextReader(item)();
}

std::function<Result<QString>()> Case::itemTextReader(ItemId item) const
{
    const Item *found = d->sheet.item(item);
    if (found == nullptr)
        return [error = d->unknownItem()]() -> Result<QString> { return error; };
    const auto object = Fold::textObject(d->sheet, item);
    if (!object)
        return [] { return Result<QString>(QString()); };
    // The sheet belongs to the thread of the case; the vault may be read from any.
    return [vault = d->vault, id = *object, name = found->name]() -> Result<QString> {
        const auto source = vault->open(id);
        const auto bytes =
            source ? (*source)->readAll(kMaxItemText) : Result<QByteArray>(source.error());
        if (!bytes)
            return Error(bytes.error().kind(), "casefile/text",
                         Tr::tr("The text kept for “%1” cannot be read: %2 Analyse the file again.")
                             .arg(name, bytes.error().message()));
        return QString::fromUtf8(*bytes);
    };
}

Result<void> Case::setItemText(ItemId item, const QString &text)
{
    const auto sealed = textSealer(item)(text);
    if (!sealed)
        return sealed.error();
    return *sealed ? setSealedText(item, **sealed) : Result<void>();
}

Case::TextSealer Case::textSealer(ItemId item) const
{
    if (d->sheet.item(item) == nullptr)
        return [error = d->unknownItem()](const QString &) -> Result<std::optional<ObjectId>> {
            return error;
        };
    const bool hasText = Fold::textObject(d->sheet, item).has_value();
    return [vault = d->vault, hasText,
            known = itemTextReader(item)](const QString &text) -> Result<std::optional<ObjectId>> {
        // A text that an analysis found once more is not stored once more: nothing removes the old
        // one.
        if (hasText) {
            if (const auto before = known(); before && *before == text)
                return std::optional<ObjectId>();
        }
        const auto sealed = vault->seal(
            *memorySource(text.toUtf8()), Modality::Text,
            [](const QByteArray &) { return std::optional<ObjectId>(); }, JobContext(),
            vault::Compression::Zstd);
        if (!sealed)
            return sealed.error();
        return std::optional(sealed->id);
    };
}

Result<void> Case::setSealedText(ItemId item, ObjectId text)
{
    if (d->sheet.item(item) == nullptr)
        return d->unknownItem();
    return d->record({ItemTextSet{item, text}});
}

Result<void> Case::setProfile(const QString &profile)
{
    return d->record({ProfileSet{profile}});
}

Result<void> Case::apply(const QList<Change> &changes)
{
    return d->gesture(changes, {});
}

Result<void> Case::decide(const QList<Decision> &decisions)
{
    QList<Change> changes;
    for (const Decision &decision : decisions)
        changes.append(Decide{d->completed(decision)});
    return apply(changes);
}

Result<void> Case::undecide(const QList<FindingId> &findings)
{
    QList<Change> changes;
    for (const FindingId id : findings)
        changes.append(Undecide{id});
    return apply(changes);
}

Result<void> Case::addMarks(const FindingList &findings)
{
    QList<Change> changes;
    for (const Finding &finding : findings) {
        if (d->sheet.item(finding.item) == nullptr)
            return d->unknownItem();
        changes.append(AddMark{finding});
    }
    return apply(changes);
}

Result<void> Case::withdraw(const QList<FindingId> &findings)
{
    QList<Change> changes;
    for (const FindingId id : findings)
        changes.append(Withdraw{id});
    return apply(changes);
}

Result<void> Case::setSubject(const Subject &subject)
{
    return apply({SetSubject{subject}});
}

Result<void> Case::removeSubject(SubjectId id)
{
    return apply({RemoveSubject{id}});
}

Result<void> Case::removeItem(ItemId item)
{
    if (d->sheet.item(item) == nullptr)
        return d->unknownItem();
    QList<Change> changes{RemoveItem{item}};
    for (const ItemId part : d->sheet.partsOf(item))
        changes.append(RemoveItem{part});
    return apply(changes);
}

Result<void> Case::restoreItem(ItemId item)
{
    const auto &removed = d->sheet.removedItems();
    if (std::none_of(removed.begin(), removed.end(),
                     [item](const Item &each) { return each.id == item; }))
        return d->unknownItem();
    return apply({RestoreItem{item}});
}

Result<void> Case::recordSeen(ItemId item, int stream, TimeSpan seen)
{
    if (d->sheet.item(item) == nullptr)
        return d->unknownItem();
    if (seen.isEmpty())
        return {};
    return d->record({SeenRecorded{item, stream, seen}});
}

QList<TimeSpan> Case::seen(ItemId item, int stream) const
{
    return Fold::seen(d->sheet, item, stream);
}

Result<int> Case::recordRelease(const QByteArray &manifestSha256)
{
    const int number = lastRelease() + 1;
    if (auto written = d->record({ReleaseMade{number, manifestSha256}}); !written)
        return written.error();
    if (auto signedOne = d->journal->checkpoint(d->actor); !signedOne)
        return signedOne.error();
    return number;
}

int Case::lastRelease() const
{
    return Fold::lastRelease(d->sheet);
}

QString Case::journalHead() const
{
    return d->closed ? QString() : QString::fromLatin1(d->journal->head().toHex());
}

Result<void> Case::verifyJournal() const
{
    if (d->closed)
        return JobContext::cancelledError("casefile/closed");
    return d->journal->verify([](quint64, Event &&) { return Result<void>(); });
}

} // namespace redoubt::casefile
