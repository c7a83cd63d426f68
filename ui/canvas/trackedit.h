// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/finding/place.h"
#include "core/media/videoreader.h"

namespace redoubt::ui {

/// The track after a person has put its box on one frame to @a rect.
///
/// A track without any detected box was drawn by a person: its keyframes are the boxes of origin
/// Drawn. The frame becomes a keyframe, and every frame of @a index between two keyframes gets a
/// box that moves linearly in time between them (Interpolated, rounded outward). Frames that were
/// covered before the first or after the last keyframe stay covered, by that keyframe's box.
///
/// In a detected track the frame becomes a keyframe, too. What the person changed fades over the
/// kBlendFrames boxes on both sides, so that the box does not jump, and stops at another keyframe;
/// these boxes grow to cover their old and their blended place, since nobody looked at them again.
/// Beyond the ends of the track the boxes in between move linearly from its last box.
///
/// Without an index only frames that the track has already, and this one, get boxes.
Track withBoxAt(const Track &track, Ticks pts, const PixelRect &rect,
                const media::FrameIndex *index);

constexpr int kBlendFrames = 8;

/// The box of @a track that is nearest in time to @a pts; null for an empty track.
const TrackBox *nearestBox(const Track &track, Ticks pts);

} // namespace redoubt::ui
