// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/picture/picturepages.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <zlib.h>

#include <QtEndian>

namespace redoubt::verify {

namespace {

constexpr int kUnseenAlpha = 8;
constexpr int kWeakAlpha = 128;
/// The ground of a short word has more transparent pixels; rounded corners have fewer.
constexpr qint64 kFewPixels = 400;

cv::Mat decoded(const QByteArray &bytes)
{
    try {
        const cv::Mat packed(1, int(bytes.size()), CV_8UC1, const_cast<char *>(bytes.constData()));
        cv::Mat mat = cv::imdecode(packed, cv::IMREAD_UNCHANGED);
        if (mat.empty())
            return {};
        if (mat.depth() == CV_16U) {
            mat.convertTo(mat, CV_8U, 1.0 / 257);
        } else if (mat.depth() != CV_8U) {
            return {};
        }
        if (mat.channels() == 1)
            cv::cvtColor(mat, mat, cv::COLOR_GRAY2BGR);
        return mat.channels() == 3 || mat.channels() == 4 ? mat : cv::Mat();
    } catch (const std::exception &) {
        return {};
    }
}

QByteArray pngChunk(QByteArrayView type, QByteArrayView body)
{
    QByteArray named = type.toByteArray();
    named += body;
    QByteArray number(4, '\0');
    qToBigEndian<quint32>(quint32(body.size()), number.data());
    QByteArray chunk = number + named;
    qToBigEndian<quint32>(
        quint32(crc32(0, reinterpret_cast<const Bytef *>(named.constData()), uInt(named.size()))),
        number.data());
    return chunk + number;
}

/// A frame of an animated PNG as a file of its own; all frames have the size of the whole.
QByteArray pngOf(const QByteArray &bytes, const PageExtent &page)
{
    QByteArray png = bytes.left(33);
    for (const PagePart &part : page.parts)
        png += pngChunk("IDAT", QByteArrayView(bytes).sliced(part.begin, part.size));
    return png + pngChunk("IEND", {});
}

QByteArray webpOf(const QByteArray &bytes, const PageExtent &page)
{
    QByteArray header(18, '\0');
    std::copy_n("VP8X", 4, header.data());
    header[4] = 10;
    header[8] = 0x10; // alpha
    const auto put24 = [&](qsizetype at, int value) {
        for (int i = 0; i < 3; ++i)
            header[at + i] = char(value >> (8 * i));
    };
    put24(12, page.size.width() - 1);
    put24(15, page.size.height() - 1);
    QByteArray body("WEBP");
    body += header;
    for (const PagePart &part : page.parts)
        body += QByteArrayView(bytes).sliced(part.begin, part.size);
    QByteArray size(4, '\0');
    qToLittleEndian<quint32>(quint32(body.size()), size.data());
    return "RIFF" + size + body;
}

/// The same file with another page in front: readers of single pictures decode that one.
QByteArray tiffAt(QByteArray bytes, qint64 directory)
{
    if (bytes.startsWith("MM"))
        qToBigEndian<quint32>(quint32(directory), bytes.data() + 4);
    else
        qToLittleEndian<quint32>(quint32(directory), bytes.data() + 4);
    return bytes;
}

QImage wrapped(const cv::Mat &bgr)
{
    return QImage(bgr.data, bgr.cols, bgr.rows, qsizetype(bgr.step), QImage::Format_BGR888).copy();
}

/// @a opaque: whatever is not wholly transparent counts in full.
QImage composed(const cv::Mat &bgra, int ground, bool opaque)
{
    QImage out(bgra.cols, bgra.rows, QImage::Format_BGR888);
    for (int y = 0; y < bgra.rows; ++y) {
        const auto *from = bgra.ptr<uchar>(y);
        uchar *to = out.scanLine(y);
        for (int x = 0; x < bgra.cols; ++x, from += 4) {
            const int alpha = opaque && from[3] > 0 ? 255 : from[3];
            for (int c = 0; c < 3; ++c)
                *to++ = uchar((from[c] * alpha + ground * (255 - alpha)) / 255);
        }
    }
    return out;
}

} // namespace

PicturePages::PicturePages(const QByteArray &bytes, const PictureWalk &walk)
    : m_bytes(bytes)
    , m_walk(walk)
{}

QSize PicturePages::size(int page) const
{
    return size_t(page) < m_walk.extents.size() ? m_walk.extents[size_t(page)].size : m_walk.size;
}

std::optional<PicturePage> PicturePages::page(int number) const
{
    QByteArray own = m_bytes;
    if (size_t(number) < m_walk.extents.size()) {
        const PageExtent &extent = m_walk.extents[size_t(number)];
        if (extent.parts.empty())
            return std::nullopt;
        if (m_walk.format == PictureFormat::Png)
            own = pngOf(m_bytes, extent);
        else if (m_walk.format == PictureFormat::WebP)
            own = webpOf(m_bytes, extent);
        else if (number > 0)
            own = tiffAt(m_bytes, extent.parts.front().begin);
    } else if (number > 0) {
        return std::nullopt;
    }
    const cv::Mat mat = decoded(own);
    if (mat.empty())
        return std::nullopt;
    PicturePage page;
    if (mat.channels() == 3) {
        page.picture = wrapped(mat);
        return page;
    }
    qint64 open = 0;
    qint64 weak = 0;
    for (int y = 0; y < mat.rows; ++y) {
        const auto *pixel = mat.ptr<uchar>(y);
        for (int x = 0; x < mat.cols; ++x, pixel += 4) {
            const int alpha = pixel[3];
            const bool coloured = (pixel[0] | pixel[1] | pixel[2]) != 0;
            // Lossy codings give empty pixels the colour of their neighbours.
            if (alpha < kUnseenAlpha && (alpha > 0 || (coloured && !m_walk.lossy)))
                ++page.unseen;
            open += alpha < kWeakAlpha ? 1 : 0;
            weak += alpha > 0 && alpha < kWeakAlpha ? 1 : 0;
        }
    }
    page.picture = composed(mat, 255, false);
    if (open >= kFewPixels)
        page.other.append(composed(mat, 0, false));
    if (weak >= kFewPixels)
        page.other.append({composed(mat, 255, true), composed(mat, 0, true)});
    return page;
}

} // namespace redoubt::verify
