// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/worker/workermain.h"

#include "app/installtranslations.h"
#include "app/process.h"
#include "app/standardmedia.h"
#include "core/base/secretbytes.h"
#include "core/detect/analysis.h"
#include "core/detect/models.h"
#include "core/worker/desk.h"
#include "core/worker/forkserver.h"
#include "core/worker/hello.h"
#include "core/worker/sandbox.h"
#include "core/workflow/itemjobs.h"
#include "core/workflow/workflow.h"

#include <CLI/CLI.hpp>

#include <QGuiApplication>

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <iostream>
#include <string>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

using namespace redoubt;

struct Options
{
    bool serve = false;
    bool load = false;
    std::string language;
    qint64 memory = 0;
};

/// What readers open besides libraries: languages for text recognition, and models.
std::vector<std::filesystem::path> readablePlaces()
{
    std::vector<std::filesystem::path> places = detect::modelFolders();
    if (const char *prefix = std::getenv("TESSDATA_PREFIX"))
        places.emplace_back(prefix);
    return places;
}

/// Nothing that a library prints may go anywhere: it may quote the file, and where standard output
/// is the channel it would break it.
void silence()
{
    const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        ::dup2(nowhere, fd);
    ::close(nowhere);
}

/// One job, and the end of the process.
[[noreturn]] void work(int readFd, int writeFd, int areaFd, const Options &options,
                       const detect::Registry &registry, const app::DoJob &doJob)
{
    silence();
    const std::unique_ptr<worker::SharedArea> area =
        areaFd >= 0 ? worker::SharedArea::of(areaFd) : nullptr;
    const worker::SandboxOptions sandbox{options.memory, readablePlaces()};
    const QByteArray hello = worker::hello(workflow::programName(), worker::closeIn(sandbox));
    worker::Channel channel(readFd, writeFd);
    worker::serveOneJob(channel, area.get(), hello, [&](const QByteArray &job, worker::Desk &desk) {
        return doJob(job, desk, registry);
    });
}

} // namespace

namespace redoubt::app {

int workerMain(int argc, char **argv, const DoJob &doJob)
{
    app::installStandardMedia();
    app::restartWithOneOmpThread(argv);
    app::hardenProcess();
    qputenv("QT_QPA_PLATFORM", "offscreen");
    Options options;
    CLI::App parser("Reads, redacts and verifies one file of a case for redoubt and redoubt-cli, "
                    "which start it: a job on standard input, its result on standard output.",
                    "redoubt-worker");
    parser.set_version_flag("--version", workflow::programName().toStdString());
    parser.add_flag("--serve", options.serve,
                    "Fork a worker for each job of the program that "
                    "started this one.");
    parser.add_flag("--load", options.load, "Load the patterns of text before the first fork.");
    parser.add_option("--language", options.language, "Of the sentences in results.");
    parser.add_option("--memory", options.memory, "Bytes that a job may take.");
    CLI11_PARSE(parser, argc, argv);

    if (options.serve) {
        // Nothing of the program that started this one stays open.
        ::syscall(SYS_close_range, unsigned(worker::kControlFd + 1), ~0U, 0);
    }
    if (!initSecrets()) {
        std::cerr << "redoubt-worker: libsodium could not be started" << std::endl;
        return 1;
    }
    // Text is painted on masks, which needs an application of Qt, and no display.
    const app::BorrowedRuntimeFolder runtime;
    QGuiApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("redoubt"));
    installTranslations(app, QString::fromStdString(options.language));
    const detect::Registry registry = detect::standardRegistry();
    if (!options.serve) {
        const int in = ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 10);
        const int out = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 10);
        workflow::loadForJobs(registry, true);
        worker::serveInTurn([&] { work(in, out, -1, options, registry, doJob); });
    }
    workflow::loadForJobs(registry, options.load);
    worker::serveForks(
        [&](int channel, int area) { work(channel, channel, area, options, registry, doJob); });
}

} // namespace redoubt::app
