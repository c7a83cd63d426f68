// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/runwatched.h"
#include "core/medium/mediumtable.h"
#include "core/workflow/derivedanswers.h"
#include "core/workflow/tr.h"
#include "core/workflow/workflow.h"

#include <QCryptographicHash>

#include <algorithm>

namespace redoubt::workflow {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView kAnalysisAttempt("analysis");

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
        missing.append({Portion::of(Tr::tr("parts of the file")),
                        Tr::tr("They lie too deep in other files to be taken out.")});
    if (examined.partsProblem)
        missing.append(
            {Portion::of(Tr::tr("parts of the file")), examined.partsProblem->message()});
    missing.append(examined.parts.notExamined);
    qint64 bytes = 0;
    for (medium::Part &part : examined.parts.parts) {
        bytes += part.bytes.size();
        if (bytes > medium::kMostPartBytes || result.parts.size() >= medium::kMostParts) {
            missing.append({Portion::of(Tr::tr("parts of the file")),
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
    result.described.problem = {};
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
    options.threads = std::max(1, settings.threads);
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
            {Portion::of(Tr::tr("name of the file")), examined->nameProblem->message()});
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
        result.described.problem = Message::plain(u"“%1”: %2"_s).arg(item.name, error.message());
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
    const auto notRead = [&](const Message &why) {
        ItemAnalysis failed;
        failed.described = item;
        failed.described.notExamined.clear();
        failed.described.state = casefile::ItemState::Failed;
        failed.described.analysisVersion = version;
        failed.described.problem = Message::plain(u"“%1”: %2"_s).arg(item.name, why);
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
    return notRead(examined.error().message());
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
    const ItemId id = analysis.described.id;
    if (!analysis.sealedText) {
        if (auto kept = openCase.setItemText(id, analysis.text); !kept)
            return kept;
    } else if (const auto &sealed = *analysis.sealedText) {
        if (auto kept = openCase.setSealedText(id, *sealed); !kept)
            return kept;
    }
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

} // namespace redoubt::workflow
