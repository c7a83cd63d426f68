// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/fieldcodec.h"
#include "core/base/notexamined.h"
#include "core/base/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>
#include <QTranslator>

#include <random>

using namespace redoubt;
using namespace Qt::StringLiterals;

namespace {

struct Said
{
    REDOUBT_TR_FUNCTIONS(test::said)
};

/// A language in which every sentence of the test is turned around.
struct OtherLanguage : QTranslator
{
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        if (qstrcmp(context, "test::said") != 0)
            return {};
        if (qstrcmp(source, "%1 of %2") == 0)
            return u"%2, davon %1"_s;
        if (qstrcmp(source, "%n page(s) of “%1”") == 0)
            return u"“%1”: %n Seiten"_s;
        return QString::fromUtf8(source).toUpper();
    }
    bool isEmpty() const override { return false; }
};

Message sample()
{
    return Said::tr("%1 of %2").arg(Said::tr("why").arg(u"%2"_s), QStringView(u"a %1 b")).arg(3.5);
}

} // namespace

class tst_Message : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhatItsArgumentsAre();
    void isPutIntoWordsWhenItIsRead();
    void leavesForeignWordsAsTheyAre();
    void comesBackFromItsBytes();
    void refusesHostileBytes_data();
    void refusesHostileBytes();
    void survivesRandomBytes();
    void staysSmallHoweverItIsNested();
    void writesOnlyWhatCanBeReadBack();
    void boundsWhatIsBelieved();
    void changesTextsInside();
    void tellsPlacesInWordsAndFields();
    void placesComeBackFromTheirBytes();
    void refusesPlacesThatCannotBe_data();
    void refusesPlacesThatCannotBe();
    void errorsHoldSentences();
};

void tst_Message::saysWhatItsArgumentsAre()
{
    QCOMPARE(Said::tr("%1 of %2").arg(3).arg(5).text(), u"3 of 5"_s);
    QCOMPARE(Said::tr("%1 of %2").arg(u"a"_s, u"b"_s).text(), u"a of b"_s);
    QCOMPARE(Said::tr("%1 s").arg(1.5, 0, 'f', 3).text(), u"1.500 s"_s);
    QCOMPARE(Said::tr("%n page(s) of “%1”", nullptr, 2).arg(u"x"_s).text(), u"2 page(s) of “x”"_s);
    // A text that looks like a placeholder is a text.
    QCOMPARE(Said::tr("%1 of %2").arg(u"%2"_s, u"b"_s).text(), u"%2 of b"_s);
    QCOMPARE(Said::tr("100 % of %1").arg(7).text(), u"100 % of 7"_s);
    QCOMPARE(Message::joined({Said::tr("a"), Said::tr("b")}, u"; "_s).text(), u"a; b"_s);
    QCOMPARE((Said::tr("a") + Said::tr("b")).text(), u"ab"_s);
    QVERIFY(Message().isEmpty() && Message().text().isEmpty());
}

void tst_Message::isPutIntoWordsWhenItIsRead()
{
    const Message plural = Said::tr("%n page(s) of “%1”", nullptr, 2).arg(u"x"_s);
    const Message nested = Said::tr("%1 of %2").arg(Said::tr("one")).arg(4);
    QCOMPARE(nested.text(), u"one of 4"_s);
    {
        OtherLanguage other;
        QCoreApplication::installTranslator(&other);
        QCOMPARE(nested.text(), u"4, davon ONE"_s);
        QCOMPARE(plural.text(), u"“x”: 2 Seiten"_s);
        QCOMPARE(nested, Said::tr("%1 of %2").arg(Said::tr("one")).arg(4));
        QCOMPARE(nested.code(), u"%1 of %2"_s);
        QCoreApplication::removeTranslator(&other);
    }
    QCOMPARE(nested.text(), u"one of 4"_s);
}

void tst_Message::leavesForeignWordsAsTheyAre()
{
    OtherLanguage other;
    QCoreApplication::installTranslator(&other);
    QCOMPARE(Message::plain(u"%1 of %2"_s).text(), u"%1 of %2"_s);
    QCOMPARE(Message::plain(u"Seite 3 ist 100 % leer"_s).text(), u"Seite 3 ist 100 % leer"_s);
    QVERIFY(Message::plain(u"why"_s).code().isEmpty());
    QCoreApplication::removeTranslator(&other);
}

void tst_Message::comesBackFromItsBytes()
{
    const QList<Message> all{Message(),
                             Message::plain(u"\ufeffä \U0001F600 %1"_s),
                             Said::tr("%n page(s) of “%1”", nullptr, 0).arg(-7),
                             Said::tr("%1").arg(std::numeric_limits<qint64>::min()),
                             Said::tr("%1").arg(1e300, 0, 'g', 17),
                             sample(),
                             Message::joined({sample(), sample()}, u", "_s)};
    for (const Message &message : all) {
        const QByteArray bytes = message.toBytes();
        const auto read = Message::fromBytes(bytes);
        QVERIFY(read.has_value());
        QCOMPARE(*read, message);
        QCOMPARE(read->text(), message.text());
        QVERIFY(!Message::fromBytes(bytes + 'x'));
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QVERIFY2(!Message::fromBytes(bytes.first(size)), qPrintable(QString::number(size)));
    }
    // A sentence of another version is read in English.
    LittleEndianWriter newer;
    newer.block("redoubt::newer").block("The %1 is broken.").number(qint32(-1)).u8(1).u8(2);
    newer.text(u"page"_s);
    QCOMPARE(Message::fromBytes(newer.result()).value_or(Message()).text(),
             u"The page is broken."_s);
}

void tst_Message::refusesHostileBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto head = [](QByteArrayView context, QByteArrayView source, qint32 n, quint8 count) {
        LittleEndianWriter out;
        out.block(context).block(source).number(n).u8(count);
        return out;
    };
    const auto nested = [&](int depth) {
        QByteArray bytes;
        for (int i = 0; i < depth; ++i)
            bytes += head("a", "%1", -1, 1).result() + char(3);
        return bytes + head("a", "b", -1, 0).result();
    };
    QVERIFY(Message::fromBytes(nested(Message::kMaxDepth - 1)));
    QTest::newRow("nested too deeply") << nested(Message::kMaxDepth);
    QTest::newRow("endlessly nested") << nested(2000);
    QTest::newRow("context too long") << head(QByteArray(101, 'a'), "b", -1, 0).result();
    QTest::newRow("context with a zero") << head(QByteArrayView("a\0b", 3), "b", -1, 0).result();
    QTest::newRow("sentence with a zero") << head("a", QByteArrayView("b\0c", 3), -1, 0).result();
    QTest::newRow("half a character") << head("a", "b\xc3", -1, 0).result();
    QTest::newRow("no UTF-8") << head("a", "\xff", -1, 0).result();
    QTest::newRow("number below none") << head("a", "b", -2, 0).result();
    QTest::newRow("number of words") << head({}, "b", 3, 0).result();
    QTest::newRow("more arguments than any has")
        << head("a", "b", -1, 33).result() + QByteArray(33 * 9, '\0');
    QTest::newRow("fewer arguments than it says") << head("a", "b", -1, 2).result();
    QTest::newRow("unknown argument") << head("a", "b", -1, 1).result() + QByteArray("\x04", 1);
    QTest::newRow("text longer than the bytes")
        << head("a", "b", -1, 1).result() + QByteArray("\x02\xff\xff\xff\x7fx", 6);
    QTest::newRow("precision without end")
        << LittleEndianWriter(head("a", "%1", -1, 1)).u8(1).real(1).u8('f').u8(127).result();
    QTest::newRow("format string")
        << LittleEndianWriter(head("a", "%1", -1, 1)).u8(1).real(1).u8('s').u8(1).result();
    QTest::newRow("too large") << head("a", QByteArray(Message::kMaxBytes, 'x'), -1, 0).result();
    // A tree of 32 in every sentence would be a thousand of them.
    QByteArray wide = head("a", "b", -1, 32).result();
    for (int i = 0; i < 32; ++i) {
        wide += char(3) + head("a", "b", -1, 32).result();
        for (int j = 0; j < 32; ++j)
            wide += char(3) + head("a", "b", -1, 0).result();
    }
    QTest::newRow("too many sentences") << wide;
}

void tst_Message::refusesHostileBytes()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!Message::fromBytes(bytes));
}

void tst_Message::survivesRandomBytes()
{
    std::mt19937 random(7);
    const QByteArray whole = Message::joined({sample(), sample()}, u", "_s).toBytes();
    for (int i = 0; i < 20000; ++i) {
        QByteArray bytes = whole;
        for (unsigned n = random() % 4 + 1; n > 0; --n)
            bytes[qsizetype(random() % unsigned(bytes.size()))] = char(random());
        if (const auto read = Message::fromBytes(bytes)) {
            QCOMPARE(read->toBytes(), bytes);
            QVERIFY(read->text().size() <= Message::kMaxText);
        }
    }
}

void tst_Message::staysSmallHoweverItIsNested()
{
    // Each level says the one below a hundred times.
    QString often;
    for (int i = 0; i < 100; ++i)
        often += u"%1"_s;
    Message message = Message::plain(QString(100, u'x'));
    for (int i = 0; i + 1 < Message::kMaxDepth; ++i)
        message = Message::plain(often).arg(message);
    const auto read = Message::fromBytes(message.toBytes());
    QVERIFY(read);
    QCOMPARE(read->text().size(), Message::kMaxText);
    QCOMPARE(read->bounded(1000).text().size(), 1000);
    QVERIFY(read->bounded(1000).length() == 1000);
}

void tst_Message::writesOnlyWhatCanBeReadBack()
{
    Message deep = Said::tr("end");
    for (int i = 0; i < 30; ++i)
        deep = Said::tr("in %1").arg(deep);
    const Message large = Said::tr("a %1").arg(QString(100'000, u'ä'));
    QList<Message> parts;
    for (int i = 0; i < 40; ++i)
        parts.append(Said::tr("%1").arg(i));
    const Message wide = Message::joined(parts, u","_s);
    for (const Message &message : {deep, large, wide}) {
        const auto read = Message::fromBytes(message.toBytes());
        QVERIFY(read);
        QVERIFY(!read->text().isEmpty() && message.text().startsWith(read->text()));
    }
}

void tst_Message::boundsWhatIsBelieved()
{
    const Message fits = Said::tr("%1 of %2").arg(u"a"_s, u"b"_s);
    QCOMPARE(fits.bounded(1000), fits);
    QCOMPARE(Message::plain(QString(5000, u'x')).bounded(1000).text(), QString(1000, u'x'));
    QCOMPARE(Said::tr("%1").arg(QString(5000, u'x')).bounded(1000).text().size(), 1000);
    // What nobody sees is not carried along either.
    QVERIFY(Said::tr("no place").arg(QString(5000, u'x')).bounded(1000).length() <= 1000);
}

void tst_Message::changesTextsInside()
{
    const auto hide = [](const QString &text) { return QString(text).replace(u"Roe"_s, u"…"_s); };
    const Message sentence =
        Said::tr("Roe: %1").arg(Said::tr("in %1, %2").arg(u"Roe.txt"_s, u"x"_s));
    QCOMPARE(sentence.withTexts(hide).text(), u"Roe: in ….txt, x"_s);
    QCOMPARE(sentence.withTexts(hide).code(), sentence.code());
    QCOMPARE(Message::plain(u"Roe is here"_s).withTexts(hide).text(), u"… is here"_s);
}

void tst_Message::tellsPlacesInWordsAndFields()
{
    const auto json = [](const Portion &portion) {
        return NotExamined{portion, Said::tr("%1 is torn").arg(u"x"_s)}.toJson();
    };
    const Portion page = Portion::page(2);
    QCOMPARE(page.what(), u"page 3"_s);
    QCOMPARE(json(page), (QJsonObject{{u"what"_s, u"page 3"_s},
                                      {u"why"_s, u"x is torn"_s},
                                      {u"code"_s, u"%1 is torn"_s},
                                      {u"page"_s, 2}}));
    QCOMPARE(Portion::pages(2, 4).what(), u"pages 3 to 5"_s);
    QCOMPARE(json(Portion::pages(2, 4))[u"pages"].toArray(), (QJsonArray{2, 4}));
    QCOMPARE(json(Portion::pages(2, {}))[u"pages"].toArray(), (QJsonArray{2, QJsonValue()}));
    QCOMPARE(Portion::stream(1).what(), u"stream 1"_s);
    QCOMPARE(json(Portion::stream(1))[u"stream"].toInt(), 1);
    const Portion time = Portion::time(1, {3000, 4500}, {1, 1000}, 2.5);
    QCOMPARE(time.what(), u"stream 1, 0.500 s to 2.000 s"_s);
    QCOMPARE(json(time)[u"begin"].toDouble(), 0.5);
    QCOMPARE(json(time)[u"end"].toDouble(), 2.0);
    const Portion open = Portion::time(1, {3000, Portion::kToEnd}, {1, 1000}, 2.5);
    QCOMPARE(open.what(), u"stream 1, from 0.500 s to its end"_s);
    QVERIFY(json(open)[u"end"].isNull());
    QCOMPARE(Portion::onPage(6, Said::tr("pictures on page %1").arg(7)).what(),
             u"pictures on page 7"_s);
    const NotExamined old{{}, Message::plain(u"old words"_s)};
    QVERIFY(!old.toJson().contains(u"code"));
    // As a manifest has it, whoever wrote that.
    for (const Portion &each : {page, Portion::pages(2, 4), Portion::stream(1), time, open}) {
        const NotExamined read = NotExamined::fromJson(json(each));
        QCOMPARE(read.portion.place.index(), each.place.index());
        QCOMPARE(read.portion.what(), each.what());
    }
    for (const QJsonObject &wrong :
         {QJsonObject{{u"page"_s, -1}}, QJsonObject{{u"page"_s, 1.5}},
          QJsonObject{{u"page"_s, 1e20}}, QJsonObject{{u"pages"_s, QJsonArray{4, 2}}},
          QJsonObject{{u"stream"_s, u"1"_s}}})
        QVERIFY(std::holds_alternative<std::monostate>(NotExamined::fromJson(wrong).portion.place));
}

void tst_Message::placesComeBackFromTheirBytes()
{
    for (const Portion &portion :
         {Portion(), Portion::page(0), Portion::pages(3, {}), Portion::pages(3, 1000),
          Portion::stream(2), Portion::time(0, {-5, 70}, {1, 90000}, -1.25),
          Portion::time(0, {7, Portion::kToEnd}, {1, 1}, 0), Portion::of(Said::tr("text"))}) {
        const NotExamined before{portion, sample()};
        const QByteArray bytes = before.toBytes();
        const auto after = NotExamined::fromBytes(bytes);
        QVERIFY(after && *after == before);
        QVERIFY(!NotExamined::fromBytes(bytes + 'x'));
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QVERIFY(!NotExamined::fromBytes(bytes.first(size)));
    }
}

void tst_Message::refusesPlacesThatCannotBe_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, const Portion &portion) {
        QTest::newRow(name) << NotExamined{portion, {}}.toBytes();
    };
    row("page below 0", Portion::page(-1));
    row("last before first", Portion::pages(3, 2));
    row("more pages than can be counted", Portion::page(std::numeric_limits<int>::max()));
    row("stream below 0", Portion::stream(-1));
    row("end before begin", Portion::time(0, {2, 1}, {1, 1}, 0));
    row("no base", Portion::time(0, {1, 2}, {1, 0}, 0));
    row("no start", Portion::time(0, {1, 2}, {1, 1}, std::numeric_limits<double>::quiet_NaN()));
}

void tst_Message::refusesPlacesThatCannotBe()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!NotExamined::fromBytes(bytes));
}

void tst_Message::errorsHoldSentences()
{
    const Error error(ErrorKind::Damaged, "test", Said::tr("torn"));
    const Error silent(ErrorKind::Damaged, "test");
    QCOMPARE(error.message(), Said::tr("torn"));
    OtherLanguage other;
    QCoreApplication::installTranslator(&other);
    QCOMPARE(error.text(), u"TORN"_s);
    QCoreApplication::removeTranslator(&other);
    QCOMPARE(error.text(), u"torn"_s);
    QVERIFY(!silent.message().code().isEmpty());
}

QTEST_GUILESS_MAIN(tst_Message)
#include "tst_message.moc"
