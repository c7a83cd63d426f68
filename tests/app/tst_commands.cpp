// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/app/clirunner.h"

#include "core/base/atomicoutput.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace fs = std::filesystem;

/// The words, exit codes and JSON of the command line, which users and scripts rely on.
class tst_Commands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void refusesWhatItDoesNotUnderstand_data();
    void refusesWhatItDoesNotUnderstand();
    void explainsEveryCommandWithHelp_data();
    void explainsEveryCommandWithHelp();
    void listsProfilesReasonsAndDetectors();
    void detectsInTheShapeOfTheContract();
    void countsRangesInCodePoints();
    void namesEveryInputThatCannotBeRead();
    void tellsAWrongPassphraseApart();
    void takesThePassphraseFromStandardInput();
    void refusesToWorkWithoutAPassphrase();
    void appliesMarksInText();
    void makesNoFileForAMarkThatMatchesNothing();
    void acceptsACaseThatWasRestored();
    void takesSealedFilesBack();
    void beginsANewJournal();
    void writesNothingIntoACase();
    void worksStepByStep();
    void keepsNamesThatAreNotUtf8();
    void doesNotRedactItsOwnOutput();
    void saysWhenTheOutputCannotBeWritten();
    void returnsOriginalsByteForByte();
    void opensOriginalsForARecipient();
    void verifiesAReleaseLater();
    void completionIsValidBash();

private:
    std::unique_ptr<TempFolder> m_folder;
    std::unique_ptr<CliRunner> m_cli;
};

void tst_Commands::init()
{
    m_folder = std::make_unique<TempFolder>();
    m_cli = std::make_unique<CliRunner>(*m_folder);
}

void tst_Commands::refusesWhatItDoesNotUnderstand_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("unknown command") << QStringList{u"shred"_s};
    QTest::newRow("unknown option") << QStringList{u"redact"_s, u"--fast"_s};
    QTest::newRow("no output folder") << QStringList{u"redact"_s, u"a.txt"_s};
    QTest::newRow("case without a step") << QStringList{u"case"_s};
    QTest::newRow("unknown type") << QStringList{u"detect"_s, u"a.txt"_s, u"--types"_s, u"nose"_s};
    QTest::newRow("bad quality") << QStringList{u"detect"_s, u"a.txt"_s, u"--quality"_s, u"best"_s};
}

void tst_Commands::refusesWhatItDoesNotUnderstand()
{
    QFETCH(QStringList, arguments);
    const CliResult result = m_cli->run(arguments);
    QCOMPARE(result.code, 2);
    QVERIFY(!result.err.isEmpty());
}

void tst_Commands::explainsEveryCommandWithHelp_data()
{
    QTest::addColumn<QStringList>("command");
    for (const char *command :
         {"redact",       "detect",        "case",          "case new",    "case add",
          "case analyze", "case info",     "case findings", "case decide", "case import-marks",
          "case orphans", "case export",   "case log",      "vault",       "vault pack",
          "vault list",   "vault extract", "vault verify",  "verify",      "profiles",
          "reasons",      "detectors"})
        QTest::newRow(command) << QString::fromLatin1(command).split(u' ');
}

void tst_Commands::explainsEveryCommandWithHelp()
{
    QFETCH(QStringList, command);
    const CliResult result = m_cli->run(command + QStringList{u"--help"_s});
    QCOMPARE(result.code, 0);
    QVERIFY(result.out.contains("Usage:"));
}

void tst_Commands::listsProfilesReasonsAndDetectors()
{
    const QJsonArray profiles = m_cli->run({u"profiles"_s, u"--json"_s}).json().array();
    QStringList names;
    for (const QJsonValue &profile : profiles)
        names.append(profile[u"name"].toString());
    for (const char *name : {"standard", "hipaa", "foia", "dsar", "manual"})
        QVERIFY2(names.contains(QString::fromLatin1(name)), name);
    const CliResult reasons = m_cli->run({u"reasons"_s});
    QCOMPARE(reasons.code, 0);
    QVERIFY(reasons.out.contains("(b)(7)(C)"));
    QVERIFY(reasons.out.contains("HIPAA-A"));
    const QJsonArray detectors = m_cli->run({u"detectors"_s, u"--json"_s}).json().array();
    QVERIFY(detectors.size() >= 3);
    for (const QJsonValue &detector : detectors) {
        QVERIFY(!detector[u"id"].toString().isEmpty());
        QVERIFY(!detector[u"version"].toString().isEmpty());
    }
}

void tst_Commands::detectsInTheShapeOfTheContract()
{
    const auto note = makeNote(*m_folder / "note.txt");
    const CliResult result = m_cli->run({u"detect"_s, str(note), u"--json"_s});
    QCOMPARE(result.code, 0);
    const QJsonArray files = result.json().array();
    QCOMPARE(files.size(), 1);
    const QJsonObject file = files[0].toObject();
    QCOMPARE(file[u"file"].toString(), str(note));
    QCOMPARE(file[u"kind"].toString(), u"text"_s);
    QCOMPARE(file[u"sha256"].toString().size(), 64);
    QVERIFY(file[u"not_examined"].toArray().isEmpty());
    bool phone = false;
    for (const QJsonValue &finding : file[u"findings"].toArray()) {
        QVERIFY(!finding[u"id"].toString().isEmpty());
        QVERIFY(finding[u"score"].toDouble() >= 0.3);
        QVERIFY(!finding[u"detector"][u"id"].toString().isEmpty());
        if (finding[u"type"].toString() == u"phone_number"_s) {
            phone = true;
            QCOMPARE(finding[u"text"].toString(), QString::fromLatin1(kPhone));
            QCOMPARE(finding[u"source"].toString(), u"text"_s);
            const QJsonObject range = finding[u"place"][u"range"].toObject();
            QCOMPARE(range[u"end"].toInt() - range[u"begin"].toInt(), 12);
        }
    }
    QVERIFY(phone);
    QVERIFY(!fs::exists(*m_folder / "home/state") || fs::is_empty(*m_folder / "home/state"));
    const CliResult only =
        m_cli->run({u"detect"_s, str(note), u"--json"_s, u"--types"_s, u"email_address"_s});
    QVERIFY(only.json().array()[0][u"findings"].toArray().isEmpty());
}

void tst_Commands::countsRangesInCodePoints()
{
    const auto note = m_folder->write(
        "emoji.txt", QByteArray("\xF0\x9F\x98\x80\xF0\x9F\x98\x80 phone: ") + kPhone);
    const QJsonArray files =
        m_cli->run({u"detect"_s, str(note), u"--json"_s, u"--types"_s, u"phone_number"_s})
            .json()
            .array();
    const QJsonArray findings = files[0][u"findings"].toArray();
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings[0][u"place"][u"range"][u"begin"].toInt(), 10);
}

void tst_Commands::namesEveryInputThatCannotBeRead()
{
    const auto note = makeNote(*m_folder / "note.txt");
    m_folder->write("empty.txt", "");
    m_folder->write("noise.bin", QByteArray::fromHex("00ff00fe0102030405").repeated(100));
    const CliResult result = m_cli->run(
        {u"redact"_s, str(note), str(*m_folder / "empty.txt"), str(*m_folder / "noise.bin"),
         str(*m_folder / "absent.txt"), u"--out"_s, str(*m_folder / "out")});
    QCOMPARE(result.code, 3);
    QVERIFY(result.err.contains("absent.txt"));
    const QJsonArray items = QJsonDocument::fromJson(readFile(*m_folder / "out/release.json"))
                                 .object()[u"items"]
                                 .toArray();
    QCOMPARE(items.size(), 3);
    for (const QJsonValue &item : items) {
        const bool good = item[u"input"].toString() == u"note.txt"_s;
        QCOMPARE(item[u"status"].toString(), good ? u"released"_s : u"unsupported"_s);
        QCOMPARE(item[u"why"].toString().isEmpty(), good);
    }
    // All readable inputs are in the vault, the unsupported ones too.
    QCOMPARE(
        m_cli->run({u"vault"_s, u"list"_s, str(*m_folder / "out/originals.rvault"), u"--json"_s})
            .json()
            .array()
            .size(),
        3);
}

void tst_Commands::tellsAWrongPassphraseApart()
{
    const auto note = makeNote(*m_folder / "note.txt");
    QCOMPARE(
        m_cli->run({u"redact"_s, str(note), u"--out"_s, str(*m_folder / "out"), u"--keep-case"_s})
            .code,
        0);
    m_cli->environment[u"REDOUBT_PASSPHRASE"_s] = u"wrong"_s;
    for (const char *what : {"out/case.redoubt", "out/originals.rvault"}) {
        const CliResult result = m_cli->run({u"vault"_s, u"list"_s, str(*m_folder / what)});
        QCOMPARE(result.code, 4);
        QVERIFY(result.out.isEmpty());
        QVERIFY(!result.err.isEmpty());
    }
}

void tst_Commands::takesThePassphraseFromStandardInput()
{
    const auto note = makeNote(*m_folder / "note.txt");
    m_cli->environment[u"REDOUBT_PASSPHRASE"_s] = u"another one"_s;
    QCOMPARE(m_cli
                 ->run({u"redact"_s, str(note), u"--out"_s, str(*m_folder / "out"),
                        u"--passphrase-file"_s, u"-"_s},
                       "from stdin\n")
                 .code,
             0);
    QCOMPARE(m_cli->run({u"vault"_s, u"list"_s, str(*m_folder / "out/originals.rvault")}).code, 4);
    const auto file = m_folder->write("pass", "from stdin");
    QCOMPARE(m_cli
                 ->run({u"vault"_s, u"list"_s, str(*m_folder / "out/originals.rvault"),
                        u"--passphrase-file"_s, str(file)})
                 .code,
             0);
}

void tst_Commands::refusesToWorkWithoutAPassphrase()
{
    const auto note = makeNote(*m_folder / "note.txt");
    m_cli->environment[u"REDOUBT_PASSPHRASE"_s] = QString();
    QCOMPARE(m_cli->run({u"redact"_s, str(note), u"--out"_s, str(*m_folder / "out")}).code, 4);
    QVERIFY(!fs::exists(*m_folder / "out/redacted"));
}

void tst_Commands::appliesMarksInText()
{
    const auto note =
        m_folder->write("note.txt", "One two three. Was it Amélie Durand, or AMELIE  DURAND?\n");
    const auto marks = m_folder->write("marks.json", R"j({"marks":[
        {"file":"note.txt","term":"amelie durand","reason":"(b)(6)"},
        {"file":"note.txt","range":[4,7]}]})j");
    const CliResult result = m_cli->run({u"redact"_s, str(note), u"--out"_s, str(*m_folder / "out"),
                                         u"--no-detect"_s, u"--marks"_s, str(marks)});
    QCOMPARE(result.code, 0);
    const QByteArray text = readFile(*m_folder / "out/redacted/note.txt");
    QVERIFY(!text.toLower().contains("durand"));
    QVERIFY(!text.contains("two"));
    QVERIFY(text.startsWith("One "));
    QVERIFY(text.contains(" three. Was it ["));
    QVERIFY(readFile(*m_folder / "out/log.csv").contains("(b)(6)"));
}

void tst_Commands::makesNoFileForAMarkThatMatchesNothing()
{
    const auto note = makeNote(*m_folder / "note.txt");
    const auto other = m_folder->write("other.txt", "Nothing personal here.\n");
    const auto marks = m_folder->write(
        "marks.json", R"j({"marks":[{"file":"note.txt","term":"Nobody McNowhere"}]})j");
    const CliResult result = m_cli->run({u"redact"_s, str(note), str(other), u"--out"_s,
                                         str(*m_folder / "out"), u"--marks"_s, str(marks)});
    QCOMPARE(result.code, 3);
    QVERIFY(result.err.contains("Mark 1"));
    QVERIFY(!fs::exists(*m_folder / "out/redacted/note.txt"));
    QVERIFY(fs::exists(*m_folder / "out/redacted/other.txt"));
    const auto broken = m_folder->write("broken.json", R"j({"marks":[{"file":"note.txt"}]})j");
    QCOMPARE(m_cli
                 ->run({u"redact"_s, str(note), u"--out"_s, str(*m_folder / "out2"), u"--marks"_s,
                        str(broken)})
                 .code,
             2);
}

void tst_Commands::acceptsACaseThatWasRestored()
{
    const QString folder = str(*m_folder / "old.redoubt");
    const auto journal = *m_folder / "old.redoubt/journal.db";
    QCOMPARE(m_cli->run({u"case"_s, u"new"_s, folder}).code, 0);
    const QByteArray copy = readFile(journal);
    QCOMPARE(m_cli->run({u"case"_s, u"subjects"_s, folder, u"--add"_s, u"Jane Roe"_s}).code, 0);
    QVERIFY(redoubt::writeFileAtomically(journal, copy));
    const CliResult refused = m_cli->run({u"case"_s, u"info"_s, folder});
    QVERIFY(refused.code != 0);
    QVERIFY(refused.err.contains("older"));
    QCOMPARE(m_cli->run({u"case"_s, u"info"_s, folder, u"--accept-restored"_s}).code, 0);
    QCOMPARE(m_cli->run({u"case"_s, u"info"_s, folder}).code, 0); // from now on
}

void tst_Commands::takesSealedFilesBack()
{
    const QString folder = str(*m_folder / "stop.redoubt");
    const auto journal = *m_folder / "stop.redoubt/journal.db";
    QHash<QByteArray, QByteArray> inputs;
    for (const char *name : {"a.txt", "b.txt", "c.txt"}) {
        inputs.insert(name, QByteArray("What stands in ") + name + '\n');
        m_folder->write(std::string("in/") + name, inputs[name]);
    }
    QCOMPARE(m_cli->run({u"case"_s, u"new"_s, folder}).code, 0);
    const QByteArray older = readFile(journal);
    QCOMPARE(m_cli->run({u"case"_s, u"add"_s, folder, str(*m_folder / "in")}).code, 0);
    QVERIFY(redoubt::writeFileAtomically(journal, older));

    const auto another = m_folder->write("another.txt", "something else\n");
    const CliResult refused = m_cli->run({u"case"_s, u"add"_s, folder, str(another)});
    QCOMPARE(refused.code, 3);
    QVERIFY(refused.err.contains("kept"));
    const CliResult accepted =
        m_cli->run({u"case"_s, u"info"_s, folder, u"--accept-restored"_s, u"--json"_s});
    QCOMPARE(accepted.code, 0);
    QCOMPARE(accepted.json()[u"orphans"].toInt(), 3);
    QVERIFY(accepted.err.contains("3 sealed"));
    QVERIFY(accepted.err.contains("case orphans"));
    // Every command that goes on says so, and a check does not end well.
    for (const QString &command : {u"list"_s, u"verify"_s}) {
        const CliResult told = m_cli->run({u"vault"_s, command, folder});
        QCOMPARE(told.code, command == u"verify" ? 3 : 0);
        QVERIFY(told.err.contains("3 sealed"));
    }
    const CliResult added =
        m_cli->run({u"case"_s, u"add"_s, folder, str(another), str(*m_folder / "in/b.txt")});
    QCOMPARE(added.code, 0);
    QVERIFY2(added.out.contains("1 of them sealed before"), added.out);
    QVERIFY(added.err.contains("2 sealed"));
    const QJsonArray list =
        m_cli->run({u"case"_s, u"orphans"_s, folder, u"--json"_s}).json().array();
    QCOMPARE(list.size(), 2);
    for (const QJsonValue &orphan : list) {
        QCOMPARE(orphan[u"role"].toString(), u"original"_s);
        QCOMPARE(orphan[u"size"].toInt(), 21);
    }
    const CliResult taken = m_cli->run({u"case"_s, u"orphans"_s, folder, u"--take-back"_s});
    QCOMPARE(taken.code, 0);
    QVERIFY(taken.out.contains("2 file(s)") || taken.out.contains("2 files"));
    const CliResult out =
        m_cli->run({u"vault"_s, u"extract"_s, folder, u"--out"_s, str(*m_folder / "out")});
    QCOMPARE(out.code, 0);
    QVERIFY(out.err.isEmpty());
    QList<QByteArray> contents;
    for (const auto &entry : fs::directory_iterator(*m_folder / "out"))
        contents.append(readFile(entry.path()));
    QCOMPARE(contents.size(), 4);
    for (const QByteArray &bytes : std::as_const(inputs))
        QVERIFY(contents.contains(bytes));
    QCOMPARE(m_cli->run({u"vault"_s, u"verify"_s, folder}).code, 0);
}

void tst_Commands::beginsANewJournal()
{
    const QString folder = str(*m_folder / "stop.redoubt");
    const auto note = makeNote(*m_folder / "note.txt");
    QCOMPARE(m_cli->run({u"case"_s, u"new"_s, folder}).code, 0);
    QCOMPARE(m_cli->run({u"case"_s, u"add"_s, folder, str(note)}).code, 0);
    const CliResult readable = m_cli->run({u"case"_s, u"orphans"_s, folder, u"--new-journal"_s});
    QCOMPARE(readable.code, 1);
    QVERIFY(!fs::exists(*m_folder / "stop.redoubt/journal.db.aside-1"));
    fs::remove(*m_folder / "stop.redoubt/journal.db");
    const CliResult refused = m_cli->run({u"case"_s, u"add"_s, folder, str(note)});
    QVERIFY(refused.code != 0);
    QVERIFY(refused.err.contains("--new-journal"));
    QCOMPARE(
        m_cli->run({u"case"_s, u"orphans"_s, folder, u"--new-journal"_s, u"--take-back"_s}).code,
        0);
    QCOMPARE(
        m_cli->run({u"vault"_s, u"extract"_s, folder, u"--out"_s, str(*m_folder / "out")}).code, 0);
    for (const auto &entry : fs::directory_iterator(*m_folder / "out"))
        QCOMPARE(readFile(entry.path()), readFile(note));
}

void tst_Commands::writesNothingIntoACase()
{
    const QString folder = str(*m_folder / "stop.redoubt");
    m_folder->write("in/journal.db", "a file of an unlucky name\n");
    m_folder->write("in/vault.hdr", "another one\n");
    QCOMPARE(m_cli->run({u"case"_s, u"new"_s, folder}).code, 0);
    QCOMPARE(m_cli->run({u"case"_s, u"add"_s, folder, str(*m_folder / "in")}).code, 0);
    const QString inside = str(*m_folder / "stop.redoubt/objects/out");
    for (const QStringList &command :
         {QStringList{u"vault"_s, u"extract"_s, folder, u"--out"_s, folder},
          {u"vault"_s, u"extract"_s, folder, u"--out"_s, inside},
          {u"vault"_s, u"pack"_s, folder, u"--out"_s, folder + u"/journal.db"_s},
          {u"redact"_s, str(*m_folder / "in"), u"--out"_s, folder},
          {u"redact"_s, str(*m_folder / "in"), u"--out"_s, inside}}) {
        const CliResult refused = m_cli->run(command);
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.err.contains("inside of a case"), refused.err);
    }
    QCOMPARE(m_cli->run({u"vault"_s, u"verify"_s, folder}).code, 0);
    QVERIFY(!fs::exists(*m_folder / "stop.redoubt/redacted"));
}

void tst_Commands::worksStepByStep()
{
    const auto note = makeNote(*m_folder / "note.txt");
    const QString folder = str(*m_folder / "stop.redoubt");
    QCOMPARE(m_cli->run({u"case"_s, u"new"_s, folder, u"--profile"_s, u"foia"_s}).code, 0);
    QVERIFY(m_cli->run({u"case"_s, u"new"_s, folder}).code != 0); // never over an existing one
    QCOMPARE(m_cli->run({u"case"_s, u"add"_s, folder, str(note)}).code, 0);
    QCOMPARE(
        m_cli->run({u"case"_s, u"export"_s, folder, u"--out"_s, str(*m_folder / "early")}).code,
        1); // not examined
    QCOMPARE(
        m_cli->run({u"case"_s, u"subjects"_s, folder, u"--add"_s, QString::fromLatin1(kPerson)})
            .code,
        0);
    QCOMPARE(m_cli->run({u"case"_s, u"analyze"_s, folder}).code, 0);
    const QJsonObject info =
        m_cli->run({u"case"_s, u"info"_s, folder, u"--json"_s}).json().object();
    QCOMPARE(info[u"profile"].toString(), u"foia"_s);
    QCOMPARE(info[u"items"][0][u"state"].toString(), u"analysed"_s);
    const QJsonArray findings =
        m_cli->run({u"case"_s, u"findings"_s, folder, u"--json"_s}).json().array();
    QVERIFY(findings.size() >= 2);
    bool name = false;
    for (const QJsonValue &finding : findings)
        name = name || finding[u"text"].toString() == QString::fromLatin1(kPerson);
    QVERIFY(name);
    QCOMPARE(m_cli
                 ->run({u"case"_s, u"decide"_s, folder, u"--redact"_s, u"--undecided"_s,
                        u"--item"_s, u"note.txt"_s, u"--reason"_s, u"(b)(6)"_s})
                 .code,
             0);
    QCOMPARE(
        m_cli->run({u"case"_s, u"decide"_s, folder, u"--keep"_s, u"--type"_s, u"phone_number"_s})
            .code,
        0);
    QCOMPARE(m_cli->run({u"case"_s, u"export"_s, folder, u"--out"_s, str(*m_folder / "out")}).code,
             0);
    const QByteArray text = readFile(*m_folder / "out/redacted/note.txt");
    QVERIFY(text.contains(kPhone));
    QVERIFY(!text.contains("Zebedee"));
    const CliResult log = m_cli->run({u"case"_s, u"log"_s, folder, u"--json"_s});
    QCOMPARE(log.code, 0);
    QVERIFY(log.json().array().size() >= 5);
}

void tst_Commands::keepsNamesThatAreNotUtf8()
{
    const fs::path folder = *m_folder / "in";
    fs::create_directories(folder);
    makeNote(folder / "odd\xfe.txt");
    const CliResult result =
        m_cli->run({u"redact"_s, str(folder), u"--out"_s, str(*m_folder / "out")});
    QCOMPARE(result.code, 0);
    QVERIFY(fs::exists(*m_folder / "out/redacted/odd%FE.txt"));
    QCOMPARE(m_cli
                 ->run({u"vault"_s, u"extract"_s, str(*m_folder / "out/originals.rvault"),
                        u"--out"_s, str(*m_folder / "back")})
                 .code,
             0);
    QVERIFY(fs::exists(*m_folder / "back/odd\xfe.txt"));
}

void tst_Commands::doesNotRedactItsOwnOutput()
{
    makeNote(*m_folder / "in/note.txt");
    fs::create_directories(*m_folder / "in");
    makeNote(*m_folder / "in/note.txt");
    for (int i = 0; i < 2; ++i)
        QCOMPARE(
            m_cli->run({u"redact"_s, str(*m_folder / "in"), u"--out"_s, str(*m_folder / "in/out")})
                .code,
            0);
    const QJsonObject manifest =
        QJsonDocument::fromJson(readFile(*m_folder / "in/out/release.json")).object();
    QCOMPARE(manifest[u"items"].toArray().size(), 1);
}

void tst_Commands::saysWhenTheOutputCannotBeWritten()
{
    const auto note = makeNote(*m_folder / "note.txt");
    const auto file = m_folder->write("a-file", "x");
    const CliResult result = m_cli->run({u"redact"_s, str(note), u"--out"_s, str(file / "out")});
    QCOMPARE(result.code, 1);
    QVERIFY(result.err.contains("a-file"));
}

void tst_Commands::returnsOriginalsByteForByte()
{
    const auto note = makeNote(*m_folder / "note.txt");
    const auto letter = makeLetter(*m_folder / "letter.pdf");
    const auto empty = m_folder->write("empty.bin", "");
    QCOMPARE(m_cli
                 ->run({u"redact"_s, str(note), str(letter), str(empty), u"--out"_s,
                        str(*m_folder / "out"), u"--keep-case"_s})
                 .code,
             3);
    for (const char *what : {"out/originals.rvault", "out/case.redoubt"}) {
        const fs::path back = *m_folder / "back" / fs::path(what).filename();
        QCOMPARE(m_cli->run({u"vault"_s, u"verify"_s, str(*m_folder / what)}).code, 0);
        QCOMPARE(
            m_cli->run({u"vault"_s, u"extract"_s, str(*m_folder / what), u"--out"_s, str(back)})
                .code,
            0);
        QCOMPARE(readFile(back / "note.txt"), readFile(note));
        QCOMPARE(readFile(back / "letter.pdf"), readFile(letter));
        QCOMPARE(fs::file_size(back / "empty.bin"), 0u);
    }
    QVERIFY(m_cli
                ->run({u"vault"_s, u"extract"_s, str(*m_folder / "out/originals.rvault"),
                       u"--out"_s, str(*m_folder / "x"), u"--item"_s, u"nothing.txt"_s})
                .code != 0);
}

void tst_Commands::opensOriginalsForARecipient()
{
    const auto note = makeNote(*m_folder / "note.txt");
    const QJsonObject key = m_cli->run({u"vault"_s, u"keygen"_s, u"--json"_s}).json().object();
    QCOMPARE(m_cli
                 ->run({u"redact"_s, str(note), u"--out"_s, str(*m_folder / "out"),
                        u"--recipient"_s, key[u"public"].toString()})
                 .code,
             0);
    const auto secret = m_folder->write("secret", key[u"secret"].toString().toUtf8());
    const CliResult list =
        m_cli->run({u"vault"_s, u"list"_s, str(*m_folder / "out/originals.rvault"), u"--json"_s,
                    u"--passphrase-file"_s, str(secret)});
    QCOMPARE(list.code, 0);
    QCOMPARE(list.json().array().size(), 1);
    QCOMPARE(m_cli
                 ->run({u"redact"_s, str(note), u"--out"_s, str(*m_folder / "out2"),
                        u"--recipient"_s, u"redoubt1nonsense"_s})
                 .code,
             2);
}

void tst_Commands::verifiesAReleaseLater()
{
    const auto note = makeNote(*m_folder / "note.txt");
    QCOMPARE(
        m_cli->run({u"redact"_s, str(note), u"--out"_s, str(*m_folder / "out"), u"--keep-case"_s})
            .code,
        0);
    // Nobody knows what should be gone until the case or the marks are there.
    QCOMPARE(m_cli->run({u"verify"_s, str(*m_folder / "out")}).code, 3);
    const auto byCase = m_cli->run({u"verify"_s, str(*m_folder / "out"), u"--case"_s,
                                    str(*m_folder / "out/case.redoubt"), u"--json"_s});
    QCOMPARE(byCase.code, 0);
    const QJsonObject manifest = byCase.json().array().at(0).toObject();
    QCOMPARE(manifest[u"output"].toString(), u"release.json"_s);
    QCOMPARE(manifest[u"signature"][u"state"].toString(), u"good"_s);
    QCOMPARE(manifest[u"signature"][u"owner"].toString(), u"case"_s);
    QCOMPARE(m_cli
                 ->run({u"verify"_s, str(*m_folder / "out"), u"--key"_s,
                        manifest[u"signature"][u"key"].toString(), u"--case"_s,
                        str(*m_folder / "out/case.redoubt")})
                 .code,
             0);
    const auto marks =
        m_folder->write("marks.json", R"j({"marks":[{"file":"note.txt","term":"202-555-0142"}]})j");
    QCOMPARE(
        m_cli
            ->run({u"verify"_s, str(*m_folder / "out/redacted/note.txt"), u"--marks"_s, str(marks)})
            .code,
        0);
    QCOMPARE(m_cli->run({u"verify"_s, str(note), u"--marks"_s, str(marks)}).code, 5);
    m_folder->write("out/redacted/note.txt", "changed");
    QCOMPARE(m_cli->run({u"verify"_s, str(*m_folder / "out")}).code, 3);
}

void tst_Commands::completionIsValidBash()
{
    const auto script = m_folder->write("completion.bash", m_cli->run({u"completion"_s}).out);
    QProcess bash;
    bash.start(
        u"bash"_s,
        {u"-c"_s,
         u"source \"$0\"; COMP_WORDS=(redoubt-cli case an); COMP_CWORD=2; _redoubt_cli; echo ${COMPREPLY[*]}"_s,
         str(script)});
    QVERIFY(bash.waitForFinished());
    QVERIFY(bash.readAllStandardOutput().contains("analyze"));
}

QTEST_MAIN(tst_Commands)
#include "tst_commands.moc"
