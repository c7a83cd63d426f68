// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/common/seenamount.h"

#include <QList>
#include <QRectF>

#include <array>
#include <chrono>

namespace redoubt::ui {

/// What of one page stood on the screen long enough. A page is cut into strips, and those into
/// cells, because a page that is wider than the view is read a part at a time.
class PageLook
{
public:
    static constexpr int kColumns = 4;
    /// A part that stood this long was seen.
    static constexpr std::chrono::milliseconds kLongEnough{1000};

    /// @a visible: the part in view, in shares of the page (0..1), for @a time more. Returns the
    /// strips that are seen now and were not before.
    QList<int> look(const QRectF &visible, std::chrono::milliseconds time);

private:
    std::array<std::array<std::chrono::milliseconds, kColumns>, kStripsPerPage> m_stood{};
    std::array<bool, kStripsPerPage> m_seen{};
};

} // namespace redoubt::ui
