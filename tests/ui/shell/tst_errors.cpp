// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/filesizelimit.h"
#include "tests/support/guessedkinds.h"
#include "tests/ui/shell/windowcase.h"
#include "ui/canvas/notice.h"
#include "ui/common/errorlabel.h"
#include "ui/common/gestures.h"
#include "ui/release/releaseassistant.h"
#include "ui/shell/casetree.h"
#include "ui/shell/noticebar.h"

#include <QAccessible>
#include <QCheckBox>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>

using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

/// What goes wrong stands where it went wrong, with cause and next step, until it is solved; by
/// keyboard and for screen readers, too.
class TestErrors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aWrongPassphraseStandsAtItsField();
    void aDamagedCaseSaysWhatToRestore_data();
    void aDamagedCaseSaysWhatToRestore();
    void aCaseRestoredFromACopyCanBeAccepted();
    void sealedFilesWithoutANameCanBeTakenBack();
    void aMissingModelStaysUntilItIsThere();
    void anUnsupportedFileStandsInTheTree();
    void aFileThatCannotBeReadCanBeTriedAgain();
    void aLostOriginalStandsAtItsItem();
    void aFullDiskStopsAdding();
    void aFullDiskIsToldAtTheItem();
    void aFullDiskKeepsDecisionsHonest();
    void aFullDiskStopsARelease();

private:
    static QString spoken(QWidget *widget, QAccessible::Text text)
    {
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
        return face != nullptr ? face->text(text) : QString();
    }
    /// Presses the button as a person without a mouse does.
    static void press(QPushButton *button)
    {
        QVERIFY(button->isEnabled() && button->isVisible());
        QVERIFY((button->focusPolicy() & Qt::TabFocus) != 0);
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
    }
    static QModelIndex row(WindowCase &c, const QString &name)
    {
        QAbstractItemModel *model = c.child<QListView>(u"caseItems"_s)->model();
        for (int i = 0; i < model->rowCount(); ++i) {
            if (model->index(i, 0).data().toString() == name)
                return model->index(i, 0);
        }
        return {};
    }
    static ItemStatus::Kind kind(const QModelIndex &index)
    {
        return ItemStatus::Kind(index.data(CaseModel::StatusKindRole).toInt());
    }
    static QString detail(const QModelIndex &index)
    {
        return index.data(Qt::AccessibleDescriptionRole).toString();
    }
    /// Words that nobody finds anything in.
    static QByteArray words(qsizetype size)
    {
        QByteArray text;
        for (quint32 x = 1; text.size() < size; x = x * 1664525 + 1013904223)
            text += QByteArray(int(3 + (x >> 28)), char('b' + (x >> 24) % 6)) + ' ';
        return text;
    }
};

void TestErrors::aWrongPassphraseStandsAtItsField()
{
    WindowCase c;
    std::ignore = c.place().create();
    c.window().openPaths({c.place().casePath()});
    auto *field = c.child<QLineEdit>(u"passphrase"_s);
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, u"something else"_s);
    QTest::keyClick(field, Qt::Key_Return);
    auto *error = c.child<ErrorLabel>(u"unlockError"_s);
    QTRY_VERIFY_WITH_TIMEOUT(error->isVisible(), 30000);
    QVERIFY(error->text().contains(u"Caps Lock"_s));
    QVERIFY(field->hasFocus()); // ready for the next try
    QCOMPARE(spoken(field, QAccessible::Description), error->text());
    QVERIFY(!spoken(error, QAccessible::Name).isEmpty());
    QTest::keyClick(field, Qt::Key_Backtab); // and can be read again by keyboard
    for (int i = 0; i < 20 && !error->hasFocus(); ++i)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY(error->hasFocus());
    field->setFocus();
    QTest::keyClicks(field, u"correct horse"_s);
    QVERIFY(error->isVisible()); // until it is solved
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(c.window().casePage() != nullptr, 30000);
}

void TestErrors::aDamagedCaseSaysWhatToRestore_data()
{
    QTest::addColumn<QByteArrayList>("files");
    // A header alone would be read from its copy.
    QTest::newRow("header") << QByteArrayList{"vault.hdr", "vault.hdr.bak"};
    QTest::newRow("journal") << QByteArrayList{"journal.db"};
}

void TestErrors::aDamagedCaseSaysWhatToRestore()
{
    QFETCH(QByteArrayList, files);
    WindowCase c;
    std::ignore = c.place().create();
    for (const QByteArray &file : files)
        c.place().folder().write("a.redoubt/" + file.toStdString(), QByteArray(20000, 'x'));
    c.window().openCase(c.place().casePath(), CaseFolder::passphrase());
    auto *error = c.child<ErrorLabel>(u"unlockError"_s);
    QTRY_VERIFY_WITH_TIMEOUT(error->isVisible(), 30000);
    QVERIFY2(error->text().contains(u"estore"_s), qPrintable(error->text()));
    QVERIFY(c.window().casePage() == nullptr);
    press(c.child<QPushButton>(u"unlockCancel"_s)); // the way out
    QTRY_VERIFY(c.child<QWidget>(u"startPage"_s)->isVisible());
}

void TestErrors::aCaseRestoredFromACopyCanBeAccepted()
{
    WindowCase c;
    const fs::path journal = c.place().casePath() / "journal.db";
    std::ignore = c.place().create();
    const QByteArray copy = readFile(journal);
    QVERIFY((*c.place().open())->setProfile(u"foia"_s));
    QVERIFY(writeFileAtomically(journal, copy));

    c.window().openPaths({c.place().casePath()});
    auto *field = c.child<QLineEdit>(u"passphrase"_s);
    auto *restored = c.child<QCheckBox>(u"acceptRestored"_s);
    auto *error = c.child<ErrorLabel>(u"unlockError"_s);
    QTRY_VERIFY(field->hasFocus());
    QVERIFY(!restored->isVisible()); // nobody is asked before there is a reason
    const auto submit = [&] {
        QTest::keyClicks(field, u"correct horse"_s);
        QTest::keyClick(field, Qt::Key_Return);
    };
    submit();
    QTRY_VERIFY_WITH_TIMEOUT(restored->isVisible(), 30000);
    QVERIFY(error->text().contains(u"older"_s));
    submit();
    QTRY_VERIFY_WITH_TIMEOUT(field->isEnabled() && field->text().isEmpty(), 30000);
    QVERIFY(c.window().casePage() == nullptr); // not by trying again
    for (int i = 0; i < 20 && !restored->hasFocus(); ++i)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClick(restored, Qt::Key_Space);
    field->setFocus();
    submit();
    QTRY_VERIFY_WITH_TIMEOUT(c.window().casePage() != nullptr, 30000);
}

void TestErrors::sealedFilesWithoutANameCanBeTakenBack()
{
    WindowCase c;
    for (const char *name : {"in/a.txt", "in/b.txt", "in/c.txt"})
        c.place().folder().write(name, QByteArray("words of ") + name);
    {
        const auto made = c.place().create();
        // What a killed run leaves: sealed, and not journalled.
        QVERIFY(made->startIngest().run(
            c.place().inputs(), {}, [](const casefile::SealedInput &) { return Result<void>(); },
            JobContext()));
    }
    c.window().openCase(c.place().casePath(), CaseFolder::passphrase());
    QTRY_VERIFY_WITH_TIMEOUT(c.window().casePage() != nullptr, 30000);
    auto *bar = c.child<NoticeBar>(u"noticeBar"_s);
    const auto told = [bar] { return bar->sentences().filter(u"not named in the journal"_s); };
    QTRY_COMPARE(told().size(), 1);
    QVERIFY(told().first().contains(u'3'));
    // One of them is added again under its name: the others are still told.
    c.page().works().addFiles({c.place().folder() / "in" / "b.txt"});
    QTRY_VERIFY_WITH_TIMEOUT(told().size() == 1 && told().first().contains(u'2'), 30000);
    QVERIFY(row(c, u"b.txt"_s).isValid());
    const auto takeBack = [&c]() -> QPushButton * {
        const auto buttons = c.window().findChildren<QPushButton *>(u"noticeAction"_s);
        const auto it = std::find_if(buttons.begin(), buttons.end(), [](QPushButton *b) {
            return b->isVisible() && b->text().contains(u"Take back");
        });
        return it != buttons.end() ? *it : nullptr;
    };
    QTRY_VERIFY(takeBack() != nullptr); // it is laid out when the sentence stands already
    press(takeBack());
    QTRY_COMPARE_WITH_TIMEOUT(c.session().sheet().items().size(), size_t(3), 30000);
    QVERIFY(told().isEmpty());
    QVERIFY(c.waitForWork());
    for (const casefile::Item &item : c.session().sheet().items())
        QVERIFY(c.session().openCase().openItem(item.id));
}

void TestErrors::aMissingModelStaysUntilItIsThere()
{
    const TempFolder empty;
    const QByteArray models = qgetenv("REDOUBT_MODELS");
    const QByteArray nowhere = QByteArray::fromStdString(empty.path().native());
    for (const char *name : {"REDOUBT_MODELS", "XDG_DATA_HOME", "XDG_DATA_DIRS"})
        qputenv(name, nowhere);
    WindowCase c;
    c.place().folder().write("in/a.txt", "nothing");
    const bool opened = c.open();
    qputenv("REDOUBT_MODELS", models);
    qunsetenv("XDG_DATA_HOME");
    qunsetenv("XDG_DATA_DIRS");
    QVERIFY(opened);
    if (c.session().registry().infos().first().problem.isEmpty())
        QSKIP("a model is installed for all users of this computer");

    auto *bar = c.child<NoticeBar>(u"noticeBar"_s);
    QTRY_VERIFY(bar->isVisible());
    const QString told = bar->sentences().join(u' ');
    // What it means, and what to do.
    QVERIFY2(told.contains(u"overlooked"_s) || told.contains(u"not looked for"_s),
             qPrintable(told));
    QVERIFY2(told.contains(u"get-models"_s), qPrintable(told));
    auto *text = c.child<ErrorLabel>(u"noticeText"_s);
    QCOMPARE(spoken(text, QAccessible::Name), bar->sentences().first());
    QVERIFY((text->focusPolicy() & Qt::TabFocus) != 0);
    // A condition cannot be put away, only folded; a line stays.
    QVERIFY(bar->findChild<QPushButton *>(u"noticeClose"_s) == nullptr);
    auto *fold = c.child<QPushButton>(u"noticeFold"_s);
    press(fold);
    QVERIFY(bar->isVisible() && bar->isFolded() && !text->isVisible());
    QVERIFY(c.child<QLabel>(u"noticeHead"_s)->text().contains(u'1'));
    press(fold);
    QVERIFY(text->isVisible());
    c.window().closeCase();
    QVERIFY(!bar->isVisible());
}

void TestErrors::anUnsupportedFileStandsInTheTree()
{
    WindowCase c;
    c.place().folder().write("in/a.txt", "Jane Roe, 555-0142, jane@example.org\n");
    QVERIFY(c.open());
    QByteArray noise;
    for (quint32 x = 7; noise.size() < 20000; x = x * 1664525 + 1013904223)
        noise.append(char(x >> 24));
    c.place().folder().write("more/blob.bin", noise);
    c.place().folder().write("more/b.txt", "John Doe, 555-0199\n");
    c.page().works().addFiles({c.place().folder() / "more"});
    QTRY_COMPARE_WITH_TIMEOUT(c.session().sheet().items().size(), size_t(3), 30000);
    QVERIFY(c.waitForWork());
    // The others are done all the same.
    QVERIFY(kind(row(c, u"a.txt"_s)) == ItemStatus::Kind::Undecided);
    QVERIFY(kind(row(c, u"b.txt"_s)) == ItemStatus::Kind::Undecided);
    const QModelIndex blob = row(c, u"blob.bin"_s);
    QVERIFY(kind(blob) == ItemStatus::Kind::Unsupported);
    QVERIFY(!blob.data(CaseModel::StatusTextRole).toString().isEmpty());
    QVERIFY(detail(blob).contains(u"blob.bin"_s));
    auto *list = c.child<QListView>(u"caseItems"_s);
    list->setFocus();
    for (int i = 0; i < 5 && list->currentIndex() != blob; ++i)
        QTest::keyClick(list, list->currentIndex().row() < blob.row() ? Qt::Key_Down : Qt::Key_Up);
    NoticePage *shown = nullptr;
    const auto pages = c.window().findChildren<NoticePage *>();
    for (NoticePage *page : pages) {
        if (page->isVisible())
            shown = page;
    }
    QVERIFY(shown != nullptr);
    QVERIFY(shown->notice().tone == Notice::Tone::Problem);
    QVERIFY(spoken(shown, QAccessible::Name).contains(u"blob.bin"_s));
    QVERIFY(spoken(shown, QAccessible::Description).contains(u"leave it out"_s));
    QVERIFY((shown->focusPolicy() & Qt::TabFocus) != 0);
    // Never "nothing found" of what nobody looked at.
    const auto labels = c.child<QWidget>(u"findingsPanel"_s)->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QVERIFY2(!label->text().contains(u"found nothing"_s), qPrintable(label->text()));
}

void TestErrors::aFileThatCannotBeReadCanBeTriedAgain()
{
    WindowCase c;
    c.place().folder().write("in/a.txt", "nothing");
    QVERIFY(c.openWithoutNotices());
    const fs::path file = c.place().folder() / "late.txt";
    c.page().works().addFiles({file});
    auto *bar = c.child<NoticeBar>(u"noticeBar"_s);
    const auto told = [bar] { return bar->sentences().filter(u"late.txt"_s).size(); };
    QTRY_COMPARE_WITH_TIMEOUT(told(), 1, 30000);
    QVERIFY(c.waitForWork());
    press(c.child<QPushButton>(u"noticeAction"_s)); // no better yet: told once more, once
    QTRY_COMPARE_WITH_TIMEOUT(told(), 1, 30000);
    QVERIFY(c.waitForWork());
    QTRY_COMPARE_WITH_TIMEOUT(told(), 1, 30000);
    c.place().folder().write("late.txt", "here now");
    press(c.child<QPushButton>(u"noticeAction"_s));
    QTRY_COMPARE_WITH_TIMEOUT(c.session().sheet().items().size(), size_t(2), 30000);
    QCOMPARE(told(), 0);
    // An event may be put away without solving it.
    c.page().works().addFiles({c.place().folder() / "never.txt"});
    QTRY_VERIFY_WITH_TIMEOUT(!bar->sentences().filter(u"never.txt"_s).isEmpty(), 30000);
    press(c.child<QPushButton>(u"noticeClose"_s));
    QVERIFY(bar->sentences().filter(u"never.txt"_s).isEmpty());
}

void TestErrors::aLostOriginalStandsAtItsItem()
{
    WindowCase c;
    c.place().folder().write("in/a.txt", "Jane Roe\n");
    {
        const auto made = c.place().create();
        QVERIFY(made->ingest(c.place().inputs(), test::guessedKinds(), JobContext()));
    }
    int removed = 0;
    for (const auto &each : fs::recursive_directory_iterator(c.place().casePath() / "objects"))
        if (each.is_regular_file() && fs::remove(each.path())) {
            ++removed;
            break;
        }
    QCOMPARE(removed, 1);
    c.window().openCase(c.place().casePath(), CaseFolder::passphrase());
    QTRY_VERIFY_WITH_TIMEOUT(c.window().casePage() != nullptr, 30000);
    QVERIFY(c.waitForWork());
    const QModelIndex lost = row(c, u"a.txt"_s);
    QTRY_VERIFY(kind(lost) == ItemStatus::Kind::Failed);
    QVERIFY(!detail(lost).isEmpty());
    auto *page = c.child<NoticePage>(u"noticePage"_s);
    QTRY_VERIFY(page->isVisible() && page->notice().tone == Notice::Tone::Problem);
    QVERIFY(page->notice().body.contains(detail(lost)));
}

void TestErrors::aFullDiskStopsAdding()
{
    WindowCase c;
    c.place().folder().write("in/a.txt", "nothing");
    QVERIFY(c.open());
    QVERIFY(c.waitForWork());
    c.place().folder().write("more/large.txt", words(1400 << 10));
    auto *bar = c.child<NoticeBar>(u"noticeBar"_s);
    const auto told = [bar] { return bar->sentences().filter(u"Not all files"_s).size(); };
    {
        const FileSizeLimit full(1 << 20);
        c.page().works().addFiles({c.place().folder() / "more"});
        QTRY_COMPARE_WITH_TIMEOUT(told(), 1, 60000);
        QCOMPARE(c.session().sheet().items().size(), size_t(1));
    }
    QVERIFY(c.waitForWork());
    QCOMPARE(told(), 1); // stays
    press(c.child<QPushButton>(u"noticeAction"_s));
    QTRY_COMPARE_WITH_TIMEOUT(c.session().sheet().items().size(), size_t(2), 60000);
    QCOMPARE(told(), 0);
}

void TestErrors::aFullDiskIsToldAtTheItem()
{
    WindowCase c;
    c.place().folder().write("in/a.txt", "Jane Roe, 555-0142\n");
    QVERIFY(c.open());
    QVERIFY(c.waitForWork());
    const QModelIndex index = row(c, u"a.txt"_s);
    QVERIFY(kind(index) != ItemStatus::Kind::Failed);
    {
        const FileSizeLimit full(4096);
        c.window().commands().action(u"case.analyzeItem"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(kind(index) == ItemStatus::Kind::Failed, 60000);
    }
    QVERIFY(c.waitForWork());
    QVERIFY(kind(index) == ItemStatus::Kind::Failed); // stays
    QCOMPARE(detail(index), c.session().obstacle(c.session().currentItem()));
    QVERIFY(!c.window().commands().action(u"case.analyzeItem"_s)->shortcut().isEmpty());
    c.window().commands().action(u"case.analyzeItem"_s)->trigger();
    QVERIFY(c.waitForWork());
    QTRY_VERIFY(kind(index) != ItemStatus::Kind::Failed);
    QVERIFY(detail(index).isEmpty());
}

void TestErrors::aFullDiskKeepsDecisionsHonest()
{
    WindowCase c;
    c.place().folder().write("in/a.txt", "Jane Roe, 555-0142, jane@example.org\n");
    QVERIFY(c.open());
    QVERIFY(c.waitForWork());
    Session &session = c.session();
    QTRY_VERIFY(!session.findings(session.currentItem()).empty());
    const FindingId id = session.findings(session.currentItem()).front()->id;
    auto *bar = c.child<NoticeBar>(u"noticeBar"_s);
    const qsizetype before = bar->sentences().size();
    {
        const FileSizeLimit full(4096);
        session.gestures().decide({id}, Verdict::Keep);
        QTRY_COMPARE(bar->sentences().size(), before + 1);
        QVERIFY(!session.sheet().decision(id)); // not shown as decided: it is not saved
    }
    session.gestures().decide({id}, Verdict::Keep);
    QVERIFY(session.sheet().decision(id));
}

void TestErrors::aFullDiskStopsARelease()
{
    WindowCase c;
    c.place().folder().write("in/a.txt", "Jane Roe, 555-0142\n" + words(150000));
    QVERIFY(c.open());
    QVERIFY(c.waitForWork());
    c.window().commands().action(u"release.open"_s)->trigger();
    auto *assistant = c.child<ReleaseAssistant>(u"releaseAssistant"_s);
    assistant->setOutputFolder(c.place().folder() / "out");
    auto *start = assistant->findChild<QPushButton *>(u"releaseStart"_s);
    auto *problem = assistant->findChild<ErrorLabel *>(u"releaseProblem"_s);
    {
        const FileSizeLimit full(60000);
        press(start);
        QTRY_VERIFY_WITH_TIMEOUT(start->isVisible() && !problem->text().isEmpty(), 120000);
    }
    QVERIFY(!assistant->result());
    QVERIFY2(problem->text().contains(u"not recorded"_s), qPrintable(problem->text()));
    QVERIFY(problem->isVisible() && (problem->focusPolicy() & Qt::TabFocus) != 0);
    QVERIFY(!spoken(problem, QAccessible::Name).isEmpty());
    QVERIFY(!fs::exists(c.place().folder() / "out" / "release.json"));
    QVERIFY(start->isEnabled());
    press(start); // the disk has room again: the same folder goes on
    QTRY_VERIFY_WITH_TIMEOUT(assistant->result().has_value(), 120000);
    QCOMPARE(int(assistant->result()->items.first().status), int(release::Status::Released));
    QVERIFY(fs::exists(c.place().folder() / "out" / "release.json"));
}

QTEST_MAIN(TestErrors)
#include "tst_errors.moc"
