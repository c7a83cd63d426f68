// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/docmodel.h"
#include "core/document/ocr.h"
#include "tests/support/memoryanswers.h"
#include "tests/support/tinypdf.h"

#include <QElapsedTimer>
#include <QTest>

#include <random>
#include <thread>

using namespace redoubt;
using namespace redoubt::document;
using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace {

LoadOptions withoutOcr()
{
    LoadOptions options;
    options.ocr = Ocr::Never;
    return options;
}

Result<DocModel> load(const QByteArray &pdf, const LoadOptions &options = withoutOcr())
{
    const auto source = memorySource(pdf);
    return loadPdf(*source, options, {});
}

// The first word that reads so, or a null word.
Word wordOf(const DocModel &model, const QString &text)
{
    for (const Page &page : model.pages) {
        for (const Word &word : page.words) {
            if (model.text.mid(word.begin, word.end - word.begin) == text)
                return word;
        }
    }
    return {};
}

QString valueOf(const DocModel &model, const QString &path)
{
    for (const MetadataField &field : model.metadata) {
        if (field.path == path)
            return field.value.reveal();
    }
    return {};
}

} // namespace

class TestPdfDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placesWordsInDisplayedPoints();
    void turnsRotatedPages_data();
    void turnsRotatedPages();
    void separatesPagesByFormFeeds();
    void findsTextInNestedForms();
    void findsHiddenText_data();
    void findsHiddenText();
    void keepsWhiteTextOnDarkGroundVisible();
    void readsAnnotationsAndFields();
    void listsWhatNoPageShows();
    void refusesEncryptedFiles();
    void refusesWhatIsNoPdf();
    void notesADamagedPageAndReadsTheRest();
    void stopsWhenCancelled();
    void recognisesPagesWithoutText();
    void recognisesTheSameWithTwoThreads();
    void recognisesNoPageTwice();
    void recognisesOnePageWhenToldTo();
    void letsGoOfARecognitionThatCannotBeStopped();
    void saysWhichLanguageIsMissing();
    void rendersAnnotationsAndFields();
};

void TestPdfDocument::placesWordsInDisplayedPoints()
{
    TinyPdf pdf;
    pdf.addPage(TinyPdf::text(50, 150, "Jane Roe") + TinyPdf::text(50, 100, "called 555-0100"));
    const auto model = load(pdf.bytes());
    QVERIFY(model);
    QCOMPARE(model->text, u"Jane Roe\ncalled 555-0100"_s);
    QCOMPARE(model->pages.size(), size_t(1));
    QCOMPARE(model->pages[0].size, QSizeF(300, 200));
    QVERIFY(model->pages[0].hasTextLayer);
    const Word jane = wordOf(*model, u"Jane"_s);
    // The base line is 150 from below, so 50 from above; the font is 12 points.
    QVERIFY(jane.box.x <= 50.5 && jane.box.x > 48);
    QVERIFY(jane.box.y < 42 && jane.box.bottom() >= 50);
    QVERIFY(jane.box.w > 24 && jane.box.w < 30);
    QCOMPARE(jane.source, WordSource::TextLayer);
}

void TestPdfDocument::turnsRotatedPages_data()
{
    QTest::addColumn<int>("rotate");
    QTest::addColumn<QPointF>("centre"); // of text at (50..90, 150) on a 300 by 200 page
    QTest::newRow("0") << 0 << QPointF(64, 46);
    QTest::newRow("90") << 90 << QPointF(154, 64);
    QTest::newRow("180") << 180 << QPointF(236, 154);
    QTest::newRow("270") << 270 << QPointF(46, 236);
}

void TestPdfDocument::turnsRotatedPages()
{
    QFETCH(int, rotate);
    QFETCH(QPointF, centre);
    TinyPdf pdf;
    pdf.addPage(TinyPdf::text(50, 150, "Jane"), {}, "/Rotate " + QByteArray::number(rotate));
    const auto model = load(pdf.bytes());
    QVERIFY(model);
    QCOMPARE(model->text, u"Jane"_s);
    const PageRect box = wordOf(*model, u"Jane"_s).box;
    QVERIFY(std::abs(box.x + box.w / 2 - centre.x()) < 4);
    QVERIFY(std::abs(box.y + box.h / 2 - centre.y()) < 4);
    QCOMPARE(model->pages[0].size, rotate % 180 == 0 ? QSizeF(300, 200) : QSizeF(200, 300));
}

void TestPdfDocument::separatesPagesByFormFeeds()
{
    TinyPdf pdf;
    pdf.addPage(TinyPdf::text(10, 10, "one"));
    pdf.addPage({});
    pdf.addPage(TinyPdf::text(10, 10, "three"));
    const auto model = load(pdf.bytes());
    QVERIFY(model);
    QCOMPARE(model->text, u"one\f\fthree"_s);
    QCOMPARE(model->pages[1].begin, model->pages[1].end);
    QCOMPARE(model->text.mid(model->pages[2].begin, 5), u"three"_s);
}

void TestPdfDocument::findsTextInNestedForms()
{
    TinyPdf pdf;
    const QByteArray form = "/Type /XObject /Subtype /Form /BBox [0 0 300 200] ";
    const int inner = pdf.addStream(TinyPdf::text(10, 10, "secret"),
                                    form + "/Matrix [1 0 0 1 20 30] "
                                           "/Resources << /Font << /F1 3 0 R >> >>");
    const int outer = pdf.addStream("/In Do", form +
                                                  "/Matrix [1 0 0 1 50 60] /Resources << "
                                                  "/XObject << /In " +
                                                  TinyPdf::ref(inner) + " >> >>");
    pdf.addPage("/Out Do", "/XObject << /Out " + TinyPdf::ref(outer) + " >>");
    const auto model = load(pdf.bytes());
    QVERIFY(model);
    const PageRect box = wordOf(*model, u"secret"_s).box;
    QVERIFY(std::abs(box.x - 80) < 2);
    QVERIFY(std::abs(box.bottom() - 100) < 5);
}

void TestPdfDocument::findsHiddenText_data()
{
    QTest::addColumn<QByteArray>("content");
    const QByteArray secret = TinyPdf::text(50, 100, "secret");
    QTest::newRow("invisible mode") << "3 Tr " + secret;
    QTest::newRow("white on white") << "1 g " + secret;
    QTest::newRow("covered by a box") << secret + "0 g 40 90 100 40 re f";
    QTest::newRow("off the page") << TinyPdf::text(50, -100, "secret");
    QTest::newRow("clipped away") << "0 0 10 10 re W n " + secret;
    QTest::newRow("too small") << TinyPdf::text(50, 100, "secret", 0.05);
    QTest::newRow("no width") << QByteArray("BT 0 Tz /F1 12 Tf 50 100 Td (secret) Tj ET");
    QTest::newRow("layer that is off") << "/OC /Off BDC " + secret + " EMC";
}

void TestPdfDocument::findsHiddenText()
{
    QFETCH(QByteArray, content);
    TinyPdf pdf("/OCProperties << /OCGs [4 0 R] /D << /OFF [4 0 R] >> >>");
    QCOMPARE(pdf.add("<< /Type /OCG /Name (Layer) >>"), 4);
    pdf.addPage("q " + content + " Q " + TinyPdf::text(50, 20, "public"),
                "/Properties << /Off 4 0 R >>");
    const auto model = load(pdf.bytes());
    QVERIFY(model);
    const Word secret = wordOf(*model, u"secret"_s);
    QVERIFY(secret.end > secret.begin);
    QCOMPARE(secret.source, WordSource::Hidden);
    QVERIFY(!secret.box.isEmpty());
    QCOMPARE(wordOf(*model, u"public"_s).source, WordSource::TextLayer);
}

void TestPdfDocument::keepsWhiteTextOnDarkGroundVisible()
{
    TinyPdf pdf;
    pdf.addPage("0.2 g 0 80 300 60 re f 1 g " + TinyPdf::text(50, 100, "headline", 20));
    const auto model = load(pdf.bytes());
    QVERIFY(model);
    QCOMPARE(wordOf(*model, u"headline"_s).source, WordSource::TextLayer);
}

void TestPdfDocument::readsAnnotationsAndFields()
{
    TinyPdf pdf("/AcroForm << /Fields [6 0 R] /DA (/Helv 12 Tf 0 g) >>");
    QCOMPARE(pdf.addStream(TinyPdf::text(2, 5, "stamped"),
                           "/Type /XObject /Subtype /Form /BBox [0 0 100 20] "
                           "/Resources << /Font << /F1 3 0 R >> >>"),
             4);
    QCOMPARE(pdf.add("<< /Type /Annot /Subtype /Stamp /Rect [150 150 250 170] /F 4 "
                     "/AP << /N 4 0 R >> /Contents (note about Roe) /T (A. Reviewer) >>"),
             5);
    QCOMPARE(pdf.add("<< /Type /Annot /Subtype /Widget /FT /Tx /T (ssn) /V (078-05-1120) "
                     "/Rect [20 20 120 40] /DA (/Helv 10 Tf 0 g) >>"),
             6);
    const int link = pdf.add("<< /Type /Annot /Subtype /Link /Rect [10 180 60 195] "
                             "/A << /S /URI /URI (mailto:jane@example.org) >> >>");
    pdf.addPage(TinyPdf::text(50, 100, "body"), {},
                "/Annots [5 0 R 6 0 R " + TinyPdf::ref(link) + "]");
    const auto model = load(pdf.bytes());
    QVERIFY(model);
    QCOMPARE(wordOf(*model, u"stamped"_s).source, WordSource::Annotation);
    QVERIFY(wordOf(*model, u"stamped"_s).box.x >= 148);
    QCOMPARE(wordOf(*model, u"Reviewer"_s).source, WordSource::Annotation);
    QVERIFY(model->text.contains(u"note about Roe"_s));
    QCOMPARE(wordOf(*model, u"078-05-1120"_s).source, WordSource::FormField);
    QVERIFY(model->text.contains(u"mailto:jane@example.org"_s));
    QCOMPARE(model->text.count(u"078-05-1120"_s), 1);
}

void TestPdfDocument::listsWhatNoPageShows()
{
    TinyPdf pdf("/Metadata 4 0 R /Names << /EmbeddedFiles << /Names [(a.txt) 5 0 R] >> "
                "/JavaScript << /Names [(js) << /S /JavaScript /JS (app.alert\\(1\\)) >>] >> >> "
                "/Outlines 6 0 R");
    pdf.addStream("<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta "
                  "xmlns:x='adobe:ns:meta/'><rdf:RDF "
                  "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description "
                  "rdf:about='' xmlns:pdf='http://ns.adobe.com/pdf/1.3/' "
                  "pdf:Producer='Jane Roe'/></rdf:RDF></x:xmpmeta><?xpacket end='w'?>",
                  "/Type /Metadata /Subtype /XML");
    pdf.add("<< /Type /Filespec /F (a.txt) /UF (secret plan.txt) >>");
    pdf.add("<< /First 7 0 R /Last 7 0 R >>");
    pdf.add("<< /Title (About Jane) /Parent 6 0 R >>");
    pdf.addPage({});
    const int info = pdf.add("<< /Author (Jane Roe) /Custom (x) >>");
    const auto model = load(pdf.bytes("/Info " + TinyPdf::ref(info)));
    QVERIFY(model);
    QCOMPARE(valueOf(*model, u"Info.Author"_s), u"Jane Roe"_s);
    QCOMPARE(valueOf(*model, u"Info.Custom"_s), u"x"_s);
    QCOMPARE(valueOf(*model, u"Xmp.pdf.Producer"_s), u"Jane Roe"_s);
    QCOMPARE(valueOf(*model, u"Outline.1"_s), u"About Jane"_s);
    QStringList values;
    for (const MetadataField &field : model->metadata)
        values.append(field.value.reveal());
    QVERIFY(values.contains(u"secret plan.txt"_s));
    QVERIFY(values.contains(u"app.alert(1)"_s));
}

void TestPdfDocument::refusesEncryptedFiles()
{
    TinyPdf pdf;
    pdf.addPage({});
    const QByteArray bytes =
        pdf.bytes("/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
                  "/O <0000000000000000000000000000000000000000000000000000000000000000> "
                  "/U <0000000000000000000000000000000000000000000000000000000000000000> >>");
    const auto model = load(bytes);
    QVERIFY(!model);
    QCOMPARE(model.error().kind(), ErrorKind::Encrypted);
    QVERIFY(!model.error().text().isEmpty());
}

void TestPdfDocument::refusesWhatIsNoPdf()
{
    for (const QByteArray &bytes : {QByteArray(), QByteArray("%PDF-1.7"), QByteArray(5000, 'x')}) {
        const auto model = load(bytes);
        QVERIFY(!model);
        QCOMPARE(model.error().kind(), ErrorKind::Damaged);
    }
}

void TestPdfDocument::notesADamagedPageAndReadsTheRest()
{
    TinyPdf pdf;
    pdf.addPage(TinyPdf::text(10, 10, "good"));
    pdf.addPage("BT /F1 12 Tf (broken", {});
    pdf.addPage("q /Missing Do Q " + TinyPdf::text(10, 10, "last"));
    const auto model = load(pdf.bytes());
    QVERIFY(model);
    QCOMPARE(model->pages.size(), size_t(3));
    QVERIFY(model->text.startsWith(u"good"_s));
    QVERIFY(model->text.endsWith(u"last"_s));
    QVERIFY(!model->notExamined.isEmpty());
}

void TestPdfDocument::stopsWhenCancelled()
{
    TinyPdf pdf;
    pdf.addPage(TinyPdf::text(10, 10, "one"));
    std::stop_source stop;
    stop.request_stop();
    const auto source = memorySource(pdf.bytes());
    const auto model = loadPdf(*source, {}, JobContext(stop.get_token()));
    QVERIFY(!model);
    QCOMPARE(model.error().kind(), ErrorKind::Cancelled);
}

namespace {

// A page whose words are drawn as a picture.
int addScan(TinyPdf &pdf, const QByteArray &words)
{
    TinyPdf printed;
    printed.addPage(TinyPdf::text(30, 100, words, 24));
    const auto source = memorySource(printed.bytes());
    auto renderer = PageRenderer::openPdf(*source);
    if (!renderer)
        return 0;
    const auto image = (*renderer)->render(0, 150, {});
    if (!image)
        return 0;
    return pdf.addScan(*image);
}

} // namespace

void TestPdfDocument::recognisesPagesWithoutText()
{
    TinyPdf pdf;
    pdf.addPage(TinyPdf::text(10, 10, "typed"));
    QVERIFY(addScan(pdf, "Wonderful scan") > 0);
    const auto model = load(pdf.bytes(), {});
    QVERIFY(model);
    if (!model->notExamined.isEmpty())
        QSKIP("English text recognition is not installed");
    QCOMPARE(model->text, u"typed\fWonderful scan"_s);
    const Word word = wordOf(*model, u"scan"_s);
    QCOMPARE(word.source, WordSource::Ocr);
    QVERIFY(word.confidence > 0.5F);
    QVERIFY(word.box.x > 100 && word.box.right() < 260);
    QVERIFY(word.box.y > 70 && word.box.bottom() < 110);
    QVERIFY(!model->pages[1].hasTextLayer);
}

void TestPdfDocument::recognisesTheSameWithTwoThreads()
{
    TinyPdf pdf;
    for (const char *words : {"first sheet", "second sheet", "third sheet"})
        QVERIFY(addScan(pdf, words) > 0);
    LoadOptions two;
    two.threads = 2;
    const auto a = load(pdf.bytes(), {});
    const auto b = load(pdf.bytes(), two);
    QVERIFY(a && b);
    QCOMPARE(a->text, b->text);
    QCOMPARE(a->pages.size(), b->pages.size());
    for (size_t i = 0; i < a->pages.size(); ++i) {
        QCOMPARE(a->pages[i].words.size(), b->pages[i].words.size());
        for (size_t w = 0; w < a->pages[i].words.size(); ++w) {
            QCOMPARE(a->pages[i].words[w].box, b->pages[i].words[w].box);
            QCOMPARE(a->pages[i].words[w].confidence, b->pages[i].words[w].confidence);
        }
    }
}

void TestPdfDocument::recognisesNoPageTwice()
{
    TinyPdf pdf;
    for (const char *words : {"first sheet", "second sheet", "third sheet"})
        QVERIFY(addScan(pdf, words) > 0);
    MemoryAnswers answers;
    LoadOptions options;
    options.answers = &answers;
    const auto whole = load(pdf.bytes(), options);
    QVERIFY(whole);
    if (!whole->notExamined.isEmpty())
        QSKIP("English text recognition is not installed");
    QCOMPARE(answers.kept, 3);
    const auto again = load(pdf.bytes(), options);
    QVERIFY(again);
    QCOMPARE(answers.kept, 3);
    QCOMPARE(again->text, whole->text);
    for (size_t i = 0; i < whole->pages.size(); ++i)
        QCOMPARE(again->pages[i].words.front().box, whole->pages[i].words.front().box);
    answers.replaceAll("no answer"); // is asked again
    QCOMPARE(load(pdf.bytes(), options)->text, whole->text);
    QCOMPARE(answers.kept, 6);
}

void TestPdfDocument::recognisesOnePageWhenToldTo()
{
    TinyPdf pdf;
    for (const char *words : {"first sheet", "second sheet"})
        QVERIFY(addScan(pdf, words) > 0);
    LoadOptions options;
    options.onlyPage = 1;
    const auto model = load(pdf.bytes(), options);
    QVERIFY(model);
    if (!model->notExamined.isEmpty())
        QSKIP("English text recognition is not installed");
    QCOMPARE(model->text, u"\fsecond sheet"_s);
}

void TestPdfDocument::letsGoOfARecognitionThatCannotBeStopped()
{
    auto engine = OcrEngine::create({u"eng"_s});
    if (!engine)
        QSKIP("English text recognition is not installed");
    // Noise is what the analysis of a layout takes longest for, and it asks nobody whether to stop.
    QImage noise(2000, 2000, QImage::Format_Grayscale8);
    std::mt19937 random(1);
    for (int y = 0; y < noise.height(); ++y) {
        for (int x = 0; x < noise.width(); ++x)
            noise.scanLine(y)[x] = uchar(random() % 4 == 0 ? 0 : 255);
    }
    std::stop_source stop;
    QElapsedTimer sinceStop;
    std::jthread stopper([&] {
        QThread::msleep(100);
        sinceStop.start();
        stop.request_stop();
    });
    const auto words =
        (*engine)->recognise(noise, 150, OcrLayout::Page, JobContext(stop.get_token()));
    stopper.join();
    if (words)
        QSKIP("finished before it could be stopped");
    QCOMPARE(words.error().kind(), ErrorKind::Cancelled);
    qInfo("let go after %lld ms", sinceStop.elapsed());
    // The engine went with the work that is still going on.
    QCOMPARE((*engine)->recognise(noise, 150, OcrLayout::Page, {}).error().kind(),
             ErrorKind::Internal);
}

void TestPdfDocument::saysWhichLanguageIsMissing()
{
    TinyPdf pdf;
    QVERIFY(addScan(pdf, "text") > 0);
    LoadOptions options;
    options.languages = QStringList{u"tlh"_s};
    const auto model = load(pdf.bytes(), options);
    QVERIFY(model);
    QCOMPARE(model->notExamined.size(), 1);
    QVERIFY(model->notExamined[0].why.text().contains(u"tlh"_s));
}

void TestPdfDocument::rendersAnnotationsAndFields()
{
    TinyPdf pdf;
    const int appearance = pdf.addStream("1 0 0 rg 0 0 100 20 re f",
                                         "/Type /XObject /Subtype /Form /BBox [0 0 100 20]");
    const int stamp = pdf.add("<< /Type /Annot /Subtype /Stamp /Rect [100 100 200 120] /F 4 "
                              "/AP << /N " +
                              TinyPdf::ref(appearance) + " >> >>");
    pdf.addPage({}, {}, "/Annots [" + TinyPdf::ref(stamp) + "]");
    const auto source = memorySource(pdf.bytes());
    auto renderer = PageRenderer::openPdf(*source);
    QVERIFY(renderer);
    QCOMPARE((*renderer)->pageCount(), 1);
    const auto image = (*renderer)->render(0, 72, {});
    QVERIFY(image);
    QCOMPARE(image->size(), QSize(300, 200));
    QCOMPARE(image->format(), QImage::Format_RGB888);
    QCOMPARE(image->pixel(150, 90), qRgb(255, 0, 0));
    QCOMPARE(image->pixel(50, 90), qRgb(255, 255, 255));
    QVERIFY(!(*renderer)->render(7, 72, {}));
    const auto huge = (*renderer)->render(0, 72000, {});
    QVERIFY(!huge);
    QCOMPARE(huge.error().kind(), ErrorKind::Limit);
}

QTEST_GUILESS_MAIN(TestPdfDocument)
#include "tst_pdfdocument.moc"
