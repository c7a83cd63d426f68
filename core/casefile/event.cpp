// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/event.h"

#include "core/base/fieldcodec.h"
#include "core/base/overloaded.h"

#include <zstd.h>

#include <array>

namespace redoubt::casefile {

namespace {

constexpr quint16 kEventVersion = 1;
// What a findings event may unpack to: 256 tracks of an hour each at 60 frames a second.
constexpr quint64 kMaxUnpacked = 2ull << 30;
constexpr int kZstdLevel = 1;

constexpr std::array kNames{"case_created", "item_added",  "findings_added", "item_analysed",
                            "item_text",    "profile_set", "seen",           "release",
                            "checkpoint",   "gesture"};
constexpr std::array kChangeNames{"decision",       "decision_withdrawn", "mark_added",
                                  "mark_withdrawn", "subject_set",        "subject_removed",
                                  "item_removed",   "item_restored"};
static_assert(kNames.size() == std::variant_size_v<Payload>);
static_assert(kChangeNames.size() == std::variant_size_v<Change>);

void write(LittleEndianWriter &out, const TimeSpan &span)
{
    out.number(qint64(span.begin));
    out.number(qint64(span.end));
}

TimeSpan readSpan(LittleEndianReader &in)
{
    const auto begin = in.number<qint64>();
    return {begin, in.number<qint64>()};
}

void write(LittleEndianWriter &out, const ItemStream &s)
{
    out.number(qint32(s.index));
    out.number(quint8(s.modality));
    out.text(s.codec);
    out.number(qint32(s.size.width()));
    out.number(qint32(s.size.height()));
    out.number(qint32(s.timeBase.num));
    out.number(qint32(s.timeBase.den));
    out.real(s.seconds);
    out.number(qint32(s.sampleRate));
    out.number(qint32(s.channels));
}

ItemStream readStream(LittleEndianReader &in)
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

void write(LittleEndianWriter &out, const Item &item)
{
    out.id(item.id);
    out.block(QByteArrayView(item.rawName.data(), qsizetype(item.rawName.size())));
    out.text(item.name);
    out.text(toString(item.kind));
    out.number(qint64(item.size));
    out.block(item.sha256);
    out.id(item.object);
    out.number(quint8(item.state));
    out.text(item.problem);
    out.number(quint32(item.streams.size()));
    for (const ItemStream &s : item.streams)
        write(out, s);
    out.number(quint32(item.notExamined.size()));
    for (const NotExamined &n : item.notExamined) {
        out.text(n.what);
        out.text(n.why);
    }
    out.number(quint32(item.shots.size()));
    for (const TimeSpan &shot : item.shots)
        write(out, shot);
    out.text(item.analysisVersion);
}

Item readItem(LittleEndianReader &in)
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
    item.problem = in.text();
    for (quint32 n = in.count(41); n > 0 && in.ok(); --n)
        item.streams.append(readStream(in));
    for (quint32 n = in.count(8); n > 0 && in.ok(); --n) {
        const QString what = in.text();
        item.notExamined.append({what, in.text()});
    }
    for (quint32 n = in.count(16); n > 0 && in.ok(); --n)
        item.shots.append(readSpan(in));
    item.analysisVersion = in.text();
    return item;
}

void write(LittleEndianWriter &out, const Decision &d)
{
    out.id(d.finding);
    out.number(quint8(d.verdict));
    out.text(toString(d.effect));
    out.texts(d.reasons);
    out.text(d.by);
    out.number(qint64(d.atUs));
}

Decision readDecision(LittleEndianReader &in)
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

void write(LittleEndianWriter &out, const Subject &s)
{
    out.id(s.id);
    out.text(toString(s.role));
    out.texts(s.names);
    out.texts(s.identifiers);
    out.number(quint32(s.groups.size()));
    for (const Subject::GroupRef &g : s.groups) {
        out.id(g.item);
        out.text(g.group);
    }
}

Subject readSubject(LittleEndianReader &in)
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

void write(LittleEndianWriter &out, const Change &change)
{
    out.number(quint8(change.index()));
    std::visit(Overloaded{[&](const Decide &c) { write(out, c.decision); },
                          [&](const Undecide &c) { out.id(c.finding); },
                          [&](const AddMark &c) { out.block(redoubt::toBytes(c.finding)); },
                          [&](const Withdraw &c) { out.id(c.finding); },
                          [&](const SetSubject &c) { write(out, c.subject); },
                          [&](const RemoveSubject &c) { out.id(c.subject); },
                          [&](const RemoveItem &c) { out.id(c.item); },
                          [&](const RestoreItem &c) { out.id(c.item); }},
               change);
}

std::optional<Change> readChange(LittleEndianReader &in)
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

void writePayload(LittleEndianWriter &out, const Payload &payload)
{
    std::visit(Overloaded{[](const CaseCreated &) {},
                          [&](const ItemAdded &e) {
                              write(out, e.item);
                              out.block(e.contentId);
                              if (e.item.parent) {
                                  out.id(*e.item.parent);
                                  out.text(e.item.part);
                              }
                          },
                          [&](const FindingsPacked &e) {
                              out.id(e.item);
                              out.block(e.ids);
                              out.block(e.packed);
                          },
                          [&](const ItemAnalysed &e) {
                              write(out, e.item);
                              out.number(e.item.extent);
                              if (e.item.start)
                                  out.real(*e.item.start);
                          },
                          [&](const ItemTextSet &e) {
                              out.id(e.item);
                              out.id(e.object);
                          },
                          [&](const ProfileSet &e) { out.text(e.profile); },
                          [&](const SeenRecorded &e) {
                              out.id(e.item);
                              out.number(qint32(e.stream));
                              write(out, e.span);
                          },
                          [&](const ReleaseMade &e) {
                              out.number(qint32(e.number));
                              out.block(e.manifestSha256);
                          },
                          [&](const CheckpointSigned &e) {
                              out.block(e.checkpoint);
                              out.block(e.signature);
                          },
                          [&](const Gesture &e) {
                              out.number(quint8(e.step.role));
                              out.number(e.step.number);
                              out.number(e.step.gesture);
                              out.number(quint32(e.changes.size()));
                              for (const Change &change : e.changes)
                                  write(out, change);
                          }},
               payload);
}

std::optional<Payload> readPayload(LittleEndianReader &in, quint16 type)
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
        if (e.ids.isEmpty() || e.ids.size() % FindingId::kSize != 0 ||
            e.ids.size() > kFindingsPerEvent * FindingId::kSize)
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

QByteArray toBytes(const Event &event)
{
    LittleEndianWriter out;
    out.number(quint16(event.payload.index()));
    out.number(kEventVersion);
    out.number(event.atUs);
    out.text(event.actor);
    writePayload(out, event.payload);
    return out.result();
}

std::optional<Event> eventFromBytes(QByteArrayView bytes)
{
    LittleEndianReader in(bytes);
    Event event;
    const auto type = in.number<quint16>();
    const auto version = in.number<quint16>();
    event.atUs = in.number<qint64>();
    event.actor = in.text();
    if (!in.ok() || version != kEventVersion)
        return std::nullopt;
    auto payload = readPayload(in, type);
    if (!payload || !in.finished())
        return std::nullopt;
    event.payload = *std::move(payload);
    return event;
}

FindingsPacked packFindings(ItemId item, const Finding *begin, const Finding *end)
{
    Q_ASSERT(begin < end && end - begin <= kFindingsPerEvent);
    FindingsPacked packed;
    packed.item = item;
    LittleEndianWriter plain;
    for (const Finding *f = begin; f != end; ++f) {
        packed.ids.append(f->id.toBytes());
        plain.block(redoubt::toBytes(*f));
    }
    const QByteArray &bytes = plain.result();
    packed.packed.resize(qsizetype(ZSTD_compressBound(size_t(bytes.size()))));
    const size_t size = ZSTD_compress(packed.packed.data(), size_t(packed.packed.size()),
                                      bytes.constData(), size_t(bytes.size()), kZstdLevel);
    Q_ASSERT(!ZSTD_isError(size));
    packed.packed.resize(qsizetype(size));
    return packed;
}

std::optional<FindingList> unpackFindings(const FindingsPacked &packed)
{
    const quint64 size =
        ZSTD_getFrameContentSize(packed.packed.constData(), size_t(packed.packed.size()));
    // zstd cannot shrink by more than this; a larger claim is a bomb.
    if (size > kMaxUnpacked || size > quint64(packed.packed.size()) * 40000)
        return std::nullopt;
    QByteArray plain(qsizetype(size), Qt::Uninitialized);
    const size_t got = ZSTD_decompress(plain.data(), size_t(size), packed.packed.constData(),
                                       size_t(packed.packed.size()));
    if (ZSTD_isError(got) || got != size)
        return std::nullopt;
    LittleEndianReader in(plain);
    FindingList findings;
    for (qsizetype at = 0; at < packed.ids.size(); at += FindingId::kSize) {
        auto finding = findingFromBytes(in.block());
        if (!finding || finding->item != packed.item ||
            finding->id != FindingId::fromBytes(QByteArrayView(packed.ids).sliced(at, 16)))
            return std::nullopt;
        findings.push_back(*std::move(finding));
    }
    if (!in.finished())
        return std::nullopt;
    return findings;
}

QString eventName(const Payload &payload)
{
    if (const auto *gesture = std::get_if<Gesture>(&payload)) {
        if (gesture->step.role == StepRole::Undo || gesture->step.role == StepRole::Drop)
            return QStringLiteral("undo");
        if (gesture->step.role == StepRole::Redo)
            return QStringLiteral("redo");
        if (!gesture->changes.isEmpty())
            return QString::fromLatin1(kChangeNames[gesture->changes.first().index()]);
    }
    return QString::fromLatin1(kNames[payload.index()]);
}

} // namespace redoubt::casefile
