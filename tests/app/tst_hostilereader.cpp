// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/app/clirunner.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include <csignal>

using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace fs = std::filesystem;

/// A case goes on over files whose reader crashes, eats memory, tries to run a program or to get
/// out: only they are left, and say so.
class tst_HostileReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void goesOnOverFilesThatEndTheirReader();
    void isStoppedWhileAReaderHangs();

private:
    std::unique_ptr<TempFolder> m_folder;
    std::unique_ptr<CliRunner> m_cli;
};

void tst_HostileReader::init()
{
    m_folder = std::make_unique<TempFolder>();
    m_cli = std::make_unique<CliRunner>(*m_folder);
    m_cli->environment[u"REDOUBT_WORKER"_s] = QStringLiteral(HOSTILE_READER);
    // So that a reader that eats meets its bound before it has eaten the machine.
    m_cli->environment[u"REDOUBT_WORKER_MEMORY"_s] = u"3000000000"_s;
}

void tst_HostileReader::goesOnOverFilesThatEndTheirReader()
{
    const QByteArray text = " and call 202-555-0142 today\n";
    for (const char *deed : {"CRASH", "EXEC", "LIE", "BREAK OUT", "FINE"})
        m_folder->write("in/" + std::string(deed) + ".txt", deed + text);
#ifndef REDOUBT_SHADOW_MEMORY
    m_folder->write("in/EAT.txt", "EAT" + text);
#endif
    const fs::path out = *m_folder / "out";
    const CliResult result =
        m_cli->run({u"redact"_s, str(*m_folder / "in"), u"--out"_s, str(out), u"--json"_s});
    QCOMPARE(result.code, 3);
    const QJsonObject manifest = QJsonDocument::fromJson(readFile(out / "release.json")).object();
    QMap<QString, QJsonObject> items;
    for (const QJsonValue &item : manifest[u"items"_s].toArray())
        items[item[u"input"_s].toString().section(u'/', -1)] = item.toObject();
    // These two were read to their end: what they tried was refused.
    for (const char *name : {"FINE.txt", "BREAK OUT.txt"}) {
        const QJsonObject item = items[QString::fromLatin1(name)];
        QVERIFY2(item[u"status"_s] == u"released"_s, qPrintable(item[u"why"_s].toString()));
        QVERIFY(!readFile(out / item[u"output"_s].toString().toStdString()).contains("555-0142"));
    }
    for (const QString &name : items.keys()) {
        if (name == u"FINE.txt" || name == u"BREAK OUT.txt")
            continue;
        const QJsonObject item = items[name];
        QVERIFY2(item[u"status"_s] == u"failed"_s, qPrintable(name));
        QVERIFY2(!item[u"why"_s].toString().isEmpty(), qPrintable(name));
        QVERIFY(!fs::exists(out / "redacted" / name.toStdString()));
    }
    QVERIFY(items.size() >= 5);
    QVERIFY(!fs::exists("/tmp/redoubt-broke-out"));
    QVERIFY(manifest[u"isolation"_s].toArray().contains(u"seccomp"_s));
}

void tst_HostileReader::isStoppedWhileAReaderHangs()
{
    m_folder->write("in/HANG.txt", "HANG here\n");
    QElapsedTimer timer;
    timer.start();
    const CliResult result = m_cli->runAndSignal(
        {u"redact"_s, str(*m_folder / "in"), u"--out"_s, str(*m_folder / "out")}, SIGINT, 6000);
    QCOMPARE(result.code, 130);
    qInfo("ended %lld ms after the signal", timer.elapsed() - 6000);
    QVERIFY(timer.elapsed() < 20'000);
}

QTEST_GUILESS_MAIN(tst_HostileReader)
#include "tst_hostilereader.moc"
