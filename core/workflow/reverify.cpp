// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/workflow/reverify.h"

#include "core/base/paths.h"
#include "core/casefile/case.h"
#include "core/media/videoreader.h"
#include "core/release/manifest.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace redoubt::workflow {

using namespace Qt::StringLiterals;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(redoubt::Reverify)
};

constexpr qint64 kMaxManifestBytes = 1024LL * 1024 * 1024;

/// What the container of an output holds, so that the marks can be put on its own clock.
Result<void> describeMedia(const ByteSource &output, const QList<MarkSpec> &marks,
                           verify::Expectation &expectation, const JobContext &context)
{
    const auto info = media::probe(output, context);
    if (!info)
        return info.error();
    for (const media::StreamInfo &stream : info->streams)
        expectation.audioStreams += stream.kind == media::StreamKind::Audio ? 1 : 0;
    const media::StreamInfo *video = info->firstOf(media::StreamKind::Video);
    const bool wantsFrames = std::any_of(marks.begin(), marks.end(),
                                         [](const MarkSpec &m) { return m.rect.has_value(); });
    if (video) {
        expectation.frameTimeBase = video->timeBase;
        expectation.frameSize = video->displayedSize();
    }
    if (!video || !wantsFrames)
        return {};
    const auto index = media::indexFrames(output, video->index, context);
    if (!index)
        return index.error();
    for (const media::FrameIndex::Entry &frame : index->frames) {
        const double time = toSeconds(frame.pts, video->timeBase);
        for (const MarkSpec &mark : marks) {
            if (!mark.rect || time < mark.begin.value_or(-1e18) || time >= mark.end.value_or(1e18))
                continue;
            const PixelRect rect =
                outward(QRectF(mark.rect->x, mark.rect->y, mark.rect->w, mark.rect->h));
            expectation.boxes.push_back(
                {frame.pts,
                 rect,
                 {},
                 mark.effect != Effect::Blur && mark.effect != Effect::Pixelate});
        }
    }
    return {};
}

void addMark(const MarkSpec &mark, verify::Expectation &expectation)
{
    if (mark.term)
        expectation.withheld.append(SensitiveText(*mark.term));
    const QString reason = mark.reasons.join(u", "_s);
    if (!reason.isEmpty() && !expectation.labels.contains(reason))
        expectation.labels.append(reason);
    if (expectation.kind == ItemKind::Pdf && mark.page && mark.rect)
        expectation.boxes.push_back({*mark.page, {}, *mark.rect, true});
    if (expectation.kind == ItemKind::Image && mark.rect) {
        expectation.boxes.push_back(
            {0, outward(QRectF(mark.rect->x, mark.rect->y, mark.rect->w, mark.rect->h)), {}, true});
        expectation.boxes.back().label = reason;
    }
    if (!mark.rect && mark.begin && mark.end)
        expectation.cuts.push_back(
            {0,
             *mark.begin,
             *mark.end,
             {},
             mark.effect == Effect::Default || mark.effect == Effect::Silence});
}

bool names(const MarkSpec &mark, const QString &input, const QString &output)
{
    const auto base = [](const QString &path) { return path.mid(path.lastIndexOf(u'/') + 1); };
    return mark.file == input || base(mark.file) == base(input) || base(mark.file) == base(output);
}

ReleasedFile verifyOne(const std::filesystem::path &folder, const release::ItemResult &item,
                       const QList<MarkSpec> &marks, const verify::VerifyOptions &options,
                       const JobContext &context)
{
    ReleasedFile file{item.input, item.output, false, {}, {}};
    const auto source = openFileSource(folder / pathFromString(item.output));
    if (!source) {
        file.error = source.error();
        return file;
    }
    const auto digest = sha256(**source, [&] { return context.cancelled(); });
    if (!digest) {
        file.error = digest.error();
        return file;
    }
    file.hashMatches = *digest == item.outputSha256;
    QList<MarkSpec> own;
    for (const MarkSpec &mark : marks) {
        if (names(mark, item.input, item.output))
            own.append(mark);
    }
    auto verification = verifyAgain(**source, own, options, context);
    if (verification)
        file.verification = std::move(*verification);
    else
        file.error = verification.error();
    return file;
}

} // namespace

Result<verify::Verification> verifyAgain(const ByteSource &output, const QList<MarkSpec> &marks,
                                         const verify::VerifyOptions &options,
                                         const JobContext &context)
{
    verify::Expectation expectation;
    expectation.kind = detect::refineMediaKind(output, casefile::sniffKind(output));
    if (expectation.kind == ItemKind::Video || expectation.kind == ItemKind::Audio) {
        if (auto described = describeMedia(output, marks, expectation, context); !described)
            return described.error();
    }
    for (const MarkSpec &mark : marks)
        addMark(mark, expectation);
    std::stable_sort(expectation.boxes.begin(), expectation.boxes.end(),
                     [](const auto &a, const auto &b) { return a.pts < b.pts; });
    return verify::verifyOutput(output, expectation, options, context);
}

Result<QList<ReleasedFile>> verifyRelease(const std::filesystem::path &folder,
                                          const QList<MarkSpec> &marks,
                                          const verify::VerifyOptions &options,
                                          const JobContext &context)
{
    auto source = openFileSource(folder / "release.json");
    if (!source)
        return source.error();
    const auto bytes = (*source)->readAll(kMaxManifestBytes);
    if (!bytes)
        return bytes.error();
    const QJsonObject root = QJsonDocument::fromJson(*bytes).object();
    if (root[u"format"].toString() != u"redoubt-release/1"_s)
        return Error(ErrorKind::Damaged, "workflow/reverify",
                     Tr::tr("“%1” is not a release manifest that this program can read.")
                         .arg(displayName(folder / "release.json")));
    QList<ReleasedFile> files;
    const QJsonArray items = root[u"items"].toArray();
    for (qsizetype i = 0; i < items.size(); ++i) {
        if (context.cancelled())
            return JobContext::cancelledError("workflow/reverify");
        context.progress(i, items.size());
        const auto item = release::itemFromJson(items[i].toObject());
        if (!item)
            return Error(ErrorKind::Damaged, "workflow/reverify",
                         Tr::tr("Entry %1 of the release manifest cannot be read.").arg(i + 1));
        if (item->status == release::Status::Released)
            files.append(verifyOne(folder, *item, marks, options, context));
    }
    return files;
}

} // namespace redoubt::workflow
