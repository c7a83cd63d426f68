// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/voicedetector.h"
#include "tests/support/shared.h"

#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

#include <cmath>

using namespace redoubt;
using namespace redoubt::detect;
using namespace Qt::StringLiterals;

namespace {

constexpr int kRate = 16000;
using Spans = QList<QPair<int, int>>;

std::vector<float> decoded(const QStringList &input)
{
    QProcess ffmpeg;
    ffmpeg.start(u"ffmpeg"_s, QStringList{u"-v"_s, u"error"_s} + input +
                                  QStringList{u"-ac"_s, u"1"_s, u"-ar"_s, u"16000"_s, u"-f"_s,
                                              u"f32le"_s, u"-"_s});
    ffmpeg.waitForFinished(60000);
    const QByteArray bytes = ffmpeg.readAllStandardOutput();
    std::vector<float> samples(size_t(bytes.size()) / sizeof(float));
    memcpy(samples.data(), bytes.constData(), samples.size() * sizeof(float));
    return samples;
}

/// Speech made on the spot, 16 kHz.
std::vector<float> speech()
{
    static const std::vector<float> spoken = [] {
        QProcess espeak;
        espeak.start(u"espeak-ng"_s, {u"-s"_s, u"150"_s, u"--stdout"_s,
                                      u"The officer asked for the name and the date of birth."_s});
        espeak.waitForFinished(30000);
        const QByteArray wav = espeak.readAllStandardOutput();
        QProcess ffmpeg;
        ffmpeg.start(u"ffmpeg"_s, {u"-v"_s, u"error"_s, u"-i"_s, u"-"_s, u"-ar"_s, u"16000"_s,
                                   u"-f"_s, u"f32le"_s, u"-"_s});
        ffmpeg.write(wav);
        ffmpeg.closeWriteChannel();
        ffmpeg.waitForFinished(30000);
        const QByteArray bytes = ffmpeg.readAllStandardOutput();
        std::vector<float> samples(size_t(bytes.size()) / sizeof(float));
        memcpy(samples.data(), bytes.constData(), samples.size() * sizeof(float));
        return samples;
    }();
    return spoken;
}

std::vector<float> silence(double seconds, float noise = 0.0002f)
{
    QRandomGenerator random(5);
    std::vector<float> samples(size_t(seconds * kRate));
    for (float &s : samples)
        s = noise * float(random.bounded(2.0) - 1);
    return samples;
}

std::vector<float> joined(std::initializer_list<std::vector<float>> parts)
{
    std::vector<float> all;
    for (const auto &part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

std::vector<HeardSpan> hear(const std::vector<std::vector<float>> &channels, size_t block = 4096)
{
    auto detector = VoiceDetector::create(int(channels.size()));
    if (!detector)
        return {};
    for (size_t at = 0; at < channels[0].size(); at += block) {
        std::vector<std::vector<float>> part;
        for (const auto &c : channels)
            part.emplace_back(c.begin() + qptrdiff(at),
                              c.begin() + qptrdiff(std::min(c.size(), at + block)));
        if (!(*detector)->feed(part, {}))
            return {};
    }
    auto heard = (*detector)->finish();
    return heard ? *heard : std::vector<HeardSpan>();
}

double certainShare(const std::vector<HeardSpan> &heard, qint64 begin, qint64 end)
{
    qint64 covered = 0;
    for (const HeardSpan &s : heard) {
        if (s.score > 0.6f)
            covered +=
                std::max<qint64>(0, std::min(end, s.endSample) - std::max(begin, s.beginSample));
    }
    return double(covered) / double(end - begin);
}

} // namespace

class TestVoiceDetector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void smoothingDropsFillsAndPads_data()
    {
        QTest::addColumn<QString>("steps"); // letter and count
        QTest::addColumn<Spans>("spans");
        QTest::newRow("nothing") << u""_s << Spans{};
        QTest::newRow("silence") << u"0*200"_s << Spans{};
        QTest::newRow("click") << u"0*50 1*9 0*50"_s << Spans{};
        QTest::newRow("word") << u"0*50 1*10 0*50"_s << Spans{{40, 70}};
        QTest::newRow("pause") << u"1*20 0*49 1*20 0*60"_s << Spans{{0, 99}};
        QTest::newRow("gap") << u"1*20 0*50 1*20 0*60"_s << Spans{{0, 30}, {60, 100}};
        QTest::newRow("to the end") << u"0*5 1*20"_s << Spans{{0, 25}};
    }
    void smoothingDropsFillsAndPads()
    {
        QFETCH(QString, steps);
        QFETCH(Spans, spans);
        std::vector<bool> bits;
        for (const QString &run : steps.split(u' ', Qt::SkipEmptyParts))
            bits.insert(bits.end(), size_t(run.mid(2).toInt()), run[0] == u'1');
        std::vector<StepSpan> expected;
        for (const auto &[begin, end] : spans)
            expected.push_back({begin, end});
        QVERIFY(smoothSpeech(bits) == expected);
    }

    void subtractingSpansLeavesExactlyTheRest()
    {
        QRandomGenerator random(9);
        for (int run = 0; run < 100; ++run) {
            std::vector<bool> a(300), b(300);
            for (size_t i = 0; i < a.size(); ++i) {
                a[i] = random.bounded(10) < 7;
                b[i] = random.bounded(10) < 4;
            }
            const auto bitsOf = [](const std::vector<StepSpan> &spans) {
                std::vector<bool> bits(300);
                for (const StepSpan &s : spans) {
                    for (qint64 i = s.begin; i < s.end; ++i)
                        bits[size_t(i)] = true;
                }
                return bits;
            };
            const auto spansOf = [](const std::vector<bool> &bits) {
                std::vector<StepSpan> spans;
                for (size_t i = 0; i < bits.size(); ++i) {
                    if (bits[i] && !spans.empty() && spans.back().end == qint64(i))
                        ++spans.back().end;
                    else if (bits[i])
                        spans.push_back({qint64(i), qint64(i) + 1});
                }
                return spans;
            };
            std::vector<bool> rest(300);
            for (size_t i = 0; i < a.size(); ++i)
                rest[i] = a[i] && !b[i];
            QVERIFY(bitsOf(without(spansOf(a), spansOf(b))) == rest);
        }
    }

    void fringesBelongToWhatIsCertain()
    {
        std::vector<StepSpan> strict{{100, 200}, {220, 300}, {1000, 1100}};
        std::vector<StepSpan> wide{{80, 100},  // a breath
                                   {200, 220}, // fills the pause between two
                                   {300, 331}, // long enough to be somebody else
                                   {900, 910}, // alone
                                   {1100, 1129}};
        takeFringes(strict, wide);
        QCOMPARE(strict, (std::vector<StepSpan>{{80, 300}, {1000, 1129}}));
        QCOMPARE(wide, (std::vector<StepSpan>{{300, 331}, {900, 910}}));
        std::vector<StepSpan> none;
        takeFringes(none, wide);
        QVERIFY(none.empty());
        QCOMPARE(wide.size(), size_t(2));
    }

    void hearsSpeechBetweenSilence()
    {
        const auto heard = hear({joined({silence(2), speech(), silence(2)})});
        QVERIFY(!heard.empty());
        const auto begin = qint64(2 * kRate);
        const qint64 end = begin + qint64(speech().size());
        QVERIFY(certainShare(heard, begin, end) > 0.8);
        QVERIFY(certainShare(heard, 0, begin - kRate) < 0.1);
        QCOMPARE(heard.front().group, u"voice-1"_s);
    }

    void hearsQuietSpeechToo()
    {
        auto quiet = joined({silence(2, 0.00001f), speech(), silence(2, 0.00001f)});
        for (float &s : quiet)
            s *= 0.02f;
        QVERIFY(certainShare(hear({quiet}), 2 * kRate, 2 * kRate + qint64(speech().size())) > 0.7);
    }

    void silenceIsNotSpeech() { QVERIFY(hear({std::vector<float>(5 * kRate, 0.f)}).empty()); }

    void keepsChannelsApart()
    {
        const auto voice = joined({silence(1), speech(), silence(1)});
        auto heard = hear({std::vector<float>(voice.size(), 0.f), voice});
        QVERIFY(!heard.empty());
        for (const HeardSpan &s : heard) {
            QCOMPARE(s.channel, 1);
            QCOMPARE(s.group, u"voice-2"_s);
        }
    }

    void theSameSoundOnBothSidesIsOneVoice()
    {
        const auto voice = joined({silence(1), speech(), silence(1)});
        const auto mono = hear({voice});
        const auto stereo = hear({voice, voice});
        QCOMPARE(stereo.size(), mono.size());
        for (const HeardSpan &s : stereo)
            QCOMPARE(s.channel, -1);
    }

    void blockSizesDoNotMatter()
    {
        const auto voice = joined({silence(1), speech(), silence(4), speech(), silence(1)});
        const auto whole = hear({voice}, voice.size());
        for (const size_t block : {size_t(1), size_t(159), size_t(4801)}) {
            const auto parts = hear({voice}, block);
            QCOMPARE(parts.size(), whole.size());
            for (size_t i = 0; i < parts.size(); ++i) {
                QCOMPARE(parts[i].beginSample, whole[i].beginSample);
                QCOMPARE(parts[i].endSample, whole[i].endSample);
            }
        }
    }

    void survivesBrokenSound()
    {
        for (const float bad : {std::numeric_limits<float>::quiet_NaN(),
                                std::numeric_limits<float>::infinity(), 1e30f, -1e30f}) {
            const std::vector<float> samples(kRate + 7, bad);
            for (const HeardSpan &s : hear({samples}))
                QVERIFY(s.beginSample >= 0 && s.endSample <= qint64(samples.size()));
        }
        QVERIFY(hear({std::vector<float>(3, 0.5f)}).empty());
    }

    void refusesWhatItCannotTake()
    {
        QCOMPARE(VoiceDetector::create(0).error().kind(), ErrorKind::Invalid);
        QCOMPARE(VoiceDetector::create(1000).error().kind(), ErrorKind::Invalid);
        auto detector = VoiceDetector::create(2);
        QVERIFY(detector);
        QCOMPARE((*detector)->feed({{0.f}}, {}).error().kind(), ErrorKind::Invalid);
        QCOMPARE((*detector)->feed({{0.f}, {}}, {}).error().kind(), ErrorKind::Invalid);
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE((*detector)->feed({{0.f}, {0.f}}, JobContext(stop.get_token())).error().kind(),
                 ErrorKind::Cancelled);
        auto empty = VoiceDetector::create(1);
        const auto heard = (*empty)->finish();
        QVERIFY(heard && heard->empty());
    }

    void measuredOnPublicMeetings()
    {
        REDOUBT_REQUIRE_SHARED();
        qint64 speechSteps = 0, missed = 0, falseAlarm = 0, missedWide = 0;
        for (const char *name : {"ami_trn01", "ami_trn05", "ami_trn07", "falcon_test"}) {
            const QByteArray base = QByteArray("media/audio/") + name;
            const auto wav = test::sharedFile((base + ".wav").constData());
            const auto rttm = test::sharedFile((base + ".rttm").constData());
            QVERIFY(wav && rttm);
            const auto samples = decoded({u"-i"_s, QString::fromStdString(wav->string())});
            QFile file(QString::fromStdString(rttm->string()));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const size_t steps = samples.size() / (kRate / 100);
            std::vector<bool> truth(steps), strict(steps), wide(steps);
            const auto fill = [steps](std::vector<bool> &bits, double begin, double end) {
                for (auto i = size_t(begin * 100); i < std::min(steps, size_t(end * 100)); ++i)
                    bits[i] = true;
            };
            while (!file.atEnd()) {
                const auto words = file.readLine().simplified().split(' ');
                if (words.size() > 4)
                    fill(truth, words[3].toDouble(), words[3].toDouble() + words[4].toDouble());
            }
            for (const HeardSpan &s : hear({samples})) {
                fill(wide, double(s.beginSample) / kRate, double(s.endSample) / kRate);
                if (s.score > 0.6f)
                    fill(strict, double(s.beginSample) / kRate, double(s.endSample) / kRate);
            }
            for (size_t i = 0; i < steps; ++i) {
                speechSteps += truth[i];
                missed += truth[i] && !strict[i];
                falseAlarm += !truth[i] && strict[i];
                missedWide += truth[i] && !wide[i];
            }
        }
        const auto percent = [&](qint64 n) { return 100.0 * double(n) / double(speechSteps); };
        qInfo("of speech: certain misses %.1f %%, false alarm %.1f %%; with candidates misses "
              "%.1f %%",
              percent(missed), percent(falseAlarm), percent(missedWide));
        QVERIFY(percent(missed) + percent(falseAlarm) < 45);
        QVERIFY(percent(missedWide) < 3);
    }
};

QTEST_GUILESS_MAIN(TestVoiceDetector)
#include "tst_voicedetector.moc"
