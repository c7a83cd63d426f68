// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/boxjudge.h"

#include <QPainter>
#include <QTest>

#include <vector>

using namespace Qt::StringLiterals;
using namespace redoubt;
using namespace redoubt::verify;

namespace {

QImage filled(QColor colour)
{
    QImage image(200, 120, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

BoxState judged(const QImage &image, const PixelRect &box, Coding coding = Coding::Lossy)
{
    return PictureJudge(image).judge(box, coding);
}

} // namespace

class tst_BoxJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneColourIsSolidWhateverTheColour()
    {
        for (const QColor colour : {QColor(Qt::black), QColor(Qt::white), QColor(10, 200, 90)}) {
            QCOMPARE(judged(filled(colour), {20, 20, 60, 40}), BoxState::Solid);
            QCOMPARE(judged(filled(colour), {20, 20, 60, 40}, Coding::Lossless), BoxState::Solid);
        }
    }

    void noiseOfACodecIsForgivenOnlyWhenLossy()
    {
        QImage image = filled(Qt::black);
        for (int i = 0; i < 200; ++i)
            image.setPixel(i, 40, qRgb(6, 6, 6));
        QCOMPARE(judged(image, {20, 20, 60, 40}, Coding::Lossy), BoxState::Solid);
        QCOMPARE(judged(image, {20, 20, 60, 40}, Coding::Lossless), BoxState::Mixed);
    }

    void rimIsLeftOutOnlyWhenLossy()
    {
        QImage image = filled(Qt::black);
        for (int y = 0; y < image.height(); ++y) {
            image.setPixel(20, y, qRgb(200, 20, 20));
            image.setPixel(21, y, qRgb(90, 20, 20));
        }
        QCOMPARE(judged(image, {20, 20, 60, 40}, Coding::Lossy), BoxState::Solid);
        QCOMPARE(judged(image, {20, 20, 60, 40}, Coding::Lossless), BoxState::Mixed);
    }

    void whiteLabelOnBlackIsAccepted()
    {
        QImage image = filled(Qt::black);
        QPainter painter(&image);
        painter.setPen(Qt::white);
        painter.setFont(QFont(u"DejaVu Sans"_s, 12));
        painter.drawText(QRect(20, 20, 100, 40), Qt::AlignCenter, u"(b)(6)"_s);
        painter.end();
        QCOMPARE(judged(image, {20, 20, 100, 40}), BoxState::Labelled);
        QCOMPARE(judged(image, {20, 20, 100, 40}, Coding::Lossless), BoxState::Labelled);
    }

    void maskThatEndsTooEarlyIsNoLabel()
    {
        // Black box, white paper beside it: a quarter of what should be covered is not.
        QImage image = filled(Qt::white);
        QPainter painter(&image);
        painter.fillRect(20, 20, 75, 40, Qt::black);
        painter.end();
        QCOMPARE(judged(image, {20, 20, 100, 40}), BoxState::Mixed);
        QCOMPARE(judged(image, {20, 10, 75, 50}), BoxState::Mixed);
        QCOMPARE(judged(image, {20, 20, 75, 40}), BoxState::Solid);
    }

    void colouredMarksOnBlackAreNoLabel()
    {
        QImage image = filled(Qt::black);
        QPainter painter(&image);
        painter.fillRect(40, 30, 20, 15, QColor(230, 180, 150)); // skin
        painter.end();
        QCOMPARE(judged(image, {20, 20, 100, 40}), BoxState::Mixed);
    }

    void textOnPaperIsMixed()
    {
        QImage image = filled(Qt::white);
        QPainter painter(&image);
        painter.setPen(Qt::black);
        painter.drawText(QRect(20, 20, 100, 40), Qt::AlignCenter, u"Jane Roe"_s);
        painter.end();
        QCOMPARE(judged(image, {20, 20, 100, 40}), BoxState::Mixed);
    }

    void darkGreyPictureIsMixed()
    {
        QImage image(200, 120, QImage::Format_RGB32);
        for (int y = 0; y < 120; ++y) {
            for (int x = 0; x < 200; ++x) {
                const int v = (x * 60 / 200 + y * 40 / 120) % 256;
                image.setPixel(x, y, qRgb(v, v, v));
            }
        }
        QCOMPARE(judged(image, {0, 0, 200, 120}), BoxState::Mixed);
    }

    void oneForgottenLineIsSeen()
    {
        QImage image = filled(Qt::black);
        for (int x = 0; x < 200; ++x)
            image.setPixel(x, 30, qRgb(120, 90, 60));
        QCOMPARE(judged(image, {20, 20, 60, 40}), BoxState::Mixed);
    }

    void chromaAloneGivesItAway()
    {
        // Luma painted, colour forgotten: the mistake of masking only one plane.
        std::vector<std::uint8_t> luma(64 * 64, 16);
        std::vector<std::uint8_t> blue(32 * 32, 128);
        std::vector<std::uint8_t> red(32 * 32, 128);
        for (std::size_t i = 0; i < red.size(); ++i)
            red[i] = std::uint8_t(128 + i % 60);
        const Planes planes{{luma.data(), 64, 1, 0, 0},
                            {blue.data(), 32, 1, 1, 1},
                            {red.data(), 32, 1, 1, 1},
                            {64, 64}};
        QCOMPARE(judgeBox(planes, {8, 8, 40, 40}, Coding::Lossy), BoxState::Mixed);
    }

    void boxesBeyondThePictureAreCutOrOutside()
    {
        const QImage image = filled(Qt::black);
        QCOMPARE(judged(image, {-10, -10, 30, 30}), BoxState::Solid);
        QCOMPARE(judged(image, {190, 110, 1000, 1000}), BoxState::Solid);
        QCOMPARE(judged(image, {200, 0, 10, 10}), BoxState::Outside);
        QCOMPARE(judged(image, {0, 0, 0, 10}), BoxState::Outside);
    }

    void tinyBoxesAreStillJudged()
    {
        QImage image = filled(Qt::black);
        QCOMPARE(judged(image, {50, 50, 1, 1}), BoxState::Solid);
        image.setPixel(50, 50, qRgb(255, 0, 0));
        QCOMPARE(judged(image, {50, 50, 2, 2}), BoxState::Mixed);
    }
};

QTEST_MAIN(tst_BoxJudge)
#include "tst_boxjudge.moc"
