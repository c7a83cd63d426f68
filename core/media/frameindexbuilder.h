// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/media/container.h"
#include "core/media/videoreader.h"

#include <optional>
#include <vector>

struct AVPacket;

namespace redoubt::media {

/// Makes the index of a stream of all its packets in the order of the container. Internal to
/// core/media.
class FrameIndexBuilder
{
public:
    /// Requires: @a info is of a video stream.
    FrameIndexBuilder(const StreamInfo &info, FrameClock clock);
    /// Errors: Limit.
    Result<void> add(const AVPacket &packet);
    size_t size() const { return m_packets.size(); }
    FrameIndex finish();

private:
    struct Stored
    {
        std::optional<Ticks> pts;
        bool key = false;
    };
    const StreamInfo m_info;
    const bool m_byDecodeTime;
    std::vector<Stored> m_packets;
};

} // namespace redoubt::media
