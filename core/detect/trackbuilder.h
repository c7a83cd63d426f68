// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/detect/yunetdecode.h"
#include "core/finding/place.h"

#include <QSize>

#include <deque>
#include <optional>
#include <vector>

namespace redoubt::detect {

/// Follows a box by the picture itself, between neighbouring frames.
/// Frames are named by their number in the order of presentation.
struct BoxMotion
{
    virtual ~BoxMotion() = default;
    /// Where @a box of frame @a from lies in frame @a to (from + 1 or from - 1); nothing when it
    /// cannot be told, or when the frame is no longer kept.
    virtual std::optional<ScoredBox> follow(qint64 from, qint64 to, const ScoredBox &box) = 0;
};

/// One thing followed through one shot.
struct BuiltTrack
{
    std::vector<TrackBox> boxes; ///< one for every frame from the first to the last
    float score = 0;             ///< of the best detection
    int hits = 0;                ///< frames on which it was detected
    bool operator==(const BuiltTrack &) const = default;
};

struct TrackOptions
{
    QSize picture;      ///< boxes are cut to it
    int sampleStep = 3; ///< frames between two looks of the detector
    int fewestPads = 8; ///< frames before the first and after the last detection
    int longestGap = 15;
    double growth = 1.3; ///< hair, ears and chin belong to a face, the detector's box ends before
    int mostDetections = 200;
};

/// Turns detections on some frames into boxes on every frame. It may look at what comes later:
/// between two detections of a thing it joins what is known from both sides, and at both ends it
/// goes on for some frames, but never across a cut.
/// Frames and detections come in order; memory is bounded by the gap that is bridged and by the
/// boxes of open tracks. The result depends on nothing but the input.
class TrackBuilder
{
public:
    /// @a motion may be null: then boxes are interpolated only. Borrowed.
    TrackBuilder(TrackOptions options, BoxMotion *motion);
    /// The next frame. A new shot begins with it when @a startsShot.
    void addFrame(Ticks pts, bool startsShot);
    /// What the detector saw on the frame added last.
    void addDetections(std::vector<ScoredBox> detections);
    /// Ends all tracks.
    void finish();
    /// The tracks that ended since the last call, in a fixed order.
    std::vector<BuiltTrack> takeFinished();
    /// Frames before this one are not asked for any more.
    qint64 oldestNeeded() const;

private:
    struct Anchor
    {
        qint64 frame = 0;
        ScoredBox box;
    };
    struct Open
    {
        quint64 number = 0;
        Anchor last;
        std::vector<TrackBox> boxes;   // up to and including the last anchor
        std::deque<ScoredBox> forward; // followed from the last anchor on, one per frame
        bool lost = false;             // the picture could not be followed all the way
        size_t sureFollowed = 0;       // frames of forward before it was lost
        double vx = 0, vy = 0;         // of the centre, pixels per frame
        float score = 0;
        int hits = 0;
    };
    struct Frame
    {
        Ticks pts = 0;
    };

    ScoredBox predicted(const Open &track, qint64 frame) const;
    void advance(Open &track, qint64 to);
    std::vector<std::optional<ScoredBox>> followBack(qint64 from, qint64 to, const ScoredBox &box);
    void start(const ScoredBox &box, qint64 frame);
    void link(Open &track, const ScoredBox &box, qint64 frame);
    void close(Open &track);
    void closeAll();
    void prune();
    TrackBox boxAt(qint64 frame, const ScoredBox &box, BoxOrigin origin, int uncertain, double vx,
                   double vy) const;
    Ticks ptsOf(qint64 frame) const { return m_frames[size_t(frame - m_firstFrame)].pts; }
    qint64 current() const { return m_firstFrame + qint64(m_frames.size()) - 1; }

    TrackOptions m_options;
    BoxMotion *m_motion;
    std::deque<Frame> m_frames;
    qint64 m_firstFrame = 0;
    qint64 m_shotStart = 0;
    quint64 m_nextNumber = 0;
    std::vector<Open> m_open;
    std::vector<BuiltTrack> m_finished;
};

} // namespace redoubt::detect
