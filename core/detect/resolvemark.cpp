// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/streamanalysis.h"
#include "core/finding/textoffsets.h"
#include "core/media/videoreader.h"
#include "core/text/textscanner.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace redoubt::detect {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(redoubt::detect::ResolveMark)
};

/// The mark as a person recognises it in their marks file.
QString nameOf(const MarkSpec &mark)
{
    if (mark.term)
        return Words::tr("term \"%1\"").arg(*mark.term);
    if (mark.field)
        return Words::tr("field %1").arg(*mark.field);
    if (mark.codePoints)
        return Words::tr("range %1 to %2").arg(mark.codePoints->begin).arg(mark.codePoints->end);
    QStringList parts;
    if (mark.page)
        parts << Words::tr("page %1").arg(*mark.page);
    if (mark.stream)
        parts << Words::tr("stream %1").arg(*mark.stream);
    if (mark.begin || mark.end)
        parts << Words::tr("time %1 to %2")
                     .arg(mark.begin ? QString::number(*mark.begin) : u"-"_s,
                          mark.end ? QString::number(*mark.end) : u"-"_s);
    if (mark.rect)
        parts << Words::tr("rectangle %1, %2, %3, %4")
                     .arg(mark.rect->x)
                     .arg(mark.rect->y)
                     .arg(mark.rect->w)
                     .arg(mark.rect->h);
    return parts.join(u", "_s);
}

Error noMatch(const MarkSpec &mark)
{
    return Error(ErrorKind::NoMatch, "detect/mark",
                 Words::tr("The mark \"%1\" matches nothing in %2.").arg(nameOf(mark), mark.file));
}

Error unfit(const MarkSpec &mark)
{
    return Error(
        ErrorKind::NoMatch, "detect/mark",
        Words::tr("The mark \"%1\" does not fit a file such as %2.").arg(nameOf(mark), mark.file));
}

Finding byPerson(const MarkSpec &mark, ItemId item, Place place, TextSource source,
                 const SensitiveText &text)
{
    Finding finding;
    finding.item = item;
    finding.type = mark.type;
    finding.score = 1;
    finding.place = std::move(place);
    finding.provenance = Provenance::person();
    finding.source = source;
    finding.text = text;
    finding.id = stableFindingId(finding);
    return finding;
}

bool isField(const QString &path, const QString &wantedPath)
{
    return path.startsWith(wantedPath, Qt::CaseInsensitive) &&
           (path.size() == wantedPath.size() || path[wantedPath.size()] == u'.' ||
            path[wantedPath.size()] == u'[');
}

/// Fields that a mark means by path or by a term in their value.
void addFields(const MarkSpec &mark, ItemId item, const QString &path, const SensitiveText &value,
               FindingList &out)
{
    const bool hit = mark.field ? isField(path, *mark.field)
                                : !text::findTerm(value.reveal(), *mark.term).empty();
    if (hit)
        out.push_back(byPerson(mark, item, Field{path}, TextSource::Metadata, value));
}

// ---- documents ----

FindingList textMarks(const MarkSpec &mark, const document::DocModel &model, ItemId item,
                      TextRange range)
{
    return textFindings(model, item, range, mark.type, 1, Provenance::person());
}

Result<FindingList> markOnPage(const MarkSpec &mark, const ByteSource &source, ItemKind kind,
                               ItemId item)
{
    auto renderer = document::PageRenderer::open(source, kind);
    if (!renderer)
        return renderer.error();
    const int page = mark.page.value_or(0);
    if (page < 0 || page >= (*renderer)->pageCount() || (kind == ItemKind::Pdf && !mark.page))
        return noMatch(mark);
    const auto size = (*renderer)->pageSize(page);
    if (!size)
        return size.error();
    const PageRect whole{0, 0, size->width(), size->height()};
    const PageRect rect = mark.rect.value_or(whole);
    if (rect.isEmpty() || !rect.intersects(whole))
        return noMatch(mark);
    Place place = Area{page, {rect}, std::nullopt};
    if (kind == ItemKind::Image) {
        const PixelRect pixels =
            outward(QRectF(rect.x, rect.y, rect.w, rect.h).intersected(QRectF({0, 0}, *size)));
        place = Track{0, {{0, pixels, BoxOrigin::Drawn, 1.f}}};
    }
    return FindingList{byPerson(mark, item, std::move(place), TextSource::None, {})};
}

Result<FindingList> resolveInDocument(const MarkSpec &mark, const ByteSource &source, ItemKind kind,
                                      ItemId item, const JobContext &context)
{
    if (mark.stream || mark.begin || mark.end)
        return unfit(mark);
    const bool hasPages = kind == ItemKind::Image || kind == ItemKind::Pdf;
    if (mark.page || mark.rect)
        return hasPages ? markOnPage(mark, source, kind, item) : unfit(mark);

    document::LoadOptions load;
    // A term may stand in pixels only; fields and ranges of plain text need no look at them.
    load.ocr = mark.field ? document::Ocr::Never : document::Ocr::WhereNeeded;
    auto model = document::loadDocument(source, kind == ItemKind::Json ? ItemKind::Text : kind,
                                        load, context);
    if (!model)
        return model.error();
    FindingList found;
    if (mark.codePoints) {
        const TextOffsets offsets(model->text);
        if (mark.codePoints->begin < 0 || mark.codePoints->isEmpty() ||
            mark.codePoints->begin >= offsets.codePointCount())
            return noMatch(mark);
        found = textMarks(
            mark, *model, item,
            {offsets.toUtf16(mark.codePoints->begin), offsets.toUtf16(mark.codePoints->end)});
    }
    if (mark.term) {
        for (const auto &[begin, end] : text::findTerm(model->text, *mark.term)) {
            FindingList part = textMarks(mark, *model, item, {begin, end});
            std::move(part.begin(), part.end(), std::back_inserter(found));
        }
    }
    if (mark.term || mark.field) {
        for (const document::MetadataField &field : model->metadata)
            addFields(mark, item, field.path, field.value, found);
    }
    if (found.empty())
        return noMatch(mark);
    return found;
}

// ---- video and audio ----

bool isSoundEffect(Effect effect)
{
    return effect == Effect::Silence || effect == Effect::Bleep || effect == Effect::Noise ||
           effect == Effect::Disguise;
}

bool isPictureEffect(Effect effect)
{
    return effect == Effect::Fill || effect == Effect::Pixelate || effect == Effect::Blur ||
           effect == Effect::OutlineLabel;
}

/// The box on every frame that is shown during the time of the mark; the whole stream without one.
Result<void> markFrames(const MarkSpec &mark, const ByteSource &source,
                        const media::StreamInfo &stream, ItemId item, const JobContext &context,
                        FindingList &out)
{
    const QSize size = stream.displayedSize();
    const QRectF whole(QPointF(0, 0), QSizeF(size));
    const QRectF asked =
        mark.rect ? QRectF(mark.rect->x, mark.rect->y, mark.rect->w, mark.rect->h) : whole;
    const PixelRect rect = outward(asked.intersected(whole));
    if (rect.isEmpty())
        return {};
    auto index = media::indexFrames(source, stream.index, context);
    if (!index)
        return index.error();
    const auto &frames = index->frames;
    if (frames.empty())
        return {};
    size_t first = 0;
    size_t last = frames.size();
    if (mark.begin) {
        const Ticks begin = fromSeconds(*mark.begin, stream.timeBase, Rounding::Down);
        const Ticks end = std::max(frames.back().pts + 1, stream.startPts + stream.duration);
        if (begin >= end)
            return {};
        first = index->indexAt(begin); // the frame that is on screen then began before
    }
    if (mark.end) {
        const Ticks end = fromSeconds(*mark.end, stream.timeBase, Rounding::Up);
        while (last > first && frames[last - 1].pts >= end)
            --last;
    }
    Track track{stream.index, {}};
    for (size_t i = first; i < last; ++i) {
        if (track.boxes.empty() || track.boxes.back().pts < frames[i].pts)
            track.boxes.push_back({frames[i].pts, rect, BoxOrigin::Drawn, 1.f});
    }
    if (!track.boxes.empty())
        out.push_back(byPerson(mark, item, std::move(track), TextSource::None, {}));
    return {};
}

void markSound(const MarkSpec &mark, const media::StreamInfo &stream, ItemId item, FindingList &out)
{
    TimeSpan span{std::min<Ticks>(0, stream.startPts), stream.startPts + stream.duration};
    if (mark.begin)
        span.begin = fromSeconds(*mark.begin, stream.timeBase, Rounding::Down);
    // Of a stream whose length is not known, the mark's own end is trusted.
    if (stream.duration > 0 && span.begin >= stream.startPts + stream.duration)
        return;
    if (mark.end)
        span.end = fromSeconds(*mark.end, stream.timeBase, Rounding::Up);
    else if (stream.duration <= 0)
        span.end = std::numeric_limits<qint32>::max();
    if (!span.isEmpty() && span.end > stream.startPts)
        out.push_back(byPerson(mark, item, Span{stream.index, span, {}}, TextSource::None, {}));
}

Result<FindingList> resolveInMedia(const MarkSpec &mark, const ByteSource &source, ItemId item,
                                   const JobContext &context)
{
    if (mark.page || mark.codePoints)
        return unfit(mark);
    auto info = media::probe(source, context);
    if (!info)
        return info.error();
    FindingList found;
    if (mark.term || mark.field) {
        for (const media::MetadataEntry &tag : info->tags)
            addFields(mark, item, tag.path, tag.value, found);
        if (found.empty())
            return noMatch(mark);
        return found;
    }
    if ((mark.begin && !std::isfinite(*mark.begin)) || (mark.end && !std::isfinite(*mark.end)))
        return noMatch(mark);
    // A rectangle is meant for the first picture stream. A time alone means what the effect is
    // for, and without an effect everything that is seen and heard then.
    bool anyVideo = false;
    for (const media::StreamInfo &stream : info->streams) {
        if (mark.stream && *mark.stream != stream.index)
            continue;
        if (stream.kind == media::StreamKind::Video && !stream.attachedPicture) {
            const bool meant =
                mark.stream ||
                (!anyVideo && (mark.rect.has_value() || !isSoundEffect(mark.effect)));
            anyVideo = true;
            if (!meant)
                continue;
            if (auto done = markFrames(mark, source, stream, item, context, found); !done)
                return done.error();
        } else if (stream.kind == media::StreamKind::Audio && !mark.rect &&
                   (mark.stream || !isPictureEffect(mark.effect))) {
            markSound(mark, stream, item, found);
        }
    }
    if (found.empty())
        return noMatch(mark);
    return found;
}

} // namespace

Result<FindingList> resolveMark(const MarkSpec &mark, const ByteSource &source, ItemKind kind,
                                ItemId item, const JobContext &context)
{
    if (context.cancelled())
        return JobContext::cancelledError("detect/mark");
    auto found = [&]() -> Result<FindingList> {
        switch (kind) {
        case ItemKind::Video:
        case ItemKind::Audio:
            return resolveInMedia(mark, source, item, context);
        case ItemKind::Image:
        case ItemKind::Pdf:
        case ItemKind::Text:
        case ItemKind::Csv:
        case ItemKind::Json:
            return resolveInDocument(mark, source, kind, item, context);
        default:
            return unfit(mark);
        }
    }();
    if (found)
        std::sort(found->begin(), found->end(), placeLess);
    return found;
}

} // namespace redoubt::detect
