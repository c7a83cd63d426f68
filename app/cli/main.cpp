// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/cli/cli.h"
#include "app/cli/tr.h"
#include "app/process.h"
#include "app/standardmedia.h"

#include "app/installtranslations.h"
#include "core/base/secretbytes.h"
#include "core/jobs/rundetached.h"
#include "core/workflow/workflow.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>
#include <QGuiApplication>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <thread>
#include <unistd.h>

namespace {

using namespace Qt::StringLiterals;
using namespace redoubt::cli;

/// Ctrl+C and SIGTERM ask all work to stop; a second one ends the process at once.
void stopOnSignals(std::stop_source stop)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, nullptr); // inherited by every later thread
    std::thread([set, stop]() mutable {
        int number = 0;
        sigwait(&set, &number);
        stop.request_stop();
        sigwait(&set, &number);
        ::_exit(kCancelled);
    }).detach();
}

} // namespace

int main(int argc, char **argv)
{
    redoubt::app::restartWithOneOmpThread(argv);
    redoubt::app::hardenProcess();
    redoubt::app::installStandardMedia();
    if (!redoubt::initSecrets()) {
        std::cerr << "redoubt-cli: libsodium could not be started" << std::endl;
        return kFailed;
    }
    CliSession session;
    stopOnSignals(session.stop);

    // Labels on masks are painted as text, which needs QGuiApplication; the offscreen platform
    // needs no display.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    std::optional<redoubt::app::BorrowedRuntimeFolder> runtime(std::in_place);
    QGuiApplication app(argc, argv);
    runtime.reset();
    QCoreApplication::setApplicationName(u"redoubt"_s);
    QCoreApplication::setApplicationVersion(redoubt::workflow::programName().section(u' ', 1));
    redoubt::installTranslations(app, {});

    CLI::App parser(Tr::tr("Redoubt finds faces, voices and personal data in case files, removes "
                           "them, attacks its own "
                           "output and seals the originals.")
                        .toStdString(),
                    "redoubt-cli");
    parser.require_subcommand(1);
    parser.set_version_flag("--version", redoubt::workflow::programName().toStdString());
    parser.footer(Tr::tr("Exit codes: 0 done, 1 failed, 2 usage, 3 some input unsupported or "
                         "damaged, 4 wrong passphrase,\n"
                         "5 a leak was found and that output withheld, 130 cancelled.\n"
                         "Examples:\n"
                         "  redoubt-cli redact body_cam.mp4 report.pdf --out release\n"
                         "  redoubt-cli detect interview.wav --json\n"
                         "  redoubt-cli COMMAND --help")
                      .toStdString());
    addRedactCommand(parser, session);
    addDetectCommand(parser, session);
    addCaseCommands(parser, session);
    addVaultCommands(parser, session);
    addVerifyCommand(parser, session);
    addListCommands(parser, session);
    addCompletionCommand(parser, session);

    try {
        parser.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        const int code = parser.exit(error, std::cout, std::cerr);
        return code == 0 ? kDone : kUsage;
    }
    try {
        const int code = session.run ? session.run() : int(kUsage);
        // Cases are closed and outputs are whole by now. A parser that hangs would keep the process
        // for ever: taking the program apart waits for all of its threads.
        if (!redoubt::waitForDetached(std::chrono::milliseconds(100))) {
            std::cout.flush();
            std::fflush(nullptr);
            std::_Exit(code);
        }
        return code;
    } catch (const std::bad_alloc &) {
        printError(Tr::tr("There is not enough memory for this work."));
        return kFailed;
    }
}
