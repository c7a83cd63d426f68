// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/text/idrules.h"

#include <QDate>

#include <algorithm>

namespace redoubt::text {

namespace idrules {

int digit(QChar c)
{
    return c >= u'0' && c <= u'9' ? c.unicode() - u'0' : -1;
}

bool allDigits(QStringView text)
{
    return !text.isEmpty() &&
           std::all_of(text.begin(), text.end(), [](QChar c) { return digit(c) >= 0; });
}

bool allEqual(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [&](QChar c) { return c == text.front(); });
}

Verdict verdict(bool valid)
{
    return valid ? Verdict::Valid : Verdict::Invalid;
}

int weighted(QStringView digits, std::initializer_list<int> weights)
{
    int sum = 0;
    qsizetype at = 0;
    for (const int weight : weights) {
        if (at == digits.size())
            break;
        sum += weight * digit(digits[at++]);
    }
    return sum;
}

bool isShortDate(int year, int month, int day)
{
    return QDate::isValid(1900 + year, month, day) || QDate::isValid(2000 + year, month, day);
}

bool passesMod11_10(QStringView digits)
{
    int product = 10;
    for (const QChar c : digits.chopped(1)) {
        int sum = (digit(c) + product) % 10;
        if (sum == 0)
            sum = 10;
        product = sum * 2 % 11;
    }
    return (11 - product) % 10 == digit(digits.back());
}

int mod97(QStringView digits)
{
    int rest = 0;
    for (const QChar c : digits)
        rest = (rest * 10 + digit(c)) % 97;
    return rest;
}

} // namespace idrules

IdRule idRule(QStringView name)
{
    for (const auto table : {europeanIdRules(), asianIdRules(), otherIdRules()}) {
        const auto found = std::find_if(table.begin(), table.end(), [name](const NamedIdRule &r) {
            return name == QLatin1StringView(r.name);
        });
        if (found != table.end())
            return found->rule;
    }
    return nullptr;
}

} // namespace redoubt::text
