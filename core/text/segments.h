// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/text/candidate.h"
#include "core/text/reading.h"

#include <optional>
#include <vector>

namespace redoubt::text {

// Messages in segments and fields: HL7 version 2, X12, EDIFACT. Each message names its own signs.

/// A message with its signs as they are mostly written ("|", "^", "~", "&" of HL7; a blank between
/// the elements of the others) and its escapes as what they stand for; nothing when the text is no
/// message or nothing changes.
std::optional<Reading> readSegments(QStringView text);

/// Fields of which the standard says that they name somebody, or how to reach or number them.
void findSegmentFields(QStringView text, const Stop &stop, std::vector<Candidate> &candidates);

} // namespace redoubt::text
