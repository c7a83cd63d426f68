// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/place.h"

namespace redoubt {

const TrackBox *Track::boxAt(Ticks pts) const
{
    const auto it = std::lower_bound(boxes.begin(), boxes.end(), pts,
                                     [](const TrackBox &box, Ticks t) { return box.pts < t; });
    return it != boxes.end() && it->pts == pts ? &*it : nullptr;
}

} // namespace redoubt
