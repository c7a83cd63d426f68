// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/rundetached.h"
#include "core/jobs/workmeter.h"
#include "core/workflow/analysisqueue.h"
#include "tests/support/samplecase.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QTest>

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

using namespace redoubt;
using namespace redoubt::workflow;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Examines as the test says; nothing else is asked of it.
class ToldWorker : public ItemWorker
{
public:
    using Examine = std::function<Result<Examination>(const ExamineRequest &request,
                                                      const JobContext &context)>;
    explicit ToldWorker(Examine examine)
        : m_examine(std::move(examine))
    {}
    const std::shared_ptr<const ItemViewer> &viewer() const override { return m_viewer; }
    ItemKind kindOf(const ByteSource &, const JobContext &) const override
    {
        return ItemKind::Text;
    }
    Result<Examination> examine(const ByteSource &, const ExamineRequest &request,
                                const JobContext &context) const override
    {
        return m_examine(request, context);
    }
    Result<std::vector<Result<FindingList>>> resolveMarks(const detect::MarkRequest &,
                                                          const ByteSource &, ItemKind, ItemId,
                                                          const JobContext &) const override
    {
        return unasked();
    }
    Result<QString> outputSuffix(const ByteSource &, ItemKind, const QString &,
                                 const JobContext &) const override
    {
        return unasked();
    }
    Result<redact::RedactReport> redact(const ByteSource &, const redact::RedactionPlan &,
                                        const redact::RedactOptions &, AtomicOutput &,
                                        const JobContext &) const override
    {
        return unasked();
    }
    Result<verify::Verification> verify(const ByteSource &, const verify::Expectation &,
                                        const AttackRequest &, const JobContext &) const override
    {
        return unasked();
    }
    Result<verify::Verification> verifyAgain(const ByteSource &, const QList<MarkSpec> &,
                                             const AttackRequest &,
                                             const JobContext &) const override
    {
        return unasked();
    }
    std::optional<Isolation> isolation() const override { return std::nullopt; }

private:
    static Error unasked() { return Error(ErrorKind::Internal, "test/worker"); }

    const Examine m_examine;
    const std::shared_ptr<const ItemViewer> m_viewer;
};

/// What the workers did, and when they may go on. Shared with them.
struct Log
{
    std::mutex mutex;
    QList<ItemId> order;
    int now = 0;
    int most = 0;
    QSemaphore begun;
    QSemaphore go;

    QList<ItemId> begunItems()
    {
        const std::lock_guard lock(mutex);
        return order;
    }
};

/// Waits for the test, or for its stop.
ToldWorker::Examine waitingFor(const std::shared_ptr<Log> &log)
{
    return [log](const ExamineRequest &request, const JobContext &context) -> Result<Examination> {
        {
            const std::lock_guard lock(log->mutex);
            log->order.append(request.item);
            log->most = std::max(log->most, ++log->now);
        }
        log->begun.release();
        while (!log->go.tryAcquire(1, 2)) {
            if (context.cancelled())
                break;
            context.progress(1, 2);
        }
        const std::lock_guard lock(log->mutex);
        --log->now;
        if (context.cancelled())
            return JobContext::cancelledError("test");
        return Examination();
    };
}

} // namespace

class TestAnalysisQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void worksOnSeveralWithinTheBudget();
    void anItemInViewGoesFirst();
    void skipsOneItem();
    void stopsAllAndTakesNewWork();
    void partsComeAfterTheirItem();
    void findsTheSameWithAnyBudget();
    void tellsHowFarItIs();
    void isSilentWhenItIsGone();
    void takesTheSettingsOfWhenAnItemBegins();

private:
    QList<ItemId> add(int count);
    void make(int budget, const ToldWorker::Examine &examine);

    std::unique_ptr<test::SampleCase> m_case;
    std::unique_ptr<Scheduler> m_scheduler;
    std::unique_ptr<AnalysisQueue> m_queue;
    std::shared_ptr<Log> m_log;
    std::shared_ptr<WorkMeter> m_meter;
    std::stop_source m_stop;
    std::vector<std::shared_ptr<WorkEnd>> m_ends;
    QList<std::pair<ItemId, std::optional<ErrorKind>>> m_done;
    int m_idle = 0;
    int m_batches = 0;
};

void TestAnalysisQueue::init()
{
    m_case = std::make_unique<test::SampleCase>();
    m_log = std::make_shared<Log>();
    m_meter = std::make_shared<WorkMeter>();
    m_ends.clear();
    m_done.clear();
    m_idle = 0;
    m_batches = 0;
}

void TestAnalysisQueue::cleanup()
{
    m_log->go.release(1000);
    m_queue.reset();
    m_scheduler.reset();
    waitForDetached();
    QCoreApplication::processEvents();
}

QList<ItemId> TestAnalysisQueue::add(int count)
{
    QList<ItemId> items;
    for (int i = 0; i < count; ++i) {
        const QByteArray number = QByteArray::number(i);
        items.append(m_case->addText(("f" + number + ".txt").constData(), "words " + number));
    }
    return items;
}

void TestAnalysisQueue::make(int budget, const ToldWorker::Examine &examine)
{
    m_scheduler = std::make_unique<Scheduler>(budget);
    AnalysisQueue::Events events;
    events.began = [this](const std::stop_source &stop) {
        ++m_batches;
        m_stop = stop;
        return meteredContext(stop.get_token(), m_meter);
    };
    events.reads = [this](const std::stop_source &, std::shared_ptr<WorkEnd> end) {
        m_ends.push_back(std::move(end));
    };
    events.done = [this](const casefile::Item &item, const Result<void> &saved) {
        m_done.append({item.id, saved ? std::nullopt : std::optional(saved.error().kind())});
    };
    events.idle = [this] { ++m_idle; };
    m_queue = std::make_unique<AnalysisQueue>(
        **m_case, detect::Registry(), *m_scheduler,
        [this](std::function<void()> call) {
            QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
        },
        events);
    AnalysisSettings settings;
    settings.profile = casefile::loadProfile(u"standard"_s).value();
    settings.worker = std::make_shared<ToldWorker>(examine);
    m_queue->setBasis(settings, {});
}

void TestAnalysisQueue::worksOnSeveralWithinTheBudget()
{
    const QList<ItemId> items = add(5);
    make(2, waitingFor(m_log));
    QVERIFY(m_queue->isIdle());
    m_queue->add(items);
    m_queue->add(items); // they are there already
    QVERIFY(m_log->begun.tryAcquire(2, 10000));
    QVERIFY(!m_log->begun.tryAcquire(1, 50));
    QCOMPARE(m_queue->analyzing().size(), 2);
    QVERIFY(m_queue->isAnalyzing(items[0]) && m_queue->isAnalyzing(items[1]));
    QVERIFY(m_queue->isWaiting(items[4]));
    QVERIFY(!m_queue->isIdle());
    m_log->go.release(5);
    QTRY_COMPARE_WITH_TIMEOUT(m_idle, 1, 20000);
    QCOMPARE(m_log->most, 2);
    QCOMPARE(m_done.size(), 5);
    QCOMPARE(m_batches, 1);
    for (const ItemId item : items)
        QVERIFY(m_case->sheet().item(item)->state == casefile::ItemState::Analysed);
    QCOMPARE(m_ends.size(), size_t(1));
    QVERIFY(m_ends.front()->waitFor(10s));
    QVERIFY(m_queue->isIdle());
}

void TestAnalysisQueue::anItemInViewGoesFirst()
{
    const QList<ItemId> items = add(4);
    make(1, waitingFor(m_log));
    m_queue->add(items);
    QVERIFY(m_log->begun.tryAcquire(1, 10000));
    m_queue->raise(items[3]);
    m_queue->raise(items[0]); // at work
    m_queue->raise(ItemId::random());
    m_log->go.release(4);
    QTRY_COMPARE_WITH_TIMEOUT(m_idle, 1, 20000);
    QCOMPARE(m_log->begunItems(), (QList<ItemId>{items[0], items[3], items[1], items[2]}));
}

void TestAnalysisQueue::skipsOneItem()
{
    const QList<ItemId> items = add(3);
    make(1, waitingFor(m_log));
    m_queue->add(items);
    QVERIFY(m_log->begun.tryAcquire(1, 10000));
    m_queue->skip(items[1]);
    QVERIFY(!m_queue->isWaiting(items[1]));
    QElapsedTimer timer;
    timer.start();
    m_queue->skip(items[0]);
    QVERIFY(m_log->begun.tryAcquire(1, 10000)); // the next one has begun
    QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
    m_log->go.release(1);
    QTRY_COMPARE_WITH_TIMEOUT(m_idle, 1, 20000);
    QCOMPARE(m_log->begunItems(), (QList<ItemId>{items[0], items[2]}));
    QCOMPARE(m_done.size(), 2);
    QVERIFY(m_done[0].second == ErrorKind::Cancelled);
    QVERIFY(!m_done[1].second);
    QVERIFY(m_case->sheet().item(items[0])->state == casefile::ItemState::Sealed);
    QVERIFY(m_case->sheet().item(items[1])->state == casefile::ItemState::Sealed);
    m_queue->add({items[1]});
    m_queue->skip(items[1]);
    QTRY_COMPARE_WITH_TIMEOUT(m_idle, 2, 20000);
    QVERIFY(m_queue->isIdle());
}

void TestAnalysisQueue::stopsAllAndTakesNewWork()
{
    const QList<ItemId> items = add(20);
    make(2, waitingFor(m_log));
    m_queue->add(items);
    QVERIFY(m_log->begun.tryAcquire(2, 10000));
    // Work that comes while the other one is ending is work of its own.
    m_stop.request_stop();
    QCOMPARE(m_queue->dropped(), 18);
    m_queue->add({items[5]});
    QVERIFY(m_log->begun.tryAcquire(1, 10000));
    m_log->go.release(3); // one that was stopped may take one before it sees that
    QTRY_VERIFY_WITH_TIMEOUT(m_queue->isIdle() && m_idle >= 1, 20000);
    while (m_log->go.tryAcquire()) {
    }
    QCOMPARE(m_batches, 2);
    QVERIFY(m_case->sheet().item(items[5])->state == casefile::ItemState::Analysed);
    QVERIFY(m_case->sheet().item(items[6])->state == casefile::ItemState::Sealed);
    for (const auto &end : m_ends)
        QVERIFY(end->waitFor(10s));
    // From another thread, before anything was told.
    m_queue->add(items);
    std::thread([this] { m_queue->stop(); }).join();
    QTRY_VERIFY_WITH_TIMEOUT(m_queue->isIdle(), 20000);
}

void TestAnalysisQueue::partsComeAfterTheirItem()
{
    const QList<ItemId> items = add(2);
    make(1,
         [log = m_log, first = items[0]](const ExamineRequest &request,
                                         const JobContext &) -> Result<Examination> {
             {
                 const std::lock_guard lock(log->mutex);
                 log->order.append(request.item);
             }
             Examination examined;
             if (request.item == first) {
                 examined.parts.parts.push_back({u"inner.txt"_s, "inside"});
                 examined.parts.parts.push_back({u"other.txt"_s, "inside too"});
             }
             return examined;
         });
    m_queue->add(items);
    QTRY_COMPARE_WITH_TIMEOUT(m_idle, 1, 20000);
    QCOMPARE(m_batches, 1);
    QCOMPARE(m_done.size(), 4);
    const QList<ItemId> order = m_log->begunItems();
    QCOMPARE(order.size(), 4);
    QCOMPARE(order[0], items[0]);
    for (const casefile::Item &item : m_case->sheet().items())
        QVERIFY(item.state == casefile::ItemState::Analysed);
}

void TestAnalysisQueue::findsTheSameWithAnyBudget()
{
    const QList<ItemId> items = add(12);
    const auto examine = [](const ExamineRequest &request,
                            const JobContext &) -> Result<Examination> {
        Examination examined;
        Finding finding;
        finding.item = request.item;
        finding.type = FindingType::PersonName;
        finding.score = 0.9;
        finding.place = TextRange{0, 5};
        finding.id = FindingId::fromContent("f" + request.item.toBytes());
        examined.analysis.findings.push_back(finding);
        return examined;
    };
    std::map<int, QStringList> found;
    for (const int budget : {1, 4}) {
        if (budget == 4) {
            m_queue.reset();
            m_case = std::make_unique<test::SampleCase>();
            add(12);
        }
        QList<ItemId> now;
        for (const casefile::Item &item : m_case->sheet().items())
            now.append(item.id);
        m_idle = 0;
        make(budget, examine);
        m_queue->add(now);
        QTRY_COMPARE_WITH_TIMEOUT(m_idle, 1, 20000);
        for (const ItemId item : now) {
            for (const Finding *finding : m_case->sheet().findings(item))
                found[budget].append(m_case->sheet().item(item)->name + toString(finding->type));
        }
    }
    QCOMPARE(found[1].size(), items.size());
    QCOMPARE(found[1], found[4]);
}

void TestAnalysisQueue::tellsHowFarItIs()
{
    const QList<ItemId> items = add(2);
    make(1, waitingFor(m_log));
    m_queue->add(items);
    QVERIFY(m_log->begun.tryAcquire(1, 10000));
    QTRY_COMPARE(m_queue->share(items[0]), 0.5);
    QCOMPARE(m_queue->share(items[1]), 0.0);
    QCOMPARE(m_queue->open(), 2);
    QCOMPARE(m_queue->total(), 2);
    QTRY_VERIFY(m_meter->share() > 0 && m_meter->share() < 1);
    m_log->go.release(2);
    QTRY_COMPARE_WITH_TIMEOUT(m_idle, 1, 20000);
    QCOMPARE(m_queue->open(), 0);
    QTRY_COMPARE(m_meter->share(), 1.0);
}

void TestAnalysisQueue::isSilentWhenItIsGone()
{
    const QList<ItemId> items = add(3);
    make(1, waitingFor(m_log));
    m_queue->add(items);
    QVERIFY(m_log->begun.tryAcquire(1, 10000));
    m_queue.reset();
    QVERIFY(m_ends.front()->waitFor(10s));
    QTest::qWait(20);
    QVERIFY(m_done.isEmpty());
    QCOMPARE(m_idle, 0);
    QVERIFY(m_case->sheet().item(items[0])->state == casefile::ItemState::Sealed);
    QCOMPARE(m_log->begunItems().size(), 1);
}

void TestAnalysisQueue::takesTheSettingsOfWhenAnItemBegins()
{
    const QList<ItemId> items = add(2);
    QList<QStringList> names; // of the worker's thread, one at a time
    make(1,
         [log = m_log, &names](const ExamineRequest &request,
                               const JobContext &) -> Result<Examination> {
             names.append(request.options.names);
             log->begun.release();
             log->go.acquire();
             return Examination();
         });
    m_queue->add(items);
    QVERIFY(m_log->begun.tryAcquire(1, 10000));
    AnalysisSettings settings;
    settings.profile = casefile::loadProfile(u"standard"_s).value();
    settings.worker = std::make_shared<ToldWorker>(
        [log = m_log, &names](const ExamineRequest &request, const JobContext &) {
            names.append(request.options.names);
            log->begun.release();
            return Result<Examination>(Examination());
        });
    m_queue->setBasis(settings, {u"Zebedee Quux"_s});
    m_log->go.release(1);
    QTRY_COMPARE_WITH_TIMEOUT(m_idle, 1, 20000);
    QCOMPARE(names, (QList<QStringList>{{}, {u"Zebedee Quux"_s}}));
}

QTEST_GUILESS_MAIN(TestAnalysisQueue)
#include "tst_analysisqueue.moc"
