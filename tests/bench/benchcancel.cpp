// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/itemworker.h"
#include "core/casefile/profile.h"
#include "core/detect/analysis.h"
#include "core/workflow/workflow.h"
#include "tests/bench/bench.h"
#include "tests/bench/benchclips.h"
#include "tests/support/samplecase.h"
#include "tests/support/testscheduler.h"

#include <QElapsedTimer>

#include <chrono>
#include <thread>

namespace redoubt::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int kInstants = 8;

using Work = std::function<void(const JobContext &)>;

/// Does the work once to the end, then stops it at instants spread over that time. The longest
/// wait for it to end, in milliseconds. @a prepare makes it, on this thread, each time anew.
double longestStop(const std::function<Work()> &prepare)
{
    const Work once = prepare();
    const double whole = measure([&] { once(JobContext()); }).wall;
    double longest = 0;
    for (int i = 1; i <= kInstants; ++i) {
        const Work work = prepare();
        std::stop_source stop;
        std::jthread thread([&] { work(JobContext(stop.get_token())); });
        std::this_thread::sleep_for(std::chrono::duration<double>(whole * i / (kInstants + 1)));
        stop.request_stop();
        QElapsedTimer timer;
        timer.start();
        thread.join();
        longest = std::max(longest, double(timer.nsecsElapsed()) / 1e6);
    }
    return longest;
}

/// Cancelled is what was asked for; anything else is a fault.
template <typename T>
void endedAsAsked(const Result<T> &result, const char *step)
{
    if (!result && result.error().kind() != ErrorKind::Cancelled)
        require(Result<void>(result.error()), step);
}

void stopOne(const char *name, const QByteArray &bytes, const detect::Registry &registry,
             const std::shared_ptr<const workflow::ItemWorker> &worker)
{
    test::SampleCase sample;
    const ItemId id = sample.addText(name, bytes);
    workflow::AnalysisSettings settings;
    settings.worker = worker;
    settings.profile = require(casefile::loadProfile(u"standard"_s), "profile");
    settings.threads = 2;
    const casefile::Item item = *sample.sheet().item(id);
    const auto source = require(sample->openItem(id), "reading the vault");
    const auto analyse = [&](const JobContext &context) {
        return workflow::analyzeItem(*source, item, registry, settings, {}, nullptr, context);
    };
    const double analysis = longestStop([&] {
        return [&](const JobContext &context) { endedAsAsked(analyse(context), "analysing"); };
    });
    require(workflow::applyAnalysis(*sample, require(analyse(JobContext()), "analysing")),
            "keeping the analysis");

    workflow::ReleaseSettings release;
    release.worker = worker;
    release.profile = settings.profile;
    release.scheduler = &test::scheduler(2);
    int round = 0;
    const double released = longestStop([&] {
        release.out = sample.folder() / ("out" + std::to_string(++round));
        const auto job = std::make_shared<workflow::ReleaseJob>(*sample, registry, release);
        return
            [job](const JobContext &context) { endedAsAsked(job->run({}, context), "releasing"); };
    });
    row(u"stop an analysis, a release of %1"_s.arg(QString::fromLatin1(name)),
        u"%1 ms, %2 ms at the longest"_s.arg(analysis, 0, 'f', 0).arg(released, 0, 'f', 0),
        u"<= 200 ms"_s);
}

} // namespace

void benchCancel()
{
    const auto registry = detect::standardRegistry();
    const auto worker = app::makeItemWorker({}, {}, registry);
    const test::TempFolder folder;
    stopOne("street.mp4", test::readFile(makeStreetClip(folder).path), registry, worker);
    stopOne("pages.pdf", manyPages(), registry, worker);
    stopOne("picture.jpg", largePicture(), registry, worker);
    stopOne("words.txt",
            QByteArray("Zebedee Quux called 202-555-0142 from the office.\n").repeated(100'000),
            registry, worker);
}

} // namespace redoubt::bench
