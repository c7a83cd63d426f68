// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/tinymedia.h"
#include "tests/ui/shell/windowcase.h"
#include "ui/common/theme.h"
#include "ui/release/releaseassistant.h"
#include "ui/shell/caselayout.h"
#include "ui/shell/keysdialog.h"

#include <QAbstractScrollArea>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QPushButton>
#include <QTabWidget>

using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;

/// The window at 1280 x 800 and 1440 x 900 pixels with 200 % scaling: 640 x 400 and 720 x 450
/// logical pixels.
class TestSmallWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void startAndPassphraseFit();
    void panelsFoldAndComeBack_data();
    void panelsFoldAndComeBack();
    void foldedPanelsAreReachedByKeyboard();
    void timelineGoesWithItsItem();
    void dialogsFit();

private:
    static constexpr QSize kSmall{640, 400};

    static QRect inWindow(const QWidget *widget)
    {
        return {widget->mapTo(widget->window(), QPoint()), widget->size()};
    }
    static QString nameOf(const QWidget *widget)
    {
        return u"%1 %2"_s.arg(QString::fromLatin1(widget->metaObject()->className()),
                              widget->objectName());
    }
    /// What lies in a scroll area may be larger than what is seen of it.
    static bool scrolls(const QWidget *widget)
    {
        for (const QWidget *p = widget->parentWidget(); p != nullptr; p = p->parentWidget()) {
            if (qobject_cast<const QAbstractScrollArea *>(p) != nullptr ||
                qobject_cast<const QTabBar *>(p) != nullptr)
                return true;
        }
        return false;
    }
    /// Every visible widget has the room it needs, inside of its parent.
    static void checkNothingIsCut(const QWidget &window)
    {
        for (const QWidget *widget : window.findChildren<QWidget *>()) {
            if (!widget->isVisible() || widget->window() != &window || scrolls(widget))
                continue;
            QVERIFY2(widget->parentWidget()->rect().contains(widget->geometry()),
                     qPrintable(nameOf(widget) + u" leaves its parent"_s));
            // What is held by its layout, scrolls, or has a size that was chosen for it.
            if (widget->layout() != nullptr || qobject_cast<const QMenuBar *>(widget) != nullptr ||
                qobject_cast<const QTabWidget *>(widget) != nullptr ||
                qobject_cast<const QAbstractScrollArea *>(widget) != nullptr)
                continue;
            const QSize least = widget->minimumSizeHint();
            QVERIFY2(widget->width() >= least.width() && widget->height() >= least.height(),
                     qPrintable(u"%1 has %2 x %3 and needs %4 x %5"_s.arg(nameOf(widget))
                                    .arg(widget->width())
                                    .arg(widget->height())
                                    .arg(least.width())
                                    .arg(least.height())));
        }
    }
    static void shrink(WindowCase &c, QSize size)
    {
        c.window().resize(size);
        QTRY_COMPARE(c.window().size(), size);
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        QCOMPARE(c.window().size(), size); // nothing inside pushes it open again
    }
};

void TestSmallWindow::startAndPassphraseFit()
{
    WindowCase c;
    shrink(c, kSmall);
    checkNothingIsCut(c.window());
    c.window().commands().action(u"case.new"_s)->trigger();
    shrink(c, kSmall);
    checkNothingIsCut(c.window());
    // The form is longer than the window: what is reached by Tab comes into view.
    auto *name = c.child<QLineEdit>(u"caseName"_s);
    QTRY_VERIFY(name->hasFocus());
    QSet<QString> seen;
    for (int i = 0; i < 12; ++i) {
        const QWidget *focus = QApplication::focusWidget();
        QVERIFY(focus != nullptr);
        QVERIFY2(c.window().rect().contains(inWindow(focus)), qPrintable(nameOf(focus)));
        seen.insert(focus->objectName());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    for (const QString &field :
         {u"passphrase"_s, u"passphraseAgain"_s, u"recoveryKey"_s, u"unlockCancel"_s})
        QVERIFY2(seen.contains(field), qPrintable(field));
}

void TestSmallWindow::panelsFoldAndComeBack_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("folded");
    QTest::newRow("1280 x 800 at 200 %") << kSmall << true;
    QTest::newRow("1440 x 900 at 200 %") << QSize(720, 450) << true;
    QTest::newRow("1280 x 800") << QSize(1280, 770) << false;
}

void TestSmallWindow::panelsFoldAndComeBack()
{
    QFETCH(QSize, size);
    QFETCH(bool, folded);
    WindowCase c;
    c.place().folder().write("in/a.txt", "Jane Roe, 555-0142, jane@example.org\n");
    QVERIFY(c.openWithoutNotices());
    QVERIFY(c.waitForWork());
    shrink(c, size);
    auto *panels = c.child<CaseLayout>(u"caseLayout"_s);
    QTRY_COMPARE(panels->isFolded(), folded);
    checkNothingIsCut(c.window());
    for (const QString &name : {u"release.open.button"_s, u"review.redact.button"_s,
                                u"review.keep.button"_s, u"viewPreview"_s}) {
        const auto *button = c.child<QPushButton>(name);
        QVERIFY2(button->isVisible() && c.window().rect().contains(inWindow(button)),
                 qPrintable(name));
    }
    QVERIFY(c.child<QListView>(u"findingsList"_s)->viewport()->height() >= kListRow);
    QVERIFY(c.child<QWidget>(u"itemView"_s)->width() >= 320);
    QCOMPARE(c.child<QWidget>(u"caseItems"_s)->isVisible(), !folded);
    // Wide again: as it was.
    shrink(c, {1400, 800});
    QTRY_VERIFY(!panels->isFolded());
    const auto *files = c.child<QListView>(u"caseItems"_s);
    QVERIFY(files->isVisible());
    QVERIFY(inWindow(files).right() < inWindow(c.child<QWidget>(u"itemView"_s)).left() + 2);
    QCOMPARE(c.child<QTabWidget>(u"reviewTabs"_s)->count(), 3);
    checkNothingIsCut(c.window());
}

void TestSmallWindow::foldedPanelsAreReachedByKeyboard()
{
    WindowCase c;
    c.place().folder().write("in/a.txt", "Jane Roe, 555-0142\n");
    c.place().folder().write("in/b.txt", "John Doe, 555-0143\n");
    QVERIFY(c.openWithoutNotices());
    QVERIFY(c.waitForWork());
    shrink(c, kSmall);
    auto *tabs = c.child<QTabWidget>(u"reviewTabs"_s);
    QTRY_COMPARE(tabs->count(), 4);
    auto *files = c.child<QListView>(u"caseItems"_s);
    auto *findings = c.child<QListView>(u"findingsList"_s);
    QTest::keyClick(&c.window(), Qt::Key_1, Qt::AltModifier);
    QTRY_VERIFY(files->isVisible() && files->hasFocus());
    const ItemId before = c.session().currentItem();
    QTest::keyClick(files, Qt::Key_Down);
    QVERIFY(c.session().currentItem() != before);
    QTest::keyClick(files, Qt::Key_2, Qt::AltModifier);
    QTRY_VERIFY(findings->isVisible() && findings->hasFocus());
    QVERIFY(!files->isVisible());
    for (const auto &[key, index] : {std::pair(Qt::Key_3, 2), std::pair(Qt::Key_4, 3)}) {
        QTest::keyClick(QApplication::focusWidget(), key, Qt::AltModifier);
        QTRY_COMPARE(tabs->currentIndex(), index);
        checkNothingIsCut(c.window());
        QVERIFY(tabs->isAncestorOf(QApplication::focusWidget()));
    }
}

void TestSmallWindow::timelineGoesWithItsItem()
{
    WindowCase c;
    std::filesystem::create_directories(c.place().folder() / "in");
    makeVideo(c.place().folder() / "in/clip.mp4", {{160, 120}, 25});
    QVERIFY(c.openWithoutNotices());
    QVERIFY(c.waitForWork());
    auto *timeline = c.child<QWidget>(u"timeline"_s);
    QTRY_VERIFY(timeline->isVisible());
    shrink(c, kSmall);
    QTRY_VERIFY(c.child<CaseLayout>(u"caseLayout"_s)->isFolded());
    QVERIFY(timeline->isVisible());
    // Below the item, so that the list keeps the whole height.
    const QRect item = inWindow(c.child<QWidget>(u"itemView"_s));
    QVERIFY(inWindow(timeline).top() >= item.bottom());
    QVERIFY(inWindow(timeline).right() <= item.right());
    QVERIFY(inWindow(c.child<QWidget>(u"playerBar"_s)).bottom() <= item.bottom());
    const auto *time = c.child<QLabel>(u"playerTime"_s);
    QTRY_VERIFY2(time->width() >= time->sizeHint().width(),
                 qPrintable(u"%1 of %2"_s.arg(time->width()).arg(time->sizeHint().width())));
    checkNothingIsCut(c.window());
    shrink(c, {1400, 800});
    QTRY_VERIFY(inWindow(timeline).width() > 1300);
    QVERIFY(timeline->isVisible());
}

void TestSmallWindow::dialogsFit()
{
    WindowCase c;
    c.place().folder().write("in/a.txt", "Jane Roe, 555-0142\n");
    QVERIFY(c.openWithoutNotices());
    QVERIFY(c.waitForWork());
    c.window().commands().action(u"release.open"_s)->trigger();
    auto *assistant = c.child<ReleaseAssistant>(u"releaseAssistant"_s);
    const QSize room = kSmall - QSize(0, 30); // the frame of the desktop
    assistant->resize(room);
    QTRY_COMPARE(assistant->size(), room);
    checkNothingIsCut(*assistant);
    assistant->close();
    KeysDialog keys(c.window().commands(), &c.window());
    keys.resize(room);
    keys.show();
    QTRY_COMPARE(keys.size(), room);
    checkNothingIsCut(keys);
}

QTEST_MAIN(TestSmallWindow)
#include "tst_smallwindow.moc"
