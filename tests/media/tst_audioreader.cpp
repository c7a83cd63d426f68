// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/audioreader.h"
#include "tests/support/shared.h"
#include "tests/support/tempfolder.h"
#include "tests/support/tinymedia.h"

#include <QtTest>

#include <cmath>

using namespace redoubt;
using namespace redoubt::media;
using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace {

struct Heard
{
    int rate = 0;
    qint64 first = 0;
    std::vector<std::vector<float>> channels; ///< gaps are zeros
    int gaps = 0;
};

std::optional<Heard> hear(const std::filesystem::path &path, int stream = 0, int rate = 0)
{
    const auto source = openFileSource(path);
    if (!source)
        return std::nullopt;
    auto reader = AudioReader::open(**source, stream, {rate}, {});
    if (!reader)
        return std::nullopt;
    Heard heard;
    heard.rate = (*reader)->sampleRate();
    for (;;) {
        auto block = (*reader)->next();
        if (!block)
            return std::nullopt;
        if (!*block)
            return heard;
        const AudioBlock &b = **block;
        if (heard.channels.empty()) {
            heard.first = b.firstSample;
            heard.channels.resize(b.channels.size());
        }
        const qint64 expected = heard.first + qint64(heard.channels[0].size());
        if (b.firstSample < expected)
            return std::nullopt;
        heard.gaps += b.firstSample > expected ? 1 : 0;
        for (size_t c = 0; c < b.channels.size(); ++c) {
            heard.channels[c].resize(size_t(b.firstSample - heard.first), 0.0f);
            heard.channels[c].insert(heard.channels[c].end(), b.channels[c].begin(),
                                     b.channels[c].end());
        }
    }
}

// Where the only loud stretch begins, on the stream's clock, in seconds.
double onset(const Heard &heard)
{
    const auto &samples = heard.channels[0];
    for (size_t i = 0; i < samples.size(); ++i) {
        if (std::abs(samples[i]) > 0.1f)
            return double(heard.first + qint64(i)) / heard.rate;
    }
    return -1;
}

} // namespace

class tst_AudioReader : public QObject
{
    Q_OBJECT

private:
    TempFolder m_folder;

    // Silence, with a tone from 1.0 s to 1.5 s, 3 s long.
    std::filesystem::path burst(const char *name, const QStringList &codec, int rate = 48000)
    {
        return runFfmpeg(QStringList{u"-f"_s, u"lavfi"_s, u"-i"_s,
                                     u"aevalsrc='if(between(t,1,1.5),0.7*sin(2*PI*1000*t),0)'"
                                     u":d=3:s=%1"_s.arg(rate)} +
                             codec,
                         m_folder / name);
    }

private Q_SLOTS:
    void keepsTheClockOfEveryCodec_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("codec");
        for (const auto &[name, codec] :
             std::initializer_list<std::pair<const char *, const char *>>{{"a.wav", "pcm_s16le"},
                                                                          {"b.wav", "pcm_f32le"},
                                                                          {"c.flac", "flac"},
                                                                          {"d.mp3", "libmp3lame"},
                                                                          {"e.m4a", "aac"},
                                                                          {"f.ogg", "libvorbis"},
                                                                          {"g.opus", "libopus"},
                                                                          {"h.mka", "aac"},
                                                                          {"i.mkv", "libopus"},
                                                                          {"j.ac3", "ac3"},
                                                                          {"k.mov", "pcm_s24be"},
                                                                          {"l.avi", "pcm_s16le"}})
            QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(codec);
    }
    void keepsTheClockOfEveryCodec()
    {
        QFETCH(QString, name);
        QFETCH(QString, codec);
        const auto heard = hear(burst(name.toLatin1().constData(), {u"-c:a"_s, codec}));
        QVERIFY(heard);
        QCOMPARE(heard->rate, 48000);
        QCOMPARE(heard->gaps, 0);
        // AC-3 as a bare stream has nowhere to say that 256 samples are priming, and FFmpeg does
        // not say it of AAC in Matroska (1024).
        const double allowed = name.endsWith(u"ac3"_s)   ? 0.0065
                               : name.endsWith(u"mka"_s) ? 0.022
                                                         : 0.001;
        QVERIFY2(std::abs(onset(*heard) - 1.0) <= allowed,
                 qPrintable(QString::number(onset(*heard), 'f', 5)));
        const double length =
            double(heard->first + qint64(heard->channels[0].size())) / heard->rate;
        QVERIFY2(length >= 2.999 && length < 3.06, qPrintable(QString::number(length)));
    }

    void givesPcmSamplesExactly()
    {
        const auto path =
            runFfmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"anoisesrc=d=0.5:r=44100:seed=3"_s, u"-c:a"_s,
                       u"pcm_s16le"_s},
                      m_folder / "noise.wav");
        const auto heard = hear(path);
        QVERIFY(heard);
        const QByteArray bytes = readFile(path);
        const auto *stored = reinterpret_cast<const qint16 *>(bytes.constData() + bytes.size()) -
                             heard->channels[0].size();
        for (size_t i = 0; i < heard->channels[0].size(); ++i)
            QCOMPARE(heard->channels[0][i], float(stored[i]) / 32768.0f);
    }

    void keepsChannelsApart()
    {
        const auto path = runFfmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s,
                                     u"aevalsrc=0.1|0.2|0.3|0.4|0.5|0.6:c=5.1:d=0.2:s=48000"_s,
                                     u"-c:a"_s, u"flac"_s},
                                    m_folder / "six.flac");
        const auto heard = hear(path);
        QVERIFY(heard);
        QCOMPARE(heard->channels.size(), size_t(6));
        for (size_t c = 0; c < 6; ++c)
            QVERIFY(std::abs(heard->channels[c][500] - 0.1f * float(c + 1)) < 0.001f);
    }

    void resamplesOnTheSameClock()
    {
        const auto heard = hear(burst("r.wav", {}, 44100), 0, 16000);
        QVERIFY(heard);
        QCOMPARE(heard->rate, 16000);
        QVERIFY(std::abs(onset(*heard) - 1.0) < 0.001);
        QCOMPARE(heard->channels[0].size(), size_t(48000));
    }

    void showsStartOffsetsAndGaps()
    {
        const auto late = runFfmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=1000:d=1:r=48000"_s,
                                     u"-c:a"_s, u"pcm_s16le"_s, u"-output_ts_offset"_s, u"2"_s},
                                    m_folder / "late.mkv");
        const auto heard = hear(late);
        QVERIFY(heard);
        QCOMPARE(heard->first, 96000);

        const auto holed =
            runFfmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=1000:d=3:r=48000"_s, u"-af"_s,
                       u"aselect='not(between(t,1,2))'"_s, u"-c:a"_s, u"pcm_s16le"_s},
                      m_folder / "holed.mkv");
        const auto parts = hear(holed);
        QVERIFY(parts);
        QCOMPARE(parts->gaps, 1);
        QVERIFY(std::abs(double(parts->channels[0].size()) / 48000 - 3.0) < 0.03);
        QCOMPARE(parts->channels[0][72000], 0.0f);
    }

    void survivesTruncation()
    {
        for (const char *name : {"t.mp3", "t.m4a", "t.ogg", "t.flac"}) {
            const QByteArray whole = readFile(burst(name, {}));
            for (qsizetype size = 0; size < whole.size(); size += 1 + whole.size() / 23) {
                const auto source = memorySource(whole.left(size));
                auto reader = AudioReader::open(*source, 0, {}, {});
                while (reader) {
                    const auto block = (*reader)->next();
                    if (!block || !*block)
                        break;
                }
            }
        }
    }

    void refusesStreamsThatAreNoSound()
    {
        const auto source = openFileSource(makeVideo(m_folder / "v.mp4"));
        for (const int stream : {0, 7, -1}) {
            const auto reader = AudioReader::open(**source, stream, {}, {});
            QVERIFY(!reader);
            QCOMPARE(reader.error().kind(), ErrorKind::Invalid);
        }
    }

    void readsRealFiles()
    {
        REDOUBT_REQUIRE_SHARED();
        for (const char *name : {"media/audio/wt_radio_short.mp3", "media/audio/jfk.flac",
                                 "media/audio/ami_trn01.wav"}) {
            const auto heard = hear(*sharedFolder() / name);
            QVERIFY2(heard && heard->channels[0].size() > 16000, name);
            QCOMPARE(heard->first, 0);
        }
    }
    void aSeekGivesTheSamplesOfAPlainPass_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("PCM") << u"t.wav"_s;
        QTest::newRow("AAC") << u"t.m4a"_s;
        QTest::newRow("FLAC") << u"t.flac"_s;
    }
    void aSeekGivesTheSamplesOfAPlainPass()
    {
        QFETCH(QString, name);
        const TempFolder folder;
        const auto opened = openFileSource(makeTone(folder / name.toStdString(), 6.0));
        QVERIFY(opened);
        const auto reader = AudioReader::open(**opened, 0, {}, {});
        QVERIFY(reader);
        std::vector<float> plain;
        while (auto block = (*reader)->next()) {
            if (!*block)
                break;
            plain.resize(size_t((*block)->firstSample), 0.0f);
            plain.insert(plain.end(), (*block)->channels[0].begin(), (*block)->channels[0].end());
        }
        const int rate = (*reader)->sampleRate();
        for (const double second : {4.0, 1.3, 0.0, 5.5}) {
            const auto wanted = qint64(second * rate);
            QVERIFY((*reader)->seek(
                rescale(wanted, {1, rate}, (*reader)->info().timeBase, Rounding::Down)));
            bool met = false;
            while (!met) {
                auto block = (*reader)->next();
                QVERIFY(block && *block);
                QVERIFY((*block)->firstSample <= wanted || second == 0.0);
                met = (*block)->firstSample + (*block)->sampleCount() > wanted;
                for (qint64 i = std::max(wanted, (*block)->firstSample);
                     met && i < (*block)->firstSample + (*block)->sampleCount(); ++i)
                    QVERIFY(std::abs((*block)->channels[0][size_t(i - (*block)->firstSample)] -
                                     plain[size_t(i)]) < 2e-3f);
            }
        }
    }
};

QTEST_GUILESS_MAIN(tst_AudioReader)
#include "tst_audioreader.moc"
