// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/app/clirunner.h"
#include "tests/support/tinymedia.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

#include <csignal>

using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace fs = std::filesystem;

/// A mixed case from folder to release, as an office runs it, looked at with other programs.
class tst_WholeCase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void releasesEveryMedium();
    void leavesNoSecretAnywhere();
    void changesNoOriginal();
    void givesTheSameReleaseTwice();
    void goesOnAfterBeingKilled();
    void finishesARemovalThatWasCutShort();
    void removesNoCaseThatHoldsMore();
    void stopsQuicklyWhenAsked();
    void goesOnInsideOfALongVideo();

private:
    QStringList redact(const MixedCase &mixed, const fs::path &out) const
    {
        return {u"redact"_s, str(mixed.folder), u"--out"_s, str(out)};
    }
};

void tst_WholeCase::releasesEveryMedium()
{
    const TempFolder folder;
    const CliRunner cli(folder);
    const MixedCase mixed = MixedCase::make(folder);
    const fs::path out = folder / "out";
    const CliResult result = cli.run(redact(mixed, out));
    QVERIFY2(result.code == 0, result.err + result.out);

    const QJsonObject manifest = QJsonDocument::fromJson(readFile(out / "release.json")).object();
    const QJsonArray items = manifest[u"items"].toArray();
    QCOMPARE(items.size(), 6);
    for (const QJsonValue &item : items) {
        QVERIFY2(item[u"status"].toString() == u"released"_s,
                 qPrintable(item[u"input"].toString() + item[u"why"].toString()));
        QVERIFY2(item[u"verification"][u"verdict"].toString() != u"leak"_s,
                 qPrintable(item[u"input"].toString()));
        QVERIFY(!item[u"verification"][u"checks"].toArray().isEmpty());
        QVERIFY(fs::exists(out / item[u"output"].toString().toStdString()));
    }
    for (const char *report : {"release.html", "log.csv", "originals.rvault"})
        QVERIFY2(fs::exists(out / report), report);

    // Other programs see what they should see, and nothing else.
    const QByteArray text =
        runProgram(u"pdftotext"_s, {str(out / "redacted/papers/letter.pdf"), u"-"_s});
    QVERIFY(!text.contains(kPhone));
    QVERIFY(text.contains("surviving sentence"));
    QVERIFY(text.contains("Second page"));
    runProgram(u"qpdf"_s, {u"--check"_s, str(out / "redacted/papers/letter.pdf")});
    const QByteArray streams =
        runProgram(u"ffprobe"_s, {u"-v"_s, u"error"_s, u"-show_entries"_s, u"stream=codec_type"_s,
                                  u"-of"_s, u"csv=p=0"_s, str(out / "redacted/clip.mp4")});
    QCOMPARE(streams.split('\n').first(), QByteArray("video"));
    QCOMPARE(readFile(out / "redacted/table.csv").count("\r\n"), 3);
    QVERIFY(readFile(out / "redacted/table.csv").contains("\"blue, light\""));
}

void tst_WholeCase::leavesNoSecretAnywhere()
{
    const TempFolder folder;
    CliRunner cli(folder);
    const MixedCase mixed = MixedCase::make(folder);
    const fs::path out = folder / "out";
    QStringList arguments = redact(mixed, out);
    arguments << u"--keep-case"_s << u"--progress"_s << u"json"_s;
    const CliResult result = cli.run(arguments);
    QVERIFY2(result.code == 0, result.err);
    // Everything that was written by the program: outputs, reports, vault, journal, caches, state.
    QCOMPARE(filesWith(out, kPhone), QStringList());
    QCOMPARE(filesWith(cli.temporaryFolder(), kPhone), QStringList());
    QCOMPARE(filesWith(folder / "home", kPhone), QStringList());
    QVERIFY(!result.err.contains(kPhone));
    QVERIFY(!result.out.contains(kPhone));
    QVERIFY(fs::is_empty(cli.temporaryFolder()));
    // The search itself works: the originals have it.
    QVERIFY(!filesWith(mixed.folder, kPhone).isEmpty());
}

void tst_WholeCase::changesNoOriginal()
{
    const TempFolder folder;
    const CliRunner cli(folder);
    const MixedCase mixed = MixedCase::make(folder);
    QMap<QString, QByteArray> before;
    for (const auto &entry : fs::recursive_directory_iterator(mixed.folder)) {
        if (entry.is_regular_file()) {
            before.insert(str(entry.path()), readFile(entry.path()));
            fs::permissions(entry.path(), fs::perms::owner_read);
        }
    }
    QCOMPARE(cli.run(redact(mixed, folder / "out")).code, 0);
    QCOMPARE(cli.run({u"vault"_s, u"extract"_s, str(folder / "out/originals.rvault"), u"--out"_s,
                      str(folder / "back")})
                 .code,
             0);
    for (auto it = before.begin(); it != before.end(); ++it) {
        QCOMPARE(readFile(it.key().toStdString()), it.value());
        QCOMPARE(readFile(folder / "back" /
                          fs::path(it.key().toStdString()).lexically_relative(mixed.folder)),
                 it.value());
    }
}

void tst_WholeCase::givesTheSameReleaseTwice()
{
    const TempFolder folder;
    const CliRunner cli(folder);
    const MixedCase mixed = MixedCase::make(folder);
    QStringList one = redact(mixed, folder / "one");
    QStringList two = redact(mixed, folder / "two");
    one << u"--threads"_s << u"1"_s;
    two << u"--threads"_s << u"3"_s;
    QCOMPARE(cli.run(one).code, 0);
    QCOMPARE(cli.run(two).code, 0);
    const QJsonArray first =
        QJsonDocument::fromJson(readFile(folder / "one/release.json")).object()[u"items"].toArray();
    const QJsonArray second =
        QJsonDocument::fromJson(readFile(folder / "two/release.json")).object()[u"items"].toArray();
    QCOMPARE(first.size(), second.size());
    for (qsizetype i = 0; i < first.size(); ++i)
        QCOMPARE(first[i][u"marks"].toObject(), second[i][u"marks"].toObject());
}

void tst_WholeCase::goesOnAfterBeingKilled()
{
    const TempFolder folder;
    const CliRunner cli(folder);
    const MixedCase mixed = MixedCase::make(folder);
    const fs::path out = folder / "out";
    QRandomGenerator random(20261121);
    for (int round = 0; round < 5; ++round) {
        const CliResult killed =
            cli.runAndSignal(redact(mixed, out), SIGKILL, int(random.bounded(200, 4000)));
        if (killed.code == 0)
            break; // faster than the signal
        // Whatever stands under its own name is whole: the manifest is there only when all is done.
        if (fs::exists(out / "release.json"))
            QVERIFY(!QJsonDocument::fromJson(readFile(out / "release.json")).isNull());
    }
    const CliResult result = cli.run(redact(mixed, out));
    QVERIFY2(result.code == 0, result.err);
    const QJsonArray items =
        QJsonDocument::fromJson(readFile(out / "release.json")).object()[u"items"].toArray();
    QCOMPARE(items.size(), 6);
    for (const auto &entry : fs::recursive_directory_iterator(out))
        QVERIFY2(entry.path().extension() != ".part", entry.path().c_str());
}

void tst_WholeCase::finishesARemovalThatWasCutShort()
{
    const TempFolder folder;
    const CliRunner cli(folder);
    folder.write("in/a.txt", "Nothing about anybody.\n");
    folder.write("out/case.redoubt.removed/objects/ab/left.rvo", "sealed");
    folder.write("out/case.redoubt.removed/temporary", "the last to go");
    const CliResult result = cli.run(
        {u"redact"_s, str(folder / "in"), u"--out"_s, str(folder / "out"), u"--no-detect"_s});
    QVERIFY2(result.code == 0, result.err);
    QVERIFY(fs::exists(folder / "out/redacted/a.txt"));
    for (const auto &entry : fs::directory_iterator(folder / "out"))
        QVERIFY(!entry.path().filename().native().starts_with("case.redoubt"));
}

void tst_WholeCase::removesNoCaseThatHoldsMore()
{
    const TempFolder folder;
    const CliRunner cli(folder);
    folder.write("a/a.txt", "Nothing about anybody.\n");
    folder.write("b/b.txt", "Nothing about anybody else.\n");
    const auto run = [&](const char *input, const QStringList &more) {
        return cli.run(QStringList{u"redact"_s, str(folder / input), u"--out"_s,
                                   str(folder / "out"), u"--no-detect"_s} +
                       more);
    };
    // A case that was kept stays kept, whatever is redacted into the same folder later.
    QCOMPARE(run("a", {u"--keep-case"_s}).code, 0);
    const CliResult second = run("b", {});
    QCOMPARE(second.code, 0);
    QVERIFY2(second.err.contains("stays"), second.err);
    const CliResult list = cli.run({u"vault"_s, u"list"_s, str(folder / "out/case.redoubt")});
    QVERIFY(list.out.contains("a.txt") && list.out.contains("b.txt"));
    // So does one that is not our own, under the name that a removal uses.
    fs::rename(folder / "out/case.redoubt", folder / "out/case.redoubt.removed");
    QCOMPARE(run("a", {}).code, 0);
    QVERIFY(!fs::exists(folder / "out/case.redoubt"));
    QCOMPARE(cli.run({u"vault"_s, u"verify"_s, str(folder / "out/case.redoubt.removed")}).code, 0);
    // A run that was stopped left files of its own, which are in no release.
    QCOMPARE(cli.run({u"case"_s, u"new"_s, str(folder / "out2/case.redoubt")}).code, 0);
    QCOMPARE(
        cli.run({u"case"_s, u"add"_s, str(folder / "out2/case.redoubt"), str(folder / "a")}).code,
        0);
    folder.write("out2/case.redoubt/temporary", "as a run that was stopped leaves it");
    const CliResult other = cli.run(
        {u"redact"_s, str(folder / "b"), u"--out"_s, str(folder / "out2"), u"--no-detect"_s});
    QCOMPARE(other.code, 0);
    QVERIFY2(other.err.contains("not in this release"), other.err);
    QVERIFY(fs::exists(folder / "out2/case.redoubt/vault.hdr"));
    const CliResult both = cli.run({u"redact"_s, str(folder / "a"), str(folder / "b"), u"--out"_s,
                                    str(folder / "out2"), u"--no-detect"_s});
    QCOMPARE(both.code, 0);
    QVERIFY(!fs::exists(folder / "out2/case.redoubt"));
}

void tst_WholeCase::stopsQuicklyWhenAsked()
{
    const TempFolder folder;
    const CliRunner cli(folder);
    fs::create_directories(folder / "in");
    makeVideo(folder / "in/long.mp4", {.size = {640, 480}, .frames = 1500});
    const CliResult stopped = cli.runAndSignal(
        {u"redact"_s, str(folder / "in"), u"--out"_s, str(folder / "out")}, SIGINT, 3000);
    QCOMPARE(stopped.code, 130);
    QVERIFY(!fs::exists(folder / "out/redacted/long.mp4"));
    QVERIFY(!fs::exists(folder / "out/redacted/long.mp4.part"));
}

void tst_WholeCase::goesOnInsideOfALongVideo()
{
    const TempFolder folder;
    CliRunner cli(folder);
    cli.timeoutMs = 600'000; // cascades take ten times as long as the network
    makeVideo(folder / "long.mp4", {.size = {640, 480}, .frames = 1500});
    const QString name = str(folder / "a.redoubt");
    QCOMPARE(cli.run({u"case"_s, u"new"_s, name}).code, 0);
    QCOMPARE(cli.run({u"case"_s, u"add"_s, name, str(folder / "long.mp4")}).code, 0);
    const QStringList analyse{u"case"_s, u"analyze"_s, name};
    const auto kept = [&] {
        std::uintmax_t bytes = 0;
        std::error_code none; // before the first analysis there is no such folder
        for (const auto &entry : fs::directory_iterator(folder / "a.redoubt/work", none)) {
            if (entry.path().extension() == ".rvw")
                bytes += entry.file_size();
        }
        return bytes;
    };
    QCOMPARE(kept(), std::uintmax_t(0));
    // Killed, too: what was seen more than a second before is kept.
    for (int ms = 2500; kept() == 0; ms += 1500) {
        if (cli.runAndSignal(analyse, SIGKILL, ms).code == 0)
            QSKIP("finished before it could be killed");
    }
    const auto first = kept();
    if (cli.runAndSignal(analyse, SIGINT, 2500).code == 130)
        QVERIFY(kept() >= first);
    const CliResult done = cli.run(analyse);
    QVERIFY2(done.code == 0, done.err);
    QCOMPARE(kept(), std::uintmax_t(0)); // it is in the journal now
}

QTEST_MAIN(tst_WholeCase)
#include "tst_wholecase.moc"
