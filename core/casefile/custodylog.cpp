// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/case_p.h"

#include "core/base/overloaded.h"
#include "core/casefile/tr.h"

namespace redoubt::casefile {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(ItemId id, const ReviewSheet &sheet)
{
    if (const Item *item = sheet.item(id))
        return item->name;
    for (const Item &item : sheet.removedItems()) {
        if (item.id == id)
            return item.name;
    }
    return id.toString();
}

QString describe(const Change &change, const ReviewSheet &sheet)
{
    return std::visit(Overloaded{[](const Decide &c) {
                                     QString text = c.decision.finding.toString() + u": "_s +
                                                    toString(c.decision.verdict);
                                     if (!c.decision.reasons.isEmpty())
                                         text += u' ' + c.decision.reasons.join(u", "_s);
                                     return text;
                                 },
                                 [](const Undecide &c) { return c.finding.toString(); },
                                 [](const AddMark &c) {
                                     return c.finding.id.toString() + u": "_s +
                                            toString(c.finding.type);
                                 },
                                 [](const Withdraw &c) { return c.finding.toString(); },
                                 [](const SetSubject &c) { return c.subject.id.toString(); },
                                 [](const RemoveSubject &c) { return c.subject.toString(); },
                                 [&](const RemoveItem &c) { return nameOf(c.item, sheet); },
                                 [&](const RestoreItem &c) { return nameOf(c.item, sheet); }},
                      change);
}

QString describe(const Payload &payload, const ReviewSheet &sheet)
{
    const auto name = [&](ItemId id) { return nameOf(id, sheet); };
    return std::visit(
        Overloaded{
            [](const CaseCreated &) { return QString(); },
            [](const ItemAdded &e) -> QString {
                return Tr::tr("%1, %2 bytes, SHA-256 %3")
                    .arg(e.item.name, QString::number(e.item.size),
                         QString::fromLatin1(e.item.sha256.toHex()));
            },
            [&](const FindingsPacked &e) -> QString {
                return Tr::tr("%1: %n finding(s)", nullptr, int(e.ids.size() / FindingId::kSize))
                    .arg(name(e.item));
            },
            [&](const ItemAnalysed &e) {
                return name(e.item.id) + u": "_s + toString(e.item.state);
            },
            [&](const ItemTextSet &e) { return name(e.item); },
            [](const ProfileSet &e) { return e.profile; },
            [&](const SeenRecorded &e) -> QString {
                return Tr::tr("%1, stream %2, %3 to %4")
                    .arg(name(e.item), QString::number(e.stream), QString::number(e.span.begin),
                         QString::number(e.span.end));
            },
            [](const ReleaseMade &e) -> QString {
                return Tr::tr("number %1, manifest SHA-256 %2")
                    .arg(QString::number(e.number), QString::fromLatin1(e.manifestSha256.toHex()));
            },
            [](const CheckpointSigned &e) {
                return QString::fromLatin1(
                    e.signature.first(std::min<qsizetype>(8, e.signature.size())).toHex());
            },
            [&](const Gesture &e) -> QString {
                if (e.changes.size() == 1)
                    return describe(e.changes.first(), sheet);
                return Tr::tr("%n change(s)", nullptr, int(e.changes.size()));
            }},
        payload);
}

} // namespace

Result<QList<LogEntry>> Case::log() const
{
    QList<LogEntry> entries;
    if (d->closed)
        return JobContext::cancelledError("casefile/closed");
    const auto read = d->journal->verify([&](quint64 sequence, Event &&event) {
        entries.append({qint64(sequence), event.atUs, event.actor, eventName(event.payload),
                        describe(event.payload, d->sheet)});
        return Result<void>();
    });
    if (!read)
        return read.error();
    return entries;
}

} // namespace redoubt::casefile
