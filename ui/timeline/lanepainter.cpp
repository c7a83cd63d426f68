// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/timeline/lanepainter.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QHash>
#include <QImage>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kLabelSpacing = 76;
constexpr int kFaintest = 12;   ///< of 127; what is fainter is noise, and not made larger
constexpr double kMaxTile = 48; ///< pixels; wider bars are painted one by one

QColor faded(QColor color, double alpha)
{
    color.setAlphaF(float(alpha));
    return color;
}

/// What of the row is painted, as ticks; one pixel more on both sides.
TimeSpan ticksOf(const QRectF &row, const TimelineScale &scale)
{
    return {scale.ticksAt(row.left() - 1) - 1, scale.ticksAt(row.right() + 1) + 1};
}

QRectF barBox(const QRectF &row, double from, double to)
{
    // Whole device-independent pixels vertically: calm rows.
    return {from, std::round(row.top()) + 2, std::max(1.0, to - from),
            std::round(row.height()) - 4};
}

/// Which of two states a stroke for both shows: what a reviewer has to look at first.
int weight(MarkState state)
{
    switch (state) {
    case MarkState::Proposed:
        return 5;
    case MarkState::Candidate:
        return 4;
    case MarkState::Redact:
        return 3;
    case MarkState::Keep:
        return 2;
    case MarkState::KeptByProfile:
        return 1;
    }
    return 0;
}

void paintStroke(QPainter &painter, const QRectF &box, MarkState state, LaneKind kind)
{
    const Theme &t = theme();
    switch (state) {
    case MarkState::Proposed:
        painter.fillRect(box, faded(t.proposed, 0.8));
        break;
    case MarkState::Candidate: {
        // Broken in the middle, so that it differs without colour.
        const double third = std::floor(box.height() / 3);
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), third), faded(t.proposed, 0.6));
        painter.fillRect(QRectF(box.left(), box.bottom() - third, box.width(), third),
                         faded(t.proposed, 0.6));
        break;
    }
    case MarkState::Redact:
        painter.fillRect(box, t.dark ? t.redactEdge : t.redact);
        if (box.width() >= 3)
            painter.fillRect(box.adjusted(1, 1, -1, -1), t.redact);
        else
            painter.fillRect(box.adjusted(0, 2, 0, -2), t.redact);
        break;
    case MarkState::Keep:
        painter.fillRect(QRectF(box.left(), box.center().y() - 2, box.width(), 4), t.keep);
        break;
    case MarkState::KeptByProfile:
        if (kind == LaneKind::Sound)
            painter.fillRect(box, faded(t.voice, 0.5));
        else
            painter.fillRect(QRectF(box.left(), box.center().y() - 1, box.width(), 2),
                             faded(t.keep, 0.7));
        break;
    }
}

/// The pattern of a small bar, painted once a size: dashes and hatches cost more than pictures.
QImage barTile(QSize size, MarkState state, LaneKind kind, double ratio)
{
    // By the window's thread only, as everything that asks for the theme.
    static QHash<quint64, QImage> tiles;
    constexpr qsizetype kMostTiles = 1000;
    const quint64 key = quint64(size.width()) << 40 | quint64(size.height()) << 24 |
                        quint64(std::lround(ratio * 64)) << 9 | quint64(state) << 5 |
                        quint64(kind) << 1 | quint64(theme().dark ? 1 : 0);
    if (const auto known = tiles.constFind(key); known != tiles.constEnd())
        return *known;
    if (tiles.size() >= kMostTiles)
        tiles.clear();
    QImage tile(size * ratio, QImage::Format_ARGB32_Premultiplied);
    tile.setDevicePixelRatio(ratio);
    tile.fill(Qt::transparent);
    QPainter painter(&tile);
    paintBar(painter, QRectF(QPointF(), size), state, kind, {}, false);
    painter.end();
    tiles.insert(key, tile);
    return tile;
}

void paintLabel(QPainter &painter, const QRectF &box, MarkState state, const QString &label)
{
    if (label.isEmpty() || box.width() < 34)
        return;
    const Theme &t = theme();
    painter.setPen(state == MarkState::Redact ? t.redactEdge : t.text);
    QRectF visible = box;
    // Readable also when the bar begins left of what is painted.
    if (visible.left() < 0)
        visible.setLeft(0);
    const QRectF inside = visible.adjusted(6, 0, -4, 0);
    if (inside.width() < 12)
        return;
    const QString text =
        painter.fontMetrics().elidedText(label, Qt::ElideRight, int(inside.width()));
    if (state != MarkState::Redact && state != MarkState::Proposed) {
        // Over a hatch words need a ground of their own.
        QColor ground = t.panel;
        ground.setAlphaF(0.75f);
        const double width = painter.fontMetrics().horizontalAdvance(text);
        painter.fillRect(QRectF(inside.left() - 2, box.top() + 2, width + 4, box.height() - 4),
                         ground);
    }
    painter.drawText(inside, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
}

} // namespace

double laneHeight(LaneKind kind)
{
    switch (kind) {
    case LaneKind::Waveform:
        return kWaveformHeight;
    case LaneKind::Seen:
        return 14;
    default:
        return kLaneHeight;
    }
}

void paintRuler(QPainter &painter, const QRectF &row, const TimelineScale &scale,
                const std::vector<Ticks> *frames)
{
    const Theme &t = theme();
    painter.save();
    painter.fillRect(row, t.ground);
    painter.setFont(secondaryFont());
    const auto paint = [&](const RulerMark &mark, double top) {
        const double x = std::round(mark.x) + 0.5;
        if (x < row.left() - kLabelSpacing || x > row.right())
            return;
        painter.setPen(mark.label.isEmpty() ? t.line : t.secondary);
        painter.drawLine(QPointF(x, mark.label.isEmpty() ? row.bottom() - 4 : top),
                         QPointF(x, row.bottom()));
        if (!mark.label.isEmpty()) {
            painter.setPen(t.secondary);
            painter.drawText(QPointF(x + 4, row.bottom() - 9), mark.label);
        }
    };
    std::vector<RulerMark> numbered;
    if (frames != nullptr)
        numbered = frameMarks(scale, *frames, kLabelSpacing / 2);
    for (const RulerMark &mark : rulerMarks(scale, kLabelSpacing)) {
        if (numbered.empty() || !mark.label.isEmpty())
            paint(mark, row.top() + 10);
    }
    // Single frames: fine lines at the lower edge, numbers where there is room.
    painter.setPen(faded(t.accent, 0.8));
    for (const RulerMark &mark : numbered) {
        const double x = std::round(mark.x) + 0.5;
        painter.drawLine(QPointF(x, row.bottom() - (mark.label.isEmpty() ? 3 : 6)),
                         QPointF(x, row.bottom()));
    }
    painter.restore();
}

void paintShots(QPainter &painter, const QRectF &row, const std::vector<TimeSpan> &shots,
                const TimelineScale &scale)
{
    const Theme &t = theme();
    const TimeSpan span = ticksOf(row, scale);
    auto it = std::upper_bound(shots.begin(), shots.end(), span.begin,
                               [](Ticks at, const TimeSpan &shot) { return at < shot.end; });
    double painted = -1e9;
    for (; it != shots.end() && it->begin < span.end; ++it) {
        const double from = scale.x(it->begin);
        const double to = scale.x(it->end);
        if (to - painted < 1.5)
            continue;
        painter.fillRect(barBox(row, from, std::max(from + 1, to - 2)).adjusted(0, 2, 0, -2),
                         t.line);
        painted = to;
    }
}

void paintBar(QPainter &painter, const QRectF &box, MarkState state, LaneKind kind,
              const QString &label, bool selected)
{
    const Theme &t = theme();
    if (box.width() < kMinPatternWidth) {
        paintStroke(painter, box, state, kind);
    } else if (kind == LaneKind::Sound && state == MarkState::KeptByProfile) {
        painter.fillRect(box, faded(t.voice, 0.4));
        painter.setPen(QPen(t.voice, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
    } else {
        if (kind == LaneKind::Sound && state != MarkState::Redact)
            painter.fillRect(box, faded(t.voice, 0.25));
        paintMarkBox(painter, box, state);
    }
    paintLabel(painter, box, state, label);
    if (selected) {
        painter.setPen(QPen(t.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box.adjusted(-1, -1, 1, 1));
    }
}

void paintLane(QPainter &painter, const QRectF &row, const Lane &lane, const TimelineScale &scale,
               const QSet<FindingId> &selected)
{
    const TimeSpan span = ticksOf(row, scale);
    const auto [first, last] = lane.barsIn(span);
    painter.save();
    painter.setFont(secondaryFont());
    painter.setRenderHint(QPainter::Antialiasing, false);

    // Narrow bars that share or touch pixels become one stroke.
    double from = 0;
    double to = -1;
    MarkState state = MarkState::KeptByProfile;
    // Runs of one state that touch are painted as one.
    struct Run
    {
        double from = 0;
        double to = -1;
        MarkState state = MarkState::KeptByProfile;
    } pending;
    const auto paintPending = [&] {
        if (pending.to >= pending.from)
            paintStroke(painter, barBox(row, std::floor(pending.from), std::ceil(pending.to)),
                        pending.state, lane.kind);
        pending = {};
    };
    const auto flush = [&] {
        if (to < from)
            return;
        if (pending.to >= pending.from && pending.state == state && from <= pending.to + 1) {
            pending.to = std::max(pending.to, to);
        } else {
            paintPending();
            pending = {from, to, state};
        }
        to = from - 1;
    };
    std::vector<size_t> onTop;
    for (size_t i = first; i < last; ++i) {
        const LaneBar &bar = lane.bars[i];
        const double left = scale.x(bar.time.begin);
        const double right = scale.x(bar.time.end);
        if (right - left >= kMinPatternWidth) {
            if (!selected.isEmpty() && selected.contains(bar.finding->id)) {
                onTop.push_back(i);
                continue;
            }
            flush();
            paintPending();
            if (right - left <= kMaxTile) {
                const QRectF box = barBox(row, std::floor(left), std::ceil(right));
                painter.drawImage(box.topLeft(), barTile(box.size().toSize(), bar.state, lane.kind,
                                                         painter.device()->devicePixelRatioF()));
                paintLabel(painter, box, bar.state, bar.label);
                continue;
            }
            // A pattern is not painted far outside of the row.
            paintBar(
                painter,
                barBox(row, std::max(left, row.left() - 64), std::min(right, row.right() + 64)),
                bar.state, lane.kind, bar.label, false);
            continue;
        }
        if (!selected.isEmpty() && selected.contains(bar.finding->id))
            onTop.push_back(i);
        if (to >= from && left <= to + 1) {
            to = std::max(to, right);
            if (weight(bar.state) > weight(state))
                state = bar.state;
            // A stroke grows to the width of a few bars, not over the whole lane: states show.
            if (to - from >= kMinPatternWidth)
                flush();
        } else {
            flush();
            from = left;
            to = std::max(right, left + 1);
            state = bar.state;
        }
    }
    flush();
    paintPending();
    for (const size_t i : onTop) {
        const LaneBar &bar = lane.bars[i];
        paintBar(painter,
                 barBox(row, std::max(scale.x(bar.time.begin), row.left() - 64),
                        std::min(scale.x(bar.time.end), row.right() + 64)),
                 bar.state, lane.kind, bar.label, true);
    }
    painter.restore();
}

void paintWaveform(QPainter &painter, const QRectF &row, const media::Waveform &waveform,
                   const TimelineScale &scale, const std::vector<TimeSpan> &cuts)
{
    const Theme &t = theme();
    const double middle = row.center().y();
    // The loudest sample fills the lane, so that a faint recording can be read too.
    const media::Peak loudest = waveform.peak(0, waveform.sampleCount());
    const int reach = std::max({-loudest.low, int(loudest.high), kFaintest});
    const double half = row.height() / 2 - 3;
    const double samplesPerTick = scale.base().toDouble() * waveform.sampleRate();
    std::vector<QRectF> lines;
    lines.reserve(size_t(std::max(0.0, row.width())) + 2);
    const int left = int(std::floor(row.left()));
    const int right = int(std::ceil(row.right()));
    const auto sampleAt = [&](int x) {
        return qint64(std::floor((double(scale.range().begin) +
                                  (double(x) + scale.scrollPosition()) * scale.ticksPerPixel()) *
                                 samplesPerTick));
    };
    qint64 begin = sampleAt(left);
    for (int x = left; x < right; ++x) {
        const qint64 end = sampleAt(x + 1);
        const media::Peak peak = waveform.peak(begin, std::max(end, begin + 1));
        const double top = middle - peak.high * half / reach;
        const double bottom = middle - peak.low * half / reach;
        if (begin < waveform.sampleCount() && end > 0)
            lines.emplace_back(x, top - 0.5, 1, bottom - top + 1);
        begin = end;
    }
    painter.save();
    painter.setPen(Qt::NoPen);
    painter.setBrush(faded(t.secondary, 0.75));
    painter.drawRects(lines.data(), int(lines.size()));
    for (const TimeSpan &cut : cuts) {
        const double from = std::max(scale.x(cut.begin), row.left() - 8);
        const double to = std::min(scale.x(cut.end), row.right() + 8);
        if (to < row.left() || from > row.right())
            continue;
        paintMarkBox(painter, barBox(row, from, to), MarkState::Redact);
    }
    painter.restore();
}

namespace {

void paintHoles(QPainter &painter, const QRectF &row, const std::vector<LaneHole> &holes,
                const TimelineScale &scale)
{
    const Theme &t = theme();
    for (const LaneHole &hole : holes) {
        // A damaged frame of an hour is wide enough to be seen.
        const double from = std::max(scale.x(hole.time.begin), row.left() - 8);
        const double to = std::min(std::max(scale.x(hole.time.end), scale.x(hole.time.begin) + 3),
                                   row.right() + 8);
        if (to <= from)
            continue;
        const QRectF box = barBox(row, from, to);
        painter.setPen(QPen(t.danger, 1));
        painter.setBrush(QBrush(t.danger, Qt::BDiagPattern));
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

} // namespace

void paintGaps(QPainter &painter, const QRectF &row, const LaneModel &model,
               const TimelineScale &scale)
{
    const Theme &t = theme();
    painter.save();
    paintHoles(painter, row, model.holes, scale);
    const std::vector<LaneGap> &gaps = model.gaps;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.danger);
    const TimeSpan span = ticksOf(row.adjusted(-6, 0, 6, 0), scale);
    auto it = std::lower_bound(gaps.begin(), gaps.end(), span.begin,
                               [](const LaneGap &gap, Ticks at) { return gap.time.begin < at; });
    double painted = -1e9;
    const double y = row.center().y();
    for (; it != gaps.end() && it->time.begin < span.end; ++it) {
        const double x = (scale.x(it->time.begin) + scale.x(it->time.end)) / 2;
        if (x - painted < 2)
            continue;
        painted = x;
        painter.drawPolygon(QPolygonF({{x, y - 5}, {x + 5.5, y + 4.5}, {x - 5.5, y + 4.5}}));
    }
    if (!model.notExamined.isEmpty())
        paintIcon(painter, QRectF(row.left() + 2, y - 6, 12, 12), u"not-examined", t.danger);
    painter.restore();
}

void paintSeen(QPainter &painter, const QRectF &row, const QList<TimeSpan> &seen,
               const TimelineScale &scale)
{
    const Theme &t = theme();
    const double y = std::round(row.center().y()) - 2;
    const auto paint = [&](TimeSpan span, const QColor &color) {
        const double from = std::max(scale.x(span.begin), row.left());
        const double to = std::min(scale.x(span.end), row.right());
        if (to > from)
            painter.fillRect(QRectF(from, y, to - from, 4), color);
    };
    paint(scale.range(), t.line);
    for (const TimeSpan &span : seen)
        paint(span, t.accent);
}

void paintInOut(QPainter &painter, const QRectF &area, std::optional<Ticks> in,
                std::optional<Ticks> out, const TimelineScale &scale)
{
    if (!in && !out)
        return;
    const Theme &t = theme();
    const double from = in ? scale.x(*in) : area.left();
    const double to = out ? scale.x(*out) : area.right();
    painter.fillRect(
        QRectF(QPointF(from, area.top()), QPointF(to, area.bottom())).intersected(area),
        faded(t.accent, 0.12));
    const auto edge = [&](double x, double inward) {
        painter.fillRect(QRectF(x - 0.5, area.top(), 1, area.height()), t.accent);
        // A bracket tells in from out without colour.
        painter.fillRect(QRectF(std::min(x, x + inward), area.top(), std::abs(inward), 2),
                         t.accent);
        painter.fillRect(
            QRectF(std::min(x, x + inward), area.top() + kRulerHeight - 2, std::abs(inward), 2),
            t.accent);
    };
    if (in)
        edge(from, 6);
    if (out)
        edge(to, -6);
}

void paintPlayhead(QPainter &painter, double x, double height)
{
    const Theme &t = theme();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double at = std::round(x) + 0.5;
    painter.setPen(QPen(t.text, 1.5));
    painter.drawLine(QPointF(at, 10), QPointF(at, height));
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.text);
    painter.drawPolygon(QPolygonF({{at - 6, 0}, {at + 6, 0}, {at + 6, 8}, {at, 14}, {at - 6, 8}}));
    painter.restore();
}

void paintHead(QPainter &painter, const QRectF &rect, const QString &title, bool selected)
{
    const Theme &t = theme();
    painter.fillRect(rect, selected ? t.selection : t.ground);
    QFont font = secondaryFont();
    if (selected)
        font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(t.text);
    const QRectF inside = rect.adjusted(14, 0, -6, 0);
    painter.drawText(inside, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(title, Qt::ElideRight, int(inside.width())));
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), t.line);
}

} // namespace redoubt::ui
