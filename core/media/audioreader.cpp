// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/audioreader.h"

#include "core/media/audiodecoder.h"
#include "core/media/container.h"
#include "core/media/packetfeed.h"

extern "C" {
#include <libavcodec/packet.h>
}

namespace redoubt::media {

struct AudioReader::Private
{
    const ByteSource *source = nullptr;
    int stream = 0;
    int wantedRate = 0;
    JobContext context;
    std::unique_ptr<Container> container;
    std::unique_ptr<PacketFeed> feed; ///< instead of a container of its own
    std::unique_ptr<AudioDecoder> decoder;
    PacketPtr packet = makePacket();
    std::optional<AudioBlock> first; ///< decoded while opening, to know the true rate
    bool atEnd = false;

    Result<std::optional<AudioBlock>> decode();
};

Result<std::optional<AudioBlock>> AudioReader::Private::decode()
{
    for (;;) {
        if (context.cancelled())
            return JobContext::cancelledError("media/audioreader");
        auto block = decoder->receive();
        if (!block || *block || atEnd)
            return block;
        const auto more = feed ? feed->read(*packet) : container->read(*packet);
        if (!more)
            return more.error();
        atEnd = !*more;
        if (auto sent = decoder->send(*more ? packet.get() : nullptr); !sent)
            return sent.error();
    }
}

AudioReader::AudioReader(std::unique_ptr<Private> p)
    : d(std::move(p))
{}

AudioReader::~AudioReader() = default;

Result<std::unique_ptr<AudioReader>> AudioReader::open(const ByteSource &source, int stream,
                                                       const AudioReadOptions &options,
                                                       const JobContext &context)
{
    auto container = Container::open(source, context);
    if (!container)
        return container.error();
    auto decoder = AudioDecoder::open(**container, stream, options.sampleRate);
    if (!decoder)
        return decoder.error();
    auto d = std::make_unique<Private>();
    d->source = &source;
    d->stream = stream;
    d->wantedRate = options.sampleRate;
    d->context = context;
    d->container = std::move(*container);
    d->decoder = std::move(*decoder);
    d->container->readOnly({stream});
    std::unique_ptr<AudioReader> reader(new AudioReader(std::move(d)));
    if (auto prepared = reader->prepare(); !prepared)
        return prepared.error();
    return reader;
}

std::unique_ptr<AudioReader> AudioReader::over(std::unique_ptr<AudioDecoder> decoder,
                                               std::unique_ptr<PacketFeed> feed,
                                               const JobContext &context)
{
    auto d = std::make_unique<Private>();
    d->stream = decoder->info().index;
    d->context = context;
    d->decoder = std::move(decoder);
    d->feed = std::move(feed);
    return std::unique_ptr<AudioReader>(new AudioReader(std::move(d)));
}

Result<void> AudioReader::prepare()
{
    if (d->first)
        return {};
    auto first = d->decode();
    if (!first)
        return first.error();
    d->first = std::move(*first);
    return {};
}

const StreamInfo &AudioReader::info() const
{
    return d->decoder->info();
}

int AudioReader::sampleRate() const
{
    return d->decoder->sampleRate();
}

Result<std::optional<AudioBlock>> AudioReader::next()
{
    if (d->first) {
        std::optional<AudioBlock> block = std::move(d->first);
        d->first.reset();
        return block;
    }
    return d->decode();
}

Result<void> AudioReader::seek(Ticks pts)
{
    if (!d->source)
        return Error(ErrorKind::Invalid, "media/audioreader");
    d->first.reset();
    d->atEnd = false;
    // Codecs need what comes before for the first samples to be right.
    constexpr double kRunUp = 0.2;
    const Ticks runUp = fromSeconds(kRunUp, info().timeBase, Rounding::Up);
    const Ticks from = pts + d->container->clockOffset(d->stream) - runUp;
    if (from > info().startPts) {
        const auto moved = d->container->seek(d->stream, from);
        if (!moved)
            return moved.error();
        if (*moved) {
            d->decoder->flush();
            return {};
        }
    }
    auto container = Container::open(*d->source, d->context);
    if (!container)
        return container.error();
    auto decoder = AudioDecoder::open(**container, d->stream, d->wantedRate);
    if (!decoder)
        return decoder.error();
    d->decoder = std::move(*decoder);
    d->container = std::move(*container);
    d->container->readOnly({d->stream});
    return {};
}

} // namespace redoubt::media
