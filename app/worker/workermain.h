// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/detect/analysis.h"
#include "core/worker/desk.h"

#include <functional>

namespace redoubt::app {

/// What a worker does with a job. A function, so that tests can have readers that misbehave.
using DoJob = std::function<Result<QByteArray>(const QByteArray &job, worker::Desk &desk,
                                               const detect::Registry &registry)>;

/// The whole of redoubt-worker: serves forks or does one job, closed in before it sees a byte.
int workerMain(int argc, char **argv, const DoJob &doJob);

} // namespace redoubt::app
