// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/ui/uicase.h"
#include "ui/common/gestures.h"

#include <QSignalSpy>
#include <QTest>

using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;

class TestSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void startsAtTheFirstItem();
    void tellsStatesByProfileAndPerson();
    void decidesManyAsOneStep();
    void keepsReasonsWhenTheVerdictIsGivenAgain();
    void togglesReasons();
    void removesWhatAPersonDrewAndKeepsTheRest();
    void followsADragWithTheSelection();
    void movingAProposalDecidesNothing();
    void dropsWhatUndoTookAwayFromTheSelection();
    void countsAgainAfterADecision();
    void joinsWhatWasSeen();
    void namesFindingsByTheirSubject();
    void showsThePlaceOfASelection();
    void changesTheProfile();
    void keepsInAndOutMarksApart();
    void showsAnotherStreamAtTheSameMoment();
};

namespace {

int steps(Session &session)
{
    return session.openCase().undoStack().count();
}

} // namespace

void TestSession::startsAtTheFirstItem()
{
    UiCase c;
    QCOMPARE(c.session().currentItem(), c.item());
    QVERIFY(!c.session().axis());
    QVERIFY(c.session().viewMode() == ViewMode::Edit);
}

void TestSession::showsAnotherStreamAtTheSameMoment()
{
    UiCase c;
    casefile::Item item = *c.session().item();
    item.kind = ItemKind::Video;
    item.streams = {{0, Modality::Video, u"h264"_s, {64, 48}, {1, 1000}, 10, 0, 0},
                    {1, Modality::Audio, u"aac"_s, {}, {1, 8000}, 10, 8000, 1},
                    {2, Modality::Video, u"h264"_s, {64, 48}, {1, 90000}, 10, 0, 0},
                    {3, Modality::Audio, u"aac"_s, {}, {1, 8000}, 10, 8000, 1}};
    QVERIFY(c.session().openCase().setAnalysed(item));
    QCOMPARE(c.session().pictureStream(), 0);
    QCOMPARE(c.session().soundStream(), 1);
    c.session().setTime(5000);
    const QSignalSpy changed(&c.session(), &Session::streamsChanged);
    c.session().showStream(2);
    QCOMPARE(c.session().pictureStream(), 2);
    QCOMPARE(c.session().time(), Ticks(450000));
    c.session().showStream(3);
    QCOMPARE(c.session().soundStream(), 3);
    QCOMPARE(c.session().pictureStream(), 2);
    QCOMPARE(changed.count(), 2);
    c.session().showStream(3);
    c.session().showStream(9);
    QCOMPARE(changed.count(), 2);

    // A finding is shown in the stream it lies in.
    const auto add = [&](Place place) {
        const FindingId id = c.session().gestures().addMark(std::move(place));
        c.session().select({id}, Session::Reveal::Yes);
    };
    add(Track{0, {{7000, {1, 1, 9, 9}, BoxOrigin::Drawn, 1}}});
    QCOMPARE(c.session().pictureStream(), 0);
    QCOMPARE(c.session().time(), Ticks(7000));
    add(Span{1, {8000, 9000}, {}});
    QCOMPARE(c.session().soundStream(), 1);

    // One of two videos seen is half of the file.
    c.session().recordSeen(0, {0, 10000});
    QTRY_COMPARE_WITH_TIMEOUT(c.session().seenShare(), 0.5, 3000);
}

void TestSession::keepsInAndOutMarksApart()
{
    UiCase c;
    const QSignalSpy changed(&c.session(), &Session::timeMarksChanged);
    c.session().setInMark(100);
    c.session().setOutMark(200);
    QCOMPARE(c.session().timeMarks(), (Session::TimeMarks{100, 200}));
    c.session().setOutMark(200);
    QCOMPARE(changed.size(), 2);
    c.session().setInMark(200); // nothing would be between them
    QCOMPARE(c.session().timeMarks(), (Session::TimeMarks{200, std::nullopt}));
    c.session().setOutMark(150);
    QCOMPARE(c.session().timeMarks(), (Session::TimeMarks{std::nullopt, 150}));
}

void TestSession::tellsStatesByProfileAndPerson()
{
    UiCase c;
    const FindingId certain = c.add(0, 8);
    const FindingId unsure = c.add(10, 18, FindingType::PhoneNumber, 0.4);
    const FindingId date = c.add(20, 24, FindingType::Date);
    const auto state = [&](FindingId id) {
        return c.session().state(*c.session().sheet().finding(id));
    };
    QVERIFY(state(certain) == MarkState::Proposed);
    QVERIFY(state(unsure) == MarkState::Candidate);
    QVERIFY(state(date) == MarkState::KeptByProfile);
    c.session().gestures().decide({certain, date}, Verdict::Redact);
    c.session().gestures().decide({unsure}, Verdict::Keep);
    QVERIFY(state(certain) == MarkState::Redact);
    QVERIFY(state(date) == MarkState::Redact);
    QVERIFY(state(unsure) == MarkState::Keep);
    const FindingId drawn = c.session().gestures().addMark(TextRange{30, 33});
    QVERIFY(state(drawn) == MarkState::Redact);
    QCOMPARE(c.session().selection(), QList<FindingId>{drawn});
}

void TestSession::decidesManyAsOneStep()
{
    UiCase c;
    QList<FindingId> all;
    for (int i = 0; i < 50; ++i)
        all.append(c.add(i * 10, i * 10 + 5));
    c.session().gestures().decide(all, Verdict::Keep);
    QCOMPARE(steps(c.session()), 1);
    c.session().openCase().undoStack().undo();
    for (const FindingId id : all)
        QVERIFY(!c.session().sheet().decision(id));
    c.session().gestures().decide({}, Verdict::Keep);
    c.session().gestures().decide({FindingId::random()}, Verdict::Keep);
    QCOMPARE(steps(c.session()), 1); // nothing to decide is no step
}

void TestSession::keepsReasonsWhenTheVerdictIsGivenAgain()
{
    UiCase c;
    const FindingId id = c.add(0, 8);
    c.session().gestures().decide({id}, Verdict::Redact, QStringList{u"(b)(6)"_s}, Effect::Remove);
    c.session().gestures().decide({id}, Verdict::Redact);
    const auto decision = c.session().sheet().decision(id);
    QCOMPARE(decision->reasons, QStringList{u"(b)(6)"_s});
    QVERIFY(decision->effect == Effect::Remove);
}

void TestSession::togglesReasons()
{
    UiCase c;
    const FindingId a = c.add(0, 8);
    const FindingId b = c.add(10, 18);
    const auto reasons = [&](FindingId id) { return c.session().sheet().decision(id)->reasons; };
    c.session().gestures().toggleReason({a}, u"X"_s);
    c.session().gestures().toggleReason({a, b}, u"Y"_s);
    QCOMPARE(reasons(a), (QStringList{u"X"_s, u"Y"_s}));
    QCOMPARE(reasons(b), QStringList{u"Y"_s});
    c.session().gestures().toggleReason({a, b}, u"X"_s); // not all have it: they get it
    QCOMPARE(reasons(b), (QStringList{u"Y"_s, u"X"_s}));
    QCOMPARE(reasons(a).count(u"X"_s), 1);
    c.session().gestures().toggleReason({a, b}, u"X"_s); // all have it: they lose it
    QVERIFY(!reasons(a).contains(u"X"_s));
    QVERIFY(!reasons(b).contains(u"X"_s));
}

void TestSession::removesWhatAPersonDrewAndKeepsTheRest()
{
    UiCase c;
    const FindingId machine = c.add(0, 8);
    const FindingId drawn = c.session().gestures().addMark(TextRange{10, 12});
    const int before = steps(c.session());
    c.session().gestures().remove({machine, drawn});
    QCOMPARE(steps(c.session()), before + 1);
    QCOMPARE(c.session().findings(c.item()).size(), size_t(1));
    QVERIFY(c.session().sheet().decision(machine)->verdict == Verdict::Keep);
    c.session().openCase().undoStack().undo();
    QCOMPARE(c.session().findings(c.item()).size(), size_t(2));
    QVERIFY(!c.session().sheet().decision(machine));
}

void TestSession::followsADragWithTheSelection()
{
    UiCase c;
    const FindingId machine = c.add(0, 8);
    c.session().select({machine}, Session::Reveal::No);
    const quint64 gesture = Gestures::next();
    FindingId shown = machine;
    for (int i = 1; i <= 5; ++i)
        shown = c.session().gestures().editPlace(shown, TextRange{i, 8 + i}, gesture);
    QCOMPARE(steps(c.session()), 1);
    QCOMPARE(c.session().selection(), QList<FindingId>{shown});
    const Finding *finding = c.session().sheet().finding(shown);
    QVERIFY(finding != nullptr);
    QCOMPARE(std::get<TextRange>(finding->place).begin, qsizetype(5));
    QCOMPARE(c.session().findings(c.item()).size(), size_t(1));
}

void TestSession::movingAProposalDecidesNothing()
{
    UiCase c;
    QVERIFY(c.session().setProfile(u"foia"_s));
    // Of a type that the profile keeps, and of one that it asks about.
    for (const FindingType type : {FindingType::Date, FindingType::Organisation}) {
        const FindingId proposed = c.add(10, 18, type);
        const auto before = c.session().outcome(*c.session().sheet().finding(proposed));
        const MarkState state = c.session().state(*c.session().sheet().finding(proposed));
        const FindingId moved =
            c.session().gestures().editPlace(proposed, TextRange{9, 18}, Gestures::next());
        QVERIFY(moved != proposed);
        const Finding &now = *c.session().sheet().finding(moved);
        const auto after = c.session().outcome(now);
        QVERIFY(after.verdict == before.verdict);
        QCOMPARE(after.undecided, before.undecided);
        QVERIFY(!after.decidedByPerson);
        QVERIFY(c.session().state(now) == state);
        QVERIFY(now.placedByPerson());
        QCOMPARE(now.provenance.detector, u"test"_s); // it is still the machine's opinion
    }
    // What a person decided, or drew, moves with its decision.
    const FindingId kept = c.add(0, 8);
    c.session().gestures().decide({kept}, Verdict::Keep);
    const FindingId moved =
        c.session().gestures().editPlace(kept, TextRange{0, 9}, Gestures::next());
    QVERIFY(c.session().outcome(*c.session().sheet().finding(moved)).verdict == Verdict::Keep);
    const FindingId drawn = c.session().gestures().addMark(TextRange{20, 24});
    const FindingId drawnOn =
        c.session().gestures().editPlace(drawn, TextRange{20, 25}, Gestures::next());
    QVERIFY(c.session().outcome(*c.session().sheet().finding(drawnOn)).decidedByPerson);
}

void TestSession::dropsWhatUndoTookAwayFromTheSelection()
{
    UiCase c;
    c.session().gestures().addMark(TextRange{1, 3});
    c.session().openCase().undoStack().undo();
    QTRY_VERIFY(c.session().selection().isEmpty());
}

void TestSession::countsAgainAfterADecision()
{
    UiCase c;
    const FindingId a = c.add(0, 8);
    c.add(10, 18, FindingType::Date);
    QTRY_COMPARE(c.session().counts(c.item()).findings, 2);
    QCOMPARE(c.session().counts(c.item()).undecided, 1);
    QSignalSpy changed(&c.session(), &Session::itemMarksChanged);
    c.session().gestures().decide({a}, Verdict::Keep);
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(c.session().counts().undecided, 0);
}

void TestSession::joinsWhatWasSeen()
{
    UiCase c;
    QSignalSpy seen(&c.session(), &Session::seenChanged);
    c.session().recordSeen(0, {0, 1});
    c.session().recordSeen(0, {1, 2});
    QVERIFY(c.session().openCase().seen(c.item(), 0).isEmpty()); // gathered first
    QTRY_COMPARE_WITH_TIMEOUT(seen.count(), 1, 3000);
    QCOMPARE(c.session().openCase().seen(c.item(), 0), (QList<TimeSpan>{{0, 2}}));
    // Two of the characters of the text, which is as long as the analysis said.
    QCOMPARE(c.session().seenShare(), 2.0 / double(c.session().item()->extent));
    c.session().recordSeen(0, {2, c.session().item()->extent});
    QTRY_COMPARE_WITH_TIMEOUT(seen.count(), 2, 3000);
    QCOMPARE(c.session().seenShare(), 1.0);
}

void TestSession::namesFindingsByTheirSubject()
{
    UiCase c;
    const FindingId id = c.add(0, 8);
    const Finding *finding = c.session().sheet().finding(id);
    QCOMPARE(c.session().title(*finding), displayName(FindingType::PersonName));
    casefile::Subject subject;
    subject.id = SubjectId::random();
    subject.names = {u"Jane Roe"_s, finding->text.reveal()};
    c.session().gestures().setSubject(subject);
    QCOMPARE(c.session().title(*finding), u"Jane Roe"_s);
    c.session().gestures().removeSubject(subject.id);
    QCOMPARE(c.session().title(*finding), displayName(FindingType::PersonName));
    Finding face = *finding;
    face.type = FindingType::Face;
    face.group = u"face-12"_s;
    QCOMPARE(c.session().title(face), u"%1 12"_s.arg(displayName(FindingType::Face)));
    // What a machine proposed is never said to be marked by hand.
    Finding other = *finding;
    other.type = FindingType::Custom;
    QVERIFY(c.session().title(other).contains(other.provenance.detector));
    QVERIFY(c.session().title(other) != displayName(FindingType::Custom));
    other.provenance = Provenance::person();
    QCOMPARE(c.session().title(other), displayName(FindingType::Custom));
}

void TestSession::showsThePlaceOfASelection()
{
    UiCase c;
    const FindingId mark = c.session().gestures().addMark(Area{7, {{1, 1, 2, 2}}, {}});
    QSignalSpy paged(&c.session(), &Session::pageChanged);
    c.session().select({mark}, Session::Reveal::Yes);
    QCOMPARE(c.session().page(), 7);
    QCOMPARE(paged.count(), 1);
}

void TestSession::changesTheProfile()
{
    UiCase c;
    const FindingId date = c.add(0, 4, FindingType::Date);
    QSignalSpy changed(&c.session(), &Session::profileChanged);
    QVERIFY(c.session().setProfile(u"hipaa"_s));
    QCOMPARE(changed.count(), 1);
    QVERIFY(!c.session().reasons().isEmpty());
    QVERIFY(c.session().state(*c.session().sheet().finding(date)) == MarkState::Proposed);
    QVERIFY(!c.session().setProfile(u"no such profile"_s));
    QCOMPARE(c.session().profile().name, u"hipaa"_s);
}

QTEST_MAIN(TestSession)
#include "tst_session.moc"
