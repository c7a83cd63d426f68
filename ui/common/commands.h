// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <vector>

class QKeyEvent;
class QPushButton;
class QSettings;

namespace redoubt::ui {

/// Where a command stands in the menus. None: only by key and button.
enum class MenuGroup { Case, Edit, View, Mark, Play, Subject, Release, Help, None };

/// What a command is before it exists as an action.
struct CommandSpec
{
    QString id;                    ///< stable: "play.toggle"; keys are saved under it
    QString text;                  ///< translated, imperative: "Play or pause"
    QList<QKeySequence> keys = {}; ///< defaults; the first is shown in menus and tooltips
    MenuGroup menu = MenuGroup::None;
    QString icon = {}; ///< name for icon(), may be empty
    bool checkable = false;
    /// False for commands that belong to no item ("case.open"): they work while text is edited.
    bool quietInText = true;
    /// Its keys act only while the focus is where a finding is the current thing (see
    /// Commands::setFindingPlace()). Buttons and menus do not ask for that.
    bool decides = false;
};

/// All commands of the window as actions, with keys that the user can change. Widgets add what
/// they offer in their constructor; a command lives as long as its owner. Threads: the window's.
///
/// One rule says who gets a key, for every widget and popup: what has the focus comes first with
/// the keys that it works by (a field its letters, a button Return and Space, a list its arrows, a
/// popup everything); keys that decide on a finding act only in places of findings; all others are
/// the window's. A click on a button presses it and leaves the focus where it was.
class Commands : public QObject
{
    Q_OBJECT
public:
    /// @a settings keeps the keys that differ from the defaults; borrowed.
    explicit Commands(QSettings &settings, QObject *parent = nullptr);
    ~Commands() override;

    /// Makes the action (child of @a owner). Tooltip, shortcut and status text are set from the
    /// spec. Requires: the id is free.
    QAction *add(QObject *owner, const CommandSpec &spec);
    /// Null when nothing offers the command at the moment.
    QAction *action(const QString &id) const;
    /// A push button "ID.button" for the command: its words, its key in the tooltip; enabled and
    /// checked as the action is. Requires: something offers the command.
    QPushButton *makeButton(const QString &id, QWidget *parent) const;

    struct Entry
    {
        CommandSpec spec;
        QList<QKeySequence> keys; ///< in force
        QAction *action = nullptr;
    };
    /// In order of being added.
    std::vector<Entry> entries() const;
    /// @a widget shows findings, and what is selected there is the current thing: keys that decide
    /// act while it has the focus.
    static void setFindingPlace(QWidget *widget);
    static bool isFindingPlace(const QWidget *widget);

    /// The command that @a key would trigger, other than @a exceptId; empty when it is free.
    QString conflict(const QKeySequence &key, const QString &exceptId) const;
    /// Gives a command other keys; whatever else had them loses them.
    void rebind(const QString &id, const QList<QKeySequence> &keys);
    void resetKeys();

Q_SIGNALS:
    /// Commands were added or removed, or have other keys: menus and lists read them again.
    /// Emitted once for many changes, from the event loop.
    void changed();

private:
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool decides(const QKeyEvent &key) const;
    void applyKeys(const Entry &entry) const;
    void scheduleChanged();
    QList<QKeySequence> savedKeys(const CommandSpec &spec) const;

    QSettings &m_settings;
    std::vector<Entry> m_entries;
    bool m_changeScheduled = false;
};

} // namespace redoubt::ui
