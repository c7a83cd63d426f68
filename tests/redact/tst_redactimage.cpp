// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/picture.h"
#include "core/finding/effects.h"
#include "core/redact/picture/imagewriters.h"
#include "core/redact/redactor.h"
#include "tests/support/tempfolder.h"
#include "tests/support/tinymedia.h"

#include <QBuffer>
#include <QImageWriter>
#include <QSet>
#include <QTest>

#include <array>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

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
    void keepsEveryFrameOfAnAnimation_data();
    void keepsEveryFrameOfAnAnimation();
    void writesSeveralPhotographsAsPages();
    void leavesNothingUnderTransparency_data();
    void leavesNothingUnderTransparency();
    void masksEverySize();
    void readsInksAsLight();
    void fillsTextEvenWhenBlurIsAsked();
    void makesEveryEffectOfTheTable();
    void refusesWhatItDoesNothingWith();
    void blursFromOutsideOnly();
    void refusesMarksOutsideThePicture();
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
        const auto model = document::loadPicture(*source, options, {});
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

void TestRedactImage::keepsEveryFrameOfAnAnimation_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<QString>("written");
    QTest::newRow("gif") << u".gif"_s << u".png"_s;
    QTest::newRow("apng") << u".apng"_s << u".png"_s;
    QTest::newRow("webp") << u".webp"_s << u".webp"_s;
}

void TestRedactImage::keepsEveryFrameOfAnAnimation()
{
    QFETCH(QString, suffix);
    QFETCH(QString, written);
    const TempFolder folder;
    const auto path = runFfmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s,
                                 u"testsrc=size=65x47:rate=5:duration=1"_s, u"-lossless"_s, u"1"_s},
                                folder / ("a" + suffix.toStdString()));
    const QByteArray bytes = readFile(path);
    RedactionPlan plan;
    plan.pages.push_back({2, {PageRect{10, 10, 21, 13}}, {}, FindingType::Face});
    const Outcome outcome = redacted(bytes, plan);
    QVERIFY(!outcome.error);
    QCOMPARE(outcome.report.suffix, written);
    QCOMPARE(outcome.report.pageCount, 5);
    QCOMPARE(outcome.report.pageSizes, QList<QSize>(5, QSize(65, 47)));
    const auto source = memorySource(outcome.bytes);
    const auto info = document::probePicture(*source);
    QVERIFY(info);
    QCOMPARE(info->frames, 5);
    QCOMPARE(info->delaysMs, std::vector<int>(5, 200));
    for (int frame = 0; frame < 5; ++frame) {
        QImage expected = decoded(bytes, frame);
        if (frame == 2) {
            for (int y = 10; y < 23; ++y) {
                for (int x = 10; x < 31; ++x)
                    expected.setPixel(x, y, qRgb(0, 0, 0));
            }
        }
        QCOMPARE(decoded(outcome.bytes, frame), expected);
    }
    plan.pages[0].page = 5;
    QCOMPARE(redacted(bytes, plan).error, ErrorKind::Invalid);
}

void TestRedactImage::writesSeveralPhotographsAsPages()
{
    // Two JPEG with an index that calls the second another view.
    const QByteArray first = encoded(noise({96, 64}), "jpg");
    const QByteArray second = encoded(noise({48, 32}), "jpg");
    const auto big = [](quint32 value) {
        QByteArray bytes;
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes += char(value >> shift);
        return bytes;
    };
    const auto firstSize = quint32(first.size() + 4 + 62);
    QByteArray index = QByteArray("\xFF\xE2\0\x40MPF\0MM\0*", 12) + big(8) +
                       QByteArray("\0\1\xB0\2\0\7", 6) + big(32) + big(26) + big(0) +
                       big(0x20030000) + big(firstSize) + big(0) + big(0) + big(0x020002) +
                       big(quint32(second.size())) + big(firstSize - 10) + big(0);
    QByteArray stereo = first;
    stereo.insert(2, index);
    stereo += second;
    RedactionPlan plan;
    plan.pages.push_back({1, {PageRect{8, 8, 16, 16}}, {}, FindingType::Face});
    const Outcome outcome = redacted(stereo, plan);
    QVERIFY(!outcome.error);
    QCOMPARE(outcome.report.suffix, u".tif"_s);
    QVERIFY(!outcome.report.notes.isEmpty());
    QCOMPARE(decoded(outcome.bytes, 0).size(), QSize(96, 64));
    QCOMPARE(decoded(outcome.bytes, 1).size(), QSize(48, 32));
    QVERIFY(isBlack(decoded(outcome.bytes, 1), {8, 8, 16, 16}));
    const auto source = memorySource(stereo);
    QCOMPARE(imageSuffix(*source, u".mpo"_s, {}).value_or(QString()), u".tif"_s);
}

void TestRedactImage::leavesNothingUnderTransparency_data()
{
    QTest::addColumn<QString>("suffix");
    for (const char *suffix : {"png", "tif", "webp"})
        QTest::newRow(suffix) << QString::fromLatin1(suffix);
}

void TestRedactImage::leavesNothingUnderTransparency()
{
    QFETCH(QString, suffix);
    QImage image = noise({96, 64}).convertToFormat(QImage::Format_ARGB32);
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 96; ++x) {
            const QRgb p = image.pixel(x, y);
            image.setPixel(x, y,
                           qRgba(qRed(p), qGreen(p), qBlue(p),
                                 x < 30   ? 255
                                 : x < 60 ? 4
                                          : 0));
        }
    }
    const TempFolder folder;
    const auto png = folder.write("in.png", encoded(image, "png"));
    const auto in = folder / ("in2." + suffix.toStdString());
    runFfmpeg({u"-i"_s, QString::fromStdString(png.string()), u"-pix_fmt"_s,
               suffix == u"webp" ? u"bgra"_s : u"rgba"_s, u"-lossless"_s, u"1"_s},
              in);
    // Touched or not.
    for (const RedactionPlan &plan : {RedactionPlan(), planFor({2, 2, 9, 9})}) {
        const Outcome outcome = redacted(readFile(in), plan);
        QVERIFY(!outcome.error);
        // FFmpeg gives what is in the file, also what no viewer shows.
        const auto copy = folder.write("out." + suffix.toStdString(), outcome.bytes);
        runFfmpeg({u"-i"_s, QString::fromStdString(copy.string()), u"-f"_s, u"rawvideo"_s,
                   u"-pix_fmt"_s, u"rgba"_s},
                  folder / "raw");
        const QByteArray raw = readFile(folder / "raw");
        QCOMPARE(raw.size(), 96 * 64 * 4);
        for (int at = 0; at < raw.size(); at += 4) {
            if (uchar(raw[at + 3]) != 255)
                QCOMPARE(raw.mid(at, 4), QByteArray(4, '\0'));
        }
    }
}

void TestRedactImage::masksEverySize()
{
    const TempFolder folder;
    for (int side = 1; side <= 70; ++side) {
        const QImage image = noise({side, 71 - side});
        const PixelRect box{side / 3, (71 - side) / 4, (side + 2) / 3, (74 - side) / 4};
        TiffWriter tiff;
        QVERIFY(tiff.addPage(image));
        const QByteArray sources[] = {encoded(image, "png"), encoded(image, "jpg"),
                                      encoded(image, "bmp"), tiff.finish().value(),
                                      encodeWebP(image, WebPQuality::Lossless).value()};
        for (const QByteArray &bytes : sources) {
            const Outcome outcome = redacted(bytes, planFor(box));
            QVERIFY(!outcome.error);
            const QImage copy = decoded(outcome.bytes);
            QCOMPARE(copy.size(), image.size());
            QVERIFY2(isBlack(copy, box), QByteArray::number(side));
            const bool lossy = bytes.startsWith("\xFF\xD8");
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const bool inside =
                        x >= box.x && y >= box.y && x < box.right() && y < box.bottom();
                    if (!lossy && !inside)
                        QCOMPARE(copy.pixel(x, y), image.pixel(x, y));
                }
            }
        }
    }
}

void TestRedactImage::readsInksAsLight()
{
    // CMYK as Adobe writes it: inverted. No ink at all, and all of one ink.
    const auto cmykOf = [](const std::array<int, 4> &inks) {
        unsigned char *out = nullptr;
        unsigned long size = 0;
        jpeg_compress_struct info;
        jpeg_error_mgr errors;
        info.err = jpeg_std_error(&errors);
        jpeg_create_compress(&info);
        jpeg_mem_dest(&info, &out, &size);
        info.image_width = 32;
        info.image_height = 32;
        info.input_components = 4;
        info.in_color_space = JCS_CMYK;
        jpeg_set_defaults(&info);
        jpeg_set_quality(&info, 95, TRUE);
        jpeg_start_compress(&info, TRUE);
        std::vector<JSAMPLE> row;
        for (int x = 0; x < 32; ++x) {
            for (const int ink : inks)
                row.push_back(JSAMPLE(255 - ink));
        }
        JSAMPROW line = row.data();
        while (info.next_scanline < info.image_height)
            jpeg_write_scanlines(&info, &line, 1);
        jpeg_finish_compress(&info);
        jpeg_destroy_compress(&info);
        const QByteArray bytes(reinterpret_cast<const char *>(out), qsizetype(size));
        std::free(out);
        return bytes;
    };
    const std::pair<std::array<int, 4>, QColor> cases[] = {{{0, 0, 0, 0}, Qt::white},
                                                           {{255, 0, 0, 0}, Qt::cyan},
                                                           {{0, 255, 0, 0}, Qt::magenta},
                                                           {{0, 0, 255, 0}, Qt::yellow},
                                                           {{0, 0, 0, 255}, Qt::black}};
    for (const auto &[inks, expected] : cases) {
        const Outcome outcome = redacted(cmykOf(inks), planFor({0, 0, 8, 8}));
        QVERIFY(!outcome.error);
        const QColor got = decoded(outcome.bytes).pixelColor(24, 24);
        QVERIFY2(std::abs(got.red() - expected.red()) < 20 &&
                     std::abs(got.green() - expected.green()) < 20 &&
                     std::abs(got.blue() - expected.blue()) < 20,
                 qPrintable(got.name()));
        QVERIFY(isBlack(decoded(outcome.bytes), {0, 0, 8, 8}));
    }
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

void TestRedactImage::makesEveryEffectOfTheTable()
{
    const QImage original = noise({96, 64});
    const QByteArray png = encoded(original, "png");
    const PixelRect box{20, 20, 32, 24};
    int solid = 0;
    QSet<QByteArray> made;
    for (const Effect effect : effectsOn(Canvas::Picture, FindingType::Face)) {
        const Outcome outcome = redacted(png, planFor(box, effect));
        QVERIFY2(outcome.report.done == std::vector{effect}, qPrintable(toString(effect)));
        QCOMPARE(isBlack(decoded(outcome.bytes), box), isSolid(effect));
        solid += isSolid(effect);
        made.insert(outcome.bytes);
    }
    QVERIFY(solid > 0 && made.size() > solid); // they differ
    // An outline is drawn on films; here it is a fill, and told as one.
    QVERIFY(redacted(png, planFor(box, Effect::OutlineLabel)).report.done ==
            std::vector{Effect::Fill});
}

void TestRedactImage::refusesWhatItDoesNothingWith()
{
    const QByteArray png = encoded(noise({96, 64}), "png");
    RedactionPlan plan = planFor({20, 20, 30, 10});
    plan.marks = {{0, Effect::Fill}, {-1, Effect::Remove}};
    const TempFolder folder;
    auto output = AtomicOutput::create(folder / "out");
    const auto report = redactImage(*memorySource(png), plan, {}, **output, {});
    QVERIFY(report);
    const auto applied = appliedEffects(plan, report->done);
    QVERIFY(applied);
    QVERIFY(*applied == (std::vector{Effect::Fill, Effect::Remove}));
    // A cut of sound, in a picture: no writer has made it, and the copy must not leave.
    plan.cuts.push_back({0, {0, 1}, {}, Effect::Silence});
    const auto more = redactImage(*memorySource(png), plan, {}, **output, {});
    QVERIFY(more);
    const auto refused = appliedEffects(plan, more->done);
    QVERIFY(!refused);
    QVERIFY(refused.error().kind() == ErrorKind::Internal);
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

QTEST_GUILESS_MAIN(TestRedactImage)
#include "tst_redactimage.moc"
