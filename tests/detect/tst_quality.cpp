// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/quality.h"

#include <QTest>

using namespace redoubt::detect;

class TestQuality : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsComeBack()
    {
        for (const Quality quality : {Quality::Fast, Quality::Standard, Quality::Thorough})
            QCOMPARE(qualityFromString(toString(quality)), std::optional(quality));
        QVERIFY(!qualityFromString(u"best"));
        QVERIFY(!qualityFromString(u""));
    }

    void everyWordLooksMoreCloselyThanTheOneBefore()
    {
        const Sampling fast = samplingOf(Quality::Fast);
        const Sampling standard = samplingOf(Quality::Standard);
        const Sampling thorough = samplingOf(Quality::Thorough);
        QVERIFY(fast.step > standard.step && standard.step > thorough.step);
        QCOMPARE(thorough.step, 1);
        QVERIFY(fast.size.width() < standard.size.width());
        QVERIFY(standard.size.width() < thorough.size.width());
    }

    void picturesFitAndSmallOnesAreEnlarged_data()
    {
        QTest::addColumn<QSize>("displayed");
        QTest::addColumn<QSize>("lookedAt");
        QTest::newRow("full HD") << QSize(1920, 1080) << QSize(960, 540);
        QTest::newRow("upright") << QSize(1080, 1920) << QSize(540, 960);
        QTest::newRow("exactly") << QSize(960, 540) << QSize(960, 540);
        QTest::newRow("hardly smaller") << QSize(854, 480) << QSize(854, 480);
        QTest::newRow("nHD") << QSize(640, 360) << QSize(960, 540);
        QTest::newRow("VGA") << QSize(640, 440) << QSize(785, 540);
        QTest::newRow("tiny") << QSize(176, 144) << QSize(352, 288);
        QTest::newRow("a strip") << QSize(4000, 1) << QSize(960, 1);
        QTest::newRow("one pixel") << QSize(1, 1) << QSize(2, 2);
    }
    void picturesFitAndSmallOnesAreEnlarged()
    {
        QFETCH(QSize, displayed);
        QFETCH(QSize, lookedAt);
        QCOMPARE(lookedAtSize(displayed, samplingOf(Quality::Standard)), lookedAt);
    }
};

QTEST_GUILESS_MAIN(TestQuality)
#include "tst_quality.moc"
