// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/film/mediaformat.h"
#include "core/redact/redactor.h"
#include "tests/support/tempfolder.h"
#include "tests/support/tinymedia.h"

#include <QtTest>

#include <cmath>

using namespace redoubt;
using namespace redoubt::media;
using namespace redoubt::redact;
using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kRate = 48000;

QString text(const std::filesystem::path &path)
{
    return QString::fromStdString(path.string());
}

// The sound as ffmpeg decodes it, one channel of interleaved floats.
std::vector<float> decode(const std::filesystem::path &path, int stream, int channels, int channel)
{
    const QByteArray bytes = runProgram(
        u"ffmpeg"_s, {u"-v"_s, u"error"_s, u"-i"_s, text(path), u"-map"_s, u"0:a:%1"_s.arg(stream),
                      u"-f"_s, u"f32le"_s, u"-c:a"_s, u"pcm_f32le"_s, u"-"_s});
    const auto *samples = reinterpret_cast<const float *>(bytes.constData());
    std::vector<float> out;
    for (qsizetype i = channel; i < bytes.size() / 4; i += channels)
        out.push_back(samples[i]);
    return out;
}

} // namespace

class tst_AudioRedactor : public QObject
{
    Q_OBJECT

private:
    TempFolder m_folder;

    static Result<RedactReport> redactTo(const ByteSource &source, const RedactionPlan &plan,
                                         const std::filesystem::path &to)
    {
        auto output = AtomicOutput::create(to);
        if (!output)
            return output.error();
        auto report = redactMedia(source, plan, {}, **output, {});
        if (report) {
            if (auto committed = (*output)->commit(); !committed)
                return committed.error();
        }
        return report;
    }

    static AudioCut cut(const ByteSource &source, double begin, double end, int stream = 0)
    {
        const auto info = probe(source, {});
        if (!info)
            qFatal("a test sound cannot be read");
        const Rational base = info->streams[stream].timeBase;
        return {stream,
                {fromSeconds(begin, base, Rounding::Down), fromSeconds(end, base, Rounding::Up)},
                {},
                Effect::Silence};
    }

private Q_SLOTS:
    void silencesAndKeepsTheClock_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("codec");
        for (const auto &[name, codec] :
             std::initializer_list<std::pair<const char *, const char *>>{{"a.wav", "pcm_s16le"},
                                                                          {"b.wav", "pcm_s24le"},
                                                                          {"c.flac", "flac"},
                                                                          {"d.mp3", "libmp3lame"},
                                                                          {"e.m4a", "aac"},
                                                                          {"f.ogg", "libvorbis"},
                                                                          {"g.opus", "libopus"},
                                                                          {"i.mka", "flac"},
                                                                          {"j.mka", "libmp3lame"},
                                                                          {"k.mka", "libopus"},
                                                                          {"l.ts", "aac"},
                                                                          {"m.avi", "libmp3lame"},
                                                                          {"n.aiff", "pcm_s16be"},
                                                                          {"o.wav", "pcm_mulaw"},
                                                                          {"p.mka", "ac3"}})
            QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(codec);
    }
    void silencesAndKeepsTheClock()
    {
        QFETCH(QString, name);
        QFETCH(QString, codec);
        // A tone from 0.5 s to 2.5 s, to be cut from 1 s to 2 s.
        const auto path =
            runFfmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s,
                       u"aevalsrc='if(between(t,0.5,2.5),0.5*sin(2*PI*1000*t),0)':d=3:s=48000"_s,
                       u"-ac"_s, u"2"_s, u"-c:a"_s, codec, u"-b:a"_s, u"192k"_s},
                      m_folder / name.toStdString());
        const auto source = openFileSource(path);
        const auto suffix = mediaSuffix(**source, text(path.extension()), {});
        QVERIFY(suffix);
        QCOMPARE(*suffix, text(path.extension()));
        const auto to = m_folder / ("out" + suffix->toStdString());
        // Transport streams begin at 1.4 s, and ffmpeg shows that instant as 0.
        const auto info = probe(**source, {});
        const double start = name.endsWith(u"ts"_s)
                                 ? toSeconds(info->streams[0].startPts, info->streams[0].timeBase)
                                 : 0;
        RedactionPlan plan;
        plan.cuts = {cut(**source, start + 1.0, start + 2.0)};
        const auto report = redactTo(**source, plan, to);
        QVERIFY2(report, report ? "" : qPrintable(report.error().text()));
        QVERIFY(report->kind == ItemKind::Audio);
        QCOMPARE(report->audioStreams, QList<int>{0});

        const auto before = decode(path, 0, 2, 1);
        const auto after = decode(to, 0, 2, 1);
        const auto onset = [](const std::vector<float> &samples) {
            return std::distance(samples.begin(),
                                 std::find_if(samples.begin(), samples.end(),
                                              [](float v) { return std::abs(v) > 0.2f; }));
        };
        QVERIFY2(std::abs(onset(after) - onset(before)) <= 48,
                 qPrintable(u"%1, not %2"_s.arg(onset(after)).arg(onset(before))));
        const double loudest = [&] {
            double most = 0;
            for (qint64 i = kRate; i < 2 * kRate; ++i)
                most = std::max(most, double(std::abs(after[size_t(i)])));
            return most;
        }();
        QVERIFY2(loudest < 0.004, qPrintable(QString::number(loudest)));
        for (const qint64 at : {kRate * 9 / 10, kRate * 21 / 10}) {
            double most = 0;
            for (qint64 i = at; i < at + 200; ++i)
                most = std::max(most, double(std::abs(after[size_t(i)])));
            QVERIFY(most > 0.25 && most < 0.6);
        }
    }

    void keepsUncutPcmBitForBit()
    {
        const auto path = runFfmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s,
                                     u"anoisesrc=d=1:r=44100:seed=3"_s, u"-c:a"_s, u"pcm_s16le"_s},
                                    m_folder / "noise.wav");
        const auto source = openFileSource(path);
        QVERIFY(redactTo(**source, {}, m_folder / "same.wav"));
        QVERIFY(decode(path, 0, 1, 0) == decode(m_folder / "same.wav", 0, 1, 0));
    }

    void cutsOneStreamOfAFilmAndOneChannelOfSix()
    {
        const auto path = runFfmpeg(
            {u"-f"_s,
             u"lavfi"_s,
             u"-i"_s,
             u"testsrc2=size=64x64:rate=25:d=2"_s,
             u"-f"_s,
             u"lavfi"_s,
             u"-i"_s,
             u"sine=1000:d=2:r=48000,volume=4"_s,
             u"-f"_s,
             u"lavfi"_s,
             u"-i"_s,
             u"aevalsrc=0.3*sin(2*PI*500*t)|0.3*sin(2*PI*500*t)|0.3*sin(2*PI*500*t)|0.3*sin(2*PI*500*t)|0.3*sin(2*PI*500*t)|0.3*sin(2*PI*500*t):c=5.1:d=2:s=48000"_s,
             u"-map"_s,
             u"0"_s,
             u"-map"_s,
             u"1"_s,
             u"-map"_s,
             u"2"_s,
             u"-c:v"_s,
             u"libx264"_s,
             u"-pix_fmt"_s,
             u"yuv420p"_s,
             u"-c:a"_s,
             u"aac"_s},
            m_folder / "film.mp4");
        const auto source = openFileSource(path);
        RedactionPlan plan;
        plan.cuts = {cut(**source, 0.5, 1.0, 1), cut(**source, 1.2, 1.6, 2)};
        plan.cuts[1].channels = {2};
        auto output = AtomicOutput::create(m_folder / "film_out.mp4");
        const auto report = redactMedia(**source, plan, {}, **output, {});
        QVERIFY2(report, report ? "" : qPrintable(report.error().text()));
        QVERIFY((*output)->commit());
        QCOMPARE(report->audioStreams, (QList<int>{1, 2}));
        const auto peak = [&](int stream, int channels, int channel, double from, double to) {
            const auto samples = decode(m_folder / "film_out.mp4", stream, channels, channel);
            double most = 0;
            for (auto i = size_t(from * kRate); i < size_t(to * kRate); ++i)
                most = std::max(most, double(std::abs(samples[i])));
            return most;
        };
        QVERIFY(peak(0, 1, 0, 0.5, 1.0) < 0.001);
        QVERIFY(peak(0, 1, 0, 1.2, 1.6) > 0.2);
        QVERIFY(peak(1, 6, 2, 1.2, 1.6) < 0.001);
        QVERIFY(peak(1, 6, 1, 1.2, 1.6) > 0.2);
        QVERIFY(peak(1, 6, 2, 0.5, 1.0) > 0.2);
    }

    void refusesCutsThatMeetNoSound()
    {
        const auto source = openFileSource(makeTone(m_folder / "t.wav", 1.0));
        for (const AudioCut &wrong :
             {cut(**source, 5, 6), AudioCut{0, {100, 100}, {}, Effect::Silence},
              AudioCut{0, {100, 900}, {4}, Effect::Silence},
              AudioCut{3, {100, 900}, {}, Effect::Silence}}) {
            RedactionPlan plan;
            plan.cuts = {wrong};
            const auto report = redactTo(**source, plan, m_folder / "none.wav");
            QVERIFY(!report);
            QCOMPARE(report.error().kind(), ErrorKind::NoMatch);
        }
        QVERIFY(m_folder.listing().filter(u"none"_s).isEmpty());
    }

    void dropsTagsAndCovers()
    {
        const auto path = m_folder / "tagged.mp3";
        runProgram(u"ffmpeg"_s, {u"-v"_s,
                                 u"error"_s,
                                 u"-y"_s,
                                 u"-f"_s,
                                 u"lavfi"_s,
                                 u"-i"_s,
                                 u"sine=d=1"_s,
                                 u"-f"_s,
                                 u"lavfi"_s,
                                 u"-i"_s,
                                 u"testsrc2=size=64x64:d=0.04:r=25"_s,
                                 u"-map"_s,
                                 u"0"_s,
                                 u"-map"_s,
                                 u"1"_s,
                                 u"-c:v"_s,
                                 u"png"_s,
                                 u"-metadata"_s,
                                 u"title=plantedword"_s,
                                 text(path)});
        QVERIFY(readFile(path).contains("plantedword"));
        const auto source = openFileSource(path);
        QVERIFY(redactTo(**source, {}, m_folder / "clean.mp3"));
        const QByteArray bytes = readFile(m_folder / "clean.mp3");
        for (const char *word : {"plantedword", "ID3", "PNG", "TAG", "Lavf5"})
            QVERIFY2(!bytes.contains(word), word);
    }
};

QTEST_GUILESS_MAIN(tst_AudioRedactor)
#include "tst_audioredactor.moc"
