// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/picturefaces.h"

#include "core/base/paddedplanes.h"
#include "core/detect/opencvglue.h"
#include "core/detect/yunetdecode.h"
#include "core/jobs/guarded.h"

#include <opencv2/imgproc.hpp>

#include <atomic>
#include <cmath>
#include <limits>
#include <map>
#include <thread>

namespace redoubt::detect {

namespace {

constexpr double kCoarse = 640; // longest side in pixels: finds faces that fill the picture
constexpr double kUsual = 1280;
constexpr double kMostPicturePixels = 100e6; // larger pictures are looked at in this size
// One network pass takes 0.12 s at this size, which is also how long cancelling takes.
constexpr qint64 kTilePixels = 1'450'000;
// Larger faces that no tile shows whole are easy to see at the next smaller scale.
constexpr int kTileOverlap = 160;
// Between two scales: what is too small for one is well within what the other sees.
constexpr double kLargestStep = 3.2;
constexpr int kTileGrid = 32; // what networks pad to anyway
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
        std::min(1.0, std::sqrt(kMostPicturePixels / (double(size.width()) * size.height())));
    const double usual = std::min(1.0, kUsual / longest);
    std::vector<double> scales{std::min(1.0, kCoarse / longest), usual};
    const double finest = std::max(full, 2 * usual);
    const int steps = int(std::ceil(std::log(finest / usual) / std::log(kLargestStep)));
    for (int i = 1; i < steps; ++i)
        scales.push_back(usual * std::pow(finest / usual, double(i) / steps));
    scales.push_back(finest);
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

QSize cheapestTile(QSize size, int overlap, qint64 mostPixels)
{
    const auto sideFor = [&](int length, int tiles) {
        const int side = (length + (tiles - 1) * overlap + tiles - 1) / tiles;
        return std::min(length, (side + kTileGrid - 1) / kTileGrid * kTileGrid);
    };
    QSize best;
    qint64 fewest = std::numeric_limits<qint64>::max();
    for (int columns = 1;; ++columns) {
        const int w = sideFor(size.width(), columns);
        // With the fewest rows that are allowed.
        int rows = 1;
        while (qint64(w) * sideFor(size.height(), rows) > mostPixels &&
               sideFor(size.height(), rows) > 2 * overlap)
            ++rows;
        const int h = sideFor(size.height(), rows);
        const qint64 pixels =
            qint64(starts(size.width(), w, overlap)) * starts(size.height(), h, overlap) * w * h;
        if (qint64(w) * h <= mostPixels && pixels < fewest) {
            fewest = pixels;
            best = QSize(w, h);
        }
        if (w <= 2 * overlap || (!best.isEmpty() && rows == 1))
            break;
    }
    return best.isEmpty()
               ? QSize(std::min(size.width(), 2 * overlap), std::min(size.height(), 2 * overlap))
               : best;
}

namespace {

/// The picture at one scale.
struct Scaled
{
    QImage picture;
    double scale = 1;
};

/// One pass of the detector: a tile of one scale.
struct Look
{
    size_t scaled = 0;
    PixelRect tile;
    Result<std::vector<Detection>> seen = std::vector<Detection>();
};

/// What was seen of one type, in pixels of the picture.
struct Parts
{
    std::vector<ScoredBox> whole;
    std::vector<ScoredBox> cut; ///< by the edge of a tile
};

Result<Scaled> scaledBy(const QImage &bgr, double scale)
{
    if (scale == 1)
        return Scaled{bgr, scale};
    const QSize size(std::max(1, int(std::lround(bgr.width() * scale))),
                     std::max(1, int(std::lround(bgr.height() * scale))));
    QImage scaled = paddedImage(size, QImage::Format_BGR888);
    if (scaled.isNull())
        return Error(ErrorKind::Limit, "detect/picture");
    try {
        cv::Mat view = matView(scaled);
        cv::resize(matView(bgr), view, view.size(), 0, 0,
                   scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
    } catch (const std::exception &) {
        return Error(ErrorKind::Internal, "detect/picture");
    }
    return Scaled{std::move(scaled), scale};
}

/// Does all looks, several at once. Each keeps its own answer, so their order does not matter.
Result<void> lookAtAll(FrameDetector &detector, const std::vector<Scaled> &pictures,
                       std::vector<Look> &looks, int threads, const JobContext &context)
{
    std::atomic<size_t> next = 0;
    const JobContext quiet(context.token(), {});
    const auto work = [&](FrameDetector &own) {
        for (size_t i = next++; i < looks.size(); i = next++) {
            Look &look = looks[i];
            if (quiet.cancelled()) {
                look.seen = JobContext::cancelledError("detect/picture");
                continue;
            }
            const PixelRect &t = look.tile;
            const QImage &from = pictures[look.scaled].picture;
            const QImage tile(from.constScanLine(t.y) + qsizetype(t.x) * 3, t.w, t.h,
                              from.bytesPerLine(), QImage::Format_BGR888); // its pixels, not copied
            look.seen = guarded("detect/picture", [&] { return own.detect(tile, quiet); });
        }
    };
    std::vector<std::unique_ptr<FrameDetector>> clones;
    for (size_t i = 1; i < std::min(looks.size(), size_t(std::clamp(threads, 1, 64))); ++i) {
        auto clone = detector.clone();
        if (!clone)
            return clone.error();
        clones.push_back(std::move(*clone));
    }
    {
        std::vector<std::jthread> others;
        for (auto &clone : clones)
            others.emplace_back([&work, &own = *clone] { work(own); });
        work(detector);
    }
    for (const Look &look : looks) {
        if (!look.seen)
            return look.seen.error();
    }
    return {};
}

} // namespace

Result<std::vector<Detection>> findInPicture(FrameDetector &detector, const QImage &picture,
                                             const JobContext &context, int threads)
{
    if (picture.isNull())
        return Error(ErrorKind::Invalid, "detect/picture");
    const QImage bgr = paddedCopy(picture, QImage::Format_BGR888);
    if (bgr.isNull())
        return Error(ErrorKind::Limit, "detect/picture");
    std::vector<Scaled> pictures;
    std::vector<Look> looks;
    for (const double scale : pictureScales(bgr.size())) {
        if (context.cancelled())
            return JobContext::cancelledError("detect/picture");
        auto scaled = scaledBy(bgr, scale);
        if (!scaled)
            return scaled.error();
        const QSize size = scaled->picture.size();
        for (const PixelRect &tile :
             overlappingTiles(size, cheapestTile(size, kTileOverlap, kTilePixels), kTileOverlap)) {
            looks.emplace_back();
            looks.back().scaled = pictures.size();
            looks.back().tile = tile;
        }
        pictures.push_back(std::move(*scaled));
    }
    if (auto looked = lookAtAll(detector, pictures, looks, threads, context); !looked)
        return looked.error();
    std::map<FindingType, Parts> byType;
    for (const Look &look : looks) {
        const Scaled &from = pictures[look.scaled];
        const double back = double(bgr.width()) / from.picture.width();
        const double backY = double(bgr.height()) / from.picture.height();
        for (const Detection &d : *look.seen) {
            // What shows only when enlarged is wrong more often than its score says: measured on
            // public pictures, certain ones were right in 0.89 without this and 0.92 with it.
            const float score =
                from.scale > 1 ? std::max(float(kKeptScore), d.score * kEnlargedTrust) : d.score;
            Parts &parts = byType[d.type];
            auto &boxes = isCut(d.rect, look.tile, from.picture.size()) ? parts.cut : parts.whole;
            boxes.push_back({(d.rect.x + look.tile.x) * back, (d.rect.y + look.tile.y) * backY,
                             d.rect.w * back, d.rect.h * backY, score});
        }
    }
    std::vector<Detection> found;
    for (auto &[type, parts] : byType) {
        auto &[whole, cut] = parts;
        // Half a face at the edge of a tile is whole in the next one; it stays only when nothing
        // else covers it, since dropping it could drop a face.
        std::erase_if(cut, [&whole = whole](const ScoredBox &part) {
            return std::any_of(whole.begin(), whole.end(),
                               [&](const ScoredBox &box) { return coveredShare(part, box) > 0.6; });
        });
        whole.insert(whole.end(), cut.begin(), cut.end());
        const auto kept =
            toDetections(suppressOverlaps(std::move(whole), kSamePlace), bgr.size(), type);
        found.insert(found.end(), kept.begin(), kept.end());
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Detection &a, const Detection &b) { return a.score > b.score; });
    return found;
}

} // namespace redoubt::detect
