// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/itemworker.h"

#include "core/worker/workers.h"
#include "core/workflow/workflow.h"

#include <QProcess>

namespace redoubt::app {

std::shared_ptr<const workflow::ItemWorker>
makeItemWorker(const QString &command, const QString &language, const detect::Registry &registry)
{
    worker::WorkersSetup setup;
    setup.language = language;
    setup.programName = workflow::programName();
    for (const QString &word : QProcess::splitCommand(command))
        setup.command.push_back(word.toStdString());
    setup.program = worker::findWorkerProgram();
    setup.memory = qEnvironmentVariable("REDOUBT_WORKER_MEMORY").toLongLong();
    auto workers = std::make_shared<worker::Workers>(std::move(setup));
    return workflow::apartWorker(std::move(workers), registry);
}

} // namespace redoubt::app
