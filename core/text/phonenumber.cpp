// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/validators.h"

#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <string>

namespace redoubt::text {

Verdict checkPhone(QStringView candidate, const QString &region)
{
    using i18n::phonenumbers::PhoneNumber;
    using i18n::phonenumbers::PhoneNumberUtil;
    const auto digits = std::count_if(candidate.begin(), candidate.end(),
                                      [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (candidate.size() > 64 || digits < 5 || digits > 15)
        return Verdict::Invalid;
    // The library is a process-wide singleton and safe for concurrent reading.
    static const PhoneNumberUtil *const util = [] {
        PhoneNumberUtil *instance = PhoneNumberUtil::GetInstance();
        // Its log would carry pieces of case texts to standard output.
        instance->SetLogger(new i18n::phonenumbers::NullLogger);
        return instance;
    }();
    const std::string own = region.toStdString();
    PhoneNumber number;
    if (util->Parse(candidate.toString().toStdString(), own, &number) !=
        PhoneNumberUtil::NO_PARSING_ERROR)
        return Verdict::Invalid;
    // Countries may share a country code; asked in general, the library tries one after the other.
    // The main one comes first, so its word alone is the same answer, much sooner.
    std::string mainRegion;
    util->GetRegionCodeForCountryCode(number.country_code(), &mainRegion);
    if ((mainRegion == own && util->IsValidNumberForRegion(number, own)) ||
        util->IsValidNumber(number))
        return Verdict::Valid;
    return util->IsPossibleNumber(number) ? Verdict::Plausible : Verdict::Invalid;
}

} // namespace redoubt::text
