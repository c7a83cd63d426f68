// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/ui/mediacase.h"
#include "ui/common/theme.h"
#include "ui/review/findingdelegate.h"
#include "ui/review/propertiespanel.h"
#include "ui/review/reviewpanel.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;

namespace {

struct Shown
{
    explicit Shown(MediaCase &c)
        : panel(c.session(), c.commands())
    {
        panel.resize(368, 700);
        panel.show();
        list().setFocus();
        QCoreApplication::processEvents();
    }
    template <typename T>
    T &child(const char *name)
    {
        T *found = panel.findChild<T *>(QString::fromLatin1(name));
        if (found == nullptr)
            qFatal("no %s", name);
        return *found;
    }
    QListView &list() { return child<QListView>("findingsList"); }
    int rows() { return list().model()->rowCount(); }
    void key(Qt::Key key, Qt::KeyboardModifiers with = {})
    {
        QTest::keyClick(&list(), key, with);
        QCoreApplication::processEvents();
    }
    void click(const char *name)
    {
        QTest::mouseClick(&child<QPushButton>(name), Qt::LeftButton);
        QCoreApplication::processEvents();
    }
    ReviewPanel panel;
};

bool decided(MediaCase &c, FindingId id, Verdict verdict)
{
    const auto decision = c.session().sheet().decision(id);
    return decision && decision->verdict == verdict;
}

} // namespace

class TestReviewPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decidesEverythingByKeyboard()
    {
        MediaCase c;
        QVERIFY(c.session().setProfile(u"foia"_s));
        const FindingId a = c.track(0, 9, u"face-1"_s);
        const FindingId b = c.track(20, 29, u"face-2"_s);
        const FindingId d = c.track(40, 49, u"face-3"_s);
        Shown shown(c);
        shown.key(Qt::Key_N);
        QCOMPARE(c.session().selection(), QList<FindingId>({a}));
        shown.key(Qt::Key_1);
        const QString code = c.session().reasons().first().code;
        QCOMPARE(c.session().sheet().decision(a)->reasons, QStringList({code}));
        shown.key(Qt::Key_Return);
        QVERIFY(decided(c, a, Verdict::Redact));
        QCOMPARE(c.session().sheet().decision(a)->reasons, QStringList({code}));
        QCOMPARE(c.session().selection(), QList<FindingId>({b})); // goes on
        QCOMPARE(c.session().time(), c.pts(20));
        shown.key(Qt::Key_Backspace);
        QVERIFY(decided(c, b, Verdict::Keep));
        QCOMPARE(c.session().selection(), QList<FindingId>({d}));
        shown.key(Qt::Key_P);
        QCOMPARE(c.session().selection(), QList<FindingId>({b}));
        shown.key(Qt::Key_U);
        QVERIFY(!c.session().sheet().decision(b));
        shown.key(Qt::Key_P);
        shown.key(Qt::Key_N, Qt::ShiftModifier);
        QCOMPARE(c.session().selection(), QList<FindingId>({b}));
        shown.key(Qt::Key_P, Qt::ShiftModifier);
        QCOMPARE(c.session().selection(), QList<FindingId>({d})); // around the end
    }

    void goesOnWhenTheDecidedRowLeavesTheBin()
    {
        MediaCase c;
        const FindingId a = c.track(0, 9, u"face-1"_s);
        const FindingId b = c.track(20, 29, u"face-2"_s);
        Shown shown(c);
        shown.click("chip0"); // undecided
        QCOMPARE(shown.rows(), 2);
        c.session().select({a}, Session::Reveal::No);
        shown.key(Qt::Key_Return);
        QTRY_COMPARE(shown.rows(), 1);
        QCOMPARE(c.session().selection(), QList<FindingId>({b}));
        QCOMPARE(shown.list().selectionModel()->selectedIndexes().size(), 1);
        shown.key(Qt::Key_Return);
        QTRY_COMPARE(shown.rows(), 0);
        QVERIFY(!shown.child<QLabel>("findingsEmpty").text().isEmpty());
    }

    void staysWhenGoingOnIsSwitchedOff()
    {
        MediaCase c;
        const FindingId a = c.track(0, 9, u"face-1"_s);
        c.track(20, 29, u"face-2"_s);
        Shown shown(c);
        shown.child<QAction>("goOn").setChecked(false);
        c.session().select({a}, Session::Reveal::No);
        shown.key(Qt::Key_Return);
        QCOMPARE(c.session().selection(), QList<FindingId>({a}));
    }

    void sharesItsSelectionWithTheSession()
    {
        MediaCase c;
        const FindingId a = c.track(0, 9, u"face-1"_s);
        const FindingId b = c.track(20, 29, u"face-2"_s);
        Shown shown(c);
        c.session().select({b}, Session::Reveal::No);
        QVERIFY(shown.list().selectionModel()->isSelected(shown.list().model()->index(1, 0)));
        QTest::mouseClick(shown.list().viewport(), Qt::LeftButton, {},
                          shown.list().visualRect(shown.list().model()->index(0, 0)).center());
        QCOMPARE(c.session().selection(), QList<FindingId>({a}));
        QTest::mouseClick(shown.list().viewport(), Qt::LeftButton, Qt::ControlModifier,
                          shown.list().visualRect(shown.list().model()->index(1, 0)).center());
        QCOMPARE(c.session().selection().size(), 2);
        shown.key(Qt::Key_Return);
        QVERIFY(decided(c, a, Verdict::Redact) && decided(c, b, Verdict::Redact));
        QCOMPARE(c.steps(), 1);
    }

    void decidesAllShownAsOneStepAfterAsking()
    {
        MediaCase c;
        for (int i = 0; i < 10; ++i)
            c.track(i * 5, i * 5 + 3, u"face-%1"_s.arg(i), FindingType::Face, i < 4 ? 0.4 : 0.9);
        Shown shown(c);
        shown.click("chip1"); // candidates
        QCOMPARE(shown.rows(), 4);
        shown.click("decideShown");
        QCOMPARE(c.steps(), 0);
        QVERIFY(shown.child<QLabel>("bulkText").text().contains(u'4'));
        shown.click("bulkCancel");
        shown.click("decideShown");
        shown.click("bulkKeep");
        QCOMPARE(c.steps(), 1);
        QTRY_COMPARE(shown.rows(), 0);
        QCOMPARE(c.session().counts().undecided, 6);
        c.session().openCase().undoStack().undo();
        QTRY_COMPARE(shown.rows(), 4);
    }

    void countsOnTheChips()
    {
        MediaCase c;
        Finding like = c.finding(c.track(0, 3, u"face-1"_s));
        Shown shown(c);
        QTRY_VERIFY(shown.child<QPushButton>("chip0").text().contains(u'1'));
        QCOMPARE(shown.child<QPushButton>("chip0").accessibleName(),
                 shown.child<QPushButton>("chip0").text());
        QVERIFY(shown.child<QPushButton>("chip1").text().contains(u'0'));
        shown.child<QLineEdit>("findingsSearch").setText(u"nothing like it"_s);
        QCOMPARE(shown.rows(), 0);

        shown.child<QLineEdit>("findingsSearch").clear();
        // From a thousand on the chip is short, and its tooltip exact.
        FindingList more;
        for (int i = 1; i < 1280; ++i) {
            std::get<Track>(like.place).boxes.front().rect.w = 50 + i;
            like.id = stableFindingId(like);
            more.push_back(like);
        }
        QVERIFY(c.session().openCase().addFindings(c.item(), more));
        QTRY_COMPARE(shown.child<QPushButton>("chip0").text(), u"Undecided 1.2k"_s);
        QVERIFY(shown.child<QPushButton>("chip0").toolTip().endsWith(QLocale().toString(1280)));
    }

    void saysWhereAFindingComesFrom()
    {
        MediaCase c;
        const FindingId id = c.track(0, 9, u"face-1"_s);
        Shown shown(c);
        c.session().select({id}, Session::Reveal::No);
        QVERIFY(shown.child<QLabel>("propOrigin").text().contains(u"test 1"_s));
        QCOMPARE(shown.child<QLabel>("propScore").text(), u"0.90"_s);
        auto &effect = shown.child<QComboBox>("propEffect");
        const int blur = effect.findData(int(Effect::Blur));
        QVERIFY(blur > 0);
        QCOMPARE(effect.findData(int(Effect::Silence)), -1);
        Q_EMIT effect.activated(blur);
        QVERIFY(c.session().sheet().decision(id)->effect == Effect::Blur);
        QCoreApplication::processEvents();
        QVERIFY(!shown.child<QLabel>("propEffectNote").text().isEmpty()); // weak
    }

    void ticksReasonsInTheProperties()
    {
        MediaCase c;
        QVERIFY(c.session().setProfile(u"foia"_s));
        const FindingId id = c.track(0, 9, u"face-1"_s);
        Shown shown(c);
        c.session().select({id}, Session::Reveal::No);
        auto &reasons = shown.child<QListWidget>("propReasons");
        QCOMPARE(reasons.count(), int(c.session().reasons().size()));
        reasons.item(1)->setCheckState(Qt::Checked);
        QCoreApplication::processEvents();
        reasons.item(2)->setCheckState(Qt::Checked);
        QCoreApplication::processEvents();
        QCOMPARE(c.session().sheet().decision(id)->reasons.size(), 2);
        reasons.item(1)->setCheckState(Qt::Unchecked);
        QCOMPARE(c.session().sheet().decision(id)->reasons.size(), 1);
    }

    void keepsASubjectEverywhereAsOneStep()
    {
        MediaCase c;
        const FindingId a = c.track(0, 9, u"face-1"_s);
        const FindingId b = c.track(20, 29, u"face-1"_s);
        const FindingId other = c.track(40, 49, u"face-2"_s);
        Shown shown(c);
        shown.child<QTabWidget>("reviewTabs").setCurrentIndex(1);
        QAction analyze;
        Commands &commands = c.commands();
        QAction *again =
            commands.add(&analyze, {u"case.analyze"_s, u"Analyse"_s, {}, MenuGroup::Case, {}});
        const QSignalSpy analyzed(again, &QAction::triggered);
        shown.click("subjectAdd");
        shown.click("subjectSave");
        QVERIFY(c.session().sheet().subjects().empty()); // a name is needed
        shown.child<QPlainTextEdit>("subjectNames").setPlainText(u"R. Alvarez\nRosa Alvarez"_s);
        auto &role = shown.child<QComboBox>("subjectRole");
        role.setCurrentIndex(role.findData(casefile::toString(casefile::SubjectRole::Requester)));
        shown.click("subjectSave");
        QCOMPARE(c.session().sheet().subjects().size(), 1u);
        QCOMPARE(c.session().sheet().subjects()[0].names.size(), 2);
        shown.click("analyzeAgain");
        QCOMPARE(analyzed.size(), 1);

        c.session().select({a}, Session::Reveal::No);
        auto &subject = shown.child<QComboBox>("propSubject");
        Q_EMIT subject.activated(1);
        QCoreApplication::processEvents();
        QVERIFY(c.session().sheet().subjectOf(c.finding(b)) != nullptr);
        auto &keep = shown.child<QPushButton>("subjectKeep");
        QTRY_VERIFY(keep.text().contains(u'2'));
        const int before = c.steps();
        shown.click("subjectKeep");
        QCOMPARE(c.steps(), before + 1);
        QVERIFY(decided(c, a, Verdict::Keep) && decided(c, b, Verdict::Keep));
        QVERIFY(!c.session().sheet().decision(other));
        shown.click("subjectDetach");
        QVERIFY(c.session().sheet().subjectOf(c.finding(b)) == nullptr);
    }

    void offersOnlyEffectsThatFit()
    {
        Finding finding;
        finding.place = Span{};
        QVERIFY(effectsFor(finding, ItemKind::Pdf).contains(Effect::Bleep));
        finding.place = TextRange{};
        QVERIFY(!effectsFor(finding, ItemKind::Pdf).contains(Effect::Blur));
        finding.place = Area{};
        finding.type = FindingType::PersonName;
        QVERIFY(
            !effectsFor(finding, ItemKind::Pdf).contains(Effect::Blur)); // text is never blurred
        // What is not done is not offered: a page is filled, and no voice is disguised.
        finding.type = FindingType::Face;
        QVERIFY(effectsFor(finding, ItemKind::Pdf) == (QList{Effect::Default, Effect::Fill}));
        for (const Place &place : {Place(Span{}), Place(Track{}), Place(Area{}), Place(Field{})}) {
            finding.place = place;
            QVERIFY(!effectsFor(finding, ItemKind::Video).contains(Effect::Disguise));
            QVERIFY(!effectsFor(finding, ItemKind::Video).contains(Effect::Pseudonym));
            QVERIFY(effectsFor(finding, ItemKind::Pdf).first() == Effect::Default);
        }
    }

    void paintsTheStateAtTheRight()
    {
        QImage image(340, kListRow, QImage::Format_RGB32);
        const auto paint = [&](MarkState state, bool selected) {
            image.fill(theme().panel);
            QPainter painter(&image);
            paintFindingRow(painter, image.rect(),
                            {u"Face 7"_s, u"04:12"_s, state, {}, {}, u"video"_s, selected});
        };
        paint(MarkState::Redact, false);
        QCOMPARE(image.pixelColor(340 - 22, kListRow / 2), theme().redact);
        QCOMPARE(image.pixelColor(200, 3), theme().panel);
        paint(MarkState::Proposed, true);
        QCOMPARE(image.pixelColor(250, 6), theme().selection);
        QVERIFY(image.pixelColor(340 - 22, kListRow / 2) != theme().redact);
    }

    void showsAFacesPictureOnceItIsMade()
    {
        MediaCase c;
        c.track(0, 9, u"face-1"_s);
        Shown shown(c);
        const QImage before = shown.list().viewport()->grab().toImage();
        QTRY_VERIFY_WITH_TIMEOUT(shown.list().viewport()->grab().toImage() != before, 20000);
    }
};

QTEST_MAIN(TestReviewPanel)
#include "tst_reviewpanel.moc"
