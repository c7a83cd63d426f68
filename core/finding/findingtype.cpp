// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/finding/findingtype.h"

#include <QCoreApplication>

#include <array>

namespace redoubt {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(redoubt::FindingType)
};

struct Row
{
    FindingType type;
    const char *name;
    const char *words;
};

constexpr std::array kRows{
    Row{FindingType::Face, "face", QT_TRANSLATE_NOOP("redoubt::FindingType", "Face")},
    Row{FindingType::Person, "person", QT_TRANSLATE_NOOP("redoubt::FindingType", "Person")},
    Row{FindingType::LicencePlate, "licence_plate",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "Licence plate")},
    Row{FindingType::Screen, "screen", QT_TRANSLATE_NOOP("redoubt::FindingType", "Screen")},
    Row{FindingType::Code, "code", QT_TRANSLATE_NOOP("redoubt::FindingType", "QR or bar code")},
    Row{FindingType::Signature, "signature",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "Signature")},
    Row{FindingType::Voice, "voice", QT_TRANSLATE_NOOP("redoubt::FindingType", "Voice")},
    Row{FindingType::PersonName, "person_name", QT_TRANSLATE_NOOP("redoubt::FindingType", "Name")},
    Row{FindingType::EmailAddress, "email_address",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "E-mail address")},
    Row{FindingType::PhoneNumber, "phone_number",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "Phone number")},
    Row{FindingType::StreetAddress, "street_address",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "Street address")},
    Row{FindingType::Location, "location", QT_TRANSLATE_NOOP("redoubt::FindingType", "Location")},
    Row{FindingType::Date, "date", QT_TRANSLATE_NOOP("redoubt::FindingType", "Date")},
    Row{FindingType::Age, "age", QT_TRANSLATE_NOOP("redoubt::FindingType", "Age")},
    Row{FindingType::UsSsn, "us_ssn",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "US social security number")},
    Row{FindingType::UsItin, "us_itin",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "US taxpayer number (ITIN)")},
    Row{FindingType::UsPassport, "us_passport",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "US passport number")},
    Row{FindingType::UsDriverLicense, "us_driver_license",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "US driver licence")},
    Row{FindingType::UsBankRouting, "us_bank_routing",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "US bank routing number")},
    Row{FindingType::UsNpi, "us_npi",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "US provider number (NPI)")},
    Row{FindingType::UsDea, "us_dea", QT_TRANSLATE_NOOP("redoubt::FindingType", "US DEA number")},
    Row{FindingType::UsMbi, "us_mbi",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "US Medicare number")},
    Row{FindingType::MedicalRecordNumber, "medical_record_number",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "Medical record number")},
    Row{FindingType::HealthPlanId, "health_plan_id",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "Health plan number")},
    Row{FindingType::UkNhs, "uk_nhs", QT_TRANSLATE_NOOP("redoubt::FindingType", "UK NHS number")},
    Row{FindingType::UkNino, "uk_nino",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "UK national insurance number")},
    Row{FindingType::Iban, "iban",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "Bank account (IBAN)")},
    Row{FindingType::VatId, "vat_id", QT_TRANSLATE_NOOP("redoubt::FindingType", "VAT number")},
    Row{FindingType::CreditCard, "credit_card",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "Payment card")},
    Row{FindingType::CryptoAddress, "crypto_address",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "Crypto address")},
    Row{FindingType::IpAddress, "ip_address",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "IP address")},
    Row{FindingType::MacAddress, "mac_address",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "MAC address")},
    Row{FindingType::Imei, "imei",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "Device number (IMEI)")},
    Row{FindingType::Vin, "vin", QT_TRANSLATE_NOOP("redoubt::FindingType", "Vehicle number (VIN)")},
    Row{FindingType::Url, "url", QT_TRANSLATE_NOOP("redoubt::FindingType", "Web address")},
    Row{FindingType::GeoCoordinates, "geo_coordinates",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "Coordinates")},
    Row{FindingType::CnResidentId, "cn_resident_id",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "Chinese resident ID")},
    Row{FindingType::CnMobile, "cn_mobile",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "Chinese mobile number")},
    Row{FindingType::InAadhaar, "in_aadhaar",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "Indian Aadhaar")},
    Row{FindingType::InPan, "in_pan", QT_TRANSLATE_NOOP("redoubt::FindingType", "Indian PAN")},
    Row{FindingType::NationalId, "national_id",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "National identity number")},
    Row{FindingType::TaxId, "tax_id", QT_TRANSLATE_NOOP("redoubt::FindingType", "Tax number")},
    Row{FindingType::Passport, "passport",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "Passport number")},
    Row{FindingType::DrivingLicence, "driving_licence",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "Driving licence")},
    Row{FindingType::RegistrationNumber, "registration_number",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "Business or professional register number")},
    Row{FindingType::BankAccount, "bank_account",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "Bank account number")},
    Row{FindingType::Organisation, "organisation",
        QT_TRANSLATE_NOOP("redoubt::FindingType", "Organisation")},
    Row{FindingType::Metadata, "metadata", QT_TRANSLATE_NOOP("redoubt::FindingType", "Metadata")},
    Row{FindingType::Custom, "custom", QT_TRANSLATE_NOOP("redoubt::FindingType", "Marked by hand")},
};

const Row &row(FindingType type)
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
    for (const Row &r : kRows) {
        if (text == QLatin1StringView(r.name))
            return r.type;
    }
    return std::nullopt;
}

QString displayName(FindingType type)
{
    return Tr::tr(row(type).words);
}

const QList<FindingType> &allFindingTypes()
{
    static const QList<FindingType> types = [] {
        QList<FindingType> list;
        for (const Row &r : kRows)
            list.append(r.type);
        return list;
    }();
    return types;
}

bool isTextual(FindingType type)
{
    return type >= FindingType::PersonName;
}

} // namespace redoubt
