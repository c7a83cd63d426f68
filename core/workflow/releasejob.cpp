// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/workflow/workflow.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <memory>

namespace redoubt::workflow {

using namespace Qt::StringLiterals;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(redoubt::ReleaseJob)
};

QList<PixelRect> certainFaces(const std::vector<detect::Detection> &detections)
{
    QList<PixelRect> faces;
    for (const detect::Detection &detection : detections) {
        if (detection.type == FindingType::Face && detection.score >= float(kCertainScore))
            faces.append(detection.rect);
    }
    return faces;
}

/// A face search for the verifier, with a detector of its own.
release::FaceCheck makeFaceCheck(const detect::Registry &registry)
{
    if (!registry.faceDetector)
        return {};
    auto made = registry.faceDetector();
    if (!made)
        return {};
    const std::shared_ptr<detect::FrameDetector> detector = std::move(*made);
    return [detector](const QImage &picture) -> Result<QList<PixelRect>> {
        const auto found = detector->detect(picture, JobContext());
        if (!found)
            return found.error();
        return certainFaces(*found);
    };
}

/// Haar cascades see faces in every second texture: as a search of outputs they would withhold good
/// files.
bool hasTrustedFaceDetector(const detect::Registry &registry)
{
    for (const detect::DetectorInfo &info : registry.infos) {
        if (info.available && info.types.contains(FindingType::Face) &&
            !info.provenance.modelSha256.isEmpty())
            return true;
    }
    return false;
}

release::ReportInfo reportInfo(const casefile::Case &openCase, const vault::Vault &vault,
                               const detect::Registry &registry, const casefile::Profile &profile)
{
    release::ReportInfo info;
    info.program = programName();
    info.vaultFingerprint = vault.fingerprint();
    info.journalHead = openCase.journalHead();
    if (!profile.detect)
        return info;
    for (const detect::DetectorInfo &detector : registry.infos) {
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

/// A title that also stands on the pages would be "found" there by the search for dropped metadata.
/// Where such a text is to be withheld it is a mark of its own and searched as that.
void forgetTagsInText(redact::RedactionPlan &plan, const QString &text)
{
    if (text.isEmpty())
        return;
    const QString visible = text.simplified();
    plan.droppedTags.removeIf([&](const SensitiveText &tag) {
        return visible.contains(tag.reveal().simplified(), Qt::CaseInsensitive);
    });
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

} // namespace

ReleaseJob::ReleaseJob(casefile::Case &openCase, const detect::Registry &registry,
                       ReleaseSettings settings)
    : m_case(openCase)
    , m_registry(registry)
    , m_settings(std::move(settings))
    , m_plan(release::planRelease(openCase.sheet(), m_settings.profile, m_settings.items))
{
    for (release::PlannedItem &planned : m_plan.items) {
        if (!planned.plan.droppedTags.isEmpty())
            m_texts.insert_or_assign(planned.item.id, openCase.itemTextReader(planned.item.id));
        for (const MarkProblem &mark : m_settings.unapplied) {
            if (mark.items.contains(planned.item.id))
                planned.problem = mark.error;
        }
    }
}

Result<release::ReleaseResult>
ReleaseJob::run(const std::function<void(const release::ItemResult &)> &itemDone,
                const JobContext &context) const
{
    if (auto fits = vault::checkOutput(m_settings.out); !fits)
        return fits.error();
    release::RunOptions options;
    options.out = m_settings.out;
    options.workers = m_settings.workers;
    options.redaction = m_settings.redaction;
    options.redaction.threads = m_settings.threads;
    options.ocr = m_settings.ocr;
    options.ocrLanguages = m_settings.profile.ocrLanguages.split(u'+', Qt::SkipEmptyParts);
    options.redaction.ocrLanguages = options.ocrLanguages;
    options.resumeFolder = m_case.folder() / "release-state";
    options.itemDone = itemDone;
    if (m_settings.profile.detect && hasTrustedFaceDetector(m_registry))
        options.makeFaceCheck = [this] { return makeFaceCheck(m_registry); };
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
        m_plan, [&](ItemId item) { return m_case.vault().open(objects.at(item)); }, options,
        context.part(0, 930));
    if (!result)
        return result;
    if (auto packed =
            vault::packVault(m_case.vault(), packRequest(m_plan, m_settings.recipients),
                             m_settings.out / "originals.rvault", context.part(930, 1000));
        !packed)
        return packed.error();
    return result;
}

Result<release::ReleaseResult> ReleaseJob::finish(release::ReleaseResult result)
{
    result.number = m_case.lastRelease() + 1;
    const release::ReportInfo info =
        reportInfo(m_case, m_case.vault(), m_registry, m_settings.profile);
    const QByteArray manifest = release::manifestJson(m_plan, result, info);
    // Journal first: a release that left must be in the custody log, also when the power fails
    // right after.
    const auto number =
        m_case.recordRelease(QCryptographicHash::hash(manifest, QCryptographicHash::Sha256));
    if (!number)
        return number.error();
    result.number = *number;
    if (auto written = release::writeReports(m_plan, result, info, m_settings.out); !written)
        return written.error();
    std::error_code ignored; // the folder only saves work; a leftover is harmless
    std::filesystem::remove_all(m_case.folder() / "release-state", ignored);
    return result;
}

} // namespace redoubt::workflow
