// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/haar.h"
#include "core/detect/picturefaces.h"
#include "core/detect/yunet.h"
#include "tests/detect/drawnpictures.h"
#include "tests/support/shared.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>

using namespace redoubt;
using namespace redoubt::detect;
using namespace Qt::StringLiterals;

namespace {

/// Reports one box where the picture is red, and counts how often it was asked.
struct RedDetector : FrameDetector
{
    int calls = 0;
    DetectorInfo info() const override { return {}; }
    Result<std::vector<Detection>> detect(const QImage &picture, const JobContext &) override
    {
        ++calls;
        int left = picture.width(), top = picture.height(), right = 0, bottom = 0;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                if (qRed(picture.pixel(x, y)) < 128)
                    continue;
                left = std::min(left, x);
                right = std::max(right, x + 1);
                top = std::min(top, y);
                bottom = std::max(bottom, y + 1);
            }
        }
        if (right <= left)
            return std::vector<Detection>();
        return std::vector<Detection>{
            {FindingType::Face, {left, top, right - left, bottom - top}, 0.9f}};
    }
    Result<std::unique_ptr<FrameDetector>> clone() const override
    {
        return std::unique_ptr<FrameDetector>(std::make_unique<RedDetector>());
    }
};

std::unique_ptr<FrameDetector> yunetOnThisMachine()
{
    auto folders = modelFolders();
    if (const auto shared = test::sharedFolder())
        folders.push_back(*shared / "models");
    auto model = loadModel(knownFaceModels().front(), folders);
    if (!model)
        return nullptr;
    auto made = YuNetDetector::create(*model);
    return made ? std::move(*made) : nullptr;
}

} // namespace

class TestPictureFaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPictureIsSeenWholeAndEnlarged_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("small") << QSize(235, 322);
        QTest::newRow("vga") << QSize(640, 480);
        QTest::newRow("large") << QSize(4000, 3000);
        QTest::newRow("panorama") << QSize(20000, 900);
        QTest::newRow("huge") << QSize(20000, 20000);
    }
    void everyPictureIsSeenWholeAndEnlarged()
    {
        QFETCH(QSize, size);
        const auto scales = pictureScales(size);
        QVERIFY(scales.size() >= 2);
        QVERIFY(std::is_sorted(scales.begin(), scales.end()));
        QVERIFY(std::max(size.width(), size.height()) * scales.front() <= 641);
        const double pixels = double(size.width()) * size.height();
        // At full size, unless that is more than anybody would wait for.
        QVERIFY(scales.back() >= 1 || pixels * scales.back() * scales.back() > 99e6);
    }

    void tilesCoverEverythingAndOverlap_data()
    {
        QTest::addColumn<QSize>("size");
        for (const QSize size : {QSize(1, 1), QSize(100, 80), QSize(101, 81), QSize(1000, 80),
                                 QSize(333, 777), QSize(181, 140)})
            QTest::addRow("%dx%d", size.width(), size.height()) << size;
    }
    void tilesCoverEverythingAndOverlap()
    {
        QFETCH(QSize, size);
        const auto tiles = overlappingTiles(size, QSize(100, 80), 20);
        for (const PixelRect &t : tiles) {
            QCOMPARE(t.intersected({0, 0, size.width(), size.height()}), t);
            QVERIFY(t.w <= 100 && t.h <= 80);
        }
        // A square of the overlap's size is whole in some tile, wherever it lies.
        for (int y = 0; y + 20 <= size.height(); y += 7) {
            for (int x = 0; x + 20 <= size.width(); x += 7) {
                const PixelRect square{x, y, 20, 20};
                QVERIFY(std::any_of(tiles.begin(), tiles.end(), [&](const PixelRect &t) {
                    return t.intersected(square) == square;
                }));
            }
        }
    }

    void tilesAreCheapAndSmallEnough_data()
    {
        QTest::addColumn<QSize>("size");
        for (const QSize size :
             {QSize(1, 1), QSize(1280, 960), QSize(2560, 1920), QSize(4000, 3000),
              QSize(20000, 900), QSize(300, 40000), QSize(12000, 9000)})
            QTest::addRow("%dx%d", size.width(), size.height()) << size;
    }
    void tilesAreCheapAndSmallEnough()
    {
        QFETCH(QSize, size);
        const QSize tile = cheapestTile(size, 160, 1'450'000);
        QVERIFY(qint64(tile.width()) * tile.height() <= 1'450'000);
        QVERIFY(tile.width() <= size.width() && tile.height() <= size.height());
        qint64 looked = 0;
        for (const PixelRect &t : overlappingTiles(size, tile, 160))
            looked += t.area();
        const qint64 pixels = qint64(size.width()) * size.height();
        if (pixels <= 1'450'000)
            QCOMPARE(looked, pixels);
        else
            QVERIFY2(double(looked) < 1.4 * double(pixels), qPrintable(QString::number(looked)));
    }

    void threadsDoNotChangeWhatIsFound()
    {
        QImage picture(QSize(3100, 2500), QImage::Format_RGB32);
        picture.fill(Qt::black);
        QPainter painter(&picture);
        for (int i = 0; i < 12; ++i)
            painter.fillRect(200 * i, 180 * i, 60 + i, 50, Qt::red);
        painter.end();
        RedDetector detector;
        const auto one = findInPicture(detector, picture, {}, 1);
        const auto three = findInPicture(detector, picture, {}, 3);
        QVERIFY(one && three && !one->empty());
        QCOMPARE(three->size(), one->size());
        for (size_t i = 0; i < one->size(); ++i) {
            QCOMPARE((*three)[i].rect, (*one)[i].rect);
            QCOMPARE((*three)[i].score, (*one)[i].score);
        }
    }

    void placesAreThoseOfTheWholePicture()
    {
        for (const QSize size : {QSize(300, 200), QSize(1700, 1400), QSize(3100, 500)}) {
            QImage picture(size, QImage::Format_RGB32);
            picture.fill(Qt::black);
            const PixelRect spot{size.width() - 97, size.height() - 80, 60, 50};
            QPainter(&picture).fillRect(spot.x, spot.y, spot.w, spot.h, Qt::red);
            RedDetector detector;
            const auto found = findInPicture(detector, picture, {});
            QVERIFY(found);
            QCOMPARE(found->size(), 1u);
            QVERIFY(overlap(found->front().rect, spot) > 0.85);
        }
    }

    void cancelsBetweenTiles()
    {
        std::stop_source stop;
        stop.request_stop();
        RedDetector detector;
        const auto found = findInPicture(detector, QImage(3000, 3000, QImage::Format_RGB32),
                                         JobContext(stop.get_token()));
        QCOMPARE(found.error().kind(), ErrorKind::Cancelled);
        QCOMPARE(detector.calls, 0);
    }

    void findsSmallDrawnFacesInALargePicture()
    {
        auto detector = yunetOnThisMachine();
        if (!detector)
            QSKIP("the YuNet model is not on this machine");
        const std::vector<QRectF> faces{QRectF(200, 300, 23, 30), QRectF(2900, 1700, 24, 31),
                                        QRectF(1216 - 12, 832 - 15, 24, 30),
                                        QRectF(1500, 300, 400, 520)};
        const auto found = findInPicture(*detector, test::drawnPeople({3200, 2000}, faces), {});
        QVERIFY(found);
        for (const QRectF &face : faces) {
            QVERIFY(std::any_of(found->begin(), found->end(), [&](const Detection &d) {
                return d.score >= 0.6f && overlap(d.rect, outward(face)) > 0.4;
            }));
        }
    }

    void reachesTheGoalsOnPublicPictures()
    {
        REDOUBT_REQUIRE_SHARED();
        auto detector = yunetOnThisMachine();
        if (!detector)
            QSKIP("the YuNet model is not on this machine");
        QFile file(QString::fromStdString(test::sharedFile("media/faces/faces.json")->string()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject files = QJsonDocument::fromJson(file.readAll())[u"files"].toObject();
        int large = 0, found = 0, foundCertain = 0, certain = 0, right = 0;
        for (auto it = files.begin(); it != files.end(); ++it) {
            const QByteArray path = "media/faces/" + it.key().toUtf8();
            const QImage picture(
                QString::fromStdString(test::sharedFile(path.constData())->string()));
            QVERIFY(!picture.isNull());
            const auto seen = findInPicture(*detector, picture, {});
            QVERIFY(seen);
            std::vector<PixelRect> truth;
            for (const QJsonValue &v : it.value()[u"boxes"].toArray())
                truth.push_back({v[0].toInt(), v[1].toInt(), v[2].toInt(), v[3].toInt()});
            for (const PixelRect &t : truth) {
                if (t.h < 40)
                    continue;
                float best = 0;
                for (const Detection &d : *seen) {
                    if (overlap(d.rect, t) >= 0.3)
                        best = std::max(best, d.score);
                }
                ++large;
                found += best > 0;
                foundCertain += best >= float(kCertainScore);
                if (best == 0.f)
                    qInfo("missed in %s: %d,%d %dx%d", qPrintable(it.key()), t.x, t.y, t.w, t.h);
            }
            if (!it.value()[u"complete"].toBool())
                continue;
            for (const Detection &d : *seen) {
                if (d.score < float(kCertainScore))
                    continue;
                ++certain;
                right += std::any_of(truth.begin(), truth.end(),
                                     [&](const PixelRect &t) { return overlap(d.rect, t) >= 0.3; });
            }
        }
        qInfo("faces >= 40 px: %d, recall %.3f (certain %.3f), precision when certain %.3f of %d",
              large, double(found) / large, double(foundCertain) / large, double(right) / certain,
              certain);
        QVERIFY(found >= 0.93 * large);
        QVERIFY(right >= 0.9 * certain);
    }
};

QTEST_MAIN(TestPictureFaces)
#include "tst_picturefaces.moc"
