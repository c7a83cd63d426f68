// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/heifboxes.h"
#include "core/document/orientation.h"
#include "core/document/picture.h"
#include "core/document/tr.h"

#include <libheif/heif.h>

#include <memory>
#include <new>

namespace redoubt::document::detail {

namespace {

constexpr size_t kMaxExif = 16U << 20;

struct FreeContext
{
    void operator()(heif_context *context) const { heif_context_free(context); }
};
struct FreeHandle
{
    void operator()(heif_image_handle *handle) const { heif_image_handle_release(handle); }
};
struct FreeImage
{
    void operator()(heif_image *image) const { heif_image_release(image); }
};

using HandlePtr = std::unique_ptr<heif_image_handle, FreeHandle>;

struct Opened
{
    QByteArray bytes; // libheif reads from here
    std::unique_ptr<heif_context, FreeContext> context;
    HandlePtr primary;
};

Result<Opened> parsed(QByteArray bytes)
{
    Opened opened;
    opened.bytes = std::move(bytes);
    opened.context.reset(heif_context_alloc());
    if (!opened.context)
        return Error(ErrorKind::Internal, "document/heif");
    const heif_error read = heif_context_read_from_memory_without_copy(
        opened.context.get(), opened.bytes.constData(), size_t(opened.bytes.size()), nullptr);
    if (read.code != heif_error_Ok)
        return damagedPicture();
    heif_image_handle *handle = nullptr;
    if (heif_context_get_primary_image_handle(opened.context.get(), &handle).code != heif_error_Ok)
        return damagedPicture();
    opened.primary.reset(handle);
    return opened;
}

/// Exif of an item, from its TIFF header on.
QByteArray exifOf(const heif_image_handle *handle)
{
    heif_item_id ids[16];
    const int count = heif_image_handle_get_list_of_metadata_block_IDs(handle, "Exif", ids, 16);
    for (int i = 0; i < count; ++i) {
        const size_t size = heif_image_handle_get_metadata_size(handle, ids[i]);
        if (size <= 4 || size > (32U << 20))
            continue;
        QByteArray block(qsizetype(size), '\0');
        if (heif_image_handle_get_metadata(handle, ids[i], block.data()).code != heif_error_Ok)
            continue;
        const auto offset = qint64((uchar(block[0]) << 24) | (uchar(block[1]) << 16) |
                                   (uchar(block[2]) << 8) | uchar(block[3]));
        if (offset >= 0 && offset + 4 < block.size())
            return block.sliced(qsizetype(offset + 4));
    }
    return {};
}

class HeifReader final : public PictureReader
{
public:
    static OpenedReader open(QByteArray bytes)
    {
        if (heifHasSequence(bytes))
            return Error(ErrorKind::Unsupported, "document/heif",
                         Tr::tr("The file holds a sequence of pictures over time (HEIC or AVIF "
                                "animation), which cannot be examined. Convert it to a film."));
        auto opened = parsed(std::move(bytes));
        if (!opened)
            return opened.error();
        auto reader = std::unique_ptr<HeifReader>(new HeifReader(*std::move(opened)));
        if (auto done = reader->readStructure(); !done)
            return done.error();
        return std::unique_ptr<PictureReader>(std::move(reader));
    }

private:
    explicit HeifReader(Opened opened)
        : m_file(std::move(opened))
    {}

    Result<void> readStructure()
    {
        const int count = heif_context_get_number_of_top_level_images(m_file.context.get());
        if (auto fits = checkFrames(count, {}); !fits)
            return fits;
        std::vector<heif_item_id> ids(size_t(std::max(count, 0)));
        if (!ids.empty())
            ids.resize(size_t(std::max(0, heif_context_get_list_of_top_level_image_IDs(
                                              m_file.context.get(), ids.data(), count))));
        heif_item_id primary = 0;
        if (heif_context_get_primary_image_ID(m_file.context.get(), &primary).code != heif_error_Ok)
            return damagedPicture();
        m_items = {primary};
        for (const heif_item_id id : ids) {
            if (id != primary)
                m_items.push_back(id);
        }
        const heif_image_handle *first = m_file.primary.get();
        m_info.format = PictureFormat::Heif;
        m_info.frames = int(m_items.size());
        m_info.lossless = false;
        m_info.deep = heif_image_handle_get_luma_bits_per_pixel(first) > 8;
        m_info.size =
            QSize(heif_image_handle_get_width(first), heif_image_handle_get_height(first));
        if (swapsAxes(turnOf(primary, first)))
            m_info.size.transpose();
        m_info.sidePictures =
            heif_image_handle_get_number_of_auxiliary_images(
                first, LIBHEIF_AUX_IMAGE_FILTER_OMIT_ALPHA | LIBHEIF_AUX_IMAGE_FILTER_OMIT_DEPTH) +
            heif_image_handle_get_number_of_depth_images(first);
        return checkSize(m_info.size.width(), m_info.size.height());
    }

    /// What is left to turn: the item's own properties come before Exif, which they repeat.
    int turnOf(heif_item_id item, const heif_image_handle *handle) const
    {
        return heifTurnsItem(m_file.bytes, item) ? 1 : exifOrientation(exifOf(handle));
    }

    Result<QImage> decode(int number) override
    {
        const heif_item_id item = m_items[size_t(number)];
        heif_image_handle *rawHandle = nullptr;
        if (heif_context_get_image_handle(m_file.context.get(), item, &rawHandle).code !=
            heif_error_Ok)
            return damagedPicture();
        const HandlePtr handle(rawHandle);
        if (auto fits = checkSize(heif_image_handle_get_width(handle.get()),
                                  heif_image_handle_get_height(handle.get()));
            !fits)
            return fits.error();
        heif_image *raw = nullptr;
        const heif_error decoded = heif_decode_image(handle.get(), &raw, heif_colorspace_RGB,
                                                     heif_chroma_interleaved_RGBA, nullptr);
        const std::unique_ptr<heif_image, FreeImage> image(raw);
        if (decoded.code == heif_error_Memory_allocation_error)
            throw std::bad_alloc();
        if (decoded.code != heif_error_Ok)
            return damagedPicture();
        int stride = 0;
        const uint8_t *pixels =
            heif_image_get_plane_readonly(image.get(), heif_channel_interleaved, &stride);
        const int width = heif_image_get_width(image.get(), heif_channel_interleaved);
        const int height = heif_image_get_height(image.get(), heif_channel_interleaved);
        if (!pixels)
            return damagedPicture();
        if (auto fits = checkSize(width, height); !fits)
            return fits.error();
        QImage result(width, height,
                      heif_image_is_premultiplied_alpha(image.get())
                          ? QImage::Format_RGBA8888_Premultiplied
                          : QImage::Format_RGBA8888);
        if (result.isNull())
            return Error(ErrorKind::Limit, "document/heif");
        for (int y = 0; y < height; ++y)
            std::copy_n(pixels + qsizetype(y) * stride, width * 4, result.scanLine(y));
        const size_t size = heif_image_handle_get_raw_color_profile_size(handle.get());
        if (size > 0 && size < kMaxExif) {
            QByteArray profile(qsizetype(size), '\0');
            if (heif_image_handle_get_raw_color_profile(handle.get(), profile.data()).code ==
                heif_error_Ok)
                result = toSrgb(std::move(result), profile);
        }
        return oriented(result, turnOf(item, handle.get()));
    }

    Opened m_file;
    std::vector<heif_item_id> m_items;
};

} // namespace

OpenedReader openHeif(const ByteSource &source)
{
    auto bytes = source.readAll(kMaxPictureBytes);
    if (!bytes)
        return bytes.error();
    return HeifReader::open(*std::move(bytes));
}

HeifBlocks heifMetadata(const QByteArray &bytes)
{
    HeifBlocks blocks;
    const auto opened = parsed(bytes);
    if (!opened)
        return blocks;
    blocks.exif = exifOf(opened->primary.get());
    heif_item_id ids[16];
    const int count =
        heif_image_handle_get_list_of_metadata_block_IDs(opened->primary.get(), "mime", ids, 16);
    for (int i = 0; i < count; ++i) {
        const size_t size = heif_image_handle_get_metadata_size(opened->primary.get(), ids[i]);
        if (size == 0 || size > (32U << 20))
            continue;
        QByteArray block(qsizetype(size), '\0');
        if (heif_image_handle_get_metadata(opened->primary.get(), ids[i], block.data()).code ==
            heif_error_Ok)
            blocks.xmp = block;
    }
    return blocks;
}

} // namespace redoubt::document::detail
