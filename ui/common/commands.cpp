// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/common/commands.h"

#include "ui/common/icons.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTextEdit>
#include <QTimer>

#include <algorithm>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

/// Keys that a button or field with the focus needs for itself, and would lose to a shortcut.
bool needsKey(const QWidget *focus, const QKeyEvent &key)
{
    const bool plain = (key.modifiers() & (Qt::ControlModifier | Qt::AltModifier)) == 0;
    if (!plain)
        return false;
    if (qobject_cast<const QAbstractButton *>(focus))
        return key.key() == Qt::Key_Space || key.key() == Qt::Key_Return ||
               key.key() == Qt::Key_Enter;
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

bool Commands::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *widget = qobject_cast<QWidget *>(watched);
        auto *key = static_cast<QKeyEvent *>(event);
        if (widget != nullptr && widget->hasFocus() && needsKey(widget, *key)) {
            key->accept(); // then it arrives as an ordinary key press
            return true;
        }
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
