// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/notice.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kIconSize = 40;
constexpr double kMaxWidth = 420;

} // namespace

void paintNotice(QPainter &painter, const QRectF &rect, const Notice &notice)
{
    const Theme &t = theme();
    const double width = std::min(kMaxWidth, rect.width() - 4 * kGrid);
    if (width <= 0)
        return;
    QFont headFont = textFont();
    headFont.setWeight(QFont::DemiBold);
    const QFontMetricsF headMetrics(headFont);
    const QFontMetricsF bodyMetrics(textFont());
    const QRectF room(0, 0, width, 10000);
    const int flags = Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap;
    const double headHeight = headMetrics.boundingRect(room, flags, notice.head).height();
    const double bodyHeight =
        notice.body.isEmpty() ? 0 : bodyMetrics.boundingRect(room, flags, notice.body).height();
    const double height = kIconSize + 2 * kGrid + headHeight + kGrid + bodyHeight;
    const double left = rect.center().x() - width / 2;
    double top = std::max(rect.top() + kGrid, rect.center().y() - height / 2);
    const QColor tone = notice.tone == Notice::Tone::Problem ? t.danger : t.secondary;
    if (!notice.icon.isEmpty())
        paintIcon(painter, {rect.center().x() - kIconSize / 2, top, kIconSize, kIconSize},
                  notice.icon, tone);
    top += kIconSize + 2 * kGrid;
    painter.save();
    painter.setFont(headFont);
    painter.setPen(t.text);
    painter.drawText(QRectF(left, top, width, headHeight), flags, notice.head);
    top += headHeight + kGrid;
    painter.setFont(textFont());
    painter.setPen(t.secondary);
    painter.drawText(QRectF(left, top, width, bodyHeight), flags, notice.body);
    painter.restore();
}

NoticePage::NoticePage(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"noticePage"_s);
    setFocusPolicy(Qt::StrongFocus);
}

void NoticePage::setNotice(const Notice &notice)
{
    if (notice == m_notice)
        return;
    m_notice = notice;
    setAccessibleName(notice.head);
    setAccessibleDescription(notice.body);
    update();
}

void NoticePage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().canvas);
    paintNotice(painter, rect(), m_notice);
}

void NoticePage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        update();
    QWidget::changeEvent(event);
}

} // namespace redoubt::ui
