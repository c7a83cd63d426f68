// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/rundetached.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <latch>
#include <stdexcept>
#include <thread>

using namespace redoubt;

class TestRunApart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void returnsWhatTheWorkReturns()
    {
        const auto caller = std::this_thread::get_id();
        const auto answer = runDetached<bool>(
            JobContext(), "test", [caller] { return caller != std::this_thread::get_id(); });
        QVERIFY(answer);
        QVERIFY(*answer);
        const auto failed = runDetached<int>(JobContext(), "test", []() -> Result<int> {
            return Error(ErrorKind::Limit, "elsewhere");
        });
        QCOMPARE(failed.error().kind(), ErrorKind::Limit);
    }

    void anExceptionIsAnInternalError()
    {
        const auto answer = runDetached<int>(
            JobContext(), "test", []() -> Result<int> { throw std::runtime_error("no"); });
        QCOMPARE(answer.error().kind(), ErrorKind::Internal);
    }

    void theCallerGoesOnOnlyWhenTheWorkHasLetGo()
    {
        const auto owned = std::make_shared<int>(7);
        const auto answer = runDetached<int>(JobContext(), "test", [owned] { return *owned; });
        QCOMPARE(*answer, 7);
        QCOMPARE(owned.use_count(), 1L);
    }

    void theCallerIsLetGoWhenCancelled()
    {
        std::stop_source stop;
        const auto begun = std::make_shared<std::latch>(1);
        const auto mayEnd = std::make_shared<std::latch>(1);
        const auto ended = std::make_shared<std::atomic<bool>>(false);
        const std::jthread stopper([&] {
            begun->wait();
            stop.request_stop();
        });
        const auto answer =
            runDetached<int>(JobContext(stop.get_token()), "test", [begun, mayEnd, ended] {
                begun->count_down();
                mayEnd->wait();
                ended->store(true);
                return 1;
            });
        QCOMPARE(answer.error().kind(), ErrorKind::Cancelled);
        QVERIFY(!*ended); // it cannot have: nobody let it
        mayEnd->count_down();
        waitForDetached();
        QVERIFY(*ended);
        waitForDetached(); // for nothing
    }

    void nothingIsBegunWhenCancelledBefore()
    {
        std::stop_source stop;
        stop.request_stop();
        bool begun = false;
        const auto answer = runDetached<int>(JobContext(stop.get_token()), "test", [&begun] {
            begun = true;
            return 1;
        });
        QCOMPARE(answer.error().kind(), ErrorKind::Cancelled);
        QVERIFY(!begun);
    }
};

QTEST_APPLESS_MAIN(TestRunApart)
#include "tst_rundetached.moc"
