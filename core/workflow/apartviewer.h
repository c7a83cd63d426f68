// SPDX-License-Identifier: AGPL-3.0-or-later
// How jobs are asked of workers. Internal to core/workflow.
#pragma once

#include "core/worker/workers.h"
#include "core/workflow/itemviewer.h"
#include "core/workflow/jobfields.h"

namespace redoubt::workflow {

/// Has everything read by @a workers.
std::shared_ptr<const ItemViewer> apartViewer(std::shared_ptr<worker::Workers> workers);

/// One job: its kind, what it is about, and its result. @a detectors: which there must be
/// (detectorNames()), as another machine may have others; empty: no matter which.
template <typename T, typename... Values>
Result<T> askWorker(worker::Workers &workers, worker::Workers::Need need,
                    worker::Workers::Turn turn, worker::JobKind kind, const QStringList &detectors,
                    const worker::Served &served, const JobContext &context,
                    const Values &...values)
{
    worker::CborWriter body;
    body(values...);
    worker::CborWriter job;
    job(kind, detectors, body.bytes());
    const auto answer = workers.run(job.bytes(), served, need, context, turn);
    if (!answer)
        return answer.error();
    auto value = worker::fromCbor<T>(*answer);
    if (!value)
        return worker::notBelieved();
    return *std::move(value);
}

} // namespace redoubt::workflow
