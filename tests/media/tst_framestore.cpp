// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/framestore.h"
#include "tests/support/tempfolder.h"
#include "tests/support/tinymedia.h"

#include <QTest>

#include <condition_variable>
#include <mutex>

using namespace redoubt;
using namespace redoubt::media;
using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kPatience = std::chrono::seconds(60);

/// A store whose answers are waited for.
class Asked
{
public:
    explicit Asked(std::shared_ptr<const ByteSource> source, FrameStoreOptions options = {})
        : store(std::move(source), 0, options,
                {[this](quint64 request, Result<FrameStore::FramePtr> frame) {
                     const std::lock_guard lock(m_mutex);
                     m_answers.emplace_back(request, std::move(frame));
                     m_changed.notify_all();
                 },
                 [this](Result<FrameStore::IndexPtr> read) {
                     const std::lock_guard lock(m_mutex);
                     m_index = std::move(read);
                     m_changed.notify_all();
                 }})
    {}

    std::optional<Result<FrameStore::IndexPtr>> waitForIndex()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, kPatience, [this] { return m_index.has_value(); });
        return m_index;
    }
    /// The answer to one request, kept or called back; nothing when none comes.
    std::optional<Result<FrameStore::FramePtr>> wait(const FrameStore::Answer &asked)
    {
        if (asked.frame)
            return Result<FrameStore::FramePtr>(asked.frame);
        std::unique_lock lock(m_mutex);
        std::optional<Result<FrameStore::FramePtr>> found;
        m_changed.wait_for(lock, kPatience, [&] {
            for (const auto &[request, frame] : m_answers) {
                if (request == asked.request)
                    found = frame;
            }
            return found.has_value();
        });
        return found;
    }
    FrameStore::FramePtr at(Ticks pts, Travel travel = Travel::Jump)
    {
        auto frame = wait(store.request(pts, travel));
        return frame && *frame ? **frame : nullptr;
    }
    std::vector<quint64> answered()
    {
        const std::lock_guard lock(m_mutex);
        std::vector<quint64> numbers;
        for (const auto &answer : m_answers)
            numbers.push_back(answer.first);
        return numbers;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<std::pair<quint64, Result<FrameStore::FramePtr>>> m_answers;
    std::optional<Result<FrameStore::IndexPtr>> m_index;

public:
    FrameStore store; // last: its threads use the rest
};

std::shared_ptr<const ByteSource> sourceOf(const std::filesystem::path &path)
{
    auto opened = openFileSource(path);
    if (!opened)
        qFatal("%s", qPrintable(opened.error().text()));
    return *std::move(opened);
}

/// Every picture as a plain pass from the start gives it: what the store is measured against.
std::vector<VideoFrame> allFrames(const ByteSource &source)
{
    VideoReadOptions options;
    options.format = QImage::Format_RGB32;
    auto reader = VideoReader::open(source, 0, options, {});
    if (!reader)
        qFatal("%s", qPrintable(reader.error().text()));
    std::vector<VideoFrame> frames;
    for (;;) {
        auto frame = (*reader)->next();
        if (!frame || !*frame)
            return frames;
        frames.push_back(std::move(**frame));
    }
}

} // namespace

class tst_FrameStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void givesTheExactPictureInAnyOrder_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::addColumn<QStringList>("codecs");
        const QStringList x264{u"-c:v"_s, u"libx264"_s,  u"-threads"_s,
                               u"1"_s,    u"-pix_fmt"_s, u"yuv420p"_s};
        QTest::newRow("B-frames") << u".mp4"_s
                                  << x264 + QStringList{u"-bf"_s, u"3"_s, u"-g"_s, u"12"_s};
        QTest::newRow("variable rate")
            << u".mp4"_s
            << x264 + QStringList{u"-vf"_s,       u"select='not(mod(n\\,3))+not(mod(n\\,7))'"_s,
                                  u"-fps_mode"_s, u"vfr"_s,
                                  u"-g"_s,        u"10"_s};
        QTest::newRow("open groups of pictures")
            << u".mkv"_s
            << x264 + QStringList{u"-x264-params"_s, u"open-gop=1:keyint=12:bframes=3"_s};
        QTest::newRow("transport stream")
            << u".ts"_s << x264 + QStringList{u"-bf"_s, u"2"_s, u"-g"_s, u"9"_s};
        QTest::newRow("no stored times")
            << u".avi"_s << QStringList{u"-c:v"_s, u"mpeg4"_s, u"-g"_s, u"10"_s};
    }
    void givesTheExactPictureInAnyOrder()
    {
        QFETCH(QString, suffix);
        QFETCH(QStringList, codecs);
        const TempFolder folder;
        TinyVideo video;
        video.frames = 50;
        video.audio = false;
        video.codecs = codecs;
        const auto source = sourceOf(makeVideo(folder / ("v" + suffix.toStdString()), video));
        const std::vector<VideoFrame> expected = allFrames(*source);
        QVERIFY(expected.size() > 20);

        // Small enough that most pictures must be decoded again.
        FrameStoreOptions options;
        options.budget = 6 * expected.front().image.sizeInBytes();
        Asked asked(source, options);
        const auto index = asked.waitForIndex();
        QVERIFY(index && *index);
        QCOMPARE((**index)->frames.size(), expected.size());

        const auto check = [&](size_t i, Travel travel) {
            const FrameStore::FramePtr frame = asked.at(expected[i].pts, travel);
            QVERIFY2(frame, qPrintable(QString::number(i)));
            QCOMPARE(frame->pts, expected[i].pts);
            QVERIFY2(frame->image == expected[i].image, qPrintable(QString::number(i)));
            QVERIFY(asked.store.keptBytes() <= options.budget);
        };
        for (size_t step = 0; step < expected.size(); ++step)
            check(step * 17 % expected.size(), Travel::Jump);
        for (size_t i = expected.size(); i-- > 0;)
            check(i, Travel::Backward);
        for (size_t i = 0; i < expected.size(); ++i)
            check(i, Travel::Forward);
    }
    void answersATimeBetweenFramesWithTheFrameShownThen()
    {
        const TempFolder folder;
        const auto source = sourceOf(makeVideo(folder / "v.mp4"));
        Asked asked(source);
        QVERIFY(asked.waitForIndex());
        const auto &frames = asked.store.index()->frames;
        const Ticks between = (frames[4].pts + frames[5].pts) / 2;
        QCOMPARE(asked.at(between)->pts, frames[4].pts);
        QCOMPARE(asked.at(frames.back().pts + 1'000'000)->pts, frames.back().pts);
        QCOMPARE(asked.at(-1'000'000)->pts, frames.front().pts);
    }
    void keepsNoMoreThanItsBudget()
    {
        const TempFolder folder;
        TinyVideo video;
        video.size = {320, 240};
        video.frames = 60;
        const auto source = sourceOf(makeVideo(folder / "v.mp4", video));
        FrameStoreOptions options;
        options.budget = 10 * 320 * 240 * 4;
        Asked asked(source, options);
        QVERIFY(asked.waitForIndex());
        const auto frames = asked.store.index()->frames;
        for (size_t i = 0; i < 100; ++i) {
            QVERIFY(asked.at(frames[i * 31 % frames.size()].pts, Travel(i % 3)));
            QVERIFY(asked.store.keptBytes() <= options.budget);
        }
    }
    void aBudgetBelowOnePictureStillShowsIt()
    {
        const TempFolder folder;
        FrameStoreOptions options;
        options.budget = 1;
        Asked asked(sourceOf(makeVideo(folder / "v.mp4")), options);
        QVERIFY(asked.waitForIndex());
        for (const FrameIndex::Entry &entry : asked.store.index()->frames)
            QCOMPARE(asked.at(entry.pts, Travel::Backward)->pts, entry.pts);
    }
    void theNewestRequestWins()
    {
        const TempFolder folder;
        TinyVideo video;
        video.size = {640, 360};
        video.frames = 100;
        Asked asked(sourceOf(makeVideo(folder / "v.mp4", video)));
        QVERIFY(asked.waitForIndex());
        const auto frames = asked.store.index()->frames;
        FrameStore::Answer last;
        for (size_t i = 0; i < 40; ++i)
            last = asked.store.request(frames[(i * 37 + 3) % frames.size()].pts, Travel::Jump);
        const auto frame = asked.wait(last);
        QVERIFY(frame && *frame);
        QCOMPARE((**frame)->pts, frames[(39 * 37 + 3) % frames.size()].pts);
        // Forty requests in a burst cannot all have been decoded in between.
        const std::vector<quint64> answered = asked.answered();
        QVERIFY(answered.size() < 40);
        QVERIFY(std::is_sorted(answered.begin(), answered.end()));
    }
    void decodesAGroupOnceForStepsBack()
    {
        const TempFolder folder;
        TinyVideo video;
        video.frames = 40;
        video.codecs << u"-g"_s << u"40"_s;
        Asked asked(sourceOf(makeVideo(folder / "v.mp4", video)));
        QVERIFY(asked.waitForIndex());
        const auto frames = asked.store.index()->frames;
        QVERIFY(asked.at(frames[30].pts, Travel::Backward));
        for (size_t i = 30; i-- > 0;)
            QVERIFY2(asked.store.kept(frames[i].pts), qPrintable(QString::number(i)));
    }
    void scalesPicturesAndKeepsTheSourcesSize()
    {
        const TempFolder folder;
        TinyVideo video;
        video.size = {640, 360};
        FrameStoreOptions options;
        options.maxSize = {160, 160};
        Asked asked(sourceOf(makeVideo(folder / "v.mp4", video)), options);
        QVERIFY(asked.waitForIndex());
        const auto small = asked.at(0);
        QCOMPARE(small->image.size(), QSize(160, 90));
        QCOMPARE(small->sourceSize, QSize(640, 360));
        asked.store.setMaxSize({});
        QVERIFY(!asked.store.kept(0));
        QCOMPARE(asked.at(0)->image.size(), QSize(640, 360));
    }
    void aDamagedFileIsAnErrorAndNoWaitingForEver_data()
    {
        QTest::addColumn<qint64>("keep");
        QTest::newRow("nothing") << 0LL;
        QTest::newRow("no table of contents") << 3000LL;
    }
    void aDamagedFileIsAnErrorAndNoWaitingForEver()
    {
        QFETCH(qint64, keep);
        const TempFolder folder;
        const auto whole = sourceOf(makeVideo(folder / "v.mp4"));
        const QByteArray bytes = *whole->read(0, keep);
        Asked asked(std::shared_ptr<const ByteSource>(memorySource(bytes)));
        const auto index = asked.waitForIndex();
        QVERIFY(index);
        QVERIFY(!*index);
        const auto answer = asked.wait(asked.store.request(0, Travel::Jump));
        QVERIFY(answer);
        QVERIFY(!*answer);
        QVERIFY(!answer->error().text().isEmpty());
    }
    void goesOnBehindDamage()
    {
        const TempFolder folder;
        TinyVideo video;
        video.frames = 60;
        video.audio = false;
        video.codecs << u"-g"_s << u"10"_s;
        const auto whole = sourceOf(makeVideo(folder / "v.mkv", video));
        QByteArray bytes = *whole->read(0, whole->size());
        for (qsizetype i = bytes.size() / 3; i < bytes.size() / 2; ++i)
            bytes[i] = char(i * 7);
        Asked asked(std::shared_ptr<const ByteSource>(memorySource(bytes)));
        const auto index = asked.waitForIndex();
        QVERIFY(index && *index);
        const auto frames = (**index)->frames;
        for (const FrameIndex::Entry &entry : frames)
            QVERIFY(asked.wait(asked.store.request(entry.pts, Travel::Forward)));
        const auto lastFrame = asked.at(frames.back().pts);
        QVERIFY(lastFrame);
        QVERIFY(asked.at(frames.front().pts));
    }
    void endsAtOnceWhileItDecodes()
    {
        const TempFolder folder;
        TinyVideo video;
        video.size = {640, 360};
        video.frames = 100;
        const auto source = sourceOf(makeVideo(folder / "v.mp4", video));
        for (int i = 0; i < 8; ++i) {
            Asked asked(source);
            asked.store.request(i * 5000, Travel::Backward);
        }
    }
};

QTEST_GUILESS_MAIN(tst_FrameStore)
#include "tst_framestore.moc"
