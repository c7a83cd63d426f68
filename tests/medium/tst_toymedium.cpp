// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/standardmedia.h"
#include "core/workflow/releasecheck.h"
#include "core/workflow/workflow.h"
#include "tests/support/samplecase.h"
#include "tests/support/tempfolder.h"
#include "tests/support/toymedium/toymedium.h"

#include <QDirIterator>
#include <QFile>
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
    QVERIFY(workflow::analyzeCase(*theCase, registry, settings, {item}, 1, {}, {}));
    QVERIFY(theCase.sheet().item(item)->state == casefile::ItemState::Analysed);
    QVERIFY(!theCase.sheet().findings(item).empty()); // the names, by the text recognisers
    const auto marks = workflow::importMarks(*theCase, sample.marks, {});
    QVERIFY(marks && marks->problems.empty() && marks->applied == 2);

    workflow::ReleaseSettings release;
    release.out = theCase.folder() / "release";
    release.profile = settings.profile;
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
    QVERIFY(workflow::analyzeCase(*theCase, {}, settings, {item.id}, 1, {}, {}));
    QVERIFY(theCase.sheet().items().front().state == casefile::ItemState::Unsupported);
    initTestCase();
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
                text.contains(u"\"toy"_s, Qt::CaseInsensitive))
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
