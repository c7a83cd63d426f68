// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/memorybudget.h"
#include "core/document/docmodel.h"

#include <QByteArray>
#include <QByteArrayView>

namespace redoubt::document {

enum class PictureFormat { Unknown, Jpeg, Png, Gif, Bmp, Tiff, WebP, Heif };

/// The format that the first bytes (32 are enough) announce. Names and suffixes do not count.
PictureFormat sniffPicture(QByteArrayView head);

/// What the header says, before anything is decoded.
struct PictureInfo
{
    PictureFormat format = PictureFormat::Unknown;
    QSize size;            ///< of the first frame, displayed orientation
    int frames = 1;        ///< that decodeFrame() can give: pages of a TIFF, else 1
    int skippedFrames = 0; ///< of an animation or a bundle, behind the first
    bool lossless = true;
    bool deep = false; ///< more than 8 bits a channel
};

/// Errors: Unsupported (no picture that we read), Damaged, Limit (more than 400 million pixels, or
/// more than the memory for pictures can ever hold).
Result<PictureInfo> probePicture(const ByteSource &source);

/// One frame as Format_RGB888, or Format_ARGB32 when it has transparency; orientation applied,
/// colours converted to sRGB, no metadata attached. Errors as above and NotFound.
Result<QImage> decodeFrame(const ByteSource &source, int frame);

/// Waits for the memory that working on one frame takes, for whoever goes on to decode it and holds
/// what comes of it; see MemoryBudget. Errors: Limit (more than there ever is), Cancelled.
Result<MemoryBudget::Lease> reserveFor(const PictureInfo &info, const JobContext &context);

/// Transparent parts composed over white, as on paper. Format_RGB888.
QImage overWhite(const QImage &image);

namespace detail {
constexpr qint64 kMaxPixels = 400'000'000;
constexpr int kMaxTiffPages = 2000;
constexpr qint64 kMaxPictureBytes = 1LL << 30;

/// Limit or Damaged when a picture must not be allocated.
Result<void> checkSize(qint64 width, qint64 height);
Error damagedPicture();
/// Converts from the profile to sRGB where Qt understands it.
QImage toSrgb(QImage image, const QByteArray &profile);

Result<PictureInfo> probeTiff(const ByteSource &source);
Result<QImage> decodeTiff(const ByteSource &source, int frame);
Result<PictureInfo> probeWebP(const ByteSource &source);
Result<QImage> decodeWebP(const ByteSource &source);
Result<PictureInfo> probeHeif(const ByteSource &source);
Result<QImage> decodeHeif(const ByteSource &source);
/// Exif and XMP blocks of a HEIF file.
struct HeifBlocks
{
    QByteArray exif; ///< starts with the TIFF header
    QByteArray xmp;
};
HeifBlocks heifMetadata(const QByteArray &bytes);
} // namespace detail

} // namespace redoubt::document
