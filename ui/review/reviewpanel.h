// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/common/commands.h"
#include "ui/common/session.h"

#include <QWidget>

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
};

} // namespace redoubt::ui
