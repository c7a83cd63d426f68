// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/tempfolder.h"
#include "tests/support/tinymedia.h"
#include "tests/verify/outputs.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::verify;

namespace {

constexpr int kFrames = 50;
constexpr int kTick = 512; // of 1/12800 s: one frame
const PixelRect kBox{80, 60, 96, 72};

const QString kMask = u"drawbox=x=80:y=60:w=96:h=72:color=black:t=fill"_s;
const QString kSource = u"testsrc2=size=320x240:rate=25:duration=2"_s;
const QStringList kX264{u"-c:v"_s, u"libx264"_s,  u"-preset"_s, u"veryfast"_s, u"-crf"_s,
                        u"23"_s,   u"-threads"_s, u"1"_s,       u"-pix_fmt"_s, u"yuv420p"_s};

Expectation expecting(const PixelRect &box = kBox)
{
    Expectation expectation;
    expectation.kind = ItemKind::Video;
    expectation.frameTimeBase = {1, 12800};
    expectation.frameSize = QSize(320, 240);
    expectation.withheld = secrets({u"Jane Roe"_s});
    for (int i = 0; i < kFrames; ++i) {
        expectation.framePts.push_back(i * kTick);
        expectation.boxes.push_back({i * kTick, box, {}, true});
    }
    return expectation;
}

VerifyOptions withoutOcr()
{
    VerifyOptions options;
    options.ocr = false;
    return options;
}

} // namespace

class tst_VerifyVideo : public QObject
{
    Q_OBJECT

    TempFolder m_folder;

    QByteArray made(const QString &filter, const QStringList &more = kX264,
                    const char *name = "v.mp4")
    {
        const QStringList input{u"-f"_s, u"lavfi"_s, u"-i"_s, kSource, u"-vf"_s, filter};
        return readFile(runFfmpeg(input + more, m_folder / name));
    }

    /// Adds something to the clean film without coding again.
    QByteArray remuxed(const QStringList &inputs, const QStringList &options, const char *name)
    {
        const auto clean = m_folder.write("clean.mp4", m_clean);
        return readFile(runFfmpeg(QStringList{u"-i"_s, QString::fromStdString(clean.string())} +
                                      inputs + options,
                                  m_folder / name));
    }

    QByteArray m_clean;

private Q_SLOTS:
    void initTestCase() { m_clean = made(kMask); }

    void maskedFilmIsClean_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("mp4, h264") << m_clean;
        QTest::newRow("mkv") << made(kMask, kX264, "v.mkv");
        QTest::newRow("webm, vp9") << made(kMask,
                                           {u"-c:v"_s, u"libvpx-vp9"_s, u"-b:v"_s, u"500k"_s,
                                            u"-deadline"_s, u"realtime"_s, u"-cpu-used"_s, u"8"_s},
                                           "v.webm");
        QTest::newRow("ten bits") << made(kMask,
                                          {u"-c:v"_s, u"libx264"_s, u"-preset"_s, u"ultrafast"_s,
                                           u"-pix_fmt"_s, u"yuv420p10le"_s},
                                          "t.mp4");
        QTest::newRow("avi, mjpeg")
            << made(kMask, {u"-c:v"_s, u"mjpeg"_s, u"-q:v"_s, u"4"_s}, "v.avi");
        QTest::newRow("coloured mask")
            << made(u"drawbox=x=80:y=60:w=96:h=72:color=green:t=fill"_s, kX264, "g.mp4");
    }
    void maskedFilmIsClean()
    {
        QFETCH(QByteArray, bytes);
        const Verification result = verified(bytes, expecting());
        QCOMPARE(summary(result), QByteArray("clean"));
        for (const auto &name : {u"streams"_s, u"metadata"_s, u"side_data"_s, u"timestamps"_s,
                                 u"pixels"_s, u"ocr"_s, u"raw_bytes"_s, u"container"_s})
            QCOMPARE(toString(checkNamed(result, name).outcome), toString(Outcome::Clean));
    }

    void lightMarksThatNobodyPlannedAreFound()
    {
        const QByteArray bytes =
            made(kMask + u",drawbox=x=100:y=90:w=30:h=6:color=white:t=fill"_s, kX264, "l.mp4");
        QCOMPARE(
            toString(checkNamed(verified(bytes, expecting(), withoutOcr()), u"pixels"_s).outcome),
            toString(Outcome::Leak));
    }

    void outlinedMasksAreJudgedWithinTheLine()
    {
        const QString line = kMask + u",drawbox=x=82:y=62:w=92:h=68:color=white:t=2"_s;
        Expectation expectation = expecting();
        for (BoxExpectation &box : expectation.boxes)
            box.colour = qRgb(0, 0, 0);
        const QByteArray bytes = made(line, kX264, "o.mp4");
        QCOMPARE(
            toString(checkNamed(verified(bytes, expectation, withoutOcr()), u"pixels"_s).outcome),
            toString(Outcome::Leak));
        for (BoxExpectation &box : expectation.boxes)
            box.outlined = true;
        QCOMPARE(summary(verified(bytes, expectation, withoutOcr())), QByteArray("clean"));
    }

    void oneFrameWithoutItsMaskIsFound()
    {
        for (const int frame : {0, 17, kFrames - 1}) {
            const QByteArray bytes =
                made(kMask + u":enable='not(eq(n,%1))'"_s.arg(frame), kX264, "hole.mp4");
            const Verification result = verified(bytes, expecting(), withoutOcr());
            QCOMPARE(toString(checkNamed(result, u"pixels"_s).outcome), toString(Outcome::Leak));
            QCOMPARE(result.suspects.size(), 1);
            QCOMPARE(result.suspects.constFirst().pts, Ticks(frame * kTick));
            QCOMPARE(result.suspects.constFirst().rect, kBox);
        }
    }

    void maskBesideThePlaceIsFound()
    {
        const QByteArray bytes =
            made(u"drawbox=x=88:y=60:w=96:h=72:color=black:t=fill"_s, kX264, "beside.mp4");
        QCOMPARE(toString(verified(bytes, expecting(), withoutOcr()).verdict),
                 toString(Outcome::Leak));
    }

    void turnedFilmIsJudgedAsDisplayed()
    {
        // Coded 320x240, displayed 240x320: the box of displayed pixels is turned back.
        const QByteArray bytes =
            remuxed({}, {u"-c"_s, u"copy"_s, u"-metadata:s:v:0"_s, u"rotate=90"_s}, "turned.mp4");
        for (const Turn turn : {Turn::Quarter, Turn::ThreeQuarters}) {
            const DisplayMapping mapping(QSize(320, 240), turn);
            Expectation expectation = expecting(mapping.toDisplayed(kBox));
            expectation.frameSize = QSize(240, 320);
            const Verification result = verified(bytes, expectation, withoutOcr());
            const bool right = checkNamed(result, u"pixels"_s).outcome == Outcome::Clean;
            QCOMPARE(right, turn == Turn::ThreeQuarters); // FFmpeg 5.1 counts against the clock
        }
    }

    void softMasksAreNamed()
    {
        Expectation expectation = expecting();
        for (BoxExpectation &box : expectation.boxes)
            box.solid = false;
        const Verification result = verified(m_clean, expectation, withoutOcr());
        QCOMPARE(toString(result.verdict), toString(Outcome::Clean));
        QVERIFY(checkNamed(result, u"pixels"_s).detail.text().contains(u"50"_s));
    }

    void wrongTimesAreFound_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("a frame is missing")
            << made(kMask + u",select='not(eq(n,20))'"_s,
                    QStringList(kX264) << u"-vsync"_s << u"passthrough"_s, "missing.mp4");
        QTest::newRow("shifted by one frame")
            << made(kMask + u",setpts=PTS+1/25/TB"_s,
                    QStringList(kX264) << u"-vsync"_s << u"passthrough"_s, "shifted.mp4");
        QTest::newRow("shifted by a millisecond")
            << made(kMask + u",settb=1/90000,setpts=PTS+90"_s,
                    QStringList(kX264) << u"-vsync"_s << u"passthrough"_s << u"-enc_time_base"_s
                                       << u"1/90000"_s << u"-video_track_timescale"_s << u"90000"_s,
                    "ms.mp4");
        QTest::newRow("too many frames")
            << made(kMask + u",tpad=stop=2:stop_mode=clone"_s, kX264, "more.mp4");
        QTest::newRow("sped up") << made(kMask + u",setpts=PTS/1.02"_s,
                                         QStringList(kX264) << u"-vsync"_s << u"passthrough"_s
                                                            << u"-enc_time_base"_s << u"1/1000"_s,
                                         "fast.mp4");
    }
    void wrongTimesAreFound()
    {
        QFETCH(QByteArray, bytes);
        const Verification result = verified(bytes, expecting(), withoutOcr());
        QVERIFY2(checkNamed(result, u"timestamps"_s).outcome == Outcome::Leak,
                 summary(result).constData());
    }

    void coarseContainersAreForgivenHalfATick()
    {
        // 30000/1001 frames a second do not fit the milliseconds of Matroska.
        const QString source = u"testsrc2=size=320x240:rate=30000/1001:duration=1,"_s + kMask;
        const QByteArray bytes = readFile(runFfmpeg(
            QStringList{u"-f"_s, u"lavfi"_s, u"-i"_s, source} + kX264, m_folder / "ntsc.mkv"));
        Expectation expectation = expecting();
        expectation.framePts.clear();
        expectation.boxes.clear();
        expectation.frameTimeBase = {1, 30000};
        for (int i = 0; i < 30; ++i) {
            expectation.framePts.push_back(i * 1001);
            expectation.boxes.push_back({i * 1001, kBox, {}, true});
        }
        QCOMPARE(summary(verified(bytes, expectation, withoutOcr())), QByteArray("clean"));
    }

    void whatDoesNotBelongIntoAReleaseIsFound_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("check");
        const auto subtitles =
            m_folder.write("s.srt", "1\n00:00:00,000 --> 00:00:01,000\nhello there\n");
        const auto cover = m_folder.write("c.jpg", encoded(scenery(64, 48), "jpeg"));
        const auto chapters = m_folder.write(
            "ch.txt", ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=1\ntitle=at home\n");
        const auto path = [](const std::filesystem::path &p) {
            return QString::fromStdString(p.string());
        };
        const QStringList both{u"-map"_s, u"0"_s, u"-map"_s, u"1"_s, u"-c"_s, u"copy"_s};
        QTest::newRow("subtitles in mp4")
            << remuxed({u"-i"_s, path(subtitles)}, QStringList(both) << u"-c:s"_s << u"mov_text"_s,
                       "sub.mp4")
            << u"streams"_s;
        QTest::newRow("subtitles in mkv")
            << remuxed({u"-i"_s, path(subtitles)}, QStringList(both) << u"-c:s"_s << u"srt"_s,
                       "sub.mkv")
            << u"streams"_s;
        QTest::newRow("cover picture")
            << remuxed({u"-i"_s, path(cover)},
                       QStringList(both) << u"-disposition:v:1"_s << u"attached_pic"_s, "cover.mp4")
            << u"streams"_s;
        QTest::newRow("attachment") << remuxed({},
                                               {u"-c"_s, u"copy"_s, u"-attach"_s, path(cover),
                                                u"-metadata:s:t"_s, u"mimetype=image/jpeg"_s},
                                               "att.mkv")
                                    << u"streams"_s;
        QTest::newRow("title") << remuxed({},
                                          {u"-c"_s, u"copy"_s, u"-metadata"_s, u"title=somebody"_s},
                                          "title.mp4")
                               << u"metadata"_s;
        QTest::newRow("location") << remuxed({},
                                             {u"-c"_s, u"copy"_s, u"-metadata"_s,
                                              u"location=+52.5-013.4/"_s},
                                             "loc.mp4")
                                  << u"metadata"_s;
        QTest::newRow("time of making") << remuxed({},
                                                   {u"-c"_s, u"copy"_s, u"-metadata"_s,
                                                    u"creation_time=2024-05-06T07:08:09Z"_s},
                                                   "time.mp4")
                                        << u"metadata"_s;
        QTest::newRow("name of a stream")
            << remuxed({}, {u"-c"_s, u"copy"_s, u"-metadata:s:v"_s, u"title=camera of X"_s},
                       "st.mkv")
            << u"metadata"_s;
        QTest::newRow("chapters") << remuxed({u"-i"_s, path(chapters)},
                                             {u"-map_metadata"_s, u"1"_s, u"-c"_s, u"copy"_s},
                                             "ch.mp4")
                                  << u"metadata"_s;
        QTest::newRow("withheld name in a tag")
            << remuxed({}, {u"-c"_s, u"copy"_s, u"-metadata"_s, u"comment=for JANE ROE"_s},
                       "name.mp4")
            << u"raw_bytes"_s;
        QTest::newRow("sound that was not planned")
            << remuxed({u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=d=2"_s},
                       QStringList(both) << u"-c:a"_s << u"aac"_s, "sound.mp4")
            << u"streams"_s;
        QTest::newRow("timecode track")
            << remuxed({}, {u"-c"_s, u"copy"_s, u"-timecode"_s, u"10:00:00:00"_s}, "tc.mov")
            << u"streams"_s;
        QTest::newRow("frames hidden by cutting")
            << readFile(runFfmpeg({u"-ss"_s, u"0.5"_s, u"-i"_s,
                                   path(m_folder.write("c.mp4", m_clean)), u"-c"_s, u"copy"_s},
                                  m_folder / "cut.mp4"))
            << u"streams"_s;
        QTest::newRow("bytes behind the end") << m_clean + QByteArray(500, 'z') << u"container"_s;
        QTest::newRow("box of its own")
            << m_clean + QByteArray("\0\0\0\x20uuid", 8) + QByteArray(24, 'u') << u"container"_s;
        QTest::newRow("padding with something in it") << m_clean +
                                                             QByteArray("\0\0\0\x20"
                                                                        "free",
                                                                        8) +
                                                             QByteArray(24, 'f')
                                                      << u"container"_s;
        QTest::newRow("media data that no frame uses")
            << m_clean + QByteArray("\0\0\1\x08mdat", 8) + QByteArray(256, 'm') << u"container"_s;
    }
    void whatDoesNotBelongIntoAReleaseIsFound()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, check);
        const Verification result = verified(bytes, expecting(), withoutOcr());
        QVERIFY2(checkNamed(result, check).outcome == Outcome::Leak, summary(result).constData());
        QVERIFY(!summary(result).toLower().contains("roe"));
    }

    void facesInsideMasksAreLeaksElsewhereIncomplete()
    {
        VerifyOptions options = withoutOcr();
        QList<PixelRect> faces;
        int calls = 0;
        options.searches = {{u"faces"_s, Message::plain(u"Face"_s),
                             [&](const QImage &picture) -> Result<QList<PixelRect>> {
                                 ++calls;
                                 if (picture.size() != QSize(320, 240))
                                     return Error(ErrorKind::Internal, "test");
                                 return faces;
                             }}};
        QCOMPARE(toString(verified(m_clean, expecting(), options).verdict),
                 toString(Outcome::Clean));
        QVERIFY(calls >= 12 && calls <= 24);
        faces = {{90, 70, 50, 50}};
        QCOMPARE(toString(verified(m_clean, expecting(), options).verdict),
                 toString(Outcome::Leak));
        faces = {{220, 150, 50, 50}};
        QCOMPARE(toString(verified(m_clean, expecting(), options).verdict),
                 toString(Outcome::Incomplete));
        for (int i = 0; i < kFrames; ++i)
            options.searches.front().kept[i * kTick] = {{221, 149, 52, 52}};
        QCOMPARE(toString(verified(m_clean, expecting(), options).verdict),
                 toString(Outcome::Clean));
    }

    void damagedAndForeignFilesAreNeverClean()
    {
        for (const qsizetype size :
             {qsizetype(0), qsizetype(10), m_clean.size() / 3, m_clean.size() - 40})
            QVERIFY(verified(m_clean.left(size), expecting(), withoutOcr()).verdict !=
                    Outcome::Clean);
        for (const char *playlist :
             {"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n",
              "ffconcat version 1.0\nfile /etc/passwd\n"})
            QCOMPARE(toString(verified(playlist, expecting(), withoutOcr()).verdict),
                     toString(Outcome::Incomplete));
        QByteArray bad = m_clean;
        for (qsizetype i = bad.size() / 2; i < bad.size() / 2 + 3000 && i < bad.size(); ++i)
            bad[i] = char(bad[i] ^ 0x5a);
        QVERIFY(verified(bad, expecting(), withoutOcr()).verdict != Outcome::Clean);
    }

    void stopsQuickly()
    {
        std::stop_source stop;
        QElapsedTimer timer;
        qint64 asked = 0;
        const JobContext context(stop.get_token(), [&](qint64 done, qint64) {
            if (done > 0 && !stop.stop_requested()) {
                asked = timer.elapsed();
                stop.request_stop();
            }
        });
        timer.start();
        const auto result = verifyOutput(*memorySource(m_clean), expecting(), {}, context);
        QVERIFY(!result.has_value());
        QCOMPARE(result.error().kind(), ErrorKind::Cancelled);
        QVERIFY(timer.elapsed() - asked < 1000);
    }

    void givesTheSameResultTwice()
    {
        const QByteArray bytes = made(kMask + u":enable='lt(mod(n,7),6)'"_s, kX264, "holes.mp4");
        const Verification first = verified(bytes, expecting(), withoutOcr());
        const Verification second = verified(bytes, expecting(), withoutOcr());
        QCOMPARE(summary(first), summary(second));
        QCOMPARE(first.suspects.size(), second.suspects.size());
        QCOMPARE(first.suspects.size(), 7);
    }
};

QTEST_MAIN(tst_VerifyVideo)
#include "tst_verifyvideo.moc"
