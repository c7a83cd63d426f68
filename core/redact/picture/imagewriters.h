// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/redact/picture/jpegwriter.h"

#include <QByteArray>
#include <QImage>
#include <QSize>

#include <memory>

namespace redoubt::redact {

/// Pictures without any metadata: no text, times, profiles, resolutions or thumbnails.
Result<QByteArray> encodePng(const QImage &image);

enum class WebPQuality { High, Lossless };
Result<QByteArray> encodeWebP(const QImage &image, WebPQuality quality);

/// How an animation is shown.
struct Playback
{
    int frames = 0;
    int plays = 0; ///< 0: without end
    QSize size;
};

/// An animated PNG in memory: every frame is a whole picture that replaces the one before.
class ApngWriter
{
public:
    explicit ApngWriter(const Playback &playback);
    /// Requires: at most playback.frames calls. Errors: Internal (also for frames of another size).
    Result<void> addFrame(const QImage &image, int delayMs);
    /// Requires: all frames were added.
    Result<QByteArray> finish();

private:
    Playback m_playback;
    QByteArray m_bytes;
    int m_frames = 0;
    quint32 m_sequence = 0;
};

/// An animated WebP in memory, as above.
class AnimatedWebPWriter
{
public:
    AnimatedWebPWriter(const Playback &playback, WebPQuality quality);
    Result<void> addFrame(const QImage &image, int delayMs);
    Result<QByteArray> finish();

private:
    Playback m_playback;
    WebPQuality m_quality;
    QByteArray m_chunks;
    int m_frames = 0;
};

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
