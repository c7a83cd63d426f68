// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/timespan.h"

#include <QTest>

#include <limits>
#include <random>

using namespace redoubt;

namespace {

constexpr Ticks kLowest = std::numeric_limits<Ticks>::min();
constexpr Ticks kHighest = std::numeric_limits<Ticks>::max();

/// ticks * from / to as a long double: 64 bits of mantissa, enough to tell neighbours apart where
/// the tests look.
long double exact(Ticks ticks, Rational from, Rational to)
{
    return static_cast<long double>(ticks) * from.num / from.den * to.den / to.num;
}

class RandomTimes
{
public:
    Rational base()
    {
        static constexpr Rational kKnown[] = {{1, 1},
                                              {1, 25},
                                              {1, 90000},
                                              {1001, 30000},
                                              {1, 48000},
                                              {1, 44100},
                                              {1, 1'000'000},
                                              {1, 1000},
                                              {1, 1'000'000'000},
                                              {1, 14'112'000},
                                              {333'667, 10'000'000}};
        if (m_engine() % 2 == 0)
            return kKnown[m_engine() % std::size(kKnown)];
        return {qint32(m_engine() % std::numeric_limits<qint32>::max()) + 1,
                qint32(m_engine() % std::numeric_limits<qint32>::max()) + 1};
    }
    /// Every magnitude is as likely as any other.
    Ticks ticks(int bits = 64)
    {
        const auto value = static_cast<qint64>(m_engine()) >> (64 - bits + m_engine() % bits);
        return value;
    }

private:
    std::mt19937_64 m_engine{20261122};
};

} // namespace

class TestTimeSpan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rescalesKnownValues_data()
    {
        QTest::addColumn<qint64>("ticks");
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::addColumn<qint64>("down");
        QTest::addColumn<qint64>("nearest");
        QTest::addColumn<qint64>("up");
        QTest::newRow("exact") << 90000ll << 90000 << 48000 << 48000ll << 48000ll << 48000ll;
        QTest::newRow("a third") << 1ll << 3 << 1 << 0ll << 0ll << 1ll;
        QTest::newRow("two thirds") << 2ll << 3 << 1 << 0ll << 1ll << 1ll;
        QTest::newRow("a half rounds up") << 1ll << 2 << 1 << 0ll << 1ll << 1ll;
        QTest::newRow("minus a third") << -1ll << 3 << 1 << -1ll << 0ll << 0ll;
        QTest::newRow("minus two thirds") << -2ll << 3 << 1 << -1ll << -1ll << 0ll;
        QTest::newRow("zero") << 0ll << 7 << 9 << 0ll << 0ll << 0ll;
    }
    void rescalesKnownValues()
    {
        QFETCH(qint64, ticks);
        QFETCH(int, from);
        QFETCH(int, to);
        const Rational a{1, from};
        const Rational b{1, to};
        QTEST(rescale(ticks, a, b, Rounding::Down), "down");
        QTEST(rescale(ticks, a, b, Rounding::Nearest), "nearest");
        QTEST(rescale(ticks, a, b, Rounding::Up), "up");
    }

    void saturatesInsteadOfOverflowing()
    {
        for (const Rounding rounding : {Rounding::Down, Rounding::Nearest, Rounding::Up}) {
            QCOMPARE(rescale(kHighest, {1, 1}, {1, 90000}, rounding), kHighest);
            QCOMPARE(rescale(kLowest, {1, 1}, {1, 90000}, rounding), kLowest);
            constexpr qint32 big = std::numeric_limits<qint32>::max();
            QCOMPARE(rescale(kHighest, {big, 1}, {1, big}, rounding), kHighest);
            QCOMPARE(rescale(kLowest, {big, 1}, {1, big}, rounding), kLowest);
            QVERIFY(std::abs(rescale(kHighest, {1, big}, {big, 1}, rounding)) <= 3);
            QVERIFY(std::abs(rescale(kLowest, {1, big}, {big, 1}, rounding)) <= 3);
            QCOMPARE(rescale(kHighest, {1, 7}, {1, 7}, rounding), kHighest);
            QCOMPARE(rescale(kLowest, {1, 7}, {1, 7}, rounding), kLowest);
        }
    }

    void roundsInTheDirectionThatIsAskedFor()
    {
        RandomTimes random;
        for (int i = 0; i < 50'000; ++i) {
            const Rational from = random.base();
            const Rational to = random.base();
            const Ticks ticks = random.ticks();
            const Ticks down = rescale(ticks, from, to, Rounding::Down);
            const Ticks nearest = rescale(ticks, from, to, Rounding::Nearest);
            const Ticks up = rescale(ticks, from, to, Rounding::Up);
            QVERIFY(down <= nearest && nearest <= up);
            if (down > kLowest && up < kHighest)
                QVERIFY(up - down <= 1);
            QCOMPARE(rescale(ticks, from, from, Rounding::Down), ticks);
            const long double value = exact(ticks, from, to);
            if (std::abs(value) < 1e12L) {
                QVERIFY(static_cast<long double>(down) <= value + 1e-5L);
                QVERIFY(static_cast<long double>(up) >= value - 1e-5L);
                QVERIFY(std::abs(static_cast<long double>(nearest) - value) <= 0.5L + 1e-5L);
            }
        }
    }

    void isMonotonic()
    {
        RandomTimes random;
        for (int i = 0; i < 20'000; ++i) {
            const Rational from = random.base();
            const Rational to = random.base();
            const auto [low, high] = std::minmax({random.ticks(), random.ticks()});
            for (const Rounding rounding : {Rounding::Down, Rounding::Nearest, Rounding::Up})
                QVERIFY(rescale(low, from, to, rounding) <= rescale(high, from, to, rounding));
        }
    }

    void outwardSpansCoverTheirSourceInEveryBase()
    {
        RandomTimes random;
        for (int i = 0; i < 50'000; ++i) {
            const Rational from = random.base();
            const Rational to = random.base();
            const Ticks begin = random.ticks(40);
            const TimeSpan span{begin, begin + std::abs(random.ticks(30))};
            const TimeSpan wide = rescaleOutward(span, from, to);
            QVERIFY(wide.begin <= wide.end);
            if (wide.begin == kLowest || wide.end == kHighest || wide.end == kLowest ||
                wide.begin == kHighest)
                continue; // beyond what any tick can say
            // Back again, outward, it must still hold the source.
            const TimeSpan back = rescaleOutward(wide, to, from);
            QVERIFY(back.begin <= span.begin && back.end >= span.end);
            if (!span.isEmpty())
                QVERIFY2(!wide.isEmpty(), "a short redaction vanished by rounding");
        }
    }

    void secondsComeBackAsTheSameTick()
    {
        RandomTimes random;
        for (int i = 0; i < 50'000; ++i) {
            const Rational base = random.base();
            const Ticks ticks = random.ticks(50);
            const double seconds = toSeconds(ticks, base);
            for (const Rounding rounding : {Rounding::Down, Rounding::Nearest, Rounding::Up})
                QCOMPARE(fromSeconds(seconds, base, rounding), ticks);
        }
    }

    void secondsBetweenTicksRoundAsAsked()
    {
        constexpr Rational kNano{1, 1'000'000'000};
        for (const double seconds : {0.5, 1000.0, 86'400.0}) {
            const double between = seconds * 1e9 + 0.5;
            QCOMPARE(fromSeconds(between / 1e9, kNano, Rounding::Down), Ticks(seconds * 1e9));
            QCOMPARE(fromSeconds(between / 1e9, kNano, Rounding::Up), Ticks(seconds * 1e9) + 1);
        }
        QCOMPARE(fromSeconds(1.01, {1, 25}, Rounding::Down), 25);
        QCOMPARE(fromSeconds(1.01, {1, 25}, Rounding::Up), 26);
        QCOMPARE(fromSeconds(-1.01, {1, 25}, Rounding::Down), -26);
        QCOMPARE(fromSeconds(-1.01, {1, 25}, Rounding::Up), -25);
    }

    void secondsThatNoTickCanSaySaturate()
    {
        const double infinity = std::numeric_limits<double>::infinity();
        QCOMPARE(fromSeconds(infinity, {1, 25}, Rounding::Up), kHighest);
        QCOMPARE(fromSeconds(-infinity, {1, 25}, Rounding::Down), kLowest);
        QCOMPARE(fromSeconds(1e300, {1, 90000}, Rounding::Nearest), kHighest);
    }

    void spansAreHalfOpen()
    {
        const TimeSpan span{10, 20};
        QVERIFY(!span.contains(9));
        QVERIFY(span.contains(10));
        QVERIFY(span.contains(19));
        QVERIFY(!span.contains(20));
        QVERIFY(!span.intersects({20, 30}));
        QVERIFY(!span.intersects({0, 10}));
        QVERIFY(span.intersects({19, 20}));
        QVERIFY(!span.intersects({15, 15}));
        QCOMPARE(span.length(), 10);
        QCOMPARE((TimeSpan{20, 10}).length(), 0);
    }

    void unitesAndIntersects()
    {
        QCOMPARE((TimeSpan{0, 5}).united({10, 20}), (TimeSpan{0, 20}));
        QCOMPARE((TimeSpan{7, 7}).united({10, 20}), (TimeSpan{10, 20}));
        QCOMPARE((TimeSpan{10, 20}).united({3, 2}), (TimeSpan{10, 20}));
        QCOMPARE((TimeSpan{0, 15}).intersected({10, 20}), (TimeSpan{10, 15}));
        QVERIFY((TimeSpan{0, 5}).intersected({10, 20}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestTimeSpan)
#include "tst_timespan.moc"
