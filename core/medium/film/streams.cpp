// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/film/streams.h"

#include "core/finding/effects.h"
#include "core/media/audioreader.h"
#include "core/media/videoreader.h"
#include "core/medium/cropped.h"
#include "core/medium/sound/soundpicture.h"

#include <algorithm>
#include <tuple>

namespace redoubt::medium {

namespace {

constexpr QSize kDecodedSize{1280, 1280};
constexpr double kRoomInFrame = 0.35;

/// Pictures of what lies in streams, in the order in which they have it: one reader that @a open
/// gives serves all of a stream.
template <typename Open, typename Make>
Result<DetailPictures> fromStreams(std::vector<Detail> details, const JobContext &context,
                                   Open open, Make make)
{
    std::sort(details.begin(), details.end(), [](const Detail &a, const Detail &b) {
        return std::tie(a.stream, a.pts) < std::tie(b.stream, b.pts);
    });
    DetailPictures pictures;
    typename decltype(open(0))::value_type reader;
    int opened = -1;
    for (const Detail &detail : details) {
        if (context.cancelled())
            return JobContext::cancelledError("medium/details");
        if (detail.stream != opened) {
            auto next = open(detail.stream);
            if (!next)
                return next.error();
            reader = *std::move(next);
            opened = detail.stream;
        }
        auto picture = make(*reader, detail);
        if (!picture)
            return picture.error();
        pictures.emplace_back(detail.id, *std::move(picture));
    }
    return pictures;
}

Result<DetailPictures> fromFrames(const ByteSource &source, std::vector<Detail> details, QSize size,
                                  const JobContext &context)
{
    const auto open = [&](int stream) {
        media::VideoReadOptions options;
        options.maxSize = kDecodedSize;
        return media::VideoReader::open(source, stream, options, context);
    };
    return fromStreams(std::move(details), context, open,
                       [size](media::VideoReader &reader, const Detail &detail) -> Result<QImage> {
                           if (auto sought = reader.seek(detail.pts); !sought)
                               return sought.error();
                           const auto frame = reader.next();
                           return frame && frame->has_value()
                                      ? cropped((*frame)->image, (*frame)->sourceSize, detail.rect,
                                                kRoomInFrame, size)
                                      : QImage();
                       });
}

Result<DetailPictures> fromSound(const ByteSource &source, std::vector<Detail> details, QSize size,
                                 const JobContext &context)
{
    const auto open = [&](int stream) {
        return media::AudioReader::open(source, stream, {}, context);
    };
    return fromStreams(std::move(details), context, open,
                       [&](media::AudioReader &reader, const Detail &detail) {
                           return soundPicture(reader, *detail.span, size, context);
                       });
}

} // namespace

ItemKind kindOfStreams(const ByteSource &source)
{
    const auto info = media::probe(source, {});
    if (!info)
        return ItemKind::Unknown;
    if (info->firstOf(media::StreamKind::Video))
        return ItemKind::Video;
    return info->firstOf(media::StreamKind::Audio) ? ItemKind::Audio : ItemKind::Unknown;
}

std::unique_ptr<detect::MarkResolver> streamResolver(const detect::MarkRequest &request,
                                                     const ByteSource &source, ItemId item,
                                                     const JobContext &context)
{
    return detect::mediaResolver(request, source, item, context);
}

void expectCuts(const Written &written, verify::Expectation &expectation)
{
    for (const redact::AudioCut &cut : written.plan.cuts) {
        const casefile::ItemStream *stream = written.item.stream(cut.stream);
        const Rational base = stream ? stream->timeBase : Rational{1, 1};
        const qsizetype number = written.report.audioStreams.indexOf(cut.stream);
        // A cut whose stream was not written at all is satisfied: there is nothing to hear.
        if (number >= 0)
            expectation.cuts.push_back({int(number), toSeconds(cut.time.begin, base),
                                        toSeconds(cut.time.end, base), cut.channels,
                                        isSolid(cut.effect)});
    }
}

void expectMarkedCuts(const QList<MarkSpec> &marks, const media::MediaInfo &info,
                      verify::Expectation &expectation)
{
    for (const media::StreamInfo &stream : info.streams)
        expectation.audioStreams += stream.kind == media::StreamKind::Audio ? 1 : 0;
    for (const MarkSpec &mark : marks) {
        if (!mark.rect && mark.begin && mark.end)
            expectation.cuts.push_back(
                {0,
                 info.start + *mark.begin,
                 info.start + *mark.end,
                 {},
                 isSolid(appliedEffect(mark.effect, Canvas::Sound, mark.type))});
    }
}

Result<DetailPictures> streamDetails(const ByteSource &source, std::vector<Detail> details,
                                     QSize size, const JobContext &context)
{
    const auto border = std::stable_partition(details.begin(), details.end(),
                                              [](const Detail &detail) { return !detail.span; });
    std::vector<Detail> heard(border, details.end());
    details.erase(border, details.end());
    auto pictures = fromFrames(source, std::move(details), size, context);
    auto sounds = fromSound(source, std::move(heard), size, context);
    if (!pictures || !sounds)
        return pictures ? sounds : pictures;
    std::move(sounds->begin(), sounds->end(), std::back_inserter(*pictures));
    return pictures;
}

} // namespace redoubt::medium
