// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/picture/imagewriters.h"
#include "tests/verify/outputs.h"

#include <QPainter>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::verify;

namespace {

const PixelRect kBox{48, 40, 96, 64};

Expectation expecting()
{
    Expectation expectation;
    expectation.kind = ItemKind::Image;
    expectation.boxes.push_back({0, kBox, {}, true});
    expectation.withheld = secrets({u"Jane Roe"_s});
    expectation.frameSize = QSize(320, 240);
    return expectation;
}

VerifyOptions withoutOcr()
{
    VerifyOptions options;
    options.ocr = false;
    return options;
}

QImage masked()
{
    QImage image = scenery(320, 240);
    QPainter painter(&image);
    painter.fillRect(kBox.x, kBox.y, kBox.w, kBox.h, Qt::black);
    return image;
}

/// JPEG of Qt: JFIF, tables, frame, scan; nothing else.
QByteArray cleanJpeg(int quality = 90)
{
    return encoded(masked(), "jpeg", quality);
}

QByteArray jpegWith(int marker, const QByteArray &body)
{
    QByteArray bytes = cleanJpeg();
    const int length = int(body.size()) + 2;
    QByteArray segment;
    segment.append('\xff').append(char(marker)).append(char(length >> 8)).append(char(length));
    return bytes.insert(2, segment + body);
}

/// Little-endian Exif with a GPS directory that holds one latitude.
QByteArray exifWithGps()
{
    QByteArray tiff("II*\0\x08\0\0\0", 8);
    tiff.append(QByteArray("\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0", 18));
    tiff.append(QByteArray("\x01\0\x02\0\x05\0\x03\0\0\0\x2c\0\0\0\0\0\0\0", 18));
    for (const char value : {52, 31, 12})
        tiff.append(value).append(QByteArray(3, '\0')).append('\1').append(QByteArray(3, '\0'));
    return QByteArray("Exif\0\0", 6) + tiff;
}

QByteArray pngWith(const QByteArray &chunk)
{
    QByteArray bytes = encoded(masked(), "png");
    return bytes.insert(bytes.size() - 12, chunk);
}

QByteArray cleanPng()
{
    // Qt writes pHYs only: nothing else to take away.
    return encoded(masked(), "png");
}

/// A minimal uncompressed TIFF in one strip.
QByteArray tiffOf(const QImage &picture, const QByteArray &extraTag = {},
                  const QByteArray &loose = {})
{
    const auto le16 = [](int v) { return QByteArray().append(char(v)).append(char(v >> 8)); };
    const auto le32 = [&](int v) { return le16(v & 0xffff) + le16(v >> 16); };
    const QImage rgb = picture.convertToFormat(QImage::Format_RGB888);
    QByteArray pixels;
    for (int y = 0; y < rgb.height(); ++y)
        pixels.append(reinterpret_cast<const char *>(rgb.constScanLine(y)), rgb.width() * 3);
    const auto tag = [&](int id, int type, int count, int value) {
        return le16(id) + le16(type) + le32(count) + le32(value);
    };
    QByteArray out =
        QByteArray("II*\0", 4) + le32(int(8 + pixels.size() + loose.size())) + pixels + loose;
    QByteArray tags = tag(256, 4, 1, rgb.width()) + tag(257, 4, 1, rgb.height());
    const int bits = int(out.size()) + 2 + (9 + (extraTag.isEmpty() ? 0 : 1)) * 12 + 4;
    tags += tag(258, 3, 3, bits) + tag(259, 3, 1, 1) + tag(262, 3, 1, 2) + tag(273, 4, 1, 8) +
            tag(277, 3, 1, 3) + tag(278, 4, 1, rgb.height()) + tag(279, 4, 1, int(pixels.size()));
    if (!extraTag.isEmpty())
        tags += tag(315, 2, int(extraTag.size()), bits + 6);
    out += le16(int(tags.size()) / 12) + tags + le32(0) + le16(8) + le16(8) + le16(8) + extraTag;
    return out;
}

template <typename Writer>
QByteArray animated(Writer writer, const QList<QImage> &frames)
{
    for (const QImage &frame : frames) {
        if (!writer.addFrame(frame, 100))
            return {};
    }
    return writer.finish().value_or(QByteArray());
}

QByteArray apngOf(const QList<QImage> &frames)
{
    return animated(redact::ApngWriter({int(frames.size()), 0, frames.first().size()}), frames);
}

QByteArray animatedWebPOf(const QList<QImage> &frames)
{
    return animated(redact::AnimatedWebPWriter({int(frames.size()), 0, frames.first().size()},
                                               redact::WebPQuality::Lossless),
                    frames);
}

QByteArray pagesOf(const QList<QImage> &pages)
{
    redact::TiffWriter writer;
    for (const QImage &page : pages) {
        if (!writer.addPage(page))
            return {};
    }
    return writer.finish().value_or(QByteArray());
}

} // namespace

class tst_VerifyPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanOutputsPass_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("jpeg") << cleanJpeg();
        QTest::newRow("jpeg of low quality") << cleanJpeg(45);
        QTest::newRow("png") << cleanPng();
        QTest::newRow("png, grey")
            << encoded(masked().convertToFormat(QImage::Format_Grayscale8), "png");
        QTest::newRow("tiff") << tiffOf(masked());
    }
    void cleanOutputsPass()
    {
        QFETCH(QByteArray, bytes);
        const Verification result = verified(bytes, expecting());
        QCOMPARE(summary(result), QByteArray("clean"));
        QCOMPARE(toString(result.verdict), toString(Outcome::Clean));
        for (const auto &name :
             {u"pixels"_s, u"metadata"_s, u"trailer"_s, u"raw_bytes"_s, u"ocr"_s})
            QCOMPARE(toString(checkNamed(result, name).outcome), toString(Outcome::Clean));
    }

    void plantedLeaksAreFound_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("check");
        QTest::newRow("exif gps") << jpegWith(0xe1, exifWithGps()) << u"metadata"_s;
        QTest::newRow("jpeg comment") << jpegWith(0xfe, "taken by somebody") << u"metadata"_s;
        QTest::newRow("iptc segment")
            << jpegWith(0xed, QByteArray("Photoshop 3.0\0", 14) + "8BIM") << u"metadata"_s;
        QTest::newRow("jfif thumbnail")
            << jpegWith(0xe0, QByteArray("JFXX\0\x13", 6) + QByteArray(300, 'x')) << u"metadata"_s;
        QTest::newRow("foreign colour profile")
            << jpegWith(0xe2, QByteArray("ICC_PROFILE\0\1\1", 14) + QByteArray(200, 'p'))
            << u"metadata"_s;
        QTest::newRow("jpeg trailer") << cleanJpeg() + "second picture" << u"trailer"_s;
        QTest::newRow("jpeg in jpeg trailer") << cleanJpeg() + cleanJpeg() << u"trailer"_s;
        QTest::newRow("name in trailer") << cleanJpeg() + "JANE ROE" << u"raw_bytes"_s;
        QTest::newRow("png text") << pngWith(pngChunk("tEXt", QByteArray("Author\0x", 8)))
                                  << u"metadata"_s;
        QTest::newRow("png exif") << pngWith(pngChunk("eXIf", exifWithGps().mid(6)))
                                  << u"metadata"_s;
        QTest::newRow("png unknown chunk") << pngWith(pngChunk("prVt", "zzz")) << u"metadata"_s;
        QTest::newRow("after IEND") << cleanPng() + QByteArray(100, '\7') << u"trailer"_s;
        QTest::newRow("more rows than the picture")
            << pngWith(pngChunk("IDAT", QByteArray(200, 'r'))) << u"trailer"_s;
        QTest::newRow("tiff artist")
            << tiffOf(masked(), QByteArray("a photographer\0", 15)) << u"metadata"_s;
        QTest::newRow("tiff loose bytes")
            << tiffOf(masked(), {}, QByteArray(500, 'l')) << u"trailer"_s;
        QTest::newRow("tiff trailer") << tiffOf(masked()) + "more" << u"trailer"_s;
        QTest::newRow("no mask, jpeg") << encoded(scenery(320, 240), "jpeg", 90) << u"pixels"_s;
        QTest::newRow("no mask, png") << encoded(scenery(320, 240), "png") << u"pixels"_s;
        QTest::newRow("other size") << encoded(masked().scaled(160, 120), "png") << u"pixels"_s;
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

    void everyPageIsLookedAt_data()
    {
        QTest::addColumn<QByteArray>("clean");
        QTest::addColumn<QByteArray>("leaky"); ///< the mask is missing on the last page
        QTest::newRow("tiff") << pagesOf({masked(), masked(), masked()})
                              << pagesOf({masked(), masked(), scenery(320, 240)});
        QTest::newRow("apng") << apngOf({masked(), masked(), masked()})
                              << apngOf({masked(), masked(), scenery(320, 240)});
        QTest::newRow("webp") << animatedWebPOf({masked(), masked(), masked()})
                              << animatedWebPOf({masked(), masked(), scenery(320, 240)});
    }
    void everyPageIsLookedAt()
    {
        QFETCH(QByteArray, clean);
        QFETCH(QByteArray, leaky);
        Expectation expectation = expecting();
        expectation.boxes = {{0, kBox, {}, true}, {1, kBox, {}, true}, {2, kBox, {}, true}};
        expectation.pageCount = 3;
        expectation.pageSizes = QList<QSize>(3, QSize(320, 240));
        const Verification good = verified(clean, expectation, withoutOcr());
        QVERIFY2(good.verdict == Outcome::Clean, summary(good).constData());
        const Verification bad = verified(leaky, expectation, withoutOcr());
        QCOMPARE(toString(checkNamed(bad, u"pixels"_s).outcome), toString(Outcome::Leak));
        QCOMPARE(bad.suspects.size(), 1);
        QCOMPARE(bad.suspects.constFirst().page, 2);
        // Other numbers of pages than were written, and other sizes.
        expectation.pageCount = 2;
        QVERIFY(verified(clean, expectation, withoutOcr()).verdict != Outcome::Clean);
        expectation.pageCount = 4;
        QVERIFY(verified(clean, expectation, withoutOcr()).verdict != Outcome::Clean);
        expectation.pageCount = 3;
        expectation.pageSizes[2] = QSize(321, 240);
        QVERIFY(verified(clean, expectation, withoutOcr()).verdict == Outcome::Leak);
        // Faces are looked for on each.
        VerifyOptions options = withoutOcr();
        int looks = 0;
        options.searches = {
            {u"faces"_s, Message::plain(u"Face"_s),
             [&looks](const QImage &) -> Result<QList<PixelRect>> {
                 return ++looks == 2 ? QList<PixelRect>{{220, 150, 40, 40}} : QList<PixelRect>();
             }}};
        expectation.pageSizes.clear();
        const Verification seen = verified(clean, expectation, options);
        QCOMPARE(looks, 3);
        QCOMPARE(toString(seen.verdict), toString(Outcome::Incomplete));
        QCOMPARE(seen.suspects.constFirst().page, 1);
    }

    void framesThatAreNoPicturesOfTheirOwnAreNotClean()
    {
        Expectation expectation = expecting();
        expectation.boxes.clear();
        for (QByteArray bytes :
             {apngOf({masked(), masked()}), animatedWebPOf({masked(), masked()})}) {
            QCOMPARE(toString(verified(bytes, expectation, withoutOcr()).verdict),
                     toString(Outcome::Clean));
            // The last frame blends with the one before.
            const bool png = bytes.startsWith("\x89PNG");
            const qsizetype at =
                png ? bytes.lastIndexOf("fcTL") + 4 + 25 : bytes.lastIndexOf("ANMF") + 8 + 15;
            bytes[at] = png ? '\1' : '\0';
            QVERIFY(verified(bytes, expectation, withoutOcr()).verdict != Outcome::Clean);
        }
        // A still picture that only viewers without animations show.
        const QByteArray apng = apngOf({masked(), masked()});
        QByteArray aside = apng;
        const qsizetype control = aside.indexOf("fcTL") - 4;
        aside.remove(control, 38);
        QVERIFY(verified(aside, expectation, withoutOcr()).verdict != Outcome::Clean);
    }

    void coloursUnderTransparencyAreLeaks()
    {
        Expectation expectation = expecting();
        expectation.boxes.clear();
        QImage image = masked().convertToFormat(QImage::Format_ARGB32);
        const auto fill = [&](QRgb colour) {
            for (int y = 0; y < 60; ++y) {
                for (int x = 200; x < 260; ++x)
                    image.setPixel(x, y, colour);
            }
        };
        fill(qRgba(0, 0, 0, 0));
        QCOMPARE(toString(verified(encoded(image, "png"), expectation, withoutOcr()).verdict),
                 toString(Outcome::Clean));
        for (const QRgb colour : {qRgba(1, 0, 0, 0), qRgba(0, 0, 0, 1), qRgba(9, 9, 9, 7)}) {
            fill(colour);
            const Verification result = verified(encoded(image, "png"), expectation, withoutOcr());
            QCOMPARE(toString(checkNamed(result, u"pixels"_s).outcome), toString(Outcome::Leak));
        }
    }

    void aTagThatTurnsThePictureIsFound()
    {
        QByteArray bytes = tiffOf(masked(), QByteArray(15, 'a'));
        QVERIFY(bytes.contains(QByteArray("\x3b\1\2\0", 4)));
        bytes.replace(QByteArray("\x3b\1\2\0\x0f\0\0\0", 8), QByteArray("\x12\1\3\0\1\0\0\0", 8));
        const Verification result = verified(bytes, expecting(), withoutOcr());
        QCOMPARE(toString(checkNamed(result, u"metadata"_s).outcome), toString(Outcome::Leak));
    }

    void textOnALaterPageIsFound()
    {
        QImage page(800, 300, QImage::Format_RGB32);
        page.fill(Qt::white);
        const QByteArray clean = pagesOf({page, page});
        QPainter painter(&page);
        painter.setFont(QFont(u"DejaVu Sans"_s, 28));
        painter.drawText(QRect(200, 130, 580, 100), Qt::AlignCenter, u"Witness: Jane Roe"_s);
        painter.end();
        QImage blank(800, 300, QImage::Format_RGB32);
        blank.fill(Qt::white);
        Expectation expectation = expecting();
        expectation.boxes.clear();
        expectation.frameSize = QSize(800, 300);
        QCOMPARE(toString(verified(clean, expectation).verdict), toString(Outcome::Clean));
        const Verification result = verified(pagesOf({blank, page}), expectation);
        QCOMPARE(toString(checkNamed(result, u"ocr"_s).outcome), toString(Outcome::Leak));
        QCOMPARE(result.suspects.constFirst().page, 1);
    }

    void maskThatIsTooSmallIsFound()
    {
        Expectation expectation = expecting();
        expectation.boxes[0].rect.w += 8;
        const Verification result = verified(cleanJpeg(), expectation, withoutOcr());
        QCOMPARE(toString(checkNamed(result, u"pixels"_s).outcome), toString(Outcome::Leak));
        QCOMPARE(result.suspects.size(), 1);
        QCOMPARE(result.suspects.constFirst().rect, expectation.boxes[0].rect);
    }

    void softMasksAreNamedAsUnverified()
    {
        Expectation expectation = expecting();
        expectation.boxes[0].solid = false;
        const Verification result = verified(cleanJpeg(), expectation, withoutOcr());
        QCOMPARE(toString(result.verdict), toString(Outcome::Clean));
        QVERIFY(!checkNamed(result, u"pixels"_s).detail.isEmpty());
    }

    void boxOutsideOfThePictureIsIncomplete()
    {
        Expectation expectation = expecting();
        expectation.boxes.push_back({0, {4000, 4000, 10, 10}, {}, true});
        QCOMPARE(toString(verified(cleanJpeg(), expectation, withoutOcr()).verdict),
                 toString(Outcome::Incomplete));
    }

    void textThatCanStillBeReadIsFound()
    {
        QImage page(800, 300, QImage::Format_RGB32);
        page.fill(Qt::white);
        QPainter painter(&page);
        painter.fillRect(kBox.x, kBox.y, kBox.w, kBox.h, Qt::black);
        painter.setPen(Qt::black);
        painter.setFont(QFont(u"DejaVu Sans"_s, 28));
        painter.drawText(QRect(200, 130, 580, 100), Qt::AlignCenter, u"Witness: Jane Roe"_s);
        painter.end();
        Expectation expectation = expecting();
        expectation.frameSize = page.size();
        const Verification result = verified(encoded(page, "png"), expectation);
        QCOMPARE(toString(checkNamed(result, u"ocr"_s).outcome), toString(Outcome::Leak));
        VerifyOptions other;
        other.ocrLanguages = {u"no_such_language"_s};
        QCOMPARE(toString(verified(encoded(page, "png"), expectation, other).verdict),
                 toString(Outcome::Incomplete));
    }

    void facesAreJudgedByWhereTheyAre()
    {
        VerifyOptions options = withoutOcr();
        PixelRect face;
        options.searches = {{u"faces"_s, Message::plain(u"Face"_s),
                             [&face](const QImage &picture) -> Result<QList<PixelRect>> {
                                 if (picture.format() != QImage::Format_BGR888)
                                     return Error(ErrorKind::Internal, "test");
                                 return QList<PixelRect>{face};
                             }}};
        face = {60, 50, 40, 40}; // inside of the mask
        QCOMPARE(
            toString(checkNamed(verified(cleanPng(), expecting(), options), u"faces"_s).outcome),
            toString(Outcome::Leak));
        face = {220, 150, 40, 40}; // elsewhere
        Verification result = verified(cleanPng(), expecting(), options);
        QCOMPARE(toString(result.verdict), toString(Outcome::Incomplete));
        QCOMPARE(result.suspects.constFirst().rect, face);
        options.searches.front().kept[0] = {{218, 148, 44, 44}};
        QCOMPARE(toString(verified(cleanPng(), expecting(), options).verdict),
                 toString(Outcome::Clean));
        options.searches = {
            {u"faces"_s, Message::plain(u"Face"_s), [](const QImage &) -> Result<QList<PixelRect>> {
                 return Error(ErrorKind::Missing, "test");
             }}};
        QCOMPARE(toString(verified(cleanPng(), expecting(), options).verdict),
                 toString(Outcome::Incomplete));
    }

    void damagedPicturesAreNeverClean()
    {
        for (const QByteArray &good : {cleanJpeg(), cleanPng(), tiffOf(masked())}) {
            for (const qsizetype size :
                 {qsizetype(0), qsizetype(3), qsizetype(20), good.size() / 2}) {
                const Verification result = verified(good.left(size), expecting(), withoutOcr());
                QVERIFY2(result.verdict != Outcome::Clean, qPrintable(QString::number(size)));
            }
        }
        QCOMPARE(toString(verified("GIF89a....", expecting(), withoutOcr()).verdict),
                 toString(Outcome::Incomplete));
    }

    void flippedBytesNeverCrash()
    {
        for (const QByteArray &good : {cleanJpeg(), cleanPng(), tiffOf(masked())}) {
            quint32 state = 4;
            for (int round = 0; round < 60; ++round) {
                QByteArray bad = good;
                for (int k = 0; k < 6; ++k) {
                    state = state * 1664525U + 1013904223U;
                    const qsizetype reach =
                        (round & 1) ? bad.size() : std::min<qsizetype>(200, bad.size());
                    bad[qsizetype(state >> 8) % reach] = char(state >> 16);
                }
                const Verification result = verified(bad, expecting(), withoutOcr());
                QVERIFY(result.checks.isEmpty() || !result.checks.constFirst().name.isEmpty());
            }
        }
    }
};

QTEST_MAIN(tst_VerifyPicture)
#include "tst_verifypicture.moc"
