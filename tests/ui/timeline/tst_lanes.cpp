// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/common/theme.h"
#include "ui/timeline/lanemodel.h"
#include "ui/timeline/lanepainter.h"
#include "ui/timeline/spanedits.h"

#include <QPainter>
#include <QTest>

#include <random>

using namespace redoubt;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr Ticks kStep = 100; // a frame

casefile::Item videoItem()
{
    casefile::Item item;
    item.id = ItemId::fromContent("item");
    item.kind = ItemKind::Video;
    item.streams = {{0, Modality::Video, {}, {640, 480}, {1, 2500}, 40, 0, 0},
                    {1, Modality::Audio, {}, {}, {1, 1000}, 40, 8000, 1}};
    item.shots = {{0, 500 * kStep}, {500 * kStep, 1000 * kStep}};
    return item;
}

Finding track(int first, int last, const QString &group, FindingType type = FindingType::Face)
{
    Finding finding;
    finding.type = type;
    finding.score = 0.8;
    finding.group = group;
    Track place{0, {}};
    for (int n = first; n <= last; ++n)
        place.boxes.push_back({n * kStep, {n, 10, 40, 50}, BoxOrigin::Detected, 1});
    finding.place = place;
    finding.id = stableFindingId(finding);
    return finding;
}

Finding span(Ticks begin, Ticks end, const QString &group, FindingType type)
{
    Finding finding;
    finding.type = type;
    finding.score = 0.8;
    finding.group = group;
    finding.place = Span{1, {begin, end}, {}};
    finding.id = stableFindingId(finding);
    return finding;
}

/// Redacts all but what a group "keep" holds.
LaneModel modelOf(const std::vector<Finding> &findings, const std::vector<Ticks> *frames = nullptr)
{
    static const casefile::Item item = videoItem();
    std::vector<const Finding *> list;
    for (const Finding &each : findings)
        list.push_back(&each);
    const LaneInput input{item,
                          *timeAxis(item),
                          list,
                          [](const Finding &finding) {
                              casefile::ReviewSheet::Outcome outcome;
                              outcome.decidedByPerson = finding.group == u"face-keep";
                              outcome.verdict =
                                  finding.group == u"face-keep" ? Verdict::Keep : Verdict::Redact;
                              return outcome;
                          },
                          [](const Finding &finding) { return finding.group; },
                          [](const Finding &finding) {
                              return finding.group.startsWith(u"face-same") ? u"who"_s : QString();
                          },
                          {},
                          frames};
    return LaneModel::build(input);
}

LaneModel emptyModel(const casefile::Item &item)
{
    const std::vector<const Finding *> none;
    const LaneInput input{item,
                          *timeAxis(item),
                          none,
                          [](const Finding &) { return casefile::ReviewSheet::Outcome(); },
                          [](const Finding &) { return QString(); },
                          [](const Finding &) { return QString(); },
                          {}};
    return LaneModel::build(input);
}

QStringList titles(const LaneModel &model)
{
    QStringList list;
    for (const Lane &lane : model.lanes)
        list.append(lane.title);
    return list;
}

std::vector<Ticks> frameTimes(int count)
{
    std::vector<Ticks> frames;
    for (int n = 0; n < count; ++n)
        frames.push_back(n * kStep);
    return frames;
}

} // namespace

class TestLanes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ordersLanesByPeopleThingsAndSound()
    {
        const std::vector<Finding> findings{span(0, 500, u"voice-1"_s, FindingType::Voice),
                                            track(3, 9, {}, FindingType::LicencePlate),
                                            track(20, 30, u"face-2"_s),
                                            track(1, 5, u"face-7"_s),
                                            span(10, 20, {}, FindingType::PhoneNumber),
                                            track(50, 60, u"face-same-1"_s),
                                            track(70, 75, u"face-same-2"_s)};
        const LaneModel model = modelOf(findings);
        QCOMPARE(titles(model), QStringList({u"Shots"_s, u"face-7"_s, u"face-2"_s, u"face-same-1"_s,
                                             displayName(FindingType::LicencePlate), u"voice-1"_s,
                                             u"Spoken"_s, u"Waveform"_s, u"Gaps"_s, u"Seen"_s}));
        QCOMPARE(model.lanes[3].bars.size(), 2u); // two groups of one person share a lane
    }

    void findsShortHolesInsideAShotOnly()
    {
        const std::vector<Finding> findings{
            track(0, 10, u"face-1"_s),    track(14, 20, u"face-1"_s),   // 3 frames
            track(80, 90, u"face-1"_s),                                 // 59 frames: wanted
            track(490, 498, u"face-1"_s), track(501, 510, u"face-1"_s), // across the cut
            track(0, 10, u"face-keep"_s), track(12, 20, u"face-keep"_s)};
        const auto frames = frameTimes(1000);
        for (const auto *known : {&frames, static_cast<const std::vector<Ticks> *>(nullptr)}) {
            const LaneModel model = modelOf(findings, known);
            QCOMPARE(model.gaps.size(), 1u);
            QCOMPARE(model.gaps[0].frames, 3);
            QCOMPARE(model.gaps[0].time, (TimeSpan{11 * kStep, 14 * kStep}));
            QCOMPARE(model.nextGap(0), std::optional<Ticks>(11 * kStep));
            QVERIFY(!model.nextGap(11 * kStep) && !model.previousGap(11 * kStep));
            QCOMPARE(model.previousGap(99'000), std::optional<Ticks>(11 * kStep));
        }
    }

    void placesWhatNobodyLookedAt()
    {
        casefile::Item item = videoItem();
        const Message why = Message::plain(u"torn"_s);
        item.notExamined = {{Portion::time(1, {30'000, Portion::kToEnd}, {1, 1000}, 0), why},
                            {Portion::time(0, {100 * kStep, 200 * kStep}, {1, 2500}, 0), why},
                            {Portion::time(0, {-50, -40}, {1, 2500}, 0), why}, // before the axis
                            {Portion::time(0, {300 * kStep, 300 * kStep}, {1, 2500}, 0), why},
                            {Portion::of(Message::plain(u"metadata"_s)), why}};
        const TimeAxis axis = *timeAxis(item);
        const LaneModel model = emptyModel(item);
        QCOMPARE(model.holes.size(), 3u);
        QCOMPARE(model.holes[0].time, (TimeSpan{100 * kStep, 200 * kStep}));
        QCOMPARE(model.holes[1].time, (TimeSpan{300 * kStep, 300 * kStep + 1})); // a moment
        QCOMPARE(model.holes[2].time, (TimeSpan{75'000, axis.end}));
        QCOMPARE(model.holes[2].what, item.notExamined[0]);
        QCOMPARE(model.notExamined.size(), 2);
        QVERIFY(!model.allExamined());
        QCOMPARE(model.holesIn({0, 50 * kStep}).size(), 0u);
        QCOMPARE(model.holesIn({150 * kStep, 150 * kStep + 1}).size(), 1u);

        item.notExamined = {{Portion::stream(0), why}};
        const LaneModel whole = emptyModel(item);
        QCOMPARE(whole.holes.size(), 1u);
        QCOMPARE(whole.holes[0].time, (TimeSpan{axis.begin, axis.end}));
    }

    void paintsWhatNobodyLookedAtInItsPlace()
    {
        casefile::Item item = videoItem();
        item.notExamined = {{Portion::time(0, {400 * kStep, 600 * kStep}, {1, 2500}, 0), {}},
                            {Portion::time(0, {900 * kStep, 900 * kStep + 1}, {1, 2500}, 0), {}}};
        const TimelineScale scale({0, 1000 * kStep}, {1, 2500}, 1000);
        QImage image(1000, 24, QImage::Format_RGB32);
        image.fill(theme().panel);
        QPainter painter(&image);
        paintGaps(painter, {0, 0, 1000, 24}, emptyModel(item), scale);
        painter.end();
        const auto share = [&](double fromFrame, double toFrame) {
            const int from = int(scale.x(Ticks(fromFrame * kStep)));
            const int to = int(scale.x(Ticks(toFrame * kStep)));
            int painted = 0;
            for (int x = from; x < to; ++x) {
                for (int y = 0; y < image.height(); ++y)
                    painted += image.pixelColor(x, y) != theme().panel ? 1 : 0;
            }
            return double(painted) / ((to - from) * image.height());
        };
        QCOMPARE(share(0, 395), 0.0);
        QCOMPARE(share(605, 895), 0.0);
        // Hatched: a pattern, which is no area of one colour.
        QVERIFY(share(410, 590) > 0.05 && share(410, 590) < 0.7);
        QVERIFY(share(899, 904) > 0.2); // one tick is wide enough to be seen
    }

    void findsBarsThatOverlapLikeALinearSearch()
    {
        std::mt19937 random(11);
        std::vector<Finding> findings;
        for (int i = 0; i < 300; ++i) {
            const int first = int(random() % 900);
            findings.push_back(track(first, first + int(random() % (i % 20 == 0 ? 90 : 6)), {}));
        }
        const LaneModel model = modelOf(findings);
        const Lane &lane = model.lanes[1];
        for (int round = 0; round < 500; ++round) {
            const Ticks begin = Ticks(random() % 100'000);
            const TimeSpan window{begin, begin + 1 + Ticks(random() % 3000)};
            const auto [first, last] = lane.barsIn(window);
            for (size_t i = 0; i < lane.bars.size(); ++i) {
                if (lane.bars[i].time.intersects(window))
                    QVERIFY(i >= first && i < last);
            }
            const LaneBar *hit = lane.barAt(begin, 0);
            const bool any =
                std::any_of(lane.bars.begin(), lane.bars.end(),
                            [&](const LaneBar &bar) { return bar.time.contains(begin); });
            QCOMPARE(hit != nullptr && hit->time.contains(begin), any);
        }
    }

    void walksFromBarToBar()
    {
        const std::vector<Finding> findings{track(1, 5, u"face-1"_s), track(20, 30, u"face-1"_s),
                                            track(8, 12, u"face-2"_s),
                                            span(100, 200, {}, FindingType::PhoneNumber)};
        const LaneModel model = modelOf(findings);
        const auto from = [&](const Finding *finding, LaneStep way, int frame) {
            const LaneBar *bar =
                model.step(finding != nullptr ? finding->id : FindingId(), way, frame * kStep);
            return bar != nullptr ? int(bar->finding - findings.data()) : -1;
        };
        // Entering: from the top, or going up from the bottom.
        QCOMPARE(from(nullptr, LaneStep::Down, 2), 0);
        QCOMPARE(from(nullptr, LaneStep::Down, 40), 1);
        QCOMPARE(from(nullptr, LaneStep::On, 3), 0);
        QCOMPARE(from(nullptr, LaneStep::Up, 0), 3);
        // Along a lane, and to the one at the playhead or nearest to it in another.
        QCOMPARE(from(&findings[0], LaneStep::On, 0), 1);
        QCOMPARE(from(&findings[1], LaneStep::On, 0), -1);
        QCOMPARE(from(&findings[1], LaneStep::Back, 0), 0);
        QCOMPARE(from(&findings[0], LaneStep::Back, 0), -1);
        QCOMPARE(from(&findings[1], LaneStep::Down, 25), 2);
        QCOMPARE(from(&findings[2], LaneStep::Up, 17), 1);
        QCOMPARE(from(&findings[2], LaneStep::Up, 7), 0);
        QCOMPARE(from(&findings[2], LaneStep::Down, 7), 3);
        QCOMPARE(from(&findings[3], LaneStep::Down, 7), -1); // waveform and gaps have no bars
        QCOMPARE(from(&findings[0], LaneStep::Up, 7), -1);
        QVERIFY(modelOf({}).step({}, LaneStep::Down, 0) == nullptr);
    }

    void trimsAndGrowsTracksByFrames()
    {
        const auto frames = frameTimes(100);
        const Place place = track(10, 20, {}).place;
        const auto shorter = withTime(place, {12 * kStep, 15 * kStep}, {});
        QVERIFY(shorter);
        QCOMPARE(std::get<Track>(*shorter).boxes.size(), 3u);
        const auto longer = withTime(place, {8 * kStep, 23 * kStep}, frames);
        QVERIFY(longer);
        const auto &boxes = std::get<Track>(*longer).boxes;
        QCOMPARE(boxes.size(), 15u);
        QCOMPARE(boxes.front().pts, 8 * kStep);
        QCOMPARE(boxes.front().rect, std::get<Track>(place).boxes.front().rect);
        QVERIFY(boxes.back().origin == BoxOrigin::Padded);
        QVERIFY(!withTime(place, {0, 5 * kStep}, {}));                   // nothing would be left
        QVERIFY(!withTime(place, {10 * kStep, 20 * kStep + 1}, frames)); // nothing changes
    }

    void movesTracksFromFrameToFrame()
    {
        const auto frames = frameTimes(40);
        const Place place = track(10, 20, {}).place;
        const auto moved = movedBy(place, 3 * kStep + 20, frames);
        QVERIFY(moved);
        QCOMPARE(std::get<Track>(*moved).boxes.front().pts, 13 * kStep);
        const auto end = movedBy(place, 99 * kStep, frames);
        QVERIFY(end);
        QCOMPARE(std::get<Track>(*end).boxes.size(), 11u); // all of it stays inside
        QCOMPARE(std::get<Track>(*end).boxes.back().pts, 39 * kStep);
        QVERIFY(!movedBy(place, kStep, {}));
    }

    void splitsAndJoinsBackToTheSame()
    {
        const auto frames = frameTimes(100);
        const Place place = track(10, 20, {}).place;
        const auto parts = splitAt(place, 14 * kStep);
        QVERIFY(parts);
        QCOMPARE(joined({&parts->first, &parts->second}, frames), std::optional(place));
        QVERIFY(!splitAt(place, 10 * kStep) && !splitAt(place, 21 * kStep));
        const Place sound = Span{1, {100, 200}, {0}};
        const auto sounds = splitAt(sound, 150);
        QVERIFY(sounds);
        QCOMPARE(joined({&sounds->second, &sounds->first}, {}), std::optional(sound));
        QVERIFY(!joined({&place, &sound}, frames));
    }

    void fillsHolesWithoutUncoveringAnything()
    {
        const auto frames = frameTimes(100);
        const Place a = track(10, 12, {}).place;
        const Place b = track(17, 20, {}).place;
        const auto whole = joined({&a, &b}, frames);
        QVERIFY(whole);
        const auto &boxes = std::get<Track>(*whole).boxes;
        QCOMPARE(boxes.size(), 11u);
        for (size_t i = 1; i < boxes.size(); ++i) {
            QCOMPARE(boxes[i].pts - boxes[i - 1].pts, kStep);
            QVERIFY(boxes[i].rect.x >= boxes[i - 1].rect.x);
        }
        QVERIFY(boxes[4].origin == BoxOrigin::Interpolated);
        QVERIFY(!joined({&a, &b}, {})); // frames in the hole are not guessed
    }

    void paintsStatesWhereTheyAre()
    {
        const std::vector<Finding> findings{track(100, 300, u"face-1"_s),
                                            track(600, 800, u"face-keep"_s)};
        const LaneModel model = modelOf(findings);
        const TimelineScale scale({0, 1000 * kStep}, {1, 2500}, 1000);
        QImage image(1000, 40, QImage::Format_RGB32);
        image.fill(theme().panel);
        QPainter painter(&image);
        paintLane(painter, {0, 0, 1000, 20}, model.lanes[1], scale, {});
        paintLane(painter, {0, 20, 1000, 20}, model.lanes[2], scale, {});
        painter.end();
        const auto x = [&](int frame) { return int(scale.x(frame * kStep)); };
        QVERIFY(image.pixelColor(x(200), 15) != theme().panel);
        QCOMPARE(image.pixelColor(x(50), 10), theme().panel);
        QCOMPARE(image.pixelColor(x(400), 10), theme().panel);
        int green = 0;
        for (int y = 20; y < 40; ++y) {
            for (int px = x(600); px < x(800); ++px)
                green += image.pixelColor(px, y) == theme().keep ? 1 : 0;
        }
        QVERIFY(green > 100);
        QCOMPARE(image.pixelColor(x(900), 30), theme().panel);
    }

    void showsEveryDenseBarSomewhere()
    {
        std::vector<Finding> findings;
        for (int n = 0; n < 1000; n += 2)
            findings.push_back(track(n, n, u"face-1"_s));
        const LaneModel model = modelOf(findings);
        const TimelineScale scale({0, 1000 * kStep}, {1, 2500}, 300);
        QImage image(300, 20, QImage::Format_RGB32);
        image.fill(theme().panel);
        QPainter painter(&image);
        paintLane(painter, {0, 0, 300, 20}, model.lanes[1], scale, {});
        painter.end();
        for (const LaneBar &bar : model.lanes[1].bars) {
            const int x = int(scale.x(bar.time.begin));
            QVERIFY(image.pixelColor(x, 10) != theme().panel ||
                    image.pixelColor(x + 1, 10) != theme().panel);
        }
    }

    void paintsTheWaveformUnderItsTime()
    {
        media::WaveformBuilder builder(1000);
        media::AudioBlock loud;
        loud.firstSample = 20'000;
        loud.channels = {std::vector<float>(10'000, 0.9f)};
        builder.add(loud);
        const media::Waveform waveform = builder.finish();
        const TimelineScale scale({0, 40 * 2500}, {1, 2500}, 400);
        QImage image(400, 54, QImage::Format_RGB32);
        image.fill(theme().panel);
        QPainter painter(&image);
        paintWaveform(painter, {0, 0, 400, 54}, waveform, scale, {{62'500, 65'000}});
        painter.end();
        QCOMPARE(image.pixelColor(int(scale.x(10 * 2500)), 10), theme().panel);
        QVERIFY(image.pixelColor(int(scale.x(22 * 2500)), 10) != theme().panel);
        QCOMPARE(image.pixelColor(int(scale.x(63'700)), 20), theme().redact);
    }
};

QTEST_MAIN(TestLanes)
#include "tst_lanes.moc"
