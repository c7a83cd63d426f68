// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/app/clirunner.h"
#include "tests/support/tinymedia.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace fs = std::filesystem;

/// A writer that leaves out one mark is caught in every kind: exit 5, the output withheld, no file.
class tst_PlantedLeaks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isFoundAndWithheld_data();
    void isFoundAndWithheld();

private:
    TempFolder m_folder;
};

void tst_PlantedLeaks::isFoundAndWithheld_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("marks");
    QTest::newRow("text") << u"note.txt"_s << u"{\"term\":\"202-555-0142\"}"_s;
    QTest::newRow("table") << u"table.csv"_s << u"{\"term\":\"202-555-0142\"}"_s;
    QTest::newRow("text, short term") << u"short.txt"_s << u"{\"term\":\"Li\"}"_s;
    QTest::newRow("table, short term") << u"short.csv"_s << u"{\"term\":\"NY\"}"_s;
    QTest::newRow("JSON, short term") << u"short.json"_s << u"{\"term\":\"1985\"}"_s;
    QTest::newRow("PDF, short term") << u"letter.pdf"_s << u"{\"term\":\"Phone\"}"_s;
    QTest::newRow("PDF, term") << u"letter.pdf"_s << u"{\"term\":\"202-555-0142\"}"_s;
    QTest::newRow("picture, box") << u"card.png"_s << u"{\"rect\":[20,40,500,100]}"_s;
    QTest::newRow("video, box")
        << u"clip.mp4"_s << u"{\"stream\":0,\"begin\":0.2,\"end\":0.6,\"rect\":[40,40,80,60]}"_s;
    QTest::newRow("audio, span") << u"tone.wav"_s << u"{\"begin\":1.0,\"end\":2.0}"_s;
    QTest::newRow("sound of a video")
        << u"clip.mp4"_s << u"{\"stream\":1,\"begin\":0.2,\"end\":0.6}"_s;
}

void tst_PlantedLeaks::isFoundAndWithheld()
{
    QFETCH(QString, file);
    QFETCH(QString, marks);
    const fs::path input = m_folder / file.toStdString();
    makeNote(m_folder / "note.txt");
    makeTable(m_folder / "table.csv");
    makeLetter(m_folder / "letter.pdf");
    makePicture(m_folder / "card.png");
    m_folder.write("short.txt", "Mr Li saw the file.\nLine by line, all of it.\n");
    m_folder.write("short.csv", "name,state\r\nAnna,NY\r\nTony,NYC\r\n");
    m_folder.write("short.json", "{\"born\": \"1985\", \"ids\": [19850, 11985]}\n");
    makeVideo(m_folder / "clip.mp4", {.size = {320, 240}, .frames = 30});
    makeTone(m_folder / "tone.wav", 3);
    const CliRunner cli(m_folder);
    const QByteArray spec = "{\"marks\":[" +
                            marks.toUtf8().replace(0, 1, "{\"file\":\"" + file.toUtf8() + "\",") +
                            "]}";
    const auto marksFile = m_folder.write("marks.json", spec);
    const QString tag = QString::fromLatin1(QTest::currentDataTag()).remove(u' ').remove(u',');
    const QStringList arguments{u"redact"_s,  str(input),     u"--no-detect"_s,
                                u"--marks"_s, str(marksFile), u"--out"_s};

    const fs::path good = m_folder / ("good-" + tag.toStdString());
    const CliResult clean = cli.run(arguments + QStringList{str(good)});
    QVERIFY2(clean.code == 0, clean.err + clean.out);
    const QJsonObject manifest = QJsonDocument::fromJson(readFile(good / "release.json")).object();
    QCOMPARE(manifest[u"items"][0][u"verification"][u"verdict"].toString(), u"clean"_s);

    const fs::path bad = m_folder / ("bad-" + tag.toStdString());
    const CliResult leak = cli.runLeaky(arguments + QStringList{str(bad)});
    QVERIFY2(leak.code == 5, leak.err + leak.out);
    const QJsonObject found =
        QJsonDocument::fromJson(readFile(bad / "release.json")).object()[u"items"][0].toObject();
    QCOMPARE(found[u"status"].toString(), u"withheld"_s);
    QCOMPARE(found[u"verification"][u"verdict"].toString(), u"leak"_s);
    QVERIFY(found[u"output"].isNull());
    QVERIFY(!fs::exists(bad / "redacted") || fs::is_empty(bad / "redacted"));
}

QTEST_MAIN(tst_PlantedLeaks)
#include "tst_plantedleaks.moc"
