// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

// Included by the few .cpp files that talk to MuPDF, by nothing else.

#include "core/document/mupdf_p.h"

namespace redoubt::document {

/// Refuses patterns that would be repeated so often that drawing them ends next year: a drawing
/// device repeats them in a loop of its own, which no cookie stops. Ordinary hatchings stay far
/// below. Threads: the one that draws.
class TileLimit
{
public:
    /// Watches @a device until it is destroyed, and aborts @a cookie when there is too much.
    TileLimit(fz_device *device, fz_cookie &cookie);
    ~TileLimit();
    TileLimit(const TileLimit &) = delete;
    TileLimit &operator=(const TileLimit &) = delete;

    bool exceeded() const { return m_exceeded; }

private:
    static int beginTile(fz_context *fz, fz_device *device, fz_rect area, fz_rect view, float xstep,
                         float ystep, fz_matrix ctm, int id);

    using BeginTile = decltype(fz_device::begin_tile);
    BeginTile m_next;
    fz_cookie &m_cookie;
    double m_work = 0; ///< of the page so far
    bool m_exceeded = false;
    TileLimit *m_outer;
};

} // namespace redoubt::document
