// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "core/base/paths.h"
#include "core/jobs/job.h"
#include "core/jobs/rundetached.h"
#include "ui/common/focusring.h"
#include "ui/common/theme.h"
#include "ui/shell/casepage.h"
#include "ui/shell/keysdialog.h"
#include "ui/shell/noticebar.h"
#include "ui/shell/startpage.h"
#include "ui/shell/unlockpage.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDialog>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFutureWatcher>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QStyle>
#include <QVBoxLayout>

namespace redoubt::ui {

using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

constexpr int kIdleMinutes = 15;
constexpr std::chrono::milliseconds kLastWait(100);

bool isCaseFolder(const fs::path &path)
{
    std::error_code code;
    return fs::exists(path / "vault.hdr", code);
}

QString menuTitle(MenuGroup group)
{
    switch (group) {
    case MenuGroup::Case:
        return MainWindow::tr("&Case");
    case MenuGroup::Edit:
        return MainWindow::tr("&Edit");
    case MenuGroup::View:
        return MainWindow::tr("&View");
    case MenuGroup::Mark:
        return MainWindow::tr("&Mark");
    case MenuGroup::Play:
        return MainWindow::tr("&Play");
    case MenuGroup::Subject:
        return MainWindow::tr("&Subject");
    case MenuGroup::Release:
        return MainWindow::tr("&Release");
    case MenuGroup::Help:
        return MainWindow::tr("&Help");
    case MenuGroup::None:
        break;
    }
    return {};
}

/// A path as shells give it ("cases/stop.redoubt/"), in a form whose name and parent are those of
/// what it names.
fs::path settled(const fs::path &folder)
{
    std::error_code failed;
    fs::path whole = fs::absolute(folder, failed);
    if (failed)
        whole = folder;
    whole = whole.lexically_normal();
    return whole.has_filename() ? whole : whole.parent_path();
}

struct OpenedCase
{
    std::unique_ptr<casefile::Case> openCase;
    QString problem; ///< beside which it is open
};

/// Reads the journal and unpacks the findings, which takes seconds for a large case: on a worker,
/// which then gives the case to the thread of the window.
Result<OpenedCase> readCase(std::unique_ptr<vault::Vault> vault, bool isNew,
                            casefile::Rollback rollback, const QString &profile, QThread &window,
                            const JobContext &context)
{
    auto opened = isNew ? casefile::Case::create(std::move(vault))
                        : casefile::Case::open(std::move(vault), rollback);
    if (!opened)
        return opened.error();
    OpenedCase result{*std::move(opened), {}};
    if (isNew) {
        // Before a detector runs: a person who draws every mark wants no proposals.
        if (auto set = result.openCase->setProfile(profile); !set)
            result.problem = set.error().text();
    }
    // The tree counts what is undecided in all of them.
    for (const casefile::Item &item : result.openCase->sheet().items()) {
        if (context.cancelled())
            return JobContext::cancelledError("ui/open");
        std::ignore = result.openCase->sheet().findings(item.id);
    }
    result.openCase->moveToThread(window);
    return result;
}

} // namespace

MainWindow::MainWindow(Services services, QWidget *parent)
    : QMainWindow(parent)
    , m_services(std::move(services))
    , m_commands(m_services.settings)
    , m_pages(new QStackedWidget(this))
    , m_notices(new NoticeBar(this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(tr("Redoubt"));
    setAcceptDrops(true);
    addCommands();
    auto *body = new QWidget(this);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_notices);
    layout->addWidget(m_pages, 1);
    setCentralWidget(body);
    m_start = new StartPage(m_services.settings, m_commands, m_pages);
    m_unlock = new UnlockPage(m_services.scheduler, m_pages);
    m_pages->addWidget(m_start);
    m_pages->addWidget(m_unlock);

    new FocusRing(this);

    connect(m_start, &StartPage::openRequested, this,
            [this](const fs::path &folder) { openPaths({folder}); });
    connect(m_unlock, &UnlockPage::opened, this,
            [this](const auto &vault) { vaultReady(vault, false); });
    connect(m_unlock, &UnlockPage::created, this,
            [this](const auto &vault) { vaultReady(vault, true); });
    connect(m_unlock, &UnlockPage::cancelled, this, &MainWindow::showStart);
    connect(&m_commands, &Commands::changed, this, &MainWindow::rebuildMenus);
    rebuildMenus();

    // The frame that the desktop adds shall be on the screen, too.
    const int title = style()->pixelMetric(QStyle::PM_TitleBarHeight) + kGrid;
    resize(QSize(1440, 900).boundedTo(screen()->availableSize() - QSize(2, title)));
    restoreGeometry(m_services.settings.value(u"window/geometry"_s).toByteArray());
    m_idle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, [this] {
        // Work that somebody waits for is not thrown away; the next look comes later.
        if (m_case != nullptr && m_case->jobs().isEmpty())
            lock();
        else
            m_idle.start();
    });
    setIdleMinutes(m_services.settings.value(u"lock/minutes"_s, kIdleMinutes).toInt());
    qApp->installEventFilter(this);
}

MainWindow::~MainWindow()
{
    closeCase();
}

void MainWindow::addCommands()
{
    const auto add = [this](const CommandSpec &spec, auto &&work) {
        connect(m_commands.add(this, spec), &QAction::triggered, this, work);
    };
    add({u"case.new"_s,
         tr("New case…"),
         {QKeySequence::New},
         MenuGroup::Case,
         u"new"_s,
         false,
         false},
        [this] { askForNewCase(); });
    add({u"case.open"_s,
         tr("Open case…"),
         {Qt::CTRL | Qt::SHIFT | Qt::Key_O},
         MenuGroup::Case,
         u"open"_s,
         false,
         false},
        [this] { askForCase(); });
    add({u"case.close"_s,
         tr("Close case"),
         {QKeySequence::Close},
         MenuGroup::Case,
         {},
         false,
         false},
        [this] {
            closeCase();
            showStart();
        });
    add({u"app.quit"_s, tr("Quit"), {QKeySequence::Quit}, MenuGroup::Case, {}, false, false},
        [this] { close(); });
    add({u"help.keys"_s,
         tr("Keys"),
         {QKeySequence(u"?"_s), Qt::Key_F1},
         MenuGroup::Help,
         u"keys"_s},
        [this] { showKeys(); });
    add({u"help.about"_s, tr("About Redoubt"), {}, MenuGroup::Help}, [this] { showAbout(); });
}

void MainWindow::rebuildMenus()
{
    menuBar()->clear();
    const auto entries = m_commands.entries();
    for (const MenuGroup group :
         {MenuGroup::Case, MenuGroup::Edit, MenuGroup::View, MenuGroup::Mark, MenuGroup::Play,
          MenuGroup::Subject, MenuGroup::Release, MenuGroup::Help}) {
        QMenu *menu = nullptr;
        for (const Commands::Entry &entry : entries) {
            if (entry.spec.menu != group)
                continue;
            if (menu == nullptr)
                menu = menuBar()->addMenu(menuTitle(group));
            menu->addAction(entry.action);
        }
        if (group == MenuGroup::View && menu == nullptr)
            menu = menuBar()->addMenu(menuTitle(group));
        if (group == MenuGroup::View)
            addSettingsMenus(menu);
    }
}

void MainWindow::addSettingsMenus(QMenu *view)
{
    view->addSeparator();
    const auto choices = [&](const QString &title, const QString &key,
                             const std::vector<std::pair<QString, QVariant>> &values,
                             const QVariant &standard, auto &&chosen) {
        QMenu *menu = view->addMenu(title);
        auto *group = new QActionGroup(menu);
        const QVariant now = m_services.settings.value(key, standard);
        for (const auto &[text, value] : values) {
            QAction *action = menu->addAction(text);
            action->setCheckable(true);
            action->setChecked(value.toString() == now.toString());
            group->addAction(action);
            connect(action, &QAction::triggered, this, [this, key, value = value, chosen] {
                m_services.settings.setValue(key, value);
                chosen(value);
            });
        }
    };
    choices(tr("Theme"), u"theme"_s,
            {{tr("As the system"), int(ThemeChoice::System)},
             {tr("Dark"), int(ThemeChoice::Dark)},
             {tr("Light"), int(ThemeChoice::Light)}},
            int(ThemeChoice::System),
            [](const QVariant &value) { applyTheme(*qApp, ThemeChoice(value.toInt())); });
    choices(tr("Language"), u"language"_s,
            {{tr("As the system"), QString()},
             {u"English"_s, u"en"_s},
             {u"Deutsch"_s, u"de"_s},
             {u"简体中文"_s, u"zh_CN"_s}},
            QString(), [this](const QVariant &) {
                m_notices->add(tr("The language changes when Redoubt is started again."));
            });
    choices(tr("Lock when idle"), u"lock/minutes"_s,
            {{tr("After 5 minutes"), 5},
             {tr("After 15 minutes"), 15},
             {tr("After an hour"), 60},
             {tr("Never"), 0}},
            kIdleMinutes, [this](const QVariant &value) { setIdleMinutes(value.toInt()); });
}

void MainWindow::setIdleMinutes(int minutes)
{
    m_idle.stop();
    m_idle.setInterval(std::chrono::minutes(std::max(0, minutes)));
    if (minutes > 0)
        m_idle.start();
}

fs::path MainWindow::homeFolder() const
{
    return pathFromString(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
}

void MainWindow::openPaths(const std::vector<fs::path> &paths)
{
    if (paths.empty())
        return;
    if (paths.size() == 1 && isCaseFolder(paths.front())) {
        closeCase();
        m_unlock->askToOpen(settled(paths.front()), false);
        m_pages->setCurrentWidget(m_unlock);
        return;
    }
    if (m_case != nullptr) {
        m_case->works().addFiles(paths);
        return;
    }
    m_waiting = paths;
    m_unlock->askToCreate(redoubt::displayName(settled(paths.front()).stem()), homeFolder());
    m_pages->setCurrentWidget(m_unlock);
}

void MainWindow::openCase(const fs::path &folder, SecretBytes passphrase)
{
    closeCase();
    const fs::path whole = settled(folder);
    m_unlock->askToOpen(whole, false);
    m_pages->setCurrentWidget(m_unlock);
    m_unlock->open(whole, std::move(passphrase));
}

void MainWindow::askForNewCase()
{
    closeCase();
    m_waiting.clear();
    m_unlock->askToCreate({}, homeFolder());
    m_pages->setCurrentWidget(m_unlock);
}

void MainWindow::askForCase()
{
    QFileDialog dialog(this, tr("Open a case"), redoubt::displayName(homeFolder()));
    dialog.setFileMode(QFileDialog::Directory);
    dialog.setOption(QFileDialog::ShowDirsOnly);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const fs::path folder = pathFromString(dialog.selectedFiles().value(0));
    if (isCaseFolder(folder))
        openPaths({folder});
    else
        m_notices->add(tr("“%1” is not a case: it holds no file vault.hdr. Cases are folders whose "
                          "names end with .redoubt.")
                           .arg(redoubt::displayName(folder.filename())));
}

void MainWindow::showStart()
{
    stopOpening();
    m_waiting.clear();
    m_start->refresh();
    m_pages->setCurrentWidget(m_start);
    setWindowTitle(tr("Redoubt"));
}

void MainWindow::vaultReady(const std::shared_ptr<std::unique_ptr<vault::Vault>> &vault, bool isNew)
{
    stopOpening();
    m_unlock->setBusy(true);
    const fs::path folder = (*vault)->folder();
    auto job = startJob<OpenedCase>(
        m_services.scheduler, JobClass::Interactive,
        [vault, isNew, rollback = m_unlock->rollback(), profile = m_unlock->profile(),
         window = thread()](const JobContext &context) {
            return readCase(std::move(*vault), isNew, rollback, profile, *window, context);
        });
    m_opening = job.stop;
    auto *watcher = new QFutureWatcher<Result<OpenedCase>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, folder, now = m_opened] {
        watcher->deleteLater();
        auto opened = watcher->future().takeResult();
        if (now != m_opened)
            return;
        m_unlock->setBusy(false);
        if (!opened) {
            m_unlock->showError(opened.error());
            return;
        }
        if (!opened->problem.isEmpty())
            m_notices->add(opened->problem);
        RecentCases(m_services.settings).add(settled(folder));
        showCase(std::move(opened->openCase));
    });
    watcher->setFuture(job.future);
}

void MainWindow::stopOpening()
{
    m_opening.request_stop();
    ++m_opened;
    m_unlock->setBusy(false);
}

void MainWindow::showCase(std::unique_ptr<casefile::Case> opened)
{
    const fs::path folder = opened->folder();
    m_case = new CasePage(std::move(opened), m_services.registry(), m_services.scheduler,
                          m_services.settings, m_commands, m_pages);
    if (m_services.itemWorker)
        m_case->session().setItemWorker(m_services.itemWorker());
    connect(m_case, &CasePage::problem, m_notices, qOverload<const Problem &>(&NoticeBar::add));
    connect(m_case, &CasePage::solved, m_notices, &NoticeBar::resolve);
    connect(m_case, &CasePage::lockRequested, this, &MainWindow::lock, Qt::QueuedConnection);
    m_pages->addWidget(m_case);
    m_pages->setCurrentWidget(m_case);
    //: The title of the window: the case, then the program
    setWindowTitle(tr("%1 — Redoubt").arg(redoubt::displayName(folder.stem())));
    m_case->works().tellOrphans();
    m_case->works().analyzeUnexamined();
    m_case->works().addFiles(std::exchange(m_waiting, {}));
    Q_EMIT caseOpened();
}

void MainWindow::closeCase()
{
    stopOpening();
    if (m_case == nullptr)
        return;
    CasePage *page = std::exchange(m_case, nullptr);
    m_notices->clear();
    page->hide();
    const QList<QDialog *> dialogs = page->findChildren<QDialog *>();
    for (QDialog *dialog : dialogs)
        dialog->hide();
    m_pages->removeWidget(page);
    page->shut();
    if (page->session().waitForJobs(kLastWait))
        std::ignore = waitForDetached(kLastWait);
    delete page;
}

void MainWindow::lock()
{
    if (m_case == nullptr)
        return;
    // The page that asks is shown first: nothing of the case is in view while work ends.
    m_unlock->askToOpen(m_case->session().openCase().folder(), true);
    m_pages->setCurrentWidget(m_unlock);
    setWindowTitle(tr("Locked — Redoubt"));
    repaint();
    closeCase();
    m_unlock->setFocus();
}

void MainWindow::showKeys()
{
    KeysDialog dialog(m_commands, this);
    dialog.exec();
}

void MainWindow::showAbout()
{
    QMessageBox::about(this, tr("About Redoubt"),
                       tr("<b>Redoubt %1</b><p>Finds and removes faces, voices and personal data "
                          "in case files, and attacks its own output before it leaves.</p>"
                          "<p>Free software under the GNU Affero General Public License 3 or "
                          "later. It opens no network connection.</p>")
                           .arg(QCoreApplication::applicationVersion()));
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    // Nothing is asked: every step is saved, and work that runs is taken up again another time.
    m_services.settings.setValue(u"window/geometry"_s, saveGeometry());
    hide();
    closeCase();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() && !m_unlock->isBusy())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    std::vector<fs::path> paths;
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            paths.push_back(pathFromString(url.toLocalFile()));
    }
    event->acceptProposedAction();
    openPaths(paths);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
        if (m_idle.interval() > 0)
            m_idle.start();
        break;
    default:
        break;
    }
    return QMainWindow::eventFilter(watched, event);
}

} // namespace redoubt::ui
