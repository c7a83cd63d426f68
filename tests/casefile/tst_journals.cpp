// SPDX-License-Identifier: AGPL-3.0-or-later
// Journals that another version wrote, that were changed, or that were put back in time.
#include "core/base/fieldcodec.h"
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
    void olderProgramsTellRowsOfThisVersion();
    void refusesRowsOfANewerVersion_data();
    void refusesRowsOfANewerVersion();
    void refusesPacksOfANewerForm();
    void readsTheSentencesOfOlderJournals();
    void keepsFactsAndNoSentences();
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

namespace {

QByteArray oldText(QByteArrayView text)
{
    return LittleEndianWriter().block(text).result();
}

/// A row of version 1, as JOURNAL.md lays it out.
QByteArray oldRow(quint16 type, const QByteArray &payload)
{
    return LittleEndianWriter()
        .u16(type)
        .u16(1)
        .number(qint64(1))
        .raw(oldText("me"))
        .raw(payload)
        .result();
}

QByteArray oldItem(ItemId id)
{
    LittleEndianWriter out;
    out.id(id).raw(oldText("raw")).raw(oldText("a")).raw(oldText("text")).number(qint64(7));
    out.raw(oldText("hash")).id(ObjectId()).u8(1).raw(oldText({}));
    out.u32(0).u32(0).u32(0).raw(oldText({}));
    return out.result();
}

} // namespace

void TestJournals::readsItemsOfOlderJournals()
{
    Item item;
    item.id = ItemId::random();
    item.rawName = "raw";
    item.name = u"a"_s;
    item.kind = ItemKind::Text;
    item.size = 7;
    item.sha256 = "hash";
    item.state = ItemState::Analysed;
    const QByteArray whole = oldRow(1, oldItem(item.id) + oldText("content"));
    const auto older = eventFromBytes(whole);
    QVERIFY(older && *older == (Event{1, u"me"_s, ItemAdded{item, "content"}}));
    item.parent = ItemId::random();
    item.part = u"p"_s;
    const QByteArray part = whole + item.parent->toBytes() + oldText("p");
    const auto read = eventFromBytes(part);
    QVERIFY(read && *read == (Event{1, u"me"_s, ItemAdded{item, "content"}}));
    QVERIFY(!eventFromBytes(part.chopped(1)));
    QVERIFY(!eventFromBytes(part + 'x'));

    item.parent.reset();
    item.part.clear();
    const QByteArray analysed = oldRow(3, oldItem(item.id));
    QVERIFY(eventFromBytes(analysed)->payload == Payload(ItemAnalysed{item}));
    item.extent = 5;
    const QByteArray extent = analysed + LittleEndianWriter().number(qint64(5)).result();
    QVERIFY(eventFromBytes(extent)->payload == Payload(ItemAnalysed{item}));
    item.start = 1.5;
    const QByteArray start = extent + LittleEndianWriter().real(1.5).result();
    QVERIFY(eventFromBytes(start)->payload == Payload(ItemAnalysed{item}));
    QVERIFY(!eventFromBytes(extent + LittleEndianWriter().real(qInf()).result()));
    // What was read is written anew in the newest version, and says the same.
    for (const QByteArray &row : {whole, part, analysed, extent, start}) {
        const auto event = eventFromBytes(row);
        QVERIFY(eventFromBytes(toBytes(*event)) == event);
    }
}

/// An older program says so of each row of this version: it looks at bytes 2 and 3 only.
void TestJournals::olderProgramsTellRowsOfThisVersion()
{
    for (const Payload &payload :
         {Payload(CaseCreated{}), Payload(ProfileSet{u"foia"_s}), Payload(Gesture{})}) {
        const QByteArray row = toBytes(Event{0, {}, payload});
        QCOMPARE(row.first(4), QByteArray("\0\0\2\0", 4));
    }
}

void TestJournals::refusesRowsOfANewerVersion_data()
{
    QTest::addColumn<QByteArray>("was");
    QTest::addColumn<QByteArray>("is");
    QTest::addColumn<bool>("refused");
    const auto row = [](const char *name, const char *was, const char *is) {
        QTest::newRow(name) << QByteArray(was) << QByteArray(is) << true;
    };
    row("verdict", "keep", "hide");
    row("effect", "fill", "dull");
    row("role of a subject", "minor", "mayor");
    row("role of a step", "redo", "reda");
    row("change", "mark_withdrawn", "mark_forwarded");
    row("event", "gesture", "picture");
    row("place", "range", "image");
    QTest::newRow("type of a finding") << QByteArray("custom") << QByteArray("costum") << false;
}

/// What a person or a profile decided is not read as something else.
void TestJournals::refusesRowsOfANewerVersion()
{
    QFETCH(QByteArray, was);
    QFETCH(QByteArray, is);
    QFETCH(bool, refused);
    Finding mark = machineFinding(ItemId::random(), 1);
    mark.type = FindingType::Custom;
    Subject subject{SubjectId::random(), SubjectRole::Minor, {u"J"_s}, {}, {}};
    const Gesture gesture{{Decide{{mark.id, Verdict::Keep, Effect::Fill, {u"r"_s}, u"me"_s, 5}},
                           AddMark{mark}, Withdraw{mark.id}, SetSubject{subject}},
                          {StepRole::Redo, 4, 7}};
    const Event event{1, u"me"_s, gesture};
    QByteArray bytes = toBytes(event);
    QVERIFY(eventFromBytes(bytes) == event);
    QCOMPARE(bytes.count(was), 1);
    bytes.replace(was, is);
    QCOMPARE(bool(eventFromBytes(bytes)), !refused);
}

void TestJournals::refusesPacksOfANewerForm()
{
    const ItemId item = ItemId::random();
    const FindingList findings{machineFinding(item, 1), machineFinding(item, 2)};
    const FindingsPacked packed =
        packFindings(item, findings.data(), findings.data() + findings.size());
    QVERIFY(unpackFindings(packed) == findings);
    QByteArray bytes = toBytes(Event{1, {}, packed});
    QVERIFY(std::get<FindingsPacked>(eventFromBytes(bytes)->payload) == packed);
    QCOMPARE(bytes.count("tagged"), 1);
    bytes.replace("tagged", "bagged");
    QVERIFY(!eventFromBytes(bytes));
    // The ids belong to the findings by their order, and their number must fit.
    FindingsPacked fewer = packed;
    fewer.ids.chop(FindingId::kSize);
    QVERIFY(!unpackFindings(fewer));
    fewer.ids.clear();
    QVERIFY(!eventFromBytes(toBytes(Event{1, {}, fewer})));
}

namespace {

/// A row of version 1, as it was written: problems and what was not examined are sentences.
QByteArray rowOfVersion1(ItemId id)
{
    LittleEndianWriter out;
    out.u16(3).u16(1).number(qint64(5)).text(u"me"_s); // an analysis
    out.id(id).block("a.pdf").text(u"a.pdf"_s).text(u"pdf"_s).number(qint64(7));
    out.block(QByteArray(32, 's')).id(ObjectId::random()).u8(quint8(ItemState::Failed));
    out.text(u"“a.pdf”: ist %1 beschädigt."_s);
    out.u32(1).number(qint32(0)).u8(0).text(u"h264"_s).number(qint32(4)).number(qint32(2));
    out.number(qint32(1)).number(qint32(25)).real(3).number(qint32(0)).number(qint32(0));
    out.u32(2);
    out.text(u"Seite 3"_s).text(u"Sie ist beschädigt."_s);
    out.text({}).text(u"%n"_s);
    out.u32(1).number(qint64(1)).number(qint64(9));
    out.text(u"v"_s).number(qint64(12));
    return out.result();
}

} // namespace

void TestJournals::readsTheSentencesOfOlderJournals()
{
    const ItemId id = ItemId::random();
    const QByteArray bytes = rowOfVersion1(id);
    const auto read = eventFromBytes(bytes);
    QVERIFY(read);
    const Item &item = std::get<ItemAnalysed>(read->payload).item;
    QCOMPARE(item.id, id);
    QCOMPARE(item.problem.text(), u"“a.pdf”: ist %1 beschädigt."_s);
    QCOMPARE(item.notExamined.size(), 2);
    QCOMPARE(item.notExamined[0].portion.what(), u"Seite 3"_s);
    QCOMPARE(item.notExamined[0].why.text(), u"Sie ist beschädigt."_s);
    QVERIFY(item.notExamined[0].why.code().isEmpty());
    QCOMPARE(item.notExamined[1].why.text(), u"%n"_s);
    QCOMPARE(item.streams.size(), 1);
    QCOMPARE(item.shots.size(), 1);
    QCOMPARE(item.extent, 12);
    QVERIFY(!eventFromBytes(bytes + 'x') && !eventFromBytes(bytes.chopped(9)));
    // What is written of it now comes back the same.
    const auto again = eventFromBytes(toBytes(*read));
    QVERIFY(again && std::get<ItemAnalysed>(again->payload).item == item);
    // Of no version.
    QByteArray other = bytes;
    for (const char version : {'\0', '\3'}) {
        other[2] = version;
        QVERIFY(!eventFromBytes(other));
    }
}

void TestJournals::keepsFactsAndNoSentences()
{
    Item item;
    item.id = ItemId::random();
    item.state = ItemState::Failed;
    item.problem = Error(ErrorKind::Damaged, "test").message();
    item.notExamined = {{Portion::time(1, {5, Portion::kToEnd}, {1, 50}, 0.5), item.problem},
                        {Portion::pages(3, {}), Message::plain(u"torn"_s)}};
    const auto read = eventFromBytes(toBytes(Event{1, u"me"_s, ItemAnalysed{item}}));
    QVERIFY(read && std::get<ItemAnalysed>(read->payload).item == item);
    QVERIFY(!std::get<ItemAnalysed>(read->payload).item.problem.code().isEmpty());
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
