// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/itemview.h"

#include "ui/canvas/notice.h"
#include "ui/common/icons.h"

#include <QStackedLayout>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

ItemView::ItemView(Session &session, Commands &, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_stack(new QStackedLayout(this))
    , m_notice(new NoticePage(this))
{
    setObjectName(u"itemView"_s);
    setAccessibleName(tr("Canvas"));
    m_stack->addWidget(m_notice);
    connect(&session, &Session::currentItemChanged, this, &ItemView::showItem);
    connect(&session, &Session::itemMarksChanged, this, [this](ItemId item) {
        if (item == m_session.currentItem())
            showItem();
    });
    showItem();
}

ItemView::~ItemView() = default;

void ItemView::showItem()
{
    const casefile::Item *item = m_session.item();
    Notice notice;
    if (item == nullptr) {
        notice = {u"add"_s, tr("No files yet"),
                  tr("Drop files here, or press Ctrl+O to add files."), Notice::Tone::Calm};
    } else {
        notice = {iconName(item->kind), item->name, item->problem, Notice::Tone::Calm};
    }
    m_notice->setNotice(notice);
    m_stack->setCurrentWidget(m_notice);
}

} // namespace redoubt::ui
