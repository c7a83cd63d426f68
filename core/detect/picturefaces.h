// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/detect/detector.h"

#include <vector>

namespace redoubt::detect {

/// Faces of a single picture of any size, in its own pixels. A frame of a video gets many chances
/// to show its faces, a picture one: so it is looked at as a whole, enlarged, and, when it is very
/// large, in overlapping tiles at full size.
/// @a picture: any format. @a threads: how many parts are looked at at once, each but the first by
/// a clone of @a detector; the result does not depend on it. Sorted by descending score. Errors:
/// those of the detector, Cancelled.
Result<std::vector<Detection>> findInPicture(FrameDetector &detector, const QImage &picture,
                                             const JobContext &context, int threads = 1);

/// The scales that findInPicture() looks at a picture of @a size with, ascending.
std::vector<double> pictureScales(QSize size);

/// The size of tiles that look at the fewest pixels of a picture of @a size altogether, when
/// neighbours overlap by @a overlap and none has more than @a mostPixels. Requires: a tile may be
/// larger than the square of the overlap.
QSize cheapestTile(QSize size, int overlap, qint64 mostPixels);

/// Tiles that cover @a size and overlap, so that what lies on the edge of one is whole in another.
std::vector<PixelRect> overlappingTiles(QSize size, QSize tile, int overlap);

} // namespace redoubt::detect
