// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/itemkind.h"

#include <QIcon>
#include <QStringView>

class QPainter;

namespace redoubt::ui {

/// An own line icon of resources/icons ("play", "add"), tinted with the text colour of the theme
/// in force when it is painted, so that it follows a change of theme.
QIcon icon(QStringView name);

/// Paints the icon into @a rect in @a color. Unknown names paint nothing (a test names them all).
void paintIcon(QPainter &painter, const QRectF &rect, QStringView name, const QColor &color);

/// The icon of a kind of file.
QString iconName(ItemKind kind);

} // namespace redoubt::ui
