// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QImage>

namespace redoubt::document {

/// The orientation (1 to 8) that an Exif block gives its picture; 1 where it says nothing or
/// nothing that can be read. @a exif starts with the TIFF header, or with "Exif\0\0" before it.
int exifOrientation(QByteArrayView exif);

/// The Exif block of a PNG: its eXIf chunk, or else the text chunk ("Raw profile type exif") that
/// older programs wrote. Empty when there is none.
QByteArray exifOfPng(const QByteArray &png);

/// Brings rows and columns, as stored, to the displayed orientation.
QImage oriented(const QImage &image, int orientation);

/// Whether the orientation swaps width and height.
constexpr bool swapsAxes(int orientation)
{
    return orientation >= 5 && orientation <= 8;
}

} // namespace redoubt::document
