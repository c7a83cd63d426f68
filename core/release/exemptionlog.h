// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/release/release.h"

namespace redoubt::release {

/// Where a mark stands, for people: "page 2", "0:01.250 to 0:03.500", "characters 102 to 113",
/// "Exif.GPSInfo".
QString placeText(const Place &place, const casefile::Item &item);
/// How much a mark takes: "96 frames", "2.3 s", "11 characters", "1 area", "1 field".
QString amountText(const redact::MarkRecord &mark, const casefile::Item &item);

} // namespace redoubt::release
