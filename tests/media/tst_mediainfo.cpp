// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/mediainfo.h"
#include "tests/support/faultysource.h"
#include "tests/support/shared.h"
#include "tests/support/tempfolder.h"
#include "tests/support/tinymedia.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace redoubt;
using namespace redoubt::media;
using namespace redoubt::test;
using namespace Qt::StringLiterals;

class tst_MediaInfo : public QObject
{
    Q_OBJECT

private:
    TempFolder m_folder;

    static Result<MediaInfo> probeFile(const std::filesystem::path &path)
    {
        auto source = openFileSource(path);
        if (!source)
            return source.error();
        return probe(**source, {});
    }

    static Result<MediaInfo> probeBytes(const QByteArray &bytes)
    {
        return probe(*memorySource(bytes), {});
    }

private Q_SLOTS:
    void describesVideoAndSound()
    {
        const auto info = probeFile(makeVideo(m_folder / "a.mp4"));
        QVERIFY(info);
        const StreamInfo *video = info->firstOf(StreamKind::Video);
        const StreamInfo *audio = info->firstOf(StreamKind::Audio);
        QVERIFY(video && audio);
        QCOMPARE(video->codec, u"h264"_s);
        QCOMPARE(video->codedSize, QSize(160, 120));
        QCOMPARE(video->turn, Turn::None);
        QCOMPARE(video->frameRate, (Rational{25, 1}));
        QCOMPARE(toSeconds(video->duration, video->timeBase), 1.0);
        QCOMPARE(audio->sampleRate, 48000);
        QCOMPARE(audio->channels, 2);
        QVERIFY(qAbs(info->seconds - 1.0) < 0.05);
    }

    void readsQuarterTurns_data()
    {
        QTest::addColumn<QString>("rotate");
        QTest::addColumn<int>("turn");
        // This option of ffmpeg counts counterclockwise.
        QTest::newRow("90") << u"90"_s << 270;
        QTest::newRow("180") << u"180"_s << 180;
        QTest::newRow("270") << u"270"_s << 90;
    }

    void readsQuarterTurns()
    {
        QFETCH(QString, rotate);
        QFETCH(int, turn);
        const auto plain = makeVideo(m_folder / "plain.mp4");
        const auto path = m_folder / "turned.mp4";
        runProgram(u"ffmpeg"_s,
                   {u"-v"_s, u"error"_s, u"-y"_s, u"-i"_s, QString::fromStdString(plain.string()),
                    u"-c"_s, u"copy"_s, u"-metadata:s:v:0"_s, u"rotate="_s + rotate,
                    QString::fromStdString(path.string())});
        const auto info = probeFile(path);
        QVERIFY(info);
        QCOMPARE(int(info->firstOf(StreamKind::Video)->turn), turn);
        QCOMPARE(info->firstOf(StreamKind::Video)->displayedSize(),
                 turn == 180 ? QSize(160, 120) : QSize(120, 160));
    }

    void listsTagsOfContainerStreamsAndChapters()
    {
        const auto chapters = m_folder.write(
            "c.txt",
            ";FFMETADATA1\ntitle=whole\nlocation=+40.7-074.0/\n[CHAPTER]\nTIMEBASE=1/1000\n"
            "START=0\nEND=500\ntitle=first part\n");
        const auto path = m_folder / "tags.mkv";
        runProgram(u"ffmpeg"_s,
                   {u"-v"_s, u"error"_s, u"-y"_s, u"-i"_s,
                    QString::fromStdString(makeVideo(m_folder / "plain.mp4").string()), u"-i"_s,
                    QString::fromStdString(chapters.string()), u"-map_metadata"_s, u"1"_s,
                    u"-map_chapters"_s, u"1"_s, u"-c"_s, u"copy"_s, u"-metadata:s:a:0"_s,
                    u"language=deu"_s, QString::fromStdString(path.string())});
        const auto info = probeFile(path);
        QVERIFY(info);
        QMap<QString, QString> tags;
        for (const MetadataEntry &entry : info->tags)
            tags[entry.path.toLower()] = entry.value.reveal();
        QCOMPARE(tags.value(u"format.tags.location"_s), u"+40.7-074.0/"_s);
        QCOMPARE(tags.value(u"chapter.0.tags.title"_s), u"first part"_s);
        QCOMPARE(tags.value(u"stream.1.tags.language"_s), u"deu"_s);
    }

    void marksCoverPictures()
    {
        const auto cover = runFfmpeg(
            {u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=size=64x64"_s, u"-frames:v"_s, u"1"_s},
            m_folder / "cover.jpg");
        const auto path = m_folder / "cover.mp4";
        runProgram(u"ffmpeg"_s,
                   {u"-v"_s, u"error"_s, u"-y"_s, u"-i"_s, QString::fromStdString(cover.string()),
                    u"-i"_s, QString::fromStdString(makeVideo(m_folder / "plain.mp4").string()),
                    u"-map"_s, u"0"_s, u"-map"_s, u"1"_s, u"-c"_s, u"copy"_s, u"-disposition:v:0"_s,
                    u"attached_pic"_s, QString::fromStdString(path.string())});
        const auto info = probeFile(path);
        QVERIFY(info);
        QCOMPARE(info->streams.size(), 3);
        QCOMPARE(info->firstOf(StreamKind::Video)->codedSize, QSize(160, 120));
    }

    void refusesPlaylistsAndText_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("hls") << QByteArray(
            "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n/etc/passwd\n#EXT-X-ENDLIST\n");
        QTest::newRow("concat") << QByteArray("ffconcat version 1.0\nfile '/etc/passwd'\n");
        QTest::newRow("dash") << QByteArray(
            "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" "
            "type=\"static\"><Period><AdaptationSet><Representation><BaseURL>file:///etc/passwd"
            "</BaseURL></Representation></AdaptationSet></Period></MPD>");
        QTest::newRow("sdp") << QByteArray("v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 "
                                           "127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n");
        QTest::newRow("subtitles") << QByteArray("1\n00:00:01,000 --> 00:00:02,000\nJane Roe\n\n");
        QTest::newRow("text") << QByteArray("A letter about nothing in particular.\n").repeated(99);
        QTest::newRow("rtf") << QByteArray("{\\rtf1 hello}");
    }

    void refusesPlaylistsAndText()
    {
        QFETCH(QByteArray, bytes);
        const auto info = probeBytes(bytes);
        QVERIFY(!info);
        QVERIFY2(info.error().kind() == ErrorKind::Unsupported ||
                     info.error().kind() == ErrorKind::Damaged,
                 toString(info.error().kind()));
        QVERIFY(!info.error().text().isEmpty());
    }

    void refusesPictures()
    {
        const auto png = runFfmpeg(
            {u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=size=64x64"_s, u"-frames:v"_s, u"1"_s},
            m_folder / "p.png");
        const auto info = probeFile(png);
        QVERIFY(!info);
        QCOMPARE(info.error().kind(), ErrorKind::Unsupported);
    }

    void survivesEveryTruncation()
    {
        const QByteArray whole = readFile(makeVideo(m_folder / "t.mkv"));
        int described = 0;
        for (qsizetype size = 0; size < whole.size(); size += 1 + whole.size() / 29)
            described += probeBytes(whole.left(size)) ? 1 : 0;
        QVERIFY(described > 0);
    }

    void survivesGarbage()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 15; ++round) {
            QByteArray bytes(4096, Qt::Uninitialized);
            random.fillRange(reinterpret_cast<quint32 *>(bytes.data()), bytes.size() / 4);
            std::ignore = probeBytes(bytes); // whatever it says, it must come back
        }
    }

    void passesOnErrorsOfTheSource()
    {
        const QByteArray whole = readFile(makeVideo(m_folder / "t.mp4"));
        const auto info = probe(FaultySource(whole, Fault::Fail, 100), {});
        QVERIFY(!info);
        QCOMPARE(info.error().kind(), ErrorKind::Io);
    }

    void stopsWhenCancelled()
    {
        std::stop_source stop;
        stop.request_stop();
        const auto source = openFileSource(makeVideo(m_folder / "t.mp4"));
        const auto info = probe(**source, JobContext(stop.get_token()));
        QVERIFY(!info);
        QCOMPARE(info.error().kind(), ErrorKind::Cancelled);
    }

    void describesRealFiles()
    {
        REDOUBT_REQUIRE_SHARED();
        int count = 0;
        for (const auto &entry :
             std::filesystem::directory_iterator(*sharedFolder() / "media" / "video")) {
            if (!entry.is_regular_file() || entry.path().extension() == ".json")
                continue;
            const auto info = probeFile(entry.path());
            QVERIFY2(info && info->firstOf(StreamKind::Video), entry.path().c_str());
            ++count;
        }
        QVERIFY(count > 3);
    }

    void survivesMalformedFiles()
    {
        REDOUBT_REQUIRE_SHARED();
        for (const auto &entry :
             std::filesystem::directory_iterator(*sharedFolder() / "media" / "malformed"))
            std::ignore = probeFile(entry.path());
    }
};

QTEST_GUILESS_MAIN(tst_MediaInfo)
#include "tst_mediainfo.moc"
