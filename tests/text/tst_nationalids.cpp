// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/idrules.h"
#include "core/text/textscanner.h"

#include <QtTest>

#include <algorithm>

using namespace redoubt;
using namespace redoubt::text;
using namespace Qt::StringLiterals;

namespace {

constexpr double kCertain = 0.6;

std::vector<TextHit> scan(const QString &text)
{
    static const auto scanner = TextScanner::create({});
    return (*scanner)->scan(text);
}

/// Score of the finding of that type that covers all of @a value in @a text; 0 if there is none.
double scoreOf(const QString &text, const QString &value, const QString &type)
{
    const qsizetype begin = text.indexOf(value);
    double score = 0;
    for (const TextHit &hit : scan(text)) {
        if (hit.type == type && hit.begin <= begin && hit.end >= begin + value.size())
            score = std::max(score, hit.score);
    }
    return score;
}

} // namespace

class tst_nationalids : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsItsRules();
    void acceptsByTheRule_data();
    void acceptsByTheRule();
    void refusesSlips_data() { acceptsByTheRule_data(); }
    void refusesSlips();
    void survivesAnyInput();
    void isCertainWithALabel_data();
    void isCertainWithALabel();
    void weakDigitsAloneAreNotCertain_data();
    void weakDigitsAloneAreNotCertain();
    void findsNothingInOrdinaryNumbers();
};

void tst_nationalids::knowsItsRules()
{
    QVERIFY(idRule(u"de_tax_id"));
    QVERIFY(idRule(u"in_gstin"));
    QVERIFY(idRule(u"au_abn"));
    QVERIFY(!idRule(u"tarot"));
    QVERIFY(!idRule(u""));
}

/// Specimens that the issuers publish, and invented numbers.
void tst_nationalids::acceptsByTheRule_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("id");
    const auto row = [](const char *rule, const char *id) {
        QTest::addRow("%s %s", rule, id) << QString::fromLatin1(rule) << QString::fromLatin1(id);
    };
    row("de_tax_id", "65929970489");
    row("de_tax_id", "86095742719");
    row("de_pension", "15070649C103");
    row("de_health", "A123456780");
    row("de_physician", "123456601");
    row("de_document", "L01X00T471");
    row("de_vat", "DE136695976");
    row("es_nif", "12345678Z");
    row("es_nie", "X1234567L");
    row("es_company", "A58818501");
    row("fi_hetu", "131052308T");
    row("fi_hetu", "131052A308T");
    row("it_fiscal_code", "RSSMRA85T10A562S");
    row("it_vat", "00743110157");
    row("fr_nir", "255081416802538");
    row("pl_pesel", "44051401359");
    row("se_person", "8112189876");
    row("se_person", "198112189876");
    row("se_company", "5560160680");
    row("tr_id", "10000000146");
    row("ch_ahv", "7569217076985");
    row("at_insurance", "1237010180");
    row("pt_nif", "123456789");
    row("kr_business", "1048656659");
    row("sg_nric", "S1234567D");
    row("sg_nric", "F1234567N");
    row("sg_nric", "G1234567X");
    row("sg_uen", "00192200M");
    row("sg_uen", "197401143C");
    row("sg_uen", "S16FC0121D");
    row("th_id", "1234567890121");
    row("in_gstin", "27AAPFU0939F1ZV");
    row("jp_my_number", "123456789018");
    row("tw_id", "A123456789");
    row("hk_id", "A1234563");
    row("au_abn", "51824753556");
    row("au_acn", "004085616");
    row("au_tfn", "123456782");
    row("au_medicare", "2123456701");
    row("ca_sin", "130692544");
    row("za_id", "8001015009087");
    row("br_cpf", "12345678909");
    row("br_cnpj", "11222333000181");
}

void tst_nationalids::acceptsByTheRule()
{
    QFETCH(QString, rule);
    QFETCH(QString, id);
    QCOMPARE(int(idRule(rule)(id)), int(Verdict::Valid));
}

/// What check digits are for: one wrong digit. A few rules leave a gap, none more than one in five.
void tst_nationalids::refusesSlips()
{
    QFETCH(QString, rule);
    QFETCH(QString, id);
    int slips = 0;
    int accepted = 0;
    for (qsizetype at = 0; at < id.size(); ++at) {
        const int digit = idrules::digit(id[at]);
        if (digit < 0)
            continue;
        for (int other = 0; other < 10; ++other) {
            if (other == digit)
                continue;
            QString wrong = id;
            wrong[at] = QChar(char16_t(u'0' + other));
            ++slips;
            accepted += idRule(rule)(wrong) == Verdict::Valid ? 1 : 0;
        }
    }
    // The issue number of a Medicare card and the office of a physician's number are not covered.
    const int free = rule == u"au_medicare" ? 9 : rule == u"de_physician" ? 18 : 0;
    QVERIFY2((accepted - free) * 5 <= slips, qPrintable(u"%1 of %2"_s.arg(accepted).arg(slips)));
}

void tst_nationalids::survivesAnyInput()
{
    QStringList inputs{QString(), u"A"_s, u"0"_s, QString(40, u'9'), QString(40, u'Z')};
    for (int size = 1; size <= 20; ++size) {
        inputs += {QString(size, u'0'), QString(size, u'9'),          QString(size, u'A'),
                   QString(size, u'Z'), u"A"_s + QString(size, u'7'), QString(size, u'7') + u'A'};
    }
    for (const auto table : {europeanIdRules(), asianIdRules(), otherIdRules()}) {
        for (const NamedIdRule &entry : table) {
            for (const QString &input : inputs)
                std::ignore = entry.rule(input); // must only end
        }
    }
}

void tst_nationalids::isCertainWithALabel_data()
{
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("type");
    const auto row = [](const QString &label, const QString &value, const QString &type) {
        QTest::addRow("%s", qUtf8Printable(label + u' ' + value)) << label << value << type;
    };
    const QString national = u"national_id"_s;
    const QString tax = u"tax_id"_s;
    const QString passport = u"passport"_s;
    const QString licence = u"driving_licence"_s;
    const QString registration = u"registration_number"_s;
    const QString health = u"health_plan_id"_s;
    const QString plate = u"licence_plate"_s;
    row(u"Steuer-ID:"_s, u"65929970489"_s, tax);
    row(u"Steuernummer"_s, u"181/815/08155"_s, tax);
    row(u"Personalausweis Nr."_s, u"L01X00T47"_s, national);
    row(u"Reisepass"_s, u"C01X00T47"_s, passport);
    row(u"Rentenversicherungsnummer"_s, u"15070649C103"_s, national);
    row(u"Krankenkasse, KVNR"_s, u"A123456780"_s, health);
    row(u"LANR"_s, u"123456601"_s, registration);
    row(u"BSNR"_s, u"021234568"_s, registration);
    row(u"Führerschein"_s, u"B072RRE2I55"_s, licence);
    row(u"Amtsgericht Musterstadt"_s, u"HRB 12345"_s, registration);
    row(u"Kennzeichen"_s, u"M-AB 1234"_s, plate);
    row(u"DNI"_s, u"12345678Z"_s, national);
    row(u"NIE"_s, u"X1234567L"_s, national);
    row(u"CIF"_s, u"A58818501"_s, tax);
    row(u"Mi pasaporte es"_s, u"XDD123456"_s, passport);
    row(u"hetu"_s, u"131052-308T"_s, national);
    row(u"Codice fiscale"_s, u"RSSMRA85T10A562S"_s, national);
    row(u"Partita IVA"_s, u"00743110157"_s, u"vat_id"_s);
    row(u"Carta d'identità"_s, u"CA12345AB"_s, national);
    row(u"Patente di guida"_s, u"U1H00B000C"_s, licence);
    row(u"Numéro de sécurité sociale :"_s, u"2 55 08 14 168 025 38"_s, national);
    row(u"PESEL"_s, u"44051401359"_s, national);
    row(u"personnummer"_s, u"811218-9876"_s, national);
    row(u"Organisationsnummer"_s, u"556016-0680"_s, registration);
    row(u"TC Kimlik No:"_s, u"10000000146"_s, national);
    row(u"Plaka"_s, u"34 ABC 123"_s, plate);
    row(u"Driving licence"_s, u"MORGA657054SM9IJ"_s, licence);
    row(u"The vehicle, registration"_s, u"AB51 ABC"_s, plate);
    row(u"AHV-Nummer"_s, u"756.9217.0769.85"_s, national);
    row(u"SVNR"_s, u"1237 010180"_s, national);
    row(u"Contribuinte"_s, u"123456789"_s, tax);
    row(u"주민등록번호"_s, u"960121-1234567"_s, national);
    row(u"외국인등록번호"_s, u"911124-5678901"_s, national);
    row(u"사업자등록번호"_s, u"104-86-56659"_s, registration);
    row(u"운전면허번호"_s, u"11-22-123456-12"_s, licence);
    row(u"여권번호"_s, u"M123A4567"_s, passport);
    row(u"NRIC"_s, u"S1234567D"_s, national);
    row(u"UEN"_s, u"197401143C"_s, registration);
    row(u"เลขประจำตัวประชาชน"_s, u"1234567890121"_s, national);
    row(u"GSTIN"_s, u"27AAPFU0939F1ZV"_s, tax);
    row(u"Voter ID"_s, u"KSD1287349"_s, national);
    row(u"vehicle registration number"_s, u"KA53ME3456"_s, plate);
    row(u"マイナンバー"_s, u"1234 5678 9018"_s, national);
    row(u"身分證字號"_s, u"A123456789"_s, national);
    row(u"HKID"_s, u"A123456(3)"_s, national);
    row(u"ABN"_s, u"51 824 753 556"_s, registration);
    row(u"ACN"_s, u"004 085 616"_s, registration);
    row(u"tax file number"_s, u"123 456 782"_s, tax);
    row(u"Medicare card"_s, u"2123 45670 1"_s, health);
    row(u"my SIN is"_s, u"130-692-544"_s, national);
    row(u"RSA ID"_s, u"8001015009087"_s, national);
    row(u"CPF"_s, u"123.456.789-09"_s, national);
    row(u"CNPJ"_s, u"11.222.333/0001-81"_s, registration);
    row(u"NIN"_s, u"12345678901"_s, national);
    row(u"TIN:"_s, u"000-123-456-000"_s, tax);
}

void tst_nationalids::isCertainWithALabel()
{
    QFETCH(QString, label);
    QFETCH(QString, value);
    QFETCH(QString, type);
    const QString text = u"\U0001F600 "_s + label + u' ' + value + u", noted.\n"_s;
    const double score = scoreOf(text, value, type);
    QVERIFY2(score >= kCertain, qPrintable(QString::number(score)));
}

void tst_nationalids::weakDigitsAloneAreNotCertain_data()
{
    QTest::addColumn<QString>("text");
    // One check digit is right in one of ten or eleven numbers of any kind.
    for (const char *text :
         {"65929970489",  "123456601",      "00743110157", "44051401359", "8112189876",
          "5560160680",   "1237010180",     "123456789",   "1048656659",  "1234567890121",
          "123456789018", "004 085 616",    "123 456 782", "2123456701",  "130692544",
          "12345678909",  "11222333000181", "51824753556", "10000000146", "181/815/08155",
          "021234568",    "12345678901"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void tst_nationalids::weakDigitsAloneAreNotCertain()
{
    QFETCH(QString, text);
    for (const TextHit &hit : scan(u"It says "_s + text + u" there.\n"_s))
        QVERIFY2(hit.score < kCertain, qPrintable(hit.type + u' ' + hit.recognizer));
}

void tst_nationalids::findsNothingInOrdinaryNumbers()
{
    const QString text =
        u"Version 10.4.2 of 2024 has 1,234,567 lines; 30 MB 4096, 12 MAY 2020, 60 HZ 230 V.\n"
        "See ISO 9001:2015, RFC 2822 and part AB-12. The sum is 1.234.567,89 EUR for 15 pcs.\n"
        "commit 8b29ef0d, tag v1.2.3, id 0x7fff1234, port 8080, CASE WHEN 10 THEN 20 END\n"_s;
    for (const TextHit &hit : scan(text)) {
        QVERIFY2(hit.type == u"date" || hit.type == u"url",
                 qPrintable(hit.type + u' ' + hit.recognizer));
    }
}

QTEST_GUILESS_MAIN(tst_nationalids)
#include "tst_nationalids.moc"
