// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/runwatched.h"
#include "core/medium/mediumtable.h"
#include "core/workflow/derivedanswers.h"
#include "core/workflow/tr.h"
#include "core/workflow/workflow.h"

#include <QCryptographicHash>
#include <QThreadPool>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>

namespace redoubt::workflow {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView kAnalysisAttempt("analysis");

/// Hands finished analyses from the workers to the thread of the case.
class Mailbox
{
public:
    void put(Result<ItemAnalysis> analysis)
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(analysis));
        m_changed.notify_one();
    }
    Result<ItemAnalysis> take()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return !m_queue.empty(); });
        Result<ItemAnalysis> front = std::move(m_queue.front());
        m_queue.pop_front();
        return front;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Result<ItemAnalysis>> m_queue;
};

/// Adds up the progress of several items at once.
class SharedProgress
{
public:
    SharedProgress(const JobContext &context, std::vector<qint64> weights)
        : m_context(context)
        , m_weights(std::move(weights))
        , m_done(m_weights.size())
    {
        for (const qint64 weight : m_weights)
            m_total += weight;
    }
    void report(size_t index, double share)
    {
        const std::lock_guard lock(m_mutex);
        m_done[index] = share;
        double sum = 0;
        for (size_t i = 0; i < m_done.size(); ++i)
            sum += m_done[i] * double(m_weights[i]);
        m_context.progress(qint64(sum), m_total);
    }

private:
    const JobContext &m_context;
    std::vector<qint64> m_weights;
    std::vector<double> m_done;
    qint64 m_total = 0;
    std::mutex m_mutex;
};

casefile::ItemStream toItemStream(const detect::StreamSummary &s)
{
    return {s.index, s.modality, s.codec, s.size, s.timeBase, s.seconds, s.sampleRate, s.channels};
}

} // namespace

QString programName()
{
    return u"redoubt "_s + QString::fromLatin1(REDOUBT_VERSION);
}

QString analysisVersion(const detect::Registry &registry, const AnalysisSettings &settings,
                        const QStringList &names)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&](const QString &text) { hash.addData((text + u'\n').toUtf8()); };
    add(programName());
    for (const QString &detector : detectorNames(registry))
        add(detector);
    add(QString::number(int(settings.quality)));
    add(settings.profile.detect ? settings.profile.ocrLanguages : u"none"_s);
    QStringList types;
    for (const FindingType type : settings.types)
        types.append(toString(type));
    types.sort();
    add(types.join(u','));
    add(names.join(u'\n'));
    add(u"names of files"_s);
    return QString::fromLatin1(hash.result().toHex().first(32));
}

namespace {

/// What the item holds that is an item itself; what could not be taken out is not examined.
void keepParts(Examination &examined, const casefile::Item &item, ItemAnalysis &result)
{
    QList<NotExamined> &missing = result.described.notExamined;
    if (medium::of(item.kind).parts && item.depth >= medium::kDeepestPart)
        missing.append({Tr::tr("parts of the file"),
                        Tr::tr("They lie too deep in other files to be taken out.")});
    if (examined.partsProblem)
        missing.append({Tr::tr("parts of the file"), examined.partsProblem->text()});
    missing.append(examined.parts.notExamined);
    qint64 bytes = 0;
    for (medium::Part &part : examined.parts.parts) {
        bytes += part.bytes.size();
        if (bytes > medium::kMostPartBytes || result.parts.size() >= medium::kMostParts) {
            missing.append({Tr::tr("parts of the file"),
                            Tr::tr("There are more of them than can be taken out.")});
            break;
        }
        result.parts.push_back(std::move(part));
    }
}

/// Seals what was taken out, for the journal.
Result<void> sealParts(vault::Vault &vault, const casefile::Item &item, ItemAnalysis &analysis,
                       const std::shared_ptr<const ItemWorker> &worker, const JobContext &context)
{
    const casefile::IngestOptions options = ingestOptions(worker);
    for (const medium::Part &part : analysis.parts) {
        auto sealed =
            casefile::sealPart(vault, item, part.name, *memorySource(part.bytes), options, context);
        if (!sealed)
            return sealed.error();
        analysis.sealedParts.push_back(*std::move(sealed));
    }
    analysis.parts.clear();
    return {};
}

} // namespace

Result<ItemAnalysis> analyzeItem(const ByteSource &source, const casefile::Item &item,
                                 const detect::Registry &registry, const AnalysisSettings &settings,
                                 const QStringList &names, Answers *answers,
                                 const JobContext &context)
{
    ItemAnalysis result;
    result.described = item;
    result.described.problem.clear();
    result.described.notExamined.clear();
    result.described.analysisVersion = analysisVersion(registry, settings, names);
    ExamineRequest request;
    request.item = item.id;
    request.kind = item.kind;
    request.name = item.name;
    request.readable = medium::canRedact(item.kind);
    request.parts = item.depth < medium::kDeepestPart;
    detect::AnalysisOptions &options = request.options;
    options.quality = settings.quality;
    options.types = settings.types;
    options.names = names;
    options.ocrLanguages = settings.profile.ocrLanguages.split(u'+', Qt::SkipEmptyParts);
    options.threads = settings.threads;
    options.detect = settings.profile.detect;
    options.answers = answers;
    // Files that cannot be read have names as well, and a release lists them.
    Q_ASSERT(settings.worker);
    auto examined = settings.worker->examine(source, request, context);
    if (!examined)
        return examined.error();
    result.findings = std::move(examined->inName);
    if (examined->nameProblem)
        result.described.notExamined.append(
            {Tr::tr("name of the file"), examined->nameProblem->text()});
    if (item.size == 0) {
        result.described.state = casefile::ItemState::Unsupported;
        result.described.problem =
            Tr::tr("“%1” is empty: there is nothing to redact.").arg(item.name);
        return result;
    }
    if (!request.readable) {
        result.described.state = casefile::ItemState::Unsupported;
        result.described.problem = Tr::tr("“%1” is of a kind that cannot be examined or redacted "
                                          "yet (%2); the original is sealed in the vault.")
                                       .arg(item.name, displayName(item.kind));
        return result;
    }
    if (examined->problem) {
        const Error &error = *examined->problem;
        result.described.state = error.kind() == ErrorKind::Unsupported
                                     ? casefile::ItemState::Unsupported
                                     : casefile::ItemState::Failed;
        result.described.problem = u"“%1”: %2"_s.arg(item.name, error.text());
        return result;
    }
    detect::Analysis *analysis = &examined->analysis;
    result.described.state = casefile::ItemState::Analysed;
    result.described.streams.clear();
    for (const detect::StreamSummary &stream : analysis->streams)
        result.described.streams.append(toItemStream(stream));
    result.described.notExamined.append(analysis->notExamined);
    result.described.shots = analysis->shots;
    if (medium::of(item.kind).axis)
        result.described.start = analysis->start;
    result.described.extent = analysis->extent;
    result.findings.insert(result.findings.end(), analysis->findings.begin(),
                           analysis->findings.end());
    std::sort(result.findings.begin(), result.findings.end(), placeLess);
    result.text = std::move(analysis->text);
    keepParts(*examined, item, result);
    return result;
}

Result<ItemAnalysis> analyzeApart(const std::shared_ptr<vault::Vault> &vault,
                                  const casefile::Item &item, const detect::Registry &registry,
                                  const AnalysisSettings &settings, const QStringList &names,
                                  const JobContext &context)
{
    const QString version = analysisVersion(registry, settings, names);
    const auto notRead = [&](const QString &why) {
        ItemAnalysis failed;
        failed.described = item;
        failed.described.notExamined.clear();
        failed.described.state = casefile::ItemState::Failed;
        failed.described.analysisVersion = version;
        failed.described.problem = u"“%1”: %2"_s.arg(item.name, why);
        return failed;
    };
    // Shared with the work: it is over when that comes back, however late.
    const std::shared_ptr<vault::Attempt> attempt = vault->beginAttempt(item.id, kAnalysisAttempt);
    if (attempt && attempt->leaveAside()) {
        ItemAnalysis aside =
            notRead(Tr::tr("Not examined: reading it was begun twice and never finished. It is "
                           "left aside until you ask for it again."));
        aside.leftAside = true;
        return aside;
    }
    auto opened = vault->open(item.object);
    if (!opened)
        return opened.error();
    // Shared with the thread that reads, which may have to be left alone.
    const std::shared_ptr<const ByteSource> source = *std::move(opened);
    const auto answers = std::make_shared<ExaminationAnswers>(
        vault->openWork(item.id, version.toLatin1()), derivedOf(*vault, item));
    WatchNotes notes;
    if (attempt) {
        notes.silent = [attempt] { attempt->silent(); };
        notes.resumed = [attempt] { attempt->resumed(); };
    }
    auto examined = runWatched<ItemAnalysis>(
        context, "workflow/analyze", settings.patience.value_or(patienceFor(item.size)),
        [=](const JobContext &own) {
            return analyzeItem(*source, item, registry, settings, names, answers.get(), own);
        },
        notes);
    if (examined) {
        if (auto sealed = sealParts(*vault, item, *examined, settings.worker, context); !sealed)
            return sealed.error();
        return examined;
    }
    if (examined.error().kind() == ErrorKind::Cancelled)
        return examined;
    return notRead(examined.error().text());
}

void allowAnalysis(const casefile::Case &openCase, ItemId item)
{
    openCase.sharedVault()->forgetAttempts(item, kAnalysisAttempt);
    openCase.sharedVault()->forgetDerived(item);
}

Result<void> applyAnalysis(casefile::Case &openCase, const ItemAnalysis &analysis)
{
    // Findings first: an item that says "analysed" has all of them, also after a kill in between.
    if (auto added = openCase.addFindings(analysis.described.id, analysis.findings); !added)
        return added;
    if (auto kept = openCase.setItemText(analysis.described.id, analysis.text); !kept)
        return kept;
    // Before the item says "analysed", as with findings.
    for (const casefile::SealedInput &part : analysis.sealedParts) {
        const auto &items = openCase.sheet().items();
        const bool known = std::any_of(items.begin(), items.end(), [&](const casefile::Item &each) {
            return each.parent == part.item.parent && each.part == part.item.part &&
                   each.sha256 == part.item.sha256;
        });
        if (known)
            continue;
        if (auto added = openCase.addSealed(part); !added)
            return added;
    }
    if (auto described = openCase.setAnalysed(analysis.described); !described)
        return described;
    if (!analysis.leftAside)
        openCase.vault().removeWork(analysis.described.id);
    return {};
}

QList<ItemId> freshParts(const casefile::ReviewSheet &sheet, ItemId item)
{
    QList<ItemId> parts;
    for (const casefile::Item &each : sheet.items()) {
        if (each.parent == item && each.state == casefile::ItemState::Sealed)
            parts.append(each.id);
    }
    return parts;
}

QList<ItemId> pendingItems(const casefile::ReviewSheet &sheet, const QString &version)
{
    QList<ItemId> items;
    for (const casefile::Item &item : sheet.items()) {
        if (item.state == casefile::ItemState::Sealed || item.analysisVersion != version)
            items.append(item.id);
    }
    return items;
}

QList<ItemId> failedItems(const casefile::ReviewSheet &sheet)
{
    QList<ItemId> items;
    for (const casefile::Item &item : sheet.items()) {
        if (item.state == casefile::ItemState::Failed)
            items.append(item.id);
    }
    return items;
}

namespace {

/// Items that are in the case already.
Result<void> analyzeAll(casefile::Case &openCase, const detect::Registry &registry,
                        const AnalysisSettings &settings, const QList<ItemId> &items, int workers,
                        const std::function<void(const casefile::Item &)> &itemDone,
                        const JobContext &context)
{
    const QStringList names = openCase.sheet().subjectNames();
    std::vector<casefile::Item> copies; // workers never touch the sheet
    std::vector<qint64> weights;
    for (const ItemId id : items) {
        if (const casefile::Item *item = openCase.sheet().item(id)) {
            copies.push_back(*item);
            weights.push_back(medium::of(item->kind).analysisWeight(*item));
        }
    }
    const std::shared_ptr<vault::Vault> vault = openCase.sharedVault();
    SharedProgress progress(context, weights);
    Mailbox mailbox;
    QThreadPool pool;
    pool.setMaxThreadCount(std::clamp(workers, 1, 64));
    for (size_t i = 0; i < copies.size(); ++i) {
        pool.start([&, i] {
            if (context.cancelled()) {
                mailbox.put(JobContext::cancelledError("workflow/analyze"));
                return;
            }
            const JobContext itemContext =
                context.withReporter([&progress, i](qint64 done, qint64 total) {
                    progress.report(
                        i, total > 0 ? std::clamp(double(done) / double(total), 0.0, 1.0) : 0.0);
                });
            mailbox.put(analyzeApart(vault, copies[i], registry, settings, names, itemContext));
            progress.report(i, 1);
        });
    }
    // Every worker puts exactly one answer; all are taken, so that none is left behind using this
    // frame.
    Result<void> outcome;
    for (size_t i = 0; i < copies.size(); ++i) {
        const auto analysis = mailbox.take();
        if (!outcome)
            continue;
        if (!analysis) {
            outcome = analysis.error();
            continue;
        }
        outcome = applyAnalysis(openCase, *analysis);
        if (outcome && itemDone)
            itemDone(analysis->described);
    }
    pool.waitForDone();
    return outcome;
}

} // namespace

Result<void> analyzeCase(casefile::Case &openCase, const detect::Registry &registry,
                         const AnalysisSettings &settings, const QList<ItemId> &items, int workers,
                         const std::function<void(const casefile::Item &)> &itemDone,
                         const JobContext &context)
{
    for (QList<ItemId> next = items; !next.isEmpty();) {
        if (auto done = analyzeAll(openCase, registry, settings, next, workers, itemDone, context);
            !done)
            return done;
        QList<ItemId> parts;
        for (const ItemId item : std::as_const(next))
            parts.append(freshParts(openCase.sheet(), item));
        next = parts;
    }
    return {};
}

} // namespace redoubt::workflow
