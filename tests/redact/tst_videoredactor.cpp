// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/videoreader.h"
#include "core/redact/film/mediaformat.h"
#include "core/redact/plan/preview.h"
#include "core/redact/redactor.h"
#include "tests/support/faultysource.h"
#include "tests/support/shared.h"
#include "tests/support/tempfolder.h"
#include "tests/support/tinymedia.h"

#include <QElapsedTimer>
#include <QtTest>

#include <thread>

using namespace redoubt;
using namespace redoubt::media;
using namespace redoubt::redact;
using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace {

const PixelRect kBox{33, 21, 50, 41};
constexpr int kDark = 48; // black, and what encoding makes ring in from the bright surroundings

QString text(const std::filesystem::path &path)
{
    return QString::fromStdString(path.string());
}

std::vector<double> timesOf(const std::filesystem::path &path)
{
    const QByteArray printed = runProgram(
        u"ffprobe"_s, {u"-v"_s, u"error"_s, u"-select_streams"_s, u"v:0"_s, u"-show_entries"_s,
                       u"frame=best_effort_timestamp_time"_s, u"-of"_s, u"csv=p=0"_s, text(path)});
    std::vector<double> times;
    for (const QByteArray &line : printed.split('\n')) {
        if (!line.trimmed().isEmpty())
            times.push_back(line.trimmed().split(',').first().toDouble());
    }
    return times;
}

// All frames as ffmpeg shows them, turned upright, as grey values.
QByteArray greyOf(const std::filesystem::path &path)
{
    return runProgram(u"ffmpeg"_s,
                      {u"-v"_s, u"error"_s, u"-i"_s, text(path), u"-map"_s, u"0:v:0"_s, u"-vsync"_s,
                       u"passthrough"_s, u"-pix_fmt"_s, u"gray"_s, u"-f"_s, u"rawvideo"_s, u"-"_s});
}

QStringList kindsOf(const std::filesystem::path &path)
{
    const QByteArray printed =
        runProgram(u"ffprobe"_s, {u"-v"_s, u"error"_s, u"-show_entries"_s, u"stream=codec_type"_s,
                                  u"-of"_s, u"csv=p=0"_s, text(path)});
    QStringList kinds;
    for (const QByteArray &line : printed.split('\n')) {
        if (!line.trimmed().isEmpty())
            kinds.append(QString::fromLatin1(line.trimmed().split(',').first()));
    }
    return kinds;
}

MaskTrack maskFor(const ByteSource &source, const PixelRect &rect, int stream = 0)
{
    MaskTrack mask;
    mask.stream = stream;
    const auto index = indexFrames(source, stream, {});
    if (!index || index->frames.empty())
        qFatal("a test video has no frames");
    for (const auto &entry : index->frames)
        mask.boxes.push_back({entry.pts, rect});
    return mask;
}

Result<RedactReport> redactTo(const ByteSource &source, const RedactionPlan &plan,
                              const std::filesystem::path &to, const RedactOptions &options = {},
                              const JobContext &context = {})
{
    auto output = AtomicOutput::create(to);
    if (!output)
        return output.error();
    auto report = redactMedia(source, plan, options, **output, context);
    if (report) {
        if (auto committed = (*output)->commit(); !committed)
            return committed.error();
    }
    return report;
}

std::optional<VideoFrame> firstFrame(const ByteSource &source)
{
    VideoReadOptions options;
    options.format = QImage::Format_RGB32;
    const auto reader = VideoReader::open(source, 0, options, {});
    if (!reader)
        return std::nullopt;
    const auto frame = (*reader)->next();
    return frame ? *frame : std::nullopt;
}

} // namespace

class tst_VideoRedactor : public QObject
{
    Q_OBJECT

private:
    TempFolder m_folder;

    std::filesystem::path make(const QString &name)
    {
        const auto to = m_folder / name.toStdString();
        const QStringList picture{u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=size=160x120:rate=25"_s};
        const QStringList sound{u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=1000:d=1.6:r=48000"_s};
        const QStringList h264{u"-frames:v"_s, u"40"_s,        u"-c:v"_s,     u"libx264"_s,
                               u"-preset"_s,   u"ultrafast"_s, u"-pix_fmt"_s, u"yuv420p"_s,
                               u"-bf"_s,       u"2"_s};
        if (name.startsWith(u"vfr"_s))
            return runFfmpeg(picture +
                                 QStringList{u"-vf"_s, u"select='not(mod(n\\,3))+gt(n\\,30)'"_s,
                                             u"-vsync"_s, u"vfr"_s} +
                                 h264,
                             to);
        if (name.startsWith(u"mjpeg"_s))
            return runFfmpeg(picture + sound +
                                 QStringList{u"-shortest"_s, u"-frames:v"_s, u"40"_s, u"-c:v"_s,
                                             u"mjpeg"_s, u"-q:v"_s, u"3"_s, u"-c:a"_s,
                                             u"pcm_s16le"_s},
                             to);
        if (name.startsWith(u"xvid"_s))
            return runFfmpeg(picture + QStringList{u"-frames:v"_s, u"40"_s, u"-c:v"_s, u"mpeg4"_s,
                                                   u"-bf"_s, u"2"_s, u"-q:v"_s, u"3"_s},
                             to);
        if (name.endsWith(u".webm"_s))
            return runFfmpeg(picture + sound +
                                 QStringList{u"-shortest"_s, u"-frames:v"_s, u"40"_s, u"-c:v"_s,
                                             u"libvpx-vp9"_s, u"-deadline"_s, u"realtime"_s,
                                             u"-cpu-used"_s, u"8"_s, u"-c:a"_s, u"libopus"_s},
                             to);
        if (name.startsWith(u"deep"_s))
            return runFfmpeg(picture + h264 + QStringList{u"-pix_fmt"_s, u"yuv422p10le"_s}, to);
        if (name.startsWith(u"full"_s))
            return runFfmpeg(
                picture + h264 +
                    QStringList{u"-pix_fmt"_s, u"yuvj420p"_s, u"-color_range"_s, u"pc"_s},
                to);
        if (name.startsWith(u"odd"_s))
            return runFfmpeg(
                QStringList{u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=size=161x121:rate=25"_s} +
                    QStringList{u"-frames:v"_s, u"40"_s, u"-c:v"_s, u"mpeg4"_s, u"-q:v"_s, u"3"_s},
                to);
        if (name.startsWith(u"fields"_s))
            return runFfmpeg(
                picture + QStringList{u"-vf"_s, u"setfield=tff"_s, u"-flags"_s, u"+ildct+ilme"_s} +
                    h264,
                to);
        if (name.startsWith(u"rgb"_s))
            return runFfmpeg(picture + QStringList{u"-frames:v"_s, u"40"_s, u"-c:v"_s, u"qtrle"_s,
                                                   u"-pix_fmt"_s, u"rgb24"_s},
                             to);
        if (name.startsWith(u"late"_s))
            return runFfmpeg(picture + sound + h264 +
                                 QStringList{u"-shortest"_s, u"-c:a"_s, u"aac"_s,
                                             u"-output_ts_offset"_s, u"3.5"_s},
                             to);
        if (name.startsWith(u"turn"_s)) {
            const auto plain = make(u"plain.mp4"_s);
            runProgram(u"ffmpeg"_s,
                       {u"-v"_s, u"error"_s, u"-y"_s, u"-i"_s, text(plain), u"-c"_s, u"copy"_s,
                        u"-metadata:s:v:0"_s, u"rotate="_s + name.mid(4, 3), text(to)});
            return to;
        }
        return runFfmpeg(picture + sound + h264 + QStringList{u"-shortest"_s, u"-c:a"_s, u"aac"_s},
                         to);
    }

private Q_SLOTS:
    void coversEveryFrameAndKeepsEveryTime_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name :
             {"plain.mp4", "vfr.mp4", "late.mp4", "plain.mov", "plain.mkv", "plain.ts", "mjpeg.avi",
              "xvid.avi", "vp.webm", "deep.mp4", "full.mp4", "odd.mov", "fields.mp4", "rgb.mov",
              "turn090.mp4", "turn180.mp4", "turn270.mp4", "plain.flv", "plain.3gp"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void coversEveryFrameAndKeepsEveryTime()
    {
        QFETCH(QString, name);
        const auto path = make(name);
        const auto source = openFileSource(path);
        QVERIFY(source);
        const auto suffix = mediaSuffix(**source, text(path.extension()), {});
        QVERIFY(suffix);
        const auto again = mediaSuffix(**source, *suffix, {});
        QCOMPARE(*again, *suffix);
        const auto to = m_folder / ("out" + suffix->toStdString());
        RedactionPlan plan;
        plan.masks = {maskFor(**source, kBox)};
        const auto report = redactTo(**source, plan, to);
        QVERIFY2(report, report ? "" : qPrintable(report.error().text()));
        QCOMPARE(report->suffix, *suffix);
        QVERIFY(report->kind == ItemKind::Video);

        const std::vector<double> before = timesOf(path);
        const std::vector<double> after = timesOf(to);
        QCOMPARE(after.size(), before.size());
        QCOMPARE(report->framePts.size(), before.size());
        for (size_t i = 0; i < before.size(); ++i) {
            // AVI stores no times; where there are B-frames, ffprobe's guesses begin late and end
            // before the last.
            const double expected = name == u"xvid.avi"_s ? double(i) / 25 : before[i];
            QVERIFY2(std::abs(after[i] - expected) < 2e-6,
                     qPrintable(u"frame %1: %2, not %3"_s.arg(i).arg(after[i]).arg(before[i])));
            QVERIFY(std::abs(toSeconds(report->framePts[i], report->frameTimeBase) - after[i]) <
                    2e-6);
        }

        const QByteArray grey = greyOf(to);
        const QByteArray original = greyOf(path);
        const QSize size = report->frameSize;
        const qsizetype area = qsizetype(size.width()) * size.height();
        QCOMPARE(grey.size(), area * qsizetype(before.size()));
        QCOMPARE(original.size(), grey.size());
        for (size_t f = 0; f < before.size(); ++f) {
            qint64 difference = 0;
            for (int y = 0; y < size.height(); ++y) {
                for (int x = 0; x < size.width(); ++x) {
                    const qsizetype at = qsizetype(f) * area + qsizetype(y) * size.width() + x;
                    const bool inside =
                        x >= kBox.x && x < kBox.right() && y >= kBox.y && y < kBox.bottom();
                    const int value = uchar(grey[at]);
                    if (inside)
                        QVERIFY2(value <= kDark,
                                 qPrintable(
                                     u"frame %1 at %2, %3: %4"_s.arg(f).arg(x).arg(y).arg(value)));
                    else
                        difference += std::abs(value - int(uchar(original[at])));
                }
            }
            QVERIFY2(difference / area < (name == u"rgb.mov"_s ? 32 : 12),
                     qPrintable(QString::number(difference / area)));
        }
    }

    void keepsTheFormatOnlyWhenAsked()
    {
        const auto path = make(u"deep.mp4"_s);
        const auto source = openFileSource(path);
        QVERIFY(source);
        RedactionPlan plan;
        plan.masks = {maskFor(**source, kBox)};
        for (const bool same : {false, true}) {
            plan.sameFormat = same;
            const auto to = m_folder / "format.mp4";
            const auto report = redactTo(**source, plan, to);
            QVERIFY2(report, report ? "" : qPrintable(report.error().text()));
            const QByteArray made =
                runProgram(u"ffprobe"_s,
                           {u"-v"_s, u"error"_s, u"-select_streams"_s, u"v:0"_s, u"-show_entries"_s,
                            u"stream=pix_fmt"_s, u"-of"_s, u"default=nk=1:nw=1"_s, text(to)});
            QCOMPARE(made.trimmed(), same ? "yuv422p10le" : "yuv420p");
            const bool told = Message::joined(report->notes, u" "_s).text().contains(u"4:2:0"_s);
            QCOMPARE(told, !same);
        }
    }

    void previewsWhatIsWritten_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("same");
        for (const char *name : {"plain.mp4", "deep.mp4", "odd.mov", "vp.webm", "rgb.mov"}) {
            for (const bool same : {false, true})
                QTest::addRow("%s, %s", name, same ? "same format" : "for players")
                    << QString::fromLatin1(name) << same;
        }
    }
    void previewsWhatIsWritten()
    {
        QFETCH(const QString, name);
        QFETCH(const bool, same);
        const auto path = make(name);
        const auto source = openFileSource(path);
        QVERIFY(source);
        RedactionPlan plan;
        plan.kind = ItemKind::Video;
        plan.masks = {maskFor(**source, kBox)};
        plan.sameFormat = same;
        const QString suffix = u'.' + name.section(u'.', -1);
        const auto planned = mediaSuffix(**source, suffix, {});
        QVERIFY(planned);
        const auto to = m_folder / ("preview" + planned->toStdString());
        const auto report = redactTo(**source, plan, to);
        QVERIFY2(report, report ? "" : qPrintable(report.error().text()));

        const auto frame = firstFrame(**source);
        const auto output = openFileSource(to);
        QVERIFY(output);
        const auto written = firstFrame(**output);
        QVERIFY(frame && written);
        QImage shown = frame->image;
        previewFrame(shown, plan, 0, *frame);
        // The box that the preview paints, told by what it changed.
        PixelRect box;
        for (int y = 0; y < shown.height(); ++y) {
            for (int x = 0; x < shown.width(); ++x) {
                if (shown.pixel(x, y) != frame->image.pixel(x, y))
                    box = box.united({x, y, 1, 1});
            }
        }
        QVERIFY(box.w >= kBox.w && box.h >= kBox.h);
        const PixelRect fringe{box.x - 4, box.y - 4, box.w + 8, box.h + 8}; // of the encoder
        for (int y = 0; y < shown.height(); ++y) {
            for (int x = 0; x < shown.width(); ++x) {
                const int now = qGray(written->image.pixel(x, y));
                const int before = qGray(frame->image.pixel(x, y));
                const auto holds = [x, y](const PixelRect &r) {
                    return x >= r.x && x < r.right() && y >= r.y && y < r.bottom();
                };
                const QString where = u"%1 at %2, %3, was %4"_s.arg(now).arg(x).arg(y).arg(before);
                if (holds(box))
                    QVERIFY2(now <= kDark, qPrintable(where));
                else if (!holds(fringe) && now <= 16)
                    QVERIFY2(before <= 96, qPrintable(where));
            }
        }
    }

    void leavesEverythingElseBehind()
    {
        const auto cover = runFfmpeg(
            {u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=size=64x64"_s, u"-frames:v"_s, u"1"_s},
            m_folder / "cover.png");
        const auto words =
            m_folder.write("s.srt", "1\n00:00:00,000 --> 00:00:01,000\nplantedword\n");
        const auto chapters = m_folder.write(
            "c.txt", ";FFMETADATA1\ntitle=plantedword\nlocation=+40.7-074.0/\n[CHAPTER]\n"
                     "TIMEBASE=1/1000\nSTART=0\nEND=500\ntitle=plantedword\n");
        for (const char *suffix : {"mkv", "mp4"}) {
            const auto path = m_folder / (std::string("rich.") + suffix);
            const bool mkv = suffix == std::string("mkv");
            QStringList arguments{
                u"-v"_s,     u"error"_s,  u"-y"_s,   u"-i"_s,        text(make(u"plain.mp4"_s)),
                u"-i"_s,     text(words), u"-i"_s,   text(chapters), u"-i"_s,
                text(cover), u"-map"_s,   u"0:v"_s,  u"-map"_s,      u"0:a"_s,
                u"-map"_s,   u"1"_s,      u"-map"_s, u"0:a"_s,       u"-map"_s,
                u"3"_s};
            arguments += {u"-map_metadata"_s,
                          u"2"_s,
                          u"-map_chapters"_s,
                          u"2"_s,
                          u"-c"_s,
                          u"copy"_s,
                          u"-c:s"_s,
                          mkv ? u"srt"_s : u"mov_text"_s,
                          u"-metadata:s:a:0"_s,
                          u"title=plantedword"_s,
                          u"-metadata:s:a:1"_s,
                          u"language=deu"_s,
                          u"-disposition:v:1"_s,
                          u"attached_pic"_s,
                          text(path)};
            runProgram(u"ffmpeg"_s, arguments);
            const auto source = openFileSource(path);
            RedactionPlan plan;
            plan.masks = {maskFor(**source, kBox)};
            const auto to = m_folder / (std::string("clean.") + suffix);
            const auto report = redactTo(**source, plan, to);
            QVERIFY(report);
            QCOMPARE(kindsOf(to), (QStringList{u"video"_s, u"audio"_s, u"audio"_s}));
            QCOMPARE(report->audioStreams.size(), 2);
            QVERIFY(!report->notes.isEmpty());
            const QByteArray bytes = readFile(to);
            for (const char *word : {"plantedword", "+40.7", "x264 - core", "Lavf5", "Lavc5"})
                QVERIFY2(!bytes.contains(word), word);
            const auto info = probe(**openFileSource(to), {});
            QVERIFY(info);
            QStringList languages;
            for (const MetadataEntry &entry : info->tags) {
                const QString key = entry.path.section(u'.', -1).toLower();
                if (key == u"language"_s)
                    languages.append(entry.value.reveal());
                QVERIFY2(key != u"creation_time"_s && key != u"title"_s && key != u"location"_s,
                         qPrintable(key));
            }
            QVERIFY(languages.contains(u"deu"_s));
        }
    }

    void neverUncoversByRounding_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *n : {"plain.mp4", "turn090.mp4", "turn270.mp4"})
            QTest::newRow(n) << QString::fromLatin1(n);
    }
    void neverUncoversByRounding()
    {
        QFETCH(QString, name);
        const auto path = make(name);
        const auto source = openFileSource(path);
        QRandomGenerator random(11);
        for (int round = 0; round < 4; ++round) {
            const QSize size = probe(**source, {})->firstOf(StreamKind::Video)->displayedSize();
            const PixelRect box{random.bounded(-10, size.width() - 20),
                                random.bounded(-10, size.height() - 20), random.bounded(13, 60),
                                random.bounded(13, 60)};
            RedactionPlan plan;
            plan.masks = {maskFor(**source, box)};
            QVERIFY(redactTo(**source, plan, m_folder / "r.mp4"));
            const QByteArray grey = greyOf(m_folder / "r.mp4");
            const qsizetype area = qsizetype(size.width()) * size.height();
            const PixelRect seen = box.intersected({0, 0, size.width(), size.height()});
            for (qsizetype f = 0; f < grey.size() / area; ++f) {
                for (int y = seen.y; y < seen.bottom(); ++y) {
                    for (int x = seen.x; x < seen.right(); ++x)
                        QVERIFY(uchar(grey[f * area + qsizetype(y) * size.width() + x]) <= kDark);
                }
            }
        }
    }

    void coversOnlyTheTimeOfTheMask()
    {
        const auto path = make(u"plain.mp4"_s);
        const auto source = openFileSource(path);
        RedactionPlan plan;
        MaskTrack mask = maskFor(**source, kBox);
        mask.boxes.erase(mask.boxes.begin() + 20, mask.boxes.end());
        mask.boxes.erase(mask.boxes.begin(), mask.boxes.begin() + 10);
        plan.masks = {mask};
        QVERIFY(redactTo(**source, plan, m_folder / "o.mp4"));
        const QByteArray grey = greyOf(m_folder / "o.mp4");
        for (int f = 0; f < 40; ++f) {
            int brightest = 0;
            for (int y = kBox.y; y < kBox.bottom(); ++y) {
                for (int x = kBox.x; x < kBox.right(); ++x)
                    brightest =
                        std::max(brightest, int(uchar(grey[f * 19200 + qsizetype(y) * 160 + x])));
            }
            QCOMPARE(brightest > 60, f < 10 || f >= 20);
        }
    }

    void refusesMarksThatCoverNothing()
    {
        const auto source = openFileSource(make(u"plain.mp4"_s));
        const auto refused = [&](const MaskTrack &mask) {
            RedactionPlan plan;
            plan.masks = {maskFor(**source, kBox), mask};
            const auto report = redactTo(**source, plan, m_folder / "none.mp4");
            return !report && report.error().kind() == ErrorKind::NoMatch &&
                   !std::filesystem::exists(m_folder / "none.mp4") &&
                   !std::filesystem::exists(m_folder / "none.mp4.part");
        };
        MaskTrack never;
        never.boxes = {{99'999'999, kBox}};
        QVERIFY(refused(never));
        QVERIFY(refused(maskFor(**source, {500, 500, 20, 20})));
        QVERIFY(refused(maskFor(**source, {20, 20, 0, 0})));
        MaskTrack elsewhere = maskFor(**source, kBox);
        elsewhere.stream = 1;
        QVERIFY(refused(elsewhere));
    }

    void blackensDamagedFrames()
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
        const auto report = redactTo(*source, {}, m_folder / "black.mkv");
        QVERIFY(report);
        QVERIFY(Message::joined(report->notes, u" "_s).text().contains(u"damaged"_s));
        const QByteArray grey = greyOf(m_folder / "black.mkv");
        const qsizetype area = 320 * 240;
        int black = 0;
        for (qsizetype f = 0; f < grey.size() / area; ++f) {
            const QByteArray frame = grey.mid(f * area, area);
            black += std::all_of(frame.begin(), frame.end(), [](char c) { return uchar(c) < 20; });
        }
        QVERIFY2(black >= 2 && black < 26, qPrintable(QString::number(black)));
    }

    void stopsSoonAndLeavesNothing()
    {
        const auto path =
            runFfmpeg({u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc2=size=1280x720:rate=30"_s,
                       u"-frames:v"_s, u"240"_s, u"-c:v"_s, u"libx264"_s, u"-preset"_s,
                       u"ultrafast"_s, u"-pix_fmt"_s, u"yuv420p"_s},
                      m_folder / "long.mp4");
        const auto source = openFileSource(path);
        std::stop_source stop;
        QElapsedTimer since;
        const JobContext context(stop.get_token(), [&](qint64 done, qint64) {
            if (done > 500 && !stop.stop_requested()) {
                since.start();
                stop.request_stop();
            }
        });
        const auto report = redactTo(**source, {}, m_folder / "never.mp4", {}, context);
        QVERIFY(!report);
        QCOMPARE(report.error().kind(), ErrorKind::Cancelled);
        QVERIFY2(since.elapsed() < 1000, qPrintable(QString::number(since.elapsed())));
        QVERIFY(m_folder.listing().filter(u"never"_s).isEmpty());
    }

    void survivesDamageAnywhere()
    {
        const QByteArray whole = readFile(make(u"plain.mp4"_s));
        for (qint64 at = 0; at < whole.size(); at += 1 + whole.size() / 13) {
            for (const Fault fault : {Fault::Shorten, Fault::Flip, Fault::Fail}) {
                const FaultySource source(whole, fault, at);
                const auto report = redactTo(source, {}, m_folder / "f.mp4");
                if (!report)
                    QVERIFY(!report.error().text().isEmpty());
            }
        }
    }

    void redactsRealFiles()
    {
        REDOUBT_REQUIRE_SHARED();
        for (const char *name :
             {"media/video/carphone.mp4", "media/video/pool.avi", "media/metadata/dn_sample.3gp",
              "media/metadata/dn_with-gps.mov"}) {
            const auto path = sharedFile(name);
            QVERIFY2(path, name);
            const auto source = openFileSource(*path);
            const auto info = probe(**source, {});
            QVERIFY(info);
            const int stream = info->firstOf(StreamKind::Video)->index;
            const auto suffix = mediaSuffix(**source, text(path->extension()), {});
            RedactionPlan plan;
            plan.masks = {maskFor(**source, {16, 16, 64, 64}, stream)};
            const auto to = m_folder / ("real" + suffix->toStdString());
            const auto report = redactTo(**source, plan, to);
            QVERIFY2(report, report ? "" : qPrintable(report.error().text()));
            QCOMPARE(timesOf(to).size(), report->framePts.size());
            for (const QString &kind : kindsOf(to))
                QVERIFY(kind == u"video"_s || kind == u"audio"_s);
        }
    }
};

QTEST_GUILESS_MAIN(tst_VideoRedactor)
#include "tst_videoredactor.moc"
