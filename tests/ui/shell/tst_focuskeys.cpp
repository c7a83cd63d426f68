// SPDX-License-Identifier: AGPL-3.0-or-later
// Who gets a key: the rule of ui/common/commands.h, asked of every widget and popup of the window.
#include "tests/ui/shell/windowcase.h"
#include "ui/canvas/canvasview.h"
#include "ui/common/gestures.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QUndoStack>

using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;

namespace {

QString nameOf(const QWidget *widget)
{
    return u"%1 “%2”"_s.arg(QString::fromLatin1(widget->metaObject()->className()),
                            widget->objectName());
}

/// A text with some findings and a picture with a face to draw on, shown in the whole window.
class FocusCase : public WindowCase
{
public:
    FocusCase()
    {
        place().folder().write("in/a.txt", "Jane Roe, SSN 219-09-9999, jane@example.org, "
                                           "john@example.org, 212-555-0147\n");
        QImage picture(320, 240, QImage::Format_RGB32);
        picture.fill(Qt::lightGray);
        picture.save(QString::fromStdString((place().folder() / "in/b.png").native()));
        if (!openWithoutNotices())
            qFatal("case");
        for (const casefile::Item &item : session().sheet().items()) {
            if (item.name.endsWith(u".txt"_s))
                session().setCurrentItem(item.id);
        }
        QCoreApplication::processEvents();
    }

    QListView &list() { return *child<QListView>(u"findingsList"_s); }
    int steps() { return session().openCase().undoStack().index(); }
    /// Brings up a finding and leaves the focus where findings are.
    void begin()
    {
        list().setFocus();
        QTest::keyClick(&list(), Qt::Key_N);
        if (session().selection().isEmpty())
            qFatal("no finding");
    }
    /// Everything in view that the Tab key reaches.
    QList<QWidget *> stops()
    {
        QList<QWidget *> found;
        for (QWidget *each : window().findChildren<QWidget *>()) {
            if ((each->focusPolicy() & Qt::TabFocus) != 0 && each->isVisible() &&
                each->isEnabled() && each->focusProxy() == nullptr)
                found.append(each);
        }
        return found;
    }
    void showEveryTab(const std::function<void()> &look)
    {
        auto *tabs = child<QTabWidget>(u"reviewTabs"_s);
        for (int i = 0; i < tabs->count(); ++i) {
            tabs->setCurrentIndex(i);
            QCoreApplication::processEvents();
            look();
        }
    }
};

} // namespace

class TestFocusKeys : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void decidesOnlyWhereAFindingIsTheCurrentThing()
    {
        FocusCase c;
        c.begin();
        int asked = 0;
        c.showEveryTab([&] {
            for (QWidget *stop : c.stops()) {
                if (Commands::isFindingPlace(stop) || qobject_cast<QAbstractButton *>(stop))
                    continue;
                stop->setFocus(Qt::TabFocusReason);
                if (!stop->hasFocus())
                    continue;
                ++asked;
                const int before = c.steps();
                for (const int key : {int(Qt::Key_Return), int(Qt::Key_Backspace), int(Qt::Key_U)})
                    QTest::keyClick(stop, Qt::Key(key));
                QVERIFY2(c.steps() == before, qPrintable(nameOf(stop)));
                QVERIFY(QApplication::activePopupWidget() == nullptr);
            }
        });
        QVERIFY2(asked >= 5, qPrintable(QString::number(asked)));
    }

    void decidesInThePlacesOfFindings()
    {
        FocusCase c;
        int asked = 0;
        for (QWidget *stop : c.stops()) {
            if (!Commands::isFindingPlace(stop))
                continue;
            c.begin();
            stop->setFocus(Qt::TabFocusReason);
            const int before = c.steps();
            QTest::keyClick(stop, Qt::Key_Return);
            QVERIFY2(c.steps() == before + 1, qPrintable(nameOf(stop)));
            ++asked;
        }
        QVERIFY2(asked >= 2, qPrintable(QString::number(asked)));
    }

    void pressesTheButtonThatHasTheFocus()
    {
        FocusCase c;
        c.begin();
        int asked = 0;
        c.showEveryTab([&] {
            for (QWidget *stop : c.stops()) {
                auto *button = qobject_cast<QPushButton *>(stop);
                // What opens a menu or a dialog is asked below, one by one.
                if (button == nullptr || button->menu() != nullptr ||
                    button->text().endsWith(u'…') || !button->property("chip").toBool())
                    continue;
                QSignalSpy pressed(button, &QAbstractButton::clicked);
                for (const int key : {int(Qt::Key_Return), int(Qt::Key_Space)}) {
                    if (!button->isVisible())
                        continue;
                    button->setFocus(Qt::TabFocusReason);
                    const int before = c.steps();
                    pressed.clear();
                    QTest::keyClick(button, Qt::Key(key));
                    QVERIFY2(pressed.count() == 1, qPrintable(nameOf(button)));
                    QVERIFY2(c.steps() == before, qPrintable(nameOf(button)));
                    ++asked;
                }
            }
        });
        QVERIFY2(asked >= 6, qPrintable(QString::number(asked)));
    }

    void leavesTheFocusWhereItWasWhenAButtonIsClicked()
    {
        FocusCase c;
        c.begin();
        for (QAbstractButton *button : c.window().findChildren<QAbstractButton *>())
            QVERIFY2((button->focusPolicy() & Qt::ClickFocus) == 0, qPrintable(nameOf(button)));
        // Space after a click on Keep plays or does nothing; it does not decide the next finding.
        auto *keep = c.child<QPushButton>(u"review.keep.button"_s);
        QCOMPARE(keep->focusPolicy(), Qt::NoFocus);
        QTest::mouseClick(keep, Qt::LeftButton);
        QVERIFY(c.list().hasFocus());
        int before = c.steps();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QCOMPARE(c.steps(), before);
        // And Return works after a click on a chip.
        QTest::mouseClick(c.child<QPushButton>(u"chip5"_s), Qt::LeftButton);
        QVERIFY(c.list().hasFocus());
        QTest::keyClick(&c.list(), Qt::Key_N);
        before = c.steps();
        QTest::keyClick(&c.list(), Qt::Key_Return);
        QCOMPARE(c.steps(), before + 1);
    }

    void givesEveryKeyToAnOpenPopup()
    {
        FocusCase c;
        casefile::Subject subject;
        subject.id = SubjectId::random();
        subject.names = {u"Jane Roe"_s};
        c.session().gestures().setSubject(subject);
        c.begin();
        c.child<QTabWidget>(u"reviewTabs"_s)
            ->setCurrentWidget(c.child<QWidget>(u"propertiesPanel"_s));
        QCoreApplication::processEvents();
        int asked = 0;
        for (QComboBox *box : c.window().findChildren<QComboBox *>()) {
            if (!box->isVisible() || !box->isEnabled() || box->count() < 2)
                continue;
            box->setFocus();
            QSignalSpy chosen(box, &QComboBox::activated);
            const int before = c.steps();
            box->showPopup();
            QTRY_VERIFY(QApplication::activePopupWidget() != nullptr);
            QWidget *target = box->view();
            QVERIFY(target->hasFocus());
            QTest::keyClick(target, Qt::Key_Down);
            QTest::keyClick(target, Qt::Key_Return);
            QTRY_VERIFY(QApplication::activePopupWidget() == nullptr);
            QVERIFY2(chosen.count() == 1, qPrintable(nameOf(box)));
            // What was chosen may be one step; a decision on top of it would be a second.
            QVERIFY2(c.steps() <= before + 1, qPrintable(nameOf(box)));
            ++asked;
        }
        QVERIFY2(asked >= 1, qPrintable(QString::number(asked)));
    }

    void showsWhatHasTheFocus()
    {
        FocusCase c;
        c.begin();
        c.showEveryTab([&] {
            for (QWidget *stop : c.stops()) {
                const auto look = [&] {
                    QCoreApplication::processEvents();
                    // A little more than itself: some frames are drawn by what is around.
                    const QRect around = QRect(stop->mapTo(&c.window(), QPoint()), stop->size())
                                             .adjusted(-3, -3, 3, 3);
                    return c.window().grab(around).toImage();
                };
                c.window().setFocus();
                if (QWidget *other = QApplication::focusWidget())
                    other->clearFocus();
                const QImage without = look();
                stop->setFocus(Qt::TabFocusReason);
                if (!stop->hasFocus())
                    continue;
                QVERIFY2(look() != without, qPrintable(nameOf(stop)));
            }
        });
    }

    void arrowsAreTheTimesAndAltMovesTheMark()
    {
        FocusCase c;
        for (const casefile::Item &item : c.session().sheet().items()) {
            if (item.name.endsWith(u".png"_s))
                c.session().setCurrentItem(item.id);
        }
        auto *canvas = c.child<CanvasView>(u"pageCanvas"_s);
        QTRY_VERIFY(canvas->isVisible());
        QTRY_VERIFY(!canvas->marks().empty() || canvas->zoom() > 0);
        const FindingId drawn =
            c.session().gestures().addMark(Track{0, {{0, {40, 40, 60, 50}, BoxOrigin::Drawn, 1}}});
        QTRY_VERIFY(!canvas->marks().empty());
        canvas->setFocus();
        const auto rect = [&] {
            const FindingId shown = c.session().sheet().shownFor(drawn);
            return std::get<Track>(c.session().sheet().finding(shown)->place).boxes.front().rect;
        };
        for (const int key : {int(Qt::Key_Left), int(Qt::Key_Right), int(Qt::Key_Up)}) {
            QTest::keyClick(canvas, Qt::Key(key));
            QTest::keyClick(canvas, Qt::Key(key), Qt::ShiftModifier);
        }
        QCOMPARE(rect(), (PixelRect{40, 40, 60, 50}));
        QTest::keyClick(canvas, Qt::Key_Right, Qt::AltModifier);
        QTest::keyClick(canvas, Qt::Key_Down, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(rect(), (PixelRect{41, 50, 60, 50}));
        auto *toast = canvas->findChild<QWidget *>(u"toast"_s);
        QVERIFY(toast != nullptr && toast->isVisible());
        QVERIFY(canvas->hasFocus());
        QTest::mouseClick(toast->findChild<QPushButton *>(u"toastUndo"_s), Qt::LeftButton);
        QCOMPARE(rect(), (PixelRect{40, 40, 60, 50}));
        QVERIFY(!toast->isVisible());
    }
};

QTEST_MAIN(TestFocusKeys)
#include "tst_focuskeys.moc"
