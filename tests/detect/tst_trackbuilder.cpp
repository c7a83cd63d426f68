// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/flowmotion.h"
#include "core/detect/trackbuilder.h"
#include "tests/detect/drawnpictures.h"

#include <QRandomGenerator>
#include <QTest>

#include <cmath>
#include <functional>

using namespace redoubt;
using namespace redoubt::detect;

namespace {

using Seen = std::function<std::vector<ScoredBox>(int frame)>;

struct Clip
{
    int frames = 60;
    int step = 3;
    std::vector<int> cuts; // frames that begin a shot, besides 0
    Ticks tick = 3003;     // no round number: boxes must carry time stamps, not numbers
};

std::vector<BuiltTrack> build(const Clip &clip, const Seen &seen, BoxMotion *motion = nullptr)
{
    TrackOptions options;
    options.picture = QSize(640, 360);
    options.sampleStep = clip.step;
    TrackBuilder builder(options, motion);
    std::vector<BuiltTrack> tracks;
    const auto take = [&] {
        for (BuiltTrack &track : builder.takeFinished())
            tracks.push_back(std::move(track));
    };
    const auto isCut = [&](int i) {
        return i == 0 || std::find(clip.cuts.begin(), clip.cuts.end(), i) != clip.cuts.end();
    };
    int sinceCut = 0;
    for (int i = 0; i < clip.frames; ++i) {
        sinceCut = isCut(i) ? 0 : sinceCut + 1;
        builder.addFrame(i * clip.tick, isCut(i));
        if (sinceCut % clip.step == 0 || isCut(i + 1) || i + 1 == clip.frames)
            builder.addDetections(seen(i));
        take();
    }
    builder.finish();
    take();
    return tracks;
}

ScoredBox face(double x, double y, float score = 0.9f, double size = 40)
{
    return {x, y, size, size * 1.2, score};
}

/// Whether the box of the frame covers at least @a share of the face.
bool covers(const TrackBox *box, const ScoredBox &f, double share = 0.99)
{
    if (!box)
        return false;
    const double w =
        std::min(box->rect.right() + 0.0, f.x + f.w) - std::max(box->rect.x + 0.0, f.x);
    const double h =
        std::min(box->rect.bottom() + 0.0, f.y + f.h) - std::max(box->rect.y + 0.0, f.y);
    return w > 0 && h > 0 && w * h >= share * f.w * f.h;
}

const TrackBox *boxAt(const BuiltTrack &track, Ticks pts)
{
    for (const TrackBox &box : track.boxes) {
        if (box.pts == pts)
            return &box;
    }
    return nullptr;
}

} // namespace

class TestTrackBuilder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingSeenIsNoTrack()
    {
        QVERIFY(build({}, [](int) { return std::vector<ScoredBox>(); }).empty());
    }

    void coversEveryFrameOfAMovingFace_data()
    {
        QTest::addColumn<int>("step");
        for (const int step : {1, 3, 5})
            QTest::addRow("every %d", step) << step;
    }
    void coversEveryFrameOfAMovingFace()
    {
        QFETCH(int, step);
        const auto at = [](int i) { return face(20 + 6.0 * i, 100 + 40 * std::sin(i * 0.1)); };
        const auto tracks =
            build({60, step, {}}, [&](int i) { return std::vector<ScoredBox>{at(i)}; });
        QCOMPARE(tracks.size(), 1u);
        for (int i = 0; i < 60; ++i) {
            const TrackBox *box = boxAt(tracks[0], i * 3003);
            QVERIFY2(covers(box, at(i)), qPrintable(QString::number(i)));
            QVERIFY(box->rect.area() < 4 * 40 * 48);
        }
    }

    void bridgesAFaceThatIsNotSeenForAWhile()
    {
        const auto at = [](int i) { return face(20 + 4.0 * i, 100); };
        const auto tracks = build({60, 3, {}}, [&](int i) {
            return i >= 21 && i < 33 ? std::vector<ScoredBox>() : std::vector<ScoredBox>{at(i)};
        });
        QCOMPARE(tracks.size(), 1u);
        for (int i = 0; i < 60; ++i)
            QVERIFY(covers(boxAt(tracks[0], i * 3003), at(i)));
        QCOMPARE(boxAt(tracks[0], 25 * 3003)->origin, BoxOrigin::Interpolated);
        QVERIFY(boxAt(tracks[0], 25 * 3003)->confidence < 0.9f);
        QCOMPARE(boxAt(tracks[0], 18 * 3003)->origin, BoxOrigin::Detected);
    }

    void longGapsMakeTwoTracks()
    {
        const auto tracks = build({120, 3, {}}, [&](int i) {
            return i >= 30 && i < 80 ? std::vector<ScoredBox>()
                                     : std::vector<ScoredBox>{face(100, 100)};
        });
        QCOMPARE(tracks.size(), 2u);
        QVERIFY(tracks[0].boxes.back().pts < tracks[1].boxes.front().pts);
    }

    void padsBothEndsByEightFrames()
    {
        const auto tracks = build({60, 3, {}}, [&](int i) {
            return i >= 24 && i <= 36 ? std::vector<ScoredBox>{face(100, 100)}
                                      : std::vector<ScoredBox>();
        });
        QCOMPARE(tracks.size(), 1u);
        QCOMPARE(tracks[0].boxes.front().pts, (24 - 8) * 3003);
        QCOMPARE(tracks[0].boxes.back().pts, (36 + 8) * 3003);
        QCOMPARE(tracks[0].boxes.front().origin, BoxOrigin::Padded);
        QCOMPARE(tracks[0].boxes.size(), size_t(36 - 24 + 1 + 16));
    }

    void neverCrossesACut()
    {
        // The same place on both sides of the cut, so that only the cut can part them.
        const auto tracks = build({60, 3, {31}}, [&](int i) {
            return i >= 27 && i <= 33 ? std::vector<ScoredBox>{face(100, 100)}
                                      : std::vector<ScoredBox>();
        });
        QCOMPARE(tracks.size(), 2u);
        QCOMPARE(tracks[0].boxes.back().pts, 30 * 3003);
        QCOMPARE(tracks[1].boxes.front().pts, 31 * 3003);
    }

    void twoFacesThatPassKeepTheirTracks()
    {
        const auto left = [](int i) { return face(50 + 5.0 * i, 100, 0.9f); };
        const auto right = [](int i) { return face(500 - 5.0 * i, 150, 0.85f); };
        const auto tracks = build({80, 3, {}}, [&](int i) {
            return std::vector<ScoredBox>{right(i), left(i)};
        });
        QCOMPARE(tracks.size(), 2u);
        for (int i = 0; i < 80; ++i) {
            const Ticks pts = i * 3003;
            const bool kept =
                covers(boxAt(tracks[0], pts), left(i)) && covers(boxAt(tracks[1], pts), right(i));
            QVERIFY(kept || (covers(boxAt(tracks[1], pts), left(i)) &&
                             covers(boxAt(tracks[0], pts), right(i))));
        }
    }

    void weakDetectionsKeepATrackAlive()
    {
        const auto tracks = build({60, 3, {}}, [&](int i) {
            return std::vector<ScoredBox>{face(100, 100, i % 2 ? 0.35f : 0.8f)};
        });
        QCOMPARE(tracks.size(), 1u);
        QCOMPARE(tracks[0].score, 0.8f);
    }

    void oneWeakHitStaysACandidate()
    {
        const auto tracks = build({60, 3, {}}, [&](int i) {
            return i == 30 ? std::vector<ScoredBox>{face(100, 100, 0.33f)}
                           : std::vector<ScoredBox>();
        });
        QCOMPARE(tracks.size(), 1u);
        QCOMPARE(tracks[0].hits, 1);
        QCOMPARE(tracks[0].score, 0.33f);
    }

    void boxesStayInsideThePicture()
    {
        const auto tracks = build(
            {60, 3, {}}, [&](int i) { return std::vector<ScoredBox>{face(-30 + 12.0 * i, 340)}; });
        for (const BuiltTrack &track : tracks) {
            Ticks last = -1;
            for (const TrackBox &box : track.boxes) {
                QVERIFY(box.pts > last);
                last = box.pts;
                QVERIFY(!box.rect.isEmpty());
                QCOMPARE(box.rect.intersected({0, 0, 640, 360}), box.rect);
            }
        }
    }

    void framesWithTheSameTimeShareABox()
    {
        const auto tracks = build(
            {30, 1, {}, 0}, [&](int i) { return std::vector<ScoredBox>{face(100 + i, 100)}; });
        QCOMPARE(tracks.size(), 1u);
        QCOMPARE(tracks[0].boxes.size(), 1u);
        QVERIFY(covers(&tracks[0].boxes[0], face(100, 100)));
        QVERIFY(covers(&tracks[0].boxes[0], face(129, 100)));
    }

    void flowFollowsWhatInterpolationMisses()
    {
        // A jerk between two looks of the detector, back to where it was.
        const auto at = [](int i) { return face(i % 10 == 5 ? 130 : 100, 100, 0.9f, 80); };
        FlowMotion motion(QSize(640, 360));
        std::vector<QImage> luma;
        for (int i = 0; i < 11; ++i) {
            const ScoredBox f = at(i);
            luma.push_back(test::drawnPeople({640, 360}, {QRectF(f.x, f.y, f.w, f.h)})
                               .convertToFormat(QImage::Format_Grayscale8));
            motion.addFrame(luma.back());
        }
        const auto seen = [&](int i) { return std::vector<ScoredBox>{at(i)}; };
        const auto with = build({11, 10, {}}, seen, &motion);
        QCOMPARE(with.size(), 1u);
        QVERIFY(covers(boxAt(with[0], 5 * 3003), at(5)));
        const auto without = build({11, 10, {}}, seen);
        QVERIFY(!covers(boxAt(without[0], 5 * 3003), at(5)));
    }

    void flowGivesUpWhereItCannotKnow()
    {
        FlowMotion motion(QSize(640, 360));
        QImage plain(640, 360, QImage::Format_Grayscale8);
        plain.fill(90);
        motion.addFrame(plain);
        motion.addFrame(QImage());
        motion.addFrame(plain);
        QVERIFY(!motion.follow(0, 1, face(100, 100)));     // no picture
        QVERIFY(!motion.follow(2, 3, face(100, 100)));     // not yet there
        QVERIFY(!motion.follow(0, 2, face(-900, 100)));    // outside
        QVERIFY(!motion.follow(0, 2, face(10, 10, 1, 2))); // too small
        motion.dropBefore(2);
        QVERIFY(!motion.follow(0, 2, face(100, 100)));
    }

    void anySequenceKeepsThePromises()
    {
        QRandomGenerator random(3);
        for (int run = 0; run < 40; ++run) {
            Clip clip{20 + random.bounded(80), 1 + random.bounded(5), {}};
            for (int c = random.bounded(4); c > 0; --c)
                clip.cuts.push_back(1 + random.bounded(clip.frames - 1));
            std::map<int, std::vector<ScoredBox>> seen;
            for (int i = 0; i < clip.frames; ++i) {
                for (int n = random.bounded(5); n > 0; --n)
                    seen[i].push_back(face(random.bounded(660.0) - 20, random.bounded(380.0) - 20,
                                           0.3f + float(random.bounded(0.7)),
                                           1 + random.bounded(200.0)));
            }
            const auto give = [&](int i) { return seen[i]; };
            const auto tracks = build(clip, give);
            QVERIFY(tracks == build(clip, give));
            size_t hits = 0;
            for (const BuiltTrack &track : tracks) {
                hits += size_t(track.hits);
                QVERIFY(!track.boxes.empty());
                const auto shotOf = [&](Ticks pts) {
                    return std::count_if(clip.cuts.begin(), clip.cuts.end(),
                                         [&](int cut) { return cut * clip.tick <= pts; });
                };
                QCOMPARE(shotOf(track.boxes.front().pts), shotOf(track.boxes.back().pts));
                for (size_t i = 1; i < track.boxes.size(); ++i)
                    QVERIFY(track.boxes[i].pts > track.boxes[i - 1].pts);
            }
            QVERIFY(hits > 0);
        }
    }
};

QTEST_MAIN(TestTrackBuilder)
#include "tst_trackbuilder.moc"
