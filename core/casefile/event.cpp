// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/event.h"

#include "core/base/fieldcodec.h"
#include "core/base/longcall.h"
#include "core/casefile/event_p.h"
#include "core/casefile/eventfields.h"

#include <zstd.h>

namespace redoubt::casefile {

namespace {

// A row begins with two numbers: its type in version 1, 0 since; and the version.
constexpr quint16 kPositional = 1;
constexpr quint16 kTagged = 2;
// What a findings event may unpack to: 256 tracks of an hour each at 60 frames a second.
constexpr quint64 kMaxUnpacked = 2ull << 30;
constexpr int kZstdLevel = 1;

constexpr std::array kStepRoles{"none", "do", "undo", "redo", "drop"};
constexpr std::array kFindingsForms{"positional", "tagged"};

template <typename E, typename Names>
std::optional<E> valueOf(const Names &names, QStringView text)
{
    for (size_t i = 0; i < names.size(); ++i) {
        if (text == QLatin1StringView(names[i]))
            return E(i);
    }
    return std::nullopt;
}

std::optional<Finding> findingOfBody(QByteArrayView bytes, FindingId id, ItemId item)
{
    Finding finding;
    FindingBody body{finding};
    TaggedReader in(bytes);
    in.record(body);
    if (!in.finished())
        return std::nullopt;
    finding.id = id;
    finding.item = item;
    return finding;
}

} // namespace

QString toString(StepRole role)
{
    return QString::fromLatin1(kStepRoles[size_t(role)]);
}

std::optional<StepRole> stepRoleFromString(QStringView text)
{
    return valueOf<StepRole>(kStepRoles, text);
}

QString toString(FindingsForm form)
{
    return QString::fromLatin1(kFindingsForms[size_t(form)]);
}

std::optional<FindingsForm> findingsFormFromString(QStringView text)
{
    return valueOf<FindingsForm>(kFindingsForms, text);
}

QByteArray toBytes(const Event &event)
{
    return LittleEndianWriter().u16(0).u16(kTagged).raw(toTagged(event)).result();
}

std::optional<Event> eventFromBytes(QByteArrayView bytes)
{
    LittleEndianReader in(bytes);
    const quint16 type = in.u16();
    const quint16 version = in.u16();
    if (!in.ok())
        return std::nullopt;
    if (version == kPositional)
        return eventFromPositional(bytes);
    if (version != kTagged || type != 0)
        return std::nullopt;
    auto event = fromTagged<Event>(in.take(in.left()));
    if (!event)
        return std::nullopt;
    const auto *findings = std::get_if<FindingsPacked>(&event->payload);
    return findings && !isPlausible(*findings) ? std::nullopt : std::move(event);
}

FindingsPacked packFindings(ItemId item, const Finding *begin, const Finding *end)
{
    Q_ASSERT(begin < end && end - begin <= kFindingsPerEvent);
    FindingsPacked packed;
    packed.item = item;
    LittleEndianWriter plain;
    for (const Finding *f = begin; f != end; ++f) {
        packed.ids.append(f->id.toBytes());
        plain.block(toTagged(FindingBody{const_cast<Finding &>(*f)})); // which only reads
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
    longCall("casefile/unpack");
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
        const auto id =
            *FindingId::fromBytes(QByteArrayView(packed.ids).sliced(at, FindingId::kSize));
        auto finding = packed.form == FindingsForm::Positional
                           ? findingFromBytes(in.block())
                           : findingOfBody(in.block(), id, packed.item);
        if (!finding || finding->item != packed.item || finding->id != id)
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
    return QString::fromLatin1(kPayloadNames[payload.index()]);
}

} // namespace redoubt::casefile
