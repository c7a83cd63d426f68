// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/memorybudget.h"

#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace redoubt;

class tst_MemoryBudget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatALeaseHeld()
    {
        MemoryBudget budget(100);
        {
            auto first = budget.acquire(60, "test", {});
            QVERIFY(first);
            QCOMPARE(budget.free(), 40);
            MemoryBudget::Lease moved = *std::move(first);
            QCOMPARE(moved.bytes(), 60);
            QCOMPARE(budget.free(), 40);
            moved = MemoryBudget::Lease();
            QCOMPARE(budget.free(), 100);
            QVERIFY(budget.acquire(100, "test", {}));
        }
        QCOMPARE(budget.free(), 100);
    }

    void refusesWhatNeverFitsAndSaysHowMuchItNeeds()
    {
        MemoryBudget budget(2 << 20);
        const auto refused = budget.acquire(5 << 20, "test", {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind(), ErrorKind::Limit);
        QVERIFY(refused.error().text().contains(u'5'));
        QVERIFY(!budget.check(5 << 20, "test"));
        QVERIFY(budget.check(2 << 20, "test"));
        QCOMPARE(budget.free(), budget.size());
    }

    void waitsUntilThereIsRoomAndNeverGivesMore()
    {
        MemoryBudget budget(10);
        std::atomic<qint64> held = 0;
        std::atomic<qint64> most = 0;
        {
            std::vector<std::jthread> workers;
            for (int worker = 0; worker < 6; ++worker) {
                workers.emplace_back([&, worker] {
                    for (int i = 0; i < 200; ++i) {
                        const qint64 wanted = 1 + (worker + i) % 10;
                        const auto lease = budget.acquire(wanted, "test", {});
                        const qint64 now = held += wanted;
                        qint64 seen = most;
                        while (now > seen && !most.compare_exchange_weak(seen, now)) {
                        }
                        held -= wanted;
                    }
                });
            }
        }
        QVERIFY(most <= 10);
        QCOMPARE(budget.free(), 10);
    }

    void waitingCanBeCancelled()
    {
        MemoryBudget budget(10);
        const auto all = budget.acquire(10, "test", {});
        std::stop_source stop;
        std::optional<ErrorKind> kind;
        {
            const std::jthread waiting([&] {
                const auto lease = budget.acquire(1, "test", stop.get_token());
                if (!lease)
                    kind = lease.error().kind();
            });
            stop.request_stop();
        }
        QCOMPARE(kind, ErrorKind::Cancelled);
        QCOMPARE(budget.free(), 0);
    }

    void picturesAreCountedWithAllTheirCopies()
    {
        QCOMPARE(pictureWorkBytes(QSize(), false), 0);
        // 20 000 x 20 000 pixels are 400 MB in one byte each.
        QVERIFY(pictureWorkBytes(QSize(20'000, 20'000), false) >= 7 * 400'000'000LL);
        QVERIFY(pictureWorkBytes(QSize(100, 100), true) > pictureWorkBytes(QSize(100, 100), false));
        QVERIFY(MemoryBudget::pictures().size() >= 512LL << 20);
    }
};

QTEST_GUILESS_MAIN(tst_MemoryBudget)
#include "tst_memorybudget.moc"
