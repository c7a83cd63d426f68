// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/idrules.h"

#include <array>

namespace redoubt::text {

using namespace idrules;

namespace {

/// Birth date and century of a Korean number: 1, 2 (foreigners 5, 6) for 1900, 3, 4 (7, 8) for
/// 2000.
bool koreanBirth(QStringView id, QStringView kinds)
{
    return id.size() == 13 && allDigits(id) && kinds.contains(id[6]) &&
           isShortDate(id.first(2).toInt(), id.sliced(2, 2).toInt(), id.sliced(4, 2).toInt());
}

int koreanSum(QStringView id)
{
    return weighted(id, {2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5}) % 11;
}

/// Resident registration number, enforcement decree of the Resident Registration Act. Numbers given
/// since October 2020 are random behind the seventh digit, so a wrong check digit refuses nothing.
Verdict koreanResident(QStringView id)
{
    if (!koreanBirth(id, u"1234"))
        return Verdict::Invalid;
    return (11 - koreanSum(id)) % 10 == digit(id[12]) ? Verdict::Valid : Verdict::Plausible;
}

/// Foreign registration number: the same sum, two added.
Verdict koreanForeigner(QStringView id)
{
    if (!koreanBirth(id, u"5678"))
        return Verdict::Invalid;
    return (13 - koreanSum(id)) % 10 == digit(id[12]) ? Verdict::Valid : Verdict::Plausible;
}

/// Business registration number, National Tax Service: weights 1 3 7, the ninth digit times five
/// counts with both its digits.
Verdict koreanBusiness(QStringView id)
{
    if (id.size() != 10 || !allDigits(id) || allEqual(id))
        return Verdict::Invalid;
    const int sum = weighted(id, {1, 3, 7, 1, 3, 7, 1, 3, 5}) + digit(id[8]) * 5 / 10;
    return verdict((10 - sum % 10) % 10 == digit(id[9]));
}

/// Driver licence: the first two digits are the issuing police agency, 11 to 28.
Verdict koreanDriver(QStringView id)
{
    if (id.size() != 12 || !allDigits(id))
        return Verdict::Invalid;
    const int agency = id.first(2).toInt();
    return agency >= 11 && agency <= 28 ? Verdict::Plausible : Verdict::Invalid;
}

/// NRIC and FIN, Immigration & Checkpoints Authority: weights 2 7 6 5 4 3 2, four added for T and
/// G, three for M.
Verdict singaporeNric(QStringView id)
{
    if (id.size() != 9 || !QStringView(u"STFGM").contains(id[0]) || !allDigits(id.sliced(1, 7)))
        return Verdict::Invalid;
    const int sum =
        weighted(id.sliced(1), {2, 7, 6, 5, 4, 3, 2}) + (id[0] == u'T' || id[0] == u'G' ? 4
                                                         : id[0] == u'M'                ? 3
                                                                                        : 0);
    const QStringView letters = id[0] == u'S' || id[0] == u'T' ? QStringView(u"JZIHGFEDCBA")
                                : id[0] == u'M'                ? QStringView(u"XWUTRQPNJLK")
                                                               : QStringView(u"XWUTRQPNMLK");
    // Of the numbers with M two descriptions exist; both letters are taken.
    const bool right =
        id.back() == letters[sum % 11] || (id[0] == u'M' && id.back() == letters[10 - sum % 11]);
    return right ? Verdict::Valid : Verdict::Plausible;
}

/// Unique Entity Number, ACRA: three forms, each with weights modulo 11 and letters of its own.
Verdict singaporeUen(QStringView id)
{
    if (id.size() == 9 && allDigits(id.first(8))) {
        const int sum = weighted(id, {10, 4, 9, 3, 8, 2, 7, 1});
        return verdict(id.back() == QStringView(u"XMKECAWLJDB")[sum % 11]);
    }
    if (id.size() != 10)
        return Verdict::Invalid;
    if (allDigits(id.first(9))) {
        const int year = id.first(4).toInt();
        const int sum = weighted(id, {10, 8, 6, 4, 9, 7, 5, 3, 1});
        return verdict(year >= 1800 && year <= 2100 &&
                       id.back() == QStringView(u"ZKCMDNERGWH")[sum % 11]);
    }
    static constexpr QStringView kValues = u"ABCDEFGHJKLMNPQRSTUVWX0123456789";
    constexpr std::array<int, 9> kWeights{4, 3, 5, 3, 10, 2, 2, 5, 7};
    if (!QStringView(u"RST").contains(id[0]) || !allDigits(id.sliced(1, 2)) ||
        !allDigits(id.sliced(5, 4)))
        return Verdict::Invalid;
    int sum = 0;
    for (qsizetype i = 0; i < 9; ++i) {
        const auto value = kValues.indexOf(id[i]);
        if (value < 0)
            return Verdict::Invalid;
        sum += kWeights[std::size_t(i)] * int(value);
    }
    return verdict(id.back() == kValues[((sum - 5) % 11 + 11) % 11]);
}

/// Thai national identification number, Department of Provincial Administration: weights 13 to 2.
Verdict thaiId(QStringView id)
{
    if (id.size() != 13 || !allDigits(id) || id[0] == u'0' || id[0] == u'9' || allEqual(id))
        return Verdict::Invalid;
    // Digits two and three are the province by the ISO 3166-2 codes.
    const int province = id.sliced(1, 2).toInt();
    const bool exists = (province >= 10 && province <= 27) || (province >= 30 && province <= 58) ||
                        (province >= 60 && province <= 67) || (province >= 70 && province <= 77) ||
                        (province >= 80 && province <= 86) || (province >= 90 && province <= 96);
    const int sum = weighted(id, {13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2});
    return verdict(exists && (11 - sum % 11) % 10 == digit(id[12]));
}

/// GSTIN, Central Board of Indirect Taxes and Customs: state, PAN, entity, Z, check character of
/// base 36 with factors 1 and 2.
Verdict indianGstin(QStringView id)
{
    if (id.size() != 15 || !allDigits(id.first(2)))
        return Verdict::Invalid;
    const int state = id.first(2).toInt();
    if (!((state >= 1 && state <= 38) || state == 97 || state == 99))
        return Verdict::Invalid;
    static constexpr QStringView kValues = u"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    int sum = 0;
    for (qsizetype i = 0; i < 14; ++i) {
        const int product = int(kValues.indexOf(id[i])) * (i % 2 == 0 ? 1 : 2);
        sum += product / 36 + product % 36;
    }
    return id.back() == kValues[(36 - sum % 36) % 36] ? Verdict::Valid : Verdict::Plausible;
}

/// Vehicle registration, Motor Vehicles Act 1988 section 41: begins with the code of a state.
Verdict indianVehicle(QStringView id)
{
    static constexpr QStringView kStates =
        u"AN AP AR AS BH BR CG CH DD DL DN GA GJ HP HR JH JK KA KL LA LD MH ML MN MP MZ NL OD OR "
        "PB PY RJ SK TG TN TR TS UA UK UP WB ";
    if (id.size() < 6 || id.size() > 11)
        return Verdict::Invalid;
    const QString state = id.first(2).toString() + u' ';
    return kStates.indexOf(state) % 3 == 0 ? Verdict::Valid : Verdict::Invalid;
}

/// My Number, ministerial ordinance 85 of 2014: weights 2-7, 2-6 from the right, modulo 11.
Verdict japaneseMyNumber(QStringView id)
{
    if (id.size() != 12 || !allDigits(id) || allEqual(id))
        return Verdict::Invalid;
    const int rest = weighted(id, {6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11;
    return verdict((rest <= 1 ? 0 : 11 - rest) == digit(id[11]));
}

/// National identification number of Taiwan, Ministry of the Interior: the letter is two digits.
Verdict taiwaneseId(QStringView id)
{
    static constexpr QStringView kLetters = u"ABCDEFGHJKLMNPQRSTUVXYWZIO";
    if (id.size() != 10 || !allDigits(id.sliced(1)) || !QStringView(u"1289").contains(id[1]))
        return Verdict::Invalid;
    const auto letter = int(kLetters.indexOf(id[0])) + 10;
    if (letter < 10)
        return Verdict::Invalid;
    const int sum =
        letter / 10 + letter % 10 * 9 + weighted(id.sliced(1), {8, 7, 6, 5, 4, 3, 2, 1, 1});
    return verdict(sum % 10 == 0);
}

/// Identity card of Hong Kong, Immigration Department: one or two letters, modulo 11.
Verdict hongKongId(QStringView id)
{
    if (id.size() != 8 && id.size() != 9)
        return Verdict::Invalid;
    const bool two = id.size() == 9;
    const auto letter = [&](qsizetype at) { return id[at].unicode() - u'A' + 10; };
    if (digit(id[0]) >= 0 || (two && digit(id[1]) >= 0) || !allDigits(id.sliced(two ? 2 : 1, 6)))
        return Verdict::Invalid;
    const int sum = (two ? 9 * letter(0) + 8 * letter(1) : 9 * 36 + 8 * letter(0)) +
                    weighted(id.sliced(two ? 2 : 1), {7, 6, 5, 4, 3, 2});
    const int check = (11 - sum % 11) % 11;
    return verdict(check == 10 ? id.back() == u'A' : check == digit(id.back()));
}

constexpr std::array kAsiaRules{
    NamedIdRule{"kr_resident", koreanResident},
    NamedIdRule{"kr_foreigner", koreanForeigner},
    NamedIdRule{"kr_business", koreanBusiness},
    NamedIdRule{"kr_driver", koreanDriver},
    NamedIdRule{"sg_nric", singaporeNric},
    NamedIdRule{"sg_uen", singaporeUen},
    NamedIdRule{"th_id", thaiId},
    NamedIdRule{"in_gstin", indianGstin},
    NamedIdRule{"in_vehicle", indianVehicle},
    NamedIdRule{"jp_my_number", japaneseMyNumber},
    NamedIdRule{"tw_id", taiwaneseId},
    NamedIdRule{"hk_id", hongKongId},
};

} // namespace

std::span<const NamedIdRule> asianIdRules()
{
    return kAsiaRules;
}

} // namespace redoubt::text
