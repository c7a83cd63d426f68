// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/validators.h"

#include <QtTest>

using namespace redoubt::text;
using namespace Qt::StringLiterals;

class tst_validators : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void judges_data();
    void judges();
    void refusesEveryOtherCheckDigit_data();
    void refusesEveryOtherCheckDigit();
    void findsTheEndOfAnIban();
    void survivesShortInput();
    void knowsItsNames();
};

void tst_validators::judges_data()
{
    QTest::addColumn<QString>("validator");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("verdict");
    const int valid = int(Verdict::Valid);
    const int plausible = int(Verdict::Plausible);
    const int invalid = int(Verdict::Invalid);
    const auto row = [](const char *validator, const char *text, int verdict) {
        QTest::addRow("%s %s", validator, text)
            << QString::fromLatin1(validator) << QString::fromLatin1(text) << verdict;
    };
    row("card", "4111 1111 1111 1111", valid);
    row("card", "4095-2609-9393-4932", valid);
    row("card", "378282246310005", valid);
    row("card", "30569309025904", valid);
    row("card", "4111111111111112", invalid);
    row("card", "0000000000000000", invalid);
    row("iban", "GB82 WEST 1234 5698 7654 32", valid);
    row("iban", "IL150120690000003111111", valid);
    row("iban", "GB83WEST12345698765432", invalid);
    row("iban", "ZZ82WEST12345698765432", invalid);
    row("us_ssn", "219-09-9999", valid);
    row("us_ssn", "666-12-3456", invalid);
    row("us_ssn", "000-12-3456", invalid);
    row("us_ssn", "219-00-9999", invalid);
    row("us_ssn", "219-09-0000", invalid);
    row("us_ssn", "912-09-1234", invalid);
    row("us_itin", "912-70-1234", valid);
    row("us_itin", "912-93-1234", invalid);
    row("us_bank_routing", "021000021", valid);
    row("us_bank_routing", "021000022", invalid);
    row("us_npi", "1234567893", valid);
    row("us_npi", "1234567890", invalid);
    row("us_dea", "AB1234563", valid);
    row("us_dea", "AB1234564", invalid);
    row("uk_nhs", "943 476 5919", valid);
    row("uk_nhs", "943 476 5918", invalid);
    row("uk_nino", "AB123456C", valid);
    row("uk_nino", "GB123456C", invalid);
    row("uk_nino", "DA123456C", invalid);
    row("cn_resident_id", "11010519491231002X", valid);
    row("cn_resident_id", "110105194912310021", plausible);
    row("cn_resident_id", "110105194913310021", invalid);
    row("aadhaar", "2363 6363 6365", invalid);
    row("vin", "1M8GDM9AXKP042788", valid);
    row("vin", "1M8GDM9A1KP042788", plausible);
    row("imei", "490154203237518", valid);
    row("imei", "490154203237519", invalid);
    row("bitcoin_base58", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", valid);
    row("bitcoin_base58", "16Yeky6GMjeNkAiNcBY7ZhrLoMSgg1BoyZ", valid);
    row("bitcoin_base58", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", invalid);
    row("bitcoin_bech32", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", valid);
    row("bitcoin_bech32", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", invalid);
    row("ipv6", "2001:db8::1", valid);
    row("ipv6", "fe80:0:0:0:1:2:3:4", valid);
    row("ipv6", "12:34:56", invalid);
    row("ipv6", "a::b", invalid);
    row("ipv6", "1::2::3", invalid);
    row("date", "12/31/1999", valid);
    row("date", "31.12.1999", valid);
    row("date", "1999-02-30", invalid);
    row("date", "45/45/1999", invalid);
    row("date", "19991231", valid);
    row("coordinates", "51.5007, -0.1246", valid);
    row("coordinates", "91.5007, -0.1246", invalid);
    row("phone", "(212) 456-1234", valid);
    row("phone", "+44 20 7946 0958", valid);
    row("phone", "123", invalid);
    row("us_state", "CA 90210", valid);
    row("us_state", "ZZ 90210", invalid);
}

void tst_validators::judges()
{
    QFETCH(QString, validator);
    QFETCH(QString, text);
    QFETCH(int, verdict);
    const auto known = validatorFromString(validator);
    QVERIFY(known);
    QCOMPARE(int(validate(*known, text, 0, text.size(), u"US"_s).verdict), verdict);
}

void tst_validators::refusesEveryOtherCheckDigit_data()
{
    QTest::addColumn<QString>("validator");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("at");
    QTest::newRow("card") << u"card"_s << u"4111111111111111"_s << 15;
    QTest::newRow("routing") << u"us_bank_routing"_s << u"021000021"_s << 8;
    QTest::newRow("npi") << u"us_npi"_s << u"1234567893"_s << 9;
    QTest::newRow("nhs") << u"uk_nhs"_s << u"9434765919"_s << 9;
    QTest::newRow("imei") << u"imei"_s << u"490154203237518"_s << 14;
    QTest::newRow("iban") << u"iban"_s << u"GB82WEST12345698765432"_s << 21;
}

void tst_validators::refusesEveryOtherCheckDigit()
{
    QFETCH(QString, validator);
    QFETCH(QString, text);
    QFETCH(int, at);
    int accepted = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit) {
        text[at] = QChar(digit);
        accepted +=
            validate(*validatorFromString(validator), text, 0, text.size(), u"US"_s).verdict ==
                    Verdict::Valid
                ? 1
                : 0;
    }
    QCOMPARE(accepted, 1);
    // Verhoeff alone catches every single slip, and exactly one check digit fits.
    int fits = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        fits += passesVerhoeff(QString(u"23412341234"_s + QChar(digit))) ? 1 : 0;
    QCOMPARE(fits, 1);
    QVERIFY(passesVerhoeff(u"2363")); // the published example 236 with its check digit 3
}

void tst_validators::findsTheEndOfAnIban()
{
    const QString text = u"GB82 WEST 1234 5698 7654 32 AND"_s;
    const Check check = validate(Validator::Iban, text, 0, text.size(), u"US"_s);
    QCOMPARE(int(check.verdict), int(Verdict::Valid));
    QCOMPARE(check.end, 27);
}

void tst_validators::survivesShortInput()
{
    for (int i = int(Validator::None) + 1; i <= int(Validator::HasDigit); ++i) {
        for (const QString &text : {u"1 "_s, u"AB"_s, u"::"_s, u"--"_s, u"99999999999999999999"_s})
            std::ignore = validate(Validator(i), text, 0, text.size(), u"US"_s).verdict;
    }
    QVERIFY(!passesLuhn(u""));
    QVERIFY(!passesVerhoeff(u""));
    QCOMPARE(ibanLength(u"FR"), 27);
    QCOMPARE(ibanLength(u"QQ"), 0);
}

void tst_validators::knowsItsNames()
{
    QVERIFY(validatorFromString(u""));
    QVERIFY(!validatorFromString(u"horoscope"));
}

QTEST_GUILESS_MAIN(tst_validators)
#include "tst_validators.moc"
