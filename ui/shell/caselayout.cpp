// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/caselayout.h"

#include "ui/common/commands.h"
#include "ui/review/reviewpanel.h"

#include <QResizeEvent>
#include <QSettings>
#include <QSplitter>
#include <QVBoxLayout>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLeftWidth = 232;
constexpr int kRightWidth = 368;
constexpr int kFoldedSide = 312;
/// Below this width three columns leave no room for the item.
constexpr int kNarrow = 1000;
constexpr QSize kSmallest(600, 160);

const QString kColumnsKey = u"window/columns"_s;
const QString kRowsKey = u"window/rows"_s;

} // namespace

CaseLayout::CaseLayout(const Panels &panels, QSettings &settings, Commands &commands,
                       QWidget *parent)
    : QWidget(parent)
    , m_panels(panels)
    , m_settings(settings)
    , m_rows(new QSplitter(Qt::Vertical, this))
    , m_columns(new QSplitter(Qt::Horizontal, m_rows))
    , m_middle(new QSplitter(Qt::Vertical, m_columns))
{
    setObjectName(u"caseLayout"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_rows);
    panels.files->setMinimumWidth(140);
    panels.item->setMinimumWidth(320);
    panels.review->setMinimumWidth(220);
    m_columns->insertWidget(0, panels.files);
    m_middle->addWidget(panels.item);
    m_columns->addWidget(panels.review);
    m_rows->addWidget(panels.timeline);
    for (QSplitter *splitter : {m_rows, m_columns, m_middle})
        splitter->setHandleWidth(1);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({kLeftWidth, 800, kRightWidth});
    m_middle->setStretchFactor(0, 2);
    m_rows->setStretchFactor(0, 2);
    m_rows->setStretchFactor(1, 1);
    m_rows->setSizes({540, 300});
    m_columns->restoreState(settings.value(kColumnsKey).toByteArray());
    m_rows->restoreState(settings.value(kRowsKey).toByteArray());
    connect(
        commands.add(
            this,
            {u"panel.files"_s, tr("Show the files"), {Qt::ALT | Qt::Key_1}, MenuGroup::View, {}}),
        &QAction::triggered, this, &CaseLayout::showFiles);
}

CaseLayout::~CaseLayout()
{
    m_settings.setValue(kColumnsKey, m_folded ? m_wideColumns : m_columns->saveState());
    m_settings.setValue(kRowsKey, m_folded ? m_wideRows : m_rows->saveState());
}

QSize CaseLayout::minimumSizeHint() const
{
    return kSmallest;
}

void CaseLayout::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    setFolded(event->size().width() < kNarrow);
}

void CaseLayout::setFolded(bool folded)
{
    if (folded == m_folded)
        return;
    m_folded = folded;
    // A panel that moves keeps its visibility: of sound and video only the timeline is shown.
    const bool timeline = !m_panels.timeline->isHidden();
    if (folded) {
        m_wideColumns = m_columns->saveState();
        m_wideRows = m_rows->saveState();
        m_panels.review->foldIn(m_panels.files, tr("Files"));
        m_middle->addWidget(m_panels.timeline);
        m_columns->setSizes({std::max(320, width() - kFoldedSide), kFoldedSide});
        m_middle->setSizes({200, 120});
    } else {
        m_panels.review->takeOut(m_panels.files);
        m_columns->insertWidget(0, m_panels.files);
        m_panels.files->show();
        m_rows->addWidget(m_panels.timeline);
        m_columns->restoreState(m_wideColumns);
        m_rows->restoreState(m_wideRows);
    }
    m_panels.timeline->setVisible(timeline);
    Q_EMIT foldedChanged(folded);
}

void CaseLayout::showFiles()
{
    if (m_folded)
        m_panels.review->showPanel(m_panels.files);
    else
        m_panels.files->setFocus();
}

} // namespace redoubt::ui
