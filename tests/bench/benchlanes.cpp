// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/bench/bench.h"
#include "tests/support/guessedkinds.h"
#include "tests/support/samplecase.h"
#include "ui/canvas/canvaspaint.h"
#include "ui/common/theme.h"
#include "ui/review/findingsfilter.h"
#include "ui/timeline/lanepainter.h"

#include <QPainter>
#include <QProcess>

namespace redoubt::bench {

using namespace Qt::StringLiterals;
using namespace redoubt::ui;

namespace {

constexpr Ticks kFrame = 512;
constexpr int kFrames = 2 * 60 * 60 * 25; ///< two hours
constexpr Rational kBase{1, 12'800};

casefile::Item twoHours(ItemId id)
{
    casefile::Item item;
    item.id = id;
    item.kind = ItemKind::Video;
    casefile::ItemStream video;
    video.modality = Modality::Video;
    video.size = {1920, 1080};
    video.timeBase = kBase;
    video.seconds = kFrames / 25.0;
    item.streams = {video};
    item.shots = {{0, kFrames * kFrame}};
    return item;
}

/// Marks of forty people all over the time; @a boxes boxes each.
FindingList manyMarks(ItemId item, int count, int boxes)
{
    FindingList list;
    list.reserve(size_t(count));
    for (int n = 0; n < count; ++n) {
        Finding finding;
        finding.item = item;
        finding.type = n % 3 ? FindingType::Face : FindingType::LicencePlate;
        finding.score = 0.3 + (n % 70) / 100.0;
        finding.group = u"thing-%1"_s.arg(n % 40);
        finding.provenance = {u"bench"_s, u"1"_s, {}};
        const Ticks first = Ticks(n) * (kFrames - 100) / count * kFrame;
        Track track{0, {}};
        for (int i = 0; i < boxes; ++i)
            track.boxes.push_back(
                {first + i * 20 * kFrame, {n % 1800, 40, 60, 80}, BoxOrigin::Detected, 1});
        finding.place = std::move(track);
        finding.id = stableFindingId(finding);
        list.push_back(std::move(finding));
    }
    return list;
}

void benchTimeline(int count)
{
    const casefile::Item item = twoHours(ItemId::random());
    const FindingList list = manyMarks(item.id, count, 5);
    std::vector<const Finding *> findings;
    for (const Finding &finding : list)
        findings.push_back(&finding);
    LaneModel model;
    const LaneInput input{item,
                          *timeAxis(item),
                          findings,
                          [](const Finding &finding) {
                              casefile::ReviewSheet::Outcome outcome;
                              outcome.decidedByPerson = finding.score > 0.6;
                              return outcome;
                          },
                          [](const Finding &finding) { return finding.group; },
                          [](const Finding &) { return QString(); },
                          {},
                          nullptr};
    const Cost build = best(3, [&] { model = LaneModel::build(input); });

    QImage image(1440, 320, QImage::Format_RGB32);
    double worst = 0;
    for (const double zoom : {1.0, 4.0, 16.0, 64.0, 256.0}) {
        TimelineScale scale({0, kFrames * kFrame}, kBase, image.width());
        scale.zoom(zoom, 700);
        const Cost cost = best(5, [&] {
            QPainter painter(&image);
            painter.fillRect(image.rect(), theme().panel);
            paintRuler(painter, {0, 0, double(image.width()), kRulerHeight}, scale, nullptr);
            double y = kRulerHeight;
            for (const Lane &lane : model.lanes) {
                if (y > image.height())
                    break;
                paintLane(painter, {0, y, double(image.width()), kLaneHeight}, lane, scale, {});
                y += kLaneHeight;
            }
        });
        worst = std::max(worst, cost.wall);
    }
    row(u"timeline, %L1 marks: paint, worst of 5 zooms"_s.arg(count),
        u"%1 ms"_s.arg(worst * 1000, 0, 'f', 2), u"<= 8 ms"_s);
    row(u"timeline, %L1 marks: make the lanes"_s.arg(count),
        u"%1 ms"_s.arg(build.wall * 1000, 0, 'f', 1), {});
}

void benchFilter()
{
    constexpr int kCount = 100'000;
    const test::TempFolder folder;
    qputenv("REDOUBT_STATE_DIR", QByteArray::fromStdString((folder / "state").string()));
    auto made = require(casefile::Case::create(folder / "a.redoubt", test::SampleCase::passphrase(),
                                               test::kCheapKdf),
                        "making a case");
    const auto file = folder.write("input/a.txt", "x");
    const auto added = require(made->ingest(walkInputs({file}), test::guessedKinds(), JobContext()),
                               "adding a file");
    casefile::Item described = *made->sheet().item(added.added.first());
    const casefile::Item video = twoHours(described.id);
    described.kind = video.kind;
    described.streams = video.streams;
    described.shots = video.shots;
    require(made->setAnalysed(described), "describing it");
    require(made->addFindings(described.id, manyMarks(described.id, kCount, 2)), "adding findings");
    Scheduler scheduler(1);
    const detect::Registry registry;
    Session session(std::move(made), registry, scheduler);
    FindingsModel model(session);
    FindingsFilter filter(model);
    FindingsSpec spec;
    const Cost bin = best(5, [&] {
        spec.bin =
            spec.bin == FindingsBin::Undecided ? FindingsBin::Candidates : FindingsBin::Undecided;
        spec.order = FindingsOrder::Risk;
        filter.setSpec(spec);
    });
    row(u"list of 100 000 findings: another bin, by risk"_s,
        u"%1 ms"_s.arg(bin.wall * 1000, 0, 'f', 1), u"<= 50 ms"_s);
    int turn = 0;
    const Cost typed = best(5, [&] {
        spec = {};
        spec.text = ++turn % 2 ? u"plate 7"_s : u"face 1"_s;
        filter.setSpec(spec);
    });
    row(u"list of 100 000 findings: text typed"_s, u"%1 ms"_s.arg(typed.wall * 1000, 0, 'f', 1),
        u"<= 50 ms"_s);
}

void benchCanvas()
{
    CanvasScene scene;
    scene.image = QImage(1920, 1080, QImage::Format_RGB32);
    for (int y = 0; y < scene.image.height(); ++y)
        scene.image.setPixelColor(y % 1920, y, QColor::fromHsv(y % 360, 200, 200));
    const QSizeF view(1152, 700);
    scene.geometry = CanvasGeometry({1920, 1080}, ViewMapping::fit({1920, 1080}, view, 16),
                                    CanvasGeometry::Grid::Pixels);
    for (int i = 0; i < 50; ++i) {
        CanvasMark mark;
        mark.id = FindingId::random();
        mark.rect = QRectF(i % 10 * 185 + 8, i / 10 * 205 + 30, 110, 140);
        mark.state = MarkState(i % 5);
        mark.label = u"Face %1"_s.arg(i);
        mark.selected = i == 7;
        scene.marks.push_back(mark);
    }
    QImage target(view.toSize(), QImage::Format_RGB32);
    const Cost cost = best(20, [&] {
        QPainter painter(&target);
        paintCanvas(painter, scene, QRectF(QPointF(), view));
    });
    row(u"canvas paint, 1080p, 50 marks"_s, u"%1 ms"_s.arg(cost.wall * 1000, 0, 'f', 1),
        u"<= 8 ms"_s);
}

/// The program itself, from its start until the window has been painted.
void benchStart()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"OMP_THREAD_LIMIT"_s, u"1"_s);
    const Cost cost = best(5, [&] {
        QProcess program;
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(REDOUBT_WINDOW), {u"--exit-when-shown"_s});
        if (!program.waitForFinished(60000) || program.exitCode() != 0)
            skip(u"start to usable window"_s, u"the program did not start"_s);
    });
    row(u"start to usable window"_s, u"%1 ms"_s.arg(cost.wall * 1000, 0, 'f', 0),
        u"<= 1000 ms, aim 500"_s);
}

} // namespace

void benchLanes()
{
    benchStart();
    benchCanvas();
    benchTimeline(10'000);
    benchTimeline(100'000);
    benchFilter();
}

} // namespace redoubt::bench
