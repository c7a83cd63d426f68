// SPDX-License-Identifier: AGPL-3.0-or-later
// What the journal holds is sealed, yet a hostile case file is sealed by its author. Marks files
// and profiles come from anywhere.
#include "core/casefile/event.h"
#include "core/casefile/fold.h"
#include "core/casefile/profile.h"
#include "tests/fuzz/seeds.h"

#include <cstdlib>

using namespace redoubt;
using namespace redoubt::casefile;

namespace {

Finding mark()
{
    Finding f;
    f.id = FindingId::fromContent("finding");
    f.item = ItemId::fromContent("item");
    f.score = 1;
    f.place = TextRange{1, 5};
    f.provenance = Provenance::person();
    f.supersedes = FindingId::fromContent("older");
    return f;
}

std::string bytesOf(Payload payload)
{
    return toBytes(Event{1, QStringLiteral("me"), std::move(payload)}).toStdString();
}

} // namespace

std::vector<std::string> redoubt::fuzz::seeds()
{
    const Finding f = mark();
    Item item;
    item.id = f.item;
    item.streams.append({0, Modality::Video, QStringLiteral("h264"), {64, 48}, {1, 25}, 1, 0, 0});
    item.notExamined.append({QStringLiteral("a"), QStringLiteral("b")});
    item.shots.append({0, 5});
    Subject subject;
    subject.names.append(QStringLiteral("J"));
    subject.groups.append({f.item, QStringLiteral("face-1")});
    Item part = item;
    part.id = ItemId::fromContent("part");
    part.parent = item.id;
    part.part = QStringLiteral("letter.txt");
    return {bytesOf(ItemAdded{item, QByteArray(32, 'c')}),
            bytesOf(ItemAdded{part, QByteArray(32, 'd')}),
            bytesOf(packFindings(f.item, &f, &f + 1)),
            bytesOf(Gesture{{AddMark{f}, Decide{{f.id, Verdict::Keep, Effect::Fill, {}, {}, 1}},
                             Withdraw{f.id}, SetSubject{subject}},
                            {StepRole::Do, 1, 2}}),
            bytesOf(SeenRecorded{f.item, 0, {1, 2}}),
            R"({"marks":[{"file":"a","page":0,"rect":[1,2,3,4],"effect":"fill"}]})",
            R"({"format":"redoubt-profile/1","name":"x","types":{"face":{"verdict":"ask"}}})"};
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    if (const auto event = eventFromBytes(bytes)) {
        const auto again = eventFromBytes(toBytes(*event));
        if (!again)
            std::abort(); // what was read must be writable
        ReviewSheet sheet;
        Fold fold(sheet, Fold::Signals::Quiet);
        Item item;
        item.id = mark().item;
        fold.apply(Event{0, {}, ItemAdded{item, {}}});
        fold.apply(*event);
        fold.apply(*event);
        if (const auto *gesture = std::get_if<Gesture>(&event->payload))
            fold.apply(Fold::inverse(sheet, gesture->changes));
        for (const Item &known : sheet.items()) {
            if (sheet.partsOf(known.id).contains(known.id))
                std::abort(); // nothing lies in itself
            for (const Finding *finding : sheet.findings(known.id))
                std::ignore = sheet.shownFor(finding->id);
        }
    }
    std::ignore = parseMarks(bytes);
    std::ignore = parseProfile(bytes);
    return 0;
}
