// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/canvasgeometry.h"

#include <QRandomGenerator>
#include <QTest>

#include <cmath>

using namespace redoubt;
using namespace redoubt::ui;

namespace {

const QSizeF kPicture(640, 360);

CanvasGeometry geometry(double zoom, QPointF offset = {},
                        CanvasGeometry::Grid grid = CanvasGeometry::Grid::Pixels)
{
    return {kPicture, ViewMapping(zoom, offset), grid};
}

CanvasMark mark(const QRectF &rect)
{
    CanvasMark m;
    m.id = FindingId::random();
    m.rect = rect;
    return m;
}

bool isSound(const QRectF &r)
{
    return QRectF({0, 0}, kPicture).contains(r) && r.width() >= 1 && r.height() >= 1;
}

} // namespace

class tst_CanvasGeometry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsEachHandleAtItsPoint()
    {
        const CanvasGeometry g = geometry(1.5, {20, 10});
        const QRectF rect(100, 80, 60, 50);
        for (const Handle handle : kHandles) {
            const QPointF at = g.handlePoint(rect, handle);
            QCOMPARE(g.handleAt(rect, at), handle);
            QCOMPARE(g.handleAt(rect, at + QPointF(3, -3)), handle);
        }
        QCOMPARE(g.handleAt(rect, g.mapping().toView(rect.center())), Handle::Body);
        QCOMPARE(g.handleAt(rect, g.mapping().toView(QPointF(20, 20))), Handle::None);
    }
    void aSmallBoxCanStillBeMoved()
    {
        const CanvasGeometry g = geometry(1);
        QCOMPARE(g.handleAt({50, 50, 8, 8}, {54, 54}), Handle::Body);
    }
    void meetsTheSmallestMarkUnderThePointer()
    {
        const CanvasGeometry g = geometry(1);
        const std::vector<CanvasMark> marks{mark({0, 0, 200, 200}), mark({50, 50, 20, 20}),
                                            mark({300, 50, 20, 1})};
        QCOMPARE(g.markAt(marks, {60, 60}), 1);
        QCOMPARE(g.markAt(marks, {150, 150}), 0);
        QCOMPARE(g.markAt(marks, {310, 53}), 2); // too thin to be met exactly
        QCOMPARE(g.markAt(marks, {500, 300}), -1);
    }
    void turnsABoxOverWhenItIsDraggedThrough()
    {
        const CanvasGeometry g = geometry(1);
        QCOMPARE(g.resized({100, 100, 50, 50}, Handle::TopLeft, {200, 180}),
                 QRectF(150, 150, 50, 30));
        QCOMPARE(g.resized({100, 100, 50, 50}, Handle::Right, {80, 0}), QRectF(80, 100, 20, 50));
    }
    void movingKeepsTheSizeAtTheEdges()
    {
        const CanvasGeometry g = geometry(1);
        QCOMPARE(g.moved({10, 10, 50, 40}, {-500, -500}), QRectF(0, 0, 50, 40));
        QCOMPARE(g.moved({10, 10, 50, 40}, {5000, 5000}), QRectF(590, 320, 50, 40));
    }
    void anyGestureStaysInsideAndIsNeverEmpty()
    {
        QRandomGenerator random(7);
        const auto point = [&] {
            return QPointF(random.bounded(2000.0) - 600, random.bounded(1500.0) - 500);
        };
        for (int i = 0; i < 3000; ++i) {
            const auto grid = i % 2 ? CanvasGeometry::Grid::Pixels : CanvasGeometry::Grid::Free;
            const CanvasGeometry g = geometry(0.1 + random.bounded(8.0), point(), grid);
            const QRectF drawn = g.drawn(point(), point());
            QVERIFY(isSound(drawn));
            const QRectF moved = g.moved(drawn, point());
            QVERIFY(isSound(moved));
            QVERIFY(std::abs(moved.width() - drawn.width()) < 1e-9);
            const QRectF resized = g.resized(drawn, kHandles[size_t(i) % 8], point());
            QVERIFY(isSound(resized));
            if (grid == CanvasGeometry::Grid::Pixels)
                QCOMPARE(resized, QRectF(resized.toRect()));
        }
    }
    void viewAndSourceAreInverse()
    {
        QRandomGenerator random(3);
        for (int i = 0; i < 500; ++i) {
            const ViewMapping m(0.05 + random.bounded(20.0),
                                {random.bounded(500.0), -random.bounded(500.0)});
            const QPointF p(random.bounded(640.0), random.bounded(360.0));
            const QPointF back = m.toSource(m.toView(p));
            QVERIFY(std::abs(back.x() - p.x()) < 1e-6 && std::abs(back.y() - p.y()) < 1e-6);
        }
    }
    void aPictureCannotBeLost()
    {
        const QSizeF view(400, 300);
        const ViewMapping small = viewFor(ZoomMode::Free, kPicture, view, {0.2, {900, -900}});
        QCOMPARE(small.toView(QPointF(320, 180)), QPointF(200, 150));
        const ViewMapping large = viewFor(ZoomMode::Free, kPicture, view, {4, {900, -90000}});
        QCOMPARE(large.toView(QPointF(0, 0)).x(), 0.0);
        QCOMPARE(large.toView(QPointF(0, 360)).y(), 300.0);
        const ViewMapping fit = viewFor(ZoomMode::Fit, kPicture, view, {});
        QVERIFY(QRectF({0, 0}, view).contains(fit.toView(QRectF({0, 0}, kPicture))));
        const ViewMapping wide = viewFor(ZoomMode::Width, {100, 5000}, view, {});
        QCOMPARE(wide.toView(QPointF(0, 0)).y(), 0.0);
    }
};

QTEST_GUILESS_MAIN(tst_CanvasGeometry)
#include "tst_canvasgeometry.moc"
