// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/canvasview.h"
#include "ui/common/theme.h"

#include <QApplication>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace redoubt;
using namespace redoubt::ui;

namespace {

QImage testPicture()
{
    QImage image(320, 240, QImage::Format_RGB32);
    image.fill(QColor(90, 120, 150));
    return image;
}

CanvasMark mark(const QRectF &rect, bool selected = false)
{
    CanvasMark m;
    m.id = FindingId::random();
    m.rect = rect;
    m.selected = selected;
    return m;
}

} // namespace

class tst_CanvasView : public QObject
{
    Q_OBJECT

    std::unique_ptr<CanvasView> m_view;

    QPoint at(double x, double y) const
    {
        return m_view->geometry().mapping().toView(QPointF(x, y)).toPoint();
    }
    void drag(QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton,
              Qt::KeyboardModifiers keys = {})
    {
        QTest::mousePress(m_view.get(), button, keys, from);
        QTest::mouseMove(m_view.get(), (from + to) / 2);
        QTest::mouseMove(m_view.get(), to);
        QTest::mouseRelease(m_view.get(), button, keys, to);
    }
    void wheel(QPoint where, int delta, Qt::KeyboardModifiers keys = {})
    {
        QWheelEvent event(where, m_view->mapToGlobal(where), {}, {0, delta}, Qt::NoButton, keys,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_view.get(), &event);
    }

private Q_SLOTS:
    void init()
    {
        m_view = std::make_unique<CanvasView>();
        m_view->resize(640, 480);
        m_view->setPicture(testPicture(), {320, 240}, CanvasGeometry::Grid::Pixels);
        m_view->show();
        m_view->activateWindow();
        m_view->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        m_view->zoomTo(2);
    }
    void drawsOnEmptyGround()
    {
        QSignalSpy drawn(m_view.get(), &CanvasView::drawn);
        drag(at(50, 60), at(120, 100));
        QCOMPARE(drawn.size(), 1);
        QCOMPARE(drawn[0][0].toRectF(), QRectF(50, 60, 70, 40));
    }
    void aClickIsNoRectangle()
    {
        QSignalSpy drawn(m_view.get(), &CanvasView::drawn);
        QSignalSpy nothing(m_view.get(), &CanvasView::pickedNothing);
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, at(50, 60));
        QCOMPARE(drawn.size(), 0);
        QCOMPARE(nothing.size(), 1);
    }
    void picksAndAddsWithShift()
    {
        const CanvasMark a = mark({40, 40, 40, 40});
        m_view->setMarks({a, mark({150, 40, 40, 40})});
        QSignalSpy picked(m_view.get(), &CanvasView::picked);
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, at(60, 60));
        QTest::mouseClick(m_view.get(), Qt::LeftButton, Qt::ShiftModifier, at(160, 60));
        QCOMPARE(picked.size(), 2);
        QCOMPARE(picked[0][0].value<FindingId>(), a.id);
        QCOMPARE(picked[0][1].toBool(), false);
        QCOMPARE(picked[1][1].toBool(), true);
    }
    void movesAMarkInOneGesture()
    {
        const CanvasMark a = mark({40, 40, 60, 60}, true);
        m_view->setMarks({a});
        QSignalSpy edited(m_view.get(), &CanvasView::edited);
        drag(at(70, 70), at(100, 85));
        QCOMPARE(edited.size(), 1);
        QCOMPARE(edited[0][0].value<FindingId>(), a.id);
        QCOMPARE(edited[0][2].toRectF(), QRectF(70, 55, 60, 60));
        QVERIFY(edited[0][3].toULongLong() != 0);
    }
    void showsTheResultWhileDragging()
    {
        m_view->setMarks({mark({40, 40, 60, 60}, true)});
        const QColor before = m_view->grab().toImage().pixelColor(at(200, 150));
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, at(70, 70));
        QTest::mouseMove(m_view.get(), at(150, 120));
        QTest::mouseMove(m_view.get(), at(200, 150));
        const QColor during = m_view->grab().toImage().pixelColor(at(200, 150));
        QVERIFY(before != during);
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, at(200, 150));
    }
    void resizesByEveryHandle_data()
    {
        QTest::addColumn<int>("handle");
        QTest::addColumn<QRectF>("expected");
        const QRectF r(100, 80, 60, 50);
        const auto row = [](const char *name, Handle handle, const QRectF &expected) {
            QTest::newRow(name) << int(handle) << expected;
        };
        row("top left", Handle::TopLeft, r.adjusted(10, 5, 0, 0));
        row("top", Handle::Top, r.adjusted(0, 5, 0, 0));
        row("top right", Handle::TopRight, r.adjusted(0, 5, 10, 0));
        row("right", Handle::Right, r.adjusted(0, 0, 10, 0));
        row("bottom right", Handle::BottomRight, r.adjusted(0, 0, 10, 5));
        row("bottom", Handle::Bottom, r.adjusted(0, 0, 0, 5));
        row("bottom left", Handle::BottomLeft, r.adjusted(10, 0, 0, 5));
        row("left", Handle::Left, r.adjusted(10, 0, 0, 0));
    }
    void resizesByEveryHandle()
    {
        QFETCH(int, handle);
        QFETCH(QRectF, expected);
        const QRectF rect(100, 80, 60, 50);
        m_view->setMarks({mark(rect, true)});
        QSignalSpy edited(m_view.get(), &CanvasView::edited);
        const QPoint from = m_view->geometry().handlePoint(rect, Handle(handle)).toPoint();
        drag(from, from + QPoint(20, 10));
        QCOMPARE(edited.size(), 1);
        QCOMPARE(edited[0][2].toRectF(), expected);
    }
    void escapeDropsADrag()
    {
        QSignalSpy drawn(m_view.get(), &CanvasView::drawn);
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, at(50, 60));
        QTest::mouseMove(m_view.get(), at(90, 90));
        QTest::mouseMove(m_view.get(), at(120, 100));
        QTest::keyClick(m_view.get(), Qt::Key_Escape);
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, at(120, 100));
        QCOMPARE(drawn.size(), 0);
    }
    void escapeClearsTheSelection()
    {
        QSignalSpy nothing(m_view.get(), &CanvasView::pickedNothing);
        QTest::keyClick(m_view.get(), Qt::Key_Escape);
        QCOMPARE(nothing.size(), 1);
    }
    void nudgesOfOneRunAreOneGesture()
    {
        QRectF rect(100, 80, 60, 50);
        CanvasMark m = mark(rect, true);
        m_view->setMarks({m});
        QSignalSpy edited(m_view.get(), &CanvasView::edited);
        QTest::keyClick(m_view.get(), Qt::Key_Right); // the time's
        QCOMPARE(edited.size(), 0);
        QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(edited.size(), 1);
        QCOMPARE(edited[0][2].toRectF(), rect.translated(1, 0));
        m.rect = rect.translated(1, 0);
        m_view->setMarks({m});
        QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(edited.size(), 2);
        QCOMPARE(edited[1][2].toRectF(), rect.translated(1, 10));
        QCOMPARE(edited[0][3].toULongLong(), edited[1][3].toULongLong());
    }
    void tabGoesThroughTheMarksAndThenLeaves()
    {
        CanvasMark a = mark({10, 10, 20, 20});
        CanvasMark b = mark({100, 10, 20, 20});
        m_view->setMarks({b, a});
        QSignalSpy picked(m_view.get(), &CanvasView::picked);
        QTest::keyClick(m_view.get(), Qt::Key_Tab);
        QCOMPARE(picked.takeLast()[0].value<FindingId>(), a.id); // reading order
        a.selected = true;
        m_view->setMarks({b, a});
        QTest::keyClick(m_view.get(), Qt::Key_Tab);
        QCOMPARE(picked.takeLast()[0].value<FindingId>(), b.id);
        a.selected = false;
        b.selected = true;
        m_view->setMarks({b, a});
        QTest::keyClick(m_view.get(), Qt::Key_Backtab, Qt::ShiftModifier);
        QCOMPARE(picked.takeLast()[0].value<FindingId>(), a.id);
        QSignalSpy nothing(m_view.get(), &CanvasView::pickedNothing);
        QTest::keyClick(m_view.get(), Qt::Key_Tab);
        QCOMPARE(nothing.size(), 1);
    }
    void theWheelZoomsToThePointer()
    {
        const QPoint where(400, 300);
        const QPointF under = m_view->geometry().mapping().toSource(where);
        wheel(where, 120);
        QVERIFY(m_view->zoom() > 2.1);
        const QPointF after = m_view->geometry().mapping().toSource(where);
        QVERIFY(QLineF(under, after).length() < 0.5);
        wheel(where, -12000);
        QCOMPARE(m_view->zoom(), kMinZoom);
    }
    void spaceDragAndMiddleButtonPan()
    {
        m_view->zoomTo(4);
        const QPointF offset = m_view->geometry().mapping().offset();
        drag({300, 200}, {280, 190}, Qt::MiddleButton);
        QCOMPARE(m_view->geometry().mapping().offset(), offset + QPointF(-20, -10));
        QSignalSpy tapped(m_view.get(), &CanvasView::spaceTapped);
        QTest::keyPress(m_view.get(), Qt::Key_Space);
        drag({300, 200}, {310, 205});
        QTest::keyRelease(m_view.get(), Qt::Key_Space);
        QCOMPARE(m_view->geometry().mapping().offset(), offset + QPointF(-10, -5));
        QCOMPARE(tapped.size(), 0);
        QTest::keyClick(m_view.get(), Qt::Key_Space);
        QCOMPARE(tapped.size(), 1);
    }
    void nothingCanBeChangedInThePreview()
    {
        m_view->setMarks({mark({40, 40, 60, 60}, true)});
        m_view->setEditable(false);
        QSignalSpy drawn(m_view.get(), &CanvasView::drawn);
        QSignalSpy edited(m_view.get(), &CanvasView::edited);
        drag(at(70, 70), at(100, 85));
        drag(at(200, 70), at(220, 85));
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QCOMPARE(drawn.size() + edited.size(), 0);
    }
    void aStrokeIsNoBox()
    {
        const QSignalSpy drawn(m_view.get(), &CanvasView::drawn);
        drag(at(50, 60), at(120, 60));
        drag(at(50, 60), at(50, 120));
        QCOMPARE(drawn.size(), 0);
        drag(at(50, 60), at(120, 70));
        QCOMPARE(drawn.size(), 1);
    }
    void aDragOverTextSelectsItAndAltDraws()
    {
        m_view->setTextPicker(
            {[](QPointF p) { return p.y() < 100; },
             [](QPointF from, QPointF to) { return std::vector<QRectF>{QRectF(from, to)}; }});
        QSignalSpy drawn(m_view.get(), &CanvasView::drawn);
        QSignalSpy text(m_view.get(), &CanvasView::textDragged);
        drag(at(50, 60), at(120, 90));
        QCOMPARE(drawn.size(), 0);
        QVERIFY(!text.isEmpty());
        QVERIFY(text.last()[2].toBool());
        drag(at(50, 60), at(120, 90), Qt::LeftButton, Qt::AltModifier);
        QCOMPARE(drawn.size(), 1);
        drag(at(50, 160), at(120, 190));
        QCOMPARE(drawn.size(), 2);
    }
    void paintsMarksByTheirState()
    {
        const auto paint = [](MarkState state) {
            QImage image(100, 100, QImage::Format_RGB32);
            CanvasScene scene;
            scene.image = QImage(100, 100, QImage::Format_RGB32);
            scene.image.fill(QColor(90, 120, 150));
            scene.geometry = {{100, 100}, ViewMapping(1, {}), CanvasGeometry::Grid::Pixels};
            CanvasMark m = mark({20, 30, 50, 50});
            m.state = state;
            scene.marks = {m};
            QPainter painter(&image);
            paintCanvas(painter, scene, image.rect());
            return image;
        };
        const QImage redact = paint(MarkState::Redact);
        QCOMPARE(redact.pixelColor(45, 55), theme().redact);
        QCOMPARE(redact.pixelColor(5, 5), QColor(90, 120, 150));
        QList<QImage> all;
        for (const MarkState state : {MarkState::Proposed, MarkState::Candidate, MarkState::Redact,
                                      MarkState::Keep, MarkState::KeptByProfile}) {
            const QImage image = paint(state);
            QVERIFY(!all.contains(image));
            all.append(image);
        }
    }
};

QTEST_MAIN(tst_CanvasView)
#include "tst_canvasview.moc"
