// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

namespace redoubt::ui {

/// A frame around whatever has the keyboard's focus, in every window of the program: what the next
/// key goes to is seen. It takes no events. Threads: the window's.
class FocusRing : public QWidget
{
    Q_OBJECT
public:
    explicit FocusRing(QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void follow(QWidget *focused);
    void place();

    QPointer<QWidget> m_focused;
    QPointer<QWidget> m_home; ///< window that it belongs to while nothing has the focus
};

} // namespace redoubt::ui
