// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/case.h"
#include "tests/casefile/casetest.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <csignal>
#include <random>
#include <sys/resource.h>

using namespace redoubt;
using namespace redoubt::casefile;
using namespace redoubt::test;
using namespace Qt::StringLiterals;

class TestKill : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void losesAtMostTheGestureInProgress();
    void resumesAnIngestThatWasKilled();
    void survivesAFullDiskAtEverySize();
};

namespace {

constexpr int kRounds = 12;

/// Runs the helper and kills it some time after it has opened the case. Returns what it printed.
QByteArray killed(const CaseFolder &place, const QString &what, int afterMs)
{
    QProcess helper;
    helper.start(QCoreApplication::applicationDirPath() + u"/gesturer"_s,
                 {what, QString::fromStdString(place.casePath().native()),
                  QString::fromStdString((place.folder() / "in").native())});
    if (!helper.waitForStarted())
        qFatal("gesturer did not start");
    QByteArray out;
    while (!out.contains("open") && helper.waitForReadyRead(30000))
        out += helper.readAllStandardOutput();
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < afterMs && helper.state() == QProcess::Running) {
        helper.waitForReadyRead(std::max(1, afterMs - int(timer.elapsed())));
        out += helper.readAllStandardOutput();
    }
    helper.kill();
    helper.waitForFinished();
    return out + helper.readAllStandardOutput();
}

} // namespace

void TestKill::losesAtMostTheGestureInProgress()
{
    CaseFolder place;
    {
        auto c = place.create();
        place.folder().write("in/a.txt", "x\n");
        const ItemId item = c->ingest(place.inputs(), {}, JobContext())->added.first();
        FindingList list;
        for (int i = 0; i < 50; ++i)
            list.push_back(machineFinding(item, i));
        QVERIFY(c->addFindings(item, list));
    }
    std::mt19937 random(11);
    int told = 0;
    for (int round = 0; round < kRounds; ++round) {
        const QList<QByteArray> lines =
            killed(place, u"decide"_s, int(random() % 60)).trimmed().split('\n');
        if (lines.size() > 1)
            told = lines.last().toInt();
        const auto opened = place.open();
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().text()));
        const int kept = (*opened)->undoStack().count();
        QVERIFY2(kept == told || kept == told + 1, qPrintable(u"%1 of %2"_s.arg(kept).arg(told)));
        told = kept;
        QVERIFY((*opened)->verifyJournal());
    }
    QVERIFY(told > 0);
}

void TestKill::resumesAnIngestThatWasKilled()
{
    CaseFolder place;
    place.create().reset();
    for (int i = 0; i < 300; ++i)
        place.folder().write("in/f" + std::to_string(i),
                             QByteArray(2000, 'x') + QByteArray::number(i));
    std::mt19937 random(5);
    for (int round = 0; round < kRounds; ++round) {
        killed(place, u"ingest"_s, int(random() % 80));
        const auto opened = place.open();
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().text()));
        // At most what was being sealed has no name yet, and it is told.
        QCOMPARE(size_t((*opened)->vault().objects()->size()),
                 (*opened)->sheet().items().size() + size_t((*opened)->orphans().size()));
        QVERIFY((*opened)->orphans().size() <= round + 1);
    }
    auto c = *place.open();
    QVERIFY(c->ingest(place.inputs(), {}, JobContext()));
    QCOMPARE(c->sheet().items().size(), size_t(300));
    // The file that was sealed twice over by no run: its orphan was taken for it.
    QCOMPARE(c->vault().objects()->size(), 300);
    QVERIFY(c->orphans().isEmpty());
    for (const Item &item : c->sheet().items())
        QCOMPARE(*(*c->openItem(item.id))->readAll(9000),
                 readFile(place.folder() / "in" / item.rawName));
}

void TestKill::survivesAFullDiskAtEverySize()
{
    CaseFolder place;
    auto c = place.create();
    place.folder().write("in/a.txt", "x\n");
    const ItemId item = c->ingest(place.inputs(), {}, JobContext())->added.first();
    // A limit on the size of files stands in for the full disk: writes behind it fail.
    ::signal(SIGXFSZ, SIG_IGN);
    rlimit old = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &old), 0);
    int failures = 0;
    int number = 0;
    for (rlim_t size = 4096; size <= 400 * 1024; size += 12 * 1024) {
        FindingList list;
        for (int i = 0; i < 100; ++i)
            list.push_back(machineFinding(item, number++));
        const size_t before = c->sheet().findings(item).size();
        const QString head = c->journalHead();
        const rlimit tight{size, old.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &tight), 0);
        const auto added = c->addFindings(item, list);
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &old), 0);
        QCOMPARE(c->sheet().findings(item).size(), before + (added ? list.size() : 0));
        if (!added) {
            ++failures;
            QCOMPARE(c->journalHead(), head);
            QVERIFY(!added.error().text().isEmpty());
        }
        QVERIFY(c->verifyJournal());
    }
    QVERIFY(failures > 0);
    QVERIFY(c->addFindings(item, {machineFinding(item, number)}));
    const size_t count = c->sheet().findings(item).size();
    c.reset();
    QCOMPARE((*place.open())->sheet().findings(item).size(), count);
}

QTEST_GUILESS_MAIN(TestKill)
#include "tst_kill.moc"
