// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/scheduler.h"
#include "ui/jobs/jobboard.h"

#include <QAbstractItemModelTester>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

using namespace redoubt;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;

class TestJobBoard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsAJobUntilItEnds();
    void handsOverResultsThatCannotBeCopied();
    void cancels();
    void forgetsReceiversThatAreGone();
    void waitsForItsJobs();
};

namespace {

/// Runs until it is told to stop or may go on.
Job<int> waiting(Scheduler &scheduler, QSemaphore &go)
{
    return startJob<int>(scheduler, JobClass::Long,
                         [&go](const JobContext &context) -> Result<int> {
                             context.progress(1, 2);
                             while (!go.tryAcquire(1, 5)) {
                                 if (context.cancelled())
                                     return JobContext::cancelledError("test");
                             }
                             return 42;
                         });
}

} // namespace

void TestJobBoard::showsAJobUntilItEnds()
{
    Scheduler scheduler(1);
    JobBoard board;
    const QAbstractItemModelTester tester(&board,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSemaphore go;
    int got = 0;
    const int number = board.add<int>(u"Work"_s, waiting(scheduler, go), this,
                                      [&](Result<int> result) { got = *result; });
    QCOMPARE(board.rowCount(), 1);
    QCOMPARE(board.index(0).data().toString(), u"Work"_s);
    board.setTitle(number, u"More work"_s);
    QCOMPARE(board.index(0).data().toString(), u"More work"_s);
    QTRY_COMPARE(board.index(0).data(JobBoard::ShareRole).toDouble(), 0.5);
    go.release();
    QTRY_COMPARE(got, 42);
    QVERIFY(board.isEmpty());
}

void TestJobBoard::handsOverResultsThatCannotBeCopied()
{
    Scheduler scheduler(1);
    JobBoard board;
    std::unique_ptr<int> got;
    board.add<std::unique_ptr<int>>(
        u"Work"_s,
        startJob<std::unique_ptr<int>>(scheduler, JobClass::Long,
                                       [](const JobContext &) {
                                           return Result<std::unique_ptr<int>>(
                                               std::make_unique<int>(7));
                                       }),
        this, [&](Result<std::unique_ptr<int>> result) { got = *std::move(result); });
    QTRY_VERIFY(got);
    QCOMPARE(*got, 7);
}

void TestJobBoard::cancels()
{
    Scheduler scheduler(1);
    JobBoard board;
    QSemaphore go;
    std::optional<ErrorKind> kind;
    board.add<int>(u"Work"_s, waiting(scheduler, go), this, [&](Result<int> result) {
        kind = result ? ErrorKind::Internal : result.error().kind();
    });
    board.cancelRow(5); // no such row
    board.cancelRow(0);
    QVERIFY(board.isEmpty() || board.index(0).data(JobBoard::StoppingRole).toBool());
    QTRY_VERIFY(kind.has_value());
    QVERIFY(*kind == ErrorKind::Cancelled);
}

void TestJobBoard::forgetsReceiversThatAreGone()
{
    Scheduler scheduler(1);
    JobBoard board;
    QSemaphore go;
    bool told = false;
    auto receiver = std::make_unique<QObject>();
    board.add<int>(u"Work"_s, waiting(scheduler, go), receiver.get(),
                   [&](const Result<int> &) { told = true; });
    receiver.reset();
    go.release();
    QTRY_VERIFY(board.isEmpty());
    QVERIFY(!told);
}

void TestJobBoard::waitsForItsJobs()
{
    Scheduler scheduler(1);
    QSemaphore begun; // one that is stopped before that is never begun
    std::atomic<bool> ended = false;
    bool told = false;
    {
        JobBoard board;
        board.add<int>(u"Work"_s,
                       startJob<int>(scheduler, JobClass::Long,
                                     [&](const JobContext &context) -> Result<int> {
                                         begun.release();
                                         while (!context.cancelled())
                                             QThread::yieldCurrentThread();
                                         ended = true;
                                         return 1;
                                     }),
                       this, [&](const Result<int> &) { told = true; });
        begun.acquire();
    }
    QVERIFY(ended);
    QVERIFY(!told);
}

QTEST_GUILESS_MAIN(TestJobBoard)
#include "tst_jobboard.moc"
