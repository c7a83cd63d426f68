// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/filmpass.h"
#include "core/media/waveform.h"
#include "tests/support/countingsource.h"
#include "tests/support/faultysource.h"
#include "tests/support/shared.h"
#include "tests/support/tempfolder.h"
#include "tests/support/tinymedia.h"

#include <QTest>

#include <thread>

using namespace redoubt;
using namespace redoubt::media;
using namespace Qt::StringLiterals;

namespace {

struct Seen
{
    Ticks pts = 0;
    bool corrupt = false;
    QImage image;
    bool operator==(const Seen &) const = default;
};

struct Heard
{
    qint64 first = 0;
    std::vector<std::vector<float>> channels;
    bool operator==(const Heard &) const = default;
};

std::vector<Seen> see(VideoReader &reader, std::optional<Error> *error = nullptr)
{
    std::vector<Seen> all;
    for (;;) {
        auto frame = reader.nextLuma();
        if (!frame && error)
            *error = frame.error();
        if (!frame || !*frame)
            return all;
        all.push_back({(*frame)->pts, (*frame)->corrupt, (*frame)->image.copy()});
    }
}

std::vector<Heard> hear(AudioReader &reader, std::optional<Error> *error = nullptr)
{
    std::vector<Heard> all;
    if (const auto prepared = reader.prepare(); !prepared) {
        if (error)
            *error = prepared.error();
        return all;
    }
    for (;;) {
        auto block = reader.next();
        if (!block && error)
            *error = block.error();
        if (!block || !*block)
            return all;
        all.push_back({(*block)->firstSample, (*block)->channels});
    }
}

/// A picture and two sounds.
std::filesystem::path makeFilm(const std::filesystem::path &output, int seconds,
                               const QStringList &codecs)
{
    const QString length = QString::number(seconds);
    return test::runFfmpeg(
        QStringList{u"-f"_s, u"lavfi"_s, u"-i"_s,
                    u"testsrc=size=202x120:rate=25:duration="_s + length, u"-f"_s, u"lavfi"_s,
                    u"-i"_s, u"sine=frequency=440:sample_rate=44100:duration="_s + length, u"-f"_s,
                    u"lavfi"_s, u"-i"_s,
                    u"anoisesrc=amplitude=0.3:seed=7:sample_rate=48000:duration="_s + length,
                    u"-map"_s, u"0"_s, u"-map"_s, u"1"_s, u"-map"_s, u"2"_s} +
            codecs,
        output);
}

const QStringList kH264{u"-c:v"_s,     u"libx264"_s, u"-preset"_s, u"fast"_s, u"-threads"_s,
                        u"1"_s,        u"-g"_s,      u"12"_s,      u"-bf"_s,  u"2"_s,
                        u"-pix_fmt"_s, u"yuv420p"_s, u"-c:a"_s,    u"aac"_s};

struct Film
{
    std::vector<Seen> pictures;
    std::vector<Heard> first;
    std::vector<Heard> second;
    std::optional<FrameIndex> index;
    bool sawAll = false;
};

Result<Film> readTogether(const ByteSource &source)
{
    auto pass = FilmPass::open(source, {});
    if (!pass)
        return pass.error();
    auto pictures = (*pass)->pictures(0, {});
    auto first = (*pass)->sound(1, {16000});
    auto second = (*pass)->sound(2, {});
    if (!pictures || !first || !second)
        return Error(ErrorKind::Internal, "test");
    (*pass)->index(0);
    (*pass)->start();
    Film film;
    {
        const std::jthread one([&] { film.first = hear(**first); });
        const std::jthread two([&] { film.second = hear(**second); });
        film.pictures = see(**pictures);
    }
    (*pass)->finish();
    film.index = (*pass)->takeIndex(0);
    const auto whole = (*pass)->sawAll();
    film.sawAll = whole && *whole;
    return film;
}

} // namespace

class TestFilmPass : public QObject
{
    Q_OBJECT

private:
    test::TempFolder m_folder;
    std::unique_ptr<ByteSource> film(const char *name, int seconds = 4,
                                     const QStringList &codecs = kH264)
    {
        return openFileSource(makeFilm(m_folder / name, seconds, codecs)).value();
    }

private Q_SLOTS:
    void givesWhatEachWouldReadAlone_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("codecs");
        const QStringList old{u"-c:v"_s, u"mpeg4"_s,      u"-threads"_s, u"1"_s,
                              u"-c:a"_s, u"libmp3lame"_s, u"-bf"_s,      u"2"_s};
        QTest::newRow("mp4") << u"a.mp4"_s << kH264;
        QTest::newRow("fragmented")
            << u"f.mp4"_s << kH264 + QStringList{u"-movflags"_s, u"+frag_keyframe+empty_moov"_s};
        QTest::newRow("mkv") << u"a.mkv"_s << kH264;
        QTest::newRow("ts") << u"a.ts"_s << kH264;
        QTest::newRow("avi") << u"a.avi"_s << old;
    }
    void givesWhatEachWouldReadAlone()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, codecs);
        const auto source = film(name.toUtf8().constData(), 4, codecs);
        const auto together = readTogether(*source);
        QVERIFY(together);
        QVERIFY(together->sawAll);
        QCOMPARE(together->pictures.size(), size_t(100));
        const auto pictures = VideoReader::open(*source, 0, {}, {});
        QVERIFY(together->pictures == see(**pictures));
        const auto first = AudioReader::open(*source, 1, {16000}, {});
        QVERIFY(together->first == hear(**first));
        QVERIFY(!together->first.empty());
        const auto second = AudioReader::open(*source, 2, {}, {});
        QVERIFY(together->second == hear(**second));
        const auto index = indexFrames(*source, 0, {});
        QVERIFY(index && together->index);
        QVERIFY(toBytes(*index) == toBytes(*together->index));
    }

    void readsTheFileOnce()
    {
        const test::CountingSource source(film("once.mp4", 20));
        QVERIFY(readTogether(source));
        const qint64 together = source.bytes();
        QVERIFY(together < source.size() * 5 / 4);
        test::CountingSource apart(openFileSource(m_folder / "once.mp4").value());
        see(**VideoReader::open(apart, 0, {}, {}));
        hear(**AudioReader::open(apart, 1, {16000}, {}));
        hear(**AudioReader::open(apart, 2, {}, {}));
        QVERIFY(indexFrames(apart, 0, {}));
        QVERIFY(apart.bytes() > together * 2);
    }

    void waitsForTheSlowest()
    {
        const test::CountingSource source(film("slow.mp4", 120));
        const auto pass = FilmPass::open(source, {}).value();
        auto pictures = pass->pictures(0, {});
        auto sound = pass->sound(2, {});
        QVERIFY(pictures && sound);
        pass->start();
        size_t seen = 0;
        {
            const std::jthread eyes([&] { seen = see(**pictures).size(); });
            QTest::qWait(300);
            QVERIFY(source.bytes() < source.size() / 2); // the sound is not read yet
            hear(**sound);
        }
        QCOMPARE(seen, size_t(3000));
    }

    void goesOnWithoutAReaderThatLeft()
    {
        const auto source = film("left.mp4");
        const auto pass = FilmPass::open(*source, {}).value();
        auto pictures = pass->pictures(0, {});
        auto sound = pass->sound(1, {});
        QVERIFY(pictures && sound);
        pass->start();
        QVERIFY((*pictures)->nextLuma());
        pictures->reset();
        const auto heard = hear(**sound);
        QVERIFY(heard == hear(**AudioReader::open(*source, 1, {}, {})));
        // Nobody reads: the rest of the file is left alone.
        sound->reset();
        pass->finish();
    }

    void endsForAllWhenTheSourceFails()
    {
        film("fails.mp4", 10);
        const QByteArray bytes = test::readFile(m_folder / "fails.mp4");
        const test::FaultySource source(bytes, test::Fault::Fail, bytes.size() / 2);
        const auto pass = FilmPass::open(source, {}).value();
        auto pictures = pass->pictures(0, {});
        auto sound = pass->sound(1, {});
        QVERIFY(pictures && sound);
        pass->index(0);
        pass->start();
        std::optional<Error> ofPictures;
        std::optional<Error> ofSound;
        size_t seen = 0;
        {
            const std::jthread ears([&] { hear(**sound, &ofSound); });
            seen = see(**pictures, &ofPictures).size();
        }
        pass->finish();
        QVERIFY(seen > 20);
        QVERIFY(ofPictures && ofPictures->kind() == ErrorKind::Io);
        QVERIFY(ofSound && ofSound->kind() == ErrorKind::Io);
        const auto whole = pass->sawAll();
        QVERIFY(!whole || !*whole);
        QVERIFY(!pass->takeIndex(0));
    }

    void tellsOfACutOffFile()
    {
        film("whole.mp4", 10, kH264 + QStringList{u"-movflags"_s, u"+faststart"_s});
        const QByteArray bytes = test::readFile(m_folder / "whole.mp4");
        const auto cut = readTogether(*memorySource(bytes.first(bytes.size() * 2 / 3)));
        QVERIFY(cut);
        QVERIFY(!cut->sawAll);
        const auto whole = readTogether(*memorySource(bytes));
        QVERIFY(whole && whole->sawAll);
    }

    void stopsWhenAsked()
    {
        const auto source = film("stop.mp4", 60);
        std::stop_source stop;
        const auto pass = FilmPass::open(*source, JobContext(stop.get_token())).value();
        auto pictures = pass->pictures(0, {});
        auto sound = pass->sound(1, {});
        QVERIFY(pictures && sound);
        pass->start();
        std::optional<Error> error;
        {
            const std::jthread eyes([&] { see(**pictures, &error); }); // waits for the sound
            QTest::qWait(100);
            stop.request_stop();
        }
        QVERIFY(error && error->kind() == ErrorKind::Cancelled);
        QVERIFY(!(*sound)->prepare());
    }

    void readersCannotSeek()
    {
        const auto source = film("seek.mp4");
        const auto pass = FilmPass::open(*source, {}).value();
        const auto pictures = pass->pictures(0, {});
        const auto sound = pass->sound(1, {});
        QVERIFY(pictures && sound);
        QCOMPARE((*pictures)->seek(0).error().kind(), ErrorKind::Invalid);
        QCOMPARE((*sound)->seek(0).error().kind(), ErrorKind::Invalid);
        QVERIFY(!pass->pictures(1, {}));
        QVERIFY(!pass->sound(0, {}));
        QVERIFY(!pass->sound(7, {}));
    }

    void writesAndReadsAnIndex()
    {
        FrameIndex index;
        for (const Ticks pts : {Ticks(-3), Ticks(0), Ticks(1), Ticks(90'000), Ticks(1) << 50})
            index.frames.push_back({pts, pts % 2 == 0});
        const QByteArray bytes = toBytes(index);
        const auto again = frameIndexFrom(bytes);
        QVERIFY(again);
        QCOMPARE(again->frames.size(), index.frames.size());
        for (size_t i = 0; i < index.frames.size(); ++i) {
            QCOMPARE(again->frames[i].pts, index.frames[i].pts);
            QCOMPARE(again->frames[i].key, index.frames[i].key);
        }
        QVERIFY(frameIndexFrom(toBytes(FrameIndex())));
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QVERIFY(!frameIndexFrom(bytes.first(size)));
        QVERIFY(!frameIndexFrom(bytes + '\0'));
        // Times that do not rise, more frames than there are bytes, a number without an end.
        QByteArray same = bytes;
        same[same.size() - 8] = 0;
        QVERIFY(!frameIndexFrom(same));
        QByteArray many = bytes;
        many[3] = '\x7f';
        QVERIFY(!frameIndexFrom(many));
        QVERIFY(!frameIndexFrom(bytes.first(16) + QByteArray(40, '\xff')));
        // Farther apart than any film is long.
        QVERIFY(toBytes({{{std::numeric_limits<Ticks>::min(), true},
                          {std::numeric_limits<Ticks>::max(), true}}})
                    .isEmpty());
    }

    void writesAndReadsAWaveform()
    {
        const auto source = film("wave.mp4");
        const auto waveform = readWaveform(*source, 1, {});
        QVERIFY(waveform);
        const QByteArray bytes = toBytes(*waveform);
        const auto again = waveformFrom(bytes);
        QVERIFY(again && *again == *waveform);
        for (qsizetype size = 0; size < bytes.size(); size += 7)
            QVERIFY(!waveformFrom(bytes.first(size)));
        QVERIFY(!waveformFrom(bytes + '\0'));
        QVERIFY(waveformFrom(toBytes(Waveform())));
    }
};

QTEST_GUILESS_MAIN(TestFilmPass)
#include "tst_filmpass.moc"
