// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/sqliteeventlog.h"

#include "core/base/atomicoutput.h"
#include "core/base/logging.h"
#include "core/base/paths.h"
#include "core/casefile/tr.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>

#include <limits>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace redoubt::casefile {

using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

constexpr char kLogSite[] = "casefile/journal";

Error sqlError(const QSqlError &error)
{
    switch (error.nativeErrorCode().toInt() & 0xFF) {
    case 5:
    case 6:
        return Error(ErrorKind::Conflict, kLogSite,
                     Tr::tr("Another program is writing to the case journal. Close it and try "
                            "again."));
    case 8:
        return Error(ErrorKind::PermissionDenied, kLogSite,
                     Tr::tr("The case journal may not be written here."));
    case 11:
    case 26:
        return damagedJournal(Tr::tr("its database is broken."));
    case 13:
        return Error(ErrorKind::NoSpace, kLogSite,
                     Tr::tr("The disk is full; the last step was not saved. Free some space and "
                            "try again."));
    case 14:
        return Error(ErrorKind::NotFound, kLogSite, Tr::tr("The case journal cannot be opened."));
    default:
        return Error(ErrorKind::Io, kLogSite,
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

struct SqliteEventLog::Private
{
    Private(const fs::path &f, vault::Access a, Guard g)
        : file(f)
        , access(a)
        , guard(std::move(g))
        , name(u"redoubt-"_s + QUuid::createUuid().toString())
    {}
    ~Private()
    {
        if (access == vault::Access::ReadWrite && db.isOpen())
            std::ignore = run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s); // the next opening does it too
        db.close();
        db = {};
        QSqlDatabase::removeDatabase(name);
    }

    Result<void> connect(const char *query);
    Result<void> run(const QString &statement) const;
    Result<void> setUp();
    Result<quint64> storedTail() const;
    /// The number of the file that SQLite writes rows to first; nothing where there is none.
    std::optional<ino_t> walAtPath() const;
    Result<void> renewWal();
    Result<void> insert(const RowBatch &batch);

    const fs::path file;
    vault::Access access;
    Guard guard;
    QString name;
    std::optional<ino_t> wal; ///< as it was when the connection was made
    QSqlDatabase db;
    quint64 newest = 0;          ///< number of the row that was written last
    std::optional<Error> broken; ///< why nothing is written any more
};

Result<void> SqliteEventLog::Private::connect(const char *query)
{
    db = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
    if (!db.isValid())
        return Error(ErrorKind::Missing, kLogSite,
                     Tr::tr("Qt's SQLite driver is not installed. Install libqt6sql6-sqlite."));
    db.setConnectOptions(u"QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=5000"_s);
    db.setDatabaseName(uriOf(file, query));
    if (!db.open())
        return sqlError(db.lastError());
    return {};
}

Result<void> SqliteEventLog::Private::run(const QString &statement) const
{
    QSqlQuery query(db);
    if (!query.exec(statement))
        return sqlError(query.lastError());
    return {};
}

Result<void> SqliteEventLog::Private::setUp()
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

std::optional<ino_t> SqliteEventLog::Private::walAtPath() const
{
    struct stat info = {};
    if (::stat((fs::path(file) += "-wal").c_str(), &info) != 0)
        return std::nullopt;
    return info.st_ino;
}

/// Somebody took `journal.db-wal` away under the connection, a program that syncs the folder
/// perhaps. SQLite goes on writing to the file without a name: the rows would end with the process.
/// Moves them into the database, and begins a WAL that has a name.
Result<void> SqliteEventLog::Private::renewWal()
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
    const auto stored = storedTail();
    if (!stored)
        return stored.error();
    if (*stored != newest)
        return damagedJournal(Tr::tr("its newest rows are gone."));
    wal = walAtPath();
    return {};
}

Result<quint64> SqliteEventLog::Private::storedTail() const
{
    QSqlQuery query(db);
    if (!query.exec(u"SELECT max(seq) FROM events"_s) || !query.next())
        return sqlError(query.lastError());
    return query.value(0).toULongLong();
}

Result<void> SqliteEventLog::Private::insert(const RowBatch &batch)
{
    QSqlQuery query(db);
    query.prepare(u"INSERT INTO events(seq, blob) VALUES(?, ?)"_s);
    quint64 number = batch.first;
    for (const QByteArray &row : batch.rows) {
        query.bindValue(0, qint64(number++));
        query.bindValue(1, row);
        if (!query.exec())
            return sqlError(query.lastError());
    }
    if (batch.checkpoint.isEmpty())
        return {};
    query.prepare(u"INSERT OR REPLACE INTO meta(k, v) VALUES('checkpoint', ?)"_s);
    query.addBindValue(batch.checkpoint);
    if (!query.exec())
        return sqlError(query.lastError());
    return {};
}

SqliteEventLog::SqliteEventLog(std::unique_ptr<Private> p)
    : d(std::move(p))
{}

SqliteEventLog::~SqliteEventLog() = default;

Result<std::unique_ptr<EventLog>> SqliteEventLog::create(const fs::path &file, Guard guard)
{
    auto p = std::make_unique<Private>(file, vault::Access::ReadWrite, std::move(guard));
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
    return std::unique_ptr<EventLog>(new SqliteEventLog(std::move(p)));
}

Result<std::unique_ptr<EventLog>> SqliteEventLog::open(const fs::path &file, vault::Access access,
                                                       Guard guard)
{
    std::error_code code;
    if (!fs::is_regular_file(file, code))
        return Error(ErrorKind::Damaged, kLogSite,
                     Tr::tr("The case has no journal (journal.db). Restore it from a copy. Where "
                            "there is none, “redoubt-cli case orphans CASE --new-journal "
                            "--take-back” brings the sealed files back without their names."));
    auto p = std::make_unique<Private>(file, access, std::move(guard));
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
    const auto stored = p->storedTail();
    if (!stored)
        return stored.error();
    p->newest = *stored;
    p->wal = p->walAtPath();
    return std::unique_ptr<EventLog>(new SqliteEventLog(std::move(p)));
}

Result<void> SqliteEventLog::setAside(const fs::path &file)
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
            return errnoError(code.value(), kLogSite, displayName(from));
    }
    return syncFolder(file.parent_path());
}

Result<void> SqliteEventLog::append(const RowBatch &batch)
{
    if (d->broken)
        return *d->broken;
    if (auto ours = d->guard(); !ours)
        return ours;
    if (auto begun = d->run(u"BEGIN IMMEDIATE"_s); !begun)
        return begun;
    auto done = d->insert(batch);
    if (done)
        done = d->run(u"COMMIT"_s);
    if (!done) {
        std::ignore = d->run(u"ROLLBACK"_s); // the first error is the one to tell
        return done;
    }
    d->newest = batch.first + quint64(batch.rows.size()) - 1;
    if (d->wal && d->walAtPath() != d->wal) {
        if (auto renewed = d->renewWal(); !renewed) {
            d->broken = renewed.error();
            return renewed;
        }
    }
    return {};
}

Result<void> SqliteEventLog::scan(quint64 first, const Visitor &visit) const
{
    QSqlQuery query(d->db);
    query.setForwardOnly(true);
    query.prepare(u"SELECT seq, blob FROM events WHERE seq >= ? ORDER BY seq"_s);
    query.addBindValue(first == 0 ? std::numeric_limits<qint64>::min() : qint64(first));
    if (!query.exec())
        return sqlError(query.lastError());
    while (query.next()) {
        if (auto taken = visit(query.value(0).toULongLong(), query.value(1).toByteArray()); !taken)
            return taken;
    }
    if (query.lastError().isValid())
        return sqlError(query.lastError());
    return {};
}

Result<quint64> SqliteEventLog::tail() const
{
    return d->storedTail();
}

void SqliteEventLog::moveToThread(QThread &thread)
{
    // All that a connection has of a thread, as QSqlDatabase::moveToThread() of Qt 6.8 knows.
    if (QSqlDriver *driver = d->db.driver())
        driver->moveToThread(&thread);
}

} // namespace redoubt::casefile
