// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/common/commands.h"
#include "ui/review/findingsfilter.h"

#include <QWidget>

class QButtonGroup;
class QFrame;
class QLabel;
class QLayout;
class QLineEdit;
class QListView;
class QMenu;
class QPushButton;
class QVBoxLayout;

namespace redoubt::ui {

class Thumbnails;
struct FindingRowLook;

/// The list of findings with its chips, search and bulk decisions. Everything in it can be decided
/// by keyboard. The selection is the session's. Threads: the window's.
class FindingsPanel : public QWidget
{
    Q_OBJECT
public:
    FindingsPanel(Session &session, Commands &commands, QWidget *parent = nullptr);

    FindingsFilter &filter() { return m_filter; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Go { Next, Previous, NextUndecided, PreviousUndecided };

    void buildChips(QVBoxLayout *layout);
    QMenu *buildMenu();
    QFrame *buildBulk();
    QLayout *buildButtons(); ///< redact and keep, for the mouse
    void addCommands();
    void nameReasons();
    void setBin(FindingsBin bin);
    void refresh();
    void showSelection();
    void takeSelection();
    int currentRow() const;
    void go(Go where);
    void decideSelection(Verdict verdict);
    void decideShown(Verdict verdict);
    FindingRowLook look(int row);
    QString emptyText() const;
    QString keysText() const;
    /// Chips are narrow: from a thousand on only the leading digits, with the rest in the tooltip.
    static QString shortCount(int count);

    Session &m_session;
    Commands &m_commands;
    FindingsModel m_model;
    FindingsFilter m_filter;
    Thumbnails *m_thumbnails = nullptr;
    QButtonGroup *m_chips = nullptr;
    QLineEdit *m_search = nullptr;
    QListView *m_list = nullptr;
    QLabel *m_empty = nullptr;
    QLabel *m_keys = nullptr;
    QPushButton *m_decideAll = nullptr;
    QFrame *m_bulk = nullptr;
    QLabel *m_bulkText = nullptr;
    QAction *m_goOn = nullptr;
    QList<QAction *> m_reasonActions;
    bool m_syncing = false;
};

} // namespace redoubt::ui
