// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/text/candidate.h"

#include <QStringView>

#include <vector>

namespace redoubt::text {

/// Proposes names written in Han characters: a family name of the table and one or two characters,
/// when a title, label or verb stands beside it, or when such a name stands alone among Latin text.
void findChineseNames(QStringView text, const Stop &stop, std::vector<Candidate> &candidates);

} // namespace redoubt::text
