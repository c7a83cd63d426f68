// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/itemview.h"

#include "core/medium/mediumtable.h"
#include "ui/canvas/canvasview.h"
#include "ui/canvas/mediapane.h"
#include "ui/canvas/notice.h"
#include "ui/canvas/pagepane.h"
#include "ui/canvas/previewplan.h"
#include "ui/canvas/textpane.h"
#include "ui/canvas/viewcommands.h"
#include "ui/common/icons.h"

#include <QStackedLayout>

#include <algorithm>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

/// Which pane shows what a medium asks for, once it can.
struct ItemView::Pane
{
    medium::View view;
    Shape shape;
    bool (*ready)(const Session &session, const casefile::Item &item);
};

const std::array<ItemView::Pane, 3> ItemView::kPanes{
    Pane{medium::kPlayerView, Shape::Media,
         [](const Session &session, const casefile::Item &) { return bool(session.axis()); }},
    Pane{medium::kPagesView, Shape::Pages,
         [](const Session &, const casefile::Item &) { return true; }},
    Pane{medium::kTextView, Shape::Text,
         [](const Session &, const casefile::Item &item) {
             return item.state == casefile::ItemState::Analysed;
         }},
};

ItemView::ItemView(Session &session, Commands &commands, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_stack(new QStackedLayout(this))
    , m_notice(new NoticePage(this))
    , m_plan(new PreviewPlan(session, this))
    , m_media(new MediaPane(session, commands, *m_plan, this))
    , m_pages(new PagePane(session, commands, *m_plan, this))
    , m_text(new TextPane(session, *m_plan, this))
    , m_views(new ViewCommands(session, commands, *this, [this] { return canvas(); }))
{
    setObjectName(u"itemView"_s);
    setAccessibleName(tr("Canvas"));
    m_stack->addWidget(m_notice);
    m_stack->addWidget(m_media);
    m_stack->addWidget(m_pages);
    m_stack->addWidget(m_text);
    m_markText = commands.add(this, {u"mark.text"_s,
                                     tr("Mark selected text"),
                                     {QKeySequence(Qt::CTRL | Qt::Key_B)},
                                     MenuGroup::Mark,
                                     {}});
    m_markText->setEnabled(false);
    connect(m_markText, &QAction::triggered, this, [this] {
        if (m_shape == Shape::Text)
            m_text->markSelectedText();
        else
            m_pages->markSelectedText();
    });
    connect(m_pages, &PagePane::selectedTextChanged, this, &ItemView::updateMarkText);
    connect(m_text, &TextPane::selectedTextChanged, this, &ItemView::updateMarkText);
    connect(m_views, &ViewCommands::shownChanged, this, &ItemView::applyShown);
    connect(&session, &Session::currentItemChanged, this, &ItemView::showItem);
    connect(&session, &Session::itemAdded, this, [this] { showItem(); });
    connect(&session, &Session::streamsChanged, this, [this] {
        if (m_shape == Shape::Media)
            m_media->followStreams();
    });
    connect(&session, &Session::itemMarksChanged, this, [this](ItemId item) {
        // The analysis may have told what the item is; marks are the panes' own matter.
        if (item == m_session.currentItem() || m_session.item() == nullptr)
            showItem();
    });
    applyShown();
    showItem();
}

ItemView::~ItemView() = default;

CanvasView *ItemView::canvas() const
{
    switch (m_shape) {
    case Shape::Media:
        return m_media->canvas();
    case Shape::Pages:
        return m_pages->canvas();
    case Shape::None:
    case Shape::Text:
    case Shape::Notice:
        break;
    }
    return nullptr;
}

ItemView::Shape ItemView::shapeOf(const casefile::Item *item) const
{
    if (item == nullptr)
        return Shape::Notice;
    const medium::View view = medium::of(item->kind).view;
    const auto pane = std::find_if(kPanes.begin(), kPanes.end(),
                                   [view](const Pane &each) { return each.view == view; });
    return pane != kPanes.end() && pane->ready(m_session, *item) ? pane->shape : Shape::Notice;
}

void ItemView::showItem()
{
    const casefile::Item *item = m_session.item();
    const Shape shape = shapeOf(item);
    if (shape == Shape::Notice)
        showNotice(item);
    const ItemId id = item != nullptr ? item->id : ItemId();
    if (shape == m_shape && id == m_item)
        return;
    m_shape = shape;
    m_item = id;
    if (shape != Shape::Media)
        m_media->close();
    if (shape != Shape::Pages)
        m_pages->close();
    if (shape != Shape::Text)
        m_text->close();
    switch (shape) {
    case Shape::Media:
        m_media->open();
        m_stack->setCurrentWidget(m_media);
        break;
    case Shape::Pages:
        m_pages->open();
        m_stack->setCurrentWidget(m_pages);
        break;
    case Shape::Text:
        m_text->open();
        m_stack->setCurrentWidget(m_text);
        break;
    case Shape::Notice:
    case Shape::None:
        m_stack->setCurrentWidget(m_notice);
        break;
    }
}

QString ItemView::notExamined(const casefile::Item &item)
{
    QStringList lines;
    for (const NotExamined &part : item.notExamined)
        lines.append(tr("%1: %2").arg(part.portion.what(), part.why.text()));
    return lines.join(u'\n');
}

void ItemView::showNotice(const casefile::Item *item)
{
    if (item == nullptr) {
        m_notice->setNotice({u"add"_s, tr("No files yet"),
                             tr("Drop files here, or press Ctrl+O to add files."),
                             Notice::Tone::Calm});
        return;
    }
    const auto sayNotExamined = [&](const QString &cause, const QString &nextStep) {
        m_notice->setNotice({u"not-examined"_s, tr("Not examined: %1").arg(item->name),
                             cause + u"\n\n"_s + nextStep, Notice::Tone::Problem});
    };
    if (const QString obstacle = m_session.obstacle(item->id); !obstacle.isEmpty()) {
        sayNotExamined(obstacle,
                       tr("The original stays sealed in the vault. When the cause is gone, choose "
                          "“Analyse this file again” in the menu Case."));
        return;
    }
    switch (item->state) {
    case casefile::ItemState::Sealed:
        m_notice->setNotice({iconName(item->kind), item->name,
                             tr("The file is sealed in the vault and not examined yet. It is shown "
                                "when the analysis has described it."),
                             Notice::Tone::Calm});
        return;
    case casefile::ItemState::Unsupported:
    case casefile::ItemState::Failed: {
        const QString cause = item->problem.isEmpty() ? notExamined(*item) : item->problem.text();
        sayNotExamined(cause,
                       item->state == casefile::ItemState::Failed
                           ? tr("The original stays sealed in the vault. To try again, choose "
                                "“Analyse this file again” in the menu Case. Or convert the file "
                                "to a common format and add that, or remove it from the case.")
                           : tr("The original stays sealed in the vault. Convert the file to a "
                                "common format and add that, or leave it out of the release."));
        return;
    }
    case casefile::ItemState::Analysed:
        m_notice->setNotice({iconName(item->kind), item->name,
                             tr("Files of this kind (%1) have no view here. Their findings are in "
                                "the list.")
                                 .arg(displayName(item->kind)),
                             Notice::Tone::Calm});
        return;
    }
}

void ItemView::applyShown()
{
    const ViewMode shown = m_views->shown();
    m_media->setShown(shown);
    m_pages->setShown(shown);
    m_text->setShown(shown);
}

void ItemView::updateMarkText()
{
    m_markText->setEnabled(m_shape == Shape::Text ? m_text->hasSelectedText()
                                                  : m_pages->hasSelectedText());
}

} // namespace redoubt::ui
