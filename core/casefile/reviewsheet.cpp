// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/reviewsheet.h"

#include "core/base/logging.h"
#include "core/casefile/reviewsheet_p.h"
#include "core/casefile/tr.h"

#include <algorithm>

namespace redoubt::casefile {

using namespace Qt::StringLiterals;

namespace {

const std::vector<const Finding *> kNoFindings;

bool sameFindings(const std::vector<const Finding *> &a, const std::vector<const Finding *> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Finding *x, const Finding *y) { return *x == *y; });
}

} // namespace

ItemFindings &ReviewSheet::Private::unpacked(ItemId item) const
{
    ItemFindings &held = findings[item];
    const std::vector<FindingsPacked> packed = std::move(held.packed);
    held.packed.clear();
    for (const FindingsPacked &batch : packed) {
        auto list = unpackFindings(batch);
        if (!list) {
            // The row was authentic, so another version wrote it. Not readable is not clean.
            qCWarning(lcCase) << "a batch of findings cannot be read";
            Item *broken = const_cast<Private *>(this)->known(item);
            if (broken == nullptr)
                continue;
            broken->notExamined.append(
                {Portion::of(
                     Tr::tr("%n finding(s)", nullptr, int(batch.ids.size() / FindingId::kSize))),
                 Tr::tr("They were written in a form that this version "
                        "cannot read.")});
            continue;
        }
        for (Finding &finding : *list) {
            if (byId.contains(finding.id))
                continue;
            held.all.push_back(std::move(finding));
            byId.insert(held.all.back().id, &held.all.back());
            held.known.insert(held.all.back().id);
        }
        held.shownCurrent = false;
    }
    held.knownBatches = 0;
    return held;
}

bool ReviewSheet::Private::isHidden(FindingId id) const
{
    if (withdrawn.contains(id))
        return true;
    const auto it = superseders.constFind(id);
    return it != superseders.constEnd() && std::any_of(it->begin(), it->end(), [&](FindingId next) {
               return !withdrawn.contains(next);
           });
}

QString ReviewSheet::Private::folded(const QString &name)
{
    return name.simplified().toCaseFolded();
}

Item *ReviewSheet::Private::known(ItemId id)
{
    if (const auto it = itemIndex.constFind(id); it != itemIndex.constEnd())
        return &items[*it];
    const auto gone = std::find_if(removed.begin(), removed.end(),
                                   [id](const Item &item) { return item.id == id; });
    return gone == removed.end() ? nullptr : &*gone;
}

void ReviewSheet::Private::indexItems()
{
    itemIndex.clear();
    for (size_t i = 0; i < items.size(); ++i)
        itemIndex.insert(items[i].id, i);
}

void ReviewSheet::Private::indexSubjects()
{
    subjectByGroup.clear();
    subjectByName.clear();
    for (size_t i = 0; i < subjects.size(); ++i) {
        for (const Subject::GroupRef &group : subjects[i].groups)
            subjectByGroup.insert({group.item, group.group}, i);
        for (const QString &name : subjects[i].names + subjects[i].identifiers) {
            if (const QString key = folded(name); !key.isEmpty() && !subjectByName.contains(key))
                subjectByName.insert(key, i);
        }
    }
}

ReviewSheet::ReviewSheet(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{}

ReviewSheet::~ReviewSheet() = default;

const std::vector<Item> &ReviewSheet::items() const
{
    return d->items;
}

QList<ItemId> ReviewSheet::partsOf(ItemId id) const
{
    QList<ItemId> parts;
    for (const Item &each : d->items) {
        if (each.parent == id) {
            parts.append(each.id);
            parts.append(partsOf(each.id));
        }
    }
    return parts;
}

const Item *ReviewSheet::item(ItemId id) const
{
    const auto it = d->itemIndex.constFind(id);
    return it == d->itemIndex.constEnd() ? nullptr : &d->items[*it];
}

const std::vector<Item> &ReviewSheet::removedItems() const
{
    return d->removed;
}

const std::vector<const Finding *> &ReviewSheet::findings(ItemId item) const
{
    if (!d->findings.contains(item))
        return kNoFindings;
    ItemFindings &held = d->unpacked(item);
    if (!held.shownCurrent) {
        held.shown.clear();
        for (const Finding &finding : held.all) {
            if (!d->isHidden(finding.id))
                held.shown.push_back(&finding);
        }
        std::sort(held.shown.begin(), held.shown.end(),
                  [](const Finding *a, const Finding *b) { return placeLess(*a, *b); });
        held.shownCurrent = true;
    }
    return held.shown;
}

const Finding *ReviewSheet::finding(FindingId id) const
{
    if (const Finding *found = d->byId.value(id))
        return found;
    const QByteArray wanted = id.toBytes();
    for (auto it = d->findings.begin(); it != d->findings.end(); ++it) {
        for (const FindingsPacked &batch : it->packed) {
            for (qsizetype at = batch.ids.indexOf(wanted); at >= 0;
                 at = batch.ids.indexOf(wanted, at + 1)) {
                if (at % FindingId::kSize != 0)
                    continue;
                d->unpacked(it.key());
                return d->byId.value(id);
            }
        }
    }
    return nullptr;
}

bool ReviewSheet::isSuperseded(FindingId id) const
{
    return d->isHidden(id);
}

FindingId ReviewSheet::shownFor(FindingId id) const
{
    QSet<FindingId> passed; // a hostile journal may go round in circles
    while (!passed.contains(id)) {
        passed.insert(id);
        const QList<FindingId> next = d->superseders.value(id);
        const auto it = std::find_if(next.rbegin(), next.rend(), [this](FindingId candidate) {
            return !d->withdrawn.contains(candidate);
        });
        if (it == next.rend())
            break;
        id = *it;
    }
    return id;
}

std::optional<Decision> ReviewSheet::decision(FindingId id) const
{
    const auto it = d->decisions.constFind(id);
    return it == d->decisions.constEnd() ? std::nullopt : std::optional(*it);
}

const std::vector<Subject> &ReviewSheet::subjects() const
{
    return d->subjects;
}

const Subject *ReviewSheet::subject(SubjectId id) const
{
    const auto it = std::find_if(d->subjects.begin(), d->subjects.end(),
                                 [id](const Subject &s) { return s.id == id; });
    return it == d->subjects.end() ? nullptr : &*it;
}

const Subject *ReviewSheet::subjectOf(const Finding &finding) const
{
    if (!finding.group.isEmpty()) {
        const auto it = d->subjectByGroup.constFind({finding.item, finding.group});
        if (it != d->subjectByGroup.constEnd())
            return &d->subjects[*it];
    }
    if (finding.text.isEmpty() || d->subjectByName.isEmpty())
        return nullptr;
    const auto it = d->subjectByName.constFind(Private::folded(finding.text.reveal()));
    return it == d->subjectByName.constEnd() ? nullptr : &d->subjects[*it];
}

QStringList ReviewSheet::subjectNames() const
{
    QStringList names;
    for (const Subject &subject : d->subjects)
        names += subject.names + subject.identifiers;
    names.removeDuplicates();
    return names;
}

QString ReviewSheet::profileName() const
{
    return d->profile;
}

int ReviewSheet::undecidedCount(ItemId item) const
{
    const auto &shown = findings(item);
    return int(std::count_if(shown.begin(), shown.end(),
                             [this](const Finding *f) { return !d->decisions.contains(f->id); }));
}

ReviewSheet::Outcome ReviewSheet::outcome(const Finding &finding, const Profile &profile) const
{
    const TypeRule rule = profile.rule(finding.type);
    const Item *of = item(finding.item);
    const ItemKind kind = of ? of->kind : ItemKind::Unknown;
    Outcome out;
    if (const auto decided = decision(finding.id)) {
        out.verdict = decided->verdict;
        out.effect = profile.effectFor(finding.type, finding.place, kind, decided->effect);
        out.reasons = decided->reasons.isEmpty() && decided->verdict == Verdict::Redact
                          ? rule.reasons
                          : decided->reasons;
        out.by = decided->by;
        out.decidedByPerson = !decided->by.startsWith(u"profile:");
        return out;
    }
    out.effect = profile.effectFor(finding.type, finding.place, kind, Effect::Default);
    if (finding.provenance.byPerson()) {
        // What a person drew is a mark, whatever the profile does with its type.
        out.reasons = rule.reasons;
        out.by = u"person"_s;
        out.decidedByPerson = true;
        return out;
    }
    out.by = u"profile:"_s + profile.name;
    const Subject *who = profile.keepRequester ? subjectOf(finding) : nullptr;
    if (rule.verdict == DefaultVerdict::Keep ||
        (who != nullptr && who->role == SubjectRole::Requester)) {
        out.verdict = Verdict::Keep;
        return out;
    }
    out.reasons = rule.reasons;
    out.undecided = rule.verdict == DefaultVerdict::Ask;
    return out;
}

bool ReviewSheet::operator==(const ReviewSheet &other) const
{
    if (d->items != other.d->items || d->removed != other.d->removed ||
        d->decisions != other.d->decisions || d->subjects != other.d->subjects ||
        d->profile != other.d->profile || d->seen != other.d->seen || d->texts != other.d->texts ||
        d->releases != other.d->releases)
        return false;
    return std::all_of(d->items.begin(), d->items.end(), [&](const Item &item) {
        return sameFindings(findings(item.id), other.findings(item.id));
    });
}

} // namespace redoubt::casefile
