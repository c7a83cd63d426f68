// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/findingtype.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace redoubt;
using namespace Qt::StringLiterals;

class TestFindingType : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTypeHasAStableNameAndWords()
    {
        static const QRegularExpression form(u"^[a-z][a-z_]*$"_s);
        QSet<QString> names;
        QCOMPARE(allFindingTypes().size(), int(FindingType::Custom) + 1);
        for (const FindingType type : allFindingTypes()) {
            QVERIFY(form.match(toString(type)).hasMatch());
            QCOMPARE(findingTypeFromString(toString(type)), std::optional(type));
            QVERIFY(!displayName(type).isEmpty());
            names.insert(toString(type));
        }
        QCOMPARE(names.size(), allFindingTypes().size());
    }

    void keepsTheNamesThatFilesRelyOn()
    {
        for (const QString &name : {u"face"_s,
                                    u"person"_s,
                                    u"licence_plate"_s,
                                    u"screen"_s,
                                    u"code"_s,
                                    u"signature"_s,
                                    u"voice"_s,
                                    u"person_name"_s,
                                    u"email_address"_s,
                                    u"phone_number"_s,
                                    u"street_address"_s,
                                    u"location"_s,
                                    u"date"_s,
                                    u"age"_s,
                                    u"us_ssn"_s,
                                    u"us_itin"_s,
                                    u"us_passport"_s,
                                    u"us_driver_license"_s,
                                    u"us_bank_routing"_s,
                                    u"us_npi"_s,
                                    u"us_dea"_s,
                                    u"us_mbi"_s,
                                    u"medical_record_number"_s,
                                    u"health_plan_id"_s,
                                    u"uk_nhs"_s,
                                    u"uk_nino"_s,
                                    u"iban"_s,
                                    u"vat_id"_s,
                                    u"credit_card"_s,
                                    u"crypto_address"_s,
                                    u"ip_address"_s,
                                    u"mac_address"_s,
                                    u"imei"_s,
                                    u"vin"_s,
                                    u"url"_s,
                                    u"geo_coordinates"_s,
                                    u"cn_resident_id"_s,
                                    u"cn_mobile"_s,
                                    u"in_aadhaar"_s,
                                    u"in_pan"_s,
                                    u"national_id"_s,
                                    u"tax_id"_s,
                                    u"passport"_s,
                                    u"driving_licence"_s,
                                    u"registration_number"_s,
                                    u"bank_account"_s,
                                    u"organisation"_s,
                                    u"custom"_s})
            QVERIFY2(findingTypeFromString(name), qPrintable(name));
    }

    void knowsNoOtherName()
    {
        for (const QString &name : {u""_s, u"Face"_s, u"face "_s, u"faces"_s, u"0"_s})
            QVERIFY(!findingTypeFromString(name));
    }

    void textIsToldFromPictures()
    {
        QVERIFY(!isTextual(FindingType::Face));
        QVERIFY(!isTextual(FindingType::Voice));
        QVERIFY(!isTextual(FindingType::Signature));
        QVERIFY(isTextual(FindingType::PersonName));
        QVERIFY(isTextual(FindingType::UsSsn));
        QVERIFY(isTextual(FindingType::Organisation));
    }
};

QTEST_GUILESS_MAIN(TestFindingType)
#include "tst_findingtype.moc"
