// SPDX-License-Identifier: AGPL-3.0-or-later
// The mouse and the keyboard on the lanes.
#include "ui/timeline/laneswidget.h"
#include "ui/timeline/markeditor.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace redoubt::ui {

namespace {

constexpr double kEdgeReach = 5;     ///< pixels around an edge that take hold of it
constexpr double kNarrowBar = 14;    ///< below this width the body keeps room between the edges
constexpr double kDragDistance = 4;  ///< pixels until a press is meant as a drag
constexpr double kSnapReach = 7;     ///< pixels
constexpr double kHitReach = 4;      ///< pixels beside a bar that still hit it
constexpr double kWheelZoom = 1.25;  ///< a notch
constexpr double kWheelScroll = 0.8; ///< pixels for an eighth of a degree

} // namespace

LanesWidget::Hit LanesWidget::hitAt(QPointF at) const
{
    Hit hit;
    if (!m_scale.isValid() || at.y() < kRulerHeight)
        return hit;
    const double y = at.y() - kRulerHeight + m_scrollY;
    const auto after = std::upper_bound(m_tops.begin(), m_tops.end(), y);
    if (after == m_tops.begin() || after == m_tops.end())
        return hit;
    hit.lane = int(after - m_tops.begin()) - 1;
    const Lane &lane = m_model.lanes[size_t(hit.lane)];
    if (at.x() < kHeadWidth || lane.bars.empty())
        return hit;
    const double x = at.x() - kHeadWidth;
    hit.bar = lane.barAt(m_scale.ticksAt(x), Ticks(std::ceil(kHitReach * m_scale.ticksPerPixel())));
    if (hit.bar == nullptr)
        return hit;
    const double from = m_scale.x(hit.bar->time.begin);
    const double to = m_scale.x(hit.bar->time.end);
    const double reach =
        to - from < kNarrowBar ? std::min(kEdgeReach, (to - from) / 4) : kEdgeReach;
    hit.zone = x <= from + reach ? Zone::Begin : x >= to - reach ? Zone::End : Zone::Body;
    return hit;
}

void LanesWidget::seekTo(double x)
{
    const TimeSpan range = m_scale.range();
    m_session.setTime(std::clamp(m_scale.ticksAt(x), range.begin, range.end - 1));
}

void LanesWidget::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_scale.isValid())
        return;
    const QPointF at = event->position();
    m_drag = {};
    m_drag.from = at;
    const Hit hit = hitAt(at);
    if (at.x() >= kHeadWidth && hit.bar == nullptr) {
        if (hit.lane >= 0) {
            const Lane &lane = m_model.lanes[size_t(hit.lane)];
            if ((lane.kind == LaneKind::Marks || lane.kind == LaneKind::Sound) &&
                !(event->modifiers() & Qt::ShiftModifier))
                m_session.select({}, Session::Reveal::No);
        }
        m_drag.kind = DragKind::Seek;
        seekTo(at.x() - kHeadWidth);
        return;
    }
    if (hit.lane >= 0)
        pressLane(hit, event);
}

void LanesWidget::pressLane(const Hit &hit, QMouseEvent *event)
{
    const Lane &lane = m_model.lanes[size_t(hit.lane)];
    QList<FindingId> selection =
        event->modifiers() & Qt::ShiftModifier ? m_session.selection() : QList<FindingId>();
    if (hit.bar == nullptr) { // the head: all of the lane
        for (const LaneBar &bar : lane.bars) {
            if (!selection.contains(bar.finding->id))
                selection.append(bar.finding->id);
        }
        m_session.select(selection, Session::Reveal::No);
        return;
    }
    const FindingId id = hit.bar->finding->id;
    const LaneBar bar = *hit.bar;
    if (event->modifiers() & Qt::ShiftModifier) {
        if (selection.removeAll(id) == 0)
            selection.append(id);
        m_session.select(selection, Session::Reveal::No);
        return; // adding to the selection is no drag
    }
    if (!m_session.isSelected(id) || m_session.selection().size() > 1)
        m_session.select({id}, Session::Reveal::No);
    m_drag.lane = size_t(hit.lane);
    m_drag.bar = bar;
    m_drag.now = bar.time;
    m_drag.zone = hit.zone;
    if (hit.zone != Zone::Body)
        m_drag.kind = DragKind::Trim;
    else if (MarkEditor::canMove(*bar.finding))
        m_drag.kind = DragKind::Move;
}

void LanesWidget::beginDrag()
{
    m_drag.begun = true;
    auto &snaps = m_drag.snaps;
    snaps.push_back(m_session.time());
    for (const TimeSpan &shot : m_model.shots)
        snaps.insert(snaps.end(), {shot.begin, shot.end});
    for (const auto mark : {m_session.timeMarks().in, m_session.timeMarks().out}) {
        if (mark)
            snaps.push_back(*mark);
    }
    for (const Lane &lane : m_model.lanes) {
        for (const LaneBar &bar : lane.bars) {
            if (bar.finding != m_drag.bar.finding)
                snaps.insert(snaps.end(), {bar.time.begin, bar.time.end});
        }
    }
    std::sort(snaps.begin(), snaps.end());
}

Ticks LanesWidget::snap(Ticks time)
{
    const auto after = std::lower_bound(m_drag.snaps.begin(), m_drag.snaps.end(), time);
    std::optional<Ticks> best;
    if (after != m_drag.snaps.end())
        best = *after;
    if (after != m_drag.snaps.begin() && (!best || time - *std::prev(after) < *best - time))
        best = *std::prev(after);
    if (!best || std::abs(double(*best - time)) > kSnapReach * m_scale.ticksPerPixel())
        return time;
    m_drag.snapped = best;
    return *best;
}

void LanesWidget::dragTo(double x)
{
    m_drag.snapped.reset();
    const TimeSpan range = m_scale.range();
    const TimeSpan was = m_drag.bar.time;
    if (m_drag.kind == DragKind::Trim) {
        const Ticks at = std::clamp(snap(m_scale.ticksAt(x)), range.begin, range.end);
        if (m_drag.zone == Zone::Begin)
            m_drag.now = {std::min(at, was.end - 1), was.end};
        else
            m_drag.now = {was.begin, std::max(at, was.begin + 1)};
    } else {
        const Ticks length = was.length();
        const Ticks by =
            Ticks(std::llround((x + kHeadWidth - m_drag.from.x()) * m_scale.ticksPerPixel()));
        Ticks begin = snap(was.begin + by);
        if (!m_drag.snapped)
            begin = snap(was.begin + by + length) - length;
        begin = std::clamp(begin, range.begin, std::max(range.begin, range.end - length));
        m_drag.now = {begin, begin + length};
    }
    update();
}

void LanesWidget::finishDrag()
{
    const Drag drag = std::exchange(m_drag, {});
    update();
    if (!drag.begun || drag.now == drag.bar.time)
        return;
    const FindingId id = drag.bar.finding->id;
    if (drag.kind == DragKind::Move)
        m_editor.move(id, drag.now.begin - drag.bar.time.begin);
    else if (drag.zone == Zone::Begin)
        m_editor.setEdge(id, MarkEdge::Begin, drag.now.begin);
    else
        m_editor.setEdge(id, MarkEdge::End, drag.now.end);
}

void LanesWidget::updateHover(QPointF at)
{
    const Hit hit = hitAt(at);
    const bool edge = hit.bar != nullptr && hit.zone != Zone::Body;
    setCursor(edge ? Qt::SizeHorCursor : Qt::ArrowCursor);
}

void LanesWidget::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF at = event->position();
    if (!(event->buttons() & Qt::LeftButton)) {
        updateHover(at);
        return;
    }
    const double x = at.x() - kHeadWidth;
    switch (m_drag.kind) {
    case DragKind::None:
        break;
    case DragKind::Seek:
        seekTo(x);
        break;
    case DragKind::Trim:
    case DragKind::Move:
        if (!m_drag.begun && std::abs(at.x() - m_drag.from.x()) < kDragDistance)
            break;
        if (!m_drag.begun)
            beginDrag();
        dragTo(x);
        break;
    }
}

void LanesWidget::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        finishDrag();
}

void LanesWidget::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Hit hit = hitAt(event->position());
    if (hit.bar != nullptr) {
        m_drag = {};
        m_scale.fit(hit.bar->time);
        afterScale();
    } else if (event->position().x() >= kHeadWidth && event->position().y() < kRulerHeight) {
        zoomToFit();
    }
}

void LanesWidget::leaveEvent(QEvent *)
{
    unsetCursor();
}

void LanesWidget::wheelEvent(QWheelEvent *event)
{
    if (!m_scale.isValid())
        return;
    const QPoint turn = event->angleDelta();
    if (event->modifiers() & Qt::ControlModifier) {
        m_scale.zoom(std::pow(kWheelZoom, turn.y() / 120.0),
                     std::max(0.0, event->position().x() - kHeadWidth));
        afterScale();
    } else {
        const bool vertical = turn.x() == 0 && !(event->modifiers() & Qt::ShiftModifier) &&
                              contentHeight() > height() - kRulerHeight;
        const int way = turn.x() != 0 ? turn.x() : turn.y();
        if (vertical) {
            setScrollY(m_scrollY - int(turn.y() / 120.0 * 2 * 20));
        } else {
            m_scale.scrollBy(-way * kWheelScroll);
            afterScale();
        }
    }
    event->accept();
}

void LanesWidget::walk(LaneStep way)
{
    const QList<FindingId> &selection = m_session.selection();
    const FindingId from = selection.isEmpty() ? FindingId() : selection.first();
    const LaneBar *bar = m_model.step(from, way, m_session.time());
    if (bar == nullptr)
        return;
    const FindingId id = bar->finding->id;
    m_session.select({id}, Session::Reveal::Yes);
    // Above or below of what is in view?
    if (const Lane *lane = m_model.find(id).first) {
        const auto index = size_t(lane - m_model.lanes.data());
        const int top = int(m_tops[index]);
        const int bottom = int(std::ceil(m_tops[index + 1]));
        const int room = height() - kRulerHeight;
        setScrollY(std::clamp(m_scrollY, std::min(top, bottom - room), top));
    }
}

void LanesWidget::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_drag.kind != DragKind::None) {
        m_drag = {};
        update();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace redoubt::ui
