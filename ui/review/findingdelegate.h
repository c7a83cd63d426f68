// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/common/markstate.h"

#include <QImage>
#include <QStyledItemDelegate>

#include <functional>

namespace redoubt::ui {

/// What a row of the list shows.
struct FindingRowLook
{
    QString title;
    QString secondary;
    MarkState state = MarkState::Proposed;
    QImage picture;   ///< null: the card or the icon instead; Format_Alpha8: a shape of sound
    QString card;     ///< words that were found, for lack of a picture
    QString iconName; ///< when there are neither
    bool selected = false;
    bool current = false; ///< has the keyboard
    bool hovered = false;
};

/// Paints a row of kListRow pixels into @a rect.
void paintFindingRow(QPainter &painter, const QRectF &rect, const FindingRowLook &look);

/// Rows of findings. @a look tells what a row shows.
class FindingDelegate : public QStyledItemDelegate
{
public:
    using Look = std::function<FindingRowLook(int row)>;
    FindingDelegate(Look look, QObject *parent);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Look m_look;
};

} // namespace redoubt::ui
