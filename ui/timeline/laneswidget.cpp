// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/timeline/laneswidget.h"

#include "core/medium/mediumtable.h"
#include "ui/common/commands.h"
#include "ui/common/theme.h"
#include "ui/timeline/streamdata.h"

#include <QHelpEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

/// Half of what the playhead covers.
constexpr int kPlayheadReach = 9;
/// What was seen is journalled within a second, and shown a little later.
constexpr int kSeenDelay = 1500; // milliseconds

} // namespace

LanesWidget::LanesWidget(Session &session, const StreamData &facts, MarkEditor &editor,
                         QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_facts(facts)
    , m_editor(editor)
{
    setObjectName(u"lanes"_s);
    setAccessibleName(tr("Timeline"));
    setFocusPolicy(Qt::StrongFocus);
    Commands::setFindingPlace(this);
    setMouseTracking(true);
    setMinimumHeight(kRulerHeight + 4 * kLaneHeight);
    connect(&session, &Session::currentItemChanged, this, &LanesWidget::reset);
    connect(&session, &Session::streamsChanged, this, &LanesWidget::reload);
    connect(&session, &Session::itemMarksChanged, this, [this](ItemId item) {
        if (item == m_session.currentItem())
            reload();
    });
    connect(&session, &Session::selectionChanged, this, [this] {
        describe();
        update();
    });
    connect(&session, &Session::timeMarksChanged, this, qOverload<>(&QWidget::update));
    m_seenTimer.setSingleShot(true);
    m_seenTimer.setInterval(kSeenDelay);
    connect(&m_seenTimer, &QTimer::timeout, this, &LanesWidget::refreshSeen);
    connect(&session, &Session::timeChanged, this, [this] {
        movePlayhead();
        if (!m_seenTimer.isActive())
            m_seenTimer.start();
    });
    connect(&facts, &StreamData::changed, this, &LanesWidget::reload);
    reset();
}

// ---- What is shown

void LanesWidget::reset()
{
    m_scale = {};
    m_scrollY = 0;
    m_drag = {};
    reload();
}

void LanesWidget::reload()
{
    const auto &axis = m_session.axis();
    const casefile::Item *item = m_session.item();
    m_model = {};
    m_cuts.clear();
    if (m_drag.kind != DragKind::Seek)
        m_drag = {}; // what is dragged may be gone
    if (!axis || item == nullptr) {
        m_scale = {};
        layOut();
        return;
    }
    const TimeSpan range{axis->begin, axis->end};
    if (!m_scale.isValid() || m_scale.base() != axis->base)
        m_scale = TimelineScale(range, axis->base, width() - kHeadWidth);
    else if (m_scale.range() != range)
        m_scale.setRange(range);

    const LaneInput input{*item,
                          *axis,
                          m_session.findings(item->id),
                          [this](const Finding &finding) { return m_session.outcome(finding); },
                          [this](const Finding &finding) { return m_session.title(finding); },
                          [this](const Finding &finding) {
                              const casefile::Subject *who = m_session.sheet().subjectOf(finding);
                              return who != nullptr ? who->id.toString() : QString();
                          },
                          m_session.openCase().seen(item->id, axis->stream),
                          m_facts.frames()};
    m_model = LaneModel::build(input);
    m_scale.setFrameTicks(frameTicks(input));
    for (const Lane &lane : m_model.lanes) {
        if (lane.kind != LaneKind::Sound)
            continue;
        for (const LaneBar &bar : lane.bars) {
            const auto *span = std::get_if<Span>(&bar.finding->place);
            if (bar.state != MarkState::Keep && bar.state != MarkState::KeptByProfile &&
                span != nullptr && span->stream == m_session.soundStream())
                m_cuts.push_back(bar.time);
        }
    }
    layOut();
}

void LanesWidget::refreshSeen()
{
    const auto &axis = m_session.axis();
    if (!axis)
        return;
    const auto seen = m_session.openCase().seen(m_session.currentItem(), axis->stream);
    if (seen == m_model.seen)
        return;
    m_model.seen = seen;
    update();
}

void LanesWidget::layOut()
{
    m_tops.assign(1, 0);
    for (const Lane &lane : m_model.lanes)
        m_tops.push_back(m_tops.back() + laneHeight(lane.kind));
    m_scrollY = std::clamp(m_scrollY, 0, std::max(0, contentHeight() - (height() - kRulerHeight)));
    describe();
    afterScale();
}

void LanesWidget::describe()
{
    if (!m_scale.isValid()) {
        setAccessibleDescription(tr("No timeline for this file"));
        return;
    }
    const auto [lane, bar] = m_session.selection().size() == 1
                                 ? m_model.find(m_session.selection().first())
                                 : std::pair<const Lane *, const LaneBar *>();
    if (bar != nullptr) {
        setAccessibleDescription(tr("Lane %1: %2").arg(lane->title, factsOf(*bar)));
        return;
    }
    QString facts = tr("%1, %2").arg(tr("%n lane(s)", nullptr, int(m_model.lanes.size())),
                                     tr("%n gap(s)", nullptr, int(m_model.gaps.size())));
    const auto add = [&facts](const NotExamined &each) {
        facts += u'\n' + tr("Not examined: %1 (%2)").arg(each.portion.what(), each.why.text());
    };
    for (const LaneHole &hole : m_model.holes)
        add(hole.what);
    for (const NotExamined &each : m_model.notExamined)
        add(each);
    setAccessibleDescription(facts);
}

void LanesWidget::afterScale()
{
    m_playheadX = m_scale.isValid() ? m_scale.x(m_session.time()) : 0;
    update();
    Q_EMIT geometryChanged();
}

int LanesWidget::contentHeight() const
{
    return int(std::ceil(m_tops.back()));
}

QRectF LanesWidget::laneRect(size_t lane) const
{
    const double top = kRulerHeight + m_tops[lane] - m_scrollY;
    return {double(kHeadWidth), top, double(width() - kHeadWidth), m_tops[lane + 1] - m_tops[lane]};
}

QRectF LanesWidget::barRect(size_t lane, const LaneBar &bar) const
{
    const QRectF row = laneRect(lane);
    const double from = m_scale.x(bar.time.begin);
    return {kHeadWidth + from, row.top() + 2, std::max(1.0, m_scale.x(bar.time.end) - from),
            row.height() - 4};
}

void LanesWidget::zoom(double factor)
{
    if (!m_scale.isValid())
        return;
    const double playhead = m_scale.x(m_session.time());
    const bool inView = playhead >= 0 && playhead <= m_scale.width();
    m_scale.zoom(factor, inView ? playhead : m_scale.width() / 2);
    afterScale();
}

void LanesWidget::zoomToFit()
{
    m_scale.fit();
    afterScale();
}

void LanesWidget::setScrollX(double pixels)
{
    m_scale.setScrollPosition(pixels);
    afterScale();
}

void LanesWidget::setScrollY(int pixels)
{
    m_scrollY = std::clamp(pixels, 0, std::max(0, contentHeight() - (height() - kRulerHeight)));
    afterScale();
}

void LanesWidget::movePlayhead()
{
    if (!m_scale.isValid())
        return;
    if (m_drag.kind == DragKind::None) {
        const double before = m_scale.scrollPosition();
        m_scale.reveal(m_session.time());
        if (m_scale.scrollPosition() != before) {
            afterScale();
            return;
        }
    }
    updateStrip(m_playheadX);
    m_playheadX = m_scale.x(m_session.time());
    updateStrip(m_playheadX);
}

void LanesWidget::updateStrip(double x)
{
    update(kHeadWidth + int(std::floor(x)) - kPlayheadReach, 0, 2 * kPlayheadReach + 2, height());
}

// ---- Painting

void LanesWidget::paintEvent(QPaintEvent *event)
{
    const Theme &t = theme();
    QPainter painter(this);
    const QRectF dirty = event->rect();
    painter.fillRect(dirty, t.panel);
    if (!m_scale.isValid()) {
        paintEmpty(painter);
        return;
    }
    paintLanes(painter, dirty);

    // Over the lanes, in their coordinates.
    painter.save();
    painter.setClipRect(kHeadWidth, 0, width() - kHeadWidth, height());
    painter.translate(kHeadWidth, 0);
    const QRectF area = dirty.translated(-kHeadWidth, 0);
    const QRectF ruler(std::max(0.0, area.left()), 0, area.right() - std::max(0.0, area.left()),
                       kRulerHeight);
    if (dirty.top() < kRulerHeight && ruler.width() > 0)
        paintRuler(painter, ruler, m_scale, m_facts.frames());
    const auto &[in, out] = m_session.timeMarks();
    paintInOut(painter, QRectF(0, 0, m_scale.width(), height()), in, out, m_scale);
    paintDrag(painter);
    paintPlayhead(painter, m_playheadX, height());
    painter.restore();
    painter.fillRect(QRectF(0, 0, kHeadWidth, kRulerHeight), t.ground);
    if (hasFocus()) {
        painter.setPen(t.accent);
        painter.drawLine(0, 0, width(), 0);
    }
}

void LanesWidget::paintLanes(QPainter &painter, const QRectF &dirty)
{
    const Theme &t = theme();
    const double from = dirty.top() - kRulerHeight + m_scrollY;
    auto index = size_t(std::max<qsizetype>(
        0, std::upper_bound(m_tops.begin(), m_tops.end(), from) - m_tops.begin() - 1));
    painter.fillRect(QRectF(0, dirty.top(), kHeadWidth, dirty.height()), t.ground);
    QSet<FindingId> selected(m_session.selection().begin(), m_session.selection().end());
    for (; index < m_model.lanes.size(); ++index) {
        const QRectF row = laneRect(index);
        if (row.top() > dirty.bottom())
            break;
        if (dirty.left() < kHeadWidth) {
            const auto &bars = m_model.lanes[index].bars;
            const bool chosen = !selected.isEmpty() &&
                                std::any_of(bars.begin(), bars.end(), [&](const LaneBar &bar) {
                                    return selected.contains(bar.finding->id);
                                });
            paintHead(painter, QRectF(0, row.top(), kHeadWidth, row.height()),
                      m_model.lanes[index].title, chosen);
        }
        painter.fillRect(QRectF(kHeadWidth, row.bottom() - 1, row.width(), 1), t.ground);
        const double left = std::max(double(kHeadWidth), dirty.left());
        if (dirty.right() <= left)
            continue;
        painter.save();
        painter.setClipRect(QRectF(left, row.top(), dirty.right() - left, row.height()));
        painter.translate(kHeadWidth, 0);
        paintOneLane(painter, index,
                     QRectF(left - kHeadWidth, row.top(), dirty.right() - left, row.height()));
        painter.restore();
    }
}

void LanesWidget::paintOneLane(QPainter &painter, size_t index, const QRectF &row)
{
    const Lane &lane = m_model.lanes[index];
    switch (lane.kind) {
    case LaneKind::Shots:
        paintShots(painter, row, m_model.shots, m_scale);
        break;
    case LaneKind::Marks:
    case LaneKind::Sound:
        paintLane(painter, row, lane, m_scale,
                  {m_session.selection().begin(), m_session.selection().end()});
        break;
    case LaneKind::Waveform:
        if (const media::Waveform *waveform = m_facts.waveform())
            paintWaveform(painter, row, *waveform, m_scale, m_cuts);
        break;
    case LaneKind::Gaps:
        paintGaps(painter, row, m_model, m_scale);
        break;
    case LaneKind::Seen:
        paintSeen(painter, row, m_model.seen, m_scale);
        break;
    }
}

void LanesWidget::paintDrag(QPainter &painter)
{
    if (!m_drag.begun)
        return;
    const Theme &t = theme();
    const Lane &lane = m_model.lanes[m_drag.lane];
    const auto boxOf = [&](TimeSpan time) {
        LaneBar bar = m_drag.bar;
        bar.time = time;
        return barRect(m_drag.lane, bar).translated(-kHeadWidth, 0);
    };
    painter.fillRect(boxOf(m_drag.bar.time).adjusted(-1, -1, 1, 1), t.panel);
    painter.setFont(secondaryFont());
    paintBar(painter, boxOf(m_drag.now), m_drag.bar.state, lane.kind, m_drag.bar.label, true);
    if (m_drag.snapped)
        painter.fillRect(QRectF(std::round(m_scale.x(*m_drag.snapped)), 0, 1, height()), t.accent);
}

void LanesWidget::paintEmpty(QPainter &painter)
{
    painter.setFont(secondaryFont());
    painter.setPen(theme().secondary);
    const casefile::Item *item = m_session.item();
    const bool media = item != nullptr && medium::of(item->kind).axis.has_value();
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap,
                     media ? tr("The timeline shows after this file has been analysed.")
                           : tr("Videos and recordings show their marks over time here."));
}

void LanesWidget::resizeEvent(QResizeEvent *)
{
    m_scale.setWidth(width() - kHeadWidth);
    layOut();
}

void LanesWidget::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        update();
    QWidget::changeEvent(event);
}

bool LanesWidget::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const QString tip = tipFor(hitAt(help->pos()), help->pos().x());
        if (tip.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), tip, this);
        return true;
    }
    return QWidget::event(event);
}

/// Requires: the item has a time axis.
QString LanesWidget::factsOf(const LaneBar &bar) const
{
    const TimeAxis &axis = *m_session.axis();
    QStringList parts{m_session.title(*bar.finding),
                      u"%1 – %2"_s.arg(timeText(axis.seconds(bar.time.begin)),
                                       timeText(axis.seconds(bar.time.end))),
                      displayName(bar.state)};
    if (!bar.label.isEmpty() && bar.state == MarkState::Redact)
        parts.append(bar.label);
    return parts.join(u" · "_s);
}

QString LanesWidget::tipFor(const Hit &hit, double x) const
{
    const auto &axis = m_session.axis();
    if (hit.lane < 0 || !axis)
        return {};
    const Lane &lane = m_model.lanes[size_t(hit.lane)];
    if (hit.bar != nullptr)
        return factsOf(*hit.bar);
    if (lane.kind == LaneKind::Gaps) {
        QStringList lines;
        if (!m_model.gaps.empty())
            lines.append(tr("Frames between two marks of one person are not covered. "
                            "Alt+N goes to the next gap; Join fills it."));
        const auto say = [&lines](const NotExamined &each) {
            lines.append(tr("Not examined: %1 (%2)").arg(each.portion.what(), each.why.text()));
        };
        // As wide as the narrowest that is painted.
        const Ticks from = m_scale.ticksAt(x - kHeadWidth - 3);
        for (const LaneHole *hole : m_model.holesIn({from, m_scale.ticksAt(x - kHeadWidth) + 1}))
            say(hole->what);
        for (const NotExamined &each : m_model.notExamined)
            say(each);
        return lines.join(u'\n');
    }
    if (lane.kind == LaneKind::Seen)
        return tr("What a person has watched or listened to");
    return {};
}

} // namespace redoubt::ui
