// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/shotdetector.h"

#include <QImage>
#include <QRandomGenerator>
#include <QTest>

#include <cmath>

using namespace redoubt::detect;

namespace {

QImage scene(int seed, int shift, int noise = 0, int light = 0)
{
    QImage image(320, 180, QImage::Format_Grayscale8);
    QRandomGenerator random{quint32(seed * 1000 + shift)};
    for (int y = 0; y < image.height(); ++y) {
        uchar *line = image.scanLine(y);
        for (int x = 0; x < image.width(); ++x) {
            const double wave = std::sin((x + shift) * 0.02 * seed) + std::cos(y * 0.03 * seed);
            const int value = 60 * (seed % 4) + int(30 * (wave + 2)) + light +
                              (noise ? random.bounded(-noise, noise + 1) : 0);
            line[x] = uchar(std::clamp(value, 0, 255));
        }
    }
    return image;
}

QList<int> cutsOf(const QList<QImage> &frames)
{
    ShotDetector detector;
    QList<int> cuts;
    for (int i = 0; i < frames.size(); ++i) {
        if (detector.startsShot(signatureOf(frames[i])))
            cuts << i;
    }
    return cuts;
}

} // namespace

class TestShotDetector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstFrameStartsAShot() { QCOMPARE(cutsOf({scene(1, 0)}), QList<int>{0}); }

    void findsCutsBetweenScenes()
    {
        QList<QImage> frames;
        for (int i = 0; i < 30; ++i)
            frames << scene(i < 10 ? 1 : i < 20 ? 2 : 3, i * 2, 6);
        QCOMPARE(cutsOf(frames), (QList<int>{0, 10, 20}));
    }

    void motionNoiseAndSlowLightAreNoCuts()
    {
        QList<QImage> frames;
        for (int i = 0; i < 40; ++i)
            frames << scene(1, i * 4, 12, i);
        QCOMPARE(cutsOf(frames), QList<int>{0});
    }

    void aStillPictureHasNoCut()
    {
        QCOMPARE(cutsOf(QList<QImage>(25, scene(2, 0))), QList<int>{0});
    }

    void blackAndWhiteAreDifferentShots()
    {
        QImage black(64, 64, QImage::Format_Grayscale8);
        black.fill(0);
        QImage white = black;
        white.fill(255);
        QCOMPARE(cutsOf({black, black, white, white}), (QList<int>{0, 2}));
    }

    void picturesSmallerThanTheSignatureWork()
    {
        QImage dot(1, 1, QImage::Format_Grayscale8);
        dot.fill(77);
        const FrameSignature signature = signatureOf(dot);
        QCOMPARE(int(signature.luma.front()), 77);
        QCOMPARE(int(signature.histogram[77 / 4]),
                 FrameSignature::kWidth * FrameSignature::kHeight);
    }
};

QTEST_APPLESS_MAIN(TestShotDetector)
#include "tst_shotdetector.moc"
