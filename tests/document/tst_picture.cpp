// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/picture.h"
#include "tests/support/tempfolder.h"
#include "tests/support/tinymedia.h"

#include <QBuffer>
#include <QImageWriter>
#include <QPainter>
#include <QTest>
#include <QtEndian>

using namespace redoubt;
using namespace redoubt::document;
using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace {

// Left half red, right half blue, the top left quarter green: tells every orientation apart.
QImage sample(QSize size = {64, 32})
{
    QImage image(size, QImage::Format_RGB888);
    image.fill(Qt::red);
    QPainter painter(&image);
    painter.fillRect(size.width() / 2, 0, size.width() / 2, size.height(), Qt::blue);
    painter.fillRect(0, 0, size.width() / 2, size.height() / 2, Qt::green);
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

QString valueOf(const DocModel &model, const QString &path)
{
    for (const MetadataField &field : model.metadata) {
        if (field.path == path)
            return field.value.reveal();
    }
    return {};
}

DocModel loaded(const QByteArray &bytes, Ocr ocr = Ocr::Never)
{
    LoadOptions options;
    options.ocr = ocr;
    const auto source = memorySource(bytes);
    return loadPicture(*source, options, {}).value_or({});
}

} // namespace

class TestPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodesEveryFormat_data();
    void decodesEveryFormat();
    void appliesTheOrientation();
    void refusesAbsurdSizesBeforeAllocating_data();
    void refusesAbsurdSizesBeforeAllocating();
    void refusesWhatIsNoPicture();
    void listsMetadata();
    void readsWordsInFullSizePixels();
    void rendersAtTheAskedResolution();
};

void TestPicture::decodesEveryFormat_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<int>("tolerance");
    QTest::newRow("jpeg") << u"jpg"_s << 40;
    QTest::newRow("png") << u"png"_s << 0;
    QTest::newRow("bmp") << u"bmp"_s << 0;
    QTest::newRow("gif") << u"gif"_s << 40;
    QTest::newRow("tiff") << u"tif"_s << 0;
    QTest::newRow("webp") << u"webp"_s << 40;
}

void TestPicture::decodesEveryFormat()
{
    QFETCH(QString, suffix);
    QFETCH(int, tolerance);
    const TempFolder folder;
    const auto png = folder.write("in.png", encoded(sample(), "png"));
    const auto out = folder / ("out." + suffix.toStdString());
    runFfmpeg({u"-i"_s, QString::fromStdString(png.string())}, out);
    const auto source = memorySource(readFile(out));
    const auto image = decodePicture(*source);
    QVERIFY(image);
    QCOMPARE(image->size(), QSize(64, 32));
    QCOMPARE(image->format(), QImage::Format_RGB888);
    const auto near = [&](QPoint at, QColor wanted) {
        const QColor got = image->pixelColor(at);
        return std::abs(got.red() - wanted.red()) <= tolerance &&
               std::abs(got.green() - wanted.green()) <= tolerance &&
               std::abs(got.blue() - wanted.blue()) <= tolerance;
    };
    QVERIFY(near({12, 25}, Qt::red));
    QVERIFY(near({52, 25}, Qt::blue));
    QVERIFY(near({12, 5}, Qt::green));
}

void TestPicture::appliesTheOrientation()
{
    const TempFolder folder;
    const auto path = folder.write("in.jpg", encoded(sample(), "jpg"));
    for (int orientation = 1; orientation <= 8; ++orientation) {
        runProgram(u"exiftool"_s,
                   {u"-q"_s, u"-n"_s, u"-overwrite_original"_s,
                    u"-Orientation=%1"_s.arg(orientation), QString::fromStdString(path.string())});
        const auto source = memorySource(readFile(path));
        const auto info = probePicture(*source);
        const auto image = decodePicture(*source);
        QVERIFY(info && image);
        QCOMPARE(info->size, orientation > 4 ? QSize(32, 64) : QSize(64, 32));
        QCOMPARE(image->size(), info->size);
        // Where the green corner comes to lie.
        static const QPoint corners[] = {{0, 0}, {1, 0}, {1, 1}, {0, 1},
                                         {0, 0}, {1, 0}, {1, 1}, {0, 1}};
        const QPoint corner = corners[orientation - 1];
        const QColor colour = image->pixelColor(corner.x() ? image->width() - 4 : 3,
                                                corner.y() ? image->height() - 4 : 3);
        QVERIFY2(colour.green() > 200 && colour.red() < 60, QByteArray::number(orientation));
    }
}

void TestPicture::refusesAbsurdSizesBeforeAllocating_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QByteArray png = encoded(sample(), "png");
    qToBigEndian<quint32>(60000, png.data() + 16);
    qToBigEndian<quint32>(60000, png.data() + 20);
    // The header's checksum must fit, or the reader stops there.
    const auto crc = [](const QByteArray &bytes) {
        quint32 value = 0xFFFFFFFF;
        for (const char c : bytes) {
            value ^= uchar(c);
            for (int i = 0; i < 8; ++i)
                value = (value >> 1) ^ (value & 1 ? 0xEDB88320 : 0);
        }
        return ~value;
    };
    qToBigEndian<quint32>(crc(png.mid(12, 17)), png.data() + 29);
    QTest::newRow("png") << png;
    QByteArray bmp = encoded(sample(), "bmp");
    qToLittleEndian<quint32>(60000, bmp.data() + 18);
    qToLittleEndian<quint32>(60000, bmp.data() + 22);
    QTest::newRow("bmp") << bmp;
    // A TIFF of one directory: width, height, bits, strips.
    QByteArray tiff("II*\0\x08\0\0\0\x04\0", 10);
    const auto entry = [&](quint16 tag, quint32 value) {
        QByteArray bytes(12, '\0');
        qToLittleEndian<quint16>(tag, bytes.data());
        qToLittleEndian<quint16>(4, bytes.data() + 2);
        qToLittleEndian<quint32>(1, bytes.data() + 4);
        qToLittleEndian<quint32>(value, bytes.data() + 8);
        tiff += bytes;
    };
    entry(256, 90000);
    entry(257, 90000);
    entry(273, 8);
    entry(279, 4);
    tiff += QByteArray(4, '\0');
    QTest::newRow("tiff") << tiff;
}

void TestPicture::refusesAbsurdSizesBeforeAllocating()
{
    QFETCH(QByteArray, bytes);
    const auto source = memorySource(bytes);
    const auto image = decodePicture(*source);
    QVERIFY(!image);
    // Qt itself refuses such a BMP; the kind then is its own.
    QVERIFY(image.error().kind() == ErrorKind::Limit ||
            (image.error().kind() == ErrorKind::Damaged && bytes.startsWith("BM")));
}

void TestPicture::refusesWhatIsNoPicture()
{
    const auto text = memorySource("hello");
    QCOMPARE(decodePicture(*text).error().kind(), ErrorKind::Unsupported);
    const auto empty = memorySource({});
    QCOMPARE(decodePicture(*empty).error().kind(), ErrorKind::Unsupported);
    const auto cut = memorySource(encoded(sample(), "png").left(40));
    const auto image = decodePicture(*cut);
    QVERIFY(!image);
    QCOMPARE(image.error().kind(), ErrorKind::Damaged);
}

void TestPicture::listsMetadata()
{
    const TempFolder folder;
    const auto jpeg = folder.write("in.jpg", encoded(sample(), "jpg"));
    const auto png = folder.write("in.png", encoded(sample(), "png"));
    for (const auto &path : {jpeg, png})
        runProgram(u"exiftool"_s,
                   {u"-q"_s, u"-overwrite_original"_s, u"-GPSLatitude=52.5"_s,
                    u"-GPSLatitudeRef=N"_s, u"-XMP-dc:Creator=Jane Roe"_s, u"-Artist=Jane"_s,
                    u"-Comment=taken at home"_s, QString::fromStdString(path.string())});
    const DocModel photo = loaded(readFile(jpeg));
    QVERIFY(!valueOf(photo, u"Exif.GPSInfo.GPSLatitude"_s).isEmpty());
    QCOMPARE(valueOf(photo, u"Xmp.dc.creator"_s), u"Jane Roe"_s);
    QCOMPARE(valueOf(photo, u"Comment"_s), u"taken at home"_s);
    const DocModel drawing = loaded(readFile(png));
    QCOMPARE(valueOf(drawing, u"Png.Text.Comment"_s), u"taken at home"_s);
    QCOMPARE(valueOf(drawing, u"Xmp.dc.creator"_s), u"Jane Roe"_s);
    QVERIFY(loaded(encoded(sample(), "bmp")).metadata.isEmpty());
}

void TestPicture::readsWordsInFullSizePixels()
{
    QImage image(700, 240, QImage::Format_RGB888);
    image.fill(Qt::white);
    {
        QPainter painter(&image);
        QFont font(u"DejaVu Sans"_s);
        font.setPixelSize(40);
        painter.setFont(font);
        painter.drawText(QPoint(60, 130), u"Patient Miller"_s);
    }
    const DocModel model = loaded(encoded(image, "png"), Ocr::WhereNeeded);
    if (!model.notExamined.isEmpty())
        QSKIP("English text recognition is not installed");
    QCOMPARE(model.text, u"Patient Miller"_s);
    const PageRect box = model.pages[0].words[1].box;
    QVERIFY(box.x > 180 && box.right() < 400);
    QVERIFY(box.y > 80 && box.bottom() < 145);
    QCOMPARE(model.pages[0].words[1].source, WordSource::Ocr);
}

void TestPicture::rendersAtTheAskedResolution()
{
    const auto source = memorySource(encoded(sample(), "png"));
    auto renderer = PageRenderer::openPicture(*source);
    QVERIFY(renderer);
    QCOMPARE((*renderer)->render(0, 72, {})->size(), QSize(64, 32));
    QCOMPARE((*renderer)->render(0, 144, {})->size(), QSize(128, 64));
    QVERIFY(!(*renderer)->render(1, 72, {}));
}

QTEST_MAIN(TestPicture)
#include "tst_picture.moc"
