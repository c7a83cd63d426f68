// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/tempfolder.h"
#include "tests/support/tinymedia.h"
#include "tests/verify/outputs.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::verify;

namespace {

Expectation expecting()
{
    Expectation expectation;
    expectation.kind = ItemKind::Audio;
    expectation.audioStreams = 1;
    expectation.cuts.push_back({0, 1.0, 2.0, {}, true});
    return expectation;
}

} // namespace

class tst_VerifyAudio : public QObject
{
    Q_OBJECT

    TempFolder m_folder;

    /// Speech for three seconds with a filter on it.
    QByteArray made(const QString &filter, const char *name, const QStringList &more = {})
    {
        return readFile(runFfmpeg(
            QStringList{u"-i"_s, m_speech, u"-ac"_s, u"2"_s, u"-ar"_s, u"48000"_s, u"-filter:a"_s,
                        u"aformat=channel_layouts=stereo,"_s + filter, u"-t"_s, u"3"_s} +
                more,
            m_folder / name));
    }

    QString m_speech;
    const QString m_mute = u"volume=0:enable='between(t,1,2)'"_s;
    // FFmpeg switches whole blocks; short ones keep the cut exact.
    const QString m_fine = u"asetnsamples=48,"_s;

private Q_SLOTS:
    void initTestCase()
    {
        const auto speech = makeSpeech(
            m_folder / "speech.wav",
            u"The quick brown fox jumps over the lazy dog while everybody watches it from here."_s);
        const auto loud =
            runFfmpeg({u"-i"_s, QString::fromStdString(speech.string()), u"-af"_s,
                       u"aresample=48000,loudnorm=I=-14,aresample=48000,apad"_s, u"-t"_s, u"4"_s},
                      m_folder / "loud.wav");
        m_speech = QString::fromStdString(loud.string());
    }

    void silencedSpeechIsClean_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("wav") << made(m_fine + m_mute, "a.wav");
        QTest::newRow("flac") << made(m_fine + m_mute, "a.flac");
        QTest::newRow("m4a") << made(m_fine + m_mute, "a.m4a", {u"-c:a"_s, u"aac"_s});
        QTest::newRow("m4a of low rate")
            << made(m_fine + m_mute, "l.m4a", {u"-c:a"_s, u"aac"_s, u"-b:a"_s, u"48k"_s});
        QTest::newRow("opus") << made(m_fine + m_mute, "a.ogg", {u"-c:a"_s, u"libopus"_s});
        // Not bit-exact: then the header would not say how many samples the encoder put in front.
        runProgram(u"ffmpeg"_s,
                   {u"-v"_s, u"error"_s, u"-y"_s, u"-i"_s, m_speech, u"-af"_s, m_fine + m_mute,
                    u"-t"_s, u"3"_s, u"-map_metadata"_s, u"-1"_s, u"-b:a"_s, u"128k"_s,
                    QString::fromStdString((m_folder / "a.mp3").string())});
        QTest::newRow("mp3") << readFile(m_folder / "a.mp3");
    }
    void silencedSpeechIsClean()
    {
        QFETCH(QByteArray, bytes);
        const Verification result = verified(bytes, expecting());
        QCOMPARE(summary(result), QByteArray("clean"));
        QCOMPARE(toString(checkNamed(result, u"audio_energy"_s).outcome), toString(Outcome::Clean));
    }

    void soundThatIsLeftIsFound_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QStringList>("codec");
        QTest::addColumn<QString>("name");
        const QStringList aac{u"-c:a"_s, u"aac"_s};
        const struct
        {
            const char *row;
            QString filter;
        } rows[] = {
            {"nothing muted", u"anull"_s},
            {"one channel left", u"aeval='if(between(t,1,2),0,val(0))|val(1)':c=same"_s},
            {"twenty milliseconds more at the start",
             m_fine + u"volume=0:enable='between(t,1.02,2)'"_s},
            {"forty milliseconds more at the end",
             m_fine + u"volume=0:enable='between(t,1,1.96)'"_s},
            {"a hole in the middle",
             m_fine + u"volume=0:enable='between(t,1,1.45)+between(t,1.47,2)'"_s},
            {"only turned down", u"volume=0.05:enable='between(t,1,2)'"_s},
        };
        for (const auto &row : rows) {
            // A steady sound everywhere, so that the places in question are never pauses.
            const QString hum =
                u"aeval='val(0)*0.3+0.3*sin(2*PI*300*t)|val(1)*0.3+0.3*sin(2*PI*300*t)':c=same,"_s;
            QTest::addRow("%s, wav", row.row) << hum + row.filter << QStringList() << u"x.wav"_s;
            QTest::addRow("%s, m4a", row.row) << hum + row.filter << aac << u"x.m4a"_s;
        }
    }
    void soundThatIsLeftIsFound()
    {
        QFETCH(QString, filter);
        QFETCH(QStringList, codec);
        QFETCH(QString, name);
        const Verification result =
            verified(made(filter, name.toLatin1().constData(), codec), expecting());
        QCOMPARE(toString(checkNamed(result, u"audio_energy"_s).outcome), toString(Outcome::Leak));
        QCOMPARE(toString(result.verdict), toString(Outcome::Leak));
    }

    void onlyTheNamedChannelsMustBeSilent()
    {
        const QByteArray bytes =
            made(u"aeval='if(between(t,1,2),0,val(0))|val(1)':c=same"_s, "c.wav");
        Expectation expectation = expecting();
        expectation.cuts[0].channels = {0};
        QCOMPARE(toString(verified(bytes, expectation).verdict), toString(Outcome::Clean));
        expectation.cuts[0].channels = {1};
        QCOMPARE(toString(verified(bytes, expectation).verdict), toString(Outcome::Leak));
    }

    void cutsBelongToTheirStream()
    {
        const auto quiet = m_folder.write("q.wav", made(m_fine + m_mute, "q0.wav"));
        const QByteArray both =
            readFile(runFfmpeg({u"-i"_s, QString::fromStdString(quiet.string()), u"-i"_s, m_speech,
                                u"-map"_s, u"0"_s, u"-map"_s, u"1"_s, u"-c:a"_s, u"flac"_s},
                               m_folder / "two.mkv"));
        Expectation expectation = expecting();
        expectation.audioStreams = 2;
        QCOMPARE(toString(checkNamed(verified(both, expectation), u"audio_energy"_s).outcome),
                 toString(Outcome::Clean));
        expectation.cuts.push_back({1, 1.0, 2.0, {}, true});
        QCOMPARE(toString(checkNamed(verified(both, expectation), u"audio_energy"_s).outcome),
                 toString(Outcome::Leak));
        expectation.cuts[1].audioStream = 2;
        QCOMPARE(toString(checkNamed(verified(both, expectation), u"audio_energy"_s).outcome),
                 toString(Outcome::Incomplete));
    }

    void bleepAndNoiseAreSteadySpeechIsNot()
    {
        Expectation expectation = expecting();
        expectation.cuts[0].silent = false;
        const QString bleep =
            u"aeval='if(between(t,1,2),0.1*sin(2*PI*1000*t),val(0))|if(between(t,1,2),0.1*sin(2*PI*1000*t),val(1))':c=same"_s;
        const QString noise =
            u"aeval='if(between(t,1,2),0.1*(random(0)-0.5),val(0))|if(between(t,1,2),0.1*(random(1)-0.5),val(1))':c=same"_s;
        QCOMPARE(summary(verified(made(bleep, "b.wav"), expectation)), QByteArray("clean"));
        QCOMPARE(summary(verified(made(bleep, "b.m4a", {u"-c:a"_s, u"aac"_s}), expectation)),
                 QByteArray("clean"));
        QCOMPARE(summary(verified(made(noise, "n.wav"), expectation)), QByteArray("clean"));
        QCOMPARE(summary(verified(made(noise, "n.ogg", {u"-c:a"_s, u"libopus"_s}), expectation)),
                 QByteArray("clean"));
        QCOMPARE(toString(verified(made(u"anull"_s, "s.wav"), expectation).verdict),
                 toString(Outcome::Leak));
        QCOMPARE(toString(verified(made(m_fine + u"volume=0.05:enable='between(t,1,2)'"_s, "d.wav"),
                                   expectation)
                              .verdict),
                 toString(Outcome::Leak));
    }

    void coverPicturesAndTagsAreFound()
    {
        const auto cover = m_folder.write("c.jpg", encoded(scenery(64, 48), "jpeg"));
        const auto sound =
            m_folder.write("clean.m4a", made(m_fine + m_mute, "k.m4a", {u"-c:a"_s, u"aac"_s}));
        const QString in = QString::fromStdString(sound.string());
        const QByteArray withCover = readFile(runFfmpeg(
            {u"-i"_s, in, u"-i"_s, QString::fromStdString(cover.string()), u"-map"_s, u"0"_s,
             u"-map"_s, u"1"_s, u"-c"_s, u"copy"_s, u"-disposition:v"_s, u"attached_pic"_s},
            m_folder / "cover.m4a"));
        QCOMPARE(toString(checkNamed(verified(withCover, expecting()), u"streams"_s).outcome),
                 toString(Outcome::Leak));
        for (const char *name : {"t.m4a", "t.mka", "t.wav", "t.flac", "t.ogg"}) {
            QStringList codec{u"-metadata"_s, u"artist=somebody"_s};
            if (QByteArray(name) == "t.ogg")
                codec << u"-c:a"_s << u"libopus"_s;
            QCOMPARE(toString(checkNamed(verified(made(m_fine + m_mute, name, codec), expecting()),
                                         u"metadata"_s)
                                  .outcome),
                     toString(Outcome::Leak));
        }
    }

    void bytesBehindAWaveAreFound()
    {
        const QByteArray clean = made(m_fine + m_mute, "w.wav");
        QCOMPARE(
            toString(checkNamed(verified(clean + QByteArray(99, 'x'), expecting()), u"container"_s)
                         .outcome),
            toString(Outcome::Leak));
        QByteArray chunk = clean + QByteArray("prVt\x10\0\0\0", 8) + QByteArray(16, 'b');
        const quint32 size = quint32(chunk.size() - 8);
        for (int i = 0; i < 4; ++i)
            chunk[4 + i] = char(size >> (8 * i));
        const Verification result = verified(chunk, expecting());
        QVERIFY2(checkNamed(result, u"container"_s).outcome == Outcome::Leak,
                 summary(result).constData());
    }

    void cutsWithoutSoundAreNotGuessed()
    {
        Expectation expectation = expecting();
        expectation.cuts.push_back({0, 50.0, 60.0, {}, true}); // behind the end: nothing to hear
        expectation.cuts.push_back({0, 1.5, 1.51, {}, true});  // all guard
        const Verification result = verified(made(m_fine + m_mute, "e.wav"), expectation);
        QCOMPARE(toString(result.verdict), toString(Outcome::Clean));
        QVERIFY(!checkNamed(result, u"audio_energy"_s).detail.isEmpty());
        expectation.audioStreams = 0;
        QCOMPARE(toString(verified(made(m_fine + m_mute, "f.wav"), expectation).verdict),
                 toString(Outcome::Leak));
    }
};

QTEST_GUILESS_MAIN(tst_VerifyAudio)
#include "tst_verifyaudio.moc"
