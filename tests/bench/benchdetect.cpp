// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/case.h"
#include "core/medium/mediumtable.h"
#include "tests/bench/bench.h"
#include "tests/support/shared.h"

#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace redoubt::bench {

using namespace Qt::StringLiterals;

namespace {

QJsonDocument readJson(const std::filesystem::path &path)
{
    return QJsonDocument::fromJson(test::readFile(path));
}

PixelRect toRect(const QJsonArray &box)
{
    return outward(
        QRectF(box[0].toDouble(), box[1].toDouble(), box[2].toDouble(), box[3].toDouble()));
}

struct Faces
{
    int wanted = 0;
    int found = 0;
    int certain = 0;
    int certainRight = 0;
};

void countPicture(const FindingList &findings, const QJsonObject &truth, Faces &faces)
{
    std::vector<std::pair<PixelRect, double>> boxes;
    for (const Finding &finding : findings) {
        const auto *track = std::get_if<Track>(&finding.place);
        if (track && finding.type == FindingType::Face && !track->boxes.empty())
            boxes.emplace_back(track->boxes.front().rect, finding.score);
    }
    std::vector<PixelRect> all;
    for (const QJsonValue &entry : truth[u"boxes"].toArray())
        all.push_back(toRect(entry.toArray()));
    for (const PixelRect &wanted : all) {
        if (std::min(wanted.w, wanted.h) < 40)
            continue;
        ++faces.wanted;
        faces.found += std::any_of(boxes.begin(), boxes.end(),
                                   [&](const auto &b) { return overlap(b.first, wanted) >= 0.3; });
    }
    if (!truth[u"complete"].toBool(true))
        return;
    for (const auto &[rect, score] : boxes) {
        if (score < kCertainScore)
            continue;
        ++faces.certain;
        faces.certainRight += std::any_of(all.begin(), all.end(), [&r = rect](const PixelRect &w) {
            return overlap(r, w) >= 0.3;
        });
    }
}

struct Speech
{
    double speech = 0;
    double missed = 0;
    double falseAlarm = 0;
};

std::vector<std::pair<double, double>> readRttm(const std::filesystem::path &path)
{
    std::vector<std::pair<double, double>> spans;
    for (const QByteArray &line : test::readFile(path).split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() > 4 && words[0] == "SPEAKER")
            spans.emplace_back(words[3].toDouble(), words[3].toDouble() + words[4].toDouble());
    }
    return spans;
}

bool covers(const std::vector<std::pair<double, double>> &spans, double t)
{
    return std::any_of(spans.begin(), spans.end(),
                       [t](const auto &s) { return t >= s.first && t < s.second; });
}

} // namespace

void benchFaces()
{
    const auto shared = test::sharedFolder();
    if (!shared) {
        skip(u"face recall"_s, u"the public test media are not on this machine"_s);
        return;
    }
    const auto folder = *shared / "media/faces";
    const detect::Registry registry = detect::standardRegistry();
    detect::AnalysisOptions options;
    options.types = {FindingType::Face};
    options.threads = 2;
    const QJsonObject pictures = readJson(folder / "faces.json")[u"files"].toObject();
    Faces faces;
    Cost cost;
    int count = 0;
    for (auto picture = pictures.begin(); picture != pictures.end(); ++picture) {
        const auto source = openFileSource(folder / picture.key().toStdString());
        if (!source)
            continue;
        Result<detect::Analysis> analysis = detect::Analysis();
        const Cost one = measure([&] {
            analysis = medium::analyze(**source, ItemKind::Image, ItemId(), registry, options, {});
        });
        cost = {cost.wall + one.wall, cost.cpu + one.cpu};
        ++count;
        if (analysis)
            countPicture(analysis->findings, picture.value().toObject(), faces);
    }
    row(u"face recall >= 40 px, IoU 0.3"_s,
        u"%1 (%2 of %3)"_s.arg(double(faces.found) / std::max(1, faces.wanted), 0, 'f', 3)
            .arg(faces.found)
            .arg(faces.wanted),
        u">= 0.9"_s);
    row(u"precision of certain faces"_s,
        u"%1 (%2 boxes)"_s.arg(double(faces.certainRight) / std::max(1, faces.certain), 0, 'f', 3)
            .arg(faces.certain),
        u">= 0.9"_s);
    row(u"time for a picture, mean of %1"_s.arg(count),
        u"%1 ms (CPU %2 ms)"_s.arg(1000 * cost.wall / count, 0, 'f', 0)
            .arg(1000 * cost.cpu / count, 0, 'f', 0),
        {});
    // The city picture, as large as a telephone takes one.
    const test::TempFolder scratch;
    const QImage city(str(folder / "eye_city.jpg"));
    if (city.isNull() || !city.scaled(4000, 3000, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                              .save(str(scratch / "large.jpg"), "JPEG", 90)) {
        skip(u"time for a picture of 12 megapixels"_s, u"the picture could not be made"_s);
        return;
    }
    const auto large = require(openFileSource(scratch / "large.jpg"), "open");
    const Cost cost12 = best(2, [&] {
        require(medium::analyze(*large, ItemKind::Image, ItemId(), registry, options, {}),
                "analyze");
    });
    row(u"time for a picture of 12 megapixels"_s,
        u"%1 ms (CPU %2 ms)"_s.arg(1000 * cost12.wall, 0, 'f', 0).arg(1000 * cost12.cpu, 0, 'f', 0),
        u"<= 1000 ms"_s);
}

void benchVoices()
{
    const auto shared = test::sharedFolder();
    if (!shared) {
        skip(u"voice activity"_s, u"the public test media are not on this machine"_s);
        return;
    }
    const detect::Registry registry = detect::standardRegistry();
    detect::AnalysisOptions options;
    options.types = {FindingType::Voice};
    Speech strict;
    Speech wide;
    double seconds = 0;
    const Cost cost = measure([&] {
        for (const char *name : {"ami_trn01", "ami_trn05", "ami_trn07", "falcon_test"}) {
            const auto folder = *shared / "media/audio";
            const auto source =
                require(openFileSource(folder / (std::string(name) + ".wav")), "open");
            const auto analysis = require(medium::analyze(*source, ItemKind::Audio, ItemId(),
                                                          registry, options, JobContext()),
                                          "analyze");
            const auto truth = readRttm(folder / (std::string(name) + ".rttm"));
            std::vector<std::pair<double, double>> certain;
            std::vector<std::pair<double, double>> all;
            for (const Finding &finding : analysis.findings) {
                const Span &span = std::get<Span>(finding.place);
                const Rational base = analysis.streams.first().timeBase;
                const auto times =
                    std::pair(toSeconds(span.time.begin, base), toSeconds(span.time.end, base));
                all.push_back(times);
                if (finding.score >= kCertainScore)
                    certain.push_back(times);
            }
            const double length = analysis.streams.first().seconds;
            seconds += length;
            for (double t = 0; t < length; t += 0.01) {
                const bool speech = covers(truth, t);
                for (auto [heard, sum] : {std::pair(&certain, &strict), std::pair(&all, &wide)}) {
                    sum->speech += speech;
                    sum->missed += speech && !covers(*heard, t);
                    sum->falseAlarm += !speech && covers(*heard, t);
                }
            }
        }
    });
    for (const auto &[sum, name] :
         {std::pair(strict, u"certain"_s), std::pair(wide, u"certain and candidates"_s)})
        row(u"voice activity, "_s + name,
            u"miss %1 %, false alarm %2 % of speech"_s.arg(100 * sum.missed / sum.speech, 0, 'f', 1)
                .arg(100 * sum.falseAlarm / sum.speech, 0, 'f', 1),
            {});
    row(u"voice activity, speed"_s, u"%1x real time"_s.arg(seconds / cost.wall, 0, 'f', 0), {});
}

} // namespace redoubt::bench
