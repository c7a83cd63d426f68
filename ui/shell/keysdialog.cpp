// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/keysdialog.h"

#include "ui/common/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

KeysDialog::KeysDialog(Commands &commands, QWidget *parent)
    : QDialog(parent)
    , m_commands(commands)
    , m_filter(new QLineEdit(this))
    , m_list(new QTreeWidget(this))
    , m_edit(new QKeySequenceEdit(this))
    , m_conflict(new QLabel(this))
    , m_assign(new QPushButton(tr("Use this key"), this))
    , m_clear(new QPushButton(tr("No key"), this))
{
    setObjectName(u"keysDialog"_s);
    setWindowTitle(tr("Keys"));
    resize(QSize(560, 620).boundedTo(screen()->availableSize() - QSize(16, 32)));
    auto *layout = new QVBoxLayout(this);
    m_filter->setObjectName(u"keysFilter"_s);
    m_filter->setPlaceholderText(tr("Search commands and keys"));
    m_filter->setAccessibleName(tr("Search commands and keys"));
    m_filter->setClearButtonEnabled(true);
    layout->addWidget(m_filter);
    m_list->setObjectName(u"keysList"_s);
    m_list->setAccessibleName(tr("Commands and their keys"));
    m_list->setHeaderLabels({tr("Command"), tr("Keys")});
    m_list->setRootIsDecorated(false);
    m_list->setAlternatingRowColors(true);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->setFrameShape(QFrame::NoFrame);
    layout->addWidget(m_list, 1);

    auto *row = new QHBoxLayout;
    auto *label = new QLabel(tr("New &key:"), this);
    label->setBuddy(m_edit);
    row->addWidget(label);
    m_edit->setObjectName(u"keysEdit"_s);
    m_edit->setAccessibleName(tr("New key of the chosen command"));
    row->addWidget(m_edit, 1);
    m_assign->setObjectName(u"keysAssign"_s);
    m_clear->setObjectName(u"keysClear"_s);
    row->addWidget(m_assign);
    row->addWidget(m_clear);
    layout->addLayout(row);
    m_conflict->setObjectName(u"keysConflict"_s);
    m_conflict->setForegroundRole(QPalette::BrightText);
    m_conflict->setWordWrap(true);
    layout->addWidget(m_conflict);
    auto *bottom = new QHBoxLayout;
    auto *reset = new QPushButton(tr("All keys as they were at first"), this);
    reset->setObjectName(u"keysReset"_s);
    auto *close = new QPushButton(tr("Close"), this);
    close->setObjectName(u"keysClose"_s);
    bottom->addWidget(reset);
    bottom->addStretch(1);
    bottom->addWidget(close);
    layout->addLayout(bottom);
    for (QPushButton *button : {m_assign, m_clear, reset, close})
        button->setAutoDefault(false);

    connect(m_filter, &QLineEdit::textChanged, this, &KeysDialog::refresh);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &KeysDialog::currentChanged);
    connect(m_edit, &QKeySequenceEdit::keySequenceChanged, this, &KeysDialog::keyChanged);
    connect(m_assign, &QPushButton::clicked, this, &KeysDialog::assign);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        m_commands.rebind(currentId(), {});
        refresh();
    });
    connect(reset, &QPushButton::clicked, this, [this] {
        m_commands.resetKeys();
        refresh();
    });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    refresh();
    m_filter->setFocus();
}

void KeysDialog::refresh()
{
    const QString wanted = m_filter->text();
    const QString keep = currentId();
    m_list->clear();
    for (const Commands::Entry &entry : m_commands.entries()) {
        QStringList keys;
        for (const QKeySequence &key : entry.keys)
            keys.append(key.toString(QKeySequence::NativeText));
        const QString shown = keys.join(tr(", "));
        if (!entry.spec.text.contains(wanted, Qt::CaseInsensitive) &&
            !shown.contains(wanted, Qt::CaseInsensitive))
            continue;
        auto *row = new QTreeWidgetItem(m_list, {entry.spec.text, shown});
        row->setData(0, Qt::UserRole, entry.spec.id);
        if (entry.spec.id == keep)
            m_list->setCurrentItem(row);
    }
    currentChanged();
}

QString KeysDialog::currentId() const
{
    const QTreeWidgetItem *row = m_list->currentItem();
    return row != nullptr ? row->data(0, Qt::UserRole).toString() : QString();
}

void KeysDialog::currentChanged()
{
    m_edit->clear();
    m_conflict->clear();
    const bool any = !currentId().isEmpty();
    m_edit->setEnabled(any);
    m_clear->setEnabled(any);
    m_assign->setEnabled(false);
}

void KeysDialog::keyChanged()
{
    const QKeySequence key = m_edit->keySequence();
    m_assign->setEnabled(!key.isEmpty() && !currentId().isEmpty());
    const QString other = key.isEmpty() ? QString() : m_commands.conflict(key, currentId());
    const QAction *taken = m_commands.action(other);
    m_conflict->setText(taken == nullptr
                            ? QString()
                            : tr("“%1” has this key; it would lose it.").arg(taken->text()));
}

void KeysDialog::assign()
{
    m_commands.rebind(currentId(), {m_edit->keySequence()});
    refresh();
}

} // namespace redoubt::ui
