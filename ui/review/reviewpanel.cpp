// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/review/reviewpanel.h"

#include "ui/review/findingspanel.h"
#include "ui/review/propertiespanel.h"
#include "ui/review/subjectspanel.h"

#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

ReviewPanel::ReviewPanel(Session &session, Commands &commands, QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget(this))
{
    setObjectName(u"reviewPanel"_s);
    setAccessibleName(tr("Review"));
    m_tabs->setObjectName(u"reviewTabs"_s);
    m_tabs->setAccessibleName(tr("Review"));
    m_tabs->setDocumentMode(true);
    struct Tab
    {
        QWidget *panel;
        QString title;
        QString id;
        QString command;
        QKeySequence key;
    };
    for (const Tab &tab :
         {Tab{new FindingsPanel(session, commands), tr("Findings"), u"panel.findings"_s,
              tr("Show the findings"), Qt::ALT | Qt::Key_2},
          Tab{new SubjectsPanel(session, commands), tr("Subjects"), u"panel.subjects"_s,
              tr("Show the subjects"), Qt::ALT | Qt::Key_3},
          Tab{new PropertiesPanel(session), tr("Properties"), u"panel.properties"_s,
              tr("Show the properties"), Qt::ALT | Qt::Key_4}}) {
        m_tabs->addTab(tab.panel, tab.title);
        connect(commands.add(this, {tab.id, tab.command, {tab.key}, MenuGroup::View, {}}),
                &QAction::triggered, this, [this, panel = tab.panel] { showPanel(panel); });
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_tabs);
}

void ReviewPanel::foldIn(QWidget *panel, const QString &title)
{
    m_tabs->insertTab(0, panel, title);
}

void ReviewPanel::takeOut(QWidget *panel)
{
    if (const int index = m_tabs->indexOf(panel); index >= 0)
        m_tabs->removeTab(index);
}

void ReviewPanel::showPanel(QWidget *panel)
{
    m_tabs->setCurrentWidget(panel);
    if (panel->focusProxy() != nullptr) {
        panel->setFocus();
        return;
    }
    for (QWidget *child : panel->findChildren<QWidget *>()) {
        if ((child->focusPolicy() & Qt::TabFocus) != 0 && child->isVisible() &&
            child->isEnabled()) {
            child->setFocus();
            return;
        }
    }
    m_tabs->tabBar()->setFocus();
}

} // namespace redoubt::ui
