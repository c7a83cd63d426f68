// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/installtranslations.h"
#include "app/itemworker.h"
#include "app/process.h"
#include "app/standardmedia.h"
#include "core/base/paths.h"
#include "core/jobs/rundetached.h"
#include "core/workflow/workflow.h"
#include "ui/common/theme.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/screenshottour.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QSettings>
#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <future>
#include <iostream>
#include <unistd.h>

namespace {

using namespace Qt::StringLiterals;
using namespace redoubt;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(redoubt::Workstation)
};

int g_signalPipe[2] = {-1, -1};

/// SIGTERM and SIGINT close the window as a person would, from the event loop.
void closeOnSignals(QWidget &window)
{
    if (::pipe(g_signalPipe) != 0)
        return;
    auto *notifier = new QSocketNotifier(g_signalPipe[0], QSocketNotifier::Read, &window);
    QObject::connect(notifier, &QSocketNotifier::activated, &window, [&window, notifier] {
        notifier->setEnabled(false);
        // A dialog that is open keeps a loop of its own; it ends with the application.
        window.close();
        QCoreApplication::exit(0);
    });
    struct sigaction action = {};
    action.sa_handler = [](int) {
        const char one = 1;
        std::ignore = ::write(g_signalPipe[1], &one, 1); // a full pipe has told it already
    };
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
}

/// REDOUBT_THEME=dark|light, for one run, before what the user chose.
ui::ThemeChoice themeChoice(const QSettings &settings)
{
    const QByteArray wanted = qgetenv("REDOUBT_THEME");
    if (wanted == "dark")
        return ui::ThemeChoice::Dark;
    if (wanted == "light")
        return ui::ThemeChoice::Light;
    return ui::ThemeChoice(settings.value(u"theme"_s).toInt());
}

/// How to start the process that reads one file, when not on this machine.
QString workerCommand(const QSettings &settings)
{
    return qEnvironmentVariable("REDOUBT_WORKER_COMMAND",
                                settings.value(u"workerCommand"_s).toString());
}

/// How much is worked on at once. On this machine: as many as it has cores.
int workBudget(const QSettings &settings)
{
    if (workerCommand(settings).isEmpty())
        return 0;
    const int count = qEnvironmentVariableIsSet("REDOUBT_WORKER_COUNT")
                          ? qEnvironmentVariableIntValue("REDOUBT_WORKER_COUNT")
                          : settings.value(u"workerCount"_s).toInt();
    return std::clamp(count, 0, 64);
}

/// What the command line names besides options; the value of --screenshots is none of them.
std::vector<std::filesystem::path> givenPaths(const std::vector<std::string> &arguments,
                                              const std::string &optionValue)
{
    std::vector<std::filesystem::path> paths;
    for (size_t i = 0; i < arguments.size(); ++i) {
        const std::string &argument = arguments[i];
        const bool value = i > 0 && arguments[i - 1] == "--screenshots" && argument == optionValue;
        if (!argument.starts_with('-') && !argument.empty() && !value)
            paths.emplace_back(argument);
    }
    // File managers open files, not folders: the file that makes a folder a case stands for it.
    if (paths.size() == 1 && paths.front().filename() == "vault.hdr")
        paths.front() = paths.front().has_parent_path() ? paths.front().parent_path() : ".";
    return paths;
}

} // namespace

int main(int argc, char **argv)
{
    app::restartWithOneOmpThread(argv);
    app::hardenProcess();
    app::installStandardMedia();
    if (!initSecrets()) {
        std::cerr << "redoubt: libsodium could not be started" << std::endl;
        return 1;
    }
    // The paths, before Qt sees them: names of files need not be UTF-8.
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    QApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"redoubt"_s);
    QCoreApplication::setOrganizationName(u"redoubt"_s);
    QCoreApplication::setApplicationVersion(workflow::programName().section(u' ', 1));
    // Name and icon where the program is installed: Wayland goes by the menu entry.
    QGuiApplication::setDesktopFileName(u"redoubt"_s);
    QGuiApplication::setWindowIcon(QIcon::fromTheme(u"redoubt"_s));
    QSettings settings;
    redoubt::installTranslations(app, settings.value(u"language"_s).toString());
    ui::applyTheme(app, themeChoice(settings));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        Tr::tr("Opens a case, or makes one of files. Without arguments it shows the start page."));
    parser.addPositionalArgument(u"PATH"_s, Tr::tr("A case folder, or files and folders."),
                                 u"[PATH...]"_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption screenshots(
        u"screenshots"_s,
        Tr::tr("Opens the case, saves pictures of the window in FOLDER, and ends (with "
               "REDOUBT_PASSPHRASE set)."),
        u"FOLDER"_s);
    parser.addOption(screenshots);
    const QCommandLineOption exitWhenShown(
        u"exit-when-shown"_s, Tr::tr("Ends as soon as the window can be used, for measurements."));
    parser.addOption(exitWhenShown);
    parser.process(app);
    const std::vector<std::filesystem::path> paths =
        givenPaths(arguments, parser.value(screenshots).toStdString());

    // Looking for models and compiling patterns takes time that the start page need not wait for.
    std::shared_future<detect::Registry> registry =
        std::async(std::launch::async, [] { return detect::standardRegistry(); });
    Scheduler scheduler(workBudget(settings));
    // The next cases are read by the same one.
    std::shared_ptr<const workflow::ItemWorker> itemWorker;
    const auto sharedWorker = [&] {
        if (!itemWorker)
            itemWorker = app::makeItemWorker(
                workerCommand(settings), settings.value(u"language"_s).toString(), registry.get());
        return itemWorker;
    };
    ui::MainWindow window({[&registry]() -> const detect::Registry & { return registry.get(); },
                           scheduler, settings, sharedWorker});
    closeOnSignals(window);
    window.show();
    if (parser.isSet(exitWhenShown))
        QTimer::singleShot(0, &app, [] { std::_Exit(0); }); // after the first paint
    ui::ScreenshotTour tour(window, std::filesystem::path(parser.value(screenshots).toStdString()));
    if (parser.isSet(screenshots)) {
        QObject::connect(&window, &ui::MainWindow::caseOpened, &tour, &ui::ScreenshotTour::start);
        QObject::connect(&tour, &ui::ScreenshotTour::finished, &app,
                         [](int written) { QCoreApplication::exit(written > 0 ? 0 : 1); });
    }
    std::error_code code;
    const bool oneCase =
        paths.size() == 1 && std::filesystem::exists(paths.front() / "vault.hdr", code);
    if (oneCase && qEnvironmentVariableIsSet("REDOUBT_PASSPHRASE"))
        window.openCase(paths.front(), SecretBytes::copyOf(qgetenv("REDOUBT_PASSPHRASE")));
    else
        window.openPaths(paths);
    const int result = QApplication::exec();
    window.closeCase();
    settings.sync();
    // Everything that lasts is on the disk and the keys are wiped. What still runs is a job that
    // hangs in a parser, or the look for models; taking the program apart would wait for it, for
    // ever perhaps.
    if (!waitForDetached({}) || !scheduler.waitForDone({}) ||
        registry.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        std::_Exit(result);
    return result;
}
