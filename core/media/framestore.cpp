// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/framestore.h"

#include "core/jobs/guarded.h"
#include "core/jobs/rundetached.h"
#include "core/media/tr.h"

#include <algorithm>
#include <condition_variable>
#include <list>
#include <mutex>
#include <unordered_map>

namespace redoubt::media {

namespace {

constexpr size_t kAheadAfterJump = 6;
constexpr size_t kAheadForward = 48;
constexpr size_t kAheadBackward = 60;
constexpr size_t kDecodeOnAtMost = 4; ///< frames over a key frame, rather than seeking

/// Pictures by the time they were asked for, the least recently used thrown out first.
class FrameCache
{
public:
    explicit FrameCache(qint64 budget)
        : m_budget(budget)
    {}
    FrameStore::FramePtr find(Ticks pts, QSize maxSize)
    {
        const auto it = m_byTime.find(pts);
        if (it == m_byTime.end() || !isLargeEnough(*it->second->frame, maxSize))
            return nullptr;
        m_entries.splice(m_entries.begin(), m_entries, it->second);
        return it->second->frame;
    }
    bool has(Ticks pts, QSize maxSize) const
    {
        const auto it = m_byTime.find(pts);
        return it != m_byTime.end() && isLargeEnough(*it->second->frame, maxSize);
    }
    void add(Ticks pts, FrameStore::FramePtr frame)
    {
        if (const auto it = m_byTime.find(pts); it != m_byTime.end())
            remove(it->second);
        m_bytes += frame->image.sizeInBytes();
        m_entries.push_front({pts, std::move(frame)});
        m_byTime[pts] = m_entries.begin();
        while (m_bytes > m_budget && m_entries.size() > 1)
            remove(std::prev(m_entries.end()));
    }
    qint64 bytes() const { return m_bytes; }
    qint64 budget() const { return m_budget; }

private:
    struct Entry
    {
        Ticks pts;
        FrameStore::FramePtr frame;
    };
    static bool isLargeEnough(const VideoFrame &frame, QSize maxSize)
    {
        if (frame.image.size() == frame.sourceSize)
            return true;
        if (maxSize.isEmpty())
            return false;
        // The reader keeps the aspect: one side meets the room.
        return frame.image.width() >= maxSize.width() || frame.image.height() >= maxSize.height();
    }
    void remove(std::list<Entry>::iterator entry)
    {
        m_bytes -= entry->frame->image.sizeInBytes();
        m_byTime.erase(entry->pts);
        m_entries.erase(entry);
    }

    qint64 m_budget;
    qint64 m_bytes = 0;
    std::list<Entry> m_entries;
    std::unordered_map<Ticks, std::list<Entry>::iterator> m_byTime;
};

} // namespace

struct FrameStore::Private
{
    Private(Reading r, const FrameStoreOptions &o, Callbacks c)
        : reading(std::move(r))
        , callbacks(std::move(c))
        , cache(o.budget)
        , maxSize(o.maxSize)
    {}

    struct Request
    {
        quint64 number = 0;
        Ticks pts = 0;
        Travel travel = Travel::Jump;
    };

    // Fixed after construction.
    const Reading reading;
    const Callbacks callbacks;

    // Guarded by the mutex.
    mutable std::mutex mutex;
    std::condition_variable_any wake;
    FrameCache cache;
    QSize maxSize;
    IndexPtr frames;
    std::optional<Request> pending;
    quint64 lastNumber = 0;
    Request place;          ///< where the person is, for decoding ahead
    bool aheadDone = false; ///< nothing is left to decode ahead of the place
    qint64 frameBytes = 1;  ///< of the last picture

    // The decoding thread's own.
    std::stop_token stop;
    std::unique_ptr<PictureStream> reader;
    std::optional<size_t> next; ///< number of the frame that the reader would give

    std::stop_source stopping;
    std::mutex callMutex; ///< held during callbacks, and to end them
    template <typename Call>
    void tell(Call call)
    {
        const std::lock_guard lock(callMutex);
        if (!stopping.stop_requested())
            call();
    }

    void readIndex(const std::stop_token &token);
    void run(const std::stop_token &token);
    void serve(const Request &request);
    void serveUnindexed(const Request &request);
    bool lookAhead();
    Result<void> ensureReader();
    Result<FramePtr> decodeAt(const FrameIndex &index, size_t at);
    Result<FramePtr> decodeGroup(const FrameIndex &index, size_t at);
    Result<FramePtr> take(const FrameIndex &index, size_t at);
    bool superseded(const FrameIndex &index, size_t from, size_t to);
    size_t room() const;
    IndexPtr indexNow() const
    {
        const std::lock_guard lock(mutex);
        return frames;
    }
};

void FrameStore::Private::readIndex(const std::stop_token &token)
{
    auto read = guarded("media/framestore", [&] { return reading.index(JobContext(token)); });
    if (token.stop_requested())
        return;
    if (read && read->frames.empty())
        read = Error(ErrorKind::Damaged, "media/framestore",
                     Tr::tr("The video has no pictures. Use the original program of the recorder, "
                            "or convert the file first."));
    if (!read) {
        tell([&] { callbacks.indexReady(read.error()); });
        return;
    }
    const auto made = std::make_shared<const FrameIndex>(*std::move(read));
    {
        const std::lock_guard lock(mutex);
        frames = made;
        aheadDone = false;
    }
    tell([&] { callbacks.indexReady(made); });
    wake.notify_all();
}

void FrameStore::Private::run(const std::stop_token &token)
{
    stop = token;
    while (!token.stop_requested()) {
        std::optional<Request> request;
        {
            std::unique_lock lock(mutex);
            wake.wait(lock, token,
                      [this] { return pending || (frames && place.number != 0 && !aheadDone); });
            if (token.stop_requested())
                return;
            request = std::exchange(pending, std::nullopt);
        }
        const auto more = guarded("media/framestore", [&]() -> Result<bool> {
            if (!request)
                return lookAhead();
            serve(*request);
            return true;
        });
        if (!more) {
            reader.reset(); // where it stands is not known any more
            next.reset();
            if (request)
                callbacks.frameReady(request->number, more.error());
        }
        if (!more || !*more) {
            const std::lock_guard lock(mutex);
            if (!pending)
                aheadDone = true;
        }
    }
}

Result<void> FrameStore::Private::ensureReader()
{
    QSize size;
    {
        const std::lock_guard lock(mutex);
        size = maxSize;
    }
    if (reader) {
        reader->setMaxSize(size);
        return {};
    }
    VideoReadOptions options;
    options.maxSize = size;
    options.format = QImage::Format_RGB32;
    auto opened = reading.open(options, JobContext(stop));
    if (!opened)
        return opened.error();
    reader = *std::move(opened);
    next.reset();
    return {};
}

/// Frames that may be kept on one side of the place without throwing out the place itself.
size_t FrameStore::Private::room() const
{
    const std::lock_guard lock(mutex);
    return size_t(std::max<qint64>(1, cache.budget() / 2 / std::max<qint64>(1, frameBytes)));
}

/// The reader's next picture, kept as the frame number @a at.
Result<FrameStore::FramePtr> FrameStore::Private::take(const FrameIndex &index, size_t at)
{
    auto frame = reader->next();
    if (!frame)
        return frame.error();
    if (!*frame)
        return Error(ErrorKind::Damaged, "media/framestore",
                     Tr::tr("The picture at this time cannot be decoded: the file is damaged "
                            "there. Step on to the next picture."));
    // After damage the reader may stand elsewhere; the picture says itself which one it is.
    next = at + 1;
    if ((*frame)->pts != index.frames[at].pts)
        next.reset();
    const auto kept = std::make_shared<const VideoFrame>(*std::move(*frame));
    const std::lock_guard lock(mutex);
    frameBytes = kept->image.sizeInBytes();
    cache.add(index.frames[at].pts, kept);
    return kept;
}

Result<FrameStore::FramePtr> FrameStore::Private::decodeAt(const FrameIndex &index, size_t at)
{
    if (auto ready = ensureReader(); !ready)
        return ready.error();
    bool decodeOn = next && *next <= at && at - *next <= kAheadForward;
    if (decodeOn && at - *next > kDecodeOnAtMost) {
        // Over a key frame seeking is shorter.
        for (size_t i = *next + 1; i <= at && decodeOn; ++i)
            decodeOn = !index.frames[i].key;
    }
    if (decodeOn) {
        for (size_t i = *next; i < at; ++i) {
            auto skipped = reader->skip();
            if (!skipped)
                return skipped.error();
            if (!*skipped || (*skipped)->pts != index.frames[i].pts) {
                decodeOn = false;
                break;
            }
        }
    }
    if (!decodeOn) {
        if (auto sought = reader->seek(index.frames[at].pts, PictureStream::SeekTo::Start); !sought)
            return sought.error();
    }
    return take(index, at);
}

/// True when a request waits that this run through [from, to] will not answer; what is kept
/// already is answered in passing, so that holding a key down does not start the run anew.
bool FrameStore::Private::superseded(const FrameIndex &index, size_t from, size_t to)
{
    std::optional<Request> request;
    FramePtr frame;
    {
        const std::lock_guard lock(mutex);
        if (!pending)
            return stop.stop_requested();
        const size_t at = index.indexAt(pending->pts);
        frame = cache.find(index.frames[at].pts, maxSize);
        if (!frame)
            return at < from || at > to;
        request = std::exchange(pending, std::nullopt);
    }
    tell([&] { callbacks.frameReady(request->number, frame); });
    return stop.stop_requested();
}

/// Decodes the group of pictures that @a at belongs to up to @a at, keeping as many before it as
/// there is room for. A null frame: something newer was asked for.
Result<FrameStore::FramePtr> FrameStore::Private::decodeGroup(const FrameIndex &index, size_t at)
{
    if (auto ready = ensureReader(); !ready)
        return ready.error();
    size_t key = at;
    while (key > 0 && !index.frames[key].key)
        --key;
    const size_t wanted = std::min(room(), kAheadBackward);
    const size_t first = std::max(key, at - std::min(at, wanted - 1));
    if (auto sought = reader->seek(index.frames[first].pts, PictureStream::SeekTo::Start); !sought)
        return sought.error();
    for (size_t i = first;; ++i) {
        auto frame = take(index, i);
        if (!frame || i == at)
            return frame;
        if (superseded(index, i + 1, at))
            return FramePtr();
        if (!next)
            return decodeAt(index, at); // the times do not follow the index: one by one
    }
}

void FrameStore::Private::serveUnindexed(const Request &request)
{
    auto ready = ensureReader();
    if (ready)
        ready = reader->seek(request.pts);
    if (!ready) {
        reader.reset();
        tell([&] { callbacks.frameReady(request.number, ready.error()); });
        return;
    }
    next.reset();
    auto frame = reader->next();
    if (!frame) {
        reader.reset();
        tell([&] { callbacks.frameReady(request.number, frame.error()); });
    } else if (!*frame) {
        tell([&] {
            callbacks.frameReady(request.number,
                                 Error(ErrorKind::Damaged, "media/framestore",
                                       Tr::tr("The video has no picture that can be decoded.")));
        });
    } else {
        const auto kept = std::make_shared<const VideoFrame>(*std::move(*frame));
        {
            const std::lock_guard lock(mutex);
            frameBytes = kept->image.sizeInBytes();
            cache.add(kept->pts, kept);
        }
        tell([&] { callbacks.frameReady(request.number, kept); });
    }
}

void FrameStore::Private::serve(const Request &request)
{
    const IndexPtr index = indexNow();
    if (!index) {
        serveUnindexed(request);
        return;
    }
    const size_t at = index->indexAt(request.pts);
    FramePtr kept;
    {
        const std::lock_guard lock(mutex);
        kept = cache.find(index->frames[at].pts, maxSize);
    }
    if (kept) {
        tell([&] { callbacks.frameReady(request.number, kept); });
        return;
    }
    auto frame =
        request.travel == Travel::Backward ? decodeGroup(*index, at) : decodeAt(*index, at);
    if (stop.stop_requested())
        return;
    if (!frame) {
        reader.reset(); // where it stands is not known any more
        next.reset();
        const std::lock_guard lock(mutex);
        aheadDone = true; // no decoding ahead into damage
    } else if (!*frame) {
        return;
    }
    tell([&] { callbacks.frameReady(request.number, std::move(frame)); });
}

/// Decodes one thing that will probably be asked for. False when there is nothing left to do.
bool FrameStore::Private::lookAhead()
{
    const IndexPtr index = indexNow();
    const size_t last = index->frames.size() - 1;
    const size_t span = room();
    size_t at = 0;
    Travel travel;
    std::optional<size_t> missing;
    {
        const std::lock_guard lock(mutex);
        at = index->indexAt(place.pts);
        travel = place.travel;
        const auto lacks = [&](size_t i) { return !cache.has(index->frames[i].pts, maxSize); };
        if (travel == Travel::Backward) {
            const size_t steps = std::min({span, kAheadBackward / 2, at});
            for (size_t step = 1; step <= steps && !missing; ++step) {
                if (lacks(at - step))
                    missing = at - step;
            }
        } else {
            const size_t ahead = travel == Travel::Forward ? kAheadForward : kAheadAfterJump;
            const size_t end = std::min(last, at + std::min(span, ahead));
            for (size_t i = at + 1; i <= end && !missing; ++i) {
                if (lacks(i))
                    missing = i;
            }
        }
    }
    if (!missing)
        return false;
    const auto frame =
        travel == Travel::Backward ? decodeGroup(*index, *missing) : decodeAt(*index, *missing);
    if (!frame) {
        reader.reset();
        next.reset();
    }
    return frame.has_value();
}

FrameStore::FrameStore(std::shared_ptr<const ByteSource> source, int stream,
                       const FrameStoreOptions &options, Callbacks callbacks)
    : FrameStore(
          {[source, stream](const VideoReadOptions &how,
                            const JobContext &context) -> Result<std::unique_ptr<PictureStream>> {
               auto reader = VideoReader::open(*source, stream, how, context);
               if (!reader)
                   return reader.error();
               return std::unique_ptr<PictureStream>(*std::move(reader));
           },
           [source, stream](const JobContext &context) {
               return indexFrames(*source, stream, context);
           }},
          options, std::move(callbacks))
{}

FrameStore::FrameStore(Reading reading, const FrameStoreOptions &options, Callbacks callbacks)
    : d(std::make_shared<Private>(std::move(reading), options, std::move(callbacks)))
{
    startDetached([p = d] { p->readIndex(p->stopping.get_token()); });
    startDetached([p = d] { p->run(p->stopping.get_token()); });
}

FrameStore::~FrameStore()
{
    const std::lock_guard lock(d->callMutex);
    d->stopping.request_stop();
}

FrameStore::Answer FrameStore::request(Ticks pts, Travel travel)
{
    Answer answer;
    {
        const std::lock_guard lock(d->mutex);
        answer.request = ++d->lastNumber;
        d->place = {answer.request, pts, travel};
        d->aheadDone = false;
        Ticks start = pts;
        if (d->frames)
            start = d->frames->frames[d->frames->indexAt(pts)].pts;
        answer.frame = d->cache.find(start, d->maxSize);
        if (answer.frame)
            d->pending.reset(); // older than this one
        else
            d->pending = d->place;
    }
    d->wake.notify_all();
    return answer;
}

FrameStore::FramePtr FrameStore::kept(Ticks pts) const
{
    const std::lock_guard lock(d->mutex);
    if (d->frames)
        pts = d->frames->frames[d->frames->indexAt(pts)].pts;
    return d->cache.find(pts, d->maxSize);
}

FrameStore::IndexPtr FrameStore::index() const
{
    return d->indexNow();
}

void FrameStore::setMaxSize(QSize maxSize)
{
    const std::lock_guard lock(d->mutex);
    d->maxSize = maxSize;
}

qint64 FrameStore::keptBytes() const
{
    const std::lock_guard lock(d->mutex);
    return d->cache.bytes();
}

} // namespace redoubt::media
