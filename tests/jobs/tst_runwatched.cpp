// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/jobgroup.h"
#include "core/jobs/runwatched.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QTest>

#include <thread>

using namespace redoubt;
using namespace std::chrono_literals;

class TestRunWatched : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanupTestCase() { waitForDetached(); }

    void returnsWhatTheWorkReturnsAndHandsProgressOn()
    {
        std::vector<qint64> seen;
        const auto caller = std::this_thread::get_id();
        bool here = true;
        const JobContext context({}, [&](qint64 done, qint64) {
            seen.push_back(done);
            here = here && std::this_thread::get_id() == caller;
        });
        const auto answer =
            runWatched<int>(context, "test", 10s, [](const JobContext &own) -> Result<int> {
                own.progress(1, 2);
                std::this_thread::sleep_for(50ms);
                return 7;
            });
        QCOMPARE(*answer, 7);
        QCOMPARE(seen, std::vector<qint64>{1});
        QVERIFY(here);
    }

    void anExceptionIsAnInternalError()
    {
        const auto answer = runWatched<int>(JobContext(), "test", 10s,
                                            [](const JobContext &) -> Result<int> { throw 1; });
        QCOMPARE(answer.error().kind(), ErrorKind::Internal);
    }

    void whoReportsIsNotCut()
    {
        const auto answer =
            runWatched<int>(JobContext(), "test", 400ms, [](const JobContext &own) -> Result<int> {
                for (int i = 0; i < 10; ++i) {
                    std::this_thread::sleep_for(100ms);
                    own.progress(0, 0); // even when nothing is known of how much
                }
                return 1;
            });
        QVERIFY(answer);
    }

    void whoHangsIsLeftAlone()
    {
        const auto free = std::make_shared<QSemaphore>();
        const auto told = std::make_shared<std::atomic<bool>>(false);
        QElapsedTimer timer;
        timer.start();
        const auto answer =
            runWatched<int>(JobContext(), "test", 100ms, [free, told](const JobContext &own) {
                free->acquire();
                *told = own.cancelled();
                return Result<int>(1);
            });
        QCOMPARE(answer.error().kind(), ErrorKind::Limit);
        QVERIFY(answer.error().text().contains(QStringLiteral("did not finish")));
        QVERIFY(timer.elapsed() < 5000);
        QVERIFY(!waitForDetached(1ms));
        free->release();
        QVERIFY(waitForDetached(10s));
        QVERIFY(told->load());
    }

    void aCancelComesThroughAndIsNotHeldUp()
    {
        const auto free = std::make_shared<QSemaphore>();
        std::stop_source stop;
        const std::jthread stopper([&] {
            std::this_thread::sleep_for(20ms);
            stop.request_stop();
        });
        QElapsedTimer timer;
        timer.start();
        const auto answer =
            runWatched<int>(JobContext(stop.get_token()), "test", 60s, [free](const JobContext &) {
                free->acquire();
                return Result<int>(1);
            });
        QCOMPARE(answer.error().kind(), ErrorKind::Cancelled);
        QVERIFY(timer.elapsed() < 5000);
        free->release();
    }

    void largeFilesGetMoreTime()
    {
        QVERIFY(patienceFor(0) == 10min);
        QVERIFY(patienceFor(qint64(1) << 30) == 74min);
    }

    void aGroupIsStoppedTogetherAndWaitedForWithinALimit()
    {
        Scheduler scheduler(3);
        const auto free = std::make_shared<QSemaphore>();
        JobGroup group;
        const auto obeys = [](const JobContext &context) -> Result<int> {
            while (!context.cancelled())
                std::this_thread::sleep_for(1ms);
            return 1;
        };
        group.add(startJob<int>(scheduler, JobClass::Long, obeys));
        group.add(startJob<int>(scheduler, JobClass::Long, obeys));
        group.requestStop();
        QVERIFY(group.waitFor(10s));
        QSemaphore begun; // one that is stopped before that is never begun
        const auto hanging = startJob<int>(scheduler, JobClass::Long,
                                           [free, &begun](const JobContext &) -> Result<int> {
                                               begun.release();
                                               free->acquire();
                                               return 1;
                                           });
        begun.acquire();
        group.add(hanging);
        QVERIFY(hanging.stop.stop_requested());
        QVERIFY(!group.waitFor(50ms));
        free->release();
        QVERIFY(group.waitFor(10s));
    }

    void aJobHasLetGoWhenItsEndIsTold()
    {
        Scheduler scheduler(4);
        const auto owned = std::make_shared<int>(1);
        const auto job =
            startJob<int>(scheduler, JobClass::Long,
                          [owned](const JobContext &) -> Result<int> { return *owned; });
        QVERIFY(job.end->waitFor(10s));
        QCOMPARE(owned.use_count(), 1L);
        QVERIFY(job.future.isFinished() || job.future.resultCount() == 1);
    }
};

QTEST_GUILESS_MAIN(TestRunWatched)
#include "tst_runwatched.moc"
