// SPDX-License-Identifier: AGPL-3.0-or-later
// Journals that another version wrote, that were changed, or that were put back in time.
#include "core/casefile/case.h"
#include "core/casefile/event.h"
#include "tests/casefile/casetest.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace redoubt;
using namespace redoubt::casefile;
using namespace redoubt::test;
using namespace Qt::StringLiterals;

class TestJournals : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsItemsOfOlderJournals();
    void refusesChangedJournals_data();
    void refusesChangedJournals();
    void refusesOlderJournals();
    void refusesOtherHistories();
};

namespace {

/// Changes the rows of a closed journal behind the program's back.
void tamper(const CaseFolder &place, const QStringList &statements)
{
    {
        auto db = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"tamper"_s);
        db.setDatabaseName(QString::fromStdString((place.casePath() / "journal.db").native()));
        QVERIFY(db.open());
        for (const QString &statement : statements) {
            QSqlQuery query(db);
            QVERIFY2(query.exec(statement), qPrintable(statement));
        }
    }
    QSqlDatabase::removeDatabase(u"tamper"_s);
}

} // namespace

void TestJournals::readsItemsOfOlderJournals()
{
    Item item;
    item.id = ItemId::random();
    item.name = u"a"_s;
    const QByteArray whole = toBytes(Event{1, u"me"_s, ItemAdded{item, "content"}});
    item.parent = ItemId::random();
    item.part = u"p"_s;
    const QByteArray part = toBytes(Event{1, u"me"_s, ItemAdded{item, "content"}});
    // Items of their own are written as they always were.
    QVERIFY(part.startsWith(whole) && part.size() == whole.size() + ItemId::kSize + 4 + 1);
    const auto older = eventFromBytes(whole);
    QVERIFY(older && !std::get<ItemAdded>(older->payload).item.parent);
    const auto read = eventFromBytes(part);
    QVERIFY(read && std::get<ItemAdded>(read->payload).item == item);
    QVERIFY(!eventFromBytes(part.chopped(1)));
    QVERIFY(!eventFromBytes(part + 'x'));
}

void TestJournals::refusesChangedJournals_data()
{
    QTest::addColumn<QStringList>("statements");
    QTest::newRow("edited") << QStringList{
        u"UPDATE events SET blob = zeroblob(length(blob)) WHERE seq = 3"_s};
    QTest::newRow("dropped") << QStringList{u"DELETE FROM events WHERE seq = 3"_s};
    QTest::newRow("dropped and closed up") << QStringList{
        u"DELETE FROM events WHERE seq = 3"_s, u"UPDATE events SET seq = seq - 1 WHERE seq > 3"_s};
    QTest::newRow("reordered") << QStringList{u"UPDATE events SET seq = 1000 WHERE seq = 2"_s,
                                              u"UPDATE events SET seq = 2 WHERE seq = 3"_s,
                                              u"UPDATE events SET seq = 3 WHERE seq = 1000"_s};
    QTest::newRow("repeated") << QStringList{
        u"INSERT INTO events SELECT max(seq) + 1, (SELECT blob FROM events WHERE seq = 2) FROM events"_s};
    QTest::newRow("cut") << QStringList{u"DELETE FROM events WHERE seq > 2"_s};
    QTest::newRow("emptied") << QStringList{u"DELETE FROM events"_s};
}

void TestJournals::refusesChangedJournals()
{
    QFETCH(QStringList, statements);
    CaseFolder place;
    {
        auto c = place.create();
        const ItemId item = oneItem(place, *c);
        for (int i = 0; i < 4; ++i)
            QVERIFY(c->addFindings(item, {machineFinding(item, i)}));
    }
    QVERIFY(place.open(vault::Access::ReadOnly));
    tamper(place, statements);
    const auto opened = place.open(vault::Access::ReadOnly);
    QVERIFY(!opened);
    // A cut journal is whole in itself: only what this computer remembers tells.
    const bool cut = QByteArray(QTest::currentDataTag()) == "cut";
    QVERIFY(opened.error().kind() == (cut ? ErrorKind::OtherHistory : ErrorKind::Damaged));
    QVERIFY(!opened.error().text().isEmpty());
}

void TestJournals::refusesOlderJournals()
{
    CaseFolder place;
    place.create().reset();
    const QByteArray old = readFile(place.casePath() / "journal.db");
    {
        auto c = *place.open();
        QVERIFY(c->setProfile(u"foia"_s));
    }
    place.folder().write("a.redoubt/journal.db", old);
    for (const auto access : {vault::Access::ReadOnly, vault::Access::ReadWrite}) {
        const auto refused = place.open(access);
        QVERIFY(!refused && refused.error().kind() == ErrorKind::OtherHistory);
        QVERIFY(refused.error().text().contains(u"older"));
    }
    QVERIFY(place.open(vault::Access::ReadWrite, Rollback::Accept));
    QVERIFY(place.open()); // accepted once, it is the history from now on
}

void TestJournals::refusesOtherHistories()
{
    CaseFolder place;
    place.create().reset();
    const QByteArray old = readFile(place.casePath() / "journal.db");
    const auto state = qgetenv("REDOUBT_STATE_DIR");
    (*place.open())->setProfile(u"foia"_s).value();
    place.folder().write("a.redoubt/journal.db", old);
    qputenv("REDOUBT_STATE_DIR", state + "-elsewhere");
    {
        auto elsewhere = *place.open();
        QVERIFY(elsewhere->setProfile(u"dsar"_s));
        QVERIFY(elsewhere->setProfile(u"hipaa"_s));
        QVERIFY(elsewhere->setProfile(u"manual"_s));
    }
    qputenv("REDOUBT_STATE_DIR", state);
    const auto forked = place.open();
    QVERIFY(!forked && forked.error().kind() == ErrorKind::OtherHistory);
}

QTEST_GUILESS_MAIN(TestJournals)
#include "tst_journals.moc"
