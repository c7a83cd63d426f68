// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/readings.h"

#include "core/text/escapes.h"
#include "core/text/markup.h"
#include "core/text/packedtext.h"
#include "core/text/segments.h"
#include "core/text/tablecells.h"
#include "core/text/textscanner.h"

#include <QRandomGenerator>
#include <QTest>

using namespace redoubt::text;
using namespace Qt::StringLiterals;

namespace {

/// What of @a source the words stand for, in the first reading that has them.
QStringList placesOf(const QString &source, const QString &words, TextForm form = TextForm::File)
{
    for (const Reading &reading : readingsOf(source, form).all) {
        const auto found = findTerm(reading.text(), words);
        if (found.empty())
            continue;
        QStringList parts;
        for (const auto &[begin, end] : reading.toSource(found[0].first, found[0].second)) {
            if (end - begin > 1) // a blank between two marks
                parts.append(source.mid(begin, end - begin));
        }
        return parts;
    }
    return {};
}

} // namespace

class tst_Readings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsJsonByItsFirstCharacter();
    void readsEveryEscapeOfJson_data();
    void readsEveryEscapeOfJson();
    void findsTheWayBack();
    void findsWordsInEveryForm_data();
    void findsWordsInEveryForm();
    void leavesPlainTextAlone_data();
    void leavesPlainTextAlone();
    void countsPackedThingsThatAreNoText_data();
    void countsPackedThingsThatAreNoText();
    void partsTheCellsOfATable_data();
    void partsTheCellsOfATable();
    void findsFieldsOfMessages();
    void coversEveryUnitOfJsonOnce();
    void staysInsideAnyText();
    void endsSoonOnHostileText();
};

void tst_Readings::knowsJsonByItsFirstCharacter()
{
    QVERIFY(looksLikeJson(u" \n{\"a\": 1}"));
    QVERIFY(looksLikeJson(u"[1, 2]"));
    QVERIFY(!looksLikeJson(u"Dear Ms Roe, {sic}"));
    QVERIFY(!looksLikeJson(u"  "));
    QVERIFY(!looksLikeJson(u""));
}

void tst_Readings::readsEveryEscapeOfJson_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << uR"("Jane Roe")"_s << u"\"Jane Roe\""_s;
    QTest::newRow("line end") << uR"(a\nJane\r\tRoe)"_s << u"a\nJane\n\tRoe"_s;
    QTest::newRow("itself") << uR"(\\n \/ \")"_s << u"\\n / \""_s;
    QTest::newRow("unit") << uR"(Jos\u00e9\u00C9)"_s << u"José\u00c9"_s;
    QTest::newRow("pair") << uR"(\ud83d\ude00!)"_s << u"\U0001F600!"_s;
    QTest::newRow("no hexadecimal") << uR"(\u12g4 \u-123 \u12)"_s << uR"(\u12g4 \u-123 \u12)"_s;
    QTest::newRow("no escape") << uR"(C:\Users\x)"_s << uR"(C:\Users\x)"_s;
    QTest::newRow("at the end") << uR"(a\)"_s << uR"(a\)"_s;
}

void tst_Readings::readsEveryEscapeOfJson()
{
    QFETCH(QString, json);
    QFETCH(QString, text);
    QCOMPARE(readJson(json).text(), text);
}

void tst_Readings::findsTheWayBack()
{
    const QString json = uR"({"t":"\n\nJos\u00e9 Roe\n"})"_s;
    const Reading read = readJson(json);
    const qsizetype at = read.text().indexOf(u"José Roe"_s);
    const auto spans = read.toSource(at, at + 8);
    QCOMPARE(spans.size(), 1u);
    QCOMPARE(json.mid(spans[0].first, spans[0].second - spans[0].first), uR"(Jos\u00e9 Roe)"_s);
    QCOMPARE(read.toSource(0, read.text().size()), std::vector{TextSpan(0, json.size())});
    QVERIFY(read.toSource(at, at).empty());
}

void tst_Readings::findsWordsInEveryForm_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QStringList>("places");
    const QString mail = u"tom.doe@example.org"_s;
    const QString name = u"Jane Quillfeather"_s;
    const auto row = [](const char *title, const QString &source, const QString &words,
                        const QStringList &places) {
        QTest::newRow(title) << source << words << places;
    };
    row("percent", u"GET /reset?email=tom.doe%40example.org&x=1"_s, mail,
        {u"tom.doe%40example.org"_s});
    row("percent of UTF-8", u"q=Jos%C3%A9%20Qu%C3%ADllfeather!"_s, u"José Quíllfeather"_s,
        {u"Jos%C3%A9%20Qu%C3%ADllfeather"_s});
    row("percent of Latin-1", u"q=Jos%E9+Roe"_s, u"José Roe"_s, {u"Jos%E9+Roe"_s});
    row("percent twice", u"x=tom.doe%2540example.org."_s, mail, {u"tom.doe%2540example.org"_s});
    row("percent u", u"x=tom.doe%u0040example.org"_s, mail, {u"tom.doe%u0040example.org"_s});
    row("plus in a query", u"?name=Jane+Quillfeather&a"_s, name, {u"Jane+Quillfeather"_s});
    row("entity, decimal", u"<p>tom.doe&#64;example.org</p>"_s, mail,
        {u"tom.doe&#64;example.org"_s});
    row("entity, hexadecimal", u"tom.doe&#x40;example.org"_s, mail,
        {u"tom.doe&#x40;example.org"_s});
    row("entity, no semicolon", u"tom.doe&#0064example.org"_s, mail,
        {u"tom.doe&#0064example.org"_s});
    row("entity, by name", u"tom&period;doe&commat;example.org"_s, mail,
        {u"tom&period;doe&commat;example.org"_s});
    row("entity of an entity", u"tom.doe&amp;#64;example.org"_s, mail,
        {u"tom.doe&amp;#64;example.org"_s});
    row("letter by name", u"Jos&eacute; Roe"_s, u"José Roe"_s, {u"Jos&eacute; Roe"_s});
    row("backslash u", uR"(log: tom.doe\u0040example.org)"_s, mail,
        {uR"(tom.doe\u0040example.org)"_s});
    row("backslash u twice", uR"({"a":"tom.doe\\u0040example.org"})"_s, mail,
        {uR"(tom.doe\\u0040example.org)"_s});
    row("backslash x", uR"('tom.doe\x40example.org')"_s, mail, {uR"(tom.doe\x40example.org)"_s});
    row("backslash x of UTF-8", uR"(b'Jos\xc3\xa9 Roe')"_s, u"José Roe"_s,
        {uR"(Jos\xc3\xa9 Roe)"_s});
    row("octal", uR"(tom.doe\100example.org)"_s, mail, {uR"(tom.doe\100example.org)"_s});
    row("braces", uR"(tom.doe\u{40}example.org)"_s, mail, {uR"(tom.doe\u{40}example.org)"_s});
    row("escaped signs", uR"(tom\.doe\@example\.org)"_s, mail, {uR"(tom\.doe\@example\.org)"_s});
    row("line end as an escape", uR"(x Jane\nQuillfeather)"_s, name, {uR"(Jane\nQuillfeather)"_s});
    row("quoted-printable",
        u"Content-Transfer-Encoding: quoted-printable\n\ntom.doe=40exam=\nple.org"_s, mail,
        {u"tom.doe=40exam=\nple.org"_s});
    row("quoted-printable of UTF-8", u"N;ENCODING=QP:Jos=C3=A9 Roe"_s, u"José Roe"_s,
        {u"Jos=C3=A9 Roe"_s});
    row("base64", u"Authorization: Basic dG9tLmRvZUBleGFtcGxlLm9yZzpzZWNyZXQ=\n"_s, mail,
        {u"dG9tLmRvZUBleGFtcGxlLm9yZzpzZWNyZXQ="_s});
    row("base64, short", u"user=SmFuZSBSb2U="_s, u"Jane Roe"_s, {u"SmFuZSBSb2U="_s});
    const QString wrapped =
        QString::fromLatin1((QByteArray("Once more we say that nobody was there, and then ") +
                             "came Jane Quillfeather with a dog and left again at noon.")
                                .toBase64());
    const QString lines = wrapped.first(76) + u"\r\n"_s + wrapped.sliced(76);
    row("base64 over lines", u"body:\r\n"_s + lines + u"\r\nend"_s, name, {lines});
    row("base64 in base64",
        QString::fromLatin1(("inner: " + QByteArray("Jane Quillfeather").toBase64()).toBase64()),
        name,
        {QString::fromLatin1(("inner: " + QByteArray("Jane Quillfeather").toBase64()).toBase64())});
    row("base64 of UTF-16", u"x "_s + u"SgBhAG4AZQAgAFIAbwBlAA=="_s, u"Jane Roe"_s,
        {u"SgBhAG4AZQAgAFIAbwBlAA=="_s});
    row("escapes in base64", QString::fromLatin1(QByteArray("tom.doe%40example.org").toBase64()),
        mail, {QString::fromLatin1(QByteArray("tom.doe%40example.org").toBase64())});
    row("hexadecimal", u"id 4a616e6520526f65"_s, u"Jane Roe"_s, {u"4a616e6520526f65"_s});
    row("uuencode", u"begin 644 a.txt\n(2F%N92!2;V4\n`\nend\n"_s, u"Jane Roe"_s,
        {u"begin 644 a.txt\n(2F%N92!2;V4\n`\nend"_s});
    row("tag in a word", u"Jane Qu<b>illf</b>eather"_s, name,
        {u"Jane Qu"_s, u"illf"_s, u"eather"_s});
    row("comment in a word", u"Jane Quill<!-- x -->feather"_s, name,
        {u"Jane Quill"_s, u"feather"_s});
    row("cells of HTML", u"<td>Jane</td><td>Quillfeather</td>"_s, name,
        {u"Jane"_s, u"Quillfeather"_s});
    row("override of a subtitle", u"Jane Qu{\\i1}illfeather{\\i0}!"_s, name,
        {u"Jane Qu"_s, u"illfeather"_s});
    row("override like an escape", u"Ja{\\b1}ne\\NQuill{\\b0}feather"_s, name,
        {u"Ja"_s, u"ne\\NQuill"_s, u"feather"_s});
    row("line of a subtitle", u"Jane\\NQuillfeather"_s, name, {u"Jane\\NQuillfeather"_s});
    row("tags of captions",
        u"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Jane <c.x>Quill</c>feather"_s, name,
        {u"Jane "_s, u"Quill"_s, u"feather"_s});
    row("two captions",
        u"1\n00:00:01,000 --> 00:00:02,000\nthis is Jane\n\n2\n00:00:02,000 --> 00:00:03,000\n"
        "Quillfeather here"_s,
        name, {u"Jane\n"_s, u"Quillfeather"_s});
    row("two events",
        u"[Script Info]\n[Events]\nDialogue: 0,0:00:01.00,0:00:03.00,D,,0,0,0,,I am Jane\n"
        "Dialogue: 0,0:00:03.00,0:00:04.00,D,,0,0,0,,Quillfeather"_s,
        name, {u"Jane\n"_s, u"Quillfeather"_s});
    row("emphasis", u"it was **Jane** _Quill_**feather**"_s, name, {u"Jane** _Quill_**feather"_s});
    row("link", u"see [Jane](http://x.org/1) Quillfeather"_s, name,
        {u"Jane"_s, u" Quillfeather"_s});
    row("HL7 with its own signs", u"MSH#*~\\&#A\rPID#1##1##Quillfeather*Jane\r"_s,
        u"Quillfeather^Jane"_s, {u"Quillfeather*Jane"_s});
    row("HL7 escape", u"MSH|^~\\&|A\rOBX|1|TX|||Jane \\H\\Quill\\N\\feather"_s, name,
        {u"Jane \\H\\Quill\\N\\feather"_s});
    row("HL7 hexadecimal", u"MSH|^~\\&|A\rOBX|1|TX|||Jane \\X5175696C6C\\feather"_s, name,
        {u"Jane \\X5175696C6C\\feather"_s});
    row("two columns",
        u"The witness Jane       There was nobody\n"
        "Quillfeather was       else in the house\n"
        "there at noon.         at that hour.\n"_s,
        name, {u"Jane"_s, u"Quillfeather"_s});
    row("soft hyphen", u"Jane Quill\u00adfeather"_s, name, {u"Jane Quill\u00adfeather"_s});
    row("zero width", u"Ja\u200bne Quill\u2060feather"_s, name,
        {u"Ja\u200bne Quill\u2060feather"_s});
}

void tst_Readings::findsWordsInEveryForm()
{
    QFETCH(QString, source);
    QFETCH(QString, words);
    QFETCH(QStringList, places);
    QCOMPARE(placesOf(source, words), places);
}

void tst_Readings::leavesPlainTextAlone_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("prose")
        << u"Dear Ms Roe,\n100 % of 3 < 4 && 5 > 2 * 1, R&D, a_b_c, 50% off.\n"_s;
    QTest::newRow("numbers") << u"1,234,567.89 and 3,14 on 2026-01-02, 12:30\n"_s;
    QTest::newRow("hash") << u"commit 8eddbea14f6e8d6b0e7a4a4c86b04f3a8c7c95f1\n"_s;
    QTest::newRow("long words")
        << u"internationalization /usr/local/lib/python3/dist-packages/x\n"_s;
    QTest::newRow("path") << u"C:\\Users\\Xaver\n"_s;
    QTest::newRow("ruler") << u"A ====\n=======\nx = y\n"_s;
    QTest::newRow("empty") << QString();
}

void tst_Readings::leavesPlainTextAlone()
{
    QFETCH(QString, text);
    const Readings readings = readingsOf(text, TextForm::File);
    QCOMPARE(readings.all.size(), 1u);
    QCOMPARE(readings.all[0].text(), text);
    QCOMPARE(readings.unread, 0);
}

void tst_Readings::countsPackedThingsThatAreNoText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("unread");
    QRandomGenerator random(3);
    QByteArray noise;
    for (int i = 0; i < 900; ++i)
        noise.append(char(random.bounded(256)));
    const QString packed = QString::fromLatin1(noise.toBase64());
    QString lines;
    for (qsizetype i = 0; i < packed.size(); i += 64)
        lines += packed.mid(i, 64) + u'\n';
    QString folded = u"BEGIN:VCARD\nPHOTO;ENCODING=b;TYPE=JPEG:"_s + packed.first(30) + u'\n';
    for (qsizetype i = 30; i < packed.size(); i += 74)
        folded += u' ' + packed.mid(i, 74) + u'\n';
    QTest::newRow("data address") << u"<img src=\"data:image/png;base64,%1\">"_s.arg(packed) << 1;
    QTest::newRow("armour") << u"-----BEGIN PGP MESSAGE-----\n\n"_s + lines + u"=abcd\n"_s << 1;
    QTest::newRow("picture in a card") << folded + u"END:VCARD\n"_s << 1;
    QTest::newRow("short armour") << u"-----BEGIN PGP MESSAGE-----\n\n"_s + packed.first(64) +
                                         u"\n-----END"_s
                                  << 1;
    QTest::newRow("two") << lines + u"\nand\n\n"_s + lines << 2;
    QTest::newRow("in JSON") << u"{\"a\":\"%1\"}"_s.arg(packed) << 1;
    QTest::newRow("yEnc") << u"=ybegin line=128 size=9 name=a\nxyz\n=yend size=9\n"_s << 1;
    QTest::newRow("token with its signature")
        << u"eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJub2JvZHkgaGVyZSBhdCBhbGwifQ."_s + packed.first(342)
        << 0;
    QTest::newRow("key for signing") << packed.first(88) << 0;
}

void tst_Readings::countsPackedThingsThatAreNoText()
{
    QFETCH(QString, text);
    QFETCH(int, unread);
    QCOMPARE(readingsOf(text, TextForm::File).unread, unread);
}

void tst_Readings::partsTheCellsOfATable_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("table");
    QTest::addColumn<QString>("read");
    QTest::newRow("commas") << u"a,4,4111\nb,5,x\n"_s << true << u"a;4;4111\nb;5;x\n"_s;
    QTest::newRow("tabs in a row") << u"a 4\t\t \t4111\n"_s << false << u"a 4;\t \t4111\n"_s;
    QTest::newRow("tabs") << u"a\t4\t4111\nb\t5\tx\n"_s << true << u"a;4;4111\nb;5;x\n"_s;
    QTest::newRow("quotes") << u"a,\"1,2\",3\nb,\"x \"\"y\"\"\",4\n"_s << true
                            << u"a;\"1,2\";3\nb;\"x \"y\"\";4\n"_s;
    QTest::newRow("lines in a cell")
        << u"a,\"1\n2\",3\nb,c,4\n"_s << true << u"a;\"1\n2\";3\nb;c;4\n"_s;
    QTest::newRow("decimal commas") << u"12,5;13,75;1\n12,25;14,5;2\n"_s << true << QString();
    QTest::newRow("one line") << u"tx1,4,4111 1111,99"_s << false << u"tx1,4;4111 1111;99"_s;
    QTest::newRow("columns of numbers")
        << u"4   4111 1111  99"_s << false << u"4;  4111 1111; 99"_s;
}

void tst_Readings::partsTheCellsOfATable()
{
    QFETCH(QString, text);
    QFETCH(bool, table);
    QFETCH(QString, read);
    const auto cells = readCells(text, table ? Cells::Table : Cells::Line);
    QCOMPARE(cells ? cells->text() : QString(), read);
}

void tst_Readings::findsFieldsOfMessages()
{
    for (const QString &signs : {u"|^~\\&"_s, u"#*~\\&"_s, u"!$@?%"_s}) {
        QString message =
            u"MSH|^~\\&|LAB|X\rPID|1||4711^^^H||QUILLFEATHER^JANE^M~ROE^JANE||19610615|"
            "F|||1200 N ELM ST^^SALEM^OR||2125550147\rPV1|1|I|||||77^HIPPOCRATES^HAROLD\r"_s;
        for (int i = 0; i < 5; ++i)
            message.replace(u"|^~\\&"_s[i], QChar(char16_t(0xe000 + i)));
        for (int i = 0; i < 5; ++i)
            message.replace(QChar(char16_t(0xe000 + i)), signs[i]);
        std::vector<Candidate> found;
        findSegmentFields(message, {}, found);
        QStringList names;
        for (const Candidate &candidate : found) {
            if (candidate.type == u"person_name"_s)
                names.append(message.mid(candidate.begin, candidate.end - candidate.begin)
                                 .replace(signs[1], u' '));
        }
        QCOMPARE(names,
                 QStringList({u"QUILLFEATHER JANE M"_s, u"ROE JANE"_s, u"HIPPOCRATES HAROLD"_s}));
        QCOMPARE(found.size(), 7u);
    }
    std::vector<Candidate> none;
    findSegmentFields(u"The MSH|committee met.\nPID|1||x||Roe^Jane\n", {}, none);
    QVERIFY(none.empty());
}

/// Whatever the text: the pieces of single units lie end to end and are all of it.
void tst_Readings::coversEveryUnitOfJsonOnce()
{
    QRandomGenerator random(7);
    const QString alphabet = uR"(\\\nu00e9"ab )"_s;
    for (int round = 0; round < 2000; ++round) {
        QString json;
        for (int i = random.bounded(40); i > 0; --i)
            json += alphabet[random.bounded(int(alphabet.size()))];
        const Reading read = readJson(json);
        qsizetype at = 0;
        for (qsizetype i = 0; i < read.text().size(); ++i) {
            const auto spans = read.toSource(i, i + 1);
            QCOMPARE(spans.size(), 1u);
            QCOMPARE(spans[0].first, at);
            QVERIFY(spans[0].second > spans[0].first);
            at = spans[0].second;
        }
        QCOMPARE(at, json.size());
    }
}

void tst_Readings::staysInsideAnyText()
{
    QRandomGenerator random(11);
    const QStringList parts{u"%40"_s,  u"&#6"_s,
                            u"4;"_s,   u"\\u004"_s,
                            u"0"_s,    u"<b>"_s,
                            u"</"_s,   u"{\\i1}"_s,
                            u"  "_s,   u"\n"_s,
                            u"SmFu"_s, u"ZSBS"_s,
                            u"="_s,    u"\""_s,
                            u","_s,    u"4111"_s,
                            u"**"_s,   u"MSH|^~\\&|"_s,
                            u"|"_s,    u"\u00e9"_s,
                            u"\\"_s,   u"begin 644 a\n"_s,
                            u"-->"_s,  u"\U0001F600"_s};
    for (int round = 0; round < 3000; ++round) {
        QString text = round % 5 == 0 ? u"{"_s : QString();
        for (int i = random.bounded(60); i > 0; --i)
            text += parts[random.bounded(int(parts.size()))];
        for (const TextForm form : {TextForm::Page, TextForm::File, TextForm::Table}) {
            for (const Reading &reading : readingsOf(text, form).all) {
                const qsizetype size = reading.text().size();
                const qsizetype begin = random.bounded(int(size + 1));
                const qsizetype end = begin + random.bounded(int(size - begin + 1));
                for (const auto &[from, to] : reading.toSource(begin, end))
                    QVERIFY(0 <= from && from < to && to <= text.size());
            }
        }
    }
}

void tst_Readings::endsSoonOnHostileText()
{
    for (const QString &part :
         {u"<a =\""_s, u"<!--"_s, u"{\\"_s, u"]("_s, u"1\n"_s, u"begin 644 a\n"_s, u"%"_s, u"&#"_s,
          u"\\X"_s, u"  a"_s, u"a,\""_s, u"MSH|^~\\&|"_s, u"=\n"_s, u"+"_s}) {
        const QString text = u"MSH|^~\\&|x --> [Script Info]\n"_s + part.repeated(100'000);
        QElapsedTimer timer;
        timer.start();
        std::ignore = readingsOf(text, TextForm::Table).all.size();
        QVERIFY2(timer.elapsed() < 8000, qPrintable(part));
    }
}

QTEST_GUILESS_MAIN(tst_Readings)
#include "tst_readings.moc"
