// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/idrules.h"

#include <QDate>

#include <array>

namespace redoubt::text {

using namespace idrules;

namespace {

/// Australian Business Number, Australian Business Register: one taken off the first digit, modulo
/// 89.
Verdict australianAbn(QStringView id)
{
    if (id.size() != 11 || !allDigits(id) || id[0] == u'0')
        return Verdict::Invalid;
    return verdict((weighted(id, {10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19}) - 10) % 89 == 0);
}

/// Australian Company Number, Corporations Regulations 2001: weights 8 to 1.
Verdict australianAcn(QStringView id)
{
    if (id.size() != 9 || !allDigits(id) || allEqual(id))
        return Verdict::Invalid;
    return verdict((10 - weighted(id, {8, 7, 6, 5, 4, 3, 2, 1}) % 10) % 10 == digit(id[8]));
}

/// Tax file number, Australian Taxation Office: modulo 11.
Verdict australianTfn(QStringView id)
{
    return verdict(id.size() == 9 && allDigits(id) && !allEqual(id) &&
                   weighted(id, {1, 4, 3, 7, 5, 8, 6, 9, 10}) % 11 == 0);
}

/// Medicare card, Services Australia: begins with 2 to 6, the ninth digit checks, the tenth is the
/// issue, an eleventh the person.
Verdict australianMedicare(QStringView id)
{
    if ((id.size() != 10 && id.size() != 11) || !allDigits(id) ||
        !QStringView(u"23456").contains(id[0]))
        return Verdict::Invalid;
    return verdict(weighted(id, {1, 3, 7, 9, 1, 3, 7, 9}) % 10 == digit(id[8]));
}

/// Social insurance number, Employment and Social Development Canada: Luhn; 0 and 8 do not begin
/// one.
Verdict canadianSin(QStringView id)
{
    return verdict(id.size() == 9 && allDigits(id) && !allEqual(id) && id[0] != u'0' &&
                   id[0] != u'8' && passesLuhn(id));
}

/// South African identity number, Identification Act 68 of 1997: birth date, citizenship 0 to 2, a
/// digit that is 8 or 9, Luhn.
Verdict southAfricanId(QStringView id)
{
    if (id.size() != 13 || !allDigits(id) || digit(id[10]) > 2 || digit(id[11]) < 8 ||
        !isShortDate(id.first(2).toInt(), id.sliced(2, 2).toInt(), id.sliced(4, 2).toInt()))
        return Verdict::Invalid;
    return verdict(passesLuhn(id));
}

/// CPF, Receita Federal: two check digits modulo 11.
Verdict brazilianCpf(QStringView id)
{
    if (id.size() != 11 || !allDigits(id) || allEqual(id))
        return Verdict::Invalid;
    const auto check = [](int sum) { return sum % 11 < 2 ? 0 : 11 - sum % 11; };
    return verdict(check(weighted(id, {10, 9, 8, 7, 6, 5, 4, 3, 2})) == digit(id[9]) &&
                   check(weighted(id, {11, 10, 9, 8, 7, 6, 5, 4, 3, 2})) == digit(id[10]));
}

/// CNPJ, Receita Federal: likewise over fourteen digits.
Verdict brazilianCnpj(QStringView id)
{
    if (id.size() != 14 || !allDigits(id) || allEqual(id))
        return Verdict::Invalid;
    const auto check = [](int sum) { return sum % 11 < 2 ? 0 : 11 - sum % 11; };
    return verdict(check(weighted(id, {5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2})) == digit(id[12]) &&
                   check(weighted(id, {6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2})) == digit(id[13]));
}

/// National identification number of Nigeria, NIMC: eleven digits; its check digit is not
/// published.
Verdict nigerianNin(QStringView id)
{
    return id.size() == 11 && allDigits(id) && !allEqual(id) ? Verdict::Plausible
                                                             : Verdict::Invalid;
}

/// Taxpayer number of the Philippines, Bureau of Internal Revenue: nine digits and a branch of
/// three or more; its check digit is not published.
Verdict philippineTin(QStringView id)
{
    return (id.size() == 9 || (id.size() >= 12 && id.size() <= 14)) && allDigits(id) &&
                   !allEqual(id)
               ? Verdict::Plausible
               : Verdict::Invalid;
}

constexpr std::array kWorldRules{
    NamedIdRule{"au_abn", australianAbn}, NamedIdRule{"au_acn", australianAcn},
    NamedIdRule{"au_tfn", australianTfn}, NamedIdRule{"au_medicare", australianMedicare},
    NamedIdRule{"ca_sin", canadianSin},   NamedIdRule{"za_id", southAfricanId},
    NamedIdRule{"br_cpf", brazilianCpf},  NamedIdRule{"br_cnpj", brazilianCnpj},
    NamedIdRule{"ng_nin", nigerianNin},   NamedIdRule{"ph_tin", philippineTin},
};

} // namespace

std::span<const NamedIdRule> otherIdRules()
{
    return kWorldRules;
}

} // namespace redoubt::text
