// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/text/reading.h"

#include <optional>

namespace redoubt::text {

/// What parts the cells of a table: the sign that most records hold equally often outside of
/// quotes; nothing when the text is no table.
std::optional<QChar> tableDelimiter(QStringView text);

enum class Cells {
    Table, ///< the text is a table
    Line   ///< it may hold lines of one
};

/// A text whose cells nothing joins: what parts them is a semicolon, which stands in no number, and
/// a doubled quote is one. In lines outside of tables that is done between digits only, where a
/// comma or blanks may part numbers or group one. Nothing when nothing changes.
std::optional<Reading> readCells(QStringView text, Cells cells);

/// Blocks of lines in several columns, column by column; nothing when there are none.
std::optional<Reading> readColumns(QStringView text);

} // namespace redoubt::text
