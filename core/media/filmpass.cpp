// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/filmpass.h"

#include "core/jobs/guarded.h"
#include "core/media/audiodecoder.h"
#include "core/media/container.h"
#include "core/media/frameindexbuilder.h"
#include "core/media/packetfeed.h"
#include "core/media/videodecoder.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

extern "C" {
#include <libavcodec/packet.h>
}

namespace redoubt::media {

namespace {

// What may wait for one reader; a single packet always may.
constexpr size_t kMostPackets = 256;
constexpr qint64 kMostBytes = qint64(4) << 20;

/// The packets that wait for one reader.
struct Queue
{
    int stream = 0;
    std::deque<PacketPtr> packets;
    qint64 bytes = 0;
    bool closed = false; ///< nobody reads it any more

    bool hasRoom() const
    {
        return packets.empty() || (packets.size() < kMostPackets && bytes < kMostBytes);
    }
};

/// Between the thread that reads the file and the readers.
struct Shared
{
    std::mutex mutex;
    std::condition_variable_any changed;
    std::vector<std::shared_ptr<Queue>> queues;
    bool ended = false;
    std::optional<Error> error; ///< why it ended before the end of the file
};

} // namespace

/// The end of a queue that a reader holds.
class FilmPass::Lane final : public PacketFeed
{
public:
    Lane(std::shared_ptr<Shared> shared, std::shared_ptr<Queue> queue, std::stop_token stop)
        : m_shared(std::move(shared))
        , m_queue(std::move(queue))
        , m_stop(std::move(stop))
    {}
    ~Lane() override
    {
        const std::lock_guard lock(m_shared->mutex);
        m_queue->closed = true;
        m_queue->packets.clear();
        m_shared->changed.notify_all();
    }
    Result<bool> read(AVPacket &packet) override
    {
        av_packet_unref(&packet);
        std::unique_lock lock(m_shared->mutex);
        m_shared->changed.wait(lock, m_stop,
                               [this] { return !m_queue->packets.empty() || m_shared->ended; });
        if (m_stop.stop_requested())
            return JobContext::cancelledError("media/filmpass");
        if (m_queue->packets.empty())
            return m_shared->error ? Result<bool>(*m_shared->error) : Result<bool>(false);
        const PacketPtr next = std::move(m_queue->packets.front());
        m_queue->packets.pop_front();
        m_queue->bytes -= next->size;
        m_shared->changed.notify_all();
        lock.unlock();
        av_packet_move_ref(&packet, next.get());
        return true;
    }

private:
    const std::shared_ptr<Shared> m_shared; // shared with the pass and its other readers
    const std::shared_ptr<Queue> m_queue;   // shared with the pass
    const std::stop_token m_stop;
};

struct FilmPass::Private
{
    Private(const ByteSource &s, const JobContext &context)
        : source(s)
        , own(stop.get_token())
        , link(context.token(), [this] { stop.request_stop(); })
    {}

    std::unique_ptr<PacketFeed> addLane(int stream);
    void run();
    Result<bool> handOn(const AVPacket &packet);

    const ByteSource &source;
    std::stop_source stop; ///< of the job, or of the pass alone
    const JobContext own;
    std::stop_callback<std::function<void()>> link;
    std::unique_ptr<Container> container;
    std::map<int, FrameIndexBuilder> indexes;                          ///< by stream
    bool atEnd = false;                                                ///< of the file
    const std::shared_ptr<Shared> shared = std::make_shared<Shared>(); // shared with the readers
    std::jthread thread;                                               ///< last: it ends first
};

std::unique_ptr<PacketFeed> FilmPass::Private::addLane(int stream)
{
    auto queue = std::make_shared<Queue>();
    queue->stream = stream;
    shared->queues.push_back(queue);
    return std::make_unique<Lane>(shared, std::move(queue), stop.get_token());
}

/// Gives a packet to all readers of its stream, when they have room. False when nobody reads any
/// more.
Result<bool> FilmPass::Private::handOn(const AVPacket &packet)
{
    if (const auto index = indexes.find(packet.stream_index); index != indexes.end()) {
        if (!index->second.add(packet))
            indexes.erase(index); // too long to be kept
    }
    std::unique_lock lock(shared->mutex);
    bool anyReader = false;
    for (const std::shared_ptr<Queue> &queue : shared->queues) {
        anyReader = anyReader || !queue->closed;
        if (queue->stream != packet.stream_index)
            continue;
        if (!shared->changed.wait(lock, stop.get_token(),
                                  [&] { return queue->closed || queue->hasRoom(); }))
            return JobContext::cancelledError("media/filmpass");
        if (queue->closed)
            continue;
        PacketPtr copy = makePacket();
        if (const int result = av_packet_ref(copy.get(), &packet); result < 0)
            return avError(result, "media/filmpass");
        queue->bytes += copy->size;
        queue->packets.push_back(std::move(copy));
        shared->changed.notify_all();
    }
    return anyReader || shared->queues.empty();
}

void FilmPass::Private::run()
{
    const auto done = guarded("media/filmpass", [this]() -> Result<void> {
        const PacketPtr packet = makePacket();
        for (;;) {
            const auto more = container->read(*packet);
            if (!more)
                return more.error();
            if (!*more) {
                atEnd = true;
                return {};
            }
            const auto going = handOn(*packet);
            if (!going)
                return going.error();
            if (!*going)
                return {};
        }
    });
    const std::lock_guard lock(shared->mutex);
    if (!done)
        shared->error = done.error();
    shared->ended = true;
    shared->changed.notify_all();
}

FilmPass::FilmPass(std::unique_ptr<Private> p)
    : d(std::move(p))
{}

FilmPass::~FilmPass()
{
    d->stop.request_stop();
}

Result<std::unique_ptr<FilmPass>> FilmPass::open(const ByteSource &source,
                                                 const JobContext &context)
{
    auto d = std::make_unique<Private>(source, context);
    auto container = Container::open(source, d->own);
    if (!container)
        return container.error();
    d->container = *std::move(container);
    return std::unique_ptr<FilmPass>(new FilmPass(std::move(d)));
}

const MediaInfo &FilmPass::info() const
{
    return d->container->info();
}

Result<std::unique_ptr<VideoReader>> FilmPass::pictures(int stream, const VideoReadOptions &options)
{
    auto decoder = VideoDecoder::open(*d->container, stream, options.decoderThreads);
    if (!decoder)
        return decoder.error();
    return VideoReader::over(*std::move(decoder), d->addLane(stream), options, d->own);
}

Result<std::unique_ptr<AudioReader>> FilmPass::sound(int stream, const AudioReadOptions &options)
{
    auto decoder = AudioDecoder::open(*d->container, stream, options.sampleRate);
    if (!decoder)
        return decoder.error();
    return AudioReader::over(*std::move(decoder), d->addLane(stream), d->own);
}

void FilmPass::index(int stream)
{
    const StreamInfo *info = d->container->streamInfo(stream);
    if (info && info->kind == StreamKind::Video)
        d->indexes.try_emplace(stream, *info, d->container->frameClock());
}

void FilmPass::start()
{
    QList<int> streams;
    for (const std::shared_ptr<Queue> &queue : d->shared->queues)
        streams.append(queue->stream);
    for (const auto &[stream, builder] : d->indexes)
        streams.append(stream);
    d->container->readOnly(streams);
    d->thread = std::jthread([this] { d->run(); });
}

void FilmPass::stop()
{
    d->stop.request_stop();
}

void FilmPass::finish()
{
    if (d->thread.joinable())
        d->thread.join();
}

Result<bool> FilmPass::sawAll() const
{
    if (!d->atEnd)
        return !d->shared->error;
    if (d->container->hadErrors())
        return false;
    // What lies in one order ends for all streams at the same place.
    constexpr std::array kInOneOrder{"matroska,webm", "mpegts", "mpeg", "ogg"};
    if (std::any_of(kInOneOrder.begin(), kInOneOrder.end(),
                    [&](const char *format) { return info().format == QLatin1StringView(format); }))
        return true;
    const auto early = d->container->endedEarly();
    return early ? Result<bool>(!*early) : Result<bool>(early.error());
}

std::optional<FrameIndex> FilmPass::takeIndex(int stream)
{
    const auto index = d->indexes.find(stream);
    if (!d->atEnd || index == d->indexes.end())
        return std::nullopt;
    return index->second.finish();
}

} // namespace redoubt::media
