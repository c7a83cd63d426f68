// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/redact/jpegwriter.h"

#include <QByteArray>
#include <QImage>

#include <memory>

namespace redoubt::redact {

/// Pictures without any metadata: no text, times, profiles, resolutions or thumbnails.
Result<QByteArray> encodePng(const QImage &image);

enum class WebPQuality { High, Lossless };
Result<QByteArray> encodeWebP(const QImage &image, WebPQuality quality);

/// A TIFF of several pages in memory, compressed without loss.
class TiffWriter
{
public:
    TiffWriter();
    ~TiffWriter();
    Result<void> addPage(const QImage &image);
    /// Requires: addPage() succeeded at least once. The writer is done afterwards.
    Result<QByteArray> finish();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace redoubt::redact
