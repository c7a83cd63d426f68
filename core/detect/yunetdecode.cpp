// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/yunetdecode.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace redoubt::detect {

namespace {

// exp() of more than this is a face larger than any picture; without it the product overflows.
constexpr float kLargestLogSize = 8;
constexpr size_t kMostBoxes = 5000;

bool betterThan(const ScoredBox &a, const ScoredBox &b)
{
    return std::tie(b.score, a.y, a.x, a.h, a.w) < std::tie(a.score, b.y, b.x, b.h, b.w);
}

} // namespace

Result<std::vector<ScoredBox>> decodeYuNet(std::span<const YuNetLevel> levels, float threshold)
{
    std::vector<ScoredBox> boxes;
    for (const YuNetLevel &level : levels) {
        if (level.columns <= 0 || level.rows <= 0 || level.stride <= 0)
            return Error(ErrorKind::Damaged, "detect/yunet");
        const size_t cells = size_t(level.columns) * size_t(level.rows);
        if (level.cls.size() != cells || level.obj.size() != cells ||
            level.bbox.size() != cells * 4)
            return Error(ErrorKind::Damaged, "detect/yunet");
        for (size_t n = 0; n < cells; ++n) {
            // Compared before the square root: nearly all cells end here. NaN fails it too.
            const float product =
                std::clamp(level.cls[n], 0.f, 1.f) * std::clamp(level.obj[n], 0.f, 1.f);
            if (!(product >= threshold * threshold))
                continue;
            const float *b = &level.bbox[n * 4];
            if (!std::isfinite(b[0]) || !std::isfinite(b[1]) || !(b[2] <= kLargestLogSize) ||
                !(b[3] <= kLargestLogSize) || !std::isfinite(b[2]) || !std::isfinite(b[3]))
                continue;
            const double column = double(n % size_t(level.columns));
            const double row = double(n / size_t(level.columns));
            const double w = std::exp(double(b[2])) * level.stride;
            const double h = std::exp(double(b[3])) * level.stride;
            const double cx = (column + double(b[0])) * level.stride;
            const double cy = (row + double(b[1])) * level.stride;
            boxes.push_back({cx - w / 2, cy - h / 2, w, h, std::sqrt(product)});
        }
    }
    return boxes;
}

double overlap(const ScoredBox &a, const ScoredBox &b)
{
    const double w = std::min(a.x + a.w, b.x + b.w) - std::max(a.x, b.x);
    const double h = std::min(a.y + a.h, b.y + b.h) - std::max(a.y, b.y);
    if (!(w > 0) || !(h > 0))
        return 0;
    const double both = w * h;
    return both / (a.w * a.h + b.w * b.h - both);
}

std::vector<ScoredBox> suppressOverlaps(std::vector<ScoredBox> boxes, double limit)
{
    std::sort(boxes.begin(), boxes.end(), betterThan);
    // Quadratic below; a picture with more faces than this does not exist, noise pictures do.
    if (boxes.size() > kMostBoxes)
        boxes.resize(kMostBoxes);
    std::vector<ScoredBox> kept;
    for (const ScoredBox &box : boxes) {
        const bool hidden = std::any_of(kept.begin(), kept.end(), [&](const ScoredBox &better) {
            return overlap(better, box) > limit;
        });
        if (!hidden)
            kept.push_back(box);
    }
    return kept;
}

std::vector<Detection> toDetections(const std::vector<ScoredBox> &boxes, QSize picture,
                                    FindingType type)
{
    std::vector<Detection> out;
    out.reserve(boxes.size());
    const QRectF bounds(0, 0, picture.width(), picture.height());
    for (const ScoredBox &box : boxes) {
        const QRectF visible = QRectF(box.x, box.y, box.w, box.h).intersected(bounds);
        const PixelRect rect =
            outward(visible).intersected({0, 0, picture.width(), picture.height()});
        if (!visible.isEmpty() && !rect.isEmpty())
            out.push_back({type, rect, box.score});
    }
    return out;
}

} // namespace redoubt::detect
