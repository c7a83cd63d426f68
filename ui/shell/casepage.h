// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/common/problem.h"
#include "ui/common/session.h"
#include "ui/jobs/jobboard.h"
#include "ui/shell/casejobs.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QSettings;
class QToolButton;

namespace redoubt::ui {

class CaseLayout;
class Commands;
class Everywhere;
class Meter;

/// The review window of an open case: tree, item, review panel, timeline, meters. Lives as long as
/// the case is open; wires the panels, does no work itself.
class CasePage : public QWidget
{
    Q_OBJECT
public:
    CasePage(std::unique_ptr<casefile::Case> openCase, const detect::Registry &registry,
             Scheduler &scheduler, QSettings &settings, Commands &commands,
             QWidget *parent = nullptr);
    ~CasePage() override;
    /// Closes the case and wipes its keys at once, and asks everything that reads from it to stop.
    /// The page shows nothing useful any more.
    void shut();

    Session &session() { return *m_session; }
    CaseJobs &works() { return *m_works; }
    JobBoard &jobs() { return *m_jobs; }

Q_SIGNALS:
    void problem(const redoubt::ui::Problem &problem);
    void solved(const QString &id);
    void lockRequested();

private:
    QWidget *makeToolbar();
    QWidget *makeStatus();
    void addCommands();
    void addUndo();
    void refreshMeters();
    void refreshToolbar();
    void refreshRelease();
    void refreshIsolation();
    void refreshTimeline();
    void refreshProfile();
    void chooseProfile(const QString &name);
    void chooseFiles();
    void chooseFolder();
    void openRelease();
    void restorePlace();
    void savePlace();

    QSettings &m_settings;
    Commands &m_commands;
    // Destroyed in the reverse order: jobs stop first, the case closes last.
    std::unique_ptr<Session> m_session;
    std::unique_ptr<JobBoard> m_jobs;
    std::unique_ptr<CaseJobs> m_works;
    std::unique_ptr<Everywhere> m_everywhere;
    QTimer m_metersTimer;
    QTimer m_placeTimer;
    CaseLayout *m_panels;
    QWidget *m_timeline;
    QWidget *m_fileButtons = nullptr;
    Meter *m_undecided = nullptr;
    Meter *m_seen = nullptr;
    QLabel *m_detectors = nullptr;
    QPushButton *m_release = nullptr;
    QLabel *m_saved = nullptr;
    QToolButton *m_profile = nullptr;
};

} // namespace redoubt::ui
