// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/result.h"

struct AVPacket;

namespace redoubt::media {

/// The packets of one stream, where others read the container. Internal to core/media.
class PacketFeed
{
public:
    virtual ~PacketFeed() = default;
    /// As Container::read().
    virtual Result<bool> read(AVPacket &packet) = 0;
};

} // namespace redoubt::media
