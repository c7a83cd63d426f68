// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/app/clirunner.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace fs = std::filesystem;

namespace {

QByteArray vector(const char *name)
{
    return readFile(fs::path(REDOUBT_TEXTS) / name);
}

QByteArray base64Lines(QByteArray bytes)
{
    bytes = bytes.toBase64();
    QByteArray lines;
    for (qsizetype i = 0; i < bytes.size(); i += 76)
        lines += bytes.mid(i, 76) + "\r\n";
    return lines;
}

} // namespace

/// Texts in the forms that programs write: what is personal in them goes, the form stays, and the
/// copy is released clean; or what cannot be read in them is said.
class tst_Texts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leaveCleanInTheirForm_data();
    void leaveCleanInTheirForm();
    void sayWhatIsNotExamined_data();
    void sayWhatIsNotExamined();
    void tellTheEncoding();
};

void tst_Texts::leaveCleanInTheirForm_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("term"); ///< none: what is found
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *file, const QByteArray &bytes, const QString &term,
                        const QByteArray &expected) {
        QTest::newRow(file) << QString::fromLatin1(file) << bytes << term << expected;
    };
    row("card-beside-number.csv", vector("card-beside-number.csv"), {},
        "tx1,4,[credit_card 1],2026-01-01,ok\ntx2,5,[credit_card 2],2026-01-02,ok\n"
        "tx3,a,[credit_card 3],99,ok\n");
    row("access.log", vector("access.log"), {},
        "[ip_address 1] - \"GET /reset?email=[email_address 1]&tel=[phone_number 1] HTTP/1.1\" "
        "200\n");
    row("shift-jis.txt", vector("shift-jis.txt"), u"山田太郎"_s,
        "[custom 1]\x82\xB3\x82\xF1\x82\xCC\x93\x64\x98\x62\x82\xCD"
        "090-1234-5678\x82\xC5\x82\xB7\x81\x42\n");
    // The same without a term: only what the detectors find.
    row("telephone.txt", vector("shift-jis.txt"), {},
        "\x8E\x52\x93\x63\x91\xBE\x98\x59\x82\xB3\x82\xF1\x82\xCC\x93\x64\x98\x62\x82\xCD"
        "[phone_number 1]\x82\xC5\x82\xB7\x81\x42\n");
    row("numbers.json", vector("numbers.json"), {},
        "{\"phone\": \"[phone_number 1]\", \"card\": \"[credit_card 1]\", \"lat\": "
        "\"[geo_coordinates 1]\", \"lon\": \"[geo_coordinates 2]\", \"list\": [\"[us_npi "
        "1]\"]}\n");
    row("chinese-padded-name.txt", vector("chinese-padded-name.txt"), u"张伟"_s,
        u"证人[custom 1]在场，证人[custom 1]签字。\n"_s.toUtf8());
    // " Pyotr, house 5. The witness saw the car at the house and wrote its number down."
    const QByteArray afterIvanov =
        " \xF0\xA3\xD4\xD2, \xC4\xCF\xCD 5. \xF3\xD7\xC9\xC4\xC5\xD4\xC5\xCC\xD8 "
        "\xD7\xC9\xC4\xC5\xCC \xCD\xC1\xDB\xC9\xCE\xD5 \xD5 \xC4\xCF\xCD\xC1 \xC9 "
        "\xDA\xC1\xD0\xC9\xD3\xC1\xCC \xC5\xA3 \xCE\xCF\xCD\xC5\xD2.\n";
    row("koi8-r.txt", "\xE9\xD7\xC1\xCE\xCF\xD7" + afterIvanov, u"Иванов"_s,
        "[custom 1]" + afterIvanov);
    row("own.hl7", "MSH#*~\\&#A#B\rPID#1##4711###QUILLFEATHER*JANE\r", u"quillfeather jane"_s,
        "MSH#*~\\&#A#B\rPID#1##4711###[custom 1]\r");
    row("split.ass", vector("split.ass").left(250), u"Jane Quillfeather"_s,
        QByteArray(vector("split.ass").left(250))
            .replace("Jane Qu{\\i1}illfeather", "[custom 1]{\\i1}"));
    row("form.json", R"({"q":"tom.doe\u0040example.org","h":"tom.doe&#64;example.org"})", {},
        R"({"q":"[email_address 1]","h":"[email_address 1]"})");
    row("packed.txt",
        "token " + QByteArray("write to tom.doe@example.org today").toBase64() + " end\n", {},
        "token [email_address 1] end\n");
    row("quoted.txt",
        "Content-Transfer-Encoding of the note: quoted-printable\n\ntom.doe=40exam=\n"
        "ple.org, said he\n",
        {},
        "Content-Transfer-Encoding of the note: quoted-printable\n\n[email_address 1], said he\n");
    row("page.xml", "<?xml version=\"1.0\"?>\n<p a=\"x\">tom.doe&#64;<b>example</b>.org</p>\n", {},
        "<?xml version=\"1.0\"?>\n<p a=\"x\">[email_address 1]<b></b></p>\n");
    row("columns.txt",
        "The witness Jane       There was nobody\nQuillfeather was       else in the house\n"
        "there at noon.         at that hour.\n",
        u"Jane Quillfeather"_s,
        "The witness [custom 1]       There was nobody\n[custom 1] was       else in the house\n"
        "there at noon.         at that hour.\n");
    row("settings.yaml", "---\nowner: Jane Quillfeather (admin)\nport: 80\n",
        u"Jane Quillfeather"_s, "---\nowner: \"[custom 1] (admin)\"\nport: 80\n");
}

void tst_Texts::leaveCleanInTheirForm()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, term);
    QFETCH(QByteArray, expected);
    const TempFolder folder;
    const CliRunner cli(folder);
    const fs::path input = folder.write(file.toStdString().c_str(), bytes);
    QStringList arguments{u"redact"_s, str(input), u"--out"_s, str(folder / "out")};
    if (!term.isEmpty()) {
        const QJsonObject mark{{u"file"_s, file}, {u"term"_s, term}};
        const auto marks = folder.write(
            "marks.json", QJsonDocument(QJsonObject{{u"marks"_s, QJsonArray{mark}}}).toJson());
        arguments += {u"--marks"_s, str(marks), u"--no-detect"_s};
    }
    const CliResult done = cli.run(arguments);
    QVERIFY2(done.code == 0, done.err + done.out);
    const QJsonObject item = QJsonDocument::fromJson(readFile(folder / "out/release.json"))
                                 .object()[u"items"][0]
                                 .toObject();
    QCOMPARE(item[u"status"].toString(), u"released"_s);
    QCOMPARE(item[u"verification"][u"verdict"].toString(), u"clean"_s);
    QVERIFY(item[u"not_examined"].toArray().isEmpty());
    QCOMPARE(readFile(folder / "out" / item[u"output"].toString().toStdString()), expected);
}

void tst_Texts::sayWhatIsNotExamined_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("status"); ///< of the item
    QByteArray noise;
    for (int i = 0; i < 600; ++i)
        noise.append(char(i * 7919 + i * i * 31));
    const QByteArray packed = noise.toBase64();
    QTest::newRow("picture in a card")
        << "BEGIN:VCARD\r\nFN:nobody\r\nPHOTO;ENCODING=b;TYPE=JPEG:" + packed + "\r\nEND:VCARD\r\n"
        << u"released"_s;
    QTest::newRow("armour") << "-----BEGIN PGP MESSAGE-----\n\n" + base64Lines(noise) +
                                   "=abcd\n-----END PGP MESSAGE-----\n"
                            << u"released"_s;
    QTest::newRow("data address") << "see data:image/png;base64," + packed + "\n" << u"released"_s;
    QTest::newRow("encoding") << QByteArray("name: \xB1\xE8\xC3\xB6\xBC\xF6\n") << u"released"_s;
    QTest::newRow("mail with parts behind a remark")
        << "saved by a clerk\n\nContent-Type: multipart/mixed;\n boundary=\"x1\"\n\n--x1\n"
           "Content-Type: text/plain\n\nJane\n--x1\nContent-Transfer-Encoding: base64\n\n" +
               base64Lines(noise) + "--x1--\n"
        << u"unsupported"_s;
    QTest::newRow("part of a mail")
        << "Content-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64\n\n" +
               base64Lines(noise)
        << u"unsupported"_s;
    QTest::newRow("rich text behind a blank") << QByteArray(" \n{\\rtf1 Jane}") << u"unsupported"_s;
}

void tst_Texts::sayWhatIsNotExamined()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, status);
    const TempFolder folder;
    const CliRunner cli(folder);
    const fs::path input = folder.write("file.txt", bytes);
    for (const QString &detect : {QString(), u"--no-detect"_s}) {
        const fs::path out = folder / (detect.isEmpty() ? "a" : "b");
        QStringList arguments{u"redact"_s, str(input), u"--out"_s, str(out)};
        if (!detect.isEmpty())
            arguments += detect;
        const CliResult done = cli.run(arguments);
        QVERIFY2(done.code == (status == u"released"_s ? 0 : 3), done.err + done.out);
        const QJsonObject item = QJsonDocument::fromJson(readFile(out / "release.json"))
                                     .object()[u"items"][0]
                                     .toObject();
        QCOMPARE(item[u"status"].toString(), status);
        if (status != u"released"_s)
            continue;
        QCOMPARE(item[u"verification"][u"verdict"].toString(), u"incomplete"_s);
        QCOMPARE(item[u"not_examined"].toArray().size(), 1);
    }
}

void tst_Texts::tellTheEncoding()
{
    const TempFolder folder;
    const CliRunner cli(folder);
    const CliResult done =
        cli.run({u"detect"_s, str(fs::path(REDOUBT_TEXTS) / "shift-jis.txt"), u"--json"_s});
    QVERIFY2(done.code == 0, done.err);
    const QJsonObject encoding = done.json().array()[0].toObject()[u"encoding"].toObject();
    QCOMPARE(encoding[u"name"].toString(), u"Shift_JIS"_s);
    QVERIFY(encoding[u"confidence"].toDouble() > 0.9);
}

QTEST_GUILESS_MAIN(tst_Texts)
#include "tst_texts.moc"
