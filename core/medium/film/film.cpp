// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/medium/film/film.h"

#include "core/finding/effects.h"
#include "core/media/videoreader.h"
#include "core/medium/film/filmsniff.h"
#include "core/medium/film/streams.h"
#include "core/medium/solid.h"
#include "core/medium/tr.h"
#include "core/redact/plan/preview.h"

#include <algorithm>

namespace redoubt::medium {

namespace {

double secondsOf(const casefile::Item &item)
{
    double seconds = 0;
    for (const casefile::ItemStream &stream : item.streams)
        seconds = std::max(seconds, stream.seconds);
    return seconds;
}

void expectFilm(const Written &written, verify::Expectation &expectation)
{
    const QSize size = written.report.frameSize;
    const PixelRect frame{0, 0, size.width(), size.height()};
    for (const Ticks pts : written.report.framePts) {
        for (const redact::MaskTrack &mask : written.plan.masks) {
            const auto rect = mask.rectAt(pts);
            if (!rect)
                continue;
            const PixelRect inside = rect->intersected(frame);
            if (inside.isEmpty())
                continue;
            expectation.boxes.push_back(expectedBox(pts, inside, {}, isSolid(mask.effect)));
            expectation.boxes.back().outlined = isOutlined(mask.effect);
        }
    }
    expectCuts(written, expectation);
}

Result<void> expectMarkedFilm(const ByteSource &output, const QList<MarkSpec> &marks,
                              verify::Expectation &expectation, const JobContext &context)
{
    const auto info = media::probe(output, context);
    if (!info)
        return info.error();
    expectMarkedCuts(marks, *info, expectation);
    const media::StreamInfo *video = info->firstOf(media::StreamKind::Video);
    const bool wantsFrames = std::any_of(marks.begin(), marks.end(),
                                         [](const MarkSpec &m) { return m.rect.has_value(); });
    if (video) {
        expectation.frameTimeBase = video->timeBase;
        expectation.frameSize = video->displayedSize();
    }
    if (!video || !wantsFrames)
        return {};
    const auto index = media::indexFrames(output, video->index, context);
    if (!index)
        return index.error();
    for (const media::FrameIndex::Entry &frame : index->frames) {
        const double time = toSeconds(frame.pts, video->timeBase) - info->start;
        for (const MarkSpec &mark : marks) {
            if (!mark.rect || time < mark.begin.value_or(-1e18) || time >= mark.end.value_or(1e18))
                continue;
            const PixelRect rect =
                outward(QRectF(mark.rect->x, mark.rect->y, mark.rect->w, mark.rect->h));
            expectation.boxes.push_back(
                {frame.pts,
                 rect,
                 {},
                 isSolid(appliedEffect(mark.effect, Canvas::Film, mark.type))});
        }
    }
    return {};
}

Result<WholePicture> wholeFrame(const ByteSource &source, const casefile::Item &item, int,
                                Ticks pts, const JobContext &context)
{
    for (const casefile::ItemStream &stream : item.streams) {
        if (stream.modality != Modality::Video)
            continue;
        media::VideoReadOptions options;
        options.format = QImage::Format_RGB888;
        const auto reader = media::VideoReader::open(source, stream.index, options, context);
        if (!reader)
            return reader.error();
        if (auto there = (*reader)->seek(pts); !there)
            return there.error();
        auto frame = (*reader)->next();
        if (!frame)
            return frame.error();
        if (*frame)
            return WholePicture{(*frame)->image, 1};
    }
    return Error(ErrorKind::NotFound, "medium/film", Tr::tr("There is no picture here."));
}

} // namespace

const Medium &film()
{
    static const Medium medium{
        .kind = ItemKind::Video,
        .icon = QLatin1StringView("video"),
        .view = kPlayerView,
        .modality = Modality::Video,
        .axis = Modality::Video,
        .sniff = sniffFilm,
        .refine = kindOfStreams,
        .analyze = detect::analyzeMedia,
        .resolver = streamResolver,
        .suffix = redact::mediaSuffix,
        .redact = redact::redactMedia,
        .preview =
            [](QImage &image, const redact::RedactionPlan &plan, const Shown &shown) {
                redact::previewFrame(image, plan, shown.stream, *shown.frame);
            },
        .expect = expectFilm,
        .expectMarks = expectMarkedFilm,
        .analysisWeight = [](const casefile::Item &item) { return 20 + item.size / 50'000; },
        .releaseWeight =
            [](const casefile::Item &item) { return 50 + qint64(secondsOf(item) * 60); },
        .details = streamDetails,
        .whole = wholeFrame,
    };
    return medium;
}

} // namespace redoubt::medium
