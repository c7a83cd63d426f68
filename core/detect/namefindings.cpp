// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/analysis.h"
#include "core/finding/filename.h"
#include "core/jobs/rundetached.h"

#include <algorithm>

namespace redoubt::detect {

using namespace Qt::StringLiterals;

namespace {

/// A dot and what follows it say what a file is, not whose it is.
QStringView stemOf(QStringView part)
{
    const qsizetype dot = part.lastIndexOf(u'.');
    return dot > 0 ? part.first(dot) : part;
}

Result<void> findInPart(QStringView part, ItemId item, const TextDetector &detector,
                        const QSet<FindingType> &types, FindingList &found,
                        const JobContext &context)
{
    // As it stands for numbers and addresses, and with spaces for names.
    QStringList readings{part.toString(), withSpaces(part)};
    readings.removeDuplicates();
    for (const QString &text : std::as_const(readings)) {
        const auto matches = detector.detect(text, context);
        if (!matches)
            return matches.error();
        for (const TextMatch &match : matches->matches) {
            // Names of files are full of numbers that mean nothing, and have no words beside them
            // that would tell: what is only possible is left alone.
            if (scoreBin(match.score) != ScoreBin::Certain ||
                !(types.isEmpty() || types.contains(match.type)))
                continue;
            Finding finding;
            finding.item = item;
            finding.type = match.type;
            finding.score = match.score;
            finding.place = Field{kFileNameField};
            finding.provenance = detector.info().provenance;
            finding.source = TextSource::Metadata;
            finding.text =
                SensitiveText(part.sliced(match.range.begin, match.range.length()).toString());
            finding.id = stableFindingId(finding);
            if (std::none_of(found.begin(), found.end(),
                             [&](const Finding &other) { return other.id == finding.id; }))
                found.push_back(std::move(finding));
        }
    }
    return {};
}

} // namespace

Result<FindingList> findInName(const QString &name, ItemId item, const Registry &registry,
                               const AnalysisOptions &options, const JobContext &context)
{
    if (!options.detect)
        return FindingList();
    // Compiling the patterns takes most of a second once in a process, hence apart.
    return runDetached<FindingList>(
        context, "detect/name",
        [name, item, detectors = registry.detectors, names = options.names, types = options.types,
         token = context.token()]() -> Result<FindingList> {
            FindingList found;
            const QList<QStringView> parts = QStringView(name).split(u'/', Qt::SkipEmptyParts);
            for (const DetectorFactory &factory : detectors) {
                if (!factory.text)
                    continue;
                const auto detector = factory.text(names);
                if (!detector)
                    return detector.error();
                for (qsizetype i = 0; i < parts.size(); ++i) {
                    const QStringView part = i + 1 == parts.size() ? stemOf(parts[i]) : parts[i];
                    if (auto done =
                            findInPart(part, item, **detector, types, found, JobContext(token));
                        !done)
                        return done.error();
                }
            }
            std::sort(found.begin(), found.end(), placeLess);
            return found;
        });
}

} // namespace redoubt::detect
