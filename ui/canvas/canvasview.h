// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/canvas/canvaspaint.h"

#include <QTimer>
#include <QWidget>

#include <functional>

namespace redoubt::ui {

/// A picture with marks that can be zoomed, panned, drawn and edited. It knows no case: it says
/// what the person did, and is given what to show.
///
/// Mouse: wheel zooms to the pointer (Shift or Alt: scrolls), space or the middle button pans, a
/// drag on empty ground draws, a click selects (Shift or Ctrl adds), a drag on a selected mark
/// moves or resizes it. Keys: Tab cycles the marks, Alt and arrows nudge the selected one by a
/// source unit (Shift 10), Escape drops a drag or the selection. While a drag lasts, the result is
/// shown here and told once at its end.
class CanvasView : public QWidget
{
    Q_OBJECT
public:
    explicit CanvasView(QWidget *parent = nullptr);
    ~CanvasView() override;

    /// @a image may be smaller than @a source, the size that coordinates count in.
    void setPicture(const QImage &image, QSizeF source, CanvasGeometry::Grid grid);
    void clear();
    void setMarks(std::vector<CanvasMark> marks);
    const std::vector<CanvasMark> &marks() const { return m_marks; }
    /// Off in the Preview and Original views: nothing can be drawn or moved.
    void setEditable(bool editable);
    /// Rectangles of text that a drag from one point to another covers, source coordinates. While
    /// one is set, a drag that begins over text selects text; Alt draws in any case.
    struct TextPicker
    {
        std::function<bool(QPointF source)> isText;
        std::function<std::vector<QRectF>(QPointF from, QPointF to)> rects;
    };
    void setTextPicker(TextPicker picker);
    void clearSelectedText();

    ZoomMode zoomMode() const { return m_zoomMode; }
    double zoom() const { return m_mapping.zoom(); }
    void setZoomMode(ZoomMode mode);
    /// Around @a anchor, or the middle.
    void zoomTo(double zoom, std::optional<QPointF> anchor = {});
    void zoomBy(double factor) { zoomTo(zoom() * factor); }
    /// Moves as little as needed so that @a rect (source) is seen.
    void reveal(const QRectF &rect);
    CanvasGeometry geometry() const;
    /// The part of the source that is in view.
    QRectF visibleSource() const;
    const QImage &image() const { return m_image; }

Q_SIGNALS:
    void picked(redoubt::FindingId id, bool add);
    void pickedNothing();
    void drawn(const QRectF &rect);
    /// A move or resize is over. Nudges of one run of keys have the same gesture.
    void edited(redoubt::FindingId id, int part, const QRectF &rect, quint64 gesture);
    /// After edited(), when keys did it: how far, in source units, since the run of keys began.
    void nudged(QPointF by);
    void textDragged(QPointF from, QPointF to, bool finished);
    void zoomChanged();
    /// Wheel over the end of a page, or beyond it: -1 up, 1 down.
    void overscrolled(int direction);
    /// The space bar was pressed and let go without panning.
    void spaceTapped();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    enum class Drag { None, Pending, Pan, Draw, Edit, Text };
    int selectedMark() const;
    void beginDrag(QPointF at, Qt::KeyboardModifiers modifiers);
    void endDrag(bool keep);
    bool cycle(bool next);
    bool nudge(const QKeyEvent &event);
    void applyMapping(const ViewMapping &mapping);
    void updateCursor(QPointF at);
    const QImage &shownImage();
    CanvasScene scene();

    QImage m_image;
    QImage m_scaled; ///< for the zoom in force, when the picture is shown smaller than it is
    QTimer m_scaleTimer;
    QSizeF m_source;
    CanvasGeometry::Grid m_grid = CanvasGeometry::Grid::Pixels;
    ViewMapping m_mapping;
    ZoomMode m_zoomMode = ZoomMode::Fit;
    std::vector<CanvasMark> m_marks;
    bool m_editable = true;
    TextPicker m_text;
    std::vector<QRectF> m_selectedText;

    Drag m_drag = Drag::None;
    QPointF m_pressedAt;
    ViewMapping m_pressedMapping;
    Qt::KeyboardModifiers m_pressedKeys;
    int m_pressedMark = -1;
    Handle m_handle = Handle::None;
    FindingId m_editedId;
    int m_editedPart = 0;
    QRectF m_editedFrom;
    std::optional<QRectF> m_live; ///< box that is drawn or edited now
    bool m_space = false;
    bool m_spaceUsed = false; ///< it panned: letting it go is no tap
    QTimer m_nudgeTimer;
    quint64 m_nudgeGesture = 0;
    QPointF m_nudgedBy;
};

} // namespace redoubt::ui
