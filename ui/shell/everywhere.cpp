// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/everywhere.h"

#include "core/text/textscanner.h"
#include "ui/common/gestures.h"

#include <QWidget>

#include <algorithm>
#include <functional>

namespace redoubt::ui {

using namespace Qt::StringLiterals;

namespace {

const QString kId = u"everywhere"_s;

/// Of one item, for a worker: its text as it was analysed, and the texts redacted there.
struct KnownText
{
    std::function<Result<QString>()> text;
    std::vector<SensitiveText> redacted;
};

QString same(const SensitiveText &text)
{
    return text.reveal().simplified().toCaseFolded();
}

/// Whether the text stands anywhere more often than it is redacted. Looks at what the analyses have
/// read: reading all files again for every mark would keep the machine busy.
Result<bool> standsElsewhere(const std::vector<KnownText> &items, const SensitiveText &wanted,
                             const JobContext &context)
{
    const QString folded = same(wanted);
    for (const KnownText &item : items) {
        if (context.cancelled())
            return JobContext::cancelledError("ui/everywhere");
        const auto text = item.text();
        if (!text)
            continue; // told at the item when it is released
        const auto redacted =
            std::count_if(item.redacted.begin(), item.redacted.end(),
                          [&](const SensitiveText &each) { return same(each) == folded; });
        if (std::ptrdiff_t(text::findTerm(*text, wanted.reveal()).size()) > redacted)
            return true;
    }
    return false;
}

} // namespace

Everywhere::Everywhere(Session &session, JobBoard &jobs, Commands &commands, QWidget *owner)
    : m_session(session)
    , m_jobs(jobs)
{
    QAction *action = commands.add(owner, {u"mark.everywhere"_s,
                                           tr("Redact the same text everywhere"),
                                           {Qt::CTRL | Qt::SHIFT | Qt::Key_E},
                                           MenuGroup::Mark,
                                           {}});
    connect(action, &QAction::triggered, this, [this] {
        if (m_session.selection().isEmpty())
            tell(tr("Select a mark with text first: it is then redacted everywhere in the case."));
        else
            markLike(m_session.selection().first());
    });
    connect(&session, &Session::textMarked, this, &Everywhere::offer);
}

Everywhere::~Everywhere()
{
    stopOffer();
}

void Everywhere::stopOffer()
{
    if (!m_offer)
        return;
    m_offer->stop.request_stop();
    m_offer.reset();
}

void Everywhere::offer(FindingId mark)
{
    Q_EMIT solved(kId);
    stopOffer();
    const Finding *marked = m_session.sheet().finding(mark);
    if (marked == nullptr)
        return;
    std::vector<KnownText> items;
    for (const casefile::Item &item : m_session.sheet().items()) {
        KnownText known{m_session.openCase().itemTextReader(item.id), {}};
        for (const Finding *each : m_session.findings(item.id)) {
            if (m_session.outcome(*each).verdict == Verdict::Redact)
                known.redacted.push_back(each->text); // shares its letters
        }
        items.push_back(std::move(known));
    }
    auto *watcher = new QFutureWatcher<Result<bool>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, mark] {
        watcher->deleteLater();
        const Result<bool> elsewhere = watcher->result();
        if (!elsewhere || !*elsewhere)
            return;
        Q_EMIT problem({kId,
                        tr("What you marked is written in other places of the case too. A release "
                           "is withheld while it can be read in the same file."),
                        tr("Mark all of them"), [this, mark] { markLike(mark); }});
    });
    m_offer = m_session.start<bool>(
        JobClass::Interactive,
        [items = std::move(items), wanted = marked->text](const JobContext &context) {
            return standsElsewhere(items, wanted, context);
        });
    watcher->setFuture(m_offer->future);
}

void Everywhere::markLike(FindingId id)
{
    Q_EMIT solved(kId);
    const Finding *found = m_session.sheet().finding(id);
    if (found == nullptr || found->text.isEmpty()) {
        tell(tr("This mark has no text that could be looked for."));
        return;
    }
    std::vector<workflow::SearchedItem> items;
    for (const casefile::Item &item : m_session.sheet().items()) {
        auto source = m_session.source(item.id);
        if (source)
            items.push_back({item.id, item.kind, source->bytes, source->derived});
        else
            tell(source.error().text());
    }
    Job<workflow::TextPlaces> job = m_session.start<workflow::TextPlaces>(
        JobClass::Interactive,
        [items = std::move(items), like = *found, worker = m_session.itemWorker(),
         languages = m_session.profile().ocrLanguages.split(u'+', Qt::SkipEmptyParts)](
            const JobContext &context) {
            return workflow::findEverywhere(items, like.text, like.type, worker, context,
                                            languages);
        });
    m_jobs.add<workflow::TextPlaces>(
        tr("Looking for the same text"), std::move(job), this,
        [this, like = *found](const Result<workflow::TextPlaces> &places) {
            if (places)
                add(like, *places);
            else if (places.error().kind() != ErrorKind::Cancelled)
                tell(places.error().text());
        });
}

void Everywhere::add(const Finding &like, const workflow::TextPlaces &places)
{
    const FindingList marks =
        workflow::notRedactedYet(m_session.sheet(), m_session.profile(), places.found);
    const casefile::ReviewSheet::Outcome outcome = m_session.outcome(like);
    QList<casefile::Change> changes;
    for (const Finding &mark : marks) {
        changes.append(casefile::AddMark{mark});
        Decision decision;
        decision.finding = mark.id;
        decision.verdict = Verdict::Redact;
        decision.reasons = outcome.reasons;
        changes.append(casefile::Decide{decision});
    }
    m_session.gestures().change(tr("Redact the same text everywhere"), changes);
    QString told = marks.empty()
                       ? tr("The text stands nowhere else in the case.")
                       : tr("%n more place(s) are marked now.", nullptr, int(marks.size()));
    if (!places.unread.isEmpty())
        told = tr("%1 %n file(s) could not be searched; look through them.", nullptr,
                  int(places.unread.size()))
                   .arg(told);
    tell(told);
}

void Everywhere::tell(const QString &sentence)
{
    Q_EMIT problem({kId, sentence, {}, {}});
}

} // namespace redoubt::ui
