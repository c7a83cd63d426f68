// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/case.h"
#include "tests/casefile/casetest.h"
#include "tests/support/guessedkinds.h"

#include <QTest>

#include <fstream>
#include <thread>

using namespace redoubt;
using namespace redoubt::casefile;
using namespace redoubt::test;
using namespace Qt::StringLiterals;

/// Files on their way into a case.
class TestIngest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sealsEveryReadableInput();
    void ingestsTwiceWithoutDoubling();
    void storesEqualBytesOnce();
    void sealsOnAnotherThread();
    void namesWhatCannotBeRead();
    void stopsIngestWhenAsked();
    void leavesOutAFileThatIsStillWritten();
};

void TestIngest::sealsEveryReadableInput()
{
    CaseFolder place;
    auto c = place.create();
    place.folder().write("in/a.txt", "some text\n");
    place.folder().write("in/sub/empty.pdf", "");
    place.folder().write("in/sub/odd.bin", QByteArray("\0\1\2\3\xFF", 5).repeated(9));
    place.folder().write(std::filesystem::path("in/n\xFFme.txt"), "name that is no UTF-8\n");
    const auto report = c->ingest(place.inputs(), test::guessedKinds(), JobContext());
    QVERIFY(report);
    QCOMPARE(report->added.size(), 4);
    QStringList kinds;
    for (const Item &item : c->sheet().items()) {
        kinds.append(toString(item.kind));
        const auto source = c->openItem(item.id);
        QVERIFY(source);
        const QByteArray bytes = *(*source)->readAll(1000);
        QCOMPARE(bytes, readFile(place.folder() / "in" / item.rawName));
        QCOMPARE(item.size, bytes.size());
        QCOMPARE(*sha256(*memorySource(bytes)), item.sha256);
    }
    kinds.sort();
    QCOMPARE(kinds, (QStringList{u"empty"_s, u"text"_s, u"text"_s, u"unknown"_s}));
}

void TestIngest::ingestsTwiceWithoutDoubling()
{
    CaseFolder place;
    auto c = place.create();
    const ItemId first = oneItem(place, *c);
    auto again = c->ingest(place.inputs(), test::guessedKinds(), JobContext());
    QVERIFY(again && again->added.isEmpty() && again->skipped.empty());
    place.folder().write("in/a.txt", "other words\n");
    again = c->ingest(place.inputs(), test::guessedKinds(), JobContext());
    QCOMPARE(again->added.size(), 1);
    QVERIFY(again->added.first() != first);
}

void TestIngest::storesEqualBytesOnce()
{
    CaseFolder place;
    auto c = place.create();
    place.folder().write("in/a.txt", "same\n");
    place.folder().write("in/b.txt", "same\n");
    const auto report = c->ingest(place.inputs(), test::guessedKinds(), JobContext());
    QVERIFY(report);
    QCOMPARE(report->added.size(), 2);
    QCOMPARE(report->duplicates, 1);
    QCOMPARE(c->vault().objects()->size(), 1);
}

void TestIngest::sealsOnAnotherThread()
{
    CaseFolder place;
    auto c = place.create();
    place.folder().write("in/a.txt", "one");
    place.folder().write("in/b.txt", "one");
    place.folder().write("in/c.txt", "two");
    std::vector<SealedInput> sealed;
    Ingest ingest = c->startIngest();
    const InputList inputs = place.inputs();
    std::thread worker([&] {
        const auto skipped = ingest.run(
            inputs, {},
            [&](const SealedInput &one) -> Result<void> {
                sealed.push_back(one);
                return {};
            },
            JobContext());
        if (!skipped || !skipped->empty())
            qFatal("ingest");
    });
    worker.join();
    QCOMPARE(sealed.size(), size_t(3));
    QVERIFY(sealed[1].duplicate);
    QVERIFY(c->sheet().items().empty()); // not before the case is told
    QVERIFY(c->addSealed(sealed[0]));
    QVERIFY(c->addSealed(sealed[1]));
    QCOMPARE(c->sheet().items().size(), size_t(2));
    QCOMPARE(c->sheet().items()[1].object, c->sheet().items()[0].object);
    QVERIFY(c->openItem(sealed[0].item.id));
    c.reset();
    // What was sealed and never added waits for its name.
    auto again = place.open();
    QVERIFY(again);
    QCOMPARE((*again)->vault().objects()->size(), 2);
    QCOMPARE((*again)->orphans().size(), 1);
    const auto report = (*again)->ingest(place.inputs(), test::guessedKinds(), JobContext());
    QVERIFY(report);
    QCOMPARE(report->adopted, 1);
    QCOMPARE(report->duplicates, 0);
    QCOMPARE((*again)->sheet().items().size(), size_t(3));
    QCOMPARE((*again)->vault().objects()->size(), 2);
    QVERIFY((*again)->orphans().isEmpty());
}

void TestIngest::namesWhatCannotBeRead()
{
    CaseFolder place;
    auto c = place.create();
    place.folder().write("in/a.txt", "x\n");
    InputList inputs = place.inputs();
    inputs.files.push_back({place.folder() / "in" / "gone", "gone"});
    const auto report = c->ingest(inputs, test::guessedKinds(), JobContext());
    QVERIFY(report);
    QCOMPARE(report->added.size(), 1);
    QCOMPARE(report->skipped.size(), size_t(1));
    QVERIFY(report->skipped.front().error.kind() == ErrorKind::NotFound);
}

void TestIngest::stopsIngestWhenAsked()
{
    CaseFolder place;
    auto c = place.create();
    place.folder().write("in/a.txt", "x\n");
    std::stop_source stop;
    stop.request_stop();
    const auto report =
        c->ingest(place.inputs(), test::guessedKinds(), JobContext(stop.get_token()));
    QVERIFY(!report && report.error().kind() == ErrorKind::Cancelled);
    QVERIFY(c->sheet().items().empty());
}

void TestIngest::leavesOutAFileThatIsStillWritten()
{
    CaseFolder place;
    auto c = place.create();
    place.folder().write("in/a.txt", "quiet\n");
    const auto growing = place.folder().write("in/b.log", QByteArray(3 << 20, 'x'));
    place.folder().write("in/c.txt", "quiet too\n");
    const auto write = [&](qint64 done, qint64) {
        if (done > 100) // within b.log
            std::ofstream(growing, std::ios::binary | std::ios::app) << "another line\n";
    };
    auto report = c->ingest(place.inputs(), test::guessedKinds(), JobContext({}, write));
    QVERIFY(report);
    QCOMPARE(report->added.size(), 2); // the others went on
    QCOMPARE(report->skipped.size(), size_t(1));
    QCOMPARE(report->skipped.front().path, growing);
    QVERIFY(report->skipped.front().error.text().contains(u"changed while it was read"));
    QCOMPARE(c->vault().objects()->size(), 2);
    report = c->ingest(place.inputs(), test::guessedKinds(), JobContext());
    QVERIFY(report && report->skipped.empty());
    QCOMPARE(report->added.size(), 1);
    QCOMPARE(*(*c->openItem(report->added.first()))->readAll(9 << 20), readFile(growing));
}

QTEST_GUILESS_MAIN(TestIngest)
#include "tst_ingest.moc"
