// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/sound/sound.h"

#include "core/medium/film/streams.h"
#include "core/medium/sound/soundsniff.h"

#include <algorithm>

namespace redoubt::medium {

namespace {

Result<void> expectMarkedSound(const ByteSource &output, const QList<MarkSpec> &marks,
                               verify::Expectation &expectation, const JobContext &context)
{
    const auto info = media::probe(output, context);
    if (!info)
        return info.error();
    expectMarkedCuts(marks, *info, expectation);
    return {};
}

qint64 soundReleaseWeight(const casefile::Item &item)
{
    double seconds = 0;
    for (const casefile::ItemStream &stream : item.streams)
        seconds = std::max(seconds, stream.seconds);
    return 20 + qint64(seconds);
}

} // namespace

const Medium &sound()
{
    static const Medium medium{
        .kind = ItemKind::Audio,
        .icon = QLatin1StringView("audio"),
        .view = kPlayerView,
        .modality = Modality::Audio,
        .axis = Modality::Audio,
        .sniff = sniffSound,
        .refine = kindOfStreams,
        .analyze = detect::analyzeMedia,
        .resolver = streamResolver,
        .suffix = redact::mediaSuffix,
        .redact = redact::redactMedia,
        .expect = expectCuts,
        .expectMarks = expectMarkedSound,
        .analysisWeight = [](const casefile::Item &item) { return 5 + item.size / 2'000'000; },
        .releaseWeight = soundReleaseWeight,
        .details = streamDetails,
    };
    return medium;
}

} // namespace redoubt::medium
