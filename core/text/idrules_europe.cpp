// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/idrules.h"

#include <QDate>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace redoubt::text {

using namespace idrules;

namespace {

int number(QStringView digits)
{
    return digits.toInt();
}

int crossSum(int value)
{
    return value / 10 + value % 10;
}

/// Steuer-Identifikationsnummer, section 139b AO and the Federal Central Tax Office's description
/// of the check digit: ISO 7064 MOD 11,10; of the first ten digits exactly one stands twice or
/// thrice.
Verdict germanTaxId(QStringView id)
{
    if (id.size() != 11 || !allDigits(id) || id.front() == u'0' || !passesMod11_10(id))
        return Verdict::Invalid;
    std::array<int, 10> counts{};
    for (const QChar c : id.first(10))
        ++counts[std::size_t(digit(c))];
    if (std::any_of(counts.begin(), counts.end(), [](int count) { return count > 3; }))
        return Verdict::Invalid;
    const auto repeated =
        std::count_if(counts.begin(), counts.end(), [](int count) { return count >= 2; });
    return repeated == 1 ? Verdict::Valid : Verdict::Plausible;
}

/// Versicherungsnummer of the pension insurance, section 147 SGB VI and section 2 VKVV: the letter
/// counts as two digits, the cross sums of the weighted digits make the check digit.
Verdict germanPension(QStringView id)
{
    if (id.size() != 12 || !allDigits(id.first(8)) || !allDigits(id.sliced(9)) || id[8] < u'A' ||
        id[8] > u'Z')
        return Verdict::Invalid;
    int day = number(id.sliced(2, 2));
    if (day > 50)
        day -= 50; // a second number on the same birthday
    const int month = number(id.sliced(4, 2));
    if (day < 1 || day > 31 || month < 1 || month > 12)
        return Verdict::Invalid;
    const int letter = id[8].unicode() - u'A' + 1;
    constexpr std::array<int, 12> kWeights{2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
    int sum = 0;
    for (std::size_t i = 0; i < kWeights.size(); ++i) {
        const int part = i < 8    ? digit(id[qsizetype(i)])
                         : i == 8 ? letter / 10
                         : i == 9 ? letter % 10
                                  : digit(id[qsizetype(i) - 1]);
        sum += crossSum(part * kWeights[i]);
    }
    return verdict(sum % 10 == digit(id[11]));
}

/// Krankenversichertennummer, section 290 SGB V: letter as two digits, weights 1 and 2, cross sums.
Verdict germanHealth(QStringView id)
{
    if (id.size() != 10 || id[0] < u'A' || id[0] > u'Z' || !allDigits(id.sliced(1)))
        return Verdict::Invalid;
    const int letter = id[0].unicode() - u'A' + 1;
    int sum = crossSum(letter / 10) + crossSum(letter % 10 * 2);
    for (qsizetype i = 1; i < 9; ++i)
        sum += crossSum(digit(id[i]) * (i % 2 == 1 ? 1 : 2));
    return verdict(sum % 10 == digit(id[9]));
}

/// Lebenslange Arztnummer, guideline of the KBV under section 75 (7) SGB V: weights 4 and 9.
Verdict germanPhysician(QStringView id)
{
    if (id.size() != 9 || !allDigits(id) || allEqual(id))
        return Verdict::Invalid;
    const int sum = weighted(id, {4, 9, 4, 9, 4, 9});
    return verdict((10 - sum % 10) % 10 == digit(id[6]));
}

int icaoValue(QChar c)
{
    return digit(c) >= 0 ? digit(c) : c.unicode() - u'A' + 10;
}

/// Check digit of ICAO Doc 9303 part 3: weights 7, 3, 1.
bool passesIcao(QStringView text)
{
    constexpr std::array<int, 3> kWeights{7, 3, 1};
    int sum = 0;
    for (qsizetype i = 0; i + 1 < text.size(); ++i)
        sum += kWeights[std::size_t(i % 3)] * icaoValue(text[i]);
    return sum % 10 == digit(text.back());
}

/// Serial number of identity card or passport (nine characters without vowels and a few others),
/// with its check digit where it was written down.
Verdict germanDocument(QStringView id)
{
    static constexpr QStringView kAlphabet = u"CFGHJKLMNPRTVWXYZ0123456789";
    if ((id.size() != 9 && id.size() != 10) || digit(id.front()) >= 0)
        return Verdict::Invalid;
    const bool known =
        std::all_of(id.begin(), id.begin() + 9, [](QChar c) { return kAlphabet.contains(c); });
    if (!known)
        return Verdict::Invalid;
    if (id.size() == 10)
        return verdict(passesIcao(id));
    return passesIcao(id) ? Verdict::Valid : Verdict::Plausible;
}

/// USt-IdNr., section 27a UStG: ISO 7064 MOD 11,10 over the nine digits.
Verdict germanVat(QStringView id)
{
    return id.size() == 11 && allDigits(id.sliced(2)) && id[2] != u'0'
               ? (passesMod11_10(id.sliced(2)) ? Verdict::Valid : Verdict::Plausible)
               : Verdict::Invalid;
}

QChar spanishLetter(int value)
{
    return QStringView(u"TRWAGMYFPDXBNJZSQVHLCKE")[value % 23];
}

/// NIF of persons, Real Decreto 1065/2007 and the Interior Ministry's table of letters modulo 23.
Verdict spanishNif(QStringView id)
{
    if (id.size() < 8 || id.size() > 9 || !allDigits(id.chopped(1)))
        return Verdict::Invalid;
    return verdict(number(id.chopped(1)) != 0 && id.back() == spanishLetter(number(id.chopped(1))));
}

/// NIE: the same after X, Y, Z became 0, 1, 2.
Verdict spanishNie(QStringView id)
{
    const qsizetype first = id.isEmpty() ? -1 : QStringView(u"XYZ").indexOf(id.front());
    if (id.size() != 9 || first < 0 || !allDigits(id.sliced(1, 7)))
        return Verdict::Invalid;
    return verdict(id.back() == spanishLetter(int(first) * 10'000'000 + number(id.sliced(1, 7))));
}

/// NIF of companies, Orden EHA/451/2008: doubled digits at odd places, check digit or letter.
Verdict spanishCompany(QStringView id)
{
    if (id.size() != 9 || !QStringView(u"ABCDEFGHJNPQRSUVW").contains(id.front()) ||
        !allDigits(id.sliced(1, 7)))
        return Verdict::Invalid;
    int sum = 0;
    for (qsizetype i = 1; i < 8; ++i)
        sum += i % 2 == 1 ? crossSum(digit(id[i]) * 2) : digit(id[i]);
    const int check = (10 - sum % 10) % 10;
    return verdict(digit(id.back()) == check || id.back() == QStringView(u"JABCDEFGHI")[check]);
}

/// Henkilötunnus, decree 128/2010 with the signs of century added in 2023: modulo 31. The sign is
/// gone from the plain form when it was + or -.
Verdict finnishCode(QStringView id)
{
    const bool sign = id.size() == 11;
    if (id.size() != 10 && !sign)
        return Verdict::Invalid;
    if (sign && !QStringView(u"ABCDEFUVWXY").contains(id[6]))
        return Verdict::Invalid;
    const QStringView birth = id.first(6);
    const QStringView serial = id.sliced(sign ? 7 : 6, 3);
    if (!allDigits(birth) || !allDigits(serial) || number(serial) < 2 ||
        !isShortDate(number(birth.sliced(4)), number(birth.sliced(2, 2)), number(birth.first(2))))
        return Verdict::Invalid;
    const int value = number(birth.toString() + serial.toString());
    return verdict(id.back() == QStringView(u"0123456789ABCDEFHJKLMNPRSTUVWXY")[value % 31]);
}

/// Codice fiscale, DM 23 December 1976: 16 characters, digits that became letters for namesakes,
/// check letter from one table for odd and the plain order for even places.
Verdict italianFiscalCode(QStringView id)
{
    if (id.size() != 16)
        return Verdict::Invalid;
    constexpr std::array<int, 26> kOdd{1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                       20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
    int sum = 0;
    for (qsizetype i = 0; i < 15; ++i) {
        const int value = digit(id[i]) >= 0 ? digit(id[i]) : id[i].unicode() - u'A';
        if (value < 0 || value > 25)
            return Verdict::Invalid;
        sum += i % 2 == 0 ? kOdd[std::size_t(value)] : value;
    }
    const auto place = [&](qsizetype at) {
        return digit(id[at]) >= 0 ? digit(id[at]) : int(QStringView(u"LMNPQRSTUV").indexOf(id[at]));
    };
    const int day = place(9) * 10 + place(10);
    if (place(9) < 0 || place(10) < 0 || !((day >= 1 && day <= 31) || (day >= 41 && day <= 71)))
        return Verdict::Invalid;
    return id.back() == QChar(char16_t(u'A' + sum % 26)) ? Verdict::Valid : Verdict::Plausible;
}

/// Partita IVA, DPR 633/1972: Luhn.
Verdict italianVat(QStringView id)
{
    return verdict(id.size() == 11 && allDigits(id) && number(id.first(7)) != 0 && passesLuhn(id));
}

/// Numéro d'inscription au répertoire, decree 82-103: 97 minus the remainder; Corsica counts as 19
/// and 18.
Verdict frenchNir(QStringView id)
{
    if (id.size() != 15 || !QStringView(u"12378").contains(id.front()))
        return Verdict::Invalid;
    QString plain = id.toString();
    if (plain.mid(5, 2) == u"2A")
        plain.replace(5, 2, u"19"_s);
    else if (plain.mid(5, 2) == u"2B")
        plain.replace(5, 2, u"18"_s);
    if (!allDigits(plain))
        return Verdict::Invalid;
    return verdict(97 - mod97(plain.first(13)) == number(QStringView(plain).sliced(13)));
}

/// PESEL, act on population registration of 2010: the month carries the century.
Verdict polishPesel(QStringView id)
{
    if (id.size() != 11 || !allDigits(id))
        return Verdict::Invalid;
    const int month = number(id.sliced(2, 2));
    constexpr std::array<int, 5> kCenturies{1900, 2000, 2100, 2200, 1800};
    const int year = kCenturies[std::size_t(month / 20)] + number(id.first(2));
    if (!QDate::isValid(year, month % 20, number(id.sliced(4, 2))))
        return Verdict::Invalid;
    return verdict((10 - weighted(id, {1, 3, 7, 9, 1, 3, 7, 9, 1, 3}) % 10) % 10 == digit(id[10]));
}

/// Personnummer and samordningsnummer (day + 60), Skatteverket SKV 704 and 707: Luhn over ten.
Verdict swedishPerson(QStringView id)
{
    if (id.size() == 12) {
        const int century = number(id.first(2));
        if (century < 18 || century > 20)
            return Verdict::Invalid;
        id = id.sliced(2);
    }
    if (id.size() != 10 || !allDigits(id))
        return Verdict::Invalid;
    const int day = number(id.sliced(4, 2));
    if (!isShortDate(number(id.first(2)), number(id.sliced(2, 2)), day > 60 ? day - 60 : day))
        return Verdict::Invalid;
    return verdict(passesLuhn(id));
}

/// Organisationsnummer, act 1974:174: the third digit is two or more, Luhn.
Verdict swedishCompany(QStringView id)
{
    return verdict(id.size() == 10 && allDigits(id) && digit(id[2]) >= 2 && id[0] != u'0' &&
                   passesLuhn(id));
}

/// T.C. kimlik numarası, NVİ: two check digits.
Verdict turkishId(QStringView id)
{
    if (id.size() != 11 || !allDigits(id) || id[0] == u'0')
        return Verdict::Invalid;
    int odd = 0;
    int even = 0;
    for (qsizetype i = 0; i < 9; ++i)
        (i % 2 == 0 ? odd : even) += digit(id[i]);
    const int tenth = ((odd * 7 - even) % 10 + 10) % 10;
    return verdict(tenth == digit(id[9]) && (odd + even + tenth) % 10 == digit(id[10]));
}

/// DVLA driver number: surname padded with nines, decade, month (+50 for women), day, year.
Verdict britishDriver(QStringView id)
{
    if (id.size() != 16 && id.size() != 18)
        return Verdict::Invalid;
    qsizetype letters = 0;
    while (letters < 5 && id[letters] >= u'A' && id[letters] <= u'Z')
        ++letters;
    const QStringView rest = id.sliced(letters, 5 - letters);
    if (letters == 0 || std::any_of(rest.begin(), rest.end(), [](QChar c) { return c != u'9'; }) ||
        !allDigits(id.sliced(5, 6)))
        return Verdict::Invalid;
    const int month = number(id.sliced(6, 2)) % 50;
    const int day = number(id.sliced(8, 2));
    return verdict(month >= 1 && month <= 12 && number(id.sliced(6, 2)) < 63 && day >= 1 &&
                   day <= 31);
}

/// AHV number, GS1 prefix 756 with the check digit of EAN-13.
Verdict swissAhv(QStringView id)
{
    if (id.size() != 13 || !allDigits(id) || id.first(3) != u"756")
        return Verdict::Invalid;
    return verdict((10 - weighted(id, {1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3}) % 10) % 10 ==
                   digit(id[12]));
}

/// Sozialversicherungsnummer, Dachverband der österreichischen Sozialversicherungsträger: the
/// fourth digit checks, weights 3 7 9 _ 5 8 4 2 1 6 modulo 11.
Verdict austrianInsurance(QStringView id)
{
    if (id.size() != 10 || !allDigits(id) || id[0] == u'0')
        return Verdict::Invalid;
    const int day = number(id.sliced(4, 2));
    const int month = number(id.sliced(6, 2));
    if (day < 1 || day > 31 || month < 1 || month > 15)
        return Verdict::Invalid;
    return verdict(weighted(id, {3, 7, 9, 0, 5, 8, 4, 2, 1, 6}) % 11 == digit(id[3]));
}

/// NIF of Portugal, Decreto-Lei 14/2013: weights 9 to 2 modulo 11.
Verdict portugueseNif(QStringView id)
{
    if (id.size() != 9 || !allDigits(id) || !QStringView(u"1235689").contains(id[0]))
        return Verdict::Invalid;
    const int rest = weighted(id, {9, 8, 7, 6, 5, 4, 3, 2}) % 11;
    return verdict((rest < 2 ? 0 : 11 - rest) == digit(id[8]));
}

constexpr std::array kEuropeRules{
    NamedIdRule{"de_tax_id", germanTaxId},
    NamedIdRule{"de_pension", germanPension},
    NamedIdRule{"de_health", germanHealth},
    NamedIdRule{"de_physician", germanPhysician},
    NamedIdRule{"de_document", germanDocument},
    NamedIdRule{"de_vat", germanVat},
    NamedIdRule{"es_nif", spanishNif},
    NamedIdRule{"es_nie", spanishNie},
    NamedIdRule{"es_company", spanishCompany},
    NamedIdRule{"fi_hetu", finnishCode},
    NamedIdRule{"it_fiscal_code", italianFiscalCode},
    NamedIdRule{"it_vat", italianVat},
    NamedIdRule{"fr_nir", frenchNir},
    NamedIdRule{"pl_pesel", polishPesel},
    NamedIdRule{"se_person", swedishPerson},
    NamedIdRule{"se_company", swedishCompany},
    NamedIdRule{"tr_id", turkishId},
    NamedIdRule{"uk_driver", britishDriver},
    NamedIdRule{"ch_ahv", swissAhv},
    NamedIdRule{"at_insurance", austrianInsurance},
    NamedIdRule{"pt_nif", portugueseNif},
};

} // namespace

std::span<const NamedIdRule> europeanIdRules()
{
    return kEuropeRules;
}

} // namespace redoubt::text
