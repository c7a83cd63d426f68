// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/media/avhandles.h"
#include "core/redact/film/mediawriter.h"

#include <map>

struct AVStream;

namespace redoubt::redact {

/// How the pictures of a stream are made ready for painting and encoding.
struct PictureForm
{
    int pixelFormat = -1; ///< AVPixelFormat that canPaint()
    bool fullRange = false;
    bool converted = false;  ///< the pictures do not stay in the source's own format
    bool forPlayers = false; ///< only because few players show that
};

enum class PictureCoding {
    Playable, ///< 8 bit, chroma at half resolution: what every browser shows
    Same      ///< the source's own where it can be written
};

/// The closest form to what a stream decodes to that can be painted on and encoded. Depth above 10
/// bits, other chroma layouts and RGB are converted in any case; odd sizes need chroma at full
/// resolution.
PictureForm pictureFormFor(int decodedFormat, int colorRange, QSize size, const QString &encoder,
                           PictureCoding wanted);

/// Brings decoded frames into the form, writable, without anything but pixels in them.
/// Threads: one at a time.
class PictureForms
{
public:
    explicit PictureForms(const PictureForm &form)
        : m_form(form)
    {}
    /// @a paint: the pixels will be changed. Errors: Damaged.
    Result<media::FramePtr> prepare(media::FramePtr frame, bool paint);
    bool converts(const AVFrame &frame) const;

private:
    PictureForm m_form;
    media::SwsPtr m_scaler;
};

/// Encodes one video stream and hands the packets to a writer. Threads: one at a time.
class VideoEncoder
{
public:
    static Result<std::unique_ptr<VideoEncoder>>
    open(MediaWriter &writer, const AVStream &source, const media::StreamInfo &info,
         const PictureForm &form, const MediaFormat &format, int threads, const QString &language);
    /// Null at the end. @a frame's pts is in the source's base. Stops between packets when
    /// @a context is cancelled.
    Result<void> encode(AVFrame *frame, Ticks duration, const JobContext &context);

private:
    explicit VideoEncoder(MediaWriter &writer)
        : m_writer(writer)
    {}

    MediaWriter &m_writer;
    media::CodecContextPtr m_codec;
    media::PacketPtr m_packet = media::makePacket();
    std::map<Ticks, Ticks> m_durations; ///< by pts, of frames inside the encoder
    int m_stream = 0;
};

/// Removes the NAL units of user data (the encoder's name and settings) from an Annex B packet.
QByteArray withoutUserData(const QByteArray &annexB);

} // namespace redoubt::redact
