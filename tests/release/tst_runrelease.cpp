// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/release/release.h"
#include "tests/support/samplecase.h"

#include <QTest>

#include <sys/stat.h>

using namespace redoubt;
using namespace redoubt::release;
using namespace Qt::StringLiterals;

/// A release from a real case to files on disk, on text, which every machine can do.
class tst_RunRelease : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void releasesWhatIsClean();
    void withholdsALeakAndLeavesNoFile();
    void callsNothingCleanThatWasNotExamined();
    void failsAnItemWhosePlanCannotBeCompleted();
    void goesOnAfterAFileThatFails();
    void givesEveryOutputAName();
    void namesNothingOutsideTheFolder();
    void leavesNothingPartialWhenCancelled();
    void reusesFinishedOutputs();
    void givesTheSameResultWithTwoWorkers();

private:
    Finding phone(ItemId item, qsizetype begin);
    Result<ReleaseResult> run(const RunOptions &options, const JobContext &context = {});
    RunOptions options() const;

    std::unique_ptr<test::SampleCase> m_case;
    casefile::Profile m_profile;
};

void tst_RunRelease::init()
{
    m_case = std::make_unique<test::SampleCase>();
    m_profile = casefile::loadProfile(u"standard"_s).value();
}

Finding tst_RunRelease::phone(ItemId item, qsizetype begin)
{
    Finding finding;
    finding.item = item;
    finding.type = FindingType::PhoneNumber;
    finding.score = 0.9;
    finding.place = TextRange{begin, begin + 12};
    finding.provenance = {u"patterns"_s, u"1"_s, {}};
    finding.source = TextSource::Text;
    finding.text = SensitiveText(u"202-555-0142"_s);
    finding.id = stableFindingId(finding);
    return finding;
}

RunOptions tst_RunRelease::options() const
{
    RunOptions options;
    options.out = m_case->folder() / "release";
    return options;
}

Result<ReleaseResult> tst_RunRelease::run(const RunOptions &options, const JobContext &context)
{
    const ReleasePlan plan = planRelease(m_case->sheet(), m_profile, {});
    return runRelease(
        plan, [this](ItemId item) { return (*m_case)->openItem(item); }, options, context);
}

void tst_RunRelease::releasesWhatIsClean()
{
    const ItemId item = m_case->addText("a.txt", "call 202-555-0142 now\r\n");
    m_case->addFindings(item, {phone(item, 5)});
    const auto result = run(options());
    QVERIFY(result);
    QCOMPARE(result->items.first().why, QString());
    QVERIFY(result->items.first().status == Status::Released);
    QVERIFY(result->items.first().verification.verdict == verify::Outcome::Clean);
    QCOMPARE(test::readFile(options().out / "redacted/a.txt"),
             QByteArray("call [phone_number 1] now\r\n"));
}

void tst_RunRelease::withholdsALeakAndLeavesNoFile()
{
    // The same number stands twice, and only one place of it was found.
    const ItemId item = m_case->addText("a.txt", "call 202-555-0142 or 202 555 0142\n");
    m_case->addFindings(item, {phone(item, 5)});
    const auto result = run(options());
    QVERIFY(result);
    QVERIFY(result->anyLeak());
    QVERIFY(result->items.first().status == Status::Withheld);
    QVERIFY(!result->items.first().why.contains(u"555"_s));
    std::error_code code;
    QVERIFY(!std::filesystem::exists(options().out / "redacted/a.txt", code));
    QVERIFY(!std::filesystem::exists(options().out / "redacted/a.txt.part", code));
}

void tst_RunRelease::callsNothingCleanThatWasNotExamined()
{
    const ItemId item = m_case->addText("a.txt", "nothing to see\n");
    casefile::Item described = *m_case->sheet().item(item);
    described.state = casefile::ItemState::Analysed;
    described.notExamined = {{u"part of the text"_s, u"too dense"_s}};
    QVERIFY((*m_case)->setAnalysed(described));
    RunOptions resumable = options();
    resumable.resumeFolder = m_case->folder() / "state";
    for (int round = 0; round < 2; ++round) { // made, and taken from the first round
        const auto result = run(resumable);
        QVERIFY(result);
        QVERIFY(result->items.first().status == Status::Released);
        QVERIFY(result->items.first().verification.verdict == verify::Outcome::Incomplete);
        QCOMPARE(result->items.first().notExamined.size(), 1);
    }
}

void tst_RunRelease::failsAnItemWhosePlanCannotBeCompleted()
{
    const ItemId bad = m_case->addText("bad.txt", "one");
    m_case->addText("good.txt", "two");
    RunOptions refusing = options();
    refusing.complete = [bad](PlannedItem &planned) {
        return planned.item.id == bad ? Result<void>(Error(ErrorKind::Damaged, "test", u"torn"_s))
                                      : Result<void>();
    };
    const auto result = run(refusing);
    QVERIFY(result);
    QVERIFY(result->items[0].status == Status::Failed);
    QCOMPARE(result->items[0].why, u"torn"_s);
    QVERIFY(!std::filesystem::exists(options().out / "redacted/bad.txt"));
    QVERIFY(result->items[1].status == Status::Released);
}

void tst_RunRelease::goesOnAfterAFileThatFails()
{
    m_case->addText("empty.txt", "");
    const ItemId good = m_case->addText("good.txt", "call 202-555-0142 now");
    m_case->addFindings(good, {phone(good, 5)});
    const auto result = run(options());
    QVERIFY(result);
    QCOMPARE(result->items.size(), 2);
    QVERIFY(result->items[0].status == Status::Unsupported);
    QVERIFY(!result->items[0].why.isEmpty());
    QVERIFY(result->items[1].status == Status::Released);
    QVERIFY(result->anyProblem());
}

void tst_RunRelease::givesEveryOutputAName()
{
    m_case->addText("a/note.txt", "one");
    m_case->addText("b/note.txt", "two");
    m_case->addText("odd\xff.txt", "three");
    const auto result = run(options());
    QVERIFY(result);
    QSet<QString> names;
    for (const ItemResult &item : result->items) {
        QVERIFY(item.status == Status::Released);
        names.insert(item.output);
        QVERIFY(std::filesystem::exists(options().out / item.output.toStdString()));
    }
    QCOMPARE(names.size(), 3);
    QVERIFY(names.contains(u"redacted/odd%FF.txt"_s));
}

void tst_RunRelease::namesNothingOutsideTheFolder()
{
    m_case->addText("a.txt", "one");
    ReleasePlan plan = planRelease(m_case->sheet(), m_profile, {});
    plan.items.front().item.rawName = "../../../outside.txt";
    const auto result =
        runRelease(plan, [this](ItemId item) { return (*m_case)->openItem(item); }, options(), {});
    QVERIFY(result);
    QCOMPARE(result->items.first().output, u"redacted/outside.txt"_s);
}

void tst_RunRelease::leavesNothingPartialWhenCancelled()
{
    m_case->addText("a.txt", "one");
    std::stop_source stop;
    stop.request_stop();
    const auto result = run(options(), JobContext(stop.get_token()));
    QVERIFY(!result);
    QCOMPARE(result.error().kind(), ErrorKind::Cancelled);
    for (const QString &file : m_case->folder().listing())
        QVERIFY2(!file.contains(u"redacted/"_s), qPrintable(file));
}

void tst_RunRelease::reusesFinishedOutputs()
{
    const ItemId item = m_case->addText("a.txt", "call 202-555-0142 now");
    m_case->addFindings(item, {phone(item, 5)});
    RunOptions resumable = options();
    resumable.resumeFolder = m_case->folder() / "state-of-release";
    QVERIFY(run(resumable));
    const auto output = resumable.out / "redacted/a.txt";
    struct stat before = {};
    QCOMPARE(::stat(output.c_str(), &before), 0);
    const auto again = run(resumable);
    QVERIFY(again);
    struct stat after = {};
    QCOMPARE(::stat(output.c_str(), &after), 0);
    QCOMPARE(after.st_ino, before.st_ino); // not written again
    QVERIFY(again->items.first().status == Status::Released);

    // Somebody changed the output meanwhile: it is made again.
    m_case->folder().write("release/redacted/a.txt", "tampered");
    QVERIFY(run(resumable));
    QCOMPARE(test::readFile(output), QByteArray("call [phone_number 1] now"));
}

void tst_RunRelease::givesTheSameResultWithTwoWorkers()
{
    for (int i = 0; i < 12; ++i) {
        const QByteArray name = "f" + QByteArray::number(i) + ".txt";
        const ItemId item =
            m_case->addText(name.constData(), QByteArray(size_t(i), ' ') + "call 202-555-0142 now");
        m_case->addFindings(item, {phone(item, 5 + i)});
    }
    RunOptions one = options();
    one.out = m_case->folder() / "one";
    RunOptions two = options();
    two.out = m_case->folder() / "two";
    two.workers = 2;
    const auto first = run(one);
    const auto second = run(two);
    QVERIFY(first && second);
    for (qsizetype i = 0; i < first->items.size(); ++i)
        QCOMPARE(first->items[i].outputSha256, second->items[i].outputSha256);
}

QTEST_GUILESS_MAIN(tst_RunRelease)
#include "tst_runrelease.moc"
