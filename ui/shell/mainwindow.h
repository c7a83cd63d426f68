// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/case.h"
#include "core/detect/analysis.h"
#include "core/jobs/scheduler.h"
#include "core/vault/vault.h"
#include "core/workflow/itemworker.h"
#include "ui/common/commands.h"

#include <QMainWindow>
#include <QTimer>

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

class QMenu;
class QSettings;
class QStackedWidget;

namespace redoubt::ui {

class CasePage;
class NoticeBar;
class StartPage;
class UnlockPage;

/// What the program is made of, from the composition root; borrowed by the window.
struct Services
{
    /// Made on first use: looking for models takes time that the start page need not spend.
    std::function<const detect::Registry &()> registry;
    Scheduler &scheduler;
    QSettings &settings;
    /// Who reads, redacts and verifies what items hold. Not set: this process.
    std::function<std::shared_ptr<const workflow::ItemWorker>()> itemWorker = {};
};

/// The window: start page, passphrase page, or the open case. Wires them; the work is elsewhere.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(Services services, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// A case folder is opened, anything else becomes the files of a new case, or of the open one.
    void openPaths(const std::vector<std::filesystem::path> &paths);
    /// Opens without asking, with a passphrase that came from elsewhere.
    void openCase(const std::filesystem::path &folder, SecretBytes passphrase);
    /// Keys and page go at once, then whatever still reads from the case is waited for: a moment,
    /// since what hangs may hang for ever.
    void closeCase();
    /// Closes the case, so that its keys are wiped, and asks for the passphrase.
    void lock();
    /// Null while no case is open.
    CasePage *casePage() const { return m_case; }
    Commands &commands() { return m_commands; }
    /// Minutes without key or mouse after which the case is locked; 0 never.
    void setIdleMinutes(int minutes);

Q_SIGNALS:
    void caseOpened();

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addCommands();
    void rebuildMenus();
    void addSettingsMenus(QMenu *view);
    void askForNewCase();
    void askForCase();
    void showStart();
    void vaultReady(const std::shared_ptr<std::unique_ptr<vault::Vault>> &vault, bool isNew);
    void stopOpening();
    void showCase(std::unique_ptr<casefile::Case> opened);
    void showKeys();
    void showAbout();
    std::filesystem::path homeFolder() const;

    Services m_services;
    Commands m_commands;
    QStackedWidget *m_pages;
    NoticeBar *m_notices;
    StartPage *m_start;
    UnlockPage *m_unlock;
    CasePage *m_case = nullptr;
    std::vector<std::filesystem::path> m_waiting; ///< to be added when the case is open
    std::stop_source m_opening;                   ///< of the case that is being read
    quint64 m_opened = 0;                         ///< what comes of an earlier one is dropped
    QTimer m_idle;
};

} // namespace redoubt::ui
