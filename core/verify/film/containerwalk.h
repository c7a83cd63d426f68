// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/verify/checklog.h"
#include "core/verify/film/mediainput.h"

#include <string>
#include <vector>

namespace redoubt::verify {

/// Walks the boxes, chunks or elements of a container with code of our own and reports to
/// "container": parts that no list allows, padding that is not empty, bytes behind the end, and
/// (for MP4 and WAV) media bytes that belong to no packet, such as frames hidden by cutting.
/// Formats that are not walked are said so in the detail; their bytes are still searched.
/// @a packets is sorted by the call. Errors: of the source, Cancelled.
Result<void> walkContainer(const Task &task, const std::string &format,
                           std::vector<PacketExtent> &packets, CheckLog &log);

} // namespace redoubt::verify
