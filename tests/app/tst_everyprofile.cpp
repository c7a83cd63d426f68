// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/app/clirunner.h"
#include "tests/support/tinymedia.h"

#include <QImage>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace fs = std::filesystem;

/// A right copy is never held up: every built-in profile over every kind that can be redacted, on
/// the sample case and on files made here, ends released and clean. Reasons of every length stand
/// on boxes that are small, touch, overlap and reach over the edge; names are those that formats
/// and labels use themselves.
class tst_EveryProfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void releasesEveryKindClean_data();
    void releasesEveryKindClean();

private:
    TempFolder m_folder;
    fs::path m_files;
    fs::path m_marks;
};

namespace {

QJsonObject boxMark(const QString &file, const QJsonArray &rect, const QString &reason)
{
    return {{u"file"_s, file}, {u"page"_s, 0}, {u"rect"_s, rect}, {u"reason"_s, reason}};
}

QJsonObject frameMark(const QString &file, const QJsonArray &rect, const QString &effect)
{
    return {{u"file"_s, file},
            {u"stream"_s, 0},
            {u"begin"_s, 0.2},
            {u"end"_s, 0.7},
            {u"rect"_s, rect},
            {u"effect"_s, effect},
            {u"reason"_s, u"(b)(7)(C)"_s}};
}

QJsonObject termMark(const QString &file, const QString &term)
{
    return {{u"file"_s, file}, {u"term"_s, term}, {u"reason"_s, u"(b)(6)"_s}};
}

/// A photograph's texture and a little text: noise of all colours.
QImage textured(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB888);
    quint32 state = 7;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < 3 * width; ++x) {
            state = state * 1664525U + 1013904223U;
            image.scanLine(y)[x] = uchar(state >> 24);
        }
    }
    return image;
}

} // namespace

void tst_EveryProfile::initTestCase()
{
    m_files = m_folder / "files";
    fs::create_directories(m_files);
    const auto text = [&](const char *name, const QByteArray &bytes) {
        m_folder.write(std::string("files/") + name, bytes);
    };
    text("short.txt", "Mr Li read page 12 of 1985.\nLine by line; the first page, too.\n");
    text("short.csv", "name,state,born\r\nYoung,NY,1985\r\nTony Page,NYC,12\r\n");
    text("short.json", "{\"name\": \"Page\", \"true\": [true, 1985], \"born\": \"1985\"}\n");
    makeNote(m_files / "note.txt");
    makeTable(m_files / "table.csv");
    makeLetter(m_files / "letter.pdf");
    makePicture(m_files / "card.png");
    QVERIFY(textured(331, 257).save(str(m_files / "noise.png")));
    const auto converted = [&](const char *from, const char *to) {
        runFfmpeg({u"-i"_s, str(m_files / from)}, m_files / to);
    };
    for (const char *name : {"card2.jpg", "card3.webp", "card4.tif"})
        converted("card.png", name);
    for (const char *name : {"noise.jpg", "noise.webp", "noise.bmp"})
        converted("noise.png", name);
    makeVideo(m_files / "clip.mp4", {.size = {322, 242}, .frames = 30});
    const QString clip = str(m_files / "clip.mp4");
    runFfmpeg({u"-i"_s, clip, u"-c"_s, u"copy"_s, u"-metadata:s:v:0"_s, u"rotate=90"_s},
              m_files / "turned.mp4");
    makeTone(m_files / "tone.wav", 2);

    QJsonArray marks;
    for (const QString &name : {u"noise.png"_s, u"noise.jpg"_s, u"noise.webp"_s, u"noise.bmp"_s,
                                u"card.png"_s, u"card2.jpg"_s, u"card3.webp"_s, u"card4.tif"_s}) {
        marks.append(boxMark(name, {20, 20, 20, 20}, u"(b)(6)"_s));
        marks.append(boxMark(name, {40, 20, 61, 23}, u"(b)(6)"_s)); // touches the one before
        marks.append(boxMark(name, {33, 90, 150, 40}, u"HIPAA-A, (b)(6), (b)(7)(C)"_s));
        marks.append(boxMark(name, {101, 117, 140, 61}, u"GDPR Art. 15(4)"_s)); // overlaps it
        marks.append(boxMark(name, {-30, 190, 90, 31}, u"(b)(6)"_s));
        marks.append(boxMark(name, {290, 230, 900, 900}, u"W"_s));
    }
    marks.append(boxMark(u"letter.pdf"_s, {50, 300, 20, 8}, u"(b)(6)"_s));
    marks.append(boxMark(u"letter.pdf"_s, {70, 300, 33.3, 9.7}, u"(b)(7)(C)"_s));
    marks.append(boxMark(u"letter.pdf"_s, {103.3, 300, 60, 20}, u"WWWWWWWWWW MMMMMMMMM"_s));
    marks.append(boxMark(u"letter.pdf"_s, {50, 400, 100, 20}, u"HIPAA-A"_s));
    marks.append(boxMark(u"letter.pdf"_s, {50, 400, 100, 20}, u"(b)(6)"_s));
    marks.append(boxMark(u"letter.pdf"_s, {90, 410, 100, 20}, u"Police Act 12, s. 4(a)"_s));
    marks.append(boxMark(u"letter.pdf"_s, {-20, 500, 60, 200}, u"(b)(6)"_s));
    marks.append(boxMark(u"letter.pdf"_s, {560, 780, 200, 200}, u"(b)(6)"_s));
    marks.append(termMark(u"letter.pdf"_s, u"Name"_s));
    marks.append(termMark(u"letter.pdf"_s, u"Second page"_s));
    for (const QString &name : {u"clip.mp4"_s, u"turned.mp4"_s}) {
        marks.append(frameMark(name, {41, 41, 83, 61}, u"fill"_s));
        marks.append(frameMark(name, {91, 71, 83, 61}, u"outline_label"_s));
        marks.append(frameMark(name, {151, 111, 41, 61}, u"pixelate"_s));
        marks.append(frameMark(name, {171, 121, 61, 61}, u"blur"_s));
        marks.append(frameMark(name, {-9, 201, 61, 101}, u"fill"_s));
    }
    marks.append(termMark(u"short.txt"_s, u"Li"_s));
    marks.append(termMark(u"short.csv"_s, u"Young"_s));
    marks.append(termMark(u"short.csv"_s, u"NY"_s));
    marks.append(termMark(u"short.json"_s, u"Page"_s));
    m_marks =
        m_folder.write("marks.json", QJsonDocument(QJsonObject{{u"marks"_s, marks}}).toJson());
}

void tst_EveryProfile::releasesEveryKindClean_data()
{
    QTest::addColumn<QString>("profile");
    for (const auto &profile : {u"standard"_s, u"hipaa"_s, u"foia"_s, u"dsar"_s, u"manual"_s})
        QTest::newRow(qPrintable(profile)) << profile;
}

void tst_EveryProfile::releasesEveryKindClean()
{
    QFETCH(QString, profile);
    const fs::path out = m_folder / ("out-" + profile.toStdString());
    CliRunner cli(m_folder);
    cli.timeoutMs = 600'000;
    const CliResult result =
        cli.run({u"redact"_s, str(m_files), QStringLiteral(REDOUBT_SAMPLE_CASE), u"--profile"_s,
                 profile, u"--marks"_s, str(m_marks), u"--out"_s, str(out)});
    const QJsonArray items =
        QJsonDocument::fromJson(readFile(out / "release.json")).object()[u"items"].toArray();
    QCOMPARE(items.size(), 22);
    QStringList wrong;
    for (const QJsonValue &item : items) {
        if (item[u"status"].toString() == u"released"_s &&
            item[u"verification"][u"verdict"].toString() == u"clean"_s)
            continue;
        wrong.append(item[u"input"].toString() + u": "_s + item[u"status"].toString() + u' ' +
                     item[u"why"].toString());
        for (const QJsonValue &check : item[u"verification"][u"checks"].toArray()) {
            if (check[u"verdict"].toString() != u"clean"_s)
                wrong.append(u"    "_s + check[u"name"].toString() + u": "_s +
                             check[u"detail"].toString());
        }
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    QVERIFY2(result.code == 0, result.err.right(2000));
}

QTEST_MAIN(tst_EveryProfile)
#include "tst_everyprofile.moc"
