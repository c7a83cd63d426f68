// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/film/mediaformat.h"

#include "core/redact/redactor.h"

#include <QStringList>

namespace redoubt::redact {

namespace {

using namespace Qt::StringLiterals;
using media::StreamInfo;
using media::StreamKind;

QString normalised(const QString &suffix)
{
    const QString lower = suffix.toLower();
    return lower.startsWith(u'.') || lower.isEmpty() ? lower : u'.' + lower;
}

QString oneOf(const QString &suffix, const QStringList &known, const QString &otherwise)
{
    return known.contains(suffix) ? suffix : otherwise;
}

MediaFormat videoFormat(const media::MediaInfo &info, const QString &suffix)
{
    const QStringList names = info.format.split(u',');
    const StreamInfo *video = info.firstOf(StreamKind::Video);
    bool turned = false;
    for (const StreamInfo &stream : info.streams)
        turned = turned || (stream.kind == StreamKind::Video && stream.turn != Turn::None);
    const QString x264 = u"libx264"_s;
    // Only MP4 and QuickTime can say that a picture is turned.
    if (names.contains(u"mov"_s) || turned) {
        if (suffix == u".mov"_s)
            return {u"mov"_s, suffix, x264, u"aac"_s};
        return {u"mp4"_s, oneOf(suffix, {u".mp4"_s, u".m4v"_s}, u".mp4"_s), x264, u"aac"_s};
    }
    if (names.contains(u"matroska"_s)) {
        const bool web =
            video->codec == u"vp8"_s || video->codec == u"vp9"_s || video->codec == u"av1"_s;
        if (suffix == u".webm"_s && web)
            return {u"webm"_s, suffix, u"libvpx-vp9"_s, u"opus"_s};
        return {u"matroska"_s, u".mkv"_s, x264, u"flac"_s, true, false};
    }
    if (names.contains(u"mpegts"_s))
        return {u"mpegts"_s, oneOf(suffix, {u".ts"_s, u".mts"_s}, u".ts"_s), x264, u"aac"_s, true,
                false};
    if (names.contains(u"avi"_s))
        return {u"avi"_s, u".avi"_s, x264, u"pcm_s16le"_s, false, false};
    return {u"mp4"_s, u".mp4"_s, x264, u"aac"_s};
}

MediaFormat audioFormat(const media::MediaInfo &info, const QString &suffix)
{
    const QStringList names = info.format.split(u',');
    const StreamInfo *audio = info.firstOf(StreamKind::Audio);
    const QString codec = audio ? audio->codec : QString();
    const auto has = [&names](const QString &name) { return names.contains(name); };
    if (has(u"wav"_s) || has(u"w64"_s))
        return {u"wav"_s, u".wav"_s, {}, u"pcm_s16le"_s};
    if (has(u"flac"_s))
        return {u"flac"_s, u".flac"_s, {}, u"flac"_s};
    if (has(u"mp3"_s) && codec == u"mp3"_s)
        return {u"mp3"_s, u".mp3"_s, {}, u"mp3"_s};
    if (has(u"mov"_s)) {
        if (suffix == u".mov"_s)
            return {u"mov"_s, suffix, {}, u"aac"_s};
        if (suffix == u".mp4"_s)
            return {u"mp4"_s, suffix, {}, u"aac"_s};
        return {u"ipod"_s, oneOf(suffix, {u".m4a"_s, u".m4b"_s}, u".m4a"_s), {}, u"aac"_s};
    }
    if (has(u"ogg"_s)) {
        if (suffix == u".opus"_s && codec == u"opus"_s)
            return {u"ogg"_s, suffix, {}, u"opus"_s};
        return {u"ogg"_s, oneOf(suffix, {u".ogg"_s, u".oga"_s}, u".ogg"_s), {}, u"vorbis"_s};
    }
    if (has(u"matroska"_s)) {
        if (suffix == u".webm"_s && (codec == u"opus"_s || codec == u"vorbis"_s))
            return {u"webm"_s, suffix, {}, u"opus"_s};
        return {
            u"matroska"_s, oneOf(suffix, {u".mka"_s, u".mkv"_s}, u".mka"_s), {}, u"flac"_s, true,
            false};
    }
    if (has(u"mpegts"_s))
        return {u"mpegts"_s, u".ts"_s, {}, u"aac"_s, true, false};
    if (has(u"avi"_s))
        return {u"avi"_s, u".avi"_s, {}, u"pcm_s16le"_s, true, false};
    if (has(u"aiff"_s))
        return {u"aiff"_s, oneOf(suffix, {u".aif"_s, u".aiff"_s}, u".aiff"_s), {}, u"pcm_s16be"_s};
    if (has(u"au"_s))
        return {u"au"_s, u".au"_s, {}, u"pcm_s16be"_s};
    if (has(u"caf"_s))
        return {u"caf"_s, u".caf"_s, {}, u"pcm_s16le"_s};
    if (has(u"aac"_s))
        return {u"adts"_s, u".aac"_s, {}, u"aac"_s, true, false};
    if (has(u"ac3"_s))
        return {u"ac3"_s, u".ac3"_s, {}, u"ac3"_s, true, false};
    if (has(u"wv"_s))
        return {u"flac"_s, u".flac"_s, {}, u"flac"_s}; // as exact, and played by more
    return {u"ipod"_s, u".m4a"_s, {}, u"aac"_s};
}

} // namespace

MediaFormat mediaFormatFor(const media::MediaInfo &info, const QString &sourceSuffix)
{
    const QString suffix = normalised(sourceSuffix);
    return info.firstOf(StreamKind::Video) ? videoFormat(info, suffix) : audioFormat(info, suffix);
}

Result<QString> mediaSuffix(const ByteSource &source, const QString &sourceSuffix,
                            const JobContext &context)
{
    // What is inside decides: a film without a picture is sound, whatever it was called.
    const auto info = media::probe(source, context);
    if (!info)
        return info.error();
    return mediaFormatFor(*info, sourceSuffix).suffix;
}

} // namespace redoubt::redact
