// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/release/signature.h"
#include "core/workflow/releasecheck.h"
#include "core/workflow/reverify.h"
#include "core/workflow/workflow.h"
#include "tests/support/samplecase.h"

#include <QTest>

using namespace redoubt;
using namespace redoubt::workflow;
using namespace Qt::StringLiterals;
using verify::Outcome;
namespace fs = std::filesystem;

/// What can be said later of a release that lies on a disk.
class tst_ReleaseCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isIncompleteWithoutMarks();
    void isCleanWithTheCase();
    void isCleanWithTheMarks();
    void saysWhoseKeyItIs();
    void seesEveryChange_data();
    void seesEveryChange();
    void attacksWithWhatTheCaseKnows();
    void findsWithheldWordsInNamesAndReports();
    void leavesTheFolderAlone();

private:
    ReleaseCheck check(const ReleaseKnowledge &knowledge = {}) const;
    ReleaseKnowledge ofCase() const;
    fs::path out() const { return m_case->folder() / "release"; }
    static const ReleasedFile *fileOf(const ReleaseCheck &check, const QString &name);
    static bool allClean(const ReleaseCheck &check);

    std::unique_ptr<test::SampleCase> m_case;
};

void tst_ReleaseCheck::init()
{
    m_case = std::make_unique<test::SampleCase>();
    const ItemId item = m_case->addInFolder("x/a.txt", "call 202-555-0142 now");
    m_case->addInFolder("b.txt", "nothing to hide");
    Finding finding;
    finding.item = item;
    finding.type = FindingType::PhoneNumber;
    finding.score = 0.9;
    finding.place = TextRange{5, 17};
    finding.provenance = {u"patterns"_s, u"1"_s, {}};
    finding.source = TextSource::Text;
    finding.text = SensitiveText(u"202-555-0142"_s);
    finding.id = stableFindingId(finding);
    m_case->addFindings(item, {finding});
    const detect::Registry registry;
    ReleaseSettings settings;
    settings.out = out();
    settings.profile = casefile::loadProfile(u"standard"_s).value();
    settings.worker = hereWorker(registry);
    ReleaseJob job(**m_case, registry, settings);
    auto result = job.run({}, {});
    QVERIFY(result && !result->anyProblem() && !result->anyLeak());
    QVERIFY(job.finish(*result));
}

ReleaseCheck tst_ReleaseCheck::check(const ReleaseKnowledge &knowledge) const
{
    ReleaseKnowledge whole = knowledge;
    whole.worker = hereWorker({});
    return verifyRelease(out(), whole, {}, {}).value();
}

ReleaseKnowledge tst_ReleaseCheck::ofCase() const
{
    ReleaseKnowledge knowledge;
    knowledge.openCase = m_case->operator->();
    return knowledge;
}

const ReleasedFile *tst_ReleaseCheck::fileOf(const ReleaseCheck &check, const QString &name)
{
    for (const ReleasedFile &file : check.files) {
        if (file.output == name)
            return &file;
    }
    return nullptr;
}

bool tst_ReleaseCheck::allClean(const ReleaseCheck &check)
{
    return std::all_of(check.files.begin(), check.files.end(), [](const ReleasedFile &file) {
        return file.hashMatches && !file.error && file.verification.verdict == Outcome::Clean;
    });
}

void tst_ReleaseCheck::isIncompleteWithoutMarks()
{
    const ReleaseCheck found = check();
    QVERIFY(found.signature.state == SignatureState::Good);
    QVERIFY(found.signature.owner == KeyOwner::Unknown);
    QCOMPARE(found.files.size(), 5);
    QVERIFY(fileOf(found, u"redacted/x/a.txt"_s)->verification.verdict == Outcome::Incomplete);
    // Of this one the signed manifest says that nothing was withheld.
    QVERIFY(fileOf(found, u"redacted/b.txt"_s)->verification.verdict == Outcome::Clean);
}

void tst_ReleaseCheck::isCleanWithTheCase()
{
    const ReleaseCheck found = check(ofCase());
    for (const ReleasedFile &file : found.files) {
        for (const verify::Check &each : file.verification.checks)
            QVERIFY2(each.outcome == Outcome::Clean, qPrintable(file.output + each.detail.text()));
    }
    QVERIFY(allClean(found));
    QVERIFY(found.signature.owner == KeyOwner::Case);
    // A case that is open for reading is enough.
    const QString key = (*m_case)->vault().fingerprint();
    m_case->reopen();
    QCOMPARE(check(ofCase()).signature.fingerprint, key);
}

void tst_ReleaseCheck::isCleanWithTheMarks()
{
    ReleaseKnowledge knowledge;
    MarkSpec mark;
    mark.file = u"a.txt"_s;
    mark.term = u"202-555-0142"_s;
    knowledge.marks = {mark};
    QVERIFY(allClean(check(knowledge)));
    knowledge.marks.first().term = u"phone_number"_s;
    QVERIFY(fileOf(check(knowledge), u"redacted/x/a.txt"_s)->verification.verdict == Outcome::Leak);
}

void tst_ReleaseCheck::saysWhoseKeyItIs()
{
    ReleaseKnowledge knowledge;
    knowledge.ownerFingerprint = (*m_case)->vault().fingerprint().toUpper().remove(u' ');
    QVERIFY(check(knowledge).signature.owner == KeyOwner::Expected);
    knowledge.ownerFingerprint[0] = knowledge.ownerFingerprint[0] == u'0' ? u'1' : u'0';
    const ReleaseCheck other = check(knowledge);
    QVERIFY(other.signature.owner == KeyOwner::Unknown);
    QVERIFY(fileOf(other, u"release.json"_s)->verification.verdict == Outcome::Incomplete);

    // Somebody else signs the same words with a key of their own.
    test::SampleCase stranger;
    const release::SignedManifest parts =
        release::splitManifest(test::readFile(out() / "release.json"));
    m_case->folder().write(
        "release/release.json",
        release::withSignature(parts.body,
                               {stranger->vault().ownerKey(),
                                stranger->vault().sign(release::signedMessage(parts.body))}));
    const ReleaseCheck found = check(ofCase());
    QVERIFY(found.signature.state == SignatureState::Good);
    QVERIFY(found.signature.owner == KeyOwner::Unknown);
    QVERIFY(fileOf(found, u"release.json"_s)->verification.verdict == Outcome::Incomplete);
}

void tst_ReleaseCheck::seesEveryChange_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("an output") << u"redacted/x/a.txt"_s << QByteArray("now") << QByteArray("new");
    QTest::newRow("the log") << u"log.csv"_s << QByteArray("phone_number") << QByteArray("face");
    QTest::newRow("the report") << u"release.html"_s << QByteArray("released")
                                << QByteArray("lost");
    QTest::newRow("the manifest") << u"release.json"_s << QByteArray("\"machine_only\": 1")
                                  << QByteArray("\"machine_only\": 0");
    QTest::newRow("an output that is gone") << u"redacted/b.txt"_s << QByteArray() << QByteArray();
    QTest::newRow("a log that is gone") << u"log.csv"_s << QByteArray() << QByteArray();
    QTest::newRow("one more output") << u"redacted/x/c.txt"_s << QByteArray() << QByteArray("more");
}

void tst_ReleaseCheck::seesEveryChange()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    const fs::path path = out() / file.toStdString();
    if (to.isEmpty()) {
        QVERIFY(fs::remove(path));
    } else {
        QByteArray bytes = from.isEmpty() ? to : test::readFile(path);
        QVERIFY(from.isEmpty() || bytes.contains(from));
        m_case->folder().write(fs::path("release") / file.toStdString(), bytes.replace(from, to));
    }
    const ReleaseCheck found = check(ofCase());
    const ReleasedFile *changed = fileOf(found, file);
    QVERIFY(changed);
    QVERIFY(!changed->hashMatches);
    QVERIFY(changed->error || changed->verification.verdict != Outcome::Clean ||
            file.startsWith(u"redacted/"_s));
    QCOMPARE(found.signature.state == SignatureState::Wrong, file == u"release.json"_s);
}

void tst_ReleaseCheck::attacksWithWhatTheCaseKnows()
{
    // Even where the manifest was made to fit: what the case withholds is looked for.
    m_case->folder().write("release/redacted/x/a.txt", "call (202) 555 0142 now");
    const ReleasedFile file = *fileOf(check(ofCase()), u"redacted/x/a.txt"_s);
    QVERIFY(!file.hashMatches);
    QVERIFY(file.verification.verdict == Outcome::Leak);
}

void tst_ReleaseCheck::findsWithheldWordsInNamesAndReports()
{
    QByteArray manifest = test::readFile(out() / "release.json");
    fs::rename(out() / "redacted/b.txt", out() / "redacted/2025550142.txt");
    manifest.replace("redacted/b.txt", "redacted/2025550142.txt");
    m_case->folder().write("release/release.json", manifest);
    m_case->folder().write("release/log.csv",
                           test::readFile(out() / "log.csv") + "202.555.0142,,,,,,,\r\n");
    const ReleaseCheck found = check(ofCase());
    QVERIFY(fileOf(found, u"redacted/2025550142.txt"_s)->verification.verdict == Outcome::Leak);
    QVERIFY(fileOf(found, u"log.csv"_s)->verification.verdict == Outcome::Leak);
    QVERIFY(fileOf(found, u"release.html"_s)->verification.verdict == Outcome::Clean);
}

void tst_ReleaseCheck::leavesTheFolderAlone()
{
    const QByteArray manifest = test::readFile(out() / "release.json");
    for (const char *where : {"../secret.txt", "redacted/../../secret.txt", "/etc/hostname", ""}) {
        QByteArray forged = manifest;
        forged.replace("redacted/b.txt", where);
        m_case->folder().write("release/release.json", forged);
        m_case->folder().write("secret.txt", "nothing to hide");
        const ReleaseCheck found = check();
        const auto outside =
            std::find_if(found.files.begin(), found.files.end(),
                         [](const ReleasedFile &file) { return file.input == u"b.txt"_s; });
        QVERIFY(outside != found.files.end());
        QVERIFY(outside->error && !outside->hashMatches);
    }
    QVERIFY(!verifyRelease(m_case->folder() / "nowhere", {}, {}, {}));
}

QTEST_MAIN(tst_ReleaseCheck)
#include "tst_releasecheck.moc"
