// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/case.h"
#include "tests/casefile/casetest.h"
#include "tests/support/guessedkinds.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <random>

using namespace redoubt;
using namespace redoubt::casefile;
using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace fs = std::filesystem;

/// Journals and locks that get lost: no sealed original may go with them.
class TestOrphans : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesOriginalsBackAfterTheWalIsLost();
    void takesOriginalsBackAfterAnOlderJournalIsPutBack();
    void adoptsAnOrphanWhenItsFileIsAddedAgain();
    void beginsANewJournalWhenTheOldOneIsGone_data();
    void beginsANewJournalWhenTheOldOneIsGone();
    void leavesWhatDoesNotOpen();
    void stopsTakingBackWhenAsked();
    void refusesToWriteIntoAnotherJournal();
    void keepsRowsWhenTheWalIsTakenAway();
    void refusesTwoWritersOfTwoCopies();
    void refusesASecondWriterInAnotherProcess();
    void losesNoOriginalInFortyRounds();
};

namespace {

std::unique_ptr<QProcess> startGesturer(const CaseFolder &place, const QString &what)
{
    auto helper = std::make_unique<QProcess>();
    helper->start(QCoreApplication::applicationDirPath() + u"/gesturer"_s,
                  {what, QString::fromStdString(place.casePath().native()),
                   QString::fromStdString((place.folder() / "in").native())});
    if (!helper->waitForStarted())
        qFatal("gesturer did not start");
    QByteArray out;
    while (!out.contains("open") && helper->waitForReadyRead(30000))
        out += helper->readAllStandardOutput();
    return helper;
}

void endAfter(QProcess &helper, int milliseconds)
{
    helper.waitForFinished(milliseconds);
    helper.kill();
    helper.waitForFinished();
}

QStringList objectFiles(const fs::path &casePath)
{
    QStringList names;
    for (const auto &entry : fs::recursive_directory_iterator(casePath / "objects")) {
        if (entry.path().extension() == ".rvo")
            names.append(QString::fromStdString(entry.path().filename().native()));
    }
    names.sort();
    return names;
}

/// Opens as a person would who is told what is wrong, step by step.
Result<std::unique_ptr<Case>> openAnyway(const fs::path &folder)
{
    auto opened = Case::open(folder, CaseFolder::passphrase(), vault::Access::ReadWrite);
    if (!opened && opened.error().kind() == ErrorKind::OtherHistory)
        opened = Case::open(folder, CaseFolder::passphrase(), vault::Access::ReadWrite,
                            Rollback::Accept);
    if (!opened && opened.error().kind() == ErrorKind::Damaged)
        opened = Case::open(folder, CaseFolder::passphrase(), vault::Access::ReadWrite,
                            Rollback::StartAnew);
    return opened;
}

/// What every item of the case holds, read and compared with what was recorded of it.
QSet<QByteArray> readableHashes(Case &c)
{
    QSet<QByteArray> hashes;
    for (const Item &item : c.sheet().items()) {
        const auto source = c.openItem(item.id);
        const auto hash = source ? sha256(**source) : Result<QByteArray>(source.error());
        if (!hash || *hash != item.sha256 || (*source)->size() != item.size)
            qFatal("an item cannot be read");
        hashes.insert(*hash);
    }
    return hashes;
}

/// A case with some files that a later journal names, and an older journal that does not.
struct RolledBack
{
    CaseFolder place;
    QByteArray older;
    QSet<QByteArray> hashes;

    explicit RolledBack(int files = 6)
    {
        auto c = place.create();
        c.reset();
        older = readFile(place.casePath() / "journal.db");
        for (int i = 0; i < files; ++i)
            hashes.insert(*sha256(*memorySource(readFile(place.folder().write(
                "in/f" + std::to_string(i), QByteArray(1000, 'x') + QByteArray::number(i))))));
        c = *place.open();
        if (c->ingest(place.inputs(), {}, JobContext())->added.size() != files)
            qFatal("ingest");
    }
    void putBack() const { place.folder().write("a.redoubt/journal.db", older); }
};

} // namespace

void TestOrphans::takesOriginalsBackAfterTheWalIsLost()
{
    CaseFolder place;
    place.create().reset();
    place.folder().write("in/photo.txt", "%PDF-1.4\n%%EOF\n");
    place.folder().write("in/note.txt", "Jane Roe was there.\n");
    const fs::path copy = place.folder() / "copy";
    {
        auto c = *place.open();
        QVERIFY(c->ingest(place.inputs(), {}, JobContext()));
        // A backup that leaves the WAL behind.
        fs::copy(place.casePath(), copy, fs::copy_options::recursive);
    }
    fs::remove(copy / "journal.db-wal");
    fs::remove(copy / "journal.db-shm");
    fs::remove_all(place.casePath());
    fs::rename(copy, place.casePath());
    const QStringList before = objectFiles(place.casePath());
    QCOMPARE(before.size(), 2);

    auto opened = openAnyway(place.casePath());
    QVERIFY(opened);
    Case &c = **opened;
    QCOMPARE(c.sheet().items().size(), size_t(0));
    QCOMPARE(c.orphans().size(), 2);
    const auto taken = c.takeBack(test::guessedKinds(), JobContext());
    QVERIFY(taken && taken->problems.isEmpty());
    QCOMPARE(taken->added.size(), 2);
    QVERIFY(c.orphans().isEmpty());
    QCOMPARE(objectFiles(place.casePath()), before);
    QCOMPARE(readableHashes(c).size(), 2);
    QSet<ItemKind> kinds;
    for (const Item &item : c.sheet().items()) {
        kinds.insert(item.kind);
        QVERIFY(item.name.startsWith(u"recovered-"_s + item.object.toString().first(12)));
        QCOMPARE(item.rawName, item.name.toStdString());
        QVERIFY(item.state == ItemState::Sealed); // to be examined like any other
    }
    QCOMPARE(kinds, (QSet<ItemKind>{ItemKind::Pdf, ItemKind::Text}));
    opened->reset();
    const auto again = place.open();
    QVERIFY(again);
    QCOMPARE((*again)->sheet().items().size(), size_t(2));
    QVERIFY((*again)->orphans().isEmpty());
    QVERIFY((*again)->verifyJournal());
    // The custody log says what happened.
    QVERIFY((*again)->log()->last().detail.contains(u"recovered-") ||
            (*again)->log()->at((*again)->log()->size() - 2).detail.contains(u"recovered-"));
}

void TestOrphans::takesOriginalsBackAfterAnOlderJournalIsPutBack()
{
    const RolledBack lost;
    lost.putBack();
    const auto refused = lost.place.open();
    QVERIFY(!refused && refused.error().kind() == ErrorKind::OtherHistory);
    QVERIFY(refused.error().text().contains(u"kept")); // says that nothing is gone
    auto c = *lost.place.open(vault::Access::ReadWrite, Rollback::Accept);
    QCOMPARE(c->orphans().size(), 6);
    QVERIFY(c->takeBack({}, JobContext()));
    QCOMPARE(readableHashes(*c), lost.hashes);
}

void TestOrphans::adoptsAnOrphanWhenItsFileIsAddedAgain()
{
    const RolledBack lost;
    lost.putBack();
    const QStringList before = objectFiles(lost.place.casePath());
    auto c = *lost.place.open(vault::Access::ReadWrite, Rollback::Accept);
    fs::remove(lost.place.folder() / "in" / "f3");
    lost.place.folder().write("in/f3-renamed", QByteArray(1000, 'x') + "3");
    lost.place.folder().write("in/f4", QByteArray(1000, 'x') + "other bytes, another size");
    const auto report = c->ingest(lost.place.inputs(), {}, JobContext());
    QVERIFY(report);
    QCOMPARE(report->added.size(), 6);
    QCOMPARE(report->adopted, 5);
    QCOMPARE(report->duplicates, 0);
    QCOMPARE(objectFiles(lost.place.casePath()).size(), before.size() + 1);
    QCOMPARE(c->orphans().size(), 1); // what was f4 is told still
    for (const Item &item : c->sheet().items())
        QVERIFY(!item.name.startsWith(u"recovered-"));
    QVERIFY(readableHashes(*c).size() == 6);
}

void TestOrphans::beginsANewJournalWhenTheOldOneIsGone_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"removed", "emptied", "overwritten", "cut"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

void TestOrphans::beginsANewJournalWhenTheOldOneIsGone()
{
    QFETCH(QString, what);
    const RolledBack lost;
    const fs::path journal = lost.place.casePath() / "journal.db";
    if (what == u"removed")
        fs::remove(journal);
    else if (what == u"emptied")
        fs::resize_file(journal, 0);
    else if (what == u"cut")
        fs::resize_file(journal, fs::file_size(journal) / 2);
    else
        lost.place.folder().write("a.redoubt/journal.db", QByteArray(20000, 'z'));
    for (const auto rollback : {Rollback::Refuse, Rollback::Accept}) {
        const auto refused = lost.place.open(vault::Access::ReadWrite, rollback);
        QVERIFY(!refused && !refused.error().text().isEmpty());
    }
    auto opened = lost.place.open(vault::Access::ReadWrite, Rollback::StartAnew);
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().text()));
    QCOMPARE((*opened)->orphans().size(), 6);
    QVERIFY((*opened)->takeBack({}, JobContext()));
    QCOMPARE(readableHashes(**opened), lost.hashes);
    QVERIFY((*opened)->setProfile(u"foia"_s)); // the new journal is the one that is locked
    const auto second = lost.place.open();
    QVERIFY(!second && second.error().kind() == ErrorKind::Conflict);
    opened->reset();
    QVERIFY(lost.place.open());
    // The old one is evidence.
    QCOMPARE(fs::exists(journal.native() + ".aside-1"), what != u"removed");
    {
        auto once = lost.place.open(vault::Access::ReadWrite, Rollback::StartAnew);
        QVERIFY(once);
        QCOMPARE((*once)->orphans().size(), 6);
    }
    QVERIFY(fs::exists(journal.native() + (what == u"removed" ? ".aside-1" : ".aside-2")));
}

void TestOrphans::leavesWhatDoesNotOpen()
{
    const RolledBack lost(2);
    lost.putBack();
    const QString name = objectFiles(lost.place.casePath()).first();
    const fs::path file =
        fs::path("a.redoubt/objects") / name.first(2).toStdString() / name.toStdString();
    QByteArray bytes = readFile(lost.place.folder() / file);
    bytes[bytes.size() - 1] = char(bytes.back() ^ 1);
    lost.place.folder().write(file, bytes);
    auto c = *lost.place.open(vault::Access::ReadWrite, Rollback::Accept);
    QCOMPARE(c->orphans().size(), 2);
    const auto taken = c->takeBack({}, JobContext());
    QVERIFY(taken);
    QCOMPARE(taken->added.size(), 1);
    QCOMPARE(taken->problems.size(), 1);
    QVERIFY(taken->problems.first().kind() == ErrorKind::Damaged);
    QCOMPARE(c->orphans().size(), 1);
    QVERIFY(c->orphans().first().role == Orphan::Role::Unknown);
    QCOMPARE(readFile(lost.place.folder() / file), bytes);
}

void TestOrphans::stopsTakingBackWhenAsked()
{
    const RolledBack lost;
    lost.putBack();
    auto c = *lost.place.open(vault::Access::ReadWrite, Rollback::Accept);
    std::stop_source stop;
    const auto stopped = c->takeBack({}, JobContext(stop.get_token(), [&](qint64 done, qint64) {
                                         if (done == 2)
                                             stop.request_stop();
                                     }));
    QVERIFY(!stopped && stopped.error().kind() == ErrorKind::Cancelled);
    QCOMPARE(c->sheet().items().size(), size_t(2));
    QCOMPARE(c->orphans().size(), 4);
    QVERIFY(c->takeBack({}, JobContext())); // goes on
    QCOMPARE(readableHashes(*c), lost.hashes);
}

void TestOrphans::refusesToWriteIntoAnotherJournal()
{
    const RolledBack lost(1);
    auto c = *lost.place.open();
    lost.place.folder().write("a.redoubt/put-back.db", lost.older);
    fs::rename(lost.place.casePath() / "put-back.db", lost.place.casePath() / "journal.db");
    const auto refused = c->setProfile(u"foia"_s);
    QVERIFY(!refused && refused.error().kind() == ErrorKind::Conflict);
    QVERIFY(c->sheet().profileName() != u"foia");
    // Not another writer either: this one still holds the case.
    const auto second = lost.place.open();
    QVERIFY(!second && second.error().kind() == ErrorKind::Conflict);
    c.reset();
    QVERIFY(openAnyway(lost.place.casePath()));
}

void TestOrphans::keepsRowsWhenTheWalIsTakenAway()
{
    CaseFolder place;
    place.create().reset();
    QString head;
    {
        auto c = *place.open();
        QVERIFY(c->setProfile(u"foia"_s));
        QVERIFY(fs::remove(place.casePath() / "journal.db-wal"));
        QVERIFY(c->setProfile(u"hipaa"_s));
        QVERIFY(c->setProfile(u"dsar"_s));
        head = c->journalHead();
        // As a kill would leave it: a copy of what has a name now.
        fs::copy(place.casePath(), place.folder() / "copy", fs::copy_options::recursive);
        QVERIFY(c->verifyJournal());
    }
    fs::remove_all(place.casePath());
    fs::rename(place.folder() / "copy", place.casePath());
    const auto opened = place.open(vault::Access::ReadOnly, Rollback::Accept);
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().text()));
    QCOMPARE((*opened)->sheet().profileName(), u"dsar"_s);
    QCOMPARE((*opened)->journalHead(), head);
}

void TestOrphans::refusesTwoWritersOfTwoCopies()
{
    CaseFolder place;
    place.create().reset();
    fs::copy(place.casePath(), place.folder() / "copy", fs::copy_options::recursive);
    auto first = place.open();
    QVERIFY(first);
    const auto openCopy = [&](vault::Access access) {
        return Case::open(place.folder() / "copy", CaseFolder::passphrase(), access);
    };
    const auto second = openCopy(vault::Access::ReadWrite);
    QVERIFY(!second && second.error().kind() == ErrorKind::Conflict);
    QVERIFY(openCopy(vault::Access::ReadOnly));
    first->reset();
    QVERIFY(openCopy(vault::Access::ReadWrite));
}

void TestOrphans::refusesASecondWriterInAnotherProcess()
{
    CaseFolder place;
    {
        auto c = place.create();
        const ItemId item = oneItem(place, *c);
        QVERIFY(c->addFindings(item, {machineFinding(item, 1)}));
    }
    const auto helper = startGesturer(place, u"decide"_s);
    // Whatever a program that syncs the folder removes beside the journal.
    fs::remove(place.casePath() / "vault.lock");
    fs::remove_all(place.folder() / "state");
    const auto second = place.open();
    QVERIFY(!second && second.error().kind() == ErrorKind::Conflict);
    QVERIFY(place.open(vault::Access::ReadOnly));
    QVERIFY(vault::Vault::isBeingWritten(place.casePath()));
    fs::rename(place.casePath(), place.folder() / "moved");
    const auto moved =
        Case::open(place.folder() / "moved", CaseFolder::passphrase(), vault::Access::ReadWrite);
    QVERIFY(!moved && moved.error().kind() == ErrorKind::Conflict);
    fs::rename(place.folder() / "moved", place.casePath());
    endAfter(*helper, 0);
    QVERIFY(!vault::Vault::isBeingWritten(place.casePath()));
    QVERIFY(place.open());
}

void TestOrphans::losesNoOriginalInFortyRounds()
{
    enum Harm {
        DeleteWal,
        DeleteShm,
        DeleteWalAndShm,
        DeleteWalWhileWritten,
        DeleteLocks,
        DeleteLocksWhileWritten,
        OlderJournal,
        OlderJournalBesideTheWal,
        DeleteJournal,
        CopyMidway,
        KillOnly,
        Harms
    };
    QElapsedTimer timer;
    timer.start();
    std::mt19937 random(7);
    CaseFolder place;
    place.create().reset();
    const fs::path casePath = place.casePath();
    std::vector<QByteArray> journals{readFile(casePath / "journal.db")};
    int files = 0;
    int harmed = 0;
    const auto remove = [&](const char *name) {
        std::error_code code;
        return fs::remove(casePath / name, code);
    };
    const auto checkAll = [](Case &c, const fs::path &folder, const QStringList &before) {
        for (const QString &name : before)
            QVERIFY2(objectFiles(folder).contains(name), qPrintable(name));
        const auto taken = c.takeBack({}, JobContext());
        QVERIFY(taken && taken->problems.isEmpty());
        QSet<QString> named;
        for (const Item &item : c.sheet().items())
            named.insert(item.object.toString() + u".rvo"_s);
        for (const QString &name : before)
            QVERIFY2(named.contains(name), qPrintable(name));
        std::ignore = readableHashes(c);
        QVERIFY(c.orphans().isEmpty());
        QVERIFY(c.verifyJournal());
    };
    for (int round = 0; round < 40; ++round) {
        for (int n = 1 + int(random() % 8); n > 0; --n, ++files)
            place.folder().write("in/f" + std::to_string(files),
                                 QByteArray(int(random() % 3) * 40000, 'x') +
                                     QByteArray::number(files));
        const auto harm = Harm(round < Harms ? round : int(random() % Harms));
        const auto helper = startGesturer(place, u"ingest"_s);
        if (harm == DeleteLocksWhileWritten || harm == DeleteLocks)
            harmed += remove("vault.lock") ? 1 : 0;
        if (harm == DeleteLocksWhileWritten) {
            fs::remove_all(place.folder() / "state");
            const auto second = place.open();
            // It may just have finished.
            QVERIFY(second || second.error().kind() == ErrorKind::Conflict);
        }
        if (harm == DeleteWalWhileWritten)
            harmed += remove("journal.db-wal") ? 1 : 0;
        fs::path copy;
        QStringList inCopy;
        if (harm == CopyMidway) {
            copy = place.folder() / "copy";
            std::error_code code; // files may vanish while they are copied
            fs::copy(casePath / "objects", copy / "objects", fs::copy_options::recursive, code);
            fs::create_directories(copy / "objects");
            inCopy = objectFiles(copy);
            for (const char *name : {"vault.hdr", "journal.db", "journal.db-wal"})
                fs::copy_file(casePath / name, copy / name, code);
        }
        endAfter(*helper, int(random() % 40));
        const QStringList sealed = objectFiles(casePath);

        if (harm == DeleteWal || harm == DeleteWalAndShm)
            harmed += remove("journal.db-wal") ? 1 : 0;
        if (harm == DeleteShm || harm == DeleteWalAndShm)
            harmed += remove("journal.db-shm") ? 1 : 0;
        if (harm == DeleteJournal)
            harmed += remove("journal.db") ? 1 : 0;
        if (harm == OlderJournal || harm == OlderJournalBesideTheWal) {
            place.folder().write("a.redoubt/journal.db", journals[random() % journals.size()]);
            if (harm == OlderJournal)
                remove("journal.db-wal");
            ++harmed;
        }
        if (!copy.empty()) {
            QByteArray state = qgetenv("REDOUBT_STATE_DIR");
            qputenv("REDOUBT_STATE_DIR", state + "-copy");
            auto c = openAnyway(copy);
            QVERIFY2(c, c ? "" : qPrintable(c.error().text()));
            for (const QString &name : std::as_const(inCopy))
                QVERIFY(objectFiles(copy).contains(name));
            QVERIFY((*c)->takeBack({}, JobContext()));
            c->reset();
            qputenv("REDOUBT_STATE_DIR", state);
            fs::remove_all(copy);
            ++harmed;
        }
        // The next "case add", of some of the files or all.
        auto c = openAnyway(casePath);
        QVERIFY2(c, c ? "" : qPrintable(u"harm %1: %2"_s.arg(harm).arg(c.error().text())));
        if (random() % 2 == 0)
            QVERIFY((*c)->ingest(place.inputs(), {}, JobContext()));
        checkAll(**c, casePath, sealed);
        if (QTest::currentTestFailed())
            return;
        c->reset();
        if (round % 5 == 0)
            journals.push_back(readFile(casePath / "journal.db"));
    }
    auto c = *place.open();
    QVERIFY(c->ingest(place.inputs(), {}, JobContext()));
    const QSet<QByteArray> readable = readableHashes(*c);
    for (int i = 0; i < files; ++i)
        QVERIFY(readable.contains(
            *sha256(*memorySource(readFile(place.folder() / "in" / ("f" + std::to_string(i)))))));
    qInfo("40 rounds, %d times harmed, %d files, %lld objects, 0 lost, %lld ms", harmed, files,
          qlonglong(objectFiles(casePath).size()), timer.elapsed());
    QVERIFY(harmed > 20);
}

QTEST_GUILESS_MAIN(TestOrphans)
#include "tst_orphans.moc"
