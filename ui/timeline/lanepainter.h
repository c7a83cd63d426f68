// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/media/waveform.h"
#include "ui/timeline/lanemodel.h"
#include "ui/timeline/timelinescale.h"

#include <QRectF>
#include <QSet>

class QPainter;

namespace redoubt::ui {

// Painters of the timeline. x = 0 of the painter is x = 0 of the scale; a row's rectangle gives top
// and height, and from where to where to paint. Colours come from the theme.

constexpr int kHeadWidth = 145;
constexpr int kRulerHeight = 24;
/// Bars narrower than this have no pattern: they are a stroke in the colour of their state.
constexpr double kMinPatternWidth = 6;

void paintRuler(QPainter &painter, const QRectF &row, const TimelineScale &scale,
                const std::vector<Ticks> *frames);
void paintShots(QPainter &painter, const QRectF &row, const std::vector<TimeSpan> &shots,
                const TimelineScale &scale);
/// Bars that share pixels are painted as one, in the state that matters most.
void paintLane(QPainter &painter, const QRectF &row, const Lane &lane, const TimelineScale &scale,
               const QSet<FindingId> &selected);
/// One bar, as while it is dragged.
void paintBar(QPainter &painter, const QRectF &box, MarkState state, LaneKind kind,
              const QString &label, bool selected);
/// @a axisBase and @a begin: of the time axis; sample 0 is at tick 0 of the sound's stream.
/// @a cuts: what will not be heard, in ticks of the axis.
void paintWaveform(QPainter &painter, const QRectF &row, const media::Waveform &waveform,
                   const TimelineScale &scale, const std::vector<TimeSpan> &cuts);
/// Hatched where nobody looked, a triangle for each gap, and a sign at the left edge when something
/// was not examined that lies at no time.
void paintGaps(QPainter &painter, const QRectF &row, const LaneModel &model,
               const TimelineScale &scale);
void paintSeen(QPainter &painter, const QRectF &row, const QList<TimeSpan> &seen,
               const TimelineScale &scale);
/// In and out: shaded from one to the other.
void paintInOut(QPainter &painter, const QRectF &area, std::optional<Ticks> in,
                std::optional<Ticks> out, const TimelineScale &scale);
void paintPlayhead(QPainter &painter, double x, double height);
void paintHead(QPainter &painter, const QRectF &rect, const QString &title, bool selected);

/// The height of a lane by its kind.
double laneHeight(LaneKind kind);

} // namespace redoubt::ui
