// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/canvaspaint.h"

#include "ui/common/theme.h"

#include <QPainter>
#include <QPen>

#include <algorithm>

namespace redoubt::ui {

namespace {

constexpr double kChipHeight = 18;
constexpr double kHandleSize = 7;

QColor chipColour(MarkState state)
{
    const Theme &t = theme();
    switch (state) {
    case MarkState::Proposed:
    case MarkState::Candidate:
        return t.proposed;
    case MarkState::Redact:
        return t.redact;
    case MarkState::Keep:
    case MarkState::KeptByProfile:
        return t.keep;
    }
    return t.raised;
}

QColor faded(QColor color, double alpha)
{
    color.setAlphaF(float(alpha));
    return color;
}

/// The box where it lies on whole device pixels: edges stay sharp at every zoom.
QRectF sharp(const QRectF &rect)
{
    return rect.toAlignedRect();
}

void paintLabel(QPainter &painter, const CanvasMark &mark, const QRectF &box, const QRectF &area)
{
    if (mark.label.isEmpty() || mark.ghost)
        return;
    const Theme &t = theme();
    QFont font = secondaryFont();
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    if (mark.state == MarkState::Redact) {
        const double width = metrics.horizontalAdvance(mark.label);
        if (width + 4 <= box.width() && metrics.height() <= box.height()) {
            painter.setPen(t.redactEdge);
            painter.drawText(box, Qt::AlignCenter, mark.label);
        }
        return;
    }
    // Tiny boxes carry their label only when they are chosen: chips would hide the picture.
    if (!mark.selected && box.width() < 24 && box.height() < 24)
        return;
    const QString text =
        metrics.elidedText(mark.label, Qt::ElideRight, std::max(60.0, box.width() + 80));
    QRectF chip(box.left(), box.top() - kChipHeight, metrics.horizontalAdvance(text) + 12,
                kChipHeight);
    if (chip.top() < area.top())
        chip.moveTop(std::min(box.bottom(), area.bottom() - kChipHeight));
    if (chip.right() > area.right())
        chip.moveRight(area.right());
    if (chip.left() < area.left())
        chip.moveLeft(area.left());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(chipColour(mark.state));
    painter.drawRoundedRect(chip, 2, 2);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(t.dark ? t.canvas : t.panel);
    painter.drawText(chip, Qt::AlignCenter, text);
}

void paintHandles(QPainter &painter, const CanvasGeometry &geometry, const QRectF &rect)
{
    const Theme &t = theme();
    painter.setPen(QPen(t.redact, 1));
    painter.setBrush(t.redactEdge);
    const QRectF box = geometry.mapping().toView(rect);
    const bool small = box.width() < 4 * kHandleSize || box.height() < 4 * kHandleSize;
    for (const Handle handle : kHandles) {
        const bool corner = handle == Handle::TopLeft || handle == Handle::TopRight ||
                            handle == Handle::BottomLeft || handle == Handle::BottomRight;
        if (small && !corner)
            continue;
        const QPointF at = geometry.handlePoint(rect, handle);
        painter.drawRect(
            QRectF(at.x() - kHandleSize / 2, at.y() - kHandleSize / 2, kHandleSize, kHandleSize));
    }
}

void paintMark(QPainter &painter, const CanvasScene &scene, const CanvasMark &mark)
{
    const Theme &t = theme();
    const QRectF box = sharp(scene.geometry.mapping().toView(mark.rect));
    painter.save();
    if (mark.ghost) {
        QPen pen(t.accent, 1, Qt::DashLine);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box.adjusted(0, 0, -1, -1));
    } else {
        paintMarkBox(painter, box, mark.state);
    }
    if (mark.selected && !mark.ghost) {
        painter.setPen(QPen(t.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box.adjusted(-1.5, -1.5, 1.5, 1.5));
    }
    paintLabel(painter, mark, box, scene.geometry.pictureInView());
    painter.restore();
}

} // namespace

void paintCanvas(QPainter &painter, const CanvasScene &scene, const QRectF &exposed)
{
    const Theme &t = theme();
    painter.save();
    painter.setClipRect(exposed, Qt::IntersectClip);
    painter.fillRect(exposed, t.canvas);
    const QRectF picture = scene.geometry.pictureInView();
    const QRectF seen = picture.intersected(exposed);
    if (!scene.image.isNull() && !seen.isEmpty()) {
        const double scaleX = scene.image.width() / picture.width();
        const double scaleY = scene.image.height() / picture.height();
        // Enlarged pixels stay pixels: a reviewer must see what is there.
        painter.setRenderHint(QPainter::SmoothPixmapTransform, scaleX > 0.5 && scaleX != 1);
        const QRectF part((seen.left() - picture.left()) * scaleX,
                          (seen.top() - picture.top()) * scaleY, seen.width() * scaleX,
                          seen.height() * scaleY);
        painter.drawImage(seen, scene.image, part);
    }
    const double reach = kChipHeight + kHandleSize;
    const auto isNear = [&](const CanvasMark &mark) {
        return scene.geometry.mapping()
            .toView(mark.rect)
            .adjusted(-4 * reach, -reach, 4 * reach, reach)
            .intersects(exposed);
    };
    for (const CanvasMark &mark : scene.marks) {
        if (!mark.selected && isNear(mark))
            paintMark(painter, scene, mark);
    }
    for (const QRectF &text : scene.selectedText)
        painter.fillRect(scene.geometry.mapping().toView(text), faded(t.accent, 0.35));
    for (const CanvasMark &mark : scene.marks) {
        if (mark.selected && isNear(mark))
            paintMark(painter, scene, mark);
    }
    for (const CanvasMark &mark : scene.marks) {
        if (mark.selected && isNear(mark))
            paintHandles(painter, scene.geometry, mark.rect);
    }
    if (scene.drawing) {
        const QRectF box = sharp(scene.geometry.mapping().toView(*scene.drawing));
        painter.fillRect(box, faded(t.accent, 0.2));
        painter.setPen(QPen(t.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box.adjusted(0, 0, -1, -1));
    }
    painter.restore();
}

} // namespace redoubt::ui
