// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/timeline/timelineview.h"

#include "ui/common/theme.h"
#include "ui/timeline/laneswidget.h"
#include "ui/timeline/markeditor.h"
#include "ui/timeline/streamdata.h"

#include <QGridLayout>
#include <QScrollBar>
#include <QSignalBlocker>

#include <cmath>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kKeyZoom = 1.6;

} // namespace

struct TimelineView::Private
{
    Private(Session &s, TimelineView *view)
        : session(s)
        , facts(s)
        , editor(s, facts)
        , lanes(new LanesWidget(s, facts, editor, view))
        , across(new QScrollBar(Qt::Horizontal, view))
        , down(new QScrollBar(Qt::Vertical, view))
    {}

    Session &session;
    StreamData facts;
    MarkEditor editor;
    LanesWidget *lanes;
    QScrollBar *across;
    QScrollBar *down;

    void syncScrollBars() const
    {
        const QSignalBlocker acrossQuiet(across);
        const QSignalBlocker downQuiet(down);
        const TimelineScale &scale = lanes->scale();
        across->setRange(0, int(std::lround(std::min(1e9, scale.scrollMaximum()))));
        across->setPageStep(std::max(1, int(scale.width())));
        across->setSingleStep(std::max(1, int(scale.width() / 20)));
        across->setValue(int(
            std::lround(std::clamp(scale.scrollPosition() + TimelineScale::kMargin, 0.0, 1e9))));
        across->setVisible(across->maximum() > 0);
        const int room = lanes->height() - kRulerHeight;
        down->setRange(0, std::max(0, lanes->contentHeight() - room));
        down->setPageStep(std::max(1, room));
        down->setSingleStep(kLaneHeight);
        down->setValue(lanes->scrollY());
        down->setVisible(down->maximum() > 0);
    }

    void jump(std::optional<Ticks> time) const
    {
        if (time)
            session.setTime(*time);
        else
            Q_EMIT session.problem(tr("There is no further gap in this direction."));
    }

    void silence()
    {
        const auto &[in, out] = session.timeMarks();
        editor.silence(in && out ? TimeSpan{*in, *out} : TimeSpan());
    }

    void addCommands(Commands &commands, TimelineView *view);
};

void TimelineView::Private::addCommands(Commands &commands, TimelineView *view)
{
    const auto add = [&](const QString &id, const QString &text, const QList<QKeySequence> &keys,
                         MenuGroup menu, const QString &icon, auto &&call) {
        QAction *action = commands.add(view, {id, text, keys, menu, icon});
        connect(action, &QAction::triggered, view, call);
        return action;
    };
    using enum MenuGroup;
    add(u"mark.split"_s, tr("Split the mark at the playhead"), {Qt::Key_S}, Mark, {},
        [this] { editor.split(session.time()); });
    add(u"mark.join"_s, tr("Join the selected marks"), {Qt::CTRL | Qt::Key_J}, Mark, {},
        [this] { editor.join(); });
    add(u"mark.trimBegin"_s, tr("Let the mark begin at the playhead"), {Qt::Key_BracketLeft}, Mark,
        u"edge-start"_s, [this] { editor.trimSelected(MarkEdge::Begin, session.time()); });
    add(u"mark.trimEnd"_s, tr("Let the mark end at the playhead"), {Qt::Key_BracketRight}, Mark,
        u"edge-end"_s, [this] { editor.trimSelected(MarkEdge::End, session.time()); });
    add(u"range.in"_s, tr("Set the in mark"), {Qt::Key_I}, Mark, {},
        [this] { session.setInMark(session.time()); });
    add(u"range.out"_s, tr("Set the out mark"), {Qt::Key_O}, Mark, {},
        [this] { session.setOutMark(session.time()); });
    add(u"range.clear"_s, tr("Clear in and out marks"), {Qt::Key_X}, Mark, {}, [this] {
        session.setInMark({});
        session.setOutMark({});
    });
    add(u"mark.silence"_s, tr("Silence the sound between in and out"), {Qt::CTRL | Qt::Key_M}, Mark,
        u"mute"_s, [this] { silence(); });
    add(u"timeline.nextGap"_s, tr("Next gap"), {Qt::ALT | Qt::Key_N}, Mark, u"gap"_s,
        [this] { jump(lanes->model().nextGap(session.time())); });
    add(u"timeline.previousGap"_s, tr("Previous gap"), {Qt::ALT | Qt::Key_P}, Mark, {},
        [this] { jump(lanes->model().previousGap(session.time())); });

    // The same keys zoom the canvas when that has the focus.
    const auto here = [](QAction *action) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    };
    here(add(u"timeline.zoomIn"_s, tr("Zoom the timeline in"), {Qt::Key_Plus, Qt::Key_Equal}, View,
             u"zoom-in"_s, [this] { lanes->zoom(kKeyZoom); }));
    here(add(u"timeline.zoomOut"_s, tr("Zoom the timeline out"), {Qt::Key_Minus}, View,
             u"zoom-out"_s, [this] { lanes->zoom(1 / kKeyZoom); }));
    here(add(u"timeline.zoomFit"_s, tr("Show the whole time"), {Qt::SHIFT | Qt::Key_Z}, View,
             u"fit"_s, [this] { lanes->zoomToFit(); }));

    // Left and right alone step through frames, also from here.
    here(add(u"timeline.laneUp"_s, tr("Mark in the lane above"), {Qt::Key_Up}, Mark, {},
             [this] { lanes->walk(LaneStep::Up); }));
    here(add(u"timeline.laneDown"_s, tr("Mark in the lane below"), {Qt::Key_Down}, Mark, {},
             [this] { lanes->walk(LaneStep::Down); }));
    here(add(u"timeline.markBefore"_s, tr("Mark before in the lane"),
             {QKeySequence(Qt::CTRL | Qt::Key_Left)}, Mark, {},
             [this] { lanes->walk(LaneStep::Back); }));
    here(add(u"timeline.markAfter"_s, tr("Next mark in the lane"),
             {QKeySequence(Qt::CTRL | Qt::Key_Right)}, Mark, {},
             [this] { lanes->walk(LaneStep::On); }));
}

TimelineView::TimelineView(Session &session, Commands &commands, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(session, this))
{
    setObjectName(u"timeline"_s);
    setAccessibleName(tr("Timeline"));
    d->across->setObjectName(u"timelineAcross"_s);
    d->across->setAccessibleName(tr("Scroll the timeline in time"));
    d->down->setObjectName(u"timelineDown"_s);
    d->down->setAccessibleName(tr("Scroll the lanes"));
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(d->lanes, 0, 0);
    layout->addWidget(d->down, 0, 1);
    layout->addWidget(d->across, 1, 0);
    setFocusProxy(d->lanes);

    connect(d->lanes, &LanesWidget::geometryChanged, this, [this] { d->syncScrollBars(); });
    connect(d->across, &QScrollBar::valueChanged, this,
            [this](int value) { d->lanes->setScrollX(value - TimelineScale::kMargin); });
    connect(d->down, &QScrollBar::valueChanged, this,
            [this](int value) { d->lanes->setScrollY(value); });
    d->addCommands(commands, this);
    d->syncScrollBars();
}

TimelineView::~TimelineView()
{
    // The lanes look at what belongs to us.
    delete d->lanes;
}

} // namespace redoubt::ui
