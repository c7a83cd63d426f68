// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QString>

#include <vector>

namespace redoubt::verify {

struct PlacedWord
{
    QString text;
    QRectF box;
};

/// The words of a page column by column, from top to bottom: what is broken at the end of a line
/// stands together, whatever the order of drawing. Lines of a column are separated by newlines.
QString columnText(std::vector<PlacedWord> words);

} // namespace redoubt::verify
