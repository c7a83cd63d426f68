// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/picture.h"
#include "core/redact/imagepaint.h"
#include "core/redact/imagewriters.h"
#include "core/redact/redactor.h"

#include <QCoreApplication>

#include <cmath>

namespace redoubt::redact {

using namespace Qt::StringLiterals;
using document::PictureFormat;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(redoubt::redact::ImageRedactor)
};

Error outside()
{
    return Error(ErrorKind::Invalid, "redact/image",
                 Tr::tr("A mark lies outside of the picture. Analyse the file again."));
}

// Masks by page of the file. What lies wholly outside is an error, never dropped.
Result<std::vector<std::vector<PictureMask>>> collectMasks(const RedactionPlan &plan,
                                                           const RedactOptions &options, int frames)
{
    std::vector<std::vector<PictureMask>> masks{size_t(frames)};
    int index = 0;
    for (const MaskTrack &track : plan.masks) {
        if (index++ == options.leaveOutMark)
            continue;
        if (track.stream != 0)
            return outside();
        PixelRect all;
        for (const TrackBox &box : track.boxes)
            all = all.united(box.rect);
        // Text that is blurred or pixelated can be read back.
        const bool readable = isTextual(track.type);
        masks[0].push_back({all, readable ? Effect::Fill : track.effect, track.label});
    }
    for (const PageMask &mask : plan.pages) {
        if (index++ == options.leaveOutMark)
            continue;
        if (mask.page < 0 || mask.page >= frames)
            return outside();
        QString label = mask.label;
        for (const PageRect &rect : mask.rects) {
            if (!std::isfinite(rect.x + rect.y + rect.w + rect.h) || rect.isEmpty())
                return outside();
            masks[size_t(mask.page)].push_back(
                {outward(QRectF(rect.x, rect.y, rect.w, rect.h)), Effect::Fill, label});
            label.clear();
        }
    }
    return masks;
}

Result<void> applyMasks(QImage &image, const std::vector<PictureMask> &masks)
{
    return paintMasks(image, masks) ? Result<void>() : Result<void>(outside());
}

Result<QByteArray> encode(PictureFormat format, const QImage &image, bool lossless)
{
    switch (format) {
    case PictureFormat::Jpeg:
    case PictureFormat::Heif:
        return encodeJpeg(document::overWhite(image), 95, ChromaSampling::Full);
    case PictureFormat::WebP:
        return encodeWebP(image, lossless ? WebPQuality::Lossless : WebPQuality::High);
    default:
        return encodePng(image);
    }
}

} // namespace

Result<RedactReport> redactImage(const ByteSource &source, const RedactionPlan &plan,
                                 const RedactOptions &options, AtomicOutput &output,
                                 const JobContext &context)
{
    const auto info = document::probePicture(source);
    if (!info)
        return info.error();
    const auto masks = collectMasks(plan, options, info->frames);
    if (!masks)
        return masks.error();

    RedactReport report;
    report.kind = ItemKind::Image;
    report.pageCount = info->frames;
    if (info->skippedFrames > 0)
        report.notes.append(Tr::tr("Only the first picture of the file was kept; %n further "
                                   "one(s) were not examined and are left out.",
                                   nullptr, info->skippedFrames));
    if (info->deep)
        report.notes.append(Tr::tr("Colours were reduced to 8 bits per channel."));

    TiffWriter tiff;
    for (int frame = 0; frame < info->frames; ++frame) {
        if (context.cancelled())
            return JobContext::cancelledError("redact/image");
        const auto memory = document::reserveFor(*info, context);
        if (!memory)
            return memory.error();
        auto image = document::decodeFrame(source, frame);
        if (!image)
            return image.error();
        if (frame == 0)
            report.frameSize = image->size();
        if (auto done = applyMasks(*image, (*masks)[size_t(frame)]); !done)
            return done.error();
        if (info->format == PictureFormat::Tiff) {
            if (auto added = tiff.addPage(*image); !added)
                return added.error();
        } else {
            const auto bytes = encode(info->format, *image, info->lossless);
            if (!bytes)
                return bytes.error();
            if (auto written = output.write(*bytes); !written)
                return written.error();
        }
        context.progress(frame + 1, info->frames);
    }
    if (info->format == PictureFormat::Tiff) {
        const auto bytes = tiff.finish();
        if (!bytes)
            return bytes.error();
        if (auto written = output.write(*bytes); !written)
            return written.error();
    }
    switch (info->format) {
    case PictureFormat::Heif:
        report.suffix = u".jpg"_s;
        report.notes.append(Tr::tr("The HEIC picture was written as JPEG."));
        break;
    case PictureFormat::Gif:
    case PictureFormat::Bmp:
        report.suffix = u".png"_s;
        report.notes.append(Tr::tr("The picture was written as PNG."));
        break;
    case PictureFormat::Jpeg:
        report.suffix = u".jpg"_s;
        break;
    case PictureFormat::Tiff:
        report.suffix = u".tif"_s;
        break;
    case PictureFormat::WebP:
        report.suffix = u".webp"_s;
        break;
    default:
        report.suffix = u".png"_s;
        break;
    }
    return report;
}

} // namespace redoubt::redact
