// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/workflow/workflow.h"
#include "ui/common/session.h"
#include "ui/jobs/jobboard.h"

#include <QDialog>

#include <filesystem>
#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QSettings;
class QStackedWidget;
class QTableView;

namespace redoubt::ui {

class ErrorLabel;
class ReleasePlanModel;
class ReleaseResultView;

/// From reviewed items to a verified release: what will be removed, where it goes, the work with
/// progress and cancel, and what the attack on the outputs found. Threads: the window's; the work
/// runs on a worker and ends before the dialog's session does.
class ReleaseAssistant : public QDialog
{
    Q_OBJECT
public:
    /// All are borrowed. The output folder of the last release is kept in the settings.
    ReleaseAssistant(Session &session, JobBoard &jobs, QSettings &settings,
                     QWidget *parent = nullptr);
    ~ReleaseAssistant() override;

    void setOutputFolder(const std::filesystem::path &folder);
    /// Nothing while no release was finished in this dialog.
    const std::optional<release::ReleaseResult> &result() const { return m_result; }

public Q_SLOTS:
    void reject() override;

private:
    QWidget *makeSetupPage();
    QWidget *makeRunPage();
    QWidget *makeResultPage();
    void refreshSetup();
    void chooseFolder();
    void start();
    void itemDone(const release::ItemResult &item);
    void finished(Result<release::ReleaseResult> result);
    void openFolder();
    std::filesystem::path outputFolder() const;
    QStringList setupProblems() const;
    Result<QList<QByteArray>> recipients() const;

    Session &m_session;
    JobBoard &m_jobs;
    QSettings &m_settings;
    std::shared_ptr<workflow::ReleaseJob> m_release;
    std::optional<release::ReleaseResult> m_result;
    std::filesystem::path m_out;
    int m_job = 0;
    int m_itemsDone = 0;

    QStackedWidget *m_pages;
    ReleasePlanModel *m_model;
    QTableView *m_table = nullptr;
    QComboBox *m_profile = nullptr;
    QLabel *m_summary = nullptr;
    QLineEdit *m_folder = nullptr;
    QPlainTextEdit *m_recipients = nullptr;
    ErrorLabel *m_problem = nullptr;
    QString m_failure; ///< why the last run ended without a result
    QPushButton *m_start = nullptr;
    QLabel *m_runText = nullptr;
    QProgressBar *m_progress = nullptr;
    QPlainTextEdit *m_runLog = nullptr;
    ReleaseResultView *m_results = nullptr;
    Postbox m_postbox{*this};
};

} // namespace redoubt::ui
