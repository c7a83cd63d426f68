// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/support/tempfolder.h"
#include "ui/common/commands.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;

class TestUiCommands : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void namesTheKeyInTheTooltip();
    void forgetsCommandsOfDeletedOwners();
    void takesAKeyFromAnotherCommand();
    void remembersKeys();
    void tellsOfManyChangesOnce();
    void leavesKeysToFieldsAndButtons();

private:
    std::unique_ptr<TempFolder> m_folder;
    std::unique_ptr<QSettings> m_settings;
};

void TestUiCommands::init()
{
    m_folder = std::make_unique<TempFolder>();
    m_settings = std::make_unique<QSettings>(QString::fromStdString((*m_folder / "s.ini").native()),
                                             QSettings::IniFormat);
}

void TestUiCommands::namesTheKeyInTheTooltip()
{
    Commands commands(*m_settings);
    QAction *play = commands.add(this, {u"a"_s, u"Play"_s, {Qt::Key_Space}});
    QAction *bare = commands.add(this, {u"b"_s, u"Bare"_s});
    QCOMPARE(play->toolTip(), u"Play (Space)"_s);
    QCOMPARE(bare->toolTip(), u"Bare"_s);
    delete play;
    delete bare;
}

void TestUiCommands::forgetsCommandsOfDeletedOwners()
{
    Commands commands(*m_settings);
    auto owner = std::make_unique<QWidget>();
    commands.add(owner.get(), {u"a"_s, u"A"_s});
    QVERIFY(commands.action(u"a"_s) != nullptr);
    owner.reset();
    QVERIFY(commands.action(u"a"_s) == nullptr);
    QVERIFY(commands.entries().empty());
}

void TestUiCommands::takesAKeyFromAnotherCommand()
{
    Commands commands(*m_settings);
    QWidget owner;
    QAction *a = commands.add(&owner, {u"a"_s, u"A"_s, {Qt::Key_A, Qt::Key_B}});
    QAction *c = commands.add(&owner, {u"c"_s, u"C"_s, {Qt::Key_C}});
    QCOMPARE(commands.conflict(Qt::Key_A, u"c"_s), u"a"_s);
    QCOMPARE(commands.conflict(Qt::Key_A, u"a"_s), QString());
    commands.rebind(u"c"_s, {Qt::Key_A});
    QCOMPARE(a->shortcuts(), QList<QKeySequence>{Qt::Key_B});
    QCOMPARE(c->shortcuts(), QList<QKeySequence>{Qt::Key_A});
    QVERIFY(c->toolTip().contains(u'A'));
    commands.resetKeys();
    QCOMPARE(a->shortcuts().size(), 2);
    QCOMPARE(c->shortcuts(), QList<QKeySequence>{Qt::Key_C});
}

void TestUiCommands::remembersKeys()
{
    QWidget owner;
    {
        Commands commands(*m_settings);
        QWidget first;
        commands.add(&first, {u"a"_s, u"A"_s, {Qt::Key_A}});
        commands.add(&first, {u"b"_s, u"B"_s, {Qt::Key_B}});
        commands.rebind(u"a"_s, {QKeySequence(u"Ctrl+Shift+F5"_s)});
        commands.rebind(u"b"_s, {});
    }
    Commands again(*m_settings);
    QCOMPARE(again.add(&owner, {u"a"_s, u"A"_s, {Qt::Key_A}})->shortcut(),
             QKeySequence(u"Ctrl+Shift+F5"_s));
    QVERIFY(again.add(&owner, {u"b"_s, u"B"_s, {Qt::Key_B}})->shortcut().isEmpty());
    again.rebind(u"a"_s, {Qt::Key_A}); // as at first: nothing is saved for it
    QVERIFY(!m_settings->contains(u"keys/a"_s));
}

void TestUiCommands::tellsOfManyChangesOnce()
{
    Commands commands(*m_settings);
    QWidget owner;
    QSignalSpy changed(&commands, &Commands::changed);
    commands.add(&owner, {u"a"_s, u"A"_s});
    commands.add(&owner, {u"b"_s, u"B"_s});
    QCOMPARE(changed.count(), 0);
    QTRY_COMPARE(changed.count(), 1);
}

void TestUiCommands::leavesKeysToFieldsAndButtons()
{
    Commands commands(*m_settings);
    QWidget window;
    auto *layout = new QVBoxLayout(&window);
    auto *field = new QLineEdit(&window);
    auto *button = new QPushButton(u"Push"_s, &window);
    auto *plain = new QWidget(&window);
    plain->setFocusPolicy(Qt::StrongFocus);
    for (QWidget *each : {static_cast<QWidget *>(field), static_cast<QWidget *>(button), plain})
        layout->addWidget(each);
    int played = 0;
    int pushed = 0;
    connect(commands.add(&window, {u"play"_s, u"Play"_s, {Qt::Key_Space, Qt::Key_Return}}),
            &QAction::triggered, this, [&] { ++played; });
    connect(button, &QPushButton::clicked, this, [&] { ++pushed; });
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    plain->setFocus();
    QTest::keyClick(plain, Qt::Key_Space);
    QCOMPARE(played, 1);
    field->setFocus();
    QTest::keyClick(field, Qt::Key_Space);
    QCOMPARE(field->text(), u" "_s);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QCOMPARE(pushed, 1);
    QCOMPARE(played, 1);
}

QTEST_MAIN(TestUiCommands)
#include "tst_uicommands.moc"
