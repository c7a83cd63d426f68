// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/textscanner.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QtTest>

#include <ctime>
#include <thread>

using namespace redoubt::text;
using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const TextScanner> makeScanner(const ScanOptions &options = {})
{
    auto scanner = TextScanner::create(options);
    return scanner ? *scanner : nullptr;
}

QString describe(const QString &text, const std::vector<TextHit> &hits)
{
    QStringList all;
    for (const TextHit &hit : hits)
        all.append(u"%1 \"%2\" %3 %4"_s.arg(hit.type, text.mid(hit.begin, hit.end - hit.begin))
                       .arg(hit.score)
                       .arg(hit.recognizer));
    return all.join(u"; "_s);
}

} // namespace

class tst_textscanner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void finds_data();
    void finds();
    void leavesAlone_data();
    void leavesAlone();
    void findsAcrossLineEnds_data();
    void leavesTheNextLineToItself();
    void findsAcrossLineEnds();
    void seesThroughDisguise_data();
    void seesThroughDisguise();
    void readsTables();
    void readsTablesWithTheirTitlesOnTheLeft();
    void filtersTypes();
    void keepsNestedIdentifiersOfUrls();
    void scoresByContext();
    void sameAnswerInEveryThread();
    void hitsAreDisjointAndInside();
    void boundsHostileText_data();
    void boundsHostileText();
    void stopsPromptly();
    void printsThroughput();

private:
    std::shared_ptr<const TextScanner> m_scanner;
};

void tst_textscanner::initTestCase()
{
    m_scanner = makeScanner();
    QVERIFY(m_scanner);
    QVERIFY(!TextScanner::version().isEmpty());
}

void tst_textscanner::finds_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("hit");
    QTest::addColumn<bool>("certain");
    int number = 0;
    const auto row = [&](const char *type, const QString &text, const QString &hit,
                         bool certain = true) {
        QTest::addRow("%s %d", type, ++number)
            << QString::fromLatin1(type) << text << hit << certain;
    };
    row("email_address", u"write to jane.roe+x@mail.example.co.uk."_s,
        u"jane.roe+x@mail.example.co.uk"_s);
    row("email_address", u"请发到jane@example.com谢谢"_s, u"jane@example.com"_s);
    row("email_address", u"jörg@münchen.de"_s, u"jörg@münchen.de"_s);
    row("email_address", u"<mailto:jane@example.com>"_s, u"jane@example.com"_s);
    row("email_address", u"jane [at] example [dot] com"_s, u"jane [at] example [dot] com"_s);
    row("phone_number", u"call (212) 456-1234 now"_s, u"(212) 456-1234"_s);
    row("phone_number", u"Tel. 212.456.1234 ext. 22"_s, u"212.456.1234 ext. 22"_s);
    row("phone_number", u"+44 20 7946 0958"_s, u"+44 20 7946 0958"_s);
    // A bracket whose other half stands outside of the number is not part of it.
    row("phone_number", u"phone (202-456-1234) now"_s, u"202-456-1234"_s);
    row("phone_number", u"call her ((212) 456-1234)"_s, u"(212) 456-1234"_s);
    row("phone_number", u"phone (her cell: (212) 456-1234 ) now"_s, u"(212) 456-1234"_s);
    row("phone_number", u"call (+44 20 7946 0958)"_s, u"+44 20 7946 0958"_s);
    row("phone_number", u"call (456-1234 before noon"_s, u"456-1234"_s, false);
    row("phone_number", u"+1 (802) 273-2530"_s, u"+1 (802) 273-2530"_s);
    row("phone_number", u"phone: 2124561234"_s, u"2124561234"_s, false);
    row("phone_number", u"电话010-62345678"_s, u"010-62345678"_s);
    row("url", u"see https://example.org/a?b=c#d, or"_s, u"https://example.org/a?b=c#d"_s);
    row("url", u"at www.example.org."_s, u"www.example.org"_s);
    row("url", u"visited microsoft.com and"_s, u"microsoft.com"_s);
    row("ip_address", u"from 10.20.30.40:"_s, u"10.20.30.40"_s);
    row("ip_address", u"from 2001:db8::ff00:42:8329 to"_s, u"2001:db8::ff00:42:8329"_s);
    row("ip_address", u"fe80::1ff:fe23:4567:890a%eth2 up"_s, u"fe80::1ff:fe23:4567:890a%eth2"_s);
    row("mac_address", u"hw 00:1A:2b:3C:4D:5E up"_s, u"00:1A:2b:3C:4D:5E"_s);
    row("mac_address", u"hw 00-1A-2b-3C-4D-5E up"_s, u"00-1A-2b-3C-4D-5E"_s);
    row("mac_address", u"mac 001a.2b3c.4d5e up"_s, u"001a.2b3c.4d5e"_s);
    row("us_ssn", u"it is 219-09-9999."_s, u"219-09-9999"_s);
    row("us_ssn", u"SSN 219 09 9999"_s, u"219 09 9999"_s);
    row("us_ssn", u"social security number: 219099999"_s, u"219099999"_s);
    row("us_ssn", u"XXX-XX-1234"_s, u"XXX-XX-1234"_s);
    row("us_ssn", u"SSN ending in 4821"_s, u"4821"_s);
    row("us_itin", u"ITIN 912-70-1234"_s, u"912-70-1234"_s);
    row("credit_card", u"4111 1111 1111 1111"_s, u"4111 1111 1111 1111"_s);
    row("credit_card", u"378282246310005,"_s, u"378282246310005"_s);
    row("credit_card", u"3782 822463 10005"_s, u"3782 822463 10005"_s);
    row("iban", u"to GB82 WEST 1234 5698 7654 32 today"_s, u"GB82 WEST 1234 5698 7654 32"_s);
    row("iban", u"DE89370400440532013000"_s, u"DE89370400440532013000"_s);
    row("date", u"on 2020-01-31T10:00:00Z"_s, u"2020-01-31"_s);
    row("date", u"on 1/31/2020"_s, u"1/31/2020"_s);
    row("date", u"am 31.1.2020"_s, u"31.1.2020"_s);
    row("date", u"on January 5, 2020"_s, u"January 5, 2020"_s);
    row("date", u"the 5th of January 2020"_s, u"5th of January 2020"_s);
    row("date", u"in Sept 2019"_s, u"Sept 2019"_s);
    row("date", u"5-Jan-20"_s, u"5-Jan-20"_s);
    row("date", u"le 14 juillet 1789"_s, u"14 juillet 1789"_s);
    row("date", u"生于1980年2月14日"_s, u"1980年2月14日"_s);
    row("date", u"DOB 19800214"_s, u"19800214"_s);
    row("age", u"a 45-year-old man"_s, u"45-year-old"_s);
    row("age", u"i'm 64 y/o."_s, u"64 y/o"_s);
    row("age", u"Age: 91"_s, u"91"_s);
    row("age", u"aged 7, with"_s, u"7"_s);
    row("age", u"今年63岁"_s, u"63岁"_s);
    row("person_name", u"Mr. Okonkwo arrived"_s, u"Okonkwo"_s);
    row("person_name", u"Patient: Linda White"_s, u"Linda White"_s);
    row("person_name", u"{\"name\": \"Tzigane Lantos\"}"_s, u"Tzigane Lantos"_s);
    row("person_name", u"yesterday Mary Whitcombe said"_s, u"Mary Whitcombe"_s);
    row("person_name", u"my name is Faruq Basak and"_s, u"Faruq Basak"_s);
    row("person_name", u"Sincerely,\n\nTomas Kvist"_s, u"Tomas Kvist"_s);
    row("person_name", u"Mrs. Maria de la Cruz left"_s, u"Maria de la Cruz"_s);
    row("person_name", u"患者王小芳，女"_s, u"王小芳"_s);
    row("person_name", u"李先生说"_s, u"李"_s);
    row("person_name", u"Lab Results for 勇 张 (MRN"_s, u"勇 张"_s);
    row("street_address", u"at 426 Cherry Ln, Lakewood, OR 10005."_s,
        u"426 Cherry Ln, Lakewood, OR 10005"_s);
    row("street_address", u"P.O. Box 1234, x"_s, u"P.O. Box 1234"_s);
    row("street_address", u"10 Downing Street, London"_s, u"10 Downing Street"_s);
    row("street_address", u"in der Loorenstrasse 149."_s, u"Loorenstrasse 149"_s);
    row("street_address", u"住北京市海淀区中关村大街27号"_s, u"住北京市海淀区中关村大街27号"_s);
    row("location", u"San Diego, CA 92101"_s, u"CA 92101"_s, false);
    row("location", u"in SW1A 1AA today"_s, u"SW1A 1AA"_s, false);
    row("us_passport", u"passport no. 191280342"_s, u"191280342"_s);
    row("us_driver_license", u"Her driver license? it is 1234567A."_s, u"1234567A"_s);
    row("us_bank_routing", u"routing number 021000021"_s, u"021000021"_s);
    row("us_npi", u"NPI: 1234567893"_s, u"1234567893"_s);
    row("us_dea", u"DEA AB1234563"_s, u"AB1234563"_s);
    row("us_mbi", u"Medicare 1EG4-TE5-MK73"_s, u"1EG4-TE5-MK73"_s);
    row("medical_record_number", u"MRN: 00123456"_s, u"00123456"_s);
    row("medical_record_number", u"病历号：12345678"_s, u"12345678"_s);
    row("health_plan_id", u"Member ID: XYZ123456"_s, u"XYZ123456"_s);
    row("uk_nhs", u"NHS number 943 476 5919"_s, u"943 476 5919"_s);
    row("uk_nino", u"NI AB 12 34 56 C"_s, u"AB 12 34 56 C"_s);
    row("vat_id", u"VAT no: GB123456789"_s, u"GB123456789"_s);
    row("crypto_address", u"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"_s,
        u"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"_s);
    row("crypto_address", u"to 0x52908400098527886E0F7030069857D2E4169EE7"_s,
        u"0x52908400098527886E0F7030069857D2E4169EE7"_s);
    row("imei", u"IMEI 490154203237518"_s, u"490154203237518"_s);
    row("vin", u"VIN 1M8GDM9AXKP042788"_s, u"1M8GDM9AXKP042788"_s);
    row("geo_coordinates", u"at 51.5007, -0.1246"_s, u"51.5007, -0.1246"_s);
    row("geo_coordinates", u"at 40° 26′ 46″ N 79° 58′ 56″ W"_s, u"40° 26′ 46″ N 79° 58′ 56″ W"_s);
    row("cn_resident_id", u"身份证11010519491231002X"_s, u"11010519491231002X"_s);
    row("cn_mobile", u"手机13812345678"_s, u"13812345678"_s);
    row("in_aadhaar", u"Aadhaar 2341 2341 2346"_s, u"2341 2341 2346"_s);
    row("in_pan", u"PAN ABCPE1234F"_s, u"ABCPE1234F"_s);
    row("organisation", u"at Acme Widgets Ltd today"_s, u"Acme Widgets Ltd"_s, false);
    row("licence_plate", u"license plate: 7ABC123"_s, u"7ABC123"_s);
}

void tst_textscanner::finds()
{
    QFETCH(QString, type);
    QFETCH(QString, text);
    QFETCH(QString, hit);
    QFETCH(bool, certain);
    // The same with signs outside the basic plane before it: offsets are UTF-16 units.
    for (const QString &prefix : {QString(), u"\U0001F468\u200d\U0001F469 \U0001F600\r\n"_s}) {
        const QString whole = prefix + text;
        const auto hits = m_scanner->scan(whole);
        const auto found = std::find_if(hits.begin(), hits.end(), [&](const TextHit &one) {
            return one.type == type && whole.mid(one.begin, one.end - one.begin) == hit;
        });
        QVERIFY2(found != hits.end(), qPrintable(describe(whole, hits)));
        QVERIFY2((found->score >= 0.6) == certain || certain == false,
                 qPrintable(describe(whole, hits)));
        QVERIFY(found->score >= 0.3);
    }
}

void tst_textscanner::leavesAlone_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("text");
    int number = 0;
    const auto row = [&](const char *type, const QString &text) {
        QTest::addRow("%s %d", type, ++number) << QString::fromLatin1(type) << text;
    };
    row("email_address", u"a @ b, @handle, user@, @@@@ x@y"_s);
    row("phone_number", u"in 2010-2012 we sold 1,234,567 of 12.5"_s);
    row("phone_number", u"invoice 2124561234"_s);
    row("url", u"end.In the file main.cpp and e.g. this"_s);
    row("ip_address", u"version 1.2.3.4 and 1.2.3 and 300.1.1.1"_s);
    row("ip_address", u"at 12:34:56 std::vector a::b"_s);
    row("mac_address", u"00:1A:2B:3C:4D 12:34:56"_s);
    row("us_ssn", u"000-12-3456 and 219-09-99999 and 12-34-5678"_s);
    row("credit_card", u"4111 1111 1111 1112 and 1234567890123456"_s);
    row("iban", u"GB83 WEST 1234 5698 7654 32"_s);
    row("date", u"in 1999, at 10:20:30, ratio 3/4, 45/45/2020, version 1.2.3"_s);
    row("date", u"May I march? It may be."_s);
    row("age", u"45 cars, page 45, version 45, 45%"_s);
    row("person_name", u"The Department of Justice and the United Nations in New York"_s);
    row("person_name", u"Please Read This First. Thank You Very Much."_s);
    row("us_npi", u"1234567890"_s);
    row("us_bank_routing", u"021000022 routing"_s);
    row("vin", u"ABCDEFGHJKLMNPRST"_s);
    row("imei", u"490154203237519"_s);
    row("cn_resident_id", u"110105194913310999"_s);
    row("uk_nino", u"GB123456C"_s);
    row("crypto_address", u"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb"_s);
    row("us_passport", u"his passport was lost in 2019"_s);
    row("street_address", u"In 2020 the way to go was a long road"_s);
    row("geo_coordinates", u"between 1.5, 2.5 and 3.25"_s);
    row("licence_plate", u"ABC 123"_s);
}

void tst_textscanner::leavesAlone()
{
    QFETCH(QString, type);
    QFETCH(QString, text);
    for (const TextHit &hit : m_scanner->scan(text))
        QVERIFY2(hit.type != type, qPrintable(describe(text, {hit})));
}

void tst_textscanner::leavesTheNextLineToItself()
{
    // A whole address at the end of a line; the word after it is none of it.
    const QString text = u"Mail: maria.delgado@example.org\nSSN for the form: none\n"_s;
    const auto hits = m_scanner->scan(text);
    const auto mail = std::find_if(hits.begin(), hits.end(), [](const TextHit &hit) {
        return hit.type == u"email_address"_s;
    });
    QVERIFY(mail != hits.end());
    QCOMPARE(text.mid(mail->begin, mail->end - mail->begin), u"maria.delgado@example.org"_s);
}

void tst_textscanner::findsAcrossLineEnds_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("hit");
    QTest::newRow("card") << u"credit_card"_s << u"4111 1111\r\n1111 1111"_s;
    QTest::newRow("ssn") << u"us_ssn"_s << u"219-09-\r\n9999"_s;
    QTest::newRow("iban") << u"iban"_s << u"GB82 WEST 1234\n  5698 7654 32"_s;
    QTest::newRow("phone") << u"phone_number"_s << u"(212)\n456-1234"_s;
    QTest::newRow("name") << u"person_name"_s << u"Mary\nWhitcombe"_s;
    QTest::newRow("date") << u"date"_s << u"January\n5, 2020"_s;
    QTest::newRow("address") << u"street_address"_s << u"426 Cherry Ln\nLakewood, OR 10005"_s;
    QTest::newRow("mail") << u"email_address"_s << u"jane.roe@exam\nple.com"_s;
    QTest::newRow("card without a separator") << u"credit_card"_s << u"41111111\n11111111"_s;
    QTest::newRow("quoted mail") << u"us_ssn"_s << u"219-09-\n> 9999"_s;
}

void tst_textscanner::findsAcrossLineEnds()
{
    QFETCH(QString, type);
    QFETCH(QString, hit);
    const QString text = u"It says: "_s + hit + u" so.\r\n"_s;
    const auto hits = m_scanner->scan(text);
    const qsizetype begin = text.indexOf(hit);
    bool covered = false;
    for (const TextHit &one : hits)
        covered =
            covered || (one.type == type && one.begin <= begin && one.end >= begin + hit.size());
    QVERIFY2(covered, qPrintable(describe(text, hits)));
}

void tst_textscanner::seesThroughDisguise_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("hit");
    QTest::newRow("full width") << u"us_ssn"_s << u"２１９－０９－９９９９"_s;
    QTest::newRow("zero width") << u"us_ssn"_s << u"219\u200b-09-\ufeff9999"_s;
    QTest::newRow("dashes") << u"us_ssn"_s << u"219\u201309\u20119999"_s;
    QTest::newRow("no-break space") << u"credit_card"_s << u"4111\u00a01111\u00a01111\u00a01111"_s;
    QTest::newRow("soft hyphen") << u"email_address"_s << u"jane.roe@exam\u00adple.com"_s;
    QTest::newRow("arabic digits") << u"phone_number"_s << u"+٤٤ ٢٠ ٧٩٤٦ ٠٩٥٨"_s;
    QTest::newRow("cyrillic letters")
        << u"email_address"_s << u"k\u0435vin.br\u043ewn@example.c\u043em"_s;
    QTest::newRow("right to left marks") << u"phone_number"_s << u"\u200e+44 20\u200f 7946 0958"_s;
}

void tst_textscanner::seesThroughDisguise()
{
    QFETCH(QString, type);
    QFETCH(QString, hit);
    const QString text = u"שלום: "_s + hit + u" שלום"_s;
    const auto hits = m_scanner->scan(text);
    const qsizetype begin = text.indexOf(hit) + (hit.startsWith(QChar(0x200e)) ? 1 : 0);
    const auto found = std::find_if(hits.begin(), hits.end(), [&](const TextHit &one) {
        return one.type == type && one.begin == begin && one.end == text.indexOf(hit) + hit.size();
    });
    QVERIFY2(found != hits.end(), qPrintable(describe(text, hits)));
}

void tst_textscanner::readsTables()
{
    const QString text =
        u"id;Surname;Given Name;Phone;Remark;CVV2\r\n1;Qwmzu;Brntl;5551234;hello;542\r\n"
        "2;\"Xarpo; Jr\";Uu;5559876;world;119\r\n\r\nplain words; here\r\n"_s;
    const auto hits = m_scanner->scan(text);
    QMap<QString, QString> found;
    for (const TextHit &hit : hits)
        found.insert(text.mid(hit.begin, hit.end - hit.begin), hit.type);
    QCOMPARE(found.value(u"Qwmzu"_s), u"person_name"_s);
    QCOMPARE(found.value(u"Brntl"_s), u"person_name"_s);
    QCOMPARE(found.value(u"Xarpo; Jr"_s), u"person_name"_s);
    QCOMPARE(found.value(u"542"_s), u"custom"_s);
    QCOMPARE(found.value(u"5551234"_s), u"phone_number"_s);
    QCOMPARE(found.value(u"5559876"_s), u"phone_number"_s);
    QVERIFY(!found.contains(u"hello"_s));
    QVERIFY(!found.contains(u"plain words"_s));
}

void tst_textscanner::readsTablesWithTheirTitlesOnTheLeft()
{
    const QString text = u"| Field | Value |\n|---|---|\n| Name | Quenby Vanterpool |\n"
                         "| Email | (none) |\n| Phone | 555-0142 77 |\n\nName: see above\n"_s;
    QStringList names;
    QStringList phones;
    for (const TextHit &hit : m_scanner->scan(text)) {
        if (hit.type == u"person_name")
            names.append(text.mid(hit.begin, hit.end - hit.begin));
        if (hit.type == u"phone_number")
            phones.append(text.mid(hit.begin, hit.end - hit.begin));
    }
    QCOMPARE(names, QStringList{u"Quenby Vanterpool"_s});
    QCOMPARE(phones, QStringList{u"555-0142 77"_s});
}

void tst_textscanner::filtersTypes()
{
    ScanOptions options;
    options.types = {u"us_ssn"_s};
    const auto scanner = makeScanner(options);
    const auto hits = scanner->scan(u"Mr. John Smith, 219-09-9999, jane@example.com");
    QCOMPARE(hits.size(), 1u);
    QCOMPARE(hits[0].type, u"us_ssn"_s);
    QCOMPARE(hits[0].begin, 16);
    QCOMPARE(hits[0].end, 27);
    QVERIFY(m_scanner->scan(u"").empty());
}

void tst_textscanner::keepsNestedIdentifiersOfUrls()
{
    const QString text = u"https://example.com/user?id=1&email=john@example.com&x=219-09-9999"_s;
    const auto hits = m_scanner->scan(text);
    qsizetype covered = 0;
    QStringList types;
    for (const TextHit &hit : hits) {
        covered += hit.end - hit.begin;
        types.append(hit.type);
    }
    QCOMPARE(covered, text.size());
    QVERIFY2(types.contains(u"email_address"_s) && types.contains(u"url"_s) &&
                 types.contains(u"us_ssn"_s),
             qPrintable(describe(text, hits)));
}

void tst_textscanner::scoresByContext()
{
    const auto scoreOf = [&](const QString &text, const QString &type) {
        double best = 0;
        for (const TextHit &hit : m_scanner->scan(text))
            best = hit.type == type ? std::max(best, hit.score) : best;
        return best;
    };
    const QString npi = u"us_npi"_s;
    QVERIFY(scoreOf(u"NPI 1234567893"_s, npi) > scoreOf(u"xx 1234567893"_s, npi));
    QVERIFY(scoreOf(u"xx 1234567893"_s, npi) >= 0.3);
    QVERIFY(scoreOf(u"xx 1234567893"_s, npi) < 0.6);
    QCOMPARE(scoreOf(u"invoice 1234567893"_s, npi), 0.0);
    // A label of a form stands on the line above its value.
    QVERIFY(scoreOf(u"Social security number\n219 09 9999"_s, u"us_ssn"_s) >= 0.6);
    QVERIFY(scoreOf(u"219 09 9999"_s, u"us_ssn"_s) < 0.6);
    QVERIFY(scoreOf(u"4111 1111 1111 1111"_s, u"credit_card"_s) >= 0.8);
    QVERIFY(scoreOf(u"NPI: 1234567890"_s, npi) >= 0.6); // labelled, with a wrong check digit
}

void tst_textscanner::sameAnswerInEveryThread()
{
    QString text;
    for (int i = 0; i < 200; ++i)
        text += u"Mr. John Smith, 219-09-9999, jane%1@example.com, (212) 456-1234\n"_s.arg(i);
    const auto expected = m_scanner->scan(text);
    std::vector<std::vector<TextHit>> results(4);
    std::vector<std::thread> threads;
    for (auto &result : results)
        threads.emplace_back([&] { result = m_scanner->scan(text); });
    for (std::thread &thread : threads)
        thread.join();
    for (const auto &result : results)
        QVERIFY(result == expected);
}

void tst_textscanner::hitsAreDisjointAndInside()
{
    const QStringList parts{u"219-09-9999 "_s,
                            u"jane@example.com"_s,
                            u"\n"_s,
                            u"Mr. John Smith "_s,
                            u"4111 1111 "_s,
                            u"\U0001F600"_s,
                            u"SSN"_s,
                            u"e\u0301"_s,
                            u"12 High St "_s,
                            u"\u00ad"_s,
                            u","_s,
                            u"王先生"_s,
                            u"https://x.org/"_s,
                            u"1/2/2020"_s,
                            u"+44 20 7946 0958"_s};
    QRandomGenerator random(8);
    for (int round = 0; round < 300; ++round) {
        QString text;
        for (int i = random.bounded(1, 20); i > 0; --i)
            text += parts[random.bounded(int(parts.size()))];
        qsizetype last = 0;
        for (const TextHit &hit : m_scanner->scan(text)) {
            QVERIFY(hit.begin >= last && hit.end > hit.begin && hit.end <= text.size());
            QVERIFY(!text[hit.begin].isLowSurrogate());
            QVERIFY(hit.end == text.size() || !text[hit.end].isLowSurrogate());
            last = hit.end;
        }
    }
}

void tst_textscanner::boundsHostileText_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("digits") << QString(100'000, u'7');
    QTest::newRow("at signs") << QString(1'000'000, u'@');
    QTest::newRow("mail chains") << u"a@"_s.repeated(200'000);
    QTest::newRow("dots") << u"a."_s.repeated(300'000);
    QTest::newRow("digit groups") << u"12 "_s.repeated(200'000);
    QTest::newRow("capitals") << u"Ab "_s.repeated(200'000);
    QTest::newRow("plus signs") << u"+1"_s.repeated(100'000);
    QTest::newRow("letters") << QString(1'000'000, u'x');
    QTest::newRow("brackets") << u"(((["_s.repeated(100'000);
    QTest::newRow("labels") << u"address: 1 name: "_s.repeated(30'000);
    QTest::newRow("colons") << u"1:"_s.repeated(200'000);
    QTest::newRow("delimiters") << QString(u"name,ssn\n"_s + QString(200'000, u','));
    QTest::newRow("line ends") << u"1\n"_s.repeated(200'000);
    QTest::newRow("Han") << QString(300'000, QChar(u'王'));
    QTest::newRow("marks") << QString(u'e' + QString(300'000, QChar(0x301)));
    QTest::newRow("NUL") << QString(300'000, QChar(0));
}

void tst_textscanner::boundsHostileText()
{
    QFETCH(QString, text);
    QElapsedTimer timer;
    timer.start();
    const auto hits = m_scanner->scan(text);
    const qint64 elapsed = timer.elapsed();
    qInfo() << text.size() / 1000 << "thousand units:" << elapsed << "ms," << hits.size() << "hits";
    QVERIFY(elapsed < 30'000);
}

void tst_textscanner::stopsPromptly()
{
    QString text;
    while (text.size() < 8'000'000)
        text += u"Mr. John Smith of 12 High Street, 219-09-9999, wrote to jane@example.com. "_s;
    int asked = 0;
    qint64 since = -1;
    QElapsedTimer timer;
    timer.start();
    Coverage coverage = Coverage::Complete;
    std::ignore = m_scanner->scan(
        text,
        [&] {
            if (++asked < 40)
                return false;
            since = since < 0 ? timer.elapsed() : since;
            return true;
        },
        coverage);
    QCOMPARE(int(coverage), int(Coverage::Partial));
    // 200 ms is the promise; a loaded machine gets more before this fails.
    qInfo() << "stopped after" << timer.elapsed() - since << "ms";
    QVERIFY(timer.elapsed() - since < 2000);
}

void tst_textscanner::printsThroughput()
{
    const QStringList prose{
        u"The committee met again in the afternoon and went through the remaining items without "
        "much discussion; the chair thanked everybody for coming.\n"_s,
        u"It was agreed that the report would be circulated before the end of the week, and that "
        "comments on the second part should be sent to the secretary.\n"_s,
        u"Nothing in the records of that period suggests that the building had been in use, though "
        "several neighbours remembered lights in the upper windows at night.\n"_s};
    const QString data =
        u"On January 5, 2020 Mr. John Smith (SSN 219-09-9999) of 426 Cherry Ln, Lakewood, OR 10005 "
        "called +1 (802) 273-2530 and wrote to john.smith@example.com.\n"_s;
    QRandomGenerator random(1);
    for (const int share : {0, 3, 15}) {
        QString text;
        while (text.size() < 4'000'000)
            text += random.bounded(100) < share ? data : prose[random.bounded(3)];
        const std::clock_t begin = std::clock();
        const auto hits = m_scanner->scan(text);
        const double seconds = double(std::clock() - begin) / CLOCKS_PER_SEC;
        qInfo().noquote()
            << u"%1 % of lines with data: %2 MB per second of processor time, %3 hits"_s.arg(share)
                   .arg(double(text.size()) / 1e6 / std::max(seconds, 1e-6), 0, 'f', 1)
                   .arg(hits.size());
        QVERIFY(share == 0 || !hits.empty());
    }
}

QTEST_GUILESS_MAIN(tst_textscanner)
#include "tst_textscanner.moc"
