// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/trackedit.h"

#include <QTest>

using namespace redoubt;
using namespace redoubt::ui;

namespace {

/// Frames at uneven times.
media::FrameIndex unevenIndex()
{
    media::FrameIndex index;
    Ticks pts = 5;
    for (int i = 0; i < 40; ++i) {
        index.frames.push_back({pts, i % 10 == 0});
        pts += i % 3 == 0 ? 7 : 3;
    }
    return index;
}

Track drawn(Ticks pts, const PixelRect &rect)
{
    Track track;
    track.stream = 2;
    track.boxes = {{pts, rect, BoxOrigin::Drawn, 1}};
    return track;
}

Track detected(const media::FrameIndex &index, size_t first, size_t last)
{
    Track track;
    for (size_t i = first; i <= last; ++i)
        track.boxes.push_back(
            {index.frames[i].pts, {int(10 * i), 100, 40, 40}, BoxOrigin::Detected, 0.9f});
    return track;
}

bool covers(const PixelRect &outer, const PixelRect &inner)
{
    return outer.united(inner) == outer;
}

} // namespace

class tst_TrackEdit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aBoxDraggedOnAnotherFrameFillsEveryFrameBetween()
    {
        const auto index = unevenIndex();
        const Ticks from = index.frames[4].pts;
        const Ticks to = index.frames[14].pts;
        const Track track = withBoxAt(drawn(from, {0, 0, 20, 20}), to, {100, 50, 40, 20}, &index);
        QCOMPARE(track.stream, 2);
        QCOMPARE(track.boxes.size(), size_t(11));
        for (size_t i = 0; i < track.boxes.size(); ++i) {
            const TrackBox &box = track.boxes[i];
            QCOMPARE(box.pts, index.frames[4 + i].pts);
            const bool key = i == 0 || i == 10;
            QCOMPARE(box.origin, key ? BoxOrigin::Drawn : BoxOrigin::Interpolated);
            // Linear in time, not in frames, and rounded outward.
            const double share = double(box.pts - from) / double(to - from);
            QVERIFY(box.rect.x <= 100 * share && box.rect.x > 100 * share - 1);
            QVERIFY(box.rect.right() >= 20 + 120 * share && box.rect.right() < 21 + 120 * share);
        }
        QCOMPARE(track.boxes.back().rect, (PixelRect{100, 50, 40, 20}));
    }
    void movingAKeyframeKeepsTheOthers()
    {
        const auto index = unevenIndex();
        const Ticks a = index.frames[2].pts;
        const Ticks b = index.frames[10].pts;
        const Ticks c = index.frames[20].pts;
        Track track = withBoxAt(drawn(a, {0, 0, 10, 10}), c, {90, 0, 10, 10}, &index);
        track = withBoxAt(track, b, {0, 200, 10, 10}, &index);
        QCOMPARE(track.boxAt(a)->rect, (PixelRect{0, 0, 10, 10}));
        QCOMPARE(track.boxAt(b)->rect, (PixelRect{0, 200, 10, 10}));
        QCOMPARE(track.boxAt(c)->rect, (PixelRect{90, 0, 10, 10}));
        QCOMPARE(track.boxes.size(), size_t(19));
        const Track again = withBoxAt(track, b, {0, 200, 10, 10}, &index);
        QCOMPARE(again, track);
    }
    void worksBackwardInTime()
    {
        const auto index = unevenIndex();
        const Track track = withBoxAt(drawn(index.frames[9].pts, {50, 50, 10, 10}),
                                      index.frames[3].pts, {20, 50, 10, 10}, &index);
        QCOMPARE(track.boxes.size(), size_t(7));
        QCOMPARE(track.boxes.front().rect.x, 20);
        QVERIFY(std::is_sorted(track.boxes.begin(), track.boxes.end(),
                               [](const TrackBox &x, const TrackBox &y) { return x.pts < y.pts; }));
    }
    void neverUncoversAFrameOfADrawnTrack()
    {
        const auto index = unevenIndex();
        Track track = drawn(index.frames[9].pts, {50, 50, 10, 10});
        track.boxes.push_back({index.frames[10].pts, {50, 50, 10, 10}, BoxOrigin::Padded, 1});
        const Track edited = withBoxAt(track, index.frames[9].pts, {70, 50, 10, 10}, &index);
        QVERIFY(edited.boxAt(index.frames[10].pts) != nullptr);
        QCOMPARE(edited.boxAt(index.frames[10].pts)->rect, (PixelRect{70, 50, 10, 10}));
    }
    void withoutAnIndexTheTwoFramesHaveBoxes()
    {
        const Track track = withBoxAt(drawn(10, {0, 0, 5, 5}), 90, {20, 0, 5, 5}, nullptr);
        QCOMPARE(track.boxes.size(), size_t(2));
    }
    void aChangeOfADetectedTrackFadesAndOnlyGrowsItsNeighbours()
    {
        const auto index = unevenIndex();
        const Track before = detected(index, 0, 39);
        const PixelRect put{210, 130, 50, 60};
        const Track after = withBoxAt(before, index.frames[20].pts, put, &index);
        QCOMPARE(after.boxes.size(), before.boxes.size());
        QCOMPARE(after.boxes[20].rect, put);
        QCOMPARE(after.boxes[20].origin, BoxOrigin::Drawn);
        for (size_t i = 0; i < before.boxes.size(); ++i) {
            if (i == 20)
                continue;
            const bool touched = std::abs(int(i) - 20) <= kBlendFrames;
            QVERIFY(covers(after.boxes[i].rect, before.boxes[i].rect));
            QCOMPARE(after.boxes[i] != before.boxes[i], touched);
        }
        // The nearer, the more it follows.
        QVERIFY(after.boxes[19].rect.bottom() > after.boxes[14].rect.bottom());
    }
    void fadingStopsAtAnotherKeyframe()
    {
        const auto index = unevenIndex();
        Track track = detected(index, 0, 39);
        track = withBoxAt(track, index.frames[22].pts, {220, 100, 40, 40}, &index);
        const Track edited = withBoxAt(track, index.frames[20].pts, {200, 160, 40, 40}, &index);
        QCOMPARE(edited.boxes[22].rect, (PixelRect{220, 100, 40, 40}));
        for (size_t i = 22; i < edited.boxes.size(); ++i)
            QCOMPARE(edited.boxes[i], track.boxes[i]);
    }
    void aDetectedTrackCanBeExtended()
    {
        const auto index = unevenIndex();
        const Track track = detected(index, 10, 20);
        const Track later = withBoxAt(track, index.frames[25].pts, {300, 100, 40, 40}, &index);
        QCOMPARE(later.boxes.size(), size_t(16));
        for (size_t i = 0; i < track.boxes.size(); ++i)
            QCOMPARE(later.boxes[i], track.boxes[i]);
        const Track earlier = withBoxAt(track, index.frames[5].pts, {0, 100, 40, 40}, &index);
        QCOMPARE(earlier.boxes.size(), size_t(16));
        QCOMPARE(earlier.boxes.front().origin, BoxOrigin::Drawn);
    }
    void theNearestBoxIsTheNearestInTime()
    {
        const Track track = withBoxAt(drawn(10, {0, 0, 5, 5}), 90, {20, 0, 5, 5}, nullptr);
        QCOMPARE(nearestBox(track, -100)->pts, Ticks(10));
        QCOMPARE(nearestBox(track, 45)->pts, Ticks(10));
        QCOMPARE(nearestBox(track, 60)->pts, Ticks(90));
        QCOMPARE(nearestBox(track, 900)->pts, Ticks(90));
        QVERIFY(nearestBox(Track(), 0) == nullptr);
    }
};

QTEST_GUILESS_MAIN(tst_TrackEdit)
#include "tst_trackedit.moc"
