// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/message.h"

#include <QList>
#include <QString>

#include <optional>

namespace redoubt {

/// What a finding is. Saved and exchanged as the stable strings of toString(), never as numbers.
enum class FindingType {
    Face,
    Person,
    LicencePlate,
    Screen,
    Code,
    Signature,
    Voice,
    PersonName,
    EmailAddress,
    PhoneNumber,
    StreetAddress,
    Location,
    Date,
    Age,
    UsSsn,
    UsItin,
    UsPassport,
    UsDriverLicense,
    UsBankRouting,
    UsNpi,
    UsDea,
    UsMbi,
    MedicalRecordNumber,
    HealthPlanId,
    UkNhs,
    UkNino,
    Iban,
    VatId,
    CreditCard,
    CryptoAddress,
    IpAddress,
    MacAddress,
    Imei,
    Vin,
    Url,
    GeoCoordinates,
    CnResidentId,
    CnMobile,
    InAadhaar,
    InPan,
    NationalId,         ///< identity, social insurance or resident number of any other country
    TaxId,              ///< tax number of a person or a business of any country
    Passport,           ///< passport of any country but the United States
    DrivingLicence,     ///< likewise
    RegistrationNumber, ///< of a business or a profession: company register, physician's number
    BankAccount,        ///< account number in a national form; IBAN is its own type
    Organisation,
    Metadata, ///< a metadata field that fits no other type: camera model, software, dates of the
              ///< file
    Custom    ///< drawn or named by a person without a type
};

QString toString(FindingType type);
std::optional<FindingType> findingTypeFromString(QStringView text);
/// Words for people ("Phone number").
Message displayName(FindingType type);
const QList<FindingType> &allFindingTypes();
/// How much larger than its detected box, on each axis, what belongs to a thing is.
double roomAround(FindingType type);
/// True for pictures of people.
bool showsPerson(FindingType type);
/// True for what is read or heard as text, as against pictures of things and voices.
bool isTextual(FindingType type);

} // namespace redoubt
