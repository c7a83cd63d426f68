// SPDX-License-Identifier: AGPL-3.0-or-later
// Rows of version 1: fields by position, enumerators and alternatives by number. Only read: cases
// that hold them go on with rows of the newest version.
#include "core/base/fieldcodec.h"
#include "core/casefile/event_p.h"

#include <cmath>

namespace redoubt::casefile {

namespace {

using Reader = LittleEndianReader;

TimeSpan readSpan(Reader &in)
{
    const auto begin = in.number<qint64>();
    return {begin, in.number<qint64>()};
}

ItemStream readStream(Reader &in)
{
    ItemStream s;
    s.index = in.number<qint32>();
    s.modality = in.enumerator(Modality::Identity);
    s.codec = in.text();
    s.size.setWidth(in.number<qint32>());
    s.size.setHeight(in.number<qint32>());
    s.timeBase.num = in.number<qint32>();
    s.timeBase.den = in.number<qint32>();
    s.seconds = in.real();
    s.sampleRate = in.number<qint32>();
    s.channels = in.number<qint32>();
    return s;
}

NotExamined readNotExamined(Reader &in)
{
    const Portion part = Portion::of(Message::plain(in.text()));
    return {part, Message::plain(in.text())};
}

void readProblem(Reader &in, Item &item)
{
    item.problem = Message::plain(in.text());
}

Item readItem(Reader &in)
{
    Item item;
    item.id = in.id<ItemId>();
    item.rawName = in.block().toByteArray().toStdString();
    item.name = in.text();
    // A kind of a newer version is one that this version cannot read.
    item.kind = itemKindFromString(in.text()).value_or(ItemKind::Unknown);
    item.size = in.number<qint64>();
    item.sha256 = in.block().toByteArray();
    item.object = in.id<ObjectId>();
    item.state = in.enumerator(ItemState::Failed);
    readProblem(in, item);
    for (quint32 n = in.count(41); n > 0 && in.ok(); --n)
        item.streams.append(readStream(in));
    for (quint32 n = in.count(8); n > 0 && in.ok(); --n)
        item.notExamined.append(readNotExamined(in));
    for (quint32 n = in.count(16); n > 0 && in.ok(); --n)
        item.shots.append(readSpan(in));
    item.analysisVersion = in.text();
    return item;
}

Decision readDecision(Reader &in)
{
    Decision d;
    d.finding = in.id<FindingId>();
    d.verdict = in.enumerator(Verdict::Keep);
    d.effect = effectFromString(in.text()).value_or(Effect::Default);
    d.reasons = in.texts();
    d.by = in.text();
    d.atUs = in.number<qint64>();
    return d;
}

Subject readSubject(Reader &in)
{
    Subject s;
    s.id = in.id<SubjectId>();
    s.role = subjectRoleFromString(in.text()).value_or(SubjectRole::ThirdParty);
    s.names = in.texts();
    s.identifiers = in.texts();
    for (quint32 n = in.count(20); n > 0 && in.ok(); --n) {
        const auto item = in.id<ItemId>();
        s.groups.append({item, in.text()});
    }
    return s;
}

std::optional<Change> readChange(Reader &in)
{
    switch (in.number<quint8>()) {
    case 0:
        return Decide{readDecision(in)};
    case 1:
        return Undecide{in.id<FindingId>()};
    case 2: {
        auto finding = findingFromBytes(in.block());
        if (!finding)
            return std::nullopt;
        return AddMark{*std::move(finding)};
    }
    case 3:
        return Withdraw{in.id<FindingId>()};
    case 4:
        return SetSubject{readSubject(in)};
    case 5:
        return RemoveSubject{in.id<SubjectId>()};
    case 6:
        return RemoveItem{in.id<ItemId>()};
    case 7:
        return RestoreItem{in.id<ItemId>()};
    default:
        return std::nullopt;
    }
}

std::optional<Payload> readPayload(Reader &in, quint16 type)
{
    switch (type) {
    case 0:
        return CaseCreated{};
    case 1: {
        ItemAdded e;
        e.item = readItem(in);
        e.contentId = in.block().toByteArray();
        // Only items that are parts of others have more.
        if (!in.atEnd()) {
            e.item.parent = in.id<ItemId>();
            e.item.part = in.text();
        }
        return e;
    }
    case 2: {
        FindingsPacked e;
        e.item = in.id<ItemId>();
        e.ids = in.block().toByteArray();
        e.packed = in.block().toByteArray();
        e.form = FindingsForm::Positional;
        if (!isPlausible(e))
            return std::nullopt;
        return e;
    }
    case 3: {
        ItemAnalysed e{readItem(in)};
        // Journals of before a field was end in front of it.
        e.item.extent = in.atEnd() ? 0 : in.number<qint64>();
        if (!in.atEnd())
            e.item.start = in.real();
        if (e.item.start && !std::isfinite(*e.item.start))
            in.refuse();
        return e;
    }
    case 4: {
        const auto item = in.id<ItemId>();
        return ItemTextSet{item, in.id<ObjectId>()};
    }
    case 5:
        return ProfileSet{in.text()};
    case 6: {
        SeenRecorded e;
        e.item = in.id<ItemId>();
        e.stream = in.number<qint32>();
        e.span = readSpan(in);
        return e;
    }
    case 7: {
        const auto number = in.number<qint32>();
        return ReleaseMade{number, in.block().toByteArray()};
    }
    case 8: {
        const QByteArray checkpoint = in.block().toByteArray();
        return CheckpointSigned{checkpoint, in.block().toByteArray()};
    }
    case 9: {
        Gesture e;
        e.step.role = in.enumerator(StepRole::Drop);
        e.step.number = in.number<quint64>();
        e.step.gesture = in.number<quint64>();
        for (quint32 n = in.count(17); n > 0 && in.ok(); --n) {
            auto change = readChange(in);
            if (!change)
                return std::nullopt;
            e.changes.append(*std::move(change));
        }
        return e;
    }
    default:
        return std::nullopt;
    }
}

} // namespace

std::optional<Event> eventFromPositional(QByteArrayView bytes)
{
    Reader in(bytes);
    Event event;
    const auto type = in.number<quint16>();
    in.take(sizeof(quint16)); // the version
    event.atUs = in.number<qint64>();
    event.actor = in.text();
    if (!in.ok())
        return std::nullopt;
    auto payload = readPayload(in, type);
    if (!payload || !in.finished())
        return std::nullopt;
    event.payload = *std::move(payload);
    return event;
}

} // namespace redoubt::casefile
