// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QWidget>

#include <filesystem>
#include <vector>

class QListWidget;
class QSettings;

namespace redoubt::ui {

class Commands;

/// The cases that were open last, newest first, kept in the settings.
class RecentCases
{
public:
    explicit RecentCases(QSettings &settings)
        : m_settings(settings)
    {}
    std::vector<std::filesystem::path> paths() const;
    void add(const std::filesystem::path &folder);
    void remove(const std::filesystem::path &folder);

private:
    QSettings &m_settings;
};

/// What is shown without a case: make one, open one, or drop files.
class StartPage : public QWidget
{
    Q_OBJECT
public:
    StartPage(QSettings &settings, Commands &commands, QWidget *parent = nullptr);
    void refresh();

Q_SIGNALS:
    void openRequested(const std::filesystem::path &folder);

private:
    QSettings &m_settings;
    QListWidget *m_recent;
    QWidget *m_recentBox;
};

} // namespace redoubt::ui
