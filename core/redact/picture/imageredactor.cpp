// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/picture.h"
#include "core/finding/effects.h"
#include "core/redact/picture/imagepaint.h"
#include "core/redact/picture/imagewriters.h"
#include "core/redact/redactor.h"
#include "core/redact/tr.h"

#include <cmath>
#include <memory>

namespace redoubt::redact {

using namespace Qt::StringLiterals;
using document::PictureFormat;

namespace {

Error outside()
{
    return Error(ErrorKind::Invalid, "redact/image",
                 Tr::tr("A mark lies outside of the picture. Analyse the file again."));
}

// Masks by page of the file. What lies wholly outside is an error, never dropped.
Result<std::vector<std::vector<PictureMask>>> collectMasks(const RedactionPlan &plan, int frames)
{
    std::vector<std::vector<PictureMask>> masks{size_t(frames)};
    for (const MaskTrack &track : plan.masks) {
        if (track.stream != 0)
            return outside();
        PixelRect all;
        for (const TrackBox &box : track.boxes)
            all = all.united(box.rect);
        // Text that is blurred or pixelated can be read back.
        masks[0].push_back(
            {all, appliedEffect(track.effect, Canvas::Picture, track.type), track.label});
    }
    for (const PageMask &mask : plan.pages) {
        if (mask.page < 0 || mask.page >= frames)
            return outside();
        QString label = mask.label;
        for (const PageRect &rect : mask.rects) {
            if (!std::isfinite(rect.x + rect.y + rect.w + rect.h) || rect.isEmpty())
                return outside();
            masks[size_t(mask.page)].push_back({outward(QRectF(rect.x, rect.y, rect.w, rect.h)),
                                                appliedEffect(mask.effect, Canvas::Page, mask.type),
                                                label});
            label.clear();
        }
    }
    return masks;
}

/// What is done with each part of the plan once all of collectMasks() is painted.
std::vector<Effect> paintedParts(const RedactionPlan &plan)
{
    std::vector<Effect> done(effectsOf(plan).size(), Effect::Default);
    size_t part = 0;
    for (const MaskTrack &track : plan.masks)
        done[part++] = paintedOnPicture(appliedEffect(track.effect, Canvas::Picture, track.type));
    part += plan.cuts.size();
    for (const PageMask &mask : plan.pages)
        done[part++] = paintedOnPicture(appliedEffect(mask.effect, Canvas::Page, mask.type));
    return done;
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

/// Gathers the frames of one file and gives the bytes of the copy.
class FrameSink
{
public:
    virtual ~FrameSink() = default;
    virtual Result<void> add(const QImage &image, int delayMs) = 0;
    virtual Result<QByteArray> finish() = 0;
};

class StillSink final : public FrameSink
{
public:
    StillSink(PictureFormat format, bool lossless)
        : m_format(format)
        , m_lossless(lossless)
    {}
    Result<void> add(const QImage &image, int) override
    {
        auto bytes = encode(m_format, image, m_lossless);
        if (!bytes)
            return bytes.error();
        m_bytes = *std::move(bytes);
        return {};
    }
    Result<QByteArray> finish() override { return m_bytes; }

private:
    PictureFormat m_format;
    bool m_lossless;
    QByteArray m_bytes;
};

class TiffSink final : public FrameSink
{
public:
    Result<void> add(const QImage &image, int) override { return m_writer.addPage(image); }
    Result<QByteArray> finish() override { return m_writer.finish(); }

private:
    TiffWriter m_writer;
};

template <typename Writer>
class AnimationSink final : public FrameSink
{
public:
    template <typename... Arguments>
    explicit AnimationSink(Arguments... arguments)
        : m_writer(arguments...)
    {}
    Result<void> add(const QImage &image, int delayMs) override
    {
        return m_writer.addFrame(image, delayMs);
    }
    Result<QByteArray> finish() override { return m_writer.finish(); }

private:
    Writer m_writer;
};

std::unique_ptr<FrameSink> sinkFor(const document::PictureInfo &info)
{
    const Playback playback{info.frames, info.plays, info.size};
    if (info.animated && info.format == PictureFormat::WebP)
        return std::make_unique<AnimationSink<AnimatedWebPWriter>>(
            playback, info.lossless ? WebPQuality::Lossless : WebPQuality::High);
    if (info.animated)
        return std::make_unique<AnimationSink<ApngWriter>>(playback);
    if (info.format == PictureFormat::Tiff || info.frames > 1)
        return std::make_unique<TiffSink>();
    return std::make_unique<StillSink>(info.format, info.lossless);
}

/// What the copy has in another form than the original, or has not.
QList<Message> notesOn(const document::PictureInfo &info)
{
    QList<Message> notes;
    if (info.deep)
        notes.append(Tr::tr("Colours were reduced to 8 bits per channel."));
    if (info.sidePictures > 0)
        notes.append(
            Tr::tr("%n further picture(s) inside the file that viewers do not show as such "
                   "(previews, depth or gain maps) were left out.",
                   nullptr, info.sidePictures));
    if (info.strayBytes > 0)
        notes.append(Tr::tr("%n byte(s) behind the end of the picture were left out.", nullptr,
                            int(std::min<qint64>(info.strayBytes, 2'000'000'000))));
    if (info.damagedTail)
        notes.append(Tr::tr("The list of pages is damaged: what lies behind page %1 could not be "
                            "read and was left out.")
                         .arg(info.frames));
    const bool pages = info.frames > 1;
    if (info.format == PictureFormat::Gif)
        notes.append(pages ? Tr::tr("The animation was written as animated PNG.")
                           : Tr::tr("The picture was written as PNG."));
    else if (info.format == PictureFormat::Bmp)
        notes.append(Tr::tr("The picture was written as PNG."));
    else if (info.format == PictureFormat::Heif || (info.format == PictureFormat::Jpeg && pages))
        notes.append(pages ? Tr::tr("The pictures of the file were written as pages of a TIFF.")
                           : Tr::tr("The HEIC picture was written as JPEG."));
    return notes;
}

QString suffixFor(const document::PictureInfo &info)
{
    switch (info.format) {
    case PictureFormat::Heif:
    case PictureFormat::Jpeg:
        return info.frames > 1 ? u".tif"_s : u".jpg"_s;
    case PictureFormat::Tiff:
        return u".tif"_s;
    case PictureFormat::WebP:
        return u".webp"_s;
    default:
        return u".png"_s;
    }
}

} // namespace

Result<RedactReport> redactImage(const ByteSource &source, const RedactionPlan &plan,
                                 const RedactOptions &, AtomicOutput &output,
                                 const JobContext &context)
{
    const auto reader = document::PictureReader::open(source);
    if (!reader)
        return reader.error();
    const document::PictureInfo &info = (*reader)->info();
    const auto masks = collectMasks(plan, info.frames);
    if (!masks)
        return masks.error();

    RedactReport report;
    report.kind = ItemKind::Image;
    report.pageCount = info.frames;
    report.notes = notesOn(info);
    report.suffix = suffixFor(info);
    const std::unique_ptr<FrameSink> sink = sinkFor(info);
    for (int frame = 0; frame < info.frames; ++frame) {
        if (context.cancelled())
            return JobContext::cancelledError("redact/image");
        const auto memory = document::reserveFor(info, context);
        if (!memory)
            return memory.error();
        auto image = (*reader)->frame(frame);
        if (!image)
            return image.error();
        report.pageSizes.append(image->size());
        if (auto done = applyMasks(*image, (*masks)[size_t(frame)]); !done)
            return done.error();
        const int delay = size_t(frame) < info.delaysMs.size() ? info.delaysMs[size_t(frame)] : 0;
        if (auto added = sink->add(*image, delay); !added)
            return added.error();
        context.progress(frame + 1, info.frames);
    }
    report.frameSize = report.pageSizes.first();
    report.done = paintedParts(plan);
    const auto bytes = sink->finish();
    if (!bytes)
        return bytes.error();
    if (auto written = output.write(*bytes); !written)
        return written.error();
    return report;
}

} // namespace redoubt::redact
