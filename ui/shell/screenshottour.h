// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <functional>
#include <vector>

namespace redoubt::ui {

class MainWindow;

/// Takes the pictures of the README: walks through an open case and saves the window after each
/// stop as a PNG. Waits for the analysis first. Threads: the window's.
class ScreenshotTour : public QObject
{
    Q_OBJECT
public:
    /// @a folder must exist.
    ScreenshotTour(MainWindow &window, std::filesystem::path folder, QObject *parent = nullptr);
    /// Requires: a case is open.
    void start();

Q_SIGNALS:
    /// @a written: how many pictures; fewer than stops when the folder cannot be written.
    void finished(int written);

private:
    struct Stop
    {
        QString name;
        std::function<void()> go;
    };
    void plan();
    void next();
    void take(const Stop &stop);

    MainWindow &m_window;
    std::filesystem::path m_folder;
    std::vector<Stop> m_stops;
    size_t m_at = 0;
    int m_written = 0;
    QTimer m_timer;
};

} // namespace redoubt::ui
