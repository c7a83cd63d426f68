// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/labels.h"
#include "core/text/textscanner.h"

#include <QSet>
#include <QtTest>

#include <algorithm>

using namespace redoubt;
using namespace redoubt::text;
using namespace Qt::StringLiterals;

namespace {

constexpr double kCertain = 0.6;

bool finds(const QString &text, const QString &value, const QString &type, QString &found)
{
    static const auto scanner = TextScanner::create({});
    const qsizetype begin = text.indexOf(value);
    bool is = false;
    for (const TextHit &hit : (*scanner)->scan(text)) {
        found += u"%1 \"%2\" %3; "_s.arg(hit.type, text.mid(hit.begin, hit.end - hit.begin))
                     .arg(hit.score);
        is = is || (hit.type == type && hit.begin == begin && hit.end == begin + value.size() &&
                    hit.score >= kCertain);
    }
    return is;
}

} // namespace

class tst_labels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyLanguageNamesTheSameThings();
    void findsTheValueBehindItsLabel_data();
    void findsTheValueBehindItsLabel();
    void labelsAreNoNames();
    void readsColumns_data();
    void readsColumns();
};

void tst_labels::everyLanguageNamesTheSameThings()
{
    QSet<QString> types;
    for (const Label &label : builtInLabels()) {
        QVERIFY(!label.text.isEmpty());
        types.insert(label.type);
    }
    for (const QString &type : {u"person_name"_s, u"phone_number"_s, u"street_address"_s, u"date"_s,
                                u"email_address"_s, u"bank_account"_s, u"national_id"_s})
        QVERIFY2(types.contains(type), qPrintable(type));
    const auto knows = [](const QString &text) {
        return std::any_of(builtInLabels().begin(), builtInLabels().end(),
                           [&](const Label &label) { return label.text == text; });
    };
    // Keyboards without accents.
    QVERIFY(knows(u"Straße"_s) && knows(u"Strasse"_s));
    QVERIFY(knows(u"Führerscheinnummer"_s) && knows(u"Fuehrerscheinnummer"_s));
    QVERIFY(knows(u"Téléphone"_s) && knows(u"Telephone"_s));
    QVERIFY(knows(u"생년월일"_s) && knows(u"フリガナ"_s));
}

void tst_labels::findsTheValueBehindItsLabel_data()
{
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("type");
    const auto row = [](const QString &label, const QString &value, const QString &type) {
        QTest::addRow("%s", qUtf8Printable(label)) << label << value << type;
    };
    const QString name = u"person_name"_s;
    const QString phone = u"phone_number"_s;
    const QString address = u"street_address"_s;
    const QString date = u"date"_s;
    const QString account = u"bank_account"_s;
    row(u"Name des Kindes: "_s, u"Xaver Öztürk"_s, name);
    row(u"Familienname:\t"_s, u"von der Wiesche"_s.mid(8), name);
    row(u"Telefonnummer: "_s, u"070-174 06 05"_s, phone);
    row(u"Handy: "_s, u"0171 1234567"_s, phone);
    row(u"Anschrift: "_s, u"Am Anger 12, 99084 Erfurt"_s, address);
    row(u"Geburtsdatum: "_s, u"3. März 1984"_s, date);
    row(u"Kontonummer: "_s, u"0532013000"_s, account);
    row(u"Nom : "_s, u"Lefèvre"_s, name);
    row(u"Prénom : "_s, u"Maëlys"_s, name);
    row(u"Portable : "_s, u"06 12 34 56 78"_s, phone);
    row(u"Domicile : "_s, u"12 bis, le Bourg, 35000 Rennes"_s, address);
    row(u"Née le "_s, u"14 février 1990"_s, date);
    row(u"Apellidos: "_s, u"Ibáñez de la Fuente"_s, name);
    row(u"Teléfono móvil: "_s, u"612 34 56 78"_s, phone);
    row(u"Fecha de nacimiento: "_s, u"5 de mayo de 1979"_s, date);
    row(u"Cognome: "_s, u"D’Aquino"_s, name);
    row(u"Cellulare: "_s, u"347 1234567"_s, phone);
    row(u"Residente in: "_s, u"Contrada Sole 5, 85100 Potenza"_s, address);
    row(u"Nome da mãe: "_s, u"Conceição Araújo"_s, name);
    row(u"Telemóvel: "_s, u"912 345 678"_s, phone);
    row(u"Morada: "_s, u"Beco do Carmo 3, 1200-092 Lisboa"_s, address);
    row(u"氏名："_s, u"高橋美咲"_s, name);
    row(u"電話番号："_s, u"090-1234-5678"_s, phone);
    row(u"生年月日："_s, u"平成2年3月14日"_s, date);
    row(u"성명: "_s, u"김하늘"_s, name);
    row(u"휴대폰: "_s, u"010-1234-5678"_s, phone);
    row(u"생년월일: "_s, u"1990.03.14"_s, date);
    row(u"聯絡人姓名："_s, u"歐陽雅筑"_s, name);
    row(u"行動電話："_s, u"0912-345-678"_s, phone);
    row(u"出生日期："_s, u"民國79年3月14日"_s, date);
    row(u"监护人："_s, u"慕容雪"_s, name);
}

void tst_labels::findsTheValueBehindItsLabel()
{
    QFETCH(QString, label);
    QFETCH(QString, value);
    QFETCH(QString, type);
    QString found;
    QVERIFY2(finds(u"Blatt 1\n"_s + label + value + u"\nX\n"_s, value, type, found),
             qPrintable(found));
}

/// An empty form has no people in it.
void tst_labels::labelsAreNoNames()
{
    QString found;
    const QString form = u"Name:\nVorname:\nGeburtsdatum:\nTelefon:\n"_s;
    QVERIFY2(!finds(form, u"Vorname"_s, u"person_name"_s, found), qPrintable(found));
    QVERIFY2(!found.contains(u"person_name"_s), qPrintable(found));
}

void tst_labels::readsColumns_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("type");
    const auto row = [](const QString &title, const QString &value, const QString &type) {
        QTest::addRow("%s", qUtf8Printable(title)) << title << value << type;
    };
    for (const QString &title :
         {u"Telefonnummer"_s, u"Telefon"_s, u"Mobil"_s, u"Handy"_s, u"Telefono"_s, u"Teléfono"_s,
          u"Portable"_s, u"GSM"_s, u"電話番号"_s, u"연락처"_s, u"手機號碼"_s, u"Telemóvel"_s})
        row(title, u"070-174 06 05"_s, u"phone_number"_s);
    row(u"Nachname"_s, u"Wegener"_s, u"person_name"_s);
    row(u"Cognome"_s, u"Bellandi"_s, u"person_name"_s);
    row(u"氏名"_s, u"高橋美咲"_s, u"person_name"_s);
    row(u"Geburtsdatum"_s, u"14.3.90"_s, u"date"_s);
    row(u"Anschrift"_s, u"Am Anger 12"_s, u"street_address"_s);
    row(u"Kontonummer"_s, u"0532013000"_s, u"bank_account"_s);
    row(u"Personalausweisnummer"_s, u"L01X00T47"_s, u"national_id"_s);
    row(u"Reisepass-Nr."_s, u"C01X00T47"_s, u"passport"_s);
}

void tst_labels::readsColumns()
{
    QFETCH(QString, title);
    QFETCH(QString, value);
    QFETCH(QString, type);
    QString found;
    const QString table = u"ID;%1;X\n1;%2;a\n2;;b\n"_s.arg(title, value);
    QVERIFY2(finds(table, value, type, found), qPrintable(found));
}

QTEST_GUILESS_MAIN(tst_labels)
#include "tst_labels.moc"
