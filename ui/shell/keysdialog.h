// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/common/commands.h"

#include <QDialog>

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace redoubt::ui {

/// Every command with its keys; a key can be changed, with a warning when another command has it.
class KeysDialog : public QDialog
{
    Q_OBJECT
public:
    explicit KeysDialog(Commands &commands, QWidget *parent = nullptr);

private:
    void refresh();
    void currentChanged();
    void keyChanged();
    void assign();
    QString currentId() const;

    Commands &m_commands;
    QLineEdit *m_filter;
    QTreeWidget *m_list;
    QKeySequenceEdit *m_edit;
    QLabel *m_conflict;
    QPushButton *m_assign;
    QPushButton *m_clear;
};

} // namespace redoubt::ui
