// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/ui/mediacase.h"
#include "tests/ui/uicase.h"
#include "ui/common/gestures.h"
#include "ui/common/theme.h"
#include "ui/timeline/laneswidget.h"
#include "ui/timeline/timelineview.h"

#include <QAction>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;

namespace {

/// The view over a case, ready when frames and sound are read.
struct Shown
{
    explicit Shown(MediaCase &c)
        : view(c.session(), c.commands())
        , lanes(*view.findChild<LanesWidget *>(u"lanes"_s))
    {
        view.resize(1000, 400);
        view.show();
        view.activateWindow();
        if (!QTest::qWaitForWindowActive(&view))
            qFatal("the window never became active");
    }
    int laneOf(FindingId id) const
    {
        const auto &all = lanes.model().lanes;
        for (size_t i = 0; i < all.size(); ++i) {
            for (const LaneBar &bar : all[i].bars) {
                if (bar.finding->id == id)
                    return int(i);
            }
        }
        return -1;
    }
    QRectF barOf(FindingId id) const
    {
        const auto [lane, bar] = lanes.model().find(id);
        return bar == nullptr ? QRectF() : lanes.barRect(size_t(laneOf(id)), *bar);
    }
    QPoint at(double x, const QRectF &bar) const { return {int(x), int(bar.center().y())}; }
    double xOf(Ticks t) const { return kHeadWidth + lanes.scale().x(t); }
    void drag(QPoint from, QPoint to)
    {
        QTest::mousePress(&lanes, Qt::LeftButton, {}, from);
        QTest::mouseMove(&lanes, (from + to) / 2);
        QMouseEvent move(QEvent::MouseMove, to, lanes.mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                         {});
        QCoreApplication::sendEvent(&lanes, &move);
        QTest::mouseRelease(&lanes, Qt::LeftButton, {}, to);
        QCoreApplication::processEvents();
    }
    TimelineView view;
    LanesWidget &lanes;
};

void waitForFrames(MediaCase &c, Shown &shown)
{
    // The last frame ends where the frame index says; until then by the median of the tracks.
    const FindingId probe = c.track(0, 1, u"probe"_s, FindingType::Screen);
    QTRY_VERIFY(shown.lanes.model().find(probe).second != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(shown.lanes.scale().frameTicks() > 0, 20000);
}

TimeSpan timeOf(const Finding &finding)
{
    if (const auto *span = std::get_if<Span>(&finding.place))
        return span->time;
    const auto &boxes = std::get<Track>(finding.place).boxes;
    return {boxes.front().pts, boxes.back().pts + 1};
}

void trigger(MediaCase &c, const char *id)
{
    QAction *action = c.commands().action(QString::fromLatin1(id));
    QVERIFY(action != nullptr);
    action->trigger();
    QCoreApplication::processEvents();
}

} // namespace

class TestTimelineView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seeksByClickAndDragOnTheRuler()
    {
        MediaCase c;
        Shown shown(c);
        QTest::mouseClick(&shown.lanes, Qt::LeftButton, {}, {int(shown.xOf(c.pts(30))), 10});
        QVERIFY(std::abs(c.session().time() - c.pts(30)) < c.pts(1));
        shown.drag({300, 10}, {int(shown.xOf(c.pts(50))), 10});
        QVERIFY(std::abs(c.session().time() - c.pts(50)) < c.pts(1));
        shown.drag({300, 10}, {5000, 10});
        QVERIFY(c.session().time() < shown.lanes.scale().range().end);
    }

    void selectsByClickAndAddsWithShift()
    {
        MediaCase c;
        const FindingId a = c.track(2, 12, u"face-1"_s);
        const FindingId b = c.track(20, 30, u"face-2"_s);
        Shown shown(c);
        QTest::mouseClick(&shown.lanes, Qt::LeftButton, {}, shown.barOf(a).center().toPoint());
        QCOMPARE(c.session().selection(), QList<FindingId>({a}));
        QTest::mouseClick(&shown.lanes, Qt::LeftButton, Qt::ShiftModifier,
                          shown.barOf(b).center().toPoint());
        QCOMPARE(c.session().selection(), QList<FindingId>({a, b}));
        QTest::mouseClick(&shown.lanes, Qt::LeftButton, Qt::ShiftModifier,
                          shown.barOf(a).center().toPoint());
        QCOMPARE(c.session().selection(), QList<FindingId>({b}));
        QTest::mouseClick(&shown.lanes, Qt::LeftButton, {}, {40, int(shown.barOf(a).center().y())});
        QCOMPARE(c.session().selection(), QList<FindingId>({a})); // the head: all of the lane
        QTest::mouseClick(&shown.lanes, Qt::LeftButton, {},
                          shown.at(shown.xOf(c.pts(40)), shown.barOf(a)));
        QVERIFY(c.session().selection().isEmpty());
        QCOMPARE(c.steps(), 0);
    }

    void trimsByDraggingAnEdge()
    {
        MediaCase c;
        const FindingId id = c.track(2, 30, u"face-1"_s);
        Shown shown(c);
        const QRectF bar = shown.barOf(id);
        shown.drag(shown.at(bar.right() - 1, bar), shown.at(shown.xOf(c.pts(21)), bar));
        QCOMPARE(c.steps(), 1);
        const auto all = c.shown();
        QCOMPARE(all.size(), 1u);
        QCOMPARE(timeOf(*all[0]).begin, c.pts(2));
        QVERIFY(timeOf(*all[0]).end <= c.pts(21) && timeOf(*all[0]).end > c.pts(19));
        QCOMPARE(c.session().selection(), QList<FindingId>({all[0]->id}));
        c.session().openCase().undoStack().undo();
        QCOMPARE(c.shown()[0]->id, id);
    }

    void growsATrackOverItsFrames()
    {
        MediaCase c;
        const FindingId id = c.track(5, 15, u"face-1"_s);
        Shown shown(c);
        waitForFrames(c, shown);
        const QSignalSpy problems(&c.session(), &Session::problem);
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                const QRectF bar = shown.barOf(id);
                if (bar.isNull())
                    return true; // it has been edited
                shown.drag(shown.at(bar.right() - 1, bar), shown.at(shown.xOf(c.pts(25)), bar));
                return false;
            }(),
            20000);
        const auto all = c.shown();
        const auto it = std::find_if(all.begin(), all.end(),
                                     [](const Finding *f) { return f->group == u"face-1"_s; });
        QVERIFY(it != all.end());
        const auto &boxes = std::get<Track>((*it)->place).boxes;
        QVERIFY(boxes.back().pts >= c.pts(23) && boxes.back().pts <= c.pts(25));
        for (size_t i = 1; i < boxes.size(); ++i)
            QCOMPARE(boxes[i].pts - boxes[i - 1].pts, c.pts(1));
        QVERIFY(boxes.back().origin == BoxOrigin::Padded);
    }

    void movesSoundButNotAMachinesTrack()
    {
        MediaCase c;
        const FindingId face = c.track(5, 25, u"face-1"_s);
        const FindingId voice = c.span(0.4, 1.2, u"voice-1"_s);
        Shown shown(c);
        const TimeSpan before = timeOf(c.finding(voice));
        const QPoint from = shown.barOf(face).center().toPoint();
        shown.drag(from, from + QPoint(60, 0));
        QCOMPARE(c.steps(), 0);
        const QPoint at = shown.barOf(voice).center().toPoint();
        shown.drag(at, at + QPoint(97, 0));
        QCOMPARE(c.steps(), 1);
        const auto all = c.shown();
        const auto it = std::find_if(all.begin(), all.end(), [](const Finding *f) {
            return std::holds_alternative<Span>(f->place);
        });
        QCOMPARE(timeOf(**it).length(), before.length());
        QVERIFY(timeOf(**it).begin > before.begin);
    }

    void snapsToThePlayheadWhileDragging()
    {
        MediaCase c;
        const FindingId voice = c.span(0.4, 1.0, {});
        Shown shown(c);
        c.session().setTime(c.pts(33));
        const QRectF bar = shown.barOf(voice);
        shown.drag(shown.at(bar.right() - 1, bar), shown.at(shown.xOf(c.pts(33)) + 4, bar));
        const TimeSpan now = timeOf(*c.shown()[0]);
        QCOMPARE(now.end,
                 rescale(c.pts(33), shown.lanes.scale().base(), c.audio().timeBase, Rounding::Up));
    }

    void leavesEverythingWhenADragIsCancelled()
    {
        MediaCase c;
        const FindingId id = c.track(2, 30, u"face-1"_s);
        Shown shown(c);
        const QRectF bar = shown.barOf(id);
        QTest::mousePress(&shown.lanes, Qt::LeftButton, {}, shown.at(bar.right() - 1, bar));
        const QPoint to = shown.at(bar.center().x(), bar);
        QMouseEvent move(QEvent::MouseMove, to, shown.lanes.mapToGlobal(to), Qt::NoButton,
                         Qt::LeftButton, {});
        QCoreApplication::sendEvent(&shown.lanes, &move);
        QTest::keyClick(&shown.lanes, Qt::Key_Escape);
        QTest::mouseRelease(&shown.lanes, Qt::LeftButton, {}, to);
        QCOMPARE(c.steps(), 0);
        QCOMPARE(c.shown()[0]->id, id);
    }

    void splitsAndJoinsAsOneStepEach()
    {
        MediaCase c;
        const FindingId id = c.track(4, 24, u"face-1"_s);
        Shown shown(c);
        c.session().gestures().decide({id}, Verdict::Redact, QStringList({u"(b)(6)"_s}));
        c.session().select({id}, Session::Reveal::No);
        c.session().setTime(c.pts(10));
        trigger(c, "mark.split");
        QCOMPARE(c.steps(), 2);
        auto all = c.shown();
        QCOMPARE(all.size(), 2u);
        QCOMPARE(timeOf(*all[0]), (TimeSpan{c.pts(4), c.pts(9) + 1}));
        QCOMPARE(timeOf(*all[1]), (TimeSpan{c.pts(10), c.pts(24) + 1}));
        for (const Finding *part : all) {
            QVERIFY(c.session().isSelected(part->id));
            QCOMPARE(c.session().outcome(*part).reasons, QStringList({u"(b)(6)"_s}));
        }
        const QSignalSpy problems(&c.session(), &Session::problem);
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                trigger(c, "mark.join"); // frames may still be read
                return c.shown().size() == 1;
            }(),
            20000);
        all = c.shown();
        QCOMPARE(timeOf(*all[0]), (TimeSpan{c.pts(4), c.pts(24) + 1}));
        QCOMPARE(c.session().outcome(*all[0]).reasons, QStringList({u"(b)(6)"_s}));
        QCOMPARE(c.steps(), 3);
        while (c.session().openCase().undoStack().canUndo())
            c.session().openCase().undoStack().undo();
        QCOMPARE(c.shown().size(), 1u);
        QCOMPARE(c.shown()[0]->id, id);
    }

    void joinsMarksOfTheMachineAndUndoesIt()
    {
        MediaCase c;
        const FindingId a = c.track(4, 10, u"face-1"_s);
        const FindingId b = c.track(14, 24, u"face-1"_s);
        const FindingId other = c.track(30, 34, u"face-2"_s);
        Shown shown(c);
        QCoreApplication::processEvents();
        c.session().select({a, other}, Session::Reveal::No);
        const QSignalSpy problems(&c.session(), &Session::problem);
        trigger(c, "mark.join");
        QVERIFY(!problems.isEmpty()); // two people
        QCOMPARE(c.steps(), 0);
        c.session().select({b, a}, Session::Reveal::No);
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                trigger(c, "mark.join");
                return c.shown().size() == 2;
            }(),
            20000);
        const auto &boxes = std::get<Track>(c.shown()[0]->place).boxes;
        QCOMPARE(boxes.size(), 21u);
        QVERIFY(shown.lanes.model().gaps.empty());
        c.session().openCase().undoStack().undo();
        QCOMPARE(c.shown().size(), 3u);
        QTRY_COMPARE(shown.lanes.model().gaps.size(), 1u);
    }

    void trimsToThePlayheadByKeys()
    {
        MediaCase c;
        const FindingId id = c.track(4, 24, u"face-1"_s);
        Shown shown(c);
        c.session().select({id}, Session::Reveal::No);
        c.session().setTime(c.pts(8));
        QTest::keyClick(&shown.view, Qt::Key_BracketLeft);
        c.session().setTime(c.pts(20));
        QTest::keyClick(&shown.view, Qt::Key_BracketRight);
        QCOMPARE(timeOf(*c.shown()[0]), (TimeSpan{c.pts(8), c.pts(20) + 1}));
    }

    void silencesBetweenInAndOut()
    {
        MediaCase c;
        Shown shown(c);
        const QSignalSpy problems(&c.session(), &Session::problem);
        trigger(c, "mark.silence");
        QCOMPARE(problems.size(), 1); // nothing is marked yet
        c.session().setTime(c.pts(10));
        QTest::keyClick(&shown.view, Qt::Key_I);
        c.session().setTime(c.pts(30));
        QTest::keyClick(&shown.view, Qt::Key_O);
        QTest::keyClick(&shown.view, Qt::Key_M, Qt::ControlModifier);
        QCOMPARE(c.steps(), 1);
        const Finding &mark = *c.shown()[0];
        QVERIFY(mark.provenance.byPerson());
        const auto outcome = c.session().outcome(mark);
        QVERIFY(outcome.verdict == Verdict::Redact && outcome.effect == Effect::Silence);
        const TimeSpan time = std::get<Span>(mark.place).time;
        QVERIFY(toSeconds(time.begin, c.audio().timeBase) <= 0.4);
        QVERIFY(toSeconds(time.end, c.audio().timeBase) >= 1.2);
        QTest::keyClick(&shown.view, Qt::Key_X);
        QVERIFY(c.session().timeMarks() == Session::TimeMarks());
    }

    void walksAlongGaps()
    {
        MediaCase c;
        c.track(2, 6, u"face-1"_s);
        c.track(9, 14, u"face-1"_s);
        c.track(17, 22, u"face-1"_s);
        Shown shown(c);
        QTRY_COMPARE(shown.lanes.model().gaps.size(), 2u);
        QTest::keyClick(&shown.view, Qt::Key_N, Qt::AltModifier);
        QCOMPARE(c.session().time(), c.pts(7));
        QTest::keyClick(&shown.view, Qt::Key_N, Qt::AltModifier);
        QCOMPARE(c.session().time(), c.pts(15));
        QTest::keyClick(&shown.view, Qt::Key_P, Qt::AltModifier);
        QCOMPARE(c.session().time(), c.pts(7));
    }

    void walksThroughTheLanesByKeys()
    {
        MediaCase c;
        const FindingId early = c.track(2, 8, u"face-1"_s);
        const FindingId late = c.track(20, 30, u"face-1"_s);
        const FindingId other = c.track(22, 28, u"face-2"_s);
        for (int n = 3; n < 12; ++n)
            c.track(30 + n, 44, u"face-%1"_s.arg(n));
        const FindingId last = c.track(46, 50, u"face-99"_s);
        Shown shown(c);
        shown.view.resize(shown.view.width(), kRulerHeight + 5 * kLaneHeight);
        QTRY_VERIFY(shown.lanes.contentHeight() > shown.lanes.height());
        shown.lanes.setFocus();
        const auto press = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
            QTest::keyClick(&shown.lanes, key, modifiers);
            return c.session().selection().value(0);
        };
        QCOMPARE(press(Qt::Key_Down), early);
        QVERIFY(shown.lanes.accessibleDescription().contains(c.session().title(c.finding(early))));
        QCOMPARE(press(Qt::Key_Right, Qt::ControlModifier), late);
        QCOMPARE(c.session().time(), c.pts(20)); // shown on the canvas too
        QCOMPARE(press(Qt::Key_Right, Qt::ControlModifier), late);
        QCOMPARE(press(Qt::Key_Down), other);
        QCOMPARE(press(Qt::Key_Up), late);
        QCOMPARE(press(Qt::Key_Left, Qt::ControlModifier), early);
        for (int n = 0; n < 20; ++n)
            press(Qt::Key_Down);
        QCOMPARE(c.session().selection(), QList<FindingId>{last});
        const QRectF bar = shown.barOf(last);
        QVERIFY(bar.top() >= kRulerHeight && bar.bottom() <= shown.lanes.height());
        QVERIFY(shown.lanes.scrollY() > 0);
        for (int n = 0; n < 20; ++n)
            press(Qt::Key_Up);
        QCOMPARE(shown.lanes.scrollY(), kLaneHeight); // the shots are above it
    }

    void zoomsByWheelKeysAndDoubleClick()
    {
        MediaCase c;
        const FindingId id = c.track(20, 24, u"face-1"_s);
        Shown shown(c);
        const QPointF at(500, 100);
        const Ticks under = shown.lanes.scale().ticksAt(500 - kHeadWidth);
        QWheelEvent wheel(at, shown.lanes.mapToGlobal(at), {}, {0, 240}, {}, Qt::ControlModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&shown.lanes, &wheel);
        QVERIFY(!shown.lanes.scale().showsAll());
        QVERIFY(std::abs(shown.lanes.scale().x(under) - (500 - kHeadWidth)) < 1);
        trigger(c, "timeline.zoomFit");
        QVERIFY(shown.lanes.scale().showsAll());
        trigger(c, "timeline.zoomIn");
        QVERIFY(!shown.lanes.scale().showsAll());
        trigger(c, "timeline.zoomFit");
        QTest::mouseDClick(&shown.lanes, Qt::LeftButton, {}, shown.barOf(id).center().toPoint());
        QVERIFY(shown.barOf(id).width() > 200);
    }

    void showsWhatWasSeenAfterAWhile()
    {
        MediaCase c;
        Shown shown(c);
        c.session().recordSeen(0, {0, c.pts(30)});
        c.session().setTime(c.pts(30), Session::TimeChange::Playback);
        QTRY_COMPARE(shown.lanes.model().seen, QList<TimeSpan>({{0, c.pts(30)}}));
    }

    void showsWhatToDoWithoutTime()
    {
        UiCase c;
        TimelineView view(c.session(), c.commands());
        view.resize(800, 300);
        view.show();
        auto &lanes = *view.findChild<LanesWidget *>(u"lanes"_s);
        QVERIFY(!lanes.scale().isValid());
        QVERIFY(!lanes.accessibleDescription().isEmpty());
        QTest::mouseClick(&lanes, Qt::LeftButton, {}, {500, 100});
        for (const char *id : {"mark.split", "mark.join", "mark.trimEnd", "mark.silence",
                               "timeline.nextGap", "timeline.zoomIn"})
            c.commands().action(QString::fromLatin1(id))->trigger();
        QCOMPARE(c.session().openCase().undoStack().count(), 0);
    }
};

QTEST_MAIN(TestTimelineView)
#include "tst_timelineview.moc"
