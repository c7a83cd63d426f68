// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/common/focusring.h"

#include "ui/common/theme.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWidth = 2;

} // namespace

FocusRing::FocusRing(QWidget *parent)
    : QWidget(parent)
    , m_home(parent)
{
    setObjectName(u"focusRing"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    hide();
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget *, QWidget *focused) { follow(focused); });
    follow(QApplication::focusWidget());
}

void FocusRing::follow(QWidget *focused)
{
    // A popup has every key while it is open, and says so by being there.
    const bool framed =
        focused != nullptr && focused->window()->windowType() != Qt::Popup && !focused->isWindow();
    for (QWidget *at = m_focused; at != nullptr; at = at->isWindow() ? nullptr : at->parentWidget())
        at->removeEventFilter(this);
    m_focused = framed ? focused : nullptr;
    QWidget *window = framed ? focused->window() : m_home.data();
    if (window != nullptr && parentWidget() != window)
        setParent(window);
    // What it lies in may move, scroll or vanish as well.
    for (QWidget *at = m_focused; at != nullptr; at = at->isWindow() ? nullptr : at->parentWidget())
        at->installEventFilter(this);
    place();
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide:
    case QEvent::ZOrderChange:
        place();
        break;
    case QEvent::ParentChange:
        if (watched == m_focused)
            follow(m_focused);
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void FocusRing::place()
{
    if (!m_focused || !m_focused->isVisible()) {
        hide();
        return;
    }
    // Of what is scrolled, the part that is in view.
    QWidget *window = parentWidget();
    QRect frame(m_focused->mapTo(window, QPoint()), m_focused->size());
    for (QWidget *at = m_focused->parentWidget(); at != nullptr && at != window;
         at = at->parentWidget())
        frame &= QRect(at->mapTo(window, QPoint()), at->size());
    if (frame.isEmpty()) {
        hide();
        return;
    }
    setGeometry(frame.adjusted(-1, -1, 1, 1).intersected(window->rect()));
    raise();
    show();
    update();
}

void FocusRing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().accent, kWidth));
    const double half = kWidth / 2.0;
    painter.drawRoundedRect(QRectF(rect()).adjusted(half, half, -half, -half), 3, 3);
}

} // namespace redoubt::ui
