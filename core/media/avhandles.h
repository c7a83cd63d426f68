// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/timespan.h"

#include <QSize>

#include <memory>

struct AVCodecContext;
struct AVFormatContext;
struct AVFrame;
struct AVPacket;
struct AVRational;
struct SwrContext;
struct SwsContext;

/// Owners of FFmpeg's objects, for the adapters in this module and in core/redact. The objects
/// themselves are opened in .cpp files only.
namespace redoubt::media {

struct AvDeleter
{
    void operator()(AVCodecContext *context) const;
    void operator()(AVFrame *frame) const;
    void operator()(AVPacket *packet) const;
    void operator()(SwrContext *context) const;
    void operator()(SwsContext *context) const;
};

using CodecContextPtr = std::unique_ptr<AVCodecContext, AvDeleter>;
using FramePtr = std::unique_ptr<AVFrame, AvDeleter>;
using PacketPtr = std::unique_ptr<AVPacket, AvDeleter>;
using SwrPtr = std::unique_ptr<SwrContext, AvDeleter>;
using SwsPtr = std::unique_ptr<SwsContext, AvDeleter>;

/// Never null: running out of memory throws std::bad_alloc, as any other allocation here.
FramePtr makeFrame();
PacketPtr makePacket();
/// A picture to convert into: its pixels in padded memory and not set. Null when there is not
/// enough memory, or for formats that do not lie in planes. Requires: one of FFmpeg's formats.
FramePtr makePictureFrame(int pixelFormat, QSize size);

/// A valid base; 1/1 for what FFmpeg does not know.
Rational fromAv(AVRational value);
AVRational toAv(Rational value);

/// FFmpeg prints what it reads (tags, names); a case's contents may not reach a terminal or log.
void silenceFfmpeg();

/// The error for one of FFmpeg's negative numbers.
Error avError(int number, const char *site);

} // namespace redoubt::media
