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

BoxState judged(const QImage &image, const PixelRect &box, Coding coding = Coding::Lossy,
                const BoxRule &rule = {})
{
    return PictureJudge(image).judge(box, coding, rule);
}

/// White letters on @a image.
void print(QImage &image, const QRect &box, const QString &text, bool smooth = true)
{
    QPainter painter(&image);
    painter.setPen(Qt::white);
    QFont font(u"DejaVu Sans"_s, 12);
    if (!smooth)
        font.setStyleStrategy(QFont::NoAntialias);
    painter.setFont(font);
    painter.drawText(box, Qt::AlignCenter, text);
}

/// Where a label may be light: its letters.
QImage inkOf(QSize size, const QRect &box, const QString &text, bool smooth = true)
{
    QImage ink(size, QImage::Format_RGB32);
    ink.fill(Qt::black);
    print(ink, box, text, smooth);
    return ink.convertToFormat(QImage::Format_Grayscale8);
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

    void onlyTheLabelThatWasAnnouncedIsAccepted()
    {
        const QRect place(20, 20, 100, 40);
        const PixelRect box{20, 20, 100, 40};
        for (const bool smooth : {true, false}) {
            QImage image = filled(Qt::black);
            print(image, place, u"(b)(6)"_s, smooth);
            const Coding coding = smooth ? Coding::Lossy : Coding::Lossless;
            QImage ink = inkOf(image.size(), place, u"(b)(6)"_s, smooth);
            BoxRule rule;
            rule.ink = &ink;
            QCOMPARE(judged(image, box, coding, rule), BoxState::Labelled);
            rule.colour = qRgb(0, 0, 0);
            QCOMPARE(judged(image, box, coding, rule), BoxState::Labelled);
            QCOMPARE(judged(image, box, coding), BoxState::Mixed);
            // Another word in the label's place, and the label with something beside it.
            ink = inkOf(image.size(), place, u"-"_s, smooth);
            QCOMPARE(judged(image, box, coding, rule), BoxState::Mixed);
            ink = inkOf(image.size(), place, u"(b)(6)"_s, smooth);
            print(image, QRect(20, 40, 40, 20), u"Roe"_s, smooth);
            QCOMPARE(judged(image, box, coding, rule), BoxState::Mixed);
        }
    }

    void aLabelLargerThanItsBoxIsStillJudged()
    {
        QImage image = filled(Qt::black);
        QImage ink(image.size(), QImage::Format_Grayscale8);
        ink.fill(255);
        BoxRule rule;
        rule.ink = &ink;
        QCOMPARE(judged(image, {20, 20, 20, 20}, Coding::Lossy, rule), BoxState::Solid);
        // Hardly a pixel of the fill is left between letters of four pixels.
        QImage grey = filled(QColor(70, 70, 70));
        QCOMPARE(judged(grey, {20, 20, 17, 6}, Coding::Lossy, rule), BoxState::Solid);
        rule.colour = qRgb(0, 0, 0);
        QCOMPARE(judged(grey, {20, 20, 17, 6}, Coding::Lossy, rule), BoxState::Labelled);
        image.setPixel(30, 30, qRgb(250, 20, 20)); // letters have no colour
        image.setPixel(30, 31, qRgb(250, 20, 20));
        QCOMPARE(judged(image, {28, 28, 6, 6}, Coding::Lossy, rule), BoxState::Mixed);
    }

    void theFillHasTheColourThatWasPainted()
    {
        BoxRule rule;
        rule.colour = qRgb(0, 0, 0);
        for (const Coding coding : {Coding::Lossy, Coding::Lossless}) {
            QCOMPARE(judged(filled(Qt::black), {20, 20, 60, 40}, coding, rule), BoxState::Solid);
            for (const QColor colour : {QColor(Qt::white), QColor(90, 90, 90), QColor(0, 0, 160)})
                QCOMPARE(judged(filled(colour), {20, 20, 60, 40}, coding, rule), BoxState::Mixed);
        }
    }

    void anOutlineRunsAlongTheEdgeOnly()
    {
        QImage image = filled(Qt::black);
        QPainter painter(&image);
        for (const int inset : {2, 3})
            painter.setPen(Qt::white),
                painter.drawRect(QRect(20 + inset, 20 + inset, 79 - 2 * inset, 59 - 2 * inset));
        painter.end();
        BoxRule rule;
        QCOMPARE(judged(image, {20, 20, 80, 60}, Coding::Lossy, rule), BoxState::Mixed);
        rule.outlined = true;
        QCOMPARE(judged(image, {20, 20, 80, 60}, Coding::Lossy, rule), BoxState::Solid);
        QCOMPARE(judged(image, {20, 20, 100, 60}, Coding::Lossy, rule), BoxState::Mixed);
        QCOMPARE(judged(image, {5, 5, 80, 60}, Coding::Lossy, rule), BoxState::Mixed);
    }

    void aMaskThatShinesThroughIsMixed()
    {
        QImage image(200, 120, QImage::Format_RGB32);
        image.fill(Qt::white);
        print(image, QRect(20, 20, 160, 80), u"x"_s);
        QPainter painter(&image);
        painter.setPen(Qt::black);
        painter.setFont(QFont(u"DejaVu Sans"_s, 20));
        painter.drawText(QRect(20, 20, 160, 80), Qt::AlignCenter, u"Jane Roe"_s);
        painter.fillRect(10, 10, 180, 100, QColor(0, 0, 0, 230)); // nine tenths of a mask
        painter.end();
        QCOMPARE(judged(image, {10, 10, 180, 100}), BoxState::Mixed);
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
