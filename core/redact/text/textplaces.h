// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/redact/redactor.h"

#include <QStringView>

#include <optional>
#include <vector>

namespace redoubt::redact {

/// Lines and characters (code points) at @a offsets of @a text; rows and cells where a @a delimiter
/// is given. Offsets are UTF-16 units in rising order.
std::vector<TextPlace> textPlacesAt(QStringView text, const std::vector<qsizetype> &offsets,
                                    std::optional<QChar> delimiter = std::nullopt);

} // namespace redoubt::redact
