// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QImage>

#include <array>
#include <memory>
#include <span>

namespace redoubt {

/// Memory of one picture, for code that works in whole vectors (scalers, codecs, OpenCV): such code
/// writes and reads past the end of a line, and past the last line of all; and where a line has no
/// room behind it, libswscale leaves its last pixels out, so that they show what was in the memory
/// before. Lines therefore lie a multiple of kAlignment bytes apart, each plane begins at such an
/// address, and at least kAlignment bytes that belong to nobody follow each line.
/// Every target of a conversion comes from here, never from a bare QImage or a vector of the exact
/// size, which are right for some widths and overrun for others.
/// In builds with AddressSanitizer an inaccessible page follows these bytes, since libraries are
/// not instrumented: what goes further than it may stops the program there.
/// A value: copies share the pixels. Threads: as shared memory, the owner arranges for it.
class PaddedPlanes
{
public:
    static constexpr int kAlignment = 64;
    static constexpr int kMostPlanes = 4;
    /// More than any picture that is decoded here needs.
    static constexpr qint64 kMostBytes = qint64(4) << 30;

    struct Shape
    {
        qint64 lineBytes = 0; ///< that hold pixels
        qint64 lines = 0;
    };

    /// No planes.
    PaddedPlanes() = default;
    /// Null when a shape is empty or beyond kMostBytes, when there are none or more than
    /// kMostPlanes, and when there is not enough memory. The pixels are not set.
    static PaddedPlanes allocate(std::span<const Shape> shapes);

    bool isNull() const { return !m_memory; }
    int count() const { return m_count; }
    /// Requires: index < count().
    uchar *plane(int index) const { return m_planes[size_t(index)]; }
    int stride(int index) const { return m_strides[size_t(index)]; }
    /// As FFmpeg wants them: null and 0 behind the last plane.
    const std::array<uchar *, kMostPlanes> &planes() const { return m_planes; }
    const std::array<int, kMostPlanes> &strides() const { return m_strides; }
    /// Of all planes with their padding.
    qint64 bytes() const { return m_bytes; }

    /// The first plane as a picture, which keeps the memory alive. Null when this is null.
    /// Requires: the plane was allocated for lines of @a size and @a format.
    QImage image(QSize size, QImage::Format format) const;

private:
    // Shared, since a QImage and whoever filled it both keep the pixels.
    std::shared_ptr<uchar> m_memory;
    std::array<uchar *, kMostPlanes> m_planes{};
    std::array<int, kMostPlanes> m_strides{};
    int m_count = 0;
    qint64 m_bytes = 0;
};

/// A picture in padded memory, its pixels not set. Null as PaddedPlanes.
/// Requires: a format of whole bytes a pixel.
QImage paddedImage(QSize size, QImage::Format format);

/// The same picture in padded memory and in @a format: for code that reads in whole vectors. Takes
/// no more memory on the way than the answer. Null as PaddedPlanes.
/// Requires: as paddedImage().
QImage paddedCopy(const QImage &image, QImage::Format format);

} // namespace redoubt
