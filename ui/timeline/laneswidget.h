// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/common/session.h"
#include "ui/timeline/lanemodel.h"
#include "ui/timeline/lanepainter.h"
#include "ui/timeline/timelinescale.h"

#include <QTimer>
#include <QWidget>

#include <optional>

namespace redoubt::ui {

class MarkEditor;
class StreamData;

/// Ruler, lanes and playhead of the timeline, and the gestures of the mouse on them. Scroll bars
/// are around it. Threads: the window's.
class LanesWidget : public QWidget
{
    Q_OBJECT
public:
    /// Borrows all; they must outlive the widget.
    LanesWidget(Session &session, const StreamData &facts, MarkEditor &editor,
                QWidget *parent = nullptr);

    const TimelineScale &scale() const { return m_scale; }
    const LaneModel &model() const { return m_model; }
    /// Where a lane lies in the widget, heads left out.
    QRectF laneRect(size_t lane) const;
    /// Of a bar of that lane.
    QRectF barRect(size_t lane, const LaneBar &bar) const;

    void zoom(double factor); ///< around the playhead when it is in view, else the middle
    void zoomToFit();
    /// Selects the bar that a step from the selected one leads to, and shows it.
    void walk(LaneStep way);
    void setScrollX(double pixels);
    void setScrollY(int pixels);
    int scrollY() const { return m_scrollY; }
    int contentHeight() const; ///< of all lanes, without the ruler

Q_SIGNALS:
    void geometryChanged(); ///< scale, scroll position or the height of the content

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Zone { None, Begin, Body, End };
    struct Hit
    {
        int lane = -1; ///< -1: the ruler or nothing
        const LaneBar *bar = nullptr;
        Zone zone = Zone::None;
    };
    enum class DragKind { None, Seek, Trim, Move };
    struct Drag
    {
        DragKind kind = DragKind::None;
        bool begun = false; ///< moved far enough to be meant
        QPointF from;
        size_t lane = 0;
        LaneBar bar;
        Zone zone = Zone::None;
        TimeSpan now;
        std::vector<Ticks> snaps; ///< sorted
        std::optional<Ticks> snapped;
    };

    void reset();
    void reload();
    void refreshSeen();
    void layOut();
    void describe();
    void afterScale();
    Hit hitAt(QPointF at) const;
    void pressLane(const Hit &hit, QMouseEvent *event);
    void seekTo(double x);
    void beginDrag();
    void dragTo(double x);
    void finishDrag();
    Ticks snap(Ticks time);
    QString tipFor(const Hit &hit, double x) const;
    QString factsOf(const LaneBar &bar) const;
    void updateHover(QPointF at);
    void movePlayhead();
    void updateStrip(double x);
    void paintLanes(QPainter &painter, const QRectF &dirty);
    void paintOneLane(QPainter &painter, size_t index, const QRectF &row);
    void paintDrag(QPainter &painter);
    void paintEmpty(QPainter &painter);

    Session &m_session;
    const StreamData &m_facts;
    MarkEditor &m_editor;
    TimelineScale m_scale;
    LaneModel m_model;
    std::vector<double> m_tops; ///< of lanes without scrolling, and the end of the last
    std::vector<TimeSpan> m_cuts;
    int m_scrollY = 0;
    double m_playheadX = 0;
    Drag m_drag;
    QTimer m_seenTimer;
};

} // namespace redoubt::ui
