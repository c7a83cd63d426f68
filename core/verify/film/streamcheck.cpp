// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/film/streamcheck.h"

#include "core/verify/bytes.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

#include <QByteArray>
#include <QSet>

#include <algorithm>
#include <cctype>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

namespace {

const QString kStreams = u"streams"_s;
const QString kSideData = u"side_data"_s;

/// More than one priming of any audio codec, in samples: beyond it, sound is hidden.
constexpr quint32 kMaxSkippedSamples = 4800;
constexpr int kMaxPrimingPackets = 3;

bool isPlain(QByteArrayView value, qsizetype longest, const char *alsoAllowed)
{
    const QByteArrayView extra(alsoAllowed);
    return value.size() <= longest && std::all_of(value.begin(), value.end(), [&](char c) {
               return std::isalnum(static_cast<unsigned char>(c)) || extra.contains(c);
           });
}

/// Values that say nothing about where, when and by whom something was recorded.
bool isHarmless(const QByteArray &name, const QByteArray &value)
{
    const QByteArray key = name.toLower();
    if (key == "major_brand" || key == "compatible_brands")
        return isPlain(value, 64, " ");
    if (key == "minor_version")
        return isPlain(value, 10, "");
    if (key == "language")
        return isPlain(value, 3, "");
    if (key == "handler_name")
        return value.isEmpty() || value == "VideoHandler" || value == "SoundHandler";
    if (key == "vendor_id")
        return value == "[0][0][0][0]" || value == "FFMP";
    if (key == "encoder")
        return (value.startsWith("Lav") || value.startsWith("Redoubt")) &&
               isPlain(value, 48, " ._-");
    if (key == "duration")
        return isPlain(value, 24, ":.");
    // A transport stream cannot be without a table of its services; these are FFmpeg's own words.
    if (key == "service_name")
        return value == "Service01";
    if (key == "service_provider")
        return value == "FFmpeg";
    return false;
}

Message shownKey(const QByteArray &key)
{
    static const QSet<QByteArray> kKnown{"title",
                                         "artist",
                                         "author",
                                         "album",
                                         "album_artist",
                                         "comment",
                                         "description",
                                         "date",
                                         "creation_time",
                                         "location",
                                         "location-eng",
                                         "copyright",
                                         "encoder",
                                         "genre",
                                         "track",
                                         "make",
                                         "model",
                                         "timecode",
                                         "rotate",
                                         "handler_name",
                                         "language",
                                         "synopsis",
                                         "performer",
                                         "com.apple.quicktime.location.ISO6709",
                                         "com.apple.quicktime.make",
                                         "com.apple.quicktime.model",
                                         "com.apple.quicktime.creationdate",
                                         "xmp",
                                         "vendor_id"};
    return kKnown.contains(key) ? Message::plain(QString::fromLatin1(key))
                                : Words::tr("with a name of its own");
}

void checkTags(const AVDictionary *tags, const Message &owner, CheckLog &log)
{
    const AVDictionaryEntry *tag = nullptr;
    while ((tag = av_dict_get(tags, "", tag, AV_DICT_IGNORE_SUFFIX))) {
        if (!isHarmless(tag->key, tag->value))
            log.leak(kMetadata, Words::tr("%1: a tag (%2)").arg(owner, shownKey(tag->key)));
    }
}

void checkStreamSideData(const AVStream *stream, CheckLog &log)
{
    for (int i = 0; i < stream->nb_side_data; ++i) {
        switch (stream->side_data[i].type) {
        case AV_PKT_DATA_DISPLAYMATRIX:
        case AV_PKT_DATA_CPB_PROPERTIES:
        case AV_PKT_DATA_MASTERING_DISPLAY_METADATA:
        case AV_PKT_DATA_CONTENT_LIGHT_LEVEL:
        case AV_PKT_DATA_STEREO3D:
        case AV_PKT_DATA_AUDIO_SERVICE_TYPE:
        case AV_PKT_DATA_FALLBACK_TRACK:
        case AV_PKT_DATA_PALETTE:
            break;
        default:
            log.leak(kSideData, Words::tr("stream %1 carries side information of type %2")
                                    .arg(stream->index)
                                    .arg(int(stream->side_data[i].type)));
        }
    }
}

} // namespace

void checkStreams(const Task &task, const AVFormatContext *format, CheckLog &log)
{
    log.clean(kStreams);
    log.clean(kMetadata);
    log.clean(kSideData);
    checkTags(format->metadata, Words::tr("container"), log);
    if (format->nb_chapters > 0)
        log.leak(kMetadata, Words::tr("%n chapter(s)", nullptr, int(format->nb_chapters)));
    if (format->nb_programs > 1)
        log.incomplete(kStreams,
                       Words::tr("%n programme(s) in one file", nullptr, int(format->nb_programs)));
    for (unsigned i = 0; i < format->nb_programs; ++i)
        checkTags(format->programs[i]->metadata, Words::tr("programme"), log);
    int video = 0;
    int audio = 0;
    for (unsigned i = 0; i < format->nb_streams; ++i) {
        const AVStream *stream = format->streams[i];
        const Message owner = Words::tr("stream %1").arg(i);
        checkTags(stream->metadata, owner, log);
        checkStreamSideData(stream, log);
        if (stream->disposition & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_STILL_IMAGE |
                                   AV_DISPOSITION_TIMED_THUMBNAILS)) {
            log.leak(kStreams, Words::tr("%1 is a cover picture").arg(owner));
            continue;
        }
        switch (stream->codecpar->codec_type) {
        case AVMEDIA_TYPE_VIDEO:
            ++video;
            break;
        case AVMEDIA_TYPE_AUDIO:
            ++audio;
            break;
        case AVMEDIA_TYPE_SUBTITLE:
            log.leak(kStreams, Words::tr("%1 holds subtitles").arg(owner));
            break;
        case AVMEDIA_TYPE_ATTACHMENT:
            log.leak(kStreams, Words::tr("%1 is an attached file").arg(owner));
            break;
        default:
            log.leak(kStreams,
                     Words::tr("%1 holds data that is neither picture nor sound").arg(owner));
        }
    }
    const Expectation &expected = task.expectation;
    if (video > 1)
        log.incomplete(kStreams, Words::tr("only the first of %n video stream(s) is examined",
                                           nullptr, video));
    if (expected.kind == ItemKind::Audio && video > 0)
        log.leak(kStreams, Words::tr("a sound file with pictures"));
    if (expected.kind == ItemKind::Video && video == 0)
        log.incomplete(kStreams, Words::tr("a video file without pictures"));
    if (audio > expected.audioStreams)
        log.leak(kStreams, Words::tr("%n audio stream(s) more than expected", nullptr,
                                     audio - expected.audioStreams));
    else if (audio < expected.audioStreams)
        log.incomplete(kStreams, Words::tr("%n audio stream(s) fewer than expected", nullptr,
                                           expected.audioStreams - audio));
}

void PacketCheck::examine(const AVPacket *packet, const AVFormatContext *format, CheckLog &log)
{
    Seen &seen = m_seen[packet->stream_index];
    const bool skipped = packet->flags & AV_PKT_FLAG_DISCARD;
    const bool audio =
        format->streams[packet->stream_index]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO;
    seen.playing = seen.playing || !skipped;
    seen.skipped += skipped ? 1 : 0;
    if (skipped && (!audio || seen.playing || seen.skipped > kMaxPrimingPackets))
        log.leak(kStreams, Words::tr("stream %1 holds coded data that players are told to skip")
                               .arg(packet->stream_index));
    for (int i = 0; i < packet->side_data_elems; ++i) {
        const AVPacketSideData &data = packet->side_data[i];
        switch (data.type) {
        case AV_PKT_DATA_SKIP_SAMPLES: {
            const Bytes values(
                QByteArrayView(reinterpret_cast<const char *>(data.data), qsizetype(data.size)));
            if (values.le32(0) > kMaxSkippedSamples || values.le32(4) > kMaxSkippedSamples)
                log.leak(kStreams, Words::tr("stream %1 holds sound that players are told to skip")
                                       .arg(packet->stream_index));
            break;
        }
        case AV_PKT_DATA_METADATA_UPDATE:
        case AV_PKT_DATA_STRINGS_METADATA: {
            // Demuxers hand on what stands in the headers of a stream (Vorbis comments) in this
            // way.
            AVDictionary *tags = nullptr;
            if (av_packet_unpack_dictionary(data.data, data.size, &tags) < 0)
                log.leak(kSideData,
                         Words::tr("packets of stream %1 carry side information of type %2")
                             .arg(packet->stream_index)
                             .arg(int(data.type)));
            checkTags(tags, Words::tr("stream %1").arg(packet->stream_index), log);
            av_dict_free(&tags);
            break;
        }
        case AV_PKT_DATA_NEW_EXTRADATA:
        case AV_PKT_DATA_PARAM_CHANGE:
        case AV_PKT_DATA_PALETTE:
        case AV_PKT_DATA_QUALITY_STATS:
        case AV_PKT_DATA_CPB_PROPERTIES:
        case AV_PKT_DATA_MPEGTS_STREAM_ID:
        case AV_PKT_DATA_H263_MB_INFO:
        case AV_PKT_DATA_DISPLAYMATRIX:
        case AV_PKT_DATA_STEREO3D:
        case AV_PKT_DATA_MASTERING_DISPLAY_METADATA:
        case AV_PKT_DATA_CONTENT_LIGHT_LEVEL:
            break;
        default:
            log.leak(kSideData, Words::tr("packets of stream %1 carry side information of type %2")
                                    .arg(packet->stream_index)
                                    .arg(int(data.type)));
        }
    }
}

void checkFrame(const AVFrame *frame, CheckLog &log)
{
    for (int i = 0; i < frame->nb_side_data; ++i) {
        const AVFrameSideData *data = frame->side_data[i];
        switch (data->type) {
        case AV_FRAME_DATA_PANSCAN:
        case AV_FRAME_DATA_STEREO3D:
        case AV_FRAME_DATA_MATRIXENCODING:
        case AV_FRAME_DATA_DOWNMIX_INFO:
        case AV_FRAME_DATA_DISPLAYMATRIX:
        case AV_FRAME_DATA_AFD:
        case AV_FRAME_DATA_SKIP_SAMPLES:
        case AV_FRAME_DATA_AUDIO_SERVICE_TYPE:
        case AV_FRAME_DATA_MASTERING_DISPLAY_METADATA:
        case AV_FRAME_DATA_CONTENT_LIGHT_LEVEL:
        case AV_FRAME_DATA_GOP_TIMECODE: // every MPEG-2 stream counts its own frames
        case AV_FRAME_DATA_FILM_GRAIN_PARAMS:
            break;
        case AV_FRAME_DATA_A53_CC:
            log.leak(kSideData, Words::tr("closed captions in the pictures"));
            break;
        case AV_FRAME_DATA_SEI_UNREGISTERED: {
            // Encoders write their settings there, behind a number of 16 bytes.
            const QByteArrayView text(reinterpret_cast<const char *>(data->data),
                                      qsizetype(data->size));
            const QByteArrayView said = text.sliced(std::min<qsizetype>(16, text.size()));
            if (!said.startsWith("x264 - core") && !said.startsWith("x265 (build"))
                log.leak(kSideData, Words::tr("user data in the pictures"));
            break;
        }
        default:
            log.leak(kSideData,
                     Words::tr("side information of type %1 in the pictures").arg(int(data->type)));
        }
    }
    const AVDictionaryEntry *tag = nullptr;
    while ((tag = av_dict_get(frame->metadata, "", tag, AV_DICT_IGNORE_SUFFIX)))
        log.leak(kSideData, Words::tr("text that travels with frames"));
}

} // namespace redoubt::verify
