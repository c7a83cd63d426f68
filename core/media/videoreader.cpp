// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/videoreader.h"

#include "core/media/container.h"
#include "core/media/packetfeed.h"
#include "core/media/pictureconverter.h"
#include "core/media/videodecoder.h"

#include <deque>
#include <limits>

extern "C" {
#include <libavcodec/packet.h>
#include <libavutil/avutil.h>
#include <libavutil/frame.h>
}

namespace redoubt::media {

struct CodedPicture
{
    FramePtr frame;
};

struct VideoReader::Private
{
    Private(const ByteSource *s, int st, const VideoReadOptions &o, const JobContext &c)
        : source(s)
        , stream(st)
        , options(o)
        , context(c)
        , converter(o.format, o.maxSize)
        , lumaConverter(QImage::Format_Grayscale8, o.maxSize)
    {}

    Result<void> open();
    Result<std::optional<DecodedPicture>> decode();
    Result<std::optional<DecodedPicture>> take();
    VideoFrame describe(const DecodedPicture &picture) const;
    Result<bool> goTo(Ticks pts);
    Result<bool> find(Ticks wanted, Ticks from, SeekTo to);

    const ByteSource *const source; ///< null when a FilmPass gives the packets
    const int stream;
    VideoReadOptions options;
    const JobContext context;
    PictureConverter converter;
    PictureConverter lumaConverter;
    std::unique_ptr<Container> container;
    std::unique_ptr<PacketFeed> feed; ///< instead of a container of its own
    std::unique_ptr<VideoDecoder> decoder;
    PacketPtr packet = makePacket();
    std::deque<DecodedPicture> waiting; ///< found by a seek, not yet given out
    std::optional<Ticks> skipBefore;    ///< pictures that no other needs are left out before this
    bool skipped = false;
    bool atEnd = false;
};

Result<void> VideoReader::Private::open()
{
    auto opened = Container::open(*source, context);
    if (!opened)
        return opened.error();
    auto decoding = VideoDecoder::open(**opened, stream, options.decoderThreads);
    if (!decoding)
        return decoding.error();
    container = std::move(*opened);
    decoder = std::move(*decoding);
    container->readOnly({stream});
    atEnd = false;
    waiting.clear();
    return {};
}

Result<std::optional<DecodedPicture>> VideoReader::Private::decode()
{
    for (;;) {
        if (context.cancelled())
            return JobContext::cancelledError("media/videoreader");
        auto picture = decoder->receive();
        if (!picture || *picture || atEnd)
            return picture;
        const auto more = feed ? feed->read(*packet) : container->read(*packet);
        if (!more)
            return more.error();
        atEnd = !*more;
        if (skipBefore && *more) {
            const bool skip = packet->pts != AV_NOPTS_VALUE && packet->pts < *skipBefore;
            skipped = skipped || skip;
            decoder->skipUnreferenced(skip);
        }
        if (auto sent = decoder->send(*more ? packet.get() : nullptr); !sent)
            return sent.error();
    }
}

// Decodes from where the container stands until the picture shown at @a wanted is known. Pictures
// before @a from that no other needs are left out. False when the container stood too far ahead, or
// a picture that was left out may be the wanted one. A frame that starts exactly there ends the
// search when that was asked for.
Result<bool> VideoReader::Private::find(Ticks wanted, Ticks from, SeekTo to)
{
    waiting.clear();
    skipped = false;
    // Where times are counted frame by frame, every frame must come out.
    if (container->frameClock() == FrameClock::Stored)
        skipBefore = from;
    std::optional<DecodedPicture> before;
    std::optional<DecodedPicture> after;
    std::optional<Error> failed;
    for (;;) {
        auto picture = decode();
        if (!picture)
            failed = picture.error();
        if (!picture || !*picture)
            break;
        if ((*picture)->pts > wanted) {
            after = std::move(**picture);
            break;
        }
        before = std::move(**picture);
        if (to == SeekTo::Start && before->pts == wanted)
            break;
    }
    skipBefore.reset();
    decoder->skipUnreferenced(false);
    if (failed)
        return *failed;
    const bool certain = before && (!skipped || before->pts >= from);
    if (before)
        waiting.push_back(std::move(*before));
    if (after)
        waiting.push_back(std::move(*after));
    return certain;
}

Result<bool> VideoReader::Private::goTo(Ticks pts)
{
    waiting.clear();
    atEnd = false;
    const auto moved = container->seek(stream, pts);
    if (moved && *moved)
        decoder->flush();
    return moved;
}

// The next picture in order: one that a seek found already, or a new one.
Result<std::optional<DecodedPicture>> VideoReader::Private::take()
{
    if (waiting.empty())
        return decode();
    std::optional<DecodedPicture> picture = std::move(waiting.front());
    waiting.pop_front();
    return picture;
}

// All but the image and the picture itself.
VideoFrame VideoReader::Private::describe(const DecodedPicture &picture) const
{
    VideoFrame frame;
    frame.pts = picture.pts;
    frame.duration = picture.duration;
    frame.corrupt = picture.corrupt;
    frame.sourceSize =
        DisplayMapping(QSize(picture.frame->width, picture.frame->height), decoder->info().turn)
            .displayedSize();
    frame.turn = decoder->info().turn;
    frame.interlaced = picture.frame->interlaced_frame != 0;
    frame.pixelFormat = picture.frame->format;
    return frame;
}

VideoReader::VideoReader(std::unique_ptr<Private> p)
    : d(std::move(p))
{}

VideoReader::~VideoReader() = default;

Result<std::unique_ptr<VideoReader>> VideoReader::open(const ByteSource &source, int stream,
                                                       const VideoReadOptions &options,
                                                       const JobContext &context)
{
    auto d = std::make_unique<Private>(&source, stream, options, context);
    if (auto opened = d->open(); !opened)
        return opened.error();
    return std::unique_ptr<VideoReader>(new VideoReader(std::move(d)));
}

std::unique_ptr<VideoReader> VideoReader::over(std::unique_ptr<VideoDecoder> decoder,
                                               std::unique_ptr<PacketFeed> feed,
                                               const VideoReadOptions &options,
                                               const JobContext &context)
{
    auto d = std::make_unique<Private>(nullptr, decoder->info().index, options, context);
    d->decoder = std::move(decoder);
    d->feed = std::move(feed);
    return std::unique_ptr<VideoReader>(new VideoReader(std::move(d)));
}

const StreamInfo &VideoReader::info() const
{
    return d->decoder->info();
}

Result<std::optional<VideoFrame>> VideoReader::next()
{
    auto taken = d->take();
    if (!taken)
        return taken.error();
    if (!*taken)
        return std::optional<VideoFrame>();
    VideoFrame frame = d->describe(**taken);
    auto image = d->converter.convert(*(*taken)->frame, info().turn);
    if (!image)
        return image.error();
    frame.image = std::move(*image);
    return std::optional<VideoFrame>(std::move(frame));
}

Result<std::optional<VideoFrame>> VideoReader::nextLuma()
{
    auto taken = d->take();
    if (!taken)
        return taken.error();
    if (!*taken)
        return std::optional<VideoFrame>();
    VideoFrame frame = d->describe(**taken);
    frame.image = reducedLuma(*(*taken)->frame, info().turn, d->options.maxSize);
    if (frame.image.isNull()) {
        auto image = d->lumaConverter.convert(*(*taken)->frame, info().turn);
        if (!image)
            return image.error();
        frame.image = std::move(*image);
    }
    frame.coded = std::make_shared<CodedPicture>(CodedPicture{std::move((*taken)->frame)});
    return std::optional<VideoFrame>(std::move(frame));
}

Result<QImage> VideoReader::picture(const VideoFrame &frame)
{
    if (!frame.coded)
        return Error(ErrorKind::Internal, "media/videoreader");
    return d->converter.convert(*frame.coded->frame, info().turn);
}

Result<std::optional<VideoFrame>> VideoReader::skip()
{
    auto picture = d->take();
    if (!picture)
        return picture.error();
    if (!*picture)
        return std::optional<VideoFrame>();
    VideoFrame frame;
    frame.pts = (*picture)->pts;
    frame.duration = (*picture)->duration;
    frame.corrupt = (*picture)->corrupt;
    return std::optional<VideoFrame>(std::move(frame));
}

void VideoReader::setMaxSize(QSize maxSize)
{
    if (maxSize == d->options.maxSize)
        return;
    d->options.maxSize = maxSize;
    d->converter = PictureConverter(d->options.format, maxSize);
    d->lumaConverter = PictureConverter(QImage::Format_Grayscale8, maxSize);
}

Result<void> VideoReader::seek(Ticks pts, SeekTo to)
{
    if (!d->source)
        return Error(ErrorKind::Invalid, "media/videoreader");
    constexpr Ticks kNothing = std::numeric_limits<Ticks>::min();
    const Ticks second = std::max<Ticks>(1, fromSeconds(1.0, info().timeBase, Rounding::Nearest));
    // Containers without an index land late now and then; each try starts further ahead. Only the
    // first one leaves pictures out.
    struct Try
    {
        Ticks back;
        Ticks from;
    };
    for (const Try &attempt : {Try{0, to == SeekTo::Start ? pts : pts - second}, Try{0, kNothing},
                               Try{2 * second, kNothing}, Try{16 * second, kNothing}}) {
        // Where the decoder reorders and the container stores no times, frames must be counted.
        if (pts <= info().startPts ||
            (d->container->frameClock() == FrameClock::DecodeOrder && !d->decoder->inOrder()))
            break;
        const auto moved = d->goTo(pts - attempt.back);
        if (!moved)
            return moved.error();
        if (!*moved)
            break;
        const auto found = d->find(pts, attempt.from, to);
        if (!found)
            return found.error();
        if (*found)
            return {};
    }
    // From the start, with nothing left out: slow and always right.
    if (auto opened = d->open(); !opened)
        return opened;
    if (const auto found = d->find(pts, kNothing, SeekTo::Shown); !found)
        return found.error();
    return {};
}

} // namespace redoubt::media
