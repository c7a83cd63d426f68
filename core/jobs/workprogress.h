// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/jobs/jobcontext.h"
#include "core/jobs/workforecast.h"

#include <memory>

namespace redoubt {

/// The progress of a job that consists of items, as a WorkForecast sees it: adds up what the items
/// report and tells the job's context of it, with the time left. Copies share it. Threads: any.
class WorkProgress
{
public:
    /// @a places: how many items are at work at once, at most.
    WorkProgress(const JobContext &context, int places);

    int add(const QByteArray &kind, double weight, std::vector<double> stages = {});
    int addLast(const QByteArray &kind, double weight);
    void begin(int item);
    void report(int item, double share);
    void end(int item, WorkForecast::Ended how);
    /// Reports for one item, and stops with the job.
    JobContext contextOf(int item) const;
    /// Stops with @a token.
    JobContext contextOf(int item, std::stop_token token) const;

private:
    struct Forecast;
    struct Private;
    std::shared_ptr<Private> d; // shared with the copies
};

} // namespace redoubt
