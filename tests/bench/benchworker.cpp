// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/itemworker.h"
#include "core/casefile/profile.h"
#include "core/workflow/workflow.h"
#include "tests/bench/bench.h"
#include "tests/bench/benchclips.h"
#include "tests/support/samplecase.h"
#include "tests/support/testscheduler.h"

#include <functional>

namespace redoubt::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRuns = 3;
constexpr int kStarts = 50;
constexpr int kPictures = 120;

/// What it costs to do the work on one file apart, against the same work in this process.
void compareOne(const char *name, const QByteArray &bytes, const detect::Registry &registry,
                const std::shared_ptr<const workflow::ItemWorker> &apart)
{
    test::SampleCase sample;
    const ItemId id = sample.addText(name, bytes);
    const casefile::Item item = *sample.sheet().item(id);
    const auto source = require(sample->openItem(id), "reading the vault");
    workflow::AnalysisSettings settings;
    settings.profile = require(casefile::loadProfile(u"standard"_s), "profile");
    settings.threads = 2;
    settings.worker = workflow::hereWorker(registry);
    const auto analyse = [&] {
        return require(
            workflow::analyzeItem(*source, item, registry, settings, {}, nullptr, JobContext()),
            "analysing");
    };
    const Cost here = best(kRuns, [&] { analyse(); });
    settings.worker = apart;
    const Cost there = best(kRuns, [&] { analyse(); });
    require(workflow::applyAnalysis(*sample, analyse()), "keeping the analysis");

    workflow::ReleaseSettings release;
    release.profile = settings.profile;
    release.scheduler = &test::scheduler(2);
    release.worker = workflow::hereWorker(registry);
    int round = 0;
    const auto releaseOnce = [&] {
        release.out = sample.folder() / ("out" + std::to_string(++round));
        const workflow::ReleaseJob job(*sample, registry, release);
        require(job.run({}, JobContext()), "releasing");
    };
    const Cost releasedHere = best(kRuns, releaseOnce);
    release.worker = apart;
    const Cost releasedThere = best(kRuns, releaseOnce);
    row(u"apart, %1: analysis, release"_s.arg(QString::fromLatin1(name)),
        u"%1× of %2 s, %3× of %4 s"_s.arg(there.wall / here.wall, 0, 'f', 3)
            .arg(here.wall, 0, 'f', 2)
            .arg(releasedThere.wall / releasedHere.wall, 0, 'f', 3)
            .arg(releasedHere.wall, 0, 'f', 2),
        u"<= 1.03×"_s);
}

/// What it costs a canvas that the pictures of a film come out of another process.
void compareView(const std::filesystem::path &film, const detect::Registry &registry,
                 const std::shared_ptr<const workflow::ItemWorker> &apart)
{
    const std::shared_ptr<const ByteSource> source = memorySource(test::readFile(film));
    const auto play = [&](const workflow::ItemViewer &viewer) {
        media::VideoReadOptions options;
        options.decoderThreads = 1;
        const auto pictures =
            require(viewer.openPictures(source, 0, options, JobContext()), "opening the film");
        require(pictures->next(), "the first picture");
        return measure([&] {
            for (int i = 0; i < kPictures; ++i)
                require(pictures->next(), "a picture");
        });
    };
    const auto here = workflow::hereWorker(registry);
    const Cost inProcess = play(*here->viewer());
    const Cost there = play(*apart->viewer());
    row(u"apart: a picture of 1920 x 1080, in this process"_s,
        u"%1 ms, %2 ms"_s.arg(there.wall * 1000 / kPictures, 0, 'f', 1)
            .arg(inProcess.wall * 1000 / kPictures, 0, 'f', 1),
        {});
}

} // namespace

void benchWorker()
{
    const auto registry = detect::standardRegistry();
    const auto apart = app::makeItemWorker({}, {}, registry);
    const auto tiny = memorySource("RIFF....WAVE");
    const Cost first = measure([&] { apart->kindOf(*tiny, {}); });
    const Cost started = measure([&] {
        for (int i = 0; i < kStarts; ++i)
            apart->kindOf(*tiny, {});
    });
    row(u"worker: first job, each further one"_s,
        u"%1 ms, %2 ms"_s.arg(first.wall * 1000, 0, 'f', 0)
            .arg(started.wall * 1000 / kStarts, 0, 'f', 1),
        {});
    workflow::ExamineRequest request;
    request.kind = ItemKind::Text;
    const Cost loaded = measure([&] {
        require(apart->examine(*memorySource("call 202-555-0142"), request, JobContext()),
                "examining");
    });
    const Cost again = measure([&] {
        require(apart->examine(*memorySource("call 202-555-0142"), request, JobContext()),
                "examining");
    });
    row(u"worker: first analysis, the next"_s,
        u"%1 ms, %2 ms"_s.arg(loaded.wall * 1000, 0, 'f', 0).arg(again.wall * 1000, 0, 'f', 0), {});
    const test::TempFolder folder;
    const DrawnClip street = makeStreetClip(folder);
    compareView(street.path, registry, apart);
    compareOne("street.mp4", test::readFile(street.path), registry, apart);
    compareOne("pages.pdf", manyPages(), registry, apart);
    compareOne("picture.jpg", largePicture(), registry, apart);
    compareOne("words.txt",
               QByteArray("Zebedee Quux called 202-555-0142 from the office.\n").repeated(100'000),
               registry, apart);
}

} // namespace redoubt::bench
