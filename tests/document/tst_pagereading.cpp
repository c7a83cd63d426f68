// SPDX-License-Identifier: AGPL-3.0-or-later
// What a person reads on a page must come out as text, however the page says it.
#include "core/document/docmodel.h"
#include "core/document/ocr.h"
#include "tests/support/tinypdf.h"
#include "tests/support/vectors.h"

#include <QBuffer>
#include <QTest>
#include <QTransform>

using namespace redoubt;
using namespace redoubt::document;
using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace {

Result<DocModel> load(const QByteArray &bytes, decltype(loadPdf) *reader = loadPdf,
                      const LoadOptions &options = {})
{
    const auto source = memorySource(bytes);
    return reader(*source, options, {});
}

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

QByteArray png(const QImage &image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

// A page as a scanner takes it: 300 by 200 points at @a dpi.
QImage scanned(const QByteArray &content, double dpi = 200)
{
    TinyPdf pdf;
    pdf.addPage(content);
    const QByteArray bytes = pdf.bytes();
    const auto source = memorySource(bytes);
    auto renderer = PageRenderer::openPdf(*source);
    return renderer ? (*renderer)->render(0, dpi, {}).value_or(QImage()) : QImage();
}

QByteArray letter()
{
    return TinyPdf::text(30, 150, "The witness gave evidence in the morning", 12) +
           TinyPdf::text(30, 120, "Write to jane.roe@example.org today", 12) +
           TinyPdf::text(30, 90, "Her number is 219-09-9999 as before", 12) +
           TinyPdf::text(30, 60, "and nobody else was in the building", 12);
}

bool noRecognition()
{
    return !OcrEngine::create({u"eng"_s});
}

} // namespace

class TestPageReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsPicturesThatLieWrong_data();
    void readsPicturesThatLieWrong();
    void readsWhatTheTextLayerDoesNotSay_data();
    void readsWhatTheTextLayerDoesNotSay();
    void tellsWhatItCouldNotRead();
    void trustsFontsThatDrawWhatTheyName();
    void recognisesNothingOnPagesOfTextAndRules();
    void readsALetterheadOnEveryPage();
    void givesEveryChineseCharacterItsPlace();
};

void TestPageReading::initTestCase()
{
    if (noRecognition())
        QSKIP("English text recognition is not installed");
}

void TestPageReading::readsPicturesThatLieWrong_data()
{
    QTest::addColumn<double>("degrees");
    for (const double degrees :
         {0.0, 90.0, 180.0, 270.0, -12.0, -7.0, -3.0, 2.0, 7.0, 12.0, 187.0, 85.0})
        QTest::addRow("turned by %g degrees", degrees) << degrees;
}

void TestPageReading::readsPicturesThatLieWrong()
{
    QFETCH(double, degrees);
    const QImage page = scanned(letter());
    QVERIFY(!page.isNull());
    const QTransform turn =
        QImage::trueMatrix(QTransform().rotate(degrees), page.width(), page.height());
    QImage turned(page.transformed(turn, Qt::SmoothTransformation));
    QImage paper(turned.size(), QImage::Format_RGB888);
    paper.fill(Qt::white);
    for (int y = 0; y < turned.height(); ++y) {
        for (int x = 0; x < turned.width(); ++x) {
            if (qAlpha(turned.pixel(x, y)) == 255)
                paper.setPixel(x, y, turned.pixel(x, y));
        }
    }
    const auto upright = load(png(page), loadPicture);
    const auto model = load(png(paper), loadPicture);
    QVERIFY(upright && model);
    for (const QString &text : {u"jane.roe@example.org"_s, u"219-09-9999"_s}) {
        const Word before = wordOf(*upright, text);
        const Word word = wordOf(*model, text);
        QVERIFY2(word.end > word.begin, qPrintable(model->text));
        // The box covers all of the slanted word.
        const QRectF wanted = turn.mapRect(
            QRectF(before.box.x + 2, before.box.y + 2, before.box.w - 4, before.box.h - 4));
        const QRectF box(word.box.x - 4, word.box.y - 4, word.box.w + 8, word.box.h + 8);
        QVERIFY(box.contains(wanted));
        QVERIFY(box.width() < wanted.width() + 60 && box.height() < wanted.height() + 60);
    }
    QVERIFY(model->notExamined.isEmpty());
}

void TestPageReading::readsWhatTheTextLayerDoesNotSay_data()
{
    QTest::addColumn<QString>("file");
    for (const char *name : {"small-picture-of-text", "ocr-word-dropped", "type3-without-tounicode",
                             "curves-beside-text", "scan-upside-down", "scan-skewed-7deg"})
        QTest::newRow(name) << u"pdf/"_s + QLatin1StringView(name) + u".pdf"_s;
}

void TestPageReading::readsWhatTheTextLayerDoesNotSay()
{
    QFETCH(QString, file);
    const QByteArray bytes = vectorFile(file);
    QVERIFY(!bytes.isEmpty());
    const auto model = load(bytes);
    QVERIFY(model);
    for (const QString &text : {u"jane.roe@example.org"_s, u"219-09-9999"_s}) {
        const Word word = wordOf(*model, text);
        QVERIFY2(word.end > word.begin, qPrintable(model->text));
        QCOMPARE(word.source, WordSource::Ocr);
    }
}

void TestPageReading::tellsWhatItCouldNotRead()
{
    // A line in a mirror, which no recogniser follows.
    QImage page = scanned(TinyPdf::text(30, 150, "The witness gave evidence in the morning", 12) +
                          TinyPdf::text(30, 120, "and nobody else was in the building", 12) +
                          TinyPdf::text(60, 60, "ZGFRNSEJ KLPQRSE", 16));
    const int top = int(page.height() * 0.6);
    const QImage mirrored =
        page.copy(0, top, page.width(), page.height() - top).mirrored(true, false);
    for (int y = 0; y < mirrored.height(); ++y) {
        for (int x = 0; x < mirrored.width(); ++x)
            page.setPixelColor(x, top + y, mirrored.pixelColor(x, y));
    }
    const auto model = load(png(page), loadPicture);
    QVERIFY(model);
    QVERIFY(model->text.contains(u"witness"_s));
    QVERIFY(!model->text.contains(u"ZGFRNSEJ"_s));
    QVERIFY2(!model->notExamined.isEmpty(), qPrintable(model->text));
}

void TestPageReading::trustsFontsThatDrawWhatTheyName()
{
    TinyPdf pdf;
    QByteArray fonts = "/Font << /F1 3 0 R ";
    QByteArray content;
    int y = 180;
    for (const char *name : {"Helvetica-Oblique", "Times-Roman", "Times-BoldItalic", "Courier",
                             "Courier-Oblique", "Helvetica-Bold"}) {
        const int font = pdf.add(QByteArray("<< /Type /Font /Subtype /Type1 /BaseFont /") + name +
                                 " /Encoding /WinAnsiEncoding >>");
        const QByteArray number = QByteArray::number(font);
        fonts += "/N" + number + ' ' + TinyPdf::ref(font) + ' ';
        content += "BT /N" + number + " 12 Tf 20 " + QByteArray::number(y) +
                   " Td (The quick brown fox 0123456789 JUMPS) Tj ET\n";
        y -= 20;
    }
    pdf.addPage(content, fonts + ">>");
    LoadOptions options;
    options.languages = QStringList{u"xyz"_s}; // any recognition would be noted as missing
    const auto model = load(pdf.bytes(), loadPdf, options);
    QVERIFY(model);
    QVERIFY(model->notExamined.isEmpty());
}

void TestPageReading::recognisesNothingOnPagesOfTextAndRules()
{
    TinyPdf pdf;
    QByteArray table;
    for (int i = 0; i < 12; ++i) {
        const QByteArray y = QByteArray::number(10 + 15 * i);
        table += "10 " + y + " m 290 " + y + " l S 10 " + y + " 280 8 re f ";
        table += QByteArray::number(10 + 20 * i) + " 10 m " + QByteArray::number(10 + 20 * i) +
                 " 190 l S ";
    }
    // A rounded frame, an arrow, a tick, a dashed curve: drawings of few segments.
    table += "0.9 g 20 20 m 30 20 40 25 40 35 c 40 60 l 40 70 30 80 20 80 c h f "
             "0 g 100 100 m 110 105 l 100 110 l f 5 w 200 100 m 205 95 l 215 110 l S "
             "[3] 0 d 1 w 50 150 m 100 180 150 120 200 150 c S ";
    pdf.addPage("0.8 G " + table + " 0 g " + TinyPdf::text(20, 100, "Plain words in a table"));
    LoadOptions options;
    options.languages = QStringList{u"xyz"_s};
    const auto model = load(pdf.bytes(), loadPdf, options);
    QVERIFY(model);
    QVERIFY(model->notExamined.isEmpty());
}

void TestPageReading::readsALetterheadOnEveryPage()
{
    const QImage head = scanned(TinyPdf::text(20, 150, "Quillfeather Partners", 24), 100)
                            .copy(0, 40, 417, 60)
                            .convertToFormat(QImage::Format_Grayscale8);
    QByteArray samples;
    for (int y = 0; y < head.height(); ++y)
        samples.append(reinterpret_cast<const char *>(head.constScanLine(y)), head.width());
    TinyPdf pdf;
    const int image = pdf.addStream(samples, "/Type /XObject /Subtype /Image /ColorSpace "
                                             "/DeviceGray /BitsPerComponent 8 /Width " +
                                                 QByteArray::number(head.width()) + " /Height " +
                                                 QByteArray::number(head.height()));
    for (int page = 0; page < 3; ++page)
        pdf.addPage("q 150 0 0 22 10 170 cm /Im Do Q " +
                        TinyPdf::text(20, 100, "Page " + QByteArray::number(page + 1)),
                    "/XObject << /Im " + TinyPdf::ref(image) + " >>");
    const auto model = load(pdf.bytes());
    QVERIFY(model);
    QCOMPARE(model->text.count(u"Quillfeather Partners"_s), 3);
    for (const Page &page : model->pages) {
        const auto word = std::find_if(page.words.begin(), page.words.end(),
                                       [](const Word &w) { return w.source == WordSource::Ocr; });
        QVERIFY(word != page.words.end());
        QVERIFY(word->box.x > 10 && word->box.x < 30);
        QVERIFY(word->box.y > 5 && word->box.bottom() < 32);
    }
}

void TestPageReading::givesEveryChineseCharacterItsPlace()
{
    LoadOptions options;
    options.ocr = Ocr::Never;
    const QByteArray bytes = vectorFile(u"pdf/chinese-paragraph.pdf"_s);
    const auto model = load(bytes, loadPdf, options);
    QVERIFY(model);
    const QString text = u"证人张伟住在北京市朝阳区，电话是13812345678。"_s;
    QVERIFY(model->text.contains(text)); // no spaces come in
    const Word first = wordOf(*model, u"张"_s);
    const Word second = wordOf(*model, u"伟"_s);
    QVERIFY(first.end > first.begin && second.begin == first.end);
    QVERIFY(first.box.w > 10 && first.box.w < 14);
    QVERIFY(std::abs(second.box.x - first.box.right()) < 1);
    const Word number = wordOf(*model, u"13812345678"_s);
    QVERIFY(number.end - number.begin == 11);
}

QTEST_GUILESS_MAIN(TestPageReading)
#include "tst_pagereading.moc"
