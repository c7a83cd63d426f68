// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/orientation.h"
#include "core/document/picture.h"
#include "core/document/tr.h"

#include <tiffio.h>

#include <algorithm>
#include <cmath>
#include <cstdarg>
#include <memory>

namespace redoubt::document::detail {

namespace {

struct TiffSource
{
    const ByteSource &source;
    qint64 position = 0;
};

tmsize_t readBytes(thandle_t handle, void *out, tmsize_t size)
{
    auto *reader = static_cast<TiffSource *>(handle);
    if (size <= 0)
        return 0;
    const auto got =
        reader->source.readAt(reader->position, std::span(static_cast<char *>(out), size_t(size)));
    if (!got)
        return -1;
    reader->position += *got;
    return tmsize_t(*got);
}

tmsize_t refuseWrite(thandle_t, void *, tmsize_t)
{
    return 0;
}

toff_t seekTo(thandle_t handle, toff_t offset, int whence)
{
    auto *reader = static_cast<TiffSource *>(handle);
    qint64 target = qint64(offset);
    if (whence == SEEK_CUR)
        target += reader->position;
    else if (whence == SEEK_END)
        target += reader->source.size();
    if (target < 0)
        return toff_t(-1);
    reader->position = target;
    return toff_t(target);
}

int closeNothing(thandle_t)
{
    return 0;
}

toff_t sizeOf(thandle_t handle)
{
    return toff_t(static_cast<TiffSource *>(handle)->source.size());
}

int silence(TIFF *, void *, const char *, const char *, va_list)
{
    return 1; // handled: messages may quote tags
}

struct CloseTiff
{
    void operator()(TIFF *tiff) const { TIFFClose(tiff); }
};
using TiffPtr = std::unique_ptr<TIFF, CloseTiff>;

TiffPtr handleOf(TiffSource &reader)
{
    TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
    if (!options)
        return {};
    TIFFOpenOptionsSetErrorHandlerExtR(options, silence, nullptr);
    TIFFOpenOptionsSetWarningHandlerExtR(options, silence, nullptr);
    TIFFOpenOptionsSetMaxSingleMemAlloc(options, tmsize_t(1) << 30);
    // "m": no memory mapping.
    TiffPtr tiff(TIFFClientOpenExt("", "rm", &reader, readBytes, refuseWrite, seekTo, closeNothing,
                                   sizeOf, nullptr, nullptr, options));
    TIFFOpenOptionsFree(options);
    return tiff;
}

constexpr quint32 kMaxSide = 1U << 30;

struct FrameHeader
{
    QSize size;
    quint16 orientation = ORIENTATION_TOPLEFT;
    quint16 bits = 8;
    quint16 compression = 1;
};

/// Sizes are not checked here: one page that is out of bounds does not make the others unreadable.
FrameHeader readHeader(TIFF *tiff)
{
    quint32 width = 0;
    quint32 height = 0;
    FrameHeader header;
    TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width);
    TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &header.orientation);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &header.bits);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_COMPRESSION, &header.compression);
    header.size = QSize(int(std::min(width, kMaxSide)), int(std::min(height, kMaxSide)));
    return header;
}

/// One picture in the file: where its directory is, and what that says.
struct Directory
{
    quint64 offset = 0;
    FrameHeader header;
    quint32 kind = 0; ///< FILETYPE_ flags
};

bool sameShape(QSize small, QSize large)
{
    if (small.isEmpty() || (small.width() >= large.width() && small.height() >= large.height()))
        return false;
    const double a = double(small.width()) * large.height();
    const double b = double(large.width()) * small.height();
    return std::abs(a - b) <= 0.05 * std::max(a, b) + std::max(large.width(), large.height());
}

/// A smaller copy or a transparency mask of another picture of the file. The tag alone is not
/// believed: what is called a preview of nothing is a page.
bool isSide(const Directory &directory, const std::vector<Directory> &all)
{
    if ((directory.kind & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)) == 0)
        return false;
    const bool mask = (directory.kind & FILETYPE_MASK) != 0;
    return std::any_of(all.begin(), all.end(), [&](const Directory &other) {
        return other.offset != directory.offset &&
               (sameShape(directory.header.size, other.header.size) ||
                (mask && (other.kind & FILETYPE_MASK) == 0 &&
                 other.header.size == directory.header.size));
    });
}

class TiffReader final : public PictureReader
{
public:
    static OpenedReader open(const ByteSource &source)
    {
        auto reader = std::unique_ptr<TiffReader>(new TiffReader(source));
        if (auto done = reader->readStructure(); !done)
            return done.error();
        return std::unique_ptr<PictureReader>(std::move(reader));
    }

private:
    explicit TiffReader(const ByteSource &source)
        : m_reader{source}
        , m_tiff(handleOf(m_reader))
    {}

    Result<void> readStructure()
    {
        if (!m_tiff)
            return damagedPicture();
        TIFF *tiff = m_tiff.get();
        std::vector<Directory> all;
        std::vector<quint64> below; // SubIFDs of the pages
        if (auto chain = addChain(all, below); !chain)
            return chain;
        // Camera files keep the picture itself there, and a preview in front.
        for (size_t i = 0; i < below.size(); ++i) { // grows while it is walked
            const bool known = std::any_of(
                all.begin(), all.end(), [&](const Directory &d) { return d.offset == below[i]; });
            if (known)
                continue;
            if (!TIFFSetSubDirectory(tiff, below[i])) {
                m_info.damagedTail = true;
                continue;
            }
            if (auto chain = addChain(all, below); !chain)
                return chain;
        }
        for (const Directory &directory : all) {
            if (isSide(directory, all))
                ++m_info.sidePictures;
            else
                m_pages.push_back(directory);
        }
        if (m_pages.empty())
            return damagedPicture();
        const FrameHeader &first = m_pages.front().header;
        if (auto fits = checkSize(first.size.width(), first.size.height()); !fits)
            return fits;
        m_info.format = PictureFormat::Tiff;
        m_info.frames = int(m_pages.size());
        m_info.size = swapsAxes(first.orientation) ? first.size.transposed() : first.size;
        for (const Directory &page : m_pages) {
            const QSize size = page.header.size;
            if (qint64(size.width()) * size.height() >
                qint64(m_info.largest.width()) * m_info.largest.height())
                m_info.largest = size;
            m_info.lossless = m_info.lossless && page.header.compression != COMPRESSION_JPEG &&
                              page.header.compression != COMPRESSION_OJPEG;
            m_info.deep = m_info.deep || page.header.bits > 8;
        }
        return {};
    }

    /// The directory that libtiff has open, and those behind it.
    Result<void> addChain(std::vector<Directory> &all, std::vector<quint64> &below)
    {
        TIFF *tiff = m_tiff.get();
        if (auto added = add(all, below); !added)
            return added;
        while (!TIFFLastDirectory(tiff)) {
            if (!TIFFReadDirectory(tiff)) {
                m_info.damagedTail = true;
                break;
            }
            if (auto added = add(all, below); !added)
                return added;
        }
        return {};
    }

    Result<void> add(std::vector<Directory> &all, std::vector<quint64> &below)
    {
        if (all.size() >= size_t(kMaxTiffPages))
            return Error(
                ErrorKind::Unsupported, "document/tiff",
                Tr::tr("The TIFF has more than %1 pages. Split it first.").arg(kMaxTiffPages));
        TIFF *tiff = m_tiff.get();
        Directory directory{TIFFCurrentDirOffset(tiff), readHeader(tiff), 0};
        TIFFGetField(tiff, TIFFTAG_SUBFILETYPE, &directory.kind);
        all.push_back(directory);
        uint16_t count = 0;
        uint64_t *offsets = nullptr;
        if (TIFFGetField(tiff, TIFFTAG_SUBIFD, &count, &offsets) && offsets) {
            for (int i = 0; i < count && below.size() < size_t(kMaxTiffPages); ++i)
                below.push_back(offsets[i]);
        }
        return {};
    }

    Result<QImage> decode(int number) override
    {
        TIFF *tiff = m_tiff.get();
        const Directory &page = m_pages[size_t(number)];
        if (!TIFFSetSubDirectory(tiff, page.offset))
            return damagedPicture();
        const FrameHeader header = readHeader(tiff);
        const int width = header.size.width();
        const int height = header.size.height();
        if (auto fits = checkSize(width, height); !fits)
            return fits.error();
        char message[1024] = {};
        if (!TIFFRGBAImageOK(tiff, message))
            return Error(
                ErrorKind::Unsupported, "document/tiff",
                Tr::tr("The page is coded in a way that cannot be read (such as raw camera "
                       "data or floating point). Convert it to ordinary colours first."));
        QImage image(width, height, QImage::Format_RGBA8888_Premultiplied);
        if (image.isNull())
            return Error(ErrorKind::Limit, "document/tiff");
        image.fill(Qt::white);
        TIFFRGBAImage rgba;
        if (!TIFFRGBAImageBegin(&rgba, tiff, 1, message))
            return damagedPicture();
        rgba.req_orientation = header.orientation; // as stored: no flip by libtiff, we turn
        static_assert(sizeof(uint32_t) == 4);
        const bool read = TIFFRGBAImageGet(&rgba, reinterpret_cast<uint32_t *>(image.bits()),
                                           uint32_t(width), uint32_t(height)) != 0;
        TIFFRGBAImageEnd(&rgba);
        if (!read)
            return damagedPicture();
        void *profile = nullptr;
        uint32_t profileSize = 0;
        if (TIFFGetField(tiff, TIFFTAG_ICCPROFILE, &profileSize, &profile) && profile)
            image = toSrgb(std::move(image),
                           QByteArray(static_cast<const char *>(profile), qsizetype(profileSize)));
        return oriented(image, header.orientation);
    }

    TiffSource m_reader;
    TiffPtr m_tiff;
    std::vector<Directory> m_pages;
};

} // namespace

OpenedReader openTiff(const ByteSource &source)
{
    return TiffReader::open(source);
}

} // namespace redoubt::document::detail
