// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/memorybudget.h"
#include "core/document/docmodel.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>
#include <vector>

namespace redoubt::document {

enum class PictureFormat { Unknown, Jpeg, Png, Gif, Bmp, Tiff, WebP, Heif };

/// The format that the first bytes (32 are enough) announce. Names and suffixes do not count.
PictureFormat sniffPicture(QByteArrayView head);

/// What the structure of the file says, before anything is decoded.
struct PictureInfo
{
    PictureFormat format = PictureFormat::Unknown;
    QSize size; ///< of the first frame, displayed orientation
    /// Pages of a TIFF, frames of an animation, pictures of a HEIC collection or an MPO.
    int frames = 1;
    QSize largest;             ///< of the frames; empty where all have the size of the first
    bool animated = false;     ///< the frames follow each other in time
    std::vector<int> delaysMs; ///< of an animation, one per frame
    int plays = 0;             ///< of an animation; 0: without end
    /// Pictures that no viewer shows as such: previews, depth and gain maps, the still picture of
    /// an animated PNG. They are not decoded, and no copy holds them.
    int sidePictures = 0;
    qint64 strayBytes = 0;    ///< behind the end of the picture, or between its pictures
    bool damagedTail = false; ///< more pages are announced than can be found
    bool lossless = true;
    bool deep = false; ///< more than 8 bits a channel
};

/// Errors: Unsupported (no picture that we read, or more of an animation than can be looked at
/// frame by frame), Damaged, Limit (more than 400 million pixels, or more than the memory for
/// pictures can ever hold).
Result<PictureInfo> probePicture(const ByteSource &source);

/// Reads the frames of one file; in ascending order is cheapest. Threads: one at a time.
/// Ownership: borrows the source.
class PictureReader
{
public:
    static Result<std::unique_ptr<PictureReader>> open(const ByteSource &source);
    virtual ~PictureReader() = default;
    const PictureInfo &info() const { return m_info; }
    /// As Format_RGB888, or Format_ARGB32 when it has transparency; orientation applied, colours
    /// converted to sRGB, no metadata attached, nothing left in pixels that are not seen (alpha
    /// below kLeastAlpha). Frames of an animation are whole canvases, as a viewer shows them.
    /// Errors as above and NotFound.
    Result<QImage> frame(int number);

protected:
    /// Orientation applied, the rest as the library gives it. Requires: 0 <= number < frames.
    virtual Result<QImage> decode(int number) = 0;
    PictureInfo m_info;
};

/// Weaker pixels are made empty: at 3 % no eye sees them on any ground, yet a program reads what
/// they say.
constexpr int kLeastAlpha = 8;

/// One frame, see PictureReader::frame().
Result<QImage> decodeFrame(const ByteSource &source, int frame);

/// Waits for the memory that working on one frame takes, for whoever goes on to decode it and holds
/// what comes of it; see MemoryBudget. Errors: Limit (more than there ever is), Cancelled.
Result<MemoryBudget::Lease> reserveFor(const PictureInfo &info, const JobContext &context);

/// Transparent parts composed over white, as on paper. Format_RGB888.
QImage overWhite(const QImage &image);

/// How many frames of an animation are looked at, one by one.
constexpr int kMaxAnimationFrames = 300;

namespace detail {
constexpr qint64 kMaxPixels = 400'000'000;
constexpr qint64 kMaxAnimationPixels = 2'000'000'000;
constexpr int kMaxTiffPages = 2000;
constexpr qint64 kMaxPictureBytes = 1LL << 30;

/// Limit or Damaged when a picture must not be allocated.
Result<void> checkSize(qint64 width, qint64 height);
/// Unsupported when there are more frames than a person or a detector can be asked to look at.
/// Limit when they are too much to decode one after the other.
Result<void> checkFrames(qint64 frames, QSize canvas);
Error damagedPicture();
/// Converts from the profile to sRGB where Qt understands it.
QImage toSrgb(QImage image, const QByteArray &profile);
/// Decodes a whole file of a format that Qt reads ("png"), without turning it.
Result<QImage> decodeWithQt(const QByteArray &bytes, const char *format);
/// Size by the header. Errors as checkSize().
Result<QSize> sizeWithQt(const QByteArray &bytes, const char *format);

using OpenedReader = Result<std::unique_ptr<PictureReader>>;
OpenedReader openJpeg(const ByteSource &source);
OpenedReader openPng(const ByteSource &source);
OpenedReader openGif(const ByteSource &source);
OpenedReader openBmp(const ByteSource &source);
OpenedReader openTiff(const ByteSource &source);
OpenedReader openWebP(const ByteSource &source);
OpenedReader openHeif(const ByteSource &source);

/// Exif and XMP blocks of a HEIF file.
struct HeifBlocks
{
    QByteArray exif; ///< starts with the TIFF header
    QByteArray xmp;
};
HeifBlocks heifMetadata(const QByteArray &bytes);
} // namespace detail

} // namespace redoubt::document
