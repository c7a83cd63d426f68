// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/jobs/scheduler.h"
#include "core/jobs/workprogress.h"
#include "core/workflow/attackparts.h"
#include "core/workflow/tr.h"
#include "core/workflow/workflow.h"

#include <QCryptographicHash>

#include <memory>

namespace redoubt::workflow {

using namespace Qt::StringLiterals;

namespace {

release::ReportInfo reportInfo(const casefile::Case &openCase, const vault::Vault &vault,
                               const detect::Registry &registry, const casefile::Profile &profile,
                               const std::optional<Isolation> &isolation)
{
    release::ReportInfo info;
    info.program = programName();
    info.vaultFingerprint = vault.fingerprint();
    info.journalHead = openCase.journalHead();
    info.ownerKey = vault.ownerKey();
    info.sign = [&vault](QByteArrayView message) { return vault.sign(message); };
    if (isolation) {
        info.isolation = isolation->holds;
        if (!isolation->missing.isEmpty())
            info.warnings.append(unclosed(*isolation));
    }
    if (!profile.detect)
        return info;
    for (const detect::DetectorInfo &detector : registry.infos()) {
        if (!detector.available)
            continue;
        const Provenance &p = detector.provenance;
        info.detectors.append(
            p.modelSha256.isEmpty()
                ? u"%1 %2"_s.arg(p.detector, p.version)
                : u"%1 %2 (%3)"_s.arg(p.detector, p.version,
                                      QString::fromLatin1(p.modelSha256.toHex().first(8))));
        if (!detector.problem.isEmpty())
            info.warnings.append(detector.problem);
    }
    return info;
}

vault::PackRequest packRequest(const release::ReleasePlan &plan,
                               const QList<QByteArray> &recipients)
{
    vault::PackRequest request;
    request.recipients = recipients;
    for (const release::PlannedItem &planned : plan.items) {
        const casefile::Item &item = planned.item;
        request.items.push_back({item.rawName, item.kind, item.size, item.sha256, item.object});
    }
    return request;
}

QList<SensitiveText> termsOf(const std::vector<MarkProblem> &problems)
{
    QList<SensitiveText> terms;
    for (const MarkProblem &problem : problems)
        terms.append(problem.term);
    return terms;
}

/// Beside the weights of the items: what is packed is read and written once.
double packingWeight(const release::ReleasePlan &plan)
{
    double weight = 1;
    for (const release::PlannedItem &planned : plan.items)
        weight += double(planned.item.size) / 4'000'000;
    return weight;
}

release::CopyTools toolsOf(const std::shared_ptr<const ItemWorker> &worker)
{
    release::CopyTools tools;
    tools.suffix = [worker](const ByteSource &source, ItemKind kind, const QString &suffix,
                            const JobContext &context) {
        return worker->outputSuffix(source, kind, suffix, context);
    };
    tools.redact = [worker](const ByteSource &source, const redact::RedactionPlan &plan,
                            const redact::RedactOptions &options, AtomicOutput &output,
                            const JobContext &context) {
        return worker->redact(source, plan, options, output, context);
    };
    tools.verify = [worker](const ByteSource &output, const verify::Expectation &expectation,
                            const release::AttackRequest &request, const JobContext &context) {
        return worker->verify(output, expectation, request, context);
    };
    return tools;
}

/// The unfinished work of a release is not that of an analysis, which may go on meanwhile.
ItemId unfinishedId(ItemId item)
{
    return ItemId::fromContent("release" + item.toBytes());
}

/// Where earlier versions kept unfinished releases: in clear, so that they told names, and
/// everybody could write what was believed. Never read.
void removeOldState(const std::filesystem::path &folder)
{
    std::error_code ignored; // nothing reads it
    std::filesystem::remove_all(folder / "release-state", ignored);
}

} // namespace

ReleaseJob::ReleaseJob(casefile::Case &openCase, const detect::Registry &registry,
                       ReleaseSettings settings)
    : m_case(openCase)
    , m_vault(openCase.sharedVault())
    , m_registry(registry)
    , m_settings(std::move(settings))
    , m_plan(release::planRelease(openCase.sheet(), m_settings.profile, m_settings.items,
                                  termsOf(m_settings.unapplied)))
{
    Q_ASSERT(m_settings.worker);
    removeOldState(openCase.folder());
    for (release::PlannedItem &planned : m_plan.items) {
        planned.sourceFingerprint = openCase.vault().sourceFingerprint(planned.item.sha256);
        if (!planned.plan.droppedTags.isEmpty())
            m_texts.insert_or_assign(planned.item.id, openCase.itemTextReader(planned.item.id));
        for (const MarkProblem &mark : m_settings.unapplied) {
            if (mark.items.contains(planned.item.id))
                planned.problem = Error(mark.error.kind(), "workflow/marks", sentenceOf(mark));
        }
    }
}

Message ReleaseJob::sentenceOf(const MarkProblem &problem) const
{
    const Message sentence = problem.error.message().withTexts([&](QString text) {
        for (const release::PlannedItem &planned : m_plan.items) {
            if (problem.items.contains(planned.item.id))
                text = release::withPublicName(planned, std::move(text));
        }
        return text;
    });
    return m_plan.withheld.occurIn(sentence.text())
               ? Tr::tr("Mark %1 was not applied.").arg(problem.number)
               : sentence;
}

Result<release::ReleaseResult>
ReleaseJob::run(const std::function<void(const release::ItemResult &)> &itemDone,
                const JobContext &context) const
{
    if (auto fits = vault::checkOutput(m_settings.out); !fits)
        return fits.error();
    release::RunOptions options;
    options.out = m_settings.out;
    options.scheduler = m_settings.scheduler;
    options.redaction = m_settings.redaction;
    if (m_settings.scheduler != nullptr)
        options.redaction.threads =
            m_settings.scheduler->threadsEach(qsizetype(m_plan.items.size()));
    WorkProgress progress(context, m_settings.scheduler ? m_settings.scheduler->threads() : 1);
    options.progress = &progress;
    const int packing = progress.addLast("pack", packingWeight(m_plan));
    options.ocr = m_settings.ocr;
    options.ocrLanguages = m_settings.profile.ocrLanguages.split(u'+', Qt::SkipEmptyParts);
    options.redaction.ocrLanguages = options.ocrLanguages;
    options.openUnfinished = [vault = m_vault](ItemId item, const QByteArray &purpose) {
        return vault->openWork(unfinishedId(item), purpose);
    };
    options.itemDone = itemDone;
    options.tools = toolsOf(m_settings.worker);
    options.search = m_settings.profile.detect;
    options.vault = m_vault;
    options.complete = [this](release::PlannedItem &planned) -> Result<void> {
        const auto reader = m_texts.find(planned.item.id);
        if (reader == m_texts.end())
            return {};
        const auto text = reader->second();
        if (!text)
            return text.error();
        forgetTagsInText(planned.plan, *text);
        return {};
    };
    // The vault may be read from any thread, the sheet of the case may not.
    std::map<ItemId, ObjectId> objects;
    for (const release::PlannedItem &planned : m_plan.items)
        objects.emplace(planned.item.id, planned.item.object);
    auto result = release::runRelease(
        m_plan, [vault = m_vault, objects](ItemId item) { return vault->open(objects.at(item)); },
        options, context);
    if (!result)
        return result;
    progress.begin(packing);
    if (auto packed =
            vault::packVault(*m_vault, packRequest(m_plan, m_settings.recipients),
                             m_settings.out / "originals.rvault", progress.contextOf(packing));
        !packed)
        return packed.error();
    progress.end(packing, WorkForecast::Ended::Done);
    return result;
}

Result<release::ReleaseResult> ReleaseJob::finish(release::ReleaseResult result)
{
    result.number = m_case.lastRelease() + 1;
    const release::ReportInfo info =
        reportInfo(m_case, m_case.vault(), m_registry, m_settings.profile,
                   m_settings.worker ? m_settings.worker->isolation() : std::nullopt);
    const auto reports = release::makeReports(m_plan, result, info);
    if (!reports)
        return reports.error();
    // Journal first: a release that left must be in the custody log, also when the power fails
    // right after.
    const auto number = m_case.recordRelease(
        QCryptographicHash::hash(reports->manifest, QCryptographicHash::Sha256));
    if (!number)
        return number.error();
    if (auto written = release::writeReports(*reports, m_settings.out); !written)
        return written.error();
    for (const release::PlannedItem &planned : m_plan.items)
        m_case.vault().removeWork(unfinishedId(planned.item.id));
    return result;
}

} // namespace redoubt::workflow
