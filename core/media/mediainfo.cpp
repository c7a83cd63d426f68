// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/mediainfo.h"

#include "core/media/container.h"

namespace redoubt::media {

const StreamInfo *MediaInfo::firstOf(StreamKind kind) const
{
    for (const StreamInfo &stream : streams) {
        if (stream.kind == kind && !stream.attachedPicture)
            return &stream;
    }
    return nullptr;
}

Result<MediaInfo> probe(const ByteSource &source, const JobContext &context)
{
    auto container = Container::open(source, context);
    if (!container)
        return container.error();
    return (*container)->info();
}

} // namespace redoubt::media
