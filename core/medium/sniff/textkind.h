// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/itemkind.h"

#include <QByteArray>

#include <optional>

namespace redoubt::medium {

/// Text, Csv, Html, Json, Mail, or Office and Unknown for markup that is more than its text;
/// nothing when the bytes are no text. @a head: the first bytes; @a whole: they are all of them.
std::optional<ItemKind> sniffText(const QByteArray &head, bool whole);

} // namespace redoubt::medium
