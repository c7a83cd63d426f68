// SPDX-License-Identifier: AGPL-3.0-or-later
// What is worked out of an item once serves all that look at it.
#include "app/itemworker.h"
#include "core/jobs/derivedquestion.h"
#include "core/workflow/itemworker.h"
#include "core/workflow/jobfields.h"
#include "core/workflow/viewfields.h"
#include "tests/support/countingsource.h"
#include "tests/support/memoryanswers.h"
#include "tests/support/tinypdf.h"

#include <QTest>

using namespace redoubt;
using namespace redoubt::workflow;
using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<ByteSource> open(const QString &file)
{
    return openFileSource((QStringLiteral(REDOUBT_SAMPLE_CASE "/") + file).toStdString()).value();
}

} // namespace

class tst_DerivedViews : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void worksOutAViewOnce();
    void findsFramesOfMarksByTheKnownIndex();
    void readsADocumentOnce();
    void believesNoDerivedNonsense();
    void readsAPageOnceForAllUses();

private:
    std::shared_ptr<const ItemWorker> m_here;
    std::shared_ptr<const ItemWorker> m_apart;
};

void tst_DerivedViews::initTestCase()
{
    qputenv("REDOUBT_WORKER", REDOUBT_WORKER_PROGRAM);
    const auto registry = detect::standardRegistry();
    m_here = hereWorker(registry);
    m_apart = app::makeItemWorker({}, u"en"_s, registry);
}

void tst_DerivedViews::worksOutAViewOnce()
{
    const auto source = std::make_shared<test::CountingSource>(open(u"interview.mp4"_s));
    medium::Detail face;
    face.id = FindingId::fromContent("face");
    face.rect = {237, 214, 182, 247};
    for (const auto &worker : {m_here, m_apart}) {
        const ItemViewer &viewer = *worker->viewer();
        const auto answers = std::make_shared<test::MemoryAnswers>();
        const ViewedItem item(source, answers);
        const auto index = viewer.indexFrames(item, 0, {});
        const auto waveform = viewer.readWaveform(item, 1, {});
        const auto pictures = viewer.details(item, ItemKind::Video, {face}, {96, 54}, {});
        QVERIFY(index && waveform && pictures);
        QCOMPARE(answers->kept, 3);
        source->reset();
        const auto indexAgain = viewer.indexFrames(item, 0, {});
        const auto waveformAgain = viewer.readWaveform(item, 1, {});
        // Another mark at the same place looks the same.
        medium::Detail moved = face;
        moved.id = FindingId::fromContent("another");
        const auto picturesAgain = viewer.details(item, ItemKind::Video, {moved}, {96, 54}, {});
        QVERIFY(indexAgain && waveformAgain && picturesAgain);
        QCOMPARE(source->bytes(), 0);
        QCOMPARE(answers->kept, 3);
        QVERIFY(worker::toCbor(*indexAgain) == worker::toCbor(*index));
        QVERIFY(*waveformAgain == *waveform);
        QCOMPARE(picturesAgain->front().first, moved.id);
        QCOMPARE(picturesAgain->front().second, pictures->front().second);
        // Another stream, another size: something else.
        QVERIFY(!viewer.indexFrames(item, 1, {}));
        QVERIFY(viewer.details(item, ItemKind::Video, {face}, {48, 27}, {}));
        QCOMPARE(answers->kept, 4);
    }
}

void tst_DerivedViews::findsFramesOfMarksByTheKnownIndex()
{
    const auto source = std::make_shared<test::CountingSource>(open(u"interview.mp4"_s));
    MarkSpec mark;
    mark.rect = PageRect{100, 80, 60, 90};
    mark.begin = 1.0;
    mark.end = 2.0;
    test::MemoryAnswers answers;
    detect::MarkRequest request{mark};
    const auto marked = m_apart->resolveMarks(request, *source, ItemKind::Video, ItemId(), {});
    const qint64 read = source->bytes();
    answers.keep(media::frameIndexQuestion(0), media::toBytes(*media::indexFrames(*source, 0, {})));
    request.answers = &answers;
    source->reset();
    const auto again = m_apart->resolveMarks(request, *source, ItemKind::Video, ItemId(), {});
    QVERIFY(marked && marked->front() && again && again->front());
    QVERIFY(again->front().value() == marked->front().value());
    QVERIFY(source->bytes() < read);
}

void tst_DerivedViews::readsADocumentOnce()
{
    const auto source = std::make_shared<test::CountingSource>(open(u"report.pdf"_s));
    const auto answers = std::make_shared<test::MemoryAnswers>();
    const ViewedItem item(source, answers);
    document::LoadOptions options;
    options.ocr = document::Ocr::Never;
    const ItemViewer &viewer = *m_apart->viewer();
    const auto model = viewer.loadDocument(item, ItemKind::Pdf, options, {});
    QVERIFY(model);
    QCOMPARE(answers->kept, 1);
    source->reset();
    const auto again = viewer.loadDocument(item, ItemKind::Pdf, options, {});
    QVERIFY(again && worker::toCbor(*again) == worker::toCbor(*model));
    QCOMPARE(source->bytes(), 0);
    // A word behind the end of the text would be used as an index.
    document::DocModel wrong = *model;
    wrong.pages.front().words.front().end = wrong.text.size() + 1;
    for (const QByteArray &nonsense :
         {worker::toCbor(wrong), worker::toCbor(*model).chopped(1), QByteArray("no model")}) {
        answers->replaceAll(nonsense);
        const auto anew = viewer.loadDocument(item, ItemKind::Pdf, options, {});
        QVERIFY(anew && worker::toCbor(*anew) == worker::toCbor(*model));
        QVERIFY(source->bytes() > 0);
        source->reset();
    }
}

void tst_DerivedViews::believesNoDerivedNonsense()
{
    const std::shared_ptr<const ByteSource> source = open(u"interview.mp4"_s);
    const ItemViewer &viewer = *m_apart->viewer();
    const auto answers = std::make_shared<test::MemoryAnswers>();
    const ViewedItem item(source, answers);
    medium::Detail face;
    face.id = FindingId::fromContent("face");
    face.rect = {237, 214, 182, 247};
    const auto index = viewer.indexFrames(item, 0, {});
    const auto waveform = viewer.readWaveform(item, 1, {});
    const auto pictures = viewer.details(item, ItemKind::Video, {face}, {96, 54}, {});
    QVERIFY(index && waveform && pictures);
    for (const QByteArray &nonsense : {QByteArray(), QByteArray("no answer"),
                                       QByteArray(100, '\xff'), QByteArray(1'000, '\0')}) {
        answers->replaceAll(nonsense);
        const auto again = viewer.indexFrames(item, 0, {});
        QVERIFY(again && worker::toCbor(*again) == worker::toCbor(*index));
        const auto heard = viewer.readWaveform(item, 1, {});
        QVERIFY(heard && *heard == *waveform);
        const auto seen = viewer.details(item, ItemKind::Video, {face}, {96, 54}, {});
        QVERIFY(seen);
        QCOMPARE(seen->front().second, pictures->front().second);
    }
}

/// Recognised in the analysis, a page is not recognised again for its words in a window and for
/// marks.
void tst_DerivedViews::readsAPageOnceForAllUses()
{
    test::TinyPdf pdf;
    for (const char *words : {"Zebedee Quux was here", "nobody else was"}) {
        test::TinyPdf printed;
        printed.addPage(test::TinyPdf::text(30, 100, words, 24));
        const std::shared_ptr<const ByteSource> bytes = memorySource(printed.bytes());
        const auto renderer = m_here->viewer()->openPages(bytes, ItemKind::Pdf, {});
        QVERIFY(renderer);
        pdf.addScan((*renderer)->render(0, 150, {}).value());
    }
    const std::shared_ptr<const ByteSource> source = memorySource(pdf.bytes());
    const auto answers = std::make_shared<test::MemoryAnswers>();
    ExamineRequest request;
    request.item = ItemId::random();
    request.kind = ItemKind::Pdf;
    request.options.answers = answers.get();
    const auto examined = m_apart->examine(*source, request, {});
    QVERIFY(examined && !examined->problem);
    if (!examined->analysis.text.contains(u"Zebedee"_s))
        QSKIP("English text recognition is not installed");
    const int kept = answers->kept;
    QVERIFY(kept >= 2);

    document::LoadOptions options;
    options.onlyPage = 0;
    const auto words =
        m_apart->viewer()->loadDocument({source, answers}, ItemKind::Pdf, options, {});
    QVERIFY(words && words->text.contains(u"Zebedee"_s));
    MarkSpec mark;
    mark.term = u"Zebedee Quux"_s;
    detect::MarkRequest marks{mark};
    marks.answers = answers.get();
    const auto found = m_apart->resolveMarks(marks, *source, ItemKind::Pdf, request.item, {});
    QVERIFY(found && found->front() && !found->front()->empty());
    QCOMPARE(answers->kept, kept); // what is recognised is kept

    // A worker for words is told these, and can change nothing else.
    const QByteArray other = derivedQuestion("frames-1", "0");
    answers->keep(other, "times");
    DerivedOnly only(answers.get(), {document::kWordsKind});
    QVERIFY(!only.find(other));
    only.keep(other, "changed");
    QCOMPARE(answers->find(other), QByteArray("times"));
    only.keep("seen on frame 3", "changed");
    QVERIFY(!answers->find("seen on frame 3"));
}

QTEST_MAIN(tst_DerivedViews)
#include "tst_derivedviews.moc"
