// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/verify/film/writerwords.h"

#include "core/verify/search/secretsearch.h"

#include <QSet>

namespace redoubt::verify {

using namespace Qt::StringLiterals;

bool isMediaWriterWord(QStringView text)
{
    static const QSet<QString> kWords{
        // MP4, QuickTime
        u"ftyp"_s, u"isom"_s, u"iso2"_s, u"iso4"_s, u"iso5"_s, u"iso6"_s, u"mp41"_s, u"mp42"_s,
        u"avc1"_s, u"m4a"_s, u"m4v"_s, u"qt"_s, u"free"_s, u"skip"_s, u"wide"_s, u"mdat"_s,
        u"moov"_s, u"mvhd"_s, u"trak"_s, u"tkhd"_s, u"edts"_s, u"elst"_s, u"mdia"_s, u"mdhd"_s,
        u"hdlr"_s, u"minf"_s, u"vmhd"_s, u"smhd"_s, u"dinf"_s, u"dref"_s, u"url"_s, u"alis"_s,
        u"stbl"_s, u"stsd"_s, u"stts"_s, u"ctts"_s, u"stss"_s, u"stsc"_s, u"stsz"_s, u"stco"_s,
        u"co64"_s, u"sdtp"_s, u"sgpd"_s, u"sbgp"_s, u"roll"_s, u"avcc"_s, u"esds"_s, u"colr"_s,
        u"nclx"_s, u"nclc"_s, u"pasp"_s, u"btrt"_s, u"fiel"_s, u"vide"_s, u"soun"_s, u"mhlr"_s,
        u"dhlr"_s, u"mp4a"_s, u"alac"_s, u"udta"_s, u"meta"_s, u"ilst"_s, u"mdir"_s, u"appl"_s,
        u"data"_s, u"ffmp"_s, u"wave"_s, u"frma"_s, u"chan"_s, u"videohandler"_s, u"soundhandler"_s,
        u"datahandler"_s, u"handler"_s, u"apple"_s,
        // RIFF and other chunked files
        u"riff"_s, u"rf64"_s, u"avi"_s, u"fmt"_s, u"fact"_s, u"list"_s, u"info"_s, u"isft"_s,
        u"hdrl"_s, u"avih"_s, u"strl"_s, u"strh"_s, u"strf"_s, u"vids"_s, u"auds"_s, u"movi"_s,
        u"idx1"_s, u"junk"_s, u"odml"_s, u"dmlh"_s, u"vprp"_s, u"h264"_s, u"peak"_s, u"form"_s,
        u"aiff"_s, u"aifc"_s, u"comm"_s, u"ssnd"_s, u"fver"_s, u"caff"_s, u"desc"_s, u"pakt"_s,
        u"kuki"_s, u"lpcm"_s, u"ulaw"_s, u"alaw"_s, u"snd"_s, u"wvpk"_s,
        // Matroska, Ogg, transport streams, MPEG audio
        u"matroska"_s, u"webm"_s, u"ebml"_s, u"video"_s, u"audio"_s, u"encoder"_s, u"duration"_s,
        u"und"_s, u"eng"_s, u"oggs"_s, u"vorbis"_s, u"opushead"_s, u"opustags"_s, u"opus"_s,
        u"flac"_s, u"speex"_s, u"service01"_s, u"service"_s, u"ffmpeg"_s, u"lavf"_s, u"lavc"_s,
        u"libx264"_s, u"x264"_s, u"libvpx"_s, u"libopus"_s, u"libvorbis"_s, u"xiph"_s, u"xing"_s,
        u"lame"_s, u"tag"_s, u"id3"_s, u"redoubt"_s};
    return kWords.contains(foldedForSearch(text));
}

} // namespace redoubt::verify
