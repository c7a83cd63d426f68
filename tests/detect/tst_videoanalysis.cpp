// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/bytesource.h"
#include "core/detect/haar.h"
#include "core/detect/streamanalysis.h"
#include "core/detect/yunet.h"
#include "tests/detect/drawnpictures.h"
#include "tests/support/memoryanswers.h"
#include "tests/support/shared.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <thread>

using namespace redoubt;
using namespace redoubt::detect;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize kSize(320, 180);
constexpr int kFrames = 75;
constexpr int kCut = 40;

/// Two shots: a face that moves right, then another person who moves left.
QRectF faceAt(int frame)
{
    return frame < kCut ? QRectF(30 + 3.0 * frame, 50, 46, 60)
                        : QRectF(220 - 2.5 * (frame - kCut), 60, 42, 54);
}

QByteArray encodedClip(const QString &path, int frames, const std::function<QImage(int)> &picture)
{
    QProcess ffmpeg;
    ffmpeg.start(u"ffmpeg"_s,
                 {u"-v"_s,       u"error"_s,     u"-y"_s,       u"-f"_s,      u"rawvideo"_s,
                  u"-pix_fmt"_s, u"bgr24"_s,     u"-s"_s,       u"320x180"_s, u"-r"_s,
                  u"25"_s,       u"-i"_s,        u"-"_s,        u"-c:v"_s,    u"libx264"_s,
                  u"-preset"_s,  u"ultrafast"_s, u"-pix_fmt"_s, u"yuv420p"_s, path});
    for (int i = 0; i < frames; ++i) {
        const QImage image = picture(i);
        for (int y = 0; y < image.height(); ++y)
            ffmpeg.write(reinterpret_cast<const char *>(image.constScanLine(y)), image.width() * 3);
    }
    ffmpeg.closeWriteChannel();
    ffmpeg.waitForFinished(60000);
    return ffmpeg.readAllStandardError();
}

QByteArray madeClip(const QString &path)
{
    return encodedClip(path, kFrames, [](int i) {
        QImage image = test::drawnPeople(kSize, {faceAt(i)}, i < kCut ? 0 : 3);
        // The second shot is darker, as another room would be.
        for (int y = 0; i >= kCut && y < image.height(); ++y) {
            uchar *line = image.scanLine(y);
            for (int x = 0; x < image.width() * 3; ++x)
                line[x] = uchar(line[x] * 2 / 3);
        }
        return image;
    });
}

std::unique_ptr<FrameDetector> bestDetector()
{
    auto folders = modelFolders();
    if (const auto shared = test::sharedFolder())
        folders.push_back(*shared / "models");
    if (auto model = loadModel(knownFaceModels().front(), folders)) {
        if (auto made = YuNetDetector::create(*model))
            return std::move(*made);
    }
    auto haar = HaarDetector::create({});
    return haar ? std::move(*haar) : nullptr;
}

Result<Analysis> examine(const std::filesystem::path &path, Quality quality, int threads,
                         const JobContext &context = {}, Answers *answers = nullptr)
{
    auto source = openFileSource(path);
    auto detector = bestDetector();
    if (!source || !detector)
        return Error(ErrorKind::Internal, "test");
    auto info = media::probe(**source, context);
    if (!info)
        return info.error();
    Analysis analysis;
    AnalysisOptions options;
    options.quality = quality;
    options.threads = threads;
    options.answers = answers;
    const media::StreamInfo *video = info->firstOf(media::StreamKind::Video);
    if (!video)
        return Error(ErrorKind::Unsupported, "test");
    FrameProfile profile;
    profile.group = u"face"_s;
    std::vector<FrameLooker> lookers;
    lookers.push_back(FrameLooker::of(std::move(detector), profile));
    auto seen = analyzeVideoStream(
        media::VideoReader::open(**source, video->index, readOptionsFor(*video, lookers, options),
                                 context),
        *video, info->start, lookers, options, context);
    if (!seen)
        return seen.error();
    addSeenStream(*std::move(seen), *video, ItemId(), lookers, analysis);
    return analysis;
}

bool coveredOn(const Analysis &analysis, Ticks pts, const QRectF &face)
{
    const PixelRect wanted = outward(face);
    return std::any_of(analysis.findings.begin(), analysis.findings.end(), [&](const Finding &f) {
        const auto *box = std::get<Track>(f.place).boxAt(pts);
        return box && double(box->rect.intersected(wanted).area()) >= 0.85 * double(wanted.area());
    });
}

} // namespace

class TestVideoAnalysis : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    std::filesystem::path m_clip;

private Q_SLOTS:
    void initTestCase()
    {
        m_clip = m_dir.filePath(u"clip.mp4"_s).toStdString();
        QCOMPARE(madeClip(QString::fromStdString(m_clip.string())), QByteArray());
    }

    void coversTheFaceOnEveryFrame_data()
    {
        QTest::addColumn<int>("quality");
        QTest::newRow("fast") << int(Quality::Fast);
        QTest::newRow("standard") << int(Quality::Standard);
        QTest::newRow("thorough") << int(Quality::Thorough);
    }
    void coversTheFaceOnEveryFrame()
    {
        QFETCH(int, quality);
        const auto analysis = examine(m_clip, Quality(quality), 2);
        QVERIFY(analysis);
        QVERIFY(analysis->notExamined.isEmpty());
        QVERIFY(analysis->findings.size() >= 2);
        QCOMPARE(analysis->shots.size(), 2);
        const Ticks frame = analysis->shots[0].end / kCut;
        QCOMPARE(analysis->shots[0], (TimeSpan{0, kCut * frame}));
        QCOMPARE(analysis->shots[1].begin, kCut * frame);
        for (int i = 0; i < kFrames; ++i)
            QVERIFY2(coveredOn(*analysis, i * frame, faceAt(i)), qPrintable(QString::number(i)));
        QCOMPARE(analysis->findings.front().group, u"face-1"_s);
        for (const Finding &finding : analysis->findings) {
            const Track &track = std::get<Track>(finding.place);
            QVERIFY((track.boxes.front().pts < kCut * frame) ==
                    (track.boxes.back().pts < kCut * frame));
        }
    }

    void threadsDoNotChangeTheFindings()
    {
        const auto one = examine(m_clip, Quality::Standard, 1);
        QVERIFY(one);
        for (const int threads : {2, 3}) {
            const auto more = examine(m_clip, Quality::Standard, threads);
            QVERIFY(more);
            QVERIFY(more->findings == one->findings);
            QVERIFY(more->shots == one->shots);
        }
    }

    void goesOnWhereItWasStopped()
    {
        test::MemoryAnswers whole;
        const auto expected = examine(m_clip, Quality::Standard, 2, {}, &whole);
        QVERIFY(expected);
        QVERIFY(whole.kept > 20);

        test::MemoryAnswers answers;
        std::stop_source stop;
        answers.whenKept = [&] {
            if (answers.kept == 10)
                stop.request_stop();
        };
        const auto stopped =
            examine(m_clip, Quality::Standard, 2, JobContext(stop.get_token()), &answers);
        QVERIFY(!stopped && stopped.error().kind() == ErrorKind::Cancelled);
        const int first = answers.kept;
        QVERIFY(first >= 10 && first < whole.kept);
        const auto rest = examine(m_clip, Quality::Standard, 1, {}, &answers);
        QVERIFY(rest);
        QCOMPARE(answers.kept, whole.kept); // no frame was looked at twice
        QVERIFY(rest->findings == expected->findings);
        QVERIFY(rest->shots == expected->shots);

        // What cannot be read is asked again.
        answers.replaceAll("no answer");
        const auto again = examine(m_clip, Quality::Standard, 2, {}, &answers);
        QVERIFY(again);
        QCOMPARE(answers.kept, 2 * whole.kept);
        QVERIFY(again->findings == expected->findings);
    }

    void smallVideosAreLookedAtEnlarged()
    {
        if (bestDetector()->info().provenance.modelSha256.isEmpty())
            QSKIP("cascades do not find such small faces");
        const QRectF face(150, 70, 13, 17);
        const QString path = m_dir.filePath(u"small.mp4"_s);
        QCOMPARE(encodedClip(path, 10, [&](int) { return test::drawnPeople(kSize, {face}, 1); }),
                 QByteArray());
        const auto analysis = examine(path.toStdString(), Quality::Standard, 2);
        QVERIFY(analysis);
        QVERIFY(!analysis->findings.empty());
        QVERIFY(analysis->findings.front().score >= kCertainScore);
        QVERIFY(coveredOn(*analysis, analysis->shots.front().begin, face));
    }

    void aFaceThatAppearsInAStillSceneIsCoveredAtOnce()
    {
        constexpr int kStill = 40;
        constexpr int kAppears = 20; // no frame that is looked at
        const QRectF stays(40, 60, 46, 60);
        const QRectF appears(220, 70, 42, 54); // with nothing else that changes
        const QString path = m_dir.filePath(u"still.mp4"_s);
        QCOMPARE(encodedClip(path, kStill,
                             [&](int i) {
                                 return test::drawnPeople(
                                     kSize, i < kAppears ? std::vector<QRectF>{stays}
                                                         : std::vector<QRectF>{stays, appears});
                             }),
                 QByteArray());
        for (const Quality quality : {Quality::Fast, Quality::Standard}) {
            const auto analysis = examine(path.toStdString(), quality, 2);
            QVERIFY(analysis);
            const Ticks frame = analysis->shots.back().end / kStill;
            for (int i = 0; i < kStill; ++i) {
                QVERIFY2(coveredOn(*analysis, i * frame, stays), qPrintable(QString::number(i)));
                if (i >= kAppears)
                    QVERIFY2(coveredOn(*analysis, i * frame, appears),
                             qPrintable(QString::number(i)));
            }
        }
    }

    void facesThatFadeInSlowlyAreFound()
    {
        constexpr int kFade = 75;
        const QRectF face(220, 70, 42, 54);
        const QImage without = test::drawnPeople(kSize, {});
        const QImage with = test::drawnPeople(kSize, {face});
        const QString path = m_dir.filePath(u"fade.mp4"_s);
        QCOMPARE(encodedClip(path, kFade + 10,
                             [&](int i) {
                                 QImage image = without;
                                 const int share = std::min(i, kFade);
                                 for (int y = 0; y < image.height(); ++y) {
                                     uchar *to = image.scanLine(y);
                                     const uchar *from = with.constScanLine(y);
                                     for (int x = 0; x < image.width() * 3; ++x)
                                         to[x] = uchar((to[x] * (kFade - share) + from[x] * share) /
                                                       kFade);
                                 }
                                 return image;
                             }),
                 QByteArray());
        const auto analysis = examine(path.toStdString(), Quality::Standard, 2);
        QVERIFY(analysis);
        const Ticks frame = analysis->shots.back().end / (kFade + 10);
        for (int i = kFade * 3 / 4; i < kFade + 10; ++i)
            QVERIFY2(coveredOn(*analysis, i * frame, face), qPrintable(QString::number(i)));
    }

    void namesWhatIsCutOff()
    {
        QFile file(QString::fromStdString(m_clip.string()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray bytes = file.readAll();
        // Damage in the middle of the coded pictures; the index of the file stays whole.
        const auto data = bytes.indexOf("mdat");
        QVERIFY(data > 0);
        for (qsizetype i = data + (bytes.size() - data) / 3; i < data + (bytes.size() - data) / 2;
             ++i)
            bytes[i] = char(0xA5);
        const QString path = m_dir.filePath(u"damaged.mp4"_s);
        QFile damaged(path);
        QVERIFY(damaged.open(QIODevice::WriteOnly));
        damaged.write(bytes);
        damaged.close();
        const auto analysis = examine(path.toStdString(), Quality::Standard, 2);
        QVERIFY(!analysis || !analysis->notExamined.isEmpty());
    }

    void stopsSoonWhenCancelled()
    {
        std::stop_source stop;
        QElapsedTimer sinceStop;
        std::jthread stopper([&] {
            QThread::msleep(120); // long enough to be in the middle of the work
            sinceStop.start();
            stop.request_stop();
        });
        const auto analysis = examine(m_clip, Quality::Thorough, 2, JobContext(stop.get_token()));
        stopper.join();
        if (analysis)
            QSKIP("finished before it could be stopped");
        QCOMPARE(analysis.error().kind(), ErrorKind::Cancelled);
        qInfo("stopped after %lld ms", sinceStop.elapsed());
        QVERIFY(sinceStop.elapsed() < 2000); // 200 on an idle machine
    }

    void measuredOnPublicClips()
    {
        REDOUBT_REQUIRE_SHARED();
        for (const char *name : {"carphone.mp4", "talking_head_s.mp4", "skeleton_pair.mp4"}) {
            const auto path = test::sharedFile((QByteArray("media/video/") + name).constData());
            QVERIFY(path);
            QElapsedTimer clock;
            clock.start();
            const auto analysis = examine(*path, Quality::Standard, 2);
            QVERIFY(analysis);
            size_t boxes = 0;
            for (const Finding &f : analysis->findings)
                boxes += std::get<Track>(f.place).boxes.size();
            qInfo("%s: %zu tracks, %zu boxes, %lld shots, %lld ms", name, analysis->findings.size(),
                  boxes, qlonglong(analysis->shots.size()), clock.elapsed());
            QVERIFY(!analysis->findings.empty());
        }
    }
};

QTEST_MAIN(TestVideoAnalysis)
#include "tst_videoanalysis.moc"
