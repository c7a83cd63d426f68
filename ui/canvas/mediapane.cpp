// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/mediapane.h"

#include "core/medium/mediumtable.h"
#include "ui/canvas/canvasmarks.h"
#include "ui/canvas/canvasview.h"
#include "ui/canvas/notice.h"
#include "ui/canvas/playerbar.h"
#include "ui/canvas/playersound.h"
#include "ui/canvas/previewplan.h"

#include <QStackedLayout>
#include <QVBoxLayout>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFastestSeen = 2;        ///< pictures that rush by faster were not looked at
constexpr double kWhole = 0.98;        ///< of width and height, so that it counts as all of it
constexpr double kSmallestSeen = 0.15; ///< of its size
constexpr int kFarSteps = 10;

} // namespace

MediaPane::MediaPane(Session &session, Commands &commands, PreviewPlan &plan, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_plan(plan)
    , m_player(session)
    , m_stack(new QStackedLayout)
    , m_canvas(new CanvasView(this))
    , m_notice(new NoticePage(this))
    , m_bar(new PlayerBar(this))
    , m_canvasMarks(new CanvasMarks(session, *m_canvas, this))
{
    setObjectName(u"mediaPane"_s);
    m_canvas->setObjectName(u"videoCanvas"_s);
    m_canvas->setAccessibleName(tr("Video picture with marks"));
    m_stack->addWidget(m_canvas);
    m_stack->addWidget(m_notice);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_stack, 1);
    layout->addWidget(m_bar);
    addCommands(commands);

    connect(&session, &Session::timeChanged, this, [this](Session::TimeChange change) {
        if (change == Session::TimeChange::Playback)
            recordHeard();
        updateBar();
        requestFrame(change);
    });
    connect(&m_player, &Player::changed, this, [this] {
        m_bar->setPlaying(m_player.isPlaying());
        updateBar();
    });
    connect(m_canvas, &CanvasView::zoomChanged, this, [this] {
        updateBar();
        updateRoom();
    });
    connect(m_canvas, &CanvasView::spaceTapped, &m_player, &Player::toggle);
    connect(&session, &Session::closing, this, &MediaPane::close);
    connect(&plan, &PreviewPlan::changed, this, [this] {
        if (m_shown == ViewMode::Preview)
            showFrame();
        m_player.restartSound();
    });
}

MediaPane::~MediaPane()
{
    // Only the work is stopped: actions and children may be on their way out already.
    m_player.setSound(nullptr);
    m_sound.reset();
    m_store.reset();
}

QAction *MediaPane::addCommand(Commands &commands, const CommandSpec &spec,
                               const std::function<void()> &run)
{
    QAction *action = commands.add(this, spec);
    connect(action, &QAction::triggered, this, run);
    action->setEnabled(false);
    m_actions.append(action);
    return action;
}

void MediaPane::addCommands(Commands &commands)
{
    const auto add = [&](const QString &id, const QString &text, const QList<QKeySequence> &keys,
                         const QString &iconName, const std::function<void()> &run) {
        return addCommand(commands, {id, text, keys, MenuGroup::Play, iconName}, run);
    };
    QAction *start = add(u"play.start"_s, tr("Go to the start"), {Qt::Key_Home}, u"jump-back"_s,
                         [this] { m_player.toStart(); });
    QAction *back = add(u"play.backward"_s, tr("Play backward, then faster"), {Qt::Key_J},
                        u"back"_s, [this] { m_player.shuttle(-1); });
    QAction *frameBack = add(u"play.stepBack"_s, tr("One frame back"), {Qt::Key_Left},
                             u"frame-back"_s, [this] { m_player.step(-1); });
    QAction *play = add(u"play.toggle"_s, tr("Play or pause"), {Qt::Key_Space}, u"play"_s,
                        [this] { m_player.toggle(); });
    QAction *frameOn = add(u"play.stepForward"_s, tr("One frame on"), {Qt::Key_Right},
                           u"frame-forward"_s, [this] { m_player.step(1); });
    QAction *forward = add(u"play.forward"_s, tr("Play forward, then faster"), {Qt::Key_L},
                           u"forward"_s, [this] { m_player.shuttle(1); });
    QAction *end = add(u"play.end"_s, tr("Go to the end"), {Qt::Key_End}, u"jump-forward"_s,
                       [this] { m_player.toEnd(); });
    add(u"play.pause"_s, tr("Pause"), {Qt::Key_K}, u"pause"_s, [this] { m_player.pause(); });
    add(u"play.farBack"_s, tr("Ten frames back"), {QKeySequence(Qt::SHIFT | Qt::Key_Left)}, {},
        [this] { m_player.step(-kFarSteps); });
    add(u"play.farForward"_s, tr("Ten frames on"), {QKeySequence(Qt::SHIFT | Qt::Key_Right)}, {},
        [this] { m_player.step(kFarSteps); });
    CommandSpec loopSpec{
        u"play.loop"_s,
        tr("Repeat what is between the in and out marks, the selection, or everything"),
        {QKeySequence(Qt::CTRL | Qt::Key_L)},
        MenuGroup::Play,
        u"loop"_s,
        true};
    QAction *loop = addCommand(commands, loopSpec, [] {});
    connect(loop, &QAction::toggled, &m_player, &Player::setLoop);
    CommandSpec releasedSpec{u"play.asReleased"_s,
                             tr("Hear the sound as it will be released"),
                             {QKeySequence(Qt::CTRL | Qt::Key_H)},
                             MenuGroup::Play,
                             u"sound"_s,
                             true};
    QAction *released = addCommand(commands, releasedSpec, [] {});
    released->setChecked(true);
    connect(released, &QAction::toggled, this, [this](bool on) {
        m_asReleased = on;
        m_player.restartSound();
    });

    m_nextSound = add(u"play.nextSound"_s, tr("Next sound track"), {Qt::Key_T}, {},
                      [this] { showNextStream(Modality::Audio); });
    m_nextPicture =
        add(u"play.nextPicture"_s, tr("Next video track"), {QKeySequence(Qt::SHIFT | Qt::Key_T)},
            {}, [this] { showNextStream(Modality::Video); });

    m_bar->addButton(start, u"jump-back"_s);
    m_bar->addButton(back, u"back"_s);
    m_bar->addButton(frameBack, u"frame-back"_s);
    m_bar->addButton(play, u"play"_s, RoundButton::Weight::Primary);
    m_bar->addButton(frameOn, u"frame-forward"_s);
    m_bar->addButton(forward, u"forward"_s);
    m_bar->addButton(end, u"jump-forward"_s);
    m_bar->addTool(released, u"sound"_s);
    m_bar->addTool(loop, u"loop"_s);
}

void MediaPane::open()
{
    close();
    const casefile::Item *item = m_session.item();
    const auto &axis = m_session.axis();
    if (item == nullptr || !axis)
        return;
    for (QAction *action : std::as_const(m_actions))
        action->setEnabled(true);
    m_nextSound->setEnabled(streamsOf(*item, Modality::Audio).size() > 1);
    m_nextPicture->setEnabled(axis->video && streamsOf(*item, Modality::Video).size() > 1);
    updateBar();
    auto source = m_session.source(item->id);
    if (!source) {
        showProblem(source.error().text());
        return;
    }
    openSound(*source);
    if (!axis->video) {
        m_notice->setNotice({u"audio"_s, item->name,
                             tr("A recording without pictures. Space plays it; the sound is drawn "
                                "in the timeline below."),
                             Notice::Tone::Calm});
        m_stack->setCurrentWidget(m_notice);
        return;
    }
    m_stack->setCurrentWidget(m_canvas);
    // Answers come on the store's threads; what arrives after the next opening is dropped.
    const quint64 opened = ++m_opened;
    media::FrameStore::Callbacks callbacks;
    callbacks.frameReady = [this, opened, address = m_postbox.address()](
                               quint64 request, const Result<media::FrameStore::FramePtr> &frame) {
        address.post([this, opened, request, frame] {
            if (opened == m_opened)
                frameArrived(request, frame);
        });
    };
    callbacks.indexReady = [this, opened, address = m_postbox.address()](
                               const Result<media::FrameStore::IndexPtr> &index) {
        address.post([this, opened, index] {
            if (opened != m_opened || !index)
                return; // the pictures say themselves what is wrong
            m_player.setIndex(*index);
            m_canvasMarks->setIndex(*index);
            updateBar();
        });
    };
    m_picture = axis->stream;
    const auto viewer = m_session.itemWorker()->viewer();
    media::FrameStore::Reading reading;
    reading.open = [viewer, source = *source, stream = axis->stream](
                       const media::VideoReadOptions &options, const JobContext &context) {
        return viewer->openPictures(source, stream, options, context);
    };
    reading.index = [viewer, source = *source, stream = axis->stream](const JobContext &context) {
        return viewer->indexFrames(source, stream, context);
    };
    m_store = std::make_unique<media::FrameStore>(std::move(reading), media::FrameStoreOptions(),
                                                  callbacks);
    updateRoom();
    requestFrame(Session::TimeChange::Jump);
}

void MediaPane::followStreams()
{
    if (m_session.pictureStream() != m_picture) {
        open();
        return;
    }
    // Another sound leaves the picture, and what was read of its frames, as they are.
    closeSound();
    if (auto source = m_session.source(m_session.currentItem()))
        openSound(*std::move(source));
    updateBar();
}

void MediaPane::openSound(workflow::ViewedItem source)
{
    const casefile::ItemStream *stream = m_session.item()->stream(m_session.soundStream());
    if (stream == nullptr || !stream->timeBase.isValid())
        return;
    if (!PlayerSound::hasDevice()) {
        m_bar->setSoundNote(tr("No sound device: playing silently"));
        return;
    }
    m_sound = std::make_unique<PlayerSound>(
        [viewer = m_session.itemWorker()->viewer(), source = std::move(source),
         index = stream->index](const media::AudioReadOptions &options, const JobContext &context) {
            return viewer->openSound(source, index, options, context);
        },
        stream->index, stream->timeBase, m_session.axis()->base);
    connect(m_sound.get(), &PlayerSound::failed, m_bar, &PlayerBar::setSoundNote);
    m_sound->setCuts([this] { return cutsNow(); });
    m_player.setSound(m_sound.get());
}

void MediaPane::showNextStream(Modality modality)
{
    const casefile::Item *item = m_session.item();
    if (item == nullptr)
        return;
    const QList<int> streams = streamsOf(*item, modality);
    const int shown =
        modality == Modality::Audio ? m_session.soundStream() : m_session.pictureStream();
    if (!streams.isEmpty())
        m_session.showStream(streams[(streams.indexOf(shown) + 1) % streams.size()]);
}

/// What the release takes out of the sound. Without a plan nothing is known about the release: the
/// sound is as it is, and the bar says why.
std::vector<redact::AudioCut> MediaPane::cutsNow()
{
    m_bar->setSoundNote({});
    if (!m_asReleased)
        return {};
    const auto &plan = m_plan.plan();
    if (plan)
        return plan->cuts;
    m_bar->setSoundNote(plan.error().text());
    return {};
}

void MediaPane::recordHeard()
{
    const auto &axis = m_session.axis();
    const Ticks now = m_session.time();
    const Ticks before = std::exchange(m_heardTo, now);
    if (!m_sound || !m_player.isHeard() || now <= before ||
        now - before > fromSeconds(1, axis->base, Rounding::Up))
        return;
    const casefile::ItemStream *stream = m_session.item()->stream(m_sound->stream());
    if (stream != nullptr)
        m_session.recordSeen(stream->index,
                             {rescale(before, axis->base, stream->timeBase, Rounding::Up),
                              rescale(now, axis->base, stream->timeBase, Rounding::Down)});
}

void MediaPane::closeSound()
{
    m_player.setSound(nullptr);
    m_sound.reset();
    m_bar->setSoundNote({});
}

void MediaPane::close()
{
    ++m_opened;
    m_player.reset();
    closeSound();
    m_store.reset();
    m_picture = -1;
    m_frame.reset();
    m_shownRequest = 0;
    m_canvasMarks->setIndex(nullptr);
    m_canvasMarks->setPlace({});
    m_canvas->clear();
    for (QAction *action : std::as_const(m_actions))
        action->setEnabled(false);
}

void MediaPane::setShown(ViewMode mode)
{
    if (mode == m_shown)
        return;
    m_shown = mode;
    showFrame();
}

/// Pictures need not be larger than they are shown; a person who zooms in wants every pixel.
void MediaPane::updateRoom()
{
    if (!m_store || !m_frame)
        return;
    const QSizeF shown = QSizeF(m_frame->sourceSize) * m_canvas->zoom() * devicePixelRatioF();
    const bool small = shown.width() < 0.7 * m_frame->sourceSize.width();
    const QSize before = m_frame->image.size();
    // Steps of a quarter, so that resizing the window does not throw everything away.
    const QSize full = m_frame->sourceSize;
    QSize room;
    if (small) {
        for (const int parts : {1, 2, 3}) {
            room = full * parts / 4;
            if (room.width() >= shown.width())
                break;
        }
    }
    m_store->setMaxSize(room);
    if ((room.isEmpty() && before != full) || room.width() > before.width())
        requestFrame(Session::TimeChange::Jump);
}

void MediaPane::requestFrame(Session::TimeChange change)
{
    const Ticks time = m_session.time();
    const Ticks before = std::exchange(m_lastTime, time);
    if (!m_store)
        return;
    media::Travel travel = media::Travel::Jump;
    const Ticks second = fromSeconds(1, m_session.axis()->base, Rounding::Up);
    const bool isNear = std::abs(time - before) < second;
    if (change == Session::TimeChange::Playback)
        travel = m_player.speed() < 0 ? media::Travel::Backward : media::Travel::Forward;
    else if (time != before && isNear)
        travel = time < before ? media::Travel::Backward : media::Travel::Forward;
    const media::FrameStore::Answer answer = m_store->request(time, travel);
    if (answer.frame)
        frameArrived(answer.request, answer.frame);
}

void MediaPane::frameArrived(quint64 request, const Result<media::FrameStore::FramePtr> &frame)
{
    if (request < m_shownRequest)
        return; // a later one is shown already
    m_shownRequest = request;
    if (!frame) {
        if (frame.error().kind() != ErrorKind::Cancelled)
            showProblem(frame.error().text());
        return;
    }
    const bool first = !m_frame;
    m_frame = *frame;
    m_stack->setCurrentWidget(m_canvas);
    showFrame();
    if (first)
        updateRoom();
    recordSeen();
}

void MediaPane::showFrame()
{
    const auto &axis = m_session.axis();
    if (!m_frame || !axis)
        return;
    QImage image = m_frame->image;
    if (m_shown == ViewMode::Preview) {
        const auto &plan = m_plan.plan();
        if (!plan) {
            showProblem(plan.error().text());
            return;
        }
        medium::of(plan->kind).preview(image, *plan, {0, {}, axis->stream, &*m_frame});
    }
    m_stack->setCurrentWidget(m_canvas);
    m_canvas->setPicture(image, m_frame->sourceSize, CanvasGeometry::Grid::Pixels);
    m_canvasMarks->setPlace({CanvasPlace::Kind::Frame, axis->stream, m_frame->pts, 0});
}

void MediaPane::showProblem(const QString &cause)
{
    m_notice->setNotice(
        {u"not-examined"_s, tr("This cannot be shown"), cause, Notice::Tone::Problem});
    m_stack->setCurrentWidget(m_notice);
}

/// The picture is on the screen from its own time to the next one's.
void MediaPane::recordSeen()
{
    if (std::abs(m_player.speed()) > kFastestSeen || !isVisible() || window()->isMinimized())
        return;
    // What is cut off or too small to tell anybody apart was not seen.
    const QRectF visible = m_canvas->visibleSource();
    const QSizeF whole = m_frame->sourceSize;
    if (visible.width() < kWhole * whole.width() || visible.height() < kWhole * whole.height() ||
        m_canvas->zoom() < kSmallestSeen)
        return;
    Ticks end = m_frame->pts + std::max<Ticks>(1, m_frame->duration);
    if (const auto &index = m_player.index()) {
        const size_t at = index->indexAt(m_frame->pts);
        if (at + 1 < index->frames.size())
            end = index->frames[at + 1].pts;
    }
    m_session.recordSeen(m_session.axis()->stream, {m_frame->pts, end});
}

void MediaPane::updateBar()
{
    const auto &axis = m_session.axis();
    if (!axis)
        return;
    const auto frame = m_player.frameNumber();
    m_bar->setTime(axis->seconds(m_session.time()), frame ? qint64(*frame) : -1);
    const int speed = m_player.speed() == 0 ? 1 : m_player.speed();
    //: Speed of the player: "2×"
    QString state = tr("%1×").arg(speed);
    if (axis->video) {
        const QString zoom = tr("%1 %").arg(qRound(m_canvas->zoom() * 100));
        state += u"   "_s + zoom;
        if (m_canvas->zoomMode() == ZoomMode::Fit)
            state += u"   "_s + tr("Fit");
    }
    const auto addTrack = [&](Modality modality, int stream, const QString &text) {
        const QList<int> streams = streamsOf(*m_session.item(), modality);
        if (streams.size() > 1)
            state += u"   "_s + text.arg(streams.indexOf(stream) + 1).arg(streams.size());
    };
    //: Which of several video streams is shown: "video 1 of 2"
    addTrack(Modality::Video, m_session.pictureStream(), tr("video %1 of %2"));
    //: Which of several sound streams is heard: "sound 1 of 2"
    addTrack(Modality::Audio, m_session.soundStream(), tr("sound %1 of %2"));
    m_bar->setState(state);
}

} // namespace redoubt::ui
