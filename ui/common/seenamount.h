// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/case.h"

#include <QString>

namespace redoubt::ui {

/// Pages are recorded in strips, numbered through the document, under this number of a stream;
/// whole pages, as versions without strips recorded them, under 0.
constexpr int kStripStream = 1;
constexpr int kStripsPerPage = 20;

/// How much of something a person saw, read or heard, of how much, each in the unit that it comes
/// in: a file of one page and one of a thousand are no two equal halves.
struct SeenAmount
{
    double pages = 0;
    double pagesSeen = 0;
    double seconds = 0; ///< of all video streams, or of all sound where there is no video
    double secondsSeen = 0;
    double characters = 0;
    double charactersSeen = 0;

    SeenAmount &operator+=(const SeenAmount &other);
    /// 0..1, by the time that a careful person needs: a minute for a page or for 1 500 characters.
    double share() const;
    /// "pages 3 of 12 · minutes 1:30 of 4:00"; empty where there is nothing to see.
    QString text() const;
};

SeenAmount seenAmount(const casefile::Case &openCase, const casefile::Item &item);

} // namespace redoubt::ui
