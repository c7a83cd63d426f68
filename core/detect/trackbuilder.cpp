// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/trackbuilder.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace redoubt::detect {

namespace {

constexpr double kLinkOverlap = 0.1;
constexpr double kLinkDistance = 0.8; // of the width
constexpr double kLinkArea = 0.35;    // smaller area over larger
constexpr double kGrowthPerUncertainFrame = 0.1;
constexpr int kMostUncertain = 10;
constexpr double kConfidencePerFrame = 0.95;
// With more open tracks than this, following each by the picture costs more than detecting; boxes
// are then interpolated only.
constexpr size_t kMostFollowed = 48;

double centreX(const ScoredBox &b)
{
    return b.x + b.w / 2;
}

double centreY(const ScoredBox &b)
{
    return b.y + b.h / 2;
}

ScoredBox moved(const ScoredBox &b, double dx, double dy)
{
    return {b.x + dx, b.y + dy, b.w, b.h, b.score};
}

ScoredBox grown(const ScoredBox &b, double factor)
{
    return {b.x - b.w * (factor - 1) / 2, b.y - b.h * (factor - 1) / 2, b.w * factor, b.h * factor,
            b.score};
}

ScoredBox between(const ScoredBox &a, const ScoredBox &b, double share)
{
    const auto mix = [share](double p, double q) { return p + (q - p) * share; };
    return {mix(a.x, b.x), mix(a.y, b.y), mix(a.w, b.w), mix(a.h, b.h),
            float(mix(double(a.score), double(b.score)))};
}

ScoredBox united(const ScoredBox &a, const ScoredBox &b)
{
    const double x = std::min(a.x, b.x);
    const double y = std::min(a.y, b.y);
    return {x, y, std::max(a.x + a.w, b.x + b.w) - x, std::max(a.y + a.h, b.y + b.h) - y,
            std::max(a.score, b.score)};
}

/// How well a detection goes with a predicted box; nothing when it cannot be the same thing.
std::optional<double> likeness(const ScoredBox &predicted, const ScoredBox &seen)
{
    const double areas = (predicted.w * predicted.h) / (seen.w * seen.h);
    if (!(std::min(areas, 1 / areas) > kLinkArea))
        return std::nullopt;
    const double both = overlap(grown(predicted, 1.3), grown(seen, 1.3));
    const double distance =
        std::hypot(centreX(predicted) - centreX(seen), centreY(predicted) - centreY(seen)) /
        std::max(predicted.w, seen.w);
    if (both <= kLinkOverlap && distance >= kLinkDistance)
        return std::nullopt;
    return both - 0.1 * distance;
}

} // namespace

TrackBuilder::TrackBuilder(TrackOptions options, BoxMotion *motion)
    : m_options(options)
    , m_motion(motion)
{}

void TrackBuilder::addFrame(Ticks pts, bool startsShot)
{
    if (startsShot) {
        closeAll();
        m_shotStart = current() + 1;
    }
    prune();
    m_frames.push_back({pts});
}

void TrackBuilder::addDetections(std::vector<ScoredBox> detections)
{
    if (m_frames.empty())
        return;
    const qint64 frame = current();
    std::sort(detections.begin(), detections.end(), [](const ScoredBox &a, const ScoredBox &b) {
        return std::tie(b.score, a.y, a.x, a.h, a.w) < std::tie(a.score, b.y, b.x, b.h, b.w);
    });
    std::erase_if(detections, [](const ScoredBox &b) { return !(b.w > 0) || !(b.h > 0); });
    if (detections.size() > size_t(m_options.mostDetections))
        detections.resize(size_t(m_options.mostDetections));
    for (Open &track : m_open)
        advance(track, frame);

    // Certain detections choose first; what is left of the tracks may take a weak one, so that a
    // face that turns away keeps its track.
    std::vector<bool> taken(detections.size());
    std::vector<bool> linked(m_open.size());
    for (const bool certain : {true, false}) {
        struct Pair
        {
            double likeness;
            size_t track;
            size_t seen;
        };
        std::vector<Pair> pairs;
        for (size_t t = 0; t < m_open.size(); ++t) {
            if (linked[t])
                continue;
            const ScoredBox expected = predicted(m_open[t], frame);
            for (size_t s = 0; s < detections.size(); ++s) {
                if (taken[s] || (detections[s].score >= float(kCertainScore)) != certain)
                    continue;
                if (const auto like = likeness(expected, detections[s]))
                    pairs.push_back({*like, t, s});
            }
        }
        std::sort(pairs.begin(), pairs.end(), [](const Pair &a, const Pair &b) {
            return std::tie(b.likeness, a.track, a.seen) < std::tie(a.likeness, b.track, b.seen);
        });
        for (const Pair &pair : pairs) {
            if (linked[pair.track] || taken[pair.seen])
                continue;
            linked[pair.track] = taken[pair.seen] = true;
            link(m_open[pair.track], detections[pair.seen], frame);
        }
    }
    for (size_t t = m_open.size(); t-- > 0;) {
        if (!linked[t] && frame - m_open[t].last.frame >= m_options.longestGap) {
            close(m_open[t]);
            m_open.erase(m_open.begin() + qptrdiff(t));
        }
    }
    for (size_t s = 0; s < detections.size(); ++s) {
        if (!taken[s])
            start(detections[s], frame);
    }
}

void TrackBuilder::finish()
{
    closeAll();
}

std::vector<BuiltTrack> TrackBuilder::takeFinished()
{
    std::vector<BuiltTrack> out = std::move(m_finished);
    m_finished.clear();
    std::stable_sort(out.begin(), out.end(), [](const BuiltTrack &a, const BuiltTrack &b) {
        const TrackBox &x = a.boxes.front();
        const TrackBox &y = b.boxes.front();
        return std::tie(x.pts, x.rect.x, x.rect.y) < std::tie(y.pts, y.rect.x, y.rect.y);
    });
    return out;
}

qint64 TrackBuilder::oldestNeeded() const
{
    return m_firstFrame;
}

ScoredBox TrackBuilder::predicted(const Open &track, qint64 frame) const
{
    if (!track.lost && qint64(track.forward.size()) == frame - track.last.frame)
        return track.forward.empty() ? track.last.box : track.forward.back();
    const auto steps = double(frame - track.last.frame);
    return moved(track.last.box, track.vx * steps, track.vy * steps);
}

/// Follows a track from its last anchor up to frame @a to.
void TrackBuilder::advance(Open &track, qint64 to)
{
    const bool follow = m_motion && m_open.size() <= kMostFollowed;
    for (qint64 frame = track.last.frame + qint64(track.forward.size()) + 1; frame <= to; ++frame) {
        const ScoredBox before = track.forward.empty() ? track.last.box : track.forward.back();
        std::optional<ScoredBox> next;
        if (follow && !track.lost)
            next = m_motion->follow(frame - 1, frame, before);
        if (next)
            ++track.sureFollowed;
        else
            track.lost = true;
        track.forward.push_back(next ? *next : moved(before, track.vx, track.vy));
    }
}

/// Boxes of the frames from @a from - 1 down to @a to, nearest first; nothing from where the
/// picture could not be followed on.
std::vector<std::optional<ScoredBox>> TrackBuilder::followBack(qint64 from, qint64 to,
                                                               const ScoredBox &box)
{
    std::vector<std::optional<ScoredBox>> out;
    std::optional<ScoredBox> at = box;
    for (qint64 frame = from - 1; frame >= to; --frame) {
        if (at)
            at = m_motion && m_open.size() <= kMostFollowed
                     ? m_motion->follow(frame + 1, frame, *at)
                     : std::nullopt;
        out.push_back(at);
    }
    return out;
}

void TrackBuilder::start(const ScoredBox &box, qint64 frame)
{
    Open track;
    track.number = m_nextNumber++;
    track.last = {frame, box};
    track.score = box.score;
    track.hits = 1;
    const qint64 pads = std::max(m_options.sampleStep, m_options.fewestPads);
    const qint64 first = std::max({m_shotStart, m_firstFrame, frame - pads});
    const auto back = followBack(frame, first, box);
    ScoredBox held = box;
    int unknown = 0;
    std::vector<TrackBox> pad;
    for (size_t i = 0; i < back.size(); ++i) {
        // Where it was followed to, and where it was seen: it may have stood still.
        if (back[i])
            held = *back[i];
        else
            ++unknown;
        ScoredBox cover = i < size_t(m_options.sampleStep) ? united(held, box) : held;
        cover.score = box.score * float(std::pow(kConfidencePerFrame, double(i + 1)));
        pad.push_back(boxAt(frame - 1 - qint64(i), cover, BoxOrigin::Padded, unknown, 0, 0));
    }
    track.boxes.assign(pad.rbegin(), pad.rend());
    track.boxes.push_back(boxAt(frame, box, BoxOrigin::Detected, 0, 0, 0));
    m_open.push_back(std::move(track));
}

void TrackBuilder::link(Open &track, const ScoredBox &box, qint64 frame)
{
    const qint64 from = track.last.frame;
    const double steps = double(frame - from);
    const double vx = (centreX(box) - centreX(track.last.box)) / steps;
    const double vy = (centreY(box) - centreY(track.last.box)) / steps;
    const auto back = followBack(frame, from + 1, box);
    for (qint64 at = from + 1; at < frame; ++at) {
        const double share = double(at - from) / steps;
        const ScoredBox straight = between(track.last.box, box, share);
        const size_t ahead = size_t(at - from) - 1;
        const bool sureAhead = ahead < track.sureFollowed;
        const std::optional<ScoredBox> &behind = back[size_t(frame - at) - 1];
        ScoredBox cover = straight;
        if (sureAhead && behind)
            cover = united(straight, between(track.forward[ahead], *behind, share));
        else if (sureAhead)
            cover = united(straight, track.forward[ahead]);
        else if (behind)
            cover = united(straight, *behind);
        const auto nearest = int(std::min(at - from, frame - at));
        const int uncertain =
            sureAhead || behind ? std::max(0, nearest - m_options.sampleStep) : nearest - 1;
        cover.score = straight.score * float(std::pow(kConfidencePerFrame, nearest));
        track.boxes.push_back(boxAt(at, cover, BoxOrigin::Interpolated, uncertain, vx, vy));
    }
    track.boxes.push_back(boxAt(frame, box, BoxOrigin::Detected, 0, vx, vy));
    track.last = {frame, box};
    track.forward.clear();
    track.lost = false;
    track.sureFollowed = 0;
    track.vx = vx;
    track.vy = vy;
    track.score = std::max(track.score, box.score);
    ++track.hits;
}

void TrackBuilder::close(Open &track)
{
    const qint64 pads = std::max(m_options.sampleStep, m_options.fewestPads);
    const qint64 last = std::min(current(), track.last.frame + pads);
    advance(track, last);
    for (qint64 frame = track.last.frame + 1; frame <= last; ++frame) {
        const auto i = size_t(frame - track.last.frame) - 1;
        const int unknown = int(i + 1) - int(std::min(i + 1, track.sureFollowed));
        ScoredBox cover = track.forward[i];
        if (i < size_t(m_options.sampleStep))
            cover = united(cover, track.last.box);
        cover.score = track.last.box.score * float(std::pow(kConfidencePerFrame, double(i + 1)));
        track.boxes.push_back(boxAt(frame, cover, BoxOrigin::Padded, unknown, track.vx, track.vy));
    }
    // A thing that is wholly outside the picture on some frame has nothing to cover there.
    std::vector<TrackBox> boxes;
    for (const TrackBox &box : track.boxes) {
        if (box.rect.isEmpty())
            continue;
        if (!boxes.empty() && boxes.back().pts >= box.pts) // frames that share their time
            boxes.back().rect = boxes.back().rect.united(box.rect);
        else
            boxes.push_back(box);
    }
    if (!boxes.empty())
        m_finished.push_back({std::move(boxes), track.score, track.hits});
}

void TrackBuilder::closeAll()
{
    for (Open &track : m_open)
        close(track);
    m_open.clear();
}

/// Forgets frames that no pad and no gap can reach any more.
void TrackBuilder::prune()
{
    const qint64 pads = std::max(m_options.sampleStep, m_options.fewestPads);
    qint64 needed = current() + 1 - pads;
    for (const Open &track : m_open)
        needed = std::min(needed, track.last.frame);
    while (m_firstFrame < needed && !m_frames.empty()) {
        m_frames.pop_front();
        ++m_firstFrame;
    }
}

TrackBox TrackBuilder::boxAt(qint64 frame, const ScoredBox &box, BoxOrigin origin, int uncertain,
                             double vx, double vy) const
{
    const double factor =
        m_options.growth + kGrowthPerUncertainFrame * std::min(uncertain, kMostUncertain);
    ScoredBox cover = grown(box, factor);
    // A moving thing is smeared over the way it makes within one frame.
    const double dx = std::min(std::abs(vx), box.w) / 2;
    const double dy = std::min(std::abs(vy), box.h) / 2;
    cover = {cover.x - dx, cover.y - dy, cover.w + 2 * dx, cover.h + 2 * dy, cover.score};
    const QRectF picture(QPointF(0, 0), QSizeF(m_options.picture));
    const QRectF visible = QRectF(cover.x, cover.y, cover.w, cover.h).intersected(picture);
    TrackBox out;
    out.pts = ptsOf(frame);
    out.rect = visible.isEmpty() ? PixelRect()
                                 : outward(visible).intersected({0, 0, m_options.picture.width(),
                                                                 m_options.picture.height()});
    out.origin = origin;
    out.confidence = std::clamp(box.score, 0.f, 1.f);
    return out;
}

} // namespace redoubt::detect
