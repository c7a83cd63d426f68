// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/casefile/casetest.h"
#include "tests/support/guessedkinds.h"
#include "tests/support/testscheduler.h"
#include "ui/shell/casepage.h"
#include "ui/shell/mainwindow.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QDialog>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QTest>
#include <QTimer>
#include <QUndoStack>

#include <filesystem>
#include <random>

using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

/// Thousands of random keys, clicks, drags and wheel turns: nothing crashes or asserts, and undo
/// back to the start gives the start. The seed is fixed; REDOUBT_MONKEY_SEED and
/// REDOUBT_MONKEY_GESTURES try others.
class TestMonkey : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void undoComesBackFromAnything();
};

namespace {

constexpr int kGestures = 5000;

class Monkey
{
public:
    Monkey(MainWindow &window, quint32 seed)
        : m_window(window)
        , m_random(seed)
    {
        // Menus and dialogs have event loops of their own, in which nothing else of this runs.
        QObject::connect(&m_closer, &QTimer::timeout, [] { closePopups(); });
        m_closer.start(2);
    }

    void act()
    {
        closePopups();
        // As a window manager does after a menu or dialog; the offscreen platform has none.
        if (!m_window.isActiveWindow()) {
            m_window.activateWindow();
            QCoreApplication::processEvents();
        }
        if (QApplication::focusWidget() == nullptr)
            m_window.findChild<QWidget *>(u"itemView"_s)->setFocus();
        switch (number(10)) {
        case 0:
        case 1:
        case 2:
        case 3:
            key();
            break;
        case 4:
        case 5:
            click();
            break;
        case 6:
        case 7:
        case 8:
            drag();
            break;
        default:
            wheel();
        }
    }

private:
    int number(int below) { return int(m_random() % quint32(below)); }

    /// A person closes them, too.
    static void closePopups()
    {
        if (QWidget *popup = QApplication::activePopupWidget())
            popup->close();
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *dialog = qobject_cast<QDialog *>(widget); dialog && dialog->isVisible())
                dialog->reject();
        }
    }

    void key()
    {
        static const QList<Qt::Key> keys{Qt::Key_Left,
                                         Qt::Key_Right,
                                         Qt::Key_Up,
                                         Qt::Key_Down,
                                         Qt::Key_Tab,
                                         Qt::Key_Space,
                                         Qt::Key_Return,
                                         Qt::Key_Delete,
                                         Qt::Key_Backspace,
                                         Qt::Key_Escape,
                                         Qt::Key_J,
                                         Qt::Key_K,
                                         Qt::Key_L,
                                         Qt::Key_N,
                                         Qt::Key_P,
                                         Qt::Key_S,
                                         Qt::Key_I,
                                         Qt::Key_O,
                                         Qt::Key_X,
                                         Qt::Key_U,
                                         Qt::Key_V,
                                         Qt::Key_H,
                                         Qt::Key_1,
                                         Qt::Key_2,
                                         Qt::Key_Plus,
                                         Qt::Key_Minus,
                                         Qt::Key_Home,
                                         Qt::Key_End,
                                         Qt::Key_PageUp,
                                         Qt::Key_PageDown,
                                         Qt::Key_BracketLeft,
                                         Qt::Key_BracketRight,
                                         Qt::Key_B,
                                         Qt::Key_M,
                                         Qt::Key_Z};
        static const QList<Qt::KeyboardModifiers> modifiers{
            Qt::NoModifier, Qt::NoModifier, Qt::NoModifier, Qt::ShiftModifier, Qt::ControlModifier};
        const Qt::Key pressed = keys[number(int(keys.size()))];
        const Qt::KeyboardModifiers with = modifiers[number(int(modifiers.size()))];
        // What leaves the case or opens a file dialog is tested elsewhere.
        if (with & Qt::ControlModifier &&
            (pressed == Qt::Key_L || pressed == Qt::Key_N || pressed == Qt::Key_O))
            return;
        QWidget *target = QApplication::focusWidget();
        if (target == nullptr || !m_window.isAncestorOf(target))
            target = &m_window;
        QTest::keyClick(target, pressed, with);
    }

    /// Something that is seen, but nothing that opens a dialog with a loop of its own.
    QWidget *target()
    {
        // Half of the time where the work is.
        if (number(2) == 0) {
            static const QStringList names{u"videoCanvas"_s, u"pageCanvas"_s, u"lanes"_s,
                                           u"findingsList"_s, u"textEditor"_s};
            auto *chosen = m_window.findChild<QWidget *>(names[number(int(names.size()))]);
            if (auto *view = qobject_cast<QAbstractScrollArea *>(chosen))
                chosen = view->viewport();
            if (chosen != nullptr && chosen->isVisible())
                return chosen;
        }
        QList<QWidget *> all;
        for (QWidget *widget : m_window.casePage()->findChildren<QWidget *>()) {
            const bool opens = widget->objectName().startsWith(u"case.") ||
                               widget->objectName().startsWith(u"release.");
            if (widget->isVisible() && !opens && widget->width() > 4 && widget->height() > 4 &&
                widget->window() == &m_window)
                all.append(widget);
        }
        return all.isEmpty() ? nullptr : all[number(int(all.size()))];
    }
    QPoint pointIn(const QWidget &widget)
    {
        return {number(widget.width()), number(widget.height())};
    }

    void click()
    {
        if (QWidget *widget = target()) {
            QTest::mouseClick(widget, Qt::LeftButton,
                              number(4) == 0 ? Qt::ShiftModifier : Qt::NoModifier,
                              pointIn(*widget));
        }
    }

    void drag()
    {
        QWidget *widget = target();
        if (widget == nullptr)
            return;
        const QPoint from = pointIn(*widget);
        const QPoint to = pointIn(*widget);
        QTest::mousePress(widget, Qt::LeftButton, {}, from);
        for (int i = 1; i <= 4; ++i)
            QTest::mouseMove(widget, from + (to - from) * i / 4);
        QTest::mouseRelease(widget, Qt::LeftButton, {}, to);
    }

    void wheel()
    {
        QWidget *widget = target();
        if (widget == nullptr)
            return;
        const QPoint at = pointIn(*widget);
        QWheelEvent event(at, widget->mapToGlobal(at), {}, {0, number(2) ? 120 : -120},
                          Qt::NoButton, number(2) ? Qt::ControlModifier : Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(widget, &event);
    }

    MainWindow &m_window;
    std::mt19937 m_random;
    QTimer m_closer;
};

/// The state as another reader of the journal sees it.
std::unique_ptr<casefile::Case> copyOf(const CaseFolder &place)
{
    auto opened = place.open(vault::Access::ReadOnly);
    if (!opened)
        qFatal("%s", qPrintable(opened.error().text()));
    return *std::move(opened);
}

} // namespace

void TestMonkey::undoComesBackFromAnything()
{
    const CaseFolder place;
    for (const auto &entry : fs::directory_iterator(REDOUBT_SAMPLE_CASE)) {
        fs::create_directories(place.folder() / "in");
        fs::copy_file(entry.path(), place.folder() / "in" / entry.path().filename());
    }
    QSettings settings(QString::fromStdString((place.folder() / "s.ini").native()),
                       QSettings::IniFormat);
    Scheduler scheduler;
    const detect::Registry registry = detect::standardRegistry();
    {
        const auto made = place.create();
        QVERIFY(made->ingest(place.inputs(), medium::ingestOptions(), JobContext()));
        QList<ItemId> items;
        for (const casefile::Item &item : made->sheet().items())
            items.append(item.id);
        workflow::AnalysisSettings analysis;
        analysis.profile = *casefile::loadProfile(u"foia"_s);
        analysis.quality = detect::Quality::Fast;
        analysis.worker = workflow::hereWorker(registry);
        QVERIFY(made->setProfile(u"foia"_s));
        QVERIFY(workflow::analyzeCase(*made, registry, analysis, items, test::scheduler(1), {},
                                      JobContext()));
    }
    MainWindow window(Services{[&registry]() -> const detect::Registry & { return registry; },
                               scheduler, settings});
    window.resize(1280, 800);
    window.show();
    window.openCase(place.casePath(), CaseFolder::passphrase());
    QTRY_VERIFY_WITH_TIMEOUT(window.casePage() != nullptr, 60000);
    QVERIFY(QTest::qWaitForWindowActive(&window));
    Session &session = window.casePage()->session();
    QTRY_VERIFY_WITH_TIMEOUT(window.casePage()->works().isIdle(), 60000);
    QUndoStack &stack = session.openCase().undoStack();
    QCOMPARE(stack.index(), 0);
    const auto start = copyOf(place);

    bool known = false;
    quint32 seed = qEnvironmentVariable("REDOUBT_MONKEY_SEED").toUInt(&known);
    if (!known)
        seed = 20260101;
    int gestures = qEnvironmentVariableIntValue("REDOUBT_MONKEY_GESTURES", &known);
    if (!known)
        gestures = kGestures;
    Monkey monkey(window, seed);
    std::vector<std::pair<QSplitter *, QList<int>>> splitters;
    for (QSplitter *splitter : window.findChildren<QSplitter *>())
        splitters.emplace_back(splitter, splitter->sizes());
    int changes = 0;
    connect(&stack, &QUndoStack::indexChanged, this, [&changes] { ++changes; });
    for (int i = 0; i < gestures; ++i) {
        monkey.act();
        if (i % 50 == 0) {
            QCoreApplication::processEvents();
            // Another file now and then, so that every kind has its turn.
            const auto &items = session.sheet().items();
            session.setCurrentItem(items[size_t(i / 50) % items.size()].id);
            // And no panel stays folded away, no view without marks, for long.
            session.setViewMode(ViewMode::Edit);
            for (const auto &[splitter, sizes] : splitters)
                splitter->setSizes(sizes);
        }
        QVERIFY2(window.casePage() != nullptr, "a gesture closed the case");
    }
    qInfo("%d gestures changed the case %d times", gestures, changes);
    QVERIFY(changes > gestures / 100); // it did something

    while (stack.canUndo())
        stack.undo();
    const auto end = copyOf(place);
    for (const casefile::Item &item : start->sheet().items()) {
        const auto &before = start->sheet().findings(item.id);
        const auto &after = end->sheet().findings(item.id);
        QCOMPARE(after.size(), before.size());
        for (size_t i = 0; i < before.size(); ++i) {
            QVERIFY(*after[i] == *before[i]);
            QVERIFY(end->sheet().decision(after[i]->id) == start->sheet().decision(before[i]->id));
        }
    }
    QVERIFY(end->sheet().subjects() == start->sheet().subjects());
    QVERIFY(end->verifyJournal());
}

QTEST_MAIN(TestMonkey)
#include "tst_monkey.moc"
