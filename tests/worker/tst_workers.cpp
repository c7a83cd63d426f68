// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/worker/workers.h"

#include "core/base/secretbytes.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <future>
#include <limits>
#include <map>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

using namespace redoubt;
using namespace redoubt::worker;
using namespace Qt::StringLiterals;

namespace {

using Need = Workers::Need;

struct KeptAnswers final : Answers
{
    std::optional<QByteArray> find(const QByteArray &question) const override
    {
        const auto it = known.find(question);
        return it == known.end() ? std::nullopt : std::optional(it->second);
    }
    void keep(const QByteArray &question, const QByteArray &answer) override
    {
        known[question] = answer;
    }
    std::map<QByteArray, QByteArray> known;
};

WorkersSetup setup()
{
    WorkersSetup setup;
    setup.program = BADWORKER;
    setup.programName = u"bad 1"_s;
    return setup;
}

Result<QByteArray> tried(const char *deed, const JobContext &context = {})
{
    Workers workers(setup());
    return workers.run(deed, {}, Need::Nothing, context);
}

} // namespace

class tst_Workers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void servesReadsAnswersAndOutput();
    void servesTheSameOverACommand();
    void letsLongWorkHaveTheProcessorLater();
    void keepsWhatACommandStarted();
    void hasThreads();
    void closesItself();
    void forbids_data();
    void forbids();
    void tellsErrorsOfJobs();
    void outlivesWhatEndsAReader_data();
    void outlivesWhatEndsAReader();
    void takesNoNonsense_data();
    void takesNoNonsense();
    void stopsWhatHangsAtOnce_data();
    void stopsWhatHangsAtOnce();
    void sharesMemoryWithOneThatStays();
    void sharesNoneWithACommand();
    void boundsMemory();
    void passesNoSecretsOn();
    void refusesAnotherVersion();
    void saysThatTheWorkerIsMissing();
    void beginsALostCommandAgain();
    void goesOnAfterTheServerWasLost();
    void worksForManyAtOnce();

private:
    void serves(const WorkersSetup &with);
};

void tst_Workers::serves(const WorkersSetup &with)
{
    const QTemporaryDir folder;
    QByteArray bytes;
    for (int i = 0; i < 700'000; ++i)
        bytes.append(char(i * 7 + i / 1000));
    const auto source = memorySource(bytes);
    KeptAnswers answers;
    answers.known["known"] = "an answer";
    auto output = AtomicOutput::create(std::filesystem::path(folder.path().toStdString()) / "out");
    QVERIFY(output);
    Workers workers(with);
    qint64 done = 0;
    const JobContext context({}, [&done](qint64 d, qint64) { done = d; });
    const auto result =
        workers.run("echo", {source.get(), &answers, output->get()}, Need::Nothing, context);
    QVERIFY2(result, result ? "" : qPrintable(result.error().text()));
    QCOMPARE(*result, QByteArray("an answer"));
    QCOMPARE(answers.known["question"], QByteArray("kept"));
    QCOMPARE(done, 1);
    QVERIFY((*output)->commit());
    QFile file(folder.filePath(u"out"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray expected = "PATCHED" + bytes.mid(7);
    expected.chop(1);
    QCOMPARE(file.readAll(), expected);
}

void tst_Workers::servesReadsAnswersAndOutput()
{
    serves(setup());
}

void tst_Workers::servesTheSameOverACommand()
{
    WorkersSetup with = setup();
    with.command = {"env", "-i", BADWORKER};
    serves(with);
}

void tst_Workers::letsLongWorkHaveTheProcessorLater()
{
    const int ours = ::getpriority(PRIO_PROCESS, 0);
    if (ours >= 10)
        QSKIP("the tests run at a low priority themselves");
    // As the system tells of all processes of the program: a worker may not ask for its own.
    const auto slower = [ours] {
        const QString name = QFileInfo(QString::fromUtf8(BADWORKER)).fileName().left(15);
        int found = 0;
        for (const QString &process : QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs)) {
            QFile file(u"/proc/%1/stat"_s.arg(process));
            if (!file.open(QIODevice::ReadOnly))
                continue; // it has ended
            const QString told = QString::fromUtf8(file.readAll());
            const qsizetype end = told.lastIndexOf(u')');
            constexpr int kNice = 17; // behind the name
            found += told.contains(u"("_s + name + u")"_s) &&
                             told.mid(end + 1).split(u' ').value(kNice).toInt() > ours
                         ? 1
                         : 0;
        }
        return found;
    };
    Workers workers(setup());
    for (const auto turn : {Workers::Turn::First, Workers::Turn::Later}) {
        std::stop_source stop;
        auto hanging = std::async(std::launch::async, [&] {
            return workers.run("hang", {}, Need::Nothing, JobContext(stop.get_token()), turn);
        });
        if (turn == Workers::Turn::Later)
            QTRY_COMPARE(slower(), 1);
        else
            QVERIFY(!QTest::qWaitFor([&] { return slower() > 0; }, 300));
        stop.request_stop();
        QVERIFY(!hanging.get());
    }
}

void tst_Workers::keepsWhatACommandStarted()
{
    const QTemporaryDir folder;
    WorkersSetup with = setup();
    // Every start leaves a line.
    const QString log = folder.filePath(u"starts"_s);
    with.command = {"sh", "-c", "echo started >>" + log.toStdString() + "; exec " BADWORKER};
    Workers workers(with);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(workers.run("threads", {}, Need::Nothing, {}).value(), QByteArray("10"));
    QVERIFY(!workers.run("error", {}, Need::Nothing, {})); // an error of a job ends nothing
    QCOMPARE(workers.run("threads", {}, Need::Nothing, {}).value(), QByteArray("10"));
    QVERIFY(!workers.run("crash", {}, Need::Nothing, {}));
    QCOMPARE(workers.run("threads", {}, Need::Nothing, {}).value(), QByteArray("10"));
    QFile file(log);
    QVERIFY(file.open(QIODevice::ReadOnly));
    // The crash took that one and three more, and the next job a fresh one.
    QCOMPARE(file.readAll().count('\n'), 5);
}

void tst_Workers::hasThreads()
{
    QCOMPARE(tried("threads").value(), QByteArray("10"));
}

void tst_Workers::closesItself()
{
    Workers workers(setup());
    QVERIFY(!workers.barriers());
    QVERIFY(workers.run("threads", {}, Need::Nothing, {}));
    const auto barriers = workers.barriers();
    QVERIFY(barriers);
    // Landlock depends on the kernel; the others are there on every Linux.
    for (const Barrier barrier : {Barrier::NoNewPrivileges, Barrier::Limits, Barrier::SystemCalls})
        QVERIFY2(std::find(barriers->begin(), barriers->end(), barrier) != barriers->end(),
                 qPrintable(toString(barrier)));
}

void tst_Workers::forbids_data()
{
    QTest::addColumn<QByteArray>("deed");
    for (const char *deed : {"write file", "truncate file", "remove file", "socket", "kill others",
                             "fork", "read file"})
        QTest::newRow(deed) << QByteArray(deed);
}

void tst_Workers::forbids()
{
    QFETCH(QByteArray, deed);
    Workers workers(setup());
    const auto result = workers.run(deed, {}, Need::Nothing, {});
    QVERIFY2(result, result ? "" : qPrintable(result.error().text()));
    const auto held = *workers.barriers();
    if (deed == "read file" &&
        std::find(held.begin(), held.end(), Barrier::FileSystem) == held.end())
        QSKIP("this kernel has no Landlock");
    QVERIFY2(*result == QByteArray::number(EPERM) || *result == QByteArray::number(EACCES),
             result->constData());
}

void tst_Workers::tellsErrorsOfJobs()
{
    const auto encrypted = tried("error");
    QVERIFY(!encrypted);
    QCOMPARE(encrypted.error().kind(), ErrorKind::Encrypted);
    QCOMPARE(encrypted.error().text(), u"It has a password."_s);
    // A worker cannot say that a person stopped the run.
    QCOMPARE(tried("cancelled").error().kind(), ErrorKind::Damaged);
    QVERIFY(!tried("throw"));
}

void tst_Workers::outlivesWhatEndsAReader_data()
{
    QTest::addColumn<QByteArray>("deed");
    for (const char *deed : {"crash", "exit", "program", "trace"})
        QTest::newRow(deed) << QByteArray(deed);
}

void tst_Workers::outlivesWhatEndsAReader()
{
    QFETCH(QByteArray, deed);
    Workers workers(setup());
    const auto result = workers.run(deed, {}, Need::Nothing, {});
    QVERIFY(!result);
    QCOMPARE(result.error().kind(), ErrorKind::Damaged);
    QVERIFY(result.error().text().startsWith(u"Not examined"));
    QVERIFY(workers.run("threads", {}, Need::Nothing, {})); // the next one is none the worse
}

void tst_Workers::takesNoNonsense_data()
{
    QTest::addColumn<QByteArray>("how");
    for (const char *how : {"babble", "long", "short", "two lengths", "no such word", "far read"})
        QTest::newRow(how) << QByteArray(how);
}

void tst_Workers::takesNoNonsense()
{
    QFETCH(QByteArray, how);
    const auto source = memorySource(QByteArray(1000, 'x'));
    Workers workers(setup());
    const auto result = workers.run(how, {source.get(), nullptr, nullptr}, Need::Nothing, {});
    QVERIFY(!result);
    QCOMPARE(result.error().kind(), ErrorKind::Damaged);
}

void tst_Workers::stopsWhatHangsAtOnce_data()
{
    QTest::addColumn<QByteArray>("deed");
    QTest::newRow("asleep") << QByteArray("hang");
    QTest::newRow("busy") << QByteArray("spin");
}

void tst_Workers::stopsWhatHangsAtOnce()
{
    QFETCH(QByteArray, deed);
    Workers workers(setup());
    QVERIFY(workers.run("threads", {}, Need::Nothing, {})); // the server runs
    std::stop_source stop;
    auto result = std::async(std::launch::async, [&] {
        return workers.run(deed, {}, Need::Nothing, JobContext(stop.get_token()));
    });
    QTest::qWait(100);
    QElapsedTimer timer;
    timer.start();
    stop.request_stop();
    QCOMPARE(result.get().error().kind(), ErrorKind::Cancelled);
    qInfo("stopped after %lld ms", timer.elapsed());
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
}

void tst_Workers::sharesMemoryWithOneThatStays()
{
    Workers workers(setup());
    const std::shared_ptr<const ByteSource> source = memorySource("x");
    const auto session = workers.open("share", source, {});
    QVERIFY(session);
    QVERIFY((*session)->area());
    const QByteArray picture(5'000'000, 'p');
    // Each answer begins at the front again.
    for (int i = 0; i < 30; ++i) {
        QCOMPARE(*(*session)->ask(picture, {}), QByteArray("0"));
        const auto seen = (*session)->area()->at(0, picture.size());
        QVERIFY(std::equal(seen.begin(), seen.end(), picture.begin(), picture.end()));
    }
    QCOMPARE(*(*session)->ask(QByteArray(80 << 20, 'p'), {}), QByteArray("no room"));
    // What a hostile one may name.
    constexpr auto kFar = std::numeric_limits<qint64>::max();
    const SharedArea &area = *(*session)->area();
    QCOMPARE(area.at(64 << 20, 0).size(), size_t(0));
    for (const auto &[offset, size] : {std::pair<qint64, qint64>(-1, 8),
                                       {0, (64 << 20) + 1},
                                       {(64 << 20) - 7, 8},
                                       {kFar, 8},
                                       {8, kFar},
                                       {0, -8}})
        QVERIFY(area.at(offset, size).empty());
}

void tst_Workers::sharesNoneWithACommand()
{
    WorkersSetup with = setup();
    with.command = {BADWORKER};
    Workers workers(with);
    const std::shared_ptr<const ByteSource> source = memorySource("x");
    const auto session = workers.open("share", source, {});
    QVERIFY(session);
    QVERIFY(!(*session)->area());
    QCOMPARE(*(*session)->ask("picture", {}), QByteArray("no room"));
}

void tst_Workers::boundsMemory()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("sanitizers reserve more addresses than any bound");
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
    QSKIP("sanitizers reserve more addresses than any bound");
#endif
#endif
    WorkersSetup with = setup();
    with.memory = 1LL << 30;
    Workers workers(with);
    const auto result = workers.run("eat", {}, Need::Nothing, {});
    QVERIFY(!result);
    QCOMPARE(result.error().kind(), ErrorKind::Limit);
    QVERIFY(workers.run("threads", {}, Need::Nothing, {}));
}

void tst_Workers::passesNoSecretsOn()
{
    qputenv("REDOUBT_PASSPHRASE", "correct horse");
    qputenv("SOME_TOKEN", "battery staple");
    const auto environment = tried("environment").value();
    qunsetenv("REDOUBT_PASSPHRASE");
    qunsetenv("SOME_TOKEN");
    QVERIFY(environment.contains("OMP_THREAD_LIMIT=1"));
    QVERIFY(!environment.contains("correct horse"));
    QVERIFY(!environment.contains("battery staple"));
}

void tst_Workers::refusesAnotherVersion()
{
    WorkersSetup with = setup();
    with.programName = u"redoubt 99"_s;
    QCOMPARE(Workers(with).run("threads", {}, Need::Nothing, {}).error().kind(),
             ErrorKind::Missing);
}

void tst_Workers::saysThatTheWorkerIsMissing()
{
    WorkersSetup with = setup();
    with.program = "/nowhere/redoubt-worker";
    QCOMPARE(Workers(with).run("threads", {}, Need::Nothing, {}).error().kind(),
             ErrorKind::Missing);
    with.command = {"/nowhere/srun", "redoubt-worker"};
    QCOMPARE(Workers(with).run("threads", {}, Need::Nothing, {}).error().kind(),
             ErrorKind::Missing);
}

void tst_Workers::beginsALostCommandAgain()
{
    const QTemporaryDir folder;
    const QString once = folder.filePath(u"once"_s);
    QFile file(once);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    WorkersSetup with = setup();
    with.command = {"env", "BADWORKER_LOSE_WHILE=" + once.toStdString(), BADWORKER};
    QCOMPARE(Workers(with).run("threads", {}, Need::Nothing, {}).value(), QByteArray("10"));
    QVERIFY(!QFile::exists(once));
    // What is lost each time is given up.
    with.command = {"false"};
    QCOMPARE(Workers(with).run("threads", {}, Need::Nothing, {}).error().kind(),
             ErrorKind::Damaged);
}

void tst_Workers::goesOnAfterTheServerWasLost()
{
    Workers workers(setup());
    QVERIFY(workers.run("threads", {}, Need::Nothing, {}));
    // It is the only child of this process.
    QFile children(u"/proc/self/task/%1/children"_s.arg(::getpid()));
    if (!children.open(QIODevice::ReadOnly))
        QSKIP("this kernel does not tell children");
    const QList<QByteArray> all = children.readAll().simplified().split(' ');
    QCOMPARE(all.size(), 1);
    ::kill(all.front().toInt(), SIGKILL);
    QVERIFY(workers.run("threads", {}, Need::Nothing, {}));
}

void tst_Workers::worksForManyAtOnce()
{
    const auto source = memorySource(QByteArray(300'000, 'y'));
    Workers workers(setup());
    std::vector<std::future<bool>> all;
    for (int i = 0; i < 16; ++i) {
        all.push_back(std::async(std::launch::async, [&workers, &source, i] {
            KeptAnswers answers;
            const char *deed = i % 4 == 0 ? "crash" : "threads";
            return workers.run(deed, {source.get(), &answers, nullptr}, Need::Nothing, {})
                       .has_value() == (i % 4 != 0);
        }));
    }
    for (std::future<bool> &each : all)
        QVERIFY(each.get());
}

QTEST_GUILESS_MAIN(tst_Workers)
#include "tst_workers.moc"
