// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/document/docmodel.h"
#include "core/jobs/job.h"
#include "ui/canvas/pagelook.h"
#include "ui/canvas/pagestore.h"
#include "ui/canvas/wordselect.h"
#include "ui/common/commands.h"
#include "ui/common/session.h"

#include <QFutureWatcher>
#include <QMap>
#include <QTimer>
#include <QWidget>

class QLabel;
class QStackedLayout;

namespace redoubt::ui {

class CanvasView;
class CanvasMarks;
class NoticePage;
class PageStrip;
class PreviewPlan;

/// Pictures and the pages of documents: the page with its marks, a strip of thumbnails at the left
/// when there are several. Dragging over words selects text. A page that was shown for a second is
/// recorded as seen. Ownership: borrows session and plan.
class PagePane : public QWidget
{
    Q_OBJECT
public:
    PagePane(Session &session, Commands &commands, PreviewPlan &plan, QWidget *parent = nullptr);
    ~PagePane() override;

    /// Shows the session's current item. Requires: a picture or a document of pages.
    void open();
    void close();
    CanvasView *canvas() { return m_canvas; }
    void setShown(ViewMode mode);

    bool hasSelectedText() const { return m_run.has_value(); }
    /// Makes the selected words a mark.
    void markSelectedText();

Q_SIGNALS:
    void selectedTextChanged();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void pagesKnown(const Result<int> &pages);
    void pageArrived(int page, const Result<RenderedPage> &rendered);
    void requestPage();
    void requestThumbnails();
    void showPage();
    void showProblem(const QString &cause);
    void markPages();
    void markNotExamined();
    void tellNotExamined();
    using Model = std::shared_ptr<const document::DocModel>; ///< shared with the job that made it
    /// @a look: is called with it on the worker; may be empty.
    void startReading(std::optional<int> recognised, const std::function<void(Model)> &take,
                      const std::function<void(const document::DocModel &)> &look = {});
    void loadWords();
    void recogniseWords();
    Model shownModel() const;
    void applyWords();
    void dragText(QPointF from, QPointF to, bool finished);
    int wantedDpi() const;
    void recordSeen();

    Session &m_session;
    PreviewPlan &m_plan;
    QStackedLayout *m_stack;
    QLabel *m_unseen; ///< above the page: what of it nobody looked at, and why
    CanvasView *m_canvas;
    NoticePage *m_notice;
    PageStrip *m_strip;
    CanvasMarks *m_canvasMarks;
    QAction *m_next;
    QAction *m_previous;
    std::unique_ptr<PageStore> m_store;
    quint64 m_opened = 0;
    bool m_picture = false;
    int m_pages = 0;
    std::optional<RenderedPage> m_page;
    QMap<int, QString> m_notExamined; ///< by page: what and why
    QHash<int, PageLook> m_looks;     ///< by page: what of it was in view, since it was opened
    std::optional<Job<Model>> m_loading;
    Model m_model;
    QHash<int, Model> m_recognised; ///< by page: with the words that were recognised there
    bool m_offsetsMatch = false;    ///< the model's text is the one that findings count in
    std::optional<WordRun> m_run;
    ViewMode m_shown = ViewMode::Edit;
    QTimer m_seenTimer;
    QTimer m_zoomTimer;
    Postbox m_postbox{*this};
};

} // namespace redoubt::ui
