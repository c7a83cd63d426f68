// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/workforecast.h"
#include "core/jobs/workmeter.h"
#include "core/jobs/workprogress.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <random>
#include <vector>

using namespace redoubt;
using namespace std::chrono_literals;

using Duration = WorkForecast::Duration;

namespace {

/// An item as it really goes.
struct Trace
{
    QByteArray kind;
    double weight = 1;
    double seconds = 1;
    /// Its progress when this share of its time has passed; null: even.
    std::function<double(double)> progress;
};

struct Estimate
{
    double at = 0; ///< seconds
    double left = 0;
    std::optional<double> said;
    double share = 0;
};

struct Run
{
    std::vector<Estimate> estimates;
    double end = 0;
};

constexpr double kStep = 0.25; // seconds

/// Plays the traces on some places, each taking the next item when it is free.
/// @a slowPlace: how many times slower the first place is.
Run play(const std::vector<Trace> &traces, int places, double slowPlace = 1)
{
    WorkForecast forecast;
    for (const Trace &trace : traces)
        forecast.add(trace.kind, trace.weight);
    struct Place
    {
        int item = -1;
        double began = 0;
        double seconds = 0;
    };
    std::vector<Place> all;
    all.resize(size_t(places));
    Run run;
    size_t next = 0;
    for (double now = 0;; now += kStep) {
        const auto time = Duration(qint64(now * 1000));
        bool busy = false;
        for (size_t p = 0; p < all.size(); ++p) {
            Place &place = all[p];
            if (place.item >= 0) {
                const Trace &trace = traces[size_t(place.item)];
                const double passed = (now - place.began) / place.seconds;
                if (passed >= 1) {
                    forecast.end(place.item, WorkForecast::Ended::Done, time);
                    place.item = -1;
                } else {
                    forecast.update(place.item, trace.progress ? trace.progress(passed) : passed,
                                    time);
                }
            }
            if (place.item < 0 && next < traces.size()) {
                place.item = int(next++);
                place.began = now;
                place.seconds = traces[size_t(place.item)].seconds * (p == 0 ? slowPlace : 1);
                forecast.begin(place.item, time);
            }
            busy = busy || place.item >= 0;
        }
        if (!busy) {
            run.end = now;
            break;
        }
        Estimate estimate;
        estimate.at = now;
        if (const auto left = forecast.remaining(places, time))
            estimate.said = double(left->count()) / 1000;
        estimate.share = forecast.share(time);
        run.estimates.push_back(estimate);
    }
    for (Estimate &each : run.estimates)
        each.left = run.end - each.at;
    return run;
}

/// How wrong it may be.
struct Bounds
{
    double most = 2;      ///< times what is truly left, and 5 s
    double least = 0.5;   ///< of what is truly left, less 5 s
    double from = 0.2;    ///< of the time
    double unknown = 0.1; ///< of the time from there on, in which it may say nothing
};

void check(const Run &run, const Bounds &bounds)
{
    double last = 0;
    int unknown = 0;
    int judged = 0;
    for (const Estimate &each : run.estimates) {
        QVERIFY(each.share >= last && each.share < 1);
        last = each.share;
        const QByteArray told = "at " + QByteArray::number(each.at) + " of " +
                                QByteArray::number(run.end) + ": " +
                                QByteArray::number(each.said.value_or(-1)) + " instead of " +
                                QByteArray::number(each.left);
        if (each.said && each.left > 5)
            QVERIFY2(*each.said >= 1, told.constData());
        if (each.at < bounds.from * run.end)
            continue;
        ++judged;
        unknown += each.said ? 0 : 1;
        if (!each.said)
            continue;
        QVERIFY2(*each.said <= each.left * bounds.most + 5, told.constData());
        QVERIFY2(*each.said >= each.left * bounds.least - 5, told.constData());
    }
    QVERIFY2(unknown <= bounds.unknown * judged, "it was silent too long");
}

std::vector<Trace> alike(int count, const QByteArray &kind, double weight, double seconds)
{
    return std::vector<Trace>(size_t(count), Trace{kind, weight, seconds, {}});
}

double fastThenSlow(double passed)
{
    return passed < 0.1 ? passed * 9 : 0.9 + (passed - 0.1) / 9;
}

double doneTooEarly(double passed)
{
    return std::min(1.0, passed * 10);
}

} // namespace

class TestWorkForecast : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void evenWork()
    {
        check(play(alike(40, "picture", 15, 5), 2), {1.3, 0.75, 0.2, 0});
        check(play(alike(1, "film", 400, 200), 4), {1.2, 0.8, 0.2, 0});
    }

    void aTableThatIsWrong()
    {
        // The table takes a film for ten pictures, and it is a hundred: the first one tells.
        std::vector<Trace> traces;
        for (int i = 0; i < 12; ++i) {
            traces.push_back({"film", 100, 100, {}});
            traces.push_back({"picture", 10, 1, {}});
        }
        check(play(traces, 2), {2, 0.5, 0.2, 0});
    }

    void oneHugeItemAmongManySmall()
    {
        std::vector<Trace> traces = alike(100, "picture", 15, 2);
        traces.insert(traces.begin() + 50, {"film", 3000, 300, {}});
        check(play(traces, 2), {2, 0.5, 0.2, 0});
        // At the very end, behind everything: it was never measured before.
        traces = alike(100, "picture", 15, 2);
        traces.push_back({"film", 3000, 300, {}});
        check(play(traces, 2), {2, 0.5, 0.2, 0.25});
        // The same where the table is ten times too high: unknown until it has begun.
        traces.back().seconds = 30;
        check(play(traces, 2), {2, 0.5, 0.2, 0.75});
    }

    void fastStartSlowEnd()
    {
        // Each reader rushes to 90 % and takes nine tenths of its time for the rest.
        std::vector<Trace> traces = alike(20, "pdf", 40, 30);
        for (Trace &trace : traces)
            trace.progress = fastThenSlow;
        check(play(traces, 2), {2, 0.5, 0.2, 0});
    }

    void allButDoneForMinutes()
    {
        std::vector<Trace> traces = alike(6, "pdf", 40, 250);
        for (Trace &trace : traces)
            trace.progress = doneTooEarly;
        check(play(traces, 1), {2.5, 0.4, 0.2, 0.05});
        // One alone, of which nothing is known: it may not know, and never says that it is over.
        const Run run = play({traces.front()}, 1);
        for (const Estimate &each : run.estimates)
            QVERIFY(!each.said || *each.said >= 1 || each.left < 5);
        const auto silent = std::count_if(run.estimates.begin(), run.estimates.end(),
                                          [](const Estimate &each) { return !each.said; });
        QVERIFY(silent > qsizetype(run.estimates.size() / 2));
    }

    void growsWhileNothingMoves()
    {
        WorkForecast forecast;
        const int item = forecast.add("film", 100);
        forecast.begin(item, 0s);
        for (int i = 1; i <= 50; ++i)
            forecast.update(item, i / 100.0, i * 1s);
        auto last = *forecast.remaining(1, 50s);
        QVERIFY(last > 40s && last < 70s);
        for (auto now = 60s; now <= 600s; now += 20s) {
            const auto left = forecast.remaining(1, now);
            QVERIFY(left && *left > last);
            last = *left;
        }
        QVERIFY(last > 4min);
    }

    void oneSlowerPlace() { check(play(alike(40, "film", 100, 20), 4, 4), {2, 0.5, 0.2, 0}); }

    void unevenWork()
    {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> factor(0.3, 3);
        std::vector<Trace> traces;
        for (int i = 0; i < 60; ++i) {
            const double weight = i % 3 ? 20 : 200;
            traces.push_back({i % 3 ? "pdf" : "film", weight, weight / 10 * factor(random), {}});
        }
        check(play(traces, 3), {2, 0.5, 0.2, 0});
    }

    void learnsWhatStagesCost()
    {
        // Redacting is said to be 60 % of an item, and takes a tenth of its time.
        WorkForecast forecast;
        for (int i = 0; i < 5; ++i)
            forecast.add("film", 100, {0.6});
        double now = 0;
        const auto time = [&] { return Duration(qint64(now * 1000)); };
        for (int i = 0; i < 2; ++i) {
            forecast.begin(i, time());
            for (int k = 1; k <= 20; ++k) {
                now += 0.5;
                forecast.update(i, 0.6 * k / 20, time());
            }
            for (int k = 1; k <= 20; ++k) {
                now += 4.5;
                forecast.update(i, 0.6 + 0.4 * k / 20, time());
            }
            forecast.end(i, WorkForecast::Ended::Done, time());
        }
        forecast.begin(2, time());
        for (int k = 1; k <= 20; ++k) {
            now += 0.5;
            forecast.update(2, 0.6 * k / 20, time());
        }
        std::optional<Duration> left;
        for (int k = 0; k < 40; ++k) {
            now += 0.5; // let the label follow
            forecast.update(2, 0.6 + 0.4 * (k + 1) / 180, time());
            left = forecast.remaining(1, time());
        }
        QVERIFY(left);
        const double truly = 70 + 2 * 100;
        const double said = double(left->count()) / 1000;
        QVERIFY2(said > 0.7 * truly && said < 1.4 * truly, qPrintable(QString::number(said)));
    }

    void whatEndsEarlySaysNothing()
    {
        WorkForecast forecast;
        for (int i = 0; i < 20; ++i)
            forecast.add("film", 100);
        for (int i = 0; i < 10; ++i) {
            forecast.begin(i, 1s);
            forecast.end(i, WorkForecast::Ended::Shortened, 1s);
        }
        QVERIFY2(!forecast.remaining(1, 2s), "they were done before");
        forecast.begin(10, 2s);
        for (int i = 1; i <= 50; ++i)
            forecast.update(10, i / 100.0, 2s + i * 1s);
        const auto left = forecast.remaining(1, 52s);
        QVERIFY(left && *left > 500s && *left < 2000s);
    }

    void theLastComesAfterAll()
    {
        WorkForecast forecast;
        forecast.add("picture", 10);
        forecast.add("picture", 10);
        const int last = forecast.addLast("pack", 10);
        forecast.begin(0, 0s);
        forecast.begin(1, 0s);
        for (int i = 1; i <= 10; ++i) {
            forecast.update(0, i / 20.0, i * 1s);
            forecast.update(1, i / 20.0, i * 1s);
        }
        const auto left = forecast.remaining(2, 10s);
        QVERIFY2(left && *left > 24s && *left < 40s, qPrintable(QString::number(left->count())));
        forecast.end(0, WorkForecast::Ended::Done, 20s);
        forecast.end(1, WorkForecast::Ended::Done, 20s);
        forecast.begin(last, 20s);
        QVERIFY(forecast.share(21s) < 1);
        forecast.end(last, WorkForecast::Ended::Done, 40s);
        QCOMPARE(forecast.share(40s), 1.0);
    }

    void nothingIsKnownAtFirst()
    {
        WorkForecast forecast;
        QCOMPARE(forecast.share(0s), 0.0);
        QVERIFY(!forecast.remaining(2, 5s));
        forecast.add("film", 100);
        forecast.begin(0, 0s);
        QVERIFY(!forecast.remaining(2, 5s));
        forecast.update(0, 0.5, 500ms);
        QVERIFY2(!forecast.remaining(2, 900ms), "a second is too little to judge by");
    }

    void tellsTheContextOfAll()
    {
        const auto meter = std::make_shared<WorkMeter>();
        std::vector<double> shares;
        {
            WorkProgress progress(
                meteredContext({}, meter, [&] { shares.push_back(meter->share()); }), 2);
            const int one = progress.add("picture", 10);
            const int other = progress.add("picture", 30);
            progress.begin(one);
            progress.begin(other);
            progress.contextOf(one).progress(1, 2);
            progress.end(one, WorkForecast::Ended::Done);
            QVERIFY(meter->share() > 0 && meter->share() < 1);
            progress.end(other, WorkForecast::Ended::Shortened);
        }
        QCOMPARE(meter->share(), 1.0);
        QVERIFY(std::is_sorted(shares.begin(), shares.end()));
        std::ignore = meter->remaining(); // the work is gone, its forecast is not
    }
};

QTEST_GUILESS_MAIN(TestWorkForecast)
#include "tst_workforecast.moc"
