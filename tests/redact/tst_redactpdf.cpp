// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/docmodel.h"
#include "core/document/ocr.h"
#include "core/redact/redactor.h"
#include "tests/support/shared.h"
#include "tests/support/tempfolder.h"
#include "tests/support/tinymedia.h"
#include "tests/support/tinypdf.h"
#include "tests/support/vectors.h"

#include <QElapsedTimer>
#include <QTest>

using namespace redoubt;
using namespace redoubt::redact;
using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace {

struct Outcome
{
    QByteArray bytes;
    QByteArray unpacked; ///< all streams decoded by qpdf
    QString text;        ///< by pdftotext
    RedactReport report;
    std::optional<ErrorKind> error;
};

Outcome redacted(const QByteArray &bytes, const RedactionPlan &plan,
                 const RedactOptions &options = {})
{
    const TempFolder folder;
    Outcome outcome;
    const auto path = folder / "out.pdf";
    auto output = AtomicOutput::create(path);
    const auto source = memorySource(bytes);
    const auto report = redactPdf(*source, plan, options, **output, {});
    if (!report) {
        outcome.error = report.error().kind();
        return outcome;
    }
    outcome.report = *report;
    std::ignore = (*output)->commit(); // reading it below tells
    outcome.bytes = readFile(path);
    const QString name = QString::fromStdString(path.string());
    const auto flat = folder / "flat.pdf";
    runProgram(u"qpdf"_s, {u"--qdf"_s, u"--object-streams=disable"_s, name,
                           QString::fromStdString(flat.string())});
    outcome.unpacked = readFile(flat);
    outcome.text = QString::fromUtf8(runProgram(u"pdftotext"_s, {u"-layout"_s, name, u"-"_s}));
    return outcome;
}

// Covers every word of the document that reads like @a term.
RedactionPlan planFor(const QByteArray &pdf, const QStringList &terms)
{
    RedactionPlan plan;
    plan.kind = ItemKind::Pdf;
    document::LoadOptions options;
    options.ocr = document::Ocr::Never;
    const auto source = memorySource(pdf);
    const auto model = document::loadPdf(*source, options, {});
    for (const QString &term : terms)
        plan.withheld.append(SensitiveText(term));
    if (!model)
        return plan;
    for (size_t page = 0; page < model->pages.size(); ++page) {
        for (const document::Word &word : model->pages[page].words) {
            const QString text = model->text.mid(word.begin, word.end - word.begin);
            for (const QString &term : terms) {
                if (text.contains(term, Qt::CaseInsensitive))
                    plan.pages.push_back({int(page), {word.box}, u"(b)(6)"_s, FindingType::Custom});
            }
        }
    }
    return plan;
}

QImage rendered(const QByteArray &pdf, int page, double dpi = 72)
{
    const auto source = memorySource(pdf);
    auto renderer = document::PageRenderer::openPdf(*source);
    return renderer ? (*renderer)->render(page, dpi, {}).value_or(QImage()) : QImage();
}

bool holds(const Outcome &outcome, const QByteArray &secret)
{
    const QByteArray text = outcome.text.toUtf8().toLower();
    return outcome.bytes.toLower().contains(secret) ||
           outcome.unpacked.toLower().contains(secret) || text.contains(secret);
}

} // namespace

class TestRedactPdf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void turnsTouchedPagesIntoPictures();
    void copiesOtherPagesWithTheirText();
    void keepsWordsOfEveryScript();
    void readsScansAnewInTheLanguagesOfTheProfile();
    void dropsHiddenPlaces_data();
    void dropsHiddenPlaces();
    void flattensFormsOfOtherPages();
    void followsRotatedPages_data();
    void followsRotatedPages();
    void dropsEarlierRevisions();
    void drawsPagesThatStillHoldWithheldText();
    void copiesNoContentThatIsNotUnderstood_data();
    void copiesNoContentThatIsNotUnderstood();
    void copiesOnlyUsedResources();
    void stripsPicturesOfMetadata();
    void drawsPagesThatHidePartsOfPictures_data();
    void drawsPagesThatHidePartsOfPictures();
    void copiesPagesThatShowAll_data();
    void copiesPagesThatShowAll();
    void sharedPicturesGoAsTheirPagesShowThem();
    void splitsNoRunOfChinese();
    void writesTheSameBytesEveryTime();
    void refusesMarksOnMissingPages();
    void refusesEncryptedAndDynamicForms();
    void stopsWhenCancelled();
    void cleansTheSharedLeakFiles();
    void survivesSharedFiles();
};

void TestRedactPdf::turnsTouchedPagesIntoPictures()
{
    TinyPdf pdf;
    pdf.addPage(TinyPdf::text(50, 150, "Patient Zebrafish was here") +
                "0.8 0.2 0.2 rg 10 10 80 40 re f");
    const QByteArray bytes = pdf.bytes();
    const RedactionPlan plan = planFor(bytes, {u"Zebrafish"_s});
    QCOMPARE(plan.pages.size(), size_t(1));
    const Outcome outcome = redacted(bytes, plan);
    QVERIFY(!outcome.error);
    QCOMPARE(outcome.report.rasterisedPages, QList<int>{0});
    QCOMPARE(outcome.report.pageCount, 1);
    QVERIFY(!holds(outcome, "zebrafish"));
    for (const char *word : {"Patient", "was", "here", "(b)(6)"})
        QVERIFY2(outcome.text.contains(QString::fromLatin1(word)), word);
    const QImage image = rendered(outcome.bytes, 0, 144);
    const PageRect box = plan.pages[0].rects[0];
    QCOMPARE(image.size(), QSize(600, 400));
    const QPoint corner(int(box.x * 2) + 1, int(box.y * 2) + 1);
    QCOMPARE(image.pixel(corner), qRgb(0, 0, 0));
    QCOMPARE(image.pixel(int(box.right() * 2) - 2, int(box.bottom() * 2) - 2), qRgb(0, 0, 0));
    QVERIFY(qRed(image.pixel(100, 360)) > 150); // the red box below is still there
}

void TestRedactPdf::copiesOtherPagesWithTheirText()
{
    TinyPdf pdf("/Lang (en)");
    pdf.addPage(TinyPdf::text(50, 150, "Zebrafish"));
    pdf.addPage("/Span << /ActualText (Zebrafish) >> BDC " + TinyPdf::text(50, 100, "plain page") +
                " EMC 0 0 1 rg 200 20 40 40 re f");
    const QByteArray bytes = pdf.bytes();
    const Outcome outcome = redacted(bytes, planFor(bytes, {u"Zebrafish"_s}));
    QVERIFY(!outcome.error);
    QVERIFY(!holds(outcome, "zebrafish"));
    QVERIFY(outcome.text.contains(u"plain page"_s));
    QCOMPARE(outcome.report.rasterisedPages, QList<int>{0});
    QCOMPARE(rendered(outcome.bytes, 1), rendered(bytes, 1));
    QVERIFY(!outcome.unpacked.contains("ActualText"));
    QVERIFY(!outcome.unpacked.contains("/Lang"));
}

void TestRedactPdf::keepsWordsOfEveryScript()
{
    // A font that says by ToUnicode which letters it shows, high ones included.
    TinyPdf pdf;
    const int map = pdf.addStream(
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> "
        "endcodespacerange 3 beginbfchar <41> <5F20> <42> <042F> <43> <D83DDE00> endbfchar "
        "endcmap end");
    const int font = pdf.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode " +
                             TinyPdf::ref(map) + " >>");
    pdf.addPage("BT /F2 14 Tf 50 100 Td (A) Tj 40 0 Td (B) Tj 40 0 Td (C) Tj ET " +
                    TinyPdf::text(50, 150, "Zebrafish caf\xe9"),
                {}, "/Dummy 0");
    Q_UNUSED(font);
    QByteArray bytes = pdf.bytes();
    bytes.replace("/Font << /F1 3 0 R >>", "/Font << /F1 3 0 R /F2 " + TinyPdf::ref(font) + " >>");
    const Outcome outcome = redacted(bytes, planFor(bytes, {u"Zebrafish"_s}));
    QVERIFY(!outcome.error);
    QVERIFY(!holds(outcome, "zebrafish"));
    for (const QString &word : {u"张"_s, u"Я"_s, u"😀"_s, u"café"_s})
        QVERIFY2(outcome.text.contains(word), qPrintable(word));
}

void TestRedactPdf::dropsHiddenPlaces_data()
{
    QTest::addColumn<QByteArray>("catalog");
    QTest::addColumn<QByteArray>("object4");
    QTest::addColumn<QByteArray>("pageExtra");
    QTest::addColumn<QByteArray>("content");
    const QByteArray none;
    const QByteArray empty = "<< >>";
    QTest::newRow("attachment")
        << QByteArray("/Names << /EmbeddedFiles << /Names [(zebrafish.txt) 4 0 R] >> >>")
        << QByteArray("<< /Type /Filespec /F (zebrafish.txt) >>") << none << none;
    QTest::newRow("script") << QByteArray("/OpenAction << /S /JavaScript /JS (zebrafish) >>")
                            << empty << none << none;
    QTest::newRow("outline") << QByteArray("/Outlines << /First 4 0 R /Last 4 0 R >>")
                             << QByteArray("<< /Title (zebrafish) >>") << none << none;
    QTest::newRow("xmp") << QByteArray("/Metadata 4 0 R")
                         << QByteArray("<< /Length 9 >>\nstream\nzebrafish\nendstream") << none
                         << none;
    QTest::newRow("structure tree")
        << QByteArray("/StructTreeRoot << /K << /S /Span /Alt (zebrafish) >> >>") << empty << none
        << none;
    QTest::newRow("piece info") << none << empty << QByteArray("/PieceInfo << /A (zebrafish) >>")
                                << none;
    QTest::newRow("comment") << none
                             << QByteArray("<< /Type /Annot /Subtype /Text /Rect [9 9 20 20] "
                                           "/Contents (zebrafish) >>")
                             << QByteArray("/Annots [4 0 R]") << none;
    QTest::newRow("link") << none
                          << QByteArray("<< /Type /Annot /Subtype /Link /Rect [9 9 20 20] "
                                        "/A << /S /URI /URI (mailto:zebrafish@x.org) >> >>")
                          << QByteArray("/Annots [4 0 R]") << none;
    QTest::newRow("field value") << QByteArray("/AcroForm << /Fields [4 0 R] >>")
                                 << QByteArray("<< /FT /Tx /T (f) /DV (zebrafish) /Subtype "
                                               "/Widget /Rect [9 9 90 30] >>")
                                 << QByteArray("/Annots [4 0 R]") << none;
    QTest::newRow("invisible text")
        << none << empty << none << "q 3 Tr " + TinyPdf::text(50, 90, "zebrafish") + " Q";
    QTest::newRow("off layer") << QByteArray("/OCProperties << /OCGs [4 0 R] /D << /OFF [4 0 R] "
                                             ">> >>")
                               << QByteArray("<< /Type /OCG /Name (zebrafish) >>") << none
                               << "/OC /L BDC " + TinyPdf::text(50, 90, "zebrafish") + " EMC";
    QTest::newRow("text off the page")
        << none << empty << none << TinyPdf::text(50, -90, "zebrafish");
    QTest::newRow("comment in content") << none << empty << none << QByteArray("% zebrafish\n");
    QTest::newRow("mark property")
        << none << empty << none << QByteArray("/Span << /E (zebrafish) >> DP\n");
}

void TestRedactPdf::dropsHiddenPlaces()
{
    QFETCH(QByteArray, catalog);
    QFETCH(QByteArray, object4);
    QFETCH(QByteArray, pageExtra);
    QFETCH(QByteArray, content);
    TinyPdf pdf(catalog);
    QCOMPARE(pdf.add(object4), 4);
    pdf.addPage(TinyPdf::text(50, 150, "public words") + content, "/Properties << /L 4 0 R >>",
                pageExtra);
    const int info = pdf.add("<< /Title (zebrafish) >>");
    // Nothing is marked: hidden things go anyway.
    const Outcome outcome = redacted(pdf.bytes("/Info " + TinyPdf::ref(info)), {});
    QVERIFY(!outcome.error);
    QVERIFY(!holds(outcome, "zebrafish"));
    QVERIFY(outcome.text.contains(u"public words"_s));
}

void TestRedactPdf::flattensFormsOfOtherPages()
{
    TinyPdf pdf("/AcroForm << /Fields [5 0 R] >>");
    pdf.addStream("/Tx BMC q BT /F1 12 Tf 2 5 Td (filled in) Tj ET Q EMC",
                  "/Type /XObject /Subtype /Form /BBox [0 0 100 20] "
                  "/Resources << /Font << /F1 3 0 R >> >>");
    pdf.add("<< /Type /Annot /Subtype /Widget /FT /Tx /T (f) /V (filled in) /F 4 "
            "/Rect [20 20 120 40] /AP << /N 4 0 R >> >>");
    pdf.addPage(TinyPdf::text(50, 150, "form"), {}, "/Annots [5 0 R]");
    const QByteArray bytes = pdf.bytes();
    const Outcome outcome = redacted(bytes, {});
    QVERIFY(!outcome.error);
    QVERIFY(outcome.report.rasterisedPages.isEmpty());
    QVERIFY(outcome.text.contains(u"filled in"_s));
    QVERIFY(!outcome.unpacked.contains("/Annot"));
    QVERIFY(!outcome.unpacked.contains("/AcroForm"));
    QCOMPARE(rendered(outcome.bytes, 0), rendered(bytes, 0));
}

void TestRedactPdf::followsRotatedPages_data()
{
    QTest::addColumn<int>("rotate");
    for (const int rotate : {0, 90, 180, 270})
        QTest::addRow("%d", rotate) << rotate;
}

void TestRedactPdf::followsRotatedPages()
{
    QFETCH(int, rotate);
    TinyPdf pdf;
    pdf.addPage(TinyPdf::text(50, 150, "Zebrafish") + TinyPdf::text(50, 50, "stays"), {},
                "/Rotate " + QByteArray::number(rotate) +
                    " /MediaBox [10 20 310 220] /CropBox [20 30 300 210]");
    const QByteArray bytes = pdf.bytes();
    const RedactionPlan plan = planFor(bytes, {u"Zebrafish"_s});
    QCOMPARE(plan.pages.size(), size_t(1));
    const Outcome outcome = redacted(bytes, plan);
    QVERIFY(!outcome.error);
    QVERIFY(!holds(outcome, "zebrafish"));
    QVERIFY(outcome.text.contains(u"stays"_s));
    const QImage before = rendered(bytes, 0);
    const QImage after = rendered(outcome.bytes, 0);
    QCOMPARE(after.size(), before.size());
    const PageRect box = plan.pages[0].rects[0];
    QCOMPARE(after.pixel(int(box.x + 1), int(box.y + 1)), qRgb(0, 0, 0));
}

void TestRedactPdf::dropsEarlierRevisions()
{
    TinyPdf pdf;
    pdf.addPage(TinyPdf::text(50, 150, "final words"));
    QByteArray bytes = pdf.bytes();
    // An earlier content of the page that a later revision replaced, and bytes behind the end.
    const qsizetype xref = bytes.lastIndexOf("startxref\n") + 10;
    const QByteArray previous = bytes.mid(xref, bytes.indexOf('\n', xref) - xref);
    bytes.replace("final words", "zebrafish!!");
    const qsizetype at = bytes.size();
    const QByteArray content = TinyPdf::text(50, 150, "final words");
    bytes += "4 0 obj\n<< /Length " + QByteArray::number(content.size()) + " >>\nstream\n" +
             content + "\nendstream\nendobj\n";
    const qsizetype start = bytes.size();
    bytes += "xref\n4 1\n" + QByteArray::number(at).rightJustified(10, '0') +
             " 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev " + previous + " >>\nstartxref\n" +
             QByteArray::number(start) + "\n%%EOF\nzebrafish";
    const Outcome outcome = redacted(bytes, {});
    QVERIFY(!outcome.error);
    QVERIFY(outcome.text.contains(u"final words"_s));
    QVERIFY(!holds(outcome, "zebrafish"));
    QCOMPARE(outcome.bytes.count("startxref"), 1);
}

void TestRedactPdf::drawsPagesThatStillHoldWithheldText()
{
    TinyPdf pdf;
    pdf.addPage(TinyPdf::text(50, 150, "ZEBRA-FISH 77") + TinyPdf::text(50, 100, "other"));
    RedactionPlan plan;
    plan.withheld.append(SensitiveText(u"zebra fish"_s));
    const Outcome outcome = redacted(pdf.bytes(), plan);
    QVERIFY(!outcome.error);
    QCOMPARE(outcome.report.rasterisedPages, QList<int>{0});
    QVERIFY(!outcome.text.contains(u"ZEBRA"_s));
    QVERIFY(outcome.text.contains(u"other"_s));
    // A short withheld text counts as a whole word only.
    plan.withheld = {SensitiveText(u"77"_s)};
    QVERIFY(!redacted(pdf.bytes(), plan).text.contains(u"77"_s));
    plan.withheld = {SensitiveText(u"7"_s)};
    QVERIFY(redacted(pdf.bytes(), plan).report.rasterisedPages.isEmpty());
}

void TestRedactPdf::copiesNoContentThatIsNotUnderstood_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("unknown operator") << QByteArray("1 2 frob");
    QTest::newRow("missing resource") << QByteArray("/Nothing Do");
    QTest::newRow("PostScript XObject") << QByteArray("/Ps Do");
    QTest::newRow("form inside itself") << QByteArray("/Loop Do");
    QTest::newRow("Type 3 font") << QByteArray("BT /T3 10 Tf 10 10 Td (a) Tj ET");
    QTest::newRow("ends inside an array") << QByteArray("[ 1 2");
}

void TestRedactPdf::copiesNoContentThatIsNotUnderstood()
{
    QFETCH(QByteArray, content);
    TinyPdf pdf;
    const int script = pdf.addStream("zebrafish", "/Type /XObject /Subtype /PS");
    const int loop = pdf.next();
    pdf.addStream("/Loop Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << "
                              "/XObject << /Loop " +
                                  TinyPdf::ref(loop) + " >> >>");
    const int glyph = pdf.addStream("500 0 d0 0 0 500 500 re f");
    const int font = pdf.add("<< /Type /Font /Subtype /Type3 /FontBBox [0 0 500 500] /FontMatrix "
                             "[.001 0 0 .001 0 0] /FirstChar 97 /LastChar 97 /Widths [500] "
                             "/Encoding << /Differences [97 /a] >> /CharProcs << /a " +
                             TinyPdf::ref(glyph) + " >> >>");
    pdf.addPage(TinyPdf::text(50, 150, "kept") + content,
                "/XObject << /Ps " + TinyPdf::ref(script) + " /Loop " + TinyPdf::ref(loop) + " >>");
    QByteArray bytes = pdf.bytes();
    bytes.replace("/Font << /F1 3 0 R >>", "/Font << /F1 3 0 R /T3 " + TinyPdf::ref(font) + " >>");
    const Outcome outcome = redacted(bytes, {});
    QVERIFY(!outcome.error);
    QCOMPARE(outcome.report.rasterisedPages, QList<int>{0});
    QVERIFY(outcome.text.contains(u"kept"_s));
    QVERIFY(!holds(outcome, "zebrafish"));
}

void TestRedactPdf::copiesOnlyUsedResources()
{
    TinyPdf pdf;
    const int used = pdf.addStream(TinyPdf::text(10, 10, "in a form"),
                                   "/Type /XObject /Subtype /Form /BBox [0 0 300 200] "
                                   "/Resources << /Font << /F1 3 0 R >> >>");
    const int unused = pdf.addStream("(zebrafish) pop", "/Type /XObject /Subtype /Form");
    pdf.addPage("/ZebrafishForm Do", "/XObject << /ZebrafishForm " + TinyPdf::ref(used) +
                                         " /Other " + TinyPdf::ref(unused) + " >>");
    const Outcome outcome = redacted(pdf.bytes(), {});
    QVERIFY(!outcome.error);
    QVERIFY(outcome.report.rasterisedPages.isEmpty());
    QVERIFY(outcome.text.contains(u"in a form"_s));
    QVERIFY(!holds(outcome, "zebrafish"));
}

void TestRedactPdf::stripsPicturesOfMetadata()
{
    const TempFolder folder;
    const auto path =
        runFfmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc=size=64x48"_s, u"-frames:v"_s, u"1"_s},
                  folder / "a.jpg");
    runProgram(u"exiftool"_s, {u"-q"_s, u"-overwrite_original"_s, u"-Artist=zebrafish"_s,
                               QString::fromStdString(path.string())});
    const QByteArray jpeg = readFile(path) + "zebrafish";
    QVERIFY(jpeg.count("zebrafish") >= 2);
    TinyPdf pdf;
    const int image = pdf.addStream(jpeg, "/Type /XObject /Subtype /Image /Width 64 /Height 48 "
                                          "/ColorSpace /DeviceRGB /BitsPerComponent 8 "
                                          "/Filter /DCTDecode");
    pdf.addPage("q 64 0 0 48 10 10 cm /Im Do Q", "/XObject << /Im " + TinyPdf::ref(image) + " >>");
    const QByteArray bytes = pdf.bytes();
    const Outcome outcome = redacted(bytes, {});
    QVERIFY(!outcome.error);
    QVERIFY(outcome.report.rasterisedPages.isEmpty());
    QVERIFY(!holds(outcome, "zebrafish"));
    QCOMPARE(rendered(outcome.bytes, 0), rendered(bytes, 0));
}

namespace {

// A picture of 300 by 200 samples with words in its upper and its lower half.
QByteArray twoHalves()
{
    TinyPdf pdf;
    pdf.addPage(TinyPdf::text(20, 150, "Public upper half", 20) +
                TinyPdf::text(20, 50, "zebrafish below", 20));
    const QImage page = rendered(pdf.bytes(), 0).convertToFormat(QImage::Format_Grayscale8);
    QByteArray samples;
    for (int y = 0; y < page.height(); ++y)
        samples.append(reinterpret_cast<const char *>(page.constScanLine(y)), page.width());
    return samples;
}

const QByteArray kPicture = "/Type /XObject /Subtype /Image /Width 300 /Height 200 "
                            "/ColorSpace /DeviceGray /BitsPerComponent 8 ";

// A page that uses the picture; "/Half" masks its lower half, "/Soft" fades its edges.
QByteArray pageWith(const QByteArray &content)
{
    TinyPdf pdf;
    QByteArray half(300 * 100, '\xff');
    half += QByteArray(300 * 100, '\0');
    const int halfMask = pdf.addStream(half, kPicture);
    QByteArray edges(300 * 200, '\xff');
    for (int x = 0; x < 300; ++x)
        edges[x] = edges[199 * 300 + x] = '\x40';
    const int softMask = pdf.addStream(edges, kPicture);
    const QByteArray samples = twoHalves();
    const int plain = pdf.addStream(samples, kPicture);
    const int masked = pdf.addStream(samples, kPicture + "/SMask " + TinyPdf::ref(halfMask));
    const int soft = pdf.addStream(samples, kPicture + "/SMask " + TinyPdf::ref(softMask));
    // A stencil: what is ink in the picture is painted.
    QByteArray bits(38 * 200, '\xff');
    for (int i = 0; i < 300 * 200; ++i) {
        if (uchar(samples[i]) < 128)
            bits[(i / 300) * 38 + (i % 300) / 8] =
                char(bits[(i / 300) * 38 + (i % 300) / 8] & ~(0x80 >> (i % 300 % 8)));
    }
    const int stencil = pdf.addStream(bits, "/Type /XObject /Subtype /Image /Width 300 /Height 200 "
                                            "/ImageMask true /BitsPerComponent 1 ");
    const int text = pdf.addStream(samples, kPicture + "/Decode [1 0] ");
    const QByteArray white(300 * 200, '\xff');
    const int paper = pdf.addStream(white, kPicture + "/SMask " + TinyPdf::ref(text));
    const int see = pdf.add("<< /Type /ExtGState /ca 0.5 >>");
    pdf.addPage(content, "/XObject << /Im " + TinyPdf::ref(plain) + " /Half " +
                             TinyPdf::ref(masked) + " /Soft " + TinyPdf::ref(soft) + " /Stencil " +
                             TinyPdf::ref(stencil) + " /Paper " + TinyPdf::ref(paper) +
                             " >> /ExtGState << /See " + TinyPdf::ref(see) + " >>");
    return pdf.bytes();
}

// Letters without a font: the outline of an "S" of ten points, often.
QByteArray curves(int x, int y)
{
    QByteArray out = "0 g ";
    for (int i = 0; i < 12; ++i)
        out += "q 1 0 0 1 " + QByteArray::number(x + 8 * i) + ' ' + QByteArray::number(y) +
               " cm 0 2 m 3 -1 6 1 6 3 c 6 6 1 4 1 7 c 1 9 5 9 6 7 c 5 10 0 10 0 7 c 0 3 5 5 5 3 c "
               "5 1 2 1 0 3 c h f Q ";
    return out;
}

} // namespace

void TestRedactPdf::drawsPagesThatHidePartsOfPictures_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, const QByteArray &content) {
        QTest::newRow(name) << pageWith(content + TinyPdf::text(5, 5, "text"));
    };
    row("cut off by a clip", "q 0 100 300 100 re W n 300 0 0 200 0 0 cm /Im Do Q ");
    row("cut off by a round clip",
        "q 0 110 m 150 300 300 110 300 110 c h W n 300 0 0 200 0 0 cm /Im Do Q ");
    row("under a black box", "q 300 0 0 200 0 0 cm /Im Do Q 0 g 0 0 300 100 re f ");
    row("under a white box", "q 300 0 0 200 0 0 cm /Im Do Q 1 g 0 0 300 100 re f ");
    row("under another picture", "q 300 0 0 200 0 0 cm /Im Do Q q 300 0 0 100 0 0 cm /Soft Do Q ");
    row("half off the page", "q 300 0 0 200 0 -100 cm /Im Do Q ");
    row("wholly off the page", "q 300 0 0 200 400 0 cm /Im Do Q ");
    row("clipped to nothing", "q 0 0 0 0 re W n 300 0 0 200 0 0 cm /Im Do Q ");
    row("under a soft mask", "q 300 0 0 200 0 0 cm /Half Do Q ");
    row("stencil in white", "q 1 g 300 0 0 200 0 0 cm /Stencil Do Q ");
    row("stencil cut off", "q 0 100 300 100 re W n 300 0 0 200 0 0 cm /Stencil Do Q ");
    row("white paper through a mask of letters", "q 300 0 0 200 0 0 cm /Paper Do Q ");
    row("inside of text as a clip",
        "q BT 7 Tr /F1 40 Tf 10 120 Td (Up) Tj ET 300 0 0 200 0 0 cm /Im Do Q ");
    row("curves off the page", curves(320, 100));
    row("curves in white", "q " + QByteArray(curves(20, 100)).replace("0 g", "1 g") + " Q ");
    row("curves under a box", curves(20, 100) + "0 g 10 90 200 40 re f ");
    for (const char *name : {"cropped-picture", "picture-under-black-box"})
        QTest::newRow(name) << vectorFile(u"pdf/"_s + QLatin1StringView(name) + u".pdf"_s);
}

void TestRedactPdf::drawsPagesThatHidePartsOfPictures()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!bytes.isEmpty());
    const Outcome outcome = redacted(bytes, {});
    QVERIFY(!outcome.error);
    QCOMPARE(outcome.report.rasterisedPages, QList<int>{0});
    QVERIFY(!outcome.text.trimmed().isEmpty()); // its words stay
}

void TestRedactPdf::copiesPagesThatShowAll_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, const QByteArray &content) {
        QTest::newRow(name) << pageWith(content + TinyPdf::text(5, 5, "text"));
    };
    row("whole page", "q 300 0 0 200 0 0 cm /Im Do Q ");
    row("clipped to its own size", "q 10 10 150 100 re W n 150 0 0 100 10 10 cm /Im Do Q ");
    row("turned", "q 0 100 -150 0 200 20 cm /Im Do Q ");
    row("faded edges", "0.3 g 0 0 300 200 re f q 300 0 0 200 0 0 cm /Soft Do Q ");
    row("under a veil", "q 300 0 0 200 0 0 cm /Im Do Q q /See gs 0.5 g 0 0 300 200 re f Q ");
    row("under words and rules", "q 300 0 0 200 0 0 cm /Im Do Q " +
                                     TinyPdf::text(20, 100, "Words over it", 24) +
                                     "0 0 m 300 200 l S ");
    row("over a box", "0.8 g 0 0 300 200 re f q 150 0 0 100 10 10 cm /Im Do Q ");
    row("paper around it is cut", "q 0 20 300 160 re W n 300 0 0 200 0 0 cm /Im Do Q ");
    row("stencil", "q 0 0 1 rg 300 0 0 200 0 0 cm /Stencil Do Q ");
    row("curves", curves(20, 100));
    row("curves on dark ground",
        "0 g 0 90 300 40 re f " + QByteArray(curves(20, 100)).replace("0 g", "1 g") + "0 g ");
}

void TestRedactPdf::copiesPagesThatShowAll()
{
    QFETCH(QByteArray, bytes);
    const Outcome outcome = redacted(bytes, {});
    QVERIFY(!outcome.error);
    QVERIFY(outcome.report.rasterisedPages.isEmpty());
}

void TestRedactPdf::sharedPicturesGoAsTheirPagesShowThem()
{
    // The first page shows all of the picture and keeps it; the second shows a half.
    TinyPdf pdf;
    const int image = pdf.addStream(twoHalves(), kPicture);
    const QByteArray resources = "/XObject << /Im " + TinyPdf::ref(image) + " >>";
    pdf.addPage("q 300 0 0 200 0 0 cm /Im Do Q", resources);
    pdf.addPage("q 0 100 300 100 re W n 300 0 0 200 0 0 cm /Im Do Q", resources);
    const Outcome outcome = redacted(pdf.bytes(), {});
    QVERIFY(!outcome.error);
    QCOMPARE(outcome.report.rasterisedPages, QList<int>{1});
}

void TestRedactPdf::splitsNoRunOfChinese()
{
    const QByteArray bytes = vectorFile(u"pdf/chinese-paragraph.pdf"_s);
    const Outcome outcome = redacted(bytes, planFor(bytes, {u"伟"_s}));
    QVERIFY(!outcome.error);
    QVERIFY(outcome.text.contains(u"住在北京市朝阳区，电话是13812345678。他的妻子叫李娜"_s));
    QVERIFY(!outcome.text.contains(u"伟"_s));
}

void TestRedactPdf::writesTheSameBytesEveryTime()
{
    TinyPdf pdf;
    for (int i = 0; i < 5; ++i)
        pdf.addPage(TinyPdf::text(50, 150, "Zebrafish page") + TinyPdf::text(50, 90, "more"));
    const QByteArray bytes = pdf.bytes();
    const RedactionPlan plan = planFor(bytes, {u"Zebrafish"_s});
    RedactOptions one;
    one.threads = 1;
    RedactOptions three;
    three.threads = 3;
    QCOMPARE(redacted(bytes, plan, one).bytes, redacted(bytes, plan, three).bytes);
}

void TestRedactPdf::refusesMarksOnMissingPages()
{
    TinyPdf pdf;
    pdf.addPage({});
    RedactionPlan plan;
    plan.pages.push_back({1, {PageRect{1, 1, 5, 5}}, {}, FindingType::Custom});
    QCOMPARE(redacted(pdf.bytes(), plan).error, ErrorKind::Invalid);
    plan.pages[0] = {0, {PageRect{1, 1, 0, 5}}, {}, FindingType::Custom};
    QCOMPARE(redacted(pdf.bytes(), plan).error, ErrorKind::Invalid);
}

void TestRedactPdf::refusesEncryptedAndDynamicForms()
{
    TinyPdf pdf("/NeedsRendering true /AcroForm << /Fields [] /XFA (x) >>");
    pdf.addPage(TinyPdf::text(50, 150, "Please wait..."));
    QCOMPARE(redacted(pdf.bytes(), {}).error, ErrorKind::Unsupported);
    TinyPdf locked;
    locked.addPage({});
    const QByteArray zeros(64, '0');
    QCOMPARE(redacted(locked.bytes("/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
                                   "/O <" +
                                   zeros + "> /U <" + zeros + "> >>"),
                      {})
                 .error,
             ErrorKind::Encrypted);
}

void TestRedactPdf::readsScansAnewInTheLanguagesOfTheProfile()
{
    if (!document::OcrEngine::create({u"eng"_s}))
        QSKIP("English text recognition is not installed");
    TinyPdf printed;
    printed.addPage(TinyPdf::text(30, 100, "Wonderful harbour", 24));
    // Searchable by hidden text, which is not kept, as nobody sees what it says.
    TinyPdf pdf;
    pdf.addScan(rendered(printed.bytes(), 0, 150),
                "q 3 Tr " + TinyPdf::text(30, 100, "Wonderful harbour", 24) + " Q");
    RedactOptions options;
    const Outcome english = redacted(pdf.bytes(), {}, options);
    QVERIFY(!english.error);
    QVERIFY(english.text.contains(u"Wonderful"_s));
    options.ocrLanguages = QStringList{u"tlh"_s}; // not installed: a picture alone is safe
    const Outcome none = redacted(pdf.bytes(), {}, options);
    QVERIFY(!none.error);
    QVERIFY(none.text.trimmed().isEmpty());
}

void TestRedactPdf::stopsWhenCancelled()
{
    TinyPdf pdf;
    pdf.addPage({});
    const TempFolder folder;
    std::stop_source stop;
    stop.request_stop();
    auto output = AtomicOutput::create(folder / "out.pdf");
    const auto source = memorySource(pdf.bytes());
    const auto report = redactPdf(*source, {}, {}, **output, JobContext(stop.get_token()));
    QVERIFY(!report);
    QCOMPARE(int(report.error().kind()), int(ErrorKind::Cancelled));
}

void TestRedactPdf::cleansTheSharedLeakFiles()
{
    REDOUBT_REQUIRE_SHARED();
    // Their secret, by the manifest: the name and the number of a person who does not exist.
    for (const char *name : {"t01-plain-tj.pdf", "t06-invisible-tr3.pdf"}) {
        const QByteArray bytes = readFile(*sharedFolder() / "media/pdf-leaks" / name);
        document::LoadOptions options;
        options.ocr = document::Ocr::Never;
        const auto source = memorySource(bytes);
        const auto model = document::loadPdf(*source, options, {});
        QVERIFY(model && !model->pages.empty());
        RedactionPlan plan;
        plan.pages.push_back(
            {0,
             {PageRect{0, 0, model->pages[0].size.width(), model->pages[0].size.height()}},
             {},
             FindingType::Custom});
        const Outcome outcome = redacted(bytes, plan);
        QVERIFY(!outcome.error);
        QVERIFY(outcome.text.trimmed().isEmpty());
    }
}

void TestRedactPdf::survivesSharedFiles()
{
    REDOUBT_REQUIRE_SHARED();
    int written = 0;
    for (const char *folder : {"media/pdf", "media/malformed"}) {
        for (const auto &entry : std::filesystem::directory_iterator(*sharedFolder() / folder)) {
            const QByteArray bytes = readFile(entry.path());
            if (!bytes.left(1024).contains("%PDF") || bytes.size() > 1'000'000)
                continue;
            const TempFolder out;
            auto output = AtomicOutput::create(out / "out.pdf");
            const auto source = memorySource(bytes);
            RedactionPlan plan;
            plan.pages.push_back({0, {PageRect{20, 20, 50, 20}}, u"(b)(6)"_s, FindingType::Face});
            RedactOptions options;
            options.pageDpi = 60;
            QElapsedTimer timer;
            timer.start();
            const auto report = redactPdf(*source, plan, options, **output, {});
            QVERIFY2(timer.elapsed() < 60000, entry.path().filename().c_str());
            if (!report)
                continue;
            QVERIFY((*output)->commit());
            ++written;
            const auto copy = memorySource(readFile(out / "out.pdf"));
            auto renderer = document::PageRenderer::openPdf(*copy);
            QVERIFY2(renderer.has_value(), entry.path().filename().c_str());
            QCOMPARE((*renderer)->pageCount(), report->pageCount);
        }
    }
    QVERIFY(written > 30);
}

QTEST_GUILESS_MAIN(TestRedactPdf)
#include "tst_redactpdf.moc"
