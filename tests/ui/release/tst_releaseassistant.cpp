// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/ui/uicase.h"
#include "ui/common/gestures.h"
#include "ui/release/leakpicture.h"
#include "ui/release/releaseassistant.h"
#include "ui/release/releaseplanmodel.h"
#include "ui/release/releaseresultview.h"

#include <QAbstractItemModelTester>
#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;

class TestReleaseAssistant : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sumsUpThePlan();
    void leavesItemsOut();
    void saysWhatIsMissing();
    void releasesVerified();
    void showsSuspectedLeaks();
    void leadsToTheMarkOfALeakedText();
    void cutsOutThePlaceOfALeak();
};

namespace {

template <typename T>
T *child(const QWidget &parent, const char *name)
{
    auto *found = parent.findChild<T *>(QString::fromLatin1(name));
    if (found == nullptr)
        qFatal("no %s", name);
    return found;
}

} // namespace

void TestReleaseAssistant::sumsUpThePlan()
{
    UiCase c;
    const FindingId name = c.add(0, 8);
    c.add(10, 18, FindingType::PhoneNumber);
    c.session().gestures().decide({name}, Verdict::Redact);
    ReleasePlanModel model(c.session());
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 1);
    const PlannedRow &row = model.rows().front();
    QCOMPARE(row.marks, 2);
    QCOMPARE(row.undecided, 1);
    QCOMPARE(row.machineOnly, 1);
    QVERIFY(!row.blocked);
}

void TestReleaseAssistant::leavesItemsOut()
{
    UiCase c;
    ReleasePlanModel model(c.session());
    QCOMPARE(model.included(), QList<ItemId>{c.item()});
    QVERIFY(model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(model.included().isEmpty());
    model.refresh();
    QVERIFY(model.included().isEmpty()); // and stays out
    QVERIFY(!model.setData(model.index(0, 1), Qt::Checked, Qt::CheckStateRole));
}

void TestReleaseAssistant::saysWhatIsMissing()
{
    UiCase c;
    c.add(0, 8);
    JobBoard jobs;
    ReleaseAssistant assistant(c.session(), jobs, c.settings());
    auto *start = child<QPushButton>(assistant, "releaseStart");
    auto *problem = child<QLabel>(assistant, "releaseProblem");
    QVERIFY(start->isEnabled());
    c.place().folder().write("full/file.txt", "x");
    assistant.setOutputFolder(c.place().folder() / "full");
    QVERIFY(!start->isEnabled());
    QVERIFY(problem->text().contains(u"holds files"_s));
    assistant.setOutputFolder(c.place().folder() / "new");
    QVERIFY(start->isEnabled());
    child<QPlainTextEdit>(assistant, "releaseRecipients")->setPlainText(u"redoubt1wrong"_s);
    QVERIFY(!start->isEnabled());
    child<QPlainTextEdit>(assistant, "releaseRecipients")->clear();
    child<QLineEdit>(assistant, "releaseFolder")->clear();
    QVERIFY(!start->isEnabled());
    QVERIFY(child<QLabel>(assistant, "releaseSummary")->text().contains(u"nobody has decided"_s));
}

void TestReleaseAssistant::releasesVerified()
{
    UiCase c("Jane Roe, 555-0142\nA second line that stays.\n");
    c.add(0, 8);
    JobBoard jobs;
    ReleaseAssistant assistant(c.session(), jobs, c.settings());
    assistant.show();
    const auto out = c.place().folder() / "out";
    assistant.setOutputFolder(out);
    QTest::mouseClick(child<QPushButton>(assistant, "releaseStart"), Qt::LeftButton);
    QVERIFY(!jobs.isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(assistant.result().has_value(), 60000);
    QCOMPARE(assistant.result()->items.size(), 1);
    QVERIFY(assistant.result()->items.first().status == release::Status::Released);
    QFile copy(QString::fromStdString((out / "redacted" / "note.txt").native()));
    QVERIFY(copy.open(QIODevice::ReadOnly));
    const QByteArray text = copy.readAll();
    QVERIFY(!text.contains("Jane Roe"));
    QVERIFY(text.contains("A second line that stays."));
    QVERIFY(std::filesystem::exists(out / "release.html"));
    QVERIFY(std::filesystem::exists(out / "originals.rvault"));
    QCOMPARE(c.session().openCase().lastRelease(), 1);
    auto *headline = child<QLabel>(assistant, "releaseHeadline");
    QVERIFY(headline->isVisible());
    QVERIFY(headline->text().contains(u"verified clean"_s));
    QTest::keyClick(child<QPushButton>(assistant, "releaseDone"), Qt::Key_Space);
    QVERIFY(!assistant.isVisible());
}

void TestReleaseAssistant::showsSuspectedLeaks()
{
    UiCase c;
    ReleaseResultView view(c.session());
    release::ReleaseResult result;
    release::ItemResult item;
    item.item = c.item();
    item.input = u"note.txt"_s;
    item.status = release::Status::Withheld;
    item.why = Message::plain(u"A text is still readable."_s);
    item.verification.verdict = verify::Outcome::Leak;
    item.verification.checks = {{u"ocr"_s, verify::Outcome::Leak, Message::plain(u"1 place"_s)},
                                {u"pixels"_s, verify::Outcome::Clean, {}}};
    item.verification.suspects = {
        {u"ocr"_s, 3, 0, {10, 10, 20, 20}, Message::plain(u"readable text"_s)}};
    result.items = {item};
    view.show(result);
    static_cast<QWidget &>(view).show();
    auto *tree = child<QTreeWidget>(view, "releaseResults");
    QCOMPARE(tree->topLevelItemCount(), 1);
    QTreeWidgetItem *row = tree->topLevelItem(0);
    QVERIFY(row->isExpanded());
    QCOMPARE(row->childCount(), 3);
    QSignalSpy asked(&view, &ReleaseResultView::placeRequested);
    tree->setCurrentItem(row->child(0));
    auto *go = child<QPushButton>(view, "showLeak");
    QVERIFY(go->isVisible());
    // A text file has no picture: it says so.
    QTRY_VERIFY(!child<QLabel>(view, "leakPicture")->text().isEmpty());
    QTest::mouseClick(go, Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().at(1).toInt(), 3);
    tree->setCurrentItem(row->child(1));
    QVERIFY(!go->isVisible());
}

void TestReleaseAssistant::leadsToTheMarkOfALeakedText()
{
    UiCase c;
    const SensitiveText text(u"Jane Roe"_s);
    const FindingId mark =
        c.session().gestures().addMark(TextRange{0, 8}, FindingType::Custom, text);
    ReleaseResultView view(c.session());
    release::ReleaseResult result;
    release::ItemResult item;
    item.item = c.item();
    item.status = release::Status::Withheld;
    item.verification.verdict = verify::Outcome::Leak;
    item.verification.suspects = {{u"text"_s, -1, 0, {}, Message::plain(u"withheld text"_s), 4}};
    item.leaked = {{4, text}};
    result.items = {item};
    view.show(result);
    static_cast<QWidget &>(view).show();
    auto *tree = child<QTreeWidget>(view, "releaseResults");
    tree->setCurrentItem(tree->topLevelItem(0)->child(0));
    QVERIFY(child<QLabel>(view, "leakPicture")->text().contains(text.reveal()));
    const QSignalSpy asked(&view, &ReleaseResultView::markRequested);
    QTest::mouseClick(child<QPushButton>(view, "showLeak"), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().first().value<FindingId>(), mark);
}

void TestReleaseAssistant::cutsOutThePlaceOfALeak()
{
    QImage picture(400, 300, QImage::Format_RGB32);
    picture.fill(Qt::blue);
    for (int y = 100; y < 120; ++y) {
        for (int x = 200; x < 240; ++x)
            picture.setPixelColor(x, y, Qt::green);
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QVERIFY(picture.save(&buffer, "PNG"));
    casefile::Item item;
    item.kind = ItemKind::Image;
    const auto cut = leakPicture(*workflow::hereViewer(), memorySource(bytes), item, 0, 0,
                                 {200, 100, 40, 20}, {320, 240}, JobContext());
    QVERIFY(cut);
    QVERIFY(cut->width() <= 320 && cut->height() <= 240);
    int green = 0;
    int red = 0;
    for (int y = 0; y < cut->height(); ++y) {
        for (int x = 0; x < cut->width(); ++x) {
            const QColor c = cut->pixelColor(x, y);
            green += c.green() > 200 && c.blue() < 60 ? 1 : 0;
            red += c.red() > 150 ? 1 : 0;
        }
    }
    QVERIFY(green > 1000); // larger than the 800 it was
    QVERIFY(red > 100);    // and framed
    item.kind = ItemKind::Text;
    QVERIFY(!leakPicture(*workflow::hereViewer(), memorySource(bytes), item, 0, 0, {}, {320, 240},
                         JobContext()));
}

QTEST_MAIN(TestReleaseAssistant)
#include "tst_releaseassistant.moc"
