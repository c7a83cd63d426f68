// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/common/toast.h"

#include "ui/common/theme.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QUndoStack>

namespace redoubt::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kStays = 6s;

} // namespace

Toast::Toast(QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
    , m_button(new QPushButton(tr("Undo"), this))
{
    setObjectName(u"toast"_s);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setFocusPolicy(Qt::NoFocus);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(kGrid + kHalfGrid, kHalfGrid, kHalfGrid, kHalfGrid);
    m_text->setObjectName(u"toastText"_s);
    layout->addWidget(m_text);
    m_button->setObjectName(u"toastUndo"_s);
    m_button->setFocusPolicy(Qt::NoFocus); // Ctrl+Z does the same from where the focus is
    layout->addWidget(m_button);
    m_timer.setSingleShot(true);
    m_timer.setInterval(kStays);
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_undo && m_undo->index() == m_step)
            m_undo->undo();
        hide();
    });
    parent->installEventFilter(this);
    hide();
}

void Toast::say(const QString &sentence, QUndoStack &undo)
{
    if (m_undo != &undo) {
        if (m_undo)
            m_undo->disconnect(this);
        m_undo = &undo;
        connect(&undo, &QUndoStack::indexChanged, this, &Toast::hideWhenPassed);
    }
    m_step = undo.index();
    m_text->setText(sentence);
    m_timer.start();
    place();
    show();
    raise();
    QAccessibleEvent alert(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && event->type() == QEvent::Resize && !isHidden())
        place();
    return QFrame::eventFilter(watched, event);
}

void Toast::place()
{
    adjustSize();
    const QWidget *under = parentWidget();
    move((under->width() - width()) / 2, under->height() - height() - 2 * kGrid);
}

void Toast::hideWhenPassed()
{
    if (m_undo && m_undo->index() != m_step)
        hide();
}

} // namespace redoubt::ui
