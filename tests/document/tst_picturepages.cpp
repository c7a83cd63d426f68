// SPDX-License-Identifier: AGPL-3.0-or-later
// Pictures that lie on their side, that are many in one file, and that hold more than they show.
#include "core/document/orientation.h"
#include "core/document/picture.h"
#include "core/document/pictureviews.h"
#include "tests/support/tempfolder.h"
#include "tests/support/tinymedia.h"

#include <libheif/heif.h>
#include <tiffio.h>
#include <zlib.h>

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

/// Four quarters of four colours: tells every orientation apart, and survives lossy coding.
QImage quarters(QSize size = {64, 32})
{
    QImage image(size, QImage::Format_RGB888);
    QPainter painter(&image);
    const int w = size.width() / 2;
    const int h = size.height() / 2;
    painter.fillRect(0, 0, w, h, Qt::red);
    painter.fillRect(w, 0, size.width() - w, h, Qt::green);
    painter.fillRect(0, h, w, size.height() - h, Qt::blue);
    painter.fillRect(w, h, size.width() - w, size.height() - h, Qt::white);
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

/// What the standard says an orientation means, pixel by pixel.
QImage turned(const QImage &source, int orientation)
{
    const int w = source.width();
    const int h = source.height();
    QImage out(orientation > 4 ? QSize(h, w) : QSize(w, h), source.format());
    for (int y = 0; y < out.height(); ++y) {
        for (int x = 0; x < out.width(); ++x) {
            const QPoint from[] = {{x, y}, {w - 1 - x, y}, {w - 1 - x, h - 1 - y}, {x, h - 1 - y},
                                   {y, x}, {y, h - 1 - x}, {w - 1 - y, h - 1 - x}, {w - 1 - y, x}};
            out.setPixel(x, y, source.pixel(from[orientation - 1]));
        }
    }
    return out;
}

bool alike(const QImage &a, const QImage &b, int tolerance)
{
    if (a.size() != b.size())
        return false;
    for (const double fx : {0.25, 0.75}) {
        for (const double fy : {0.25, 0.75}) {
            const QPoint at(int(a.width() * fx), int(a.height() * fy));
            const QColor p = a.pixelColor(at);
            const QColor q = b.pixelColor(at);
            if (std::abs(p.red() - q.red()) > tolerance ||
                std::abs(p.green() - q.green()) > tolerance ||
                std::abs(p.blue() - q.blue()) > tolerance)
                return false;
        }
    }
    return true;
}

/// An Exif block that says nothing but the orientation.
QByteArray exifOf(int orientation, bool little = false)
{
    if (little)
        return QByteArray("II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0", 18) + char(orientation) +
               QByteArray(7, '\0');
    return QByteArray("MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0", 19) + char(orientation) +
           QByteArray(6, '\0');
}

QByteArray pngChunk(const char *type, const QByteArray &body)
{
    const QByteArray named = QByteArray(type, 4) + body;
    QByteArray number(4, '\0');
    qToBigEndian<quint32>(quint32(body.size()), number.data());
    QByteArray chunk = number + named;
    qToBigEndian<quint32>(
        quint32(crc32(0, reinterpret_cast<const Bytef *>(named.constData()), uInt(named.size()))),
        number.data());
    return chunk + number;
}

QByteArray withChunk(QByteArray png, const QByteArray &chunk, bool behindData = false)
{
    return png.insert(behindData ? png.size() - 12 : 33, chunk);
}

/// The way in which older programs put Exif into PNG.
QByteArray rawProfileChunk(const char *type, const QByteArray &exif)
{
    const QByteArray block = QByteArray("Exif\0\0", 6) + exif;
    const QByteArray text =
        "\nexif\n      " + QByteArray::number(block.size()) + "\n" + block.toHex() + "\n";
    QByteArray body("Raw profile type exif");
    body += '\0';
    if (qstrcmp(type, "zTXt") == 0)
        body += '\0' + qCompress(text).mid(4);
    else if (qstrcmp(type, "iTXt") == 0)
        body += QByteArray(4, '\0') + text;
    else
        body += text;
    return pngChunk(type, body);
}

/// One page of a TIFF to write.
struct TiffPage
{
    QImage picture; ///< Grayscale8 or RGB888
    int bits = 8;   ///< 16: each value twice; 1: black and white
    int compression = COMPRESSION_NONE;
    int orientation = ORIENTATION_TOPLEFT;
    int kind = 0;     ///< FILETYPE_
    int children = 0; ///< SubIFDs that follow
};

QByteArray tiffOf(const std::vector<TiffPage> &pages)
{
    const TempFolder folder;
    const auto path = folder / "t.tif";
    TIFF *tiff = TIFFOpen(path.string().c_str(), "w");
    for (const TiffPage &page : pages) {
        const int samples = page.picture.format() == QImage::Format_RGB888 ? 3 : 1;
        TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, page.picture.width());
        TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, page.picture.height());
        TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, page.bits);
        TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, samples);
        TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC,
                     samples == 3 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK);
        TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
        TIFFSetField(tiff, TIFFTAG_COMPRESSION, page.compression);
        TIFFSetField(tiff, TIFFTAG_ORIENTATION, page.orientation);
        TIFFSetField(tiff, TIFFTAG_SUBFILETYPE, page.kind);
        TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, page.picture.height());
        std::vector<toff_t> below(size_t(page.children), 0);
        if (page.children > 0)
            TIFFSetField(tiff, TIFFTAG_SUBIFD, page.children, below.data());
        for (int y = 0; y < page.picture.height(); ++y) {
            const uchar *line = page.picture.constScanLine(y);
            const int values = page.picture.width() * samples;
            QByteArray row;
            if (page.bits == 1) {
                row = QByteArray((values + 7) / 8, '\0');
                for (int i = 0; i < values; ++i)
                    row[i / 8] = char(row[i / 8] | (line[i] > 127 ? 0x80 >> (i % 8) : 0));
            } else {
                for (int i = 0; i < values; ++i)
                    row += QByteArray(page.bits / 8, char(line[i]));
            }
            TIFFWriteScanline(tiff, row.data(), uint32_t(y), 0);
        }
        TIFFWriteDirectory(tiff);
    }
    TIFFClose(tiff);
    return readFile(path);
}

QImage grey(QSize size, int value)
{
    QImage image(size, QImage::Format_Grayscale8);
    image.fill(value);
    return image;
}

struct HeicPicture
{
    QImage picture;
    heif_orientation orientation = heif_orientation_normal; ///< by irot and imir
    QByteArray exif{};
};

/// Empty when this libheif cannot encode.
QByteArray heicOf(const std::vector<HeicPicture> &pictures)
{
    heif_context *context = heif_context_alloc();
    heif_encoder *encoder = nullptr;
    if (heif_context_get_encoder_for_format(context, heif_compression_HEVC, &encoder).code !=
        heif_error_Ok) {
        heif_context_free(context);
        return {};
    }
    heif_encoder_set_lossless(encoder, 0);
    heif_encoder_set_lossy_quality(encoder, 95);
    bool first = true;
    for (const HeicPicture &one : pictures) {
        const QImage rgb = one.picture.convertToFormat(QImage::Format_RGB888);
        heif_image *image = nullptr;
        heif_image_create(rgb.width(), rgb.height(), heif_colorspace_RGB,
                          heif_chroma_interleaved_RGB, &image);
        heif_image_add_plane(image, heif_channel_interleaved, rgb.width(), rgb.height(), 8);
        int stride = 0;
        uint8_t *plane = heif_image_get_plane(image, heif_channel_interleaved, &stride);
        for (int y = 0; y < rgb.height(); ++y)
            std::copy_n(rgb.constScanLine(y), 3 * rgb.width(), plane + qsizetype(y) * stride);
        heif_encoding_options *options = heif_encoding_options_alloc();
        options->image_orientation = one.orientation;
        heif_image_handle *handle = nullptr;
        heif_context_encode_image(context, image, encoder, options, &handle);
        if (!one.exif.isEmpty())
            heif_context_add_exif_metadata(context, handle, one.exif.constData(),
                                           int(one.exif.size()));
        if (first)
            heif_context_set_primary_image(context, handle);
        first = false;
        heif_image_handle_release(handle);
        heif_encoding_options_free(options);
        heif_image_release(image);
    }
    heif_encoder_release(encoder);
    QByteArray bytes;
    heif_writer writer;
    writer.writer_api_version = 1;
    writer.write = [](heif_context *, const void *data, size_t size, void *out) {
        static_cast<QByteArray *>(out)->append(static_cast<const char *>(data), qsizetype(size));
        return heif_error{heif_error_Ok, heif_suberror_Unspecified, ""};
    };
    heif_context_write(context, &writer, &bytes);
    heif_context_free(context);
    return bytes;
}

/// Two JPEG in one file with an index (multi-picture format).
QByteArray mpoOf(const QByteArray &first, const QByteArray &second, quint32 kind)
{
    const auto big = [](quint32 value, int count) {
        QByteArray bytes;
        for (int i = count - 1; i >= 0; --i)
            bytes += char(value >> (8 * i));
        return bytes;
    };
    // TIFF header, one directory with the tag of the entries, two entries of 16 bytes.
    const qsizetype bodySize = 4 + 8 + 2 + 12 + 4 + 32;
    const qsizetype firstSize = first.size() + 4 + bodySize;
    QByteArray body = QByteArray("MPF\0", 4) + QByteArray("MM\0*", 4) + big(8, 4) + big(1, 2) +
                      big(0xB002, 2) + big(7, 2) + big(32, 4) + big(26, 4) + big(0, 4);
    body += big(0x20030000, 4) + big(quint32(firstSize), 4) + big(0, 4) + big(0, 4);
    // Offsets count from the index's TIFF header: two bytes of the picture, four of the segment,
    // four of its name lie before it.
    body +=
        big(kind, 4) + big(quint32(second.size()), 4) + big(quint32(firstSize - 10), 4) + big(0, 4);
    QByteArray file = first;
    file.insert(2, QByteArray("\xFF\xE2", 2) + big(quint32(bodySize + 2), 2) + body);
    return file + second;
}

PictureInfo probed(const QByteArray &bytes)
{
    const auto source = memorySource(bytes);
    return probePicture(*source).value_or(PictureInfo());
}

QImage frameOf(const QByteArray &bytes, int frame = 0)
{
    const auto source = memorySource(bytes);
    return decodeFrame(*source, frame).value_or(QImage());
}

QByteArray vector(const char *name)
{
    return readFile(std::filesystem::path(REDOUBT_PICTURE_VECTORS) / name);
}

DocModel read(const QByteArray &bytes)
{
    LoadOptions options;
    options.ocr = Ocr::WhereNeeded;
    const auto source = memorySource(bytes);
    return loadPicture(*source, options, {}).value_or(DocModel());
}

bool lacksRecogniser(const DocModel &model)
{
    return !model.notExamined.isEmpty();
}

QImage withText(QSize size, const QString &text, const QColor &ink, const QColor &ground)
{
    QImage image(size, QImage::Format_ARGB32);
    image.fill(ground);
    QPainter painter(&image);
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    painter.setRenderHint(QPainter::TextAntialiasing, false);
    QFont font(u"DejaVu Sans"_s);
    font.setPixelSize(32);
    font.setStyleStrategy(QFont::NoAntialias);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(QPoint(20, size.height() / 2 + 10), text);
    return image;
}

} // namespace

class TestPicturePages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void turnsEveryFormat_data();
    void turnsEveryFormat();
    void turnsHeicOnce();
    void ignoresOrientationsThatAreNone();
    void readsTextThatLiesOnItsSide();
    void readsEveryPageOfATiff();
    void readsTheWordsOfEveryPage();
    void leavesOutWhatIsAPreviewOnly();
    void readsThePictureBehindThePreview();
    void saysThatPagesCannotBeFound();
    void readsEveryFrameOfAnAnimation_data();
    void readsEveryFrameOfAnAnimation();
    void composesFramesOfApng();
    void readsAllOfTheHeicCollection();
    void refusesSequencesAndEndlessAnimations();
    void readsEveryViewOfAnMpo();
    void tellsOfBytesBehindThePicture();
    void emptiesPixelsThatNobodySees_data();
    void emptiesPixelsThatNobodySees();
    void readsWhatOnlySomeViewersShow_data();
    void readsWhatOnlySomeViewersShow();
    void decodesOddSizesAndDepths();
};

void TestPicturePages::turnsEveryFormat_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<int>("orientation");
    for (const char *how :
         {"jpeg", "png", "png, chunk behind the data", "png, tEXt", "png, zTXt", "png, iTXt",
          "png, little-endian", "webp", "tiff", "tiff, second page"}) {
        for (int orientation = 1; orientation <= 8; ++orientation)
            QTest::addRow("%s, %d", how, orientation) << QString::fromLatin1(how) << orientation;
    }
}

void TestPicturePages::turnsEveryFormat()
{
    QFETCH(QString, how);
    QFETCH(int, orientation);
    const QImage stored = quarters();
    QByteArray bytes = encoded(stored, "png");
    int page = 0;
    if (how == u"jpeg") {
        const QByteArray body = QByteArray("Exif\0\0", 6) + exifOf(orientation);
        bytes = encoded(stored, "jpeg");
        bytes.insert(2, QByteArray("\xFF\xE1\0", 3) + char(body.size() + 2) + body);
    } else if (how == u"png") {
        bytes = withChunk(bytes, pngChunk("eXIf", exifOf(orientation)));
    } else if (how == u"png, chunk behind the data") {
        bytes = withChunk(bytes, pngChunk("eXIf", exifOf(orientation)), true);
    } else if (how == u"png, little-endian") {
        bytes = withChunk(bytes, pngChunk("eXIf", exifOf(orientation, true)));
    } else if (how.startsWith(u"png, "_s)) {
        bytes = withChunk(bytes, rawProfileChunk(how.mid(5).toLatin1(), exifOf(orientation)));
    } else if (how == u"webp") {
        const TempFolder folder;
        const auto png = folder.write("a.png", bytes);
        runFfmpeg({u"-i"_s, QString::fromStdString(png.string())}, folder / "a.webp");
        runProgram(u"exiftool"_s, {u"-q"_s, u"-n"_s, u"-overwrite_original"_s,
                                   u"-Orientation=%1"_s.arg(orientation),
                                   QString::fromStdString((folder / "a.webp").string())});
        bytes = readFile(folder / "a.webp");
    } else {
        page = how == u"tiff" ? 0 : 1;
        bytes = tiffOf({{stored, 8, COMPRESSION_NONE, page == 0 ? orientation : 1},
                        {stored, 8, COMPRESSION_LZW, page == 1 ? orientation : 1}});
    }
    const QImage expected = turned(stored, orientation);
    if (page == 0)
        QCOMPARE(probed(bytes).size, expected.size());
    const QImage image = frameOf(bytes, page);
    QCOMPARE(image.size(), expected.size());
    QVERIFY(alike(image, expected, 60));
}

void TestPicturePages::turnsHeicOnce()
{
    const QImage stored = quarters({128, 64});
    if (heicOf({{stored}}).isEmpty())
        QSKIP("This libheif cannot encode");
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const QImage expected = turned(stored, orientation);
        // By Exif alone, by the file's own properties alone, and by both, which must not add up.
        const QByteArray exif = exifOf(orientation);
        const auto own = heif_orientation(orientation);
        for (const HeicPicture &picture :
             {HeicPicture{stored, heif_orientation_normal, exif}, HeicPicture{stored, own, {}},
              HeicPicture{stored, own, exif}}) {
            const QByteArray bytes = heicOf({picture});
            const QByteArray place = "orientation " + QByteArray::number(orientation) + ", own " +
                                     QByteArray::number(int(picture.orientation)) + ", exif " +
                                     QByteArray::number(picture.exif.size());
            const QImage image = frameOf(bytes);
            QVERIFY2(probed(bytes).size == image.size(), place);
            // What libheif makes of its own properties is its own business; Exif is ours.
            if (picture.orientation == heif_orientation_normal)
                QVERIFY2(alike(image, expected, 60), place);
            else
                QVERIFY2(alike(image, frameOf(heicOf({{stored, own, {}}})), 20), place);
        }
    }
}

void TestPicturePages::ignoresOrientationsThatAreNone()
{
    for (const QByteArray &exif :
         {QByteArray(), QByteArray("MM"), QByteArray("MM\0*\0\0\0\x08", 8), exifOf(0), exifOf(9),
          exifOf(6).left(20), QByteArray("XX") + exifOf(6).mid(2),
          QByteArray("MM\0*\xff\xff\xff\xff", 8) + exifOf(6)})
        QCOMPARE(exifOrientation(exif), 1);
    QCOMPARE(exifOrientation(exifOf(6)), 6);
    QCOMPARE(exifOrientation(QByteArray("Exif\0\0", 6) + exifOf(6)), 6);
}

void TestPicturePages::readsTextThatLiesOnItsSide()
{
    const DocModel model = read(vector("orientation-6.png"));
    if (lacksRecogniser(model))
        QSKIP("English text recognition is not installed");
    QCOMPARE(model.pages[0].size, QSizeF(640, 400));
    QVERIFY(model.text.contains(u'@'));
}

void TestPicturePages::readsEveryPageOfATiff()
{
    // Pages of different size, depth, colour and compression.
    const QImage white = grey({40, 30}, 255);
    const QByteArray bytes = tiffOf({{quarters({64, 32})},
                                     {grey({33, 77}, 200), 16, COMPRESSION_ADOBE_DEFLATE},
                                     {white, 1, COMPRESSION_CCITTFAX4},
                                     {quarters({70, 50}), 8, COMPRESSION_JPEG},
                                     {grey({5, 3}, 10), 8, COMPRESSION_PACKBITS}});
    const PictureInfo info = probed(bytes);
    QCOMPARE(info.frames, 5);
    QCOMPARE(info.size, QSize(64, 32));
    QVERIFY(!info.animated);
    QVERIFY(info.deep);
    QVERIFY(!info.lossless);
    const QSize sizes[] = {{64, 32}, {33, 77}, {40, 30}, {70, 50}, {5, 3}};
    for (int page = 4; page >= 0; --page)
        QCOMPARE(frameOf(bytes, page).size(), sizes[page]);
    QCOMPARE(qRed(frameOf(bytes, 1).pixel(5, 5)), 200);
    QCOMPARE(qRed(frameOf(bytes, 2).pixel(5, 5)), 255);
    QVERIFY(alike(frameOf(bytes, 3), quarters({70, 50}), 60));
    QVERIFY(frameOf(bytes, 5).isNull());
    QVERIFY(frameOf(bytes, -1).isNull());
}

void TestPicturePages::readsTheWordsOfEveryPage()
{
    const DocModel model = read(vector("tiff-three-pages.tif"));
    QCOMPARE(model.pages.size(), size_t(3));
    if (lacksRecogniser(model))
        QSKIP("English text recognition is not installed");
    for (const Page &page : model.pages) {
        QVERIFY(!page.words.empty());
        QCOMPARE(page.size, QSizeF(640, 400));
    }
}

void TestPicturePages::leavesOutWhatIsAPreviewOnly()
{
    const QByteArray pyramid =
        tiffOf({{quarters({64, 32})},
                {quarters({32, 16}), 8, COMPRESSION_NONE, 1, FILETYPE_REDUCEDIMAGE}});
    QCOMPARE(probed(pyramid).frames, 1);
    QCOMPARE(probed(pyramid).sidePictures, 1);
    // Called a preview, but of nothing that is there: a page as any other.
    const QByteArray liar =
        tiffOf({{quarters({64, 32})},
                {quarters({90, 90}), 8, COMPRESSION_NONE, 1, FILETYPE_REDUCEDIMAGE}});
    QCOMPARE(probed(liar).frames, 2);
    QCOMPARE(probed(liar).sidePictures, 0);
    const QByteArray below =
        tiffOf({{quarters({64, 32}), 8, COMPRESSION_NONE, 1, 0, 1},
                {quarters({32, 16}), 8, COMPRESSION_NONE, 1, FILETYPE_REDUCEDIMAGE},
                {quarters({50, 50})}});
    QCOMPARE(probed(below).frames, 2);
    QCOMPARE(probed(below).sidePictures, 1);
    QCOMPARE(frameOf(below, 1).size(), QSize(50, 50));
}

void TestPicturePages::readsThePictureBehindThePreview()
{
    // As cameras write it: a preview in front, the picture itself in a directory of its own.
    const QByteArray bytes =
        tiffOf({{quarters({32, 16}), 8, COMPRESSION_NONE, 1, FILETYPE_REDUCEDIMAGE, 1},
                {quarters({128, 64})}});
    QCOMPARE(probed(bytes).frames, 1);
    QCOMPARE(probed(bytes).sidePictures, 1);
    QCOMPARE(frameOf(bytes).size(), QSize(128, 64));
}

void TestPicturePages::saysThatPagesCannotBeFound()
{
    QByteArray bytes = tiffOf({{quarters()}, {quarters()}});
    // The first directory names the second; the name now points out of the file.
    const auto first = qFromLittleEndian<quint32>(bytes.constData() + 4);
    const auto entries = qFromLittleEndian<quint16>(bytes.constData() + first);
    qToLittleEndian<quint32>(quint32(bytes.size() + 1000), bytes.data() + first + 2 + 12 * entries);
    QVERIFY(probed(bytes).damagedTail);
    QCOMPARE(probed(bytes).frames, 1);
    const auto source = memorySource(bytes);
    LoadOptions options;
    options.ocr = Ocr::Never;
    const auto model = loadPicture(*source, options, {});
    QVERIFY(model);
    QCOMPARE(model->notExamined.size(), 1);
    QVERIFY(!probed(tiffOf({{quarters()}, {quarters()}})).damagedTail);
}

void TestPicturePages::readsEveryFrameOfAnAnimation_data()
{
    QTest::addColumn<QString>("suffix");
    for (const char *suffix : {"gif", "apng", "webp"})
        QTest::newRow(suffix) << QString::fromLatin1(suffix);
}

void TestPicturePages::readsEveryFrameOfAnAnimation()
{
    QFETCH(QString, suffix);
    const TempFolder folder;
    const QStringList test{u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc=size=65x47:rate=5:duration=1"_s};
    const auto path = runFfmpeg(test + QStringList{u"-lossless"_s, u"1"_s},
                                folder / ("a." + suffix.toStdString()));
    const QByteArray bytes = readFile(path);
    const PictureInfo info = probed(bytes);
    QCOMPARE(info.frames, 5);
    QVERIFY(info.animated);
    QCOMPARE(info.delaysMs, std::vector<int>(5, 200));
    // FFmpeg cannot read an animated WebP; there the frames are compared with what it wrote.
    const QStringList from =
        suffix == u"webp" ? test : QStringList{u"-i"_s, QString::fromStdString(path.string())};
    runFfmpeg(from, folder / "f%d.png");
    const auto source = memorySource(bytes);
    const auto reader = PictureReader::open(*source);
    QVERIFY(reader);
    for (const int frame : {0, 1, 2, 3, 4, 2, 2, 0, 4}) {
        const QImage expected(
            QString::fromStdString((folder / ("f" + std::to_string(frame + 1) + ".png")).string()));
        const auto image = (*reader)->frame(frame);
        QVERIFY(image);
        QCOMPARE(image->convertToFormat(QImage::Format_RGB32),
                 expected.convertToFormat(QImage::Format_RGB32));
    }
}

void TestPicturePages::composesFramesOfApng()
{
    // A red canvas; a green square over it that is cleared again; a half-transparent one that goes
    // back to what was there; then a blue one.
    const auto idat = [](const QImage &image) {
        const QByteArray png = encoded(image.convertToFormat(QImage::Format_ARGB32), "png");
        QByteArray data;
        for (qsizetype at = 33; at + 12 <= png.size();) {
            const auto length = qsizetype(qFromBigEndian<quint32>(png.constData() + at));
            if (png.mid(at + 4, 4) == "IDAT")
                data += png.mid(at + 8, length);
            at += 12 + length;
        }
        return data;
    };
    const auto filled = [](QSize size, const QColor &colour) {
        QImage image(size, QImage::Format_ARGB32);
        image.fill(colour);
        return image;
    };
    const auto big32 = [](quint32 v) {
        QByteArray bytes(4, '\0');
        qToBigEndian<quint32>(v, bytes.data());
        return bytes;
    };
    quint32 sequence = 0;
    const auto control = [&](const QRect &rect, int dispose, int blend) {
        return pngChunk("fcTL", big32(sequence++) + big32(quint32(rect.width())) +
                                    big32(quint32(rect.height())) + big32(quint32(rect.x())) +
                                    big32(quint32(rect.y())) + QByteArray("\0\1\0\x0a", 4) +
                                    char(dispose) + char(blend));
    };
    const QRect all(0, 0, 20, 20);
    const QRect part(4, 4, 6, 6);
    const QByteArray shell = encoded(filled(all.size(), Qt::black), "png");
    const auto animation = [&](bool stillAside) {
        sequence = 0;
        QByteArray png = shell.left(33) + pngChunk("acTL", big32(4) + big32(3));
        if (stillAside)
            png += pngChunk("IDAT", idat(filled(all.size(), Qt::yellow)));
        png += control(all, 0, 0);
        png += stillAside ? pngChunk("fdAT", big32(sequence++) + idat(filled(all.size(), Qt::red)))
                          : pngChunk("IDAT", idat(filled(all.size(), Qt::red)));
        png += control(part, 1, 0);
        png += pngChunk("fdAT", big32(sequence++) + idat(filled(part.size(), Qt::green)));
        png += control(all, 2, 1);
        png += pngChunk("fdAT",
                        big32(sequence++) + idat(filled(all.size(), QColor(255, 255, 255, 128))));
        png += control(part, 0, 1);
        png += pngChunk("fdAT", big32(sequence++) + idat(filled(part.size(), Qt::blue)));
        return png + pngChunk("IEND", {});
    };
    for (const bool aside : {false, true}) {
        const QByteArray png = animation(aside);
        const PictureInfo info = probed(png);
        QCOMPARE(info.frames, 4);
        QCOMPARE(info.plays, 3);
        QCOMPARE(info.delaysMs, std::vector<int>(4, 100));
        QCOMPARE(info.sidePictures, aside ? 1 : 0);
        const auto colour = [&](int frame, QPoint at) {
            return frameOf(png, frame).pixelColor(at);
        };
        QCOMPARE(colour(0, {5, 5}), QColor(Qt::red));
        QCOMPARE(colour(1, {5, 5}), QColor(Qt::green));
        QCOMPARE(colour(1, {1, 1}), QColor(Qt::red));
        QCOMPARE(colour(2, {5, 5}), QColor(255, 255, 255, 128)); // the square was cleared
        QVERIFY(std::abs(colour(2, {1, 1}).green() - 128) <= 1); // white over red
        QCOMPARE(colour(3, {5, 5}), QColor(Qt::blue));
        QCOMPARE(colour(3, {1, 1}), QColor(Qt::red));
    }
}

void TestPicturePages::readsAllOfTheHeicCollection()
{
    const QByteArray bytes = heicOf({{quarters({64, 64})}, {quarters({128, 64})}});
    if (bytes.isEmpty())
        QSKIP("This libheif cannot encode");
    QCOMPARE(probed(bytes).frames, 2);
    QVERIFY(!probed(bytes).animated);
    QCOMPARE(frameOf(bytes, 0).size(), QSize(64, 64));
    QCOMPARE(frameOf(bytes, 1).size(), QSize(128, 64));
}

void TestPicturePages::refusesSequencesAndEndlessAnimations()
{
    const TempFolder folder;
    const QByteArray still = heicOf({{quarters({64, 64})}});
    if (!still.isEmpty()) {
        const auto source = memorySource(still + QByteArray("\0\0\0\x08moov", 8));
        QCOMPARE(probePicture(*source).error().kind(), ErrorKind::Unsupported);
    }
    const auto path =
        runFfmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc=size=16x16:rate=25:duration=13"_s},
                  folder / "a.gif");
    const auto source = memorySource(readFile(path));
    QCOMPARE(probePicture(*source).error().kind(), ErrorKind::Unsupported);
    QCOMPARE(loadPicture(*source, {}, {}).error().kind(), ErrorKind::Unsupported);
}

void TestPicturePages::readsEveryViewOfAnMpo()
{
    const QByteArray left = encoded(quarters({64, 32}), "jpeg");
    const QByteArray right = encoded(quarters({96, 48}), "jpeg");
    const QByteArray stereo = mpoOf(left, right, 0x020002);
    QCOMPARE(probed(stereo).frames, 2);
    QCOMPARE(frameOf(stereo, 0).size(), QSize(64, 32));
    QCOMPARE(frameOf(stereo, 1).size(), QSize(96, 48));
    // A preview, or a gain map: no view of its own.
    for (const quint32 kind : {0x010001U, 0x000000U}) {
        QCOMPARE(probed(mpoOf(left, right, kind)).frames, 1);
        QCOMPARE(probed(mpoOf(left, right, kind)).sidePictures, 1);
    }
}

void TestPicturePages::tellsOfBytesBehindThePicture()
{
    for (const char *format : {"jpeg", "png"}) {
        const QByteArray picture = encoded(quarters(), format);
        QCOMPARE(probed(picture).strayBytes, 0);
        QCOMPARE(probed(picture + picture).strayBytes, picture.size());
    }
    const TempFolder folder;
    const auto png = folder.write("a.png", encoded(quarters(), "png"));
    for (const char *name : {"a.gif", "a.webp"}) {
        runFfmpeg({u"-i"_s, QString::fromStdString(png.string())}, folder / name);
        const QByteArray bytes = readFile(folder / name);
        QCOMPARE(probed(bytes).strayBytes, 0);
        QCOMPARE(probed(bytes + QByteArray(100, 'x')).strayBytes, 100);
    }
}

void TestPicturePages::emptiesPixelsThatNobodySees_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("png of the field") << vector("png-text-under-alpha.png");
    QImage image(40, 30, QImage::Format_ARGB32);
    for (int y = 0; y < 30; ++y) {
        for (int x = 0; x < 40; ++x)
            image.setPixel(x, y, qRgba(200, x * 6, y * 8, x < 10 ? 255 : (x < 20 ? 3 : 0)));
    }
    QTest::newRow("png") << encoded(image, "png");
    QTest::newRow("png, 16 bits") << encoded(image.convertToFormat(QImage::Format_RGBA64), "png");
    QImage indexed(40, 30, QImage::Format_Indexed8);
    indexed.setColorTable({qRgba(255, 0, 0, 255), qRgba(0, 255, 0, 0), qRgba(0, 0, 255, 2)});
    for (int y = 0; y < 30; ++y) {
        for (int x = 0; x < 40; ++x)
            indexed.setPixel(x, y, uint(x % 3));
    }
    QTest::newRow("png, palette") << encoded(indexed, "png");
    const TempFolder folder;
    const auto png = folder.write("a.png", encoded(image, "png"));
    for (const char *name : {"a.tif", "a.webp"}) {
        runFfmpeg({u"-i"_s, QString::fromStdString(png.string()), u"-pix_fmt"_s,
                   qstrcmp(name, "a.tif") == 0 ? u"rgba"_s : u"bgra"_s, u"-lossless"_s, u"1"_s},
                  folder / name);
        QTest::newRow(name) << readFile(folder / name);
    }
    runFfmpeg({u"-i"_s, QString::fromStdString(png.string()), u"-pix_fmt"_s, u"ya8"_s},
              folder / "grey.png");
    QTest::newRow("png, grey") << readFile(folder / "grey.png");
}

void TestPicturePages::emptiesPixelsThatNobodySees()
{
    QFETCH(QByteArray, bytes);
    const QImage image = frameOf(bytes);
    QCOMPARE(image.format(), QImage::Format_ARGB32);
    int empty = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QRgb pixel = reinterpret_cast<const QRgb *>(image.constScanLine(y))[x];
            if (qAlpha(pixel) < kLeastAlpha)
                QCOMPARE(pixel, QRgb(0));
            empty += pixel == 0 ? 1 : 0;
        }
    }
    QVERIFY(empty > 100);
}

void TestPicturePages::readsWhatOnlySomeViewersShow_data()
{
    QTest::addColumn<QImage>("picture");
    const QSize size(560, 90);
    const QString text = u"mail 4711 Miller"_s;
    QTest::newRow("dark on white") << withText(size, text, Qt::black, Qt::white);
    QTest::newRow("dark on nothing") << withText(size, text, Qt::black, Qt::transparent);
    QTest::newRow("white on nothing") << withText(size, text, Qt::white, Qt::transparent);
    QTest::newRow("weak on white, weak")
        << withText(size, text, QColor(0, 0, 0, 12), QColor(255, 255, 255, 12));
    QTest::newRow("weak white on nothing")
        << withText(size, text, QColor(255, 255, 255, 20), Qt::transparent);
}

void TestPicturePages::readsWhatOnlySomeViewersShow()
{
    QFETCH(QImage, picture);
    const DocModel model = read(encoded(picture, "png"));
    if (lacksRecogniser(model))
        QSKIP("English text recognition is not installed");
    QCOMPARE(model.text.count(u"4711"_s), 1);
    QVERIFY(model.text.contains(u"Miller"_s));
}

void TestPicturePages::decodesOddSizesAndDepths()
{
    for (const int side : {1, 2, 3, 5, 7, 17, 46, 70}) {
        const QImage image = quarters({side, side == 1 ? 70 : side - 1});
        for (const char *format : {"png", "bmp", "jpeg"})
            QCOMPARE(frameOf(encoded(image, format)).size(), image.size());
        for (const auto depth :
             {QImage::Format_Mono, QImage::Format_Grayscale8, QImage::Format_Grayscale16,
              QImage::Format_RGBX64, QImage::Format_Indexed8}) {
            const QImage other = image.convertToFormat(depth);
            const QImage seen = frameOf(encoded(other, "png"));
            QCOMPARE(seen.size(), image.size());
            if (side > 2)
                QVERIFY(alike(seen, other.convertToFormat(QImage::Format_RGB888), 1));
        }
    }
}

QTEST_MAIN(TestPicturePages)
#include "tst_picturepages.moc"
