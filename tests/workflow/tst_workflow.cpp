// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/atomicoutput.h"
#include "core/finding/filename.h"
#include "core/jobs/rundetached.h"
#include "core/workflow/workflow.h"
#include "tests/support/samplecase.h"
#include "tests/support/testscheduler.h"
#include "tests/support/tinypdf.h"

#include <QTest>

#include <atomic>
#include <functional>

using namespace redoubt;
using namespace redoubt::workflow;
using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

/// Finds one word, so that tests know what an analysis gives and that it ran.
struct WordDetector : detect::TextDetector
{
    explicit WordDetector(std::atomic<int> &runs, std::function<void(int)> atRun = {})
        : m_runs(runs)
        , m_atRun(std::move(atRun))
    {}
    detect::DetectorInfo info() const override
    {
        detect::DetectorInfo info;
        info.provenance = {u"words"_s, u"1"_s, {}};
        info.types = {FindingType::PersonName};
        return info;
    }
    Result<detect::TextMatches> detect(QStringView text, const JobContext &) const override
    {
        const int run = ++m_runs;
        if (m_atRun)
            m_atRun(run);
        detect::TextMatches found;
        for (qsizetype at = text.indexOf(u"Zebedee"); at >= 0;
             at = text.indexOf(u"Zebedee", at + 1))
            found.matches.push_back({{at, at + 7}, FindingType::PersonName, 0.9, u"word"_s});
        return found;
    }

private:
    std::atomic<int> &m_runs;
    std::function<void(int)> m_atRun;
};

MarkSpec termMark(const QString &file, const QString &term)
{
    MarkSpec mark;
    mark.file = file;
    mark.term = term;
    return mark;
}

} // namespace

/// The steps of a job over a real case on disk, on text, which every machine can do.
class tst_Workflow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void analysesOnlyWhatIsPending();
    void namesWhatAnAnalysisDependsOn();
    void keepsWhatWasFinishedBeforeACancel();
    void tellsWhyAnItemCannotBeAnalysed();
    void appliesMarksToEveryFileTheyName();
    void saysWhichMarksWereNotApplied();
    void reportsFilesThatAMarkCouldNotBeLookedForIn();
    void givesNoFileWhenAMarkWasNotApplied();
    void readsTheTextOfAnItemOnlyForItsOwnRelease();
    void withholdsAnItemWhoseTextIsDamaged();
    void findsATextEverywhere();
    void keepsWhatWasRecognised();
    void findsPersonalDataInNames();
    void marksNamesOfFiles();
    void refusesEffectsThatAreNotThere();
    void tellsNothingOfAMarkButItsNumber_data();
    void tellsNothingOfAMarkButItsNumber();
    void readsNoStateOfEarlierVersions();

private:
    detect::Registry registry();
    Result<void> analyse(const QList<ItemId> &items, const JobContext &context = {});
    ReleaseSettings settings() const;
    Result<release::ReleaseResult> released(const ReleaseSettings &settings);
    /// Changes one byte of the sealed objects that are not @a spared.
    void damageObjectsBut(const QList<ObjectId> &spared);

    std::unique_ptr<test::SampleCase> m_case;
    AnalysisSettings m_settings;
    std::atomic<int> m_runs = 0;
    std::function<void(int)> m_atRun; ///< called by the detector with the number of its run
};

void tst_Workflow::init()
{
    m_case = std::make_unique<test::SampleCase>();
    m_settings = {};
    m_settings.profile = casefile::loadProfile(u"standard"_s).value();
    m_runs = 0;
    m_atRun = {};
}

detect::Registry tst_Workflow::registry()
{
    detect::DetectorFactory words;
    words.info = WordDetector(m_runs).info();
    words.text =
        [this](const QStringList &) -> Result<std::shared_ptr<const detect::TextDetector>> {
        return std::shared_ptr<const detect::TextDetector>(
            std::make_shared<WordDetector>(m_runs, m_atRun));
    };
    return {{words}};
}

Result<void> tst_Workflow::analyse(const QList<ItemId> &items, const JobContext &context)
{
    m_settings.worker = hereWorker(registry());
    return analyzeCase(**m_case, registry(), m_settings, items, test::scheduler(2), {}, context);
}

ReleaseSettings tst_Workflow::settings() const
{
    ReleaseSettings settings;
    settings.out = m_case->folder() / "release";
    settings.profile = m_settings.profile;
    settings.worker = hereWorker({});
    return settings;
}

Result<release::ReleaseResult> tst_Workflow::released(const ReleaseSettings &settings)
{
    const detect::Registry detectors = registry();
    ReleaseJob job(**m_case, detectors, settings);
    auto result = job.run({}, JobContext());
    return result ? job.finish(std::move(*result)) : result;
}

void tst_Workflow::damageObjectsBut(const QList<ObjectId> &spared)
{
    const QList<ObjectId> objects = (*m_case)->vault().objects().value();
    for (const ObjectId id : objects) {
        if (spared.contains(id))
            continue;
        const std::string name = id.toString().toStdString();
        const fs::path file = (*m_case)->folder() / "objects" / name.substr(0, 2) / (name + ".rvo");
        QByteArray bytes = test::readFile(file);
        bytes.back() = char(bytes.back() ^ 1);
        QVERIFY(writeFileAtomically(file, bytes));
    }
}

void tst_Workflow::analysesOnlyWhatIsPending()
{
    const ItemId first = m_case->addText("a.txt", "Zebedee was here");
    const QString version = analysisVersion(registry(), m_settings, {});
    QCOMPARE(pendingItems(m_case->sheet(), version), QList<ItemId>{first});
    QVERIFY(analyse({first}));
    QCOMPARE(m_runs.load(), 2); // its name and its text
    QVERIFY(m_case->sheet().item(first)->state == casefile::ItemState::Analysed);
    QCOMPARE(m_case->sheet().item(first)->extent, 16);
    QCOMPARE(m_case->sheet().findings(first).size(), size_t(1));
    QCOMPARE((*m_case)->itemText(first).value(), u"Zebedee was here"_s);
    QVERIFY(pendingItems(m_case->sheet(), version).isEmpty());

    const ItemId second = m_case->addText("b.txt", "nobody");
    QCOMPARE(pendingItems(m_case->sheet(), version), QList<ItemId>{second});
    m_case->reopen();
    QCOMPARE(pendingItems(m_case->sheet(), version), QList<ItemId>{second});
    // Under other settings, all of it is.
    QCOMPARE(pendingItems(m_case->sheet(), u"another"_s), (QList<ItemId>{first, second}));
}

void tst_Workflow::namesWhatAnAnalysisDependsOn()
{
    const QString base = analysisVersion(registry(), m_settings, {});
    QCOMPARE(analysisVersion(registry(), m_settings, {}), base);
    QStringList all{base, analysisVersion(registry(), m_settings, {u"Jane Roe"_s})};
    AnalysisSettings other = m_settings;
    other.quality = detect::Quality::Thorough;
    all.append(analysisVersion(registry(), other, {}));
    other = m_settings;
    other.types = {FindingType::Face};
    all.append(analysisVersion(registry(), other, {}));
    other = m_settings;
    other.profile.detect = false;
    all.append(analysisVersion(registry(), other, {}));
    detect::Registry newer = registry();
    newer.detectors[0].info.provenance.version = u"2"_s;
    all.append(analysisVersion(newer, m_settings, {}));
    QCOMPARE(all.removeDuplicates(), 0);
    other = m_settings;
    other.threads = 4; // changes no result
    QCOMPARE(analysisVersion(registry(), other, {}), base);
}

void tst_Workflow::keepsWhatWasFinishedBeforeACancel()
{
    QList<ItemId> items;
    for (const char *name : {"a.txt", "b.txt", "c.txt", "d.txt"})
        items.append(m_case->addText(name, "Zebedee"));
    std::stop_source stop;
    m_atRun = [&](int run) {
        if (run == 5) // two for each file
            stop.request_stop();
    };
    int done = 0;
    m_settings.worker = hereWorker(registry());
    const auto outcome = analyzeCase(
        **m_case, registry(), m_settings, items, test::scheduler(1),
        [&](const casefile::Item &) { ++done; }, JobContext(stop.get_token()));
    waitForDetached(); // the detector that stopped it may still be at it
    m_atRun = {};
    QVERIFY(!outcome);
    QVERIFY(outcome.error().kind() == ErrorKind::Cancelled);
    QVERIFY(done >= 2 && done < items.size());
    int analysed = 0;
    for (const casefile::Item &item : m_case->sheet().items()) {
        const bool whole = item.state == casefile::ItemState::Analysed;
        analysed += whole ? 1 : 0;
        if (whole)
            QCOMPARE(m_case->sheet().findings(item.id).size(), size_t(1));
    }
    QCOMPARE(analysed, done);
    const QString version = analysisVersion(registry(), m_settings, {});
    QCOMPARE(pendingItems(m_case->sheet(), version).size(), items.size() - done);
    QVERIFY(analyse(pendingItems(m_case->sheet(), version)));
    QVERIFY(pendingItems(m_case->sheet(), version).isEmpty());
}

void tst_Workflow::tellsWhyAnItemCannotBeAnalysed()
{
    const ItemId empty = m_case->addText("empty.txt", "");
    const ItemId torn = m_case->addText("torn.pdf", "%PDF-1.7\nthis is no PDF at all");
    QVERIFY(analyse({empty, torn}));
    for (const ItemId id : {empty, torn}) {
        const casefile::Item *item = m_case->sheet().item(id);
        QVERIFY(item->state == casefile::ItemState::Failed ||
                item->state == casefile::ItemState::Unsupported);
        QVERIFY(item->problem.text().contains(item->name));
    }
}

void tst_Workflow::appliesMarksToEveryFileTheyName()
{
    const ItemId a = m_case->addText("x/note.txt", "Ann Lee and ann  lee");
    const ItemId b = m_case->addText("y/note.txt", "ANN LÉE");
    const ItemId c = m_case->addText("z/other.txt", "Ann Lee");
    const auto report = importMarks(
        **m_case, {termMark(u"note.txt"_s, u"ann lee"_s), termMark(u"note.txt"_s, u"and"_s)},
        hereWorker({}), JobContext());
    QVERIFY(report);
    QCOMPARE(report->applied, 2);
    QCOMPARE(report->findings, 4);
    QVERIFY(report->problems.empty());
    QCOMPARE(m_case->sheet().findings(a).size(), size_t(3));
    QCOMPARE(m_case->sheet().findings(b).size(), size_t(1));
    QVERIFY(m_case->sheet().findings(c).empty());
    for (const Finding *finding : m_case->sheet().findings(a))
        QVERIFY(m_case->sheet().decision(finding->id)->verdict == Verdict::Redact);
    // The same file again changes nothing.
    const auto again = importMarks(**m_case, {termMark(u"note.txt"_s, u"ann lee"_s)},
                                   hereWorker({}), JobContext());
    QCOMPARE(again->applied, 1);
    QCOMPARE(m_case->sheet().findings(a).size(), size_t(3));
}

void tst_Workflow::saysWhichMarksWereNotApplied()
{
    const ItemId item = m_case->addText("note.txt", "Ann Lee");
    MarkSpec page;
    page.file = u"note.txt"_s;
    page.page = 3;
    const auto report =
        importMarks(**m_case,
                    {termMark(u"note.txt"_s, u"Zebedee"_s), termMark(u"note.txt"_s, u"Ann"_s),
                     termMark(u"gone.txt"_s, u"Ann"_s), page},
                    hereWorker({}), JobContext());
    QVERIFY(report);
    QCOMPARE(report->applied, 1);
    QCOMPARE(report->problems.size(), size_t(3));
    QCOMPARE(report->problems[0].number, 1);
    QCOMPARE(report->problems[0].items, QList<ItemId>{item});
    QCOMPARE(report->problems[1].number, 3);
    QVERIFY(report->problems[1].items.isEmpty());
    QCOMPARE(report->problems[2].number, 4);
    for (const MarkProblem &problem : report->problems) {
        QVERIFY(problem.error.kind() == ErrorKind::NoMatch);
        QVERIFY(problem.error.text().contains(QString::number(problem.number)));
    }
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(importMarks(**m_case, {page}, hereWorker({}), JobContext(stop.get_token()))
                .error()
                .kind() == ErrorKind::Cancelled);
}

void tst_Workflow::reportsFilesThatAMarkCouldNotBeLookedForIn()
{
    const ItemId good = m_case->addText("x/note.txt", "Ann Lee");
    const ItemId bad = m_case->addText("y/note.txt", "Ann Lee, too");
    damageObjectsBut({m_case->sheet().item(good)->object});
    const auto report = importMarks(**m_case, {termMark(u"note.txt"_s, u"Ann Lee"_s)},
                                    hereWorker({}), JobContext());
    QVERIFY(report);
    QCOMPARE(report->findings, 1);
    QCOMPARE(report->problems.size(), size_t(1));
    QCOMPARE(report->problems[0].items, QList<ItemId>{bad});
}

void tst_Workflow::givesNoFileWhenAMarkWasNotApplied()
{
    m_case->addText("bad.txt", "Ann Lee");
    m_case->addText("good.txt", "Ann Lee");
    const auto marks =
        importMarks(**m_case, {termMark(u"bad.txt"_s, u"Zebedee"_s)}, hereWorker({}), JobContext());
    QVERIFY(marks);
    ReleaseSettings asked = settings();
    asked.unapplied = marks->problems;
    const auto result = released(asked);
    QVERIFY(result);
    QVERIFY(result->items[0].status == release::Status::Failed);
    QVERIFY(result->items[0].errorKind == ErrorKind::NoMatch);
    QVERIFY(!fs::exists(asked.out / "redacted/bad.txt"));
    QVERIFY(result->items[1].status == release::Status::Released);
    QVERIFY(fs::exists(asked.out / "redacted/good.txt"));
    QVERIFY(fs::exists(asked.out / "originals.rvault"));
    QVERIFY(test::readFile(asked.out / "release.json").contains("bad.txt"));
    QCOMPARE((*m_case)->lastRelease(), 1);
}

void tst_Workflow::readsTheTextOfAnItemOnlyForItsOwnRelease()
{
    // With a byte order mark, since text that equals the file is kept as one object with it.
    const ItemId item = m_case->addText("a.txt", "\xef\xbb\xbfnothing");
    QVERIFY(analyse({item}));
    damageObjectsBut({m_case->sheet().item(item)->object});
    QVERIFY(!(*m_case)->itemText(item));
    // No metadata is compared with the text, so nobody needs it.
    const auto result = released(settings());
    QVERIFY(result);
    QVERIFY(result->items[0].status == release::Status::Released);
}

void tst_Workflow::findsATextEverywhere()
{
    const ItemId first = m_case->addText("a.txt", "Zebedee called. The caller was Quill.");
    const ItemId second = m_case->addText("b.txt", "Seen by QUILL\nand quill; not Quillers");
    QVERIFY(analyse({first, second}));
    std::vector<SearchedItem> items;
    for (const ItemId id : {first, second}) {
        auto source = (*m_case)->openItem(id);
        QVERIFY(source);
        items.push_back({id, ItemKind::Text, *std::move(source)});
    }
    const SensitiveText text(u"Quill"_s);
    const auto places = findEverywhere(items, text, FindingType::Custom, hereWorker({}), {});
    QVERIFY(places);
    QVERIFY(places->unread.isEmpty());
    const FindingList &found = places->found;
    QVERIFY(found.size() >= 3);
    QVERIFY(std::all_of(found.begin(), found.end(), [](const Finding &finding) {
        return finding.provenance.byPerson() && !finding.text.isEmpty();
    }));
    // What is marked already is not marked again, and what is kept is.
    const auto &sheet = std::as_const(**m_case).sheet();
    QCOMPARE(notRedactedYet(sheet, m_settings.profile, found).size(), found.size());
    QVERIFY((*m_case)->addMarks({found[0], found[1]}));
    Decision keep;
    keep.finding = found[1].id;
    keep.verdict = Verdict::Keep;
    QVERIFY((*m_case)->decide({keep}));
    const FindingList left = notRedactedYet(sheet, m_settings.profile, found);
    QCOMPARE(left.size(), found.size() - 1);
    QVERIFY(std::none_of(left.begin(), left.end(),
                         [&](const Finding &finding) { return finding.id == found[0].id; }));
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(findEverywhere(items, text, FindingType::Custom, hereWorker({}),
                            JobContext(stop.get_token()))
                 .error()
                 .kind(),
             ErrorKind::Cancelled);
}

void tst_Workflow::keepsWhatWasRecognised()
{
    test::TinyPdf pdf;
    for (const char *words : {"Zebedee Quux was here", "nobody else was"}) {
        test::TinyPdf printed;
        printed.addPage(test::TinyPdf::text(30, 100, words, 24));
        const auto bytes = memorySource(printed.bytes());
        const auto renderer = document::PageRenderer::openPdf(*bytes);
        QVERIFY(renderer);
        pdf.addScan((*renderer)->render(0, 150, {}).value());
    }
    const ItemId id = m_case->addText("scan.pdf", pdf.bytes());
    QVERIFY(analyse({id}));
    if (!(*m_case)->itemText(id)->contains(u"Zebedee"_s))
        QSKIP("English text recognition is not installed");
    const auto files = [&] {
        std::map<std::filesystem::path, std::filesystem::file_time_type> all;
        std::error_code code;
        const auto folder = (*m_case)->folder() / "derived";
        for (std::filesystem::recursive_directory_iterator it(folder, code), end;
             !code && it != end; it.increment(code)) {
            if (it->is_regular_file())
                all.emplace(it->path(), it->last_write_time());
        }
        return all;
    };
    const auto kept = files();
    QCOMPARE(kept.size(), size_t(2)); // of two pages
    for (const auto &[path, changed] : kept) {
        const QByteArray bytes = test::readFile(path);
        QVERIFY(!bytes.contains("Zebedee") && !bytes.contains("words"));
    }
    // Marks and the search everywhere are told, and recognise nothing again.
    const auto report =
        importMarks(**m_case, {termMark(u"scan.pdf"_s, u"Quux"_s)}, hereWorker({}), {});
    QVERIFY(report && report->applied == 1);
    const casefile::Item item = *m_case->sheet().item(id);
    const std::shared_ptr<const ByteSource> source = (*m_case)->openItem(id).value();
    const auto places =
        findEverywhere({{id, item.kind, source, derivedOf((*m_case)->vault(), item)}},
                       SensitiveText(u"Quux"_s), FindingType::Custom, hereWorker({}), {});
    QVERIFY(places && !places->found.empty());
    QVERIFY(files() == kept);
    // Nothing depends on it.
    std::filesystem::remove_all((*m_case)->folder() / "derived");
    const auto again =
        importMarks(**m_case, {termMark(u"scan.pdf"_s, u"else"_s)}, hereWorker({}), {});
    QVERIFY(again && again->applied == 1);
    QCOMPARE(files().size(), size_t(2));
    allowAnalysis(**m_case, id); // a person has it looked at anew
    QVERIFY(files().empty());
}

void tst_Workflow::withholdsAnItemWhoseTextIsDamaged()
{
    const ItemId item = m_case->addText("a.txt", "\xef\xbb\xbf"
                                                 "Annual report");
    const ItemId other = m_case->addText("b.txt", "\xef\xbb\xbf"
                                                  "Annual report");
    QVERIFY(analyse({item, other}));
    Finding tag;
    tag.item = item;
    tag.type = FindingType::Metadata;
    tag.score = 1;
    tag.place = Field{u"Info.Title"_s};
    tag.provenance = {u"metadata"_s, u"1"_s, {}};
    tag.source = TextSource::Metadata;
    tag.text = SensitiveText(u"Annual report"_s);
    tag.id = stableFindingId(tag);
    m_case->addFindings(item, {tag});
    {
        ReleaseSettings whole = settings();
        whole.out = m_case->folder() / "first";
        const auto result = released(whole);
        QVERIFY(result);
        QCOMPARE(result->items[0].why.text(), QString());
        QVERIFY(result->items[0].status == release::Status::Released);
    }
    damageObjectsBut({m_case->sheet().item(item)->object, m_case->sheet().item(other)->object});
    const auto result = released(settings());
    QVERIFY(result);
    QVERIFY(result->items[0].status == release::Status::Failed);
    QVERIFY(result->items[0].why.text().contains(u"a.txt"_s));
    QVERIFY(!fs::exists(settings().out / "redacted/a.txt"));
    QVERIFY(result->items[1].status == release::Status::Released);
}

void tst_Workflow::findsPersonalDataInNames()
{
    const ItemId named = m_case->addInFolder("of_Zebedee/a.txt", "nothing");
    const ItemId empty = m_case->addText("Zebedee.bin", "");
    QVERIFY(analyse({named, empty}));
    for (const ItemId id : {named, empty}) {
        const auto &findings = m_case->sheet().findings(id);
        QCOMPARE(findings.size(), size_t(1));
        QVERIFY(isFileName(findings.front()->place));
        QVERIFY(findings.front()->source == TextSource::Metadata);
        QCOMPARE(findings.front()->text.reveal(), u"Zebedee"_s);
    }
    const auto result = released(settings());
    QVERIFY(result);
    QCOMPARE(result->items[0].output, u"redacted/folder-0001/a.txt"_s);
    QCOMPARE(result->items[1].input, u"file-0002.bin"_s); // without a copy, but listed
    for (const char *file : {"release.json", "release.html", "log.csv"})
        QVERIFY2(!test::readFile(settings().out / file).contains("Zebedee"), file);
    QVERIFY(test::readFile(settings().out / "log.csv").contains("file.name,remove"));
    // With no proposals asked for, names stay as they are.
    m_settings.profile.detect = false;
    const ItemId kept = m_case->addText("b Zebedee.txt", "nothing");
    QVERIFY(analyse({kept}));
    QVERIFY(m_case->sheet().findings(kept).empty());
}

void tst_Workflow::marksNamesOfFiles()
{
    const ItemId item = m_case->addText("Ann_Lée 7.txt", "by ann lee");
    MarkSpec keep;
    keep.file = u"Ann_Lée 7.txt"_s;
    keep.field = kFileNameField;
    keep.verdict = Verdict::Keep;
    QVERIFY(importMarks(**m_case, {termMark(keep.file, u"Ann Lee"_s)}, hereWorker({}), {})
                ->problems.empty());
    QCOMPARE(m_case->sheet().findings(item).size(), size_t(2));
    QCOMPARE(released(settings())->items.first().output, u"redacted/file-0001.txt"_s);
    QVERIFY(importMarks(**m_case, {keep}, hereWorker({}), {})->problems.empty());
    QCOMPARE(released(settings())->items.first().output, u"redacted/Ann_Lée 7.txt"_s);
    // A term that only the name holds was looked for in the file, and is not there.
    const auto missed = importMarks(**m_case, {termMark(keep.file, u"7"_s)}, hereWorker({}), {});
    QCOMPARE(missed->problems.size(), size_t(1));
}

void tst_Workflow::refusesEffectsThatAreNotThere()
{
    const ItemId item = m_case->addText("a.txt", "Ann Lee");
    MarkSpec blurred = termMark(u"a.txt"_s, u"Ann Lee"_s);
    blurred.effect = Effect::Blur;
    const auto report = importMarks(**m_case, {blurred}, hereWorker({}), {});
    QCOMPARE(report->applied, 0);
    QCOMPARE(report->problems.front().items, QList<ItemId>{item});
    QVERIFY(report->problems.front().error.text().contains(u"label"_s));
    QVERIFY(m_case->sheet().findings(item).empty());
    blurred.effect = Effect::Remove;
    QCOMPARE(importMarks(**m_case, {blurred}, hereWorker({}), {})->applied, 1);
    // A decision of an earlier version still opens, and does what it can.
    const FindingId id = m_case->sheet().findings(item).front()->id;
    QVERIFY((*m_case)->decide({{id, Verdict::Redact, Effect::Pseudonym, {}, u"J"_s, 1}}));
    m_case->reopen();
    const auto result = released(settings());
    QCOMPARE(test::readFile(settings().out / "redacted/a.txt"), QByteArray("[custom 1]"));
    QVERIFY(test::readFile(settings().out / "log.csv").contains(",label,"));
}

void tst_Workflow::tellsNothingOfAMarkButItsNumber_data()
{
    QTest::addColumn<QString>("term");
    QTest::newRow("a name") << u"Ebenezer Quux"_s;
    QTest::newRow("a word") << u"Quux"_s;
    QTest::newRow("a number") << u"219-09-9999"_s;
    QTest::newRow("in Chinese") << u"张伟"_s;
    QTest::newRow("with quotes") << u"\"Quux\" & <Co>"_s;
}

void tst_Workflow::tellsNothingOfAMarkButItsNumber()
{
    QFETCH(QString, term);
    const QString file = u"of %1.txt"_s.arg(QString(term).remove(u'/'));
    m_case->addText(file.toUtf8().constData(), "nobody is here");
    m_case->addText("b.txt", "nor here");
    const auto marks = importMarks(
        **m_case,
        {termMark(u"b.txt"_s, u"nor"_s), termMark(file, term), termMark(u"b.txt"_s, term)},
        hereWorker({}), {});
    QCOMPARE(marks->problems.size(), size_t(2));
    ReleaseSettings asked = settings();
    asked.unapplied = marks->problems;
    const detect::Registry detectors = registry();
    ReleaseJob job(**m_case, detectors, asked);
    auto result = job.run({}, {});
    QVERIFY(result);
    QVERIFY(job.finish(*result));
    QVERIFY(result->items[0].why.text().contains(u'2'));
    QVERIFY(result->items[1].why.text().contains(u'3'));
    QStringList told{job.sentenceOf(marks->problems[0]), job.sentenceOf(marks->problems[1])};
    for (const char *name : {"release.json", "release.html", "log.csv"})
        told.append(QString::fromUtf8(test::readFile(asked.out / name)));
    for (const QString &text : std::as_const(told)) {
        for (const QString &secret :
             {term, term.toHtmlEscaped(), QString(term).replace(u'"', u"\\\""_s)})
            QVERIFY2(!text.contains(secret), qPrintable(text));
        QVERIFY(!text.contains(u"Quux"_s));
    }
}

void tst_Workflow::readsNoStateOfEarlierVersions()
{
    const ItemId item = m_case->addText("a.txt", "Zebedee");
    QVERIFY(analyse({item}));
    const QByteArray forged = R"({"fingerprint":"","result":{"status":"released","kind":"text",
        "output":"redacted/a.txt","verification":{"verdict":"clean"}}})";
    m_case->folder().write("release/redacted/a.txt", "Zebedee");
    m_case->folder().write((*m_case)->folder().lexically_relative(m_case->folder().path()) /
                               "release-state" / (item.toString().toStdString() + ".json"),
                           forged);
    QVERIFY(released(settings()));
    QCOMPARE(test::readFile(settings().out / "redacted/a.txt"), QByteArray("[person_name 1]"));
    QVERIFY(!fs::exists((*m_case)->folder() / "release-state"));
    QVERIFY(!fs::exists((*m_case)->folder() / "work") ||
            fs::is_empty((*m_case)->folder() / "work"));
}

QTEST_MAIN(tst_Workflow)
#include "tst_workflow.moc"
