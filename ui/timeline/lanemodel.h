// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/common/markstate.h"
#include "ui/common/timeaxis.h"

#include <QStringList>

#include <functional>
#include <vector>

namespace redoubt::ui {

enum class LaneKind {
    Shots,
    Marks, ///< pictures of things: a group, or all things of one type that have no group
    Sound, ///< voices and what was said
    Waveform,
    Gaps,
    Seen
};

/// One finding on its lane.
struct LaneBar
{
    TimeSpan time; ///< ticks of the axis
    MarkState state = MarkState::Proposed;
    const Finding *finding = nullptr; ///< of the sheet
    QString label;                    ///< the reason, or the score of what nobody decided
    bool operator==(const LaneBar &) const = default;
};

struct Lane
{
    LaneKind kind = LaneKind::Marks;
    QString title;
    std::vector<LaneBar> bars; ///< by begin, then end
    /// The latest end of bars 0..n: what makes a binary search possible though bars may overlap.
    std::vector<Ticks> reach;
    bool grouped = false; ///< its bars are one person or thing

    /// Bars [first, second) may touch the span; none outside of them does.
    std::pair<size_t, size_t> barsIn(TimeSpan span) const;
    /// The bar at @a t or within @a tolerance of it: the topmost one that contains it, else the
    /// nearest. Nothing when there is none.
    const LaneBar *barAt(Ticks t, Ticks tolerance) const;
};

/// A hole of a few frames between two marks of one thing inside a shot: what a viewer would see
/// for a moment.
struct LaneGap
{
    TimeSpan time;
    int frames = 0;
    QString lane; ///< title of the lane
    bool operator==(const LaneGap &) const = default;
};

/// A stretch that nobody looked at, or not in full.
struct LaneHole
{
    TimeSpan time; ///< ticks of the axis
    NotExamined what;
    bool operator==(const LaneHole &) const = default;
};

/// What the model is made of. References are borrowed for the call.
struct LaneInput
{
    const casefile::Item &item;
    TimeAxis axis;
    const std::vector<const Finding *> &findings;
    std::function<casefile::ReviewSheet::Outcome(const Finding &)> outcome;
    /// Of a subject or group; see Session::title().
    std::function<QString(const Finding &)> title;
    /// Whom a finding belongs to: findings with the same key share a lane. Empty: nobody known.
    std::function<QString(const Finding &)> subject;
    QList<TimeSpan> seen;                       ///< ticks of the axis
    const std::vector<Ticks> *frames = nullptr; ///< of the axis' stream, sorted; null: not known
};

/// A step of a walk from bar to bar: to another lane, or along the same one.
enum class LaneStep { Up, Down, Back, On };

/// The lanes of one item with time, top to bottom. A value, made anew when findings or decisions
/// change.
struct LaneModel
{
    std::vector<Lane> lanes;
    std::vector<TimeSpan> shots;
    std::vector<LaneGap> gaps; ///< by begin
    QList<TimeSpan> seen;
    std::vector<LaneHole> holes;    ///< by begin; of whole streams as well
    QList<NotExamined> notExamined; ///< what of it lies at no time
    bool sound = false;             ///< the item has an audio stream

    /// A hole longer than this is taken as wanted.
    static constexpr int kMaxGapFrames = 30;

    bool allExamined() const { return holes.empty() && notExamined.isEmpty(); }
    /// What nobody looked at within @a span.
    std::vector<const LaneHole *> holesIn(TimeSpan span) const;

    static LaneModel build(const LaneInput &input);
    /// The begin of the next gap behind @a t, or the last one before it; nothing when there is
    /// none.
    std::optional<Ticks> nextGap(Ticks t) const;
    std::optional<Ticks> previousGap(Ticks t) const;
    /// The bar of a finding and its lane; nulls when it is not shown.
    std::pair<const Lane *, const LaneBar *> find(FindingId id) const;
    /// Where a step from the bar of @a from leads: in another lane to the bar at @a t or the one
    /// nearest to it. Without such a bar the walk enters at the top, or going up at the bottom.
    /// Null where it ends.
    const LaneBar *step(FindingId from, LaneStep way, Ticks t) const;
};

/// Ticks that a frame lasts, from the frame times or the tracks of findings; 0 when nothing tells.
double frameTicks(const LaneInput &input);

} // namespace redoubt::ui
