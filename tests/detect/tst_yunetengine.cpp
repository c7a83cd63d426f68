// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/yunetengine.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace redoubt;
using namespace redoubt::detect;

namespace {

using Row = std::vector<float>;

Row randomRow(size_t count, std::mt19937 &random, float size = 1)
{
    std::uniform_real_distribution<float> any(-size, size);
    Row row(count);
    for (float &value : row)
        value = any(random);
    return row;
}

/// A picture as a list of planes, for the plainest way to do it.
struct Tensor
{
    int channels = 0;
    int width = 0;
    int height = 0;
    std::vector<double> values;
    Tensor(int c, int w, int h)
        : channels(c)
        , width(w)
        , height(h)
        , values(size_t(c * w * h))
    {}
    double &at(int c, int x, int y) { return values[size_t((c * height + y) * width + x)]; }
    double padded(int c, int x, int y) const
    {
        return x < 0 || y < 0 || x >= width || y >= height
                   ? 0
                   : values[size_t((c * height + y) * width + x)];
    }
};

Tensor convolved(const Tensor &in, const YuNetConvolution &by, int step = 1)
{
    Tensor out(by.outputs, in.width / step, in.height / step);
    const int reach = by.side / 2;
    for (int n = 0; n < by.outputs; ++n) {
        for (int y = 0; y < out.height; ++y) {
            for (int x = 0; x < out.width; ++x) {
                double sum = double(by.bias[size_t(n)]);
                for (int c = 0; c < by.inputs; ++c) {
                    for (int i = 0; i < by.side * by.side; ++i)
                        sum +=
                            double(
                                by.weights[size_t((n * by.inputs + c) * by.side * by.side + i)]) *
                            in.padded(by.side == 3 && by.inputs == 1 ? n : c,
                                      x * step + i % by.side - reach,
                                      y * step + i / by.side - reach);
                }
                out.at(n, x, y) = sum;
            }
        }
    }
    return out;
}

Tensor atLeastZero(Tensor t)
{
    for (double &value : t.values)
        value = std::max(0.0, value);
    return t;
}

Tensor halved(const Tensor &in)
{
    Tensor out(in.channels, in.width / 2, in.height / 2);
    for (int c = 0; c < in.channels; ++c) {
        for (int y = 0; y < out.height; ++y) {
            for (int x = 0; x < out.width; ++x)
                out.at(c, x, y) =
                    std::max({in.padded(c, 2 * x, 2 * y), in.padded(c, 2 * x + 1, 2 * y),
                              in.padded(c, 2 * x, 2 * y + 1), in.padded(c, 2 * x + 1, 2 * y + 1)});
        }
    }
    return out;
}

Tensor sumWithEnlarged(Tensor a, const Tensor &half)
{
    for (int c = 0; c < a.channels; ++c) {
        for (int y = 0; y < a.height; ++y) {
            for (int x = 0; x < a.width; ++x)
                a.at(c, x, y) += half.padded(c, x / 2, y / 2);
        }
    }
    return a;
}

/// A network of the family with random numbers, small enough that they neither die nor explode.
std::vector<YuNetConvolution> randomNetwork(std::mt19937 &random, bool withShared)
{
    std::vector<YuNetConvolution> all;
    const auto add = [&](int outputs, int inputs, int side) {
        YuNetConvolution c{outputs, inputs, side, {}, {}};
        const auto count = size_t(inputs * side * side);
        c.weights = randomRow(size_t(outputs) * count, random, 2.f / std::sqrt(float(count)));
        c.bias = randomRow(size_t(outputs), random, 0.2f);
        all.push_back(std::move(c));
    };
    const auto pair = [&](int from, int to) {
        add(to, from, 1);
        add(to, 1, 3);
    };
    add(16, 3, 3);
    for (float &weight : all.front().weights)
        weight /= 100; // of bytes
    pair(16, 16);
    pair(16, 16);
    pair(16, 32);
    for (int i = 3; i < 11; ++i)
        pair(i == 3 ? 32 : 64, 64);
    for (int i = 0; i < (withShared ? 6 : 3); ++i)
        pair(64, 64);
    for (const int outputs : {1, 4, 1, 10}) {
        for (int level = 0; level < 3; ++level)
            pair(64, outputs);
    }
    return all;
}

/// What the heads give at each stride, one tensor for each of cls, bbox and obj.
std::vector<std::vector<Tensor>> plainRun(const std::vector<YuNetConvolution> &all, Tensor picture)
{
    size_t at = 1;
    const auto pair = [&](const Tensor &in) {
        const Tensor out = convolved(convolved(in, all[at]), all[at + 1]);
        at += 2;
        return out;
    };
    Tensor t = atLeastZero(convolved(picture, all.front(), 2));
    std::vector<Tensor> levels;
    for (int i = 0; i < 11; ++i) {
        if (i == 1 || i == 5 || i == 7 || i == 9)
            t = halved(t);
        t = atLeastZero(pair(t));
        if (i == 6 || i == 8 || i == 10)
            levels.push_back(t);
    }
    levels[2] = atLeastZero(pair(levels[2]));
    levels[1] = atLeastZero(pair(sumWithEnlarged(levels[1], levels[2])));
    levels[0] = atLeastZero(pair(sumWithEnlarged(levels[0], levels[1])));
    if (all.size() > 53) {
        for (Tensor &level : levels)
            level = atLeastZero(pair(level));
    }
    std::vector<std::vector<Tensor>> said(3);
    for (int part = 0; part < 3; ++part) {
        for (size_t level = 0; level < 3; ++level)
            said[level].push_back(pair(levels[level]));
    }
    return said;
}

} // namespace

class TestYuNetEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesWhatPlainLoopsGive_data()
    {
        QTest::addColumn<bool>("shared");
        QTest::addColumn<QSize>("size");
        QTest::newRow("one cell") << true << QSize(32, 32);
        QTest::newRow("one row of cells") << true << QSize(96, 32);
        QTest::newRow("sides that are filled up") << true << QSize(67, 41);
        QTest::newRow("one pixel") << true << QSize(1, 1);
        QTest::newRow("without shared layers") << false << QSize(64, 96);
    }
    void givesWhatPlainLoopsGive()
    {
        QFETCH(bool, shared);
        QFETCH(QSize, size);
        std::mt19937 random(11);
        const auto network = randomNetwork(random, shared);
        const auto weights = yunetWeights(network);
        QVERIFY(weights);
        const int stride = size.width() * 3 + 5;
        std::vector<unsigned char> bytes(size_t(stride * size.height()));
        for (auto &byte : bytes)
            byte = static_cast<unsigned char>(random());
        Tensor picture(3, (size.width() + 31) / 32 * 32, (size.height() + 31) / 32 * 32);
        for (int y = 0; y < size.height(); ++y) {
            for (int x = 0; x < size.width(); ++x) {
                for (int c = 0; c < 3; ++c)
                    picture.at(c, x, y) = bytes[size_t(y * stride + x * 3 + c)];
            }
        }
        const auto wanted = plainRun(network, picture);
        YuNetEngine engine(weights);
        // Larger pictures before, one of the same size on the grid: nothing of them may be left.
        const std::vector<unsigned char> white(160 * 160 * 3, 255);
        QVERIFY(engine.run(white.data(), 160 * 3, 160, 160));
        QVERIFY(engine.run(white.data(), picture.width * 3, picture.width, picture.height));
        const auto levels = engine.run(bytes.data(), stride, size.width(), size.height());
        QVERIFY(levels);
        QCOMPARE(levels->size(), size_t(3));
        for (size_t level = 0; level < 3; ++level) {
            const auto &parts = wanted[level];
            const auto &got = (*levels)[level];
            QCOMPARE(got.stride, 8 << level);
            QCOMPARE(got.columns, parts[0].width);
            QCOMPARE(got.rows, parts[0].height);
            const auto close = [](double a, double b) {
                return std::abs(a - b) < 1e-3 * std::max(1.0, std::abs(b));
            };
            for (size_t i = 0; i < got.cls.size(); ++i) {
                QVERIFY(close(double(got.cls[i]), 1 / (1 + std::exp(-parts[0].values[i]))));
                QVERIFY(close(double(got.obj[i]), 1 / (1 + std::exp(-parts[2].values[i]))));
                for (size_t b = 0; b < 4; ++b)
                    QVERIFY(close(double(got.bbox[i * 4 + b]),
                                  parts[1].values[b * got.cls.size() + i]));
            }
        }
    }

    void otherNetworksAreRefused()
    {
        std::mt19937 random(3);
        const auto good = randomNetwork(random, true);
        QVERIFY(yunetWeights(good));
        QVERIFY(!yunetWeights({}));
        for (size_t i = 0; i < good.size(); ++i) {
            auto fewer = good;
            fewer.erase(fewer.begin() + qptrdiff(i));
            QVERIFY(!yunetWeights(fewer));
            auto torn = good;
            torn[i].weights.pop_back();
            QVERIFY(!yunetWeights(torn));
            auto bare = good;
            bare[i].bias.clear();
            QVERIFY(!yunetWeights(bare));
            auto wide = good;
            wide[i].side = wide[i].side == 1 ? 3 : 1;
            QVERIFY(!yunetWeights(wide));
            auto huge = good;
            huge[i].outputs = 1 << 30;
            QVERIFY(!yunetWeights(huge));
        }
        auto swapped = good;
        std::swap(swapped[1], swapped[2]);
        QVERIFY(!yunetWeights(swapped));
    }
};

QTEST_GUILESS_MAIN(TestYuNetEngine)
#include "tst_yunetengine.moc"
