// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/app/clirunner.h"
#include "tests/support/tinymedia.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include <filesystem>

using namespace Qt::StringLiterals;
using namespace redoubt::test;
namespace fs = std::filesystem;

namespace {

constexpr double kBegin = 0.2;
constexpr double kEnd = 0.6;

struct Row
{
    const char *name;
    const char *video; ///< options of ffmpeg; null: sound only
    const char *sound; ///< null: none
};

/// Every container and codec that is accepted, each with one mark.
constexpr std::initializer_list<Row> kRows{
    {"h264.mp4", "-c:v libx264 -pix_fmt yuv420p", "-c:a aac -ac 2"},
    {"quicktime.mov", "-c:v libx264 -pix_fmt yuv420p", "-c:a aac"},
    {"itunes.m4v", "-c:v libx264 -pix_fmt yuv420p", "-c:a aac"},
    {"fragmented.mp4", "-c:v libx264 -pix_fmt yuv420p -movflags frag_keyframe+empty_moov",
     "-c:a aac"},
    {"matroska.mkv", "-c:v libx264 -pix_fmt yuv420p", "-c:a aac"},
    {"vp9.webm", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8", "-c:a libopus"},
    {"vp8.webm", "-c:v libvpx -deadline realtime -cpu-used 8", "-c:a libvorbis"},
    {"mpeg4.avi", "-c:v mpeg4", "-c:a libmp3lame"},
    {"mjpeg.avi", "-c:v mjpeg", "-c:a pcm_s16le"},
    {"raw.avi", "-c:v rawvideo -pix_fmt yuv420p", nullptr},
    {"dv.avi", "-c:v dvvideo -s 720x576 -pix_fmt yuv420p", nullptr},
    {"transport.ts", "-c:v libx264 -pix_fmt yuv420p", "-c:a aac"},
    {"camcorder.m2ts", "-c:v libx264 -pix_fmt yuv420p -mpegts_m2ts_mode 1", "-c:a ac3"},
    {"camcorder.mts", "-c:v libx264 -pix_fmt yuv420p -mpegts_m2ts_mode 1", "-c:a ac3"},
    {"program.mpg", "-c:v mpeg2video", "-c:a mp2"},
    {"dvd.vob", "-c:v mpeg2video", "-c:a mp2"},
    {"windows.wmv", "-c:v wmv2", "-c:a wmav2"},
    {"flash.flv", "-c:v flv", "-c:a libmp3lame -ar 44100"},
    {"phone.3gp", "-c:v h263 -s 176x144", "-c:a aac"},
    {"theora.ogv", "-c:v libtheora", "-c:a libvorbis"},
    {"broadcast.mxf", "-c:v mpeg2video", "-c:a pcm_s16le"},
    {"ten.mp4", "-c:v libx264 -pix_fmt yuv420p10le", nullptr},
    {"422.mp4", "-c:v libx264 -pix_fmt yuv422p", nullptr},
    {"444.mp4", "-c:v libx264 -pix_fmt yuv444p", nullptr},
    {"prores.mov", "-c:v prores_ks -pix_fmt yuv422p10le", nullptr},
    {"runs.mov", "-c:v qtrle -pix_fmt rgb24", nullptr},
    {"fields.mp4", "-c:v libx264 -pix_fmt yuv420p -vf setfield=tff -flags +ildct+ilme", nullptr},
    {"stream.h264", "-c:v libx264 -pix_fmt yuv420p", nullptr},
    // Sizes at which vectors end in every way.
    {"1x17.mkv", "-c:v ffv1 -s 1x17 -pix_fmt yuv420p", nullptr},
    {"2x2.mkv", "-c:v ffv1 -s 2x2 -pix_fmt yuv420p", nullptr},
    {"3x46.mkv", "-c:v ffv1 -s 3x46 -pix_fmt yuv422p10le", nullptr},
    {"17x3.mkv", "-c:v ffv1 -s 17x3 -pix_fmt yuv444p", nullptr},
    {"46x17.mkv", "-c:v ffv1 -s 46x17 -pix_fmt gray", nullptr},
    {"202x46.mp4", "-c:v libx264 -s 202x46 -pix_fmt yuv422p10le", nullptr},
    {"426x240.mp4", "-c:v libx264 -s 426x240 -pix_fmt yuv420p", nullptr},
    {"360x640.mp4", "-c:v libx264 -s 360x640 -pix_fmt yuv444p", nullptr},
    {"854x202.mov", "-c:v qtrle -s 854x202 -pix_fmt rgb24", nullptr},
    // Sound.
    {"plain.wav", nullptr, "-c:a pcm_s16le"},
    {"deep.wav", nullptr, "-c:a pcm_s24le"},
    {"coarse.wav", nullptr, "-c:a pcm_u8"},
    {"float.wav", nullptr, "-c:a pcm_f32le"},
    {"mulaw.wav", nullptr, "-c:a pcm_mulaw -ar 8000"},
    {"alaw.wav", nullptr, "-c:a pcm_alaw -ar 8000"},
    {"dvi.wav", nullptr, "-c:a adpcm_ima_wav -ar 8000"},
    {"adpcm.wav", nullptr, "-c:a adpcm_ms -ar 8000"},
    {"yamaha.wav", nullptr, "-c:a adpcm_yamaha -ar 8000"},
    {"gsm.wav", nullptr, "-c:a libgsm_ms -ar 8000"},
    {"g722.wav", nullptr, "-c:a g722 -ar 16000"},
    {"g726.wav", nullptr, "-c:a g726 -ar 8000"},
    {"g723.wav", nullptr, "-c:a g723_1 -ar 8000 -b:a 6300"},
    {"mp3.wav", nullptr, "-c:a libmp3lame"},
    {"sony.w64", nullptr, "-c:a pcm_s16le"},
    {"sun.au", nullptr, "-c:a pcm_mulaw -ar 8000"},
    {"apple.aiff", nullptr, "-c:a pcm_s16be"},
    {"apple.caf", nullptr, "-c:a pcm_s16le"},
    {"dvi.mov", nullptr, "-c:a adpcm_ima_qt -ar 8000"},
    {"free.flac", nullptr, "-c:a flac"},
    {"layer3.mp3", nullptr, "-c:a libmp3lame"},
    {"layer2.mp2", nullptr, "-c:a mp2"},
    {"adts.aac", nullptr, "-c:a aac"},
    {"apple.m4a", nullptr, "-c:a aac"},
    {"lossless.m4a", nullptr, "-c:a alac"},
    {"voice.opus", nullptr, "-c:a libopus"},
    {"vorbis.ogg", nullptr, "-c:a libvorbis"},
    {"speech.ogg", nullptr, "-c:a libspeex -ar 8000"},
    {"free.oga", nullptr, "-c:a flac"},
    {"windows.wma", nullptr, "-c:a wmav2"},
    {"dolby.ac3", nullptr, "-c:a ac3"},
    {"dolby.eac3", nullptr, "-c:a eac3"},
    {"sound.voc", nullptr, "-c:a pcm_u8"},
    {"matroska.mka", nullptr, "-c:a flac"},
    {"opus.webm", nullptr, "-c:a libopus"},
    {"pack.wv", nullptr, "-c:a wavpack"},
    {"true.tta", nullptr, "-c:a tta"},
    {"radio.ts", nullptr, "-c:a aac"},
};

QStringList words(const char *options)
{
    return options ? QString::fromLatin1(options).split(u' ', Qt::SkipEmptyParts) : QStringList();
}

void makeFile(const fs::path &path, const Row &row)
{
    QStringList arguments;
    if (row.video)
        arguments += {u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=size=160x120:rate=25:duration=1"_s};
    if (row.sound)
        arguments += {u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=440:duration=1:r=48000"_s};
    runFfmpeg(arguments + words(row.video) + words(row.sound), path);
}

QByteArray probed(const fs::path &path, const QString &kind, const QString &entry)
{
    return runProgram(u"ffprobe"_s,
                      {u"-v"_s, u"error"_s, u"-select_streams"_s, kind, u"-show_entries"_s,
                       u"stream="_s + entry, u"-of"_s, u"default=nk=1:nw=1"_s, str(path)})
        .trimmed();
}

QList<double> frameTimes(const fs::path &path)
{
    QList<double> times;
    for (const QByteArray &line :
         runProgram(u"ffprobe"_s, {u"-v"_s, u"error"_s, u"-select_streams"_s, u"v"_s,
                                   u"-show_entries"_s, u"frame=best_effort_timestamp_time"_s,
                                   u"-of"_s, u"default=nk=1:nw=1"_s, str(path)})
             .split('\n')) {
        if (!line.trimmed().isEmpty())
            times.append(line.toDouble());
    }
    return times;
}

/// How bright the part is on each frame.
QByteArray brightness(const fs::path &path, const QString &crop)
{
    return runProgram(u"ffmpeg"_s,
                      {u"-v"_s, u"error"_s, u"-i"_s, str(path), u"-vf"_s,
                       u"crop=%1,scale=1:1:flags=area"_s.arg(crop), u"-vsync"_s, u"passthrough"_s,
                       u"-pix_fmt"_s, u"gray"_s, u"-f"_s, u"rawvideo"_s, u"-"_s});
}

} // namespace

/// Films and sound of every kind, from the command line to the verified copy.
class tst_MediaKinds : public QObject
{
    Q_OBJECT

    TempFolder m_folder;
    CliRunner m_cli{m_folder};
    QMap<QString, QJsonObject> m_items;

    /// Redacts a folder by the marks and gives the items of its release by input.
    QMap<QString, QJsonObject> released(const fs::path &folder, const QJsonArray &marks,
                                        const fs::path &out)
    {
        const auto file =
            m_folder.write("marks.json", QJsonDocument(QJsonObject{{u"marks"_s, marks}}).toJson());
        m_cli.timeoutMs = 900'000;
        const CliResult run = m_cli.run({u"redact"_s, str(folder), u"--no-detect"_s, u"--marks"_s,
                                         str(file), u"--out"_s, str(out)});
        QMap<QString, QJsonObject> items;
        const auto manifest =
            QJsonDocument::fromJson(readFile(out / "release.json")).object()[u"items"_s].toArray();
        if (manifest.isEmpty())
            qWarning("no release (exit %d): %s", run.code, run.err.constData());
        for (const QJsonValue &item : manifest)
            items.insert(item[u"input"_s].toString(), item.toObject());
        return items;
    }

    static QJsonObject mark(const QString &file, double begin, double end)
    {
        return {{u"file"_s, file}, {u"begin"_s, begin}, {u"end"_s, end}};
    }

private Q_SLOTS:
    void initTestCase()
    {
        const fs::path in = m_folder / "in";
        fs::create_directories(in);
        QJsonArray marks;
        for (const Row &row : kRows) {
            makeFile(in / row.name, row);
            QJsonObject one = mark(QString::fromLatin1(row.name), kBegin, kEnd);
            if (row.video)
                one.insert(u"rect"_s, QJsonArray{0, 0, 60, 50});
            marks.append(one);
        }
        m_items = released(in, marks, m_folder / "out");
    }

    void leaveClean_data()
    {
        QTest::addColumn<bool>("film");
        for (const Row &row : kRows)
            QTest::newRow(row.name) << (row.video != nullptr);
    }
    void leaveClean()
    {
        QFETCH(bool, film);
        const QJsonObject item = m_items.value(QString::fromLatin1(QTest::currentDataTag()));
        const QByteArray all = QJsonDocument(item).toJson(QJsonDocument::Compact);
        QVERIFY2(item[u"status"_s].toString() == u"released", all);
        QVERIFY2(item[u"verification"_s][u"verdict"_s].toString() == u"clean", all);
        QVERIFY2(item[u"not_examined"_s].toArray().isEmpty(), all);
        const fs::path output = m_folder / "out" / item[u"output"_s].toString().toStdString();
        // A stream of a programme is listed twice.
        const QByteArray sound =
            probed(output, u"a"_s, u"codec_name"_s).split('\n').first().trimmed();
        static const QByteArrayList kPlayed{"aac",       "mp3",       "mp2",       "ac3",
                                            "flac",      "alac",      "opus",      "vorbis",
                                            "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_u8",
                                            "pcm_f32le", "pcm_mulaw", "pcm_alaw",  ""};
        QVERIFY2(kPlayed.contains(sound), sound);
        if (!film)
            return;
        const QByteArray size = probed(output, u"v"_s, u"width,height"_s);
        const QByteArray format =
            probed(output, u"v"_s, u"pix_fmt"_s).split('\n').first().trimmed();
        const auto sides = size.split('\n');
        const bool even = sides[0].toInt() % 2 == 0 && sides[1].toInt() % 2 == 0;
        // "j": full range.
        const QByteArrayList shown =
            even ? QByteArrayList{"yuv420p", "yuvj420p"} : QByteArrayList{"yuv444p", "yuvj444p"};
        QVERIFY2(shown.contains(format), format);
    }

    void fieldFilesLeaveClean_data()
    {
        QTest::addColumn<QString>("note");
        QTest::newRow("size-426x240.mp4") << QString();
        QTest::newRow("size-700x200.mp4") << QString();
        QTest::newRow("plain.ts") << QString();
        QTest::newRow("vorbis.ogg") << QString();
        QTest::newRow("voicemail-gsm.wav") << u"every player"_s;
        QTest::newRow("interrupted-fragmented.mp4") << u"ends early"_s;
        QTest::newRow("starts-late.mpg") << QString();
    }
    void fieldFilesLeaveClean()
    {
        QFETCH(QString, note);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        const fs::path in = m_folder / ("field-" + name.toStdString());
        fs::create_directories(in);
        fs::copy_file(fs::path(REDOUBT_TEST_MEDIA) / name.toStdString(), in / name.toStdString());
        QJsonObject one = mark(name, 0.2, 0.5);
        if (name.startsWith(u"size-7"_s)) // the whole frame
            one.insert(u"rect"_s, QJsonArray{0, 0, 700, 200});
        const auto items = released(in, {one}, m_folder / ("out-" + name.toStdString()));
        const QJsonObject item = items.value(name);
        const QByteArray all = QJsonDocument(item).toJson(QJsonDocument::Compact);
        QVERIFY2(item[u"status"_s].toString() == u"released", all);
        QVERIFY2(item[u"verification"_s][u"verdict"_s].toString() == u"clean", all);
        QVERIFY2(note.isEmpty() || all.contains(note.toUtf8()), all);
    }

    void marksCountFromTheFirstFrameThatAPlayerShows_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("suffix");
        const auto film = [this](const char *name, const QStringList &more) {
            return readFile(
                runFfmpeg(QStringList{u"-f"_s, u"lavfi"_s, u"-i"_s,
                                      u"color=white:size=160x120:rate=25:duration=3"_s, u"-f"_s,
                                      u"lavfi"_s, u"-i"_s, u"sine=440:duration=3:r=48000"_s} +
                              more,
                          m_folder / name));
        };
        const QStringList x264{u"-c:v"_s, u"libx264"_s, u"-pix_fmt"_s, u"yuv420p"_s};
        QTest::newRow("program stream at 0.54 s")
            << readFile(fs::path(REDOUBT_TEST_MEDIA) / "starts-late.mpg") << u".mpg"_s;
        QTest::newRow("transport stream at 1.4 s") << film("late.ts", x264) << u".ts"_s;
        QTest::newRow("mp4 at 5 s")
            << film("late.mp4", x264 + QStringList{u"-output_ts_offset"_s, u"5"_s}) << u".mp4"_s;
        QTest::newRow("matroska at 2 s")
            << film("late.mkv", x264 + QStringList{u"-output_ts_offset"_s, u"2"_s}) << u".mkv"_s;
    }
    void marksCountFromTheFirstFrameThatAPlayerShows()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, suffix);
        const std::string row =
            QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'-').toStdString();
        const fs::path in = m_folder / ("time-" + row);
        fs::create_directories(in);
        const QString name = u"film"_s + suffix;
        const fs::path file = m_folder.write(in / name.toStdString(), bytes);
        QJsonObject one = mark(name, 1, 2);
        one.insert(u"rect"_s, QJsonArray{32, 32, 64, 48});
        const auto items = released(in, {one}, m_folder / ("timeout-" + row));
        const QJsonObject item = items.value(name);
        QVERIFY2(item[u"status"_s].toString() == u"released",
                 QJsonDocument(item).toJson(QJsonDocument::Compact));
        const fs::path output =
            m_folder / ("timeout-" + row) / item[u"output"_s].toString().toStdString();
        const QList<double> before = frameTimes(file);
        const QByteArray masked = brightness(output, u"48:32:40:40"_s);
        QCOMPARE(masked.size(), before.size());
        // Sound may begin a little earlier than the picture; then a player begins with it.
        const double start = runProgram(u"ffprobe"_s, {u"-v"_s, u"error"_s, u"-show_entries"_s,
                                                       u"format=start_time"_s, u"-of"_s,
                                                       u"default=nk=1:nw=1"_s, str(file)})
                                 .trimmed()
                                 .toDouble();
        // What is on screen at 1 s began at it or before; what begins at 2 s is another frame.
        for (qsizetype i = 0; i < before.size(); ++i) {
            const double shown = before[i] - start;
            const double next = i + 1 < before.size() ? before[i + 1] - start : shown + 1;
            const bool dark = uchar(masked[i]) < 40;
            const bool wanted = next > 1 + 1e-3 && shown < 2 - 1e-3;
            QVERIFY2(dark == wanted, qPrintable(u"%1 s"_s.arg(shown)));
        }
    }

    void detectTellsTimesOfThePlayer()
    {
        const fs::path late =
            runFfmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=size=160x120:rate=25:duration=1"_s,
                       u"-c:v"_s, u"libx264"_s, u"-metadata"_s, u"title=somebody"_s},
                      m_folder / "told.ts");
        const CliResult run = m_cli.run({u"detect"_s, u"--json"_s, str(late)});
        QVERIFY2(run.json().isArray(), run.err);
        for (const QJsonValue &finding : run.json().array()[0][u"findings"_s].toArray()) {
            for (const QJsonValue &box : finding[u"place"_s][u"track"_s][u"boxes"_s].toArray())
                QVERIFY(box[u"time"_s].toDouble() < 1.1);
        }
    }

    void aSourceThatEndsEarlySaysSo_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<double>("part");
        for (const char *name : {"cut.mp4", "cut.mkv", "cut.avi", "cut.ts", "cut.mpg", "cut.flv",
                                 "cut.wav", "cut.flac", "cut.ogg", "cut.mp3", "cut.aiff"}) {
            QTest::addRow("%s whole", name) << QString::fromLatin1(name) << 1.0;
            QTest::addRow("%s cut", name) << QString::fromLatin1(name) << 0.6;
        }
    }
    void aSourceThatEndsEarlySaysSo()
    {
        QFETCH(QString, name);
        QFETCH(double, part);
        const bool film = name.endsWith(u"mp4"_s) || name.endsWith(u"mkv"_s) ||
                          name.endsWith(u"avi"_s) || name.endsWith(u"ts"_s) ||
                          name.endsWith(u"mpg"_s) || name.endsWith(u"flv"_s);
        QStringList arguments{u"-f"_s, u"lavfi"_s, u"-i"_s,
                              film ? u"testsrc2=size=160x120:rate=25:duration=3"_s
                                   : u"anoisesrc=duration=4:r=44100"_s};
        if (name.endsWith(u"mp4"_s))
            arguments += {u"-movflags"_s, u"+faststart"_s};
        const fs::path in = m_folder / ("early-" + std::string(QTest::currentDataTag()));
        fs::create_directories(in);
        const fs::path path = runFfmpeg(arguments, in / name.toStdString());
        const auto size = fs::file_size(path);
        // An odd number: no multiple of any packet.
        fs::resize_file(path, part < 1 ? std::uintmax_t(double(size) * part) | 1 : size);
        const auto items =
            released(in, {mark(name, 0.2, 0.5)},
                     m_folder / ("earlyout-" + std::string(QTest::currentDataTag())));
        const QByteArray all = QJsonDocument(items.value(name)).toJson(QJsonDocument::Compact);
        QVERIFY2(items.value(name)[u"status"_s].toString() == u"released", all);
        QVERIFY2(all.contains("ends early") == (part < 1), all);
    }
};

QTEST_MAIN(tst_MediaKinds)
#include "tst_mediakinds.moc"
