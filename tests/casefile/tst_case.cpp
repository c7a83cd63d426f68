// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/atomicoutput.h"
#include "core/casefile/case.h"
#include "core/casefile/commands.h"
#include "core/casefile/fold.h"
#include "tests/casefile/casetest.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <thread>

using namespace redoubt;
using namespace redoubt::casefile;
using namespace redoubt::test;
using namespace Qt::StringLiterals;

class TestCase : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reopensEqual();
    void opensAVaultThatIsOpenAlready();
    void keepsObjectsThatNoEventNames();
    void takesItemsOutAndPutsThemBack();
    void keepsPartsBelowTheirItems();
    void answersNobodyWhenClosed();
    void leavesKnownFindingsOut();
    void keepsTheTextOfItems();
    void refusesTextThatWasDamaged();
    void mergesWhatWasSeen();
    void countsReleases();
    void passesErrorsOfTheVaultOn();
    void readsWhileAnotherWrites();
    void refusesToWriteReadOnly();
    void writesNoPlaintext();
    void logsTheCustody();
    void decidesByProfile();
    void opensAMillionFindingsFast();
};

void TestCase::reopensEqual()
{
    CaseFolder place;
    auto c = place.create();
    c->setActor(u"J. Doe"_s);
    const ItemId item = oneItem(place, *c);
    const Finding a = machineFinding(item, 1);
    const Finding b = machineFinding(item, 2);
    QVERIFY(c->addFindings(item, {b, a}));
    QVERIFY(c->decide({{a.id, Verdict::Keep, Effect::Default, {u"x"_s}, {}, 0}}));
    Item described = *c->sheet().item(item);
    described.state = ItemState::Analysed;
    described.streams = {{0, Modality::Video, u"h264"_s, {640, 480}, {1, 90000}, 2.5, 0, 0}};
    described.notExamined = {{Portion::page(2), Message::plain(u"torn"_s)}};
    described.shots = {{0, 10}, {10, 20}};
    described.extent = 7;
    described.start = 0.54;
    QVERIFY(c->setAnalysed(described));
    QVERIFY(c->setProfile(u"foia"_s));
    const SubjectId subject = SubjectId::random();
    QVERIFY(c->setSubject(
        {subject, SubjectRole::Minor, {u"Jane Roe"_s}, {u"1"_s}, {{item, u"face-1"_s}}}));
    QVERIFY(c->recordSeen(item, 0, {0, 5}));
    QCOMPARE(c->sheet().decision(a.id)->by, u"J. Doe"_s);
    QCOMPARE(c->sheet().undecidedCount(item), 1);
    const QString head = c->journalHead();
    QVERIFY(c->verifyJournal());

    auto reader = place.open(vault::Access::ReadOnly);
    QVERIFY2(reader, reader ? "" : qPrintable(reader.error().text()));
    QVERIFY((*reader)->sheet() == c->sheet());
    QCOMPARE((*reader)->journalHead(), head);
    QCOMPARE((*reader)->sheet().findings(item).front()->id, a.id);
    QVERIFY(*(*reader)->sheet().item(item) == described);
    QCOMPARE((*reader)->sheet().profileName(), u"foia"_s);
    QVERIFY((*reader)->sheet().subject(subject)->role == SubjectRole::Minor);
}

void TestCase::opensAVaultThatIsOpenAlready()
{
    CaseFolder place;
    auto made =
        vault::Vault::create(place.casePath(), CaseFolder::passphrase(), CaseFolder::cheap());
    QVERIFY(made);
    {
        auto c = Case::create(*std::move(made));
        QVERIFY(c);
        oneItem(place, **c);
    }
    auto opened =
        vault::Vault::open(place.casePath(), CaseFolder::passphrase(), vault::Access::ReadWrite);
    QVERIFY(opened);
    auto c = Case::open(*std::move(opened));
    QVERIFY(c);
    QCOMPARE((*c)->sheet().items().size(), size_t(1));
}

void TestCase::keepsObjectsThatNoEventNames()
{
    CaseFolder place;
    auto c = place.create();
    const ItemId item = oneItem(place, *c);
    QVERIFY(c->setItemText(item, u"old"_s));
    QVERIFY(c->setItemText(item, u"new"_s));
    QVERIFY(c->setItemText(item, u"new"_s)); // not stored once more
    const auto none = [](const QByteArray &) { return std::optional<ObjectId>(); };
    const auto lost = c->vault().seal(*memorySource("lost"), Modality::Text, none, JobContext());
    const auto text = c->vault().seal(*memorySource("text"), Modality::Text, none, JobContext(),
                                      vault::Compression::Zstd);
    QVERIFY(lost && text);
    const QList<ObjectId> all = *c->vault().objects();
    QCOMPARE(all.size(), 5);
    QVERIFY(c->orphans().isEmpty()); // somebody may be about to name them
    c.reset();
    for (const auto access : {vault::Access::ReadOnly, vault::Access::ReadWrite}) {
        const auto again = place.open(access);
        QVERIFY(again);
        QCOMPARE(*(*again)->vault().objects(), all);
        QVERIFY((*again)->openItem(item));
        QCOMPARE((*again)->itemText(item).value(), u"new"_s);
        // The older text is named by an older row, and no orphan.
        QHash<ObjectId, Orphan::Role> roles;
        for (const Orphan &orphan : (*again)->orphans())
            roles.insert(orphan.object, orphan.role);
        QCOMPARE(roles.size(), 2);
        QVERIFY(roles.value(lost->id) == Orphan::Role::Original);
        QVERIFY(roles.value(text->id) == Orphan::Role::Derived);
        if (access == vault::Access::ReadOnly)
            continue;
        // While this one writes, a reader does not know what it is about to name.
        QVERIFY((*place.open(vault::Access::ReadOnly))->orphans().isEmpty());
    }
}

void TestCase::keepsPartsBelowTheirItems()
{
    CaseFolder place;
    auto c = place.create();
    const ItemId top = oneItem(place, *c);
    const auto addPart = [&](ItemId parent, const QString &name) {
        auto sealed = sealPart(c->vault(), *c->sheet().item(parent), name, *memorySource("bytes"),
                               {}, JobContext());
        if (!sealed || !c->addSealed(*sealed))
            qFatal("a part");
        return sealed->item.id;
    };
    const ItemId letter = addPart(top, u"..\\deep/letter.txt"_s);
    const ItemId inside = addPart(letter, u"in"_s);
    const Item *part = c->sheet().item(letter);
    QCOMPARE(part->part, u"..\\deep/letter.txt"_s);
    QCOMPARE(part->rawName, std::string("a.txt.parts/_deep_letter.txt"));
    QCOMPARE(part->depth, 1);
    QCOMPARE(c->sheet().partsOf(top), (QList<ItemId>{letter, inside}));

    // What claims to lie in itself, or in what is not there, lies in nothing.
    SealedInput odd;
    odd.item.id = ItemId::random();
    odd.item.parent = odd.item.id;
    QVERIFY(c->addSealed(odd));
    QVERIFY(!c->sheet().item(odd.item.id)->parent);
    odd.item.id = ItemId::random();
    odd.item.parent = ItemId::random();
    QVERIFY(c->addSealed(odd));
    QVERIFY(!c->sheet().item(odd.item.id)->parent);

    c.reset();
    c = *place.open();
    QCOMPARE(c->sheet().partsOf(top), (QList<ItemId>{letter, inside}));
    QCOMPARE(c->sheet().item(inside)->depth, 2);
    QVERIFY(c->removeItem(letter));
    QVERIFY(!c->sheet().item(letter) && !c->sheet().item(inside));
    QVERIFY(c->restoreItem(inside));
    QVERIFY(c->restoreItem(letter));
    QCOMPARE(c->sheet().partsOf(top), (QList<ItemId>{letter, inside}));
}

void TestCase::takesItemsOutAndPutsThemBack()
{
    CaseFolder place;
    auto c = place.create();
    for (const char *name : {"in/a.txt", "in/b.txt", "in/c.txt"})
        place.folder().write(name, name);
    QVERIFY(c->ingest(place.inputs(), {}, JobContext()));
    const auto ids = [](const Case &of) {
        QList<ItemId> list;
        for (const Item &item : of.sheet().items())
            list.append(item.id);
        return list;
    };
    const QList<ItemId> all = ids(*c);
    QCOMPARE(all.size(), 3);
    const ItemId middle = all[1];
    const FindingList findings{machineFinding(middle, 1), machineFinding(middle, 2)};
    QVERIFY(c->addFindings(middle, findings));
    QSignalSpy removed(&c->sheet(), &ReviewSheet::itemRemoved);
    QSignalSpy added(&c->sheet(), &ReviewSheet::itemAdded);
    const auto before = c->vault().objects()->size();

    QVERIFY(c->removeItem(middle));
    QCOMPARE(removed.size(), 1);
    QVERIFY(!c->removeItem(middle)); // it is out
    QVERIFY(!c->restoreItem(all[0]));
    QCOMPARE(ids(*c), (QList<ItemId>{all[0], all[2]}));
    QVERIFY(c->sheet().item(middle) == nullptr);
    QVERIFY(!c->openItem(middle));
    QCOMPARE(c->sheet().removedItems().size(), size_t(1));
    c.reset();

    // The original is still there after the case was opened for writing again.
    c = *place.open();
    QCOMPARE(c->vault().objects()->size(), before);
    QCOMPARE(ids(*c), (QList<ItemId>{all[0], all[2]}));
    QVERIFY(c->restoreItem(middle));
    QCOMPARE(ids(*c), all); // at its old place
    QCOMPARE(c->sheet().findings(middle).size(), size_t(2));
    QVERIFY(c->openItem(middle));
    QVERIFY(c->sheet().removedItems().empty());

    // The same as a step that can be undone, also after a restart.
    c->undoStack().push(new ChangeCommand(*c, u"Remove"_s, {RemoveItem{middle}}));
    QCOMPARE(ids(*c).size(), 2);
    c.reset();
    c = *place.open();
    QCOMPARE(ids(*c).size(), 2);
    c->undoStack().undo();
    QCOMPARE(ids(*c), all);
    c->undoStack().redo();
    QCOMPARE(ids(*c).size(), 2);
    const auto log = c->log();
    QVERIFY(log);
    QVERIFY(std::any_of(log->begin(), log->end(), [](const LogEntry &entry) {
        return entry.event == u"item_removed" && entry.detail.contains(u"b.txt");
    }));
}

void TestCase::answersNobodyWhenClosed()
{
    CaseFolder place;
    auto c = place.create();
    const ItemId item = oneItem(place, *c);
    QVERIFY(c->setItemText(item, u"text"_s));
    const auto source = c->openItem(item);
    const auto text = c->itemTextReader(item);
    const auto vault = c->sharedVault();
    c->close();
    c->close();
    QCOMPARE((*source)->readAll(1000).error().kind(), ErrorKind::Cancelled);
    QCOMPARE(text().error().kind(), ErrorKind::Cancelled);
    QCOMPARE(c->setProfile(u"standard"_s).error().kind(), ErrorKind::Cancelled);
    QCOMPARE(c->log().error().kind(), ErrorKind::Cancelled);
    QCOMPARE(c->verifyJournal().error().kind(), ErrorKind::Cancelled);
    QCOMPARE(c->sheet().items().size(), size_t(1)); // to look at
    // Somebody else may write now, though a job still holds the vault.
    QVERIFY(place.open());
    c.reset();
    QCOMPARE(vault->open(ObjectId::random()).error().kind(), ErrorKind::NotFound);
}

void TestCase::leavesKnownFindingsOut()
{
    CaseFolder place;
    auto c = place.create();
    const ItemId item = oneItem(place, *c);
    FindingList list;
    for (int i = 0; i < 600; ++i)
        list.push_back(machineFinding(item, i));
    QVERIFY(c->addFindings(item, list));
    c.reset();
    c = *place.open();
    const QString head = c->journalHead();
    QSignalSpy changed(&c->sheet(), &ReviewSheet::findingsChanged);
    QVERIFY(c->addFindings(item, list));
    QCOMPARE(c->journalHead(), head);
    QCOMPARE(changed.size(), 0);
    list.push_back(machineFinding(item, 601));
    QVERIFY(c->addFindings(item, list));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(c->sheet().findings(item).size(), size_t(601));
    Finding stranger = machineFinding(ItemId::random(), 1);
    QVERIFY(!c->addFindings(item, {stranger}));
    QVERIFY(!c->addFindings(stranger.item, {stranger}));
}

void TestCase::keepsTheTextOfItems()
{
    CaseFolder place;
    auto c = place.create();
    const ItemId item = oneItem(place, *c);
    QVERIFY(c->itemText(item).value().isEmpty());
    QVERIFY(!c->itemText(ItemId::random()));
    const QString text = u"Zoë 🙂 "_s.repeated(1000);
    QVERIFY(c->setItemText(item, text));
    c.reset();
    c = *place.open();
    QCOMPARE(c->itemText(item).value(), text);
    QVERIFY(!c->setItemText(ItemId::random(), text));
}

void TestCase::refusesTextThatWasDamaged()
{
    CaseFolder place;
    auto c = place.create();
    const ItemId item = oneItem(place, *c);
    const QList<ObjectId> before = *c->vault().objects();
    QVERIFY(c->setItemText(item, u"call 202-555-0142"_s));
    const auto reader = c->itemTextReader(item);
    QCOMPARE(reader().value(), u"call 202-555-0142"_s);
    const QList<ObjectId> after = *c->vault().objects();
    QCOMPARE(after.size(), before.size() + 1);
    for (const ObjectId id : after) {
        if (before.contains(id))
            continue;
        const std::string name = id.toString().toStdString();
        const auto file = place.casePath() / "objects" / name.substr(0, 2) / (name + ".rvo");
        QByteArray bytes = readFile(file);
        bytes.back() = char(bytes.back() ^ 1);
        QVERIFY(writeFileAtomically(file, bytes));
    }
    QVERIFY(!c->itemText(item));
    QVERIFY(c->itemText(item).error().text().contains(u"a.txt"_s));
    // A reader taken before answers the same, from another thread too.
    Result<QString> elsewhere = QString();
    std::thread([&] { elsewhere = reader(); }).join();
    QVERIFY(!elsewhere);
}

void TestCase::mergesWhatWasSeen()
{
    CaseFolder place;
    auto c = place.create();
    const ItemId item = oneItem(place, *c);
    for (const TimeSpan span : {TimeSpan{0, 10}, {20, 30}, {10, 12}, {40, 50}, {25, 45}, {5, 5}})
        QVERIFY(c->recordSeen(item, 0, span));
    QCOMPARE(c->seen(item, 0), (QList<TimeSpan>{{0, 12}, {20, 50}}));
    QVERIFY(c->seen(item, 1).isEmpty());
}

void TestCase::countsReleases()
{
    CaseFolder place;
    auto c = place.create();
    QCOMPARE(c->lastRelease(), 0);
    QCOMPARE(*c->recordRelease(QByteArray(32, 'x')), 1);
    QCOMPARE(*c->recordRelease(QByteArray(32, 'y')), 2);
    c.reset();
    QCOMPARE((*place.open())->lastRelease(), 2);
}

void TestCase::passesErrorsOfTheVaultOn()
{
    CaseFolder place;
    QVERIFY(!place.open());
    place.create().reset();
    const auto wrong =
        Case::open(place.casePath(), SecretBytes::copyOf("wrong"), vault::Access::ReadOnly);
    QVERIFY(!wrong && wrong.error().kind() == ErrorKind::WrongKey);
    std::filesystem::remove(place.casePath() / "journal.db");
    const auto without = place.open();
    QVERIFY(!without && without.error().kind() == ErrorKind::Damaged);
}

void TestCase::readsWhileAnotherWrites()
{
    CaseFolder place;
    auto writer = place.create();
    const ItemId item = oneItem(place, *writer);
    const auto second = place.open();
    QVERIFY(!second && second.error().kind() == ErrorKind::Conflict);
    const auto reader = place.open(vault::Access::ReadOnly);
    QVERIFY(reader);
    QVERIFY(writer->addFindings(item, {machineFinding(item, 1)}));
    const auto later = place.open(vault::Access::ReadOnly);
    QVERIFY(later);
    QCOMPARE((*later)->sheet().findings(item).size(), size_t(1));
}

void TestCase::refusesToWriteReadOnly()
{
    CaseFolder place;
    const ItemId item = [&] {
        auto c = place.create();
        return oneItem(place, *c);
    }();
    const auto reader = place.open(vault::Access::ReadOnly);
    const auto written = (*reader)->addFindings(item, {machineFinding(item, 1)});
    QVERIFY(!written && written.error().kind() == ErrorKind::PermissionDenied);
    QVERIFY((*reader)->sheet().findings(item).empty());
}

void TestCase::writesNoPlaintext()
{
    CaseFolder place;
    const QByteArray secret = "ZEBRA-7731-XYLOPHONE";
    const QString word = QString::fromLatin1(secret);
    auto c = place.create();
    const ItemId item = oneItem(place, *c, "the word is " + secret + "\n");
    place.folder().write("in/" + secret.toStdString() + ".txt", secret);
    QVERIFY(c->ingest(place.inputs(), {}, JobContext()));
    const Finding found = machineFinding(item, 1, word);
    QVERIFY(c->addFindings(item, {found}));
    QVERIFY(c->setItemText(item, word.repeated(50)));
    QVERIFY(c->setSubject({SubjectId::random(), SubjectRole::Staff, {word}, {}, {}}));
    QVERIFY(c->decide({{found.id, Verdict::Redact, Effect::Fill, {word}, word, 1}}));
    const auto search = [&] {
        for (const auto &entry :
             std::filesystem::recursive_directory_iterator(place.folder().path())) {
            if (!entry.is_regular_file() || entry.path().native().find("/in/") != std::string::npos)
                continue;
            const QByteArray bytes = readFile(entry.path());
            QVERIFY2(!bytes.contains(secret), entry.path().c_str());
            QVERIFY(!bytes.contains(
                QByteArray(reinterpret_cast<const char *>(word.utf16()), word.size() * 2)));
        }
    };
    search(); // while the WAL is there
    c.reset();
    search();
}

void TestCase::logsTheCustody()
{
    CaseFolder place;
    auto c = place.create();
    c->setActor(u"J. Doe"_s);
    const ItemId item = oneItem(place, *c);
    const Finding found = machineFinding(item, 1);
    QVERIFY(c->addFindings(item, {found}));
    QVERIFY(c->decide({{found.id, Verdict::Redact, Effect::Default, {u"(b)(6)"_s}, {}, 0}}));
    QVERIFY(c->undecide({found.id}));
    QVERIFY(c->recordRelease(QByteArray(32, 'x')));
    const auto log = c->log();
    QVERIFY(log);
    QStringList names;
    for (const LogEntry &entry : *log) {
        names.append(entry.event);
        QCOMPARE(entry.sequence, qint64(names.size()));
        QVERIFY(entry.atUs > 0);
    }
    QCOMPARE(names,
             (QStringList{u"case_created"_s, u"item_added"_s, u"findings_added"_s, u"decision"_s,
                          u"decision_withdrawn"_s, u"release"_s, u"checkpoint"_s}));
    QVERIFY(log->at(1).detail.contains(u"a.txt"));
    QVERIFY(log->at(3).detail.contains(u"(b)(6)"));
    QCOMPARE(log->at(3).actor, u"J. Doe"_s);
}

void TestCase::decidesByProfile()
{
    CaseFolder place;
    auto c = place.create();
    const ItemId item = oneItem(place, *c);
    Finding name = machineFinding(item, 1, u"JANE  roe"_s);
    Finding voice = machineFinding(item, 2);
    voice.type = FindingType::Voice;
    voice.place = Span{0, {0, 10}, {}};
    voice.group = u"voice-1"_s;
    Finding drawn = machineFinding(item, 4);
    drawn.type = FindingType::Location;
    drawn.provenance = Provenance::person();
    QVERIFY(c->addFindings(item, {name, voice}));
    QVERIFY(c->addMarks({drawn}));
    const Profile standard = *loadProfile(u"standard"_s);
    const Profile dsar = *loadProfile(u"dsar"_s);
    const ReviewSheet &sheet = c->sheet();
    QVERIFY(sheet.outcome(name, standard).verdict == Verdict::Redact);
    QVERIFY(sheet.outcome(name, standard).effect == Effect::Label);
    QCOMPARE(sheet.outcome(name, standard).by, u"profile:standard"_s);
    QVERIFY(sheet.outcome(voice, standard).verdict == Verdict::Keep);
    QVERIFY(sheet.outcome(voice, dsar).verdict == Verdict::Redact);
    QVERIFY(sheet.outcome(drawn, standard).verdict == Verdict::Redact);
    QVERIFY(sheet.outcome(drawn, standard).decidedByPerson);
    Profile ask = standard;
    ask.rules[FindingType::PersonName].verdict = DefaultVerdict::Ask;
    QVERIFY(sheet.outcome(name, ask).undecided);
    QVERIFY(sheet.outcome(name, ask).verdict == Verdict::Redact);

    QVERIFY(c->setSubject({SubjectId::random(),
                           SubjectRole::Requester,
                           {u"Jane Roe"_s},
                           {},
                           {{item, u"voice-1"_s}}}));
    QVERIFY(sheet.outcome(name, dsar).verdict == Verdict::Keep);
    QVERIFY(sheet.outcome(voice, dsar).verdict == Verdict::Keep);
    QVERIFY(sheet.outcome(name, standard).verdict == Verdict::Redact);
    QVERIFY(c->decide({{name.id, Verdict::Redact, Effect::Remove, {}, {}, 0}}));
    QVERIFY(sheet.outcome(name, dsar).verdict == Verdict::Redact);
    QVERIFY(sheet.outcome(name, dsar).effect == Effect::Remove);
    QCOMPARE(sheet.outcome(name, dsar).reasons, QStringList{u"ART15-4"_s});
}

void TestCase::opensAMillionFindingsFast()
{
    CaseFolder place;
    constexpr int kCount = 1'000'000;
    ItemId item;
    {
        auto c = place.create();
        item = oneItem(place, *c);
        FindingList list;
        for (int i = 0; i < kCount; ++i)
            list.push_back(machineFinding(item, i));
        QElapsedTimer timer;
        timer.start();
        QVERIFY(c->addFindings(item, list));
        qInfo("write 1 M findings: %lld ms", timer.elapsed());
    }
    QElapsedTimer timer;
    timer.start();
    const auto c = place.open(vault::Access::ReadOnly);
    const qint64 opened = timer.restart();
    QVERIFY(c);
    const size_t seen = (*c)->sheet().findings(item).size();
    qInfo("open 1 M findings: %lld ms (with the cheap KDF); unpack and sort them: %lld ms", opened,
          timer.elapsed());
    QCOMPARE(seen, size_t(kCount));
    QVERIFY2(opened < 5000, "ten times the goal is a defect, whatever else the machine does");
}

QTEST_GUILESS_MAIN(TestCase)
#include "tst_case.moc"
