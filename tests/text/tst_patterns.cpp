// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/compiledpatterns.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSet>
#include <QtTest>

#include <algorithm>
#include <tuple>

using namespace redoubt;
using namespace redoubt::text;
using namespace Qt::StringLiterals;

namespace {

QByteArray packOf(const QByteArray &patterns)
{
    return "{\"format\":\"redoubt-patterns/1\",\"version\":3,\"macros\":[[\"N\",\"[0-9]\"]],"
           "\"contexts\":{\"c\":[\"Word\"]},\"patterns\":[" +
           patterns + "]}";
}

using Row = std::tuple<qsizetype, qsizetype, std::size_t>;

std::vector<Row> rowsOf(const CompiledPatterns &patterns, const QString &text)
{
    std::vector<CompiledPatterns::Match> matches;
    const std::vector<bool> all(patterns.pack().patterns.size(), true);
    if (patterns.match(text, all, {}, matches) != Coverage::Complete)
        return {{-1, -1, 0}};
    std::vector<Row> rows;
    for (const auto &match : matches)
        rows.emplace_back(match.begin, match.end, match.pattern);
    std::sort(rows.begin(), rows.end());
    return rows;
}

} // namespace

class tst_patterns : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsPacks();
    void refusesBadPacks_data();
    void refusesBadPacks();
    void namesThePatternThatDoesNotCompile();
    void compilesTheBuiltInPacks();
    void prefilterLosesNothing();
    void matchesAcrossChunks();
    void boundsCatastrophicExpressions();
};

void tst_patterns::readsPacks()
{
    const auto pack = parsePatternPack(packOf(
        "{\"id\":\"a\",\"type\":\"t\",\"trigger\":\"x{{N}}\",\"regex\":\"x{{N}}+\",\"flags\":\"i\","
        "\"validator\":\"card\",\"context\":\"c\",\"score\":7,\"after\":999999}"));
    QVERIFY(pack);
    QCOMPARE(pack->version, 3);
    QCOMPARE(pack->patterns.size(), 1u);
    const Pattern &pattern = pack->patterns[0];
    QCOMPARE(pattern.regex, u"x[0-9]+"_s);
    QCOMPARE(pattern.context, QStringList{u"word"_s});
    QCOMPARE(pattern.score, 1.0);
    QVERIFY(pattern.caseless);
    QVERIFY(pattern.after <= 4096);
}

void tst_patterns::refusesBadPacks_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("no JSON") << QByteArray("patterns: []");
    QTest::newRow("other format") << QByteArray("{\"format\":\"redoubt-patterns/9\"}");
    QTest::newRow("no trigger") << packOf("{\"id\":\"a\",\"type\":\"t\",\"regex\":\"x\"}");
    QTest::newRow("unknown validator") << packOf(
        "{\"id\":\"a\",\"type\":\"t\",\"trigger\":\"x\",\"regex\":\"x\",\"validator\":\"tarot\"}");
    QTest::newRow("twice") << packOf(
        "{\"id\":\"a\",\"type\":\"t\",\"trigger\":\"x\",\"regex\":\"x\"},"
        "{\"id\":\"a\",\"type\":\"t\",\"trigger\":\"x\",\"regex\":\"x\"}");
}

void tst_patterns::refusesBadPacks()
{
    QFETCH(QByteArray, json);
    QVERIFY(!parsePatternPack(json));
}

void tst_patterns::namesThePatternThatDoesNotCompile()
{
    for (const char *bad :
         {"\"trigger\":\"x\",\"regex\":\"(x\"", "\"trigger\":\"(x\",\"regex\":\"x\"",
          "\"trigger\":\"x*\",\"regex\":\"x\""}) {
        auto pack =
            parsePatternPack(packOf(QByteArray("{\"id\":\"broken\",\"type\":\"t\",") + bad + "}"));
        QVERIFY(pack);
        const auto compiled = CompiledPatterns::compile(std::move(*pack));
        QVERIFY(!compiled);
        QCOMPARE(compiled.error().kind(), ErrorKind::Invalid);
        QVERIFY(compiled.error().text().contains(u"broken"_s));
    }
}

void tst_patterns::compilesTheBuiltInPacks()
{
    const auto patterns = CompiledPatterns::builtIn();
    QVERIFY2(patterns, patterns ? "" : qPrintable(patterns.error().text()));
    QVERIFY((*patterns)->pack().patterns.size() > 60);
    QSet<QString> ids;
    for (const Pattern &pattern : (*patterns)->pack().patterns) {
        QVERIFY2(!ids.contains(pattern.id), qPrintable(pattern.id));
        ids.insert(pattern.id);
        const double best = std::max({pattern.score, pattern.valid});
        QVERIFY2(best + pattern.boost >= 0.3, qPrintable(pattern.id));
    }
}

/// Every built-in pattern once, each on a line of its own, with signs of several scripts between.
static QString everything()
{
    return QStringLiteral(
        u"Write to \U0001F600jane.roe@example.co.uk or jane [at] example [dot] com, "
        u"芳.王69@yahoo.com\n"
        "https://example.org/a?b=c www.example.com/x see example.net and ftp://files.example.org/\n"
        "10.20.30.40 2001:db8::ff00:42:8329 00:1A:2B:3C:4D:5E 0011.2233.4455\n"
        "4111 1111 1111 1111, 4111-1111-\n1111-1111, 378282246310005, GB82 WEST 1234 5698 7654 32\n"
        "VAT: GB123456789 DE123456789 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa\n"
        "0x52908400098527886E0F7030069857D2E4169EE7 IMEI 490154203237518 VIN 1M8GDM9AXKP042788\n"
        "51.5007, -0.1246 latitude: 51.5 40° 26' 46\" N geo:37.786971,-122.399677\n"
        "on 2020-01-31 and 1/2/2020, January 5, 2020, 5th of March 2019, 2020年1月5日 dob "
        "19800214\n"
        "aged 45, a 36-year-old man, 63岁, forty-two years old; Acme Holdings Ltd\n"
        "license plate: ABC 1234; account no 12345678; password: hunter22x\n"
        "+1 (802) 273-2530, (212) 555-\n1234, 0494 92 82 32, call 5551234567, 13812345678, "
        "010-12345678\n"
        "SSN 219-09-9999, 219 09 9999, ssn 219099999, XXX-XX-1234, 912-70-1234\n"
        "routing number 021000021 NPI: 1234567893 DEA AB1234563 MBI 1EG4-TE5-MK73\n"
        "passport no. 191280342; driver's license number is F162823540116; MRN: 00123456\n"
        "Member ID: ABC123456; INS-123456; CA 90210; 90210-1234; zip: 10005\n"
        "426 Cherry Ln, Lakewood, OR 10005; 12 high street; 22829 Jagerij 64\n Suite 741\n"
        "Loorenstrasse 149; 26 rue des Martyrs 5; PO Box 1234; PSC 1437, Box 3833\nAPO AA 66791\n"
        "address: Flat 3, The Old Mill; 北京市海淀区中关村大街27号; SW1A 1AA\n"
        "NHS number 943 476 5919, AB 12 34 56 C, 11010519491231002X, aadhaar 2345 6789 0124 "
        "ABCPE1234F\n"
        "病历号：12345678 national id: NID-620645219\n");
}

void tst_patterns::prefilterLosesNothing()
{
    auto slow = CompiledPatterns::compile(*builtInPatterns(), Prefilter::None);
    QVERIFY(slow);
    const auto fast = CompiledPatterns::builtIn();
    // Far from each other, where most triggers are not looked for in between.
    QString apart = everything();
    // A number that goes on behind a hyphen stays whole.
    static const QRegularExpression lineEnd(u"(?<!-)\n"_s);
    apart.replace(lineEnd, u'\n' + QString(100, u'x') + u' ' + QString(100, u'y') + u'\n');
    std::vector<Row> found;
    for (const QString &text : {everything(), apart}) {
        const auto expected = rowsOf(**slow, text);
        found = rowsOf(**fast, text);
        for (const Row &row : expected) {
            const auto &[begin, end, pattern] = row;
            QVERIFY2(std::find(found.begin(), found.end(), row) != found.end(),
                     qPrintable((*fast)->pack().patterns[pattern].id + u": "_s +
                                text.mid(begin, end - begin)));
        }
    }
    QSet<std::size_t> used;
    for (const Row &row : found)
        used.insert(std::get<2>(row));
    QVERIFY2(used.size() > 60, qPrintable(QString::number(used.size())));
}

void tst_patterns::matchesAcrossChunks()
{
    const auto patterns = CompiledPatterns::builtIn();
    const QString mail = u"jane.roe@example.com"_s;
    for (const qsizetype before : {262130, 262143, 262144, 262145, 524280}) {
        const QString text = QString(before, u' ') + mail + u' ';
        const auto rows = rowsOf(**patterns, text);
        QVERIFY(std::any_of(rows.begin(), rows.end(), [&](const Row &row) {
            return std::get<0>(row) == before && std::get<1>(row) == before + mail.size();
        }));
    }
}

void tst_patterns::boundsCatastrophicExpressions()
{
    auto pack = parsePatternPack(packOf("{\"id\":\"evil\",\"type\":\"t\",\"trigger\":\"aaa\","
                                        "\"regex\":\"(?:a+)+$x\",\"after\":4096}"));
    const auto patterns = CompiledPatterns::compile(std::move(*pack));
    QVERIFY(patterns);
    QElapsedTimer timer;
    timer.start();
    std::vector<CompiledPatterns::Match> matches;
    const auto coverage = (*patterns)->match(QString(20000, u'a') + u"!x"_s, {true}, {}, matches);
    QCOMPARE(int(coverage), int(Coverage::Partial));
    QVERIFY2(timer.elapsed() < 20000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(tst_patterns)
#include "tst_patterns.moc"
