// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/videodecoder.h"

#include "core/media/allowedformats.h"
#include "core/media/tr.h"

#include <algorithm>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace redoubt::media {

namespace {

constexpr qint64 kMaxPixels = 8192LL * 8192;
constexpr size_t kMaxDecodeTimes = 4096;
constexpr int kMaxAwaited = 600; // streams that refresh bit by bit have no key frames at all

} // namespace

FrameTimes::FrameTimes(Rational timeBase, Rational frameRate)
    : m_second(std::max<Ticks>(1, fromSeconds(1.0, timeBase, Rounding::Nearest)))
{
    m_frame = frameRate.num > 0
                  ? std::max<Ticks>(1, fromSeconds(double(frameRate.den) / frameRate.num, timeBase,
                                                   Rounding::Nearest))
                  : std::max<Ticks>(1, m_second / 25);
}

Ticks FrameTimes::next(std::optional<Ticks> stored)
{
    Ticks pts = stored.value_or(m_last ? *m_last + m_frame : 0);
    // Two frames of one instant are told apart by one tick. Time that jumps far back is damage, or
    // recordings joined without care: then it goes on at the usual pace.
    if (m_last && pts <= *m_last)
        pts = *m_last + (*m_last - pts > m_second ? m_frame : 1);
    m_last = pts;
    return pts;
}

VideoDecoder::~VideoDecoder() = default;

Result<std::unique_ptr<VideoDecoder>> VideoDecoder::open(const Container &container, int stream,
                                                         int threads)
{
    const char *site = "media/videodecoder";
    const StreamInfo *info = container.streamInfo(stream);
    if (!info || info->kind != StreamKind::Video)
        return Error(ErrorKind::Invalid, site,
                     Tr::tr("The file has no video stream number %1.").arg(stream));
    const AVStream *source = container.stream(stream);
    const AVCodec *codec = avcodec_find_decoder(source->codecpar->codec_id);
    if (!codec || !isAllowedCodec(codec->id))
        return Error(ErrorKind::Unsupported, site,
                     Tr::tr("Video of the kind “%1” cannot be decoded here.").arg(info->codec));
    std::unique_ptr<VideoDecoder> self(new VideoDecoder);
    self->m_codec.reset(avcodec_alloc_context3(codec));
    if (!self->m_codec)
        return avError(AVERROR(ENOMEM), site);
    AVCodecContext *context = self->m_codec.get();
    int result = avcodec_parameters_to_context(context, source->codecpar);
    if (result < 0)
        return avError(result, site);
    context->pkt_timebase = source->time_base;
    context->max_pixels = kMaxPixels;
    context->thread_count = std::clamp(threads, 1, 16);
    context->thread_type = FF_THREAD_FRAME | FF_THREAD_SLICE;
    // Damaged frames must come out, flagged: a frame that is missing could not be masked whole.
    context->flags |= AV_CODEC_FLAG_OUTPUT_CORRUPT;
    result = avcodec_open2(context, codec, nullptr);
    if (result < 0)
        return avError(result, site);
    self->m_info = *info;
    self->m_clock = container.frameClock();
    self->m_times = FrameTimes(info->timeBase, info->frameRate);
    return self;
}

Result<void> VideoDecoder::send(const AVPacket *packet)
{
    // An empty packet would mean the end of the stream.
    if (packet && packet->size == 0)
        return {};
    if (packet && m_clock == FrameClock::DecodeOrder && !(packet->flags & AV_PKT_FLAG_DISCARD)) {
        const int64_t time = packet->dts != AV_NOPTS_VALUE ? packet->dts : packet->pts;
        m_decodeTimes.push_back(time != AV_NOPTS_VALUE ? std::optional<Ticks>(time) : std::nullopt);
        if (m_decodeTimes.size() > kMaxDecodeTimes)
            m_decodeTimes.pop_front();
    }
    if (packet && (packet->flags & AV_PKT_FLAG_CORRUPT))
        m_damaged = true;
    const int result = avcodec_send_packet(m_codec.get(), packet);
    if (result == AVERROR(ENOMEM))
        return avError(result, "media/videodecoder");
    if (result == AVERROR(EAGAIN))
        return Error(ErrorKind::Internal, "media/videodecoder");
    if (result < 0 && result != AVERROR_EOF)
        m_damaged = true;
    return {};
}

Result<std::optional<DecodedPicture>> VideoDecoder::receive()
{
    for (;;) {
        FramePtr frame = makeFrame();
        const int result = avcodec_receive_frame(m_codec.get(), frame.get());
        if (result == AVERROR(EAGAIN) || result == AVERROR_EOF)
            return std::optional<DecodedPicture>();
        if (result == AVERROR(ENOMEM))
            return avError(result, "media/videodecoder");
        if (result < 0) {
            // With frame threads the damage of an earlier packet comes out here; the decoder goes
            // on.
            m_damaged = true;
            continue;
        }
        if (m_awaitKey > 0 && !frame->key_frame) {
            --m_awaitKey;
            if (m_clock == FrameClock::DecodeOrder && !m_decodeTimes.empty())
                m_decodeTimes.pop_front();
            continue;
        }
        m_awaitKey = 0;
        DecodedPicture picture;
        const bool damagedItself =
            (frame->flags & AV_FRAME_FLAG_CORRUPT) || frame->decode_error_flags != 0;
        if (damagedItself)
            m_damaged = true;
        else if (frame->key_frame)
            m_damaged = false;
        picture.corrupt = m_damaged;
        std::optional<Ticks> stored;
        if (m_clock == FrameClock::DecodeOrder) {
            if (!m_decodeTimes.empty()) {
                stored = m_decodeTimes.front();
                m_decodeTimes.pop_front();
            }
        } else if (frame->pts != AV_NOPTS_VALUE) {
            stored = frame->pts;
        } else if (frame->best_effort_timestamp != AV_NOPTS_VALUE) {
            stored = frame->best_effort_timestamp;
        }
        picture.pts = m_times.next(stored);
        picture.duration = std::max<Ticks>(0, frame->pkt_duration);
        picture.frame = std::move(frame);
        return std::optional<DecodedPicture>(std::move(picture));
    }
}

void VideoDecoder::flush()
{
    avcodec_flush_buffers(m_codec.get());
    m_decodeTimes.clear();
    m_times.reset();
    m_damaged = false;
    const AVCodecDescriptor *codec = avcodec_descriptor_get(m_codec->codec_id);
    m_awaitKey = codec && (codec->props & AV_CODEC_PROP_INTRA_ONLY) ? 0 : kMaxAwaited;
}

bool VideoDecoder::inOrder() const
{
    const AVCodecDescriptor *codec = avcodec_descriptor_get(m_codec->codec_id);
    return m_codec->has_b_frames == 0 || (codec && (codec->props & AV_CODEC_PROP_INTRA_ONLY) != 0);
}

void VideoDecoder::skipUnreferenced(bool skip)
{
    m_codec->skip_frame = skip ? AVDISCARD_NONREF : AVDISCARD_DEFAULT;
}

} // namespace redoubt::media
