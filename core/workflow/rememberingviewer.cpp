// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/workflow/rememberingviewer.h"

#include "core/base/fieldcodec.h"
#include "core/jobs/derivedquestion.h"
#include "core/workflow/viewfields.h"

#include <algorithm>

namespace redoubt::workflow {

namespace {

/// Kind of derived data: the small picture of a place. Another number when it is drawn otherwise.
constexpr char kDetailKind[] = "detail-1";

/// Names all that decides how a place is drawn; whose place it is does not.
QByteArray questionOf(const medium::Detail &detail, QSize size)
{
    medium::Detail place = detail;
    place.id = FindingId();
    worker::CborWriter writer;
    writer(place, size);
    return derivedQuestion(kDetailKind, writer.bytes());
}

/// Kind of derived data: a document as it stands, nothing recognised. Another number when the same
/// file may be read otherwise.
constexpr char kModelKind[] = "model-1";

/// Empty for a reading of another kind.
QByteArray questionOf(ItemKind kind, const document::LoadOptions &options)
{
    if (options.ocr != document::Ocr::Never || options.onlyPage)
        return {};
    worker::CborWriter writer;
    writer(kind, options.maxPages);
    return derivedQuestion(kModelKind, writer.bytes());
}

QByteArray toBytes(const QImage &image)
{
    worker::CborWriter writer;
    writer(image);
    return writer.bytes();
}

QImage imageFrom(const QByteArray &bytes)
{
    QImage image;
    worker::CborReader reader(bytes);
    reader(image);
    return reader.finished() ? image : QImage();
}

/// What is known as @a question, read by @a parse, else what @a make gives, which is kept.
template <typename T, typename Parse, typename Make>
Result<T> remembered(const ItemViewer::Source &source, const QByteArray &question, Parse parse,
                     Make make)
{
    if (const auto bytes = source.derived ? source.derived->find(question) : std::nullopt) {
        if (auto known = parse(*bytes))
            return *std::move(known);
    }
    Result<T> made = make();
    if (!made || !source.derived)
        return made;
    if (const QByteArray bytes = media::toBytes(*made); !bytes.isEmpty())
        source.derived->keep(question, bytes);
    return made;
}

} // namespace

Result<media::FrameIndex> RememberingViewer::indexFrames(const Source &source, int stream,
                                                         const JobContext &context) const
{
    return remembered<media::FrameIndex>(source, media::frameIndexQuestion(stream),
                                         media::frameIndexFrom,
                                         [&] { return makeIndex(*source, stream, context); });
}

Result<media::Waveform> RememberingViewer::readWaveform(const Source &source, int stream,
                                                        const JobContext &context) const
{
    return remembered<media::Waveform>(source, media::waveformQuestion(stream), media::waveformFrom,
                                       [&] { return makeWaveform(*source, stream, context); });
}

Result<document::DocModel> RememberingViewer::loadDocument(const Source &source, ItemKind kind,
                                                           const document::LoadOptions &options,
                                                           const JobContext &context) const
{
    const QByteArray question = source.derived ? questionOf(kind, options) : QByteArray();
    if (!question.isEmpty()) {
        const auto bytes = source.derived->find(question);
        if (auto model = bytes ? worker::fromCbor<document::DocModel>(*bytes) : std::nullopt)
            return *std::move(model);
    }
    DerivedOnly words(source.derived.get(), {document::kWordsKind});
    document::LoadOptions known = options;
    known.answers = &words;
    auto model = readPages(*source, kind, known, context);
    // What was not examined may be another time: when a language is there that was missing.
    if (model && !question.isEmpty() && model->notExamined.isEmpty())
        source.derived->keep(question, worker::toCbor(*model));
    return model;
}

Result<medium::DetailPictures>
RememberingViewer::details(const Source &source, ItemKind kind,
                           const std::vector<medium::Detail> &details, QSize size,
                           const JobContext &context) const
{
    if (!source.derived)
        return drawDetails(*source, kind, details, size, context);
    medium::DetailPictures pictures;
    std::vector<medium::Detail> missing;
    for (const medium::Detail &detail : details) {
        const auto bytes = source.derived->find(questionOf(detail, size));
        QImage known = bytes ? imageFrom(*bytes) : QImage();
        if (known.isNull())
            missing.push_back(detail);
        else
            pictures.emplace_back(detail.id, std::move(known));
    }
    if (missing.empty())
        return pictures;
    auto drawn = drawDetails(*source, kind, missing, size, context);
    if (!drawn)
        return pictures.empty() ? drawn : pictures;
    for (auto &[id, image] : *drawn) {
        const auto asked = std::find_if(missing.begin(), missing.end(),
                                        [&id = id](const auto &each) { return each.id == id; });
        if (asked != missing.end() && !image.isNull())
            source.derived->keep(questionOf(*asked, size), toBytes(image));
        pictures.emplace_back(id, std::move(image));
    }
    return pictures;
}

} // namespace redoubt::workflow
