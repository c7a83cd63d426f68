// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/detect/detector.h"

#include <QSize>

#include <span>
#include <vector>

namespace redoubt::detect {

/// What the network says at one stride: one row of numbers per cell, cells row by row.
struct YuNetLevel
{
    int stride = 8;
    int columns = 0;
    int rows = 0;
    std::span<const float> cls;  ///< one per cell, already 0..1
    std::span<const float> obj;  ///< one per cell, already 0..1
    std::span<const float> bbox; ///< four per cell: centre offset and log size, in strides
};

/// Sides of the network's input are multiples of its largest stride: the next one up.
constexpr int toYuNetGrid(int side)
{
    constexpr int kGrid = 32;
    return (side + kGrid - 1) / kGrid * kGrid;
}

/// A rectangle with fractions of pixels, before it is rounded outward.
struct ScoredBox
{
    double x = 0;
    double y = 0;
    double w = 0;
    double h = 0;
    float score = 0;
    bool operator==(const ScoredBox &) const = default;
};

/// All boxes of at least @a threshold. Numbers that are not finite and sizes that no face can have
/// are left out. Error: Damaged when the number of values does not fit the cells.
Result<std::vector<ScoredBox>> decodeYuNet(std::span<const YuNetLevel> levels, float threshold);

/// Intersection over union of two boxes.
double overlap(const ScoredBox &a, const ScoredBox &b);

/// Boxes that overlap by more than this share show one thing.
inline constexpr double kSamePlace = 0.3;

/// Keeps the best of boxes that overlap by more than @a limit (intersection over union). The result
/// is sorted by descending score, then position, so it does not depend on the order given.
std::vector<ScoredBox> suppressOverlaps(std::vector<ScoredBox> boxes, double limit);

/// Rounds outward and cuts to the picture; boxes that lie outside are dropped.
std::vector<Detection> toDetections(const std::vector<ScoredBox> &boxes, QSize picture,
                                    FindingType type);

} // namespace redoubt::detect
