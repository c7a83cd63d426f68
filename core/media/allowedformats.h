// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <string_view>

/// Which of FFmpeg's several hundred demuxers and decoders may see the bytes of a case. The rest
/// are for games, stills, playlists and devices; each is code that a hostile file could reach.
/// Internal to core/media.
namespace redoubt::media {

/// @a names: as AVInputFormat::name has them, separated by commas; one that is allowed will do.
bool isAllowedDemuxer(std::string_view names);
/// @a codec: a value of AVCodecID.
bool isAllowedCodec(int codec);
/// Names of all decoders of these codecs, as AVFormatContext::codec_whitelist takes them: for those
/// that FFmpeg opens itself while it looks for streams.
const QByteArray &allowedDecoders();

} // namespace redoubt::media
