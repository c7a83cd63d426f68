// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/place.h"

#include <QTest>

using namespace redoubt;

class TestPlace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheBoxOfExactlyOneFrame()
    {
        Track track;
        QVERIFY(!track.boxAt(0));
        for (int i = 0; i < 100; ++i)
            track.boxes.push_back({i * 3003ll - 9009, {i, i, 10, 10}, BoxOrigin::Detected, 1});
        for (int i = 0; i < 100; ++i) {
            const Ticks pts = i * 3003ll - 9009;
            QVERIFY(track.boxAt(pts));
            QCOMPARE(track.boxAt(pts)->rect.x, i);
            QVERIFY(!track.boxAt(pts - 1));
            QVERIFY(!track.boxAt(pts + 1));
        }
        QVERIFY(!track.boxAt(std::numeric_limits<Ticks>::min()));
        QVERIFY(!track.boxAt(std::numeric_limits<Ticks>::max()));
    }

    void textRangesAreHalfOpen()
    {
        const TextRange range{5, 9};
        QCOMPARE(range.length(), 4);
        QVERIFY(range.intersects({8, 12}));
        QVERIFY(!range.intersects({9, 12}));
        QVERIFY(!range.intersects({0, 5}));
        QVERIFY((TextRange{9, 5}).isEmpty());
        QCOMPARE((TextRange{9, 5}).length(), 0);
    }
};

QTEST_GUILESS_MAIN(TestPlace)
#include "tst_place.moc"
