// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/effects.h"
#include "core/redact/sound/audiocuts.h"

#include <QtTest>

#include <cmath>

using namespace redoubt;
using namespace redoubt::redact;

namespace {

constexpr int kRate = 48000;

// Both channels at constant 0.5, cut in blocks of @a size.
std::vector<std::vector<float>> run(const std::vector<SampleCut> &cuts, qint64 size,
                                    qint64 total = 3 * kRate)
{
    AudioCuts replacer(cuts, kRate, 2);
    std::vector<std::vector<float>> out(2);
    for (qint64 at = 0; at < total; at += size) {
        media::AudioBlock block;
        block.firstSample = at;
        block.channels.assign(2, std::vector<float>(size_t(std::min(size, total - at)), 0.5f));
        replacer.apply(block);
        for (size_t c = 0; c < 2; ++c)
            out[c].insert(out[c].end(), block.channels[c].begin(), block.channels[c].end());
    }
    return out;
}

} // namespace

class tst_AudioCuts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatStandsInPlaceOfEachCut()
    {
        // The second is too close to the first to have an effect of its own; the third is not.
        const AudioCuts cuts({{{1000, 9000}, {}, Effect::Bleep},
                              {{9500, 12000}, {}, Effect::Silence},
                              {{40000, 44000}, {0}, Effect::Noise}},
                             48000, 2);
        QVERIFY(cuts.applied(0) == Effect::Bleep);
        QVERIFY(cuts.applied(1) == Effect::Bleep);
        QVERIFY(cuts.applied(2) == Effect::Noise);
        for (const Effect effect : effectsOn(Canvas::Sound, FindingType::Voice))
            QVERIFY(AudioCuts({{{0, 48000}, {}, effect}}, 48000, 1).applied(0) == effect);
        QVERIFY(AudioCuts({{{0, 48000}, {}, Effect::Fill}}, 48000, 1).applied(0) ==
                Effect::Silence);
    }
    void silencesToTheSample()
    {
        const auto out = run({{{48000, 96000}, {}, Effect::Silence}}, 1000);
        for (const auto &channel : out) {
            for (qint64 i = 48000 - 480; i < 96000 + 480; ++i)
                QCOMPARE(channel[size_t(i)], 0.0f);
            for (qint64 i = 0; i < 48000 - 480 - 240; ++i)
                QCOMPARE(channel[size_t(i)], 0.5f);
            for (qint64 i = 96000 + 480 + 240; i < 3 * kRate; ++i)
                QCOMPARE(channel[size_t(i)], 0.5f);
            for (qint64 i = 48000 - 720; i < 48000 - 480; ++i)
                QVERIFY(channel[size_t(i)] > 0 && channel[size_t(i)] <= channel[size_t(i - 1)]);
        }
    }

    void doesNotDependOnTheSizeOfBlocks()
    {
        const std::vector<SampleCut> cuts{{{5000, 30000}, {}, Effect::Bleep},
                                          {{60000, 61000}, {1}, Effect::Noise},
                                          {{90000, 99000}, {0}, Effect::Silence}};
        const auto expected = run(cuts, 3 * kRate);
        for (const qint64 size : {1, 7, 1024, 4001})
            QVERIFY(run(cuts, size) == expected);
    }

    void leavesOtherChannelsAlone()
    {
        const auto out = run({{{10000, 20000}, {1}, Effect::Silence}}, 1024);
        QVERIFY(std::all_of(out[0].begin(), out[0].end(), [](float v) { return v == 0.5f; }));
        QCOMPARE(out[1][15000], 0.0f);
    }

    void joinsCutsThatAreCloseTogether()
    {
        const qint64 apart = kRate * 80 / 1000;
        const AudioCuts near({{{10000, 20000}, {}, Effect::Silence},
                              {{20000 + apart - 1, 30000}, {}, Effect::Silence}},
                             kRate, 1);
        QCOMPARE(near.replaced(0), (std::vector<TimeSpan>{{10000 - 480, 30000 + 480}}));
        const AudioCuts far(
            {{{10000, 20000}, {}, Effect::Silence}, {{20000 + apart, 30000}, {}, Effect::Silence}},
            kRate, 1);
        QCOMPARE(far.replaced(0).size(), size_t(2));
    }

    void keepsTonesAndNoiseWithinLevels()
    {
        for (const Effect effect : {Effect::Bleep, Effect::Noise}) {
            const auto out = run({{{48000, 96000}, {}, effect}}, 1000);
            double energy = 0;
            for (qint64 i = 48000; i < 96000; ++i)
                energy += double(out[0][size_t(i)]) * out[0][size_t(i)];
            const double level = 10 * std::log10(energy / 48000);
            QVERIFY2(effect == Effect::Bleep ? level > -13 && level < -11
                                             : level > -55 && level < -25,
                     qPrintable(QString::number(level)));
        }
    }
};

QTEST_GUILESS_MAIN(tst_AudioCuts)
#include "tst_audiocuts.moc"
