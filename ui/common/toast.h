// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>
#include <QTimer>

class QLabel;
class QPushButton;
class QUndoStack;

namespace redoubt::ui {

/// A sentence about what a key just did, at the lower edge of its parent, with a button that takes
/// it back. It takes no focus, goes by itself after some seconds, and goes at once when another
/// step is done or undone. Threads: the window's.
class Toast : public QFrame
{
    Q_OBJECT
public:
    explicit Toast(QWidget *parent);
    /// Says @a sentence of the newest step of @a undo, which is borrowed. Takes the place of what
    /// is still said.
    void say(const QString &sentence, QUndoStack &undo);

private:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void place();
    void hideWhenPassed();

    QLabel *m_text;
    QPushButton *m_button;
    QTimer m_timer;
    QPointer<QUndoStack> m_undo;
    int m_step = 0; ///< index of the stack that the sentence is about
};

} // namespace redoubt::ui
