// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/mediumtable.h"
#include "tests/support/memoryanswers.h"
#include "tests/support/tempfolder.h"
#include "tests/support/toydetector.h"

#include <QBuffer>
#include <QPainter>
#include <QProcess>
#include <QTest>

#include <algorithm>

using namespace redoubt;
using namespace redoubt::detect;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize kFrame(320, 180);
constexpr int kCount = 45;
const QColor kRed(220, 20, 30);
const QColor kGreen(20, 190, 40);

QRect redAt(int frame)
{
    return {20 + frame * 2, 30, 40, 40};
}

QRect greenAt(int frame)
{
    return {250 - frame, 110, 36, 36};
}

QImage pictureAt(int frame)
{
    QImage picture(kFrame, QImage::Format_BGR888);
    picture.fill(QColor(128, 128, 140));
    QPainter painter(&picture);
    painter.fillRect(redAt(frame), kRed);
    painter.fillRect(greenAt(frame), kGreen);
    return picture;
}

void makeClip(const std::filesystem::path &path)
{
    QProcess ffmpeg;
    ffmpeg.start(
        u"ffmpeg"_s,
        {u"-v"_s,        u"error"_s,    u"-y"_s,      u"-f"_s,
         u"rawvideo"_s,  u"-pix_fmt"_s, u"bgr24"_s,   u"-s"_s,
         u"320x180"_s,   u"-r"_s,       u"25"_s,      u"-i"_s,
         u"-"_s,         u"-c:v"_s,     u"libx264"_s, u"-preset"_s,
         u"ultrafast"_s, u"-pix_fmt"_s, u"yuv420p"_s, QString::fromStdString(path.string())});
    for (int i = 0; i < kCount; ++i) {
        const QImage picture = pictureAt(i);
        for (int y = 0; y < picture.height(); ++y)
            ffmpeg.write(reinterpret_cast<const char *>(picture.constScanLine(y)),
                         picture.width() * 3);
    }
    ffmpeg.closeWriteChannel();
    QVERIFY(ffmpeg.waitForFinished(60000));
    QCOMPARE(ffmpeg.readAllStandardError(), QByteArray());
}

Result<Analysis> examined(const ByteSource &source, ItemKind kind, const Registry &registry,
                          Answers *answers = nullptr, const JobContext &context = {})
{
    AnalysisOptions options;
    options.threads = 2;
    options.answers = answers;
    return medium::analyze(source, kind, ItemId(), registry, options, context);
}

/// The tracks of one detector.
FindingList of(const Analysis &analysis, const QString &detector)
{
    FindingList found;
    std::copy_if(analysis.findings.begin(), analysis.findings.end(), std::back_inserter(found),
                 [&](const Finding &f) { return f.provenance.detector == detector; });
    return found;
}

bool covers(const PixelRect &box, const QRect &square)
{
    return QRect(box.x, box.y, box.w, box.h).contains(square.adjusted(2, 2, -2, -2));
}

} // namespace

/// Two detectors of the same type over one film: nothing of one is taken for the other's.
class TestTwoDetectors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        makeClip(m_folder / "clip.mp4");
        auto source = openFileSource(m_folder / "clip.mp4");
        QVERIFY(source);
        m_clip = std::move(*source);
    }

    void bothSeeTheSameDecodedFrames()
    {
        const auto redLooks = std::make_shared<test::ToyLooks>();
        const auto greenLooks = std::make_shared<test::ToyLooks>();
        Registry registry;
        registry.detectors.push_back(
            test::toyDetector(u"red"_s, kRed, FindingType::LicencePlate, redLooks));
        registry.detectors.push_back(
            test::toyDetector(u"green"_s, kGreen, FindingType::LicencePlate, greenLooks));
        const auto analysis = examined(*m_clip, ItemKind::Video, registry);
        QVERIFY2(analysis, analysis ? "" : qPrintable(analysis.error().text()));
        QVERIFY(redLooks->count > 10);
        QCOMPARE(redLooks->count, greenLooks->count);
        // The frames themselves are shared; what is enlarged for a closer look is made for each.
        std::vector<const uchar *> shared;
        std::set_intersection(redLooks->pictures.begin(), redLooks->pictures.end(),
                              greenLooks->pictures.begin(), greenLooks->pictures.end(),
                              std::back_inserter(shared));
        QVERIFY(shared.size() * 2 >= redLooks->pictures.size());

        for (const auto &[id, at] :
             {std::pair(u"red"_s, &redAt), std::pair(u"green"_s, &greenAt)}) {
            const FindingList found = of(*analysis, id);
            QCOMPARE(found.size(), size_t(1));
            QCOMPARE(found.front().group, id + u"-1"_s);
            QVERIFY(found.front().type == FindingType::LicencePlate);
            const Track &track = std::get<Track>(found.front().place);
            QCOMPARE(track.boxes.size(), size_t(kCount));
            for (int i = 0; i < kCount; ++i)
                QVERIFY2(covers(track.boxes[size_t(i)].rect, at(i)), qPrintable(id));
        }
    }

    void eachFollowsByItsOwnProfile()
    {
        DetectorFactory tight = test::toyDetector(u"tight"_s, kRed, FindingType::Screen);
        tight.profile.growth = 1.0;
        DetectorFactory wide = test::toyDetector(u"wide"_s, kRed, FindingType::Screen);
        wide.profile.growth = 2.0;
        wide.profile.group = u"screen"_s;
        wide.profile.sampling = [](Quality) { return Sampling{{640, 360}, 7}; };
        const auto analysis = examined(*m_clip, ItemKind::Video, {{tight, wide}});
        QVERIFY(analysis);
        const FindingList small = of(*analysis, u"tight"_s);
        const FindingList large = of(*analysis, u"wide"_s);
        QVERIFY(small.size() == 1 && large.size() == 1);
        QCOMPARE(small.front().group, u"tight-1"_s);
        QCOMPARE(large.front().group, u"screen-1"_s);
        const auto areaAt = [](const Finding &f) {
            return std::get<Track>(f.place).boxes[kCount / 2].rect.area();
        };
        QVERIFY(areaAt(large.front()) > 2 * areaAt(small.front()));
        const auto detected = [](const Finding &f) {
            const auto &boxes = std::get<Track>(f.place).boxes;
            return std::count_if(boxes.begin(), boxes.end(), [](const TrackBox &box) {
                return box.origin == BoxOrigin::Detected;
            });
        };
        QVERIFY(detected(small.front()) > detected(large.front()));
    }

    void bothGoOnFromTheirOwnAnswers()
    {
        const Registry registry{{test::toyDetector(u"red"_s, kRed, FindingType::LicencePlate),
                                 test::toyDetector(u"green"_s, kGreen, FindingType::LicencePlate)}};
        test::MemoryAnswers whole;
        const auto first = examined(*m_clip, ItemKind::Video, registry, &whole);
        QVERIFY(first);
        QVERIFY(whole.kept > 20);

        test::MemoryAnswers answers;
        std::stop_source stop;
        answers.whenKept = [&] {
            if (answers.kept == 9)
                stop.request_stop();
        };
        const auto stopped =
            examined(*m_clip, ItemKind::Video, registry, &answers, JobContext(stop.get_token()));
        QVERIFY(!stopped && stopped.error().kind() == ErrorKind::Cancelled);
        answers.whenKept = {};
        const auto redLooks = std::make_shared<test::ToyLooks>();
        const Registry watched{
            {test::toyDetector(u"red"_s, kRed, FindingType::LicencePlate, redLooks),
             test::toyDetector(u"green"_s, kGreen, FindingType::LicencePlate)}};
        const auto rest = examined(*m_clip, ItemKind::Video, watched, &answers);
        QVERIFY(rest);
        QCOMPARE(answers.kept, whole.kept); // nothing was looked at twice
        QVERIFY(redLooks->count < whole.kept);
        QVERIFY(rest->findings == first->findings);

        // One that joins later reads none of the others' answers.
        const Registry more{{registry.detectors[0],
                             test::toyDetector(u"blue"_s, QColor(0, 0, 255), FindingType::Screen)}};
        const auto joined = examined(*m_clip, ItemKind::Video, more, &answers);
        QVERIFY(joined);
        QVERIFY(of(*joined, u"blue"_s).empty());
        QCOMPARE(of(*joined, u"red"_s).size(), size_t(1));
    }

    void bothSeePictures()
    {
        QBuffer bytes;
        QVERIFY(bytes.open(QIODevice::WriteOnly) && pictureAt(3).save(&bytes, "PNG"));
        const Registry registry{{test::toyDetector(u"red"_s, kRed, FindingType::LicencePlate),
                                 test::toyDetector(u"green"_s, kGreen, FindingType::Screen)}};
        const auto analysis = examined(*memorySource(bytes.data()), ItemKind::Image, registry);
        QVERIFY(analysis);
        QCOMPARE(of(*analysis, u"red"_s).size(), size_t(1));
        QCOMPARE(of(*analysis, u"green"_s).front().group, u"green-1"_s);
    }

    void onlyWhatIsWantedLooks()
    {
        const auto redLooks = std::make_shared<test::ToyLooks>();
        const Registry registry{
            {test::toyDetector(u"red"_s, kRed, FindingType::LicencePlate, redLooks),
             test::toyDetector(u"green"_s, kGreen, FindingType::Screen)}};
        AnalysisOptions options;
        options.types = {FindingType::Screen};
        const auto analysis =
            medium::analyze(*m_clip, ItemKind::Video, ItemId(), registry, options, {});
        QVERIFY(analysis);
        QCOMPARE(redLooks->count, 0);
        QCOMPARE(analysis->findings.size(), size_t(1));
    }

    void whatCannotBeMadeIsTold()
    {
        DetectorFactory broken = test::toyDetector(u"broken"_s, kRed, FindingType::Code);
        broken.frame = []() -> Result<std::unique_ptr<FrameDetector>> {
            return Error(ErrorKind::Missing, "test", Message::plain(u"no model here"_s));
        };
        const Registry registry{
            {broken, test::toyDetector(u"green"_s, kGreen, FindingType::Screen)}};
        const auto analysis = examined(*m_clip, ItemKind::Video, registry);
        QVERIFY(analysis);
        QCOMPARE(of(*analysis, u"green"_s).size(), size_t(1)); // the others go on
        QCOMPARE(analysis->notExamined.size(), 1);
        QCOMPARE(analysis->notExamined.first().why.text(), u"no model here"_s);
    }

private:
    test::TempFolder m_folder;
    std::unique_ptr<ByteSource> m_clip;
};

QTEST_GUILESS_MAIN(TestTwoDetectors)
#include "tst_twodetectors.moc"
