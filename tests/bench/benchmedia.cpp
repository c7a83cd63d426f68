// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/videoreader.h"
#include "core/medium/mediumtable.h"
#include "core/redact/redactor.h"
#include "tests/bench/bench.h"
#include "tests/bench/benchclips.h"

#include <QProcess>

namespace redoubt::bench {

using namespace Qt::StringLiterals;

namespace {

redact::RedactionPlan tenMasks(const ByteSource &source)
{
    redact::RedactionPlan plan;
    plan.kind = ItemKind::Video;
    const auto info = require(media::probe(source, JobContext()), "probe");
    const int stream = info.firstOf(media::StreamKind::Video)->index;
    const auto index = require(media::indexFrames(source, stream, JobContext()), "index");
    for (int m = 0; m < 10; ++m) {
        redact::MaskTrack mask;
        mask.stream = stream;
        for (const auto &frame : index.frames)
            mask.boxes.push_back(
                {frame.pts, {100 + 150 * m, 90 * m, 100, 100}, BoxOrigin::Drawn, 1.f});
        plan.masks.push_back(std::move(mask));
    }
    return plan;
}

} // namespace

void benchExport()
{
    const test::TempFolder folder;
    const auto clip = makeNoisyClip(folder);
    const auto source = require(openFileSource(clip), "open");
    const redact::RedactionPlan plan = tenMasks(*source);
    Cost ours{1e9, 0};
    Cost peer{1e9, 0};
    for (int run = 0; run < 3; ++run) { // interleaved, so that both see the same noise
        const Cost o = measure([&] {
            auto output = require(AtomicOutput::create(folder / "ours.mp4"), "create");
            require(medium::redact(*source, plan, {}, *output, JobContext()), "redact");
            require(output->commit(), "commit");
        });
        const Cost p = measure([&] {
            QProcess::execute(u"ffmpeg"_s, {u"-y"_s, u"-v"_s, u"error"_s, u"-i"_s, str(clip),
                                            u"-c:v"_s, u"libx264"_s, u"-preset"_s, u"veryfast"_s,
                                            u"-crf"_s, u"20"_s, str(folder / "peer.mp4")});
        });
        if (o.wall < ours.wall)
            ours = o;
        if (p.wall < peer.wall)
            peer = p;
    }
    row(u"video export 1080p, 10 masks"_s,
        u"%1 fps = %2x ffmpeg wall, %3x CPU"_s.arg(300 / ours.wall, 0, 'f', 1)
            .arg(peer.wall / ours.wall, 0, 'f', 2)
            .arg(ours.cpu / peer.cpu, 0, 'f', 2),
        u">= 0.9x wall, <= 1.08x CPU"_s);
}

} // namespace redoubt::bench
