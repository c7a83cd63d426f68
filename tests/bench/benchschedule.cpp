// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/itemworker.h"
#include "core/casefile/profile.h"
#include "core/jobs/job.h"
#include "core/workflow/analysisqueue.h"
#include "tests/bench/bench.h"
#include "tests/bench/benchclips.h"
#include "tests/support/samplecase.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QObject>
#include <QTimer>

#include <algorithm>
#include <vector>

namespace redoubt::bench {

using namespace Qt::StringLiterals;

namespace {

/// A case of several kinds, which takes a while.
std::vector<ItemId> fill(test::SampleCase &sample, const QByteArray &film)
{
    std::vector<ItemId> items;
    const QByteArray words =
        QByteArray("Zebedee Quux called 202-555-0142 from the office.\n").repeated(20'000);
    for (int i = 0; i < 3; ++i) {
        const QByteArray number = QByteArray::number(i);
        items.push_back(
            sample.addText(("pages" + number + ".pdf").constData(), manyPages() + "%" + number));
        items.push_back(sample.addText(("words" + number + ".txt").constData(), words + number));
        items.push_back(
            sample.addText(("picture" + number + ".jpg").constData(), largePicture() + number));
    }
    items.push_back(sample.addText("street.mp4", film));
    return items;
}

/// Milliseconds from the wish to the first page of a document on this thread.
double firstCanvas(Scheduler &scheduler, const std::shared_ptr<const workflow::ItemWorker> &worker,
                   const std::shared_ptr<const ByteSource> &source)
{
    QElapsedTimer timer;
    timer.start();
    const auto job =
        startJob<int>(scheduler, JobClass::Interactive,
                      [worker, source](const JobContext &context) -> Result<int> {
                          auto pages = worker->viewer()->openPages(source, ItemKind::Pdf, context);
                          if (!pages)
                              return pages.error();
                          const auto drawn = (*pages)->render(0, 96, context);
                          return drawn ? Result<int>(drawn->width()) : Result<int>(drawn.error());
                      });
    while (!job.future.isFinished())
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    require(job.future.result(), "drawing a page");
    return double(timer.nsecsElapsed()) / 1e6;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

struct Said
{
    double at = 0; ///< seconds
    double left = -1;
};

} // namespace

void benchSchedule()
{
    const auto registry = detect::standardRegistry();
    const auto worker = app::makeItemWorker({}, {}, registry);
    const test::TempFolder folder;
    test::SampleCase sample;
    const std::vector<ItemId> items = fill(sample, test::readFile(makeStreetClip(folder).path));
    // Shared with jobs that may end late.
    const std::shared_ptr<const ByteSource> page =
        require(sample->openItem(items.front()), "reading the vault");
    Scheduler scheduler;
    std::vector<double> idle;
    for (int i = 0; i < 5; ++i)
        idle.push_back(firstCanvas(scheduler, worker, page));

    QObject here;
    const auto meter = std::make_shared<WorkMeter>();
    bool over = false;
    workflow::AnalysisQueue::Events events;
    events.began = [&](const std::stop_source &stop) {
        return meteredContext(stop.get_token(), meter);
    };
    events.idle = [&] { over = true; };
    workflow::AnalysisQueue queue(
        *sample, registry, scheduler,
        [&here](std::function<void()> call) {
            QMetaObject::invokeMethod(&here, std::move(call), Qt::QueuedConnection);
        },
        events);
    workflow::AnalysisSettings settings;
    settings.profile = require(casefile::loadProfile(u"standard"_s), "profile");
    settings.worker = worker;
    queue.setBasis(settings, {});
    QElapsedTimer timer;
    timer.start();
    std::vector<Said> said;
    std::vector<double> busy;
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &here, [&] {
        const auto left = meter->remaining();
        said.push_back({double(timer.elapsed()) / 1000, left ? double(left->count()) / 1000 : -1});
    });
    poll.start(250);
    queue.add({items.begin(), items.end()});
    while (!over) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
        if (!over && double(timer.elapsed()) / 1000 > 1.0 + 1.5 * double(busy.size()))
            busy.push_back(firstCanvas(scheduler, worker, page));
    }
    poll.stop();
    const double whole = double(timer.elapsed()) / 1000;
    row(u"first page: idle, while all is analysed"_s,
        u"%1 ms, %2 ms (median of %3)"_s.arg(median(idle), 0, 'f', 0)
            .arg(median(busy), 0, 'f', 0)
            .arg(busy.size()),
        u"<= 300 ms"_s);
    double most = 0;
    double least = 1e9;
    double zero = 0;
    double unknown = 0;
    for (const Said &each : said) {
        const double left = whole - each.at;
        if (each.at < 0.2 * whole || left < 2)
            continue;
        if (each.left < 0) {
            unknown += 0.25;
            continue;
        }
        most = std::max(most, each.left / left);
        least = std::min(least, each.left / left);
        zero += each.left < 1 ? 0.25 : 0;
    }
    row(u"time left, of what was left, after 20 %"_s,
        u"%1× to %2×, %3 s “0:00”, %4 s unknown, of %5 s"_s.arg(least, 0, 'f', 2)
            .arg(most, 0, 'f', 2)
            .arg(zero, 0, 'f', 0)
            .arg(unknown, 0, 'f', 0)
            .arg(whole, 0, 'f', 0),
        u"0.5× to 2×, 0 s"_s);
}

} // namespace redoubt::bench
