// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/film/mediatracks.h"

#include "core/redact/film/planepainter.h"
#include "core/redact/tr.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace redoubt::redact {

PictureCoding codingOf(const RedactionPlan &plan)
{
    return plan.sameFormat ? PictureCoding::Same : PictureCoding::Playable;
}

int roomForConversion(int pixelFormat, QSize coded, PictureCoding wanted)
{
    return pictureFormFor(pixelFormat, 0, coded, QStringLiteral("libx264"), wanted).converted
               ? kGrowConverted
               : 0;
}

Result<std::unique_ptr<VideoTrack>> VideoTrack::open(const media::Container &container, int stream,
                                                     const MediaFormat &format,
                                                     PictureCoding wanted, int threads)
{
    const media::StreamInfo &info = *container.streamInfo(stream);
    const AVCodecParameters &codec = *container.stream(stream)->codecpar;
    if (info.codedSize.isEmpty() || codec.format < 0)
        return Error(ErrorKind::Damaged, "redact/videotrack",
                     Tr::tr("The video stream %1 cannot be decoded.").arg(stream));
    const PictureForm form = pictureFormFor(codec.format, codec.color_range, info.codedSize,
                                            format.videoEncoder, wanted);
    if (form.pixelFormat < 0)
        return Error(ErrorKind::Unsupported, "redact/videotrack",
                     Tr::tr("The pictures of video stream %1 are of a kind that cannot be encoded.")
                         .arg(stream));
    std::unique_ptr<VideoTrack> track(new VideoTrack(form));
    auto decoder = media::VideoDecoder::open(container, stream, threads);
    if (!decoder)
        return decoder.error();
    track->decoder = std::move(*decoder);
    track->start = container.info().start;
    track->m_wanted = wanted;
    return track;
}

Result<void> VideoTrack::paint(media::DecodedPicture &picture)
{
    const media::StreamInfo &info = decoder->info();
    if (QSize(picture.frame->width, picture.frame->height) != info.codedSize)
        return Error(
            ErrorKind::Unsupported, "redact/paint",
            Tr::tr("The picture changes its size at %1 s. Split the video there and redact "
                   "the parts.")
                .arg(toSeconds(picture.pts, info.timeBase) - start, 0, 'f', 2));
    const int grow = m_forms.converts(*picture.frame)
                         ? kGrowConverted
                         : roomForConversion(picture.frame->format, info.codedSize, m_wanted);
    std::vector<FrameMask> covered;
    for (auto &mask : masks) {
        const auto rect = mask.mark->rectAt(picture.pts);
        if (!rect || coveredOnFrame(*picture.frame, *rect, info.turn, grow).isEmpty())
            continue;
        mask.met = true;
        covered.push_back({*rect, mask.mark->effect});
    }
    auto prepared = m_forms.prepare(std::move(picture.frame), picture.corrupt || !covered.empty());
    if (!prepared)
        return prepared.error();
    picture.frame = std::move(*prepared);
    picture.frame->pts = picture.pts;
    if (picture.corrupt) {
        // Concealment shows parts of earlier frames, where masks were elsewhere.
        paintWhole(*picture.frame);
        ++blackened;
    } else {
        paintMasks(*picture.frame, covered, info.turn, grow);
    }
    return {};
}

void AudioTrack::prepare(int channels)
{
    std::vector<SampleCut> wanted;
    const Rational samples{1, decoder->sampleRate()};
    for (const auto &cut : cuts) {
        m_samples.push_back(rescaleOutward(cut.mark->time, decoder->info().timeBase, samples));
        wanted.push_back({m_samples.back(), cut.mark->channels, cut.mark->effect});
    }
    m_replacer.emplace(wanted, decoder->sampleRate(), channels);
}

void AudioTrack::replace(media::AudioBlock &block)
{
    const TimeSpan seen{m_last.value_or(block.firstSample),
                        block.firstSample + block.sampleCount()};
    m_last = seen.end;
    for (size_t i = 0; i < cuts.size(); ++i) {
        if (!m_samples[i].intersects(seen))
            continue;
        // A cut of channels that do not exist removes nothing.
        const QList<int> &channels = cuts[i].mark->channels;
        cuts[i].met = cuts[i].met || channels.isEmpty() ||
                      std::any_of(channels.begin(), channels.end(), [&block](int c) {
                          return c >= 0 && size_t(c) < block.channels.size();
                      });
    }
    m_replacer->apply(block);
}

} // namespace redoubt::redact
