// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/bench/benchclips.h"

#include "resources/sample/facedrawing.h"
#include "tests/bench/bench.h"
#include "tests/support/tinymedia.h"
#include "tests/support/tinypdf.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QProcess>
#include <QRandomGenerator>

#include <cmath>
#include <numbers>

namespace redoubt::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize kSize(1920, 1080);
constexpr QSize kWorld(2700, 1240);
constexpr int kRate = 30;

QStringList encoder()
{
    return {u"-c:v"_s, u"libx264"_s, u"-preset"_s, u"veryfast"_s, u"-crf"_s,
            u"23"_s,   u"-g"_s,      u"30"_s,      u"-pix_fmt"_s, u"yuv420p"_s};
}

/// Noise of one grain size, smoothed: sums of a few of these look like foliage, walls and clouds.
QImage blots(QSize size, int grain, QRandomGenerator &random)
{
    QImage small(size.width() / grain + 2, size.height() / grain + 2, QImage::Format_RGB32);
    for (int y = 0; y < small.height(); ++y) {
        for (int x = 0; x < small.width(); ++x) {
            const int light = random.bounded(256);
            small.setPixel(x, y, qRgb(light, (light * 3 + random.bounded(256)) / 4, light));
        }
    }
    return small.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

QImage landscape()
{
    QRandomGenerator random(20260314);
    QImage image(kWorld, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.fillRect(image.rect(), QColor(150, 170, 190));
    painter.fillRect(0, 700, kWorld.width(), kWorld.height() - 700, QColor(96, 104, 84));
    for (int i = 0; i < 40; ++i) { // houses, walls and windows
        const QRect house(random.bounded(kWorld.width()), 250 + random.bounded(400),
                          60 + random.bounded(260), 120 + random.bounded(420));
        painter.fillRect(house, QColor::fromHsv(random.bounded(360), 40 + random.bounded(70),
                                                70 + random.bounded(150)));
        for (int y = house.top() + 20; y + 40 < house.bottom(); y += 60) {
            for (int x = house.left() + 15; x + 25 < house.right(); x += 45)
                painter.fillRect(x, y, 22, 34, QColor(50, 60, 75));
        }
    }
    painter.setOpacity(0.22);
    for (const int grain : {160, 48, 14, 5})
        painter.drawImage(0, 0, blots(kWorld, grain, random));
    return image;
}

struct Walker
{
    double height; ///< of the face, pixels
    double y;      ///< of its centre
    double from;   ///< of its centre at the start
    double speed;  ///< pixels a second
};

constexpr Walker kWalkers[] = {{64, 420, 500, 55},
                               {88, 470, 1300, -40},
                               {120, 430, -80, 160},
                               {170, 480, 1750, -120},
                               {230, 560, 700, 25}};

} // namespace

std::filesystem::path makeNoisyClip(const test::TempFolder &folder)
{
    return test::runFfmpeg(
        QStringList{u"-f"_s, u"lavfi"_s, u"-i"_s,
                    u"testsrc2=size=1920x1080:rate=30:duration=10,noise=alls=6"_s} +
            encoder(),
        folder / "noisy.mp4");
}

DrawnClip makeStreetClip(const test::TempFolder &folder)
{
    DrawnClip clip;
    clip.path = folder / "street.mp4";
    QProcess ffmpeg;
    ffmpeg.start(u"ffmpeg"_s,
                 QStringList{u"-v"_s, u"error"_s, u"-y"_s, u"-f"_s, u"rawvideo"_s, u"-pix_fmt"_s,
                             u"bgra"_s, u"-s"_s, u"1920x1080"_s, u"-r"_s, QString::number(kRate),
                             u"-i"_s, u"-"_s, u"-vf"_s, u"noise=alls=3:allf=t"_s} +
                     encoder() + QStringList{str(clip.path)});
    if (!ffmpeg.waitForStarted())
        qFatal("ffmpeg is not installed");
    const QImage world = landscape();
    QImage frame(kSize, QImage::Format_RGB32);
    for (int i = 0; i < kClipFrames; ++i) {
        const double t = double(i) / kRate;
        const QPointF sway(60 * t + 40 * std::sin(2 * t), 80 + 25 * std::sin(3.1 * t));
        QPainter painter(&frame);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(-sway, world);
        std::vector<QRectF> faces;
        for (size_t p = 0; p < std::size(kWalkers); ++p) {
            const Walker &w = kWalkers[p];
            const double step = std::sin(t * 2 * std::numbers::pi * 1.6 + double(p));
            const QPointF centre(w.from + w.speed * t - 20 * std::sin(2 * t),
                                 w.y + w.height * 0.05 * step - 12 * std::sin(3.1 * t));
            const QSizeF size(w.height * 0.76, w.height);
            const QRectF face(centre - QPointF(size.width() / 2, size.height() / 2), size);
            sample::paintFace(painter, face, int(p));
            // Who walks in front hides those behind.
            std::erase_if(faces, [&](const QRectF &other) {
                return other.intersects(
                    face.adjusted(-size.width(), -size.height() / 2, size.width(), 2000));
            });
            if (QRectF(QPointF(0, 0), QSizeF(kSize)).contains(face))
                faces.push_back(face);
        }
        painter.end();
        clip.faces.push_back(std::move(faces));
        ffmpeg.write(reinterpret_cast<const char *>(frame.constBits()), frame.sizeInBytes());
        while (ffmpeg.bytesToWrite() > 4 * frame.sizeInBytes() && ffmpeg.waitForBytesWritten())
            continue;
    }
    ffmpeg.closeWriteChannel();
    if (!ffmpeg.waitForFinished(120'000) || ffmpeg.exitCode() != 0)
        qFatal("ffmpeg failed: %s", ffmpeg.readAllStandardError().constData());
    return clip;
}

QByteArray manyPages()
{
    constexpr int kPages = 30;
    test::TinyPdf pdf;
    for (int page = 0; page < kPages; ++page)
        pdf.addPage(test::TinyPdf::text(20, 100, "Zebedee Quux, 202-555-0142, page"));
    return pdf.bytes();
}

QByteArray largePicture()
{
    QImage image(4000, 3000, QImage::Format_RGB32);
    QLinearGradient light(0, 0, 4000, 3000);
    light.setColorAt(0, QColor(250, 248, 240));
    light.setColorAt(1, QColor(200, 196, 190));
    QPainter painter(&image);
    painter.fillRect(image.rect(), light);
    QFont font;
    font.setPixelSize(60);
    painter.setFont(font);
    for (int line = 0; line < 24; ++line)
        painter.drawText(300, 300 + 100 * line,
                         u"Line %1: Zebedee Quux called 202-555-0142 from the office"_s.arg(line));
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG", 90);
    return bytes;
}

} // namespace redoubt::bench
