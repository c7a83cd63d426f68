// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/flowmotion.h"
#include "core/detect/frameanswers.h"
#include "core/detect/opencvglue.h"
#include "core/detect/shotdetector.h"
#include "core/detect/streamanalysis.h"
#include "core/detect/tr.h"
#include "core/detect/yunetdecode.h"
#include "core/jobs/guarded.h"
#include "core/media/videoreader.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace redoubt::detect {

using namespace Qt::StringLiterals;

namespace {

/// Those of one type, in the pixels of the source.
std::vector<ScoredBox> toSource(const std::vector<Detection> &seen, FindingType type, QSize small,
                                QSize full)
{
    std::vector<ScoredBox> boxes;
    const double x = double(full.width()) / small.width();
    const double y = double(full.height()) / small.height();
    for (const Detection &d : seen) {
        if (d.type == type)
            boxes.push_back({d.rect.x * x, d.rect.y * y, d.rect.w * x, d.rect.h * y, d.score});
    }
    return boxes;
}

/// What one detector has to do with a frame.
struct Sight
{
    bool look = false;
    bool asked = false; // in this run
    QSize picture;      // the space of what was seen
    Result<std::vector<Detection>> seen = std::vector<Detection>();
};

/// One decoded frame on its way from the decoder to the track builder.
struct Slot
{
    qint64 number = 0; // in decoding order
    Ticks pts = 0;
    Ticks duration = 0;
    QSize sourceSize;
    QImage luma;
    QImage picture; // until the detectors have looked at it
    bool startsShot = false;
    bool corrupt = false;
    bool ready = false;
    std::vector<Sight> sights; // one for each detector

    void lookWithAll()
    {
        for (Sight &sight : sights)
            sight.look = true;
    }
};
using SlotPtr = std::shared_ptr<Slot>; // shared by the queue in order and the worker at it

/// Decoder thread -> workers -> one consumer that gets the frames back in order. Bounded: the
/// decoder waits while the consumer is more than kMostSlots frames behind.
class FrameQueue
{
public:
    /// @a known: of each looker. Borrows reader and lookers.
    FrameQueue(media::VideoReader &reader, const std::vector<FrameLooker> &lookers,
               std::vector<Sampling> samplings, const std::vector<FrameAnswers> &known, int threads,
               const JobContext &context)
        : m_reader(reader)
        , m_lookers(lookers)
        , m_samplings(std::move(samplings))
        , m_known(known)
        , m_context(context.token(), {})
    {
        // Of one detector, one at a time: several streams may be looked at.
        static std::mutex cloning;
        const std::lock_guard lock(cloning);
        m_workers.reserve(size_t(threads));
        for (int i = 0; i < threads; ++i) {
            Detectors &own = m_detectors.emplace_back();
            for (const FrameLooker &looker : lookers) {
                auto clone = looker.detector->clone();
                if (!clone) {
                    m_failed = clone.error();
                    return;
                }
                own.push_back(std::move(*clone));
            }
        }
        for (Detectors &own : m_detectors)
            m_workers.emplace_back([this, &own](std::stop_token stop) { work(own, stop); });
        m_decoder = std::jthread([this](std::stop_token stop) { decode(stop); });
    }
    ~FrameQueue()
    {
        m_decoder.request_stop();
        for (std::jthread &worker : m_workers)
            worker.request_stop();
        m_changed.notify_all();
    }

    /// The next frame with what was seen on it; null at the end.
    Result<SlotPtr> next()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, m_context.token(), [this] {
            return m_failed || (!m_ordered.empty() && m_ordered.front()->ready) ||
                   (m_ended && m_ordered.empty());
        });
        if (m_context.cancelled())
            return JobContext::cancelledError("detect/video");
        if (m_failed)
            return *m_failed;
        if (m_ordered.empty())
            return SlotPtr();
        SlotPtr slot = std::move(m_ordered.front());
        m_ordered.pop_front();
        m_changed.notify_all();
        return slot;
    }
    /// Why decoding ended before the end, when it did. Requires: next() has given null.
    const std::optional<Error> &stoppedBy() const { return m_stopped; }

private:
    static constexpr size_t kMostSlots = 24;

    /// Puts a frame into the order. Only frames that are looked at are converted to colours. False
    /// when it is time to end.
    Result<bool> push(const SlotPtr &slot, const media::VideoFrame &frame, std::stop_token stop)
    {
        bool asked = false;
        for (size_t i = 0; i < slot->sights.size(); ++i) {
            Sight &sight = slot->sights[i];
            if (!sight.look || slot->luma.isNull())
                continue;
            if (auto known = m_known[i].find(slot->number, slot->pts)) {
                sight.seen = std::move(known->seen);
                sight.picture = known->picture;
            } else {
                sight.asked = asked = true;
            }
        }
        if (asked) {
            auto picture = m_reader.picture(frame);
            if (!picture)
                return picture.error();
            slot->picture = picture->convertToFormat(QImage::Format_BGR888);
        }
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait(lock, stop, [this] { return m_ordered.size() < kMostSlots; }))
            return false;
        m_ordered.push_back(slot);
        if (asked)
            m_work.push_back(slot);
        else
            slot->ready = true;
        m_changed.notify_all();
        return true;
    }

    void decode(std::stop_token stop)
    {
        ShotDetector shots;
        SlotPtr held; // until it is known whether the next frame is behind a cut
        media::VideoFrame heldFrame;
        int sinceCut = 0;
        qint64 number = 0;
        std::optional<Error> error;
        try {
            while (!stop.stop_requested() && !m_context.cancelled()) {
                auto frame = m_reader.nextLuma();
                if (!frame) {
                    error = frame.error();
                    break;
                }
                if (!*frame)
                    break;
                media::VideoFrame &f = **frame;
                auto slot = std::make_shared<Slot>();
                slot->number = number++;
                slot->pts = f.pts;
                slot->duration = f.duration;
                slot->sourceSize = f.sourceSize;
                slot->corrupt = f.corrupt;
                if (!f.image.isNull()) {
                    slot->luma = std::move(f.image);
                    slot->startsShot = shots.startsShot(signatureOf(slot->luma));
                } else {
                    slot->corrupt = true;
                }
                sinceCut = slot->startsShot ? 0 : sinceCut + 1;
                slot->sights.resize(m_lookers.size());
                for (size_t i = 0; i < m_samplings.size(); ++i)
                    slot->sights[i].look = sinceCut % m_samplings[i].step == 0;
                if (held) {
                    if (slot->startsShot)
                        held->lookWithAll();
                    const auto pushed = push(held, heldFrame, stop);
                    if (!pushed)
                        error = pushed.error();
                    if (!pushed || !*pushed) {
                        held.reset();
                        break;
                    }
                }
                held = std::move(slot);
                heldFrame = std::move(f);
            }
            if (held) {
                held->lookWithAll();
                if (const auto pushed = push(held, heldFrame, stop); !pushed)
                    error = pushed.error();
            }
        } catch (...) {
            error = errorOfException("detect/video");
        }
        const std::lock_guard lock(m_mutex);
        m_stopped = error;
        m_ended = true;
        m_changed.notify_all();
    }

    /// A small picture is looked at as it is and then enlarged, which adds the small things. Those
    /// seen in it as it is stay as they are: large, blurred ones are seen better so, and what only
    /// the enlarged picture takes for a large one is mostly a false box over half of it.
    void look(const Slot &slot, size_t looker, FrameDetector &detector, Sight &sight) const
    {
        sight.seen = detector.detect(slot.picture, m_context);
        sight.picture = slot.picture.size();
        const QSize size = lookedAtSize(slot.sourceSize, m_samplings[looker]);
        if (!sight.seen || size.width() <= sight.picture.width() ||
            size.height() <= sight.picture.height())
            return;
        const QImage larger = enlarged(slot.picture, size);
        if (larger.isNull()) {
            sight.seen = Error(ErrorKind::Limit, "detect/video");
            return;
        }
        auto closer = detector.detect(larger, m_context);
        if (!closer) {
            sight.seen = closer.error();
            return;
        }
        const double most =
            m_lookers[looker].profile.largestEnlarged * size.width() / sight.picture.width();
        std::vector<Detection> merged;
        for (const FindingType type : m_lookers[looker].info.types) {
            std::vector<ScoredBox> both = toSource(*sight.seen, type, sight.picture, size);
            const size_t asItIs = both.size();
            for (const ScoredBox &box : toSource(*closer, type, size, size)) {
                if (std::min(box.w, box.h) > most)
                    continue;
                if (std::none_of(both.begin(), both.begin() + qptrdiff(asItIs),
                                 [&](const ScoredBox &b) { return overlap(b, box) > kSamePlace; }))
                    both.push_back(box);
            }
            const auto ofType = toDetections(both, size, type);
            merged.insert(merged.end(), ofType.begin(), ofType.end());
        }
        sight.seen = std::move(merged);
        sight.picture = size;
    }

    using Detectors = std::vector<std::unique_ptr<FrameDetector>>; // one for each looker

    void work(Detectors &detectors, std::stop_token stop)
    {
        for (;;) {
            SlotPtr slot;
            {
                std::unique_lock lock(m_mutex);
                if (!m_changed.wait(lock, stop, [this] { return !m_work.empty(); }))
                    return;
                slot = std::move(m_work.front());
                m_work.pop_front();
            }
            for (size_t i = 0; i < detectors.size(); ++i) {
                Sight &sight = slot->sights[i];
                if (!sight.asked)
                    continue;
                const auto looked = guarded("detect/video", [&]() -> Result<void> {
                    look(*slot, i, *detectors[i], sight);
                    return {};
                });
                if (!looked)
                    sight.seen = looked.error();
            }
            const std::lock_guard lock(m_mutex);
            slot->picture = QImage();
            slot->ready = true;
            m_changed.notify_all();
        }
    }

    media::VideoReader &m_reader;
    const std::vector<FrameLooker> &m_lookers;
    const std::vector<Sampling> m_samplings; // of each looker
    const std::vector<FrameAnswers> &m_known;
    JobContext m_context;
    std::vector<Detectors> m_detectors; // of each worker
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<SlotPtr> m_ordered;
    std::deque<SlotPtr> m_work;
    bool m_ended = false;
    std::optional<Error> m_stopped;
    std::optional<Error> m_failed;
    std::vector<std::jthread> m_workers; // after what they use: they end first
    std::jthread m_decoder;
};

/// Collects damaged frames into times.
class DamageLog
{
public:
    /// @a start: as Analysis::start.
    DamageLog(int stream, Rational base, double start, QList<NotExamined> &out)
        : m_stream(stream)
        , m_base(base)
        , m_start(start)
        , m_out(out)
    {}
    void add(Ticks pts, Ticks end, bool damaged)
    {
        if (damaged) {
            if (m_frames == 0)
                m_span.begin = pts;
            m_span.end = std::max(end, pts + 1);
            ++m_frames;
        } else {
            flush();
        }
    }
    void flush()
    {
        if (m_frames > 0)
            m_out.append(
                {Portion::time(m_stream, m_span, m_base, m_start),
                 Tr::tr("%n damaged frame(s) could not be seen as recorded", nullptr, m_frames)});
        m_frames = 0;
    }

private:
    int m_stream;
    Rational m_base;
    double m_start;
    QList<NotExamined> &m_out;
    TimeSpan m_span;
    int m_frames = 0;
};

/// What one looker follows of one type.
struct Following
{
    size_t looker = 0;
    FindingType type = FindingType::Custom;
    TrackBuilder builder;
};

/// Builds the tracks of all lookers over the same frames.
class Followers
{
public:
    Followers(const std::vector<FrameLooker> &lookers, std::vector<Sampling> samplings)
        : m_lookers(lookers)
        , m_samplings(std::move(samplings))
    {}

    /// A picture of another size (a stream that changes) starts afresh, as behind a cut.
    void begin(QSize full)
    {
        end();
        m_full = full;
        m_motion.emplace(full);
        for (size_t i = 0; i < m_lookers.size(); ++i) {
            TrackOptions how;
            how.picture = full;
            how.sampleStep = m_samplings[i].step;
            how.longestGap = std::max(m_lookers[i].profile.longestGap, 3 * m_samplings[i].step);
            how.fewestPads = m_lookers[i].profile.fewestPads;
            how.growth = m_lookers[i].profile.growth;
            for (const FindingType type : m_lookers[i].info.types)
                m_following.push_back({i, type, TrackBuilder(how, &*m_motion)});
        }
    }
    QSize size() const { return m_full; }
    void add(const Slot &slot)
    {
        m_motion->addFrame(slot.luma);
        std::optional<qint64> oldest;
        for (Following &each : m_following) {
            each.builder.addFrame(slot.pts, slot.startsShot);
            const Sight &sight = slot.sights[each.looker];
            if (sight.look)
                each.builder.addDetections(
                    toSource(*sight.seen, each.type,
                             sight.picture.isEmpty() ? m_full : sight.picture, m_full));
            const qint64 needed = each.builder.oldestNeeded();
            oldest = std::min(oldest.value_or(needed), needed);
        }
        if (oldest)
            m_motion->dropBefore(*oldest);
        collect();
    }
    void end()
    {
        for (Following &each : m_following)
            each.builder.finish();
        collect();
        m_following.clear();
    }
    /// In a fixed order.
    std::vector<FoundTrack> take()
    {
        std::stable_sort(
            m_tracks.begin(), m_tracks.end(), [](const FoundTrack &a, const FoundTrack &b) {
                const TrackBox &x = a.track.boxes.front();
                const TrackBox &y = b.track.boxes.front();
                return std::tie(a.looker, x.pts, x.rect.x, x.rect.y, x.rect.w, a.type) <
                       std::tie(b.looker, y.pts, y.rect.x, y.rect.y, y.rect.w, b.type);
            });
        return std::move(m_tracks);
    }

private:
    void collect()
    {
        for (Following &each : m_following) {
            for (BuiltTrack &track : each.builder.takeFinished())
                m_tracks.push_back({each.looker, each.type, std::move(track)});
        }
    }

    const std::vector<FrameLooker> &m_lookers;
    std::vector<Sampling> m_samplings;
    QSize m_full;
    std::optional<FlowMotion> m_motion;
    std::vector<Following> m_following;
    std::vector<FoundTrack> m_tracks;
};

} // namespace

media::VideoReadOptions readOptionsFor(const media::StreamInfo &stream,
                                       const std::vector<FrameLooker> &lookers,
                                       const AnalysisOptions &options)
{
    media::VideoReadOptions read; // what the closest look needs
    for (const FrameLooker &looker : lookers)
        read.maxSize = read.maxSize.expandedTo(looker.profile.sampling(options.quality).size);
    if (stream.displayedSize().height() > stream.displayedSize().width())
        read.maxSize.transpose();
    read.decoderThreads = std::clamp(options.threads, 1, 4);
    return read;
}

Result<SeenStream> analyzeVideoStream(Result<std::unique_ptr<media::VideoReader>> reader,
                                      const media::StreamInfo &stream, double start,
                                      const std::vector<FrameLooker> &lookers,
                                      const AnalysisOptions &options, const JobContext &context)
{
    SeenStream analysis;
    if (!reader) {
        if (reader.error().kind() == ErrorKind::Cancelled)
            return reader.error();
        analysis.notExamined.append({Portion::stream(stream.index), reader.error().message()});
        return analysis;
    }
    std::vector<Sampling> samplings;
    std::vector<FrameAnswers> answers;
    for (const FrameLooker &looker : lookers) {
        samplings.push_back(looker.profile.sampling(options.quality));
        answers.emplace_back(options.answers, stream.index, looker.info.provenance.detector);
    }
    FrameQueue queue(**reader, lookers, samplings, answers, std::clamp(options.threads, 1, 64),
                     context);
    DamageLog damage(stream.index, stream.timeBase, start, analysis.notExamined);
    Followers followers(lookers, samplings);
    std::optional<Ticks> last;
    Ticks end = stream.startPts;
    for (;;) {
        auto next = queue.next();
        if (!next)
            return next.error();
        if (!*next)
            break;
        const Slot &slot = **next;
        for (size_t i = 0; i < slot.sights.size(); ++i) {
            const Sight &sight = slot.sights[i];
            if (!sight.seen)
                return sight.seen.error();
            if (sight.asked)
                answers[i].keep(slot.number, slot.pts, {*sight.seen, sight.picture});
        }
        end = slot.pts + std::max<Ticks>(1, slot.duration);
        damage.add(slot.pts, end, slot.corrupt);
        last = slot.pts;
        if (slot.sourceSize.isEmpty())
            continue;
        if (slot.sourceSize != followers.size())
            followers.begin(slot.sourceSize);
        followers.add(slot);
        if (slot.startsShot || analysis.shots.isEmpty()) {
            if (!analysis.shots.isEmpty())
                analysis.shots.back().end = slot.pts;
            analysis.shots.append({slot.pts, slot.pts});
        }
        if (stream.duration > 0)
            context.progress(std::clamp<Ticks>(slot.pts - stream.startPts, 0, stream.duration),
                             stream.duration);
    }
    damage.flush();
    if (!analysis.shots.isEmpty())
        analysis.shots.back().end = end;
    if (queue.stoppedBy()) {
        if (queue.stoppedBy()->kind() == ErrorKind::Cancelled)
            return *queue.stoppedBy();
        analysis.notExamined.append(
            {Portion::time(stream.index, {end, Portion::kToEnd}, stream.timeBase, start),
             queue.stoppedBy()->message()});
    } else if (!last) {
        analysis.notExamined.append(
            {Portion::stream(stream.index), Tr::tr("No frame of it could be decoded.")});
    }
    followers.end();
    analysis.tracks = followers.take();
    return analysis;
}

void addSeenStream(SeenStream seen, const media::StreamInfo &stream, ItemId item,
                   const std::vector<FrameLooker> &lookers, Analysis &analysis)
{
    analysis.notExamined.append(seen.notExamined);
    if (analysis.shots.isEmpty())
        analysis.shots = seen.shots;
    std::vector<int> numbers(lookers.size()); // of streams before this one
    for (const Finding &f : analysis.findings) {
        for (size_t i = 0; i < lookers.size(); ++i)
            numbers[i] += f.provenance.detector == lookers[i].info.provenance.detector ? 1 : 0;
    }
    for (FoundTrack &found : seen.tracks) {
        const FrameLooker &looker = lookers[found.looker];
        Finding finding;
        finding.item = item;
        finding.type = found.type;
        finding.score = double(found.track.score);
        finding.place = Track{stream.index, std::move(found.track.boxes)};
        finding.provenance = looker.info.provenance;
        finding.group = looker.group(++numbers[found.looker]);
        finding.id = stableFindingId(finding);
        analysis.findings.push_back(std::move(finding));
    }
}

} // namespace redoubt::detect
