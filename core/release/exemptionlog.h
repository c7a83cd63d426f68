// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/release/release.h"

namespace redoubt::release {

/// Where a mark stands, for people: "page 2", "0:01.250 to 0:03.500", "characters 102 to 113",
/// "Exif.GPSInfo".
QString placeText(const Place &place, const casefile::Item &item);
/// How much a mark takes: "96 frames", "2.3 s", "2 areas", "1 place", "1 field". Never how long a
/// text was.
QString amountText(const redact::MarkRecord &mark, const casefile::Item &item);

/// A mark as it was applied, in words that may leave with a release.
struct LogRow
{
    QString place; ///< in the output: "page 2, …", "line 3, character 17", "row 3, cell 2"
    QString effect;
    QString reasons;
    QString amount;
    QString decidedBy;
};
/// @a mark: number among planned.marks. @a result: null when the item has none. Of an item that did
/// not leave nothing was done, and no place is told.
LogRow logRow(const ReleasePlan &plan, const PlannedItem &planned, size_t mark,
              const ItemResult *result, const QString &reasonSeparator);

} // namespace redoubt::release
