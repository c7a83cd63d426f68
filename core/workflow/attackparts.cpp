// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/workflow/attackparts.h"

#include "core/detect/picturefaces.h"

#include <algorithm>
#include <memory>

namespace redoubt::workflow {

namespace {

constexpr qint64 kMostPixelsAtOnce = 12'000'000;

bool searchesOutputs(const detect::DetectorFactory &factory)
{
    return factory.frame && factory.info.available && !factory.profile.outputCheck.isEmpty();
}

release::OutputSearch searchBy(const std::shared_ptr<detect::FrameDetector> &detector,
                               const detect::DetectorFactory &factory)
{
    const auto find = [detector](const QImage &picture) -> Result<QList<PixelRect>> {
        // A detector takes no picture of any size; a large one is looked at in parts.
        const bool large = qint64(picture.width()) * picture.height() > kMostPixelsAtOnce;
        const auto found = large ? detect::findInPicture(*detector, picture, JobContext())
                                 : detector->detect(picture, JobContext());
        if (!found)
            return found.error();
        QList<PixelRect> certain;
        for (const detect::Detection &detection : *found) {
            if (detection.score >= float(kCertainScore))
                certain.append(detection.rect);
        }
        return certain;
    };
    return {factory.profile.outputCheck, factory.info.types, find};
}

} // namespace

release::OutputSearches outputSearches(const detect::Registry &registry)
{
    release::OutputSearches searches;
    for (const detect::DetectorFactory &factory : registry.detectors) {
        if (!searchesOutputs(factory))
            continue;
        auto made = factory.frame();
        if (made)
            searches.push_back(searchBy(std::move(*made), factory));
        else // what could not be looked for is told, not left out
            searches.push_back({factory.profile.outputCheck, factory.info.types,
                                [error = made.error()](const QImage &) {
                                    return Result<QList<PixelRect>>(error);
                                }});
    }
    return searches;
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
