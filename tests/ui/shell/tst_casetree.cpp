// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/guessedkinds.h"
#include "tests/ui/uicase.h"
#include "ui/common/gestures.h"
#include "ui/shell/casejobs.h"
#include "ui/shell/casetree.h"

#include <QAbstractItemModelTester>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;

class TestCaseTree : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsHowFarAnItemIs_data();
    void tellsHowFarAnItemIs();
    void growsWithTheCase();
    void showsPartsBelowTheirItems();
    void followsDecisions();
    void rowAndSessionFollowEachOther();
    void sealsOffThisThread();
    void namesWhatWasSkipped();
    void takesAFileOutAndBringsItBack();
};

void TestCaseTree::tellsHowFarAnItemIs_data()
{
    using Kind = ItemStatus::Kind;
    using State = casefile::ItemState;
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("undecided");
    QTest::addColumn<bool>("damaged");
    QTest::addColumn<bool>("waiting");
    QTest::addColumn<bool>("analysing");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, State state, int undecided, bool damaged, bool waiting,
                        bool analysing, Kind kind) {
        QTest::newRow(name) << int(state) << undecided << damaged << waiting << analysing
                            << int(kind);
    };
    row("in the queue", State::Sealed, 0, false, true, false, Kind::Waiting);
    row("running", State::Sealed, 0, false, false, true, Kind::Analysing);
    row("nobody looked", State::Sealed, 0, false, false, false, Kind::NotExamined);
    row("open questions", State::Analysed, 3, false, false, false, Kind::Undecided);
    row("all decided", State::Analysed, 0, false, false, false, Kind::Reviewed);
    // Never "reviewed" when a part could not be examined.
    row("a part missing", State::Analysed, 0, true, false, false, Kind::NotExamined);
    row("unsupported", State::Unsupported, 0, false, false, false, Kind::Unsupported);
    row("failed", State::Failed, 0, false, false, false, Kind::Failed);
    row("again", State::Analysed, 3, false, false, true, Kind::Analysing);
}

void TestCaseTree::tellsHowFarAnItemIs()
{
    QFETCH(int, state);
    QFETCH(int, undecided);
    QFETCH(bool, damaged);
    QFETCH(bool, waiting);
    QFETCH(bool, analysing);
    QFETCH(int, kind);
    casefile::Item item;
    item.state = casefile::ItemState(state);
    if (damaged)
        item.notExamined = {{Portion::page(2), Message::plain(u"torn"_s)}};
    const ItemStatus status =
        itemStatus(item, {undecided + 2, undecided}, waiting, analysing, 0.41, 1);
    QCOMPARE(int(status.kind), kind);
    QVERIFY(!statusText(status).isEmpty());
    QCOMPARE(status.detail.contains(u"torn"_s), damaged);
    // And "reviewed" is said only of what a person saw.
    const QString unseen =
        statusText(itemStatus(item, {undecided + 2, undecided}, waiting, analysing, 0.41, 0.2));
    QCOMPARE(unseen.contains(u"20 % seen"_s), status.kind == ItemStatus::Kind::Reviewed);
}

void TestCaseTree::growsWithTheCase()
{
    UiCase c;
    JobBoard jobs;
    CaseJobs works(c.session(), jobs);
    CaseModel model(c.session(), works);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 1);
    c.place().folder().write("in/b.txt", "more");
    QVERIFY(c.session().openCase().ingest(c.place().inputs(), test::guessedKinds(), JobContext()));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0).data().toString(), u"note.txt"_s);
    QCOMPARE(model.rowOf(model.itemAt(1)), 1);
    QCOMPARE(model.itemAt(7), ItemId());
    QVERIFY(model.index(1).data(Qt::AccessibleTextRole).toString().contains(u"b.txt"_s));
}

void TestCaseTree::showsPartsBelowTheirItems()
{
    UiCase c;
    c.place().folder().write("in/b.txt", "more");
    casefile::Case &theCase = c.session().openCase();
    QVERIFY(theCase.ingest(c.place().inputs(), test::guessedKinds(), JobContext()));
    JobBoard jobs;
    CaseJobs works(c.session(), jobs);
    CaseModel model(c.session(), works);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const auto addPart = [&](ItemId parent, const QString &name) {
        const auto sealed = casefile::sealPart(theCase.vault(), *theCase.sheet().item(parent), name,
                                               *memorySource(name.toUtf8()), {}, {});
        if (!sealed || !theCase.addSealed(*sealed))
            qFatal("a part");
        return sealed->item.id;
    };
    const auto shown = [&] {
        QStringList rows;
        for (int row = 0; row < model.rowCount(); ++row)
            rows.append(QString(model.index(row).data(CaseModel::DepthRole).toInt(), u'>') +
                        model.index(row).data().toString());
        return rows;
    };
    const ItemId note = c.item();
    const ItemId first = addPart(note, u"one"_s);
    addPart(note, u"two"_s);
    addPart(first, u"inside one"_s);
    QCOMPARE(shown(),
             (QStringList{u"note.txt"_s, u">one"_s, u">>inside one"_s, u">two"_s, u"b.txt"_s}));
    QCOMPARE(inserted.count(), 3);
    QCOMPARE(model.rowOf(first), 1);
    QVERIFY(model.index(1).data(Qt::AccessibleTextRole).toString().contains(u"note.txt"_s));
    c.session().gestures().removeItem(note);
    QCOMPARE(shown(), QStringList{u"b.txt"_s});
    theCase.undoStack().undo();
    QCOMPARE(shown().size(), 5);
    QCOMPARE(shown().at(2), u">>inside one"_s);
}

void TestCaseTree::followsDecisions()
{
    UiCase c;
    JobBoard jobs;
    CaseJobs works(c.session(), jobs);
    CaseModel model(c.session(), works);
    const FindingId id = c.add(0, 8);
    QTRY_COMPARE(model.index(0).data(CaseModel::StatusKindRole).toInt(),
                 int(ItemStatus::Kind::Undecided));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    c.session().gestures().decide({id}, Verdict::Redact);
    QTRY_VERIFY(changed.count() > 0);
    QCOMPARE(model.index(0).data(CaseModel::StatusKindRole).toInt(),
             int(ItemStatus::Kind::Reviewed));
}

void TestCaseTree::rowAndSessionFollowEachOther()
{
    UiCase c;
    c.place().folder().write("in/b.txt", "more");
    QVERIFY(c.session().openCase().ingest(c.place().inputs(), test::guessedKinds(), JobContext()));
    JobBoard jobs;
    CaseJobs works(c.session(), jobs);
    CaseTree tree(c.session(), works, c.commands());
    tree.show();
    auto *view = tree.findChild<QListView *>(u"caseItems"_s);
    QCOMPARE(view->currentIndex().row(), 0);
    QTest::keyClick(view, Qt::Key_Down);
    QCOMPARE(c.session().currentItem(), c.session().sheet().items()[1].id);
    c.session().setCurrentItem(c.item());
    QCOMPARE(view->currentIndex().row(), 0);
    c.commands().action(u"case.nextItem"_s)->trigger();
    QCOMPARE(view->currentIndex().row(), 1);
    c.commands().action(u"case.nextItem"_s)->trigger(); // there is no third
    QCOMPARE(view->currentIndex().row(), 1);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                      view->visualRect(view->model()->index(0, 0)).center());
    QCOMPARE(c.session().currentItem(), c.item());
}

void TestCaseTree::sealsOffThisThread()
{
    UiCase c;
    JobBoard jobs;
    CaseJobs works(c.session(), jobs);
    QSignalSpy idle(&works, &CaseJobs::idle);
    QSignalSpy problems(&works, &CaseJobs::problem);
    c.place().folder().write("in/new/b.txt", "Call 555-0100 today.\n");
    works.addFiles({c.place().folder() / "in/new"});
    QVERIFY(works.isSealing());
    QVERIFY(!works.isIdle());
    QCOMPARE(c.session().sheet().items().size(), size_t(1)); // nothing happened while we waited
    QTRY_VERIFY_WITH_TIMEOUT(idle.count() > 0 && works.isIdle(), 20000);
    QCOMPARE(c.session().sheet().items().size(), size_t(2));
    QVERIFY(problems.isEmpty());
    const casefile::Item &added = c.session().sheet().items()[1];
    QVERIFY(added.state == casefile::ItemState::Analysed);
    QVERIFY(!c.session().findings(added.id).empty());
}

void TestCaseTree::namesWhatWasSkipped()
{
    UiCase c;
    JobBoard jobs;
    CaseJobs works(c.session(), jobs);
    QSignalSpy skipped(&works, &CaseJobs::problem);
    works.addFiles({c.place().folder() / "not-there.mp4"});
    QTRY_COMPARE_WITH_TIMEOUT(skipped.count(), 1, 20000);
    const auto problem = skipped.first().first().value<Problem>();
    QVERIFY(problem.text.contains(u"not-there.mp4"_s));
    QVERIFY(problem.action && !problem.actionText.isEmpty());
}

void TestCaseTree::takesAFileOutAndBringsItBack()
{
    UiCase c;
    c.place().folder().write("more/b.txt", "b");
    c.place().folder().write("more/c.txt", "c");
    QVERIFY(c.session().openCase().ingest(walkInputs({c.place().folder() / "more"}),
                                          test::guessedKinds(), {}));
    JobBoard jobs;
    CaseJobs works(c.session(), jobs);
    CaseTree tree(c.session(), works, c.commands());
    auto *view = tree.findChild<QListView *>(u"caseItems"_s);
    const QAbstractItemModelTester tester(view->model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto names = [view] {
        QStringList list;
        for (int row = 0; row < view->model()->rowCount(); ++row)
            list.append(view->model()->index(row, 0).data().toString());
        return list;
    };
    const QStringList all = names();
    QCOMPARE(all.size(), 3);
    const ItemId second = c.session().sheet().items()[1].id;
    c.session().setCurrentItem(second);
    QSignalSpy current(&c.session(), &Session::currentItemChanged);
    c.commands().action(u"case.removeItem"_s)->trigger();
    QCOMPARE(names(), (QStringList{all[0], all[2]}));
    QCOMPARE(current.size(), 1);
    QVERIFY(c.session().item() != nullptr);
    QVERIFY(c.session().currentItem() != second);
    c.session().openCase().undoStack().undo();
    QCOMPARE(names(), all); // at its old place
    // The last one, too.
    for (int i = 0; i < 3; ++i)
        c.commands().action(u"case.removeItem"_s)->trigger();
    QVERIFY(names().isEmpty());
    QVERIFY(c.session().item() == nullptr);
    c.commands().action(u"case.removeItem"_s)->trigger();
    c.session().openCase().undoStack().undo();
    QCOMPARE(names().size(), 1);
    QVERIFY(c.session().item() != nullptr);
}

QTEST_MAIN(TestCaseTree)
#include "tst_casetree.moc"
