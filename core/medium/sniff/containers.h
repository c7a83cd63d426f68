// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/itemkind.h"

#include <QByteArray>

#include <optional>

namespace redoubt::medium {

// Containers that films, sound and pictures share: what is in them tells the kind.

/// Boxes: MP4, MOV, 3GP, HEIF, AVIF, or a QuickTime file without a brand. @a size: of the file.
std::optional<ItemKind> sniffBoxes(const QByteArray &head, qint64 size);
/// RIFF, AIFF, Ogg, Matroska.
std::optional<ItemKind> sniffChunks(const QByteArray &head);

} // namespace redoubt::medium
