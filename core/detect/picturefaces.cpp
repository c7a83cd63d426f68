// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/picturefaces.h"

#include "core/detect/opencvglue.h"
#include "core/detect/yunetdecode.h"

#include <opencv2/imgproc.hpp>

#include <cmath>

namespace redoubt::detect {

namespace {

constexpr double kCoarse = 640; // longest side in pixels: finds faces that fill the picture
constexpr double kUsual = 1280;
constexpr double kMostPixels = 100e6; // larger pictures are looked at in this size
// One network pass takes 0.1 s at this size, which is also how long cancelling takes.
constexpr QSize kTile(1216, 832);
constexpr int kTileOverlap = 224;
constexpr double kSamePlace = 0.3;
constexpr float kEnlargedTrust = 0.92f;

int starts(int length, int tile, int overlap)
{
    return length <= tile ? 1 : 1 + (length - tile + (tile - overlap) - 1) / (tile - overlap);
}

/// Whether a box touches an edge of its tile that is not an edge of the picture.
bool isCut(const PixelRect &box, const PixelRect &tile, QSize picture)
{
    return (box.x <= 0 && tile.x > 0) || (box.y <= 0 && tile.y > 0) ||
           (box.right() >= tile.w && tile.right() < picture.width()) ||
           (box.bottom() >= tile.h && tile.bottom() < picture.height());
}

/// How much of @a part lies in @a box.
double coveredShare(const ScoredBox &part, const ScoredBox &box)
{
    const double w = std::min(part.x + part.w, box.x + box.w) - std::max(part.x, box.x);
    const double h = std::min(part.y + part.h, box.y + box.h) - std::max(part.y, box.y);
    return w > 0 && h > 0 ? w * h / (part.w * part.h) : 0;
}

} // namespace

std::vector<double> pictureScales(QSize size)
{
    if (size.isEmpty())
        return {};
    const double longest = std::max(size.width(), size.height());
    const double full =
        std::min(1.0, std::sqrt(kMostPixels / (double(size.width()) * size.height())));
    const double usual = std::min(1.0, kUsual / longest);
    std::vector<double> scales{std::min(1.0, kCoarse / longest), usual, 2 * usual};
    for (double s = 4 * usual; s < full; s *= 2)
        scales.push_back(s);
    if (scales.back() < full)
        scales.push_back(full);
    scales.erase(std::unique(scales.begin(), scales.end()), scales.end());
    return scales;
}

std::vector<PixelRect> overlappingTiles(QSize size, QSize tile, int overlap)
{
    std::vector<PixelRect> tiles;
    const int columns = starts(size.width(), tile.width(), overlap);
    const int rows = starts(size.height(), tile.height(), overlap);
    const int w = std::min(tile.width(), size.width());
    const int h = std::min(tile.height(), size.height());
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            // The last one ends at the edge instead of hanging over it: all have one size.
            tiles.push_back({std::min(column * (tile.width() - overlap), size.width() - w),
                             std::min(row * (tile.height() - overlap), size.height() - h), w, h});
        }
    }
    return tiles;
}

Result<std::vector<Detection>> findInPicture(FrameDetector &detector, const QImage &picture,
                                             const JobContext &context)
{
    const QImage bgr = picture.convertToFormat(QImage::Format_BGR888);
    if (bgr.isNull())
        return Error(ErrorKind::Invalid, "detect/picture");
    std::vector<ScoredBox> whole;
    std::vector<ScoredBox> cut;
    FindingType type = FindingType::Face;
    for (const double scale : pictureScales(bgr.size())) {
        QImage scaled = bgr;
        if (scale != 1) {
            const QSize size(std::max(1, int(std::lround(bgr.width() * scale))),
                             std::max(1, int(std::lround(bgr.height() * scale))));
            scaled = QImage(size, QImage::Format_BGR888);
            if (scaled.isNull())
                return Error(ErrorKind::Limit, "detect/picture");
            try {
                cv::Mat view = matView(scaled);
                cv::resize(matView(bgr), view, view.size(), 0, 0,
                           scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
            } catch (const std::exception &) {
                return Error(ErrorKind::Internal, "detect/picture");
            }
        }
        const double back = double(bgr.width()) / scaled.width();
        const double backY = double(bgr.height()) / scaled.height();
        for (const PixelRect &tile : overlappingTiles(scaled.size(), kTile, kTileOverlap)) {
            if (context.cancelled())
                return JobContext::cancelledError("detect/picture");
            auto found = detector.detect(scaled.copy(tile.x, tile.y, tile.w, tile.h), context);
            if (!found)
                return found.error();
            for (const Detection &d : *found) {
                type = d.type;
                // What shows only when enlarged is wrong more often than its score says: measured
                // on public pictures, certain ones were right in 0.89 without this and 0.92 with
                // it.
                const float score =
                    scale > 1 ? std::max(float(kKeptScore), d.score * kEnlargedTrust) : d.score;
                auto &boxes = isCut(d.rect, tile, scaled.size()) ? cut : whole;
                boxes.push_back({(d.rect.x + tile.x) * back, (d.rect.y + tile.y) * backY,
                                 d.rect.w * back, d.rect.h * backY, score});
            }
        }
    }
    // Half a face at the edge of a tile is whole in the next one; it stays only when nothing else
    // covers it, since dropping it could drop a face.
    std::erase_if(cut, [&](const ScoredBox &part) {
        return std::any_of(whole.begin(), whole.end(),
                           [&](const ScoredBox &box) { return coveredShare(part, box) > 0.6; });
    });
    whole.insert(whole.end(), cut.begin(), cut.end());
    return toDetections(suppressOverlaps(std::move(whole), kSamePlace), bgr.size(), type);
}

} // namespace redoubt::detect
