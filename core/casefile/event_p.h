// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/event.h"

/// What the readers of the versions of rows share. Internal to core/casefile.
namespace redoubt::casefile {

/// A row of version 1, whole.
std::optional<Event> eventFromPositional(QByteArrayView bytes);

/// Whether the ids of a row of findings can be such.
inline bool isPlausible(const FindingsPacked &packed)
{
    return !packed.ids.isEmpty() && packed.ids.size() % FindingId::kSize == 0 &&
           packed.ids.size() <= kFindingsPerEvent * FindingId::kSize;
}

} // namespace redoubt::casefile
