// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/ui/uicase.h"
#include "ui/common/gestures.h"
#include "ui/shell/everywhere.h"

#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>
#include <QWidget>

using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kText = "Quill called Ann.\nAnn asked for Quill, and QUILL came.\n";

/// A case of one text that was analysed, and what offers to mark a text everywhere.
struct Desk
{
    UiCase c{kText};
    QWidget owner;
    JobBoard jobs;
    Everywhere everywhere{c.session(), jobs, c.commands(), &owner};
    QSignalSpy problems{&everywhere, &Everywhere::problem};

    Desk()
    {
        if (!c.session().openCase().setItemText(c.item(), QString::fromUtf8(kText)))
            qFatal("text");
    }
    FindingId mark(const QString &word)
    {
        const qsizetype at = QString::fromUtf8(kText).indexOf(word);
        return c.session().gestures().addMark(TextRange{at, at + word.size()}, FindingType::Custom,
                                              SensitiveText(word));
    }
    int marks() { return int(c.session().findings(c.item()).size()); }
    Problem last() const { return problems.last().first().value<Problem>(); }
};

} // namespace

class TestEverywhere : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void offersToMarkTheOtherPlaces();
    void offersNothingWhenThereIsNone();
    void marksOnCommandAsOneStep();
    void saysWhatIsMissing();
};

void TestEverywhere::offersToMarkTheOtherPlaces()
{
    Desk d;
    d.mark(u"Quill"_s);
    QTRY_COMPARE(d.problems.size(), 1);
    QVERIFY(!d.last().actionText.isEmpty());
    QCOMPARE(d.marks(), 1);
    d.last().action();
    QTRY_COMPARE(d.marks(), 3);
    for (const Finding *finding : d.c.session().findings(d.c.item())) {
        QVERIFY(finding->provenance.byPerson());
        QVERIFY(d.c.session().outcome(*finding).verdict == Verdict::Redact);
    }
    // Nothing is left to offer.
    QTRY_VERIFY(d.jobs.isEmpty());
    QVERIFY(d.last().actionText.isEmpty());
}

void TestEverywhere::offersNothingWhenThereIsNone()
{
    Desk d;
    d.mark(u"called"_s);
    d.mark(u"Quill"_s); // the offers come in the order of the marks
    QTRY_COMPARE(d.problems.size(), 1);
}

void TestEverywhere::marksOnCommandAsOneStep()
{
    Desk d;
    const FindingId ann = d.mark(u"Ann"_s);
    d.c.session().gestures().toggleReason({ann}, u"(b)(6)"_s);
    const int steps = d.c.session().openCase().undoStack().count();
    d.c.session().select({ann}, Session::Reveal::No);
    d.c.commands().action(u"mark.everywhere"_s)->trigger();
    QTRY_COMPARE(d.marks(), 2);
    QCOMPARE(d.c.session().openCase().undoStack().count(), steps + 1);
    for (const Finding *finding : d.c.session().findings(d.c.item()))
        QCOMPARE(d.c.session().outcome(*finding).reasons, QStringList{u"(b)(6)"_s});
    d.c.session().openCase().undoStack().undo();
    QCOMPARE(d.marks(), 1);
    // Again after the undo: these are new marks.
    d.c.commands().action(u"mark.everywhere"_s)->trigger();
    QTRY_COMPARE(d.marks(), 2);
}

void TestEverywhere::saysWhatIsMissing()
{
    Desk d;
    d.c.commands().action(u"mark.everywhere"_s)->trigger();
    QCOMPARE(d.problems.size(), 1);
    const FindingId box = d.c.session().gestures().addMark(TextRange{0, 2});
    d.c.session().select({box}, Session::Reveal::No);
    d.c.commands().action(u"mark.everywhere"_s)->trigger();
    QCOMPARE(d.problems.size(), 2);
    QVERIFY(d.last().actionText.isEmpty());
}

QTEST_MAIN(TestEverywhere)
#include "tst_everywhere.moc"
