// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/picture.h"

#include <libheif/heif.h>

#include <memory>
#include <new>

namespace redoubt::document::detail {

namespace {

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

struct Opened
{
    QByteArray bytes; // libheif reads from here
    std::unique_ptr<heif_context, FreeContext> context;
    std::unique_ptr<heif_image_handle, FreeHandle> primary;
};

Result<Opened> openHeif(QByteArray bytes)
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

Result<Opened> openHeif(const ByteSource &source)
{
    auto bytes = source.readAll(kMaxPictureBytes);
    if (!bytes)
        return bytes.error();
    return openHeif(*std::move(bytes));
}

} // namespace

Result<PictureInfo> probeHeif(const ByteSource &source)
{
    const auto opened = openHeif(source);
    if (!opened)
        return opened.error();
    PictureInfo info;
    info.format = PictureFormat::Heif;
    info.size = QSize(heif_image_handle_get_width(opened->primary.get()),
                      heif_image_handle_get_height(opened->primary.get()));
    if (auto fits = checkSize(info.size.width(), info.size.height()); !fits)
        return fits.error();
    info.lossless = false;
    info.deep = heif_image_handle_get_luma_bits_per_pixel(opened->primary.get()) > 8;
    info.skippedFrames =
        std::max(0, heif_context_get_number_of_top_level_images(opened->context.get()) - 1);
    return info;
}

Result<QImage> decodeHeif(const ByteSource &source)
{
    const auto opened = openHeif(source);
    if (!opened)
        return opened.error();
    heif_image *raw = nullptr;
    const heif_error decoded = heif_decode_image(opened->primary.get(), &raw, heif_colorspace_RGB,
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
    QImage result(width, height, QImage::Format_RGBA8888);
    if (result.isNull())
        return Error(ErrorKind::Limit, "document/heif");
    for (int y = 0; y < height; ++y)
        std::copy_n(pixels + qsizetype(y) * stride, width * 4, result.scanLine(y));
    const size_t size = heif_image_handle_get_raw_color_profile_size(opened->primary.get());
    if (size > 0 && size < (16U << 20)) {
        QByteArray profile(qsizetype(size), '\0');
        if (heif_image_handle_get_raw_color_profile(opened->primary.get(), profile.data()).code ==
            heif_error_Ok)
            result = toSrgb(std::move(result), profile);
    }
    return result;
}

HeifBlocks heifMetadata(const QByteArray &bytes)
{
    HeifBlocks blocks;
    const auto opened = openHeif(bytes);
    if (!opened)
        return blocks;
    heif_item_id ids[16];
    const int count =
        heif_image_handle_get_list_of_metadata_block_IDs(opened->primary.get(), nullptr, ids, 16);
    for (int i = 0; i < count; ++i) {
        const size_t size = heif_image_handle_get_metadata_size(opened->primary.get(), ids[i]);
        if (size == 0 || size > (32U << 20))
            continue;
        QByteArray block(qsizetype(size), '\0');
        if (heif_image_handle_get_metadata(opened->primary.get(), ids[i], block.data()).code !=
            heif_error_Ok)
            continue;
        const QByteArrayView type(
            heif_image_handle_get_metadata_type(opened->primary.get(), ids[i]));
        if (type == QByteArrayView("Exif") && block.size() > 4) {
            const auto offset = qsizetype((uchar(block[0]) << 24) | (uchar(block[1]) << 16) |
                                          (uchar(block[2]) << 8) | uchar(block[3]));
            if (offset >= 0 && offset + 4 < block.size())
                blocks.exif = block.sliced(offset + 4);
        } else if (type == QByteArrayView("mime")) {
            blocks.xmp = block;
        }
    }
    return blocks;
}

} // namespace redoubt::document::detail
