// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/geometry.h"

#include <QTest>

#include <limits>
#include <random>

using namespace redoubt;

namespace {

class Dice
{
public:
    int whole(int low, int high) { return std::uniform_int_distribution<int>(low, high)(m_engine); }
    double real(double low, double high)
    {
        return std::uniform_real_distribution<double>(low, high)(m_engine);
    }
    PixelRect rectIn(QSize size)
    {
        const int x = whole(0, size.width() - 1);
        const int y = whole(0, size.height() - 1);
        return {x, y, whole(1, size.width() - x), whole(1, size.height() - y)};
    }

private:
    std::mt19937 m_engine{42};
};

bool covers(const PixelRect &outer, const PixelRect &inner)
{
    return outer.x <= inner.x && outer.y <= inner.y && outer.right() >= inner.right() &&
           outer.bottom() >= inner.bottom();
}

constexpr Turn kTurns[] = {Turn::None, Turn::Quarter, Turn::Half, Turn::ThreeQuarters};

} // namespace

class TestGeometry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outwardCoversEveryRectangle()
    {
        Dice dice;
        for (int i = 0; i < 20'000; ++i) {
            const QRectF rect(dice.real(-500, 5000), dice.real(-500, 5000), dice.real(0, 900),
                              dice.real(0, 900));
            const PixelRect whole = outward(rect);
            QVERIFY(whole.x <= rect.left() && whole.right() >= rect.right());
            QVERIFY(whole.y <= rect.top() && whole.bottom() >= rect.bottom());
            QVERIFY(whole.w < rect.width() + 2 && whole.h < rect.height() + 2);
        }
        QCOMPARE(outward(QRectF(3, 4, 5, 6)), (PixelRect{3, 4, 5, 6}));
    }

    void outwardOfAnEndlessRectangleIsHugeNotEmpty()
    {
        const double infinity = std::numeric_limits<double>::infinity();
        const PixelRect wide = outward(QRectF(10, 10, infinity, 1e300));
        QVERIFY(covers(wide, {10, 10, 100'000, 100'000}));
        const PixelRect left = outward(QRectF(QPointF(-infinity, -infinity), QPointF(50, 50)));
        QVERIFY(covers(left, {-100'000, -100'000, 100'050, 100'050}));
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(outward(QRectF(nan, nan, nan, nan)).isEmpty());
    }

    void alignedOutwardCoversOnItsGridWithinBounds()
    {
        Dice dice;
        for (int i = 0; i < 20'000; ++i) {
            const QSize bounds(dice.whole(1, 300), dice.whole(1, 300));
            const int stepX = dice.whole(1, 32);
            const int stepY = dice.whole(1, 32);
            const PixelRect rect{dice.whole(-50, 320), dice.whole(-50, 320), dice.whole(-5, 200),
                                 dice.whole(-5, 200)};
            const PixelRect visible = rect.intersected({0, 0, bounds.width(), bounds.height()});
            const PixelRect grown = alignedOutward(rect, stepX, stepY, bounds);
            if (rect.isEmpty() || visible.isEmpty()) {
                QVERIFY(grown.isEmpty());
                continue;
            }
            QVERIFY(covers(grown, visible));
            QVERIFY(covers({0, 0, bounds.width(), bounds.height()}, grown));
            QCOMPARE(grown.x % stepX, 0);
            QCOMPARE(grown.y % stepY, 0);
            QVERIFY(grown.right() % stepX == 0 || grown.right() == bounds.width());
            QVERIFY(grown.bottom() % stepY == 0 || grown.bottom() == bounds.height());
        }
    }

    void displayedAndCodedPixelsRoundTripForEveryTurn()
    {
        Dice dice;
        for (const Turn turn : kTurns) {
            for (int i = 0; i < 2000; ++i) {
                const DisplayMapping mapping({dice.whole(2, 4000), dice.whole(2, 4000)}, turn);
                const QSize coded = mapping.codedSize();
                const QSize shown = mapping.displayedSize();
                const PixelRect rect = dice.rectIn(coded);
                const PixelRect there = mapping.toDisplayed(rect);
                QVERIFY(covers({0, 0, shown.width(), shown.height()}, there));
                QCOMPARE(there.area(), rect.area());
                QCOMPARE(mapping.toCoded(there), rect);
                const PixelRect back = dice.rectIn(shown);
                QCOMPARE(mapping.toDisplayed(mapping.toCoded(back)), back);
            }
        }
    }

    void turnsGoClockwise()
    {
        const PixelRect topLeft{0, 0, 10, 20};
        QCOMPARE(DisplayMapping({100, 50}, Turn::Quarter).toDisplayed(topLeft),
                 (PixelRect{30, 0, 20, 10}));
        QCOMPARE(DisplayMapping({100, 50}, Turn::Half).toDisplayed(topLeft),
                 (PixelRect{90, 30, 10, 20}));
        QCOMPARE(DisplayMapping({100, 50}, Turn::ThreeQuarters).toDisplayed(topLeft),
                 (PixelRect{0, 90, 20, 10}));
        QCOMPARE(DisplayMapping({100, 50}, Turn::Quarter).displayedSize(), QSize(50, 100));
        QCOMPARE(DisplayMapping({100, 50}, Turn::Half).displayedSize(), QSize(100, 50));
    }

    void pagePixelsCoverThePageRectangle()
    {
        Dice dice;
        for (int i = 0; i < 20'000; ++i) {
            const QSizeF page(dice.real(10, 1200), dice.real(10, 1200));
            const PageMapping mapping(page, dice.real(36, 600));
            const double x = dice.real(0, page.width() * 0.9);
            const double y = dice.real(0, page.height() * 0.9);
            const PageRect rect{x, y, dice.real(0.1, page.width() - x),
                                dice.real(0.1, page.height() - y)};
            const PixelRect pixels = mapping.toPixels(rect);
            QVERIFY(!pixels.isEmpty());
            const PageRect back = mapping.toPage(pixels);
            constexpr double kTiny = 1e-9;
            QVERIFY(back.x <= rect.x + kTiny && back.y <= rect.y + kTiny);
            QVERIFY(back.right() >= rect.right() - kTiny && back.bottom() >= rect.bottom() - kTiny);
            const QSize size = mapping.pixelSize();
            QVERIFY(covers({0, 0, size.width(), size.height()}, pixels));
        }
        QCOMPARE(PageMapping({612, 792}, 72).pixelSize(), QSize(612, 792));
        QCOMPARE(PageMapping({612, 792}, 150).pixelSize(), QSize(1275, 1650));
    }

    void viewPointsRoundTrip()
    {
        Dice dice;
        for (int i = 0; i < 10'000; ++i) {
            const ViewMapping mapping(dice.real(0.01, 40),
                                      {dice.real(-900, 900), dice.real(-900, 900)});
            const QPointF point(dice.real(0, 4000), dice.real(0, 4000));
            const QPointF back = mapping.toSource(mapping.toView(point));
            QVERIFY(std::abs(back.x() - point.x()) < 1e-6 && std::abs(back.y() - point.y()) < 1e-6);
            const QRectF rect(point, QSizeF(dice.real(1, 500), dice.real(1, 500)));
            const QRectF same = mapping.toSource(mapping.toView(rect));
            QVERIFY(std::abs(same.right() - rect.right()) < 1e-6);
            QVERIFY(std::abs(same.bottom() - rect.bottom()) < 1e-6);
        }
    }

    void zoomKeepsThePointUnderTheAnchor()
    {
        Dice dice;
        for (int i = 0; i < 10'000; ++i) {
            const ViewMapping mapping(dice.real(0.05, 20),
                                      {dice.real(-900, 900), dice.real(-900, 900)});
            const QPointF anchor(dice.real(0, 1500), dice.real(0, 1500));
            const ViewMapping zoomed = mapping.zoomedAt(anchor, dice.real(0.05, 20));
            const QPointF point = zoomed.toView(mapping.toSource(anchor));
            QVERIFY(std::abs(point.x() - anchor.x()) < 1e-6);
            QVERIFY(std::abs(point.y() - anchor.y()) < 1e-6);
        }
    }

    void fitShowsAllOfTheSourceCentred()
    {
        Dice dice;
        for (int i = 0; i < 5000; ++i) {
            const QSizeF source(dice.real(1, 5000), dice.real(1, 5000));
            const QSizeF view(dice.real(40, 3000), dice.real(40, 3000));
            const QRectF shown = ViewMapping::fit(source, view, 8).toView(QRectF({}, source));
            QVERIFY(shown.left() >= 8 - 1e-6 && shown.top() >= 8 - 1e-6);
            QVERIFY(shown.right() <= view.width() - 8 + 1e-6);
            QVERIFY(shown.bottom() <= view.height() - 8 + 1e-6);
            QVERIFY(std::abs(shown.center().x() - view.width() / 2) < 1e-6);
        }
        QCOMPARE(ViewMapping::fit({}, {100, 100}, 0).zoom(), 1.0);
    }

    void overlapIsBetweenNothingAndAll()
    {
        QCOMPARE(overlap({0, 0, 10, 10}, {0, 0, 10, 10}), 1.0);
        QCOMPARE(overlap({0, 0, 10, 10}, {10, 0, 10, 10}), 0.0);
        QCOMPARE(overlap({0, 0, 10, 10}, {5, 0, 10, 10}), 50.0 / 150.0);
        QCOMPARE(overlap({}, {}), 0.0);
        QCOMPARE(overlap({0, 0, -5, 10}, {0, 0, 10, 10}), 0.0);
    }

    void emptyRectanglesDoNotGrowUnions()
    {
        const PixelRect rect{10, 10, 5, 5};
        QCOMPARE(rect.united({0, 0, 0, 9}), rect);
        QCOMPARE((PixelRect{-4, 0, 0, 0}).united(rect), rect);
        const PageRect page{1, 2, 3, 4};
        QCOMPARE(page.united({0, 0, 0, 0}), page);
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QVERIFY((PageRect{0, 0, nan, 1}).isEmpty());
    }

    void scalesAroundTheCentre()
    {
        QCOMPARE(scaledAround({100, 100, 40, 20}, 1.5), (PixelRect{90, 95, 60, 30}));
        QCOMPARE(scaledAround({100, 100, 40, 20}, 1.0), (PixelRect{100, 100, 40, 20}));
        QVERIFY(covers(scaledAround({7, 9, 3, 5}, 1.25), {7, 9, 3, 5}));
    }
};

QTEST_GUILESS_MAIN(TestGeometry)
#include "tst_geometry.moc"
