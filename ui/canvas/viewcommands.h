// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/common/commands.h"
#include "ui/common/session.h"

#include <functional>

namespace redoubt::ui {

class CanvasView;

/// The commands of the View menu that belong to the canvas: what is shown (edit, preview,
/// original, peek while a key is held) and how large. Also removes marks and drops the selection.
class ViewCommands : public QObject
{
    Q_OBJECT
public:
    /// @a canvas gives the canvas in view, or null. Actions belong to @a owner.
    ViewCommands(Session &session, Commands &commands, QWidget &owner,
                 std::function<CanvasView *()> canvas);

    /// What is shown now: the session's mode, or the original while it is peeked at.
    ViewMode shown() const;

Q_SIGNALS:
    void shownChanged();

private:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void setPeek(bool peek);

    Session &m_session;
    QAction *m_peek;
    bool m_peeking = false;
};

} // namespace redoubt::ui
