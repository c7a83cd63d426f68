// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/casefile/casetest.h"
#include "tests/support/guessedkinds.h"
#include "ui/common/gestures.h"
#include "ui/shell/casepage.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/noticebar.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>
#include <QUrl>

using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

class TestMainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void takesACaseAsAShellNamesIt();
    void makesACaseByKeyboard();
    void takesTheProfileBeforeAnythingIsExamined();
    void refusesAWeakPassphrase();
    void saysWhenThePassphraseIsWrong();
    void saysWhenACaseIsDamaged();
    void locksAndComesBackToThePlace();
    void comesBackToThePlaceAfterAKill();
    void takesDroppedFiles();
    void remembersRecentCases();
    void everyCommandHasAMenuOrAKey();
    void everythingThatTakesTheFocusHasAName();
    void fitsSmallScreens();
    void closesWhileItWorks();

private:
    template <typename T>
    T *child(const QString &name) const
    {
        auto *found = m_window->findChild<T *>(name);
        if (found == nullptr)
            qFatal("no %s", qPrintable(name));
        return found;
    }
    void open();
    void waitForCase() const { QTRY_VERIFY_WITH_TIMEOUT(m_window->casePage() != nullptr, 30000); }

    std::unique_ptr<CaseFolder> m_place;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Scheduler> m_scheduler;
    detect::Registry m_registry = detect::standardRegistry();
    std::unique_ptr<MainWindow> m_window;
};

void TestMainWindow::init()
{
    m_place = std::make_unique<CaseFolder>();
    m_settings = std::make_unique<QSettings>(
        QString::fromStdString((m_place->folder() / "settings.ini").native()),
        QSettings::IniFormat);
    m_scheduler = std::make_unique<Scheduler>(1);
    m_window = std::make_unique<MainWindow>(Services{
        [this]() -> const detect::Registry & { return m_registry; }, *m_scheduler, *m_settings});
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestMainWindow::cleanup()
{
    m_window.reset();
    m_scheduler.reset();
    m_settings.reset();
    m_place.reset();
}

void TestMainWindow::open()
{
    m_place->folder().write("in/a.txt", "Jane Roe was there.\n");
    {
        const auto made = m_place->create();
        QVERIFY(made->ingest(m_place->inputs(), test::guessedKinds(), JobContext()));
    }
    m_window->openCase(m_place->casePath(), CaseFolder::passphrase());
    waitForCase();
}

void TestMainWindow::takesACaseAsAShellNamesIt()
{
    std::ignore = m_place->create();
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(QString::fromStdString(m_place->folder().path().native())));
    m_window->openCase(m_place->casePath().filename() / "", CaseFolder::passphrase());
    QVERIFY(QDir::setCurrent(before));
    waitForCase();
    // Where a release goes, and what the window is called, follow from it.
    QCOMPARE(m_window->casePage()->session().openCase().folder(), m_place->casePath());
    QVERIFY(m_window->windowTitle().startsWith(
        QString::fromStdString(m_place->casePath().stem().native())));
}

void TestMainWindow::makesACaseByKeyboard()
{
    QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
    auto *name = child<QLineEdit>(u"caseName"_s);
    QTRY_VERIFY(name->hasFocus());
    QTest::keyClicks(name, u"Harbour Street"_s);
    auto *place = child<QLineEdit>(u"casePlace"_s);
    place->setText(QString::fromStdString(m_place->folder().path().native()));
    QTest::keyClick(name, Qt::Key_Tab);
    const QString passphrase = u"harbour trumpet seventeen glacier"_s;
    auto *first = child<QLineEdit>(u"passphrase"_s);
    first->setFocus();
    QTest::keyClicks(first, passphrase);
    QVERIFY(child<QLabel>(u"strengthText"_s)->text().contains(u"Strong"_s));
    auto *go = child<QPushButton>(u"unlockGo"_s);
    QVERIFY(!go->isEnabled());
    QVERIFY(!go->toolTip().isEmpty()); // says what is missing
    QTest::keyClick(first, Qt::Key_Tab);
    auto *again = child<QLineEdit>(u"passphraseAgain"_s);
    QVERIFY(again->hasFocus());
    QTest::keyClicks(again, passphrase);
    QVERIFY(go->isEnabled());
    QTest::keyClick(again, Qt::Key_Return);
    QVERIFY(first->text().isEmpty()); // taken out of the field at once
    waitForCase();
    QVERIFY(m_window->windowTitle().contains(u"Harbour Street"_s));
    QVERIFY(std::filesystem::exists(m_place->folder() / "Harbour Street.redoubt" / "vault.hdr"));
    QCOMPARE(m_window->casePage()->session().profile().name, u"standard"_s);
}

void TestMainWindow::takesTheProfileBeforeAnythingIsExamined()
{
    const fs::path file = m_place->folder().write("note.txt", "SSN 219-09-9999\n");
    m_window->openPaths({file});
    auto *profile = child<QComboBox>(u"caseProfile"_s);
    QVERIFY(profile->isVisible());
    QVERIFY(!child<QLabel>(u"caseProfileText"_s)->text().isEmpty());
    profile->setCurrentIndex(profile->findData(u"manual"_s));
    child<QLineEdit>(u"caseName"_s)->setText(u"By hand"_s);
    child<QLineEdit>(u"casePlace"_s)
        ->setText(QString::fromStdString(m_place->folder().path().native()));
    for (const QString &field : {u"passphrase"_s, u"passphraseAgain"_s})
        child<QLineEdit>(field)->setText(u"harbour trumpet seventeen glacier"_s);
    QTest::keyClick(child<QLineEdit>(u"passphraseAgain"_s), Qt::Key_Return);
    waitForCase();
    Session &session = m_window->casePage()->session();
    QCOMPARE(session.profile().name, u"manual"_s);
    QTRY_VERIFY_WITH_TIMEOUT(
        !session.sheet().items().empty() && m_window->casePage()->works().isIdle(), 60000);
    QVERIFY(session.findings(session.currentItem()).empty());
    // It is in view, with its reasons, and another one offers to look again.
    auto *shown = child<QToolButton>(u"profileButton"_s);
    QVERIFY(shown->isVisible() && shown->text().contains(profile->currentText()));
    auto *menu = child<QMenu>(u"profileMenu"_s);
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().size(), casefile::builtInProfiles().size());
    menu->actions().at(casefile::builtInProfiles().indexOf(u"foia"_s))->trigger();
    QCOMPARE(session.profile().name, u"foia"_s);
    QVERIFY(shown->text().contains(casefile::loadReasonSet(u"foia"_s)->title));
    auto *notices = child<NoticeBar>(u"noticeBar"_s);
    QTRY_VERIFY(notices->sentences().join(u' ').contains(u"not examined under the profile"_s));
}

void TestMainWindow::refusesAWeakPassphrase()
{
    m_window->commands().action(u"case.new"_s)->trigger();
    child<QLineEdit>(u"caseName"_s)->setText(u"a"_s);
    child<QLineEdit>(u"passphrase"_s)->setText(u"Password1!"_s);
    child<QLineEdit>(u"passphraseAgain"_s)->setText(u"Password1!"_s);
    QVERIFY(!child<QPushButton>(u"unlockGo"_s)->isEnabled());
    QVERIFY(child<QLabel>(u"passphraseWarning"_s)->isVisible());
}

void TestMainWindow::saysWhenThePassphraseIsWrong()
{
    std::ignore = m_place->create();
    m_window->openPaths({m_place->casePath()});
    auto *field = child<QLineEdit>(u"passphrase"_s);
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, u"something else"_s);
    QTest::keyClick(field, Qt::Key_Return);
    auto *error = child<QLabel>(u"unlockError"_s);
    QTRY_VERIFY_WITH_TIMEOUT(error->isVisible() && !error->text().isEmpty(), 30000);
    QVERIFY(m_window->casePage() == nullptr);
    QVERIFY(field->isEnabled());
    QTest::keyClicks(field, u"correct horse"_s);
    QTest::keyClick(field, Qt::Key_Return);
    waitForCase();
}

void TestMainWindow::saysWhenACaseIsDamaged()
{
    std::ignore = m_place->create();
    m_place->folder().write("a.redoubt/journal.db", QByteArray(20000, 'x'));
    m_window->openCase(m_place->casePath(), CaseFolder::passphrase());
    auto *error = child<QLabel>(u"unlockError"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!error->text().isEmpty(), 30000);
    QVERIFY(m_window->casePage() == nullptr);
}

void TestMainWindow::locksAndComesBackToThePlace()
{
    m_place->folder().write("in/b.txt", "second");
    open();
    Session &session = m_window->casePage()->session();
    session.setCurrentItem(session.sheet().items()[1].id);
    const ItemId second = session.currentItem();
    m_window->commands().action(u"case.lock"_s)->trigger();
    QTRY_VERIFY(m_window->casePage() == nullptr); // closed: the keys are gone
    auto *field = child<QLineEdit>(u"passphrase"_s);
    QTRY_VERIFY(field->isVisible());
    QTest::keyClicks(field, u"correct horse"_s);
    QTest::keyClick(field, Qt::Key_Return);
    waitForCase();
    QCOMPARE(m_window->casePage()->session().currentItem(), second);
}

void TestMainWindow::comesBackToThePlaceAfterAKill()
{
    m_place->folder().write("in/b.txt", "second");
    open();
    Session &session = m_window->casePage()->session();
    const ItemId second = session.sheet().items()[1].id;
    const FindingId drawn = session.gestures().addMark(TextRange{0, 4});
    session.setCurrentItem(second);
    // What a kill leaves: the files, as they are at some moment within a second.
    const auto saved = [&] {
        QSettings other(m_settings->fileName(), QSettings::IniFormat);
        return !other.allKeys().filter(u"place/"_s).isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(saved(), 2000);
    const TempFolder copy;
    fs::copy(m_place->casePath(), copy / "killed.redoubt", fs::copy_options::recursive);
    fs::copy(m_place->folder() / "state", copy / "state", fs::copy_options::recursive);
    m_window->closeCase();
    qputenv("REDOUBT_STATE_DIR", QByteArray::fromStdString((copy / "state").native()));
    m_window->openCase(copy / "killed.redoubt", CaseFolder::passphrase());
    waitForCase();
    Session &again = m_window->casePage()->session();
    QCOMPARE(again.currentItem(), second);
    QVERIFY(again.sheet().finding(drawn) != nullptr);
    QVERIFY(again.openCase().undoStack().canUndo());
}

void TestMainWindow::takesDroppedFiles()
{
    open();
    m_place->folder().write("drop/c.txt", "third");
    QMimeData data;
    data.setUrls(
        {QUrl::fromLocalFile(QString::fromStdString((m_place->folder() / "drop").native()))});
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &drop);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->casePage()->session().sheet().items().size(), size_t(2),
                              30000);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->casePage()->works().isIdle(), 30000);
}

void TestMainWindow::remembersRecentCases()
{
    open();
    m_window->commands().action(u"case.close"_s)->trigger();
    auto *recent = child<QListWidget>(u"recentCases"_s);
    QTRY_COMPARE(recent->count(), 1);
    recent->setFocus();
    QTest::keyClick(recent, Qt::Key_Return);
    QTRY_VERIFY(child<QLineEdit>(u"passphrase"_s)->isVisible());
}

void TestMainWindow::everyCommandHasAMenuOrAKey()
{
    open(); // all panels exist from the start, whatever the kind of file
    QSet<QKeySequence> keys;
    for (const Commands::Entry &entry : m_window->commands().entries()) {
        QVERIFY2(!entry.spec.text.isEmpty(), qPrintable(entry.spec.id));
        QVERIFY2(entry.spec.menu != MenuGroup::None || !entry.keys.isEmpty(),
                 qPrintable(entry.spec.id));
        for (const QKeySequence &key : entry.keys) {
            QVERIFY2(!keys.contains(key),
                     qPrintable(u"%1 of %2 is taken"_s.arg(key.toString(), entry.spec.id)));
            keys.insert(key);
        }
    }
    QVERIFY(keys.contains(QKeySequence(Qt::CTRL | Qt::Key_E)));
    QTRY_VERIFY(m_window->menuBar()->actions().size() >= 5);
}

void TestMainWindow::everythingThatTakesTheFocusHasAName()
{
    open();
    for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
        if ((widget->focusPolicy() & Qt::TabFocus) == 0 || !widget->isVisibleTo(m_window.get()))
            continue;
        const QAccessibleInterface *face =
            QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        QVERIFY2(face != nullptr && !face->text(QAccessible::Name).isEmpty(),
                 qPrintable(u"%1 %2"_s.arg(QString::fromLatin1(widget->metaObject()->className()),
                                           widget->objectName())));
    }
}

void TestMainWindow::fitsSmallScreens()
{
    open();
    // 1920 x 1200 at 200 %, less a panel of the desktop.
    m_window->resize(960, 570);
    QCoreApplication::processEvents();
    QVERIFY2(m_window->width() <= 960 && m_window->height() <= 570,
             qPrintable(u"%1 x %2"_s.arg(m_window->width()).arg(m_window->height())));
    const QWidget *release = child<QPushButton>(u"release.open.button"_s);
    QVERIFY(m_window->rect().contains(
        QRect(release->mapTo(m_window.get(), QPoint()), release->size())));
}

void TestMainWindow::closesWhileItWorks()
{
    open();
    QByteArray large(8 << 20, 'x');
    m_place->folder().write("big/large.txt", large);
    m_window->casePage()->works().addFiles({m_place->folder() / "big"});
    m_window->close();
    QVERIFY(m_window->casePage() == nullptr);
    // And the case is whole.
    QVERIFY(m_place->open());
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
