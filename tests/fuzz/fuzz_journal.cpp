// SPDX-License-Identifier: AGPL-3.0-or-later
// What the journal holds is sealed, yet a hostile case file is sealed by its author. Marks files
// and profiles come from anywhere.
#include "core/casefile/event.h"
#include "core/casefile/fold.h"
#include "core/casefile/profile.h"
#include "tests/fuzz/seeds.h"

#include <array>
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

/// Rows as version 1 wrote them: an item, a part, findings, a gesture, a span that was seen.
constexpr std::array kOldRows{
    "010001000100000000000000020000006d657c5c10f0934f2cdaaa9adf86cb961a7400000000"
    "0000000007000000756e6b6e6f776e0000000000000000000000000000000000000000000000"
    "0000000000000000000001000000000000000004000000683236344000000030000000010000"
    "0019000000000000000000f03f00000000000000000100000001000000610100000062010000"
    "0000000000000000000500000000000000000000002000000063636363636363636363636363"
    "63636363636363636363636363636363636363",
    "010001000100000000000000020000006d651a40e0603b6946786de55ece9626a60e00000000"
    "0000000007000000756e6b6e6f776e0000000000000000000000000000000000000000000000"
    "0000000000000000000001000000000000000004000000683236344000000030000000010000"
    "0019000000000000000000f03f00000000000000000100000001000000610100000062010000"
    "0000000000000000000500000000000000000000002000000064646464646464646464646464"
    "646464646464646464646464646464646464647c5c10f0934f2cdaaa9adf86cb961a740a0000"
    "006c65747465722e747874",
    "020001000100000000000000020000006d657c5c10f0934f2cdaaa9adf86cb961a7410000000"
    "d6cc0cf171fb7d10df74932ae1820f4c6c00000028b52ffd20751d030084057100000001d6cc"
    "0cf171fb7d10df74932ae1820f4c7c5c10f0934f2cdaaa9adf86cb961a740000000663757374"
    "6f6d3ff000030001000500000006706572736f6e00000001310001e255e5cbf26b637866156e"
    "88203179d6041000f91a78b05c50",
    "090001000100000000000000020000006d650101000000000000000200000000000000040000"
    "00027100000001d6cc0cf171fb7d10df74932ae1820f4c7c5c10f0934f2cdaaa9adf86cb961a"
    "7400000006637573746f6d3ff000000000000003000000000000000100000000000000050000"
    "0006706572736f6e00000001310000000000000000000000000001e255e5cbf26b637866156e"
    "88203179d600d6cc0cf171fb7d10df74932ae1820f4c010400000066696c6c00000000000000"
    "00010000000000000003d6cc0cf171fb7d10df74932ae1820f4c040000000000000000000000"
    "00000000000b00000074686972645f706172747901000000010000004a00000000010000007c"
    "5c10f0934f2cdaaa9adf86cb961a7406000000666163652d31",
    "060001000100000000000000020000006d657c5c10f0934f2cdaaa9adf86cb961a7400000000"
    "01000000000000000200000000000000"};

} // namespace

std::vector<std::string> redoubt::fuzz::seeds()
{
    const Finding f = mark();
    Item item;
    item.id = f.item;
    item.streams.append({0, Modality::Video, QStringLiteral("h264"), {64, 48}, {1, 25}, 1, 0, 0});
    item.notExamined.append({Portion::page(2), Message::plain(QStringLiteral("b"))});
    item.shots.append({0, 5});
    Subject subject;
    subject.names.append(QStringLiteral("J"));
    subject.groups.append({f.item, QStringLiteral("face-1")});
    Item part = item;
    part.id = ItemId::fromContent("part");
    part.parent = item.id;
    part.part = QStringLiteral("letter.txt");
    Finding film = f;
    film.id = FindingId::fromContent("film");
    film.place = Track{
        0, {{0, {1, 2, 3, 4}, BoxOrigin::Detected, 1}, {5, {2, 2, 3, 4}, BoxOrigin::Padded, 0}}};
    Finding sound = f;
    sound.id = FindingId::fromContent("sound");
    sound.place = Span{1, {2, 9}, {0, 1}};
    Finding page = f;
    page.id = FindingId::fromContent("page");
    page.place = Area{2, {{1, 2, 3, 4}}, TextRange{1, 2}};
    Finding field = f;
    field.id = FindingId::fromContent("field");
    field.place = Field{QStringLiteral("Exif.GPSInfo")};
    const FindingList places{film, sound, page, field};
    Item analysed = item;
    analysed.state = ItemState::Failed;
    analysed.problem = Message::plain(QStringLiteral("p"));
    analysed.extent = 4;
    analysed.start = 1.5;
    std::vector<std::string> all{
        bytesOf(ItemAdded{item, QByteArray(32, 'c')}),
        bytesOf(ItemAdded{part, QByteArray(32, 'd')}),
        bytesOf(packFindings(f.item, &f, &f + 1)),
        bytesOf(packFindings(f.item, places.data(), places.data() + places.size())),
        bytesOf(
            Gesture{{AddMark{film}, AddMark{sound}, AddMark{page}, AddMark{field}, Undecide{f.id},
                     RemoveSubject{subject.id}, RemoveItem{item.id}, RestoreItem{item.id}},
                    {StepRole::Redo, 1, 2}}),
        bytesOf(ItemAnalysed{analysed}),
        bytesOf(ItemTextSet{item.id, item.object}),
        bytesOf(ReleaseMade{1, QByteArray(32, 'm')}),
        bytesOf(CheckpointSigned{QByteArray(100, 'c'), QByteArray(64, 's')}),
        bytesOf(ProfileSet{QStringLiteral("foia")}),
        bytesOf(Gesture{{AddMark{f}, Decide{{f.id, Verdict::Keep, Effect::Fill, {}, {}, 1}},
                         Withdraw{f.id}, SetSubject{subject}},
                        {StepRole::Do, 1, 2}}),
        bytesOf(SeenRecorded{f.item, 0, {1, 2}}),
        R"({"marks":[{"file":"a","page":0,"rect":[1,2,3,4],"effect":"fill"}]})",
        R"({"format":"redoubt-profile/1","name":"x","types":{"face":{"verdict":"ask"}}})"};
    for (const char *row : kOldRows)
        all.push_back(QByteArray::fromHex(row).toStdString());
    return all;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    if (const auto event = eventFromBytes(bytes)) {
        const QByteArray written = toBytes(*event);
        const auto again = eventFromBytes(written);
        if (!again || toBytes(*again) != written)
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
