// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/common/commands.h"
#include "ui/common/session.h"

#include <QWidget>

#include <array>

class QStackedLayout;

namespace redoubt::ui {

class CanvasView;
class MediaPane;
class NoticePage;
class PagePane;
class PreviewPlan;
class TextPane;
class ViewCommands;

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

    /// The canvas in view; null while none is.
    CanvasView *canvas() const;
    /// What of the item could not be examined, as one paragraph; empty when nothing.
    static QString notExamined(const casefile::Item &item);

private:
    enum class Shape { None, Media, Pages, Text, Notice };
    struct Pane;
    static const std::array<Pane, 3> kPanes;
    Shape shapeOf(const casefile::Item *item) const;
    void showItem();
    void showNotice(const casefile::Item *item);
    void applyShown();
    void updateMarkText();

    Session &m_session;
    QStackedLayout *m_stack;
    NoticePage *m_notice;
    PreviewPlan *m_plan;
    MediaPane *m_media;
    PagePane *m_pages;
    TextPane *m_text;
    ViewCommands *m_views;
    QAction *m_markText;
    Shape m_shape = Shape::None;
    ItemId m_item;
};

} // namespace redoubt::ui
