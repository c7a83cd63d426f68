// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/review/findingdelegate.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QPainter>

#include <cmath>

namespace redoubt::ui {

namespace {

constexpr double kThumbWidth = 56;
constexpr double kThumbHeight = 44;
constexpr double kGlyph = 19;

/// Sound comes as a shape and takes @a color; pictures keep their own.
QImage tinted(const QImage &picture, const QColor &color)
{
    if (picture.format() != QImage::Format_Alpha8)
        return picture;
    QImage shown(picture.size(), QImage::Format_ARGB32_Premultiplied);
    shown.fill(color);
    QPainter painter(&shown);
    painter.setCompositionMode(QPainter::CompositionMode_DestinationIn);
    painter.drawImage(0, 0, picture);
    return shown;
}

void paintThumb(QPainter &painter, const QRectF &box, const FindingRowLook &look)
{
    const Theme &t = theme();
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.canvas);
    painter.drawRoundedRect(box, 3, 3);
    if (!look.picture.isNull()) {
        const QSizeF size = QSizeF(look.picture.size()).scaled(box.size(), Qt::KeepAspectRatio);
        const QRectF at(box.center().x() - size.width() / 2, box.center().y() - size.height() / 2,
                        size.width(), size.height());
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(at, tinted(look.picture, t.voice));
    } else if (!look.card.isEmpty()) {
        const QRectF card = box.adjusted(3, 8, -3, -8);
        painter.setBrush(t.raised);
        painter.drawRoundedRect(card, 2, 2);
        painter.setFont(secondaryFont());
        painter.setPen(t.text);
        painter.drawText(
            card.adjusted(3, 0, -3, 0), Qt::AlignCenter | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(look.card, Qt::ElideRight, int(card.width()) - 6));
    } else {
        const QRectF at(box.center().x() - 9, box.center().y() - 9, 18, 18);
        paintIcon(painter, at, look.iconName, look.iconName == u"sound" ? t.voice : t.secondary);
    }
}

} // namespace

void paintFindingRow(QPainter &painter, const QRectF &rect, const FindingRowLook &look)
{
    const Theme &t = theme();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF ground = rect.adjusted(kHalfGrid, 1, -kHalfGrid, -1);
    if (look.selected || look.hovered) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(look.selected ? t.selection : t.raised);
        painter.drawRoundedRect(ground, 5, 5);
    }
    if (look.current) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.accent, 1));
        painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    }
    const QRectF thumb(ground.left() + kGrid, rect.center().y() - kThumbHeight / 2, kThumbWidth,
                       kThumbHeight);
    paintThumb(painter, thumb, look);

    const QRectF glyph(ground.right() - kGrid - kGlyph, rect.center().y() - kGlyph / 2, kGlyph,
                       kGlyph);
    paintStateGlyph(painter, glyph, look.state);

    const double left = thumb.right() + 10;
    const double width = glyph.left() - kGrid - left;
    QFont font = textFont();
    font.setWeight(look.selected ? QFont::DemiBold : QFont::Normal);
    painter.setFont(font);
    painter.setPen(t.text);
    painter.drawText(QRectF(left, thumb.top(), width, kThumbHeight / 2),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(look.title, Qt::ElideRight, int(width)));
    painter.setFont(secondaryFont());
    painter.setPen(t.secondary);
    painter.drawText(QRectF(left, thumb.center().y(), width, kThumbHeight / 2 - 2),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(look.secondary, Qt::ElideMiddle, int(width)));
    painter.restore();
}

FindingDelegate::FindingDelegate(Look look, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_look(std::move(look))
{}

void FindingDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    FindingRowLook look = m_look(index.row());
    look.selected = option.state & QStyle::State_Selected;
    look.hovered = option.state & QStyle::State_MouseOver;
    look.current = option.state & QStyle::State_HasFocus;
    paintFindingRow(*painter, option.rect, look);
}

QSize FindingDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, kListRow};
}

} // namespace redoubt::ui
