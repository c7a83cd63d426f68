// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/phoneregions.h"
#include "core/text/textscanner.h"

#include <QtTest>

using namespace redoubt;
using namespace redoubt::text;
using namespace Qt::StringLiterals;

namespace {

constexpr double kCertain = 0.6;

QString described(const QString &text, const std::vector<TextHit> &hits)
{
    QString all;
    for (const TextHit &hit : hits)
        all += u"%1 \"%2\" %3 (%4); "_s.arg(hit.type, text.mid(hit.begin, hit.end - hit.begin))
                   .arg(hit.score)
                   .arg(hit.recognizer);
    return all;
}

bool isPhone(const TextHit &hit)
{
    return hit.type == u"phone_number" || hit.type == u"cn_mobile";
}

} // namespace

/// Numbers of many countries, read by somebody in the United States.
class tst_phones : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void findsNumbersBehindLabels_data();
    void findsNumbersBehindLabels();
    void proposesNumbersOfTheScript_data();
    void proposesNumbersOfTheScript();
    void leavesOtherNumbers_data();
    void leavesOtherNumbers();
    void isNotCertainOfDates();
    void tellsRegions();

private:
    std::shared_ptr<const TextScanner> m_scanner;
};

void tst_phones::initTestCase()
{
    const auto made = TextScanner::create({});
    QVERIFY(made);
    m_scanner = *made;
}

void tst_phones::findsNumbersBehindLabels_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("after");
    const auto row = [](const QString &before, const QString &number, const QString &after = {}) {
        QTest::addRow("%s%s", qUtf8Printable(before), qUtf8Printable(number))
            << before << number << after;
    };
    row(u"山田太郎さんの電話は"_s, u"090-1234-5678"_s, u"です。"_s);
    row(u"電話："_s, u"03-1234-5678"_s);
    row(u"電話番号 "_s, u"03-1234-5678"_s, u" 山田"_s);
    row(u"携帯は"_s, u"09012345678"_s, u"です"_s);
    row(u"電話は"_s, u"03(3123)4567"_s, u"です"_s);
    row(u"TEL "_s, u"０３－３１２３－４５６７"_s, u"（代表）"_s);
    row(u"电话："_s, u"010-62345678"_s);
    row(u"联系电话是"_s, u"021 6234 5678"_s, u"。"_s);
    row(u"请拨打电话"_s, u"02162345678"_s, u"联系"_s);
    row(u"聯絡電話是"_s, u"02-2345-6789"_s, u"，"_s);
    row(u"手機"_s, u"0912 345 678"_s);
    row(u"전화번호는 "_s, u"02-312-3456"_s, u"입니다."_s);
    row(u"전화번호는"_s, u"010-3123-4567"_s, u"입니다."_s);
    row(u"휴대폰 "_s, u"01031234567"_s);
    row(u"Tel. "_s, u"030 1234567"_s);
    row(u"Tel."_s, u"030/1234567"_s);
    row(u"Die Telefonnummer lautet "_s, u"0171 2345678"_s, u" (ab 18 Uhr)."_s);
    row(u"Son téléphone est le "_s, u"01 42 68 53 00"_s, u"."_s);
    row(u"Tél. "_s, u"01.42.68.53.00"_s);
    row(u"Tél.: "_s, u"0142685300"_s);
    row(u"Su teléfono es el "_s, u"912 34 56 78"_s, u"."_s);
    row(u"Móvil "_s, u"612345678"_s);
    row(u"Il suo telefono è "_s, u"06 4872 1234"_s, u"."_s);
    row(u"Cellulare "_s, u"347 1234567"_s);
    row(u"O telefone dele é "_s, u"(11) 91234-5678"_s, u"."_s);
    row(u"Telemóvel "_s, u"912 345 678"_s);
    row(u"тел. "_s, u"8 (495) 123-45-67"_s, u", доб. 2"_s);
    row(u"тел."_s, u"8-916-123-45-67"_s);
    row(u"Телефон: "_s, u"89161234567"_s);
    row(u"Мой телефон "_s, u"(495) 123-45-67"_s, u"."_s);
}

void tst_phones::findsNumbersBehindLabels()
{
    QFETCH(QString, before);
    QFETCH(QString, number);
    QFETCH(QString, after);
    for (const QString &lead : {u""_s, u"A line of English.\n"_s}) {
        const QString text = lead + before + number + after + u"\n"_s;
        const qsizetype begin = lead.size() + before.size();
        const auto hits = m_scanner->scan(text);
        QVERIFY2(std::any_of(hits.begin(), hits.end(),
                             [&](const TextHit &hit) {
                                 return isPhone(hit) && hit.begin <= begin &&
                                        hit.end >= begin + number.size() && hit.score >= kCertain;
                             }),
                 qPrintable(described(text, hits)));
    }
}

void tst_phones::proposesNumbersOfTheScript_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("after");
    const auto row = [](const QString &before, const QString &number, const QString &after) {
        QTest::addRow("%s%s", qUtf8Printable(before), qUtf8Printable(number))
            << before << number << after;
    };
    row(u"山田さん "_s, u"090-1234-5678"_s, u" まで"_s);
    row(u"ご用の方は"_s, u"03-1234-5678"_s, u"まで。"_s);
    row(u"김하늘 "_s, u"010-3123-4567"_s, u" 으로"_s);
    row(u"王芳 "_s, u"010 6234 5678"_s, u"，北京"_s);
    row(u"Иван Петров, "_s, u"8 (495) 123-45-67"_s, u", Москва"_s);
    row(u"Иван Петров, "_s, u"8-916-123-45-67"_s, u""_s);
    row(u"Олена, "_s, u"067 123 45 67"_s, u", Київ"_s);
}

void tst_phones::proposesNumbersOfTheScript()
{
    QFETCH(QString, before);
    QFETCH(QString, number);
    QFETCH(QString, after);
    const QString text = before + number + after + u"\n"_s;
    const auto hits = m_scanner->scan(text);
    QVERIFY2(std::any_of(hits.begin(), hits.end(),
                         [&](const TextHit &hit) {
                             return isPhone(hit) && hit.begin <= before.size() &&
                                    hit.end >= before.size() + number.size();
                         }),
             qPrintable(described(text, hits)));
    // The same number among words that speak of no country is none.
    const QString plain = u"value "_s + number + u" in the table\n"_s;
    const auto other = m_scanner->scan(plain);
    QVERIFY2(std::none_of(other.begin(), other.end(), isPhone),
             qPrintable(described(plain, other)));
}

void tst_phones::leavesOtherNumbers_data()
{
    QTest::addColumn<QString>("text");
    for (const QString &text :
         {u"会議は2024-03-14と2024年10-12月に開かれた。"_s,
          u"売上は1,234,567円、比率は12.34です。"_s, u"電話会議は2024-03-14 10:30から。"_s,
          u"2010-2012年销售了1234567件，合同12345678号"_s, u"电话调查于2020年10-12月进行"_s,
          u"회의는 2024-03-14 에 2024.10.12 열렸다"_s,
          u"в 2010-2012 годах продано 1 234 567 штук"_s, u"Отель 12345 67 открыт 14.03.2024"_s,
          u"Дом 8, кв. 495, 14.03.2024"_s, u"Fax vom 14.03.2024"_s, u"Mobil seit 2024-03-14"_s,
          u"Fixe: 12,50; Tel: siehe Seite 12-14"_s, u"fig. 0212 555 1234 and no. 030 1234567"_s,
          u"part 8-916-123-45-67 and 03-1234-5678"_s, u"El celular cuesta 1.234.567 pesos"_s})
        QTest::addRow("%s", qUtf8Printable(text)) << text;
}

void tst_phones::leavesOtherNumbers()
{
    QFETCH(QString, text);
    const auto hits = m_scanner->scan(text);
    QVERIFY2(std::none_of(hits.begin(), hits.end(), isPhone), qPrintable(described(text, hits)));
}

/// Behind a label they are proposed, as in any country, but not more.
void tst_phones::isNotCertainOfDates()
{
    for (const QString &text : {u"Tel: siehe 2010-2012"_s, u"Mobil 20240314"_s,
                                u"Telefon seit 14.3.24"_s, u"Tel 2024 03 14"_s}) {
        const auto hits = m_scanner->scan(text);
        QVERIFY2(
            std::none_of(hits.begin(), hits.end(),
                         [](const TextHit &hit) { return isPhone(hit) && hit.score >= kCertain; }),
            qPrintable(described(text, hits)));
    }
}

void tst_phones::tellsRegions()
{
    const PhoneRegions regions;
    QCOMPARE(regions.labelled(u"山田の電話は"), (QStringList{u"JP"_s, u"TW"_s, u"HK"_s}));
    QCOMPARE(regions.labelled(u"전화번호는 "), QStringList{u"KR"_s});
    QVERIFY(regions.labelled(u"tel. 030 1234567, kundennr. ").isEmpty());
    QVERIFY(regions.labelled(u"hotel ").isEmpty());
    QVERIFY(regions.labelled(u"").isEmpty());
    const QString text = u"Call 212 456 1234, или 8 495 123 45 67"_s;
    QVERIFY(PhoneRegions::written(text, 5, 17).contains(u"RU"_s));
    QVERIFY(PhoneRegions::written(u"Call 212 456 1234 naïvely"_s, 5, 17).isEmpty());
    QVERIFY(PhoneRegions::written(u"12"_s + QString(500, u' ') + u"山"_s, 0, 2).isEmpty());
}

QTEST_GUILESS_MAIN(tst_phones)
#include "tst_phones.moc"
