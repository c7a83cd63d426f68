// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/finding/findingtype.h"

#include <QString>

#include <optional>

namespace redoubt {

/// Whether findings of the type have something coarser that still says something.
bool canBeGeneralised(FindingType type);

/// A date, place or age made coarser as HIPAA Safe Harbor allows: a date becomes its year, a ZIP
/// code its first three digits, an age above 89 "90+". Nothing when the text cannot be generalised
/// safely; it is then labelled.
std::optional<QString> generalised(FindingType type, QStringView text);

} // namespace redoubt
