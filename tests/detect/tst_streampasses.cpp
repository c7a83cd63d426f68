// SPDX-License-Identifier: AGPL-3.0-or-later
// A film that is demuxed once gives what it gives stream by stream.
#include "core/detect/streamanalysis.h"
#include "core/media/waveform.h"
#include "tests/support/countingsource.h"
#include "tests/support/memoryanswers.h"
#include "tests/support/shared.h"
#include "tests/support/tempfolder.h"
#include "tests/support/tinymedia.h"

#include <QTest>

using namespace redoubt;
using namespace redoubt::detect;
using namespace Qt::StringLiterals;

namespace {

/// Finds the brighter half of each picture, which moves, so that there are tracks.
class BrightHalf final : public FrameDetector
{
public:
    explicit BrightHalf(bool fails = false)
        : m_fails(fails)
    {}
    DetectorInfo info() const override
    {
        DetectorInfo info;
        info.provenance.detector = u"bright"_s;
        info.provenance.version = u"1"_s;
        info.types = {FindingType::Face};
        return info;
    }
    Result<std::vector<Detection>> detect(const QImage &picture, const JobContext &) override
    {
        if (m_fails)
            return Error(ErrorKind::Internal, "test");
        qint64 left = 0;
        qint64 right = 0;
        for (int x = 0; x < picture.width(); ++x)
            (x * 2 < picture.width() ? left : right) += qGray(picture.pixel(x, 5));
        const int half = picture.width() / 2;
        return std::vector<Detection>{
            {FindingType::Face, {left > right ? 0 : half, 0, half, picture.height()}, 0.9f}};
    }
    Result<std::unique_ptr<FrameDetector>> clone() const override
    {
        return std::unique_ptr<FrameDetector>(std::make_unique<BrightHalf>(m_fails));
    }

private:
    const bool m_fails;
};

Registry makeRegistry(bool fails = false)
{
    Registry registry;
    for (DetectorFactory &factory : standardRegistry().detectors) {
        if (factory.sound)
            registry.detectors.push_back(factory);
    }
    DetectorFactory bright;
    bright.info = BrightHalf().info();
    bright.frame = [fails]() -> Result<std::unique_ptr<FrameDetector>> {
        return std::unique_ptr<FrameDetector>(std::make_unique<BrightHalf>(fails));
    };
    registry.detectors.push_back(bright);
    return registry;
}

/// What analyzeMedia() finds, each stream read by a reader of its own.
Result<Analysis> streamByStream(const ByteSource &source, ItemId item, const Registry &registry,
                                const AnalysisOptions &options)
{
    const auto info = media::probe(source, {});
    if (!info)
        return info.error();
    Analysis analysis;
    analysis.start = info->start;
    std::vector<FrameLooker> lookers;
    for (const DetectorFactory &factory : registry.detectors) {
        if (factory.frame)
            lookers.push_back(FrameLooker::of(*factory.frame(), factory.profile));
    }
    for (const media::StreamInfo &stream : info->streams) {
        if (stream.kind != media::StreamKind::Video)
            continue;
        auto seen = analyzeVideoStream(
            media::VideoReader::open(source, stream.index, readOptionsFor(stream, lookers, options),
                                     {}),
            stream, info->start, lookers, options, {});
        if (!seen)
            return seen.error();
        addSeenStream(*std::move(seen), stream, item, lookers, analysis);
    }
    for (const media::StreamInfo &stream : info->streams) {
        for (const DetectorFactory &factory : registry.detectors) {
            if (stream.kind != media::StreamKind::Audio || !factory.sound)
                continue;
            auto detector = *factory.sound(stream.channels);
            const int rate = detector->sampleRate();
            if (auto done =
                    analyzeAudioStream(media::AudioReader::open(source, stream.index, {rate}, {}),
                                       std::move(detector), stream, item, factory, analysis, {});
                !done)
                return done.error();
        }
    }
    return analysis;
}

QStringList described(const QList<NotExamined> &missing)
{
    QStringList all;
    for (const NotExamined &each : missing)
        all.append(each.portion.what() + u": "_s + each.why.text());
    return all;
}

} // namespace

class TestStreamPasses : public QObject
{
    Q_OBJECT

private:
    test::TempFolder m_folder;
    const Registry m_registry = makeRegistry();
    const ItemId m_item = ItemId::random();

    /// Two pictures, speech in two sounds.
    QByteArray film(const char *name, const QStringList &more = {})
    {
        const auto one = test::makeSpeech(m_folder / "1.wav", u"The officer asked for names."_s);
        const auto two = test::makeSpeech(m_folder / "2.wav", u"Nobody answered her, and so "
                                                              u"she went on with it."_s);
        const auto path = test::runFfmpeg(
            QStringList{u"-f"_s,       u"lavfi"_s,
                        u"-i"_s,       u"testsrc=size=202x120:rate=25:duration=6"_s,
                        u"-f"_s,       u"lavfi"_s,
                        u"-i"_s,       u"testsrc2=size=120x202:rate=15:duration=5"_s,
                        u"-i"_s,       QString::fromStdString(one.string()),
                        u"-i"_s,       QString::fromStdString(two.string()),
                        u"-map"_s,     u"0"_s,
                        u"-map"_s,     u"2"_s,
                        u"-map"_s,     u"1"_s,
                        u"-map"_s,     u"3"_s,
                        u"-c:v"_s,     u"libx264"_s,
                        u"-preset"_s,  u"ultrafast"_s,
                        u"-threads"_s, u"1"_s,
                        u"-pix_fmt"_s, u"yuv420p"_s,
                        u"-c:a"_s,     u"aac"_s} +
                more,
            m_folder / name);
        return test::readFile(path);
    }
    void compare(const QByteArray &bytes, const AnalysisOptions &options)
    {
        const auto source = memorySource(bytes);
        const auto once = analyzeMedia(*source, m_item, m_registry, options, {});
        const auto alone = streamByStream(*source, m_item, m_registry, options);
        QVERIFY(once && alone);
        QCOMPARE(described(once->notExamined), described(alone->notExamined));
        QCOMPARE(once->shots, alone->shots);
        FindingList found; // without the tags of the file
        for (const Finding &finding : once->findings) {
            if (!std::holds_alternative<Field>(finding.place))
                found.push_back(finding);
        }
        QCOMPARE(found.size(), alone->findings.size());
        QVERIFY(found == alone->findings);
        QVERIFY(found.size() >= 4);
    }

private Q_SLOTS:
    void findsTheSame()
    {
        AnalysisOptions options;
        options.threads = 2;
        for (const char *name : {"a.mp4", "a.mkv", "a.avi"})
            compare(film(name), options);
    }

    void findsTheSameInWhatIsCutOff()
    {
        const QByteArray whole = film("fast.mp4", {u"-movflags"_s, u"+faststart"_s});
        compare(whole.first(whole.size() * 2 / 3), {});
        const QByteArray mkv = film("cut.mkv");
        compare(mkv.first(mkv.size() * 2 / 3), {});
        QByteArray damaged = film("damaged.mkv");
        for (qsizetype at = damaged.size() / 2; at < damaged.size() / 2 + 2000; ++at)
            damaged[at] = char(at * 31);
        compare(damaged, {});
    }

    void readsTheFileOnce()
    {
        const test::CountingSource source(memorySource(film("once.mp4")));
        QVERIFY(analyzeMedia(source, m_item, m_registry, {}, {}));
        QVERIFY(source.bytes() < source.size() * 3 / 2);
    }

    void derivesOnTheWay()
    {
        const auto source = memorySource(film("derive.mp4"));
        test::MemoryAnswers answers;
        AnalysisOptions options;
        options.answers = &answers;
        const auto once = analyzeMedia(*source, m_item, m_registry, options, {});
        QVERIFY(once);
        for (const int stream : {0, 2}) {
            const auto kept = answers.find(media::frameIndexQuestion(stream));
            QVERIFY(kept);
            QCOMPARE(*kept, media::toBytes(*media::indexFrames(*source, stream, {})));
        }
        for (const int stream : {1, 3}) {
            const auto kept = answers.find(media::waveformQuestion(stream));
            QVERIFY(kept);
            QCOMPARE(*kept, media::toBytes(*media::readWaveform(*source, stream, {})));
        }
        // What is known is neither made nor kept again.
        const int kept = answers.kept;
        const auto again = analyzeMedia(*source, m_item, m_registry, options, {});
        QVERIFY(again && again->findings == once->findings);
        QCOMPARE(answers.kept, kept);
    }

    void derivesNothingOfWhatIsCutOff()
    {
        const QByteArray whole = film("cut.mp4", {u"-movflags"_s, u"+faststart"_s});
        test::MemoryAnswers answers;
        AnalysisOptions options;
        options.answers = &answers;
        QVERIFY(analyzeMedia(*memorySource(whole.first(whole.size() * 2 / 3)), m_item, m_registry,
                             options, {}));
        for (int stream = 0; stream < 4; ++stream) {
            QVERIFY(!answers.find(media::frameIndexQuestion(stream)));
            QVERIFY(!answers.find(media::waveformQuestion(stream)));
        }
    }

    void aStreamThatCannotBeDecodedStopsNoOther()
    {
        // A picture that no decoder takes here, beside sound that all do.
        const auto speech = test::makeSpeech(m_folder / "s.wav", u"The officer asked for it."_s);
        const auto path = test::runFfmpeg(
            {u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc=size=202x120:rate=25:duration=2"_s, u"-i"_s,
             QString::fromStdString(speech.string()), u"-c:v"_s, u"asv1"_s, u"-c:a"_s, u"mp3"_s},
            m_folder / "coded.avi");
        const auto found =
            analyzeMedia(*memorySource(test::readFile(path)), m_item, m_registry, {}, {});
        QVERIFY(found);
        QCOMPARE(found->notExamined.size(), 1);
        QVERIFY(std::any_of(found->findings.begin(), found->findings.end(),
                            [](const Finding &f) { return f.type == FindingType::Voice; }));
    }

    void aDetectorThatFailsEndsTheAnalysis()
    {
        const auto source = memorySource(film("fails.mp4"));
        const auto found = analyzeMedia(*source, m_item, makeRegistry(true), {}, {});
        QVERIFY(!found);
        QCOMPARE(found.error().kind(), ErrorKind::Internal);
    }

    void stopsWhenAsked()
    {
        const auto source = memorySource(film("stop.mp4"));
        std::stop_source stop;
        test::MemoryAnswers answers;
        answers.whenKept = [&stop] { stop.request_stop(); };
        AnalysisOptions options;
        options.answers = &answers;
        const auto found =
            analyzeMedia(*source, m_item, m_registry, options, JobContext(stop.get_token()));
        QVERIFY(!found);
        QCOMPARE(found.error().kind(), ErrorKind::Cancelled);
        // It goes on from there.
        const int kept = answers.kept;
        QVERIFY(kept > 0);
        answers.whenKept = {};
        const auto rest = analyzeMedia(*source, m_item, m_registry, options, {});
        const auto anew = analyzeMedia(*source, m_item, m_registry, {}, {});
        QVERIFY(rest && anew && rest->findings == anew->findings);
    }
};

QTEST_GUILESS_MAIN(TestStreamPasses)
#include "tst_streampasses.moc"
