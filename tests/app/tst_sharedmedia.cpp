// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/app/clirunner.h"
#include "tests/support/shared.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace fs = std::filesystem;

/// Real files of other people: every one ends with a clear word, none with a crash.
class tst_SharedMedia : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFileEndsWithAWord_data();
    void everyFileEndsWithAWord();
    void survivesMalformedFiles();
};

void tst_SharedMedia::everyFileEndsWithAWord_data()
{
    QTest::addColumn<QString>("folder");
    // Small enough for every run; the whole set is for `redoubt-bench media`.
    for (const char *folder : {"pdf-leaks", "text", "image-text"})
        QTest::newRow(folder) << QString::fromLatin1(folder);
}

void tst_SharedMedia::everyFileEndsWithAWord()
{
    REDOUBT_REQUIRE_SHARED();
    QFETCH(QString, folder);
    const TempFolder temp;
    CliRunner cli(temp);
    cli.timeoutMs = 1'200'000;
    const fs::path input = *sharedFolder() / "media" / folder.toStdString();
    const CliResult result = cli.run(
        {u"redact"_s, str(input), u"--out"_s, str(temp / "out"), u"--quality"_s, u"fast"_s});
    QVERIFY2(result.code == 0 || result.code == 3 || result.code == 5, result.err.right(2000));
    const QJsonArray items =
        QJsonDocument::fromJson(readFile(temp / "out/release.json")).object()[u"items"].toArray();
    QVERIFY(!items.isEmpty());
    int released = 0;
    for (const QJsonValue &item : items) {
        const QString status = item[u"status"].toString();
        released += status == u"released"_s;
        QVERIFY2(status == u"released"_s || !item[u"why"].toString().isEmpty(),
                 qPrintable(item[u"input"].toString()));
    }
    QVERIFY2(released > 0, "nothing of the folder was released");
    qInfo("%s: %d of %d released", qPrintable(folder), released, int(items.size()));
}

void tst_SharedMedia::survivesMalformedFiles()
{
    REDOUBT_REQUIRE_SHARED();
    const fs::path input = *sharedFolder() / "media/malformed";
    qint64 slowest = 0;
    for (const auto &entry : fs::directory_iterator(input)) {
        const TempFolder temp;
        CliRunner cli(temp);
        cli.timeoutMs = 120'000; // a loaded machine; the bound that counts is printed below
        QElapsedTimer timer;
        timer.start();
        const CliResult result =
            cli.run({u"redact"_s, str(entry.path()), u"--out"_s, str(temp / "out")});
        slowest = std::max(slowest, timer.elapsed());
        QVERIFY2(result.code == 0 || result.code == 3 || result.code == 5,
                 entry.path().filename().c_str() + QByteArray(": ") +
                     QByteArray::number(result.code) + result.err.right(500));
        for (const auto &left : fs::recursive_directory_iterator(temp / "out"))
            QVERIFY2(left.path().extension() != ".part", left.path().c_str());
    }
    qInfo("slowest malformed file: %lld ms", slowest);
}

QTEST_MAIN(tst_SharedMedia)
#include "tst_sharedmedia.moc"
