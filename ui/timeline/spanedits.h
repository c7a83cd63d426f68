// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/event.h"
#include "core/casefile/reviewsheet.h"
#include "core/finding/place.h"

#include <optional>
#include <utility>
#include <vector>

namespace redoubt::ui {

// Edits of when a mark is, as values. Times are ticks of the place's own stream; frames are the
// presentation times of that stream, sorted, and may be empty while nobody knows them. Nothing
// comes back when the edit would change nothing or leave nothing.

/// The place from @a time.begin until @a time.end. A track loses the boxes outside; where it grows,
/// the box at its edge is repeated on the frames in between. Without frames a track never grows.
std::optional<Place> withTime(const Place &place, TimeSpan time, const std::vector<Ticks> &frames);

/// The place moved by @a by. A track begins at the frame nearest to where its begin comes to lie
/// and keeps its boxes one a frame; without frames it does not move.
std::optional<Place> movedBy(const Place &place, Ticks by, const std::vector<Ticks> &frames);

/// What lies before @a t, and what begins there.
std::optional<std::pair<Place, Place>> splitAt(const Place &place, Ticks t);

/// One place from the first begin to the last end. Holes of tracks get a box on every frame,
/// interpolated between their edges; of two boxes on one frame the union stays. Nothing when the
/// places are of different kinds or streams, or when a hole has frames that nobody knows.
std::optional<Place> joined(const std::vector<const Place *> &places,
                            const std::vector<Ticks> &frames);

/// The changes that put @a parts in the place of one finding: its decision goes along with each.
QList<casefile::Change> splitChanges(const casefile::ReviewSheet &sheet, const Finding &finding,
                                     const std::vector<Place> &parts);

/// The changes that put @a place in the place of several findings. The first one's type, group and
/// decision stay; a decision to redact wins over others. Requires: findings is not empty.
QList<casefile::Change> joinChanges(const casefile::ReviewSheet &sheet,
                                    const std::vector<const Finding *> &findings,
                                    const Place &place, FindingId joinedId);

} // namespace redoubt::ui
