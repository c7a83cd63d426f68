// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/standardmedia.h"
#include "core/workflow/releasecheck.h"
#include "core/workflow/workflow.h"
#include "tests/support/samplecase.h"
#include "tests/support/tempfolder.h"
#include "tests/support/testscheduler.h"
#include "tests/support/toymedium/toymedium.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace redoubt;
using namespace Qt::StringLiterals;

/// A medium that no file of the programs knows, through a whole case.
class TestToyMedium : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        medium::Table table = app::standardMedia();
        test::addToyMedium(table);
        medium::install(table);
    }
    void goesThroughAWholeCase();
    void keepsItsKindWhereItIsNotKnown();
    void partsAreItemsBelowTheirs();
    void partsOfPartsEndSomewhere();
    void damagedPartsAreNotExamined();
    void noOtherFileKnowsIt();
};

void TestToyMedium::goesThroughAWholeCase()
{
    const test::MediumSample sample = test::toySample();
    const ItemKind kind = test::toyMedium().kind;
    test::SampleCase theCase;
    const auto path = theCase.folder() / "in" / sample.name.toStdString();
    std::filesystem::create_directories(path.parent_path());
    QFile file(QString::fromStdString(path.string()));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(sample.bytes) == sample.bytes.size());
    file.close();
    const auto ingested = theCase->ingest(walkInputs({path}), medium::ingestOptions(), {});
    QVERIFY(ingested && ingested->added.size() == 1);
    const ItemId item = ingested->added.first();
    QVERIFY(theCase.sheet().item(item)->kind == kind);
    QCOMPARE(displayName(kind), u"Toy"_s);

    const detect::Registry registry = detect::standardRegistry();
    workflow::AnalysisSettings settings;
    settings.profile = casefile::loadProfile(u"standard"_s).value();
    settings.worker = workflow::hereWorker(registry);
    QVERIFY(
        workflow::analyzeCase(*theCase, registry, settings, {item}, test::scheduler(1), {}, {}));
    QVERIFY(theCase.sheet().item(item)->state == casefile::ItemState::Analysed);
    QVERIFY(!theCase.sheet().findings(item).empty()); // the names, by the text recognisers
    const auto marks = workflow::importMarks(*theCase, sample.marks, workflow::hereWorker({}), {});
    QVERIFY(marks && marks->problems.empty() && marks->applied == 2);

    workflow::ReleaseSettings release;
    release.out = theCase.folder() / "release";
    release.profile = settings.profile;
    release.worker = settings.worker;
    workflow::ReleaseJob job(*theCase, registry, release);
    auto result = job.run({}, {});
    QVERIFY(result);
    result = job.finish(*std::move(result));
    QVERIFY(result);
    const release::ItemResult &one = result->items.first();
    QVERIFY2(one.status == release::Status::Released, qPrintable(one.why));
    QVERIFY(one.kind == kind);
    const QByteArray copy = test::readFile(release.out / one.output.toStdString());
    QVERIFY(copy.startsWith("TOY1\nSeen with ["));
    QVERIFY(!copy.contains(test::kFirstSecret.toUtf8()));
    // Attacked again later, with what the case knows.
    workflow::ReleaseKnowledge known;
    known.openCase = &*theCase;
    known.worker = settings.worker;
    const auto check = workflow::verifyRelease(release.out, known, {}, {});
    QVERIFY(check);
    for (const workflow::ReleasedFile &each : check->files)
        QVERIFY2(!each.error && each.verification.verdict != verify::Outcome::Leak,
                 qPrintable(each.output));
}

void TestToyMedium::keepsItsKindWhereItIsNotKnown()
{
    const ItemKind kind = test::toyMedium().kind;
    test::SampleCase theCase;
    const auto path = theCase.folder().write("in/thing.toy", test::toySample().bytes);
    QVERIFY(theCase->ingest(walkInputs({path}), medium::ingestOptions(), {}));
    medium::install(app::standardMedia());
    theCase.reopen();
    const casefile::Item &item = theCase.sheet().items().front();
    QVERIFY(item.kind == kind);
    QVERIFY(!medium::canRedact(item.kind));
    workflow::AnalysisSettings settings;
    settings.profile = casefile::loadProfile(u"manual"_s).value();
    settings.worker = workflow::hereWorker({});
    QVERIFY(workflow::analyzeCase(*theCase, {}, settings, {item.id}, test::scheduler(1), {}, {}));
    QVERIFY(theCase.sheet().items().front().state == casefile::ItemState::Unsupported);
    initTestCase();
}

namespace {

/// A case with one toy, analysed with all that is in it.
std::unique_ptr<test::SampleCase> caseOf(const QByteArray &toy)
{
    auto theCase = std::make_unique<test::SampleCase>();
    const ItemId item = theCase->addText("box.toy", toy);
    workflow::AnalysisSettings settings;
    settings.profile = casefile::loadProfile(u"manual"_s).value();
    settings.worker = workflow::hereWorker({});
    const auto done =
        workflow::analyzeCase(**theCase, {}, settings, {item}, test::scheduler(2), {}, {});
    if (!done)
        qFatal("%s", qPrintable(done.error().text()));
    return theCase;
}

} // namespace

void TestToyMedium::partsAreItemsBelowTheirs()
{
    const QByteArray inner = test::toyBytes("Inner, " + test::kFirstSecret.toUtf8(),
                                            {{u"deep.txt"_s, "Deep words here.\n"}});
    const QByteArray outer =
        test::toyBytes("Outer, " + test::kSecondSecret.toUtf8(),
                       {{u"../letter.txt"_s, "A letter by " + test::kFirstSecret.toUtf8() + ".\n"},
                        {u"inner.toy"_s, inner}});
    const auto theCase = caseOf(outer);
    const auto names = [&] {
        QStringList list;
        for (const casefile::Item &item : theCase->sheet().items())
            list.append(u"%1 %2 %3"_s.arg(item.name, toString(item.kind)).arg(item.depth));
        return list;
    };
    const QStringList all{u"box.toy toy 0"_s, u"box.toy.parts/_letter.txt text 1"_s,
                          u"box.toy.parts/inner.toy toy 1"_s,
                          u"box.toy.parts/inner.toy.parts/deep.txt text 2"_s};
    QCOMPARE(names(), all);
    for (const casefile::Item &item : theCase->sheet().items())
        QVERIFY2(item.state == casefile::ItemState::Analysed, qPrintable(item.problem));
    const ItemId top = theCase->sheet().items()[0].id;
    QVERIFY(theCase->sheet().items()[3].parent == theCase->sheet().items()[2].id);
    QCOMPARE(theCase->sheet().items()[1].part, u"../letter.txt"_s);
    QCOMPARE(theCase->sheet().partsOf(top).size(), 3);
    theCase->reopen();
    QCOMPARE(names(), all);

    // Analysed again, they are not doubled.
    workflow::AnalysisSettings settings;
    settings.profile = casefile::loadProfile(u"manual"_s).value();
    settings.worker = workflow::hereWorker({});
    QVERIFY(workflow::analyzeCase(**theCase, {}, settings, {top}, test::scheduler(2), {}, {}));
    QCOMPARE(names(), all);

    // Released each by itself; the copy of the outer one holds them no more.
    QVERIFY(workflow::importMarks(**theCase, test::secretMarks(u"box.toy"_s).mid(1),
                                  workflow::hereWorker({}), {})
                ->problems.empty());
    for (const char *name : {"_letter.txt", "inner.toy"})
        QVERIFY(workflow::importMarks(**theCase,
                                      test::secretMarks(QString::fromLatin1(name)).first(1),
                                      workflow::hereWorker({}), {})
                    ->problems.empty());
    workflow::ReleaseSettings release;
    release.out = theCase->folder() / "release";
    release.profile = settings.profile;
    release.worker = settings.worker;
    const detect::Registry none;
    workflow::ReleaseJob job(**theCase, none, release);
    auto result = job.run({}, {});
    QVERIFY(result);
    result = job.finish(*std::move(result));
    QVERIFY(result);
    const QByteArray manifest = test::readFile(release.out / "release.json");
    const QJsonArray items = QJsonDocument::fromJson(manifest).object()[u"items"].toArray();
    QCOMPARE(items.size(), 4);
    for (const QJsonValue &item : items) {
        QCOMPARE(item[u"status"].toString(), u"released"_s);
        const QByteArray copy =
            test::readFile(release.out / item[u"output"].toString().toStdString());
        QVERIFY(!copy.contains("Zebedee") && !copy.contains("=PART"));
    }
    QVERIFY(!items[0].toObject().contains(u"parent"));
    QCOMPARE(items[1][u"parent"].toString(), u"box.toy"_s);
    QCOMPARE(items[1][u"part"].toString(), u"_letter.txt"_s);
    QCOMPARE(items[3][u"parent"].toString(), u"box.toy.parts/inner.toy"_s);
    QCOMPARE(items[3][u"part"].toString(), u"deep.txt"_s);

    // Taken out with what it holds.
    QVERIFY((*theCase)->removeItem(theCase->sheet().items()[2].id));
    QCOMPARE(names(), all.first(2));
    QVERIFY((*theCase)->restoreItem(theCase->sheet().removedItems().front().id));
    QVERIFY((*theCase)->verifyJournal());
}

void TestToyMedium::partsOfPartsEndSomewhere()
{
    QByteArray toy = test::toyBytes("innermost", {});
    for (int i = 0; i < medium::kDeepestPart + 3; ++i)
        toy = test::toyBytes("shell", {{u"in.toy"_s, toy}});
    const auto theCase = caseOf(toy);
    QCOMPARE(theCase->sheet().items().size(), size_t(medium::kDeepestPart + 1));
    const casefile::Item &last = theCase->sheet().items().back();
    QCOMPARE(last.depth, medium::kDeepestPart);
    QCOMPARE(last.notExamined.size(), 1);
    QVERIFY(theCase->sheet().items().front().notExamined.isEmpty());
}

void TestToyMedium::damagedPartsAreNotExamined()
{
    const QByteArray toy = test::toyBytes("words", {{u"a.txt"_s, "first"}, {u"b.txt"_s, "other"}});
    const auto theCase = caseOf(toy.chopped(2));
    QCOMPARE(theCase->sheet().items().size(), size_t(2));
    QCOMPARE(theCase->sheet().items().front().notExamined.size(), 1);
}

void TestToyMedium::noOtherFileKnowsIt()
{
    const QString root = qEnvironmentVariable("REDOUBT_SOURCES");
    QVERIFY(!root.isEmpty());
    QStringList knowing;
    int files = 0;
    for (const QString &top : {u"core"_s, u"ui"_s, u"app"_s, u"tests"_s, u"resources"_s}) {
        QDirIterator it(root + u'/' + top, {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                        QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            ++files;
            const QString text = QString::fromUtf8(file.readAll());
            if (text.contains(u"toymedium"_s, Qt::CaseInsensitive) ||
                text.contains(u"\"toy\""_s, Qt::CaseInsensitive))
                knowing.append(file.fileName().mid(root.size() + 1));
        }
    }
    QVERIFY(files > 400);
    knowing.sort();
    // Its own folder, and the tests that put it into their tables.
    knowing.removeIf([](const QString &name) {
        return name.startsWith(u"tests/support/toymedium/") ||
               name.startsWith(u"tests/medium/tst_");
    });
    QCOMPARE(knowing, QStringList());
}

QTEST_GUILESS_MAIN(TestToyMedium)
#include "tst_toymedium.moc"
