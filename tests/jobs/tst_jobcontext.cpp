// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/jobcontext.h"

#include <QTest>

#include <vector>

using namespace redoubt;

namespace {

using Report = std::pair<qint64, qint64>;

JobContext reportingTo(std::vector<Report> &reports, std::stop_token token = {})
{
    return JobContext(std::move(token),
                      [&reports](qint64 done, qint64 total) { reports.emplace_back(done, total); });
}

} // namespace

class TestJobContext : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutATokenItNeverStops()
    {
        const JobContext context;
        QVERIFY(!context.cancelled());
        context.progress(1, 2); // reports to nobody
        QCOMPARE(JobContext::cancelledError("test").kind(), ErrorKind::Cancelled);
    }

    void copiesShareTheToken()
    {
        std::stop_source stop;
        const JobContext context(stop.get_token());
        const JobContext copy = context; // NOLINT: the copy is what is tested
        const JobContext part = context.part(0, 500);
        const JobContext other = context.withReporter([](qint64, qint64) {});
        QVERIFY(!copy.cancelled());
        stop.request_stop();
        QVERIFY(context.cancelled() && copy.cancelled() && part.cancelled() && other.cancelled());
    }

    void aPartReportsWithinItsShare()
    {
        std::vector<Report> reports;
        const JobContext part = reportingTo(reports).part(200, 600);
        part.progress(0, 10);
        part.progress(5, 10);
        part.progress(10, 10);
        QCOMPARE(reports, (std::vector<Report>{{200, 1000}, {400, 1000}, {600, 1000}}));
    }

    void partsNest()
    {
        std::vector<Report> reports;
        const JobContext inner = reportingTo(reports).part(500, 1000).part(0, 500);
        inner.progress(1, 1);
        QCOMPARE(reports.back(), Report(750, 1000));
    }

    void aPartStaysInsideItsShareWhateverIsReported()
    {
        std::vector<Report> reports;
        const JobContext part = reportingTo(reports).part(100, 300);
        for (const auto &[done, total] :
             {Report{-5, 10}, Report{50, 10}, Report{5, 0}, Report{5, -1}}) {
            part.progress(done, total);
            QVERIFY(reports.back().first >= 100 && reports.back().first <= 300);
        }
    }

    void anotherReporterTakesOver()
    {
        std::vector<Report> outer;
        std::vector<Report> inner;
        const JobContext context = reportingTo(outer).withReporter(
            [&](qint64 done, qint64 total) { inner.emplace_back(done, total); });
        context.progress(1, 2);
        QVERIFY(outer.empty());
        QCOMPARE(inner.size(), 1u);
    }
};

QTEST_GUILESS_MAIN(TestJobContext)
#include "tst_jobcontext.moc"
