// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/longcall.h"
#include "tests/ui/shell/windowcase.h"
#include "ui/common/gestures.h"

#include <QImage>
#include <QUndoStack>

#include <mutex>
#include <set>
#include <string>

using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;

namespace {

/// What is called that may take long, and on which thread.
class Watch
{
public:
    Watch()
    {
        watchLongCalls([this, window = QThread::currentThread()](const char *site) {
            const std::lock_guard lock(m_mutex);
            (QThread::currentThread() == window ? m_here : m_elsewhere).insert(site);
        });
    }
    ~Watch() { watchLongCalls({}); }
    QString here()
    {
        const std::lock_guard lock(m_mutex);
        return list(m_here);
    }
    bool elsewhere(const char *site)
    {
        const std::lock_guard lock(m_mutex);
        return m_elsewhere.contains(site);
    }

private:
    static QString list(const std::set<std::string> &sites)
    {
        QStringList names;
        for (const std::string &site : sites)
            names.append(QString::fromStdString(site));
        return names.join(u' ');
    }
    std::mutex m_mutex;
    std::set<std::string> m_here;
    std::set<std::string> m_elsewhere;
};

} // namespace

/// The thread of the window unseals nothing, unpacks nothing and searches nothing, however large
/// the case is: which calls it makes, not how long they took on this machine.
class TestWindowThread : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensAndShowsWithoutLongCalls();
    void theWatchSeesWhatItShould();

private:
    /// A case with a long text and a picture, examined and closed again.
    void prepare(WindowCase &c);
};

void TestWindowThread::prepare(WindowCase &c)
{
    const QByteArray line = "Zebedee Quux called 202-555-0142 and wrote to zeb@example.org.\n";
    c.place().folder().write("in/long.txt", line.repeated(3000));
    c.place().folder().write("in/short.txt", line);
    QImage picture(640, 480, QImage::Format_RGB32);
    picture.fill(Qt::lightGray);
    QVERIFY(picture.save(QString::fromStdString((c.place().folder() / "in/picture.png").native())));
    QVERIFY(c.openWithoutNotices());
}

void TestWindowThread::opensAndShowsWithoutLongCalls()
{
    WindowCase c;
    prepare(c);
    const auto folder = c.place().casePath();
    c.window().closeCase();

    Watch watch;
    c.window().openCase(folder, CaseFolder::passphrase());
    QTRY_VERIFY_WITH_TIMEOUT(c.window().casePage() != nullptr, 30000);
    QVERIFY(c.waitForWork());
    QVERIFY(watch.elsewhere("casefile/unpack"));
    QCOMPARE(watch.here(), QString());

    Session &session = c.session();
    QList<ItemId> items;
    for (const casefile::Item &item : session.sheet().items())
        items.append(item.id);
    QCOMPARE(items.size(), 3);
    for (const ItemId item : items) {
        session.setCurrentItem(item);
        QTest::qWait(200);
        if (session.findings(item).empty())
            continue;
        session.select({session.findings(item).back()->id}, Session::Reveal::Yes);
        QTest::qWait(50);
        session.gestures().decide(session.selection(), Verdict::Redact);
        session.openCase().undoStack().undo();
        QCOMPARE(watch.here(), QString());
    }
    QVERIFY(watch.elsewhere("vault/unseal"));

    // Looking for the same text in all files, and marking all of them.
    const auto withText = [&](const Finding *finding) { return !finding->text.isEmpty(); };
    for (const ItemId item : items) {
        const auto &findings = session.findings(item);
        const auto found = std::find_if(findings.begin(), findings.end(), withText);
        if (found == findings.end())
            continue;
        session.setCurrentItem(item);
        session.gestures().addMark((*found)->place, FindingType::Custom, (*found)->text);
        QTRY_VERIFY_WITH_TIMEOUT(watch.elsewhere("text/find"), 10000);
        c.window().commands().action(u"mark.everywhere"_s)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(c.page().jobs().isEmpty(), 60000);
        break;
    }
    QCOMPARE(watch.here(), QString());
    // One more analysis: it seals, and reads what was sealed before.
    c.page().works().analyzeAgain(items.first());
    QVERIFY(c.waitForWork());
    QCOMPARE(watch.here(), QString());
}

void TestWindowThread::theWatchSeesWhatItShould()
{
    WindowCase c;
    prepare(c);
    Watch watch;
    for (const casefile::Item &item : c.session().sheet().items()) {
        if (item.name == u"long.txt"_s)
            QVERIFY(c.session().openCase().itemText(item.id));
    }
    QVERIFY(watch.here().contains(u"vault/unseal"_s));
}

QTEST_MAIN(TestWindowThread)
#include "tst_windowthread.moc"
