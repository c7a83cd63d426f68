// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/pagelook.h"

#include <algorithm>

namespace redoubt::ui {

namespace {

/// Half a pixel of a page that fits the view exactly is no reason to call it cut off.
constexpr double kSlack = 0.004;

} // namespace

QList<int> PageLook::look(const QRectF &visible, std::chrono::milliseconds time)
{
    const QRectF room = visible.adjusted(-kSlack, -kSlack, kSlack, kSlack);
    QList<int> seen;
    for (int strip = 0; strip < kStripsPerPage; ++strip) {
        auto &cells = m_stood[size_t(strip)];
        for (int column = 0; column < kColumns; ++column) {
            const QRectF cell(double(column) / kColumns, double(strip) / kStripsPerPage,
                              1.0 / kColumns, 1.0 / kStripsPerPage);
            if (room.contains(cell))
                cells[size_t(column)] += time;
        }
        const bool whole = std::all_of(cells.begin(), cells.end(),
                                       [](auto stood) { return stood >= kLongEnough; });
        if (whole && !m_seen[size_t(strip)]) {
            m_seen[size_t(strip)] = true;
            seen.append(strip);
        }
    }
    return seen;
}

} // namespace redoubt::ui
