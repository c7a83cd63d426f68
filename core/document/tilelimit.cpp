// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/tilelimit.h"

#include <cmath>

namespace redoubt::document {

namespace {

/// Pixels that patterns may paint on one page, with what a tile costs by itself: some ten seconds.
constexpr double kMostWork = 1e10;
constexpr double kWorkOfTile = 50;

thread_local TileLimit *t_current = nullptr; // a device has no place for it

} // namespace

TileLimit::TileLimit(fz_device *device, fz_cookie &cookie)
    : m_next(device->begin_tile)
    , m_cookie(cookie)
    , m_outer(t_current)
{
    t_current = this;
    device->begin_tile = beginTile;
}

TileLimit::~TileLimit()
{
    t_current = m_outer;
}

int TileLimit::beginTile(fz_context *fz, fz_device *device, fz_rect area, fz_rect view, float xstep,
                         float ystep, fz_matrix ctm, int id)
{
    TileLimit &limit = *t_current;
    const auto steps = [](float length, float step) {
        return step == 0 ? 1.0 : std::fabs(double(length) / double(step)) + 1;
    };
    const fz_rect tile = fz_transform_rect(view, ctm);
    const double pixels =
        std::fabs(double(tile.x1 - tile.x0)) * std::fabs(double(tile.y1 - tile.y0));
    limit.m_work += steps(area.x1 - area.x0, xstep) * steps(area.y1 - area.y0, ystep) *
                    (std::min(pixels, 1e9) + kWorkOfTile);
    // Not finite is too much as well.
    if (!(limit.m_work <= kMostWork)) {
        limit.m_exceeded = true;
        limit.m_cookie.abort = 1;
        fz_throw(fz, FZ_ERROR_ABORT, "too many tiles");
    }
    return limit.m_next(fz, device, area, view, xstep, ystep, ctm, id);
}

} // namespace redoubt::document
