// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/app/clirunner.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace fs = std::filesystem;

/// What a release tells besides its outputs: nothing of what was withheld, and nothing that would
/// let somebody find it out by trying.
class tst_ReleaseTells : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void holdsNoSecretInAnyOfItsFiles_data();
    void holdsNoSecretInAnyOfItsFiles();
    void isTheSameForSecretsOfAnyLength();
    void givesAFileThatIsNamedAfterSomebodyAnotherName();

private:
    CliResult redact(const fs::path &input, const fs::path &out,
                     const QStringList &more = {}) const;

    std::unique_ptr<TempFolder> m_folder;
    std::unique_ptr<CliRunner> m_cli;
};

void tst_ReleaseTells::init()
{
    m_folder = std::make_unique<TempFolder>();
    m_cli = std::make_unique<CliRunner>(*m_folder);
}

CliResult tst_ReleaseTells::redact(const fs::path &input, const fs::path &out,
                                   const QStringList &more) const
{
    return m_cli->run(QStringList{u"redact"_s, str(input), u"--out"_s, str(out)} + more);
}

namespace {

QByteArray released(const fs::path &out)
{
    return readFile(out / "release.json") + readFile(out / "release.html") +
           readFile(out / "log.csv");
}

/// Letters and digits only, without hashes and fingerprints.
QString squeezed(const QByteArray &text)
{
    static const QRegularExpression noText(u"[0-9a-f]{16,}|([0-9a-f]{4} ){7}[0-9a-f]{4}|\\W|_"_s,
                                           QRegularExpression::UseUnicodePropertiesOption);
    return QString::fromUtf8(text).toCaseFolded().remove(noText);
}

} // namespace

void tst_ReleaseTells::holdsNoSecretInAnyOfItsFiles_data()
{
    QTest::addColumn<QString>("secret");
    QTest::newRow("a name") << u"Zebedee Quux"_s;
    QTest::newRow("an SSN") << u"219-09-9999"_s;
    QTest::newRow("in Chinese") << u"欧阳修远"_s;
    QTest::newRow("in Cyrillic") << u"Иван Петров"_s;
}

void tst_ReleaseTells::holdsNoSecretInAnyOfItsFiles()
{
    QFETCH(QString, secret);
    const QByteArray name = secret.toUtf8();
    const QByteArray text = "seen: " + name + ", twice: " + name + "\n";
    m_folder->write("in/note.txt", text);
    m_folder->write("in/table.csv", "id,who\n1,\"" + name + "\"\n2," + name + "\n");
    m_folder->write("in/of " + secret.toStdString() + "/other.txt", "nothing in it\n");
    m_folder->write("in/" + QString(secret).replace(u' ', u'_').toStdString() + ".txt",
                    "and nothing in this one\n");
    m_folder->write("in/" + secret.toStdString() + ".bin", QByteArray("\0\1\2\3", 4));
    m_folder->write("in/empty " + secret.toStdString() + ".txt", "");
    QByteArray marks = "{\"marks\":[";
    for (const char *file : {"note.txt", "table.csv", "other.txt", "missing.txt"})
        marks += "{\"file\":\"" + QByteArray(file) + "\",\"term\":\"" + name + "\"},";
    marks += "{\"file\":\"" + name + ".bin\",\"term\":\"" + name + "\"},";
    marks += "{\"file\":\"missing " + name + ".txt\",\"term\":\"x\"},";
    marks += "{\"file\":\"other.txt\",\"range\":[900,911]}]}";
    const fs::path out = *m_folder / "out";
    const CliResult run =
        redact(*m_folder / "in", out, {u"--marks"_s, str(m_folder->write("marks.json", marks))});
    QCOMPARE(run.code, 3);
    const QString searched = squeezed(secret.toUtf8());
    for (const QByteArray &told : {released(out), run.out, run.err})
        QVERIFY2(!squeezed(told).contains(searched), told.constData());
    for (const auto &entry : fs::recursive_directory_iterator(out / "redacted")) {
        const QByteArray path = str(entry.path().lexically_relative(out)).toUtf8();
        QVERIFY2(!squeezed(path).contains(searched), path.constData());
        if (entry.is_regular_file())
            QVERIFY2(!squeezed(readFile(entry.path())).contains(searched), path.constData());
    }
    // What matches nothing is still found: by its number.
    for (const char *number : {"3", "4", "5", "6", "7"})
        QVERIFY2(run.err.contains(QByteArray("Mark ") + number), run.err.constData());
    // The true names are there for who may open the originals.
    const CliResult list =
        m_cli->run({u"vault"_s, u"list"_s, str(out / "originals.rvault"), u"--json"_s});
    QVERIFY(list.out.contains(name + ".bin"));
    // No plain hash of an original that did not leave as it is, by which all values could be tried.
    for (const std::string &file :
         {std::string("note.txt"), std::string("table.csv"), secret.toStdString() + ".bin"})
        QVERIFY(!released(out).contains(
            QCryptographicHash::hash(readFile(*m_folder / "in" / file), QCryptographicHash::Sha256)
                .toHex()));
}

void tst_ReleaseTells::isTheSameForSecretsOfAnyLength()
{
    QStringList told;
    for (const QByteArray &name :
         {QByteArray("Zo Quux"), QByteArray("Maximiliane Featherstonehaugh"), QByteArray("张伟")}) {
        const std::string tag = std::to_string(told.size());
        m_folder->write("in" + tag + "/note.txt",
                        "by " + name + ", " + name + " and others\n" + name);
        m_folder->write("in" + tag + "/table.csv", "a,b\n" + name + ",1\n\"" + name + "\"," + name);
        const auto marks = m_folder->write(
            "marks.json", "{\"marks\":[{\"file\":\"note.txt\",\"term\":\"" + name +
                              "\"},{\"file\":\"table.csv\",\"term\":\"" + name + "\"}]}");
        const fs::path out = *m_folder / ("out" + tag);
        const CliResult run =
            redact(*m_folder / ("in" + tag), out, {u"--marks"_s, str(marks), u"--no-detect"_s});
        QVERIFY2(run.code == 0, run.err + run.out);
        QJsonObject manifest = QJsonDocument::fromJson(readFile(out / "release.json")).object();
        const QJsonArray items = manifest[u"items"].toArray();
        QCOMPARE(items.size(), 2);
        QString all = QString::fromUtf8(readFile(out / "log.csv"));
        for (const QJsonValue &value : items) {
            QJsonObject item = value.toObject();
            QCOMPARE(item[u"source_fingerprint"].toString().size(), 64);
            item.remove(u"source_fingerprint"_s); // keyed by a case of its own
            QCOMPARE(item[u"verification"][u"verdict"].toString(), u"clean"_s);
            all += QString::fromUtf8(QJsonDocument(item).toJson());
        }
        told.append(all);
    }
    QCOMPARE(told[1], told[0]);
    QCOMPARE(told[2], told[0]);
}

void tst_ReleaseTells::givesAFileThatIsNamedAfterSomebodyAnotherName()
{
    const QByteArray text = "The witness Jane Quillfeather, SSN 219-09-9999, was there.\n";
    m_folder->write("in/Jane Quillfeather 219-09-9999.txt", text);
    const fs::path out = *m_folder / "out";
    const CliResult run = redact(*m_folder / "in", out, {u"--keep-case"_s});
    QVERIFY2(run.code == 0, run.err + run.out);
    QCOMPARE(readFile(out / "redacted/file-0001.txt"),
             QByteArray("The witness [person_name 1], SSN [us_ssn 1], was there.\n"));
    for (const QByteArray &told : {released(out), run.out, run.err})
        QVERIFY2(!told.contains("Quillfeather") && !told.contains("219-09-9999"), told.constData());
    QVERIFY(run.out.contains("file-0001.txt"));
    QVERIFY(readFile(out / "log.csv").contains("file.name,remove"));
    // Keeping the name is a decision like any other.
    const QString folder = str(out / "case.redoubt");
    QStringList decide{u"case"_s, u"decide"_s, folder, u"--keep"_s};
    const QJsonArray findings =
        m_cli->run({u"case"_s, u"findings"_s, folder, u"--json"_s}).json().array();
    for (const QJsonValue &finding : findings) {
        if (finding[u"place"][u"field"].toString() == u"file.name"_s)
            decide += {u"--finding"_s, finding[u"id"].toString()};
    }
    QVERIFY(decide.size() > 4);
    QCOMPARE(m_cli->run(decide).code, 0);
    const fs::path again = *m_folder / "again";
    QCOMPARE(m_cli->run({u"case"_s, u"export"_s, folder, u"--out"_s, str(again)}).code, 0);
    QVERIFY(fs::exists(again / "redacted/Jane Quillfeather 219-09-9999.txt"));
}

QTEST_MAIN(tst_ReleaseTells)
#include "tst_releasetells.moc"
