// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/canvas/viewcommands.h"

#include "ui/canvas/canvasview.h"
#include "ui/common/gestures.h"

#include <QApplication>
#include <QKeyEvent>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kZoomStep = 1.25;

} // namespace

ViewCommands::ViewCommands(Session &session, Commands &commands, QWidget &owner,
                           std::function<CanvasView *()> canvas)
    : QObject(&owner)
    , m_session(session)
{
    const auto addMode = [&](const QString &id, const QString &text, ViewMode mode) {
        QAction *action = commands.add(&owner, {id, text, {}, MenuGroup::View, {}, true});
        connect(action, &QAction::triggered, this, [this, mode] { m_session.setViewMode(mode); });
        const auto follow = [this, action, mode] {
            action->setChecked(m_session.viewMode() == mode);
        };
        // Also after a click on the mode in force, which must not take the tick away.
        connect(action, &QAction::triggered, this, follow);
        connect(&session, &Session::viewModeChanged, action, follow);
        follow();
    };
    addMode(u"view.edit"_s, tr("Edit"), ViewMode::Edit);
    addMode(u"view.preview"_s, tr("Preview"), ViewMode::Preview);
    addMode(u"view.original"_s, tr("Original"), ViewMode::Original);
    const auto add = [&](const QString &id, const QString &text, const QList<QKeySequence> &keys,
                         const QString &iconName, const std::function<void()> &run) {
        QAction *action = commands.add(&owner, {id, text, keys, MenuGroup::View, iconName});
        connect(action, &QAction::triggered, this, run);
        return action;
    };
    add(u"view.cycle"_s, tr("Next view"), {Qt::Key_V}, {},
        [this] { m_session.setViewMode(ViewMode((int(m_session.viewMode()) + 1) % 3)); });
    m_peek = add(u"view.peek"_s, tr("Look at the original while held"), {Qt::Key_H}, {},
                 [this] { setPeek(true); });
    m_peek->setAutoRepeat(false);
    const auto onCanvas = [canvas](const std::function<void(CanvasView &)> &run) {
        return [canvas, run] {
            if (CanvasView *view = canvas())
                run(*view);
        };
    };
    add(u"view.zoomIn"_s, tr("Zoom in"),
        {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)},
        u"zoom-in"_s, onCanvas([](CanvasView &view) { view.zoomBy(kZoomStep); }));
    add(u"view.zoomOut"_s, tr("Zoom out"), {QKeySequence(Qt::CTRL | Qt::Key_Minus)}, u"zoom-out"_s,
        onCanvas([](CanvasView &view) { view.zoomBy(1 / kZoomStep); }));
    add(u"view.actual"_s, tr("Actual size"), {QKeySequence(Qt::CTRL | Qt::Key_0)}, {},
        onCanvas([](CanvasView &view) { view.zoomTo(1); }));
    add(u"view.fit"_s, tr("Fit into the view"), {QKeySequence(Qt::CTRL | Qt::Key_1)}, u"fit"_s,
        onCanvas([](CanvasView &view) { view.setZoomMode(ZoomMode::Fit); }));
    add(u"view.width"_s, tr("Fit the width"), {QKeySequence(Qt::CTRL | Qt::Key_2)}, {},
        onCanvas([](CanvasView &view) { view.setZoomMode(ZoomMode::Width); }));
    CommandSpec remove{
        u"mark.remove"_s, tr("Remove the selected marks"), {Qt::Key_Delete}, MenuGroup::Mark};
    remove.decides = true;
    connect(commands.add(&owner, remove), &QAction::triggered, this,
            [this] { m_session.gestures().remove(m_session.selection()); });
    connect(&session, &Session::viewModeChanged, this, &ViewCommands::shownChanged);
    qApp->installEventFilter(this);
}

ViewMode ViewCommands::shown() const
{
    return m_peeking ? ViewMode::Original : m_session.viewMode();
}

void ViewCommands::setPeek(bool peek)
{
    if (peek == m_peeking)
        return;
    m_peeking = peek;
    Q_EMIT shownChanged();
}

bool ViewCommands::eventFilter(QObject *watched, QEvent *event)
{
    // An action knows when its key goes down, not when it comes up.
    if (m_peeking && event->type() == QEvent::KeyRelease) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const QKeySequence released(key->key());
        if (!key->isAutoRepeat() && m_peek->shortcuts().contains(released))
            setPeek(false);
    }
    if (m_peeking && event->type() == QEvent::ApplicationDeactivate)
        setPeek(false);
    return QObject::eventFilter(watched, event);
}

} // namespace redoubt::ui
