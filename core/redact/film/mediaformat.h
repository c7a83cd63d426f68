// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/bytesource.h"
#include "core/base/itemkind.h"
#include "core/jobs/jobcontext.h"
#include "core/media/mediainfo.h"

#include <QString>

namespace redoubt::redact {

/// Which container an output of sound or video gets, and how its sound is coded.
struct MediaFormat
{
    QString muxer;              ///< FFmpeg's name
    QString suffix;             ///< with the dot
    QString videoEncoder;       ///< FFmpeg's name; empty when there is no video
    QString audioCodec;         ///< codec for sound whose own cannot be written here
    bool reordersFrames = true; ///< the container can hold B-frames' times
    /// The container can say that the first samples of a stream are the encoder's priming. Where it
    /// cannot, priming is left out as whole packets.
    bool namesPriming = true;
};

/// The same kind of container as the source where that can be written. The answer for the suffix
/// given here, asked with the suffix of the answer, is the answer.
MediaFormat mediaFormatFor(const media::MediaInfo &info, const QString &sourceSuffix);

} // namespace redoubt::redact
