// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QStringView>

#include <string_view>

namespace redoubt::text {

/// Longest name that entityNamed() knows.
constexpr qsizetype kLongestEntity = 21;

/// The character of an entity of HTML ("commat", without its signs), or 0.
char16_t entityNamed(QStringView name);

} // namespace redoubt::text
