// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/common/commands.h"

#include "ui/common/icons.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTabBar>
#include <QTextEdit>
#include <QTimer>
#include <QTreeView>

#include <algorithm>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr char kFindingPlace[] = "findingPlace";

bool isReturn(int key)
{
    return key == Qt::Key_Return || key == Qt::Key_Enter;
}

/// Keys that a list works by: it goes through its rows, opens, ticks and folds them.
bool isListKey(const QAbstractItemView &list, int key)
{
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        return true;
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        // In the list of findings these play, step and decide.
        return !Commands::isFindingPlace(&list);
    case Qt::Key_Left:
    case Qt::Key_Right:
        return qobject_cast<const QTreeView *>(&list) != nullptr;
    default:
        return false;
    }
}

/// Keys that what has the focus needs for itself, and would lose to a shortcut.
bool needsKey(const QWidget *focus, const QKeyEvent &key)
{
    const bool plain = (key.modifiers() & (Qt::ControlModifier | Qt::AltModifier)) == 0;
    if (!plain)
        return false;
    if (qobject_cast<const QAbstractButton *>(focus))
        return key.key() == Qt::Key_Space || isReturn(key.key());
    if (const auto *list = qobject_cast<const QAbstractItemView *>(focus))
        return isListKey(*list, key.key());
    if (qobject_cast<const QTabBar *>(focus))
        return key.key() == Qt::Key_Left || key.key() == Qt::Key_Right;
    if (qobject_cast<const QComboBox *>(focus))
        return key.key() != Qt::Key_Tab && key.key() != Qt::Key_Backtab &&
               key.key() != Qt::Key_Escape;
    const auto *area = qobject_cast<const QPlainTextEdit *>(focus);
    if (area != nullptr && area->isReadOnly())
        return false;
    return (area != nullptr || qobject_cast<const QLineEdit *>(focus) != nullptr ||
            qobject_cast<const QTextEdit *>(focus) != nullptr ||
            qobject_cast<const QAbstractSpinBox *>(focus) != nullptr) &&
           key.key() != Qt::Key_Escape && key.key() != Qt::Key_Tab &&
           key.key() != Qt::Key_Backtab && (key.key() < Qt::Key_F1 || key.key() > Qt::Key_F35);
}

QString settingsKey(const QString &id)
{
    return u"keys/"_s + id;
}

} // namespace

Commands::Commands(QSettings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
    qApp->installEventFilter(this);
}

Commands::~Commands() = default;

QAction *Commands::add(QObject *owner, const CommandSpec &spec)
{
    Q_ASSERT(action(spec.id) == nullptr);
    auto *action = new QAction(spec.text, owner);
    action->setObjectName(spec.id);
    action->setCheckable(spec.checkable);
    action->setShortcutContext(Qt::WindowShortcut);
    if (!spec.icon.isEmpty())
        action->setIcon(icon(spec.icon));
    Entry entry{spec, savedKeys(spec), action};
    applyKeys(entry);
    m_entries.push_back(std::move(entry));
    connect(action, &QObject::destroyed, this, [this](QObject *gone) {
        std::erase_if(m_entries, [gone](const Entry &e) { return e.action == gone; });
        scheduleChanged();
    });
    if (auto *widget = qobject_cast<QWidget *>(owner))
        widget->addAction(action);
    scheduleChanged();
    return action;
}

QAction *Commands::action(const QString &id) const
{
    const auto it = std::find_if(m_entries.begin(), m_entries.end(),
                                 [&](const Entry &e) { return e.spec.id == id; });
    return it == m_entries.end() ? nullptr : it->action;
}

QPushButton *Commands::makeButton(const QString &id, QWidget *parent) const
{
    QAction *offered = action(id);
    Q_ASSERT(offered != nullptr);
    auto *button = new QPushButton(offered->text(), parent);
    button->setObjectName(id + u".button"_s);
    // What decides is done with keys where the finding is; a focus here would only be in the way.
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const Entry &e) { return e.action == offered; });
    if (entry->spec.decides)
        button->setFocusPolicy(Qt::NoFocus);
    const auto follow = [button, offered] {
        button->setEnabled(offered->isEnabled());
        button->setToolTip(offered->toolTip());
        if (button->isCheckable())
            button->setChecked(offered->isChecked());
    };
    follow();
    connect(offered, &QAction::changed, button, follow);
    connect(button, &QPushButton::clicked, offered, &QAction::trigger);
    return button;
}

std::vector<Commands::Entry> Commands::entries() const
{
    return m_entries;
}

QString Commands::conflict(const QKeySequence &key, const QString &exceptId) const
{
    for (const Entry &entry : m_entries) {
        if (entry.spec.id != exceptId && entry.keys.contains(key))
            return entry.spec.id;
    }
    return {};
}

void Commands::rebind(const QString &id, const QList<QKeySequence> &keys)
{
    for (Entry &entry : m_entries) {
        if (entry.spec.id == id) {
            entry.keys = keys;
        } else {
            const auto taken = [&](const QKeySequence &key) { return keys.contains(key); };
            if (entry.keys.removeIf(taken) == 0)
                continue;
        }
        if (entry.keys == entry.spec.keys)
            m_settings.remove(settingsKey(entry.spec.id));
        else
            m_settings.setValue(settingsKey(entry.spec.id),
                                QKeySequence::listToString(entry.keys, QKeySequence::PortableText));
        applyKeys(entry);
    }
    scheduleChanged();
}

void Commands::resetKeys()
{
    m_settings.remove(u"keys"_s);
    for (Entry &entry : m_entries) {
        entry.keys = entry.spec.keys;
        applyKeys(entry);
    }
    scheduleChanged();
}

void Commands::setFindingPlace(QWidget *widget)
{
    widget->setProperty(kFindingPlace, true);
}

bool Commands::isFindingPlace(const QWidget *widget)
{
    return widget != nullptr && widget->property(kFindingPlace).toBool();
}

bool Commands::decides(const QKeyEvent &key) const
{
    const QKeySequence pressed(key.keyCombination());
    return std::any_of(m_entries.begin(), m_entries.end(), [&](const Entry &entry) {
        return entry.spec.decides && entry.keys.contains(pressed);
    });
}

bool Commands::eventFilter(QObject *watched, QEvent *event)
{
    auto *widget = qobject_cast<QWidget *>(watched);
    if (widget == nullptr)
        return QObject::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::ShortcutOverride: {
        auto *key = static_cast<QKeyEvent *>(event);
        if (QApplication::activePopupWidget() != nullptr) {
            key->accept(); // the popup of a combo box acts on this event itself
            break;
        }
        if ((widget->hasFocus() && needsKey(widget, *key)) ||
            (decides(*key) && !isFindingPlace(QApplication::focusWidget()))) {
            key->accept(); // then it arrives as an ordinary key press
            return true;
        }
        break;
    }
    case QEvent::KeyPress:
        if (auto *button = qobject_cast<QAbstractButton *>(widget);
            button != nullptr && isReturn(static_cast<QKeyEvent *>(event)->key())) {
            button->click();
            return true;
        }
        break;
    case QEvent::Polish:
        if (auto *button = qobject_cast<QAbstractButton *>(widget);
            button != nullptr && button->focusPolicy() == Qt::StrongFocus)
            button->setFocusPolicy(Qt::TabFocus);
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void Commands::applyKeys(const Entry &entry) const
{
    entry.action->setShortcuts(entry.keys);
    // The key belongs into the tooltip: buttons show it, menus do anyway.
    entry.action->setToolTip(
        entry.keys.isEmpty() ? entry.spec.text
                             : u"%1 (%2)"_s.arg(entry.spec.text, entry.keys.first().toString(
                                                                     QKeySequence::NativeText)));
}

void Commands::scheduleChanged()
{
    if (m_changeScheduled)
        return;
    m_changeScheduled = true;
    QTimer::singleShot(0, this, [this] {
        m_changeScheduled = false;
        Q_EMIT changed();
    });
}

QList<QKeySequence> Commands::savedKeys(const CommandSpec &spec) const
{
    const QVariant saved = m_settings.value(settingsKey(spec.id));
    if (!saved.isValid())
        return spec.keys;
    const QString text = saved.toString();
    return text.isEmpty() ? QList<QKeySequence>()
                          : QKeySequence::listFromString(text, QKeySequence::PortableText);
}

} // namespace redoubt::ui
