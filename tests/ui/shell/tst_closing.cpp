// SPDX-License-Identifier: AGPL-3.0-or-later
// Locking and closing in the middle of every kind of job: nobody touches what is gone, and nobody
// is waited for longer than a moment. Meant for the sanitizers, too.
#include "core/jobs/rundetached.h"
#include "tests/support/tinymedia.h"
#include "tests/support/tinypdf.h"
#include "tests/ui/shell/windowcase.h"
#include "ui/common/gestures.h"
#include "ui/release/releaseassistant.h"

#include <QElapsedTimer>
#include <QImage>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>

#include <semaphore>

using namespace redoubt;
using namespace redoubt::test;
using namespace redoubt::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int kRounds = 4;
/// What a machine with other things to do may take on top of the 200 ms that are promised.
constexpr int kSlack = 2000;

ItemId itemNamed(WindowCase &c, const QString &name)
{
    for (const casefile::Item &item : c.session().sheet().items()) {
        if (item.name.endsWith(name))
            return item.id;
    }
    qFatal("no %s", qPrintable(name));
}

/// One kind of job: what begins it in an open case.
struct Kind
{
    const char *name;
    std::function<void(WindowCase &)> begin;
};

void show(WindowCase &c, const QString &name)
{
    c.session().setCurrentItem(itemNamed(c, name));
}

const std::vector<Kind> &kinds()
{
    static const std::vector<Kind> all{
        {"text", [](WindowCase &c) { show(c, u"note.txt"_s); }},
        {"pages",
         [](WindowCase &c) {
             show(c, u"report.pdf"_s);
             c.session().setPage(3);
         }},
        {"picture", [](WindowCase &c) { show(c, u"picture.png"_s); }},
        {"video",
         [](WindowCase &c) {
             show(c, u"clip.mp4"_s);
             c.window().commands().action(u"play.toggle"_s)->trigger();
         }},
        {"sound", [](WindowCase &c) { show(c, u"tone.wav"_s); }},
        {"same text everywhere",
         [](WindowCase &c) {
             show(c, u"note.txt"_s);
             c.session().gestures().addMark(TextRange{0, 8}, FindingType::PersonName,
                                            SensitiveText(u"Jane Roe"_s));
             c.window().commands().action(u"mark.everywhere"_s)->trigger();
         }},
        {"sealing",
         [](WindowCase &c) { c.page().works().addFiles({c.place().folder() / "more"}); }},
        {"analysing",
         [](WindowCase &c) {
             for (const casefile::Item &item : c.session().sheet().items())
                 c.page().works().analyzeAgain(item.id);
         }},
        {"releasing",
         [](WindowCase &c) {
             auto *assistant =
                 new ReleaseAssistant(c.session(), c.page().jobs(), c.settings(), &c.page());
             assistant->setOutputFolder(
                 c.place().folder() / "out" /
                 QByteArray::number(qint64(QRandomGenerator::global()->generate())).toStdString());
             assistant->open();
             QTest::mouseClick(assistant->findChild<QPushButton *>(u"releaseStart"_s),
                               Qt::LeftButton);
         }},
    };
    return all;
}

} // namespace

class TestClosing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void inTheMiddleOf_data();
    void inTheMiddleOf();
    void whatHangsIsLeftAloneAndFindsNothing();
    void whatHangsDoesNotKeepAnotherCaseFromOpening();

private:
    void open()
    {
        m_case->window().openCase(m_case->place().casePath(), CaseFolder::passphrase());
        QTRY_VERIFY_WITH_TIMEOUT(m_case->window().casePage() != nullptr, 60000);
    }

    std::unique_ptr<WindowCase> m_case;
};

void TestClosing::initTestCase()
{
    m_case = std::make_unique<WindowCase>();
    const TempFolder &folder = m_case->place().folder();
    QByteArray note;
    while (note.size() < 400'000)
        note += "Jane Roe was there, 555-0142, jane@example.org, and then nothing happened.\n";
    folder.write("in/note.txt", note);
    folder.write("more/a.txt", note + "a");
    folder.write("more/b.txt", note + "b");
    TinyPdf pdf;
    for (int page = 0; page < 12; ++page)
        pdf.addPage(TinyPdf::text(20, 100, "Jane Roe on page " + QByteArray::number(page)));
    folder.write("in/report.pdf", pdf.bytes());
    QImage picture(640, 480, QImage::Format_RGB32);
    picture.fill(Qt::darkCyan);
    QVERIFY(picture.save(QString::fromStdString((folder / "in/picture.png").native())));
    makeVideo(folder / "in/clip.mp4", {.size = {160, 120}, .frames = 50});
    makeTone(folder / "in/tone.wav", 3);
    QVERIFY(m_case->open());
    QVERIFY(QTest::qWaitFor([this] { return m_case->page().works().isIdle(); }, 300'000));
    m_case->window().closeCase();
}

void TestClosing::cleanupTestCase()
{
    m_case.reset();
    waitForDetached();
}

void TestClosing::inTheMiddleOf_data()
{
    QTest::addColumn<int>("kind");
    for (size_t i = 0; i < kinds().size(); ++i)
        QTest::newRow(kinds()[i].name) << int(i);
}

void TestClosing::inTheMiddleOf()
{
    QFETCH(int, kind);
    for (int round = 0; round < kRounds; ++round) {
        open();
        kinds()[size_t(kind)].begin(*m_case);
        QTest::qWait(round * 13); // at once, and later and later
        QElapsedTimer timer;
        timer.start();
        if (round % 2 == 0)
            m_case->window().lock();
        else
            m_case->window().closeCase();
        QVERIFY2(timer.elapsed() < 200 + kSlack, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(m_case->window().casePage() == nullptr);
        QTest::qWait(5); // what was posted to those who are gone
    }
}

void TestClosing::whatHangsIsLeftAloneAndFindsNothing()
{
    open();
    const auto source = m_case->session().source(itemNamed(*m_case, u"note.txt"_s));
    QVERIFY(source);
    const auto text =
        m_case->session().openCase().itemTextReader(itemNamed(*m_case, u"note.txt"_s));
    struct Found
    {
        std::binary_semaphore go{0};
        std::binary_semaphore done{0};
        std::optional<ErrorKind> source;
        std::optional<ErrorKind> text;
    };
    const auto found = std::make_shared<Found>();
    std::ignore = m_case->session().start<int>(
        JobClass::Interactive, [found, text, source = *source](const JobContext &) {
            found->go.acquire(); // a parser that does not come back
            if (const auto bytes = source->readAll(10'000'000); !bytes)
                found->source = bytes.error().kind();
            if (const auto read = text(); !read)
                found->text = read.error().kind();
            found->done.release();
            return Result<int>(1);
        });
    QElapsedTimer timer;
    timer.start();
    m_case->window().lock();
    QVERIFY2(timer.elapsed() < 200 + kSlack, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(m_case->window().casePage() == nullptr);
    found->go.release();
    found->done.acquire();
    QCOMPARE(found->source, std::optional(ErrorKind::Cancelled));
    QCOMPARE(found->text, std::optional(ErrorKind::Cancelled));
}

void TestClosing::whatHangsDoesNotKeepAnotherCaseFromOpening()
{
    open();
    const auto go = std::make_shared<std::binary_semaphore>(0);
    const auto vault = m_case->session().openCase().sharedVault();
    startDetached([go, vault] { go->acquire(); });
    m_case->window().closeCase();
    // Nothing of the case is held by the thread: it opens for writing.
    open();
    QCOMPARE(m_case->session().openCase().vault().access(), vault::Access::ReadWrite);
    m_case->window().closeCase();
    go->release();
}

QTEST_MAIN(TestClosing)
#include "tst_closing.moc"
