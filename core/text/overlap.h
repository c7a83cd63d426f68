// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/text/candidate.h"

#include <vector>

namespace redoubt::text {

/// Makes candidates disjoint and sorts them by begin. Where two overlap, the stronger one keeps its
/// span (by score, then length, then the priority of its type; what merely contains others, such as
/// a URL, yields to what it contains) and the weaker one keeps what is left of its own. Overlapping
/// candidates of one type become one. The union of the result is the union of the input.
std::vector<Candidate> resolveOverlaps(std::vector<Candidate> candidates);

} // namespace redoubt::text
