// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/videoreader.h"
#include "tests/support/faultysource.h"
#include "tests/support/shared.h"
#include "tests/support/tempfolder.h"
#include "tests/support/tinymedia.h"

#include <QtTest>

using namespace redoubt;
using namespace redoubt::media;
using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace {

QString text(const std::filesystem::path &path)
{
    return QString::fromStdString(path.string());
}

std::unique_ptr<ByteSource> sourceOf(const std::filesystem::path &path)
{
    auto source = openFileSource(path);
    if (!source)
        qFatal("cannot open a test file");
    return std::move(*source);
}

std::vector<Ticks> readTimes(const ByteSource &source, int stream, int threads)
{
    auto reader =
        VideoReader::open(source, stream, {QSize(64, 64), QImage::Format_BGR888, threads}, {});
    if (!reader)
        return {};
    std::vector<Ticks> times;
    while (auto frame = (*reader)->skip()) {
        if (!*frame)
            break;
        times.push_back((*frame)->pts);
    }
    return times;
}

std::vector<Ticks> indexTimes(const ByteSource &source, int stream)
{
    const auto index = indexFrames(source, stream, {});
    std::vector<Ticks> times;
    if (index) {
        for (const auto &entry : index->frames)
            times.push_back(entry.pts);
    }
    return times;
}

} // namespace

class tst_VideoReader : public QObject
{
    Q_OBJECT

private:
    TempFolder m_folder;

    // Every form of timing that containers know, in a small file each.
    std::filesystem::path make(const QString &kind)
    {
        const auto at = [this](const char *name) { return m_folder / name; };
        const QStringList picture{u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=size=160x120:rate=25"_s};
        const QStringList x264{u"-frames:v"_s, u"60"_s,        u"-c:v"_s,     u"libx264"_s,
                               u"-preset"_s,   u"ultrafast"_s, u"-pix_fmt"_s, u"yuv420p"_s};
        if (kind == u"bframes"_s)
            return runFfmpeg(picture + x264 + QStringList{u"-bf"_s, u"3"_s, u"-g"_s, u"12"_s},
                             at("b.mp4"));
        if (kind == u"vfr"_s)
            return runFfmpeg(picture +
                                 QStringList{u"-vf"_s, u"select='not(mod(n\\,3))+gt(n\\,30)'"_s,
                                             u"-vsync"_s, u"vfr"_s, u"-bf"_s, u"2"_s} +
                                 x264,
                             at("vfr.mp4"));
        if (kind == u"mkv"_s)
            return runFfmpeg(picture + x264 + QStringList{u"-bf"_s, u"2"_s}, at("m.mkv"));
        if (kind == u"ts"_s)
            return runFfmpeg(picture + x264 + QStringList{u"-bf"_s, u"2"_s}, at("t.ts"));
        if (kind == u"avi_mjpeg"_s)
            return runFfmpeg(picture + QStringList{u"-frames:v"_s, u"60"_s, u"-c:v"_s, u"mjpeg"_s},
                             at("j.avi"));
        if (kind == u"avi_bframes"_s)
            return runFfmpeg(picture + QStringList{u"-frames:v"_s, u"60"_s, u"-c:v"_s, u"mpeg4"_s,
                                                   u"-bf"_s, u"2"_s},
                             at("x.avi"));
        if (kind == u"raw_h264"_s)
            return runFfmpeg(picture + x264 + QStringList{u"-bf"_s, u"2"_s}, at("r.h264"));
        if (kind == u"webm"_s)
            return runFfmpeg(picture + QStringList{u"-frames:v"_s, u"30"_s, u"-c:v"_s,
                                                   u"libvpx-vp9"_s, u"-deadline"_s, u"realtime"_s,
                                                   u"-cpu-used"_s, u"8"_s},
                             at("v.webm"));
        if (kind == u"offset"_s)
            return runFfmpeg(picture + x264 + QStringList{u"-output_ts_offset"_s, u"5"_s},
                             at("o.mp4"));
        if (kind == u"editlist"_s) {
            const auto whole =
                runFfmpeg(picture + x264 + QStringList{u"-g"_s, u"25"_s}, at("w.mp4"));
            return runFfmpeg({u"-ss"_s, u"0.5"_s, u"-i"_s, text(whole), u"-c"_s, u"copy"_s},
                             at("e.mp4"));
        }
        qFatal("no such kind");
        return {};
    }

    static void kinds()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"bframes", "vfr", "mkv", "ts", "avi_mjpeg", "avi_bframes",
                                 "raw_h264", "webm", "offset", "editlist"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }

private Q_SLOTS:
    void brightnessAndPictureAreThoseOfNext_data()
    {
        QTest::addColumn<QString>("pixels");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QSize>("fit");
        QTest::addColumn<QSize>("luma"); // whole numbers of pixels in one, never smaller than fit
        QTest::newRow("full size") << u"yuv420p"_s << QSize(160, 120) << QSize() << QSize(160, 120);
        QTest::newRow("half") << u"yuv420p"_s << QSize(160, 120) << QSize(80, 60) << QSize(80, 60);
        QTest::newRow("third") << u"yuv422p"_s << QSize(192, 108) << QSize(64, 36) << QSize(64, 36);
        QTest::newRow("fifth") << u"yuv420p"_s << QSize(202, 112) << QSize(40, 40) << QSize(40, 22);
        QTest::newRow("two thirds")
            << u"yuv444p"_s << QSize(160, 120) << QSize(107, 80) << QSize(160, 120);
        QTest::newRow("odd") << u"yuv444p"_s << QSize(161, 121) << QSize(80, 60) << QSize(80, 60);
        QTest::newRow("whole range")
            << u"yuvj420p"_s << QSize(160, 120) << QSize(80, 60) << QSize(80, 60);
        QTest::newRow("brightness only")
            << u"gray"_s << QSize(160, 120) << QSize(80, 60) << QSize(80, 60);
        QTest::newRow("ten bits") << u"yuv420p10le"_s << QSize(160, 120) << QSize(80, 60)
                                  << QSize(80, 60);
        QTest::newRow("red, green, blue")
            << u"bgr0"_s << QSize(160, 120) << QSize(80, 60) << QSize(80, 60);
    }
    void brightnessAndPictureAreThoseOfNext()
    {
        QFETCH(QString, pixels);
        QFETCH(QSize, size);
        QFETCH(QSize, fit);
        QFETCH(QSize, luma);
        const auto path = runFfmpeg(
            {u"-f"_s, u"lavfi"_s, u"-i"_s,
             u"testsrc2=size=320x240:rate=25,scale=%1:%2"_s.arg(size.width()).arg(size.height()),
             u"-frames:v"_s, u"3"_s, u"-c:v"_s, pixels == u"bgr0" ? u"ffvhuff"_s : u"ffv1"_s,
             u"-pix_fmt"_s, pixels == u"bgr0" ? u"rgb24"_s : pixels},
            m_folder / "luma.mkv");
        const auto source = sourceOf(path);
        const VideoReadOptions options{fit, QImage::Format_BGR888, 1};
        auto whole = VideoReader::open(*source, 0, options, {});
        auto bright = VideoReader::open(*source, 0, options, {});
        auto scaler = VideoReader::open(*source, 0, {fit, QImage::Format_Grayscale8, 1}, {});
        QVERIFY(whole && bright && scaler);
        int frames = 0;
        for (;; ++frames) {
            const auto expected = (*whole)->next();
            const auto got = (*bright)->nextLuma();
            const auto reference = (*scaler)->next();
            QVERIFY(expected && got && reference);
            QCOMPARE(bool(*got), bool(*expected));
            if (!*got)
                break;
            QCOMPARE((*got)->pts, (*expected)->pts);
            QCOMPARE((*got)->sourceSize, size);
            QCOMPARE((*got)->image.format(), QImage::Format_Grayscale8);
            QCOMPARE((*got)->image.size(), luma);
            const auto picture = (*bright)->picture(**got);
            QVERIFY(picture);
            QCOMPARE(*picture, (*expected)->image);
            const QImage &grey = (*reference)->image;
            const QImage same =
                (*got)->image.scaled(grey.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
            qint64 difference = 0;
            for (int y = 0; y < grey.height(); ++y) {
                for (int x = 0; x < grey.width(); ++x)
                    difference += std::abs(qGray(grey.pixel(x, y)) - qGray(same.pixel(x, y)));
            }
            // Colours that lie outside of the cube are cut off in one of the two.
            QVERIFY2(
                difference < 12LL * grey.width() * grey.height(),
                qPrintable(QString::number(double(difference) / grey.width() / grey.height())));
        }
        QCOMPARE(frames, 3);
    }

    void brightnessIsTurnedAsThePictureIs()
    {
        const auto flat =
            runFfmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=size=160x90:rate=25"_s,
                       u"-frames:v"_s, u"2"_s, u"-pix_fmt"_s, u"yuv420p"_s},
                      m_folder / "flat.mp4");
        const auto turned =
            runFfmpeg({u"-i"_s, text(flat), u"-c"_s, u"copy"_s, u"-metadata:s:v"_s, u"rotate=90"_s},
                      m_folder / "turned.mp4");
        const auto source = sourceOf(turned);
        auto reader = VideoReader::open(*source, 0, {QSize(45, 80), QImage::Format_BGR888, 1}, {});
        QVERIFY(reader);
        const auto frame = (*reader)->nextLuma();
        QVERIFY(frame && *frame);
        const auto picture = (*reader)->picture(**frame);
        QVERIFY(picture);
        if ((*reader)->info().turn == Turn::None)
            QSKIP("this ffmpeg does not write the turn");
        QCOMPARE((*frame)->image.size(), QSize(45, 80));
        QCOMPARE(picture->size(), QSize(45, 80));
        const auto without = (*reader)->picture(VideoFrame());
        QCOMPARE(without.error().kind(), ErrorKind::Internal);
    }

    void namesFramesAsTheIndexDoes_data() { kinds(); }
    void namesFramesAsTheIndexDoes()
    {
        QFETCH(QString, kind);
        const auto source = sourceOf(make(kind));
        const std::vector<Ticks> times = readTimes(*source, 0, 1);
        QVERIFY(times.size() >= 20);
        QVERIFY(std::adjacent_find(times.begin(), times.end(), std::greater_equal<>()) ==
                times.end());
        QCOMPARE(indexTimes(*source, 0), times);
        QCOMPARE(readTimes(*source, 0, 3), times);
    }

    void givesTheTimesThatFfprobeGives_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"bframes", "vfr", "mkv", "ts", "avi_mjpeg", "webm", "offset"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }
    void givesTheTimesThatFfprobeGives()
    {
        QFETCH(QString, kind);
        const auto path = make(kind);
        const QByteArray printed = runProgram(
            u"ffprobe"_s, {u"-v"_s, u"error"_s, u"-select_streams"_s, u"v:0"_s, u"-show_entries"_s,
                           u"frame=best_effort_timestamp"_s, u"-of"_s, u"csv=p=0"_s, text(path)});
        std::vector<Ticks> expected;
        for (const QByteArray &line : printed.split('\n')) {
            if (!line.trimmed().isEmpty())
                expected.push_back(line.trimmed().split(',').first().toLongLong());
        }
        QCOMPARE(readTimes(*sourceOf(path), 0, 1), expected);
    }

    void seeksToTheFrameThatIsShown_data() { kinds(); }
    void seeksToTheFrameThatIsShown()
    {
        QFETCH(QString, kind);
        const auto source = sourceOf(make(kind));
        auto reader = VideoReader::open(*source, 0, {QSize(), QImage::Format_RGB32, 1}, {});
        QVERIFY(reader);
        std::vector<std::pair<Ticks, QImage>> frames;
        for (;;) {
            auto frame = (*reader)->next();
            QVERIFY(frame);
            if (!*frame)
                break;
            frames.emplace_back((*frame)->pts, (*frame)->image);
        }
        for (size_t step = 0; step < frames.size(); step += 5) {
            const size_t i = step * 17 % frames.size();
            const Ticks end = i + 1 < frames.size() ? frames[i + 1].first : frames[i].first + 1;
            for (const Ticks wanted : {frames[i].first, (frames[i].first + end - 1) / 2, end - 1}) {
                if (wanted < frames[i].first)
                    continue;
                QVERIFY((*reader)->seek(wanted));
                auto frame = (*reader)->next();
                QVERIFY(frame && *frame);
                QCOMPARE((*frame)->pts, frames[i].first);
                QVERIFY((*frame)->image == frames[i].second);
            }
            if (i + 1 < frames.size()) {
                auto after = (*reader)->next();
                QVERIFY(after && *after);
                QCOMPARE((*after)->pts, frames[i + 1].first);
            }
        }
        QVERIFY((*reader)->seek(frames.front().first - 100));
        QCOMPARE((**(*reader)->next()).pts, frames.front().first);
    }

    void showsTurnedPicturesUpright_data()
    {
        QTest::addColumn<int>("turn");
        for (const int turn : {90, 180, 270})
            QTest::addRow("%d", turn) << turn;
    }
    void showsTurnedPicturesUpright()
    {
        QFETCH(int, turn);
        // White spot in the coded top left corner.
        const auto plain = runFfmpeg(
            {u"-f"_s, u"lavfi"_s, u"-i"_s,
             u"color=black:size=160x96,drawbox=x=0:y=0:w=32:h=32:color=white:t=fill"_s,
             u"-frames:v"_s, u"3"_s, u"-c:v"_s, u"libx264"_s, u"-pix_fmt"_s, u"yuv420p"_s},
            m_folder / "spot.mp4");
        const auto path = m_folder / "turned.mp4";
        runProgram(u"ffmpeg"_s,
                   {u"-v"_s, u"error"_s, u"-y"_s, u"-i"_s, text(plain), u"-c"_s, u"copy"_s,
                    u"-metadata:s:v:0"_s, u"rotate=%1"_s.arg(turn), text(path)});
        const auto source = sourceOf(path);
        auto reader = VideoReader::open(*source, 0, {}, {});
        QVERIFY(reader);
        const auto frame = (*reader)->next();
        QVERIFY(frame && *frame);
        const QImage &image = (*frame)->image;
        QCOMPARE((*frame)->sourceSize, turn == 180 ? QSize(160, 96) : QSize(96, 160));
        QCOMPARE(image.size(), (*frame)->sourceSize);
        // What ffmpeg itself shows, as grey values.
        const QByteArray shown = runProgram(
            u"ffmpeg"_s, {u"-v"_s, u"error"_s, u"-i"_s, text(path), u"-frames:v"_s, u"1"_s,
                          u"-pix_fmt"_s, u"gray"_s, u"-f"_s, u"rawvideo"_s, u"-"_s});
        QCOMPARE(shown.size(), qsizetype(image.width()) * image.height());
        int white = 0;
        for (int y = 4; y < image.height(); y += 8) {
            for (int x = 4; x < image.width(); x += 8) {
                const bool expected = uchar(shown[qsizetype(y) * image.width() + x]) > 128;
                QCOMPARE(image.pixelColor(x, y).lightness() > 128, expected);
                white += expected ? 1 : 0;
            }
        }
        QCOMPARE(white, 16);
    }

    void scalesToFitAndNeverEnlarges()
    {
        const auto source = sourceOf(makeVideo(m_folder / "s.mp4"));
        for (const auto &[room, expected] : std::initializer_list<std::pair<QSize, QSize>>{
                 {{80, 80}, {80, 60}}, {{400, 400}, {160, 120}}, {{160, 30}, {40, 30}}}) {
            auto reader = VideoReader::open(*source, 0, {room}, {});
            QVERIFY(reader);
            const auto frame = (*reader)->next();
            QCOMPARE((*frame)->image.size(), expected);
            QCOMPARE((*frame)->sourceSize, QSize(160, 120));
        }
    }

    void keepsFullRangeApart()
    {
        // Luma 128 is 128 in full range and 130 in limited range.
        const auto path =
            runFfmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"color=white:size=64x64"_s, u"-frames:v"_s,
                       u"2"_s, u"-c:v"_s, u"mjpeg"_s, u"-pix_fmt"_s, u"yuvj420p"_s},
                      m_folder / "full.mov");
        const auto source = sourceOf(path);
        auto reader = VideoReader::open(*source, 0, {}, {});
        const auto frame = (*reader)->next();
        QVERIFY(frame && *frame);
        QVERIFY((*frame)->image.pixelColor(30, 30).lightness() >= 253);
    }

    void flagsDamageUntilTheNextKeyFrame()
    {
        const auto path =
            runFfmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=size=320x240:rate=25"_s,
                       u"-frames:v"_s, u"50"_s, u"-c:v"_s, u"libx264"_s, u"-bf"_s, u"0"_s, u"-g"_s,
                       u"25"_s, u"-pix_fmt"_s, u"yuv420p"_s},
                      m_folder / "d.mkv");
        QByteArray bytes = readFile(path);
        for (qsizetype i = bytes.size() / 5; i < bytes.size() / 5 + 600; ++i)
            bytes[i] = char(~bytes[i]);
        const auto source = memorySource(bytes);
        auto reader = VideoReader::open(*source, 0, {QSize(32, 32)}, {});
        QVERIFY(reader);
        int corrupt = 0;
        int clean = 0;
        Ticks last = -1;
        for (;;) {
            const auto frame = (*reader)->next();
            QVERIFY(frame);
            if (!*frame)
                break;
            ((*frame)->corrupt ? corrupt : clean)++;
            last = (*frame)->corrupt ? last : (*frame)->pts;
        }
        QVERIFY2(corrupt >= 2, qPrintable(QString::number(corrupt)));
        QVERIFY(clean >= 25);
        QVERIFY(last >= 1900);
    }

    void survivesTruncationAndFlippedBits()
    {
        const QByteArray whole = readFile(make(u"bframes"_s));
        for (qint64 at = 0; at < whole.size(); at += 1 + whole.size() / 31) {
            for (const Fault fault : {Fault::Shorten, Fault::Flip, Fault::Fail}) {
                const FaultySource source(whole, fault, at);
                auto reader = VideoReader::open(source, 0, {QSize(32, 32)}, {});
                while (reader) {
                    const auto frame = (*reader)->next();
                    if (!frame || !*frame)
                        break;
                }
            }
        }
    }

    void refusesStreamsThatAreNoVideo()
    {
        const auto source = sourceOf(makeVideo(m_folder / "v.mp4"));
        for (const int stream : {1, 2, -1, 1000}) {
            const auto reader = VideoReader::open(*source, stream, {}, {});
            QVERIFY(!reader);
            QCOMPARE(reader.error().kind(), ErrorKind::Invalid);
            QVERIFY(!indexFrames(*source, stream, {}));
        }
    }

    void stopsWhenCancelled()
    {
        const auto source = sourceOf(makeVideo(m_folder / "v.mp4"));
        std::stop_source stop;
        auto reader = VideoReader::open(*source, 0, {}, JobContext(stop.get_token()));
        QVERIFY(reader && (*reader)->next());
        stop.request_stop();
        const auto frame = (*reader)->next();
        QVERIFY(!frame);
        QCOMPARE(frame.error().kind(), ErrorKind::Cancelled);
    }

    void findsTheFrameAtAnInstant()
    {
        FrameIndex index;
        index.frames = {{10, true}, {20, false}, {35, false}};
        QCOMPARE(index.indexAt(0), size_t(0));
        QCOMPARE(index.indexAt(10), size_t(0));
        QCOMPARE(index.indexAt(19), size_t(0));
        QCOMPARE(index.indexAt(20), size_t(1));
        QCOMPARE(index.indexAt(34), size_t(1));
        QCOMPARE(index.indexAt(1000), size_t(2));
    }

    void agreesWithTheIndexOnRealFiles()
    {
        REDOUBT_REQUIRE_SHARED();
        for (const auto &entry :
             std::filesystem::directory_iterator(*sharedFolder() / "media" / "video")) {
            if (!entry.is_regular_file() || entry.path().extension() == ".json")
                continue;
            const auto source = sourceOf(entry.path());
            const auto info = probe(*source, {});
            QVERIFY(info);
            const int stream = info->firstOf(StreamKind::Video)->index;
            const auto times = readTimes(*source, stream, 2);
            QVERIFY2(indexTimes(*source, stream) == times, entry.path().c_str());
        }
    }
};

QTEST_GUILESS_MAIN(tst_VideoReader)
#include "tst_videoreader.moc"
