// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/pagepane.h"

#include "core/medium/mediumtable.h"
#include "ui/canvas/canvasmarks.h"
#include "ui/canvas/canvasview.h"
#include "ui/canvas/notice.h"
#include "ui/canvas/pagestrip.h"
#include "ui/canvas/previewplan.h"
#include "ui/common/gestures.h"
#include "ui/common/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStackedLayout>

#include <algorithm>
#include <atomic>

namespace redoubt::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kLookEvery = 250ms;
/// Smaller than this, ten points of text are less than seven pixels high, and a face of forty
/// pixels less than ten: nobody can say what stands there.
constexpr double kReadablePage = 0.7;
constexpr double kReadablePicture = 0.2;
constexpr auto kZoomRest = 150ms;
constexpr int kFullDpi = 72; ///< one pixel for each pixel of a picture

} // namespace

PagePane::PagePane(Session &session, Commands &commands, PreviewPlan &plan, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_plan(plan)
    , m_stack(new QStackedLayout)
    , m_unseen(new QLabel(this))
    , m_canvas(new CanvasView(this))
    , m_notice(new NoticePage(this))
    , m_strip(new PageStrip(this))
    , m_canvasMarks(new CanvasMarks(session, *m_canvas, this))
{
    setObjectName(u"pagePane"_s);
    m_canvas->setObjectName(u"pageCanvas"_s);
    m_canvas->setAccessibleName(tr("Page with marks"));
    m_stack->addWidget(m_canvas);
    m_stack->addWidget(m_notice);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_strip);
    auto *column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_unseen);
    column->addLayout(m_stack, 1);
    layout->addLayout(column, 1);
    m_unseen->setObjectName(u"pageNotExamined"_s);
    m_unseen->setTextFormat(Qt::PlainText);
    m_unseen->setWordWrap(true);
    m_unseen->setContentsMargins(kGrid, kHalfGrid, kGrid, kHalfGrid);
    m_unseen->hide();
    m_strip->hide();
    m_seenTimer.setInterval(kLookEvery);
    m_zoomTimer.setSingleShot(true);
    m_zoomTimer.setInterval(kZoomRest);

    m_next = commands.add(
        this, {u"page.next"_s, tr("Next page"), {Qt::Key_PageDown}, MenuGroup::View, {}});
    m_previous = commands.add(
        this, {u"page.previous"_s, tr("Previous page"), {Qt::Key_PageUp}, MenuGroup::View, {}});
    for (QAction *action : {m_next, m_previous})
        action->setEnabled(false);
    const auto turn = [this](int by) {
        m_session.setPage(std::clamp(m_session.page() + by, 0, std::max(0, m_pages - 1)));
    };
    connect(m_next, &QAction::triggered, this, [turn] { turn(1); });
    connect(m_previous, &QAction::triggered, this, [turn] { turn(-1); });
    connect(m_canvas, &CanvasView::overscrolled, this, turn);
    connect(m_strip, &PageStrip::pagePicked, &session, &Session::setPage);
    connect(m_strip, &PageStrip::visibleChanged, this, &PagePane::requestThumbnails);
    connect(m_canvas, &CanvasView::textDragged, this, &PagePane::dragText);
    connect(m_canvas, &CanvasView::zoomChanged, this, [this] { m_zoomTimer.start(); });
    connect(&m_zoomTimer, &QTimer::timeout, this, [this] {
        if (m_page && m_page->dpi != wantedDpi())
            requestPage();
    });
    connect(&session, &Session::pageChanged, this, [this] {
        if (m_store)
            requestPage();
    });
    connect(&plan, &PreviewPlan::changed, this, [this] {
        if (m_shown == ViewMode::Preview)
            showPage();
    });
    connect(&session, &Session::itemMarksChanged, this, [this](ItemId item) {
        if (item == m_session.currentItem()) {
            markPages();
            markNotExamined();
        }
    });
    connect(&session, &Session::closing, this, &PagePane::close);
    connect(&m_seenTimer, &QTimer::timeout, this, &PagePane::recordSeen);
}

PagePane::~PagePane()
{
    // Only the work is stopped: actions and children may be on their way out already.
    if (m_loading)
        m_loading->stop.request_stop();
    m_store.reset();
}

void PagePane::open()
{
    close();
    const casefile::Item *item = m_session.item();
    if (item == nullptr)
        return;
    auto source = m_session.source(item->id);
    if (!source) {
        showProblem(source.error().text());
        return;
    }
    m_picture = isStill(item->kind);
    m_stack->setCurrentWidget(m_canvas);
    const quint64 opened = ++m_opened;
    // Answers come on the store's thread; what arrives after the next opening is dropped.
    const auto here = [this, opened, address = m_postbox.address()](auto call) {
        address.post([this, opened, call = std::move(call)] {
            if (opened == m_opened)
                call();
        });
    };
    PageStore::Callbacks callbacks;
    callbacks.opened = [this, here](const Result<int> &pages) {
        here([this, pages] { pagesKnown(pages); });
    };
    callbacks.pageReady = [this, here](int page, const Result<RenderedPage> &rendered) {
        here([this, page, rendered] { pageArrived(page, rendered); });
    };
    callbacks.thumbnailReady = [this, here](const RenderedPage &page) {
        here([this, page] { m_strip->setThumbnail(page); });
    };
    m_store = std::make_unique<PageStore>(
        [viewer = m_session.itemWorker()->viewer(), source = *source, kind = item->kind](
            const JobContext &context) { return viewer->openPages(source, kind, context); },
        callbacks);
    markNotExamined();
    requestPage();
    if (!m_picture)
        loadWords();
}

void PagePane::close()
{
    ++m_opened;
    m_seenTimer.stop();
    if (m_loading)
        m_loading->stop.request_stop();
    m_loading.reset();
    m_model.reset();
    m_recognised.clear();
    m_offsetsMatch = false;
    m_run.reset();
    m_store.reset();
    m_page.reset();
    m_looks.clear();
    m_pages = 0;
    m_notExamined.clear();
    tellNotExamined();
    m_strip->setPageCount(0);
    m_strip->hide();
    m_canvasMarks->setPlace({});
    m_canvas->setTextPicker({});
    m_canvas->clear();
    m_next->setEnabled(false);
    m_previous->setEnabled(false);
    Q_EMIT selectedTextChanged();
}

void PagePane::setShown(ViewMode mode)
{
    if (mode == m_shown)
        return;
    m_shown = mode;
    showPage();
}

void PagePane::pagesKnown(const Result<int> &pages)
{
    if (!pages) {
        showProblem(pages.error().text());
        return;
    }
    m_pages = *pages;
    const bool several = m_pages > 1;
    m_next->setEnabled(several);
    m_previous->setEnabled(several);
    m_strip->setVisible(several);
    if (several) {
        m_strip->setPageCount(m_pages);
        m_strip->setCurrentPage(m_session.page());
        markPages();
        markNotExamined();
        if (m_picture)
            showPage(); // its marks belong to a page from now on
    }
}

void PagePane::markPages()
{
    if (!m_store || m_pages < 2)
        return;
    QSet<int> marked;
    QSet<int> undecided;
    for (const Finding *finding : m_session.findings(m_session.currentItem())) {
        if (const auto *area = std::get_if<Area>(&finding->place)) {
            marked.insert(area->page);
            if (isUndecided(m_session.state(*finding)))
                undecided.insert(area->page);
        }
    }
    m_strip->setMarked(marked, undecided);
}

/// What of the item lies on pages and was not examined, in words.
void PagePane::markNotExamined()
{
    m_notExamined.clear();
    const casefile::Item *item = m_session.item();
    for (const NotExamined &each : item ? item->notExamined : QList<NotExamined>()) {
        const Portion::Pages *pages = each.portion.inPages();
        if (pages == nullptr)
            continue;
        const int last = std::min(pages->last.value_or(m_pages - 1), std::max(1, m_pages) - 1);
        for (int page = pages->first; page <= last; ++page) {
            QString &why = m_notExamined[page];
            if (!why.isEmpty())
                why += u'\n';
            why += tr("Not examined: %1 (%2)").arg(each.portion.what(), each.why.text());
        }
    }
    m_strip->setNotExamined(m_notExamined);
    tellNotExamined();
}

void PagePane::tellNotExamined()
{
    const QString why = m_notExamined.value(m_session.page());
    m_unseen->setText(why.isEmpty() ? QString() : u"△ "_s + why);
    m_unseen->setAccessibleName(why);
    m_unseen->setToolTip(why);
    m_unseen->setVisible(!why.isEmpty());
}

/// Steps, so that small changes of the zoom render nothing anew.
int PagePane::wantedDpi() const
{
    if (m_picture)
        return kFullDpi;
    const double needed = 72 * m_canvas->zoom() * devicePixelRatioF();
    for (const int dpi : {48, 72, 108, 144, 216}) {
        if (needed <= dpi * 1.05)
            return dpi;
    }
    return 300;
}

void PagePane::requestPage()
{
    if (!m_store)
        return;
    const int page = m_session.page();
    m_strip->setCurrentPage(page);
    tellNotExamined();
    if (const auto kept = m_store->request(page, m_page ? wantedDpi() : kFullDpi))
        pageArrived(page, *kept);
}

void PagePane::requestThumbnails()
{
    if (!m_store || m_pages < 2)
        return;
    for (const RenderedPage &page :
         m_store->requestThumbnails(m_strip->visiblePages(), PageStrip::kThumbnailDpi))
        m_strip->setThumbnail(page);
}

void PagePane::pageArrived(int page, const Result<RenderedPage> &rendered)
{
    if (page != m_session.page())
        return;
    if (!rendered) {
        if (rendered.error().kind() != ErrorKind::Cancelled)
            showProblem(rendered.error().text());
        return;
    }
    const bool turned = !m_page || m_page->page != page;
    m_page = *rendered;
    if (turned) {
        m_run.reset();
        applyWords();
        Q_EMIT selectedTextChanged();
        if (isVisible())
            m_seenTimer.start();
    }
    showPage();
    if (m_page->dpi != wantedDpi())
        m_zoomTimer.start();
}

void PagePane::showPage()
{
    if (!m_page)
        return;
    QImage image = m_page->image;
    if (m_shown == ViewMode::Preview) {
        const auto &plan = m_plan.plan();
        if (!plan) {
            showProblem(plan.error().text());
            return;
        }
        medium::of(plan->kind).preview(image, *plan, {m_page->page, m_page->size});
    }
    m_stack->setCurrentWidget(m_canvas);
    m_canvas->setPicture(image, m_page->size,
                         m_picture ? CanvasGeometry::Grid::Pixels : CanvasGeometry::Grid::Free);
    m_canvasMarks->setPlace({m_picture ? CanvasPlace::Kind::Picture : CanvasPlace::Kind::Page, 0, 0,
                             m_page->page, m_picture && m_pages > 1});
}

void PagePane::showProblem(const QString &cause)
{
    m_notice->setNotice(
        {u"not-examined"_s, tr("This cannot be shown"), cause, Notice::Tone::Problem});
    m_stack->setCurrentWidget(m_notice);
}

/// A page is seen as far as it stood in view, large enough to be read, for long enough.
void PagePane::recordSeen()
{
    if (!m_page || m_page->page != m_session.page() || !isVisible() || window()->isMinimized() ||
        m_stack->currentWidget() != m_canvas || m_shown == ViewMode::Preview ||
        m_canvas->zoom() < (m_picture ? kReadablePicture : kReadablePage))
        return;
    const QRectF visible = m_canvas->visibleSource();
    const QSizeF size = m_page->size;
    if (size.isEmpty())
        return;
    const QRectF share(visible.x() / size.width(), visible.y() / size.height(),
                       visible.width() / size.width(), visible.height() / size.height());
    const int first = m_page->page * kStripsPerPage;
    for (const int strip : m_looks[m_page->page].look(share, kLookEvery))
        m_session.recordSeen(kStripStream, {first + strip, first + strip + 1});
}

void PagePane::showEvent(QShowEvent *event)
{
    if (m_page)
        m_seenTimer.start();
    QWidget::showEvent(event);
}

void PagePane::hideEvent(QHideEvent *event)
{
    m_seenTimer.stop();
    QWidget::hideEvent(event);
}

// ---- Words

/// Reads the text layer of the document, or one page with what can be recognised on it.
void PagePane::startReading(std::optional<int> recognised, const std::function<void(Model)> &take,
                            const std::function<void(const document::DocModel &)> &look)
{
    const casefile::Item *item = m_session.item();
    auto source = m_session.source(item->id);
    if (!source)
        return; // the page itself says what is wrong
    m_loading = m_session.start<Model>(
        JobClass::Interactive,
        [viewer = m_session.itemWorker()->viewer(), source = *source, kind = item->kind, recognised,
         look,
         languages = m_session.profile().ocrLanguages](const JobContext &context) -> Result<Model> {
            document::LoadOptions options;
            options.ocr = recognised ? document::Ocr::WhereNeeded : document::Ocr::Never;
            options.onlyPage = recognised;
            options.languages = languages.split(u'+', Qt::SkipEmptyParts);
            auto loaded = viewer->loadDocument(source, kind, options, context);
            if (!loaded)
                return loaded.error();
            if (look)
                look(*loaded);
            return std::make_shared<const document::DocModel>(*std::move(loaded));
        });
    auto *watcher = new QFutureWatcher<Result<Model>>(this);
    const quint64 opened = m_opened;
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, opened, take] {
        watcher->deleteLater();
        if (opened != m_opened || watcher->future().resultCount() == 0)
            return;
        const Result<Model> loaded = watcher->result();
        m_loading.reset();
        take(loaded ? *loaded : nullptr); // words are a help; the page is there without them
        applyWords();
    });
    watcher->setFuture(m_loading->future);
}

void PagePane::loadWords()
{
    // The text as it was analysed may be a large book: it is compared where it is read.
    const auto matches = std::make_shared<std::atomic<bool>>(false); // shared with the worker
    startReading(
        {},
        [this, matches](Model model) {
            m_model = std::move(model);
            m_offsetsMatch = m_model && *matches;
        },
        [matches, known = m_session.openCase().itemTextReader(m_session.currentItem())](
            const document::DocModel &model) {
            const auto text = known();
            *matches = text && *text == model.text;
        });
}

/// A scanned page has no words of its own. They are recognised when it is looked at: all pages
/// would take minutes.
void PagePane::recogniseWords()
{
    const int page = m_page->page;
    if (m_loading || !m_model || m_recognised.contains(page))
        return;
    const auto &words = m_model->pages[size_t(page)].words;
    if (std::any_of(words.begin(), words.end(), isVisibleWord))
        return;
    startReading(page, [this, page](Model model) {
        m_recognised.insert(page, model ? std::move(model) : m_model);
    });
}

/// What the words of the page in view stand in; null while nothing is known of them.
PagePane::Model PagePane::shownModel() const
{
    if (!m_page)
        return nullptr;
    const Model model = m_recognised.value(m_page->page, m_model);
    return model && m_page->page < int(model->pages.size()) ? model : nullptr;
}

void PagePane::applyWords()
{
    const Model model = shownModel();
    if (!model) {
        m_canvas->setTextPicker({});
        return;
    }
    recogniseWords();
    const auto page = size_t(m_page->page);
    CanvasView::TextPicker picker;
    picker.isText = [model, page](QPointF at) { return isOnText(model->pages[page].words, at); };
    picker.rects = [model, page](QPointF from, QPointF to) {
        std::vector<QRectF> rects;
        const auto &words = model->pages[page].words;
        if (const auto run = wordsBetween(words, from, to)) {
            for (const PageRect &line : lineRects(words, *run))
                rects.push_back(toRect(line));
        }
        return rects;
    };
    m_canvas->setTextPicker(picker);
}

void PagePane::dragText(QPointF from, QPointF to, bool finished)
{
    m_run.reset();
    const Model model = shownModel();
    if (finished && from != to && model)
        m_run = wordsBetween(model->pages[size_t(m_page->page)].words, from, to);
    Q_EMIT selectedTextChanged();
}

void PagePane::markSelectedText()
{
    const Model model = shownModel();
    if (!m_run || !model)
        return;
    const auto &words = model->pages[size_t(m_page->page)].words;
    Area area;
    area.page = m_page->page;
    area.rects = lineRects(words, *m_run);
    const TextRange run = textOf(words, *m_run);
    // Recognised pages count their offsets otherwise; the rectangles say it all there.
    if (m_offsetsMatch && model == m_model)
        area.range = run;
    const SensitiveText text(model->text.mid(run.begin, run.length()));
    m_run.reset();
    m_canvas->clearSelectedText();
    Q_EMIT selectedTextChanged();
    if (!area.rects.isEmpty())
        m_session.gestures().addMark(area, FindingType::Custom, text);
}

} // namespace redoubt::ui
