// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/casefile/highwater.h"
#include "core/jobs/scheduler.h"
#include "core/vault/vault.h"

#include <QWidget>

#include <filesystem>
#include <memory>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace redoubt::ui {

class ErrorLabel;

/// Asks for the passphrase of a case, or for name, place and passphrase of a new one, inside the
/// window. Deriving the key takes about a second and runs on a worker.
class UnlockPage : public QWidget
{
    Q_OBJECT
public:
    explicit UnlockPage(Scheduler &scheduler, QWidget *parent = nullptr);
    ~UnlockPage() override;

    /// @a locked: the case was open and is locked now, which the words say.
    void askToOpen(const std::filesystem::path &folder, bool locked);
    void askToCreate(const QString &name, const std::filesystem::path &place);
    /// Opens without asking, with a passphrase that came from elsewhere.
    void open(const std::filesystem::path &folder, SecretBytes passphrase);
    /// The case could not be opened. An older state than this computer knows is offered to the
    /// person who restored it.
    void showError(const Error &error);
    /// What the person said of that.
    casefile::Rollback rollback() const;
    /// What was chosen for a new case, before anything examines its files.
    QString profile() const;
    bool isBusy() const { return m_busy; }
    /// While the case is read, after its key was found.
    void setBusy(bool busy);

Q_SIGNALS:
    void opened(std::shared_ptr<std::unique_ptr<vault::Vault>> vault);
    void created(std::shared_ptr<std::unique_ptr<vault::Vault>> vault);
    void cancelled();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Mode { Open, Create };
    void showError(const QString &sentence);
    void setMode(Mode mode);
    void submit();
    void updateState();
    void chooseFolder();
    std::filesystem::path newFolder() const;
    template <typename Work>
    void start(Work work, bool create);

    Scheduler &m_scheduler;
    QWidget *m_inner;
    QWidget *m_viewport;
    Mode m_mode = Mode::Open;
    bool m_busy = false;
    std::filesystem::path m_folder;
    QLabel *m_title;
    QLabel *m_subtitle;
    QFormLayout *m_form;
    QLineEdit *m_name;
    QWidget *m_placeRow;
    QLineEdit *m_place;
    QWidget *m_profileRow;
    QComboBox *m_profile;
    QLabel *m_profileText;
    QLineEdit *m_passphrase;
    QLineEdit *m_again;
    QLineEdit *m_recovery;
    QWidget *m_strengthRow;
    QProgressBar *m_strength;
    QLabel *m_strengthText;
    QLabel *m_warning;
    ErrorLabel *m_error;
    QCheckBox *m_restored;
    QProgressBar *m_progress;
    QPushButton *m_go;
    QPushButton *m_cancel;
};

} // namespace redoubt::ui
