// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/text/candidate.h"

#include <QStringView>

#include <vector>

namespace redoubt::text {

/// Numbers in the lists that formats of maps give them: "coordinates" of KML and GeoJSON, positions
/// of GML, shapes of WKT. A pair of numbers elsewhere is no place.
void findCoordinateLists(QStringView text, const Stop &stop, std::vector<Candidate> &candidates);

} // namespace redoubt::text
