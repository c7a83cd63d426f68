// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/startpage.h"

#include "core/base/paths.h"
#include "ui/common/commands.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

#include <algorithm>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostRecent = 12;
const QString kRecentKey = u"recentCases"_s;

} // namespace

// Paths are kept as bytes: a folder's name need not be UTF-8.
std::vector<std::filesystem::path> RecentCases::paths() const
{
    std::vector<std::filesystem::path> list;
    for (const QVariant &value : m_settings.value(kRecentKey).toList())
        list.emplace_back(QByteArray::fromBase64(value.toByteArray()).toStdString());
    return list;
}

void RecentCases::add(const std::filesystem::path &folder)
{
    remove(folder);
    QVariantList list = m_settings.value(kRecentKey).toList();
    list.prepend(QByteArray::fromStdString(folder.native()).toBase64());
    m_settings.setValue(kRecentKey, list.first(std::min(list.size(), kMostRecent)));
}

void RecentCases::remove(const std::filesystem::path &folder)
{
    QVariantList list = m_settings.value(kRecentKey).toList();
    list.removeAll(QByteArray::fromStdString(folder.native()).toBase64());
    m_settings.setValue(kRecentKey, list);
}

StartPage::StartPage(QSettings &settings, Commands &commands, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_recent(new QListWidget(this))
    , m_recentBox(new QWidget(this))
{
    setObjectName(u"startPage"_s);
    auto *outer = new QHBoxLayout(this);
    outer->addStretch(1);
    auto *column = new QVBoxLayout;
    column->setSpacing(kGrid * 2);
    outer->addLayout(column, 3);
    outer->addStretch(1);
    column->addStretch(1);

    auto *title = new QLabel(tr("Redoubt"), this);
    QFont large = textFont();
    large.setPointSizeF(large.pointSizeF() * 2.2);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    column->addWidget(title);
    auto *what = new QLabel(tr("Review and redact video, sound, pictures, documents and text in "
                               "one case. The originals stay sealed on this computer, and every "
                               "copy is attacked before it leaves."),
                            this);
    what->setWordWrap(true);
    what->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(what);

    auto *buttons = new QHBoxLayout;
    QPushButton *make = commands.makeButton(u"case.new"_s, this);
    make->setProperty("primary", true);
    buttons->addWidget(make);
    QPushButton *open = commands.makeButton(u"case.open"_s, this);
    open->setIcon(commands.action(u"case.open"_s)->icon());
    buttons->addWidget(open);
    buttons->addStretch(1);
    column->addLayout(buttons);
    auto *drop = new QLabel(tr("Or drop files and folders anywhere in this window."), this);
    drop->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(drop);

    auto *recentLayout = new QVBoxLayout(m_recentBox);
    recentLayout->setContentsMargins(0, kGrid, 0, 0);
    auto *head = new QLabel(tr("Recent cases"), m_recentBox);
    head->setFont(headFont());
    head->setForegroundRole(QPalette::PlaceholderText);
    recentLayout->addWidget(head);
    m_recent->setObjectName(u"recentCases"_s);
    m_recent->setAccessibleName(tr("Recent cases"));
    m_recent->setFrameShape(QFrame::NoFrame);
    m_recent->setMaximumHeight(260);
    recentLayout->addWidget(m_recent);
    column->addWidget(m_recentBox);
    column->addStretch(2);
    connect(m_recent, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        const auto paths = RecentCases(m_settings).paths();
        const auto row = size_t(m_recent->row(item));
        if (row < paths.size())
            Q_EMIT openRequested(paths[row]);
    });
    refresh();
}

void StartPage::refresh()
{
    m_recent->clear();
    for (const auto &path : RecentCases(m_settings).paths()) {
        std::error_code code;
        const bool there = std::filesystem::exists(path / "vault.hdr", code);
        auto *item =
            new QListWidgetItem(icon(u"folder"), redoubt::displayName(path.stem()), m_recent);
        item->setToolTip(redoubt::displayName(path));
        if (!there) {
            item->setText(tr("%1 (not found)").arg(item->text()));
            item->setFlags(Qt::NoItemFlags);
        }
    }
    if (m_recent->count() > 0)
        m_recent->setCurrentRow(0);
    m_recentBox->setVisible(m_recent->count() > 0);
}

} // namespace redoubt::ui
