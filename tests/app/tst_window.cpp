// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/itemworker.h"
#include "tests/support/tempfolder.h"
#include "ui/release/releaseassistant.h"
#include "ui/shell/casepage.h"
#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

/// The whole job in the window, on the sample case: from nothing to a verified release.
class TestWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void releasesByKeyboardAlone();
    void releasesWithTheMouse();

private:
    template <typename T>
    T *child(const QString &name) const
    {
        auto *found = m_window->findChild<T *>(name);
        if (found == nullptr)
            qFatal("no %s", qPrintable(name));
        return found;
    }
    /// To whatever has the focus, as a keyboard does.
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget *target = QApplication::focusWidget();
        if (target == nullptr)
            target = QApplication::activeWindow();
        QVERIFY(target != nullptr);
        QTest::keyClick(target, key, modifiers);
    }
    static void type(const QString &text)
    {
        QVERIFY(QApplication::focusWidget() != nullptr);
        QTest::keyClicks(QApplication::focusWidget(), text);
    }
    /// Tab until the widget has the focus: what is asked for can be reached by keyboard.
    static void tabTo(const QString &name)
    {
        for (int i = 0; i < 60; ++i) {
            const QWidget *focus = QApplication::focusWidget();
            if (focus != nullptr && focus->objectName() == name)
                return;
            press(Qt::Key_Tab);
        }
        QFAIL(qPrintable(u"%1 cannot be reached by Tab"_s.arg(name)));
    }
    static QString sampleFiles()
    {
        QStringList files;
        for (const auto &entry : fs::directory_iterator(REDOUBT_SAMPLE_CASE))
            files.append(u"\"%1\""_s.arg(QString::fromStdString(entry.path().native())));
        files.sort();
        return files.join(u' ');
    }
    void checkRelease(const fs::path &out) const;

    std::unique_ptr<TempFolder> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Scheduler> m_scheduler;
    detect::Registry m_registry = detect::standardRegistry();
    std::shared_ptr<const workflow::ItemWorker> m_worker;
    std::unique_ptr<MainWindow> m_window;
};

void TestWindow::init()
{
    initSecrets();
    m_folder = std::make_unique<TempFolder>();
    qputenv("REDOUBT_STATE_DIR", QByteArray::fromStdString((*m_folder / "state").native()));
    m_settings = std::make_unique<QSettings>(
        QString::fromStdString((*m_folder / "settings.ini").native()), QSettings::IniFormat);
    m_scheduler = std::make_unique<Scheduler>();
    qputenv("REDOUBT_WORKER", REDOUBT_WORKER_PROGRAM);
    m_worker = app::makeItemWorker({}, u"en"_s, m_registry);
    m_window = std::make_unique<MainWindow>(
        Services{[this]() -> const detect::Registry & { return m_registry; }, *m_scheduler,
                 *m_settings, [this] { return m_worker; }});
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestWindow::cleanup()
{
    m_window.reset();
    m_scheduler.reset();
    m_settings.reset();
    m_folder.reset();
}

void TestWindow::checkRelease(const fs::path &out) const
{
    std::ifstream file(out / "release.json", std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    const QJsonObject root = QJsonDocument::fromJson(QByteArray::fromStdString(bytes)).object();
    // Everything was read apart.
    QVERIFY(root[u"isolation"].toArray().contains(u"seccomp"_s));
    const QJsonArray items = root[u"items"].toArray();
    QCOMPARE(items.size(), 5);
    for (const QJsonValue &item : items) {
        QVERIFY2(item[u"status"].toString() == u"released"_s,
                 qPrintable(item[u"input"].toString() + u": "_s + item[u"why"].toString()));
        QVERIFY(item[u"verification"][u"verdict"].toString() != u"leak"_s);
        QVERIFY(fs::exists(out / item[u"output"].toString().toStdString()));
    }
    // Another program does not find the name that the report was full of.
    if (QStandardPaths::findExecutable(u"pdftotext"_s).isEmpty())
        return;
    QProcess reader;
    reader.start(u"pdftotext"_s,
                 {QString::fromStdString((out / "redacted" / "report.pdf").native()), u"-"_s});
    QVERIFY(reader.waitForFinished());
    const QByteArray text = reader.readAllStandardOutput();
    QVERIFY(!text.contains("Thomas Whitaker"));
    QVERIFY(text.contains("INCIDENT REPORT"));
}

void TestWindow::releasesByKeyboardAlone()
{
    const QString passphrase = u"harbour trumpet seventeen glacier"_s;
    press(Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(child<QLineEdit>(u"caseName"_s)->hasFocus());
    type(u"Sample"_s);
    tabTo(u"casePlace"_s);
    press(Qt::Key_A, Qt::ControlModifier);
    type(QString::fromStdString(m_folder->path().native()));
    tabTo(u"passphrase"_s);
    type(passphrase);
    tabTo(u"passphraseAgain"_s);
    type(passphrase);
    press(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->casePage() != nullptr, 60000);

    // The file dialog has an event loop of its own.
    bool answered = false;
    QTimer::singleShot(500, m_window.get(), [&answered] {
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        QVERIFY(dialog != nullptr);
        type(sampleFiles());
        press(Qt::Key_Return);
        answered = true;
    });
    press(Qt::Key_O, Qt::ControlModifier);
    QVERIFY(answered);
    // A window manager would do this when the dialog goes; the offscreen platform has none.
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_VERIFY(QApplication::focusWidget() != nullptr);
    CasePage *page = m_window->casePage();
    QTRY_VERIFY_WITH_TIMEOUT(page->session().sheet().items().size() == 5 && page->works().isIdle(),
                             400000);

    // Every proposal is looked at and decided by key; the first one is kept, the others go.
    Session &session = page->session();
    int kept = 0;
    for (const casefile::Item &item : session.sheet().items()) {
        QTRY_COMPARE(session.currentItem(), item.id);
        QTRY_VERIFY(session.counts(item.id).findings > 0);
        int left = session.counts(item.id).undecided;
        while (left > 0) {
            if (session.selection().isEmpty() ||
                !isUndecided(session.state(*session.sheet().finding(session.selection().first()))))
                press(Qt::Key_N, Qt::ShiftModifier);
            QVERIFY(!session.selection().isEmpty());
            const Finding &finding = *session.sheet().finding(session.selection().first());
            const bool keep = kept == 0 && item.kind == ItemKind::Text &&
                              finding.type == FindingType::PhoneNumber;
            kept += keep ? 1 : 0;
            press(keep ? Qt::Key_Backspace : Qt::Key_Return);
            QTRY_VERIFY(session.counts(item.id).undecided < left);
            left = session.counts(item.id).undecided;
        }
        press(Qt::Key_PageDown, Qt::ControlModifier);
    }
    QCOMPARE(session.counts().undecided, 0);
    QCOMPARE(kept, 1);

    press(Qt::Key_E, Qt::ControlModifier);
    auto *assistant = m_window->findChild<ReleaseAssistant *>(u"releaseAssistant"_s);
    QVERIFY(assistant != nullptr);
    QTRY_VERIFY(assistant->isActiveWindow());
    const fs::path out = *m_folder / "out";
    tabTo(u"releaseFolder"_s);
    press(Qt::Key_A, Qt::ControlModifier);
    type(QString::fromStdString(out.native()));
    tabTo(u"releaseStart"_s);
    press(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(assistant->result().has_value(), 600000);
    checkRelease(out);
    tabTo(u"releaseDone"_s);
    press(Qt::Key_Space);
    QTRY_VERIFY(m_window->findChild<ReleaseAssistant *>(u"releaseAssistant"_s) == nullptr);
}

void TestWindow::releasesWithTheMouse()
{
    const auto click = [](QWidget *widget) {
        QVERIFY(widget->isEnabled());
        QTest::mouseClick(widget, Qt::LeftButton);
    };
    // Files on the start page become a new case; the passphrase is typed by anybody.
    std::vector<fs::path> paths{fs::path(REDOUBT_SAMPLE_CASE) / "note.txt",
                                fs::path(REDOUBT_SAMPLE_CASE) / "report.pdf",
                                fs::path(REDOUBT_SAMPLE_CASE) / "identity-card.jpg"};
    m_window->openPaths(paths);
    child<QLineEdit>(u"caseName"_s)->setText(u"Mouse"_s);
    child<QLineEdit>(u"casePlace"_s)->setText(QString::fromStdString(m_folder->path().native()));
    for (const QString &field : {u"passphrase"_s, u"passphraseAgain"_s})
        child<QLineEdit>(field)->setText(u"harbour trumpet seventeen glacier"_s);
    click(child<QPushButton>(u"unlockGo"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->casePage() != nullptr, 60000);
    CasePage *page = m_window->casePage();
    QTRY_VERIFY_WITH_TIMEOUT(page->session().sheet().items().size() == 3 && page->works().isIdle(),
                             400000);
    Session &session = page->session();
    auto *tree = child<QListView>(u"caseItems"_s);
    for (int row = 0; row < 3; ++row) {
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {},
                          tree->visualRect(tree->model()->index(row, 0)).center());
        QCOMPARE(session.currentItem(), session.sheet().items()[size_t(row)].id);
        auto *list = child<QListView>(u"findingsList"_s);
        QTRY_VERIFY(list->model()->rowCount() > 0);
        const QModelIndex first = list->model()->index(0, 0);
        list->scrollTo(first);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(first).center());
        QTRY_COMPARE(session.selection().size(), 1);
        const FindingId chosen = session.selection().first();
        click(child<QPushButton>(u"review.redact.button"_s));
        QTRY_VERIFY(session.sheet().decision(chosen).has_value());
        QVERIFY(session.sheet().decision(chosen)->verdict == Verdict::Redact);
    }
    click(child<QPushButton>(u"release.open.button"_s));
    auto *assistant = m_window->findChild<ReleaseAssistant *>(u"releaseAssistant"_s);
    QVERIFY(assistant != nullptr);
    assistant->setOutputFolder(*m_folder / "out");
    click(assistant->findChild<QPushButton *>(u"releaseStart"_s));
    QTRY_VERIFY_WITH_TIMEOUT(assistant->result().has_value(), 600000);
    for (const release::ItemResult &item : assistant->result()->items)
        QVERIFY2(item.status == release::Status::Released,
                 qPrintable(item.input + item.why.text()));
    click(assistant->findChild<QPushButton *>(u"releaseDone"_s));
}

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
