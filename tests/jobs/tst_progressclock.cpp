// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/progressclock.h"

#include <QTest>

using namespace redoubt;
using namespace std::chrono_literals;

class TestProgressClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void guessesNothingTooEarly()
    {
        ProgressClock clock;
        QVERIFY(!clock.remaining());
        clock.update(50, 100, 500ms);
        QVERIFY2(!clock.remaining(), "half a second is too little to judge by");
        ProgressClock slow;
        slow.update(1, 1000, 5000ms);
        QVERIFY2(!slow.remaining(), "a thousandth is too little to judge by");
        ProgressClock unknown;
        unknown.update(5, 0, 5000ms);
        QVERIFY(!unknown.remaining());
        QCOMPARE(unknown.share(), 0.0);
    }

    void evenWorkIsJudgedExactly()
    {
        ProgressClock clock;
        for (int i = 1; i <= 100; ++i) {
            clock.update(i, 100, i * 100ms);
            if (i >= 10) {
                QVERIFY(clock.remaining());
                const double left = double(clock.remaining()->count());
                QVERIFY(std::abs(left - (100 - i) * 100) <= 0.02 * 10'000);
            }
        }
        QCOMPARE(clock.remaining()->count(), 0);
        QCOMPARE(clock.share(), 1.0);
    }

    void noticesASlowerSecondHalf()
    {
        ProgressClock clock;
        ProgressClock::Duration now{0};
        for (int i = 1; i <= 50; ++i)
            clock.update(i, 100, now += 100ms);
        const auto before = *clock.remaining();
        for (int i = 51; i <= 75; ++i)
            clock.update(i, 100, now += 1000ms);
        // 25 steps of a second are left; the mean alone would say 10 s.
        QVERIFY(*clock.remaining() > before);
        QVERIFY(*clock.remaining() > 12s && *clock.remaining() < 30s);
    }

    void growsWhileNothingMoves()
    {
        ProgressClock clock;
        for (int i = 1; i <= 50; ++i)
            clock.update(i, 100, i * 1s);
        const auto before = *clock.remaining();
        QVERIFY(before > 40s && before < 60s);
        auto last = before;
        for (auto now = 60s; now <= 600s; now += 20s) {
            const auto left = clock.remaining(now);
            QVERIFY(left && *left > last);
            last = *left;
        }
        QVERIFY(last > 5min);
        // Reports that nothing was done are no progress.
        for (auto now = 601s; now <= 700s; now += 1s)
            clock.update(50, 100, now);
        QVERIFY(*clock.remaining() > last);
    }

    void doesNotSayThatItIsOverForMinutes()
    {
        // All but done after ten seconds, and four minutes of it are left.
        for (const int stuckAt : {97, 99, 100}) {
            ProgressClock clock;
            for (int i = 1; i <= stuckAt; ++i)
                clock.update(i, 100, i * 100ms);
            for (auto now = 15s; now <= 250s; now += 1s) {
                const auto left = clock.remaining(now);
                QVERIFY2(!left || *left > 4s, qPrintable(QString::number(now.count())));
            }
        }
    }

    void aRareReportIsNoPause()
    {
        ProgressClock clock;
        for (int i = 1; i <= 9; ++i) {
            clock.update(i, 10, i * 20s);
            const auto left = clock.remaining(i * 20s + 15s);
            const auto truly = (10 - i) * 20s - 15s;
            QVERIFY(left && *left <= truly * 1.5 + 2s && *left >= truly * 0.6);
        }
    }

    void updatesAtOneInstantDoNotDisturb()
    {
        ProgressClock clock;
        clock.update(10, 100, 2000ms);
        const auto before = clock.remaining();
        for (int i = 0; i < 50; ++i)
            clock.update(10, 100, 2000ms);
        QCOMPARE(clock.remaining(), before);
    }

    void worksReportedInBurstsCounts()
    {
        // Ten reports within one millisecond, then the next burst: no share may get lost between.
        ProgressClock clock;
        for (int burst = 1; burst <= 8; ++burst) {
            for (int i = 1; i <= 10; ++i)
                clock.update((burst - 1) * 10 + i, 100, burst * 1000ms);
        }
        QVERIFY(clock.remaining());
        QVERIFY2(*clock.remaining() > 1000ms && *clock.remaining() < 4000ms,
                 qPrintable(QString::number(clock.remaining()->count())));
    }

    void strangeNumbersStayInRange()
    {
        ProgressClock clock;
        clock.update(500, 100, 2000ms);
        QCOMPARE(clock.share(), 1.0);
        clock.update(-5, 100, 3000ms);
        QCOMPARE(clock.share(), 0.0);
        clock.update(50, 100, 1000ms); // a clock that went back
        QVERIFY(clock.share() >= 0 && clock.share() <= 1);
        QVERIFY(!clock.remaining() || clock.remaining()->count() >= 0);
    }
};

QTEST_GUILESS_MAIN(TestProgressClock)
#include "tst_progressclock.moc"
