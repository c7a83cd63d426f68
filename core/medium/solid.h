// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/finding/effects.h"
#include "core/verify/verify.h"

namespace redoubt::medium {

/// A box for the verifier; fills are black.
inline verify::BoxExpectation expectedBox(Ticks at, const PixelRect &rect, const PageRect &pageRect,
                                          bool solid)
{
    verify::BoxExpectation box{at, rect, pageRect, solid};
    if (solid)
        box.colour = qRgb(0, 0, 0);
    return box;
}

} // namespace redoubt::medium
