// SPDX-License-Identifier: AGPL-3.0-or-later
// The same work, in this process and in redoubt-worker, gives the same.
#include "app/itemworker.h"
#include "core/workflow/itemworker.h"
#include "core/workflow/jobfields.h"
#include "core/workflow/viewfields.h"
#include "tests/support/memoryanswers.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace redoubt;
using namespace redoubt::workflow;
using namespace Qt::StringLiterals;

namespace {

struct AnyValue
{
    template <typename T>
    operator T() const; // NOLINT: only named, never called
};

/// The number of members of an aggregate.
template <typename T, typename... Values>
constexpr int memberCount()
{
    if constexpr (requires { T{Values{}..., AnyValue{}}; })
        return memberCount<T, Values..., AnyValue>();
    else
        return int(sizeof...(Values));
}

// A member that is added to one of these has to travel: add it to core/workflow/jobfields.h, then
// count it here.
static_assert(memberCount<MarkSpec>() == 13);
static_assert(memberCount<detect::AnalysisOptions>() == 7); // answers are asked for
static_assert(memberCount<detect::StreamSummary>() == 8);
static_assert(memberCount<detect::Analysis>() == 9);
static_assert(memberCount<ExamineRequest>() == 6);
static_assert(memberCount<Examination>() == 6);
static_assert(memberCount<AttackRequest>() == 4);
static_assert(memberCount<redact::MaskTrack>() == 5);
static_assert(memberCount<redact::AudioCut>() == 4);
static_assert(memberCount<redact::PageMask>() == 5);
static_assert(memberCount<redact::TextEdit>() == 3);
static_assert(memberCount<redact::RedactionPlan>() == 13);
static_assert(memberCount<redact::RedactOptions>() == 3);
static_assert(memberCount<redact::RedactReport>() == 15);
static_assert(memberCount<verify::BoxExpectation>() == 7);
static_assert(memberCount<verify::CutExpectation>() == 5);
static_assert(memberCount<verify::Expectation>() == 16);
static_assert(memberCount<verify::Verification>() == 3);
static_assert(memberCount<verify::Suspect>() == 6);
static_assert(memberCount<media::StreamInfo>() == 12);
static_assert(memberCount<media::VideoFrame>() == 9); // coded stays where it was decoded
static_assert(memberCount<media::VideoReadOptions>() == 3);
static_assert(memberCount<media::AudioReadOptions>() == 1);
static_assert(memberCount<document::LoadOptions>() == 6); // without answers
static_assert(memberCount<document::DocModel>() == 8);
static_assert(memberCount<document::Page>() == 5);
static_assert(memberCount<document::Word>() == 5);

struct Sample
{
    const char *file;
    ItemKind kind;
};
constexpr Sample kSamples[]{{"identity-card.jpg", ItemKind::Image},
                            {"interview.mp4", ItemKind::Video},
                            {"note.txt", ItemKind::Text},
                            {"report.pdf", ItemKind::Pdf},
                            {"witnesses.csv", ItemKind::Csv}};

std::unique_ptr<ByteSource> open(const QString &file)
{
    return openFileSource((QStringLiteral(REDOUBT_SAMPLE_CASE "/") + file).toStdString()).value();
}

/// Something of every sort that the kind can have.
redact::RedactionPlan planFor(const Sample &sample)
{
    redact::RedactionPlan plan;
    plan.item = ItemId::fromContent(sample.file);
    plan.kind = sample.kind;
    plan.withheld = {SensitiveText(u"Larkspur"_s)};
    plan.marksByType = {{u"custom"_s, 1}};
    if (sample.kind == ItemKind::Video) {
        plan.masks = {{0, {{0, {10, 20, 60, 40}}, {90000, {12, 20, 60, 40}}}, Effect::Fill, {}}};
        plan.cuts = {{1, {0, 24000}, {}, Effect::Bleep}};
    } else if (sample.kind == ItemKind::Image) {
        plan.masks = {{0, {{0, {100, 100, 200, 80}}}, Effect::Fill, u"(b)(6)"_s}};
        plan.pages = {{0, {{300, 300, 90, 40}}, {}}};
    } else if (sample.kind == ItemKind::Pdf) {
        plan.pages = {{0, {{50, 60, 200, 30}}, u"(b)(6)"_s}};
    } else {
        plan.edits = {{{0, 4}, u"[x]"_s}};
    }
    return plan;
}

} // namespace

class tst_ItemWorker : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void findsTheSame_data() { samples(); }
    void findsTheSame();
    void goesOnWhereItWasStopped();
    void resolvesMarksTheSame();
    void writesAndAttacksTheSame_data() { samples(); }
    void writesAndAttacksTheSame();
    void showsTheSamePictures();
    void takesPicturesOutOfSharedMemory();
    void playsTheSameSound();
    void drawsTheSamePages_data();
    void drawsTheSamePages();
    void makesTheSameSmallPictures();
    void readsTheSameWords();
    void tellsWhatCannotBeShown();
    void hasAllBarriers();
    void refusesOtherDetectors();
    void believesProblemsOfFilesOnly();
    void stopsWithinAMoment();

private:
    void samples();
    QByteArray written(const ItemWorker &worker, const Sample &sample,
                       redact::RedactReport &report);

    detect::Registry m_registry;
    std::shared_ptr<const ItemWorker> m_here;
    std::shared_ptr<const ItemWorker> m_apart;
    QTemporaryDir m_folder;
};

void tst_ItemWorker::initTestCase()
{
    qputenv("REDOUBT_WORKER", REDOUBT_WORKER_PROGRAM);
    m_registry = detect::standardRegistry();
    m_here = hereWorker(m_registry);
    m_apart = app::makeItemWorker({}, u"en"_s, m_registry);
}

void tst_ItemWorker::samples()
{
    QTest::addColumn<int>("number");
    for (int i = 0; i < int(std::size(kSamples)); ++i)
        QTest::newRow(kSamples[i].file) << i;
}

void tst_ItemWorker::findsTheSame()
{
    QFETCH(int, number);
    const Sample &sample = kSamples[number];
    const auto source = open(QString::fromLatin1(sample.file));
    QVERIFY(m_apart->kindOf(*source, {}) == sample.kind);
    ExamineRequest request;
    request.item = ItemId::fromContent(sample.file);
    request.kind = sample.kind;
    request.name = u"Maria Delgado, "_s + QString::fromLatin1(sample.file);
    request.options.quality = detect::Quality::Fast;
    const auto here = m_here->examine(*source, request, {});
    qint64 reports = 0;
    const auto apart = m_apart->examine(*source, request,
                                        JobContext({}, [&reports](qint64, qint64) { ++reports; }));
    QVERIFY2(here && apart, apart ? "" : qPrintable(apart.error().text()));
    QVERIFY(!here->analysis.findings.empty());
    QVERIFY(!here->inName.empty());
    QCOMPARE(worker::toCbor(*apart), worker::toCbor(*here));
    if (sample.kind == ItemKind::Video)
        QVERIFY(reports > 2);
}

void tst_ItemWorker::goesOnWhereItWasStopped()
{
    const auto source = open(u"interview.mp4"_s);
    ExamineRequest request;
    request.item = ItemId::fromContent("interview");
    request.kind = ItemKind::Video;
    test::MemoryAnswers answers;
    request.options.answers = &answers;
    request.options.quality = detect::Quality::Fast;
    const auto first = m_apart->examine(*source, request, {});
    QVERIFY(first);
    const int kept = answers.kept;
    QVERIFY(kept > 0);
    const auto again = m_apart->examine(*source, request, {});
    QVERIFY(again);
    QCOMPARE(answers.kept, kept); // nothing was asked anew
    QCOMPARE(worker::toCbor(*again), worker::toCbor(*first));
}

void tst_ItemWorker::resolvesMarksTheSame()
{
    MarkSpec term;
    term.file = u"report.pdf"_s;
    term.term = u"Delgado"_s;
    MarkSpec box;
    box.page = 0;
    box.rect = PageRect{10, 10, 50, 20};
    MarkSpec nothing;
    nothing.term = u"Zebedee"_s;
    const auto source = open(u"report.pdf"_s);
    const ItemId item = ItemId::fromContent("report");
    const auto here = m_here->resolveMarks({term, box, nothing}, *source, ItemKind::Pdf, item, {});
    const auto apart =
        m_apart->resolveMarks({term, box, nothing}, *source, ItemKind::Pdf, item, {});
    QVERIFY(here && apart);
    QCOMPARE(apart->size(), size_t(3));
    for (int i = 0; i < 2; ++i) {
        QVERIFY((*here)[size_t(i)] && (*apart)[size_t(i)]);
        QVERIFY(!(*apart)[size_t(i)]->empty());
        QVERIFY(*(*apart)[size_t(i)] == *(*here)[size_t(i)]);
    }
    QVERIFY((*apart)[2].error().kind() == ErrorKind::NoMatch);
}

QByteArray tst_ItemWorker::written(const ItemWorker &worker, const Sample &sample,
                                   redact::RedactReport &report)
{
    const auto source = open(QString::fromLatin1(sample.file));
    const auto path =
        std::filesystem::path(m_folder.filePath(QString::fromLatin1(sample.file)).toStdString());
    auto output = AtomicOutput::create(path);
    auto done = worker.redact(*source, planFor(sample), {}, **output, {});
    if (!done) {
        qWarning("%s", qPrintable(done.error().text()));
        return {};
    }
    report = *done;
    if (!(*output)->commit())
        return {};
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void tst_ItemWorker::writesAndAttacksTheSame()
{
    QFETCH(int, number);
    const Sample &sample = kSamples[number];
    const auto source = open(QString::fromLatin1(sample.file));
    const QString suffix = QString::fromLatin1(sample.file).section(u'.', -1).prepend(u'.');
    QCOMPARE(m_apart->outputSuffix(*source, sample.kind, suffix, {}).value(),
             m_here->outputSuffix(*source, sample.kind, suffix, {}).value());
    redact::RedactReport hereReport;
    redact::RedactReport apartReport;
    const QByteArray here = written(*m_here, sample, hereReport);
    const QByteArray apart = written(*m_apart, sample, apartReport);
    QVERIFY(!here.isEmpty());
    QVERIFY(apart == here);
    QCOMPARE(worker::toCbor(apartReport), worker::toCbor(hereReport));

    verify::Expectation expectation;
    expectation.kind = hereReport.kind;
    expectation.withheld = planFor(sample).withheld;
    expectation.framePts = hereReport.framePts;
    expectation.frameTimeBase = hereReport.frameTimeBase;
    expectation.pageCount = hereReport.pageCount;
    const auto output = memorySource(here);
    const AttackRequest request{true, {u"eng"_s}, true, {}};
    const auto attackedHere = m_here->verify(*output, expectation, request, {});
    const auto attackedApart = m_apart->verify(*output, expectation, request, {});
    QVERIFY(attackedHere && attackedApart);
    QVERIFY(!attackedApart->checks.isEmpty());
    QCOMPARE(worker::toCbor(*attackedApart), worker::toCbor(*attackedHere));

    MarkSpec mark;
    mark.term = u"Larkspur"_s;
    QCOMPARE(worker::toCbor(m_apart->verifyAgain(*output, {mark}, request, {}).value()),
             worker::toCbor(m_here->verifyAgain(*output, {mark}, request, {}).value()));
}

void tst_ItemWorker::showsTheSamePictures()
{
    const std::shared_ptr<const ByteSource> source = open(u"interview.mp4"_s);
    media::VideoReadOptions options;
    options.format = QImage::Format_RGB32;
    options.maxSize = {320, 320};
    const auto here = m_here->viewer()->openPictures(source, 0, options, {});
    const auto apart = m_apart->viewer()->openPictures(source, 0, options, {});
    QVERIFY(here && apart);
    const auto index = m_apart->viewer()->indexFrames(source, 0, {});
    QVERIFY(index && index->frames.size() > 100);
    QVERIFY(worker::toCbor(*index) ==
            worker::toCbor(m_here->viewer()->indexFrames(source, 0, {}).value()));
    for (const size_t at : {size_t(0), size_t(70), size_t(20)}) {
        for (const auto &reader : {here->get(), apart->get()})
            QVERIFY(reader->seek(index->frames[at].pts, media::PictureStream::SeekTo::Start));
        QVERIFY((*here)->skip() && (*apart)->skip());
        const auto a = (*here)->next();
        const auto b = (*apart)->next();
        QVERIFY(a && b && *a && *b);
        QCOMPARE((*b)->pts, (*a)->pts);
        QCOMPARE((*b)->image, (*a)->image);
        QCOMPARE((*b)->sourceSize, (*a)->sourceSize);
        QCOMPARE((*b)->pixelFormat, (*a)->pixelFormat);
    }
    (*apart)->setMaxSize({});
    QCOMPARE((*apart)->next().value()->image.size(), QSize(1280, 720));
    QVERIFY((*apart)->seek(index->frames.back().pts));
    QVERIFY((*apart)->next().value());
    QVERIFY(!(*apart)->next().value()); // the end
}

void tst_ItemWorker::takesPicturesOutOfSharedMemory()
{
    QImage picture(33, 7, QImage::Format_RGB888);
    picture.fill(QColor(1, 2, 3));
    const qint64 bytes = 33 * 3 * 7;
    const auto area = worker::SharedArea::create(2 * bytes);
    QVERIFY(area);
    const QByteArray first = worker::toCbor(picture, area.get());
    const QByteArray second = worker::toCbor(picture, area.get());
    const QByteArray third = worker::toCbor(picture, area.get()); // the area is full
    QVERIFY(first.size() < 64 && second.size() < 64 && third.size() > bytes);
    for (const QByteArray &sent : {first, second, third})
        QCOMPARE(*worker::fromCbor<QImage>(sent, area.get()), picture);
    QVERIFY(!worker::fromCbor<QImage>(second)); // by an end that shares nothing
    const auto smaller = worker::SharedArea::create(2 * bytes - 1);
    QVERIFY(!worker::fromCbor<QImage>(second, smaller.get()));
    // A picture both in the bytes and in the area, and places outside.
    const auto lie = [](const QByteArray &pixels, qint64 at) {
        worker::CborWriter image;
        image(QImage::Format_RGB888, QSize(33, 7), pixels, at);
        return QByteArray("\x81") + image.bytes();
    };
    QVERIFY(worker::fromCbor<QImage>(lie({}, bytes), area.get()));
    QVERIFY(!worker::fromCbor<QImage>(lie(QByteArray(bytes, 'x'), 0), area.get()));
    for (const qint64 at : {qint64(-2), bytes + 1, std::numeric_limits<qint64>::max()})
        QVERIFY(!worker::fromCbor<QImage>(lie({}, at), area.get()));
}

void tst_ItemWorker::playsTheSameSound()
{
    const std::shared_ptr<const ByteSource> source = open(u"interview.mp4"_s);
    const auto here = m_here->viewer()->openSound(source, 1, {48000}, {});
    const auto apart = m_apart->viewer()->openSound(source, 1, {48000}, {});
    QVERIFY(here && apart);
    QCOMPARE((*apart)->sampleRate(), (*here)->sampleRate());
    QCOMPARE((*apart)->info().channels, (*here)->info().channels);
    QVERIFY((*here)->seek(1000) && (*apart)->seek(1000));
    for (int i = 0; i < 5; ++i) {
        const auto a = (*here)->next();
        const auto b = (*apart)->next();
        QVERIFY(a && b && *a && *b);
        QCOMPARE((*b)->firstSample, (*a)->firstSample);
        QVERIFY((*b)->channels == (*a)->channels);
    }
    const auto waveform = m_apart->viewer()->readWaveform(source, 1, {});
    QVERIFY(waveform && !waveform->isEmpty());
    QVERIFY(*waveform == m_here->viewer()->readWaveform(source, 1, {}).value());
}

void tst_ItemWorker::drawsTheSamePages_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("isPdf");
    QTest::newRow("pages") << u"report.pdf"_s << true;
    QTest::newRow("picture") << u"identity-card.jpg"_s << false;
}

void tst_ItemWorker::drawsTheSamePages()
{
    QFETCH(QString, file);
    QFETCH(bool, isPdf);
    const ItemKind kind = isPdf ? ItemKind::Pdf : ItemKind::Image;
    const std::shared_ptr<const ByteSource> source = open(file);
    const auto here = m_here->viewer()->openPages(source, kind, {});
    const auto apart = m_apart->viewer()->openPages(source, kind, {});
    QVERIFY(here && apart);
    QCOMPARE((*apart)->pageCount(), (*here)->pageCount());
    QVERIFY((*apart)->pageCount() > 0);
    for (int page = 0; page < (*here)->pageCount(); ++page) {
        QCOMPARE((*apart)->pageSize(page).value(), (*here)->pageSize(page).value());
        QCOMPARE((*apart)->render(page, 96, {}).value(), (*here)->render(page, 96, {}).value());
    }
    QVERIFY(!(*apart)->pageSize(10'000));
    QVERIFY((*apart)->pageSize(0)); // an error ends nothing
}

void tst_ItemWorker::makesTheSameSmallPictures()
{
    const std::shared_ptr<const ByteSource> source = open(u"interview.mp4"_s);
    medium::Detail face;
    face.id = FindingId::fromContent("face");
    face.pts = 0;
    face.rect = {237, 214, 182, 247};
    medium::Detail voice;
    voice.id = FindingId::fromContent("voice");
    voice.stream = 1;
    voice.span = Span{1, {4000, 56000}, {}};
    // Sound is a picture of one channel, whose rows are padded.
    for (const QSize size : {QSize(96, 54), QSize(95, 33)}) {
        const auto here =
            m_here->viewer()->details(source, ItemKind::Video, {face, voice}, size, {});
        const auto apart =
            m_apart->viewer()->details(source, ItemKind::Video, {face, voice}, size, {});
        QVERIFY(here && apart);
        QCOMPARE(apart->size(), size_t(2));
        for (size_t i = 0; i < 2; ++i) {
            QVERIFY(!(*here)[i].second.isNull());
            QCOMPARE((*apart)[i].second, (*here)[i].second);
        }
    }
    casefile::Item item;
    item.kind = ItemKind::Video;
    item.streams.append({0, Modality::Video, u"h264"_s, {1280, 720}, {1, 12800}, 11, 0, 0});
    const auto here = m_here->viewer()->whole(source, item, -1, 0, {});
    const auto apart = m_apart->viewer()->whole(source, item, -1, 0, {});
    QVERIFY(here && apart);
    QCOMPARE(apart->image, here->image);
    QCOMPARE(apart->scale, here->scale);
}

void tst_ItemWorker::readsTheSameWords()
{
    const std::shared_ptr<const ByteSource> source = open(u"report.pdf"_s);
    const auto here = m_here->viewer()->loadDocument(source, ItemKind::Pdf, {}, {});
    const auto apart = m_apart->viewer()->loadDocument(source, ItemKind::Pdf, {}, {});
    QVERIFY(here && apart);
    QVERIFY(!apart->text.isEmpty() && !apart->pages.empty());
    QVERIFY(worker::toCbor(*apart) == worker::toCbor(*here));
}

void tst_ItemWorker::tellsWhatCannotBeShown()
{
    const std::shared_ptr<const ByteSource> source = memorySource(QByteArray(5000, 'x'));
    const auto viewer = m_apart->viewer();
    QVERIFY(!viewer->openPictures(source, 0, {}, {}));
    QVERIFY(!viewer->openSound(source, 0, {}, {}));
    QVERIFY(!viewer->openPages(source, ItemKind::Pdf, {}));
    QVERIFY(!viewer->openPages(source, ItemKind::Text, {}));
    std::stop_source stop;
    stop.request_stop();
    const std::shared_ptr<const ByteSource> report = open(u"report.pdf"_s);
    const auto cancelled = viewer->openPages(report, ItemKind::Pdf, JobContext(stop.get_token()));
    QVERIFY(!cancelled && cancelled.error().kind() == ErrorKind::Cancelled);
}

void tst_ItemWorker::hasAllBarriers()
{
    // Landlock depends on the kernel.
    for (const char *name : {"no_new_privs", "rlimits", "seccomp"})
        QVERIFY2(m_apart->isolation()->holds.contains(QString::fromLatin1(name)), name);
    QVERIFY(!m_here->isolation());
}

void tst_ItemWorker::refusesOtherDetectors()
{
    detect::Registry other = m_registry;
    other.detectors.front().info.provenance.version = u"1812"_s;
    const auto worker = app::makeItemWorker({}, u"en"_s, other);
    ExamineRequest request;
    request.kind = ItemKind::Text;
    const auto refused = worker->examine(*open(u"note.txt"_s), request, {});
    QVERIFY(!refused);
    QVERIFY(refused.error().kind() == ErrorKind::Missing);
    // A copy that is attacked without its detectors would only look clean.
    const auto output = memorySource("a copy");
    verify::Expectation expectation;
    expectation.kind = ItemKind::Text;
    const auto attacked = worker->verify(*output, expectation, {}, {});
    QVERIFY(!attacked);
    QVERIFY(attacked.error().kind() == ErrorKind::Missing);
}

void tst_ItemWorker::believesProblemsOfFilesOnly()
{
    Examination said;
    said.problem = Error(ErrorKind::Cancelled, "said", Message::plain(QString(5000, u'x')));
    said.nameProblem = Error(ErrorKind::Encrypted, "said", Message::plain(u"It has a password."_s));
    const auto read = worker::fromCbor<Examination>(worker::toCbor(said));
    QVERIFY(read && read->problem && read->nameProblem && !read->partsProblem);
    QVERIFY(read->problem->kind() == ErrorKind::Damaged);
    QCOMPARE(read->problem->text().size(), 1000);
    QVERIFY(read->nameProblem->kind() == ErrorKind::Encrypted);
    QCOMPARE(read->nameProblem->text(), u"It has a password."_s);
    // Writing only reads.
    QVERIFY(said.problem->kind() == ErrorKind::Cancelled);
    QCOMPARE(said.problem->text().size(), 5000);
}

void tst_ItemWorker::stopsWithinAMoment()
{
    const auto source = open(u"interview.mp4"_s);
    ExamineRequest request;
    request.kind = ItemKind::Video;
    request.options.quality = detect::Quality::Thorough;
    std::stop_source stop;
    QElapsedTimer since;
    // From within a report, so that it is in the middle of its work.
    const JobContext context(stop.get_token(), [&](qint64 done, qint64 total) {
        if (done > total / 4 && !stop.stop_requested()) {
            since.start();
            stop.request_stop();
        }
    });
    QVERIFY(m_apart->examine(*source, request, context).error().kind() == ErrorKind::Cancelled);
    qInfo("stopped after %lld ms", since.elapsed());
    QVERIFY(since.elapsed() < 2000);
}

QTEST_MAIN(tst_ItemWorker)
#include "tst_itemworker.moc"
