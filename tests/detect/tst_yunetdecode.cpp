// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/yunetdecode.h"

#include <QRandomGenerator>
#include <QTest>

#include <cmath>
#include <limits>

using namespace redoubt;
using namespace redoubt::detect;

class TestYuNetDecode : public QObject
{
    Q_OBJECT

private:
    /// The numbers of one level, all zero: no face anywhere.
    struct Cells
    {
        int columns;
        int rows;
        std::vector<float> cls = std::vector<float>(size_t(columns * rows));
        std::vector<float> obj = std::vector<float>(size_t(columns * rows));
        std::vector<float> bbox = std::vector<float>(size_t(columns * rows * 4));
        YuNetLevel level(int stride) const { return {stride, columns, rows, cls, obj, bbox}; }
        void set(int column, int row, float score, std::array<float, 4> box)
        {
            const auto n = size_t(row * columns + column);
            cls[n] = obj[n] = score;
            std::copy(box.begin(), box.end(), bbox.begin() + qptrdiff(n * 4));
        }
    };
    static std::vector<ScoredBox> decode(const Cells &cells, int stride = 8)
    {
        const std::array levels{cells.level(stride)};
        auto boxes = decodeYuNet(levels, 0.3f);
        return boxes ? *boxes : std::vector<ScoredBox>();
    }

private Q_SLOTS:
    void placesABoxByCellStrideAndLogSize()
    {
        Cells cells{4, 3};
        cells.set(2, 1, 0.9f, {0.5f, 0.25f, std::log(3.f), std::log(5.f)});
        const auto boxes = decode(cells, 16);
        QCOMPARE(boxes.size(), 1u);
        const ScoredBox box = boxes.front();
        QVERIFY(std::abs(box.x - (2.5 * 16 - 24)) < 1e-3);
        QVERIFY(std::abs(box.y - (1.25 * 16 - 40)) < 1e-3);
        QVERIFY(std::abs(box.w - 48) < 1e-3 && std::abs(box.h - 80) < 1e-3);
        QVERIFY(std::abs(box.score - 0.9f) < 1e-5f);
    }

    void keepsWhatReachesTheThreshold()
    {
        Cells cells{2, 1};
        cells.set(0, 0, 0.31f, {});
        cells.set(1, 0, 0.29f, {});
        QCOMPARE(decode(cells).size(), 1u);
    }

    void scoresNeverLeaveZeroToOne()
    {
        Cells cells{2, 1};
        cells.set(0, 0, 7.f, {});
        cells.set(1, 0, -7.f, {});
        const auto boxes = decode(cells);
        QCOMPARE(boxes.size(), 1u);
        QCOMPARE(boxes.front().score, 1.f);
    }

    void leavesOutNumbersThatNoFaceHas_data()
    {
        const float inf = std::numeric_limits<float>::infinity();
        const float nan = std::numeric_limits<float>::quiet_NaN();
        QTest::addColumn<float>("score");
        QTest::addColumn<QList<float>>("box");
        QTest::newRow("nan score") << nan << QList<float>{0, 0, 0, 0};
        QTest::newRow("nan centre") << 0.9f << QList<float>{nan, 0, 0, 0};
        QTest::newRow("infinite centre") << 0.9f << QList<float>{0, -inf, 0, 0};
        QTest::newRow("infinite size") << 0.9f << QList<float>{0, 0, inf, 0};
        QTest::newRow("zero size") << 0.9f << QList<float>{0, 0, -inf, 0};
        QTest::newRow("overflowing size") << 0.9f << QList<float>{0, 0, 0, 90};
        QTest::newRow("nan size") << 0.9f << QList<float>{0, 0, 0, nan};
    }
    void leavesOutNumbersThatNoFaceHas()
    {
        QFETCH(float, score);
        QFETCH(QList<float>, box);
        Cells cells{1, 1};
        cells.set(0, 0, score, {box[0], box[1], box[2], box[3]});
        QVERIFY(decode(cells).empty());
    }

    void refusesTheWrongNumberOfValues()
    {
        Cells cells{4, 4};
        cells.bbox.pop_back();
        std::array levels{cells.level(8)};
        QCOMPARE(decodeYuNet(levels, 0.3f).error().kind(), ErrorKind::Damaged);
        levels[0].columns = -4;
        QCOMPARE(decodeYuNet(levels, 0.3f).error().kind(), ErrorKind::Damaged);
    }

    void suppressionKeepsTheBestAndIgnoresOrder()
    {
        const ScoredBox best{10, 10, 40, 40, 0.9f};
        const ScoredBox near{12, 12, 40, 40, 0.8f};
        const ScoredBox far{200, 10, 40, 40, 0.7f};
        const std::vector<ScoredBox> expected{best, far};
        QCOMPARE(suppressOverlaps({near, far, best}, 0.3), expected);
        QCOMPARE(suppressOverlaps({best, near, far}, 0.3), expected);
    }

    void suppressedBoxesAlwaysOverlapABetterOne()
    {
        QRandomGenerator random(7);
        for (int run = 0; run < 50; ++run) {
            std::vector<ScoredBox> boxes;
            for (int i = 0; i < 60; ++i)
                boxes.push_back({random.bounded(100.0), random.bounded(100.0),
                                 1 + random.bounded(50.0), 1 + random.bounded(50.0),
                                 float(random.bounded(1.0))});
            const auto kept = suppressOverlaps(boxes, 0.3);
            for (size_t i = 0; i < kept.size(); ++i) {
                for (size_t k = 0; k < i; ++k)
                    QVERIFY(detect::overlap(kept[i], kept[k]) <= 0.3);
            }
            for (const ScoredBox &box : boxes) {
                QVERIFY(std::any_of(kept.begin(), kept.end(), [&](const ScoredBox &k) {
                    return k == box || (k.score >= box.score && detect::overlap(k, box) > 0.3);
                }));
            }
        }
    }

    void detectionsAreCutToThePictureAndRoundedOutward()
    {
        const auto out = toDetections({{-5.5, 2.2, 10, 10, 0.9f},
                                       {90.1, 90.1, 50, 50, 0.8f},
                                       {200, 200, 10, 10, 0.7f},
                                       {50, -20, 10, 10, 0.6f}},
                                      QSize(100, 100), FindingType::Face);
        QCOMPARE(out.size(), 2u);
        QCOMPARE(out[0].rect, (PixelRect{0, 2, 5, 11}));
        QCOMPARE(out[1].rect, (PixelRect{90, 90, 10, 10}));
    }

    void survivesAnyNumbers()
    {
        QRandomGenerator random(11);
        for (int run = 0; run < 200; ++run) {
            Cells cells{1 + random.bounded(6), 1 + random.bounded(6)};
            for (std::vector<float> *values : {&cells.cls, &cells.obj, &cells.bbox}) {
                for (float &value : *values) {
                    const quint32 bits = random.generate();
                    memcpy(&value, &bits, sizeof value);
                }
            }
            for (const Detection &d : toDetections(suppressOverlaps(decode(cells, 32), 0.3),
                                                   QSize(64, 64), FindingType::Face)) {
                QVERIFY(!d.rect.isEmpty());
                QCOMPARE(d.rect.intersected({0, 0, 64, 64}), d.rect);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestYuNetDecode)
#include "tst_yunetdecode.moc"
