// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/media/framestore.h"
#include "core/redact/plan/plan.h"
#include "ui/canvas/player.h"
#include "ui/common/commands.h"
#include "ui/common/session.h"

#include <QWidget>

class QStackedLayout;

namespace redoubt::ui {

class CanvasView;
class CanvasMarks;
class NoticePage;
class PlayerBar;
class PlayerSound;
class PreviewPlan;

/// Video and sound: the picture with its marks, or the name of a recording, and the player below.
/// Offers the commands of the Play menu. Ownership: borrows session, commands and plan.
class MediaPane : public QWidget
{
    Q_OBJECT
public:
    MediaPane(Session &session, Commands &commands, PreviewPlan &plan, QWidget *parent = nullptr);
    ~MediaPane() override;

    /// Shows the session's current item. Requires: it has a time axis.
    void open();
    /// Shows and plays the streams that the session now names. Requires: open.
    void followStreams();
    /// Lets go of everything that belongs to an item.
    void close();
    CanvasView *canvas() { return m_canvas; }
    Player &player() { return m_player; }
    /// What is shown, null before the first picture.
    const media::FrameStore::FramePtr &frame() const { return m_frame; }
    /// Edit, Preview or Original, with what is peeked at.
    void setShown(ViewMode mode);

private:
    void addCommands(Commands &commands);
    QAction *addCommand(Commands &commands, const CommandSpec &spec,
                        const std::function<void()> &run);
    void requestFrame(Session::TimeChange change);
    void frameArrived(quint64 request, const Result<media::FrameStore::FramePtr> &frame);
    void showFrame();
    void showProblem(const QString &cause);
    void updateBar();
    void updateRoom();
    void recordSeen();
    void recordHeard();
    void openSound(workflow::ViewedItem source);
    void closeSound();
    std::vector<redact::AudioCut> cutsNow();
    void showNextStream(Modality modality);

    Session &m_session;
    PreviewPlan &m_plan;
    Player m_player;
    QStackedLayout *m_stack;
    CanvasView *m_canvas;
    NoticePage *m_notice;
    PlayerBar *m_bar;
    CanvasMarks *m_canvasMarks;
    std::unique_ptr<PlayerSound> m_sound;
    bool m_asReleased = true;
    Ticks m_heardTo = 0;
    std::unique_ptr<media::FrameStore> m_store;
    int m_picture = -1; ///< the stream that it reads
    media::FrameStore::FramePtr m_frame;
    quint64 m_opened = 0; ///< which opening answers belong to
    quint64 m_shownRequest = 0;
    Ticks m_lastTime = 0;
    ViewMode m_shown = ViewMode::Edit;
    QList<QAction *> m_actions;
    QAction *m_nextSound = nullptr;
    QAction *m_nextPicture = nullptr;
    Postbox m_postbox{*this};
};

} // namespace redoubt::ui
