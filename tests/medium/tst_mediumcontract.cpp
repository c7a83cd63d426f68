// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/installtranslations.h"
#include "app/standardmedia.h"
#include "core/base/atomicoutput.h"
#include "core/jobs/rundetached.h"
#include "core/workflow/workflow.h"
#include "tests/support/budget.h"
#include "tests/support/forgetfulworker.h"
#include "tests/support/memoryanswers.h"
#include "tests/support/samplecase.h"
#include "tests/support/tempfolder.h"
#include "tests/support/testscheduler.h"
#include "tests/support/toymedium/toymedium.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QTest>
#include <QTranslator>

#include <atomic>
#include <cstring>
#include <random>

using namespace redoubt;
using namespace Qt::StringLiterals;

namespace {

/// Bytes, and then zeros up to a size that no reader may take for granted.
class EndlessSource final : public ByteSource
{
public:
    EndlessSource(QByteArray begin, qint64 size)
        : m_begin(std::move(begin))
        , m_size(size)
    {}
    qint64 size() const override { return m_size; }
    Result<qint64> readAt(qint64 offset, std::span<char> out) const override
    {
        if (m_closed)
            return Error(ErrorKind::Io, "test/endless");
        const qint64 length = std::clamp<qint64>(m_size - offset, 0, qint64(out.size()));
        std::memset(out.data(), 0, size_t(length));
        if (const qint64 known = std::min(length, m_begin.size() - offset); known > 0)
            std::memcpy(out.data(), m_begin.constData() + offset, size_t(known));
        return length;
    }
    /// Every further read fails, so that a reader that was left alone ends.
    void close() const { m_closed = true; }

private:
    QByteArray m_begin;
    qint64 m_size;
    mutable std::atomic<bool> m_closed = false;
};

const detect::Registry &registry()
{
    static const detect::Registry registry = detect::standardRegistry();
    return registry;
}

/// What is the same in every run and in every language.
QStringList plain(const detect::Analysis &analysis)
{
    QStringList lines;
    for (const Finding &finding : analysis.findings)
        lines.append(finding.id.toString());
    lines.append(analysis.text);
    lines.append(QString::number(analysis.extent));
    lines.append(QString::number(analysis.notExamined.size()));
    return lines;
}

} // namespace

/// What holds for every medium of the table: a new one is tested by its line and a sample.
class TestMediumContract : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyReleasedMediumHasASample();
    void tellsItsOwnFiles_data() { media(); }
    void tellsItsOwnFiles();
    void survivesNothingAndLittle_data() { media(); }
    void survivesNothingAndLittle();
    void survivesAHugeFile_data() { media(); }
    void survivesAHugeFile();
    void survivesTruncation_data() { media(); }
    void survivesTruncation();
    void survivesHostileBytes_data() { media(); }
    void survivesHostileBytes();
    void endsWhenCancelled_data() { media(); }
    void endsWhenCancelled();
    void releasesACleanCopyAndCatchesAPlantedLeak_data() { media(); }
    void releasesACleanCopyAndCatchesAPlantedLeak();
    void goesOnFromWhatItKnew_data() { media(); }
    void goesOnFromWhatItKnew();
    void findsTheSameInTwoLanguages_data() { media(); }
    void findsTheSameInTwoLanguages();

private:
    void media();
    static test::MediumSample sample(ItemKind kind);
    static Result<detect::Analysis> analysed(const ByteSource &source, ItemKind kind,
                                             Answers *answers = nullptr,
                                             const JobContext &context = {});
    /// Tries everything that reads foreign bytes. Nothing is expected of it but that it ends.
    void tryAll(const QByteArray &bytes, ItemKind kind, std::chrono::milliseconds time);
};

void TestMediumContract::initTestCase()
{
    initSecrets();
    medium::Table table = app::standardMedia();
    test::addToyMedium(table);
    medium::install(table);
}

test::MediumSample TestMediumContract::sample(ItemKind kind)
{
    static QHash<ItemKind, test::MediumSample> made;
    if (kind == test::toyMedium().kind)
        return test::toySample();
    if (!made.contains(kind)) {
        if (const auto sample = test::sampleOf(kind))
            made.insert(kind, *sample);
    }
    return made.value(kind);
}

void TestMediumContract::media()
{
    QTest::addColumn<ItemKind>("kind");
    for (const medium::Medium &medium : medium::table().all()) {
        if (medium.redact)
            QTest::addRow("%s", qPrintable(toString(medium.kind))) << medium.kind;
    }
}

Result<detect::Analysis> TestMediumContract::analysed(const ByteSource &source, ItemKind kind,
                                                      Answers *answers, const JobContext &context)
{
    detect::AnalysisOptions options;
    options.quality = detect::Quality::Fast;
    options.names = {test::kFirstSecret};
    options.answers = answers;
    return medium::analyze(source, kind, ItemId::fromContent("contract"), registry(), options,
                           context);
}

void TestMediumContract::tryAll(const QByteArray &bytes, ItemKind kind,
                                std::chrono::milliseconds time)
{
    const auto source = memorySource(bytes);
    const test::Budget budget(time);
    const JobContext context = budget.context();
    if (const auto analysis = analysed(*source, kind, nullptr, context); !analysis)
        QVERIFY(!analysis.error().text().isEmpty() ||
                analysis.error().kind() == ErrorKind::Cancelled);
    const auto answers = medium::resolveMarks(sample(kind).marks, *source, kind, ItemId(), context);
    QVERIFY(answers || answers.error().kind() == ErrorKind::Cancelled);
    const test::TempFolder folder;
    auto output = AtomicOutput::create(folder / "copy");
    QVERIFY(output);
    redact::RedactionPlan plan;
    plan.kind = kind;
    if (answers) {
        for (const auto &answer : *answers) {
            if (!answer)
                continue;
            for (const Finding &finding : *answer) {
                if (const auto *range = std::get_if<TextRange>(&finding.place))
                    plan.edits.push_back({*range, u"[x]"_s});
                else if (const auto *area = std::get_if<Area>(&finding.place))
                    plan.pages.push_back({area->page, area->rects, {}, finding.type});
                else if (const auto *track = std::get_if<Track>(&finding.place))
                    plan.masks.push_back(
                        {track->stream, track->boxes, Effect::Fill, {}, finding.type});
                else if (const auto *span = std::get_if<Span>(&finding.place))
                    plan.cuts.push_back(
                        {span->stream, span->time, span->channels, Effect::Silence});
            }
        }
    }
    std::sort(plan.edits.begin(), plan.edits.end(),
              [](const auto &a, const auto &b) { return a.range.begin < b.range.begin; });
    const auto report = medium::redact(*source, plan, {}, **output, context);
    if (!report)
        QVERIFY(!report.error().text().isEmpty() || report.error().kind() == ErrorKind::Cancelled);
}

void TestMediumContract::everyReleasedMediumHasASample()
{
    int media = 0;
    for (const medium::Medium &medium : medium::table().all()) {
        if (!medium.redact)
            continue;
        ++media;
        const test::MediumSample own = sample(medium.kind);
        QVERIFY2(!own.bytes.isEmpty() && own.marks.size() >= 2, qPrintable(toString(medium.kind)));
    }
    QVERIFY(media >= 8);
}

void TestMediumContract::tellsItsOwnFiles()
{
    QFETCH(ItemKind, kind);
    QCOMPARE(toString(medium::table().kindOf(*memorySource(sample(kind).bytes))), toString(kind));
}

void TestMediumContract::survivesNothingAndLittle()
{
    QFETCH(ItemKind, kind);
    const QByteArray bytes = sample(kind).bytes;
    for (const qsizetype length : {0, 1, 2, 3, 5, 8, 17})
        tryAll(bytes.first(std::min(length, bytes.size())), kind, std::chrono::seconds(20));
    tryAll(QByteArray(3, '\0'), kind, std::chrono::seconds(20));
}

void TestMediumContract::survivesAHugeFile()
{
    QFETCH(ItemKind, kind);
    const auto source = std::make_shared<const EndlessSource>(sample(kind).bytes, qint64(1) << 42);
    const test::Budget budget(std::chrono::seconds(3));
    QElapsedTimer timer;
    timer.start();
    // On a thread that is left alone when it hangs in a parser, as callers do.
    const auto analysis = runDetached<detect::Analysis>(
        budget.context(), "test/huge", [source, kind, context = budget.context()] {
            return analysed(*source, kind, nullptr, context);
        });
    const qint64 waited = timer.elapsed();
    source->close();
    QVERIFY(waitForDetached(std::chrono::seconds(20)));
    // It says that it is too large, or stops when nobody waits any more; it never fills memory.
    QVERIFY2(waited < 6000, qPrintable(QString::number(waited)));
    if (!analysis)
        QVERIFY(analysis.error().kind() == ErrorKind::Limit ||
                analysis.error().kind() == ErrorKind::Cancelled ||
                analysis.error().kind() == ErrorKind::Damaged ||
                analysis.error().kind() == ErrorKind::Unsupported);
}

void TestMediumContract::survivesTruncation()
{
    QFETCH(ItemKind, kind);
    const QByteArray bytes = sample(kind).bytes;
    for (const qsizetype length :
         {bytes.size() / 4, bytes.size() / 2, bytes.size() * 3 / 4, bytes.size() - 1})
        tryAll(bytes.first(length), kind, std::chrono::seconds(20));
}

void TestMediumContract::survivesHostileBytes()
{
    QFETCH(ItemKind, kind);
    std::mt19937 random(5);
    for (int round = 0; round < 12; ++round) {
        QByteArray bytes = sample(kind).bytes;
        for (int i = 0; i < 1 + round * 2; ++i)
            bytes[qsizetype(random() % size_t(bytes.size()))] = char(random());
        tryAll(bytes, kind, std::chrono::seconds(10));
    }
}

void TestMediumContract::endsWhenCancelled()
{
    QFETCH(ItemKind, kind);
    const test::MediumSample own = sample(kind);
    const auto source = memorySource(own.bytes);
    std::stop_source stop;
    stop.request_stop();
    const JobContext stopped(stop.get_token());
    const auto analysis = analysed(*source, kind, nullptr, stopped);
    QVERIFY(!analysis && analysis.error().kind() == ErrorKind::Cancelled);
    const auto marks = medium::resolveMarks(own.marks, *source, kind, ItemId(), stopped);
    QVERIFY(!marks && marks.error().kind() == ErrorKind::Cancelled);
    const test::TempFolder folder;
    {
        auto output = AtomicOutput::create(folder / "copy");
        QVERIFY(output);
        redact::RedactionPlan plan;
        plan.kind = kind;
        const auto report = medium::redact(*source, plan, {}, **output, stopped);
        QVERIFY(!report && report.error().kind() == ErrorKind::Cancelled);
    }
    QVERIFY(folder.listing().isEmpty());
}

void TestMediumContract::releasesACleanCopyAndCatchesAPlantedLeak()
{
    QFETCH(ItemKind, kind);
    const test::MediumSample own = sample(kind);
    test::SampleCase theCase;
    const ItemId item = theCase.addText(own.name.toUtf8().constData(), own.bytes);
    workflow::AnalysisSettings settings;
    settings.profile = casefile::loadProfile(u"manual"_s).value();
    settings.worker = workflow::hereWorker(registry());
    QVERIFY(
        workflow::analyzeCase(*theCase, registry(), settings, {item}, test::scheduler(1), {}, {}));
    QVERIFY2(theCase.sheet().item(item)->state == casefile::ItemState::Analysed,
             qPrintable(theCase.sheet().item(item)->problem));
    const auto applied = workflow::importMarks(*theCase, own.marks, workflow::hereWorker({}), {});
    QVERIFY2(applied && applied->problems.empty() && applied->applied == own.marks.size(),
             applied && !applied->problems.empty()
                 ? qPrintable(applied->problems.front().error.text())
                 : "");
    for (const int leftOut : {-1, 0}) {
        workflow::ReleaseSettings release;
        release.out = theCase.folder() / (leftOut < 0 ? "clean" : "leaky");
        release.profile = settings.profile;
        release.worker =
            leftOut < 0 ? settings.worker : test::forgetfulWorker(settings.worker, leftOut);
        release.ocr = false;
        const workflow::ReleaseJob job(*theCase, registry(), release);
        const auto result = job.run({}, {});
        QVERIFY2(result, result ? "" : qPrintable(result.error().text()));
        const release::ItemResult &one = result->items.first();
        QStringList checks;
        for (const verify::Check &check : one.verification.checks)
            checks.append(check.name + u' ' + toString(check.outcome) + u' ' + check.detail);
        const QByteArray said = (checks.join(u"; ") + one.why).toUtf8();
        if (leftOut < 0) {
            QVERIFY2(one.status == release::Status::Released, said.constData());
            const QByteArray copy = test::readFile(release.out / one.output.toStdString());
            for (const QString &secret : {test::kFirstSecret, test::kSecondSecret})
                QVERIFY(!copy.contains(secret.toUtf8()));
            QCOMPARE(toString(medium::table().kindOf(*memorySource(copy))), toString(kind));
        } else {
            QVERIFY2(one.status == release::Status::Withheld, said.constData());
            QVERIFY(one.output.isEmpty());
            QVERIFY(!std::filesystem::exists(release.out / "redacted" / own.name.toStdString()));
        }
    }
}

void TestMediumContract::goesOnFromWhatItKnew()
{
    QFETCH(ItemKind, kind);
    const auto source = memorySource(sample(kind).bytes);
    const auto whole = analysed(*source, kind);
    QVERIFY2(whole, whole ? "" : qPrintable(whole.error().text()));
    // Stopped at the first thing that is kept; then taken up again, until it is through.
    test::MemoryAnswers answers;
    for (int tries = 0; tries < 40; ++tries) {
        std::stop_source stop;
        const int before = answers.kept;
        answers.whenKept = [&] { stop.request_stop(); };
        const auto part = analysed(*source, kind, &answers, JobContext(stop.get_token()));
        if (part) {
            QCOMPARE(plain(*part), plain(*whole));
            return;
        }
        QVERIFY(part.error().kind() == ErrorKind::Cancelled);
        QVERIFY2(answers.kept > before, "a stopped run got nowhere");
    }
    QFAIL("it never came through");
}

void TestMediumContract::findsTheSameInTwoLanguages()
{
    QFETCH(ItemKind, kind);
    const auto source = memorySource(sample(kind).bytes);
    const auto english = analysed(*source, kind);
    const QString sentence = medium::of(ItemKind::Empty)
                                 .analyze(*memorySource(""), {}, registry(), {}, {})
                                 .error()
                                 .text();
    QCOMPARE(sentence, u"The file is empty."_s);
    installTranslations(*qApp, u"de"_s);
    const auto translated = analysed(*source, kind);
    const QString satz = medium::of(ItemKind::Empty)
                             .analyze(*memorySource(""), {}, registry(), {}, {})
                             .error()
                             .text();
    const auto installed = qApp->findChildren<QTranslator *>();
    for (QTranslator *translator : installed)
        delete translator; // removes it
    QLocale::setDefault(QLocale::c());
    QVERIFY(satz != sentence);
    QVERIFY(english && translated);
    QCOMPARE(plain(*translated), plain(*english));
}

int main(int argc, char **argv)
{
    const QGuiApplication application(argc, argv);
    TestMediumContract test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_mediumcontract.moc"
