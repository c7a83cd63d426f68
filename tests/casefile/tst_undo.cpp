// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/casefile/commands.h"
#include "tests/casefile/casetest.h"

#include <QTest>

#include <random>

using namespace redoubt;
using namespace redoubt::casefile;
using namespace redoubt::test;
using namespace Qt::StringLiterals;

class TestUndo : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void redoUndoRedoGivesEqualSheets();
    void mergesMovesOfOneDrag();
    void forgetsADragThatCameBack();
    void movesTakeTheDecisionAlong();
    void mergedDragsAreOneStepAfterReopening();
    void keepsRedoOverARestart();
    void dropsCommandsThatCannotBeWritten();
    void anyGesturesComeBackAndReopen_data();
    void anyGesturesComeBackAndReopen();

private:
    void reopen();
    /// The sheet as it is now, read from the file by another reader.
    std::unique_ptr<Case> copy() const { return *m_place->open(vault::Access::ReadOnly); }
    Finding drawn(int number) const;

    std::unique_ptr<CaseFolder> m_place;
    std::unique_ptr<Case> m_case;
    ItemId m_item;
};

void TestUndo::init()
{
    m_place = std::make_unique<CaseFolder>();
    m_case = m_place->create();
    m_place->folder().write("in/a.txt", "Jane Roe was there.\n");
    m_item = m_case->ingest(m_place->inputs(), {}, JobContext())->added.first();
    FindingList list;
    for (int i = 0; i < 8; ++i)
        list.push_back(machineFinding(m_item, i));
    QVERIFY(m_case->addFindings(m_item, list));
}

void TestUndo::cleanup()
{
    m_case.reset();
    m_place.reset();
}

void TestUndo::reopen()
{
    m_case.reset();
    auto opened = m_place->open();
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().text()));
    m_case = *std::move(opened);
}

Finding TestUndo::drawn(int number) const
{
    Finding f = machineFinding(m_item, 1000 + number);
    f.provenance = Provenance::person();
    f.id = FindingId::random();
    return f;
}

void TestUndo::redoUndoRedoGivesEqualSheets()
{
    const Finding mark = drawn(1);
    const FindingId known = m_case->sheet().findings(m_item).front()->id;
    const SubjectId subject = SubjectId::random();
    QUndoStack &stack = m_case->undoStack();
    const auto check = [&](QUndoCommand *command) {
        const auto before = copy();
        stack.push(command);
        const auto after = copy();
        QVERIFY(after->sheet() == m_case->sheet());
        QVERIFY(!(before->sheet() == after->sheet()));
        stack.undo();
        QVERIFY(before->sheet() == m_case->sheet());
        QVERIFY(copy()->sheet() == before->sheet());
        stack.redo();
        QVERIFY(after->sheet() == m_case->sheet());
    };
    check(new AddMarkCommand(*m_case, {mark}));
    check(new DecideCommand(*m_case, {{known, Verdict::Keep, Effect::Default, {}, {}, 0},
                                      {mark.id, Verdict::Redact, Effect::Fill, {u"x"_s}, {}, 0}}));
    check(new DecideCommand(*m_case, {{known, Verdict::Redact, Effect::Label, {}, {}, 0}}));
    check(new EditPlaceCommand(*m_case, known, TextRange{500, 501}, 0));
    check(new SubjectCommand(*m_case, subject, Subject{subject, {}, {u"Jane"_s}, {}, {}}));
    check(new SubjectCommand(*m_case, subject,
                             Subject{subject, SubjectRole::Staff, {u"J"_s}, {}, {}}));
    check(new SubjectCommand(*m_case, subject, std::nullopt));
    check(new ChangeCommand(*m_case, u"Take back"_s, {Withdraw{mark.id}}));
    QCOMPARE(stack.text(stack.count() - 1), u"Take back"_s);
    QCOMPARE(stack.count(), 8);
}

void TestUndo::mergesMovesOfOneDrag()
{
    const Finding original = *m_case->sheet().findings(m_item).front();
    QUndoStack &stack = m_case->undoStack();
    const auto before = copy();
    for (int i = 1; i <= 5; ++i)
        stack.push(new EditPlaceCommand(*m_case, original.id, TextRange{i, i + 100}, 7));
    QCOMPARE(stack.count(), 1);
    QCOMPARE(m_case->sheet().findings(m_item).size(), size_t(8));
    QVERIFY(m_case->sheet().isSuperseded(original.id));
    stack.push(new EditPlaceCommand(*m_case, original.id, TextRange{50, 60}, 8));
    QCOMPARE(stack.count(), 2);
    stack.undo();
    stack.undo();
    QVERIFY(before->sheet() == m_case->sheet());
    QVERIFY(!m_case->sheet().isSuperseded(original.id));
}

void TestUndo::forgetsADragThatCameBack()
{
    const Finding original = *m_case->sheet().findings(m_item).front();
    const auto before = copy();
    QUndoStack &stack = m_case->undoStack();
    stack.push(
        new DecideCommand(*m_case, {{original.id, Verdict::Keep, Effect::Default, {}, {}, 0}}));
    stack.push(new EditPlaceCommand(*m_case, original.id, TextRange{700, 701}, 7));
    stack.push(new EditPlaceCommand(*m_case, original.id, original.place, 7));
    QCOMPARE(stack.count(), 1);
    QVERIFY(!m_case->sheet().isSuperseded(original.id));
    reopen();
    QCOMPARE(m_case->undoStack().count(), 1);
    m_case->undoStack().undo();
    QVERIFY(before->sheet() == m_case->sheet());
}

void TestUndo::movesTakeTheDecisionAlong()
{
    const FindingId id = m_case->sheet().findings(m_item).front()->id;
    QVERIFY(m_case->decide({{id, Verdict::Keep, Effect::Default, {u"r"_s}, u"me"_s, 5}}));
    auto *move = new EditPlaceCommand(*m_case, id, TextRange{900, 901}, 0);
    m_case->undoStack().push(move);
    const auto decision = m_case->sheet().decision(move->edited());
    QVERIFY(decision && decision->verdict == Verdict::Keep);
    QCOMPARE(decision->by, u"me"_s);
    QVERIFY(m_case->sheet().finding(move->edited())->supersedes == id);
}

void TestUndo::mergedDragsAreOneStepAfterReopening()
{
    const FindingId id = m_case->sheet().findings(m_item).front()->id;
    const auto before = copy();
    for (int i = 1; i <= 4; ++i)
        m_case->undoStack().push(new EditPlaceCommand(*m_case, id, TextRange{i, i + 50}, 3));
    const auto after = copy();
    reopen();
    QUndoStack &stack = m_case->undoStack();
    QCOMPARE(stack.count(), 1);
    stack.undo();
    QVERIFY(before->sheet() == m_case->sheet());
    reopen();
    QCOMPARE(m_case->undoStack().count(), 1);
    QCOMPARE(m_case->undoStack().index(), 0);
    m_case->undoStack().redo();
    QVERIFY(after->sheet() == m_case->sheet());
}

void TestUndo::keepsRedoOverARestart()
{
    m_case->undoStack().push(new AddMarkCommand(*m_case, {drawn(1)}));
    m_case->undoStack().push(new AddMarkCommand(*m_case, {drawn(2)}));
    const auto after = copy();
    m_case->undoStack().undo();
    reopen();
    QCOMPARE(m_case->undoStack().count(), 2);
    QCOMPARE(m_case->undoStack().index(), 1);
    m_case->undoStack().redo();
    QVERIFY(after->sheet() == m_case->sheet());
    m_case->undoStack().undo();
    m_case->undoStack().push(new AddMarkCommand(*m_case, {drawn(3)}));
    reopen();
    QCOMPARE(m_case->undoStack().count(), 2);
    QVERIFY(!m_case->undoStack().canRedo());
}

void TestUndo::dropsCommandsThatCannotBeWritten()
{
    m_case.reset();
    auto reader = m_place->open(vault::Access::ReadOnly);
    QVERIFY(reader);
    int errors = 0;
    (*reader)->setErrorHandler(
        [&](const Error &error) { errors += error.kind() == ErrorKind::PermissionDenied; });
    (*reader)->undoStack().push(new AddMarkCommand(**reader, {drawn(1)}));
    QCOMPARE(errors, 1);
    QCOMPARE((*reader)->undoStack().count(), 0);
    QCOMPARE((*reader)->sheet().findings(m_item).size(), size_t(8));
}

void TestUndo::anyGesturesComeBackAndReopen_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestUndo::anyGesturesComeBackAndReopen()
{
    QFETCH(quint32, seed);
    std::mt19937 random(seed);
    const auto below = [&](int limit) { return int(random() % quint32(limit)); };
    const auto start = copy();
    QList<SubjectId> subjects;
    for (int i = 0; i < 60; ++i) {
        QUndoStack &stack = m_case->undoStack();
        const auto &shown = m_case->sheet().findings(m_item);
        const FindingId any = shown[size_t(below(int(shown.size())))]->id;
        switch (below(8)) {
        case 0:
        case 1:
            stack.push(new DecideCommand(*m_case, {{any,
                                                    below(2) ? Verdict::Keep : Verdict::Redact,
                                                    Effect(below(5)),
                                                    {},
                                                    {},
                                                    below(9) + 1}}));
            break;
        case 2:
            stack.push(new AddMarkCommand(*m_case, {drawn(i)}));
            break;
        case 3:
        case 4:
            stack.push(new EditPlaceCommand(*m_case, any, TextRange{below(4), 90 + below(4)},
                                            quint64(below(3))));
            break;
        case 5: {
            if (subjects.isEmpty() || below(2))
                subjects.append(SubjectId::random());
            const SubjectId id = subjects[below(int(subjects.size()))];
            stack.push(new SubjectCommand(
                *m_case, id,
                below(3) ? std::optional(Subject{id, {}, {QString::number(i)}, {}, {}})
                         : std::nullopt));
            break;
        }
        case 6:
            for (int n = below(5); n > 0; --n)
                stack.undo();
            break;
        default:
            for (int n = below(3); n > 0; --n)
                stack.redo();
            break;
        }
        if (below(12) == 0) {
            const auto now = copy();
            const int count = stack.count();
            const int index = stack.index();
            reopen();
            QVERIFY(now->sheet() == m_case->sheet());
            QCOMPARE(m_case->undoStack().count(), count);
            QCOMPARE(m_case->undoStack().index(), index);
        }
    }
    const auto end = copy();
    QVERIFY(end->sheet() == m_case->sheet());
    QUndoStack &stack = m_case->undoStack();
    const int index = stack.index();
    while (stack.canUndo())
        stack.undo();
    QVERIFY(start->sheet() == m_case->sheet());
    stack.setIndex(index);
    QVERIFY(end->sheet() == m_case->sheet());
    reopen();
    m_case->undoStack().setIndex(0);
    QVERIFY(start->sheet() == m_case->sheet());
}

QTEST_GUILESS_MAIN(TestUndo)
#include "tst_undo.moc"
