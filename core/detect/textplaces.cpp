// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/layoutorder.h"
#include "core/detect/rangeset.h"
#include "core/detect/repeatedtext.h"
#include "core/detect/streamanalysis.h"
#include "core/detect/tr.h"
#include "core/text/escapes.h"

#include <algorithm>
#include <map>
#include <set>

namespace redoubt::detect {

using namespace Qt::StringLiterals;

namespace {

// In heights of the line: columns of a table are further apart, words of a line never.
constexpr double kWidestSpace = 2;

TextSource sourceOf(document::WordSource source)
{
    switch (source) {
    case document::WordSource::Ocr:
        return TextSource::Ocr;
    case document::WordSource::Annotation:
    case document::WordSource::FormField:
    case document::WordSource::Hidden:
        return TextSource::Hidden;
    case document::WordSource::TextLayer:
        break;
    }
    return TextSource::Text;
}

bool onOneLine(const PageRect &a, const PageRect &b)
{
    const double shared = std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y);
    const double lower = std::min(a.h, b.h);
    const double space = std::max(a.x, b.x) - std::min(a.right(), b.right());
    return shared > lower / 2 && space < kWidestSpace * std::max(a.h, b.h);
}

} // namespace

std::vector<TextPlace> placesOf(const document::DocModel &model, TextRange range)
{
    std::vector<TextPlace> places;
    for (size_t p = 0; p < model.pages.size(); ++p) {
        const document::Page &page = model.pages[p];
        if (!TextRange{page.begin, page.end}.intersects(range))
            continue;
        const size_t before = places.size();
        for (const document::Word &word : page.words) {
            if (!TextRange{word.begin, word.end}.intersects(range))
                continue;
            const TextSource source = sourceOf(word.source);
            auto place = std::find_if(places.begin() + qptrdiff(before), places.end(),
                                      [&](const TextPlace &t) { return t.source == source; });
            if (place == places.end()) {
                places.push_back({Area{int(p), {}, TextRange{word.begin, word.end}}, source});
                place = places.end() - 1;
            }
            Area &area = place->area;
            area.range->begin = std::min(area.range->begin, word.begin);
            area.range->end = std::max(area.range->end, word.end);
            if (!area.rects.isEmpty() && onOneLine(area.rects.back(), word.box))
                area.rects.back() = area.rects.back().united(word.box);
            else
                area.rects.append(word.box);
        }
        // The rectangles cover touched words whole; the range stays what was recognised.
        for (size_t i = before; i < places.size(); ++i) {
            TextRange &part = *places[i].area.range;
            part = {std::max(part.begin, range.begin), std::min(part.end, range.end)};
        }
    }
    return places;
}

ReadableText::ReadableText(const document::DocModel &model)
    : m_model(model)
    , m_readings(text::readingsOf(model.text, !model.pages.empty() ? text::TextForm::Page
                                              : model.table        ? text::TextForm::Table
                                                                   : text::TextForm::File))
    , m_json(model.pages.empty() && text::looksLikeJson(model.text))
{}

std::vector<TextRange> ReadableText::inDocument(const text::Reading &reading, TextRange range) const
{
    std::vector<TextRange> ranges;
    const auto spans = reading.toSource(range.begin, range.end);
    for (const auto &[begin, end] : spans) {
        // Blanks and signs between two pieces of markup are no part of what was read.
        const QStringView part = QStringView(m_model.text).sliced(begin, end - begin);
        if (spans.size() == 1 || std::any_of(part.begin(), part.end(), [](QChar c) {
                return c.isLetterOrNumber() || c.isSurrogate();
            }))
            ranges.push_back({begin, end});
    }
    return ranges;
}

FindingList ReadableText::findings(ItemId item, TextRange range, FindingType type, double score,
                                   const Provenance &provenance, const QString &read) const
{
    FindingList findings;
    const auto add = [&](Place place, TextSource source, TextRange part) {
        const QString raw = m_model.text.mid(part.begin, part.length());
        Finding finding;
        finding.item = item;
        finding.type = type;
        finding.score = score;
        finding.place = std::move(place);
        finding.provenance = provenance;
        finding.source = source;
        finding.text = SensitiveText(!read.isEmpty() ? read
                                     : m_json        ? text::readJson(raw).text()
                                                     : raw);
        finding.id = stableFindingId(finding);
        findings.push_back(std::move(finding));
    };
    if (range.isEmpty())
        return findings;
    for (const TextPlace &place : placesOf(m_model, range))
        add(place.area, place.source, *place.area.range);
    // Text without words under it has no rectangle; it is still found, as a range.
    if (findings.empty())
        add(range, TextSource::Text, range);
    return findings;
}

QList<NotExamined> ReadableText::unread() const
{
    if (m_readings.unread == 0)
        return {};
    return {{Portion::of(Tr::tr("%n packed part(s) of the text", nullptr, m_readings.unread)),
             Tr::tr("They hold pictures, files or keys in a packed form (base64, uuencode), "
                    "which is not read inside of text. Take them out, or redact them whole.")}};
}

namespace {

/// What is known of places in a document, to tell whether another reading says anything new.
class KnownPlaces
{
public:
    void add(TextRange range, FindingType type, double score)
    {
        m_fresh.push_back({range, type, score});
    }
    /// After a reading: from now on what it showed is known.
    void settle()
    {
        for (const auto &[range, type, score] : m_fresh) {
            m_known[type].add(range);
            if (score >= kCertainScore && namesSomething(type))
                m_certain.add(range);
        }
        m_fresh.clear();
        m_certain.settle();
        for (auto &[type, ranges] : m_known)
            ranges.settle();
    }
    /// Whether something of the same type, or something certain that names somebody, covers it.
    bool cover(TextRange range, FindingType type) const
    {
        const auto same = m_known.find(type);
        return m_certain.covers(range) || (same != m_known.end() && same->second.covers(range));
    }

private:
    struct Fresh
    {
        TextRange range;
        FindingType type;
        double score;
    };
    std::vector<Fresh> m_fresh;
    std::map<FindingType, RangeSet> m_known;
    RangeSet m_certain;
};

} // namespace

Result<void> analyzeText(const document::DocModel &model, ItemId item, const TextDetector &detector,
                         Analysis &analysis, const JobContext &context)
{
    const ReadableText readable(model);
    const auto &readings = readable.readings();
    analysis.notExamined.append(readable.unread());
    bool partial = false;
    std::vector<std::vector<TextMatch>> recognised;
    for (const text::Reading &reading : readings) {
        auto found = detector.detect(reading.text(), context);
        if (!found)
            return found.error();
        partial = partial || found->reading == Reading::Partial;
        recognised.push_back(std::move(found->matches));
    }
    if (partial)
        analysis.notExamined.append(
            {Portion::of(Tr::tr("part of the text")),
             Tr::tr("It is so dense that the recognisers stopped at their limit. Read it, and "
                    "mark by hand what should go.")});
    std::vector<RecognisedText> texts;
    for (size_t i = 0; i < readings.size(); ++i)
        texts.push_back({readings[i].text(), recognised[i]});
    const Provenance provenance = detector.info().provenance;
    KnownPlaces known;
    std::set<FindingId> ids;
    for (size_t i = 0; i < readings.size(); ++i) {
        std::vector<TextMatch> matches = repeatedMatches(texts, i);
        matches.insert(matches.begin(), recognised[i].begin(), recognised[i].end());
        for (const TextMatch &match : matches) {
            if (match.score < kKeptScore)
                continue;
            const auto ranges = readable.inDocument(readings[i], match.range);
            const QString read = readings[i].text().mid(match.range.begin, match.range.length());
            const bool isNew =
                i == 0 || std::any_of(ranges.begin(), ranges.end(), [&](const TextRange &range) {
                    return !known.cover(range, match.type);
                });
            if (!isNew)
                continue;
            for (const TextRange &range : ranges) {
                for (Finding &finding :
                     readable.findings(item, range, match.type, match.score, provenance,
                                       model.pages.empty() ? read : QString())) {
                    // A packed place is one place, however often it says the same.
                    if (i == 0 || ids.insert(finding.id).second)
                        analysis.findings.push_back(std::move(finding));
                }
                known.add(range, match.type, match.score);
            }
        }
        known.settle();
    }
    return analyzeLayout(model, item, detector, analysis, context);
}

Finding metadataFinding(ItemId item, const QString &path, const SensitiveText &value)
{
    const QString name = path.section(u'.', -1).toLower();
    const auto has = [&](QLatin1StringView part) { return name.contains(part); };
    Finding finding;
    finding.item = item;
    finding.type = FindingType::Metadata;
    if (path.contains("GPS"_L1, Qt::CaseInsensitive) || has("location"_L1) || has("iso6709"_L1) ||
        has("latitude"_L1) || has("longitude"_L1) || has("\u00a9xyz"_L1))
        finding.type = FindingType::GeoCoordinates;
    else if (has("date"_L1) || has("time"_L1))
        finding.type = FindingType::Date;
    else if (has("author"_L1) || has("artist"_L1) || has("owner"_L1) || has("byline"_L1) ||
             has("lastmodifiedby"_L1) || has("composer"_L1) || name == "creator"_L1)
        // The PDF field of this name is the program that made the page, kept as plain metadata.
        finding.type = path == "Info.Creator"_L1 ? FindingType::Metadata : FindingType::PersonName;
    finding.score = 1;
    finding.place = Field{path};
    finding.provenance = {u"metadata"_s, u"1"_s, {}};
    finding.source = TextSource::Metadata;
    finding.text = value;
    finding.id = stableFindingId(finding);
    return finding;
}

} // namespace redoubt::detect
