// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/workflow/attackparts.h"

#include "core/detect/picturefaces.h"

#include <memory>

namespace redoubt::workflow {

namespace {

constexpr qint64 kMostPixelsAtOnce = 12'000'000;

QList<PixelRect> certainFaces(const std::vector<detect::Detection> &detections)
{
    QList<PixelRect> faces;
    for (const detect::Detection &detection : detections) {
        if (detection.type == FindingType::Face && detection.score >= float(kCertainScore))
            faces.append(detection.rect);
    }
    return faces;
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

} // namespace

std::function<Result<QList<PixelRect>>(const QImage &)> faceSearch(const detect::Registry &registry)
{
    if (!hasTrustedFaceDetector(registry) || !registry.faceDetector)
        return {};
    auto made = registry.faceDetector();
    if (!made)
        return {};
    const std::shared_ptr<detect::FrameDetector> detector = std::move(*made);
    return [detector](const QImage &picture) -> Result<QList<PixelRect>> {
        // A detector takes no picture of any size; a large one is looked at in parts.
        const bool large = qint64(picture.width()) * picture.height() > kMostPixelsAtOnce;
        const auto found = large ? detect::findInPicture(*detector, picture, JobContext())
                                 : detector->detect(picture, JobContext());
        if (!found)
            return found.error();
        return certainFaces(*found);
    };
}

void forgetTagsInText(redact::RedactionPlan &plan, const QString &text)
{
    if (text.isEmpty())
        return;
    const QString visible = text.simplified();
    plan.droppedTags.removeIf([&](const SensitiveText &tag) {
        return visible.contains(tag.reveal().simplified(), Qt::CaseInsensitive);
    });
}

} // namespace redoubt::workflow
