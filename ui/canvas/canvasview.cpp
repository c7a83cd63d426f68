// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/canvasview.h"

#include "ui/common/commands.h"
#include "ui/common/gestures.h"
#include "ui/common/session.h"
#include "ui/common/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleHints>

#include <algorithm>
#include <cmath>

namespace redoubt::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kScaleDelay = 120ms;
constexpr auto kNudgeRun = 800ms; // nudges closer than this are one undo step
constexpr double kWheelStep = 1.2;
constexpr double kThinnestBox = 4; // of the view's pixels

bool isArrow(int key)
{
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
}

/// Alt with an arrow moves a mark by a pixel, with Shift by ten.
bool isNudge(const QKeyEvent &key)
{
    return isArrow(key.key()) && (key.modifiers() & Qt::AltModifier) != 0 &&
           (key.modifiers() & Qt::ControlModifier) == 0;
}

Qt::CursorShape cursorFor(Handle handle)
{
    switch (handle) {
    case Handle::TopLeft:
    case Handle::BottomRight:
        return Qt::SizeFDiagCursor;
    case Handle::TopRight:
    case Handle::BottomLeft:
        return Qt::SizeBDiagCursor;
    case Handle::Left:
    case Handle::Right:
        return Qt::SizeHorCursor;
    case Handle::Top:
    case Handle::Bottom:
        return Qt::SizeVerCursor;
    case Handle::Body:
        return Qt::SizeAllCursor;
    case Handle::None:
        break;
    }
    return Qt::ArrowCursor;
}

} // namespace

CanvasView::CanvasView(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"canvasView"_s);
    setAccessibleName(tr("Picture with marks"));
    setFocusPolicy(Qt::StrongFocus);
    Commands::setFindingPlace(this);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_scaleTimer.setSingleShot(true);
    m_scaleTimer.setInterval(kScaleDelay);
    connect(&m_scaleTimer, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    m_nudgeTimer.setSingleShot(true);
    m_nudgeTimer.setInterval(kNudgeRun);
}

CanvasView::~CanvasView() = default;

void CanvasView::setPicture(const QImage &image, QSizeF source, CanvasGeometry::Grid grid)
{
    const bool other = source != m_source;
    m_image = image;
    m_scaled = {};
    m_grid = grid;
    m_source = source;
    if (other) {
        endDrag(false);
        if (m_zoomMode == ZoomMode::Free)
            m_zoomMode = ZoomMode::Fit;
        applyMapping(viewFor(m_zoomMode, m_source, size(), m_mapping));
    }
    update();
}

void CanvasView::clear()
{
    endDrag(false);
    m_image = {};
    m_scaled = {};
    m_source = {};
    m_marks.clear();
    m_selectedText.clear();
    update();
}

void CanvasView::setMarks(std::vector<CanvasMark> marks)
{
    if (marks == m_marks)
        return;
    m_marks = std::move(marks);
    int selected = 0;
    for (const CanvasMark &mark : m_marks)
        selected += mark.selected ? 1 : 0;
    setAccessibleDescription(tr("%n mark(s) here", nullptr, int(m_marks.size())) + u", "_s +
                             tr("%n selected", nullptr, selected));
    update();
}

void CanvasView::setEditable(bool editable)
{
    m_editable = editable;
    if (!editable)
        endDrag(false);
    update();
}

void CanvasView::setTextPicker(TextPicker picker)
{
    m_text = std::move(picker);
    clearSelectedText();
}

void CanvasView::clearSelectedText()
{
    if (m_selectedText.empty())
        return;
    m_selectedText.clear();
    update();
}

CanvasGeometry CanvasView::geometry() const
{
    return {m_source, m_mapping, m_grid};
}

QRectF CanvasView::visibleSource() const
{
    return m_mapping.toSource(QRectF(rect())).intersected({{}, m_source});
}

// ---- Zoom

void CanvasView::applyMapping(const ViewMapping &mapping)
{
    const bool zoomed = mapping.zoom() != m_mapping.zoom();
    m_mapping = mapping;
    if (zoomed) {
        m_scaled = {};
        m_scaleTimer.start();
        Q_EMIT zoomChanged();
    }
    update();
}

void CanvasView::setZoomMode(ZoomMode mode)
{
    m_zoomMode = mode;
    applyMapping(viewFor(mode, m_source, size(), m_mapping));
}

void CanvasView::zoomTo(double zoom, std::optional<QPointF> anchor)
{
    if (m_source.isEmpty())
        return;
    const QPointF at = anchor.value_or(QRectF(rect()).center());
    m_zoomMode = ZoomMode::Free;
    applyMapping(viewFor(ZoomMode::Free, m_source, size(),
                         m_mapping.zoomedAt(at, std::clamp(zoom, kMinZoom, kMaxZoom))));
}

void CanvasView::reveal(const QRectF &source)
{
    const QRectF box = m_mapping.toView(source);
    const QRectF room = QRectF(rect()).adjusted(24, 24, -24, -24);
    if (m_source.isEmpty() || room.contains(box))
        return;
    QPointF by;
    if (box.left() < room.left() || box.width() > room.width())
        by.setX(room.left() - box.left());
    else if (box.right() > room.right())
        by.setX(room.right() - box.right());
    if (box.top() < room.top() || box.height() > room.height())
        by.setY(room.top() - box.top());
    else if (box.bottom() > room.bottom())
        by.setY(room.bottom() - box.bottom());
    applyMapping(viewFor(ZoomMode::Free, m_source, size(),
                         ViewMapping(m_mapping.zoom(), m_mapping.offset() + by)));
}

void CanvasView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    applyMapping(viewFor(m_zoomMode, m_source, size(), m_mapping));
}

void CanvasView::wheelEvent(QWheelEvent *event)
{
    const QPoint pixels = event->angleDelta();
    if (m_source.isEmpty() || pixels.isNull())
        return;
    const bool scrolls = (event->modifiers() & (Qt::ShiftModifier | Qt::AltModifier)) != 0 ||
                         (m_zoomMode == ZoomMode::Width && event->modifiers() == Qt::NoModifier);
    if (scrolls) {
        QPointF by = QPointF(pixels) * 0.5;
        if ((event->modifiers() & Qt::ShiftModifier) != 0 && by.x() == 0)
            by = {by.y(), 0};
        const ViewMapping moved = viewFor(ZoomMode::Free, m_source, size(),
                                          ViewMapping(m_mapping.zoom(), m_mapping.offset() + by));
        if (moved.offset() == m_mapping.offset() && by.y() != 0)
            Q_EMIT overscrolled(by.y() > 0 ? -1 : 1);
        applyMapping(moved);
    } else {
        zoomTo(zoom() * std::pow(kWheelStep, double(pixels.y()) / 120.0), event->position());
    }
    event->accept();
}

// ---- Painting

/// Painting a large photo smaller costs far more than copying it: it is made smaller once, when
/// the zoom has come to rest.
const QImage &CanvasView::shownImage()
{
    const double ratio = devicePixelRatioF();
    const QSizeF wanted = m_source * m_mapping.zoom() * ratio;
    if (m_image.isNull() || wanted.width() > 0.8 * m_image.width() || m_scaleTimer.isActive())
        return m_image;
    if (m_scaled.isNull())
        m_scaled = m_image.scaled(wanted.toSize().expandedTo({1, 1}), Qt::IgnoreAspectRatio,
                                  Qt::SmoothTransformation);
    return m_scaled;
}

CanvasScene CanvasView::scene()
{
    CanvasScene scene;
    scene.image = shownImage();
    scene.geometry = geometry();
    scene.marks = m_marks;
    scene.selectedText = m_selectedText;
    scene.focus = hasFocus();
    if (m_drag == Drag::Draw)
        scene.drawing = m_live;
    if (m_drag == Drag::Edit && m_live) {
        for (CanvasMark &mark : scene.marks) {
            if (mark.id == m_editedId && mark.part == m_editedPart)
                mark.rect = *m_live;
        }
    }
    return scene;
}

void CanvasView::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    paintCanvas(painter, scene(), event->rect());
    if (hasFocus()) {
        painter.setPen(theme().accent);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void CanvasView::focusInEvent(QFocusEvent *event)
{
    update();
    QWidget::focusInEvent(event);
}

void CanvasView::focusOutEvent(QFocusEvent *event)
{
    m_space = false;
    update();
    QWidget::focusOutEvent(event);
}

// ---- Mouse

int CanvasView::selectedMark() const
{
    const auto it = std::find_if(m_marks.begin(), m_marks.end(),
                                 [](const CanvasMark &mark) { return mark.selected; });
    return it == m_marks.end() ? -1 : int(it - m_marks.begin());
}

void CanvasView::mousePressEvent(QMouseEvent *event)
{
    if (m_drag != Drag::None || m_source.isEmpty())
        return;
    m_pressedAt = event->position();
    m_pressedMapping = m_mapping;
    m_pressedKeys = event->modifiers();
    m_handle = Handle::None;
    m_pressedMark = -1;
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_space)) {
        m_drag = Drag::Pan;
        m_spaceUsed = true;
        setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (event->button() != Qt::LeftButton)
        return;
    const CanvasGeometry g = geometry();
    // Handles of what is selected come before what lies under them.
    for (size_t i = 0; i < m_marks.size() && m_editable; ++i) {
        const Handle handle =
            m_marks[i].selected ? g.handleAt(m_marks[i].rect, m_pressedAt) : Handle::None;
        if (handle != Handle::None && handle != Handle::Body) {
            m_pressedMark = int(i);
            m_handle = handle;
        }
    }
    if (m_pressedMark < 0) {
        m_pressedMark = g.markAt(m_marks, m_pressedAt);
        if (m_pressedMark >= 0)
            m_handle = Handle::Body;
    }
    m_drag = Drag::Pending;
}

void CanvasView::beginDrag(QPointF at, Qt::KeyboardModifiers modifiers)
{
    const QPointF source = m_mapping.toSource(m_pressedAt);
    const bool overText = m_text.isText && m_text.isText(source);
    if (!m_editable) {
        m_drag = Drag::Pan;
        setCursor(Qt::ClosedHandCursor);
    } else if (m_pressedMark >= 0 && (modifiers & Qt::AltModifier) == 0) {
        CanvasMark &mark = m_marks[size_t(m_pressedMark)];
        m_drag = Drag::Edit;
        m_editedId = mark.id;
        m_editedPart = mark.part;
        m_editedFrom = mark.rect;
        if (!mark.selected)
            Q_EMIT picked(mark.id, false);
    } else if (overText && (modifiers & Qt::AltModifier) == 0) {
        m_drag = Drag::Text;
    } else {
        m_drag = Drag::Draw;
    }
    Q_UNUSED(at)
}

void CanvasView::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF at = event->position();
    if (m_drag == Drag::None) {
        updateCursor(at);
        return;
    }
    if (m_drag == Drag::Pending) {
        const double reach = QGuiApplication::styleHints()->startDragDistance() / 2.0;
        if ((at - m_pressedAt).manhattanLength() < reach)
            return;
        beginDrag(at, m_pressedKeys);
    }
    const CanvasGeometry g = geometry();
    const QPointF from = m_mapping.toSource(m_pressedAt);
    const QPointF to = m_mapping.toSource(at);
    switch (m_drag) {
    case Drag::Pan:
        if (m_zoomMode != ZoomMode::Free)
            m_zoomMode = ZoomMode::Free;
        applyMapping(
            viewFor(ZoomMode::Free, m_source, size(),
                    ViewMapping(m_mapping.zoom(), m_pressedMapping.offset() + at - m_pressedAt)));
        break;
    case Drag::Draw:
        m_live = g.drawn(from, to);
        update();
        break;
    case Drag::Edit:
        m_live = m_handle == Handle::Body ? g.moved(m_editedFrom, to - from)
                                          : g.resized(m_editedFrom, m_handle, to);
        update();
        break;
    case Drag::Text:
        m_selectedText = m_text.rects(from, to);
        Q_EMIT textDragged(from, to, false);
        update();
        break;
    case Drag::None:
    case Drag::Pending:
        break;
    }
}

void CanvasView::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_drag == Drag::None)
        return;
    const Drag drag = m_drag;
    const bool add = (m_pressedKeys & (Qt::ShiftModifier | Qt::ControlModifier)) != 0;
    if (drag == Drag::Pending) {
        m_drag = Drag::None;
        if (m_pressedMark >= 0) {
            Q_EMIT picked(m_marks[size_t(m_pressedMark)].id, add);
        } else if (!add) {
            clearSelectedText();
            Q_EMIT textDragged({}, {}, true);
            Q_EMIT pickedNothing();
        }
        return;
    }
    if (drag == Drag::Text)
        Q_EMIT textDragged(m_mapping.toSource(m_pressedAt), m_mapping.toSource(event->position()),
                           true);
    endDrag(true);
    updateCursor(event->position());
}

void CanvasView::endDrag(bool keep)
{
    const Drag drag = std::exchange(m_drag, Drag::None);
    const std::optional<QRectF> live = std::exchange(m_live, std::nullopt);
    unsetCursor();
    update();
    if (!keep || !live)
        return;
    // A stroke is no box: what it would leave is too thin to cover or to be seen.
    const double thinnest = std::min(live->width(), live->height()) * m_mapping.zoom();
    if (drag == Drag::Draw && thinnest >= kThinnestBox)
        Q_EMIT drawn(*live);
    else if (drag == Drag::Edit && *live != m_editedFrom)
        Q_EMIT edited(m_editedId, m_editedPart, *live, Gestures::next());
}

void CanvasView::updateCursor(QPointF at)
{
    if (m_space) {
        setCursor(Qt::OpenHandCursor);
        return;
    }
    Handle handle = Handle::None;
    const CanvasGeometry g = geometry();
    for (const CanvasMark &mark : m_marks) {
        if (mark.selected && m_editable)
            handle = std::max(handle, g.handleAt(mark.rect, at));
    }
    if (handle != Handle::None)
        setCursor(cursorFor(handle));
    else if (m_text.isText && m_editable && m_text.isText(m_mapping.toSource(at)))
        setCursor(Qt::IBeamCursor);
    else
        unsetCursor();
}

// ---- Keys

bool CanvasView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        // Arrows alone are the time's, with and without a mark that could be nudged.
        const auto *key = static_cast<QKeyEvent *>(event);
        if (isNudge(*key) && m_editable && selectedMark() >= 0) {
            event->accept();
            return true;
        }
        const bool space = key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier;
        if (space || (key->key() == Qt::Key_Escape && m_drag != Drag::None)) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::PaletteChange)
        update();
    return QWidget::event(event);
}

/// Tab goes through the marks before it leaves.
bool CanvasView::focusNextPrevChild(bool next)
{
    return cycle(next) || QWidget::focusNextPrevChild(next);
}

bool CanvasView::cycle(bool next)
{
    if (!hasFocus() || m_marks.empty() || !m_editable)
        return false;
    std::vector<size_t> order;
    for (size_t i = 0; i < m_marks.size(); ++i) {
        if (m_marks[i].part == 0 || i == 0 || m_marks[i - 1].id != m_marks[i].id)
            order.push_back(i);
    }
    const auto reading = [this](size_t a, size_t b) {
        const QRectF &r = m_marks[a].rect;
        const QRectF &s = m_marks[b].rect;
        return std::tuple(r.top(), r.left()) < std::tuple(s.top(), s.left());
    };
    std::stable_sort(order.begin(), order.end(), reading);
    const int selected = selectedMark();
    qsizetype at = next ? -1 : qsizetype(order.size());
    for (size_t i = 0; i < order.size() && selected >= 0; ++i) {
        if (m_marks[order[i]].id == m_marks[size_t(selected)].id)
            at = qsizetype(i);
    }
    at += next ? 1 : -1;
    if (at < 0 || at >= qsizetype(order.size())) {
        Q_EMIT pickedNothing(); // the next press starts over, or leaves
        return false;
    }
    const CanvasMark mark = m_marks[order[size_t(at)]];
    Q_EMIT picked(mark.id, false);
    reveal(mark.rect);
    return true;
}

bool CanvasView::nudge(const QKeyEvent &event)
{
    const int selected = selectedMark();
    if (selected < 0 || !m_editable || !isNudge(event))
        return false;
    const double step = (event.modifiers() & Qt::ShiftModifier) != 0 ? 10 : 1;
    QPointF by;
    if (event.key() == Qt::Key_Left)
        by.setX(-step);
    else if (event.key() == Qt::Key_Right)
        by.setX(step);
    else if (event.key() == Qt::Key_Up)
        by.setY(-step);
    else
        by.setY(step);
    if (!m_nudgeTimer.isActive() || m_nudgeGesture == 0) {
        m_nudgeGesture = Gestures::next();
        m_nudgedBy = {};
    }
    m_nudgeTimer.start();
    const CanvasMark mark = m_marks[size_t(selected)];
    const QRectF moved = geometry().moved(mark.rect, by);
    if (moved == mark.rect)
        return true; // at the edge of the picture
    m_nudgedBy += moved.topLeft() - mark.rect.topLeft();
    Q_EMIT edited(mark.id, mark.part, moved, m_nudgeGesture);
    Q_EMIT nudged(m_nudgedBy);
    return true;
}

void CanvasView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        if (m_drag != Drag::None) {
            endDrag(false);
        } else {
            clearSelectedText();
            Q_EMIT textDragged({}, {}, true);
            Q_EMIT pickedNothing();
        }
        return;
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier) {
        if (!event->isAutoRepeat()) {
            m_space = true;
            m_spaceUsed = false;
            setCursor(Qt::OpenHandCursor);
        }
        return;
    }
    if (nudge(*event))
        return;
    QWidget::keyPressEvent(event);
}

void CanvasView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat() && m_space) {
        m_space = false;
        if (m_drag == Drag::None)
            unsetCursor();
        if (!m_spaceUsed)
            Q_EMIT spaceTapped();
        return;
    }
    QWidget::keyReleaseEvent(event);
}

} // namespace redoubt::ui
