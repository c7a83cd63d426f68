// SPDX-License-Identifier: AGPL-3.0-or-later
// Pages that are made to hold readers up. Each must be given up in time, with an error that says
// so, and must not take the other pages along.
#include "core/document/pdfengine.h"
#include "core/jobs/rundetached.h"
#include "tests/support/tinypdf.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTest>
#include <QtEndian>

#include <cstdio>
#include <cstdlib>
#include <thread>

using namespace redoubt;
using namespace redoubt::document;
using namespace redoubt::test;
using namespace std::chrono_literals;

namespace {

constexpr auto kPageTime = 1s;
/// Of one call on one page: the time for it, that for giving it up, and a machine with other work.
constexpr int kMost = 12'000;

QByteArray deflated(const QByteArray &bytes)
{
    return qCompress(bytes, 9).mid(4); // without Qt's length
}

QByteArray repeated(const QByteArray &bytes, int times)
{
    return bytes.repeated(times);
}

/// Fills the page with a pattern of one point, repeated at @a step.
void addTiled(TinyPdf &pdf, const QByteArray &step)
{
    const int pattern =
        pdf.addStream("0 0 1 1 re f", "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 "
                                      "/BBox [0 0 1 1] /Resources << >> /XStep " +
                                          step + " /YStep " + step);
    pdf.addPage("/Pattern cs /P scn 0 0 300 200 re f",
                "/Pattern << /P " + TinyPdf::ref(pattern) + " >>");
}

/// Forms that draw each other, @a width times on each of @a depth levels.
void addNestedForms(TinyPdf &pdf, int depth, int width, const QByteArray &extra = {})
{
    int inner = pdf.addStream("0 0 1 1 re f", "/Type /XObject /Subtype /Form /BBox [0 0 300 200]");
    for (int level = 1; level < depth; ++level)
        inner =
            pdf.addStream(repeated("/F Do ", width),
                          "/Type /XObject /Subtype /Form /BBox [0 0 300 200] " + extra +
                              " /Resources << /XObject << /F " + TinyPdf::ref(inner) + " >> >>");
    pdf.addPage("/F Do", "/XObject << /F " + TinyPdf::ref(inner) + " >>");
}

/// Coons patches that each cover the page.
void addMesh(TinyPdf &pdf, int patches)
{
    constexpr double kPoints[12][2] = {{0, 0}, {0, .3}, {0, .6}, {0, 1}, {.3, 1}, {.6, 1},
                                       {1, 1}, {1, .6}, {1, .3}, {1, 0}, {.6, 0}, {.3, 0}};
    QByteArray patch(1, '\0');
    for (const auto &point : kPoints) {
        for (const double value : point) {
            const auto coordinate = qToBigEndian(quint16(value * 65535));
            patch.append(reinterpret_cast<const char *>(&coordinate), 2);
        }
    }
    QByteArray bytes;
    for (int i = 0; i < patches; ++i) {
        bytes += patch;
        for (int colour = 0; colour < 12; ++colour)
            bytes += char((i * 37 + colour * 101) & 255);
    }
    const int mesh = pdf.addStream(deflated(bytes),
                                   "/ShadingType 6 /ColorSpace /DeviceRGB /BitsPerCoordinate 16 "
                                   "/BitsPerComponent 8 /BitsPerFlag 8 /Filter /FlateDecode "
                                   "/Decode [0 300 0 200 0 1 0 1 0 1]");
    pdf.addPage("/S sh", "/Shading << /S " + TinyPdf::ref(mesh) + " >>");
}

/// A font whose only letter, "a", is drawn by @a letter.
void addType3(TinyPdf &pdf, const QByteArray &letter, const QByteArray &resources,
              const QByteArray &content)
{
    const int glyph = pdf.addStream(letter);
    const int font = pdf.next();
    pdf.add("<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] "
            "/FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /a " +
            TinyPdf::ref(glyph) +
            " >> /Encoding << /Type /Encoding /Differences [97 /a] >> /FirstChar 97 /LastChar 97 "
            "/Widths [1000] /Resources << " +
            resources + " /Font << /T " + TinyPdf::ref(font) + " >> >> >>");
    pdf.addPage(content, "/Font << /T " + TinyPdf::ref(font) + " >>");
}

struct Bomb
{
    const char *name;
    std::function<void(TinyPdf &)> add;
    bool refused; ///< it must not be drawn; others may be, if it is in time
};

const std::vector<Bomb> &bombs()
{
    static const std::vector<Bomb> all{
        {"tiny steps", [](TinyPdf &pdf) { addTiled(pdf, "0.001"); }, true},
        {"steps of nearly nothing", [](TinyPdf &pdf) { addTiled(pdf, "0.0000001"); }, true},
        {"many fills of a fine pattern",
         [](TinyPdf &pdf) {
             const int pattern =
                 pdf.addStream("0 0 1 1 re f", "/Type /Pattern /PatternType 1 /PaintType 1 "
                                               "/TilingType 1 /BBox [0 0 1 1] /XStep 1 /YStep 1 "
                                               "/Resources << >>");
             pdf.addPage("/Pattern cs /P scn " + repeated("0 0 300 200 re f ", 5000),
                         "/Pattern << /P " + TinyPdf::ref(pattern) + " >>");
         },
         true},
        {"forms of forms", [](TinyPdf &pdf) { addNestedForms(pdf, 14, 10); }, true},
        {"groups of groups",
         [](TinyPdf &pdf) {
             addNestedForms(pdf, 10, 6, "/Group << /S /Transparency /I true /K true >>");
         },
         true},
        {"tiny dashes",
         [](TinyPdf &pdf) {
             pdf.addPage("[0.00001 0.00001] 0 d 1 w " +
                         repeated("0 0 m 300 200 l 300 0 l 0 200 l S ", 2000));
         },
         false},
        {"a long list of dashes",
         [](TinyPdf &pdf) {
             pdf.addPage("[" + repeated("0.01 ", 100'000) + "] 0 d 1 w " +
                         repeated("0 0 m 300 200 0 200 300 0 c S ", 200));
         },
         false},
        {"a mesh of many patches", [](TinyPdf &pdf) { addMesh(pdf, 20'000); }, false},
        {"a function at every point",
         [](TinyPdf &pdf) {
             const int function =
                 pdf.addStream("{ " + repeated("sin cos ", 2000) + "pop 0 0 }",
                               "/FunctionType 4 /Domain [0 300 0 200] /Range [0 1 0 1 0 1]");
             const int shading = pdf.add("<< /ShadingType 1 /ColorSpace /DeviceRGB "
                                         "/Domain [0 300 0 200] /Function " +
                                         TinyPdf::ref(function) + " >>");
             pdf.addPage(repeated("/S sh ", 500),
                         "/Shading << /S " + TinyPdf::ref(shading) + " >>");
         },
         false},
        {"letters made of themselves",
         [](TinyPdf &pdf) {
             addType3(pdf, "1000 0 d0 BT /T 500 Tf (aaaaaaaaaa) Tj ET", {},
                      "BT /T 20 Tf 10 10 Td (aaaaaaaaaa) Tj ET");
         },
         false},
        {"a letter of tiny steps",
         [](TinyPdf &pdf) {
             const int pattern =
                 pdf.addStream("0 0 1 1 re f", "/Type /Pattern /PatternType 1 /PaintType 1 "
                                               "/TilingType 1 /BBox [0 0 1 1] /XStep 0.001 "
                                               "/YStep 0.001 /Resources << >>");
             addType3(pdf, "1000 0 d0 /Pattern cs /P scn 0 0 1000 1000 re f",
                      "/Pattern << /P " + TinyPdf::ref(pattern) + " >>",
                      "BT /T 150 Tf 10 10 Td (a) Tj ET");
         },
         true},
        {"a picture out of nothing, many times",
         [](TinyPdf &pdf) {
             const int picture = pdf.addStream(
                 deflated(QByteArray(20'000 * (20'000 / 8), '\0')),
                 "/Type /XObject /Subtype /Image /Width 20000 /Height 20000 /BitsPerComponent 1 "
                 "/ColorSpace /DeviceGray /Filter /FlateDecode");
             pdf.addPage("300 0 0 200 0 0 cm " + repeated("/I Do ", 300),
                         "/XObject << /I " + TinyPdf::ref(picture) + " >>");
         },
         false},
        {"content packed three times",
         [](TinyPdf &pdf) {
             const QByteArray once = deflated(repeated("0 0 1 1 re f ", 20'000'000));
             const int form = pdf.addStream(deflated(deflated(once)),
                                            "/Type /XObject /Subtype /Form /BBox [0 0 300 200] "
                                            "/Filter [/FlateDecode /FlateDecode /FlateDecode]");
             pdf.addPage("/F Do", "/XObject << /F " + TinyPdf::ref(form) + " >>");
         },
         false},
    };
    return all;
}

} // namespace

class TestHostilePdf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isGivenUpInTime_data()
    {
        QTest::addColumn<int>("bomb");
        for (size_t i = 0; i < bombs().size(); ++i)
            QTest::newRow(bombs()[i].name) << int(i);
    }
    void isGivenUpInTime()
    {
        QFETCH(int, bomb);
        TinyPdf pdf;
        bombs()[size_t(bomb)].add(pdf);
        pdf.addPage(TinyPdf::text(20, 100, "An ordinary page"));
        const auto source = memorySource(pdf.bytes());
        auto opened = PdfEngine::open(*source, OptionalContent::AsSaved);
        QVERIFY(opened);
        PdfEngine &engine = **opened;
        engine.setPageTime(kPageTime);
        QCOMPARE(engine.pageCount(), 2);

        QElapsedTimer timer;
        timer.start();
        const auto ink = engine.readPage(0, JobContext());
        QVERIFY2(timer.elapsed() < kMost, qPrintable(QString::number(timer.elapsed())));
        if (!ink)
            QCOMPARE(ink.error().kind(), ErrorKind::Limit);
        timer.start();
        const auto picture = engine.render(0, 100, PageColour::Rgb, JobContext());
        QVERIFY2(timer.elapsed() < kMost, qPrintable(QString::number(timer.elapsed())));
        if (!picture)
            QVERIFY2(picture.error().kind() == ErrorKind::Limit ||
                         picture.error().kind() == ErrorKind::Damaged,
                     qPrintable(picture.error().text()));
        QVERIFY(!picture || !bombs()[size_t(bomb)].refused);

        // The others are as they were.
        const auto other = engine.readPage(1, JobContext());
        QVERIFY(other);
        QVERIFY(!other->contents.empty());
        QVERIFY(engine.render(1, 50, PageColour::Grey, JobContext()));
    }

    void aCancelIsNotHeldUp_data() { isGivenUpInTime_data(); }
    void aCancelIsNotHeldUp()
    {
        QFETCH(int, bomb);
        TinyPdf pdf;
        bombs()[size_t(bomb)].add(pdf);
        const auto source = memorySource(pdf.bytes());
        auto opened = PdfEngine::open(*source, OptionalContent::AsSaved);
        QVERIFY(opened);
        (*opened)->setPageTime(kPageTime);
        std::stop_source stop;
        QElapsedTimer timer;
        std::jthread stopper([&stop, &timer] {
            std::this_thread::sleep_for(100ms);
            timer.start();
            stop.request_stop();
        });
        std::ignore = (*opened)->render(0, 100, PageColour::Rgb, JobContext(stop.get_token()));
        stopper.join();
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
        opened->reset(); // and whoever still draws reads nothing any more
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    TestHostilePdf test;
    const int result = QTest::qExec(&test, argc, argv);
    std::fflush(nullptr);
    std::_Exit(result); // some of what was left alone would go on for years
}
#include "tst_hostilepdf.moc"
