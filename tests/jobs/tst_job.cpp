// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/job.h"

#include <QFutureWatcher>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <stdexcept>
#include <thread>

using namespace redoubt;
using namespace Qt::StringLiterals;

class TestJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void returnsTheResult()
    {
        Scheduler scheduler(2);
        auto job = startJob<QString>(scheduler, JobClass::Long,
                                     [](const JobContext &) { return Result<QString>(u"done"_s); });
        QCOMPARE(*job.future.result(), u"done"_s);
        auto failing = startJob<QString>(scheduler, JobClass::Interactive,
                                         [](const JobContext &) -> Result<QString> {
                                             return Error(ErrorKind::Damaged, "test/job");
                                         });
        QCOMPARE(failing.future.result().error().kind(), ErrorKind::Damaged);
    }

    void anExceptionBecomesAnInternalError()
    {
        Scheduler scheduler(1);
        auto job = startJob<int>(scheduler, JobClass::Long, [](const JobContext &) -> Result<int> {
            throw std::runtime_error("Jane Roe");
        });
        QCOMPARE(job.future.result().error().kind(), ErrorKind::Internal);
        QVERIFY(!job.future.result().error().text().contains(u"Jane"_s));
    }

    void stopsWorkThatAsks()
    {
        Scheduler scheduler(1);
        QSemaphore started;
        auto job =
            startJob<int>(scheduler, JobClass::Long, [&](const JobContext &context) -> Result<int> {
                started.release();
                while (!context.cancelled())
                    std::this_thread::yield();
                return JobContext::cancelledError("test/job");
            });
        started.acquire();
        QVERIFY(!job.future.isFinished());
        QVERIFY(job.stop.request_stop());
        QCOMPARE(job.future.result().error().kind(), ErrorKind::Cancelled);
    }

    void aQueuedJobThatIsStoppedStillGivesAResult()
    {
        Scheduler scheduler(1);
        QSemaphore go;
        auto first =
            startJob<int>(scheduler, JobClass::Long, [&](const JobContext &) -> Result<int> {
                go.acquire();
                return 1;
            });
        auto second =
            startJob<int>(scheduler, JobClass::Long, [](const JobContext &context) -> Result<int> {
                if (context.cancelled())
                    return JobContext::cancelledError("test/job");
                return 2;
            });
        second.stop.request_stop();
        go.release();
        QCOMPARE(*first.future.result(), 1);
        QCOMPARE(second.future.resultCount() <= 1, true);
        QCOMPARE(second.future.result().error().kind(), ErrorKind::Cancelled);
    }

    void progressArrivesInThousandths()
    {
        Scheduler scheduler(1);
        QSemaphore go;
        QSemaphore said;
        QFutureWatcher<Result<int>> watcher;
        QSignalSpy values(&watcher, &QFutureWatcherBase::progressValueChanged);
        auto job =
            startJob<int>(scheduler, JobClass::Long, [&](const JobContext &context) -> Result<int> {
                go.acquire();
                context.progress(3, 0); // unknown total: ignored
                context.progress(1, 4);
                said.release();
                go.acquire();
                context.progress(9, 4);
                return 1;
            });
        watcher.setFuture(job.future);
        go.release();
        said.acquire();
        QCOMPARE(job.future.progressMaximum(), 1000);
        QTRY_COMPARE(job.future.progressValue(), 250);
        go.release();
        QCOMPARE(*job.future.result(), 1);
        QTRY_VERIFY(!values.isEmpty() && values.last().first().toInt() == 1000);
    }

    void aWatcherThatDiesFirstIsNotCalled()
    {
        Scheduler scheduler(1);
        QSemaphore go;
        bool called = false;
        auto job = startJob<int>(scheduler, JobClass::Long, [&](const JobContext &) -> Result<int> {
            go.acquire();
            return 1;
        });
        {
            QFutureWatcher<Result<int>> watcher;
            connect(&watcher, &QFutureWatcherBase::finished, this, [&] { called = true; });
            watcher.setFuture(job.future);
        }
        go.release();
        QCOMPARE(*job.future.result(), 1);
        QCoreApplication::processEvents();
        QVERIFY(!called);
    }

    void theSchedulerWaitsForItsWork()
    {
        std::atomic<int> done = 0;
        {
            Scheduler scheduler(2);
            for (int i = 0; i < 20; ++i)
                startJob<int>(scheduler, JobClass::Long,
                              [&](const JobContext &) -> Result<int> { return ++done; });
        }
        QCOMPARE(done.load(), 20);
    }
};

QTEST_GUILESS_MAIN(TestJob)
#include "tst_job.moc"
