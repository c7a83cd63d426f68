// SPDX-License-Identifier: AGPL-3.0-or-later
// Items that hold their reader up or end the program with it: the others go on, and it is said.
#include "core/jobs/rundetached.h"
#include "core/workflow/workflow.h"
#include "tests/support/samplecase.h"
#include "tests/support/testscheduler.h"
#include "tests/support/tinypdf.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QTest>

#include <fstream>
#include <thread>

using namespace redoubt;
using namespace redoubt::workflow;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

/// Does not come back from a text that says so, until it is let go.
struct HangingDetector : detect::TextDetector
{
    explicit HangingDetector(std::shared_ptr<QSemaphore> go)
        : m_go(std::move(go))
    {}
    detect::DetectorInfo info() const override
    {
        detect::DetectorInfo info;
        info.provenance = {u"hanging"_s, u"1"_s, {}};
        info.types = {FindingType::PersonName};
        return info;
    }
    Result<detect::TextMatches> detect(QStringView text, const JobContext &) const override
    {
        if (text.contains(u"hang"))
            m_go->acquire();
        return detect::TextMatches();
    }

private:
    std::shared_ptr<QSemaphore> m_go;
};

} // namespace

class TestHostileItems : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_case = std::make_unique<test::SampleCase>();
        m_go = std::make_shared<QSemaphore>();
        m_settings = {};
        m_settings.profile = casefile::loadProfile(u"standard"_s).value();
        m_settings.worker = hereWorker(registry());
    }
    void cleanup()
    {
        m_go->release(100);
        waitForDetached();
        m_case.reset();
    }

    void whatHangsIsGivenUpAndTheOthersGoOn()
    {
        const ItemId hanging = m_case->addText("hang.txt", "hang");
        const ItemId good = m_case->addText("good.txt", "good");
        m_settings.patience = 300ms;
        QElapsedTimer timer;
        timer.start();
        QVERIFY(analyse({hanging, good}));
        QVERIFY(timer.elapsed() < 20'000);
        QVERIFY(state(hanging) == casefile::ItemState::Failed);
        QVERIFY(m_case->sheet().item(hanging)->problem.text().contains(u"did not finish"_s));
        QVERIFY(state(good) == casefile::ItemState::Analysed);
        const auto result = released();
        QVERIFY(result);
        QVERIFY(result->items[0].status == release::Status::Failed);
        QVERIFY(result->items[1].status == release::Status::Released);
        // It is not begun again by itself.
        const QString version = analysisVersion(registry(), m_settings, {});
        QVERIFY(pendingItems(m_case->sheet(), version).isEmpty());
        QCOMPARE(failedItems(m_case->sheet()), QList<ItemId>{hanging});
    }

    void aCancelIsNotHeldUp()
    {
        const ItemId hanging = m_case->addText("hang.txt", "hang");
        std::stop_source stop;
        const std::jthread stopper([&stop] {
            std::this_thread::sleep_for(100ms);
            stop.request_stop();
        });
        QElapsedTimer timer;
        timer.start();
        const auto done = analyzeCase(**m_case, registry(), m_settings, {hanging},
                                      test::scheduler(1), {}, JobContext(stop.get_token()));
        QVERIFY(!done);
        QCOMPARE(done.error().kind(), ErrorKind::Cancelled);
        QVERIFY(timer.elapsed() < 5000);
        QVERIFY(state(hanging) == casefile::ItemState::Sealed);
    }

    void whatWasBegunTwiceAndNeverFinishedIsLeftAside()
    {
        const ItemId bad = m_case->addText("bad.txt", "bad");
        const ItemId good = m_case->addText("good.txt", "good");
        writeTries(bad, "analysis", "b~b!");
        writeTries(good, "analysis", "b~b");
        QVERIFY(analyse({bad, good}));
        QVERIFY(state(bad) == casefile::ItemState::Failed);
        QVERIFY(m_case->sheet().item(bad)->problem.text().contains(
            u"begun twice and never finished"_s));
        QVERIFY(state(good) == casefile::ItemState::Analysed);
        // A later run leaves it alone, until it is asked for.
        QVERIFY(analyse({bad}));
        QVERIFY(state(bad) == casefile::ItemState::Failed);
        const auto result = released();
        QVERIFY(result);
        QVERIFY(result->items[0].status == release::Status::Failed);
        QVERIFY(result->items[0].why.text().contains(u"begun twice"_s));
        m_case->reopen();
        QCOMPARE(failedItems(m_case->sheet()), QList<ItemId>{bad});
        allowAnalysis(**m_case, bad);
        QVERIFY(analyse({bad}));
        QVERIFY(state(bad) == casefile::ItemState::Analysed);
        QVERIFY(m_case->sheet().item(bad)->problem.isEmpty());
    }

    void aReleaseLeavesItAsideOnce()
    {
        const ItemId bad = m_case->addText("bad.txt", "bad");
        m_case->addText("good.txt", "good");
        QVERIFY(analyse({bad, m_case->sheet().items().back().id}));
        writeTries(bad, "release", "b!b!");
        auto result = released();
        QVERIFY(result);
        QVERIFY(result->items[0].status == release::Status::Failed);
        QVERIFY(result->items[0].why.text().contains(u"begun twice"_s));
        QVERIFY(result->items[1].status == release::Status::Released);
        result = released();
        QVERIFY(result);
        QVERIFY(result->items[0].status == release::Status::Released);
        std::error_code gone; // the folder goes with its last file
        QVERIFY(fs::directory_iterator(m_case->folder() / "work", gone) ==
                fs::directory_iterator());
    }

    void aPatternThatNeverEndsIsSaid_data()
    {
        QTest::addColumn<bool>("detect");
        QTest::newRow("with detection") << true;
        QTest::newRow("without") << false;
    }
    /// A page of 646 bytes held analysis, window and release up for ever.
    void aPatternThatNeverEndsIsSaid()
    {
        QFETCH(bool, detect);
        m_settings.profile.detect = detect;
        test::TinyPdf pdf;
        const int pattern = pdf.addStream(
            "0 0 1 1 re f", "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 "
                            "/BBox [0 0 1 1] /XStep 0.001 /YStep 0.001 /Resources << >>");
        pdf.addPage("/Pattern cs /P scn 0 0 300 200 re f",
                    "/Pattern << /P " + test::TinyPdf::ref(pattern) + " >>");
        const ItemId item = m_case->addText("tiles.pdf", pdf.bytes());
        QElapsedTimer timer;
        timer.start();
        QVERIFY(analyse({item}));
        const auto result = released();
        QVERIFY(result);
        QVERIFY2(timer.elapsed() < 90'000, qPrintable(QString::number(timer.elapsed())));
        const release::ItemResult &released = result->items.first();
        // Never released as a clean copy of which everything was examined; without detection
        // nothing was asked of it.
        QVERIFY(!detect || released.status != release::Status::Released ||
                released.verification.verdict != verify::Outcome::Clean);
        if (detect)
            QVERIFY(state(item) == casefile::ItemState::Failed ||
                    !m_case->sheet().item(item)->notExamined.isEmpty());
    }

private:
    detect::Registry registry() const
    {
        detect::DetectorFactory words;
        words.info = HangingDetector(m_go).info();
        words.text =
            [go =
                 m_go](const QStringList &) -> Result<std::shared_ptr<const detect::TextDetector>> {
            return std::shared_ptr<const detect::TextDetector>(
                std::make_shared<HangingDetector>(go));
        };
        return {{words}};
    }
    Result<void> analyse(const QList<ItemId> &items)
    {
        return analyzeCase(**m_case, registry(), m_settings, items, test::scheduler(2), {},
                           JobContext());
    }
    Result<release::ReleaseResult> released()
    {
        ReleaseSettings settings;
        settings.out = m_case->folder() / "release";
        settings.profile = m_settings.profile;
        settings.worker = m_settings.worker;
        ReleaseJob job(**m_case, registry(), settings);
        auto result = job.run({}, JobContext());
        return result ? job.finish(std::move(*result)) : result;
    }
    casefile::ItemState state(ItemId item) const { return m_case->sheet().item(item)->state; }
    void writeTries(ItemId item, const char *work, const char *notes)
    {
        const fs::path folder = (*m_case)->folder() / "work";
        fs::create_directories(folder);
        std::ofstream(folder / (item.toString().toStdString() + ".try-" + work)) << notes;
    }

    std::unique_ptr<test::SampleCase> m_case;
    std::shared_ptr<QSemaphore> m_go; // shared with threads that are left alone
    AnalysisSettings m_settings;
};

QTEST_MAIN(TestHostileItems)
#include "tst_hostileitems.moc"
