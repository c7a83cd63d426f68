// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/bytesource.h"
#include "core/base/geometry.h"
#include "core/base/sensitivetext.h"
#include "core/base/timespan.h"
#include "core/jobs/jobcontext.h"

#include <QList>
#include <QSize>
#include <QString>

namespace redoubt::media {

enum class StreamKind { Video, Audio, Subtitle, Data, Attachment, Unknown };

struct StreamInfo
{
    int index = 0;
    StreamKind kind = StreamKind::Unknown;
    QString codec;           ///< FFmpeg's short name ("h264", "aac")
    Rational timeBase{1, 1}; ///< of all pts of this stream
    Ticks startPts = 0;
    Ticks duration = 0; ///< 0 when unknown
    // Video only.
    QSize codedSize;              ///< pixels as decoded
    Turn turn = Turn::None;       ///< applied on display
    Rational frameRate{0, 1};     ///< average, for labels only; num is 0 when unknown
    bool attachedPicture = false; ///< a cover picture: dropped in outputs
    // Audio only.
    int sampleRate = 0;
    int channels = 0;

    QSize displayedSize() const { return DisplayMapping(codedSize, turn).displayedSize(); }
};

/// One tag or piece of side information of a container or stream ("format.tags.location").
struct MetadataEntry
{
    QString path;
    SensitiveText value;
};

struct MediaInfo
{
    QString format;     ///< FFmpeg's demuxer name
    double seconds = 0; ///< longest stream, for labels and progress
    /// Where a player's clock stands at 0, in seconds of the streams' own times: the earliest start
    /// of what is seen and heard. Marks, findings and labels count from there.
    double start = 0;
    QList<StreamInfo> streams;
    QList<MetadataEntry> tags; ///< of the container, its streams and chapters

    const StreamInfo *firstOf(StreamKind kind) const; ///< attached pictures left out
};

/// Opens the container through FFmpeg with protocols and playlist demuxers off, and describes it.
/// Errors: Unsupported (no demuxer takes it), Damaged, Limit (more than 64 streams or absurd
/// dimensions), Cancelled.
Result<MediaInfo> probe(const ByteSource &source, const JobContext &context);

} // namespace redoubt::media
