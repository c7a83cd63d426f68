// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/common/commands.h"
#include "ui/common/session.h"

#include <QWidget>

class QStackedLayout;

namespace redoubt::ui {

class NoticePage;

/// The middle of the window: the session's current item, shown by what it is. Video and sound with
/// the player below, pictures, pages with a strip of thumbnails, text and tables; for what cannot
/// be shown, the cause and the next step. Ownership: borrows session and commands, which must
/// outlive it.
class ItemView : public QWidget
{
    Q_OBJECT
public:
    ItemView(Session &session, Commands &commands, QWidget *parent = nullptr);
    ~ItemView() override;

private:
    void showItem();

    Session &m_session;
    QStackedLayout *m_stack;
    NoticePage *m_notice;
};

} // namespace redoubt::ui
