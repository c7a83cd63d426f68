// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/picture.h"
#include "core/redact/imagewriters.h"
#include "core/redact/redactor.h"
#include "tests/support/tempfolder.h"
#include "tests/support/tinymedia.h"

#include <QBuffer>
#include <QImageWriter>
#include <QTest>

using namespace redoubt;
using namespace redoubt::redact;
using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace {

QImage noise(QSize size)
{
    QImage image(size, QImage::Format_RGB888);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x)
            image.setPixel(x, y, qRgb(120 + (x * 7 + y * 3) % 100, 150, 200 - (x + y) % 60));
    }
    return image;
}

QByteArray encoded(const QImage &image, const char *format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    writer.setQuality(95);
    writer.write(image);
    return bytes;
}

struct Outcome
{
    QByteArray bytes;
    RedactReport report;
    std::optional<ErrorKind> error;
};

Outcome redacted(const QByteArray &bytes, const RedactionPlan &plan,
                 const RedactOptions &options = {})
{
    const TempFolder folder;
    Outcome outcome;
    auto output = AtomicOutput::create(folder / "out");
    const auto source = memorySource(bytes);
    const auto report = redactImage(*source, plan, options, **output, {});
    if (!report) {
        outcome.error = report.error().kind();
        return outcome;
    }
    outcome.report = *report;
    std::ignore = (*output)->commit(); // reading it below tells
    outcome.bytes = readFile(folder / "out");
    return outcome;
}

RedactionPlan planFor(const PixelRect &rect, Effect effect = Effect::Fill,
                      FindingType type = FindingType::Face)
{
    RedactionPlan plan;
    plan.kind = ItemKind::Image;
    MaskTrack mask;
    mask.boxes.push_back({0, rect, BoxOrigin::Detected, 1});
    mask.effect = effect;
    mask.type = type;
    plan.masks.push_back(mask);
    return plan;
}

QImage decoded(const QByteArray &bytes, int frame = 0)
{
    const auto source = memorySource(bytes);
    return document::decodeFrame(*source, frame).value_or(QImage());
}

bool isBlack(const QImage &image, const PixelRect &rect)
{
    for (int y = rect.y; y < rect.bottom(); ++y) {
        for (int x = rect.x; x < rect.right(); ++x) {
            const QRgb p = image.pixel(x, y);
            if (qRed(p) > 24 || qGreen(p) > 24 || qBlue(p) > 24)
                return false;
        }
    }
    return true;
}

} // namespace

class TestRedactImage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void burnsBoxesInEveryFormat_data();
    void burnsBoxesInEveryFormat();
    void leavesNoMetadata();
    void appliesTheOrientationBeforeMasks();
    void masksTheRightPageOfATiff();
    void keepsOnlyTheFirstFrameOfAnAnimation();
    void fillsTextEvenWhenBlurIsAsked();
    void blursFromOutsideOnly();
    void refusesMarksOutsideThePicture();
    void leavesOneMarkOutForTests();
};

void TestRedactImage::burnsBoxesInEveryFormat_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<QString>("written");
    for (const auto &[from, to] : {std::pair{"jpg", ".jpg"},
                                   {"png", ".png"},
                                   {"bmp", ".png"},
                                   {"gif", ".png"},
                                   {"tif", ".tif"},
                                   {"webp", ".webp"}})
        QTest::newRow(from) << QString::fromLatin1(from) << QString::fromLatin1(to);
}

void TestRedactImage::burnsBoxesInEveryFormat()
{
    QFETCH(QString, suffix);
    QFETCH(QString, written);
    const TempFolder folder;
    const auto png = folder.write("in.png", encoded(noise({96, 64}), "png"));
    const auto in = folder / ("in2." + suffix.toStdString());
    runFfmpeg({u"-i"_s, QString::fromStdString(png.string())}, in);
    const PixelRect box{20, 10, 33, 21};
    const Outcome outcome = redacted(readFile(in), planFor(box));
    QVERIFY(!outcome.error);
    QCOMPARE(outcome.report.suffix, written);
    const QImage image = decoded(outcome.bytes);
    QCOMPARE(image.size(), QSize(96, 64));
    QVERIFY(isBlack(image, box));
    QVERIFY(qGreen(image.pixel(80, 50)) > 100);
}

void TestRedactImage::leavesNoMetadata()
{
    const TempFolder folder;
    for (const char *format : {"jpg", "png", "tif"}) {
        const auto png = folder.write("in.png", encoded(noise({64, 48}), "png"));
        const auto path = folder / (std::string("a.") + format);
        runFfmpeg({u"-i"_s, QString::fromStdString(png.string())}, path);
        runProgram(u"exiftool"_s,
                   {u"-q"_s, u"-overwrite_original"_s, u"-Artist=SecretName"_s,
                    u"-XMP-dc:Creator=SecretName"_s, u"-GPSLatitude=52.5"_s,
                    u"-ImageDescription=SecretName"_s, QString::fromStdString(path.string())});
        QByteArray bytes = readFile(path);
        QVERIFY(bytes.contains("SecretName"));
        bytes += "SecretName behind the end";
        const Outcome outcome = redacted(bytes, planFor({1, 1, 4, 4}));
        QVERIFY(!outcome.error);
        QVERIFY(!outcome.bytes.contains("SecretName"));
        QVERIFY(!outcome.bytes.contains("Exif"));
        document::LoadOptions options;
        options.ocr = document::Ocr::Never;
        const auto source = memorySource(outcome.bytes);
        const auto model = document::loadDocument(*source, ItemKind::Image, options, {});
        QVERIFY(model);
        for (const document::MetadataField &field : model->metadata)
            QVERIFY2(field.path.startsWith(u"Exif.Image."_s), qPrintable(field.path));
    }
}

void TestRedactImage::appliesTheOrientationBeforeMasks()
{
    const TempFolder folder;
    const auto path = folder.write("in.jpg", encoded(noise({96, 64}), "jpg"));
    runProgram(u"exiftool"_s, {u"-q"_s, u"-n"_s, u"-overwrite_original"_s, u"-Orientation=6"_s,
                               QString::fromStdString(path.string())});
    const PixelRect box{5, 70, 20, 20}; // exists only in the turned picture
    const Outcome outcome = redacted(readFile(path), planFor(box));
    QVERIFY(!outcome.error);
    const QImage image = decoded(outcome.bytes);
    QCOMPARE(image.size(), QSize(64, 96));
    QVERIFY(isBlack(image, box));
}

void TestRedactImage::masksTheRightPageOfATiff()
{
    TiffWriter writer;
    QVERIFY(writer.addPage(noise({96, 64})));
    QVERIFY(writer.addPage(noise({96, 64})));
    const QByteArray two = writer.finish().value();
    RedactionPlan plan;
    plan.pages.push_back({1, {PageRect{10.2, 10.2, 20, 20}}, u"(b)(6)"_s, FindingType::Custom});
    const Outcome outcome = redacted(two, plan);
    QVERIFY(!outcome.error);
    QVERIFY(!isBlack(decoded(outcome.bytes, 0), {10, 10, 21, 21}));
    QVERIFY(isBlack(decoded(outcome.bytes, 1), {10, 10, 21, 4}));
    QCOMPARE(outcome.report.pageCount, 2);
    plan.pages[0].page = 2;
    QCOMPARE(redacted(two, plan).error, ErrorKind::Invalid);
}

void TestRedactImage::keepsOnlyTheFirstFrameOfAnAnimation()
{
    const TempFolder folder;
    const auto path =
        runFfmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc=size=64x48:rate=5:duration=1"_s},
                  folder / "a.gif");
    const Outcome outcome = redacted(readFile(path), planFor({4, 4, 8, 8}));
    QVERIFY(!outcome.error);
    QVERIFY(outcome.bytes.startsWith("\x89PNG"));
    QVERIFY(!outcome.report.notes.isEmpty());
}

void TestRedactImage::fillsTextEvenWhenBlurIsAsked()
{
    const QByteArray png = encoded(noise({96, 64}), "png");
    const PixelRect box{20, 20, 30, 10};
    for (const Effect effect : {Effect::Blur, Effect::Pixelate}) {
        const Outcome outcome = redacted(png, planFor(box, effect, FindingType::UsSsn));
        QVERIFY(isBlack(decoded(outcome.bytes), box));
    }
}

void TestRedactImage::blursFromOutsideOnly()
{
    // Two pictures that differ inside of the box only come out the same.
    const PixelRect box{20, 20, 30, 20};
    QImage other = noise({96, 64});
    for (int y = box.y; y < box.bottom(); ++y) {
        for (int x = box.x; x < box.right(); ++x)
            other.setPixel(x, y, qRgb(255, 0, 0));
    }
    const RedactionPlan plan = planFor(box, Effect::Blur);
    QCOMPARE(redacted(encoded(noise({96, 64}), "png"), plan).bytes,
             redacted(encoded(other, "png"), plan).bytes);
}

void TestRedactImage::refusesMarksOutsideThePicture()
{
    const QByteArray png = encoded(noise({96, 64}), "png");
    QCOMPARE(redacted(png, planFor({200, 10, 5, 5})).error, ErrorKind::Invalid);
    QCOMPARE(redacted(png, planFor({10, 10, 0, 5})).error, ErrorKind::Invalid);
    RedactionPlan plan = planFor({1, 1, 2, 2});
    plan.masks[0].stream = 1;
    QCOMPARE(redacted(png, plan).error, ErrorKind::Invalid);
    // Partly outside is cut to the picture.
    QVERIFY(!redacted(png, planFor({-5, -5, 20, 20})).error);
}

void TestRedactImage::leavesOneMarkOutForTests()
{
    RedactionPlan plan = planFor({0, 0, 10, 10});
    plan.pages.push_back({0, {PageRect{50, 30, 10, 10}}, {}, FindingType::Custom});
    RedactOptions options;
    options.leaveOutMark = 1;
    const Outcome outcome = redacted(encoded(noise({96, 64}), "png"), plan, options);
    const QImage image = decoded(outcome.bytes);
    QVERIFY(isBlack(image, {0, 0, 10, 10}));
    QVERIFY(!isBlack(image, {50, 30, 10, 10}));
}

QTEST_GUILESS_MAIN(TestRedactImage)
#include "tst_redactimage.moc"
