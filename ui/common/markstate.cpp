// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/common/markstate.h"

#include "ui/common/theme.h"
#include "ui/common/tr.h"

#include <QPainter>
#include <QPen>

namespace redoubt::ui {

namespace {

/// 45 degree lines every @a step, cut to the box.
void hatch(QPainter &painter, const QRectF &box, const QColor &color, double step)
{
    painter.save();
    painter.setClipRect(box, Qt::IntersectClip);
    painter.setPen(QPen(color, 1));
    for (double x = box.left() - box.height(); x < box.right(); x += step)
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()));
    painter.restore();
}

QColor faded(QColor color, double alpha)
{
    color.setAlphaF(float(alpha));
    return color;
}

QPen dashed(const QColor &color, double width, const QList<qreal> &pattern)
{
    QPen pen(color, width, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern(pattern);
    return pen;
}

} // namespace

MarkState markState(const Finding &finding, const casefile::ReviewSheet::Outcome &outcome)
{
    if (outcome.decidedByPerson)
        return outcome.verdict == Verdict::Redact ? MarkState::Redact : MarkState::Keep;
    if (outcome.verdict == Verdict::Keep)
        return MarkState::KeptByProfile;
    return scoreBin(finding.score) == ScoreBin::Certain ? MarkState::Proposed
                                                        : MarkState::Candidate;
}

bool isUndecided(MarkState state)
{
    return state == MarkState::Proposed || state == MarkState::Candidate;
}

QString displayName(MarkState state)
{
    switch (state) {
    case MarkState::Proposed:
        return Tr::tr("proposed");
    case MarkState::Candidate:
        return Tr::tr("candidate");
    case MarkState::Redact:
        return Tr::tr("redact");
    case MarkState::Keep:
        return Tr::tr("keep");
    case MarkState::KeptByProfile:
        return Tr::tr("kept by the profile");
    }
    return {};
}

void paintMarkBox(QPainter &painter, const QRectF &box, MarkState state)
{
    const Theme &t = theme();
    painter.save();
    painter.setBrush(Qt::NoBrush);
    const QRectF line = box.adjusted(0.75, 0.75, -0.75, -0.75);
    switch (state) {
    case MarkState::Proposed:
        painter.fillRect(box, faded(t.proposed, 0.22));
        painter.setPen(dashed(t.proposed, 1.5, {4, 2.5}));
        painter.drawRect(line);
        break;
    case MarkState::Candidate:
        painter.fillRect(box, faded(t.proposed, 0.08));
        painter.setPen(dashed(t.proposed, 1, {1.5, 2.5}));
        painter.drawRect(line);
        break;
    case MarkState::Redact:
        painter.fillRect(box, t.redact);
        painter.setPen(QPen(t.redactEdge, 1.5));
        painter.drawRect(line);
        break;
    case MarkState::Keep:
        hatch(painter, box, faded(t.keep, 0.55), 7);
        painter.setPen(QPen(t.keep, 1.5));
        painter.drawRect(line);
        break;
    case MarkState::KeptByProfile:
        painter.setPen(QPen(faded(t.keep, 0.7), 1));
        painter.drawRect(line);
        break;
    }
    painter.restore();
}

void paintStateGlyph(QPainter &painter, const QRectF &rect, MarkState state)
{
    const Theme &t = theme();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = rect.adjusted(1.5, 1.5, -1.5, -1.5);
    painter.setBrush(Qt::NoBrush);
    switch (state) {
    case MarkState::Proposed:
        painter.setPen(dashed(t.proposed, 1.6, {2.4, 1.4}));
        break;
    case MarkState::Candidate:
        painter.setPen(dashed(t.proposed, 1.2, {0.9, 1.9}));
        break;
    case MarkState::Redact:
        painter.setBrush(t.redact);
        painter.setPen(QPen(t.dark ? t.redactEdge : t.redact, 1.6));
        break;
    case MarkState::Keep:
        hatch(painter, box, t.keep, 4);
        painter.setPen(QPen(t.keep, 1.6));
        break;
    case MarkState::KeptByProfile:
        painter.setPen(QPen(t.keep, 1));
        break;
    }
    painter.drawRoundedRect(box, 2.5, 2.5);
    painter.restore();
}

} // namespace redoubt::ui
