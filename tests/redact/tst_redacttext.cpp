// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/document/docmodel.h"
#include "core/redact/redactor.h"
#include "core/redact/text/csvshape.h"
#include "tests/support/tempfolder.h"

#include <QRandomGenerator>
#include <QTest>

using namespace redoubt;
using namespace redoubt::redact;
using namespace redoubt::test;
using namespace Qt::StringLiterals;

namespace {

Result<QByteArray> redacted(const QByteArray &bytes, const std::vector<TextEdit> &edits,
                            ItemKind kind = ItemKind::Text, const RedactOptions &options = {},
                            std::vector<TextPlace> *places = nullptr)
{
    const TempFolder folder;
    auto output = AtomicOutput::create(folder / "out");
    if (!output)
        return output.error();
    RedactionPlan plan;
    plan.kind = kind;
    plan.edits = edits;
    const auto source = memorySource(bytes);
    const auto report = redactText(*source, plan, options, **output, {});
    if (!report)
        return report.error();
    if (places)
        *places = report->textPlaces;
    if (auto done = (*output)->commit(); !done)
        return done.error();
    return readFile(folder / "out");
}

// Rows of cells, read back by other means than the writer's.
QList<QStringList> cells(const QString &text, QChar delimiter)
{
    QList<QStringList> rows{{}};
    QString cell;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted && c == u'"' && i + 1 < text.size() && text[i + 1] == u'"') {
            cell += c;
            ++i;
        } else if (c == u'"' && (quoted || cell.isEmpty())) {
            quoted = !quoted;
        } else if (!quoted && (c == delimiter || c == u'\n')) {
            rows.back().append(cell);
            cell.clear();
            if (c == u'\n')
                rows.append(QStringList());
        } else {
            cell += c;
        }
    }
    rows.back().append(cell);
    return rows;
}

} // namespace

class TestRedactText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void putsLabelsInPlaceOfRanges();
    void keepsEncodingAndUntouchedBytes();
    void refusesEditsThatDoNotFit();
    void saysWhereReplacementsStandInTheOutput();
    void keepsTheColumnsOfATable_data();
    void keepsTheColumnsOfATable();
    void neverMovesColumnsWhateverIsCut();
    void namesTheSuffixByContent();
};

void TestRedactText::putsLabelsInPlaceOfRanges()
{
    QCOMPARE(redacted("I am Jane Roe.\r\nBye\r\n", {{{5, 13}, u"[person_name 1]"_s}}).value(),
             QByteArray("I am [person_name 1].\r\nBye\r\n"));
    QCOMPARE(redacted("abc", {}).value(), QByteArray("abc"));
    QCOMPARE(redacted("abcdef", {{{0, 1}, {}}, {{1, 2}, u"X"_s}, {{5, 6}, {}}}).value(),
             QByteArray("Xcde"));
    // Half of an emoji cannot stay.
    QCOMPARE(redacted(QString(u"a😀b"_s).toUtf8(), {{{2, 3}, u"-"_s}}).value(), QByteArray("a-b"));
}

void TestRedactText::keepsEncodingAndUntouchedBytes()
{
    QCOMPARE(redacted("\xEF\xBB\xBFJ\xC3\xBC x", {{{3, 4}, u"-"_s}}).value(),
             QByteArray("\xEF\xBB\xBFJ\xC3\xBC -"));
    QCOMPARE(redacted(QByteArray("\xFF\xFE"
                                 "a\0b\0\n\0",
                                 8),
                      {{{0, 1}, u"ü"_s}})
                 .value(),
             QByteArray("\xFF\xFE\xFC\0b\0\n\0", 8));
    QCOMPARE(redacted("\x81 M\xFCller \x8D", {{{2, 8}, u"张"_s}}).value(),
             QByteArray("\x81 ? \x8D"));
}

void TestRedactText::refusesEditsThatDoNotFit()
{
    const QList<std::vector<TextEdit>> wrong{{{{2, 9}, {}}},
                                             {{{-1, 1}, {}}},
                                             {{{0, 2}, {}}, {{1, 3}, {}}},
                                             {{{2, 3}, {}}, {{0, 1}, {}}}};
    for (const auto &edits : wrong) {
        const auto result = redacted("abcd", edits);
        QVERIFY(!result);
        QCOMPARE(int(result.error().kind()), int(ErrorKind::Invalid));
    }
    QCOMPARE(int(redacted(QByteArray("a\0b", 3), {}).error().kind()), int(ErrorKind::Unsupported));
}

void TestRedactText::saysWhereReplacementsStandInTheOutput()
{
    // What goes may have any length: the places in the copy do not tell it.
    for (const int length : {1, 7, 30}) {
        const QByteArray secret(length, 'x');
        std::vector<TextPlace> places;
        QVERIFY(redacted("a\r\n😀b " + secret + "\n" + secret + "c" + secret,
                         {{{6 + 1, 7 + length}, u"[1]"_s},
                          {{8 + length, 8 + 2 * length}, {}},
                          {{9 + 2 * length, 9 + 3 * length}, u"[2]"_s}},
                         ItemKind::Text, {}, &places));
        QCOMPARE(places, (std::vector<TextPlace>{{2, 4}, {3, 1}, {3, 2}}));
        QVERIFY(redacted("h,\"i\n,\"\n\"a\",\"" + secret + "\"\nb," + secret + "\n",
                         {{{14, 14 + length}, u"[1]"_s}, {{18 + length, 18 + 2 * length}, {}}},
                         ItemKind::Csv, {}, &places));
        QCOMPARE(places, (std::vector<TextPlace>{{2, 2}, {3, 2}}));
    }
}

void TestRedactText::keepsTheColumnsOfATable_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QByteArray>("cut"); // what is replaced
    QTest::addColumn<QString>("by");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("bare cell") << QByteArray("a,Jane,b\n") << QByteArray("Jane") << u"[n 1]"_s
                               << QByteArray("a,[n 1],b\n");
    QTest::newRow("comma in the label")
        << QByteArray("a,Jane,b\n") << QByteArray("Jane") << u"x, y"_s << QByteArray("a,x  y,b\n");
    QTest::newRow("quote in the label") << QByteArray("a,\"Jane, R\",b\n") << QByteArray("Jane")
                                        << u"x\"y"_s << QByteArray("a,\"x\"\"y, R\",b\n");
    QTest::newRow("over two cells")
        << QByteArray("Jane,Roe,1\n") << QByteArray("Jane,Roe") << u"#"_s << QByteArray("#,#,1\n");
    QTest::newRow("with its quotes") << QByteArray("1,\"Jane\",2\n") << QByteArray("\"Jane\"")
                                     << u"#"_s << QByteArray("1,\"#\",2\n");
    QTest::newRow("semicolons") << QByteArray("a;b,c;d\n") << QByteArray("b,c") << u"1,2;3"_s
                                << QByteArray("a;1,2 3;d\n");
    QTest::newRow("line end inside quotes")
        << QByteArray("a,\"Jane\nRoe\",b\n") << QByteArray("Jane\nRoe") << u"#"_s
        << QByteArray("a,\"#\",b\n");
    QTest::newRow("half of a doubled quote") << QByteArray("a,\"x\"\"y\",b\n") << QByteArray("\"y")
                                             << u"#"_s << QByteArray("a,\"x#\",b\n");
}

void TestRedactText::keepsTheColumnsOfATable()
{
    QFETCH(QByteArray, table);
    QFETCH(QByteArray, cut);
    QFETCH(QString, by);
    QFETCH(QByteArray, expected);
    const qsizetype at = table.indexOf(cut);
    QCOMPARE(redacted(table, {{{at, at + cut.size()}, by}}, ItemKind::Csv).value(), expected);
}

void TestRedactText::neverMovesColumnsWhateverIsCut()
{
    const QString table = u"name;\"said \"\"hi\"\"; bye\";3\r\n\"a\r\nb\";;x\r\nlast;\"\";\"9\""_s;
    const auto before = cells(table, u';');
    QRandomGenerator random(3);
    for (int round = 0; round < 400; ++round) {
        const qsizetype begin = random.bounded(int(table.size()));
        const qsizetype end = begin + 1 + random.bounded(int(table.size() - begin));
        const auto out = redacted(table.toUtf8(), {{{begin, end}, u"\";\n#"_s}}, ItemKind::Csv);
        QVERIFY(out);
        const auto after = cells(QString::fromUtf8(*out), u';');
        QCOMPARE(after.size(), before.size());
        for (qsizetype row = 0; row < before.size(); ++row)
            QCOMPARE(after[row].size(), before[row].size());
    }
}

void TestRedactText::namesTheSuffixByContent()
{
    const auto suffix = [](const QByteArray &bytes, decltype(textSuffix) *of, const QString &own) {
        const auto source = memorySource(bytes);
        return of(*source, own, {}).value_or(u"error"_s);
    };
    QCOMPARE(suffix("x", textSuffix, u".md"_s), u".md"_s);
    QCOMPARE(suffix("%PDF", pdfSuffix, u".PDF"_s), u".PDF"_s);
    QCOMPARE(suffix("%PDF", pdfSuffix, u".bin"_s), u".pdf"_s);
    QCOMPARE(suffix("\xFF\xD8\xFF\xE0", imageSuffix, u".JPEG"_s), u".JPEG"_s);
    QCOMPARE(suffix("\xFF\xD8\xFF\xE0", imageSuffix, u".png"_s), u".jpg"_s);
    QCOMPARE(suffix("GIF89a", imageSuffix, u".gif"_s), u".png"_s);
    QCOMPARE(suffix("nothing", imageSuffix, u".png"_s), u"error"_s);
    QCOMPARE(suffix("x", mediaSuffix, u".mp4"_s), u"error"_s);
}

QTEST_GUILESS_MAIN(TestRedactText)
#include "tst_redacttext.moc"
