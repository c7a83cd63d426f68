// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/common/commands.h"
#include "ui/common/session.h"

#include <QWidget>

class QTabWidget;

namespace redoubt::ui {

/// The panel at the right: findings as a list in which everything can be decided by keyboard,
/// subjects, and the properties of what is selected. Adds its commands in the constructor.
/// Threads: the window's; thumbnails are made on workers.
class ReviewPanel : public QWidget
{
    Q_OBJECT
public:
    /// Borrows both; they must outlive the panel.
    ReviewPanel(Session &session, Commands &commands, QWidget *parent = nullptr);

    /// In a narrow window another panel stands here, as the first tab, until it is taken out.
    void foldIn(QWidget *panel, const QString &title);
    /// Takes it out again, without a place: the caller gives it one.
    void takeOut(QWidget *panel);
    /// Brings the tab of @a panel to the front and gives it the focus.
    void showPanel(QWidget *panel);

private:
    QTabWidget *m_tabs;
};

} // namespace redoubt::ui
