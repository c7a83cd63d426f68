// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/layoutorder.h"
#include "core/detect/rangeset.h"
#include "core/detect/streamanalysis.h"
#include "core/detect/tr.h"
#include "core/finding/effects.h"
#include "core/finding/textoffsets.h"
#include "core/media/videoreader.h"
#include "core/text/textscanner.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <set>

namespace redoubt::detect {

using namespace Qt::StringLiterals;

namespace {

// These sentences reach release files: they hold nothing of the mark, whose words, or whose length,
// are what is to be withheld. Who calls knows its number.
Error noMatch()
{
    return Error(ErrorKind::NoMatch, "detect/mark", Tr::tr("it matches nothing."));
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

/// The marks of one document, which is loaded when the first of them needs it.
class DocumentMarks : public MarkResolver
{
public:
    DocumentMarks(const MarkRequest &request, const ByteSource &source,
                  const DocumentReader &reader, ItemId item, const JobContext &context)
        : m_source(source)
        , m_reader(reader)
        , m_item(item)
        , m_context(context)
    {
        // A term may stand in pixels only; fields need no look at them.
        const QList<MarkSpec> &marks = request.marks;
        const bool fieldsOnly = std::all_of(marks.begin(), marks.end(), [](const MarkSpec &mark) {
            return onPage(mark) || mark.field;
        });
        m_load.languages = request.ocrLanguages;
        m_load.answers = request.answers;
        m_load.ocr = fieldsOnly ? document::Ocr::Never : document::Ocr::WhereNeeded;
    }

    Result<FindingList> resolve(const MarkSpec &mark) override
    {
        if (mark.stream || mark.begin || mark.end)
            return unfitMark();
        if (onPage(mark))
            return m_reader.pages != PageNature::None ? resolveOnPage(mark) : unfitMark();
        return resolveInText(mark);
    }

private:
    static bool onPage(const MarkSpec &mark) { return mark.page || mark.rect; }

    Result<FindingList> resolveOnPage(const MarkSpec &mark)
    {
        if (!m_renderer) {
            auto opened = m_reader.openPages(m_source);
            if (!opened)
                return opened.error();
            m_renderer = std::move(*opened);
        }
        const int page = mark.page.value_or(0);
        if (page < 0 || page >= m_renderer->pageCount() ||
            (m_reader.pages == PageNature::Paper && !mark.page))
            return noMatch();
        const auto size = m_renderer->pageSize(page);
        if (!size)
            return size.error();
        const PageRect whole{0, 0, size->width(), size->height()};
        const PageRect rect = mark.rect.value_or(whole);
        if (rect.isEmpty() || !rect.intersects(whole))
            return noMatch();
        Place place = Area{page, {rect}, std::nullopt};
        if (m_reader.pages == PageNature::Pictures && m_renderer->pageCount() == 1) {
            const PixelRect pixels =
                outward(QRectF(rect.x, rect.y, rect.w, rect.h).intersected(QRectF({0, 0}, *size)));
            place = Track{0, {{0, pixels, BoxOrigin::Drawn, 1.f}}};
        }
        return FindingList{byPerson(mark, m_item, std::move(place), TextSource::None, {})};
    }

    Result<FindingList> resolveInText(const MarkSpec &mark)
    {
        if (!m_model)
            m_model = m_reader.read(m_source, m_load, m_context);
        if (!*m_model)
            return m_model->error();
        const document::DocModel &model = **m_model;
        if (!m_readable)
            m_readable.emplace(model);
        const auto marked = [&](TextRange range) {
            return m_readable->findings(m_item, range, mark.type, 1, Provenance::person());
        };
        FindingList found;
        if (mark.codePoints) {
            if (!m_offsets)
                m_offsets.emplace(model.text);
            if (mark.codePoints->begin < 0 || mark.codePoints->isEmpty() ||
                mark.codePoints->begin >= m_offsets->codePointCount())
                return noMatch();
            found = marked({m_offsets->toUtf16(mark.codePoints->begin),
                            m_offsets->toUtf16(mark.codePoints->end)});
        }
        if (mark.term) {
            addTerm(*mark.term, mark.type, found);
            if (!m_layout)
                m_layout.emplace(model);
            for (const auto &[begin, end] : text::findTerm(m_layout->text(), *mark.term)) {
                if (!m_layout->crosses({begin, end}))
                    continue;
                FindingList part =
                    m_layout->findings(m_item, {begin, end}, mark.type, 1, Provenance::person());
                std::move(part.begin(), part.end(), std::back_inserter(found));
            }
        }
        if (mark.term || mark.field) {
            for (const document::MetadataField &field : model.metadata)
                addFields(mark, m_item, field.path, field.value, found);
        }
        if (found.empty())
            return noMatch();
        return found;
    }

    /// The term in every reading; what a later one finds at a known place is not said twice.
    void addTerm(const QString &term, FindingType type, FindingList &out) const
    {
        RangeSet known;
        std::set<FindingId> ids;
        for (const text::Reading &reading : m_readable->readings()) {
            std::vector<TextRange> fresh;
            for (const auto &[begin, end] : text::findTerm(reading.text(), term)) {
                const QString read = m_model->value().pages.empty()
                                         ? reading.text().mid(begin, end - begin)
                                         : QString();
                for (const TextRange &range : m_readable->inDocument(reading, {begin, end})) {
                    if (known.covers(range))
                        continue;
                    FindingList part =
                        m_readable->findings(m_item, range, type, 1, Provenance::person(), read);
                    for (Finding &finding : part) {
                        if (ids.insert(finding.id).second)
                            out.push_back(std::move(finding));
                    }
                    fresh.push_back(range);
                }
            }
            for (const TextRange &range : fresh)
                known.add(range);
            known.settle();
        }
    }

    const ByteSource &m_source;
    const DocumentReader &m_reader;
    ItemId m_item;
    const JobContext &m_context;
    document::LoadOptions m_load;
    std::unique_ptr<document::PageRenderer> m_renderer;
    std::optional<Result<document::DocModel>> m_model;
    std::optional<ReadableText> m_readable; ///< of the model
    std::optional<LayoutText> m_layout;     ///< the same
    std::optional<TextOffsets> m_offsets;   ///< of its text
};

// ---- video and audio ----

/// @a start: as media::MediaInfo::start, which the mark's times count from.
void markSound(const MarkSpec &mark, const media::StreamInfo &stream, double start, ItemId item,
               FindingList &out)
{
    TimeSpan span{std::min<Ticks>(0, stream.startPts), stream.startPts + stream.duration};
    if (mark.begin)
        span.begin = fromSeconds(start + *mark.begin, stream.timeBase, Rounding::Down);
    // Of a stream whose length is not known, the mark's own end is trusted.
    if (stream.duration > 0 && span.begin >= stream.startPts + stream.duration)
        return;
    if (mark.end)
        span.end = fromSeconds(start + *mark.end, stream.timeBase, Rounding::Up);
    else if (stream.duration <= 0)
        span.end = std::numeric_limits<qint32>::max();
    if (!span.isEmpty() && span.end > stream.startPts)
        out.push_back(byPerson(mark, item, Span{stream.index, span, {}}, TextSource::None, {}));
}

/// The marks of one film or recording, whose streams are listed and indexed once.
class MediaMarks : public MarkResolver
{
public:
    MediaMarks(const MarkRequest &request, const ByteSource &source, ItemId item,
               const JobContext &context)
        : m_answers(request.answers)
        , m_source(source)
        , m_item(item)
        , m_context(context)
    {}

    Result<FindingList> resolve(const MarkSpec &mark) override
    {
        if (mark.page || mark.codePoints)
            return unfitMark();
        if (!m_info)
            m_info = media::probe(m_source, m_context);
        if (!*m_info)
            return m_info->error();
        FindingList found;
        if (mark.term || mark.field) {
            for (const media::MetadataEntry &tag : (*m_info)->tags)
                addFields(mark, m_item, tag.path, tag.value, found);
        } else if ((mark.begin && !std::isfinite(*mark.begin)) ||
                   (mark.end && !std::isfinite(*mark.end))) {
            return noMatch();
        } else if (auto done = resolveInStreams(mark, found); !done) {
            return done.error();
        }
        if (found.empty())
            return noMatch();
        return found;
    }

private:
    Result<void> resolveInStreams(const MarkSpec &mark, FindingList &found)
    {
        // A rectangle is meant for the first picture stream. A time alone means what the effect is
        // for, and without an effect everything that is seen and heard then.
        bool anyVideo = false;
        for (const media::StreamInfo &stream : (*m_info)->streams) {
            if (mark.stream && *mark.stream != stream.index)
                continue;
            if (stream.kind == media::StreamKind::Video && !stream.attachedPicture) {
                const bool meant =
                    mark.stream || (!anyVideo && (mark.rect.has_value() ||
                                                  !isFor(mark.effect, EffectMedium::Sound)));
                anyVideo = true;
                if (!meant)
                    continue;
                if (auto done = markFrames(mark, stream, found); !done)
                    return done;
            } else if (stream.kind == media::StreamKind::Audio && !mark.rect &&
                       (mark.stream || !isFor(mark.effect, EffectMedium::Picture))) {
                markSound(mark, stream, (*m_info)->start, m_item, found);
            }
        }
        return {};
    }

    /// As it is known, or read.
    Result<media::FrameIndex> indexOf(int stream) const
    {
        const auto known =
            m_answers ? m_answers->find(media::frameIndexQuestion(stream)) : std::nullopt;
        if (auto index = known ? media::frameIndexFrom(*known) : std::nullopt)
            return *std::move(index);
        return media::indexFrames(m_source, stream, m_context);
    }

    /// The box on every frame that is shown during the time of the mark; the whole stream without
    /// one. Requires: the file was described.
    Result<void> markFrames(const MarkSpec &mark, const media::StreamInfo &stream, FindingList &out)
    {
        const QSize size = stream.displayedSize();
        const QRectF whole(QPointF(0, 0), QSizeF(size));
        const QRectF asked =
            mark.rect ? QRectF(mark.rect->x, mark.rect->y, mark.rect->w, mark.rect->h) : whole;
        const PixelRect rect = outward(asked.intersected(whole));
        if (rect.isEmpty())
            return {};
        auto known = m_indexes.find(stream.index);
        if (known == m_indexes.end()) {
            auto made = indexOf(stream.index);
            if (!made)
                return made.error();
            known = m_indexes.emplace(stream.index, std::move(*made)).first;
        }
        const media::FrameIndex &index = known->second;
        const auto &frames = index.frames;
        if (frames.empty())
            return {};
        const double start = (*m_info)->start;
        size_t first = 0;
        size_t last = frames.size();
        if (mark.begin) {
            const Ticks begin = fromSeconds(start + *mark.begin, stream.timeBase, Rounding::Down);
            const Ticks end = std::max(frames.back().pts + 1, stream.startPts + stream.duration);
            if (begin >= end)
                return {};
            first = index.indexAt(begin); // the frame that is on screen then began before
        }
        if (mark.end) {
            const Ticks end = fromSeconds(start + *mark.end, stream.timeBase, Rounding::Up);
            while (last > first && frames[last - 1].pts >= end)
                --last;
        }
        Track track{stream.index, {}};
        for (size_t i = first; i < last; ++i) {
            if (track.boxes.empty() || track.boxes.back().pts < frames[i].pts)
                track.boxes.push_back({frames[i].pts, rect, BoxOrigin::Drawn, 1.f});
        }
        if (!track.boxes.empty())
            out.push_back(byPerson(mark, m_item, std::move(track), TextSource::None, {}));
        return {};
    }

    Answers *m_answers;
    const ByteSource &m_source;
    ItemId m_item;
    const JobContext &m_context;
    std::optional<Result<media::MediaInfo>> m_info;
    std::map<int, media::FrameIndex> m_indexes; ///< by stream
};

} // namespace

Error unfitMark()
{
    return Error(ErrorKind::NoMatch, "detect/mark", Tr::tr("it does not fit a file of this kind."));
}

std::unique_ptr<MarkResolver> mediaResolver(const MarkRequest &request, const ByteSource &source,
                                            ItemId item, const JobContext &context)
{
    return std::make_unique<MediaMarks>(request, source, item, context);
}

std::unique_ptr<MarkResolver> documentResolver(const MarkRequest &request, const ByteSource &source,
                                               const DocumentReader &reader, ItemId item,
                                               const JobContext &context)
{
    return std::make_unique<DocumentMarks>(request, source, reader, item, context);
}

} // namespace redoubt::detect
