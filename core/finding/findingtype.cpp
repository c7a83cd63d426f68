// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/findingtype.h"

#include "core/base/tr.h"

#include <array>

namespace redoubt {

namespace {

struct TypeRow
{
    FindingType type;
    const char *name;
    const char *words;
    double room = 1;
    bool person = false;
};

constexpr std::array kRows{
    // A detector draws the box of a face from brow to chin. Ears and hair tell people apart, too.
    TypeRow{FindingType::Face, "face", QT_TRANSLATE_NOOP("redoubt::base", "Face"), 1.3, true},
    TypeRow{FindingType::Person, "person", QT_TRANSLATE_NOOP("redoubt::base", "Person"), 1, true},
    TypeRow{FindingType::LicencePlate, "licence_plate",
            QT_TRANSLATE_NOOP("redoubt::base", "Licence plate")},
    TypeRow{FindingType::Screen, "screen", QT_TRANSLATE_NOOP("redoubt::base", "Screen")},
    TypeRow{FindingType::Code, "code", QT_TRANSLATE_NOOP("redoubt::base", "QR or bar code")},
    TypeRow{FindingType::Signature, "signature", QT_TRANSLATE_NOOP("redoubt::base", "Signature")},
    TypeRow{FindingType::Voice, "voice", QT_TRANSLATE_NOOP("redoubt::base", "Voice")},
    TypeRow{FindingType::PersonName, "person_name", QT_TRANSLATE_NOOP("redoubt::base", "Name")},
    TypeRow{FindingType::EmailAddress, "email_address",
            QT_TRANSLATE_NOOP("redoubt::base", "E-mail address")},
    TypeRow{FindingType::PhoneNumber, "phone_number",
            QT_TRANSLATE_NOOP("redoubt::base", "Phone number")},
    TypeRow{FindingType::StreetAddress, "street_address",
            QT_TRANSLATE_NOOP("redoubt::base", "Street address")},
    TypeRow{FindingType::Location, "location", QT_TRANSLATE_NOOP("redoubt::base", "Location")},
    TypeRow{FindingType::Date, "date", QT_TRANSLATE_NOOP("redoubt::base", "Date")},
    TypeRow{FindingType::Age, "age", QT_TRANSLATE_NOOP("redoubt::base", "Age")},
    TypeRow{FindingType::UsSsn, "us_ssn",
            QT_TRANSLATE_NOOP("redoubt::base", "US social security number")},
    TypeRow{FindingType::UsItin, "us_itin",
            QT_TRANSLATE_NOOP("redoubt::base", "US taxpayer number (ITIN)")},
    TypeRow{FindingType::UsPassport, "us_passport",
            QT_TRANSLATE_NOOP("redoubt::base", "US passport number")},
    TypeRow{FindingType::UsDriverLicense, "us_driver_license",
            QT_TRANSLATE_NOOP("redoubt::base", "US driver licence")},
    TypeRow{FindingType::UsBankRouting, "us_bank_routing",
            QT_TRANSLATE_NOOP("redoubt::base", "US bank routing number")},
    TypeRow{FindingType::UsNpi, "us_npi",
            QT_TRANSLATE_NOOP("redoubt::base", "US provider number (NPI)")},
    TypeRow{FindingType::UsDea, "us_dea", QT_TRANSLATE_NOOP("redoubt::base", "US DEA number")},
    TypeRow{FindingType::UsMbi, "us_mbi", QT_TRANSLATE_NOOP("redoubt::base", "US Medicare number")},
    TypeRow{FindingType::MedicalRecordNumber, "medical_record_number",
            QT_TRANSLATE_NOOP("redoubt::base", "Medical record number")},
    TypeRow{FindingType::HealthPlanId, "health_plan_id",
            QT_TRANSLATE_NOOP("redoubt::base", "Health plan number")},
    TypeRow{FindingType::UkNhs, "uk_nhs", QT_TRANSLATE_NOOP("redoubt::base", "UK NHS number")},
    TypeRow{FindingType::UkNino, "uk_nino",
            QT_TRANSLATE_NOOP("redoubt::base", "UK national insurance number")},
    TypeRow{FindingType::Iban, "iban", QT_TRANSLATE_NOOP("redoubt::base", "Bank account (IBAN)")},
    TypeRow{FindingType::VatId, "vat_id", QT_TRANSLATE_NOOP("redoubt::base", "VAT number")},
    TypeRow{FindingType::CreditCard, "credit_card",
            QT_TRANSLATE_NOOP("redoubt::base", "Payment card")},
    TypeRow{FindingType::CryptoAddress, "crypto_address",
            QT_TRANSLATE_NOOP("redoubt::base", "Crypto address")},
    TypeRow{FindingType::IpAddress, "ip_address", QT_TRANSLATE_NOOP("redoubt::base", "IP address")},
    TypeRow{FindingType::MacAddress, "mac_address",
            QT_TRANSLATE_NOOP("redoubt::base", "MAC address")},
    TypeRow{FindingType::Imei, "imei", QT_TRANSLATE_NOOP("redoubt::base", "Device number (IMEI)")},
    TypeRow{FindingType::Vin, "vin", QT_TRANSLATE_NOOP("redoubt::base", "Vehicle number (VIN)")},
    TypeRow{FindingType::Url, "url", QT_TRANSLATE_NOOP("redoubt::base", "Web address")},
    TypeRow{FindingType::GeoCoordinates, "geo_coordinates",
            QT_TRANSLATE_NOOP("redoubt::base", "Coordinates")},
    TypeRow{FindingType::CnResidentId, "cn_resident_id",
            QT_TRANSLATE_NOOP("redoubt::base", "Chinese resident ID")},
    TypeRow{FindingType::CnMobile, "cn_mobile",
            QT_TRANSLATE_NOOP("redoubt::base", "Chinese mobile number")},
    TypeRow{FindingType::InAadhaar, "in_aadhaar",
            QT_TRANSLATE_NOOP("redoubt::base", "Indian Aadhaar")},
    TypeRow{FindingType::InPan, "in_pan", QT_TRANSLATE_NOOP("redoubt::base", "Indian PAN")},
    TypeRow{FindingType::NationalId, "national_id",
            QT_TRANSLATE_NOOP("redoubt::base", "National identity number")},
    TypeRow{FindingType::TaxId, "tax_id", QT_TRANSLATE_NOOP("redoubt::base", "Tax number")},
    TypeRow{FindingType::Passport, "passport",
            QT_TRANSLATE_NOOP("redoubt::base", "Passport number")},
    TypeRow{FindingType::DrivingLicence, "driving_licence",
            QT_TRANSLATE_NOOP("redoubt::base", "Driving licence")},
    TypeRow{FindingType::RegistrationNumber, "registration_number",
            QT_TRANSLATE_NOOP("redoubt::base", "Business or professional register number")},
    TypeRow{FindingType::BankAccount, "bank_account",
            QT_TRANSLATE_NOOP("redoubt::base", "Bank account number")},
    TypeRow{FindingType::Organisation, "organisation",
            QT_TRANSLATE_NOOP("redoubt::base", "Organisation")},
    TypeRow{FindingType::Metadata, "metadata", QT_TRANSLATE_NOOP("redoubt::base", "Metadata")},
    TypeRow{FindingType::Custom, "custom", QT_TRANSLATE_NOOP("redoubt::base", "Marked by hand")},
};

const TypeRow &row(FindingType type)
{
    const auto &r = kRows[size_t(type)];
    Q_ASSERT(r.type == type);
    return r;
}

} // namespace

QString toString(FindingType type)
{
    return QString::fromLatin1(row(type).name);
}

std::optional<FindingType> findingTypeFromString(QStringView text)
{
    for (const TypeRow &r : kRows) {
        if (text == QLatin1StringView(r.name))
            return r.type;
    }
    return std::nullopt;
}

Message displayName(FindingType type)
{
    return Tr::tr(row(type).words);
}

const QList<FindingType> &allFindingTypes()
{
    static const QList<FindingType> types = [] {
        QList<FindingType> list;
        for (const TypeRow &r : kRows)
            list.append(r.type);
        return list;
    }();
    return types;
}

double roomAround(FindingType type)
{
    return row(type).room;
}

bool showsPerson(FindingType type)
{
    return row(type).person;
}

bool isTextual(FindingType type)
{
    return type >= FindingType::PersonName;
}

} // namespace redoubt
