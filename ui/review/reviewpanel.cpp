// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/review/reviewpanel.h"

#include "ui/review/findingsmodel.h"

#include <QListView>
#include <QTabWidget>
#include <QVBoxLayout>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

ReviewPanel::ReviewPanel(Session &session, Commands &commands, QWidget *parent)
    : QWidget(parent)
{
    Q_UNUSED(commands)
    setObjectName(u"reviewPanel"_s);
    auto *tabs = new QTabWidget;
    tabs->setObjectName(u"reviewTabs"_s);
    tabs->setAccessibleName(tr("Review"));
    auto *list = new QListView;
    list->setObjectName(u"findingsList"_s);
    list->setAccessibleName(tr("Findings"));
    list->setUniformItemSizes(true);
    list->setModel(new FindingsModel(session, list));
    tabs->addTab(list, tr("Findings"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(tabs);
}

} // namespace redoubt::ui
