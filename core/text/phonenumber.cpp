// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/validators.h"

#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <string>

namespace redoubt::text {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

const PhoneNumberUtil &library()
{
    // The library is a process-wide singleton and safe for concurrent reading.
    static const PhoneNumberUtil *const util = [] {
        PhoneNumberUtil *instance = PhoneNumberUtil::GetInstance();
        // Its log would carry pieces of case texts to standard output.
        instance->SetLogger(new i18n::phonenumbers::NullLogger);
        return instance;
    }();
    return *util;
}

bool parse(QStringView candidate, const std::string &region, PhoneNumber &number)
{
    const auto digits = std::count_if(candidate.begin(), candidate.end(),
                                      [](QChar c) { return c >= u'0' && c <= u'9'; });
    return candidate.size() <= 64 && digits >= 5 && digits <= 15 &&
           library().Parse(candidate.toString().toStdString(), region, &number) ==
               PhoneNumberUtil::NO_PARSING_ERROR;
}

} // namespace

Verdict checkPhone(QStringView candidate, const QString &region)
{
    const std::string own = region.toStdString();
    PhoneNumber number;
    if (!parse(candidate, own, number))
        return Verdict::Invalid;
    const PhoneNumberUtil *const util = &library();
    // Countries may share a country code; asked in general, the library tries one after the other.
    // The main one comes first, so its word alone is the same answer, much sooner.
    std::string mainRegion;
    util->GetRegionCodeForCountryCode(number.country_code(), &mainRegion);
    if ((mainRegion == own && util->IsValidNumberForRegion(number, own)) ||
        util->IsValidNumber(number))
        return Verdict::Valid;
    return util->IsPossibleNumber(number) ? Verdict::Plausible : Verdict::Invalid;
}

Verdict checkPhoneAbroad(QStringView candidate, const QString &region)
{
    const std::string country = region.toStdString();
    PhoneNumber number;
    if (!parse(candidate, country, number) || !library().IsValidNumberForRegion(number, country))
        return Verdict::Invalid;
    if (candidate.front() == u'(')
        return Verdict::Valid;
    std::string prefix;
    library().GetNddPrefixForRegion(country, true, &prefix);
    return !prefix.empty() && candidate.startsWith(QString::fromStdString(prefix))
               ? Verdict::Valid
               : Verdict::Plausible;
}

} // namespace redoubt::text
