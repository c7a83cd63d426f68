// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/streamanalysis.h"
#include "core/detect/tr.h"
#include "core/jobs/rundetached.h"

#include <algorithm>
#include <memory>

namespace redoubt::detect {

using namespace Qt::StringLiterals;

namespace {

bool anyTextWanted(const AnalysisOptions &options)
{
    return options.types.isEmpty() || std::any_of(options.types.begin(), options.types.end(),
                                                  [](FindingType type) { return isTextual(type); });
}

void addMetadata(ItemId item, const QString &path, const SensitiveText &value,
                 const AnalysisOptions &options, Analysis &analysis)
{
    Finding finding = metadataFinding(item, path, value);
    if (options.detect && wanted(options, finding.type))
        analysis.findings.push_back(std::move(finding));
}

/// The frame detectors that are wanted. Those that cannot be made are noted, for each of @a places
/// where they would have looked, or by what they look for.
std::vector<FrameLooker> makeLookers(const Registry &registry, const AnalysisOptions &options,
                                     const QList<Portion> &places, Analysis &analysis)
{
    std::vector<FrameLooker> lookers;
    for (const DetectorFactory &factory : registry.detectors) {
        if (!factory.frame || !wantsAny(options, factory.info.types))
            continue;
        if (auto made = factory.frame()) {
            lookers.push_back(FrameLooker::of(std::move(*made), factory.profile));
            continue;
        } else {
            for (const Portion &place : places)
                analysis.notExamined.append({place, made.error().message()});
            if (places.isEmpty())
                analysis.notExamined.append(
                    {Portion::of(factory.profile.what), made.error().message()});
        }
    }
    return lookers;
}

/// Findings in the text of a document, and what of it could not be read. Compiling the patterns
/// takes most of a second once in a process, and a text of some megabytes has steps that are as
/// long, hence apart.
Result<Analysis> findInText(const std::shared_ptr<const document::DocModel> &model, ItemId item,
                            const Registry &registry, const AnalysisOptions &options,
                            const JobContext &context)
{
    return runDetached<Analysis>(
        context, "detect/text",
        [model, item, detectors = registry.detectors, names = options.names,
         token = context.token()]() -> Result<Analysis> {
            Analysis found;
            for (const DetectorFactory &factory : detectors) {
                if (!factory.text)
                    continue;
                const auto detector = factory.text(names);
                if (!detector) {
                    found.notExamined.append(
                        {Portion::of(Tr::tr("text")), detector.error().message()});
                    continue;
                }
                if (auto done = analyzeText(*model, item, **detector, found, JobContext(token));
                    !done)
                    return done.error();
            }
            std::sort(found.findings.begin(), found.findings.end(), placeLess);
            return found;
        });
}

/// What of a text no reading shows, for those who mark by hand.
Result<QList<NotExamined>> findUnread(const std::shared_ptr<const document::DocModel> &model,
                                      const JobContext &context)
{
    if (!model->pages.empty())
        return QList<NotExamined>{};
    return runDetached<QList<NotExamined>>(
        context, "detect/unread",
        [model]() -> Result<QList<NotExamined>> { return ReadableText(*model).unread(); });
}

} // namespace

Result<Analysis> analyzeMedia(const ByteSource &source, ItemId item, const Registry &registry,
                              const AnalysisOptions &options, const JobContext &context)
{
    auto pass = media::FilmPass::open(source, context);
    if (!pass)
        return pass.error();
    const media::MediaInfo info = (*pass)->info(); // outlives the pass
    Analysis analysis;
    analysis.start = info.start;
    std::vector<const media::StreamInfo *> seen;
    std::vector<const media::StreamInfo *> heard;
    for (const media::StreamInfo &stream : info.streams) {
        analysis.streams.append(summaryOf(stream));
        if (stream.kind == media::StreamKind::Video && !stream.attachedPicture)
            seen.push_back(&stream);
        if (stream.kind == media::StreamKind::Audio)
            heard.push_back(&stream);
    }
    if (seen.empty() && heard.empty())
        return Error(ErrorKind::Unsupported, "detect/analyze",
                     Tr::tr("The file has neither pictures nor sound that can be played."));
    for (const media::MetadataEntry &tag : info.tags)
        addMetadata(item, tag.path, tag.value, options, analysis);
    if (!options.detect)
        return analysis;

    QList<Portion> places;
    for (const media::StreamInfo *stream : seen)
        places.append(Portion::stream(stream->index));
    const std::vector<FrameLooker> lookers = seen.empty()
                                                 ? std::vector<FrameLooker>()
                                                 : makeLookers(registry, options, places, analysis);
    std::vector<const DetectorFactory *> hearing;
    for (const DetectorFactory &factory : registry.detectors) {
        if (factory.sound && wantsAny(options, factory.info.types))
            hearing.push_back(&factory);
    }
    if (auto done = analyzeStreams(source, *std::move(pass), item, seen, lookers, heard, hearing,
                                   options, analysis, context);
        !done)
        return done.error();
    return analysis;
}

Result<Analysis> analyzeDocument(const ByteSource &source, const DocumentReader &reader,
                                 ItemId item, const Registry &registry,
                                 const AnalysisOptions &options, const JobContext &context)
{
    document::LoadOptions load;
    load.languages = options.ocrLanguages;
    load.threads = options.threads;
    load.ocr = options.detect && anyTextWanted(options) ? document::Ocr::WhereNeeded
                                                        : document::Ocr::Never;
    load.answers = options.answers;
    auto loaded = reader.read(source, load, context.part(0, 600));
    if (!loaded)
        return loaded.error();
    // Shared with the search in its text, which may have to be left alone.
    const auto model = std::make_shared<const document::DocModel>(*std::move(loaded));
    Analysis analysis;
    analysis.text = model->text;
    analysis.extent = model->pages.empty() ? model->text.size() : qint64(model->pages.size());
    analysis.notExamined = model->notExamined;
    analysis.encoding = model->encoding;
    analysis.encodingConfidence = model->encodingConfidence;
    if (reader.pages == PageNature::Pictures && !model->pages.empty()) {
        StreamSummary picture;
        picture.modality = Modality::Image;
        picture.size = model->pages.front().size.toSize();
        analysis.streams.append(picture);
    }
    for (const document::MetadataField &field : model->metadata)
        addMetadata(item, field.path, field.value, options, analysis);
    if (!options.detect) {
        auto unread = findUnread(model, context);
        if (!unread)
            return unread.error();
        analysis.notExamined.append(*unread);
        return analysis;
    }

    if (anyTextWanted(options)) {
        auto text = findInText(model, item, registry, options, context);
        if (!text)
            return text.error();
        std::move(text->findings.begin(), text->findings.end(),
                  std::back_inserter(analysis.findings));
        analysis.notExamined.append(text->notExamined);
        context.part(600, 700).progress(1, 1);
    }
    const std::vector<FrameLooker> lookers = reader.pages == PageNature::None
                                                 ? std::vector<FrameLooker>()
                                                 : makeLookers(registry, options, {}, analysis);
    if (!lookers.empty()) {
        const auto done = analyzePages(source, reader, item, lookers, options.threads, analysis,
                                       context.part(700, 1000));
        if (!done && done.error().kind() == ErrorKind::Cancelled)
            return done.error();
        for (const FrameLooker &looker : lookers) {
            if (!done)
                analysis.notExamined.append(
                    {Portion::of(looker.profile.what), done.error().message()});
        }
    }
    return analysis;
}

FrameLooker FrameLooker::of(std::unique_ptr<FrameDetector> detector, const FrameProfile &profile)
{
    DetectorInfo info = detector->info();
    FrameProfile own = profile;
    if (own.group.isEmpty())
        own.group = info.provenance.detector;
    if (own.what.isEmpty())
        own.what = Message::plain(info.provenance.detector);
    return {std::move(detector), std::move(info), std::move(own)};
}

QString FrameLooker::group(int number) const
{
    return u"%1-%2"_s.arg(profile.group).arg(number);
}

bool wantsAny(const AnalysisOptions &options, const QList<FindingType> &types)
{
    return std::any_of(types.begin(), types.end(),
                       [&options](FindingType type) { return wanted(options, type); });
}

bool wanted(const AnalysisOptions &options, FindingType type)
{
    return options.types.isEmpty() || options.types.contains(type);
}

StreamSummary summaryOf(const media::StreamInfo &stream)
{
    StreamSummary summary;
    summary.index = stream.index;
    summary.codec = stream.codec;
    summary.timeBase = stream.timeBase;
    summary.seconds = toSeconds(stream.duration, stream.timeBase);
    switch (stream.kind) {
    case media::StreamKind::Video:
        summary.modality = stream.attachedPicture ? Modality::Image : Modality::Video;
        summary.size = stream.displayedSize();
        break;
    case media::StreamKind::Audio:
        summary.modality = Modality::Audio;
        summary.sampleRate = stream.sampleRate;
        summary.channels = stream.channels;
        break;
    case media::StreamKind::Subtitle:
        summary.modality = Modality::Text;
        break;
    default:
        summary.modality = Modality::Meta;
    }
    return summary;
}

void settle(Analysis &analysis, const AnalysisOptions &options)
{
    // Types may come from text recognisers that know nothing of the filter.
    std::erase_if(analysis.findings,
                  [&](const Finding &finding) { return !wanted(options, finding.type); });
    if (!std::is_sorted(analysis.findings.begin(), analysis.findings.end(), placeLess))
        std::sort(analysis.findings.begin(), analysis.findings.end(), placeLess);
}

} // namespace redoubt::detect
