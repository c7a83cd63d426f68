// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/text/candidate.h"

#include <QStringView>

#include <vector>

namespace redoubt::text {

/// Where text looks like a table with a header (CSV, TSV, semicolons, pipes), a column's title says
/// what its cells are: "Surname" makes a name of a word that nothing else would know. Proposes the
/// cells whose look does not contradict their title.
void findTableColumns(QStringView text, const Stop &stop, std::vector<Candidate> &candidates);

} // namespace redoubt::text
