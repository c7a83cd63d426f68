// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/picture/jpegwriter.h"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

namespace redoubt::redact {

namespace {

struct ErrorManager
{
    jpeg_error_mgr super;
    jmp_buf back;
};

[[noreturn]] void jumpBack(j_common_ptr info)
{
    std::longjmp(reinterpret_cast<ErrorManager *>(info->err)->back, 1);
}

void staySilent(j_common_ptr) {}

// No C++ object lives in this function, because errors of libjpeg jump out of it. The caller
// frees *out.
bool compress(const unsigned char *bits, int width, int height, size_t stride, int components,
              int quality, bool full, unsigned char **out, unsigned long *size)
{
    jpeg_compress_struct info;
    ErrorManager errors;
    info.err = jpeg_std_error(&errors.super);
    errors.super.error_exit = jumpBack;
    errors.super.output_message = staySilent;
    if (setjmp(errors.back)) {
        jpeg_destroy_compress(&info);
        return false;
    }
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, out, size);
    info.image_width = JDIMENSION(width);
    info.image_height = JDIMENSION(height);
    info.input_components = components;
    info.in_color_space = components == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, quality, TRUE);
    info.optimize_coding = TRUE;
    info.write_JFIF_header = TRUE;
    if (full && components == 3) {
        info.comp_info[0].h_samp_factor = 1;
        info.comp_info[0].v_samp_factor = 1;
    }
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        auto *row = const_cast<JSAMPROW>(bits + stride * info.next_scanline);
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    return true;
}

} // namespace

Result<QByteArray> encodeJpeg(const QImage &image, int quality, ChromaSampling sampling)
{
    const bool grey = image.format() == QImage::Format_Grayscale8;
    const QImage source = grey ? image : image.convertToFormat(QImage::Format_RGB888);
    if (source.isNull() || source.width() > 65500 || source.height() > 65500)
        return Error(ErrorKind::Limit, "redact/jpeg");
    unsigned char *out = nullptr;
    unsigned long size = 0;
    const bool done =
        compress(source.constBits(), source.width(), source.height(), size_t(source.bytesPerLine()),
                 grey ? 1 : 3, quality, sampling == ChromaSampling::Full, &out, &size);
    QByteArray bytes;
    if (done)
        bytes = QByteArray(reinterpret_cast<const char *>(out), qsizetype(size));
    std::free(out);
    if (!done)
        return Error(ErrorKind::Internal, "redact/jpeg");
    return bytes;
}

std::optional<QByteArray> strippedJpeg(const QByteArray &jpeg)
{
    const auto byteAt = [&](qsizetype i) { return uchar(jpeg[i]); };
    if (!jpeg.startsWith("\xFF\xD8"))
        return std::nullopt;
    QByteArray out("\xFF\xD8");
    qsizetype at = 2;
    while (at + 4 <= jpeg.size()) {
        if (byteAt(at) != 0xFF)
            return std::nullopt;
        const int marker = byteAt(at + 1);
        if (marker == 0xFF) { // fill byte
            ++at;
            continue;
        }
        const qsizetype length = (byteAt(at + 2) << 8) | byteAt(at + 3);
        if (length < 2 || at + 2 + length > jpeg.size() || marker < 0xC0 || marker == 0xD8 ||
            (marker >= 0xD0 && marker <= 0xD7))
            return std::nullopt;
        const bool application = (marker >= 0xE0 && marker <= 0xEF) || marker == 0xFE;
        // "Adobe": 12 bytes that say how colours were transformed.
        const bool adobe = marker == 0xEE && length == 14 && jpeg.mid(at + 4, 5) == "Adobe";
        if (!application || adobe)
            out += jpeg.mid(at, 2 + length);
        at += 2 + length;
        if (marker != 0xDA)
            continue;
        // Scan data: up to the next marker that is neither stuffing nor a restart.
        const qsizetype begin = at;
        while (at + 1 < jpeg.size() &&
               !(byteAt(at) == 0xFF && byteAt(at + 1) != 0 && byteAt(at + 1) != 0xFF &&
                 (byteAt(at + 1) < 0xD0 || byteAt(at + 1) > 0xD7)))
            ++at;
        out += jpeg.mid(begin, at - begin);
        if (at + 1 >= jpeg.size())
            return std::nullopt;
        if (byteAt(at + 1) == 0xD9)
            return out + "\xFF\xD9";
    }
    return std::nullopt;
}

} // namespace redoubt::redact
