// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <optional>

namespace redoubt::text {

/// Checks of content that a pattern cannot make. Saved as strings in pattern packs.
enum class Validator {
    None,
    Card,
    Iban,
    UsSsn,
    UsItin,
    UsBankRouting,
    UsNpi,
    UsDea,
    UkNhs,
    UkNino,
    CnResidentId,
    Aadhaar,
    Vin,
    Imei,
    BitcoinBase58,
    BitcoinBech32,
    Ipv6,
    Date,
    Coordinates,
    Phone,
    UsState,
    HasDigit
};

std::optional<Validator> validatorFromString(QStringView name);

enum class Verdict {
    Valid,     ///< a checksum or rule confirms it
    Plausible, ///< the form is right and nothing speaks against it
    Invalid    ///< a rule refuses it
};

struct Check
{
    Verdict verdict = Verdict::Invalid;
    qsizetype end = 0; ///< where the datum ends; some know it better than their pattern
};

/// Judges text[begin, end). Separators inside are skipped. @a region is the ISO 3166 code used for
/// phone numbers without a country code. Thread-safe.
Check validate(Validator validator, QStringView text, qsizetype begin, qsizetype end,
               const QString &region);

/// Digits and letters of @a text, letters upper case; everything else left out.
QString alphanumeric(QStringView text);
bool passesLuhn(QStringView digits);
bool passesVerhoeff(QStringView digits);
/// Length that the country registered for its account numbers; 0 for an unknown country.
int ibanLength(QStringView country);

/// libphonenumber's word on one candidate (at most 64 units, 15 digits).
Verdict checkPhone(QStringView candidate, const QString &region);

/// Its word on a candidate that may be a number of another country: Valid when it is one and
/// written as for a call within the country, with the prefix of such a call or the area in
/// brackets; Plausible when it is one without these.
Verdict checkPhoneAbroad(QStringView candidate, const QString &region);

} // namespace redoubt::text
