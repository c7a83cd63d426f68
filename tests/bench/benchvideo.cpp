// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/media/videoreader.h"
#include "core/medium/mediumtable.h"
#include "tests/bench/bench.h"
#include "tests/bench/benchclips.h"
#include "tests/support/shared.h"
#include "tests/support/tinymedia.h"

#include <algorithm>
#include <map>

namespace redoubt::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr std::pair<detect::Quality, const char *> kQualities[] = {
    {detect::Quality::Fast, "fast"}, {detect::Quality::Standard, "standard"}};

detect::Analysis analyzeFaces(const ByteSource &source, detect::Quality quality)
{
    static const detect::Registry registry = detect::standardRegistry();
    detect::AnalysisOptions options;
    options.quality = quality;
    options.threads = 2;
    options.types = {FindingType::Face};
    return require(medium::analyze(source, ItemKind::Video, ItemId(), registry, options, {}),
                   "analyze");
}

std::vector<Ticks> frameTimes(const ByteSource &source)
{
    const auto info = require(media::probe(source, {}), "probe");
    const auto index = require(
        media::indexFrames(source, info.firstOf(media::StreamKind::Video)->index, {}), "index");
    std::vector<Ticks> times;
    for (const auto &frame : index.frames)
        times.push_back(frame.pts);
    return times;
}

bool covered(const detect::Analysis &analysis, Ticks pts, const PixelRect &face)
{
    return std::any_of(analysis.findings.begin(), analysis.findings.end(), [&](const Finding &f) {
        const auto *track = std::get_if<Track>(&f.place);
        const auto *box = track ? track->boxAt(pts) : nullptr;
        return box && double(box->rect.intersected(face).area()) >= 0.85 * double(face.area());
    });
}

void decodeAll(const ByteSource &source)
{
    const auto info = require(media::probe(source, {}), "probe");
    auto reader = require(
        media::VideoReader::open(source, info.firstOf(media::StreamKind::Video)->index, {}, {}),
        "open");
    while (require(reader->skip(), "decode"))
        continue;
}

detect::Analysis measureSpeed(const ByteSource &source, const QString &clip,
                              detect::Quality quality, const char *name, double decode)
{
    detect::Analysis analysis;
    const Cost cost = best(2, [&] { analysis = analyzeFaces(source, quality); });
    size_t boxes = 0;
    for (const Finding &finding : analysis.findings)
        boxes += std::get<Track>(finding.place).boxes.size();
    row(u"analysis 1080p30, %1, %2"_s.arg(clip, QLatin1StringView(name)),
        u"%1x real time, CPU %2 ms a frame (decoding alone %3)"_s.arg(10 / cost.wall, 0, 'f', 2)
            .arg(1000 * cost.cpu / kClipFrames, 0, 'f', 1)
            .arg(1000 * decode / kClipFrames, 0, 'f', 1),
        quality == detect::Quality::Fast ? u">= 5x"_s : u">= 2.5x"_s);
    row(u"  tracks, boxes a frame"_s,
        u"%1, %2"_s.arg(analysis.findings.size()).arg(double(boxes) / kClipFrames, 0, 'f', 1), {});
    return analysis;
}

} // namespace

void benchAnalysis()
{
    const test::TempFolder folder;
    const DrawnClip street = makeStreetClip(folder);
    const auto source = require(openFileSource(street.path), "open");
    const auto times = frameTimes(*source);
    if (times.size() != street.faces.size())
        qFatal("the clip has %zu frames", times.size());
    const double decode = best(2, [&] { decodeAll(*source); }).cpu;
    for (const auto &[quality, name] : kQualities) {
        const auto analysis = measureSpeed(*source, u"street"_s, quality, name, decode);
        int wanted = 0;
        int found = 0;
        for (size_t i = 0; i < times.size(); ++i) {
            for (const QRectF &face : street.faces[i]) {
                ++wanted;
                found += covered(analysis, times[i], outward(face));
            }
        }
        row(u"  drawn faces covered"_s,
            u"%1 of %2 = %3"_s.arg(found).arg(wanted).arg(double(found) / wanted, 0, 'f', 4), {});
    }
    const auto noisy = require(openFileSource(makeNoisyClip(folder)), "open");
    const double decodeNoisy = best(2, [&] { decodeAll(*noisy); }).cpu;
    for (const auto &[quality, name] : kQualities)
        measureSpeed(*noisy, u"noisy"_s, quality, name, decodeNoisy);
}

namespace {

/// A face of the reference, on one frame, in pixels of the clean clip.
struct ReferenceBox
{
    Ticks pts = 0;
    PixelRect rect;
};

/// What a detector that looks at every frame of the clean clip is sure of: detected boxes of tracks
/// that were seen on at least eight frames, for faces of at least 40 pixels.
std::vector<ReferenceBox> reference(const detect::Analysis &dense)
{
    std::vector<ReferenceBox> out;
    for (const Finding &finding : dense.findings) {
        const auto &track = std::get<Track>(finding.place);
        std::vector<ReferenceBox> sure;
        for (const TrackBox &box : track.boxes) {
            if (box.origin != BoxOrigin::Detected || box.confidence < float(kCertainScore))
                continue;
            // Boxes of tracks are drawn 1.3 times as large as the detector's.
            const int dx = int(box.rect.w * 0.15 / 1.3 + 0.5);
            const int dy = int(box.rect.h * 0.15 / 1.3 + 0.5);
            sure.push_back(
                {box.pts,
                 {box.rect.x + dx, box.rect.y + dy, box.rect.w - 2 * dx, box.rect.h - 2 * dy}});
        }
        if (sure.size() >= 8)
            out.insert(out.end(), sure.begin(), sure.end());
    }
    return out;
}

} // namespace

void benchTracks()
{
    const auto shared = test::sharedFolder();
    if (!shared) {
        skip(u"face recall in clips"_s, u"the public test media are not on this machine"_s);
        return;
    }
    const test::TempFolder folder;
    std::map<std::pair<bool, int>, int> found; // by hard or clean, and quality
    int wanted = 0;
    for (const char *name : {"carphone.mp4", "talking_head_s.mp4", "arm_wrestling.mp4",
                             "intel_one_by_one.mp4", "pool.avi", "bikes.mp4", "street_cam.mp4"}) {
        const auto path = *shared / "media/video" / name;
        const auto clean = require(openFileSource(path), "open");
        const auto hard = require(
            openFileSource(test::runFfmpeg(
                {u"-i"_s, str(path), u"-an"_s, u"-vf"_s,
                 u"scale=trunc(iw/4)*2:trunc(ih/4)*2,eq=brightness=-0.12:contrast=0.8,gblur=0.6,"
                 "noise=alls=8:allf=t"_s,
                 u"-fps_mode"_s, u"passthrough"_s, u"-c:v"_s, u"libx264"_s, u"-preset"_s,
                 u"veryfast"_s, u"-crf"_s, u"30"_s, u"-pix_fmt"_s, u"yuv420p"_s},
                folder / (std::string("hard-") + name + ".mp4"))),
            "open");
        const auto faces = reference(analyzeFaces(*clean, detect::Quality::Thorough));
        const auto times = frameTimes(*clean);
        const auto hardTimes = frameTimes(*hard);
        if (times.size() != hardTimes.size())
            qFatal("%s: %zu and %zu frames", name, times.size(), hardTimes.size());
        wanted += int(faces.size());
        for (const auto &[quality, label] : kQualities) {
            for (const bool isHard : {false, true}) {
                const auto analysis = analyzeFaces(isHard ? *hard : *clean, quality);
                for (const ReferenceBox &face : faces) {
                    const auto at = std::lower_bound(times.begin(), times.end(), face.pts);
                    const Ticks pts = isHard ? hardTimes[size_t(at - times.begin())] : face.pts;
                    const PixelRect &r = face.rect;
                    found[{isHard, int(quality)}] += covered(
                        analysis, pts, isHard ? PixelRect{r.x / 2, r.y / 2, r.w / 2, r.h / 2} : r);
                }
            }
        }
    }
    for (const auto &[quality, label] : kQualities) {
        for (const bool isHard : {false, true}) {
            const int sum = found[{isHard, int(quality)}];
            row(u"face recall on frames, %1 clips, %2"_s.arg(isHard ? u"hard"_s : u"clean"_s,
                                                             QLatin1StringView(label)),
                u"%1 (%2 of %3)"_s.arg(double(sum) / std::max(1, wanted), 0, 'f', 4)
                    .arg(sum)
                    .arg(wanted),
                quality == detect::Quality::Standard ? u">= 0.995"_s : QString());
        }
    }
}

} // namespace redoubt::bench
