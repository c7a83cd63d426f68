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

// The shorter side, in pixels of the picture as it is: larger faces are seen well without
// enlarging, and what only the enlarged picture takes for one is mostly a false box over half of
// it.
constexpr double kLargestAdded = 40;

std::vector<ScoredBox> toSource(const std::vector<Detection> &seen, QSize small, QSize full)
{
    std::vector<ScoredBox> boxes;
    const double x = double(full.width()) / small.width();
    const double y = double(full.height()) / small.height();
    for (const Detection &d : seen)
        boxes.push_back({d.rect.x * x, d.rect.y * y, d.rect.w * x, d.rect.h * y, d.score});
    return boxes;
}

/// One decoded frame on its way from the decoder to the track builder.
struct Slot
{
    qint64 number = 0; // in decoding order
    Ticks pts = 0;
    Ticks duration = 0;
    QSize sourceSize;
    QImage luma;
    QImage picture;    // until a detector has looked at it
    QSize pictureSize; // the space of what was seen
    bool startsShot = false;
    bool corrupt = false;
    bool look = false;  // by a detector
    bool asked = false; // one was asked in this run
    bool ready = false;
    Result<std::vector<Detection>> seen = std::vector<Detection>();
};
using SlotPtr = std::shared_ptr<Slot>; // shared by the queue in order and the worker at it

/// Decoder thread -> workers -> one consumer that gets the frames back in order. Bounded: the
/// decoder waits while the consumer is more than kMostSlots frames behind.
class FrameQueue
{
public:
    FrameQueue(media::VideoReader &reader, FrameDetector &detector, Sampling sampling,
               FrameAnswers known, int threads, const JobContext &context)
        : m_reader(reader)
        , m_sampling(sampling)
        , m_known(known)
        , m_context(context.token(), {})
    {
        m_workers.reserve(size_t(threads));
        for (int i = 0; i < threads; ++i) {
            auto clone = detector.clone();
            if (!clone) {
                m_failed = clone.error();
                return;
            }
            m_detectors.push_back(std::move(*clone));
        }
        for (auto &own : m_detectors)
            m_workers.emplace_back([this, &own](std::stop_token stop) { work(*own, stop); });
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
        const bool wanted = slot->look && !slot->luma.isNull();
        auto known = wanted ? m_known.find(slot->number, slot->pts) : std::nullopt;
        if (known) {
            slot->seen = std::move(known->seen);
            slot->pictureSize = known->picture;
        } else if (wanted) {
            slot->asked = true;
            auto picture = m_reader.picture(frame);
            if (!picture)
                return picture.error();
            slot->picture = picture->convertToFormat(QImage::Format_BGR888);
        }
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait(lock, stop, [this] { return m_ordered.size() < kMostSlots; }))
            return false;
        m_ordered.push_back(slot);
        if (slot->asked)
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
                slot->look = sinceCut % m_sampling.step == 0;
                if (held) {
                    held->look = held->look || slot->startsShot;
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
                held->look = true;
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

    /// A small picture is looked at as it is and then enlarged, which adds the small faces. Those
    /// seen in it as it is stay as they are: large, blurred faces are seen better so.
    void look(Slot &slot, FrameDetector &detector) const
    {
        slot.seen = detector.detect(slot.picture, m_context);
        slot.pictureSize = slot.picture.size();
        const QSize size = lookedAtSize(slot.sourceSize, m_sampling);
        if (!slot.seen || size.width() <= slot.pictureSize.width() ||
            size.height() <= slot.pictureSize.height())
            return;
        const QImage larger = enlarged(slot.picture, size);
        if (larger.isNull()) {
            slot.seen = Error(ErrorKind::Limit, "detect/video");
            return;
        }
        auto closer = detector.detect(larger, m_context);
        if (!closer) {
            slot.seen = closer.error();
            return;
        }
        std::vector<ScoredBox> both = toSource(*slot.seen, slot.pictureSize, size);
        const size_t asItIs = both.size();
        const double most = kLargestAdded * size.width() / slot.pictureSize.width();
        for (const ScoredBox &box : toSource(*closer, size, size)) {
            if (std::min(box.w, box.h) > most)
                continue;
            if (std::none_of(both.begin(), both.begin() + qptrdiff(asItIs),
                             [&](const ScoredBox &b) { return overlap(b, box) > kSamePlace; }))
                both.push_back(box);
        }
        slot.seen = toDetections(both, size, FindingType::Face);
        slot.pictureSize = size;
    }

    void work(FrameDetector &detector, std::stop_token stop)
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
            const auto looked = guarded("detect/video", [&]() -> Result<void> {
                look(*slot, detector);
                return {};
            });
            if (!looked)
                slot->seen = looked.error();
            const std::lock_guard lock(m_mutex);
            slot->picture = QImage();
            slot->ready = true;
            m_changed.notify_all();
        }
    }

    media::VideoReader &m_reader;
    Sampling m_sampling;
    FrameAnswers m_known;
    JobContext m_context;
    std::vector<std::unique_ptr<FrameDetector>> m_detectors;
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
                {Tr::tr("stream %1, %2").arg(m_stream).arg(timeLabel(m_span, m_base, m_start)),
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

} // namespace

QString timeLabel(TimeSpan span, Rational base, double start)
{
    return Tr::tr("%1 s to %2 s")
        .arg(toSeconds(span.begin, base) - start, 0, 'f', 3)
        .arg(toSeconds(span.end, base) - start, 0, 'f', 3);
}

Result<void> analyzeVideoStream(const ByteSource &source, const media::StreamInfo &stream,
                                ItemId item, FrameDetector &detector,
                                const AnalysisOptions &options, Analysis &analysis,
                                const JobContext &context)
{
    const Sampling sampling = samplingOf(options.quality);
    media::VideoReadOptions read;
    read.maxSize = sampling.size;
    if (stream.displayedSize().height() > stream.displayedSize().width())
        read.maxSize.transpose();
    read.decoderThreads = std::clamp(options.threads, 1, 4);
    auto reader = media::VideoReader::open(source, stream.index, read, context);
    if (!reader) {
        if (reader.error().kind() == ErrorKind::Cancelled)
            return reader.error();
        analysis.notExamined.append({Tr::tr("stream %1").arg(stream.index), reader.error().text()});
        return {};
    }
    const bool first = analysis.shots.isEmpty();
    const FrameAnswers answers(options.answers, stream.index);
    FrameQueue queue(**reader, detector, sampling, answers, std::clamp(options.threads, 1, 64),
                     context);
    DamageLog damage(stream.index, stream.timeBase, analysis.start, analysis.notExamined);
    std::optional<FlowMotion> motion;
    std::optional<TrackBuilder> builder;
    QSize full;
    std::vector<BuiltTrack> tracks;
    const auto collect = [&] {
        for (BuiltTrack &track : builder->takeFinished())
            tracks.push_back(std::move(track));
    };
    std::optional<Ticks> last;
    Ticks end = stream.startPts;
    for (;;) {
        auto next = queue.next();
        if (!next)
            return next.error();
        if (!*next)
            break;
        const Slot &slot = **next;
        if (!slot.seen)
            return slot.seen.error();
        if (slot.asked)
            answers.keep(slot.number, slot.pts, {*slot.seen, slot.pictureSize});
        end = slot.pts + std::max<Ticks>(1, slot.duration);
        damage.add(slot.pts, end, slot.corrupt);
        last = slot.pts;
        if (slot.sourceSize.isEmpty())
            continue;
        // A picture of another size (a stream that changes) starts afresh, as behind a cut.
        if (!builder || slot.sourceSize != full) {
            if (builder) {
                builder->finish();
                collect();
            }
            full = slot.sourceSize;
            motion.emplace(full);
            TrackOptions how;
            how.picture = full;
            how.sampleStep = sampling.step;
            how.longestGap = std::max(15, 3 * sampling.step);
            builder.emplace(how, &*motion);
        }
        motion->addFrame(slot.luma);
        builder->addFrame(slot.pts, slot.startsShot);
        if (slot.look)
            builder->addDetections(
                toSource(*slot.seen, slot.pictureSize.isEmpty() ? full : slot.pictureSize, full));
        motion->dropBefore(builder->oldestNeeded());
        collect();
        if (first && (slot.startsShot || analysis.shots.isEmpty())) {
            if (!analysis.shots.isEmpty())
                analysis.shots.back().end = slot.pts;
            analysis.shots.append({slot.pts, slot.pts});
        }
        if (stream.duration > 0)
            context.progress(std::clamp<Ticks>(slot.pts - stream.startPts, 0, stream.duration),
                             stream.duration);
    }
    damage.flush();
    if (first && !analysis.shots.isEmpty())
        analysis.shots.back().end = end;
    if (queue.stoppedBy()) {
        if (queue.stoppedBy()->kind() == ErrorKind::Cancelled)
            return *queue.stoppedBy();
        analysis.notExamined.append(
            {Tr::tr("stream %1, from %2 s to its end")
                 .arg(stream.index)
                 .arg(toSeconds(end, stream.timeBase) - analysis.start, 0, 'f', 3),
             queue.stoppedBy()->text()});
    } else if (!last) {
        analysis.notExamined.append(
            {Tr::tr("stream %1").arg(stream.index), Tr::tr("No frame of it could be decoded.")});
    }
    if (builder) {
        builder->finish();
        collect();
    }
    std::stable_sort(tracks.begin(), tracks.end(), [](const BuiltTrack &a, const BuiltTrack &b) {
        const TrackBox &x = a.boxes.front();
        const TrackBox &y = b.boxes.front();
        return std::tie(x.pts, x.rect.x, x.rect.y, x.rect.w) <
               std::tie(y.pts, y.rect.x, y.rect.y, y.rect.w);
    });
    int number = 0;
    for (const Finding &f : analysis.findings)
        number += f.type == FindingType::Face ? 1 : 0; // of streams before this one
    for (BuiltTrack &track : tracks) {
        Finding finding;
        finding.item = item;
        finding.type = FindingType::Face;
        finding.score = double(track.score);
        finding.place = Track{stream.index, std::move(track.boxes)};
        finding.provenance = detector.info().provenance;
        finding.group = u"face-%1"_s.arg(++number);
        finding.id = stableFindingId(finding);
        analysis.findings.push_back(std::move(finding));
    }
    return {};
}

} // namespace redoubt::detect
