// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/film/videoencoder.h"

#include "core/redact/film/planepainter.h"
#include "core/redact/tr.h"

#include <array>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

namespace redoubt::redact {

using namespace Qt::StringLiterals;
using media::avError;

namespace {

// The same layout under the name that does not carry the range.
AVPixelFormat withoutRange(AVPixelFormat format)
{
    switch (format) {
    case AV_PIX_FMT_YUVJ420P:
        return AV_PIX_FMT_YUV420P;
    case AV_PIX_FMT_YUVJ422P:
        return AV_PIX_FMT_YUV422P;
    case AV_PIX_FMT_YUVJ444P:
        return AV_PIX_FMT_YUV444P;
    default:
        return format;
    }
}

bool fits(AVPixelFormat format, QSize size)
{
    const AVPixFmtDescriptor *d = av_pix_fmt_desc_get(format);
    return d && size.width() % (1 << d->log2_chroma_w) == 0 &&
           size.height() % (1 << d->log2_chroma_h) == 0;
}

bool isRgb(AVPixelFormat format)
{
    const AVPixFmtDescriptor *d = av_pix_fmt_desc_get(format);
    return d && (d->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)) != 0;
}

bool isFieldCoded(const AVCodecParameters &codec)
{
    return codec.field_order == AV_FIELD_TT || codec.field_order == AV_FIELD_BB ||
           codec.field_order == AV_FIELD_TB || codec.field_order == AV_FIELD_BT;
}

} // namespace

PictureForm pictureFormFor(int decodedFormat, int colorRange, QSize size, const QString &encoder,
                           PictureCoding wanted)
{
    const auto decoded = AVPixelFormat(decodedFormat);
    const AVPixelFormat plain = withoutRange(decoded);
    PictureForm form;
    form.fullRange = plain != decoded || (colorRange == AVCOL_RANGE_JPEG && !isRgb(decoded));
    // Only H.264 is bound to whole chroma samples.
    const bool anySize = encoder != u"libx264"_s;
    const bool can = canPaint(plain) && (anySize || fits(plain, size));
    // H.264 has no halved chroma for odd sizes; the next best that players show is full chroma.
    const AVPixelFormat playable =
        anySize || fits(AV_PIX_FMT_YUV420P, size) ? AV_PIX_FMT_YUV420P : AV_PIX_FMT_YUV444P;
    if (can && (wanted == PictureCoding::Same || plain == playable)) {
        form.pixelFormat = plain;
        return form;
    }
    form.converted = true;
    if (wanted == PictureCoding::Playable) {
        form.forPlayers = playable == AV_PIX_FMT_YUV420P;
        form.pixelFormat = playable;
        return form;
    }
    std::array<AVPixelFormat, 7> candidates{};
    size_t count = 0;
    for (const AVPixelFormat format :
         {AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUV422P, AV_PIX_FMT_YUV444P, AV_PIX_FMT_YUV420P10LE,
          AV_PIX_FMT_YUV422P10LE, AV_PIX_FMT_YUV444P10LE}) {
        if (anySize || fits(format, size))
            candidates[count++] = format;
    }
    candidates[count] = AV_PIX_FMT_NONE;
    int loss = 0;
    form.pixelFormat = avcodec_find_best_pix_fmt_of_list(candidates.data(), plain, 0, &loss);
    return form;
}

bool PictureForms::converts(const AVFrame &frame) const
{
    return withoutRange(AVPixelFormat(frame.format)) != AVPixelFormat(m_form.pixelFormat);
}

Result<media::FramePtr> PictureForms::prepare(media::FramePtr frame, bool paint)
{
    const char *site = "redact/picture";
    if (converts(*frame)) {
        const auto from = AVPixelFormat(frame->format);
        if (!sws_isSupportedInput(from))
            return Error(ErrorKind::Unsupported, site);
        m_scaler.reset(sws_getCachedContext(
            m_scaler.release(), frame->width, frame->height, from, frame->width, frame->height,
            AVPixelFormat(m_form.pixelFormat), SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP,
            nullptr, nullptr, nullptr));
        if (!m_scaler)
            return avError(AVERROR(ENOMEM), site);
        const bool rgb = isRgb(from);
        const int *matrix = sws_getCoefficients(
            rgb || frame->colorspace == AVCOL_SPC_BT709 ? SWS_CS_ITU709 : SWS_CS_DEFAULT);
        const bool full = withoutRange(from) != from || frame->color_range == AVCOL_RANGE_JPEG;
        sws_setColorspaceDetails(m_scaler.get(), matrix, rgb || full ? 1 : 0, matrix,
                                 m_form.fullRange ? 1 : 0, 0, 1 << 16, 1 << 16);
        media::FramePtr made =
            media::makePictureFrame(m_form.pixelFormat, QSize(frame->width, frame->height));
        if (!made)
            return avError(AVERROR(ENOMEM), site);
        int result = av_frame_copy_props(made.get(), frame.get());
        if (result < 0)
            return avError(result, site);
        result = sws_scale(m_scaler.get(), frame->data, frame->linesize, 0, frame->height,
                           made->data, made->linesize);
        if (result != frame->height)
            return Error(ErrorKind::Damaged, site);
        if (rgb)
            made->colorspace = AVCOL_SPC_BT709;
        frame = std::move(made);
    } else if (paint) {
        // The decoder may still predict from these pixels.
        const int result = av_frame_make_writable(frame.get());
        if (result < 0)
            return avError(result, site);
    }
    frame->format = m_form.pixelFormat;
    frame->color_range = m_form.fullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    while (frame->nb_side_data > 0)
        av_frame_remove_side_data(frame.get(), frame->side_data[0]->type);
    av_dict_free(&frame->metadata);
    frame->pict_type = AV_PICTURE_TYPE_NONE;
    frame->key_frame = 0;
    return frame;
}

Result<std::unique_ptr<VideoEncoder>>
VideoEncoder::open(MediaWriter &writer, const AVStream &source, const media::StreamInfo &info,
                   const PictureForm &form, const MediaFormat &format, int threads,
                   const QString &language)
{
    const char *site = "redact/videoencoder";
    const AVCodec *codec = avcodec_find_encoder_by_name(format.videoEncoder.toLatin1().constData());
    if (!codec)
        return Error(ErrorKind::Missing, site,
                     Tr::tr("FFmpeg on this computer has no “%1” encoder. Install a complete build "
                            "of FFmpeg.")
                         .arg(format.videoEncoder));
    std::unique_ptr<VideoEncoder> self(new VideoEncoder(writer));
    self->m_codec.reset(avcodec_alloc_context3(codec));
    if (!self->m_codec)
        return avError(AVERROR(ENOMEM), site);
    AVCodecContext *c = self->m_codec.get();
    const AVCodecParameters &from = *source.codecpar;
    c->width = info.codedSize.width();
    c->height = info.codedSize.height();
    c->pix_fmt = AVPixelFormat(form.pixelFormat);
    c->time_base = source.time_base;
    c->framerate = source.avg_frame_rate;
    c->sample_aspect_ratio =
        source.sample_aspect_ratio.num > 0 ? source.sample_aspect_ratio : from.sample_aspect_ratio;
    const bool rgb = isRgb(AVPixelFormat(from.format));
    c->color_range = form.fullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    c->colorspace = rgb ? AVCOL_SPC_BT709 : from.color_space;
    c->color_primaries = from.color_primaries;
    c->color_trc = from.color_trc;
    c->chroma_sample_location = from.chroma_location;
    c->flags |= AV_CODEC_FLAG_BITEXACT;
    if (writer.wantsGlobalHeaders())
        c->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    c->thread_count = std::clamp(threads * 3 / 2, 1, 16);
    AVDictionary *options = nullptr;
    if (format.videoEncoder == u"libx264"_s) {
        av_dict_set(&options, "preset", "veryfast", 0);
        av_dict_set(&options, "crf", "20", 0);
        av_dict_set(&options, "a53cc", "0", 0);
        if (isFieldCoded(from)) {
            c->flags |= AV_CODEC_FLAG_INTERLACED_DCT | AV_CODEC_FLAG_INTERLACED_ME;
            c->field_order = from.field_order;
        }
        // Times below one second leave no room for the decode times of reordered frames in a
        // transport stream.
        if (!format.reordersFrames ||
            (format.muxer == u"mpegts"_s && toSeconds(info.startPts, info.timeBase) < 1.0))
            c->max_b_frames = 0;
    } else {
        av_dict_set(&options, "deadline", "realtime", 0);
        av_dict_set(&options, "cpu-used", "8", 0);
        av_dict_set(&options, "row-mt", "1", 0);
        av_dict_set(&options, "crf", "24", 0);
        av_dict_set(&options, "b", "0", 0);
    }
    const int opened = avcodec_open2(c, codec, &options);
    av_dict_free(&options);
    if (opened < 0)
        return opened == AVERROR(ENOMEM)
                   ? avError(opened, site)
                   : Error(ErrorKind::Unsupported, site,
                           Tr::tr("Pictures of this size or kind cannot be encoded (%1 × %2).")
                               .arg(c->width)
                               .arg(c->height));
    const auto stream = writer.addStream(*c, info.frameRate, info.turn, language);
    if (!stream)
        return stream.error();
    self->m_stream = *stream;
    return self;
}

Result<void> VideoEncoder::encode(AVFrame *frame, Ticks duration, const JobContext &context)
{
    const char *site = "redact/videoencoder";
    if (frame && duration > 0)
        m_durations[frame->pts] = duration;
    int result = avcodec_send_frame(m_codec.get(), frame);
    if (result < 0)
        return avError(result, site);
    for (;;) {
        if (context.cancelled())
            return JobContext::cancelledError(site);
        result = avcodec_receive_packet(m_codec.get(), m_packet.get());
        if (result == AVERROR(EAGAIN) || result == AVERROR_EOF)
            return {};
        if (result < 0)
            return avError(result, site);
        const auto known = m_durations.find(m_packet->pts);
        if (known != m_durations.end()) {
            m_packet->duration = known->second;
            m_durations.erase(known);
        }
        if (m_codec->codec_id == AV_CODEC_ID_H264 && (m_packet->flags & AV_PKT_FLAG_KEY)) {
            const auto *bytes = reinterpret_cast<const char *>(m_packet->data);
            const QByteArray whole = QByteArray::fromRawData(bytes, m_packet->size);
            const QByteArray kept = withoutUserData(whole);
            if (kept.size() < whole.size()) {
                std::copy(kept.begin(), kept.end(), m_packet->data);
                av_shrink_packet(m_packet.get(), int(kept.size()));
            }
        }
        auto written = m_writer.write(m_stream, *m_packet, media::fromAv(m_codec->time_base));
        if (!written)
            return written;
    }
}

QByteArray withoutUserData(const QByteArray &annexB)
{
    // Positions of NAL units, each with the start code in front of it.
    QByteArray out;
    const auto startCode = [&annexB](qsizetype from) {
        const qsizetype at = annexB.indexOf(QByteArrayView("\0\0\1", 3), from);
        return at > 0 && annexB[at - 1] == '\0' && at - 1 >= from ? at - 1 : at;
    };
    qsizetype begin = startCode(0);
    if (begin != 0)
        return annexB;
    while (begin >= 0) {
        qsizetype header = begin + 2;
        while (header < annexB.size() && annexB[header] == '\0')
            ++header;
        ++header; // behind the one
        if (header >= annexB.size())
            break;
        const int type = annexB[header] & 0x1f;
        if (type == 1 || type == 5) // slices: nothing but pictures follows
            return out + annexB.mid(begin);
        const qsizetype next = startCode(header);
        const bool userData = type == 6 && header + 1 < annexB.size() && annexB[header + 1] == 5;
        if (!userData)
            out += annexB.mid(begin, next < 0 ? -1 : next - begin);
        begin = next;
    }
    return out;
}

} // namespace redoubt::redact
