// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/timeline/laneswidget.h"

#include "ui/common/theme.h"

#include <QMouseEvent>
#include <QPainter>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kHeadWidth = 145;
constexpr int kRulerHeight = 24;

} // namespace

LanesWidget::LanesWidget(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
{
    setObjectName(u"lanes"_s);
    setAccessibleName(tr("Timeline"));
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(kRulerHeight + 4 * kLaneHeight);
    connect(&session, &Session::currentItemChanged, this, &LanesWidget::reload);
    connect(&session, &Session::itemMarksChanged, this, &LanesWidget::reload);
    connect(&session, &Session::timeChanged, this, qOverload<>(&QWidget::update));
    reload();
}

void LanesWidget::reload()
{
    m_scale = {};
    if (const auto &axis = m_session.axis())
        m_scale = TimelineScale({axis->begin, axis->end}, axis->base, width() - kHeadWidth);
    update();
}

void LanesWidget::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    painter.fillRect(rect(), t.panel);
    painter.fillRect(0, 0, kHeadWidth, height(), t.ground);
    painter.setFont(secondaryFont());
    painter.translate(kHeadWidth, 0);
    for (const RulerMark &mark : rulerMarks(m_scale, 72)) {
        painter.setPen(t.line);
        painter.drawLine(QPointF(mark.x, mark.label.isEmpty() ? 18 : 12), QPointF(mark.x, 24));
        painter.setPen(t.secondary);
        painter.drawText(QPointF(mark.x + 4, 14), mark.label);
    }
    if (m_scale.isValid()) {
        const double x = m_scale.x(m_session.time());
        painter.setPen(t.text);
        painter.drawLine(QPointF(x, 0), QPointF(x, height()));
    }
}

void LanesWidget::resizeEvent(QResizeEvent *)
{
    m_scale.setWidth(width() - kHeadWidth);
}

void LanesWidget::seekTo(double x)
{
    if (!m_scale.isValid())
        return;
    const TimeSpan range = m_scale.range();
    m_session.setTime(std::clamp(m_scale.ticksAt(x), range.begin, range.end - 1));
}

void LanesWidget::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && event->position().x() >= kHeadWidth)
        seekTo(event->position().x() - kHeadWidth);
}

void LanesWidget::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        seekTo(event->position().x() - kHeadWidth);
}

} // namespace redoubt::ui
