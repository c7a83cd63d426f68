// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/job.h"
#include "core/jobs/jobgroup.h"
#include "core/jobs/scheduler.h"

#include <QSemaphore>
#include <QTest>

#include <atomic>
#include <mutex>
#include <thread>

using namespace redoubt;
using namespace std::chrono_literals;

namespace {

using Line = Scheduler::Line;

/// Pieces that are at work until they may go, and what was at work at once.
struct Held
{
    QSemaphore begun;
    QSemaphore go;
    std::atomic<int> now = 0;
    std::atomic<int> most = 0;

    Scheduler::Task piece()
    {
        return [this] {
            const int here = ++now;
            int before = most;
            while (before < here && !most.compare_exchange_weak(before, here)) {
            }
            begun.release();
            go.acquire();
            --now;
        };
    }
};

} // namespace

class TestScheduler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasOneBudgetForAllLines()
    {
        Held held;
        Scheduler scheduler(3);
        QCOMPARE(scheduler.threads(), 3);
        std::vector<Line> lines;
        for (int i = 0; i < 4; ++i)
            lines.push_back(scheduler.newLine(JobClass::Long));
        for (int i = 0; i < 12; ++i)
            lines[size_t(i % 4)].start(held.piece());
        held.begun.acquire(3);
        QVERIFY2(!held.begun.tryAcquire(1, 50), "a fourth began");
        QCOMPARE(scheduler.atWork(), 3);
        held.go.release(12);
        QVERIFY(scheduler.waitForDone(10s));
        QCOMPARE(held.most.load(), 3);
        QVERIFY(Scheduler().threads() >= 1);
        QVERIFY(Scheduler(-4).threads() >= 1);
        QCOMPARE(scheduler.threadsEach(1), 3);
        QCOMPARE(scheduler.threadsEach(2), 1);
        QCOMPARE(scheduler.threadsEach(0), 3);
        QCOMPARE(scheduler.threadsEach(100), 1);
    }

    void whatAPersonWaitsForBeginsAtOnce()
    {
        Held held;
        Scheduler scheduler(1);
        for (int i = 0; i < 5; ++i)
            scheduler.line(JobClass::Long).start(held.piece());
        held.begun.acquire(1);
        const auto job = startJob<int>(scheduler, JobClass::Interactive,
                                       [](const JobContext &) -> Result<int> { return 7; });
        QVERIFY2(job.end->waitFor(10s), "it stood behind long work");
        QCOMPARE(held.now.load(), 1);
        held.go.release(5);
    }

    void longWorkHoldsBackWhileAPersonWaits()
    {
        Held person;
        Held work;
        Scheduler scheduler(2);
        scheduler.line(JobClass::Interactive).start(person.piece());
        scheduler.line(JobClass::Interactive).start(person.piece());
        person.begun.acquire(2);
        for (int i = 0; i < 3; ++i)
            scheduler.line(JobClass::Long).start(work.piece());
        work.begun.acquire(1); // one is always at work
        QVERIFY2(!work.begun.tryAcquire(1, 50), "the budget was used up");
        person.go.release(2);
        work.begun.acquire(1);
        work.go.release(3);
        QVERIFY(scheduler.waitForDone(10s));
        QCOMPARE(work.most.load(), 2);
    }

    void linesTakeTurns()
    {
        std::mutex mutex;
        QString order;
        const auto says = [&](QChar what) {
            return [&, what] {
                const std::lock_guard lock(mutex);
                order += what;
            };
        };
        Held held;
        Scheduler scheduler(1);
        scheduler.line(JobClass::Long).start(held.piece());
        held.begun.acquire();
        const Line many = scheduler.newLine(JobClass::Long);
        const Line few = scheduler.newLine(JobClass::Long);
        for (int i = 0; i < 4; ++i)
            many.start(says(u'm'));
        few.start(says(u'f'));
        few.start(says(u'f'));
        held.go.release();
        QVERIFY(scheduler.waitForDone(10s));
        QCOMPARE(order, QStringLiteral("mfmfmm"));
    }

    void aPlaceOfItsOwnBeginsBesideLongWorkAndCounts()
    {
        Held work;
        Held own;
        Scheduler scheduler(1);
        const Line sealing = scheduler.newLine(JobClass::Long, Scheduler::Places::Own, 1);
        for (int i = 0; i < 3; ++i)
            scheduler.line(JobClass::Long).start(work.piece());
        work.begun.acquire();
        sealing.start(own.piece());
        sealing.start(own.piece());
        own.begun.acquire();
        QVERIFY2(!own.begun.tryAcquire(1, 50), "the line allows one at a time");
        work.go.release();
        QVERIFY2(!work.begun.tryAcquire(1, 50), "it counts");
        own.go.release(2);
        own.begun.acquire();
        work.go.release(2);
        QVERIFY(scheduler.waitForDone(10s));
        QCOMPARE(own.most.load(), 1);
    }

    void aStoppedJobThatWaitsAnswersAtOnce()
    {
        Held held;
        Scheduler scheduler(1);
        scheduler.line(JobClass::Long).start(held.piece());
        held.begun.acquire();
        bool worked = false;
        const auto job =
            startJob<int>(scheduler, JobClass::Long, [&](const JobContext &) -> Result<int> {
                worked = true;
                return 1;
            });
        QVERIFY(!job.end->waitFor(20ms));
        std::stop_source stop = job.stop;
        stop.request_stop();
        QVERIFY2(job.end->waitFor(200ms), "it waited for its turn");
        QCOMPARE(job.future.result().error().kind(), ErrorKind::Cancelled);
        QVERIFY(!worked);
        held.go.release();
    }

    void stopsManyFromManyThreads()
    {
        constexpr int kJobs = 200;
        Scheduler scheduler(2);
        std::vector<Job<int>> jobs;
        for (int i = 0; i < kJobs; ++i) {
            jobs.push_back(startJob<int>(scheduler, i % 3 ? JobClass::Long : JobClass::Interactive,
                                         [](const JobContext &context) -> Result<int> {
                                             while (!context.cancelled())
                                                 std::this_thread::yield();
                                             return JobContext::cancelledError("test");
                                         }));
        }
        std::vector<std::thread> stoppers;
        for (size_t t = 0; t < 4; ++t) {
            stoppers.emplace_back([&jobs, t] {
                for (size_t i = t; i < jobs.size(); i += 4)
                    jobs[i].stop.request_stop();
            });
        }
        for (std::thread &each : stoppers)
            each.join();
        JobGroup group;
        for (const Job<int> &job : jobs)
            group.add(job);
        QVERIFY(group.waitFor(10s));
        for (const Job<int> &job : jobs)
            QCOMPARE(job.future.result().error().kind(), ErrorKind::Cancelled);
        QVERIFY(scheduler.waitForDone(10s));
        QCOMPARE(scheduler.atWork(), 0);
    }

    void doesWhatWasQueuedBeforeItGoes()
    {
        std::atomic<int> done = 0;
        {
            Scheduler scheduler(2);
            Line gone = scheduler.newLine(JobClass::Long);
            for (int i = 0; i < 50; ++i)
                (i % 2 ? gone : scheduler.line(JobClass::Interactive)).start([&] { ++done; });
            gone = scheduler.newLine(JobClass::Long);
        }
        QCOMPARE(done.load(), 50);
    }

    void forEachDoesAllWithoutAPlaceToo()
    {
        Held held;
        Scheduler scheduler(1);
        scheduler.line(JobClass::Long).start(held.piece());
        held.begun.acquire(); // the only place is taken
        std::vector<std::atomic<int>> times(40);
        forEachOn(scheduler.line(JobClass::Long), times.size(), 4, [&](size_t i) { ++times[i]; });
        for (const auto &each : times)
            QCOMPARE(each.load(), 1);
        held.go.release();
        QVERIFY(scheduler.waitForDone(10s));
    }

    void forEachWorksOnSeveralPlaces()
    {
        Scheduler scheduler(3);
        QSemaphore met;
        std::atomic<int> here = 0;
        forEachOn(scheduler.line(JobClass::Long), 3, 3, [&](size_t) {
            if (++here == 3)
                met.release(3);
            met.acquire(); // nobody goes on before all three are at work
        });
        QCOMPARE(here.load(), 3);
        std::atomic<int> sum = 0;
        forEachOn(scheduler.line(JobClass::Long), 1000, 3, [&](size_t i) { sum += int(i); });
        QCOMPARE(sum.load(), 999 * 1000 / 2);
        forEachOn(scheduler.line(JobClass::Long), 0, 3, [&](size_t) { sum = -1; });
        QVERIFY(sum.load() > 0);
    }
};

QTEST_GUILESS_MAIN(TestScheduler)
#include "tst_scheduler.moc"
