// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/verify/checklog.h"

#include <QString>

namespace redoubt::verify {

/// Looks for short and common strings of a text at their places: between the words that they stood
/// between, more often than they stay there by right. Gives how many were found, each once.
int withheldAtPlaces(const Expectation &expectation, const QString &text);

/// The remark on strings that are searched at their places only; empty when there are none.
Message placesNote(int strings, int all);

} // namespace redoubt::verify
