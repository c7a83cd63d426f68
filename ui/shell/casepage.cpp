// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/casepage.h"

#include "core/base/paths.h"
#include "core/medium/mediumtable.h"
#include "ui/canvas/itemview.h"
#include "ui/common/commands.h"
#include "ui/common/icons.h"
#include "ui/common/profiles.h"
#include "ui/common/theme.h"
#include "ui/release/releaseassistant.h"
#include "ui/review/reviewpanel.h"
#include "ui/shell/caselayout.h"
#include "ui/shell/casetree.h"
#include "ui/shell/everywhere.h"
#include "ui/shell/meters.h"
#include "ui/timeline/timelineview.h"

#include <QButtonGroup>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QToolButton>
#include <QUndoStack>
#include <QVBoxLayout>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

/// What is left of the toolbar in a narrow window fits this.
constexpr int kNarrowToolbar = 600;
constexpr auto kPlaceDelay = std::chrono::milliseconds(400);

QFrame *hairline(QFrame::Shape shape, QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFrameShape(shape);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    return line;
}

/// Where the person was in a case, for after a lock, a restart or a kill: random numbers only.
QString placeKey(VaultId vault)
{
    return u"place/%1"_s.arg(QString::fromLatin1(vault.toBytes().toHex()));
}

QString detectorsText(const detect::Registry &registry)
{
    QStringList names;
    for (const detect::DetectorInfo &info : registry.infos()) {
        if (info.available)
            names.append(u"%1 %2"_s.arg(info.provenance.detector, info.provenance.version));
    }
    return names.join(u" · "_s);
}

} // namespace

CasePage::CasePage(std::unique_ptr<casefile::Case> openCase, const detect::Registry &registry,
                   Scheduler &scheduler, QSettings &settings, Commands &commands, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_commands(commands)
    , m_session(std::make_unique<Session>(std::move(openCase), registry, scheduler))
    , m_jobs(std::make_unique<JobBoard>())
    , m_works(std::make_unique<CaseJobs>(*m_session, *m_jobs))
{
    setObjectName(u"casePage"_s);
    addCommands();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);

    auto *tree = new CaseTree(*m_session, *m_works, commands, this);
    auto *item = new ItemView(*m_session, commands, this);
    auto *review = new ReviewPanel(*m_session, commands, this);
    m_timeline = new TimelineView(*m_session, commands, this);
    m_panels = new CaseLayout({tree, item, review, m_timeline}, settings, commands, this);
    layout->addWidget(makeToolbar());
    layout->addWidget(hairline(QFrame::HLine, this));
    layout->addWidget(m_panels, 1);
    layout->addWidget(hairline(QFrame::HLine, this));
    layout->addWidget(makeStatus());

    connect(m_session.get(), &Session::problem, this, [this](const QString &sentence) {
        Q_EMIT problem({sentence, sentence, {}, {}});
    });
    connect(m_works.get(), &CaseJobs::problem, this, &CasePage::problem);
    connect(m_works.get(), &CaseJobs::solved, this, &CasePage::solved);
    m_everywhere = std::make_unique<Everywhere>(*m_session, *m_jobs, commands, this);
    connect(m_everywhere.get(), &Everywhere::problem, this, &CasePage::problem);
    connect(m_everywhere.get(), &Everywhere::solved, this, &CasePage::solved);
    // Many items may change at once; the meters are of the whole case.
    m_metersTimer.setSingleShot(true);
    m_metersTimer.setInterval(0);
    connect(&m_metersTimer, &QTimer::timeout, this, &CasePage::refreshMeters);
    const auto metersLater = [this] { m_metersTimer.start(); };
    for (const auto signal :
         {&Session::seenChanged, &Session::subjectsChanged, &Session::profileChanged})
        connect(m_session.get(), signal, this, metersLater);
    connect(m_session.get(), &Session::itemMarksChanged, this, metersLater);
    connect(m_session.get(), &Session::itemMarksChanged, this, &CasePage::refreshTimeline);
    connect(m_session.get(), &Session::currentItemChanged, this, &CasePage::refreshTimeline);
    connect(m_works.get(), &CaseJobs::itemProgress, this, &CasePage::refreshRelease);
    connect(m_works.get(), &CaseJobs::idle, this, &CasePage::refreshRelease);
    connect(m_works.get(), &CaseJobs::idle, this, &CasePage::refreshIsolation);
    restorePlace();
    m_placeTimer.setSingleShot(true);
    m_placeTimer.setInterval(kPlaceDelay);
    connect(&m_placeTimer, &QTimer::timeout, this, &CasePage::savePlace);
    const auto moved = [this] { m_placeTimer.start(); };
    connect(m_session.get(), &Session::currentItemChanged, this, moved);
    connect(m_session.get(), &Session::timeChanged, this, moved);
    connect(m_session.get(), &Session::pageChanged, this, moved);
    connect(m_panels, &CaseLayout::foldedChanged, this, &CasePage::refreshToolbar);
    connect(m_jobs.get(), &JobBoard::changed, this, &CasePage::refreshToolbar);
    connect(m_session.get(), &Session::profileChanged, this, &CasePage::refreshProfile);
    refreshMeters();
    refreshTimeline();
    refreshToolbar();
    refreshProfile();
    item->setFocus();
    for (const detect::DetectorInfo &info : registry.infos()) {
        if (!info.problem.isEmpty())
            QMetaObject::invokeMethod(
                this,
                [this, id = info.provenance.detector, text = info.problem] {
                    Q_EMIT problem({u"detector/"_s + id, text, {}, {}, Problem::Kind::Condition});
                },
                Qt::QueuedConnection);
    }
}

CasePage::~CasePage()
{
    shut();
    // The panels borrow the session: they go before it.
    m_works.reset();
    m_jobs.reset();
    m_everywhere.reset();
    delete m_panels;
}

void CasePage::shut()
{
    if (m_session->isClosed())
        return;
    savePlace();
    m_placeTimer.stop();
    m_session->disconnect(this);
    m_jobs->disconnect(this);
    m_works->disconnect(this);
    m_session->close();
    m_jobs->cancelAll();
}

void CasePage::restorePlace()
{
    const QStringList place =
        m_settings.value(placeKey(m_session->openCase().vault().id())).toStringList();
    if (place.size() != 3)
        return;
    for (const casefile::Item &each : m_session->sheet().items()) {
        if (QString::fromLatin1(each.id.toBytes().toHex()) != place[0])
            continue;
        m_session->setCurrentItem(each.id);
        m_session->setTime(place[1].toLongLong());
        m_session->setPage(place[2].toInt());
    }
}

void CasePage::savePlace()
{
    m_settings.setValue(placeKey(m_session->openCase().vault().id()),
                        QStringList{QString::fromLatin1(m_session->currentItem().toBytes().toHex()),
                                    QString::number(m_session->time()),
                                    QString::number(m_session->page())});
    m_settings.sync(); // also for a process that is killed
}

void CasePage::addCommands()
{
    const auto add = [this](const CommandSpec &spec, auto &&work) {
        QAction *action = m_commands.add(this, spec);
        connect(action, &QAction::triggered, this, work);
        return action;
    };
    add({u"case.add"_s, tr("Add files"), {QKeySequence::Open}, MenuGroup::Case, u"add"_s},
        [this] { chooseFiles(); });
    add({u"case.addFolder"_s,
         tr("Add a folder"),
         {Qt::CTRL | Qt::ALT | Qt::Key_O},
         MenuGroup::Case,
         u"folder"_s},
        [this] { chooseFolder(); });
    add({u"case.analyze"_s, tr("Analyse"), {Qt::CTRL | Qt::Key_R}, MenuGroup::Case, u"search"_s},
        [this] { m_works->analyzePending(); });
    add({u"case.lock"_s,
         tr("Lock"),
         {Qt::CTRL | Qt::SHIFT | Qt::Key_L},
         MenuGroup::Case,
         u"lock"_s},
        [this] { Q_EMIT lockRequested(); });
    add({u"release.open"_s,
         tr("Release…"),
         {Qt::CTRL | Qt::Key_E},
         MenuGroup::Release,
         u"release"_s},
        [this] { openRelease(); });
    addUndo();
}

void CasePage::addUndo()
{
    QUndoStack &stack = m_session->openCase().undoStack();
    QAction *undo =
        m_commands.add(this, {u"edit.undo"_s, tr("Undo"), {QKeySequence::Undo}, MenuGroup::Edit});
    QAction *redo = m_commands.add(this, {u"edit.redo"_s,
                                          tr("Redo"),
                                          {Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::CTRL | Qt::Key_Y},
                                          MenuGroup::Edit});
    connect(undo, &QAction::triggered, &stack, &QUndoStack::undo);
    connect(redo, &QAction::triggered, &stack, &QUndoStack::redo);
    connect(&stack, &QUndoStack::canUndoChanged, undo, &QAction::setEnabled);
    connect(&stack, &QUndoStack::canRedoChanged, redo, &QAction::setEnabled);
    const auto name = [](QAction *action, const QString &plain, const QString &with) {
        return [action, plain, with](const QString &step) {
            action->setText(step.isEmpty() ? plain : with.arg(step));
        };
    };
    connect(&stack, &QUndoStack::undoTextChanged, undo, name(undo, tr("Undo"), tr("Undo: %1")));
    connect(&stack, &QUndoStack::redoTextChanged, redo, name(redo, tr("Redo"), tr("Redo: %1")));
    undo->setEnabled(stack.canUndo());
    redo->setEnabled(stack.canRedo());
}

QWidget *CasePage::makeToolbar()
{
    auto *bar = new QWidget(this);
    bar->setObjectName(u"toolbar"_s);
    bar->setMinimumSize(kNarrowToolbar, kToolbarHeight);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(kGrid);
    m_fileButtons = new QWidget(bar);
    auto *files = new QHBoxLayout(m_fileButtons);
    files->setContentsMargins(0, 0, kGrid, 0);
    files->setSpacing(kGrid);
    files->addWidget(m_commands.makeButton(u"case.add"_s, m_fileButtons));
    files->addWidget(m_commands.makeButton(u"case.analyze"_s, m_fileButtons));
    files->addSpacing(kGrid);
    files->addWidget(hairline(QFrame::VLine, m_fileButtons));
    layout->addWidget(m_fileButtons);

    auto *views = new QButtonGroup(bar);
    struct View
    {
        ViewMode mode;
        QString id;
        QString text;
    };
    for (const View &view : {View{ViewMode::Edit, u"viewEdit"_s, tr("Edit")},
                             View{ViewMode::Preview, u"viewPreview"_s, tr("Preview")},
                             View{ViewMode::Original, u"viewOriginal"_s, tr("Original")}}) {
        auto *button = new QPushButton(view.text, bar);
        button->setObjectName(view.id);
        button->setCheckable(true);
        button->setProperty("chip", true);
        button->setChecked(m_session->viewMode() == view.mode);
        views->addButton(button, int(view.mode));
        layout->addWidget(button);
    }
    views->button(int(ViewMode::Edit))->setToolTip(tr("The original with all marks"));
    views->button(int(ViewMode::Preview))->setToolTip(tr("Exactly what the release will show"));
    views->button(int(ViewMode::Original))->setToolTip(tr("The original, nothing over it"));
    connect(views, &QButtonGroup::idClicked, this,
            [this](int id) { m_session->setViewMode(ViewMode(id)); });
    connect(m_session.get(), &Session::viewModeChanged, views,
            [this, views] { views->button(int(m_session->viewMode()))->setChecked(true); });
    layout->addSpacing(kGrid * 2);

    m_undecided = new Meter(Meter::Tone::Undecided, bar);
    m_undecided->setObjectName(u"undecidedMeter"_s);
    layout->addWidget(m_undecided);
    m_seen = new Meter(Meter::Tone::Seen, bar);
    m_seen->setObjectName(u"seenMeter"_s);
    layout->addWidget(m_seen);
    layout->addStretch(1);
    auto *job = new JobMeter(*m_jobs, bar);
    job->setMinimumWidth(160);
    layout->addWidget(job, 2);
    m_release = m_commands.makeButton(u"release.open"_s, bar);
    m_release->setProperty("primary", true);
    layout->addWidget(m_release);
    return bar;
}

QWidget *CasePage::makeStatus()
{
    auto *bar = new QWidget(this);
    bar->setObjectName(u"statusLine"_s);
    bar->setFixedHeight(std::max(kStatusHeight, QFontMetrics(secondaryFont()).height() + 8));
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(14, 0, 14, 0);
    layout->setSpacing(kGrid * 4);
    const auto label = [&](const QString &text) {
        auto *made = new QLabel(text, bar);
        made->setFont(secondaryFont());
        made->setForegroundRole(QPalette::PlaceholderText);
        layout->addWidget(made);
        return made;
    };
    m_saved = label(tr("Vault sealed · every step is saved"));
    m_saved->setObjectName(u"savedLabel"_s);
    m_profile = new QToolButton(bar);
    m_profile->setObjectName(u"profileButton"_s);
    m_profile->setFont(secondaryFont());
    m_profile->setAutoRaise(true);
    m_profile->setPopupMode(QToolButton::InstantPopup);
    m_profile->setToolTip(tr("What is looked for, what is withheld by itself, and for which "
                             "reasons"));
    auto *profiles = new QMenu(m_profile);
    profiles->setObjectName(u"profileMenu"_s);
    m_profile->setMenu(profiles);
    connect(profiles, &QMenu::aboutToShow, this, [this, profiles] {
        profiles->clear();
        const QString now = m_session->profile().name;
        for (const auto &[name, title] : profileChoices(now)) {
            QAction *choice = profiles->addAction(title);
            choice->setCheckable(true);
            choice->setChecked(name == now);
            connect(choice, &QAction::triggered, this,
                    [this, name = name] { chooseProfile(name); });
        }
    });
    layout->addWidget(m_profile);
    m_detectors = label(detectorsText(m_session->registry()));
    m_detectors->setObjectName(u"detectorsLabel"_s);
    m_detectors->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout->setStretchFactor(m_detectors, 1);
    layout->addStretch(0); // takes the place of the detectors in a narrow window
    label(tr("? keys"));
    return bar;
}

void CasePage::refreshIsolation()
{
    const auto isolation = m_session->itemWorker()->isolation();
    if (!isolation)
        return;
    m_detectors->setToolTip(
        tr("Files are read in processes of their own, closed in by: %1")
            .arg(isolation->holds.isEmpty() ? tr("nothing") : isolation->holds.join(u", "_s)));
    if (!isolation->missing.isEmpty())
        Q_EMIT problem(
            {u"isolation"_s, workflow::unclosed(*isolation), {}, {}, Problem::Kind::Condition});
}

void CasePage::refreshToolbar()
{
    // In a narrow window the buttons are left to the menu, the detectors to their dialog, and a
    // running job takes the place of what changes slowest.
    m_fileButtons->setVisible(!m_panels->isFolded());
    m_detectors->setVisible(!m_panels->isFolded());
    m_seen->setVisible(!m_panels->isFolded() || m_jobs->isEmpty());
}

void CasePage::refreshMeters()
{
    const ItemCounts counts = m_session->counts();
    const double decided =
        counts.findings == 0 ? 1 : 1.0 - double(counts.undecided) / double(counts.findings);
    m_undecided->set(tr("Undecided %1 of %2").arg(counts.undecided).arg(counts.findings), decided);
    const SeenAmount seen = m_session->seenAmount();
    const QString amount = seen.text();
    //: What persons looked at, read and heard: "Seen: pages 3 of 12 · minutes 1:30 of 4:00"
    m_seen->set(amount.isEmpty() ? tr("Nothing to see yet") : tr("Seen: %1").arg(amount),
                seen.share());
    refreshRelease();
}

void CasePage::refreshRelease()
{
    QString why;
    if (m_session->sheet().items().empty())
        why = tr("Add files first.");
    else if (!m_works->isIdle())
        why = tr("The analysis is still running.");
    QAction *action = m_commands.action(u"release.open"_s);
    action->setEnabled(why.isEmpty());
    m_release->setToolTip(why.isEmpty() ? action->toolTip() : why);
}

void CasePage::refreshTimeline()
{
    const casefile::Item *item = m_session->item();
    m_timeline->setVisible(item != nullptr && medium::of(item->kind).axis.has_value());
}

void CasePage::refreshProfile()
{
    const casefile::Profile &profile = m_session->profile();
    const QString title = profile.title.isEmpty() ? profile.name : profile.title;
    const auto reasons = casefile::loadReasonSet(profile.reasonSet);
    m_profile->setText(reasons && !reasons->reasons.isEmpty()
                           //: The profile of the case and its set of reasons, in the status line
                           ? tr("Profile: %1 · Reasons: %2").arg(title, reasons->title)
                           : tr("Profile: %1 · No reasons").arg(title));
    m_profile->setAccessibleName(m_profile->text());
}

void CasePage::chooseProfile(const QString &name)
{
    if (const auto set = m_session->setProfile(name); !set) {
        Q_EMIT problem({set.error().text(), set.error().text(), {}, {}});
        return;
    }
    const QString id = u"profile"_s;
    if (m_session->profile().detect && m_works->hasPending())
        Q_EMIT problem({id,
                        tr("Files of this case were not examined under the profile that is chosen "
                           "now."),
                        tr("Analyse"), [this, id] {
                            m_works->analyzePending();
                            Q_EMIT solved(id);
                        }});
    else
        Q_EMIT solved(id);
}

void CasePage::chooseFiles()
{
    QFileDialog dialog(this, tr("Add files to the case"));
    dialog.setFileMode(QFileDialog::ExistingFiles);
    if (dialog.exec() != QDialog::Accepted)
        return;
    std::vector<std::filesystem::path> paths;
    for (const QString &file : dialog.selectedFiles())
        paths.push_back(pathFromString(file));
    m_works->addFiles(std::move(paths));
}

void CasePage::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Add a folder to the case"));
    if (!folder.isEmpty())
        m_works->addFiles({pathFromString(folder)});
}

void CasePage::openRelease()
{
    auto *assistant = new ReleaseAssistant(*m_session, *m_jobs, m_settings, this);
    assistant->setAttribute(Qt::WA_DeleteOnClose);
    assistant->open();
}

} // namespace redoubt::ui
