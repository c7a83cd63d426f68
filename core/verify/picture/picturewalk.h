// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/verify/checklog.h"

#include <QByteArray>
#include <QSize>

#include <vector>

namespace redoubt::verify {

enum class PictureFormat { Unknown, Jpeg, Png, Tiff, WebP };

PictureFormat pictureFormatOf(QByteArrayView bytes);

/// Where the data of one page or frame lies in the file.
struct PagePart
{
    qint64 begin = 0;
    qint64 size = 0;
};

/// One page or frame of a file with several. TIFF: the place of its directory. Animated PNG: its
/// packed data. Animated WebP: its chunks, headers included.
struct PageExtent
{
    QSize size; ///< not turned
    std::vector<PagePart> parts;
};

/// What the walk through a picture file's own structure found out.
struct PictureWalk
{
    PictureFormat format = PictureFormat::Unknown;
    QSize size;                      ///< as the headers say; not turned
    int pages = 1;                   ///< image directories of a TIFF, frames of an animation
    std::vector<PageExtent> extents; ///< of the pages; empty for a file with one picture
    bool lossy = false;
    double quantiserError = 0; ///< JPEG: mean square error of a sample that its tables allow
};

/// Walks every marker, chunk or tag against the list of what a picture needs and reports to
/// "metadata" (descriptions, thumbnails, profiles that are not sRGB) and "trailer" (bytes that
/// belong to nothing). Damage is Incomplete, and so is an animation whose frames are not whole
/// pictures that replace each other. @a where is put before each sentence and may be empty.
PictureWalk walkPicture(QByteArrayView bytes, CheckLog &log, const Message &where = {});

// One function per format, called by walkPicture().
void walkJpeg(QByteArrayView bytes, PictureWalk &walk, CheckLog &log, const Message &where);
void walkPng(QByteArrayView bytes, PictureWalk &walk, CheckLog &log, const Message &where);
void walkWebP(QByteArrayView bytes, PictureWalk &walk, CheckLog &log, const Message &where);
void walkTiff(QByteArrayView bytes, PictureWalk &walk, CheckLog &log, const Message &where);

/// True for a colour profile that is sRGB by its description and carries no device or owner texts.
bool isPlainSrgbProfile(QByteArrayView profile);

} // namespace redoubt::verify
