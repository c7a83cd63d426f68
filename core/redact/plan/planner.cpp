// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/redact/plan/planner.h"

#include "core/base/overloaded.h"
#include "core/finding/effects.h"
#include "core/finding/filename.h"
#include "core/redact/tr.h"
#include "core/text/textfold.h"

#include <QCryptographicHash>
#include <QSet>

#include <algorithm>

namespace redoubt::redact {

using namespace Qt::StringLiterals;

namespace {

using Outcome = casefile::ReviewSheet::Outcome;

/// Case, diacritics and runs of white space do not tell two spellings of a name apart.
QString folded(const QString &text)
{
    return text::foldKey(text).trimmed();
}

void addWithheld(QList<SensitiveText> &list, QSet<QString> &seen, const SensitiveText &text,
                 const QSet<QString> &kept)
{
    const QString key = folded(text.reveal());
    if (key.isEmpty() || kept.contains(key) || seen.contains(key))
        return;
    seen.insert(key);
    list.append(text);
}

/// An edit, and the mark that it is for.
struct EditOfMark
{
    TextEdit edit;
    size_t mark = 0;
};

/// Overlapping edits become one; the text of both goes, and both labels stay readable. What lies
/// inside of another mark is replaced as that one is.
void mergeEdits(std::vector<EditOfMark> edits, RedactionPlan &plan)
{
    std::stable_sort(edits.begin(), edits.end(), [](const EditOfMark &a, const EditOfMark &b) {
        return std::pair(a.edit.range.begin, b.edit.range.end) <
               std::pair(b.edit.range.begin, a.edit.range.end);
    });
    const size_t before = plan.masks.size() + plan.cuts.size() + plan.pages.size();
    for (EditOfMark &each : edits) {
        TextEdit &edit = each.edit;
        PlannedMark &mark = plan.marks[each.mark];
        if (edit.range.isEmpty())
            continue;
        if (!plan.edits.empty() && edit.range.begin < plan.edits.back().range.end) {
            TextEdit &last = plan.edits.back();
            const bool inside = edit.range.end <= last.range.end;
            last.range.end = std::max(last.range.end, edit.range.end);
            if (!inside && last.replacement != edit.replacement)
                last.replacement += edit.replacement;
            if (inside)
                mark.effect = last.effect;
        } else {
            plan.edits.push_back(std::move(edit));
        }
        mark.part = int(before + plan.edits.size() - 1);
    }
}

/// What every file of its format says: names of formats, brands and libraries. Finding such a word
/// again in an output tells nothing about the source.
bool isBoilerplate(const QString &path, const QString &value)
{
    static const QSet<QString> fields{u"major_brand"_s, u"minor_version"_s, u"compatible_brands"_s,
                                      u"encoder"_s,     u"vendor_id"_s,     u"language"_s,
                                      u"Producer"_s};
    static const QSet<QString> values{u"VideoHandler"_s, u"SoundHandler"_s, u"SubtitleHandler"_s,
                                      u"DataHandler"_s};
    return fields.contains(path.section(u'.', -1)) || values.contains(value);
}

/// Boxes on frames have room already, because a tracker adds it, and what a person drew is meant as
/// it is.
double roomFor(const Finding &finding, const casefile::Item &item)
{
    const auto *track = std::get_if<Track>(&finding.place);
    const casefile::ItemStream *stream = track ? item.stream(track->stream) : nullptr;
    const bool tracked = stream && stream->modality == Modality::Video;
    return finding.placedByPerson() || tracked ? 1 : roomAround(finding.type);
}

std::vector<TrackBox> withRoom(std::vector<TrackBox> boxes, double room)
{
    for (TrackBox &box : boxes)
        box.rect = scaledAround(box.rect, room);
    return boxes;
}

QList<PageRect> withRoom(QList<PageRect> rects, double room)
{
    for (PageRect &r : rects) {
        const double growX = r.w * (room - 1) / 2;
        const double growY = r.h * (room - 1) / 2;
        r = {r.x - growX, r.y - growY, r.w + 2 * growX, r.h + 2 * growY};
    }
    return rects;
}

bool isKeptField(const QString &path, const QStringList &keep)
{
    return std::any_of(keep.begin(), keep.end(), [&](const QString &k) {
        return k == u"*"_s || path == k || path.startsWith(k + u'.');
    });
}

} // namespace

LabelBook::LabelBook(const casefile::ReviewSheet &sheet)
    : m_sheet(sheet)
{}

const QHash<QString, int> &LabelBook::numbers() const
{
    if (m_numbers)
        return *m_numbers;
    m_numbers.emplace();
    QHash<QString, int> used;
    for (const casefile::Item &item : m_sheet.items()) {
        for (const Finding *finding : m_sheet.findings(item.id)) {
            if (finding->text.isEmpty())
                continue;
            const QString k = key(*finding);
            if (!m_numbers->contains(k))
                m_numbers->insert(k, ++used[toString(finding->type)]);
        }
    }
    return *m_numbers;
}

QString LabelBook::key(const Finding &finding) const
{
    const casefile::Subject *subject = m_sheet.subjectOf(finding);
    return toString(finding.type) + u'\n' +
           (subject ? u"subject "_s + subject->id.toString() : folded(finding.text.reveal()));
}

QString LabelBook::label(const Finding &finding) const
{
    const int number = numbers().value(key(finding));
    const QString type = toString(finding.type);
    return number > 0 ? u"[%1 %2]"_s.arg(type).arg(number) : u"[%1]"_s.arg(type);
}

std::vector<MarkRecord> markRecords(const casefile::ReviewSheet &sheet, ItemId item,
                                    const casefile::Profile &profile)
{
    std::vector<MarkRecord> records;
    for (const Finding *finding : sheet.findings(item)) {
        const Outcome outcome = sheet.outcome(*finding, profile);
        if (outcome.verdict != Verdict::Redact)
            continue;
        const bool text = std::holds_alternative<TextRange>(finding->place);
        records.push_back(
            {finding->id, finding->type, finding->place,
             text ? replacementFor(outcome.effect, finding->type, finding->text.reveal(), {}).effect
                  : outcome.effect,
             outcome.reasons, outcome.by, outcome.decidedByPerson,
             qsizetype(finding->text.reveal().toUcs4().size())});
    }
    return records;
}

Result<RedactionPlan> makePlan(const casefile::ReviewSheet &sheet, ItemId itemId,
                               const casefile::Profile &profile, const LabelBook &labels)
{
    const casefile::Item *item = sheet.item(itemId);
    if (!item)
        return Error(ErrorKind::NotFound, "redact/plan", Tr::tr("The case has no such item."));
    RedactionPlan plan;
    plan.item = itemId;
    plan.kind = item->kind;
    plan.metadata.keep = profile.keepMetadata;
    plan.sameFormat = profile.sameFormat;

    const auto &findings = sheet.findings(itemId);
    QSet<QString> kept;
    for (const Finding *finding : findings) {
        // What stays in the name of the file need not stay in the file.
        if (sheet.outcome(*finding, profile).verdict == Verdict::Keep && !finding->text.isEmpty() &&
            !isFileName(finding->place))
            kept.insert(folded(finding->text.reveal()));
    }

    QSet<QString> withheld;
    QSet<QString> dropped;
    std::vector<EditOfMark> edits;
    std::vector<std::pair<size_t, size_t>> cuts; // mark and number of its cut
    std::vector<std::pair<size_t, size_t>> pages;
    for (const Finding *finding : findings) {
        const bool metadataField = std::holds_alternative<Field>(finding->place);
        // What is in the name of the file is no tag in it, and may well stand in its text.
        if (metadataField && !isFileName(finding->place) &&
            !isKeptField(std::get<Field>(finding->place).path, profile.keepMetadata)) {
            // Writers start from nothing and carry only what is allowed: a field is gone whatever
            // was decided on it.
            if (!isBoilerplate(std::get<Field>(finding->place).path, finding->text.reveal()))
                addWithheld(plan.droppedTags, dropped, finding->text, kept);
        }
        const Outcome outcome = sheet.outcome(*finding, profile);
        if (outcome.verdict != Verdict::Redact)
            continue;
        if (profile.reasonRequired && outcome.reasons.isEmpty())
            return Error(
                ErrorKind::Invalid, "redact/plan",
                Tr::tr(
                    "“%1”: the profile “%2” requires a reason on every mark, and a mark of type "
                    "“%3” has none. Choose a reason for it, or give the type one in the profile.")
                    .arg(item->name, profile.title, displayName(finding->type)));
        ++plan.marksByType[toString(finding->type)];
        if (!outcome.decidedByPerson && !finding->provenance.byPerson())
            ++plan.machineOnly;
        const QString label = outcome.reasons.join(u", "_s);
        const double room = roomFor(*finding, *item);
        const size_t number = plan.marks.size();
        plan.marks.push_back({-1, outcome.effect});
        std::visit(
            Overloaded{
                [&](const Track &t) {
                    plan.marks[number].part = int(plan.masks.size());
                    plan.masks.push_back({t.stream, room > 1 ? withRoom(t.boxes, room) : t.boxes,
                                          outcome.effect, label, finding->type});
                },
                [&](const Span &s) {
                    cuts.emplace_back(number, plan.cuts.size());
                    plan.cuts.push_back({s.stream, s.time, s.channels, outcome.effect});
                },
                [&](const Area &a) {
                    pages.emplace_back(number, plan.pages.size());
                    plan.pages.push_back({a.page, room > 1 ? withRoom(a.rects, room) : a.rects,
                                          label, finding->type, outcome.effect});
                },
                [&](const TextRange &r) {
                    Replacement instead =
                        replacementFor(outcome.effect, finding->type, finding->text.reveal(),
                                       labels.label(*finding));
                    plan.marks[number].effect = instead.effect;
                    edits.push_back({{r, std::move(instead.text), instead.effect}, number});
                },
                [](const Field &) {},
            },
            finding->place);
        if (!finding->text.isEmpty() && !metadataField &&
            !staysAsItIs(outcome.effect, finding->type, finding->text.reveal()))
            addWithheld(plan.withheld, withheld, finding->text, kept);
    }
    for (const auto &[mark, number] : cuts)
        plan.marks[mark].part = int(plan.masks.size() + number);
    for (const auto &[mark, number] : pages)
        plan.marks[mark].part = int(plan.masks.size() + plan.cuts.size() + number);
    mergeEdits(std::move(edits), plan);
    return plan;
}

} // namespace redoubt::redact
