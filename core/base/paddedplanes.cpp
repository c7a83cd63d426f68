// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/paddedplanes.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>

#ifdef __SANITIZE_ADDRESS__
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace redoubt {

namespace {

constexpr qint64 alignedUp(qint64 bytes)
{
    return (bytes + PaddedPlanes::kAlignment - 1) / PaddedPlanes::kAlignment *
           PaddedPlanes::kAlignment;
}

#ifdef __SANITIZE_ADDRESS__

// The bytes end where a page begins that nobody may touch.
std::shared_ptr<uchar> allocated(size_t bytes)
{
    const auto page = size_t(sysconf(_SC_PAGESIZE));
    const size_t room = (bytes + page - 1) / page * page;
    void *base =
        mmap(nullptr, room + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (base == MAP_FAILED)
        return {};
    auto *first = static_cast<uchar *>(base);
    if (mprotect(first + room, page, PROT_NONE) != 0) {
        munmap(base, room + page);
        return {};
    }
    return {first + (room - bytes), [base, size = room + page](uchar *) { munmap(base, size); }};
}

#else

std::shared_ptr<uchar> allocated(size_t bytes)
{
    auto *first = static_cast<uchar *>(std::aligned_alloc(PaddedPlanes::kAlignment, bytes));
    if (!first)
        return {};
    return {first, [](uchar *memory) { std::free(memory); }};
}

#endif

} // namespace

PaddedPlanes PaddedPlanes::allocate(std::span<const Shape> shapes)
{
    if (shapes.empty() || shapes.size() > size_t(kMostPlanes))
        return {};
    PaddedPlanes made;
    std::array<qint64, kMostPlanes> begins{};
    for (const Shape &shape : shapes) {
        if (shape.lineBytes <= 0 || shape.lines <= 0 ||
            shape.lineBytes > std::numeric_limits<int>::max() - 2 * kAlignment)
            return {};
        const qint64 stride = alignedUp(shape.lineBytes + kAlignment);
        if (shape.lines > (kMostBytes - made.m_bytes) / stride)
            return {};
        begins[size_t(made.m_count)] = made.m_bytes;
        made.m_strides[size_t(made.m_count)] = int(stride);
        made.m_bytes += stride * shape.lines;
        ++made.m_count;
    }
    made.m_memory = allocated(size_t(made.m_bytes));
    if (!made.m_memory)
        return {};
    for (int i = 0; i < made.m_count; ++i)
        made.m_planes[size_t(i)] = made.m_memory.get() + begins[size_t(i)];
    return made;
}

QImage PaddedPlanes::image(QSize size, QImage::Format format) const
{
    if (isNull())
        return {};
    auto *keeper = new std::shared_ptr<uchar>(m_memory);
    QImage made(
        plane(0), size.width(), size.height(), stride(0), format,
        [](void *held) { delete static_cast<std::shared_ptr<uchar> *>(held); }, keeper);
    if (made.isNull()) // then nobody calls the function
        delete keeper;
    return made;
}

QImage paddedImage(QSize size, QImage::Format format)
{
    const qint64 bits = QImage::toPixelFormat(format).bitsPerPixel();
    const PaddedPlanes::Shape shape{(qint64(size.width()) * bits + 7) / 8, size.height()};
    return PaddedPlanes::allocate({&shape, 1}).image(size, format);
}

QImage paddedCopy(const QImage &image, QImage::Format format)
{
    constexpr int kStrip = 64; // lines converted at a time
    QImage copy = paddedImage(image.size(), format);
    if (copy.isNull())
        return {};
    const auto lineBytes = size_t((qint64(copy.width()) * copy.depth() + 7) / 8);
    for (int top = 0; top < image.height(); top += kStrip) {
        const int lines = std::min(kStrip, image.height() - top);
        QImage strip(image.constScanLine(top), image.width(), lines, image.bytesPerLine(),
                     image.format());
        strip.setColorTable(image.colorTable());
        strip.convertTo(format);
        if (strip.isNull())
            return {};
        for (int y = 0; y < lines; ++y)
            std::memcpy(copy.scanLine(top + y), strip.constScanLine(y), lineBytes);
    }
    return copy;
}

} // namespace redoubt
