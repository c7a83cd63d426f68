// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/timeline/timelinescale.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace redoubt;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr TimeSpan kRange{5'000, 5'000 + 90'000 * 600};
constexpr Rational kBase{1, 90'000};

TimelineScale scale()
{
    TimelineScale s(kRange, kBase, 1000);
    s.setFrameTicks(3000);
    return s;
}

} // namespace

class TestTimelineScale : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesThereAndBackAtEveryZoom()
    {
        std::mt19937 random(3);
        TimelineScale s = scale();
        for (int i = 0; i < 2000; ++i) {
            s.zoom(0.5 + double(random() % 100) / 50, double(random() % 1000));
            const Ticks t = kRange.begin + Ticks(random() % quint64(kRange.length()));
            QVERIFY(std::abs(double(s.ticksAt(s.x(t)) - t)) <= 1);
            QVERIFY(s.visible().begin <= s.ticksAt(0) && s.visible().end >= s.ticksAt(1000));
        }
    }

    void keepsWhatIsUnderTheCursor()
    {
        TimelineScale s = scale();
        const Ticks under = s.ticksAt(400);
        for (int i = 0; i < 12; ++i) {
            s.zoom(1.5, 400);
            QVERIFY(std::abs(s.x(under) - 400) < 1);
        }
    }

    void endsAtSingleFramesAndAtTheWhole()
    {
        TimelineScale s = scale();
        s.zoom(1e12, 500);
        QCOMPARE(3000 / s.ticksPerPixel(), TimelineScale::kMaxFrameWidth);
        s.zoom(1e-12, 500);
        QVERIFY(s.showsAll());
        QVERIFY(s.x(kRange.begin) >= 0 && s.x(kRange.end) <= 1000);
        QCOMPARE(s.scrollMaximum(), 0.0);
    }

    void neverScrollsOutOfTheRange()
    {
        TimelineScale s = scale();
        s.zoom(50, 300);
        s.scrollBy(-1e12);
        QCOMPARE(s.x(kRange.begin), TimelineScale::kMargin);
        s.scrollBy(1e12);
        QCOMPARE(s.x(kRange.end), 1000 - TimelineScale::kMargin);
        s.reveal(kRange.begin + 90'000);
        const double at = s.x(kRange.begin + 90'000);
        QVERIFY(at >= 0 && at <= 1000);
    }

    void keepsShowingAllWhenItGrows()
    {
        TimelineScale s = scale();
        s.setWidth(400);
        QVERIFY(s.showsAll() && s.x(kRange.end) <= 400);
        s.zoom(8, 100);
        const Ticks left = s.ticksAt(0);
        s.setWidth(500);
        QVERIFY(!s.showsAll());
        QVERIFY(std::abs(double(s.ticksAt(0) - left)) <= 1);
    }

    void fitsASpanInTheMiddle()
    {
        TimelineScale s = scale();
        const TimeSpan span{kRange.begin + 9'000'000, kRange.begin + 9'900'000};
        s.fit(span);
        QVERIFY(std::abs(s.x(span.begin) + s.x(span.end) - 1000) < 2);
        QVERIFY(s.x(span.end) - s.x(span.begin) > 500);
    }

    void labelsTheRulerInRoundSteps()
    {
        TimelineScale s = scale();
        QStringList labels;
        double last = -1e9;
        for (const RulerMark &mark : rulerMarks(s, 70)) {
            if (mark.label.isEmpty())
                continue;
            QVERIFY(mark.x - last >= 70);
            last = mark.x;
            labels.append(mark.label);
        }
        QCOMPARE(labels.mid(0, 3), QStringList({u"00:00"_s, u"01:00"_s, u"02:00"_s}));
        s.zoom(1e9, s.x(kRange.begin));
        const auto fine = rulerMarks(s, 70);
        QVERIFY(fine.size() < 200);
        QVERIFY(std::any_of(fine.begin(), fine.end(),
                            [](const RulerMark &m) { return m.label.contains(u'.'); }));
    }

    void numbersFramesOnceTheyAreWide()
    {
        std::vector<Ticks> frames;
        Ticks at = kRange.begin;
        for (int n = 0; n < 18'000; ++n) {
            frames.push_back(at);
            at += n % 2 ? 2000 : 4000; // variable rate: numbers follow the frames, not the clock
        }
        TimelineScale s = scale();
        QVERIFY(frameMarks(s, frames, 40).empty());
        s.zoom(1e9, s.x(kRange.begin));
        const auto marks = frameMarks(s, frames, 40);
        QVERIFY(!marks.empty());
        QCOMPARE(marks.front().label, u"0"_s);
        QCOMPARE(marks.front().x, s.x(frames[0]));
        QCOMPARE(marks[1].x, s.x(frames[1]));
    }

    void bearsHavingNothing()
    {
        TimelineScale s;
        QVERIFY(!s.isValid());
        s.zoom(2, 10);
        s.scrollBy(5);
        s.setWidth(100);
        QVERIFY(rulerMarks(s, 70).empty());
        TimelineScale thin(kRange, kBase, 10);
        thin.zoom(3, 5);
        QVERIFY(thin.isValid());
    }
};

QTEST_GUILESS_MAIN(TestTimelineScale)
#include "tst_timelinescale.moc"
