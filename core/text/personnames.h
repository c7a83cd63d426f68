// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/text/candidate.h"

#include <QStringView>

#include <vector>

namespace redoubt::text {

/// Proposes people (person_name) from honorifics, labels, greetings, signatures, verbs of speech,
/// lists of common names and, weakest, pairs of capitalised words; and places (location) from a
/// list. One pass over normalised text. Without a language model this finds most names and some
/// that are none, so only context makes a score certain.
void findPersonNames(QStringView text, const Stop &stop, std::vector<Candidate> &candidates);

} // namespace redoubt::text
