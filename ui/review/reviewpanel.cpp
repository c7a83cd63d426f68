// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/review/reviewpanel.h"

#include "ui/review/findingspanel.h"
#include "ui/review/propertiespanel.h"
#include "ui/review/subjectspanel.h"

#include <QTabWidget>
#include <QVBoxLayout>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

ReviewPanel::ReviewPanel(Session &session, Commands &commands, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"reviewPanel"_s);
    setAccessibleName(tr("Review"));
    auto *tabs = new QTabWidget;
    tabs->setObjectName(u"reviewTabs"_s);
    tabs->setAccessibleName(tr("Review"));
    tabs->setDocumentMode(true);
    tabs->addTab(new FindingsPanel(session, commands), tr("Findings"));
    tabs->addTab(new SubjectsPanel(session, commands), tr("Subjects"));
    tabs->addTab(new PropertiesPanel(session), tr("Properties"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(tabs);
}

} // namespace redoubt::ui
