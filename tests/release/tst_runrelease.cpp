// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/filename.h"
#include "core/release/release.h"
#include "tests/support/samplecase.h"
#include "tests/support/testscheduler.h"

#include <QRegularExpression>
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
    void refusesUnfinishedWorkOfOthers();
    void tellsWhoConfirmedMeanwhile();
    void namesNoWithheldWords_data();
    void namesNoWithheldWords();
    void keepsANameThatIsDecidedToStay();
    void givesFoldersOneNameEach();
    void givesTheSameResultWithTwoWorkers();

private:
    Finding phone(ItemId item, qsizetype begin);
    Result<ReleaseResult> run(const RunOptions &options, const JobContext &context = {});
    RunOptions options() const;
    RunOptions resumableOptions() const;
    std::filesystem::path workFile(ItemId item) const;

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

RunOptions tst_RunRelease::resumableOptions() const
{
    RunOptions resumable = options();
    resumable.openUnfinished = [this](ItemId item, const QByteArray &purpose) {
        return (*m_case)->vault().openWork(item, purpose);
    };
    return resumable;
}

std::filesystem::path tst_RunRelease::workFile(ItemId item) const
{
    return (*m_case)->folder() / "work" / (item.toString().toStdString() + ".rvw");
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
    QCOMPARE(result->items.first().why.text(), QString());
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
    QVERIFY(!result->items.first().why.text().contains(u"555"_s));
    std::error_code code;
    QVERIFY(!std::filesystem::exists(options().out / "redacted/a.txt", code));
    QVERIFY(!std::filesystem::exists(options().out / "redacted/a.txt.part", code));
}

void tst_RunRelease::callsNothingCleanThatWasNotExamined()
{
    const ItemId item = m_case->addText("a.txt", "nothing to see\n");
    casefile::Item described = *m_case->sheet().item(item);
    described.state = casefile::ItemState::Analysed;
    described.notExamined = {
        {Portion::of(Message::plain(u"part of the text"_s)), Message::plain(u"too dense"_s)}};
    QVERIFY((*m_case)->setAnalysed(described));
    const RunOptions resumable = resumableOptions();
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
        return planned.item.id == bad
                   ? Result<void>(Error(ErrorKind::Damaged, "test", Message::plain(u"torn"_s)))
                   : Result<void>();
    };
    const auto result = run(refusing);
    QVERIFY(result);
    QVERIFY(result->items[0].status == Status::Failed);
    QCOMPARE(result->items[0].why.text(), u"torn"_s);
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
    plan.items.front().name.path = "../../../outside.txt";
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
    const RunOptions resumable = resumableOptions();
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

void tst_RunRelease::refusesUnfinishedWorkOfOthers()
{
    // An output that was never redacted lies where the copy is to be, and the record of another
    // item, whose copy it truly is, is put in the place of this one's.
    const ItemId open = m_case->addText("open.txt", "call 202-555-0142 now");
    const ItemId item = m_case->addText("a.txt", "call 202-555-0142 now");
    m_case->addFindings(item, {phone(item, 5)});
    const RunOptions resumable = resumableOptions();
    QVERIFY(run(resumable));
    const QByteArray own = test::readFile(workFile(item));
    const QByteArray foreign = test::readFile(workFile(open));
    QVERIFY(own.size() > 100 && foreign.size() > 100);
    for (const char *plain : {"a.txt", "released", "202-555-0142"})
        QVERIFY2(!own.contains(plain), plain);

    QByteArray changed = own;
    changed[changed.size() / 2] = char(changed[changed.size() / 2] ^ 1);
    for (const QByteArray &forged : {foreign, changed, QByteArray("{\"status\":\"released\"}")}) {
        m_case->folder().write("release/redacted/a.txt", "call 202-555-0142 now");
        m_case->folder().write(workFile(item).lexically_relative(m_case->folder().path()), forged);
        const auto result = run(resumable);
        QVERIFY(result && result->items[1].status == Status::Released);
        QCOMPARE(test::readFile(options().out / "redacted/a.txt"),
                 QByteArray("call [phone_number 1] now"));
    }
    // An old record put back speaks of the bytes that were verified, and of no others.
    m_case->folder().write("release/redacted/a.txt", "call 202-555-0142 now");
    m_case->folder().write(workFile(item).lexically_relative(m_case->folder().path()), own);
    QVERIFY(run(resumable));
    QCOMPARE(test::readFile(options().out / "redacted/a.txt"),
             QByteArray("call [phone_number 1] now"));
    // Nor does it serve a plan that was changed since.
    const Finding word = [&] {
        Finding finding = phone(item, 5);
        finding.place = TextRange{18, 21};
        finding.text = SensitiveText(u"now"_s);
        finding.id = stableFindingId(finding);
        return finding;
    }();
    m_case->addFindings(item, {word});
    const auto result = run(resumable);
    QVERIFY(result);
    QCOMPARE(test::readFile(options().out / "redacted/a.txt"),
             QByteArray("call [phone_number 1] [phone_number 2]"));
}

void tst_RunRelease::tellsWhoConfirmedMeanwhile()
{
    const ItemId item = m_case->addText("a.txt", "call 202-555-0142 now");
    m_case->addFindings(item, {phone(item, 5)});
    const RunOptions resumable = resumableOptions();
    const auto before = run(resumable);
    QCOMPARE(before->items.first().machineOnly, 1);
    QVERIFY(
        (*m_case)->decide({{phone(item, 5).id, Verdict::Redact, Effect::Default, {}, u"J"_s, 0}}));
    const auto after = run(resumable);
    QCOMPARE(after->items.first().machineOnly, 0);
    QCOMPARE(after->items.first().textPlaces, before->items.first().textPlaces);
    QCOMPARE(after->items.first().textPlaces.size(), size_t(1));
}

void tst_RunRelease::namesNoWithheldWords_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("output");
    QTest::newRow("as written") << QByteArray("202-555-0142.txt") << u"redacted/file-0002.txt"_s;
    QTest::newRow("with other signs")
        << QByteArray("call_(202)_555.0142.log") << u"redacted/file-0002.log"_s;
    QTest::newRow("run together") << QByteArray("2025550142.txt") << u"redacted/file-0002.txt"_s;
    QTest::newRow("in Arabic digits")
        << QByteArray("٢٠٢٥٥٥٠١٤٢.txt") << u"redacted/file-0002.txt"_s;
    QTest::newRow("of a folder") << QByteArray("202 555 0142/a.txt")
                                 << u"redacted/folder-0001/a.txt"_s;
    QTest::newRow("over two folders")
        << QByteArray("202-555/0142.txt") << u"redacted/folder-0001/file-0002.txt"_s;
    QTest::newRow("in another number")
        << QByteArray("202-555-0143.txt") << u"redacted/202-555-0143.txt"_s;
    QTest::newRow("not at all") << QByteArray("notes/call.txt") << u"redacted/notes/call.txt"_s;
    QTest::newRow("in a suffix") << QByteArray("a.2025550142") << u"redacted/file-0002"_s;
}

void tst_RunRelease::namesNoWithheldWords()
{
    QFETCH(QByteArray, name);
    QFETCH(QString, output);
    // Withheld in the one, named in the other.
    const ItemId item = m_case->addText("a.txt", "call 202-555-0142 now");
    m_case->addFindings(item, {phone(item, 5)});
    m_case->addInFolder(name.constData(), "nothing");
    const ReleasePlan plan = planRelease(m_case->sheet(), m_profile, {});
    const auto result = run(options());
    QVERIFY(result);
    const ItemResult &named = result->items[1];
    QVERIFY(named.status == Status::Released);
    QCOMPARE(named.output, output);
    const bool replaced = output.contains(u"-000"_s);
    QCOMPARE(named.input != QString::fromUtf8(name), replaced);
    QCOMPARE(!named.notes.isEmpty(), replaced);
    for (const QByteArray &file : {manifestJson(plan, *result, {}), reportHtml(plan, *result, {}),
                                   exemptionLogCsv(plan, *result)}) {
        QString digits = QString::fromUtf8(file);
        digits.remove(QRegularExpression(u"[0-9a-f]{16,}|[^0-9a-z]"_s));
        QVERIFY2(!digits.contains(u"2025550142"_s), file.constData());
    }
}

void tst_RunRelease::keepsANameThatIsDecidedToStay()
{
    const ItemId item = m_case->addText("call 202-555-0142.txt", "call 202-555-0142 now");
    Finding name = phone(item, 0);
    name.place = Field{kFileNameField};
    name.source = TextSource::Metadata;
    name.id = stableFindingId(name);
    m_case->addFindings(item, {phone(item, 5), name});
    auto result = run(options());
    QCOMPARE(result->items.first().output, u"redacted/file-0001.txt"_s);
    QVERIFY((*m_case)->decide({{name.id, Verdict::Keep, Effect::Default, {}, u"J"_s, 0}}));
    QCOMPARE(planRelease(m_case->sheet(), m_profile, {}).items.front().plan.withheld.size(), 1);
    result = run(options());
    QCOMPARE(result->items.first().output, u"redacted/call 202-555-0142.txt"_s);
    QVERIFY(result->items.first().status == Status::Released);
    QCOMPARE(test::readFile(options().out / "redacted/call 202-555-0142.txt"),
             QByteArray("call [phone_number 1] now"));
}

void tst_RunRelease::givesFoldersOneNameEach()
{
    const ItemId item = m_case->addInFolder("x/a.txt", "call 202-555-0142 now");
    m_case->addFindings(item, {phone(item, 5)});
    m_case->addInFolder("of 202-555-0142/b.txt", "1");
    m_case->addInFolder("of 202-555-0142/c.txt", "2");
    m_case->addInFolder("of 202-555-0142/202-555-0142.txt", "3");
    m_case->addInFolder("x/of 202-555-0142/d.txt", "4");
    QStringList outputs;
    const auto result = run(options());
    for (const ItemResult &each : result->items)
        outputs.append(each.output);
    QCOMPARE(outputs,
             (QStringList{u"redacted/x/a.txt"_s, u"redacted/folder-0002/b.txt"_s,
                          u"redacted/folder-0002/c.txt"_s, u"redacted/folder-0002/file-0004.txt"_s,
                          u"redacted/x/folder-0003/d.txt"_s}));
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
    two.scheduler = &test::scheduler(2);
    const auto first = run(one);
    const auto second = run(two);
    QVERIFY(first && second);
    for (qsizetype i = 0; i < first->items.size(); ++i)
        QCOMPARE(first->items[i].outputSha256, second->items[i].outputSha256);
}

QTEST_GUILESS_MAIN(tst_RunRelease)
#include "tst_runrelease.moc"
