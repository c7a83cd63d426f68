// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/guarded.h"
#include "core/jobs/job.h"
#include "core/jobs/rundetached.h"

#include <QTest>

#include <new>

using namespace redoubt;

class tst_Guarded : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesWhatTheWorkReturns()
    {
        const auto number = guarded("test", []() -> Result<int> { return 7; });
        QVERIFY(number);
        QCOMPARE(*number, 7);
        const auto error =
            guarded("test", []() -> Result<void> { return Error(ErrorKind::Damaged, "test"); });
        QCOMPARE(error.error().kind(), ErrorKind::Damaged);
    }

    void shortMemoryIsALimitAndAllElseInternal()
    {
        const auto shortOf = guarded("test", []() -> Result<void> { throw std::bad_alloc(); });
        QCOMPARE(shortOf.error().kind(), ErrorKind::Limit);
        QVERIFY(!shortOf.error().text().isEmpty());
        const auto other = guarded("test", []() -> Result<void> { throw 5; });
        QCOMPARE(other.error().kind(), ErrorKind::Internal);
        const auto named =
            guarded("test", []() -> Result<void> { throw std::runtime_error("words of a case"); });
        QCOMPARE(named.error().kind(), ErrorKind::Internal);
        QVERIFY(!named.error().text().contains(QLatin1String("words of a case")));
    }

    void jobsAndThreadsApartEndWithAnError()
    {
        Scheduler scheduler(4);
        auto job = startJob<int>(scheduler, JobClass::Long,
                                 [](const JobContext &) -> Result<int> { throw std::bad_alloc(); });
        QCOMPARE(job.future.result().error().kind(), ErrorKind::Limit);
        const auto apart =
            runDetached<int>(JobContext(), "test", []() -> Result<int> { throw std::bad_alloc(); });
        QCOMPARE(apart.error().kind(), ErrorKind::Limit);
    }
};

QTEST_GUILESS_MAIN(tst_Guarded)
#include "tst_guarded.moc"
