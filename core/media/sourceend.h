// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/bytesource.h"
#include "core/jobs/jobcontext.h"

#include <QString>

namespace redoubt::media {

/// Whether the structure of a file names more bytes than it has: a recording that was interrupted,
/// or a copy that was cut off. Only containers that tell are judged (MP4 and QuickTime, Matroska,
/// AVI, WAV, AIFF, Ogg, program and transport streams); false for others. Reads headers, no media
/// data.
/// @a demuxer: FFmpeg's name. Errors: of the source, Cancelled.
Result<bool> isCutOff(const ByteSource &source, const QString &demuxer, const JobContext &context);

} // namespace redoubt::media
