// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/journal.h"

#include "core/base/atomicoutput.h"
#include "core/base/logging.h"
#include "core/base/paths.h"
#include "core/casefile/highwater.h"
#include "core/casefile/tr.h"
#include "core/vault/chain.h"

#include <QDateTime>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>

#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace redoubt::casefile {

using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

constexpr char kJournalSite[] = "casefile/journal";
constexpr quint64 kRowsPerCheckpoint = 1000;
constexpr qint64 kMaxRow = 256 * 1024 * 1024;

Error damaged(const QString &what)
{
    return Error(ErrorKind::Damaged, kJournalSite,
                 Tr::tr("The case journal was changed outside of this program: %1 Restore the case "
                        "from a copy that you trust.")
                     .arg(what));
}

/// Nothing is wrong inside of the case: only what this computer remembers of it tells.
Error otherHistory(const QString &what)
{
    return Error(
        ErrorKind::OtherHistory, kJournalSite,
        Tr::tr("%1 If nobody restored it from a copy on purpose, somebody put it back in time, and "
               "decisions are missing: use the newest copy that you trust. Sealed files that this "
               "journal does not name are kept, and can be taken back once the case is open.")
            .arg(what));
}

Error sqlError(const QSqlError &error)
{
    switch (error.nativeErrorCode().toInt() & 0xFF) {
    case 5:
    case 6:
        return Error(ErrorKind::Conflict, kJournalSite,
                     Tr::tr("Another program is writing to the case journal. Close it and try "
                            "again."));
    case 8:
        return Error(ErrorKind::PermissionDenied, kJournalSite,
                     Tr::tr("The case journal may not be written here."));
    case 11:
    case 26:
        return damaged(Tr::tr("its database is broken."));
    case 13:
        return Error(ErrorKind::NoSpace, kJournalSite,
                     Tr::tr("The disk is full; the last step was not saved. Free some space and "
                            "try again."));
    case 14:
        return Error(ErrorKind::NotFound, kJournalSite,
                     Tr::tr("The case journal cannot be opened."));
    default:
        return Error(ErrorKind::Io, kJournalSite,
                     Tr::tr("The case journal could not be read or written; the last step was not "
                            "saved. Check the disk."));
    }
}

/// A URI with every byte that is not plain escaped: paths need not be UTF-8.
QString uriOf(const fs::path &file, const char *query)
{
    const std::string native = fs::absolute(file).native();
    const QByteArray bytes(native.data(), qsizetype(native.size()));
    return u"file://"_s + QString::fromLatin1(bytes.toPercentEncoding("/")) +
           QLatin1StringView(query);
}

/// WAL needs memory that processes share, which network file systems do not give.
bool isOnNetwork(const fs::path &file)
{
    struct statfs info = {};
    if (::statfs(file.parent_path().c_str(), &info) != 0)
        return false;
    switch (quint32(info.f_type)) {
    case 0x6969u:     // NFS
    case 0x517Bu:     // SMB
    case 0xFF534D42u: // CIFS
    case 0xFE534D42u: // SMB2
    case 0x01021997u: // 9P
        return true;
    default:
        return false;
    }
}

} // namespace

struct Journal::Private
{
    Private(const fs::path &f, const vault::Vault &v, vault::Access a)
        : file(f)
        , vault(v)
        , access(a)
        , name(u"redoubt-"_s + QUuid::createUuid().toString())
        , head(vault::chainStart(v.id()))
    {}
    ~Private()
    {
        db.close();
        db = {};
        QSqlDatabase::removeDatabase(name);
    }

    Result<void> connect(const char *query);
    Result<void> run(const QString &statement) const;
    Result<void> setUp();
    /// The number of the file that SQLite writes rows to first; nothing where there is none.
    std::optional<ino_t> walAtPath() const;
    Result<void> renewWal();
    Result<void> insert(const Event &event);
    Result<void> transaction(const std::function<Result<void>()> &work);
    Result<void> sign(const QString &actor);
    /// Walks over all rows of the file; @a chain and @a rows grow with them.
    Result<void> walk(const std::optional<HighWater> &mark, const Visitor &visit, QByteArray &chain,
                      vault::MerkleTree &rows) const;
    Result<void> checkCheckpoint(const CheckpointSigned &signedOne, const QByteArray &chain,
                                 const vault::MerkleTree &tree) const;

    const fs::path file;
    const vault::Vault &vault;
    vault::Access access;
    QString name;
    std::optional<ino_t> wal; ///< as it was when the connection was made
    QSqlDatabase db;
    QByteArray head;
    vault::MerkleTree tree;
    quint64 signedRows = 0; ///< rows when the last checkpoint was the newest row
};

Result<void> Journal::Private::connect(const char *query)
{
    db = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
    if (!db.isValid())
        return Error(ErrorKind::Missing, kJournalSite,
                     Tr::tr("Qt's SQLite driver is not installed. Install libqt6sql6-sqlite."));
    db.setConnectOptions(u"QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=5000"_s);
    db.setDatabaseName(uriOf(file, query));
    if (!db.open())
        return sqlError(db.lastError());
    return {};
}

Result<void> Journal::Private::run(const QString &statement) const
{
    QSqlQuery query(db);
    if (!query.exec(statement))
        return sqlError(query.lastError());
    return {};
}

Result<void> Journal::Private::setUp()
{
    QStringList pragmas{u"foreign_keys=ON"_s,    u"trusted_schema=OFF"_s,
                        u"cell_size_check=ON"_s, u"wal_autocheckpoint=1000"_s,
                        u"temp_store=MEMORY"_s,  u"mmap_size=0"_s,
                        u"synchronous=FULL"_s};
    if (access == vault::Access::ReadWrite)
        pragmas.prepend(isOnNetwork(file) ? u"journal_mode=DELETE"_s : u"journal_mode=WAL"_s);
    for (const QString &pragma : std::as_const(pragmas)) {
        if (auto done = run(u"PRAGMA "_s + pragma); !done)
            return done;
    }
    return {};
}

std::optional<ino_t> Journal::Private::walAtPath() const
{
    struct stat info = {};
    if (::stat((fs::path(file) += "-wal").c_str(), &info) != 0)
        return std::nullopt;
    return info.st_ino;
}

/// Somebody took `journal.db-wal` away under the connection, a program that syncs the folder
/// perhaps. SQLite goes on writing to the file without a name: the rows would end with the process.
/// Moves them into the database, and begins a WAL that has a name.
Result<void> Journal::Private::renewWal()
{
    qCWarning(lcCase) << "the journal's WAL was taken away";
    {
        QSqlQuery query(db);
        if (!query.exec(u"PRAGMA wal_checkpoint(TRUNCATE)"_s))
            return sqlError(query.lastError());
        if (!query.next() || query.value(0).toInt() != 0)
            return {}; // a reader is in the way: after the next row again
    }
    db.close();
    if (!db.open())
        return sqlError(db.lastError());
    if (auto done = setUp(); !done)
        return done;
    QSqlQuery query(db);
    if (!query.exec(u"SELECT max(seq) FROM events"_s) || !query.next())
        return sqlError(query.lastError());
    if (query.value(0).toULongLong() != tree.size())
        return damaged(Tr::tr("its newest rows are gone."));
    wal = walAtPath();
    return {};
}

Result<void> Journal::Private::insert(const Event &event)
{
    const quint64 n = tree.size() + 1;
    auto row = vault.sealRow(toBytes(event), vault::rowContext(vault.id(), n, head));
    if (!row)
        return row.error();
    QSqlQuery query(db);
    query.prepare(u"INSERT INTO events(seq, blob) VALUES(?, ?)"_s);
    query.addBindValue(qint64(n));
    query.addBindValue(*row);
    if (!query.exec())
        return sqlError(query.lastError());
    head = vault::chainNext(head, n, *row);
    tree.append(*row);
    return {};
}

Result<void> Journal::Private::transaction(const std::function<Result<void>()> &work)
{
    if (access != vault::Access::ReadWrite)
        return Error(ErrorKind::PermissionDenied, kJournalSite,
                     Tr::tr("The case is open for reading only."));
    if (auto there = vault.checkJournal(); !there)
        return there;
    if (auto begun = run(u"BEGIN IMMEDIATE"_s); !begun)
        return begun;
    const QByteArray oldHead = head;
    const vault::MerkleTree oldTree = tree;
    const quint64 oldSigned = signedRows;
    auto done = work();
    if (done)
        done = run(u"COMMIT"_s);
    if (!done) {
        std::ignore = run(u"ROLLBACK"_s); // the first error is the one to tell
        head = oldHead;
        tree = oldTree;
        signedRows = oldSigned;
        return done;
    }
    return wal && walAtPath() != wal ? renewWal() : done;
}

Result<void> Journal::Private::sign(const QString &actor)
{
    vault::Checkpoint checkpoint;
    checkpoint.vault = vault.id();
    checkpoint.rows = tree.size();
    checkpoint.chain = head;
    checkpoint.merkle = tree.root();
    checkpoint.time = QDateTime::currentMSecsSinceEpoch() * 1000;
    CheckpointSigned payload;
    payload.checkpoint = checkpoint.toBytes();
    payload.signature = vault.sign(payload.checkpoint);
    if (payload.signature.isEmpty())
        return Error(ErrorKind::PermissionDenied, kJournalSite,
                     Tr::tr("This access to the case may not sign."));
    if (auto done = insert({checkpoint.time, actor, payload}); !done)
        return done;
    signedRows = tree.size();
    // In the clear as well: an auditor without keys verifies the chain with it.
    QSqlQuery query(db);
    query.prepare(u"INSERT OR REPLACE INTO meta(k, v) VALUES('checkpoint', ?)"_s);
    query.addBindValue(payload.checkpoint + payload.signature);
    if (!query.exec())
        return sqlError(query.lastError());
    return {};
}

Result<void> Journal::Private::checkCheckpoint(const CheckpointSigned &signedOne,
                                               const QByteArray &chain,
                                               const vault::MerkleTree &rows) const
{
    const auto checkpoint = vault::Checkpoint::fromBytes(signedOne.checkpoint);
    if (!checkpoint || checkpoint->vault != vault.id() || checkpoint->rows != rows.size() ||
        checkpoint->chain != chain || checkpoint->merkle != rows.root() ||
        !vault.verifySignature(signedOne.checkpoint, signedOne.signature))
        return damaged(Tr::tr("a signed checkpoint does not fit the rows before it."));
    return {};
}

Result<void> Journal::Private::walk(const std::optional<HighWater> &mark, const Visitor &visit,
                                    QByteArray &chain, vault::MerkleTree &rows) const
{
    QSqlQuery query(db);
    query.setForwardOnly(true);
    if (!query.exec(u"SELECT seq, blob FROM events ORDER BY seq"_s))
        return sqlError(query.lastError());
    while (query.next()) {
        const quint64 n = rows.size() + 1;
        const QByteArray row = query.value(1).toByteArray();
        if (query.value(0).toULongLong() != n || row.size() > kMaxRow)
            return damaged(Tr::tr("row %1 is missing.").arg(n));
        const auto plain = vault.openRow(row, vault::rowContext(vault.id(), n, chain));
        if (!plain) {
            if (plain.error().kind() == ErrorKind::WrongKey)
                return plain.error();
            return damaged(Tr::tr("row %1 is not the one that was written.").arg(n));
        }
        auto event = eventFromBytes(*plain);
        if (!event)
            return Error(ErrorKind::Unsupported, kJournalSite,
                         Tr::tr("Row %1 of the case journal was written by a newer version of this "
                                "program. Open the case with that version.")
                             .arg(n));
        if (const auto *signedOne = std::get_if<CheckpointSigned>(&event->payload)) {
            if (auto fits = checkCheckpoint(*signedOne, chain, rows); !fits)
                return fits;
        }
        chain = vault::chainNext(chain, n, row);
        rows.append(row);
        if (mark && mark->rows == n && mark->chain != chain)
            return otherHistory(Tr::tr("This case is not the one that this computer has seen: its "
                                       "journal differs up to row %1.")
                                    .arg(n));
        if (auto done = visit(n, *std::move(event)); !done)
            return done;
    }
    if (query.lastError().isValid())
        return sqlError(query.lastError());
    if (rows.size() == 0)
        return damaged(Tr::tr("it has no rows."));
    if (mark && mark->rows > rows.size())
        return otherHistory(
            Tr::tr("This case is older than this computer has seen it: its journal has %1 rows, "
                   "and had %2.")
                .arg(QString::number(rows.size()), QString::number(mark->rows)));
    return {};
}

Journal::Journal(std::unique_ptr<Private> p)
    : d(std::move(p))
{}

Journal::~Journal()
{
    if (d->access == vault::Access::ReadWrite && d->db.isOpen())
        std::ignore = d->run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s); // the next opening does it too
}

Result<std::unique_ptr<Journal>> Journal::create(const fs::path &file, const vault::Vault &vault)
{
    auto p = std::make_unique<Private>(file, vault, vault::Access::ReadWrite);
    auto done = p->connect("?mode=rwc");
    if (done)
        done = p->setUp();
    for (const QString &statement :
         {u"CREATE TABLE meta(k TEXT PRIMARY KEY, v BLOB) WITHOUT ROWID"_s,
          u"CREATE TABLE events(seq INTEGER PRIMARY KEY, blob BLOB NOT NULL)"_s,
          u"CREATE TABLE snapshots(seq INTEGER PRIMARY KEY, blob BLOB NOT NULL)"_s,
          u"INSERT INTO meta(k, v) VALUES('format', 'redoubt-journal/1')"_s}) {
        if (done)
            done = p->run(statement);
    }
    if (done)
        done = syncFolder(file.parent_path());
    if (!done)
        return done.error();
    p->wal = p->walAtPath();
    return std::unique_ptr<Journal>(new Journal(std::move(p)));
}

Result<void> Journal::setAside(const fs::path &file)
{
    std::error_code code;
    fs::path aside;
    const auto taken = [&] {
        return fs::exists(aside, code) || fs::exists(fs::path(aside) += "-wal", code);
    };
    int number = 1;
    do
        aside = fs::path(file) += ".aside-" + std::to_string(number++);
    while (taken());
    // The WAL first: an old one must never lie beside a new journal.
    for (const char *suffix : {"-wal", "-shm", ""}) {
        const fs::path from = fs::path(file) += suffix;
        if (!fs::exists(from, code))
            continue;
        fs::rename(from, fs::path(aside) += suffix, code);
        if (code)
            return errnoError(code.value(), kJournalSite, displayName(from));
    }
    return syncFolder(file.parent_path());
}

Result<std::unique_ptr<Journal>> Journal::open(const fs::path &file, const vault::Vault &vault,
                                               vault::Access access, Rollback rollback,
                                               const Visitor &visit)
{
    std::error_code code;
    if (!fs::is_regular_file(file, code))
        return Error(ErrorKind::Damaged, kJournalSite,
                     Tr::tr("The case has no journal (journal.db). Restore it from a copy. Where "
                            "there is none, “redoubt-cli case orphans CASE --new-journal "
                            "--take-back” brings the sealed files back without their names."));
    auto p = std::make_unique<Private>(file, vault, access);
    const bool frozen = access == vault::Access::ReadOnly &&
                        ::access(file.parent_path().c_str(), W_OK) != 0 &&
                        !fs::exists(fs::path(file) += "-wal", code);
    // Read-only media hold no shared memory for the WAL, and nobody can be writing there.
    auto done = p->connect(access == vault::Access::ReadWrite ? "?mode=rw"
                           : frozen                           ? "?mode=ro&immutable=1"
                                                              : "?mode=ro");
    if (done)
        done = p->setUp();
    if (!done)
        return done.error();
    // The mark is read before the rows: a writer in another process may only add to both.
    const auto mark = rollback == Rollback::Refuse ? readHighWater(vault) : std::nullopt;
    const auto noting = [&](quint64 n, Event &&event) {
        if (std::holds_alternative<CheckpointSigned>(event.payload))
            p->signedRows = n;
        return visit(n, std::move(event));
    };
    if (done = p->walk(mark, noting, p->head, p->tree); !done)
        return done.error();
    if (access == vault::Access::ReadWrite) {
        writeHighWater(vault, {p->tree.size(), p->head});
        p->wal = p->walAtPath();
    }
    return std::unique_ptr<Journal>(new Journal(std::move(p)));
}

Result<void> Journal::append(const QList<Event> &events)
{
    const quint64 before = d->tree.size() / kRowsPerCheckpoint;
    auto done = d->transaction([&]() -> Result<void> {
        for (const Event &event : events) {
            if (auto inserted = d->insert(event); !inserted)
                return inserted;
        }
        if (d->tree.size() / kRowsPerCheckpoint != before)
            return d->sign(events.last().actor);
        return {};
    });
    if (done && d->signedRows == d->tree.size())
        writeHighWater(d->vault, {d->tree.size(), d->head});
    return done;
}

Result<void> Journal::checkpoint(const QString &actor)
{
    if (d->access != vault::Access::ReadWrite || d->signedRows == d->tree.size())
        return {};
    auto done = d->transaction([&] { return d->sign(actor); });
    if (done)
        writeHighWater(d->vault, {d->tree.size(), d->head});
    return done;
}

quint64 Journal::rows() const
{
    return d->tree.size();
}

QByteArray Journal::head() const
{
    return d->head;
}

Result<void> Journal::verify(const Visitor &visit) const
{
    QByteArray chain = vault::chainStart(d->vault.id());
    vault::MerkleTree tree;
    if (auto done = d->walk(readHighWater(d->vault), visit, chain, tree); !done)
        return done;
    if (d->access == vault::Access::ReadWrite && chain != d->head)
        return damaged(Tr::tr("its end is not what this program wrote."));
    return {};
}

} // namespace redoubt::casefile
