// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <memory>

struct AVCodecContext;
struct AVFrame;
struct AVPacket;
struct AVStream;
struct SwsContext;

namespace redoubt::verify {

struct AvDelete
{
    void operator()(AVCodecContext *codec) const;
    void operator()(AVFrame *frame) const;
    void operator()(AVPacket *packet) const;
    void operator()(SwsContext *scaler) const;
};

using CodecPtr = std::unique_ptr<AVCodecContext, AvDelete>;
using FramePtr = std::unique_ptr<AVFrame, AvDelete>;
using PacketPtr = std::unique_ptr<AVPacket, AvDelete>;
using ScalerPtr = std::unique_ptr<SwsContext, AvDelete>;

/// Whether outputs are written with @a codec (a value of AVCodecID): no other decoder sees their
/// bytes.
bool isOfOutputs(int codec);
/// Names of the decoders of these, separated by commas.
QByteArray decodersOfOutputs();

/// A decoder for the stream, ready for packets; null when there is none or it refuses.
CodecPtr openDecoder(const AVStream *stream, int threads);

} // namespace redoubt::verify
