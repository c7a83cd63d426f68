// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/verify/outputs.h"

#include <QPainter>
#include <QStringEncoder>
#include <QTest>

#include <map>

using namespace Qt::StringLiterals;
using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::verify;

namespace {

/// A PDF written by hand: object bodies by number, in one revision.
class Pdf
{
public:
    int add(const QByteArray &body)
    {
        m_bodies.append(body);
        return int(m_bodies.size());
    }
    int addStream(const QByteArray &data, const QByteArray &entries = {}, bool packed = true)
    {
        const QByteArray bytes = packed ? deflated(data) : data;
        QByteArray head = "<< /Length " + QByteArray::number(bytes.size()) + ' ' + entries;
        if (packed)
            head += " /Filter /FlateDecode";
        return add(head + " >>\nstream\n" + bytes + "\nendstream");
    }
    void replace(int number, const QByteArray &body) { m_bodies[number - 1] = body; }
    QByteArray written(const QByteArray &trailer = {}) const
    {
        QByteArray out = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";
        QByteArray table = "0000000000 65535 f \n";
        for (qsizetype i = 0; i < m_bodies.size(); ++i) {
            table += QByteArray::number(out.size()).rightJustified(10, '0') + " 00000 n \n";
            out += QByteArray::number(i + 1) + " 0 obj\n" + m_bodies[i] + "\nendobj\n";
        }
        const QByteArray count = QByteArray::number(m_bodies.size() + 1);
        const QByteArray start = QByteArray::number(out.size());
        return out + "xref\n0 " + count + '\n' + table + "trailer\n<< /Size " + count +
               " /Root 1 0 R " + trailer + " >>\nstartxref\n" + start + "\n%%EOF\n";
    }
    static QByteArray deflated(const QByteArray &data) { return qCompress(data).mid(4); }

private:
    QList<QByteArray> m_bodies;
};

const PageRect kBox{100, 200, 120, 30}; // displayed points of a 400 x 500 page

/// What one made page holds; the defaults are a clean release.
struct Page
{
    QByteArray content; // after the picture
    QByteArray pageEntries;
    QByteArray catalogEntries;
    QByteArray trailer;
    bool maskInPicture = true;
    bool upsideDown = false;
    QByteArray covering = {}; // drawn on top
    std::function<void(Pdf &)> more;
};

QImage paper(bool masked)
{
    QImage image(800, 1000, QImage::Format_RGB888);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setPen(Qt::black);
    painter.setFont(QFont(u"DejaVu Sans"_s, 22));
    painter.drawText(QRect(100, 100, 600, 60), Qt::AlignLeft, u"Report of the day"_s);
    painter.drawText(QRect(204, 404, 240, 60), Qt::AlignLeft | Qt::AlignTop, u"Jane Roe"_s);
    if (masked)
        painter.fillRect(196, 396, 250, 70, Qt::black);
    return image;
}

QByteArray made(const Page &page = {})
{
    Pdf pdf;
    pdf.add("<< /Type /Catalog /Pages 2 0 R " + page.catalogEntries + " >>");
    pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    pdf.add("");
    const QImage sheet = paper(page.maskInPicture);
    const QByteArray jpeg =
        encoded(page.upsideDown ? sheet.mirrored(true, true) : sheet, "jpeg", 85);
    const int picture =
        pdf.addStream(jpeg,
                      "/Type /XObject /Subtype /Image /Width 800 /Height 1000 /BitsPerComponent 8"
                      " /ColorSpace /DeviceRGB /Filter /DCTDecode",
                      false);
    const int font = pdf.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    const int content = pdf.addStream("q 400 0 0 500 0 0 cm /Im Do Q\n"
                                      "BT 3 Tr /F 11 Tf 50 440 Td (Report of the day) Tj ET\n" +
                                      page.content + page.covering);
    pdf.replace(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 500] /Contents " +
                       QByteArray::number(content) + " 0 R /Resources << /XObject << /Im " +
                       QByteArray::number(picture) + " 0 R >> /Font << /F " +
                       QByteArray::number(font) + " 0 R >> >> " + page.pageEntries + " >>");
    if (page.more)
        page.more(pdf);
    return pdf.written(page.trailer);
}

Expectation expecting()
{
    Expectation expectation;
    expectation.kind = ItemKind::Pdf;
    expectation.boxes.push_back({0, {}, kBox, true});
    expectation.withheld = secrets({u"Jane Roe"_s, u"123-45-6789"_s});
    expectation.pageCount = 1;
    return expectation;
}

VerifyOptions withoutOcr()
{
    VerifyOptions options;
    options.ocr = false;
    return options;
}

/// A page of 400 by 500 points that was copied, with a picture of two lines of text on it.
QByteArray withPicture(const QByteArray &content)
{
    Pdf pdf;
    pdf.add("<< /Type /Catalog /Pages 2 0 R >>");
    pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    pdf.add("");
    QImage image(400, 200, QImage::Format_RGB888);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setPen(Qt::black);
    painter.setFont(QFont(u"DejaVu Sans"_s, 20));
    painter.drawText(20, 60, u"Public upper half"_s);
    painter.drawText(20, 160, u"somebody below"_s);
    painter.end();
    const QImage grey = image.convertToFormat(QImage::Format_Grayscale8);
    QByteArray samples;
    QByteArray bits(50 * 200, '\0'); // of a stencil: set where there is no ink
    for (int y = 0; y < 200; ++y) {
        samples.append(reinterpret_cast<const char *>(grey.constScanLine(y)), 400);
        for (int x = 0; x < 400; ++x) {
            if (grey.constScanLine(y)[x] > 128)
                bits[50 * y + x / 8] = char(bits[50 * y + x / 8] | (0x80 >> (x % 8)));
        }
    }
    const QByteArray entries = "/Type /XObject /Subtype /Image /Width 400 /Height 200 "
                               "/BitsPerComponent 8 /ColorSpace /DeviceGray ";
    const auto ref = [](int number) { return QByteArray::number(number) + " 0 R"; };
    QByteArray half(400 * 100, '\xff');
    half += QByteArray(400 * 100, '\0');
    const int halfMask = pdf.addStream(half, entries);
    const int letters = pdf.addStream(samples, entries + "/Decode [1 0] ");
    const int plain = pdf.addStream(samples, entries);
    const int masked = pdf.addStream(samples, entries + "/SMask " + ref(halfMask));
    const int white =
        pdf.addStream(QByteArray(400 * 200, '\xff'), entries + "/SMask " + ref(letters));
    const int stencil = pdf.addStream(bits, "/Type /XObject /Subtype /Image /Width 400 /Height 200 "
                                            "/BitsPerComponent 1 /ImageMask true ");
    const int form = pdf.addStream("q 0 100 400 100 re W n 400 0 0 200 0 0 cm /Im Do Q",
                                   "/Type /XObject /Subtype /Form /BBox [0 0 400 200] "
                                   "/Resources << /XObject << /Im " +
                                       ref(plain) + " >> >> ");
    const int page = pdf.addStream(content);
    QByteArray names;
    const std::map<QByteArray, int> pictures{{"/Im", plain},
                                             {"/Half", masked},
                                             {"/White", white},
                                             {"/Stencil", stencil},
                                             {"/Form", form}};
    for (const auto &[name, number] : pictures) {
        if (content.contains(name + ' '))
            names += name + ' ' + ref(number) + ' ';
    }
    pdf.replace(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 500] /Contents " + ref(page) +
                       " /Resources << /XObject << " + names + ">> >> >>");
    return pdf.written();
}

/// What was released without a mark.
Expectation expectingNoBoxes()
{
    Expectation expectation = expecting();
    expectation.boxes.clear();
    return expectation;
}

QByteArray utf16Hex(const QString &text)
{
    QStringEncoder big(QStringConverter::Utf16BE);
    return "<FEFF" + QByteArray(big.encode(text)).toHex() + ">";
}

} // namespace

class tst_VerifyPdf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanDocumentsPass()
    {
        const Verification result = verified(made(), expecting());
        QCOMPARE(summary(result), QByteArray("clean"));
        for (const auto &name : {u"raw_bytes"_s, u"structure"_s, u"objects"_s, u"pages"_s,
                                 u"text"_s, u"pixels"_s, u"layers"_s, u"ocr"_s, u"metadata"_s})
            QCOMPARE(toString(checkNamed(result, name).outcome), toString(Outcome::Clean));
    }

    void vectorBoxWithNothingBeneathPasses()
    {
        Page page;
        page.maskInPicture = true;
        page.covering = "0 g 98 268 124 34 re f\n";
        QCOMPARE(summary(verified(made(page), expecting(), withoutOcr())), QByteArray("clean"));
    }

    void labelsMayStandInBoxes()
    {
        Page page;
        page.covering = "BT 1 g /F 9 Tf 130 282 Td (\\(b\\)\\(6\\)) Tj ET\n";
        Expectation expectation = expecting();
        expectation.labels = {u"(b)(6)"_s};
        QCOMPARE(summary(verified(made(page), expectation, withoutOcr())), QByteArray("clean"));
        expectation.labels = {u"HIPAA-A, (b)(6)"_s};
        QCOMPARE(summary(verified(made(page), expectation, withoutOcr())), QByteArray("clean"));
        expectation.labels.clear();
        QCOMPARE(toString(verified(made(page), expectation, withoutOcr()).verdict),
                 toString(Outcome::Leak));
    }

    void partsOfLabelsMayNot()
    {
        Page page;
        page.covering = "BT 1 g /F 9 Tf 130 282 Td (A) Tj ET\n";
        Expectation expectation = expecting();
        expectation.labels = {u"HIPAA-A"_s};
        QCOMPARE(toString(verified(made(page), expectation, withoutOcr()).verdict),
                 toString(Outcome::Leak));
    }

    void wordsOfTheFormatAreNoLeak()
    {
        // People are called so; the format writes these words into every document.
        const QStringList names{u"Page"_s,      u"Pages"_s,     u"Root"_s,        u"First"_s,
                                u"Width"_s,     u"Length"_s,    u"Image"_s,       u"Font"_s,
                                u"Size"_s,      u"Type"_s,      u"Filter"_s,      u"Contents"_s,
                                u"Helvetica"_s, u"Catalog"_s,   u"Kids"_s,        u"Title"_s,
                                u"Producer"_s,  u"Resources"_s, u"Parent"_s,      u"Subtype"_s,
                                u"MediaBox"_s,  u"DeviceRGB"_s, u"FlateDecode"_s, u"DCTDecode"_s,
                                u"Endobj"_s,    u"Stream"_s,    u"Trailer"_s,     u"Redoubt"_s,
                                u"2026"_s,      u"0001"_s,      u"00000"_s,       u"12"_s};
        for (const QString &name : names) {
            Expectation expectation = expecting();
            expectation.withheld = secrets({name});
            const Verification result = verified(made(), expectation, withoutOcr());
            QVERIFY2(summary(result) == "clean",
                     qPrintable(name + QString::fromUtf8(summary(result))));
        }
        // Elsewhere they are names again.
        Expectation expectation = expecting();
        expectation.withheld = secrets({u"Helvetica"_s});
        Page page;
        page.content = "BT 3 Tr /F 11 Tf 50 100 Td (Ms Helvetica) Tj ET\n";
        QCOMPARE(toString(verified(made(page), expectation, withoutOcr()).verdict),
                 toString(Outcome::Leak));
    }

    void shortNamesAreFoundUnderTheirBoxes()
    {
        Expectation expectation = expecting();
        expectation.withheld = secrets({u"Li"_s, u"12"_s});
        Page page;
        page.content = "BT 3 Tr /F 11 Tf 50 100 Td (12 more li) Tj ET\n";
        const Verification kept = verified(made(page), expectation, withoutOcr());
        QCOMPARE(summary(kept), QByteArray("clean"));
        QVERIFY(checkNamed(kept, u"raw_bytes"_s).detail.text().contains(u"2 of 2"_s));
        page.content = "BT 3 Tr /F 11 Tf 130 282 Td (Li) Tj ET\n";
        QCOMPARE(
            toString(
                checkNamed(verified(made(page), expectation, withoutOcr()), u"text"_s).outcome),
            toString(Outcome::Leak));
    }

    void numbersOfPagesAreNoText()
    {
        // A number is withheld that the page's coordinates hold, also with a point in it.
        Page page;
        page.content = "q 1 0 0 1 10115 61.2792 cm Q\n";
        Expectation expectation = expecting();
        expectation.withheld = secrets({u"10115"_s, u"612792"_s});
        QCOMPARE(summary(verified(made(page), expectation, withoutOcr())), QByteArray("clean"));
        page.content = "% no. 612792\n";
        QCOMPARE(toString(verified(made(page), expectation, withoutOcr()).verdict),
                 toString(Outcome::Leak));
    }

    void lightWordsThatAreNoLabelAreFound()
    {
        Expectation expectation = expecting();
        expectation.labels = {u"(b)(6)"_s};
        const QByteArray label = "BT 1 g /F 9 Tf 102 282 Td (\\(b\\)\\(6\\)) Tj ET\n";
        Page page;
        page.covering = label + "1 g 160 275 4 4 re f\n"; // a light mark beside the label
        QCOMPARE(
            toString(
                checkNamed(verified(made(page), expectation, withoutOcr()), u"pixels"_s).outcome),
            toString(Outcome::Leak));
        page.covering = "1 g 102 280 24 12 re f\n" + label; // paper behind it
        QCOMPARE(
            toString(
                checkNamed(verified(made(page), expectation, withoutOcr()), u"pixels"_s).outcome),
            toString(Outcome::Leak));
        page.covering = label + "BT 1 g /F 9 Tf 150 282 Td (other) Tj ET\n";
        QCOMPARE(
            toString(
                checkNamed(verified(made(page), expectation, withoutOcr()), u"text"_s).outcome),
            toString(Outcome::Leak));
    }

    void plantedLeaksAreFound_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("check");
        const auto row = [](const char *name, const Page &page, const QString &check) {
            QTest::newRow(name) << made(page) << check;
        };
        Page p;
        p.content = "BT 3 Tr /F 11 Tf 105 280 Td (somebody else) Tj ET\n";
        row("live text under a box", p, u"text"_s);
        p = {};
        p.content = "BT 3 Tr /F 11 Tf 50 100 Td (Jane Roe) Tj ET\n";
        row("withheld text elsewhere on the page", p, u"text"_s);
        p.content = "BT 3 Tr /F 11 Tf 50 100 Td <4a616e6520526f65> Tj ET\n";
        row("text as hexadecimal string", p, u"text"_s);
        p.content = "BT 3 Tr /F 11 Tf 50 100 Td [(Ja) -20 (ne R) 30 (oe)] TJ ET\n";
        row("text in pieces", p, u"objects"_s);
        p.content = "/Span << /ActualText " + utf16Hex(u"Jané Roe"_s) + " >> BDC EMC\n";
        row("spoken text of a picture", p, u"objects"_s);
        p = {};
        p.content =
            "BT /F 11 Tf 50 150 Td (it was seen by Jane) Tj 170 0 Td (other words go on) Tj "
            "-170 -13 Td (Roe on that day) Tj 170 0 Td (in this column) Tj ET\n";
        row("name broken at the end of a line in a column", p, u"text"_s);
        p = {};
        p.pageEntries = "/Annots [<< /Type /Annot /Subtype /Text /Rect [1 1 9 9] /Contents " +
                        utf16Hex(u"Jane Roe"_s) + " >>]";
        row("name in an annotation", p, u"objects"_s);
        p.pageEntries =
            "/Annots [<< /Type /Annot /Subtype /Text /Rect [1 1 9 9] /Contents (hello) >>]";
        row("any annotation", p, u"structure"_s);
        p = {};
        p.catalogEntries = "/Metadata 7 0 R";
        p.more = [](Pdf &pdf) {
            pdf.addStream("<x:xmpmeta><dc:creator>Jane Roe</dc:creator></x:xmpmeta>",
                          "/Type /Metadata /Subtype /XML");
        };
        row("name in XMP", p, u"objects"_s);
        row("any XMP", p, u"structure"_s);
        p = {};
        p.catalogEntries = "/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /EF << /F 7 "
                           "0 R >> >>] >> >>";
        p.more = [](Pdf &pdf) { pdf.addStream("the file says Jane Roe", "/Type /EmbeddedFile"); };
        row("name in an attachment", p, u"objects"_s);
        p = {};
        p.more = [](Pdf &pdf) { pdf.addStream("old content (Jane Roe) Tj"); };
        row("name in an unreferenced stream", p, u"objects"_s);
        p.more = [](Pdf &pdf) { pdf.addStream("old content"); };
        row("any unreferenced object", p, u"structure"_s);
        p = {};
        p.content = "% " + QByteArray("note on Jane Roe").toBase64() + "\n";
        row("base64 in a stream", p, u"objects"_s);
        p = {};
        p.trailer = "/Info << /Title (a film) >>";
        row("document information", p, u"metadata"_s);
        p = {};
        p.catalogEntries = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>";
        row("script", p, u"structure"_s);
        p = {};
        p.catalogEntries = "/AcroForm << /Fields [] >>";
        row("form", p, u"structure"_s);
        p = {};
        p.maskInPicture = false;
        row("no box at all", p, u"pixels"_s);
        p.covering = "0 g 98 268 124 34 re f\n";
        row("picture left under a painted box", p, u"layers"_s);
        p = {};
        p.content = "0 0 0 RG 2 w 105 280 m 140 290 l 200 275 l S\n";
        p.covering = "0 g 98 268 124 34 re f\n";
        row("strokes under a painted box", p, u"layers"_s);
        p = {};
        p.content = "q 1 0 0 1 60 0 cm 1 1 1 rg 100 260 30 60 re f Q\n";
        row("box that is partly overpainted", p, u"pixels"_s);
        QTest::newRow("bytes after the end") << made() + "hidden in the tail" << u"structure"_s;
        QTest::newRow("name after the end") << made() + "JANE ROE" << u"raw_bytes"_s;
        QTest::newRow("packed stream after the end")
            << made() + "stream\n" + Pdf::deflated("it was Jane Roe") + "\nendstream"
            << u"raw_bytes"_s;
        QByteArray between = made();
        between.insert(between.indexOf("\n2 0 obj") + 1, "% somebody wrote something here, long\n");
        QTest::newRow("bytes between objects") << between << u"structure"_s;
        // An earlier revision keeps what the later one replaced.
        Page old;
        old.content = "BT /F 11 Tf 50 100 Td (Jane Roe) Tj ET\n";
        const QByteArray first = made(old);
        const qsizetype start = first.size();
        const QByteArray newer = "6 0 obj\n<< /Length 33 >>\nstream\nq 400 0 0 500 0 0 cm /Im Do Q "
                                 "   \nendstream\nendobj\n";
        const QByteArray table = "xref\n6 1\n" + QByteArray::number(start).rightJustified(10, '0') +
                                 " 00000 n \ntrailer\n<< /Size 7 /Root 1 0 R /Prev " +
                                 QByteArray::number(first.lastIndexOf("xref\n0 ")) +
                                 " >>\nstartxref\n" + QByteArray::number(start + newer.size()) +
                                 "\n%%EOF\n";
        QTest::newRow("earlier revision") << first + newer + table << u"raw_bytes"_s;
        QTest::newRow("earlier revision, any") << first + newer + table << u"structure"_s;
    }
    void plantedLeaksAreFound()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, check);
        const Verification result = verified(bytes, expecting(), withoutOcr());
        QCOMPARE(toString(result.verdict), toString(Outcome::Leak));
        QVERIFY2(checkNamed(result, check).outcome == Outcome::Leak, summary(result).constData());
        QVERIFY(!summary(result).toLower().contains("roe"));
    }

    void hiddenPartsOfPicturesAreLeaks_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char *name, const QByteArray &content) {
            QTest::newRow(name) << withPicture(content);
        };
        row("cut off by a clip", "q 0 200 400 100 re W n 400 0 0 200 0 100 cm /Im Do Q");
        row("under a black box", "q 400 0 0 200 0 100 cm /Im Do Q 0 g 0 100 400 100 re f");
        row("under a white box", "q 400 0 0 200 0 100 cm /Im Do Q 1 g 0 100 400 100 re f");
        row("half off the page", "q 400 0 0 200 0 -100 cm /Im Do Q");
        row("off the page", "q 400 0 0 200 500 100 cm /Im Do Q");
        row("under a soft mask", "q 400 0 0 200 0 100 cm /Half Do Q");
        row("mask of letters over white", "q 400 0 0 200 0 100 cm /White Do Q");
        row("stencil in white", "q 1 g 400 0 0 200 0 100 cm /Stencil Do Q");
        row("clip inside of a form", "q 1 0 0 1 0 100 cm /Form Do Q");
    }
    void hiddenPartsOfPicturesAreLeaks()
    {
        QFETCH(QByteArray, bytes);
        const Verification result = verified(bytes, expectingNoBoxes(), withoutOcr());
        QVERIFY2(checkNamed(result, u"layers"_s).outcome == Outcome::Leak,
                 summary(result).constData());
        QVERIFY(!result.suspects.isEmpty());
    }

    void picturesThatAreShownPass_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char *name, const QByteArray &content) {
            QTest::newRow(name) << withPicture(content);
        };
        row("whole", "q 400 0 0 200 0 100 cm /Im Do Q");
        row("turned", "q 0 300 -150 0 300 100 cm /Im Do Q");
        row("stencil", "q 1 0 0 rg 400 0 0 200 0 100 cm /Stencil Do Q");
        row("paper around it is cut", "q 0 110 400 170 re W n 400 0 0 200 0 100 cm /Im Do Q");
        row("under lines",
            "q 400 0 0 200 0 100 cm /Im Do Q 0 100 m 400 300 l S 0 300 m 400 100 l S");
        row("whole once and cut off once",
            "q 200 0 0 100 0 300 cm /Im Do Q q 0 200 400 100 re W n 400 0 0 200 0 100 cm /Im Do Q");
        row("no picture", "0 g 10 10 100 100 re f");
    }
    void picturesThatAreShownPass()
    {
        QFETCH(QByteArray, bytes);
        const Verification result = verified(bytes, expectingNoBoxes(), withoutOcr());
        QVERIFY2(checkNamed(result, u"layers"_s).outcome == Outcome::Clean,
                 summary(result).constData());
    }

    void turnedAndCroppedPagesAreJudgedAsDisplayed_data()
    {
        QTest::addColumn<QByteArray>("entries");
        QTest::addColumn<PageRect>("box");
        QTest::newRow("quarter") << QByteArray("/Rotate 90") << PageRect{500 - 230, 100, 30, 120};
        QTest::newRow("half") << QByteArray("/Rotate 180")
                              << PageRect{400 - 220, 500 - 230, 120, 30};
        QTest::newRow("three quarters")
            << QByteArray("/Rotate 270") << PageRect{200, 400 - 220, 30, 120};
        QTest::newRow("cropped") << QByteArray("/CropBox [50 100 350 450]")
                                 << PageRect{50, 150, 120, 30};
    }
    void turnedAndCroppedPagesAreJudgedAsDisplayed()
    {
        QFETCH(QByteArray, entries);
        QFETCH(PageRect, box);
        Expectation expectation = expecting();
        expectation.boxes[0].pageRect = box;
        Page page;
        page.pageEntries = entries;
        QCOMPARE(summary(verified(made(page), expectation, withoutOcr())), QByteArray("clean"));
        page.maskInPicture = false;
        page.covering = "0 g 98 268 124 34 re f\n";
        QCOMPARE(
            toString(
                checkNamed(verified(made(page), expectation, withoutOcr()), u"layers"_s).outcome),
            toString(Outcome::Leak));
    }

    void readableTextIsRecognised()
    {
        Expectation expectation = expecting();
        expectation.boxes[0].pageRect = {300, 400, 50, 20}; // white paper; the name is elsewhere
        Page page;
        page.maskInPicture = false;
        QCOMPARE(toString(checkNamed(verified(made(page), expectation), u"ocr"_s).outcome),
                 toString(Outcome::Leak));
    }

    void textOnItsHeadIsRecognised()
    {
        Expectation expectation = expecting();
        expectation.boxes[0].pageRect = {20, 20, 50, 20};
        Page page;
        page.maskInPicture = false;
        page.upsideDown = true;
        QCOMPARE(toString(checkNamed(verified(made(page), expectation), u"ocr"_s).outcome),
                 toString(Outcome::Leak));
    }

    void pagesMustBeAllThere()
    {
        Expectation expectation = expecting();
        expectation.pageCount = 2;
        QCOMPARE(
            toString(checkNamed(verified(made(), expectation, withoutOcr()), u"pages"_s).outcome),
            toString(Outcome::Leak));
        expectation.pageCount = 1;
        expectation.boxes.push_back({7, {}, kBox, true});
        QCOMPARE(toString(verified(made(), expectation, withoutOcr()).verdict),
                 toString(Outcome::Incomplete));
    }

    void hostileDocumentsAreNeverCleanNorHang_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray good = made();
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("not a pdf") << QByteArray("hello");
        QTest::newRow("half") << good.left(good.size() / 2);
        QTest::newRow("no table") << QByteArray(good).replace("startxref", "startxxxx");
        Page bomb;
        bomb.more = [](Pdf &pdf) {
            pdf.addStream(Pdf::deflated(QByteArray(300 << 20, 'a')), "/Filter /FlateDecode", false);
        };
        QTest::newRow("stream that unpacks to 300 MiB") << made(bomb);
        Page nested;
        nested.pageEntries = "/Deep " + QByteArray(5000, '[') + QByteArray(5000, ']');
        QTest::newRow("deep nesting") << made(nested);
        Page loop;
        loop.content = "/Fm Do\n";
        loop.more = [](Pdf &pdf) {
            pdf.addStream("/Fm Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << "
                                    "/XObject << /Fm 7 0 R >> >>");
        };
        loop.pageEntries = "/Group << /Fm 7 0 R >>";
        QTest::newRow("loop of pages") << made().replace("/Kids [3 0 R]", "/Kids [2 0 R]");
        Page vast;
        vast.pageEntries = "/CropBox [-1000000 -1000000 1000000 1000000] /MediaBox [-1000000 "
                           "-1000000 1000000 1000000]";
        QTest::newRow("page of seven hundred metres") << made(vast);
    }
    void hostileDocumentsAreNeverCleanNorHang()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(verified(bytes, expecting(), withoutOcr()).verdict != Outcome::Clean);
    }

    void stopsWhenAsked()
    {
        std::stop_source stop;
        stop.request_stop();
        const auto result =
            verifyOutput(*memorySource(made()), expecting(), {}, JobContext(stop.get_token()));
        QVERIFY(!result.has_value());
        QCOMPARE(result.error().kind(), ErrorKind::Cancelled);
    }
};

QTEST_MAIN(tst_VerifyPdf)
#include "tst_verifypdf.moc"
