// SPDX-License-Identifier: AGPL-3.0-or-later
// What a journal needs of a log, for each log; and that the journal finds in each what was done to
// its rows.
#include "core/casefile/journal.h"
#include "core/casefile/sqliteeventlog.h"
#include "core/vault/chain.h"
#include "tests/support/memoryeventlog.h"
#include "tests/support/tempfolder.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>
#include <QVariant>

using namespace redoubt;
using namespace redoubt::casefile;
using namespace redoubt::test;
using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

using Rows = std::map<quint64, QByteArray>;

namespace {

/// A log that can be opened again and again, and changed behind the program's back.
class LogPlace
{
public:
    virtual ~LogPlace() = default;
    virtual std::unique_ptr<EventLog> create() = 0;
    virtual std::unique_ptr<EventLog> open() = 0;
    /// Requires for both: the log is closed.
    virtual MemoryRows stored() const = 0;
    virtual void replace(const Rows &rows) = 0;
    std::optional<Error> refusal; ///< of the next appends
};

class MemoryPlace final : public LogPlace
{
public:
    std::unique_ptr<EventLog> create() override { return open(); }
    std::unique_ptr<EventLog> open() override { return std::make_unique<Refusing>(*this); }
    MemoryRows stored() const override { return *m_held; }
    void replace(const Rows &rows) override { m_held->rows = rows; }

private:
    struct Refusing final : EventLog
    {
        explicit Refusing(MemoryPlace &p)
            : place(p)
            , log(p.m_held)
        {}
        Result<void> append(const RowBatch &batch) override
        {
            place.m_held->refusal = place.refusal;
            return log.append(batch);
        }
        Result<void> scan(quint64 first, const Visitor &visit) const override
        {
            return log.scan(first, visit);
        }
        Result<quint64> tail() const override { return log.tail(); }
        MemoryPlace &place;
        MemoryEventLog log;
    };
    std::shared_ptr<MemoryRows> m_held = std::make_shared<MemoryRows>();
};

class SqlitePlace final : public LogPlace
{
public:
    explicit SqlitePlace(fs::path file)
        : m_file(std::move(file))
    {}
    std::unique_ptr<EventLog> create() override
    {
        return need(SqliteEventLog::create(m_file, guard()));
    }
    std::unique_ptr<EventLog> open() override
    {
        return need(SqliteEventLog::open(m_file, vault::Access::ReadWrite, guard()));
    }
    MemoryRows stored() const override
    {
        MemoryRows held;
        withDatabase([&held](QSqlDatabase &db) {
            QSqlQuery query(db);
            QVERIFY(query.exec(u"SELECT seq, blob FROM events"_s));
            while (query.next())
                held.rows[query.value(0).toULongLong()] = query.value(1).toByteArray();
            QVERIFY(query.exec(u"SELECT v FROM meta WHERE k = 'checkpoint'"_s));
            if (query.next())
                held.checkpoint = query.value(0).toByteArray();
        });
        return held;
    }
    void replace(const Rows &rows) override
    {
        withDatabase([&rows](QSqlDatabase &db) {
            QSqlQuery query(db);
            QVERIFY(query.exec(u"DELETE FROM events"_s));
            query.prepare(u"INSERT INTO events(seq, blob) VALUES(?, ?)"_s);
            for (const auto &[number, row] : rows) {
                query.bindValue(0, qint64(number));
                query.bindValue(1, row);
                QVERIFY(query.exec());
            }
        });
    }

private:
    static std::unique_ptr<EventLog> need(Result<std::unique_ptr<EventLog>> log)
    {
        if (!log)
            qFatal("%s", qPrintable(log.error().text()));
        return *std::move(log);
    }
    SqliteEventLog::Guard guard()
    {
        return [this]() -> Result<void> {
            if (refusal)
                return *refusal;
            return {};
        };
    }
    void withDatabase(const std::function<void(QSqlDatabase &)> &work) const
    {
        {
            auto db = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"tamper"_s);
            db.setDatabaseName(QString::fromStdString(m_file.native()));
            QVERIFY(db.open());
            work(db);
        }
        QSqlDatabase::removeDatabase(u"tamper"_s);
    }
    fs::path m_file;
};

Rows scanned(const EventLog &log, quint64 first)
{
    Rows rows;
    quint64 last = 0;
    const auto done = log.scan(first, [&](quint64 number, const QByteArray &row) -> Result<void> {
        if (number <= last)
            return Error(ErrorKind::Internal, "test/order");
        last = number;
        rows[number] = row;
        return {};
    });
    if (!done)
        qFatal("rows out of order");
    return rows;
}

Event profile(const QString &name)
{
    return {1, u"me"_s, ProfileSet{name}};
}

} // namespace

class TestEventLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { initSecrets(); }
    void init();
    void cleanup();
    void keepsRowsInOrder_data() { logs(); }
    void keepsRowsInOrder();
    void takesAllRowsOrNone_data() { logs(); }
    void takesAllRowsOrNone();
    void keepsTheNewestCheckpoint_data() { logs(); }
    void keepsTheNewestCheckpoint();
    void endsWithTheErrorOfTheVisitor_data() { logs(); }
    void endsWithTheErrorOfTheVisitor();
    void carriesAJournal_data() { logs(); }
    void carriesAJournal();
    void signsAfterAThousandRows_data() { logs(); }
    void signsAfterAThousandRows();
    void forgetsWhatTheLogRefused_data() { logs(); }
    void forgetsWhatTheLogRefused();
    void findsChangedRows_data();
    void findsChangedRows();

private:
    static void logs();
    /// The log of this row of the data.
    LogPlace &place();
    Result<std::unique_ptr<Journal>> openJournal(vault::Access access = vault::Access::ReadWrite);
    void makeJournal(int rows);

    std::unique_ptr<TempFolder> m_folder;
    std::unique_ptr<vault::Vault> m_vault;
    std::unique_ptr<LogPlace> m_place;
    QStringList m_read; ///< profiles that the last openJournal() read
};

void TestEventLog::logs()
{
    QTest::addColumn<bool>("inMemory");
    QTest::newRow("sqlite") << false;
    QTest::newRow("memory") << true;
}

void TestEventLog::init()
{
    m_folder = std::make_unique<TempFolder>();
    qputenv("REDOUBT_STATE_DIR", QByteArray::fromStdString((*m_folder / "state").native()));
    m_vault = *vault::Vault::create(*m_folder / "a", SecretBytes::copyOf("x"), {1, 1024});
}

void TestEventLog::cleanup()
{
    m_place.reset();
    m_vault.reset();
    m_folder.reset();
}

LogPlace &TestEventLog::place()
{
    if (!m_place) {
        QFETCH(bool, inMemory);
        if (inMemory)
            m_place = std::make_unique<MemoryPlace>();
        else
            m_place = std::make_unique<SqlitePlace>(*m_folder / "log.db");
    }
    return *m_place;
}

Result<std::unique_ptr<Journal>> TestEventLog::openJournal(vault::Access access)
{
    m_read.clear();
    return Journal::open(place().open(), *m_vault, access, Rollback::Refuse,
                         [this](quint64, Event &&event) {
                             if (const auto *set = std::get_if<ProfileSet>(&event.payload))
                                 m_read << set->profile;
                             return Result<void>();
                         });
}

void TestEventLog::makeJournal(int rows)
{
    const auto journal = Journal::create(place().create(), *m_vault);
    for (int i = 0; i < rows; ++i)
        QVERIFY(journal->append({profile(QString::number(i))}));
    QVERIFY(journal->checkpoint(u"me"_s));
}

void TestEventLog::keepsRowsInOrder()
{
    {
        const auto log = place().create();
        QCOMPARE(*log->tail(), quint64(0));
        QVERIFY(scanned(*log, 1).empty());
        QVERIFY(log->append({1, {"one", QByteArray("two\0", 4)}, {}}));
        QVERIFY(log->append({3, {QByteArray(100'000, 'z')}, {}}));
        QCOMPARE(*log->tail(), quint64(3));
    }
    const auto log = place().open();
    QCOMPARE(*log->tail(), quint64(3));
    const Rows all{{1, "one"}, {2, QByteArray("two\0", 4)}, {3, QByteArray(100'000, 'z')}};
    QVERIFY(scanned(*log, 1) == all);
    QVERIFY(scanned(*log, 2) == Rows(std::next(all.begin()), all.end()));
    QVERIFY(scanned(*log, 4).empty());
}

void TestEventLog::takesAllRowsOrNone()
{
    place().create()->append({1, {"one"}, "old"}).value();
    Rows rows = place().stored().rows;
    rows[3] = "three";
    place().replace(rows);
    const auto log = place().open();
    QVERIFY(!log->append({2, {"two", "another three"}, "new"}));
    QVERIFY(scanned(*log, 1) == rows);
    QVERIFY(log->append({4, {"four"}, {}}));
    rows[4] = "four";
    QVERIFY(scanned(*log, 1) == rows);
    place().refusal = Error(ErrorKind::Conflict, "test/refusal");
    const auto refused = log->append({5, {"five"}, {}});
    QVERIFY(!refused && refused.error().kind() == ErrorKind::Conflict);
    QVERIFY(scanned(*log, 1) == rows);
}

void TestEventLog::keepsTheNewestCheckpoint()
{
    {
        const auto log = place().create();
        QVERIFY(log->append({1, {"one"}, "first"}));
        QVERIFY(log->append({2, {"two"}, "second"}));
        QVERIFY(log->append({3, {"three"}, {}}));
        QVERIFY(!log->append({3, {"again"}, "third"}));
    }
    QCOMPARE(place().stored().checkpoint, QByteArray("second"));
}

void TestEventLog::endsWithTheErrorOfTheVisitor()
{
    const auto log = place().create();
    QVERIFY(log->append({1, {"one", "two", "three"}, {}}));
    int seen = 0;
    const auto done = log->scan(1, [&seen](quint64, const QByteArray &) -> Result<void> {
        if (++seen == 2)
            return Error(ErrorKind::Damaged, "test/visitor");
        return {};
    });
    QVERIFY(!done && done.error().kind() == ErrorKind::Damaged);
    QCOMPARE(seen, 2);
    QVERIFY(log->append({4, {"four"}, {}})); // nothing is left open
}

void TestEventLog::carriesAJournal()
{
    makeJournal(3);
    const auto opened = openJournal();
    QVERIFY(opened);
    QCOMPARE(m_read, (QStringList{u"0"_s, u"1"_s, u"2"_s}));
    Journal &journal = **opened;
    QCOMPARE(journal.rows(), quint64(4));
    QVERIFY(journal.append({profile(u"x"_s), profile(u"y"_s)}));
    QCOMPARE(journal.rows(), quint64(6));
    int rows = 0;
    QVERIFY(journal.verify([&rows](quint64 number, Event &&) -> Result<void> {
        ++rows;
        if (number != quint64(rows))
            return Error(ErrorKind::Internal, "test/number");
        return {};
    }));
    QCOMPARE(rows, 6);
    // The checkpoint in the clear is the one that was signed.
    const QByteArray checkpoint = place().stored().checkpoint;
    const auto read = vault::Checkpoint::fromBytes(checkpoint.first(100));
    QVERIFY(read && read->rows == 3);
    QVERIFY(m_vault->verifySignature(checkpoint.first(100), checkpoint.sliced(100)));
    // Who may only read adds nothing.
    const auto reader = openJournal(vault::Access::ReadOnly);
    QVERIFY(reader);
    const auto refused = (*reader)->append({profile(u"z"_s)});
    QVERIFY(!refused && refused.error().kind() == ErrorKind::PermissionDenied);
}

void TestEventLog::signsAfterAThousandRows()
{
    const auto journal = Journal::create(place().create(), *m_vault);
    QVERIFY(journal->append(QList<Event>(999, profile(u"p"_s))));
    QCOMPARE(journal->rows(), quint64(999));
    QVERIFY(journal->append({profile(u"q"_s)}));
    QCOMPARE(journal->rows(), quint64(1001));
    QVERIFY(journal->checkpoint(u"me"_s)); // nothing is new
    QCOMPARE(journal->rows(), quint64(1001));
    QVERIFY(journal->verify([](quint64, Event &&) { return Result<void>(); }));
}

void TestEventLog::forgetsWhatTheLogRefused()
{
    const auto journal = Journal::create(place().create(), *m_vault);
    QVERIFY(journal->append({profile(u"a"_s)}));
    const QByteArray head = journal->head();
    place().refusal = Error(ErrorKind::NoSpace, "test/refusal");
    const auto refused = journal->append({profile(u"b"_s), profile(u"c"_s)});
    QVERIFY(!refused && refused.error().kind() == ErrorKind::NoSpace);
    QVERIFY(!journal->checkpoint(u"me"_s));
    QCOMPARE(journal->head(), head);
    QCOMPARE(journal->rows(), quint64(1));
    place().refusal.reset();
    QVERIFY(journal->append({profile(u"d"_s)}));
    QVERIFY(openJournal(vault::Access::ReadOnly));
    QCOMPARE(m_read, (QStringList{u"a"_s, u"d"_s}));
}

void TestEventLog::findsChangedRows_data()
{
    using Change = void (*)(Rows &);
    QTest::addColumn<bool>("inMemory");
    QTest::addColumn<Change>("change");
    const std::vector<std::pair<const char *, Change>> changes{
        {"edited", [](Rows &rows) { rows[3][30] = char(rows[3][30] ^ 1); }},
        {"zeroed", [](Rows &rows) { rows[3].fill('\0'); }},
        {"shortened", [](Rows &rows) { rows[3].chop(1); }},
        {"emptied row", [](Rows &rows) { rows[3] = QByteArray(""); }},
        {"dropped", [](Rows &rows) { rows.erase(3); }},
        {"dropped first", [](Rows &rows) { rows.erase(1); }},
        {"dropped and closed up",
         [](Rows &rows) {
             rows[3] = rows[4];
             rows[4] = rows[5];
             rows.erase(5);
         }},
        {"reordered", [](Rows &rows) { std::swap(rows[2], rows[3]); }},
        {"repeated", [](Rows &rows) { rows[6] = rows[2]; }},
        {"row zero", [](Rows &rows) { rows[0] = rows[1]; }},
        {"cut", [](Rows &rows) { rows.erase(rows.find(3), rows.end()); }},
        {"emptied", [](Rows &rows) { rows.clear(); }}};
    for (const bool inMemory : {false, true}) {
        for (const auto &[name, change] : changes)
            QTest::addRow("%s, %s", name, inMemory ? "memory" : "sqlite") << inMemory << change;
    }
}

void TestEventLog::findsChangedRows()
{
    using Change = void (*)(Rows &);
    QFETCH(Change, change);
    makeJournal(4);
    Rows rows = place().stored().rows;
    QCOMPARE(rows.size(), size_t(5));
    QVERIFY(openJournal(vault::Access::ReadOnly));
    change(rows);
    place().replace(rows);
    for (const auto access : {vault::Access::ReadOnly, vault::Access::ReadWrite}) {
        const auto opened = openJournal(access);
        QVERIFY(!opened);
        // A cut journal is whole in itself: only what this computer remembers tells.
        const bool cut = QByteArray(QTest::currentDataTag()).startsWith("cut");
        QVERIFY(opened.error().kind() == (cut ? ErrorKind::OtherHistory : ErrorKind::Damaged));
        QVERIFY(!opened.error().text().isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestEventLog)
#include "tst_eventlog.moc"
