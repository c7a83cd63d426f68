// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/waveform.h"
#include "tests/support/tempfolder.h"
#include "tests/support/tinymedia.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <random>

using namespace redoubt;
using namespace redoubt::media;

namespace {

AudioBlock block(qint64 first, std::vector<std::vector<float>> channels)
{
    return {first, std::move(channels)};
}

} // namespace

class TestWaveform : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheExtremesOfEveryStretch()
    {
        std::mt19937 random(7);
        std::vector<float> samples(50'000);
        for (float &sample : samples)
            sample = float(int(random() % 2001) - 1000) / 1000;
        WaveformBuilder builder(8000);
        for (size_t at = 0; at < samples.size(); at += 977) {
            const size_t end = std::min(samples.size(), at + 977);
            builder.add(block(
                qint64(at), {{samples.begin() + qsizetype(at), samples.begin() + qsizetype(end)}}));
        }
        const Waveform waveform = builder.finish();
        QCOMPARE(waveform.sampleCount(), 50'000);
        for (int round = 0; round < 200; ++round) {
            const size_t a = random() % samples.size();
            const size_t b = a + 1 + random() % (samples.size() - a);
            const auto [low, high] =
                std::minmax_element(samples.begin() + qsizetype(a), samples.begin() + qsizetype(b));
            const Peak peak = waveform.peak(qint64(a), qint64(b));
            // Never less than what is there; more only by what shares a bucket.
            QVERIFY(peak.low <= *low * 127 && peak.high >= *high * 127);
        }
    }

    void everyLevelHoldsTheOneBelow()
    {
        std::vector<float> samples(300'000);
        for (size_t i = 0; i < samples.size(); ++i)
            samples[i] = float(std::sin(double(i) / 500) * (double(i) / 300'000));
        WaveformBuilder builder(48000);
        builder.add(block(0, {samples}));
        const Waveform waveform = builder.finish();
        QVERIFY(waveform.levels().size() > 3);
        for (size_t n = 1; n < waveform.levels().size(); ++n) {
            const auto &fine = waveform.levels()[n - 1];
            const auto &coarse = waveform.levels()[n];
            QCOMPARE(coarse.samplesPerBucket, fine.samplesPerBucket * WaveformBuilder::kLevelStep);
            for (size_t i = 0; i < fine.peaks.size(); ++i) {
                const Peak over = coarse.peaks[i / WaveformBuilder::kLevelStep];
                QVERIFY(over.low <= fine.peaks[i].low && over.high >= fine.peaks[i].high);
            }
        }
    }

    void isSilentInGapsAndOutside()
    {
        WaveformBuilder builder(8000);
        builder.add(block(0, {std::vector<float>(256, 0.5f)}));
        builder.add(block(2560, {std::vector<float>(256, -0.5f)}));
        const Waveform waveform = builder.finish();
        QCOMPARE(waveform.peak(0, 256), (Peak{0, 64}));
        QCOMPARE(waveform.peak(512, 2048), Peak());
        QCOMPARE(waveform.peak(2560, 2816), (Peak{-64, 0}));
        QCOMPARE(waveform.peak(2816, 9999), Peak());
        QCOMPARE(waveform.peak(-500, 0), Peak());
        QCOMPARE(waveform.peak(20, 20), Peak());
    }

    void mixesChannelsAndBearsOddSamples()
    {
        WaveformBuilder builder(8000);
        const float nan = std::numeric_limits<float>::quiet_NaN();
        builder.add(block(-3, {{9, 9, 9, 0.25f, 0, nan}, {9, 9, 9, 0, -7, 0}}));
        const Waveform waveform = builder.finish();
        QCOMPARE(waveform.sampleCount(), 3); // what lies before zero is not heard
        QCOMPARE(waveform.peak(0, 3), (Peak{-127, 32}));
    }

    void staysWithinItsMemoryForAnyLength()
    {
        WaveformBuilder builder(48000, 64);
        builder.add(block(0, {{1.0f}}));
        builder.add(block(1'000'000'000'000, {{-1.0f}})); // eight months, as a hostile file claims
        const Waveform waveform = builder.finish();
        for (const Waveform::Level &level : waveform.levels())
            QVERIFY(level.peaks.size() <= 64);
        QCOMPARE(waveform.peak(0, 1), (Peak{0, 127}));
        QCOMPARE(waveform.peak(999'999'999'999, 1'000'000'000'001), (Peak{-127, 0}));
    }

    void readsASound()
    {
        const test::TempFolder folder;
        auto source = openFileSource(test::makeTone(folder / "tone.wav", 2));
        QVERIFY(source);
        qint64 last = -1;
        const JobContext context({}, [&](qint64 done, qint64 total) {
            QCOMPARE(total, 32000);
            QVERIFY(done >= last);
            last = done;
        });
        const auto waveform = readWaveform(**source, 0, context);
        QVERIFY(waveform);
        QCOMPARE(waveform->sampleRate(), 16000);
        QCOMPARE(waveform->sampleCount(), 32000);
        const Peak peak = waveform->peak(0, 32000);
        QVERIFY(std::abs(peak.high - 32) <= 2 && std::abs(peak.low + 32) <= 2);
        QVERIFY(last > 0);
        const auto again = readWaveform(**source, 0, {});
        QVERIFY(again && *again == *waveform);
    }

    void stopsWhenAsked()
    {
        const test::TempFolder folder;
        auto source = openFileSource(test::makeTone(folder / "tone.wav", 1));
        QVERIFY(source);
        std::stop_source stop;
        stop.request_stop();
        const auto waveform = readWaveform(**source, 0, JobContext(stop.get_token()));
        QVERIFY(!waveform && waveform.error().kind() == ErrorKind::Cancelled);
    }

    /// A waveform that was kept is read from bytes, and these may say anything.
    void looksIntoBucketsOfAnySize()
    {
        constexpr qint64 kMost = std::numeric_limits<qint64>::max();
        const auto waveform =
            Waveform::fromLevels(8000, kMost, {{1, {{-3, 4}}}, {kMost, {{-5, 6}}}});
        QVERIFY(waveform);
        const Peak all = waveform->peak(0, kMost);
        QCOMPARE(int(all.low), -3);
        QCOMPARE(int(all.high), 4);
    }
};

QTEST_GUILESS_MAIN(TestWaveform)
#include "tst_waveform.moc"
